//! The distribution of the sample size at which a ballot-by-ballot test stops: exact up to a stated horizon, except for
//! what is cut off, which is summed.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! With replacement: Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12, table 1. Without: the ratio of
//! hypergeometric probabilities against the closest tie, as in Huang, Rivest, Stark, Teague, Vukcevic 2020, "A Unified
//! Evaluation of Two-Candidate Ballot-Polling Election Auditing Methods", E-Vote-ID '20.

use super::design::{EQUAL, PairShare, PollDesign};
use super::leaps::{Until, with_replacement_until};
use super::rounds::RoundSample;
use super::stopping_distribution::{BUDGET, LEAST, LONGEST, StoppingDistribution};
use super::truncated_sample_distribution::TooLong;

/// The distribution of BRAVO with replacement for true shares `share`, from a sample that has not stopped, up to
/// `horizon`.
///
/// # Errors
/// [`TooLong`] if the horizon is too far for the margin.
pub fn with_replacement(
    design: &PollDesign,
    share: PairShare,
    from: RoundSample,
    horizon: u64,
) -> Result<StoppingDistribution, TooLong> {
    let distribution = with_replacement_until(design, share, from, Until { horizon, left: 0.0, budget: BUDGET })?;
    if distribution.horizon() < horizon { Err(TooLong) } else { Ok(distribution) }
}

/// The distribution without replacement of the test that [`hypergeometric_kmin`] describes; `truth` holds the ballots
/// of the pair and the votes of the winner among them.
///
/// # Errors
/// [`TooLong`] if there are too many ballots.
pub fn without_replacement(
    design: &PollDesign,
    truth: RoundSample,
    horizon: u64,
) -> Result<StoppingDistribution, TooLong> {
    let kmin = hypergeometric_kmin(design)?;
    let horizon = horizon.min(design.ballots()).min(truth.n);
    let distribution =
        without_replacement_until(truth, Until { horizon, left: 0.0, budget: BUDGET }, |n| kmin[n as usize])?;
    if distribution.horizon() < horizon { Err(TooLong) } else { Ok(distribution) }
}

/// The distribution without replacement of any test that stops with `kmin(n)` votes of the winner or more, as far as
/// wanted and as the budget allows; `truth` holds all ballots and the votes of the winner among them.
///
/// # Errors
/// [`TooLong`] if the horizon is too large.
pub fn without_replacement_until(
    truth: RoundSample,
    until: Until,
    kmin: impl FnMut(u64) -> Option<u64>,
) -> Result<StoppingDistribution, TooLong> {
    distribution(until, kmin, |n, low, old, new| {
        let rest = (truth.n - (n - 1)) as f64;
        let one = 1.0 / rest;
        let first = (truth.k as f64 - low as f64) * one;
        for (i, new) in new.iter_mut().enumerate() {
            // Impossible counts have probability 0 already; the clamps only keep rounding within [0, 1].
            let chance = first - f64::from(i as i32) * one;
            let (chance, before) = (chance.clamp(0.0, 1.0), (chance + one).clamp(0.0, 1.0));
            *new = (1.0 - chance) * old[i + 1] + before * old[i];
        }
    })
}

/// `[n]` is the smallest number of votes of the winner with which a sample of `n` ballots drawn without replacement
/// stops: the hypergeometric ratio, as reported over the closest tie or loss, is at least one over the risk limit, or
/// the sample alone holds more than half of all ballots of the pair.
///
/// # Errors
/// [`TooLong`] if there are too many ballots of the pair.
pub fn hypergeometric_kmin(design: &PollDesign) -> Result<Vec<Option<u64>>, TooLong> {
    let all = design.ballots();
    if all > LONGEST {
        return Err(TooLong);
    }
    let half = all / 2;
    let sums = |reported: u64, tied: u64| {
        let mut ln = 0.0;
        let mut sums = vec![0.0];
        for i in 0..reported.min(tied) {
            ln += libm::log((reported - i) as f64 / (tied - i) as f64);
            sums.push(ln);
        }
        sums
    };
    let (winner, loser) = (sums(design.winner(), half), sums(all - design.winner(), all - half));
    let level = -libm::log(design.risk_limit()) - EQUAL;
    let mut k = 0_u64;
    let least = |n: u64| {
        let stops = |k: u64| k > half || loser.get((n - k) as usize).is_some_and(|l| winner[k as usize] + l >= level);
        while k <= n && !stops(k) {
            k += 1;
        }
        (k <= n).then_some(k)
    };
    Ok((0..=all).map(least).collect())
}

/// Follows the counts of samples that continue. `step(n, low, old, new)` fills `new[i]`, the probability of `low + i`
/// votes of the winner among `n`, from `old[i]`, that of `low + i - 1` votes among one ballot less.
fn distribution(
    until: Until,
    mut kmin: impl FnMut(u64) -> Option<u64>,
    step: impl Fn(u64, u64, &[f64], &mut [f64]),
) -> Result<StoppingDistribution, TooLong> {
    if until.horizon > LONGEST {
        return Err(TooLong);
    }
    let mut distribution = StoppingDistribution { from: 0, stops: Vec::new(), left: 0.0, dropped: 0.0 };
    let mut low = 0;
    let (mut old, mut new) = (vec![0.0, 1.0, 0.0], Vec::new());
    let mut spent = 0;
    for n in 1..=until.horizon {
        let states = old.len() - 1;
        spent += states as u64;
        if spent > until.budget {
            break;
        }
        new.clear();
        new.resize(states + 2, 0.0);
        step(n, low, &old, &mut new[1..=states]);
        let mut stopped = 0.0;
        let going = kmin(n).map_or(states, |kmin| kmin.saturating_sub(low).min(states as u64) as usize);
        if going < states {
            stopped = new[going + 1..=states].iter().sum();
            new.truncate(going + 1);
            new.push(0.0);
        }
        distribution.stops.push(stopped);
        if n % 16 == 0 {
            let most = new.iter().copied().fold(0.0, f64::max);
            let far = new[1..].iter().take_while(|&&chance| chance < most * LEAST).count().min(new.len() - 2);
            distribution.dropped += new[1..=far].iter().sum::<f64>();
            new.drain(1..=far);
            low += far as u64;
        }
        std::mem::swap(&mut old, &mut new);
        if n % 256 == 0 && until.left > 0.0 && old.iter().sum::<f64>() < until.left {
            break;
        }
    }
    distribution.left = old.iter().sum();
    Ok(distribution)
}
