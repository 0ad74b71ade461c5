//! The distribution of the ballot-by-ballot test with replacement, many draws at once; only samples near the boundary
//! go draw by draw.
//!
//! A sample that reaches its boundary within T draws with a probability of at most e⁻³⁷ moves T draws at once, by their
//! binomial distribution. Samples closer to the boundary take shorter leaps, down to single draws. The probability that
//! a leap carries a sample over its boundary unnoticed is bounded, and added to the error of the result. All sums are
//! of terms that are not negative, in the same order everywhere, so that all machines get the same bits.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! The recursion is ours; the distribution is that of Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12, table 1.
//! The largest deviation from the mean within T draws: Hoeffding 1963, "Probability Inequalities for Sums of Bounded
//! Random Variables", section 2, inequality (2.17): it exceeds x with a probability of at most exp(−2x²/T).

use super::binomial::window;
use super::convolution::convolved;
use super::design::{PairShare, PollDesign};
use super::rounds::RoundSample;
use super::stopping_distribution::{LEAST, LONGEST, StoppingDistribution};
use super::truncated_sample_distribution::TooLong;

/// Draws of one leap, the longest first.
const LEAPS: [u64; 5] = [131_072, 16_384, 2_048, 256, 32];

/// Logarithm of the largest probability with which a leap may carry a sample over its boundary unnoticed.
const LN_STRAY: f64 = -37.0;

/// Numbers of votes in a leap with a probability below this share of the largest are left out: 1e-17 of the whole.
const LEAST_OF_LEAP: f64 = 1e-16;

/// Probabilities of neighbouring counts: `chances[i]` is that of `low + i` votes of the winner.
#[derive(Clone, Debug, Default)]
struct CountWindow {
    low: u64,
    chances: Vec<f64>,
}

/// How far a distribution is followed.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// The last sample size of interest.
    pub horizon: u64,
    /// It may end earlier, when the probability of continuing is less than this.
    pub left: f64,
    /// Most multiplications. The distribution ends when they are used up.
    pub budget: u64,
}

struct LeapWalk<'d> {
    design: &'d PollDesign,
    share: PairShare,
    /// Smallest count and probabilities of the winner's votes in each leap.
    kernels: Vec<(u64, Vec<f64>)>,
    distribution: StoppingDistribution,
    spent: u64,
}

/// The distribution of BRAVO with replacement for true shares `share`, from a sample that has not stopped, as far as
/// wanted and as the budget allows.
///
/// # Errors
/// [`TooLong`] if the horizon is too large.
pub fn with_replacement_until(
    design: &PollDesign,
    share: PairShare,
    from: RoundSample,
    until: Until,
) -> Result<StoppingDistribution, TooLong> {
    if until.horizon.saturating_sub(from.n) > LONGEST {
        return Err(TooLong);
    }
    let distribution = StoppingDistribution { from: from.n, stops: Vec::new(), left: 0.0, dropped: 0.0 };
    let kernels = LEAPS.map(|leap| kernel(leap, share)).to_vec();
    let mut walk = LeapWalk { design, share, kernels, distribution, spent: 0 };
    let mut band = CountWindow { low: from.k, chances: vec![1.0] };
    let mut n = from.n;
    while n < until.horizon && walk.spent < until.budget {
        let steps = LEAPS[0].min(until.horizon - n);
        band = walk.forward(band, n, steps, 0);
        n += steps;
        walk.distribution.stops.resize((n - from.n) as usize, 0.0);
        if until.left > 0.0 && band.chances.iter().sum::<f64>() < until.left {
            break;
        }
    }
    walk.distribution.left = band.chances.iter().sum();
    Ok(walk.distribution)
}

/// The smallest count and the probabilities of the winner's votes among this number of draws, without far tails.
fn kernel(draws: u64, share: PairShare) -> (u64, Vec<f64>) {
    if share.loser <= 0.0 || share.winner <= 0.0 {
        return (if share.loser <= 0.0 { draws } else { 0 }, vec![1.0]);
    }
    let window = window(draws, share);
    let keeps = |weight: &f64| *weight >= LEAST_OF_LEAP;
    let first = window.weights.iter().position(keeps).unwrap_or(0);
    let last = window.weights.iter().rposition(keeps).unwrap_or(0);
    let kept = &window.weights[first..=last];
    // The omitted probability is spread over the rest, so that the sum stays 1.
    let all: f64 = kept.iter().sum();
    (window.low + first as u64, kept.iter().map(|weight| weight / all).collect())
}

impl LeapWalk<'_> {
    /// The smallest count that stops at `n`; `n` + 1 if none does.
    fn kmin(&self, n: u64) -> u64 {
        self.design.bravo_kmin(n).unwrap_or(n + 1)
    }

    /// Counts below this continue for this number of draws after `n`, except with a probability of exp([`LN_STRAY`]).
    fn all_but_certain(&self, n: u64, draws: u64) -> u64 {
        let stray = libm::sqrt(-0.5 * LN_STRAY * draws as f64);
        let (line, slope) = self.design.bravo_line(n);
        let drift = (self.share.winner - slope).max(0.0) * draws as f64;
        libm::floor(line - stray - drift).max(0.0) as u64
    }

    /// The samples that continue `steps` draws after `n`, by leaps no longer than those of this level.
    fn forward(&mut self, mut band: CountWindow, n: u64, steps: u64, level: usize) -> CountWindow {
        let Some(&leap) = LEAPS.get(level) else { return self.single(band, n, steps) };
        let mut at = n;
        let end = n + steps;
        while at < end {
            let draws = leap.min(end - at);
            // A boundary rises by at most one vote a draw, so a sample that cannot reach the last boundary reaches none
            // before it.
            let certain = self.kmin(at + draws).saturating_sub(draws);
            let count = |safe: u64| (safe.saturating_sub(band.low) as usize).min(band.chances.len());
            let (certain, far) = (count(certain), count(certain.max(self.all_but_certain(at, draws))));
            // A leap saves time if at least half of the counts can take it.
            if draws < leap || 2 * far < band.chances.len() {
                band = self.forward(band, at, draws, level + 1);
            } else {
                let near = CountWindow { low: band.low + far as u64, chances: band.chances.split_off(far) };
                let (low, kernel) = &self.kernels[level];
                self.spent += (band.chances.len() * kernel.len()) as u64;
                self.distribution.dropped += band.chances[certain..].iter().sum::<f64>() * libm::exp(LN_STRAY);
                let moved = CountWindow { low: band.low + low, chances: convolved(&band.chances, kernel, usize::MAX) };
                let near = if near.chances.is_empty() { near } else { self.forward(near, at, draws, level + 1) };
                band = joined(moved, &near);
                self.trim(&mut band);
            }
            at += draws;
        }
        band
    }

    /// The same draw by draw. Samples that reach their boundary are removed, and their probability is added to the
    /// distribution.
    fn single(&mut self, mut band: CountWindow, n: u64, steps: u64) -> CountWindow {
        let PairShare { winner, loser } = self.share;
        let from = self.distribution.from;
        self.distribution.stops.resize(self.distribution.stops.len().max((n + steps - from) as usize), 0.0);
        // Zeros before the first and after the last count make special cases in the loop unnecessary.
        let mut old = vec![0.0; band.chances.len() + 2];
        old[1..=band.chances.len()].copy_from_slice(&band.chances);
        let mut new = Vec::with_capacity(old.len() + steps as usize);
        let mut kmin = self.kmin(n + 1);
        for n in n + 1..=n + steps {
            // The boundary rises by at most one vote a ballot.
            kmin += u64::from(!self.design.bravo_stops(n, kmin));
            let counts = old.len() - 1;
            self.spent += counts as u64;
            new.clear();
            new.push(0.0);
            new.extend(old.windows(2).map(|two| loser * two[1] + winner * two[0]));
            let going = (kmin.saturating_sub(band.low) as usize).min(counts);
            self.distribution.stops[(n - from - 1) as usize] += new[going + 1..].iter().sum::<f64>();
            new.truncate(going + 1);
            new.push(0.0);
            std::mem::swap(&mut old, &mut new);
            if going == 0 {
                break;
            }
        }
        band.chances.clear();
        band.chances.extend_from_slice(&old[1..old.len() - 1]);
        band
    }

    /// Removes the lowest counts with negligible probability, and adds their probability to what was dropped.
    fn trim(&mut self, band: &mut CountWindow) {
        let most = band.chances.iter().fold(0.0, |most, &chance| if chance > most { chance } else { most });
        let far = band.chances.iter().take_while(|&&chance| chance < most * LEAST).count();
        self.distribution.dropped += band.chances.drain(..far).sum::<f64>();
        band.low += far as u64;
    }
}

/// The sum of two windows of the same sample size.
fn joined(mut one: CountWindow, other: &CountWindow) -> CountWindow {
    if one.chances.is_empty() || other.chances.is_empty() {
        return if one.chances.is_empty() { other.clone() } else { one };
    }
    let low = one.low.min(other.low);
    let end = (one.low + one.chances.len() as u64).max(other.low + other.chances.len() as u64);
    if low < one.low {
        one.chances.splice(0..0, std::iter::repeat_n(0.0, (one.low - low) as usize));
    }
    one.chances.resize((end - low) as usize, 0.0);
    for (sum, chance) in one.chances[(other.low - low) as usize..].iter_mut().zip(&other.chances) {
        *sum += chance;
    }
    CountWindow { low, chances: one.chances }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_carries_nobody_over_the_boundary_but_for_its_stated_chance() {
        let (mut tried, mut largest) = (0, 0.0_f64);
        for (winner, loser, limit, share) in [
            (51, 49, 0.05, 0.51),
            (51, 49, 0.05, 0.5),
            (55, 45, 0.1, 0.55),
            (55, 45, 0.1, 0.7),
            (9, 1, 0.001, 0.9),
            (9, 1, 0.2, 0.5),
            (999, 1, 0.05, 0.3),
        ] {
            let design = PollDesign::new(winner, loser, limit).expect("a lead");
            for (n, draws) in [(0, 256), (40, 32), (500, 256), (3_000, 256), (20_000, 2_048)] {
                let distribution = StoppingDistribution { from: n, stops: Vec::new(), left: 0.0, dropped: 0.0 };
                let mut walk = LeapWalk {
                    design: &design,
                    share: PairShare::of(share),
                    kernels: Vec::new(),
                    distribution,
                    spent: 0,
                };
                // The sample closest to the boundary that may take a leap.
                let Some(k) = walk.all_but_certain(n, draws).checked_sub(1).filter(|k| *k <= n) else { continue };
                walk.single(CountWindow { low: k, chances: vec![1.0] }, n, draws);
                let over: f64 = walk.distribution.stops.iter().sum();
                assert!(over <= libm::exp(LN_STRAY), "{design:?} {share} {n} {draws}: {over:e}");
                largest = largest.max(over);
                tried += 1;
            }
        }
        assert!(tried > 15 && largest > 0.0, "{tried} {largest:e}");
    }

    #[test]
    fn a_leap_leaves_out_less_than_the_last_digit() {
        for draws in LEAPS {
            for share in [0.5, 0.51, 0.9, 0.999_9] {
                let (low, kernel) = kernel(draws, PairShare::of(share));
                let sum: f64 = kernel.iter().sum();
                assert!((sum - 1.0).abs() < 1e-13, "{draws} {share}: {sum}");
                for at in [0, kernel.len() / 3, kernel.len() / 2, kernel.len() - 1] {
                    let exact =
                        libm::exp(super::super::binomial::ln_chance(draws, low + at as u64, PairShare::of(share)));
                    assert!((kernel[at] - exact).abs() <= 1e-12 * exact, "{draws} {share} {at}");
                }
            }
        }
    }
}
