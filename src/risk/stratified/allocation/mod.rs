//! From which stratum the next card comes: a function of the past alone.
//!
//! Every stratum's order is random by itself, so an intersection test may interleave the strata by any rule that looks
//! only back. Rules in the literature that toss a coin are kept without it: the stratum furthest behind its share is next.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3; Neyman 1934, J. R. Stat. Soc. 97(4).

use super::{Growth, Seen};

mod as_drawn;

pub use as_drawn::AsDrawn;

macro_rules! allocations {
    ($($file:ident $allocation:ident,)*) => {
        $(mod $file; pub use $file::$allocation;)*

        /// The names of all allocation rules.
        pub const ALLOCATIONS: &[&str] = &[$(stringify!($file)),*];

        /// The rule of that name.
        pub fn allocation(name: &str) -> Option<Box<dyn Allocation>> {
            match name {
                $(stringify!($file) => Some(Box::new($allocation)),)*
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

/// Where one stratum stands before the next draw.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'s> {
    /// Draws from it so far.
    pub drawn: usize,
    /// Draws from it in the whole sample: its size is fixed before the first card is read.
    pub planned: usize,
    /// Cards in it.
    pub population: u64,
    /// What it has shown.
    pub seen: &'s Seen,
    /// How its martingale grew against the hypothesis that the rule has before it.
    pub growth: Growth,
}

impl Standing<'_> {
    fn is_exhausted(&self) -> bool {
        self.drawn >= self.planned
    }
}

/// What a rule listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// The sample alone: one interleaving for all hypotheses.
    Sample,
    /// The hypothesis too: each has its own interleaving.
    Hypothesis,
    /// The hypothesis that is furthest from being rejected: one interleaving for all.
    Weakest,
}

/// A rule for the next stratum.
pub trait Allocation: Send + Sync {
    /// The place of a stratum that has draws left, where any has.
    fn next(&self, strata: &[Standing]) -> usize;

    /// What the rule listens to.
    fn hears(&self) -> Hears {
        Hears::Sample
    }
}

/// The stratum with the largest score among those that have draws left; the first of equals.
fn largest(strata: &[Standing], score: impl Fn(&Standing) -> f64) -> usize {
    let mut best: Option<(usize, f64)> = None;
    for (at, stratum) in strata.iter().enumerate().filter(|(_, stratum)| !stratum.is_exhausted()) {
        let score = score(stratum);
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((at, score));
        }
    }
    best.map_or(0, |(at, _)| at)
}

/// The stratum furthest behind its share of the draws: the smallest draws over weight.
fn furthest_behind(strata: &[Standing], weight: impl Fn(&Standing) -> f64) -> usize {
    largest(strata, |stratum| -(stratum.drawn as f64 / weight(stratum).max(1e-300)))
}

/// Whether every stratum has more draws than that.
fn all_beyond(strata: &[Standing], draws: usize) -> bool {
    strata.iter().all(|stratum| stratum.drawn > draws)
}

/// The mean of what was measured and twice its standard error above it, as a rule for optimists.
fn upper_confidence(mean: f64, sd: f64, draws: usize) -> f64 {
    mean + 2.0 * (sd.max(0.05) / (draws as f64).sqrt())
}
