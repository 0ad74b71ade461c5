//! Minerva: the ratio of the probabilities of a sample this good or better, under a tie over as reported.
//!
//! Both probabilities are of samples that no earlier round stopped, so the sizes of all rounds must be fixed in
//! advance. The smallest P-value over the rounds is at most the risk limit with a probability of at most the risk limit
//! under a tie: it is valid at the risk limit of the audit, and at levels below. Above that it is not a P-value: an
//! audit that continues spends up to one level for each round.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Zagórski et al. 2021, "Minerva – An Efficient Risk-Limiting Ballot Polling Audit", USENIX
//! Security '21.

use super::design::{PairShare, PollDesign};
use super::rounds::{Before, RoundRule, RoundSample};
use super::truncated_sample_distribution::{Survivors, TooLong};

/// Minerva.
#[derive(Clone, Copy, Debug)]
pub struct Minerva;

impl RoundRule for Minerva {
    fn name(&self) -> &'static str {
        "minerva"
    }

    fn kmin(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        least_by_tails(design, &mut before.survivors, n)
    }

    fn ln_p_value(&self, design: &PollDesign, before: &mut Before, sample: RoundSample) -> Result<f64, TooLong> {
        ln_tails(design, &mut before.survivors, sample)
    }

    fn stops_first(&self, design: &PollDesign, _: f64, ln_tails: f64) -> bool {
        design.suffices(ln_tails)
    }
}

/// ln of the ratio of tails, tie over reported, among samples that continue.
///
/// A sample that an earlier round must have stopped has no tail; the ratio is then that of the sample alone.
pub(super) fn ln_tails(design: &PollDesign, survivors: &mut Survivors, sample: RoundSample) -> Result<f64, TooLong> {
    let tie = survivors.ln_tail(sample.n, sample.k, PairShare::TIE)?;
    if tie.is_infinite() {
        return Ok(-design.ln_ratio(sample.n, sample.k));
    }
    Ok(tie - survivors.ln_tail(sample.n, sample.k, design.reported())?)
}

/// Guesses along a line before bisection.
const MOST_LINES: u32 = 12;

/// The smallest number of votes of the winner whose ratio of tails is at most the risk limit.
pub(super) fn least_by_tails(design: &PollDesign, survivors: &mut Survivors, n: u64) -> Result<Option<u64>, TooLong> {
    // The ratio of a tail is at most that of its smallest sample, and equal if it holds no other. So BRAVO's kmin stops
    // here too, and if it cannot be reached nothing does.
    let Some(mut high) = design.bravo_kmin(n).filter(|&k| k <= survivors.reach(n)) else { return Ok(None) };
    // The logarithm minus the risk limit's: it decreases with every vote, and nearly along a line.
    let mut above = |k: u64| -> Result<(f64, bool), TooLong> {
        let ln_p_value = ln_tails(design, survivors, RoundSample { n, k })?;
        Ok((ln_p_value - libm::log(design.risk_limit()), design.suffices(ln_p_value)))
    };
    // At low = 0 no value is known, except that no vote for the winner is no evidence.
    let mut low = 0;
    let each = -design.reported().logit();
    let (mut last, mut value) = (high, above(high)?.0);
    let mut slope = each;
    let mut turns = 0;
    while high - low > 1 {
        let guess = libm::floor(last as f64 - value / slope);
        let guess = if guess.is_finite() { guess.max(0.0) as u64 } else { 0 };
        // If guesses along the line converge slowly, bisection is used.
        let k = if turns < MOST_LINES { guess.clamp(low + 1, high - 1) } else { low.midpoint(high) };
        turns += 1;
        let (now, stops) = above(k)?;
        if stops {
            high = k;
        } else {
            low = k;
        }
        let along = (now - value) / (k as f64 - last as f64);
        if along < 0.0 {
            slope = along;
        }
        (last, value) = (k, now);
    }
    Ok(Some(high))
}
