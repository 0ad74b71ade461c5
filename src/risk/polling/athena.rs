//! Athena: Minerva, with the further condition that the sample's own likelihood ratio favours the report by at least
//! 1/delta.
//!
//! The P-value is Minerva's. If only delta prevents stopping, `stop` is false beside a P-value below the risk limit.
//! The rule keeps the risk limit it was made for; at other levels the smallest P-value over the rounds is not a valid
//! P-value.
//!
//! # Reference
//! Zagórski et al. 2020, "The Athena Class of Risk-Limiting Ballot Polling Audits",
//! arXiv:2008.02315, the (α, δ)-Athena test.

use super::design::PollDesign;
use super::minerva::{least_by_tails, ln_tails};
use super::rounds::{Before, RoundRule, RoundSample};
use super::truncated_sample_distribution::TooLong;

/// Athena.
#[derive(Clone, Copy, Debug)]
pub struct Athena {
    /// The largest ratio of the sample's probabilities, tie over reported, with which an audit may stop; above 0.
    pub delta: f64,
}

impl Default for Athena {
    fn default() -> Self {
        Self { delta: 1.0 }
    }
}

impl RoundRule for Athena {
    fn name(&self) -> &'static str {
        "athena"
    }

    fn kmin(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        let by_tails = least_by_tails(design, &mut before.survivors, n)?;
        let by_sample = design.least_with_ratio(n, -libm::log(self.delta));
        let reach = before.survivors.reach(n);
        Ok(by_tails.zip(by_sample).map(|(tails, sample)| tails.max(sample)).filter(|&k| k <= reach))
    }

    fn ln_p_value(&self, design: &PollDesign, before: &mut Before, sample: RoundSample) -> Result<f64, TooLong> {
        ln_tails(design, &mut before.survivors, sample)
    }

    fn allows(&self, design: &PollDesign, sample: RoundSample) -> bool {
        design.least_with_ratio(sample.n, -libm::log(self.delta)).is_some_and(|k| sample.k >= k)
    }

    fn stops_first(&self, design: &PollDesign, ln_ratio: f64, ln_tails: f64) -> bool {
        design.suffices(ln_tails) && ln_ratio >= -libm::log(self.delta) - super::design::EQUAL
    }
}
