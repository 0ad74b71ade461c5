//! One card from each stratum in turn.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3.

use super::{Allocation, Standing, furthest_behind};

/// The stratum with the fewest draws.
#[derive(Clone, Copy, Debug)]
pub struct RoundRobin;

impl Allocation for RoundRobin {
    fn next(&self, strata: &[Standing]) -> usize {
        furthest_behind(strata, |_| 1.0)
    }
}
