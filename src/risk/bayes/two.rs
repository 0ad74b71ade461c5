//! Two candidates: the tail of the beta-binomial distribution, summed outwards from the last upset.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Skellam 1948, "A probability distribution derived from the binomial distribution", JRSS B 10(2).

use super::Loser;

/// The probability that the winner's unseen votes are too few.
pub(super) fn upset(unseen: u64, winner: f64, loser: Loser) -> f64 {
    // There is no upset if M − x ≤ slack + x, so the last upset is the largest x with 2x < M − slack.
    let short = i128::from(unseen) - i128::from(loser.slack) - 1;
    if short < 0 {
        return 0.0;
    }
    let last = (short / 2) as u64;
    if last >= unseen { 1.0 } else { lower_tail(unseen, last, winner, loser.weight) }
}

/// The largest omitted part of each sum, as a share of it: less than its last digit.
const LEFT_OUT: f64 = 1e-18;

/// P(X ≤ last) for a beta-binomial X of `n` with weights `a` and `b`, `last` below `n`.
///
/// With a weight above 1, the masses of further counts decrease by at least the factor computed at each step, so the
/// omitted part of a sum is at most that of a geometric series.
fn lower_tail(n: u64, last: u64, a: f64, b: f64) -> f64 {
    let size = n as f64;
    // The ratio of the mass of k + 1 to that of k.
    let up = |k: f64| (size - k) * (k + a) / ((k + 1.0) * (size - k - 1.0 + b));
    let (mut below, mut above) = (0.0, 0.0);
    let mut mass = 1.0;
    for k in (0..=last).rev() {
        below += mass;
        if k > 0 {
            let at = k as f64;
            mass /= up(at - 1.0);
            let factor = at / (at - 1.0 + a) * f64::max(1.0, (size - at + b) / (size - at + 1.0));
            if a >= 1.0 && factor < 1.0 && mass <= LEFT_OUT * below * (1.0 - factor) {
                break;
            }
        }
        if mass <= 0.0 || below > f64::MAX {
            break;
        }
    }
    mass = up(last as f64);
    for k in last + 1..=n {
        above += mass;
        if k < n {
            let at = k as f64;
            mass *= up(at);
            let factor = (size - at) / (size - at - 1.0 + b) * f64::max(1.0, (at + a) / (at + 1.0));
            if b >= 1.0 && factor < 1.0 && mass <= LEFT_OUT * above * (1.0 - factor) {
                break;
            }
        }
        if mass <= 0.0 || above > f64::MAX {
            break;
        }
    }
    if below > f64::MAX { 1.0 } else { below / (below + above) }
}

#[cfg(test)]
mod tests {
    use super::lower_tail;

    /// The same, with every mass summed.
    fn all_summed(n: u64, last: u64, a: f64, b: f64) -> f64 {
        let size = n as f64;
        let up = |k: f64| (size - k) * (k + a) / ((k + 1.0) * (size - k - 1.0 + b));
        let mut masses = vec![1.0];
        // From the middle outwards, in logarithms, so that nothing overflows.
        let mut ln = 0.0;
        masses[0] = ln;
        for k in 0..n {
            ln += libm::log(up(k as f64));
            masses.push(ln);
        }
        let top = masses.iter().fold(f64::MIN, |top, &ln| top.max(ln));
        let sum = |ln: &[f64]| ln.iter().map(|ln| libm::exp(ln - top)).sum::<f64>();
        sum(&masses[..=last as usize]) / sum(&masses)
    }

    #[test]
    fn a_sum_that_ends_early_is_the_whole_sum() {
        for n in [1, 2, 7, 400, 20_000] {
            for (a, b) in [(0.5, 0.5), (1.0, 1.0), (0.5, 30.5), (30.5, 0.5), (60.5, 40.5), (900.5, 1_100.5), (3.5, 1.5)]
            {
                for share in [0.0, 0.2, 0.45, 0.5, 0.55, 0.8, 0.99] {
                    let last = ((n as f64 * share) as u64).min(n - 1);
                    let (ours, theirs) = (lower_tail(n, last, a, b), all_summed(n, last, a, b));
                    assert!((ours - theirs).abs() <= 1e-8 * theirs + 1e-300, "{n} {last} {a} {b}: {ours} {theirs}");
                }
            }
        }
    }
}
