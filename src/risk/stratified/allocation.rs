//! Rules for the stratum of the next card, as functions of the past alone.
//!
//! Every stratum's order is random by itself, so an intersection test may interleave the strata by any rule that
//! depends only on the past. Rules of the literature that draw the stratum at random are made deterministic: the
//! stratum furthest behind its share is next.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3; Neyman 1934, J. R. Stat. Soc. 97(4).

use super::{Growth, StratumPast};

macro_rules! allocations {
    ($($name:ident $allocation:ident,)*) => {
        /// The names of all allocation rules.
        pub const ALLOCATIONS: &[&str] = &[$(stringify!($name)),*];

        /// The rule of that name.
        pub fn allocation(name: &str) -> Option<Box<dyn Allocation>> {
            match name {
                $(stringify!($name) => Some(Box::new($allocation)),)*
                _ => None,
            }
        }
    };
}

allocations! {
    greedy_kelly GreedyKelly,
    more_to_larger_means MoreToLargerMeans,
    neyman Neyman,
    predictable_kelly PredictableKelly,
    proportional Proportional,
    proportional_round_robin ProportionalRoundRobin,
    proportional_to_mart ProportionalToMart,
    round_robin RoundRobin,
}

/// The rules that depend on the sample alone, as a list for a message.
pub(super) const BY_THE_SAMPLE: &str =
    "round_robin, proportional, proportional_round_robin, neyman, more_to_larger_means";

/// The state of one stratum before the next draw.
#[derive(Clone, Copy, Debug)]
pub struct StratumState<'s> {
    /// Number of draws from it so far.
    pub drawn: usize,
    /// Draws from it in the whole sample, a size that is fixed before the first card is read.
    pub planned: usize,
    /// Cards in it.
    pub population: u64,
    /// The summary of its values so far.
    pub seen: &'s StratumPast,
    /// The growth of its martingale against the hypothesis that the rule uses.
    pub growth: Growth,
}

impl StratumState<'_> {
    fn is_exhausted(&self) -> bool {
        self.drawn >= self.planned
    }
}

/// What a rule depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllocationInput {
    /// The sample alone: one interleaving for all hypotheses.
    Sample,
    /// The hypothesis too: each has an interleaving of its own.
    Hypothesis,
    /// The hypothesis that is hardest to reject so far: one interleaving for all.
    Weakest,
}

/// A rule for the stratum of the next card.
pub trait Allocation: Send + Sync {
    /// The index of a stratum that has draws left, if any has.
    fn next(&self, strata: &[StratumState]) -> usize;

    /// What the rule depends on.
    fn depends_on(&self) -> AllocationInput {
        AllocationInput::Sample
    }
}

/// The stratum with the largest score among those with draws left; the first if several are equal.
fn largest(strata: &[StratumState], score: impl Fn(&StratumState) -> f64) -> usize {
    let mut best: Option<(usize, f64)> = None;
    for (at, stratum) in strata.iter().enumerate().filter(|(_, stratum)| !stratum.is_exhausted()) {
        let score = score(stratum);
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((at, score));
        }
    }
    best.map_or(0, |(at, _)| at)
}

/// The stratum furthest behind its share of the draws: the smallest quotient of draws and weight.
fn furthest_behind(strata: &[StratumState], weight: impl Fn(&StratumState) -> f64) -> usize {
    largest(strata, |stratum| -(stratum.drawn as f64 / weight(stratum).max(1e-300)))
}

/// Whether every stratum has more draws than that.
fn all_beyond(strata: &[StratumState], draws: usize) -> bool {
    strata.iter().all(|stratum| stratum.drawn > draws)
}

/// An upper confidence bound: the mean plus twice its standard error.
fn upper_confidence(mean: f64, sd: f64, draws: usize) -> f64 {
    mean + 2.0 * (sd.max(0.05) / (draws as f64).sqrt())
}

/// Most cards from the stratum whose martingale grows fastest against the hypothesis that is hardest to reject so far.
///
/// The strata take turns up to three draws each, then the stratum that may grow fastest against the weakest hypothesis
/// is next.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program: the largest mean growth plus two
/// standard errors, over all draws and a zero before the first.
#[derive(Clone, Copy, Debug)]
pub struct GreedyKelly;

impl Allocation for GreedyKelly {
    fn next(&self, strata: &[StratumState]) -> usize {
        if !all_beyond(strata, 2) {
            return RoundRobin.next(strata);
        }
        largest(strata, |stratum| {
            let (mean, sd) = stratum.growth.of_all();
            upper_confidence(mean, sd, stratum.drawn)
        })
    }

    fn depends_on(&self) -> AllocationInput {
        AllocationInput::Weakest
    }
}

/// Most cards from strata with larger values.
///
/// One draw from each stratum, then the stratum whose mean may be the largest.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program: the largest mean plus two standard
/// errors.
#[derive(Clone, Copy, Debug)]
pub struct MoreToLargerMeans;

impl Allocation for MoreToLargerMeans {
    fn next(&self, strata: &[StratumState]) -> usize {
        if !all_beyond(strata, 0) {
            return RoundRobin.next(strata);
        }
        largest(strata, |stratum| upper_confidence(stratum.seen.mean, stratum.seen.sd(), stratum.drawn))
    }
}

/// Cards in proportion to size times standard deviation, as estimated so far.
///
/// The strata take turns up to three draws each, then by N(sd + 0.01).
///
/// # Reference
/// Neyman 1934, J. R. Stat. Soc. 97(4); Spertus, Sridhar and Stark 2024, the authors' program, which draws the stratum
/// at random in these shares: here it is the one furthest behind its share.
#[derive(Clone, Copy, Debug)]
pub struct Neyman;

impl Allocation for Neyman {
    fn next(&self, strata: &[StratumState]) -> usize {
        if !all_beyond(strata, 2) {
            return RoundRobin.next(strata);
        }
        furthest_behind(strata, |stratum| stratum.population as f64 * (stratum.seen.sd() + 0.01))
    }
}

/// Most cards from the stratum whose martingale grows fastest against the hypothesis.
///
/// The strata take turns up to three draws each, then the stratum that may grow fastest is next.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program: the largest mean growth plus two
/// standard errors, over the T − 1 draws before the last and a zero before the first.
#[derive(Clone, Copy, Debug)]
pub struct PredictableKelly;

impl Allocation for PredictableKelly {
    fn next(&self, strata: &[StratumState]) -> usize {
        if !all_beyond(strata, 2) {
            return RoundRobin.next(strata);
        }
        largest(strata, |stratum| {
            let (mean, sd) = stratum.growth.before_the_last();
            upper_confidence(mean, sd, stratum.drawn)
        })
    }

    fn depends_on(&self) -> AllocationInput {
        AllocationInput::Hypothesis
    }
}

/// Cards in proportion to the sizes of the strata.
///
/// The stratum with the fewest draws per card is next.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3.
#[derive(Clone, Copy, Debug)]
pub struct Proportional;

impl Allocation for Proportional {
    fn next(&self, strata: &[StratumState]) -> usize {
        furthest_behind(strata, |stratum| stratum.population as f64)
    }
}

/// Cards in proportion to the sizes of the strata's samples, which are fixed beforehand.
///
/// The stratum with the smallest drawn part of its sample is next.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, the authors' program.
#[derive(Clone, Copy, Debug)]
pub struct ProportionalRoundRobin;

impl Allocation for ProportionalRoundRobin {
    fn next(&self, strata: &[StratumState]) -> usize {
        furthest_behind(strata, |stratum| stratum.planned as f64)
    }
}

/// Cards in proportion to the wealth of each stratum's martingale.
///
/// The strata take turns up to two draws each, then by wealth, limited to between 1 and 1,000.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program, which draws the stratum at random in these
/// shares: here it is the one furthest behind its share. The wealth is computed as for draws with replacement.
#[derive(Clone, Copy, Debug)]
pub struct ProportionalToMart;

impl Allocation for ProportionalToMart {
    fn next(&self, strata: &[StratumState]) -> usize {
        if !all_beyond(strata, 1) {
            return RoundRobin.next(strata);
        }
        furthest_behind(strata, |stratum| libm::exp(stratum.growth.sum).clamp(1.0, 1_000.0))
    }

    fn depends_on(&self) -> AllocationInput {
        AllocationInput::Hypothesis
    }
}

/// One card from each stratum in turn.
///
/// The stratum with the fewest draws is next.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 3.3.
#[derive(Clone, Copy, Debug)]
pub struct RoundRobin;

impl Allocation for RoundRobin {
    fn next(&self, strata: &[StratumState]) -> usize {
        furthest_behind(strata, |_| 1.0)
    }
}

/// The order in which the cards of an audit were drawn: the stratum of each draw.
///
/// An audit that chose each stratum by the past alone has an interleaving already, and its martingales take the cards
/// in the order of the draw.
#[derive(Clone, Debug)]
pub struct AsDrawn {
    order: Vec<u16>,
}

impl AsDrawn {
    /// The strata of all draws, first to last.
    pub fn new(order: &[u16]) -> Self {
        Self { order: order.to_vec() }
    }
}

impl Allocation for AsDrawn {
    fn next(&self, strata: &[StratumState]) -> usize {
        let draws: usize = strata.iter().map(|stratum| stratum.drawn).sum();
        self.order.get(draws).map_or(0, |&stratum| usize::from(stratum))
    }
}
