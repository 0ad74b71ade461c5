//! A mixture of stakes that favours small ones, for close contests: SqKelly.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3.2: stakes γ = d/(D + 1), weights in proportion to
//! (1/3 − γ)² where γ is at most 1/3, else 0; D = 10 in the tables of ALPHA.

use super::KaplanWald;
use crate::risk::{Mixture, Null};

/// Builds the mixture of `D` stakes with square weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqKelly {
    /// D, at least 3: with fewer no stake is below a third.
    pub stakes: u32,
}

impl SqKelly {
    /// The mixture, ready to observe.
    pub fn against(&self, null: Null) -> Mixture<KaplanWald> {
        let all = f64::from(self.stakes + 1);
        let parts = (1..=self.stakes).map(|d| {
            let stake = f64::from(d) / all;
            ((1.0 / 3.0 - stake).max(0.0).powi(2), KaplanWald { g: 1.0 - stake })
        });
        Mixture::new(null, parts.filter(|(weight, _)| *weight > 0.0))
    }
}
