//! Three candidates: one term for each count of the winner; the probability within limits is updated from term to term.
//!
//! With x unseen votes for the winner, s = M − x are for the losers, one of whom may have at most L₁, the other at most
//! L₂. As x decreases by one, s increases by one, which takes a constant number of terms by Pólya's urn, and both
//! limits decrease.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 40 (the urn).

use super::{Loser, UnseenDistribution};

/// The probability that either loser is not below the winner.
pub(super) fn upset(unseen: u64, winner: f64, losers: [Loser; 2]) -> f64 {
    let both = losers[0].weight + losers[1].weight;
    let all = winner + both;
    let distribution = |weight| UnseenDistribution::new(weight, all, unseen);
    let (of_winner, of_both, of_losers) =
        (distribution(winner), distribution(both), losers.map(|loser| distribution(loser.weight)));
    // Given s votes for both losers, the probability of y for the first.
    let split = |s: u64, y: u64| libm::exp(of_losers[0].ln(y) + of_losers[1].ln(s - y) - of_both.ln(s));
    let mut limits = losers.map(|loser| loser.slack.saturating_add(unseen as i64));
    let (mut safe, mut lost) = if limits.iter().all(|&limit| limit >= 0) { (1.0, 0.0) } else { (0.0, 1.0) };
    let (mut upset, mut total) = (0.0, 0.0);
    for s in 0..=unseen {
        let mass = libm::exp(of_winner.ln(unseen - s) + of_both.ln(s));
        upset += mass * lost;
        total += mass;
        if s == unseen {
            break;
        }
        let move_out = |chance: f64, safe: &mut f64, lost: &mut f64| {
            *safe = (*safe - chance).max(0.0);
            *lost += chance;
        };
        // The next vote takes a loser who is at the limit beyond it.
        let urn = s as f64 + both;
        for (i, &limit) in limits.iter().enumerate() {
            let limit_of_other = limits[1 - i];
            if let Some(y) = at_limit(limit, limit_of_other, s) {
                let first = if i == 0 { y } else { s - y };
                let chance = split(s, first) * (y as f64 + losers[i].weight) / urn;
                move_out(chance, &mut safe, &mut lost);
            }
        }
        for i in 0..2 {
            if let Some(y) = at_limit(limits[i], limits[1 - i], s + 1) {
                let first = if i == 0 { y } else { s + 1 - y };
                move_out(split(s + 1, first), &mut safe, &mut lost);
            }
            limits[i] -= 1;
        }
        if limits.iter().any(|&limit| limit < 0) {
            (safe, lost) = (0.0, 1.0);
        }
    }
    upset / total
}

/// The votes of a loser who is at the limit while the other, with the rest of `s`, is not above its own.
fn at_limit(limit: i64, limit_of_other: i64, s: u64) -> Option<u64> {
    let rest = s as i64 - limit;
    (limit >= 0 && rest >= 0 && rest <= limit_of_other).then_some(limit as u64)
}
