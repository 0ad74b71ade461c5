//! The order in which the cards of an audit were really drawn.
//!
//! An audit that chose each stratum by the past alone has an interleaving already: its martingales hear the cards in the
//! order of the draw.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.3: any rule that looks only back.

use super::{Allocation, Standing};

/// The stratum of each draw.
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
    fn next(&self, strata: &[Standing]) -> usize {
        let draws: usize = strata.iter().map(|stratum| stratum.drawn).sum();
        self.order.get(draws).map_or(0, |&stratum| usize::from(stratum))
    }
}
