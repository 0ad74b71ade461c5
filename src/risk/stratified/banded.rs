//! The union over two strata, divided into bands of equal width.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.3. The bands are fixed before the first draw, since bets depend on them.
//! If the sample refutes a part of a band with certainty, only the rest must still be rejected.

use super::StratifiedDesign;
use super::allocation::AllocationInput;
use super::null_grid::Band;
use super::stratified_result::StratifiedResult;
use crate::reason::{Reason, questions};

/// Most bands.
const MOST_BANDS: u32 = 100_000;

impl StratifiedDesign {
    /// The weakest evidence over the null's boundary, divided into bands for two strata, into boxes for more.
    ///
    /// # Errors
    /// The reason, if there are too many bands or draws, if the strata's means cannot reach the null's, or if more than
    /// two strata have an allocation rule that depends on the hypothesis.
    pub fn banded(&self, bands: u32) -> Result<StratifiedResult, Reason> {
        if !(1..=MOST_BANDS).contains(&bands) {
            return Err(questions::strata_bands(bands, MOST_BANDS));
        }
        self.holds_the_null()?;
        match self.strata.len() {
            0 => Err(questions::strata_none()),
            1 => Ok(self.intersection(&[self.mean()])),
            2 => {
                self.bounded(bands as usize, questions::strata_of_bands())?;
                Ok(self.least_of(self.bands_of_two(bands)))
            }
            _ => self.boxed(bands),
        }
    }

    /// The null's boundary over two strata.
    pub(super) fn line(&self) -> NullLine {
        let (weights, mean) = ([self.weight(0), self.weight(1)], self.mean());
        let [(low0, high0), (low1, high1)] = [self.strata[0].means, self.strata[1].means];
        // The first mean, computed from the second stratum's, has a rounding error; the line is extended by that much.
        let more = 1e-15 / weights[0];
        let of_second = |eta: f64| (mean - weights[1] * eta) / weights[0];
        let (first, last) = (low0.max(of_second(high1) - more).min(high0), high0.min(of_second(low1) + more));
        NullLine {
            weights,
            mean,
            first,
            // If rounding leaves less than a point, use one point.
            last: last.max(first),
            from: self.strata[0].least_by_sample(),
            to: of_second(self.strata[1].least_by_sample()) + more,
        }
    }

    fn bands_of_two(&self, bands: u32) -> Vec<Band> {
        let line = self.line();
        let step = (line.last - line.first) / f64::from(bands);
        let at = |i: u32| if i == bands { line.last } else { f64::from(i) * step + line.first };
        // An interleaving that follows the weakest band must not use beforehand what the sample will rule out.
        let knows = self.allocation.depends_on() != AllocationInput::Weakest;
        let mut all = Vec::with_capacity(bands as usize);
        for i in 0..bands {
            let (a, b) = (at(i), at(i + 1));
            let mut band = Band::of(vec![line.point(a), line.point(b)]);
            if knows && (b < line.from || a > line.to) {
                // One of the strata refutes the whole band.
                continue;
            }
            if knows && (line.from > a || line.to < b) {
                let left = a.max(line.from);
                band.narrowed_to(vec![line.point(left), line.point(b.min(line.to).max(left))]);
            }
            all.push(band);
        }
        all
    }
}

/// All pairs of stratum means that give the null's mean, by the first one.
pub(super) struct NullLine {
    weights: [f64; 2],
    mean: f64,
    /// The part of it within the strata's ranges, at least one point.
    pub(super) first: f64,
    pub(super) last: f64,
    /// The part that the sample has not refuted: the first stratum refutes what is below `from`, the second what is
    /// above `to`.
    pub(super) from: f64,
    pub(super) to: f64,
}

impl NullLine {
    /// The means of both strata.
    pub(super) fn point(&self, first: f64) -> Vec<f64> {
        vec![first.clamp(0.0, 1.0), ((self.mean - self.weights[0] * first) / self.weights[1]).clamp(0.0, 1.0)]
    }
}
