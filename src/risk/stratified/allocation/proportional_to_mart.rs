//! Cards in proportion to the wealth that each stratum's martingale has.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3 and the authors' program, which draws the stratum with these shares as
//! chances: here it is the one furthest behind its share. The wealth is taken as if cards were put back.

use super::{Allocation, Hears, RoundRobin, Standing, all_beyond, furthest_behind};

/// In turn up to two draws each, then by wealth, counted from 1 to 1,000.
#[derive(Clone, Copy, Debug)]
pub struct ProportionalToMart;

impl Allocation for ProportionalToMart {
    fn next(&self, strata: &[Standing]) -> usize {
        if !all_beyond(strata, 1) {
            return RoundRobin.next(strata);
        }
        furthest_behind(strata, |stratum| libm::exp(stratum.growth.sum).clamp(1.0, 1_000.0))
    }

    fn hears(&self) -> Hears {
        Hears::Hypothesis
    }
}
