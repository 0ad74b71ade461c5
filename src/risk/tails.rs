//! Tails of the beta and binomial distributions, by arithmetic that is the same on every platform.
//!
//! # Reference
//! Continued fraction of the incomplete beta function: DLMF 8.17.22, evaluated by Lentz's method (Thompson and
//! Barnett 1986). Interval: Clopper and Pearson 1934, Biometrika 26.

/// The regularised incomplete beta function `I_x(a, b)`, for a, b > 0 and x in `[0, 1]`.
pub fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let ln_front = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(ln_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    // Convergence takes about √max(a, b) steps.
    for m in 1..10_000_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = d * c;
        result *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    result
}

/// The exact interval for a probability after `hits` of `n`; each side misses it with probability (1 − level)/2.
pub fn interval(hits: u64, n: u64, level: f64) -> (f64, f64) {
    let side = (1.0 - level) / 2.0;
    let (k, n_) = (hits as f64, n as f64);
    let low = if hits == 0 { 0.0 } else { solve(|p| beta(p, k, n_ - k + 1.0), side) };
    let high = if hits >= n { 1.0 } else { solve(|p| beta(p, k + 1.0, n_ - k), 1.0 - side) };
    (low, high)
}

/// The argument in `[0, 1]` at which an increasing function reaches a level, by bisection.
fn solve(rising: impl Fn(f64) -> f64, level: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if rising(middle) < level { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::beta::beta_reg;

    #[test]
    fn it_agrees_with_another_library() {
        for (a, b) in [(1.0, 1.0), (0.5, 0.5), (3.0, 9_998.0), (500.0, 501.0), (2_000.0, 90_000.0), (1.0, 1e6)] {
            for x in [1e-6, 1e-4, 0.01, 0.0217, 0.3, 0.5, 0.9, 0.999] {
                let (ours, theirs) = (beta(x, a, b), beta_reg(a, b, x));
                assert!((ours - theirs).abs() <= 1e-9 * theirs.max(1e-3), "I_{x}({a}, {b}): {ours} {theirs}");
            }
        }
    }

    #[test]
    fn intervals_are_those_of_clopper_and_pearson() {
        // No hit: the upper end is 1 − (0.025)^(1/n) in closed form.
        let (low, high) = interval(0, 10_000, 0.95);
        assert!(low <= 0.0 && (high - (1.0 - libm::pow(0.025, 1e-4))).abs() < 1e-12, "{high}");
        let (low, high) = interval(10_000, 10_000, 0.95);
        assert!((low - libm::pow(0.025, 1e-4)).abs() < 1e-12 && high >= 1.0);
        // Clopper and Pearson's example: 10 of 100 at 95 % (also tabulated by NIST: 0.0490, 0.1762).
        let (low, high) = interval(10, 100, 0.95);
        assert!((low - 0.0490).abs() < 5e-5 && (high - 0.1762).abs() < 5e-5, "{low} {high}");
    }
}
