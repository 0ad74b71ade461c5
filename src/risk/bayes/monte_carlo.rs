//! Any number of candidates and strata: the unseen ballots simulated from the posterior, with an interval.
//!
//! # Reference
//! Marsaglia and Tsang 2000, "A simple method for generating gamma variables", ACM TOMS 26(3); Devroye 1986,
//! "Non-Uniform Random Variate Generation", chapter X.4 (binomials by splitting at an order statistic); Box and Muller 1958.

use super::{BayesStratum, Ties};
use crate::risk::tails::interval;

/// A probability estimated by simulation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Share of the trials with an upset.
    pub chance: f64,
    /// Lower end of the exact interval (Clopper and Pearson).
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Simulations of the unseen ballots.
    pub trials: u64,
}

/// The upset probability from a number of trials, with an interval of this level (such as 0.99), for the winner with
/// this index in every stratum. Strata must have the same candidates; a missing count is taken as 0.
///
/// `unit` returns uniform numbers in `[0, 1)`, and the same numbers give the same answer. A trial takes about
/// candidates × strata × log(unseen) of them.
pub fn drawn_upset(
    strata: &[BayesStratum],
    winner: usize,
    ties: Ties,
    trials: u64,
    level: f64,
    unit: &mut dyn FnMut() -> f64,
) -> Estimate {
    let beats = |tally: &[u64]| {
        let won = tally.get(winner).copied().unwrap_or(0);
        let beats = |votes: u64| votes > won || votes == won && ties == Ties::Lose;
        tally.iter().enumerate().any(|(i, &votes)| i != winner && beats(votes))
    };
    drawn(strata, trials, level, unit, beats)
}

/// Final tallies of one stratum, simulated once for many questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finals {
    candidates: usize,
    /// The tallies, one after the other.
    votes: Vec<u64>,
}

impl Finals {
    /// Simulates a number of final tallies; `unit` returns uniform numbers in `[0, 1)`, and the same numbers give the
    /// same tallies.
    pub fn drawn(stratum: &BayesStratum, trials: u64, unit: &mut dyn FnMut() -> f64) -> Self {
        let candidates = stratum.seen.len().max(1);
        let weights = stratum.weights();
        let mut votes = vec![0; candidates * trials as usize];
        for tally in votes.chunks_mut(candidates) {
            add_final(stratum, &weights, unit, tally);
        }
        Self { candidates, votes }
    }
}

/// The same as [`drawn_upset`] for several winners, or indices that stand for no candidate: the probability that any of
/// `losers` has as many votes as any of `winners`, from final tallies that were simulated stratum by stratum, each from
/// numbers of its own. Strata must have the same candidates and number of tallies; a missing count is taken as 0.
pub fn upset_of_finals(strata: &[&Finals], winners: &[usize], losers: &[usize], level: f64) -> Estimate {
    let Some((first, others)) = strata.split_first() else {
        return Estimate { chance: 1.0, low: 0.0, high: 1.0, trials: 0 };
    };
    let mut sums = first.votes.clone();
    for other in others {
        sums.iter_mut().zip(&other.votes).for_each(|(sum, votes)| *sum += votes);
    }
    let is_upset = |tally: &&[u64]| {
        let votes = |&candidate: &usize| tally.get(candidate).copied().unwrap_or(0);
        losers.iter().map(votes).max() >= winners.iter().map(votes).min()
    };
    let trials = (sums.len() / first.candidates) as u64;
    estimate(sums.chunks(first.candidates).filter(is_upset).count() as u64, trials, level)
}

fn estimate(upsets: u64, trials: u64, level: f64) -> Estimate {
    let (low, high) = interval(upsets, trials, level);
    Estimate { chance: upsets as f64 / trials.max(1) as f64, low, high, trials }
}

/// The share of trials in which the final tally is an upset.
fn drawn(
    strata: &[BayesStratum],
    trials: u64,
    level: f64,
    unit: &mut dyn FnMut() -> f64,
    is_upset: impl Fn(&[u64]) -> bool,
) -> Estimate {
    let candidates = strata.iter().map(|stratum| stratum.seen.len()).max().unwrap_or(0);
    let weights: Vec<Vec<f64>> = strata.iter().map(BayesStratum::weights).collect();
    let mut upsets = 0;
    let mut tally = vec![0_u64; candidates];
    for _ in 0..trials {
        tally.fill(0);
        for (stratum, weights) in strata.iter().zip(&weights) {
            add_final(stratum, weights, unit, &mut tally);
        }
        upsets += u64::from(is_upset(&tally));
    }
    estimate(upsets, trials, level)
}

/// Adds the seen ballots of a stratum and a simulation of the unseen ones.
fn add_final(stratum: &BayesStratum, weights: &[f64], unit: &mut dyn FnMut() -> f64, tally: &mut [u64]) {
    let shares: Vec<f64> = weights.iter().map(|&weight| gamma(weight, unit)).collect();
    let mut left: f64 = shares.iter().sum();
    let mut unseen = stratum.unseen;
    for (i, (&share, &seen)) in shares.iter().zip(&stratum.seen).enumerate() {
        let last = i + 1 == shares.len();
        let votes = if last || left <= 0.0 { unseen } else { binomial(unseen, (share / left).min(1.0), unit) };
        unseen -= votes;
        left -= share;
        tally[i] += seen + votes;
    }
}

/// A gamma variate of this shape and scale 1.
fn gamma(shape: f64, unit: &mut dyn FnMut() -> f64) -> f64 {
    if shape < 1.0 {
        let boost = libm::pow(1.0 - unit(), 1.0 / shape);
        return gamma(shape + 1.0, unit) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    // Fewer than one in twenty is rejected; the bound prevents an endless loop with a broken source of numbers.
    for _ in 0..1_000 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - unit()));
        let normal = radius * libm::cos(core::f64::consts::TAU * unit());
        let v = 1.0 + c * normal;
        if v <= 0.0 {
            continue;
        }
        let cube = v * v * v;
        if libm::log(1.0 - unit()) < 0.5 * normal * normal + d - d * cube + d * libm::log(cube) {
            return d * cube;
        }
    }
    d
}

/// A binomial variate, by halving the number of trials at an order statistic of their uniform numbers.
fn binomial(mut n: u64, mut p: f64, unit: &mut dyn FnMut() -> f64) -> u64 {
    const FEW: u64 = 16;
    let mut hits = 0;
    while n > FEW {
        let middle = n.div_ceil(2);
        let (below, above) = (gamma(middle as f64, unit), gamma((n + 1 - middle) as f64, unit));
        let order = below / (below + above);
        if order <= p {
            hits += middle;
            n -= middle;
            p = if order < 1.0 { ((p - order) / (1.0 - order)).min(1.0) } else { 1.0 };
        } else {
            n = middle - 1;
            p /= order;
        }
    }
    hits + (0..n).map(|_| u64::from(unit() < p)).sum::<u64>()
}
