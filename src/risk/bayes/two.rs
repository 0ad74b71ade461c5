//! Two candidates: the tail of the beta-binomial law, summed outwards from the last upset.
//!
//! # Reference
//! Skellam 1948, "A probability distribution derived from the binomial distribution", JRSS B 10(2).

use super::Loser;

/// The chance that the winner's unseen votes are too few.
pub(super) fn upset(unseen: u64, winner: f64, loser: Loser) -> f64 {
    // No upset needs M − x ≤ slack + x, so the last upset is the largest x with 2x < M − slack.
    let short = i128::from(unseen) - i128::from(loser.slack) - 1;
    if short < 0 {
        return 0.0;
    }
    let last = (short / 2) as u64;
    if last >= unseen { 1.0 } else { lower_tail(unseen, last, winner, loser.weight) }
}

/// P(X ≤ last) for a beta-binomial X of `n` with weights `a` and `b`, `last` below `n`.
fn lower_tail(n: u64, last: u64, a: f64, b: f64) -> f64 {
    let size = n as f64;
    // The mass of k + 1 over that of k.
    let up = |k: f64| (size - k) * (k + a) / ((k + 1.0) * (size - k - 1.0 + b));
    let (mut below, mut above) = (0.0, 0.0);
    let mut mass = 1.0;
    for k in (0..=last).rev() {
        below += mass;
        if k > 0 {
            mass /= up(k as f64 - 1.0);
        }
        if mass <= 0.0 || below > f64::MAX {
            break;
        }
    }
    mass = up(last as f64);
    for k in last + 1..=n {
        above += mass;
        if k < n {
            mass *= up(k as f64);
        }
        if mass <= 0.0 || above > f64::MAX {
            break;
        }
    }
    if below > f64::MAX { 1.0 } else { below / (below + above) }
}
