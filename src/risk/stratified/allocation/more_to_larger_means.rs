//! More cards from strata where the values are larger.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program: the largest mean plus two standard errors.

use super::{Allocation, RoundRobin, Standing, all_beyond, largest, upper_confidence};

/// In turn for one draw each, then the stratum whose mean may be the largest.
#[derive(Clone, Copy, Debug)]
pub struct MoreToLargerMeans;

impl Allocation for MoreToLargerMeans {
    fn next(&self, strata: &[Standing]) -> usize {
        if !all_beyond(strata, 0) {
            return RoundRobin.next(strata);
        }
        largest(strata, |stratum| upper_confidence(stratum.seen.mean, stratum.seen.sd(), stratum.drawn))
    }
}
