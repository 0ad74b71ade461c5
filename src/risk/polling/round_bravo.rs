//! BRAVO at round ends: Wald's ratio of the whole sample, tested only there.
//!
//! The smallest P-value over the rounds is itself a P-value at every level, by Ville's inequality.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling Risk-limiting Audits to Verify Outcomes", EVT/WOTE '12; by
//! rounds ("end of round"): Zagórski et al. 2021.

use super::design::PollDesign;
use super::rounds::{Before, RoundRule, RoundSample};
use super::truncated_sample_distribution::TooLong;

/// BRAVO at round ends.
#[derive(Clone, Copy, Debug)]
pub struct RoundBravo;

impl RoundRule for RoundBravo {
    fn name(&self) -> &'static str {
        "bravo"
    }

    fn kmin(&self, design: &PollDesign, _: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        Ok(design.bravo_kmin(n))
    }

    fn ln_p_value(&self, design: &PollDesign, _: &mut Before, sample: RoundSample) -> Result<f64, TooLong> {
        Ok(-design.ln_ratio(sample.n, sample.k))
    }

    fn forgets_rounds(&self) -> bool {
        true
    }

    fn judges_by_ratio(&self) -> bool {
        true
    }

    fn stops_first(&self, design: &PollDesign, ln_ratio: f64, _: f64) -> bool {
        design.suffices(-ln_ratio)
    }
}
