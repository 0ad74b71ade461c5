//! Cards in proportion to the sizes of the strata.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3.

use super::{Allocation, Standing, furthest_behind};

/// The stratum with the fewest draws per card in it.
#[derive(Clone, Copy, Debug)]
pub struct Proportional;

impl Allocation for Proportional {
    fn next(&self, strata: &[Standing]) -> usize {
        furthest_behind(strata, |stratum| stratum.population as f64)
    }
}
