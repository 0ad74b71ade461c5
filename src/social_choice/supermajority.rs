//! Supermajority: whoever has a stated share of the valid votes wins.
//!
//! Each name with the share wins; if none has it, nobody does. Where a measure has two names and one of them is stated to be
//! the proposal, it passes with the share, and without it the other name wins.
//!
//! Let the share be p/q. A ballot for the candidate has worth q − p, another valid ballot −p, and the sum is q times
//! the candidate's votes minus p times all valid votes: at least zero exactly where the share is reached.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 2.3.

use std::sync::Arc;

use super::{Assertion, Outcome, SocialChoice, Statement, Tally, WeightedMeaning, Weights};
use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, procedures};

/// Supermajority: at least a stated share of the valid votes.
#[derive(Clone, Copy, Debug)]
pub struct Supermajority;

impl SocialChoice for Supermajority {
    fn name(&self) -> &'static str {
        "supermajority"
    }

    fn says(&self) -> Reason {
        procedures::rule_supermajority()
    }

    fn needs_share(&self) -> bool {
        true
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let all = 0..contest.candidates.len() as CandidateIndex;
        let above = |candidate| above_share(contest, tally, candidate);
        let proposal = contest.options.proposal;
        let winners: Vec<CandidateIndex> = match proposal {
            Some(it) if !reaches_share(contest, tally, it) => vec![against(it)],
            Some(it) => vec![it],
            None => all.clone().filter(|&c| reaches_share(contest, tally, c)).collect(),
        };
        // The margin in votes: how many votes, moved to or from the candidate nearest to the share, change the outcome.
        let (_, q) = share(contest);
        let tested = proposal.map_or(all, |it| it..it + 1);
        let nearest = tested.map(|c| above(c).unsigned_abs().div_ceil(q.unsigned_abs())).min();
        Outcome { winners, tied: Vec::new(), margin: nearest.map(|n| i64::try_from(n).unwrap_or(i64::MAX)) }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        if let Some(it) = contest.options.proposal {
            let passes = outcome.winners == [it];
            return Ok(if passes { reaches(contest, it) } else { vec![below(contest, it, against(it))] });
        }
        // What the winners leave of the votes may be less than the share: then nobody else can have it.
        let (p, q) = share(contest);
        let others_can = (outcome.winners.len() as i64 + 1).saturating_mul(p) <= q;
        let one = |c: CandidateIndex| match outcome.winners.contains(&c) {
            true => reaches(contest, c),
            false if others_can => vec![below(contest, c, c)],
            false => Vec::new(),
        };
        Ok((0..contest.candidates.len() as CandidateIndex).flat_map(one).collect())
    }
}

/// The name that wins where the proposal, one of two names, does not pass.
fn against(proposal: CandidateIndex) -> CandidateIndex {
    CandidateIndex::from(proposal == 0)
}

/// The share as numerator and denominator, one half if none is given.
fn share(contest: &Contest) -> (i64, i64) {
    let (p, q) = contest.options.share.unwrap_or((1, 2));
    (i64::try_from(p).unwrap_or(i64::MAX), i64::try_from(q).unwrap_or(i64::MAX))
}

/// q times the candidate's votes minus p times all valid votes.
fn above_share(contest: &Contest, tally: &Tally, candidate: CandidateIndex) -> i64 {
    let (p, q) = share(contest);
    q.saturating_mul(tally.votes[usize::from(candidate)]).saturating_sub(p.saturating_mul(tally.total()))
}

/// Whether the candidate has at least the share of the valid votes in this count.
pub(super) fn reaches_share(contest: &Contest, tally: &Tally, candidate: CandidateIndex) -> bool {
    tally.votes[usize::from(candidate)] > 0 && above_share(contest, tally, candidate) >= 0
}

/// The candidate has at least the share of the valid votes, and there is a vote: with no votes at all, every share
/// would be reached.
pub(super) fn reaches(contest: &Contest, candidate: CandidateIndex) -> Vec<Assertion> {
    let mut of_target = vec![0; contest.candidates.len()];
    of_target[usize::from(candidate)] = 1;
    let meaning = WeightedMeaning::HasVotes;
    let weights = Weights { meaning, of_target, least: 1, most: 1, holds_at_zero: false };
    let some = Assertion { winner: candidate, loser: candidate, statement: Statement::Weighted(Arc::new(weights)) };
    vec![at_least(contest, candidate), some]
}

/// The candidate has at least the share of the valid votes.
fn at_least(contest: &Contest, candidate: CandidateIndex) -> Assertion {
    weighted(contest, candidate, candidate, true)
}

/// The candidate has less than the share of the valid votes.
pub(super) fn below(contest: &Contest, candidate: CandidateIndex, winner: CandidateIndex) -> Assertion {
    weighted(contest, candidate, winner, false)
}

fn weighted(contest: &Contest, candidate: CandidateIndex, winner: CandidateIndex, reaches: bool) -> Assertion {
    let (p, q) = share(contest);
    let (own, other) = if reaches { (q - p, -p) } else { (p - q, p) };
    let of = |c: CandidateIndex| if c == candidate { own } else { other };
    let of_target = (0..contest.candidates.len() as CandidateIndex).map(of).collect();
    let size = |weight: i64| u32::try_from(weight.unsigned_abs().max(1)).unwrap_or(u32::MAX);
    let (least, most) = if reaches { (size(p), size(q - p)) } else { (size(q - p), size(p)) };
    let meaning = if reaches { WeightedMeaning::ReachesShare } else { WeightedMeaning::MissesShare };
    let weights = Weights { meaning, of_target, least, most, holds_at_zero: reaches };
    Assertion { winner, loser: candidate, statement: Statement::Weighted(Arc::new(weights)) }
}
