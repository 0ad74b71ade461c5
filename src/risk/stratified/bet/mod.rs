//! Bets against the mean of one stratum: the wealth staked for each unit above the hypothetical mean.
//!
//! They differ from the bets on a whole population in one respect: the hypothesis is any real number, and many are
//! tested at once. How a bet depends on the hypothesis decides how the worst hypothesis can be found.

use super::StratumPast;

mod anchored;

pub use anchored::Anchored;

macro_rules! bets {
    ($($name:ident $bet:ident,)*) => {
        /// The names of all bets within strata.
        pub const STRATUM_BETS: &[&str] = &[$(stringify!($name)),*];
    };
}

bets! {
    agrapa AgrapaInStratum,
    apriori_bernoulli AprioriBernoulli,
    fixed FixedInStratum,
    inverse_eta InverseEta,
    kaplan_wald KaplanWaldInStratum,
    negative_exponential NegativeExponential,
    predictable_bernoulli PredictableBernoulli,
    predictable_plugin PredictablePlugin,
    trunc Trunc,
}

/// A rule for λ.
pub trait StratumBet: Send + Sync {
    /// λ for the next draw, at least 0: `eta` is the hypothetical mean of the stratum, `left` the mean of the remaining
    /// cards under it, both on a scale where the largest value is 1. The martingale caps it at 1/`left`.
    fn lambda(&self, seen: &StratumPast, eta: f64, left: f64) -> f64;

    /// Whether λ is the same for every hypothesis: then the logarithm of the martingale is concave in the hypothesis.
    fn is_null_free(&self) -> bool {
        false
    }

    /// c in `[0, 1]` if λ is c over the mean of the remaining cards for every hypothesis: then the logarithm of the
    /// martingale is convex in the hypothesis.
    fn share(&self, seen: &StratumPast, replacement: bool) -> Option<f64> {
        let _ = (seen, replacement);
        None
    }
}

/// The smallest mean in a divisor.
const LEAST_MEAN: f64 = 1e-5;
/// The smallest estimate of a standard deviation.
const LEAST_SD: f64 = 0.01;

/// Approximate growth-rate adaptation within a stratum.
///
/// λ from the mean and the spread seen so far.
///
/// # Reference
/// Waudby-Smith and Ramdas 2024, JRSS B 86(1), appendix B.3 (aGRAPA): λ = (μ̂ − η)/(σ̂² + (μ̂ − η)²), at most
/// c/η. As in Spertus, Sridhar and Stark 2024, η is the stratum's mean itself, also without replacement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgrapaInStratum {
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for AgrapaInStratum {
    fn lambda(&self, seen: &StratumPast, eta: f64, _: f64) -> f64 {
        let (mean, sd) = seen.estimates();
        let (ahead, sd) = (mean - eta, sd.max(LEAST_SD));
        (ahead / (sd * sd + ahead * ahead)).min(self.c / (eta + LEAST_MEAN)).max(0.0)
    }
}

/// Wald's stake for two outcomes and an alternative mean known beforehand.
///
/// λ = (μ/η − 1)/(1 − η), at most c/η.
///
/// # Reference
/// Wald 1945, "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2); Spertus, Sridhar and Stark
/// 2024, section 4.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AprioriBernoulli {
    /// The alternative mean μ, in `[0, 1]`; without it, halfway between the hypothesis and 1.
    pub mean: Option<f64>,
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for AprioriBernoulli {
    fn lambda(&self, _: &StratumPast, eta: f64, _: f64) -> f64 {
        let most = self.c / eta.max(LEAST_MEAN);
        if eta >= 1.0 {
            return 0.0;
        }
        let mean = self.mean.unwrap_or(0.5 * (eta + 1.0));
        ((mean / eta.max(LEAST_MEAN) - 1.0) / (1.0 - eta)).clamp(0.0, most)
    }
}

/// A constant λ.
///
/// The same λ for every draw.
///
/// # Reference
/// Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4.1; Spertus, Sridhar and Stark 2024, section 4.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedInStratum {
    /// λ for a largest value of 1, at least 0.
    pub lambda: f64,
}

impl StratumBet for FixedInStratum {
    fn lambda(&self, _: &StratumPast, _: f64, _: f64) -> f64 {
        self.lambda
    }

    fn is_null_free(&self) -> bool {
        true
    }
}

/// λ in inverse proportion to the hypothetical mean.
///
/// λ = c/η.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 4.2: with replacement ln(1 − c + c x/η) is convex in η, so that the
/// worst hypothesis is found by convex optimisation. Without replacement λ = c/η is not c over the mean of the
/// *remaining* cards, and it is not convex: `kaplan_wald` is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InverseEta {
    /// The stake λη in `[0, 1]`; without it, the mean seen minus its standard deviation, between 0.1 and 0.9.
    pub c: Option<f64>,
}

impl InverseEta {
    fn stake(&self, seen: &StratumPast) -> f64 {
        let (mean, sd) = seen.estimates();
        self.c.unwrap_or_else(|| (mean - sd).clamp(0.1, 0.9))
    }
}

impl StratumBet for InverseEta {
    fn lambda(&self, seen: &StratumPast, eta: f64, _: f64) -> f64 {
        self.stake(seen) / eta.max(f64::MIN_POSITIVE)
    }

    fn share(&self, seen: &StratumPast, replacement: bool) -> Option<f64> {
        replacement.then(|| self.stake(seen))
    }
}

/// A constant share of the wealth on every draw.
///
/// λ = (1 − g)/m, with m the mean of the remaining cards.
///
/// # Reference
/// Stark and Teague 2014, "Verifiable European Elections", USENIX JETS 3(1) (Kaplan and Wald): the factor g + (1
/// − g) x/m, which is convex in m, and so in the stratum's mean, with and without replacement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KaplanWaldInStratum {
    /// The share of the wealth that is kept back, in `[0, 1)`.
    pub g: f64,
}

impl StratumBet for KaplanWaldInStratum {
    fn lambda(&self, _: &StratumPast, _: f64, left: f64) -> f64 {
        (1.0 - self.g) / left.max(1e-12)
    }

    fn share(&self, _: &StratumPast, _: bool) -> Option<f64> {
        Some(1.0 - self.g)
    }
}

/// λ decreases exponentially with the hypothetical mean.
///
/// λ = exp(1 − bη).
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, the authors' program: λ = exp(1 − bη), b = (1 − ln ε)/μ̂, ε = c − σ̂; b is at
/// least 1, so that λη stays below 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NegativeExponential {
    /// λ at the mean seen is c minus the standard deviation seen; c is above 1/2 and at most 1.
    pub c: f64,
}

impl StratumBet for NegativeExponential {
    fn lambda(&self, seen: &StratumPast, eta: f64, _: f64) -> f64 {
        let (mean, sd) = seen.estimates();
        let at_mean = (self.c - sd).max(1e-9);
        let b = (1.0 - libm::log(at_mean)) / mean.max(1e-9);
        libm::exp(1.0 - b * eta)
    }
}

/// Wald's stake for two outcomes, with a shrunken and truncated estimate of the mean.
///
/// λ = (η̂/η − 1)/(1 − η), at most c/η.
///
/// # Reference
/// Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5; Spertus, Sridhar and Stark 2024, section 4.1, and
/// the authors' program: the estimate starts halfway between η and 1, and stays above η by 1/(2√(d + t − 1)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictableBernoulli {
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
    /// The weight of the first estimate in draws, above 0.
    pub d: f64,
}

impl StratumBet for PredictableBernoulli {
    fn lambda(&self, seen: &StratumPast, eta: f64, _: f64) -> f64 {
        let most = self.c / (eta + LEAST_MEAN);
        if eta <= 0.0 || eta >= 1.0 {
            return most;
        }
        let weight = self.d + seen.draws as f64;
        let shrunken = (self.d * 0.5 * (eta + 1.0) + seen.sum) / weight;
        let estimate = shrunken.max(eta + 0.5 / weight.sqrt());
        ((estimate / eta - 1.0) / (1.0 - eta)).min(most)
    }
}

/// The predictable plug-in: λ decreases with the draws and with the spread seen.
///
/// λ depends on the spread seen and not on the hypothesis.
///
/// # Reference
/// Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 3.2, λ = √(2 ln(2/α) / (σ̂² t ln(t + 1))). As in the program of
/// Spertus, Sridhar and Stark 2024, the standard deviation takes the place of the variance in that formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictablePlugin {
    /// The largest λ, in `[0, 1]`.
    pub c: f64,
    /// The level that λ is tuned for, above 0 and below 1; the risk limit does not depend on it.
    pub alpha: f64,
}

impl StratumBet for PredictablePlugin {
    fn lambda(&self, seen: &StratumPast, _: f64, _: f64) -> f64 {
        let t = (seen.draws + 1) as f64;
        let sd = seen.estimates().1.max(LEAST_SD);
        (2.0 * libm::log(2.0 / self.alpha) / (sd * t * libm::log(t + 1.0))).sqrt().min(self.c)
    }

    fn is_null_free(&self) -> bool {
        true
    }
}

/// All or nothing: a large stake if the mean seen is above the hypothesis, none if it is below.
///
/// λ = c/η if η is at most the mean seen, else 0.
///
/// # Reference
/// Spertus, Sridhar and Stark 2024, section 4.1, and the authors' program: the mean of t − 1 draws is their sum
/// over t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trunc {
    /// The stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for Trunc {
    fn lambda(&self, seen: &StratumPast, eta: f64, _: f64) -> f64 {
        let mean = seen.sum / (seen.draws + 1) as f64;
        if eta <= mean { self.c / (eta + LEAST_MEAN) } else { 0.0 }
    }
}
