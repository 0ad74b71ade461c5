//! More cards from the stratum whose martingale grows fastest against the hypothesis that is hardest to reject so far.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program: the largest mean growth plus two standard
//! errors, over all draws and a zero before the first.

use super::{Allocation, Hears, RoundRobin, Standing, all_beyond, largest, upper_confidence};

/// In turn up to three draws each, then the stratum that may grow fastest against the weakest hypothesis.
#[derive(Clone, Copy, Debug)]
pub struct GreedyKelly;

impl Allocation for GreedyKelly {
    fn next(&self, strata: &[Standing]) -> usize {
        if !all_beyond(strata, 2) {
            return RoundRobin.next(strata);
        }
        largest(strata, |stratum| {
            let (mean, sd) = stratum.growth.of_all();
            upper_confidence(mean, sd, stratum.drawn)
        })
    }

    fn hears(&self) -> Hears {
        Hears::Weakest
    }
}
