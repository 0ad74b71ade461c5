//! The union over two strata, cut into bands of equal width.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.3. The bands are fixed before the first draw, since bets hang on them. What
//! a part of a stratum's cards has shown may refute a part of a band: what remains to be rejected is then the rest.

use super::Design;
use super::allocation::Hears;
use super::band::Band;
use super::finding::Finding;

/// Most bands.
const MOST_BANDS: u32 = 100_000;

impl Design {
    /// The weakest evidence over the null's boundary: in so many bands for two strata, in boxes for more.
    ///
    /// # Errors
    /// A sentence, where there are too many bands or draws, or where more than two strata meet a rule of allocation that
    /// listens to the hypothesis.
    pub fn banded(&self, bands: u32) -> Result<Finding, String> {
        if !(1..=MOST_BANDS).contains(&bands) {
            return Err(format!("{bands} bands; allowed: 1 to {MOST_BANDS}"));
        }
        match self.strata.len() {
            0 => Err("no strata; allowed: at least 1".to_owned()),
            1 => Ok(self.intersection(&[self.mean()])),
            2 => {
                self.bounded(bands as usize, "bands")?;
                Ok(self.least_of(self.bands_of_two(bands)?))
            }
            _ => self.boxed(bands),
        }
    }

    fn bands_of_two(&self, bands: u32) -> Result<Vec<Band>, String> {
        let (w, mean) = ([self.weight(0), self.weight(1)], self.mean());
        let [(low0, high0), (low1, high1)] = [self.strata[0].means, self.strata[1].means];
        let (first, last) = (low0.max((mean - w[1] * high1) / w[0]), high0.min((mean - w[1] * low1) / w[0]));
        if first > last + 1e-12 {
            return Err(format!("strata whose means never make {mean} of upper; allowed: ranges that hold the null"));
        }
        let last = last.max(first);
        let step = (last - first) / f64::from(bands);
        let at = |i: u32| if i == bands { last } else { f64::from(i) * step + first };
        let other = |mean0: f64| ((mean - w[0] * mean0) / w[1]).clamp(0.0, 1.0);
        let point = |mean0: f64| vec![mean0, other(mean0)];
        // What the sample leaves of the boundary; a rule that follows the weakest band must not know it beforehand.
        let (from, to) = if self.allocation.hears() == Hears::Weakest {
            (first, last)
        } else {
            (self.strata[0].least_mean(), (mean - w[1] * self.strata[1].least_mean()) / w[0])
        };
        let mut all = Vec::with_capacity(bands as usize);
        for i in 0..bands {
            let (a, b) = (at(i), at(i + 1));
            let mut band = Band::of(vec![point(a), point(b)]);
            let (left, right) = (a.max(from), b.min(to));
            if left > right {
                // Refuted as a whole by one of the strata.
                continue;
            }
            if left > a || right < b {
                band.narrowed_to(vec![point(left), point(right)]);
            }
            all.push(band);
        }
        Ok(all)
    }
}
