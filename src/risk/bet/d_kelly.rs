//! A flat mixture of stakes: dKelly, the discrete form of Kaplan's martingale.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3.2: stakes d/(D + 1), d = 1 … D, all with equal wealth.

use super::KaplanWald;
use crate::risk::{Mixture, Null};

/// Builds the mixture of `D` even stakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DKelly {
    /// D, at least 1.
    pub stakes: u32,
}

impl DKelly {
    /// The mixture against this null.
    pub fn against(&self, null: Null) -> Mixture<KaplanWald> {
        let all = f64::from(self.stakes + 1);
        Mixture::new(null, (1..=self.stakes).map(|d| (1.0, KaplanWald { g: 1.0 - f64::from(d) / all })))
    }
}
