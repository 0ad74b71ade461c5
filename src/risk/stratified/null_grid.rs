//! A band of hypotheses that share their bets: each has a martingale, and the smallest one is at a vertex of the band.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.3 (banding). Let the bets λ and the interleaving be the same for every η
//! in a convex set B, functions of the past alone, and λ at most 1/m for every mean m of the remaining cards under a
//! hypothesis in B. Then for each η in B the product of 1 + λ(x − m(η)) is a test martingale. Its logarithm is a sum of
//! logarithms of functions affine in η, so it is concave in η, and its minimum over B is at a vertex of B. The whole of
//! B is rejected when the smallest vertex is: the largest over time of the smallest vertex is at most the smallest over
//! B of the largest over time. (The other order, each vertex at its own best time, is no such bound: two vertices may
//! be rejected at different times and a hypothesis between them never.) If each stratum is combined at its own best
//! time, its martingale decreases in its own η, so it is evaluated at the largest η it has in B.

use super::allocation::StratumState;
use super::stratum::ln_factor;
use super::{Combination, Growth, StratumBet, StratumSample};

/// A set of hypotheses by its vertices.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// The vertices, each with one mean per stratum.
    vertices: Vec<Vec<f64>>,
    low: Vec<f64>,
    high: Vec<f64>,
    centre: Vec<f64>,
}

impl Band {
    /// The convex hull of these points. Bets are those against the largest mean of each stratum in it.
    pub(super) fn of(points: Vec<Vec<f64>>) -> Self {
        let over = |fold: fn(f64, f64) -> f64| {
            let mut all = points[0].clone();
            for point in &points[1..] {
                all.iter_mut().zip(point).for_each(|(a, b)| *a = fold(*a, *b));
            }
            all
        };
        let (low, high) = (over(f64::min), over(f64::max));
        let mut centre = over(|a, b| a + b);
        for sum in &mut centre {
            *sum /= points.len() as f64;
        }
        Self { vertices: points, low, high, centre }
    }

    /// The same bets, with only a part of the band still to be rejected.
    pub(super) fn narrowed_to(&mut self, points: Vec<Vec<f64>>) {
        self.vertices = points;
    }

    /// Tests each stratum against its largest mean in the band, for combinations of strata at different times.
    pub(super) fn at_its_corner(&mut self) {
        self.vertices = vec![self.high.clone()];
    }
}

/// The martingales of a band, during the sample.
#[derive(Clone, Debug)]
pub(super) struct BandRun {
    /// Number of draws from each stratum so far.
    pub(super) drawn: Vec<usize>,
    /// For each stratum, at the centre.
    growth: Vec<Growth>,
    /// Logarithms of the martingales: vertex by vertex, for each stratum.
    ln: Vec<f64>,
    /// The largest of them so far, if strata are combined at different times.
    best: Vec<f64>,
    refuted: bool,
}

/// The rules that all bands share.
#[derive(Clone)]
pub(super) struct Rules<'r> {
    pub(super) strata: &'r [StratumSample],
    /// The bet of each stratum.
    pub(super) bets: Vec<&'r dyn StratumBet>,
    pub(super) combination: &'r dyn Combination,
    /// Whether the interleaving depends on growth.
    pub(super) depends_on_growth: bool,
}

impl BandRun {
    pub(super) fn new(band: &Band, rules: &Rules) -> Self {
        let k = rules.strata.len();
        let size = band.vertices.len() * k;
        let mut run = Self {
            drawn: vec![0; k],
            growth: vec![Growth::default(); k],
            ln: vec![0.0; size],
            best: vec![0.0; if rules.combination.hears_separately() { size } else { 0 }],
            refuted: false,
        };
        run.refuted = (0..k).any(|at| rules.strata[at].refutes(band.high[at], 0));
        run
    }

    /// Draws the next card of that stratum.
    pub(super) fn draw(&mut self, at: usize, band: &Band, rules: &Rules) {
        let (stratum, draw) = (&rules.strata[at], self.drawn[at]);
        let lambda = stratum.lambda(rules.bets[at], band.low[at], band.high[at], draw);
        let (x, k) = (stratum.value(draw), self.drawn.len());
        if lambda > 0.0 {
            for (vertex, point) in band.vertices.iter().enumerate() {
                self.ln[vertex * k + at] += ln_factor(lambda, x, stratum.mean_left(point[at], draw));
            }
            for (best, ln) in self.best.iter_mut().zip(&self.ln) {
                *best = best.max(*ln);
            }
        }
        if rules.depends_on_growth {
            let factor = 1.0 + lambda * (x - band.centre[at]);
            self.growth[at].add(libm::log(factor.max(1e-300)));
        }
        self.drawn[at] += 1;
        self.refuted |= stratum.refutes(band.high[at], draw + 1);
    }

    /// Evidence against the whole band after the last draw alone.
    pub(super) fn now(&self, rules: &Rules) -> f64 {
        self.least(&self.ln, rules)
    }

    /// The same; strata that are combined at different times are each taken at their best time so far.
    pub(super) fn so_far(&self, rules: &Rules) -> f64 {
        self.least(if rules.combination.hears_separately() { &self.best } else { &self.ln }, rules)
    }

    fn least(&self, ln: &[f64], rules: &Rules) -> f64 {
        if self.refuted {
            return f64::INFINITY;
        }
        ln.chunks(self.drawn.len()).map(|ln| rules.combination.evidence(ln)).fold(f64::INFINITY, f64::min)
    }

    /// The hypothesis with the smallest evidence after the last draw; the centre, if strata are combined at different
    /// times.
    pub(super) fn weakest<'b>(&self, band: &'b Band, rules: &Rules) -> &'b [f64] {
        let evidence = |at: usize| {
            let k = self.drawn.len();
            rules.combination.evidence(&self.ln[at * k..(at + 1) * k])
        };
        let least = (0..band.vertices.len()).min_by(|&a, &b| evidence(a).total_cmp(&evidence(b)));
        match least {
            Some(at) if !rules.combination.hears_separately() => &band.vertices[at],
            _ => &band.centre,
        }
    }

    /// The states of the strata, for an allocation rule.
    pub(super) fn standings<'s>(&self, strata: &'s [StratumSample], into: &mut Vec<StratumState<'s>>) {
        into.clear();
        into.extend(strata.iter().enumerate().map(|(at, stratum)| StratumState {
            drawn: self.drawn[at],
            planned: stratum.drawn(),
            population: stratum.population,
            seen: stratum.seen(self.drawn[at]),
            growth: self.growth[at],
        }));
    }
}
