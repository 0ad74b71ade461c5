//! Simulated sizes: whole audits, card by card, as the slow twin of the exact distributions and for tests that have
//! none.
//!
//! ALPHA's estimate is a function of the votes seen as long as it is the plain shrunken mean; when it is truncated, the
//! wealth depends on the order, and no distribution by counts is exact.
//!
//! # Reference
//! Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5.2 (the truncated estimate).

use super::figures::UNITS;
use super::question::CheckedQuestion;
use super::{PairFigures, Sizes, ballot_by_ballot};
use crate::audit::clean_size::stake;
use crate::random::{Random, Streams};
use crate::reason::{Reason, complaints, rules};
use crate::risk::bet::ShrinkTrunc;
use crate::risk::polling::hypergeometric_kmin;
use crate::risk::{Betting, Bravo, Discrepancies, Null, RiskFunction, SuperSimple};

/// Most draws of all audits of one question together: about two seconds.
const MOST_DRAWS: u64 = 30_000_000;
/// Default number of simulated audits.
const TRIALS: u32 = 2_000;

/// Sizes at which simulated audits have stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulatedSizes {
    /// Cards drawn by each audit, rising; all cards if it did not stop.
    pub sizes: Vec<u64>,
    /// Audits that did not stop: they have drawn all cards.
    pub not_stopped: u64,
}

impl SimulatedSizes {
    /// The mean of the sizes and its standard error.
    pub fn mean(&self) -> (f64, f64) {
        let n = self.sizes.len() as f64;
        let mean = self.sizes.iter().map(|&size| size as f64).sum::<f64>() / n;
        let spread = self.sizes.iter().map(|&size| (size as f64 - mean) * (size as f64 - mean)).sum::<f64>();
        (mean, libm::sqrt(spread / (n * (n - 1.0).max(1.0))))
    }

    /// The share of audits that have stopped by `n` cards.
    pub fn by(&self, n: u64) -> f64 {
        let within = self.sizes.partition_point(|&size| size <= n);
        let stopped = self.sizes.len() - self.not_stopped as usize;
        within.min(stopped) as f64 / self.sizes.len() as f64
    }

    /// The smallest size by which that share has stopped; `None` if fewer ever do.
    pub fn quantile(&self, chance: f64) -> Option<u64> {
        let place = libm::ceil(chance * self.sizes.len() as f64) as usize;
        let stopped = self.sizes.len() - self.not_stopped as usize;
        (place <= stopped).then(|| self.sizes[place.max(1) - 1])
    }

    /// A 95 % interval of a quantile, by the order of the sizes.
    fn interval(&self, chance: f64) -> [u64; 2] {
        let n = self.sizes.len() as f64;
        let off = 1.96 * libm::sqrt(n * chance * (1.0 - chance));
        let at = |place: f64| self.sizes[(place.max(1.0) as usize).min(self.sizes.len()) - 1];
        [at(libm::floor(n * chance - off)), at(libm::ceil(n * chance + off) + 1.0)]
    }
}

/// An audit as a function: takes the value of one card, and returns whether it stops.
type StoppingAudit<'a> = Box<dyn FnMut(u64) -> bool + 'a>;

/// Simulates this number of audits of a method, from the streams of a seed; fewer if together they take too many draws.
/// Methods: those of [`distribution`](super::distribution) except `bayes_polling`, and `polling`.
///
/// # Errors
/// Why, if the method cannot be simulated or the figures leave nothing to confirm.
pub fn drawn(method: &str, figures: &PairFigures, trials: u32, seed: &str) -> Result<SimulatedSizes, Reason> {
    within(method, figures, trials, seed, u64::MAX)
}

fn within(method: &str, figures: &PairFigures, trials: u32, seed: &str, most: u64) -> Result<SimulatedSizes, Reason> {
    let PairFigures { cards, risk_limit, .. } = *figures;
    let design = figures.design()?;
    let polled = |units: [u64; 3]| {
        let winner = (figures.pair + figures.lead()).div_ceil(2);
        let winner = if figures.winner + figures.loser == figures.pair { figures.winner } else { winner };
        vec![(units[0], winner), (units[1], figures.pair - winner), (units[2], cards - figures.pair)]
    };
    let compared = || UNITS.into_iter().zip(figures.kinds_of_cards()).collect::<Vec<_>>();
    let over = figures.overstatement();
    let (kinds, replacement) = match method {
        "bravo" | "so_bravo" => (polled([2, 0, 1]), figures.replacement),
        "polling" => (polled([2, 0, 1]), false),
        "super_simple" => (compared(), true),
        "ballot_comparison" => (compared(), false),
        other => return Err(complaints::error_rule("method", other, rules::rule_not_drawn())),
    };
    let kmin = match method {
        "bravo" | "so_bravo" if !replacement => {
            hypergeometric_kmin(&design).map_err(|_| rules::error_too_many("ballots"))?
        }
        _ => Vec::new(),
    };
    let bound = SuperSimple { gamma: figures.gamma, margin: figures.diluted() };
    let share = design.reported().winner;
    let bet = (method == "ballot_comparison").then(|| stake(over, risk_limit));
    let begin = || -> StoppingAudit<'_> {
        match method {
            "polling" => {
                let null = Null::of(cards, cards as i64, 2, false);
                let eta = 1.0 + figures.lead() as f64 / cards as f64;
                let mut risk = Betting::new(null, ShrinkTrunc::of(eta, 1.0));
                Box::new(move |value| {
                    risk.observe(value);
                    risk.p_value() <= risk_limit
                })
            }
            "super_simple" => {
                let (mut n, mut found) = (0, Discrepancies::default());
                Box::new(move |value| {
                    n += 1;
                    found.add(UNITS[0] as i32 - value as i32);
                    bound.p_value(n, &found) <= risk_limit
                })
            }
            "ballot_comparison" => {
                let mut risk = Betting::new(over.null(false), bet.expect("it was made for this method"));
                Box::new(move |value| {
                    risk.observe(value);
                    risk.p_value() <= risk_limit
                })
            }
            _ if kmin.is_empty() => {
                let mut risk = Bravo::new(share);
                Box::new(move |value| {
                    risk.observe(value);
                    design.suffices(libm::log(risk.p_now()))
                })
            }
            _ => {
                let (mut n, mut k) = (0_usize, 0);
                let kmin = &kmin;
                Box::new(move |value| {
                    if value == 1 {
                        return false;
                    }
                    n += 1;
                    k += value / 2;
                    kmin[n].is_some_and(|kmin| k >= kmin)
                })
            }
        }
    };
    let purpose = Streams::new(seed, 0).purpose(&format!("sample size/{method}"));
    let (mut spent, mut not_stopped) = (0, 0);
    let mut sizes = Vec::new();
    for trial in 0..trials {
        let size = one_audit(&mut purpose.stream(u64::from(trial)), &kinds, replacement, cards, begin(), most - spent);
        let Some(size) = size else { break };
        spent += size.unwrap_or(cards);
        not_stopped += u64::from(size.is_none());
        sizes.push(size.unwrap_or(cards));
    }
    sizes.sort_unstable();
    Ok(SimulatedSizes { sizes, not_stopped })
}

/// The card with which one audit stops, `Some(None)` if none does; `None` if that takes more than `most` draws.
#[expect(clippy::option_option, reason = "not stopping and not knowing are two answers")]
fn one_audit(
    random: &mut Random,
    kinds: &[(u64, u64)],
    replacement: bool,
    cards: u64,
    mut stops: StoppingAudit<'_>,
    most: u64,
) -> Option<Option<u64>> {
    let mut left: Vec<u64> = kinds.iter().map(|&(_, cards)| cards).collect();
    let mut all = cards;
    for n in 1..=cards {
        if n > most {
            return None;
        }
        let mut place = (random.unit() * all as f64) as u64;
        let mut kind = 0;
        while kind + 1 < left.len() && place >= left[kind] {
            place -= left[kind];
            kind += 1;
        }
        if !replacement {
            left[kind] = left[kind].saturating_sub(1);
            all -= 1;
        }
        if stops(kinds[kind].0) {
            return Some(Some(n));
        }
    }
    Some(None)
}

/// The sizes of a question from simulated audits.
pub(super) fn by_lot(method: &str, asked: &CheckedQuestion<'_>, figures: &PairFigures) -> Result<Sizes, Reason> {
    let trials = asked.spec.trials.unwrap_or(TRIALS);
    let seed = asked.spec.seed.as_deref().unwrap_or(crate::random::DEFAULT_SEED);
    let drawn = within(method, figures, trials, seed, MOST_DRAWS)?;
    if drawn.sizes.len() < 10 {
        return Ok(Sizes { note: Some(rules::note_no_lot()), ..Sizes::default() });
    }
    let (mean, error) = drawn.mean();
    let quantiles: std::collections::BTreeMap<_, _> =
        asked.quantiles.iter().map(|&chance| (chance.to_string(), drawn.quantile(chance))).collect();
    let interval = |&chance: &f64| (chance.to_string(), drawn.interval(chance));
    Ok(Sizes {
        expected: Some(mean),
        standard_error: Some(error),
        quantiles_interval95: Some(asked.quantiles.iter().map(interval).collect()),
        trials: Some(drawn.sizes.len() as u64),
        full_hand_count: quantiles.values().any(|size| size.is_none_or(|size| size >= figures.cards)),
        quantiles: Some(quantiles),
        exact: false,
        note: Some(rules::note_by_lot()),
        ..Sizes::default()
    })
}

/// ALPHA: Wald's average, the smallest sample, and the rest simulated.
pub(super) fn answer(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let figures = asked.figures()?;
    let asn = ballot_by_ballot::asn(&figures);
    let known = asked.cards.is_some();
    let sizes = if known { by_lot("polling", asked, &figures)? } else { Sizes::default() };
    let full_hand_count = sizes.full_hand_count || asked.cards.is_some_and(|cards| asn.is_none_or(|asn| asn >= cards));
    Ok(Sizes { asn, full_hand_count, ..sizes })
}
