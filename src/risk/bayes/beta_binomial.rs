//! The beta-binomial law by the ratio of neighbouring masses, from its mean outwards.
//!
//! # Reference
//! Skellam 1948, "A probability distribution derived from the binomial distribution", JRSS B 10(2).

/// The lowest count kept, and the masses from there on, summing to 1, of the successes among `n` under the weights `a` of
/// success and `b` of failure. Where the law only falls towards an end, counts below `least` of what was summed so far are
/// left out; with 0 none is.
pub(super) fn masses(n: u64, a: f64, b: f64, least: f64) -> (u64, Vec<f64>) {
    let size = n as f64;
    // The mass of k + 1 over that of k.
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
