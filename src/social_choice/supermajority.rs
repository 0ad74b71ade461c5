//! Supermajority: a candidate with a stated share of the valid votes wins; if nobody has it, nobody does.
//!
//! Of two names the first is the proposal: it passes with the share, and without it the other name wins. Of more names
//! each with the share wins; if none has it, the seats stay open.
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
        let winners: Vec<CandidateIndex> = if let [_, _] = contest.candidates[..] {
            vec![u16::from(!reaches_share(contest, tally, 0))]
        } else {
            all.clone().filter(|&c| reaches_share(contest, tally, c)).collect()
        };
        // The margin in votes: how many votes, moved to or from the candidate nearest to the share, change the outcome.
        let (_, q) = share(contest);
        let tested = if contest.candidates.len() == 2 { 0..1 } else { all };
        let nearest = tested.map(|c| above(c).unsigned_abs().div_ceil(q.unsigned_abs())).min();
        Outcome { winners, tied: Vec::new(), margin: nearest.map(|n| i64::try_from(n).unwrap_or(i64::MAX)) }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        if contest.candidates.len() == 2 {
            let passes = outcome.winners == [0];
            return Ok(if passes { reaches(contest, 0) } else { vec![below(contest, 0, 1)] });
        }
        let one = |c: CandidateIndex| {
            if outcome.winners.contains(&c) { reaches(contest, c) } else { vec![below(contest, c, c)] }
        };
        Ok((0..contest.candidates.len() as CandidateIndex).flat_map(one).collect())
    }
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
