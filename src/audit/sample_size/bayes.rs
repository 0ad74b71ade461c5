//! Bayesian polling of two candidates: it stops when the upset probability is at most the limit, which bounds no risk.
//!
//! # Reference
//! Rivest and Shen 2012, "A Bayesian Method for Auditing Elections", EVT/WOTE '12, with half a ballot of each candidate
//! before the first draw. The rule is a function of (n, k), so its distribution is exact: Vora 2019, arXiv:1902.00999.

use super::question::CheckedQuestion;
use super::{PairFigures, SampleSizeDistribution, Sizes};
use crate::reason::{Reason, complaints, rules};
use crate::risk::bayes::{BayesStratum, MOST_FOR_TWO, Ties, upset};
use crate::risk::polling::{RoundSample, Until, without_replacement_until};

/// Most terms of upset probabilities in one distribution: about two seconds.
const BUDGET: u64 = 300_000_000;

/// The distribution of the number of ballots drawn.
pub(super) fn answer(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    if asked.spec.votes.len() > 2 {
        return Err(complaints::error_allowed("votes", rules::found_more_than_two("bayes_polling"), rules::rule_two()));
    }
    let mut sizes = Sizes::of_distribution(&distribution(&asked.figures()?)?, asked);
    let why = rules::note_upset();
    sizes.note = Some(match sizes.note {
        None => why,
        Some(note) => rules::note_two(why, note),
    });
    Ok(sizes)
}

/// The distribution of a Bayesian audit, if the votes are as reported.
pub(super) fn distribution(figures: &PairFigures) -> Result<SampleSizeDistribution, Reason> {
    let PairFigures { cards, pair, risk_limit, .. } = *figures;
    if pair > MOST_FOR_TWO {
        return Err(complaints::error_allowed(
            "ballots",
            pair,
            rules::rule_at_most_beside(MOST_FOR_TWO, "bayes_polling"),
        ));
    }
    let winner =
        if figures.winner + figures.loser == pair { figures.winner } else { (pair + figures.lead()).div_ceil(2) };
    let horizon = pair.min(BUDGET / (2 * pair));
    let enough = |n: u64, k: u64| {
        let stratum = BayesStratum { unseen: pair - n, seen: vec![k, n - k], prior: vec![0.5, 0.5] };
        upset(&stratum, 0, Ties::Lose).is_some_and(|upset| upset <= risk_limit)
    };
    // With one ballot more, the number of votes needed stays or increases by one.
    let mut least: Option<u64> = None;
    let kmin = |n: u64| {
        least = match least {
            Some(k) if enough(n, k) => Some(k),
            Some(k) => Some(k + 1),
            None if enough(n, n) => {
                let (mut low, mut high) = (n / 2, n);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if enough(n, middle) { high = middle } else { low = middle }
                }
                Some(high)
            }
            None => None,
        };
        least
    };
    let until = Until { horizon, left: 1e-10, budget: u64::MAX };
    let stopping =
        without_replacement_until(RoundSample { n: pair, k: winner }, until, kmin).map_err(|why| why.reason())?;
    let goes_on = stopping.horizon() < pair && stopping.left >= 1e-10;
    Ok(SampleSizeDistribution::of_pair(stopping, cards, pair, false, goes_on))
}
