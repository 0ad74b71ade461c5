//! The supremum for the given bet, without bands: the weakest hypothesis itself, to one part in 10⁹.
//!
//! Two strata: the null's boundary is a line segment, which is halved as often as needed. Over a piece of it each
//! draw's factor has one of four forms: affine in the hypothesis (its logarithm is concave); a share of the wealth over
//! the mean of the remaining cards (its logarithm is convex, and above its tangent); 1 (no stake); or anything else,
//! which counts as its smallest value over the piece. The sum of these lower bounds is concave, so its smallest value
//! over the piece is at one of the ends. A piece is done when that is at least the evidence against a hypothesis
//! already found; the others are halved.
//!
//! More strata: one such bound over the whole boundary, at its vertices or by convex optimisation. It is the answer if
//! some hypothesis has no more evidence than that; otherwise there is no answer without bands.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, sections 4.2 and 4.3; Land and Doig 1960 (branch and bound).

use super::StratifiedDesign;
use super::allocation::{AllocationInput, BY_THE_SAMPLE};
use super::stratified_result::Weakest;
use super::stratum::ln_factor;
use crate::reason::{Reason, questions};

/// Most strata for which all vertices are examined: K · 2^(K − 1) of them.
const MOST_STRATA: usize = 12;
/// How far below the supremum's evidence an answer may be, in the logarithm: the P-value is too large by 10⁻⁹ at most.
const NEAR: f64 = 1e-9;
/// The same for three strata and more.
const NEAR_FOR_MANY: f64 = 1e-6;
/// The smallest divisor for a mean in a share of the wealth.
const LEAST: f64 = 1e-12;
/// Halvings after which a piece has no inner point.
const MOST_HALVINGS: u32 = 80;

/// The form of one draw's factor over a piece of the boundary.
enum Factor {
    /// 1: no stake.
    Nothing,
    /// 1 + λ(x − m).
    Affine(f64),
    /// 1 − c + c x/m.
    Share(f64),
    /// Anything else; the logarithm of its least value over the piece.
    Bends(f64),
}

impl StratifiedDesign {
    /// The evidence against the weakest hypothesis of the null's boundary, for the bet itself.
    ///
    /// # Errors
    /// The reason, if the bet, the combination, the allocation or the number of strata do not allow this search, or if
    /// it would take too much work.
    pub fn exact(&self) -> Result<Weakest, Reason> {
        self.holds_the_null()?;
        let k = self.strata.len();
        if k == 1 {
            let found = self.intersection(&[self.mean()]);
            return Ok(found.into_weakest());
        }
        if self.combination.hears_separately() {
            return Err(questions::exact_fisher());
        }
        if !self.has_one_bet() {
            return Err(questions::exact_bets());
        }
        let shares = self.bet(0).share(self.strata[0].seen(0), self.null.replacement).is_some();
        if !self.bet(0).is_null_free() && !shares {
            return Err(questions::exact_bet());
        }
        if self.allocation.depends_on() != AllocationInput::Sample {
            return Err(questions::exact_allocation(BY_THE_SAMPLE));
        }
        let order = self.interleaving();
        if k == 2 {
            return self.on_the_line(&order);
        }
        let found = if shares {
            self.convex()?.into_weakest()
        } else {
            if k > MOST_STRATA {
                return Err(questions::exact_strata(k, MOST_STRATA));
            }
            let vertices = self.boundary();
            if vertices.is_empty() {
                // The sample refutes every hypothesis, by more than rounding.
                return Ok(Weakest { evidence: f64::INFINITY, means: Vec::new() });
            }
            self.bounded(vertices.len(), questions::strata_of_vertices())?;
            self.least_over(&order, &vertices)
        };
        if self.against(&order, &found.means) > found.evidence.max(0.0) + NEAR_FOR_MANY {
            return Err(questions::exact_no_vertex(k));
        }
        Ok(found)
    }

    /// Two strata: halves pieces of the line until the weakest hypothesis is known.
    fn on_the_line(&self, order: &[usize]) -> Result<Weakest, Reason> {
        let line = self.line();
        let (from, to) = (line.first.max(line.from), line.last.min(line.to));
        if from > to {
            return Ok(Weakest { evidence: f64::INFINITY, means: Vec::new() });
        }
        let mut known = Weakest { evidence: f64::INFINITY, means: Vec::new() };
        let mut least = f64::INFINITY;
        let mut pieces = vec![(from, to)];
        let mut tried = 0;
        for halving in 0..=MOST_HALVINGS {
            tried += pieces.len();
            self.bounded(tried, questions::strata_of_pieces())?;
            let mut bounds = Vec::with_capacity(pieces.len());
            for &(a, b) in &pieces {
                for mean in [a, b, f64::midpoint(a, b)] {
                    let means = line.point(mean);
                    let evidence = self.against(order, &means);
                    if evidence < known.evidence {
                        known = Weakest { evidence, means };
                    }
                }
                bounds.push(self.least_over(order, &[line.point(a), line.point(b)]).evidence);
            }
            let mut next = Vec::new();
            for (&(a, b), &bound) in pieces.iter().zip(&bounds) {
                let middle = f64::midpoint(a, b);
                if bound >= known.evidence - NEAR || halving == MOST_HALVINGS || middle <= a || middle >= b {
                    least = least.min(bound);
                } else {
                    next.extend([(a, middle), (middle, b)]);
                }
            }
            if next.is_empty() {
                break;
            }
            pieces = next;
        }
        // The bound is reported, not the value found, so that the P-value is not too small.
        Ok(Weakest { evidence: least.min(known.evidence), means: known.means })
    }

    /// The largest evidence so far against one hypothesis, with the given bet.
    fn against(&self, order: &[usize], means: &[f64]) -> f64 {
        let mut drawn = vec![0; means.len()];
        let (mut ln, mut most) = (0.0, 0.0_f64);
        for &at in order {
            let (stratum, draw) = (&self.strata[at], drawn[at]);
            let lambda = stratum.lambda(self.bet(at), means[at], means[at], draw);
            ln += ln_factor(lambda, stratum.value(draw), stratum.mean_left(means[at], draw));
            most = most.max(ln);
            drawn[at] += 1;
            if stratum.refutes(means[at], drawn[at]) {
                return f64::INFINITY;
            }
        }
        most
    }

    /// A lower bound of the evidence against any hypothesis in the hull of these points, and the point where it is
    /// smallest.
    fn least_over(&self, order: &[usize], points: &[Vec<f64>]) -> Weakest {
        let k = self.strata.len();
        let over = |fold: fn(f64, f64) -> f64| -> Vec<f64> {
            (0..k).map(|at| points.iter().map(|point| point[at]).reduce(fold).unwrap_or(0.0)).collect()
        };
        let (low, high) = (over(f64::min), over(f64::max));
        let mut ln = vec![0.0; points.len()];
        let mut most = (0.0, 0);
        let mut drawn = vec![0; k];
        for &at in order {
            let (stratum, draw) = (&self.strata[at], drawn[at]);
            let x = stratum.value(draw);
            match self.factor(at, draw, low[at], high[at]) {
                Factor::Nothing => {}
                Factor::Affine(lambda) => {
                    for (ln, point) in ln.iter_mut().zip(points) {
                        *ln += ln_factor(lambda, x, stratum.mean_left(point[at], draw));
                    }
                }
                Factor::Share(c) => {
                    let middle = f64::midpoint(low[at], high[at]);
                    let left = stratum.mean_left(middle, draw).max(LEAST);
                    let factor = 1.0 - c + c * x / left;
                    let value = libm::log(factor.max(0.0));
                    let falls =
                        if x > 0.0 { c * x / left / left / factor * stratum.mean_left_slope(draw) } else { 0.0 };
                    for (ln, point) in ln.iter_mut().zip(points) {
                        *ln += value - falls * (point[at] - middle);
                    }
                }
                Factor::Bends(least) => ln.iter_mut().for_each(|ln| *ln += least),
            }
            drawn[at] += 1;
            let least = least_of(&ln);
            if least.0 > most.0 {
                most = least;
            }
        }
        let weakest = if most.0 > 0.0 { most.1 } else { least_of(&ln).1 };
        Weakest { evidence: most.0, means: points[weakest].clone() }
    }

    /// The form of that draw's factor if the stratum's mean is between these two.
    fn factor(&self, at: usize, draw: usize, low: f64, high: f64) -> Factor {
        let stratum = &self.strata[at];
        let (bet, seen, x) = (self.bet(at), stratum.seen(draw), stratum.value(draw));
        let [least, most] = [low, high].map(|mean| stratum.mean_left(mean, draw));
        if least >= 1.0 {
            return Factor::Nothing;
        }
        if let Some(c) = bet.share(seen, self.null.replacement) {
            if most >= 1.0 || least < LEAST {
                // All factors decrease with the mean. From a mean of 1 on there is no stake: the factor is 1, which is
                // at least the factor at a mean of 1.
                return Factor::Bends(libm::log((1.0 - c + c * x / most.clamp(LEAST, 1.0)).max(0.0)));
            }
            return Factor::Share(c);
        }
        // The same λ for every hypothesis, as far as the mean of the remaining cards allows.
        let lambda = bet.lambda(seen, high, most).max(0.0);
        if most < 1.0 && lambda * most.max(LEAST) <= 1.0 {
            return Factor::Affine(lambda);
        }
        if most < 1.0 && lambda * least >= 1.0 && least >= LEAST {
            return Factor::Share(1.0);
        }
        let most = most.clamp(LEAST, 1.0);
        Factor::Bends(ln_factor(lambda.min(1.0 / most), x, most))
    }

    /// All vertices of the boundary: means with Σ w η = the null's mean after the sample, with all but one stratum at
    /// an end of their range.
    fn boundary(&self) -> Vec<Vec<f64>> {
        let k = self.strata.len();
        let ranges: Vec<(f64, f64)> =
            self.strata.iter().map(|stratum| (stratum.least_mean(), stratum.means.1)).collect();
        let mut all: Vec<Vec<f64>> = Vec::new();
        for free in 0..k {
            for ends in 0..1_u32 << (k - 1) {
                let mut point = vec![0.0; k];
                let mut rest = self.mean();
                for (place, at) in (0..k).filter(|&at| at != free).enumerate() {
                    point[at] = if ends >> place & 1 == 0 { ranges[at].0 } else { ranges[at].1 };
                    rest -= self.weight(at) * point[at];
                }
                let (weight, (low, high)) = (self.weight(free), ranges[free]);
                point[free] = rest / weight;
                // As shares of all cards, because the mean of a stratum with few cards is known less precisely.
                let beyond = weight * (low - point[free]).max(point[free] - high);
                if beyond <= super::stratum::ROUNDING {
                    point[free] = point[free].clamp(low, high.max(low));
                    all.push(point);
                }
            }
        }
        all
    }
}

/// The smallest entry of a list, and its index.
fn least_of(list: &[f64]) -> (f64, usize) {
    list.iter().enumerate().fold((f64::INFINITY, 0), |least, (at, &ln)| if ln < least.0 { (ln, at) } else { least })
}
