//! Cards in proportion to size times spread, the spread as it was seen so far.
//!
//! # Reference
//! Neyman 1934, J. R. Stat. Soc. 97(4); Spertus, Sridhar and Stark 2024, the authors' program, which draws the stratum
//! with these shares as chances: here it is the one furthest behind its share.

use super::{Allocation, RoundRobin, Standing, all_beyond, furthest_behind};

/// In turn up to three draws each, then by N(sd + 0.01).
#[derive(Clone, Copy, Debug)]
pub struct Neyman;

impl Allocation for Neyman {
    fn next(&self, strata: &[Standing]) -> usize {
        if !all_beyond(strata, 2) {
            return RoundRobin.next(strata);
        }
        furthest_behind(strata, |stratum| stratum.population as f64 * (stratum.seen.sd() + 0.01))
    }
}
