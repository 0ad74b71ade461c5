//! Sample sizes by closed formulas, from a few figures and no ballots.
//!
//! # Reference
//! Wald's average sample number: Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits"; comparison:
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", closed form of the Kaplan-Markov bound.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ballot_comparison::clean_size;
use super::terms::share_of;
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
    for (key, given, only) in [
        ("gamma", spec.gamma.is_some(), "super_simple"),
        ("discrepancies", spec.discrepancies.is_some(), "super_simple"),
        ("share", spec.share.is_some(), "fixed_percentage"),
    ] {
        if given && spec.method != only {
            return Err(format!("{key}: found beside {}; allowed: with {only}", cut(&spec.method)));
        }
    }
    let cards = cards_of(spec)?;
    match spec.method.as_str() {
        "full_hand_count" => {
            let least = Some(cards.ok_or(NO_BALLOTS)?);
            return Ok(Sizes { least, full_hand_count: true, exact: true, ..Sizes::default() });
        }
        "fixed_percentage" => {
            let share = spec.share.unwrap_or(0.01);
            if !(share > 0.0 && share <= 1.0) {
                return Err(format!("share: found {share}; allowed: above 0 and at most 1"));
            }
            let cards = cards.ok_or(NO_BALLOTS)?;
            let least = share_of(share, cards).max(1);
            return Ok(Sizes { least: Some(least), full_hand_count: least >= cards, ..Sizes::default() });
        }
        _ => {}
    }
    let figures = Figures::of(spec, cards)?;
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
            if rates.o1 + rates.o2 + rates.u1 + rates.u2 > 1.0 {
                return Err("discrepancies: found more than one for each card; allowed: shares that sum to at most 1"
                    .to_owned());
            }
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
        other => Err(format!(
            "method: found {:?}; allowed: bravo, so_bravo, polling, super_simple, ballot_comparison, fixed_percentage, full_hand_count",
            cut(other)
        )),
    }
}

/// Most cards, votes or ballots that a question may speak of.
const MOST: u64 = 1_000_000_000_000;

/// The smallest margin: one vote in [`MOST`].
const LEAST_MARGIN: f64 = 1e-12;

const NO_BALLOTS: &str = "ballots: found nothing; needed: the cards in the population";

/// A text from outside, short enough to be repeated.
fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Cards in the population: as given, else the votes.
fn cards_of(spec: &Spec) -> Result<Option<u64>, String> {
    if spec.margin.is_some() && !spec.votes.is_empty() {
        return Err("margin: found beside votes; allowed: one of the two".to_owned());
    }
    if let Some((name, n)) = spec.votes.iter().find(|(_, n)| **n > MOST) {
        return Err(format!("votes.{}: found {n}; allowed: at most {MOST}", cut(name)));
    }
    let sum = spec.votes.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let Some(ballots) = spec.ballots else { return Ok((sum > 0).then_some(sum.min(MOST))) };
    let one_vote = spec.winners.unwrap_or(1) == 1;
    let least = if one_vote { sum } else { spec.votes.values().copied().max().unwrap_or(0) }.max(1);
    if ballots < least || ballots > MOST {
        return Err(format!("ballots: found {ballots}; allowed: {least} (the votes) to {MOST}"));
    }
    Ok(Some(ballots))
}

/// The figures of the closest pair: the last who wins and the first who does not.
struct Figures {
    margin: f64,
    cards: Option<u64>,
    pair: Option<(u64, u64)>,
}

impl Figures {
    fn of(spec: &Spec, cards: Option<u64>) -> Result<Self, String> {
        if let Some(margin) = spec.margin {
            if !(LEAST_MARGIN..=1.0).contains(&margin) {
                return Err(format!("margin: found {margin:e}; allowed: {LEAST_MARGIN:e} to 1"));
            }
            return Ok(Self { margin, cards, pair: None });
        }
        let seats = spec.winners.unwrap_or(1);
        let mut votes: Vec<u64> = spec.votes.values().copied().collect();
        votes.sort_unstable_by(|a, b| b.cmp(a));
        if seats == 0 || seats >= votes.len() {
            return Err(format!(
                "votes: found {} names for {seats} seats; needed: more names than seats, or margin",
                votes.len()
            ));
        }
        let (winner, loser) = (votes[seats - 1], votes[seats]);
        if winner == loser {
            return Err("votes: found a tie at the last seat, which only a full hand count can settle".to_owned());
        }
        let all = cards.unwrap_or(MOST);
        Ok(Self { margin: (winner - loser) as f64 / all as f64, cards, pair: Some((winner, loser)) })
    }

    /// The average sample number of the pair, which is the largest of all.
    fn asn(&self, risk_limit: f64) -> Result<u64, String> {
        // By margin alone all ballots are of the pair: shares (1 ± margin)/2, in parts of a large whole.
        let winner = libm::round(f64::midpoint(1.0, self.margin) * MOST as f64) as u64;
        let (winner, loser) = self.pair.unwrap_or((winner, MOST - winner));
        let all = self.pair.and(self.cards).unwrap_or(winner + loser);
        average_sample_number(risk_limit, winner, loser, all)
            .filter(|&asn| asn < u64::MAX)
            .ok_or_else(|| "margin: too small to tell from a tie".to_owned())
    }

    /// Cards and margin in whole numbers.
    fn whole(&self) -> Result<(u64, i64), String> {
        let cards = self.cards.ok_or(NO_BALLOTS)?;
        let by_margin = libm::round(self.margin * cards as f64) as u64;
        let margin = self.pair.map_or(by_margin, |(winner, loser)| winner - loser);
        if margin == 0 {
            Err("margin: found less than one vote; needed: a lead".to_owned())
        } else {
            Ok((cards, margin as i64))
        }
    }
}
