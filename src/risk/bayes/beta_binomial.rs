//! The beta-binomial distribution, from the ratio of neighbouring masses, from its mean outwards.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Skellam 1948, "A probability distribution derived from the binomial distribution", JRSS B 10(2).

/// The masses, summing to 1, of the number of successes among `n` with weights `a` of success and `b` of failure, and
/// the count of the first one. Where the masses only decrease towards an end, masses below `least` of the sum so far
/// are left out; with 0 none is.
pub(super) fn masses(n: u64, a: f64, b: f64, least: f64) -> (u64, Vec<f64>) {
    let size = n as f64;
    // The ratio of the mass of k + 1 to that of k.
    let up = |k: f64| (size - k) * (k + a) / ((k + 1.0) * (size - k - 1.0 + b));
    let mean = (libm::floor(size * a / (a + b)) as u64).min(n);
    let mut total = 1.0;
    let (mut above, mut mass) = (Vec::new(), 1.0);
    for k in mean..n {
        mass *= up(k as f64);
        if b >= 1.0 && mass < least * total {
            break;
        }
        total += mass;
        above.push(mass);
    }
    let (mut below, mut mass) = (Vec::new(), 1.0);
    for k in (0..mean).rev() {
        mass /= up(k as f64);
        if a >= 1.0 && mass < least * total {
            break;
        }
        total += mass;
        below.push(mass);
    }
    let low = mean - below.len() as u64;
    let all = below.into_iter().rev().chain([1.0]).chain(above);
    (low, all.map(|mass| mass / total).collect())
}
