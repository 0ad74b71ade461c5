//! A mixture of stakes that favours small ones, for close contests: `SqKelly`.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3.2: stakes d/(D + 1), weights in proportion to (1/3 − d/D)²
//! where d/D is at most 1/3, else 0; with D = 10 this gives the figures of Stark 2023 (ALPHA), tables 2 to 7.

use super::KaplanWald;
use crate::risk::{Mixture, Null};

/// Builds the mixture of `D` stakes with square weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqKelly {
    /// D, at least 4: with fewer no weight is above 0.
    pub stakes: u32,
}

impl SqKelly {
    /// The mixture against this null.
    pub fn against(&self, null: Null) -> Mixture<KaplanWald> {
        let all = f64::from(self.stakes + 1);
        let parts = (1..=self.stakes).map(|d| {
            let weight = (1.0 / 3.0 - f64::from(d) / f64::from(self.stakes)).max(0.0);
            (weight * weight, KaplanWald { g: 1.0 - f64::from(d) / all })
        });
        Mixture::new(null, parts.filter(|(weight, _)| *weight > 0.0))
    }
}
