//! A bet within a stratum whose mean and spread are reported: both are corrected by the cards seen.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), appendix B.3 (aGRAPA) for λ from an estimate of mean and variance; Stark
//! 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5.2, for the estimate that starts at the reported mean. Both together
//! are ours.

use super::{LEAST_SD, StratumBet, StratumPast};

/// λ = (μ̂ − m)/(σ̂² + (μ̂ − m)²), at most c/m, against a mean m of the remaining cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchored {
    /// The reported mean, on a scale where the largest value is 1.
    pub mean: f64,
    /// The reported standard deviation, on the same scale.
    pub sd: f64,
    /// The weight of the report in draws, above 0.
    pub cards: f64,
    /// The largest share of the wealth that a value of 0 may take, in `[0, 1]`.
    pub c: f64,
}

/// The smallest mean of the remaining cards that is used.
const LEAST_LEFT: f64 = 1e-12;

impl Anchored {
    /// The mean and variance estimated from the report and the sample together.
    pub fn estimates(&self, seen: &StratumPast) -> (f64, f64) {
        let n = seen.draws as f64;
        let all = self.cards + n;
        let mean = (self.cards * self.mean + seen.sum) / all;
        // The spread of both together about their common mean.
        let apart = seen.mean - self.mean;
        let spread = self.cards * self.sd * self.sd + seen.spread + self.cards * n / all * apart * apart;
        (mean, (spread / all).max(LEAST_SD * LEAST_SD))
    }

    /// λ from these estimates against a mean of the remaining cards.
    #[inline]
    pub fn stake(&self, (mean, variance): (f64, f64), left: f64) -> f64 {
        let (ahead, left) = ((mean - left).max(0.0), left.max(LEAST_LEFT));
        let below = variance + ahead * ahead;
        // The smaller of two fractions with one division, because this is computed for every card and every hypothesis.
        let (above, below) = if ahead * left < self.c * below { (ahead, below) } else { (self.c, left) };
        above / below
    }
}

impl StratumBet for Anchored {
    fn lambda(&self, seen: &StratumPast, _: f64, left: f64) -> f64 {
        self.stake(self.estimates(seen), left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_at_the_report_and_comes_to_what_is_seen() {
        let bet = Anchored { mean: 0.5, sd: 0.1, cards: 20.0, c: 1.0 };
        let mut seen = StratumPast::default();
        assert!((bet.lambda(&seen, 0.4, 0.4) - 0.1 / (0.01 + 0.01)).abs() > 1.0);
        assert!((bet.lambda(&seen, 0.49, 0.49) - 0.01 / (0.01 + 0.0001)).abs() < 1e-12);
        assert!(bet.lambda(&seen, 0.4, 0.4) <= 1.0 / 0.4 && bet.lambda(&seen, 0.5, 0.5) <= 0.0);
        (0..1_000).for_each(|_| seen.add(0.3));
        assert!(bet.lambda(&seen, 0.4, 0.4) <= 0.0 && bet.lambda(&seen, 0.25, 0.25) > 0.0);
    }
}
