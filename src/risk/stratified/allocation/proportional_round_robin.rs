//! Cards in proportion to the sizes of the strata's samples, which are fixed beforehand.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, the authors' program.

use super::{Allocation, Standing, furthest_behind};

/// The stratum with the smallest part of its sample drawn.
#[derive(Clone, Copy, Debug)]
pub struct ProportionalRoundRobin;

impl Allocation for ProportionalRoundRobin {
    fn next(&self, strata: &[Standing]) -> usize {
        furthest_behind(strata, |stratum| stratum.planned as f64)
    }
}
