//! Top two: a candidate with more than half of the valid votes wins; if there is none, the first two go on to a second
//! round.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 2.3, for the majority. That the first two go on takes two kinds of statement: each of
//! them has more votes than every other candidate, and neither has a majority, since the paper may show either of them
//! as the first.

use std::sync::Arc;

use super::plurality::{each_against_each, most_votes};
use super::{Assertion, Outcome, SocialChoice, Statement, Tally, WeightedMeaning, Weights};
use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, procedures};

/// Top two: a majority, or a second round between the first two.
#[derive(Clone, Copy, Debug)]
pub struct TopTwo;

impl SocialChoice for TopTwo {
    fn name(&self) -> &'static str {
        "top_two"
    }

    fn says(&self) -> Reason {
        procedures::rule_top_two()
    }

    fn has_second_round(&self) -> bool {
        true
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, _: &Contest, tally: &Tally) -> Outcome {
        let all = tally.total();
        let half = |votes: i64| 2 * i128::from(votes) - i128::from(all);
        let first = (0..tally.votes.len()).max_by_key(|&c| (tally.votes[c], std::cmp::Reverse(c)));
        let above = first.map_or(0, |c| half(tally.votes[c]));
        if let Some(first) = first.filter(|_| above > 0) {
            let margin = if tally.votes.len() > 1 { Some(i64::try_from(above).unwrap_or(i64::MAX)) } else { None };
            return Outcome { winners: vec![first as CandidateIndex], tied: Vec::new(), margin };
        }
        let two = most_votes(&tally.votes, 2);
        let short = i64::try_from(-above).unwrap_or(i64::MAX).saturating_add(1);
        // The nearest other outcome: another candidate goes on, or the first wins at once.
        Outcome { margin: Some(two.margin.map_or(short, |margin| margin.min(short))), ..two }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        if let [winner] = outcome.winners[..] {
            let nobody_else = contest.candidates.len() < 2;
            return Ok(if nobody_else { Vec::new() } else { vec![majority(contest, winner, true)] });
        }
        let without = outcome.winners.iter().map(|&c| majority(contest, c, false));
        Ok(each_against_each(contest, outcome).into_iter().chain(without).collect())
    }
}

/// The statement that the candidate has more than half of the valid votes, or no more than half.
fn majority(contest: &Contest, candidate: CandidateIndex, has: bool) -> Assertion {
    let own = if has { 1 } else { -1 };
    let of = |c: CandidateIndex| if c == candidate { own } else { -own };
    let of_target = (0..contest.candidates.len() as CandidateIndex).map(of).collect();
    let meaning = if has { WeightedMeaning::HasMajority } else { WeightedMeaning::LacksMajority };
    let weights = Weights { meaning, of_target, least: 1, most: 1, holds_at_zero: !has };
    Assertion { winner: candidate, loser: candidate, statement: Statement::Weighted(Arc::new(weights)) }
}
