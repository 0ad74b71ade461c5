//! Results without trials: the distribution of the audit itself, if it is known, with a bound on the error of any
//! probability.
//!
//! It is the distribution for the paper and the audited count, with all faults. With replacement, an ending has the
//! expected number of distinct cards among its draws.
//!
//! # Derivation
//! `docs/derivations/distributions-without-trials.md`.
//!
//! # Reference
//! The distributions: see each method. The probability that a sample holds no card of a kind: Johnson, Kemp and Kotz
//! 2005, chapters 3 and 6.

use std::collections::BTreeMap;

use super::Task;
use super::ending::EndTally;
use crate::audit::{DrawnUnit, Needs, OutcomeDistribution, PreparedAudit, SupposedPaper, Unit};
use crate::hand_count::Reading;
use crate::reason::{Reason, why};
use crate::simulation::trial_counts::Trial;

/// The name of this engine in options.
pub const EXACT: &str = "exact";

/// Probabilities are given as whole parts of this number.
pub(in crate::simulation) const PARTS: u64 = 1 << 50;

/// Distributions end when the remaining probability is less than this.
const CUT: f64 = 1e-8;

/// The results of one contest's audits by one method.
pub(in crate::simulation) struct ExactEndings {
    /// The parts of [`PARTS`] for each result of an audit.
    pub(in crate::simulation) parts: BTreeMap<Trial, u64>,
    /// Bound on the error of a probability.
    pub(in crate::simulation) within: f64,
}

/// The distribution of a contest's audits by a method.
///
/// # Errors
/// The reason, if none is known.
pub(in crate::simulation) fn distribution(task: Task<'_>) -> Result<ExactEndings, Reason> {
    let setup = task.setup;
    let ending = EndTally::new(task);
    if task.place.nothing_to_audit(task.ready.0) {
        return Ok(ExactEndings { parts: in_parts([(ending.confirmed(0, 0, false), 1.0)].into_iter()), within: 0.0 });
    }
    // A full hand count may be wrong too, whatever comes before it.
    if !setup.counts_alike() {
        return Err(why::slips_law());
    }
    let Ok(procedure) = task.procedure() else {
        // Nothing is drawn, and every ballot is counted.
        let all = [(ending.counted(0, 0, false, false), 1.0)];
        return Ok(ExactEndings { parts: in_parts(all.into_iter()), within: 0.0 });
    };
    if setup.whole.is_some() && !procedure.unit().repeats() {
        return Err(why::one_sample_law());
    }
    let cells: Vec<(DrawnUnit<'_>, u64)> =
        task.cells().iter().map(|cell| (cell.drawn(None), u64::from(cell.cards))).collect();
    let all = task.place.claim.frame.cards();
    let distribution = OutcomeDistribution::of(procedure, &setup.terms, all, SupposedPaper::Cells(&cells))?;
    if !distribution.whole || !distribution.is_exact() {
        return Err(why::later_rounds());
    }
    let unseen = UndetectedDistribution::of(&task, procedure, &cells)?;
    let mut before = 0.0;
    let mut endings = Vec::with_capacity(2 * distribution.stops.len() + 2);
    for (at, stop) in distribution.stops.iter().enumerate() {
        let rounds = if distribution.card_by_card { 1 } else { at as u64 + 1 };
        let chance = (stop.by - before).max(0.0);
        let not_seen =
            unseen.of_those(stop.draws, at.checked_sub(1).map_or(0, |at| distribution.stops[at].draws), chance);
        for (seen, chance) in [(true, chance - not_seen), (false, not_seen)] {
            let confirmed = |(cards, share): (u64, f64)| (ending.confirmed(cards, rounds, seen), chance * share);
            endings.extend(whole(stop.cards).map(confirmed));
        }
        before = stop.by;
    }
    let counted = distribution.full_hand_count().unwrap_or(0.0);
    let last = distribution.stops.last();
    let sampled = last.map_or(0.0, |stop| stop.cards);
    let rounds = if distribution.card_by_card { 1 } else { distribution.stops.len() as u64 };
    let draws = last.map_or(0, |stop| stop.draws);
    let not_seen = unseen.of_those(u64::MAX, draws, counted);
    let all_read = procedure.unit() == Unit::Card { replacement: false } && draws >= all;
    for (seen, chance) in [(true, counted - not_seen), (false, not_seen)] {
        let counted = |(cards, share): (u64, f64)| (ending.counted(cards, rounds, seen, all_read), chance * share);
        endings.extend(whole(sampled).map(counted));
    }
    let within = if distribution.stops.is_empty() { 0.0 } else { distribution.within + CUT };
    Ok(ExactEndings { parts: in_parts(endings.into_iter()), within })
}

/// The probability that no card of a sample shows that the report is wrong.
struct UndetectedDistribution {
    cards: u64,
    /// Number of cards that show it.
    telling: u64,
    replacement: bool,
    /// Draws after which an audit ends if none of them is drawn.
    clean: u64,
}

impl UndetectedDistribution {
    fn of(task: &Task<'_>, procedure: &dyn PreparedAudit, cells: &[(DrawnUnit<'_>, u64)]) -> Result<Self, Reason> {
        let compares = task.ready.0.needs() == Needs::CastVoteRecords;
        let hears = procedure.in_numbers().filter(|_| compares);
        let (mut telling, mut missing) = (0, 0);
        for (drawn, cards) in cells {
            let is_missing = matches!(drawn, DrawnUnit::Card { reading: Reading::NotFound, .. });
            if is_missing {
                missing += cards;
            } else if hears.is_some_and(|numbers| numbers.value_of(*drawn).differs) {
                telling += cards;
            }
        }
        // Both kinds are discrepancies to the audit, and its distribution does not say which kind a sample held.
        if telling > 0 && missing > 0 {
            return Err(why::come_first());
        }
        Ok(Self {
            cards: task.place.claim.frame.cards(),
            telling,
            replacement: procedure.unit().repeats(),
            clean: procedure.first_round(),
        })
    }

    /// The probability of drawing none and of ending after `draws` and not yet after `before`, where `chance` is that
    /// of ending there at all; `u64::MAX` draws mean that every card is counted.
    fn of_those(&self, draws: u64, before: u64, chance: f64) -> f64 {
        if self.telling == 0 {
            return chance;
        }
        // An audit that draws none is a clean audit, and ends where a clean audit does.
        let ends = before < self.clean && self.clean <= draws;
        if ends { self.among(if draws == u64::MAX { before } else { draws }).min(chance) } else { 0.0 }
    }

    fn among(&self, draws: u64) -> f64 {
        let (all, others) = (self.cards as f64, (self.cards - self.telling) as f64);
        if self.replacement {
            return libm::exp(draws as f64 * libm::log1p(-(self.telling as f64) / all));
        }
        if draws > self.cards - self.telling {
            return 0.0;
        }
        // C(N − D, n) / C(N, n).
        let ln = |x: f64| libm::lgamma(x + 1.0);
        let n = draws as f64;
        libm::exp(ln(others) - ln(others - n) - (ln(all) - ln(all - n))).min(1.0)
    }
}

/// The two whole numbers next to an expected one, with shares whose mean it is.
fn whole(expected: f64) -> [(u64, f64); 2] {
    let below = libm::floor(expected);
    [(below as u64, 1.0 - (expected - below)), (below as u64 + 1, expected - below)]
}

/// Probabilities as whole parts; the likeliest ending gets the remainder of rounding.
fn in_parts(endings: impl Iterator<Item = (Trial, f64)>) -> BTreeMap<Trial, u64> {
    let mut chances: BTreeMap<Trial, f64> = BTreeMap::new();
    for (trial, chance) in endings {
        *chances.entry(trial).or_default() += chance;
    }
    let mut parts: BTreeMap<Trial, u64> =
        chances.into_iter().map(|(trial, chance)| (trial, libm::round(chance * PARTS as f64) as u64)).collect();
    let given: u64 = parts.values().sum();
    if let Some(most) = parts.values_mut().max() {
        *most = (*most + PARTS).saturating_sub(given);
    }
    parts.retain(|_, parts| *parts > 0);
    parts
}
