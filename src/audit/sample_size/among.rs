//! The number of cards of one kind in a sample: binomial with replacement, hypergeometric without.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! Johnson, Kemp and Kotz 2005, "Univariate Discrete Distributions", chapters 3 and 6.

/// Numbers with a probability below this share of the largest are left out, and the rest is scaled to sum to 1.
const LEAST: f64 = 1e-20;

/// The distribution of the number of cards of one kind among `n` cards, drawn from `cards` of which `kind` are of it:
/// the smallest number that is kept, and the probabilities from there. Without replacement `n` is at most `cards`.
pub fn among(cards: u64, kind: u64, replacement: bool, n: u64) -> (u64, Vec<f64>) {
    let (all, of_kind, n_f) = (cards as f64, kind as f64, n as f64);
    let others = all - of_kind;
    let share = of_kind / all;
    if kind == 0 {
        return (0, vec![1.0]);
    }
    if kind >= cards {
        return (n, vec![1.0]);
    }
    // The ratio of the probability of m + 1 to that of m.
    let up = |m: f64| {
        if replacement {
            (n_f - m) / (m + 1.0) * share / (1.0 - share)
        } else {
            (n_f - m) * (of_kind - m) / ((m + 1.0) * (others - n_f + m + 1.0))
        }
    };
    let least = if replacement { 0 } else { n.saturating_sub(cards - kind) };
    let most = if replacement { n } else { n.min(kind) };
    let mode = (libm::floor(n_f * share) as u64).clamp(least, most);
    let mut below = Vec::new();
    let mut weight = 1.0;
    for m in (least..mode).rev() {
        weight /= up(m as f64);
        if weight < LEAST {
            break;
        }
        below.push(weight);
    }
    let low = mode - below.len() as u64;
    below.reverse();
    let mut weights = below;
    weights.push(1.0);
    weight = 1.0;
    for m in mode..most {
        weight *= up(m as f64);
        if weight < LEAST {
            break;
        }
        weights.push(weight);
    }
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    (low, weights)
}

/// The smallest and the largest number of cards of a kind between which a sample's number lies with at least that
/// probability; each end is missed with at most half of the rest.
pub fn central(cards: u64, kind: u64, replacement: bool, n: u64, chance: f64) -> (u64, u64) {
    let (low, chances) = among(cards, kind, replacement, n);
    let half = 0.5 * (1.0 - chance);
    let first_beyond = |chances: &mut dyn Iterator<Item = &f64>| {
        let mut sum = 0.0;
        chances
            .take_while(|&&chance| {
                sum += chance;
                sum <= half
            })
            .count() as u64
    };
    let (below, above) = (first_beyond(&mut chances.iter()), first_beyond(&mut chances.iter().rev()));
    (low + below, low + chances.len() as u64 - 1 - above)
}
