//! SUITE: a hybrid audit of two strata; cards with records are compared one by one, and cards without records are
//! polled.
//!
//! If the outcome is wrong, the two strata together overstate the margin V by at least V. Then for some split, the
//! comparison stratum overstates it by at least t votes *and* the polling stratum by at least V − t. For each t the two
//! P-values combine by Fisher's rule; the P-value of the audit is the largest over all t, a real number of votes.
//!
//! Both logarithms are concave in t: that of the comparison is n ln(1 − t/2γN) plus a constant, the other is the
//! largest value of a concave function over a convex set that moves linearly with t; capping at 0 keeps that. So their
//! sum has one maximum. A golden-section search finds it, and lines through neighbouring points bound the values
//! between them, until the gap is negligible. The P-value depends neither on a grid nor on the risk limit.
//!
//! # Derivation
//! `docs/derivations/suite.md`.
//!
//! # Reference
//! Ottoboni, Stark, Lindeman et al. 2018, "Risk-Limiting Audits by Stratified Union-Intersection Tests of Elections
//! (SUITE)", E-Vote-ID 2018. The concavity and the bound are ours.

mod comparison;
mod polling;

pub use comparison::ComparisonStratum;
pub use polling::PollingStratum;

use super::combine::{fisher_of_ln, ln_fisher_of_ln};

/// The two strata of one pair of candidates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suite {
    /// Cards with records.
    pub comparison: ComparisonStratum,
    /// Cards without records.
    pub polling: PollingStratum,
}

/// The largest combined P-value and the split where it is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supremum {
    /// The P-value of the audit, in `[0, 1]`, never below the true supremum.
    pub p_value: f64,
    /// Its natural logarithm, at most 0; −∞ for 0.
    pub ln_p_value: f64,
    /// The share of the margin that the comparison stratum would overstate at that split.
    pub lambda: f64,
    /// The largest relative distance of the P-value above the supremum.
    pub gap: f64,
}

impl Suite {
    /// The reported margin of both strata together, in votes.
    pub fn margin(&self) -> i64 {
        self.comparison.margin + self.polling.reported_margin()
    }

    /// The smallest and the largest overstatement of the comparison stratum, in votes, if the outcome is wrong, as far
    /// as the numbers of cards and the polled sample allow; `None` if it is impossible.
    pub fn range(&self) -> Option<(f64, f64)> {
        let reported = self.comparison.margin as f64;
        let cards = self.comparison.cards as f64;
        let low = (reported - cards).max(reported + self.polling.least_margin());
        let high = (reported + cards).min(reported + self.polling.cards as f64);
        (low <= high).then_some((low, high))
    }

    /// The sum of the logarithms of both P-values, if the comparison stratum overstates the margin by that number of votes.
    pub fn ln_product(&self, overstatement: f64) -> f64 {
        // The overstatement of the other stratum is V − t, so its true margin is its reported one minus that.
        let margin_left = overstatement - self.comparison.margin as f64;
        self.comparison.ln_p_value(overstatement) + self.polling.ln_p_value(margin_left)
    }

    /// Whether the P-value exceeds a limit by this split alone, in which the comparison stratum overstates this number
    /// of votes. False means that it is not known.
    pub fn surely_exceeds(&self, limit: f64, overstatement: f64) -> bool {
        let Some((low, high)) = self.range() else { return false };
        fisher_of_ln(self.ln_product(overstatement.clamp(low, high)), 2) > limit
    }

    /// The P-value of the audit, 0 if the sample rules out that the outcome is wrong, 1 if the margin is not positive.
    pub fn p_value(&self) -> Supremum {
        let margin = self.margin() as f64;
        if margin <= 0.0 {
            return Supremum { p_value: 1.0, ln_p_value: 0.0, lambda: 0.0, gap: 0.0 };
        }
        let Some((low, high)) = self.range() else {
            return Supremum { p_value: 0.0, ln_p_value: f64::NEG_INFINITY, lambda: 0.0, gap: 0.0 };
        };
        let (at, least, most) = largest(|t| self.ln_product(t), low, high);
        let ln_p_value = ln_fisher_of_ln(most, 2);
        let gap = if ln_p_value.is_finite() { -libm::expm1(ln_fisher_of_ln(least, 2) - ln_p_value) } else { 0.0 };
        Supremum { p_value: fisher_of_ln(most, 2), ln_p_value, lambda: at / margin, gap: gap.max(0.0) }
    }
}

/// The largest value of a concave function: the argument, the value there, and an upper bound for all values.
fn largest(concave: impl Fn(f64) -> f64, low: f64, high: f64) -> (f64, f64, f64) {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    const CLOSE: f64 = 2e-11;
    let (mut a, mut b) = ((low, concave(low)), (high, concave(high)));
    let inner = |a: f64, b: f64| (b - GOLDEN * (b - a), a + GOLDEN * (b - a));
    let (left, right) = inner(low, high);
    let (mut left, mut right) = ((left, concave(left)), (right, concave(right)));
    // In a narrower interval, values differ in their last bits only.
    let narrow = 1e-14 * (high - low) + 4e-15 * low.abs().max(high.abs());
    // Outside of two points, a concave function is below the line through them.
    let beyond = |from: (f64, f64), to: (f64, f64), end: f64| {
        let slope = (to.1 - from.1) / (to.0 - from.0);
        if slope.is_finite() { to.1 + (slope * (end - to.0)).max(0.0) } else { to.1 }
    };
    let mut bound = 0.0_f64;
    for _ in 0..120 {
        let hidden =
            [beyond(a, left, right.0), beyond(b, right, left.0), beyond(right, left, a.0), beyond(left, right, b.0)];
        let best = left.1.max(right.1).max(a.1).max(b.1);
        bound = hidden.into_iter().fold(best, f64::max).min(0.0);
        if bound - best <= CLOSE || b.0 - a.0 <= narrow {
            break;
        }
        if left.1 >= right.1 {
            b = right;
            right = left;
            let (at, _) = inner(a.0, b.0);
            left = (at, concave(at));
        } else {
            a = left;
            left = right;
            let (_, at) = inner(a.0, b.0);
            right = (at, concave(at));
        }
    }
    let best = [left, right, a, b].into_iter().fold(a, |best, point| if point.1 > best.1 { point } else { best });
    (best.0, best.1, bound)
}
