//! Binomial probabilities and tails with nearly full precision, from one ballot to a trillion, in a constant number of
//! steps.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Probability of one count: Loader 2000, "Fast and accurate computation of binomial probabilities" (deviance form).
//! Tail: the integral of DLMF 8.17.1 from the end where its integrand is largest, by Gauss-Legendre quadrature.

use std::sync::LazyLock;

use super::design::PairShare;
use crate::risk::factorials::stirling;

/// Terms below exp of this, relative to the largest, are left out: those beyond eleven standard deviations.
pub(super) const DEPTH: f64 = -60.0;

/// An integral ends where the integrand has fallen to exp of this, relative to its largest value.
const END: f64 = -50.0;

const NODES: usize = 32;

/// Nodes in (0, 1) and weights of Gauss-Legendre quadrature.
static RULE: LazyLock<[(f64, f64); NODES]> = LazyLock::new(|| {
    let n = NODES as f64;
    std::array::from_fn(|i| {
        let mut x = libm::cos(std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5));
        let mut slope = 1.0;
        for _ in 0..8 {
            let (mut before, mut value) = (1.0, x);
            for degree in 2..=NODES {
                let d = degree as f64;
                (before, value) = (value, ((2.0 * d - 1.0) * x * value - (d - 1.0) * before) / d);
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            x -= value / slope;
        }
        (0.5 * (1.0 - x), 1.0 / ((1.0 - x * x) * slope * slope))
    })
});

/// Σ v^(2j+1)/(2j+1) over j ≥ 1: the inverse hyperbolic tangent minus its argument.
fn atanh_beyond(v: f64) -> f64 {
    let square = v * v;
    let (mut power, mut sum) = (v * square, 0.0);
    let mut odd = 3.0;
    loop {
        let next = sum + power / odd;
        if next.to_bits() == sum.to_bits() {
            return sum;
        }
        sum = next;
        power *= square;
        odd += 2.0;
    }
}

/// x ln(x/m) + m − x, without cancellation.
fn deviance(x: f64, m: f64) -> f64 {
    let d = x - m;
    if d.abs() < 0.2 * (x + m) {
        let v = d / (x + m);
        d * v + 2.0 * x * atanh_beyond(v)
    } else {
        x * libm::log(x / m) - d
    }
}

/// ln(1 + x) − x, without cancellation.
fn ln_1p_less(x: f64) -> f64 {
    if x.abs() < 0.3 {
        let v = x / (2.0 + x);
        2.0 * atanh_beyond(v) - x * v
    } else {
        libm::log1p(x) - x
    }
}

/// ln n! minus Stirling's formula.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        let ln_n = libm::log(n);
        return libm::lgamma(n + 1.0) - (0.5 * libm::log(std::f64::consts::TAU) + 0.5 * ln_n + n * ln_n - n);
    }
    stirling(n)
}

/// ln of the probability of exactly `k` votes for the winner in `n` draws, `k <= n`.
pub fn ln_chance(n: u64, k: u64, share: PairShare) -> f64 {
    let (all, hits, misses) = (n as f64, k as f64, (n - k) as f64);
    if k == 0 {
        return if n == 0 { 0.0 } else { all * libm::log(share.loser) };
    }
    if k == n {
        return all * libm::log(share.winner);
    }
    if share.loser <= 0.0 || share.winner <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let spread = 0.5 * libm::log(all / (std::f64::consts::TAU * hits * misses));
    let corrections = stirling_error(all) - stirling_error(hits) - stirling_error(misses);
    spread + corrections - deviance(hits, all * share.winner) - deviance(misses, all * share.loser)
}

/// ln of the probability of at least `k` votes for the winner in `n` draws; minus infinity if `k > n`.
pub fn ln_tail(n: u64, k: u64, share: PairShare) -> f64 {
    if k == 0 {
        return 0.0;
    }
    if k > n || share.winner <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if share.loser <= 0.0 {
        return 0.0;
    }
    let (p, q) = (share.winner, share.loser);
    // The integrand at a distance t from p, below it for the upper tail and above it for the lower one.
    let (near, far) = ((k - 1) as f64, (n - k) as f64);
    let slope = (far * p - near * q) / (p * q);
    let upper = slope <= 0.0;
    let (shrinks, shrinking, grows, growing) = if upper { (near, p, far, q) } else { (far, q, near, p) };
    let slope = -slope.abs();
    let ln_integrand = |t: f64| {
        let falls = if shrinks > 0.0 { shrinks * ln_1p_less(-t / shrinking) } else { 0.0 };
        slope * t + falls + grows * ln_1p_less(t / growing)
    };
    let bend = shrinks / (shrinking * shrinking) + grows / (growing * growing);
    let reach = -END;
    let mut end = 2.0 * reach / (-slope + libm::sqrt(slope * slope + 2.0 * reach * bend)).max(1e-300);
    for _ in 0..100 {
        if end < shrinking && ln_integrand(end) > 0.9 * END {
            end *= 1.25;
        } else {
            break;
        }
    }
    end = end.min(shrinking);
    for _ in 0..100 {
        if ln_integrand(0.9 * end) < END {
            end *= 0.9;
        } else {
            break;
        }
    }
    let integral: f64 = RULE.iter().map(|(x, weight)| weight * libm::exp(ln_integrand(end * x))).sum();
    let ln_part = ln_chance(n, k, share) + libm::log(k as f64 / p * end * integral);
    if upper { ln_part.min(0.0) } else { libm::log1p(-libm::exp(ln_part).min(1.0)) }
}

/// Probabilities of neighbouring counts, scaled so that the largest is 1: that of `low + i` is
/// `weights[i]`·exp(`ln_scale`).
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub(super) low: u64,
    pub(super) weights: Vec<f64>,
    pub(super) ln_scale: f64,
}

/// The counts of winner votes in `n` draws whose probability is within exp([`DEPTH`]) of the largest.
pub(super) fn window(n: u64, share: PairShare) -> Window {
    window_to(n, share, DEPTH)
}

/// The counts of winner votes in `n` draws whose probability is within exp(`depth`) of the largest.
pub(super) fn window_to(n: u64, share: PairShare, depth: f64) -> Window {
    let mode = (libm::floor((n + 1) as f64 * share.winner) as u64).min(n);
    let least = libm::exp(depth);
    let odds = share.winner / share.loser;
    let mut below = Vec::new();
    let (mut k, mut weight) = (mode, 1.0);
    while k > 0 {
        weight *= k as f64 / ((n - k + 1) as f64 * odds);
        if weight < least {
            break;
        }
        below.push(weight);
        k -= 1;
    }
    let low = mode - below.len() as u64;
    below.reverse();
    let mut weights = below;
    weights.push(1.0);
    (k, weight) = (mode, 1.0);
    while k < n {
        weight *= (n - k) as f64 * odds / (k + 1) as f64;
        if weight < least {
            break;
        }
        weights.push(weight);
        k += 1;
    }
    Window { low, weights, ln_scale: ln_chance(n, mode, share) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exact tail of a tie: Σ C(n, j) / 2^n in whole numbers, n <= 120.
    fn tie(n: u64, k: u64) -> f64 {
        let mut row = vec![1_u128];
        for _ in 0..n {
            row = (0..=row.len()).map(|j| row.get(j).unwrap_or(&0) + if j > 0 { row[j - 1] } else { 0 }).collect();
        }
        row[k as usize..].iter().sum::<u128>() as f64 / libm::ldexp(1.0, n as i32)
    }

    #[test]
    fn tails_of_a_tie_are_those_of_whole_numbers() {
        for n in [1, 2, 3, 7, 20, 64, 100, 120] {
            for k in 0..=n {
                let (ours, exact) = (libm::exp(ln_tail(n, k, PairShare::TIE)), tie(n, k));
                assert!((ours - exact).abs() <= 1e-13 * exact, "{n} {k}: {ours} {exact}");
            }
        }
    }

    #[test]
    fn tails_are_sums_of_chances_at_every_share() {
        for (n, share) in
            [(500_u64, 0.5005), (500, 0.9), (3_000, 0.7), (40, 0.999_999), (100_000, 0.505), (2_000, 0.999)]
        {
            let share = PairShare::of(share);
            let mut sum = 0.0;
            for k in (1..=n).rev() {
                sum += libm::exp(ln_chance(n, k, share));
                if sum > 1e-290 && (n < 10_000 || k % 97 == 0) {
                    let ours = libm::exp(ln_tail(n, k, share));
                    assert!((ours - sum).abs() <= 2e-11 * sum, "{n} {k} {share:?}: {ours} {sum}");
                }
            }
        }
    }

    #[test]
    fn tails_of_a_trillion_draws_come_from_the_normal_law() {
        let n = 1_000_000_000_000;
        for (z, upper) in [(0.0, 0.5), (1.0, 0.158_655_253_931_457), (-2.0, 0.977_249_868_051_820_8)] {
            let k = (n as f64 / 2.0 + z * 5e5) as u64;
            let ours = libm::exp(ln_tail(n, k, PairShare::TIE));
            assert!((ours - upper).abs() < 1e-6, "{z}: {ours}");
        }
    }

    #[test]
    fn a_window_holds_all_but_nothing() {
        for (n, share) in [(0, 0.5), (1, 0.5), (30, 0.7), (10_000, 0.51), (1_000_000, 0.999)] {
            let window = window(n, PairShare::of(share));
            let sum: f64 = window.weights.iter().sum::<f64>() * libm::exp(window.ln_scale);
            assert!((sum - 1.0).abs() < 1e-12, "{n} {share}: {sum}");
        }
    }
}
