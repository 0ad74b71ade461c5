//! The probability that a poll judged by rounds has confirmed by the end of each, for one pair among all cards.
//!
//! A round of a fixed number of cards holds a binomial number of ballots of the pair. If every card is one of the pair,
//! the distribution is exact for every round, and so it is, as far as bounded work reaches, if a rule judges by the
//! whole sample alone. Otherwise the first round is summed over all numbers of ballots it may hold, which is exact;
//! later rounds are assumed to hold the expected number of further ballots, for each number in the first. That ignores
//! the saw-tooth of their probabilities: half a percent if rounds hold a few dozen ballots, and less for more.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21, section 5 (the distribution of one pair by its ballots).

use super::Chances;
use super::sample_size::{PairFigures, among};
use crate::risk::polling::{PairShare, PairVotes, PollDesign, RoundRule, TooLong, by_votes};

/// Numbers of ballots with a smaller probability are left out of the sums, which are scaled to 1.
const LEAST: f64 = 1e-12;

/// Most multiplications of later rounds, for all numbers of ballots of the first round together: about a second.
const BUDGET: f64 = 1e9;

/// The most numbers of ballots in the first round for which later rounds are computed.
const PATHS: usize = 41;

/// The probabilities by the end of each round, in draws of cards with replacement.
pub(super) fn confirms_by(
    rule: &dyn RoundRule,
    figures: &PairFigures,
    paper: PairVotes,
    ends: &[u64],
) -> Result<Chances, TooLong> {
    let PairFigures { cards, winner, loser, risk_limit, .. } = *figures;
    let (Some(design), Some(&first)) = (PollDesign::new(winner, loser, risk_limit), ends.first()) else {
        return Ok(Chances::default());
    };
    // The distribution follows the votes on the paper, while the rule's design follows the reported ones.
    let pair = paper.winner + paper.loser;
    let share = PairShare::of(paper.winner as f64 / pair.max(1) as f64);
    let follow = |ends: &[u64]| -> Result<Vec<f64>, TooLong> {
        Ok(rule.schedule_under(&design, [share, share], ends)?.into_iter().map(|chance| chance.stop).collect())
    };
    if pair == cards {
        let by = follow(ends).or_else(|_| follow(&ends[..1]))?;
        return Ok(Chances { exact: by.len(), by, ..Chances::default() });
    }
    let mut exact = Vec::new();
    if rule.judges_by_ratio() {
        exact = by_votes(paper, true, ends, |_, w, l| design.bravo_kmin(w + l).is_some_and(|kmin| w >= kmin));
        if exact.len() == ends.len() {
            return Ok(Chances { exact: exact.len(), by: exact, ..Chances::default() });
        }
    }
    let (low, chances) = among(cards, pair, true, first);
    let held: Vec<(u64, f64)> = (low..).zip(chances).filter(|(_, chance)| *chance >= LEAST).collect();
    // Scaled to 1, so that what was left out does not lower the probabilities.
    let all: f64 = held.iter().map(|(_, chance)| chance).sum();
    let mut by = vec![0.0];
    for (n, chance) in &held {
        by[0] += chance / all * follow(&[*n])?[0];
    }
    if ends.len() > 1 {
        by.extend(later(&follow, &held, pair as f64 / cards as f64, ends).unwrap_or_default());
        for round in 1..by.len() {
            // Averages over a grid of numbers may cross by their error; true probabilities only rise.
            by[round] = (by[0] + by[round]).clamp(by[round - 1], 1.0);
        }
    }
    // The exact probabilities, and from the last of them on the additions of later rounds.
    let (from, first_exact) = (exact.last().copied().unwrap_or(by[0]), by[exact.len().max(1) - 1]);
    for (round, by) in by.iter_mut().enumerate() {
        *by = exact.get(round).copied().unwrap_or((from + (*by - first_exact)).clamp(0.0, 1.0));
    }
    Ok(Chances { exact: exact.len().max(1), by, ..Chances::default() })
}

/// The probability that each round after the first adds to that of the first.
fn later(
    follow: &impl Fn(&[u64]) -> Result<Vec<f64>, TooLong>,
    held: &[(u64, f64)],
    share: f64,
    ends: &[u64],
) -> Result<Vec<f64>, TooLong> {
    // A round's table spans about eleven standard deviations on either side, and is convolved with one as long.
    let cost = 500.0 * ends.iter().map(|&end| end as f64 * share).sum::<f64>();
    let paths = ((BUDGET / cost) as usize).clamp(1, PATHS);
    // An odd step, because the probability is a saw-tooth whose teeth are about two ballots apart.
    let step = held.len().div_ceil(paths) | 1;
    let middle = held.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1)).map_or(0, |(at, _)| at);
    let mut sums = vec![0.0; ends.len() - 1];
    let mut weight = 0.0;
    for &(n, chance) in held.iter().skip(middle % step).step_by(step) {
        let more = |end: &u64| n + libm::round((end - ends[0]) as f64 * share) as u64;
        let path: Vec<u64> = ends.iter().map(more).collect();
        let by = follow(&path)?;
        for (sum, now) in sums.iter_mut().zip(&by[1..]) {
            *sum += chance * (now - by[0]);
        }
        weight += chance;
    }
    Ok(sums.into_iter().map(|sum| sum / weight).collect())
}
