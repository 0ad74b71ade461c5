//! The union without bands, where the shape of the martingale shows the weakest hypothesis.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.2 and 4.3. Bets that do not depend on the hypothesis make ln M concave over
//! the whole boundary: the weakest hypothesis is one of its vertices. Bets that stake a share of the wealth c on x/m make
//! ln M = Σ ln(1 − c + c x/m(η)) convex: its minimum is found by convex optimisation.

use super::Design;
use super::band::Band;
use super::finding::Finding;

/// Most strata whose vertices are all visited: K · 2^(K − 1) of them.
const MOST_STRATA: usize = 12;

impl Design {
    /// The weakest evidence over the null's boundary, without bands.
    ///
    /// # Errors
    /// A sentence, where bets, combination or allocation leave no such search, or where the work would be too much.
    pub fn exact(&self) -> Result<Finding, String> {
        let k = self.strata.len();
        if k == 1 {
            return Ok(self.intersection(&[self.mean()]));
        }
        if self.combination.hears_separately() {
            return Err("the combination \"fisher\"; allowed with \"exact\": product (or a number of bands)".to_owned());
        }
        if !self.has_one_bet() {
            return Err("a bet for each stratum; allowed with \"exact\": one for all (or a number of bands)".to_owned());
        }
        if self.bet(0).is_null_free() {
            if k > MOST_STRATA {
                return Err(format!("{k} strata; allowed with \"exact\" and this bet: up to {MOST_STRATA}"));
            }
            // Bets and interleaving know the whole boundary; what is left to be rejected is what the sample leaves of it.
            let (whole, left) = (self.boundary(|stratum| stratum.means.0), self.boundary(super::Stratum::least_mean));
            if whole.is_empty() || left.is_empty() {
                return Err("strata whose means never make the null; allowed: ranges that hold it".to_owned());
            }
            self.bounded(left.len(), "vertices")?;
            let mut band = Band::of(whole);
            band.narrowed_to(left);
            return Ok(self.least_of(vec![band]));
        }
        if self.bet(0).share(self.strata[0].seen(0), self.null.replacement).is_some() {
            return self.convex();
        }
        Err("this bet; allowed with \"exact\": fixed, predictable_plugin, kaplan_wald, and inverse_eta with replacement \
             (or a number of bands)"
            .to_owned())
    }

    /// All means with Σ w η = the null's mean where all but one stratum are at an end of their range.
    fn boundary(&self, least: impl Fn(&super::Stratum) -> f64) -> Vec<Vec<f64>> {
        let k = self.strata.len();
        let ranges: Vec<(f64, f64)> = self.strata.iter().map(|stratum| (least(stratum), stratum.means.1)).collect();
        let mut all: Vec<Vec<f64>> = Vec::new();
        for free in 0..k {
            for ends in 0..1_u32 << (k - 1) {
                let mut point = vec![0.0; k];
                let mut rest = self.mean();
                for (place, at) in (0..k).filter(|&at| at != free).enumerate() {
                    point[at] = if ends >> place & 1 == 0 { ranges[at].0 } else { ranges[at].1 };
                    rest -= self.weight(at) * point[at];
                }
                point[free] = rest / self.weight(free);
                let (low, high) = ranges[free];
                if point[free] >= low - 1e-12 && point[free] <= high + 1e-12 {
                    point[free] = point[free].clamp(low, high.max(low));
                    all.push(point);
                }
            }
        }
        all
    }
}
