//! Score: a voter gives each candidate a score, and the highest sums win. A candidate without a mark has the score 0,
//! and so has a candidate with several.
//!
//! # Reference
//! Smith 2000, "Range Voting"; statements as in Stark 2020 (SHANGRLA), section 2.2, for scoring rules.

use super::borda::more_points;
use super::plurality::most_votes;
use super::{Assertion, BallotForm, Outcome, SocialChoice, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, procedures};

/// Score voting: sums of scores.
#[derive(Clone, Copy, Debug)]
pub struct Score;

impl SocialChoice for Score {
    fn name(&self) -> &'static str {
        "score"
    }

    fn says(&self) -> Reason {
        procedures::rule_score()
    }

    fn has_lead(&self) -> bool {
        true
    }

    fn form(&self) -> BallotForm {
        BallotForm::Scores
    }

    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        scores(contest, marks)
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        most_votes(&tally.votes, usize::from(contest.seats))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        Ok(more_points(contest, outcome, usize::from(contest.options.columns)))
    }
}

/// The score of each candidate: the number of the marked column, from 1; an empty list if no mark is valid.
pub(super) fn scores(contest: &Contest, marks: &Marks) -> Vec<i64> {
    let score = |candidate: CandidateIndex| {
        let mut marked = marks.targets().filter(|&target| contest.candidate_of(target) == candidate);
        match (marked.next(), marked.next()) {
            (Some(target), None) => i64::from(contest.column_of(target)) + 1,
            _ => 0,
        }
    };
    let scores: Vec<i64> = (0..contest.candidates.len() as CandidateIndex).map(score).collect();
    if scores.iter().all(|&score| score == 0) { Vec::new() } else { scores }
}
