//! Borda: the first on a ballot gets the most points, each next one less; what a ballot that does not rank everybody gives, the
//! contest's `points` say.
//!
//! # Reference
//! Borda 1781, "Mémoire sur les élections au scrutin"; Emerson 2013, "The original Borda count and partial voting", Social Choice and
//! Welfare 40(2), for ballots that do not rank everybody; statements as in Stark 2020 (SHANGRLA), section 2.2, for scoring rules.

use super::plurality::most_votes;
use super::ranked::rank_points::{BORDA_POINTS, BordaPoints, HALVES, on_ballot};
use super::ranked_contest::preferences;
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, procedures};

/// The Borda rule: points for ranks.
#[derive(Clone, Copy, Debug)]
pub struct Borda;

impl SocialChoice for Borda {
    fn name(&self) -> &'static str {
        "borda"
    }

    fn says(&self) -> Reason {
        procedures::rule_borda()
    }

    fn has_lead(&self) -> bool {
        true
    }

    fn form(&self) -> BallotForm {
        BallotForm::Ranks
    }

    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        points_of_ranks(contest, marks, borda_points(contest))
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        most_votes(&tally.votes, usize::from(contest.seats))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        Ok(more_points(
            contest,
            outcome,
            borda_points(contest).most(contest.candidates.len(), usize::from(contest.options.columns)),
        ))
    }
}

/// What the ranks of a contest are worth.
fn borda_points(contest: &Contest) -> BordaPoints {
    contest.options.points.as_deref().and_then(BordaPoints::named).unwrap_or(BORDA_POINTS[0])
}

/// The points of each candidate; an empty list if no rank is valid.
pub(super) fn points_of_ranks(contest: &Contest, marks: &Marks, points: BordaPoints) -> Vec<i64> {
    let order = preferences(contest, marks).unwrap_or_default();
    if order.is_empty() {
        return Vec::new();
    }
    let levels: Vec<Vec<CandidateIndex>> = order.into_iter().map(|candidate| vec![candidate]).collect();
    let halves = on_ballot(&levels, &vec![true; contest.candidates.len()], points.rule);
    halves.into_iter().map(|halves| halves as i64 * points.step / HALVES as i64).collect()
}

/// Statements that every winner has more points than every loser, where a ballot gives no candidate more than `most`.
pub(super) fn more_points(contest: &Contest, outcome: &Outcome, most: usize) -> Vec<Assertion> {
    let losers = || (0..contest.candidates.len() as CandidateIndex).filter(|c| !outcome.winners.contains(c));
    let statement = Statement::MorePoints(most.max(1) as u32);
    let against = |winner| losers().map(move |loser| (winner, loser));
    let pairs = outcome.winners.iter().copied().flat_map(against);
    pairs.map(|(winner, loser)| Assertion { winner, loser, statement: statement.clone() }).collect()
}
