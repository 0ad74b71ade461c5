//! Bets: the part of the wealth that is staked on the next draw, as a function of the past alone.
//!
//! Estimators of the mean, as ALPHA has them, are bets too: an estimate η is the stake (η − m)/(u − m).
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.

mod error_rates;
pub mod spec;

use std::sync::Arc;

use super::{Null, Past};

macro_rules! bets {
    ($($file:ident $bet:ident,)*) => {
        $(mod $file; pub use $file::$bet;)*

        /// The names of all bets.
        pub const BETS: &[&str] = &[$(stringify!($file)),*];
    };
}

bets! {
    adaptive Adaptive,
    agrapa Agrapa,
    apriori_kelly AprioriKelly,
    cobra Cobra,
    cobra_diversified CobraDiversified,
    constant_alternative ConstantAlternative,
    d_kelly DKelly,
    fixed Fixed,
    fixed_alternative FixedAlternative,
    kaplan_kolmogorov KaplanKolmogorov,
    kaplan_wald KaplanWald,
    kelly Kelly,
    optimal_comparison OptimalComparison,
    pool_aware PoolAware,
    shrink_trunc ShrinkTrunc,
    sq_kelly SqKelly,
}

/// A betting rule.
pub trait Bet: Send {
    /// The stake z in `[0, 1]` for the next draw; `mean` is the mean of the remaining cards under the null, in units,
    /// at least 0 and below the upper bound. The wealth is multiplied by 1 + z (x/mean − 1), which no stake of at most
    /// 1 makes negative.
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64;

    /// The kind of a value, for [`Past::counts`], below 8; a rule that distinguishes none has one kind.
    fn kind(&self, value: u64) -> usize {
        let _ = value;
        0
    }

    /// Whether the stake may differ from the last one, after a draw of a value of that kind. Rules whose stake changes
    /// rarely return false in between; they must be functions of the past all the same.
    fn may_change(&self, past: &Past, kind: usize) -> bool {
        let _ = (past, kind);
        true
    }

    /// Whether the stake depends on [`Past::last`]: then two audits with the same counts may have different stakes.
    fn depends_on_order(&self) -> bool {
        false
    }

    /// Whether the stake depends on more than the null and the mean of the remaining cards.
    fn minds_past(&self) -> bool {
        true
    }

    /// The rule as a truncated shrinkage estimate, if it is one.
    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        None
    }
}

impl<B: Bet + Sync> Bet for &B {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        (*self).stake(null, past, mean)
    }

    fn kind(&self, value: u64) -> usize {
        (*self).kind(value)
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        (*self).may_change(past, kind)
    }

    fn depends_on_order(&self) -> bool {
        (*self).depends_on_order()
    }

    fn minds_past(&self) -> bool {
        (*self).minds_past()
    }

    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        (*self).shrinkage()
    }
}

impl<B: Bet + Sync + ?Sized> Bet for Arc<B> {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        self.as_ref().stake(null, past, mean)
    }

    fn kind(&self, value: u64) -> usize {
        self.as_ref().kind(value)
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        self.as_ref().may_change(past, kind)
    }

    fn depends_on_order(&self) -> bool {
        self.as_ref().depends_on_order()
    }

    fn minds_past(&self) -> bool {
        self.as_ref().minds_past()
    }

    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        self.as_ref().shrinkage()
    }
}

/// The stake that makes betting equal to ALPHA with that estimate of the mean, clipped to `[mean, upper]`.
///
/// # Reference
/// Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.2: λ = (η/m − 1)/(u − m), and z = λ m.
fn of_estimate(eta: f64, mean: f64, upper: f64) -> f64 {
    ((eta - mean) / (upper - mean)).clamp(0.0, 1.0)
}

/// The stake in `[0, most]` at which Σ p ln(1 + z g) is largest, over pairs of weight p and gain g ≥ −1, by Newton
/// steps within a bracket.
///
/// # Reference
/// Kelly 1956, "A New Interpretation of Information Rate", Bell System Technical Journal 35(4).
fn log_optimal(distribution: &[(f64, f64)], most: f64) -> f64 {
    let slope = |z: f64| distribution.iter().map(|&(p, gain)| p * gain / (1.0 + z * gain)).sum::<f64>();
    if slope(0.0) <= 0.0 {
        return 0.0;
    }
    // At a stake of 1 a card of value 0 takes the whole wealth: the slope there is −∞, unless there is no such card.
    if slope(most) >= 0.0 {
        return most;
    }
    let (mut low, mut high) = (0.0, most);
    let mut z = 0.5 * most;
    for _ in 0..100 {
        let (mut first, mut second) = (0.0, 0.0);
        for &(p, gain) in distribution {
            let share = gain / (1.0 + z * gain);
            first += p * share;
            second -= p * share * share;
        }
        if first > 0.0 {
            low = z;
        } else {
            high = z;
        }
        let next = z - first / second;
        let next = if next > low && next < high { next } else { 0.5 * (low + high) };
        if (next - z).abs() < 1e-14 {
            return next;
        }
        z = next;
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stake_is_where_growth_is_largest() {
        for distribution in [
            [(0.01, -1.0), (0.01, -0.5), (0.97, 0.05), (0.005, 0.5), (0.005, 1.1)],
            [(0.03, -1.0), (0.0, -0.5), (0.97, 0.05), (0.0, 0.5), (0.0, 1.1)],
            [(0.3, -1.0), (0.2, 0.0), (0.5, 1.0), (0.0, 0.0), (0.0, 0.0)],
        ] {
            let growth = |z: f64| distribution.iter().map(|&(p, gain)| p * libm::log1p(z * gain)).sum::<f64>();
            let best = log_optimal(&distribution, 0.98);
            let grid = (0..=980).map(|i| growth(f64::from(i) / 1_000.0)).fold(f64::MIN, f64::max);
            assert!(growth(best) >= grid - 1e-12, "{best}");
        }
        assert!(log_optimal(&[(0.5, -1.0), (0.5, 0.9)], 1.0) <= 0.0);
        assert!(log_optimal(&[(1.0, 0.9)], 1.0) >= 1.0);
        // Even odds with a probability of 2/3: the stake is a third.
        assert!((log_optimal(&[(1.0, -1.0), (2.0, 1.0)], 1.0) - 1.0 / 3.0).abs() < 1e-12);
    }
}
