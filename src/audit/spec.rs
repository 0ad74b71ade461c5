//! Sample sizes by closed formulas, from a few figures and no ballots.
//!
//! # Reference
//! Wald's average sample number: Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits"; comparison:
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", closed form of the Kaplan-Markov bound.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ballot_comparison::clean_size;
use crate::assertion::Overstatement;
use crate::risk::{Discrepancies, GAMMA, SuperSimple, average_sample_number};

/// What is asked: a method, a risk limit, and the figures of one contest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The method: `bravo` (or `so_bravo`), `polling`, `super_simple`, `ballot_comparison`, `fixed_percentage`, `full_hand_count`.
    pub method: String,
    /// The largest chance of confirming a wrong outcome, above 0 and below 1; 0.05 if not given.
    #[serde(default)]
    pub risk_limit: Option<f64>,
    /// Reported votes by candidate.
    #[serde(default)]
    pub votes: BTreeMap<String, u64>,
    /// Cards in the population; the votes if not given.
    #[serde(default)]
    pub ballots: Option<u64>,
    /// Seats; 1 if not given.
    #[serde(default)]
    pub winners: Option<usize>,
    /// The diluted margin, instead of votes, above 0 and at most 1.
    #[serde(default)]
    pub margin: Option<f64>,
    /// Inflation of error bounds in `super_simple`, more than 1; 1.03905 if not given.
    #[serde(default)]
    pub gamma: Option<f64>,
    /// Expected discrepancies as shares of the cards drawn, for `super_simple`.
    #[serde(default)]
    pub discrepancies: Option<ExpectedRates>,
    /// The share of batches or ballots in a fixed-percentage audit, above 0 and at most 1; 0.01 if not given.
    #[serde(default)]
    pub share: Option<f64>,
}

/// Expected shares of cards with a discrepancy, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedRates {
    /// One vote overstated.
    pub o1: f64,
    /// Two votes overstated.
    pub o2: f64,
    /// One vote understated.
    pub u1: f64,
    /// Two votes understated.
    pub u2: f64,
}

/// What is answered; a size without meaning for the method is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sizes {
    /// Wald's average sample number in ballots of the contest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asn: Option<u64>,
    /// Stark's closed form for a sample without any discrepancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_error: Option<u64>,
    /// Stark's closed form at the expected discrepancies; `None` where no sample suffices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_rates: Option<u64>,
    /// The least sample that confirms where every card agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// Whether every ballot has to be counted: by design, or because the size exceeds what there is.
    pub full_hand_count: bool,
    /// Whether the sizes are exact for their question, and not a mean's formula.
    pub exact: bool,
}

/// The sizes for one question.
///
/// # Errors
/// A sentence that names the key, what was found and what is allowed.
pub fn sizes(spec: &Spec) -> Result<Sizes, String> {
    let risk_limit = spec.risk_limit.unwrap_or(0.05);
    if !(risk_limit > 0.0 && risk_limit < 1.0) {
        return Err(format!("risk_limit: found {risk_limit}; allowed: above 0 and below 1"));
    }
    let figures = Figures::of(spec)?;
    let gamma = spec.gamma.unwrap_or(GAMMA);
    if !(gamma > 1.0 && gamma < 1e6) {
        return Err(format!("gamma: found {gamma}; allowed: more than 1"));
    }
    match spec.method.as_str() {
        "bravo" | "so_bravo" | "polling" => {
            let asn = figures.asn(risk_limit)?;
            let full_hand_count = figures.cards.is_some_and(|cards| asn >= cards);
            Ok(Sizes { asn: Some(asn), full_hand_count, ..Sizes::default() })
        }
        "super_simple" => {
            let bound = SuperSimple { gamma, margin: figures.margin };
            let none = Discrepancies::default();
            let rates = spec.discrepancies.unwrap_or_default();
            let given =
                spec.discrepancies.map(|_| bound.size_at_rates(risk_limit, rates.o1, rates.o2, rates.u1, rates.u2));
            for (key, rate) in [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)] {
                if !(0.0..=1.0).contains(&rate) {
                    return Err(format!("discrepancies.{key}: found {rate}; allowed: a share from 0 to 1"));
                }
            }
            let least = bound.least(risk_limit, &none);
            let too_many = |size: u64| figures.cards.is_some_and(|cards| size >= cards);
            Ok(Sizes {
                no_error: Some(bound.size_with(risk_limit, &none)),
                at_rates: given.flatten(),
                least: Some(least),
                full_hand_count: too_many(least) || given.is_some_and(|size| size.is_none_or(too_many)),
                exact: true,
                ..Sizes::default()
            })
        }
        "ballot_comparison" => {
            let (cards, margin) = figures.whole()?;
            let (least, exact) = clean_size(Overstatement { cards, margin }, risk_limit);
            Ok(Sizes { least: Some(least), full_hand_count: least >= cards, exact, ..Sizes::default() })
        }
        "fixed_percentage" => {
            let share = spec.share.unwrap_or(0.01);
            if !(share > 0.0 && share <= 1.0) {
                return Err(format!("share: found {share}; allowed: above 0 and at most 1"));
            }
            let (cards, _) = figures.whole()?;
            let least = (libm::ceil(share * cards as f64) as u64).max(1);
            Ok(Sizes { least: Some(least), full_hand_count: least >= cards, ..Sizes::default() })
        }
        "full_hand_count" => {
            let (cards, _) = figures.whole()?;
            Ok(Sizes { least: Some(cards), full_hand_count: true, exact: true, ..Sizes::default() })
        }
        other => Err(format!(
            "method: found {other:?}; allowed: bravo, so_bravo, polling, super_simple, ballot_comparison, fixed_percentage, full_hand_count"
        )),
    }
}

/// The figures of the closest pair.
struct Figures {
    margin: f64,
    cards: Option<u64>,
    /// Votes of every winner and loser pair.
    pairs: Vec<(u64, u64)>,
}

impl Figures {
    fn of(spec: &Spec) -> Result<Self, String> {
        if let Some(margin) = spec.margin {
            if !spec.votes.is_empty() {
                return Err("margin: found beside votes; allowed: one of the two".to_owned());
            }
            if !(margin > 0.0 && margin <= 1.0) {
                return Err(format!("margin: found {margin}; allowed: above 0 and at most 1"));
            }
            return Ok(Self { margin, cards: spec.ballots, pairs: Vec::new() });
        }
        let seats = spec.winners.unwrap_or(1);
        let mut votes: Vec<u64> = spec.votes.values().copied().collect();
        if votes.iter().any(|&n| n > 1_000_000_000_000) {
            return Err(
                "votes: found more than 1000000000000 for one name; allowed: as many as there are people".to_owned()
            );
        }
        votes.sort_unstable_by(|a, b| b.cmp(a));
        if seats == 0 || seats >= votes.len() {
            return Err(format!(
                "votes: found {} names for {seats} seats; needed: more names than seats, or margin",
                votes.len()
            ));
        }
        let sum: u64 = votes.iter().sum();
        let cards = spec.ballots.unwrap_or(sum);
        if cards < votes[0] || cards == 0 || cards > 1_000_000_000_000 {
            return Err(format!("ballots: found {cards}; allowed: at least the winner's {} votes", votes[0]));
        }
        let (last_in, first_out) = (votes[seats - 1], votes[seats]);
        if last_in == first_out {
            return Err("votes: found a tie at the last seat, which only a full hand count can settle".to_owned());
        }
        let (won, lost) = votes.split_at(seats);
        let pairs = won.iter().flat_map(|&w| lost.iter().map(move |&l| (w, l))).collect();
        Ok(Self { margin: (last_in - first_out) as f64 / cards as f64, cards: Some(cards), pairs })
    }

    /// The largest average sample number of all pairs.
    fn asn(&self, risk_limit: f64) -> Result<u64, String> {
        let of_pair = |&(w, l): &(u64, u64)| average_sample_number(risk_limit, w, l, self.cards.unwrap_or(w + l));
        if self.pairs.is_empty() {
            // All ballots are of the pair: shares (1 ± margin)/2, in parts of a large whole.
            let whole = 1_000_000_000_000_u64;
            let winner = libm::round(f64::midpoint(1.0, self.margin) * whole as f64) as u64;
            return average_sample_number(risk_limit, winner, whole - winner, whole)
                .ok_or_else(|| "margin: too small to tell from a tie".to_owned());
        }
        self.pairs.iter().map(|pair| of_pair(pair).unwrap_or(u64::MAX)).max().ok_or_else(|| "votes: no pair".to_owned())
    }

    /// Cards and margin in whole numbers.
    fn whole(&self) -> Result<(u64, i64), String> {
        let Some(cards) = self.cards else {
            return Err("ballots: found nothing; needed: the cards in the population".to_owned());
        };
        let margin = match self.pairs.iter().map(|(w, l)| w.saturating_sub(*l)).min() {
            Some(margin) => margin,
            None => libm::round(self.margin * cards as f64) as u64,
        };
        if margin == 0 { Err("margin: less than one vote".to_owned()) } else { Ok((cards, margin as i64)) }
    }
}
