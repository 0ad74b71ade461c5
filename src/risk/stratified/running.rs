//! The union over strata during an audit: all hypotheses are updated from card to card.
//!
//! Two strata: the null's boundary is a line segment, divided into bands before the first draw. The hypotheses of a
//! band share their bets, those against the largest mean of each stratum in it, and the wealth is smallest at one of
//! the band's two ends. The wealth at both ends is stored, and the largest value so far of the smaller one: a bound for
//! the band at any time. More strata: pieces of each; the weakest choice of pieces is computed when the P-value is
//! needed.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, sections 2 to 4 (see [`super::StratifiedDesign`] for whole samples); Ville 1939.

use super::StratumPast;
use super::bet::Anchored;
use super::null_regions::{least_sum, pieces};
use super::stratum::{ROUNDING, rounding};
use crate::risk::{Null, p_value_of_ln};

/// Numbers above this are divided by it.
const LARGE: f64 = 1e150;

/// A stratum before its first draw.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Number of cards, at least 1.
    pub cards: u64,
    /// The smallest and the largest possible mean, within `[0, 1]`, on a scale where the largest value is 1.
    pub means: (f64, f64),
    /// The bet within the stratum.
    pub bet: Anchored,
}

/// A test of all strata together, without replacement, during the sample.
#[derive(Clone, Debug)]
pub struct Running {
    null: Null,
    layers: Vec<Layer>,
    /// Number of cards of all strata.
    all: f64,
    seen: Vec<StratumPast>,
    drawn: u64,
    /// Sum of all values seen, in units.
    sum: u64,
    hypotheses: Hypotheses,
}

#[derive(Clone, Debug)]
enum Hypotheses {
    /// Two strata.
    Bands(Bands),
    /// More strata: for each stratum its pieces; the number of pieces in the null's whole total; and the choice of one
    /// piece for each stratum that was the weakest when the evidence was last computed.
    Pieces(Vec<RunningPieces>, usize, Vec<usize>),
    /// No hypothesis: the possible means of the strata cannot reach the null's. That is no evidence, but a
    /// contradiction in the figures.
    None,
}

impl Running {
    /// A test before the first draw, with the null's boundary divided into `parts`, at least 1. With fewer than two
    /// strata there are no hypotheses.
    pub fn new(null: Null, layers: Vec<Layer>, parts: u32) -> Self {
        let all: f64 = layers.iter().map(|layer| layer.cards as f64).sum();
        let weights: Vec<f64> = layers.iter().map(|layer| layer.cards as f64 / all).collect();
        let mean = null.mean() / null.upper as f64;
        let sum = |end: fn(&Layer) -> f64| layers.iter().zip(&weights).map(|(layer, w)| w * end(layer)).sum::<f64>();
        let (least, most) = (sum(|layer| layer.means.0), sum(|layer| layer.means.1));
        let fits = least <= mean + ROUNDING && most >= mean - ROUNDING;
        let hypotheses = match layers.as_slice() {
            [first, second] if fits => {
                Hypotheses::Bands(Bands::new([first.means, second.means], [weights[0], weights[1]], mean, parts))
            }
            [_, _, _, ..] if fits => {
                let (delta, parts) = pieces(mean - least, parts as usize);
                let of = |(layer, weight): (&Layer, &f64)| RunningPieces::new(layer.means, delta / weight, parts);
                Hypotheses::Pieces(layers.iter().zip(&weights).map(of).collect(), parts, Vec::new())
            }
            _ => Hypotheses::None,
        };
        let seen = vec![StratumPast::default(); layers.len()];
        Self { null, layers, all, seen, drawn: 0, sum: 0, hypotheses }
    }

    /// Takes the value, in units, of the next card of a stratum.
    pub fn observe(&mut self, stratum: usize, value: u64) {
        let (layer, seen) = (&self.layers[stratum], &mut self.seen[stratum]);
        let x = (value as f64 / self.null.upper as f64).clamp(0.0, 1.0);
        let cards = layer.cards as f64;
        let left = (cards - seen.draws as f64).max(1.0);
        let draw = StratumDraw {
            bet: &layer.bet,
            estimates: layer.bet.estimates(seen),
            x,
            shown: seen.sum / left,
            scale: cards / left,
            refuted_below: (seen.sum + x) / cards - rounding(layer.cards, self.all),
        };
        match &mut self.hypotheses {
            Hypotheses::Bands(bands) => bands.draw(stratum, &draw),
            Hypotheses::Pieces(pieces, ..) => pieces[stratum].draw(&draw),
            Hypotheses::None => {}
        }
        seen.add(x);
        self.drawn += 1;
        self.sum = self.sum.saturating_add(value);
    }

    /// The P-value now, in `[0, 1]`. If counting decides, it is 0 or 1, in whole units. With two strata this is the
    /// smallest P-value of all draws, with more the P-value of the last draw.
    pub fn p_value(&mut self) -> f64 {
        if self.null.is_refuted_by(self.sum) {
            return 0.0;
        }
        let left = self.null.cards.saturating_sub(self.drawn);
        let most = u128::from(self.sum) + u128::from(left) * u128::from(self.null.upper);
        if most as i128 <= i128::from(self.null.total) {
            return 1.0;
        }
        let evidence = match &mut self.hypotheses {
            Hypotheses::Bands(bands) => bands.evidence(),
            Hypotheses::Pieces(pieces, parts, weakest) => {
                // The smallest evidence is at most that of the choice that was weakest before: if that is 0, P is 1.
                let before: f64 = pieces.iter().zip(weakest.iter()).map(|(pieces, &at)| pieces.evidence_of(at)).sum();
                if !weakest.is_empty() && before <= 0.0 {
                    return 1.0;
                }
                let (evidence, chosen) =
                    least_sum(*parts, &pieces.iter().map(RunningPieces::evidence).collect::<Vec<_>>());
                *weakest = chosen;
                evidence
            }
            Hypotheses::None => 0.0,
        };
        p_value_of_ln(-evidence.max(0.0))
    }
}

/// One card of one stratum, before it is bet on.
struct StratumDraw<'d> {
    bet: &'d Anchored,
    estimates: (f64, f64),
    x: f64,
    /// The mean of the remaining cards is `scale` times the stratum's mean minus this.
    shown: f64,
    scale: f64,
    /// Means below this are refuted after this card.
    refuted_below: f64,
}

impl StratumDraw<'_> {
    /// The mean of the remaining cards, if the stratum's mean is this.
    #[inline]
    fn left(&self, mean: f64) -> f64 {
        mean * self.scale - self.shown
    }

    /// The bet against all means of the remaining cards from `low` to `high`; 0 if even `low` is certain.
    #[inline]
    fn lambda(&self, low: f64, high: f64) -> f64 {
        // At most one over the mean of the remaining cards, since c is at most 1.
        let lambda = self.bet.stake(self.estimates, high);
        if low >= 1.0 { 0.0 } else { lambda }
    }

    #[inline]
    fn factor(&self, lambda: f64, left: f64) -> f64 {
        (1.0 + lambda * (self.x - left.max(0.0))).max(0.0)
    }
}

/// Hypotheses of two strata, divided by the first stratum's mean.
#[derive(Clone, Debug)]
struct Bands {
    /// For each stratum its mean at every cut: increasing in the first, decreasing in the second.
    cuts: [Vec<f64>; 2],
    /// For each band the wealth at both ends, and the largest so far of the smaller one.
    lower: Vec<f64>,
    upper: Vec<f64>,
    best: Vec<f64>,
    /// The logarithm of the factor that is taken out of them.
    ln_scale: Vec<f64>,
    /// Bands that are not refuted.
    from: usize,
    to: usize,
}

impl Bands {
    fn new([first, second]: [(f64, f64); 2], w: [f64; 2], mean: f64, parts: u32) -> Self {
        // The first mean, computed from the second stratum's, has a rounding error; the line is extended by that much.
        let of_second = |eta: f64, more: f64| (mean - w[1] * eta) / w[0] + more / w[0];
        let start = first.0.max(of_second(second.1, -1e-15)).min(first.1);
        let end = first.1.min(of_second(second.0, 1e-15));
        let end = end.max(start);
        let step = (end - start) / f64::from(parts);
        let at = |i: u32| if i == parts { end } else { f64::from(i) * step + start };
        let of_first: Vec<f64> = (0..=parts).map(at).collect();
        let of_second = of_first.iter().map(|eta| ((mean - w[0] * eta) / w[1]).clamp(0.0, 1.0)).collect();
        let n = parts as usize;
        let ones = || vec![1.0; n];
        let cuts = [of_first, of_second];
        Self { cuts, lower: ones(), upper: ones(), best: ones(), ln_scale: vec![0.0; n], from: 0, to: n }
    }

    fn draw(&mut self, stratum: usize, draw: &StratumDraw) {
        let (from, to) = (self.from, self.to);
        let cuts = &self.cuts[stratum][from..=to];
        let ends = cuts.iter().zip(&cuts[1..]);
        let wealth = self.lower[from..to].iter_mut().zip(&mut self.upper[from..to]).zip(&mut self.best[from..to]);
        let mut most = 0.0_f64;
        for ((&one, &other), ((lower, upper), best)) in ends.zip(wealth) {
            let (one, other) = (draw.left(one), draw.left(other));
            let lambda = draw.lambda(one.min(other), one.max(other));
            *lower *= draw.factor(lambda, one);
            *upper *= draw.factor(lambda, other);
            // The smaller end is a bound for the band now, and its largest value so far is a bound at any time. Each
            // end at its own best time would be no bound.
            *best = best.max(lower.min(*upper));
            most = most.max(lower.max(*upper));
        }
        if most > LARGE {
            self.scale_down();
        }
        let refuted = |mean: f64| mean < draw.refuted_below;
        // A band is refuted as a whole if the largest mean of the stratum in it is refuted.
        if stratum == 0 {
            while self.from < self.to && refuted(self.cuts[0][self.from + 1]) {
                self.from += 1;
            }
        } else {
            while self.from < self.to && refuted(self.cuts[1][self.to - 1]) {
                self.to -= 1;
            }
        }
    }

    fn scale_down(&mut self) {
        for band in self.from..self.to {
            if self.lower[band].max(self.upper[band]) > LARGE {
                for wealth in [&mut self.lower[band], &mut self.upper[band], &mut self.best[band]] {
                    *wealth /= LARGE;
                }
                self.ln_scale[band] += libm::log(LARGE);
            }
        }
    }

    /// The logarithm of the smallest wealth so far over all remaining bands, infinite if there is none.
    fn evidence(&self) -> f64 {
        let bands = || self.best[self.from..self.to].iter().zip(&self.ln_scale[self.from..self.to]);
        if bands().all(|(_, scale)| *scale <= 0.0) {
            return libm::log(bands().map(|(best, _)| *best).fold(f64::INFINITY, f64::min));
        }
        bands().map(|(best, scale)| libm::log(*best) + scale).fold(f64::INFINITY, f64::min)
    }
}

/// Means of one stratum in pieces of one width, each represented by its upper end.
#[derive(Clone, Debug)]
struct RunningPieces {
    /// The ends, one more than there are pieces.
    ends: Vec<f64>,
    wealth: Vec<f64>,
    ln_scale: Vec<f64>,
    /// The first piece that is not refuted.
    from: usize,
}

impl RunningPieces {
    fn new((low, high): (f64, f64), width: f64, parts: usize) -> Self {
        let many = (libm::floor((high - low) / width) as usize).min(parts) + 1;
        let ends = (0..=many).map(|j| (low + j as f64 * width).min(high)).collect();
        Self { ends, wealth: vec![1.0; many], ln_scale: vec![0.0; many], from: 0 }
    }

    fn draw(&mut self, draw: &StratumDraw) {
        let ends = &self.ends[self.from..];
        let mut most = 0.0_f64;
        for ((&low, &high), wealth) in ends.iter().zip(&ends[1..]).zip(&mut self.wealth[self.from..]) {
            let (low, high) = (draw.left(low), draw.left(high));
            *wealth *= draw.factor(draw.lambda(low, high), high);
            most = most.max(*wealth);
        }
        if most > LARGE {
            for (wealth, ln_scale) in self.wealth.iter_mut().zip(&mut self.ln_scale) {
                if *wealth > LARGE {
                    *wealth /= LARGE;
                    *ln_scale += libm::log(LARGE);
                }
            }
        }
        while self.from < self.wealth.len() && self.ends[self.from + 1] < draw.refuted_below {
            self.from += 1;
        }
    }

    /// The logarithm of the wealth against a piece, infinite if the piece is refuted.
    fn evidence_of(&self, at: usize) -> f64 {
        if at < self.from { f64::INFINITY } else { libm::log(self.wealth[at]) + self.ln_scale[at] }
    }

    fn evidence(&self) -> Vec<f64> {
        (0..self.wealth.len()).map(|at| self.evidence_of(at)).collect()
    }
}
