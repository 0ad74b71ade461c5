//! Minerva: the chance of a sample this good or better, under a tie over the chance as reported.
//!
//! Both chances are of samples that no earlier round stopped, so the sizes of all rounds must be fixed in advance.
//! The smallest P-value over the rounds is at most the risk limit with a chance of at most the risk limit under a tie:
//! it decides at the risk limit of the audit, and at levels below. Above it is no P-value: an audit that goes on adds up
//! to one level for each round.
//!
//! # Reference
//! Zagórski et al. 2021, "Minerva – An Efficient Risk-Limiting Ballot Polling Audit", USENIX
//! Security '21.

use super::design::{Design, Share};
use super::rounds::{Before, RoundRule, Sample};
use super::surviving::{Survivors, TooLong};

/// Minerva.
#[derive(Clone, Copy, Debug)]
pub struct Minerva;

impl RoundRule for Minerva {
    fn name(&self) -> &'static str {
        "minerva"
    }

    fn kmin(&self, design: &Design, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        least_by_tails(design, &mut before.survivors, n)
    }

    fn p_value(&self, design: &Design, before: &mut Before, sample: Sample) -> Result<f64, TooLong> {
        Ok(libm::exp(ln_tails(design, &mut before.survivors, sample)?).min(1.0))
    }

    fn stops_first(&self, design: &Design, _: f64, ln_tails: f64) -> bool {
        design.suffices(ln_tails)
    }
}

/// ln of the ratio of tails, tie over reported, among samples that went on.
///
/// A sample that an earlier round must have stopped has no tail; the ratio is then that of the sample alone.
pub(super) fn ln_tails(design: &Design, survivors: &mut Survivors, sample: Sample) -> Result<f64, TooLong> {
    let tie = survivors.ln_tail(sample.n, sample.k, Share::TIE)?;
    if tie.is_infinite() {
        return Ok(-design.ln_ratio(sample.n, sample.k));
    }
    Ok(tie - survivors.ln_tail(sample.n, sample.k, design.reported())?)
}

/// The least votes of the winner with which the ratio of tails is no more than the risk limit.
pub(super) fn least_by_tails(design: &Design, survivors: &mut Survivors, n: u64) -> Result<Option<u64>, TooLong> {
    // A tail's ratio is no more than that of its least sample, and equal where it holds no other: so BRAVO's kmin
    // stops here too, and where it is out of reach nothing does.
    let Some(mut high) = design.bravo_kmin(n).filter(|&k| k <= survivors.reach(n)) else { return Ok(None) };
    let mut stops = |k: u64| Ok(design.suffices(ln_tails(design, survivors, Sample { n, k })?));
    let mut step = 1 + libm::sqrt(n as f64) as u64 / 2;
    let mut low = high.saturating_sub(step);
    while low > 0 && stops(low)? {
        (high, step) = (low, 2 * step);
        low = low.saturating_sub(step);
    }
    // Nothing is known of low = 0 but that no vote at all is no evidence.
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if stops(middle)? { high = middle } else { low = middle }
    }
    Ok(Some(high))
}
