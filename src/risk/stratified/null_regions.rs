//! The union over many strata: boxes of hypotheses; the weakest one is found by adding one stratum at a time.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.3, extended from bands to boxes. Let each stratum's share of the null's
//! total be divided into pieces of one width δ, the same for all strata, n of them in the whole total. A hypothesis on
//! the boundary lies in pieces j, one per stratum, with n − K ≤ Σ j ≤ n. In each piece the bets are those against its
//! upper end, where the martingale is smallest. The smallest sum over all such choices is a (min, +) convolution over
//! strata: exact, in K n² steps (Bellman 1957, "Dynamic Programming").

use super::StratifiedDesign;
use super::allocation::{AllocationInput, BY_THE_SAMPLE};
use super::stratified_result::{Gathered, StratifiedResult};
use super::stratum::ln_factor;
use crate::reason::{Reason, questions};

/// Most steps of all convolutions.
const MOST_STEPS: f64 = 1e9;

/// The pieces of one stratum.
struct StratumPieces {
    /// The upper end of each piece.
    high: Vec<f64>,
    low: Vec<f64>,
    /// The logarithm of each martingale, and its largest so far.
    ln: Vec<f64>,
    best: Vec<f64>,
}

impl StratifiedDesign {
    /// The weakest evidence over boxes, after each draw of the one interleaving.
    pub(super) fn boxed(&self, bands: u32) -> Result<StratifiedResult, Reason> {
        let (k, n) = (self.strata.len(), bands as usize);
        if self.allocation.depends_on() != AllocationInput::Sample {
            return Err(questions::strata_allocation(k, BY_THE_SAMPLE));
        }
        let steps = f64::from(bands) * f64::from(bands) * k as f64 * (self.draws() + 1) as f64;
        if steps > MOST_STEPS {
            return Err(questions::strata_steps(k, bands, self.draws()));
        }
        let lows: f64 = (0..k).map(|at| self.weight(at) * self.strata[at].means.0).sum();
        let mean = self.mean();
        let (delta, n) = pieces(mean - lows, n);
        let mut pieces: Vec<StratumPieces> = (0..k).map(|at| self.pieces(at, delta, n)).collect();
        let mut gathered = Gathered::new(self.draws(), k);
        let order = self.interleaving();
        let mut drawn = vec![0; k];
        let mut best = 0.0_f64;
        for t in 0..=order.len() {
            let separately = self.combination.hears_separately();
            let least = |of: fn(&StratumPieces) -> &Vec<f64>| {
                let list = |pieces| of(pieces).iter().map(|ln| self.combination.evidence(&[*ln])).collect();
                least_sum(n, &pieces.iter().map(list).collect::<Vec<_>>()).0
            };
            let now = least(|pieces| &pieces.ln);
            best = best.max(if separately { least(|pieces| &pieces.best) } else { now });
            gathered.observe(t, now, best, &drawn);
            if let Some(&next) = order.get(t) {
                self.draw_pieces(&mut pieces[next], next, drawn[next]);
                drawn[next] += 1;
            }
        }
        Ok(gathered.into_finding())
    }

    fn pieces(&self, at: usize, delta: f64, n: usize) -> StratumPieces {
        let (low, high) = self.strata[at].means;
        let width = delta / self.weight(at);
        let many = (libm::floor((high - low) / width) as usize).min(n) + 1;
        let ends = |j: usize| (low + j as f64 * width).min(high);
        StratumPieces {
            low: (0..many).map(ends).collect(),
            high: (1..=many).map(ends).collect(),
            ln: vec![0.0; many],
            best: vec![0.0; many],
        }
    }

    fn draw_pieces(&self, pieces: &mut StratumPieces, at: usize, draw: usize) {
        let stratum = &self.strata[at];
        for j in 0..pieces.high.len() {
            // All hypotheses of a piece share a bet; the martingale is smallest at the upper end.
            let lambda = stratum.lambda(self.bet(at), pieces.low[j], pieces.high[j], draw);
            let mean = stratum.mean_left(pieces.high[j], draw);
            pieces.ln[j] += ln_factor(lambda, stratum.value(draw), mean);
            if stratum.refutes(pieces.high[j], draw + 1) {
                pieces.ln[j] = f64::INFINITY;
            }
            pieces.best[j] = pieces.best[j].max(pieces.ln[j]);
        }
    }
}

/// The width of pieces and their number, for the sum of the strata's means above their smallest ones. If that is only
/// rounding, the null is one point: each stratum is in its first piece.
pub(super) fn pieces(above: f64, parts: usize) -> (f64, usize) {
    const NOTHING: f64 = 1e-12;
    if above <= NOTHING { (above.max(0.0) + 1e-15, 0) } else { (above / parts as f64, parts) }
}

/// The smallest sum of one entry of each list, over all choices whose indices sum to at most n and at least n minus the
/// number of lists; and the indices of these entries.
pub(super) fn least_sum(n: usize, lists: &[Vec<f64>]) -> (f64, Vec<usize>) {
    let mut first = vec![f64::INFINITY; n + 1];
    first[0] = 0.0;
    let mut sums = vec![first];
    for list in lists {
        let mut next = vec![f64::INFINITY; n + 1];
        for (j, evidence) in list.iter().enumerate().take(n + 1) {
            // A hypothesis that one stratum refutes is refuted, whatever the others show, so infinite entries are never
            // chosen.
            if evidence.is_finite() || *evidence < 0.0 {
                for (sum, so_far) in next[j..].iter_mut().zip(&sums[sums.len() - 1]) {
                    *sum = sum.min(so_far + evidence);
                }
            }
        }
        sums.push(next);
    }
    // The lower limit is one less than the proof needs, because rounding may leave out the last piece of a range.
    let (from, last) = (n.saturating_sub(lists.len()), &sums[lists.len()]);
    let mut place = (from..=n).min_by(|&a, &b| last[a].total_cmp(&last[b])).unwrap_or(n);
    let least = last[place];
    let mut chosen = vec![0; lists.len()];
    for (at, list) in lists.iter().enumerate().rev() {
        let sum = sums[at + 1][place];
        let makes_it = |j: &usize| (sums[at][place - j] + list[*j]).total_cmp(&sum).is_eq();
        chosen[at] = (0..list.len().min(place + 1)).find(makes_it).unwrap_or(0);
        place -= chosen[at];
    }
    (least, chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_choice_is_that_of_every_choice() {
        // Numbers without a pattern, some of them zero, some infinite.
        let number = |at: usize| match (at * 7_919 + 13) % 101 {
            0..=4 => f64::INFINITY,
            5..=9 => 0.0,
            rest => (rest as f64 - 40.0) / 7.0,
        };
        for (n, lengths) in
            [(6, vec![7, 7, 7]), (5, vec![3, 6, 2, 4]), (4, vec![1, 5]), (0, vec![1, 1, 1]), (9, vec![2, 2])]
        {
            let lists: Vec<Vec<f64>> = lengths
                .iter()
                .enumerate()
                .map(|(k, &long)| (0..long).map(|j| number(100 * k + j + n)).collect())
                .collect();
            let mut least = f64::INFINITY;
            let all: usize = lengths.iter().product();
            for choice in 0..all {
                let (mut rest, mut sum, mut places) = (choice, 0.0, 0);
                for list in &lists {
                    sum += list[rest % list.len()];
                    places += rest % list.len();
                    rest /= list.len();
                }
                if places <= n && places + lists.len() >= n {
                    least = f64::min(least, sum);
                }
            }
            let (found, chosen) = least_sum(n, &lists);
            let equal = found.total_cmp(&least).is_eq() || (found - least).abs() < 1e-12;
            assert!(equal, "{n} {lengths:?}: {found} {least}");
            if found.is_finite() {
                let of_chosen: f64 = lists.iter().zip(&chosen).map(|(list, &at)| list[at]).sum();
                assert!((of_chosen - found).abs() < 1e-12, "{n} {lengths:?}: {chosen:?}");
            }
        }
    }
}
