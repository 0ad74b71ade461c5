//! Bets against the mean of one stratum: how many units of wealth are staked for each unit above the hypothetical mean.
//!
//! They differ from the bets on a whole population in one thing: the hypothesis is any real number, and many are tested
//! at once. What a bet says about how it depends on the hypothesis decides how the worst of them can be found.

use super::Seen;

mod anchored;

pub use anchored::Anchored;

macro_rules! bets {
    ($($file:ident $bet:ident,)*) => {
        $(mod $file; pub use $file::$bet;)*

        /// The names of all bets within strata.
        pub const STRATUM_BETS: &[&str] = &[$(stringify!($file)),*];
    };
}

bets! {
    agrapa Agrapa,
    apriori_bernoulli AprioriBernoulli,
    fixed Fixed,
    inverse_eta InverseEta,
    kaplan_wald KaplanWald,
    negative_exponential NegativeExponential,
    predictable_bernoulli PredictableBernoulli,
    predictable_plugin PredictablePlugin,
    trunc Trunc,
}

/// A rule for λ.
pub trait StratumBet: Send + Sync {
    /// λ for the next draw, at least 0: `eta` is the hypothetical mean of the stratum, `left` what it leaves for the next
    /// draw, both on a scale where the largest value is 1. The martingale caps it at 1/`left`.
    fn lambda(&self, seen: &Seen, eta: f64, left: f64) -> f64;

    /// Whether λ is the same for every hypothesis: then the logarithm of the martingale is concave in the hypothesis.
    fn is_null_free(&self) -> bool {
        false
    }

    /// c in `[0, 1]` where λ is c over the mean left, whatever the hypothesis: then the logarithm of the martingale is
    /// convex in the hypothesis.
    fn share(&self, seen: &Seen, replacement: bool) -> Option<f64> {
        let _ = (seen, replacement);
        None
    }
}

/// Keeps a stake from dividing by a mean of 0.
const LEAST_MEAN: f64 = 1e-5;
/// The least standard deviation that an estimate may have.
const LEAST_SD: f64 = 0.01;
