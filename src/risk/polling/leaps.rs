//! The law of the ballot-by-ballot test with replacement, many draws at a leap: only samples near their boundary go step by step.
//!
//! A sample that needs more than T further votes cannot stop in T draws, so all such samples move at once, by the binomial
//! law of T draws. What is nearer to the boundary takes shorter leaps, down to single draws. Every sum is of terms that
//! are not negative, so small chances keep their digits, and the same order of operations gives the same bits everywhere.
//!
//! # Reference
//! The recursion is ours; the law is that of Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12, table 1.

use super::binomial::window;
use super::design::{Design, Share};
use super::rounds::Sample;
use super::stopping::{LEAST, LONGEST, StoppingLaw};
use super::surviving::TooLong;

/// Draws of one leap, the longest first.
const LEAPS: [u64; 4] = [4_096, 512, 64, 8];

/// Outputs of a convolution that are summed side by side.
const LANES: usize = 8;

/// Chances of neighbouring counts: `chances[i]` is that of `low + i` votes of the winner.
#[derive(Clone, Debug, Default)]
struct Band {
    low: u64,
    chances: Vec<f64>,
}

/// How far a law is to be followed.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// The last sample size of interest.
    pub horizon: u64,
    /// It may end earlier, once the chance of going on is less than this.
    pub left: f64,
    /// Multiplications that it may cost. Where they are used up, the law ends there.
    pub budget: u64,
}

struct Walk<'d> {
    design: &'d Design,
    share: Share,
    /// Lowest count and chances of the winner's votes in each leap.
    kernels: Vec<(u64, Vec<f64>)>,
    law: StoppingLaw,
    spent: u64,
}

/// The law of BRAVO with replacement where the true shares are `share`, from a sample that has not stopped, as far as it
/// is wanted and the budget lasts.
///
/// # Errors
/// [`TooLong`] where the horizon is out of all bounds.
pub fn with_replacement_until(
    design: &Design,
    share: Share,
    from: Sample,
    until: Until,
) -> Result<StoppingLaw, TooLong> {
    if until.horizon.saturating_sub(from.n) > LONGEST {
        return Err(TooLong);
    }
    let law = StoppingLaw { from: from.n, stops: Vec::new(), left: 0.0, dropped: 0.0 };
    let kernels = LEAPS.map(|leap| kernel(leap, share)).to_vec();
    let mut walk = Walk { design, share, kernels, law, spent: 0 };
    let mut band = Band { low: from.k, chances: vec![1.0] };
    let mut n = from.n;
    while n < until.horizon && walk.spent < until.budget {
        let steps = LEAPS[0].min(until.horizon - n);
        band = walk.forward(band, n, steps, 0);
        n += steps;
        walk.law.stops.resize((n - from.n) as usize, 0.0);
        if until.left > 0.0 && band.chances.iter().sum::<f64>() < until.left {
            break;
        }
    }
    walk.law.left = band.chances.iter().sum();
    Ok(walk.law)
}

/// The law of so many draws, what is far out left away.
fn kernel(draws: u64, share: Share) -> (u64, Vec<f64>) {
    if share.loser <= 0.0 || share.winner <= 0.0 {
        return (if share.loser <= 0.0 { draws } else { 0 }, vec![1.0]);
    }
    let window = window(draws, share);
    let keeps = |weight: &f64| *weight >= LEAST;
    let first = window.weights.iter().position(keeps).unwrap_or(0);
    let last = window.weights.iter().rposition(keeps).unwrap_or(0);
    let kept = &window.weights[first..=last];
    // What was left away is spread over the rest, so that no chance is lost.
    let all: f64 = kept.iter().sum();
    (window.low + first as u64, kept.iter().map(|weight| weight / all).collect())
}

impl Walk<'_> {
    /// The least count that stops at `n`; one more than can be where none does.
    fn kmin(&self, n: u64) -> u64 {
        self.design.bravo_kmin(n).unwrap_or(n + 1)
    }

    /// The samples that go on `steps` draws after `n`, by leaps no longer than that level's.
    fn forward(&mut self, mut band: Band, n: u64, steps: u64, level: usize) -> Band {
        let Some(&leap) = LEAPS.get(level) else { return self.single(band, n, steps) };
        let mut at = n;
        let end = n + steps;
        while at < end {
            let draws = leap.min(end - at);
            // One draw raises a boundary by one vote at most: what cannot reach the last one reaches none before.
            let safe = self.kmin(at + draws).saturating_sub(draws);
            let far = (safe.saturating_sub(band.low) as usize).min(band.chances.len());
            if draws < leap || 2 * far < band.chances.len() {
                band = self.forward(band, at, draws, level + 1);
            } else {
                let near = Band { low: band.low + far as u64, chances: band.chances.split_off(far) };
                let (low, kernel) = &self.kernels[level];
                self.spent += (band.chances.len() * kernel.len()) as u64;
                let moved = Band { low: band.low + low, chances: convolved(&band.chances, kernel) };
                let near = if near.chances.is_empty() { near } else { self.forward(near, at, draws, level + 1) };
                band = joined(moved, &near);
                self.trim(&mut band);
            }
            at += draws;
        }
        band
    }

    /// The same, draw by draw; samples that reach their boundary are booked and taken out.
    fn single(&mut self, mut band: Band, n: u64, steps: u64) -> Band {
        let Share { winner, loser } = self.share;
        let from = self.law.from;
        self.law.stops.resize(self.law.stops.len().max((n + steps - from) as usize), 0.0);
        for n in n + 1..=n + steps {
            self.spent += band.chances.len() as u64;
            band.chances.push(0.0);
            for i in (1..band.chances.len()).rev() {
                band.chances[i] = loser * band.chances[i] + winner * band.chances[i - 1];
            }
            band.chances[0] *= loser;
            let going = self.kmin(n).saturating_sub(band.low) as usize;
            if going < band.chances.len() {
                self.law.stops[(n - from - 1) as usize] += band.chances[going..].iter().sum::<f64>();
                band.chances.truncate(going);
            }
            if band.chances.is_empty() {
                break;
            }
        }
        band
    }

    /// Takes out, and books, the counts far below that are next to impossible.
    fn trim(&mut self, band: &mut Band) {
        let most = band.chances.iter().copied().fold(0.0, f64::max);
        let far = band.chances.iter().take_while(|&&chance| chance < most * LEAST).count();
        self.law.dropped += band.chances.drain(..far).sum::<f64>();
        band.low += far as u64;
    }
}

/// Σ `chances[i]` · `kernel[j]` by i + j.
fn convolved(chances: &[f64], kernel: &[f64]) -> Vec<f64> {
    if chances.is_empty() {
        return Vec::new();
    }
    let beside = kernel.len() - 1;
    let length = chances.len() + beside;
    let mut wide = vec![0.0; length + beside + LANES];
    wide[beside..beside + chances.len()].copy_from_slice(chances);
    let mut sums = vec![0.0; length];
    for (place, out) in sums.chunks_mut(LANES).enumerate() {
        let mut lanes = [0.0; LANES];
        let here = &wide[place * LANES..place * LANES + beside + LANES];
        for (values, weight) in here.windows(LANES).zip(kernel.iter().rev()) {
            for (lane, value) in lanes.iter_mut().zip(values) {
                *lane += weight * value;
            }
        }
        out.copy_from_slice(&lanes[..out.len()]);
    }
    sums
}

/// Two bands of the same sample size together.
fn joined(mut one: Band, other: &Band) -> Band {
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
    Band { low, chances: one.chances }
}
