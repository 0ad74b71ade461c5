//! Two candidates whose ballots are sampled with their records: one stratum for each reported vote.
//!
//! Each stratum has its own prior, with most weight where reported and actual vote agree; the actual votes for the
//! reported winner are then a sum of independent beta-binomial numbers.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Rivest 2018, "Bayesian Tabulation Audits: Explained and Extended", arXiv 1801.00528 (comparison audits).

use super::beta_binomial::masses;
use super::{BayesStratum, Ties};
use crate::risk::LEAST_P_VALUE;

/// Most unseen ballots of all strata for which two strata are convolved exactly.
pub const MOST_IN_STRATA: u64 = 4_000_000;

/// The exact probability that candidate 1 has as many actual votes as candidate 0 over all strata together (or more,
/// see [`Ties`]); `None` for other than two candidates, or beyond four million unseen ballots in one or two strata, or
/// 20 000 in more.
pub fn upset_of_strata(strata: &[BayesStratum], ties: Ties) -> Option<f64> {
    if strata.iter().any(|stratum| stratum.seen.len() != 2 || stratum.prior.len() != 2) {
        return None;
    }
    let most = if strata.len() <= 2 { MOST_IN_STRATA } else { super::MOST_FOR_FIVE };
    let unseen = strata.iter().try_fold(0_u64, |sum, stratum| sum.checked_add(stratum.unseen))?;
    if unseen > most {
        return None;
    }
    let seen = |candidate: usize| strata.iter().map(|stratum| stratum.seen[candidate]).sum::<u64>();
    let ballots = unseen + seen(0) + seen(1);
    // The largest number of unseen votes for candidate 0 that is an upset.
    let most_upset = if ties == Ties::Lose { ballots / 2 } else { ballots.div_ceil(2).saturating_sub(1) };
    if ballots == 0 && ties == Ties::Win {
        return Some(0.0);
    }
    let Some(short) = most_upset.checked_sub(seen(0)) else { return Some(0.0) };
    let mut so_far = vec![1.0];
    let Some((last, others)) = strata.split_last() else { return Some(1.0) };
    for stratum in others {
        so_far = convolve(&so_far, &beta_binomial(stratum));
    }
    let mut tail = 0.0;
    let tails: Vec<f64> = beta_binomial(last)
        .iter()
        .map(|mass| {
            tail += mass;
            tail
        })
        .collect();
    let upset = so_far.iter().enumerate().take(short as usize + 1).map(|(x, mass)| {
        let rest = (short as usize - x).min(tails.len() - 1);
        mass * tails[rest]
    });
    // A probability too small for a number is not 0.
    Some(upset.sum::<f64>().clamp(LEAST_P_VALUE, 1.0))
}

/// The masses of the unseen votes for candidate 0, from 0 to all of them.
fn beta_binomial(stratum: &BayesStratum) -> Vec<f64> {
    let weights = stratum.weights();
    masses(stratum.unseen, weights[0], weights[1], 0.0).1
}

fn convolve(one: &[f64], other: &[f64]) -> Vec<f64> {
    if one.len() == 1 {
        return other.iter().map(|mass| mass * one[0]).collect();
    }
    let mut sum = vec![0.0; one.len() + other.len() - 1];
    for (x, mass) in one.iter().enumerate() {
        for (y, other_mass) in other.iter().enumerate() {
            sum[x + y] += mass * other_mass;
        }
    }
    sum
}
