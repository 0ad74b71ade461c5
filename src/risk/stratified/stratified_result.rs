//! The result of a stratified test: evidence after every draw, and the hypothesis where it is weakest.

use super::Combination;

/// The evidence against the weakest hypothesis, draw by draw.
#[derive(Clone, Debug, PartialEq)]
pub struct StratifiedResult {
    /// Evidence after each draw alone: 0 before the first.
    pub now: Vec<f64>,
    /// The largest evidence so far, which may be used after any draw.
    pub so_far: Vec<f64>,
    /// The means of the strata that are hardest to reject after the last draw, on a scale where the largest value is 1.
    pub weakest: Vec<f64>,
    /// For each number of draws, the cards that must be drawn from all strata so that every hypothesis has this number
    /// of draws in its own interleaving.
    pub cards: Vec<u64>,
}

/// The weakest hypothesis after a whole sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Weakest {
    /// The largest evidence so far against it; infinite if every hypothesis is refuted.
    pub evidence: f64,
    /// Its means, on a scale where the largest value is 1; empty if every hypothesis is refuted.
    pub means: Vec<f64>,
}

impl Weakest {
    /// The P-value, in `[0, 1]`.
    pub fn p_value(&self, combination: &dyn Combination, strata: usize) -> f64 {
        // Without bets the evidence is 0 and p = 1, without rounding error.
        combination.p_value(self.evidence.max(0.0), strata)
    }

    /// Its natural logarithm, at most 0; −∞ if every hypothesis is refuted.
    pub fn ln_p_value(&self, combination: &dyn Combination, strata: usize) -> f64 {
        combination.ln_p_value(self.evidence.max(0.0), strata)
    }
}

impl StratifiedResult {
    /// The largest evidence so far, and the means where it is smallest after the last draw.
    pub fn into_weakest(self) -> Weakest {
        Weakest { evidence: self.so_far.last().copied().unwrap_or(0.0), means: self.weakest }
    }

    /// The P-value after the whole sample, in `[0, 1]`.
    pub fn p_value(&self, combination: &dyn Combination, strata: usize) -> f64 {
        combination.p_value(self.so_far.last().copied().unwrap_or(0.0).max(0.0), strata)
    }
}

/// A result in progress: the smallest evidence over bands, and the most cards that any band needs.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    now: Vec<f64>,
    so_far: Vec<f64>,
    weakest: Vec<f64>,
    /// For each stratum the largest number of draws over all bands, after each draw.
    most: Vec<usize>,
    strata: usize,
}

impl Gathered {
    pub(super) fn new(draws: usize, strata: usize) -> Self {
        Self {
            now: vec![f64::INFINITY; draws + 1],
            so_far: vec![f64::INFINITY; draws + 1],
            weakest: Vec::new(),
            most: vec![0; (draws + 1) * strata],
            strata,
        }
    }

    /// Adds the evidence of one band after `t` draws, `drawn` from each stratum.
    pub(super) fn observe(&mut self, t: usize, now: f64, so_far: f64, drawn: &[usize]) -> bool {
        self.now[t] = self.now[t].min(now);
        for (most, drawn) in self.most[t * self.strata..].iter_mut().zip(drawn) {
            *most = (*most).max(*drawn);
        }
        let weaker = so_far < self.so_far[t];
        self.so_far[t] = self.so_far[t].min(so_far);
        weaker
    }

    pub(super) fn weakest(&mut self, means: &[f64]) {
        self.weakest = means.to_vec();
    }

    pub(super) fn into_finding(self) -> StratifiedResult {
        let cards = self.most.chunks(self.strata).map(|drawn| drawn.iter().map(|&n| n as u64).sum()).collect();
        StratifiedResult { now: self.now, so_far: self.so_far, weakest: self.weakest, cards }
    }
}
