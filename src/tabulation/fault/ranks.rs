//! What faults of ranked ballots have in common: checks of the contest, and cards that are read anew.

use super::{find_contest, known_contest};
use crate::election::{CandidateIndex, Contest, Election, Ranking, Selection};
use crate::error::Complaint;
use crate::reason::rules;
use crate::social_choice::{BallotForm, rule_of};
use crate::tabulation::MachineCount;

/// The ranked contest of that name.
pub(super) fn find_ranked<'e>(election: &'e Election, id: &str) -> Result<&'e Contest, Complaint> {
    let contest = &election.contests[find_contest(election, "contest", id)?];
    if rule_of(contest).form() != BallotForm::Ranks {
        return Err(Complaint::allowed("contest", id, rules::rule_ranked_contest()));
    }
    Ok(contest)
}

/// Checks that the paper of a contest has that rank.
pub(super) fn check_rank(contest: &Contest, rank: u16) -> Result<(), Complaint> {
    let most = contest.options.columns;
    if (1..=most).contains(&rank) { Ok(()) } else { Err(Complaint::allowed("", rank, rules::rule_ranks_from(most))) }
}

/// Reads the rankings of a place with their ranks changed; returns its batches.
pub(super) fn reread_ranks(
    count: &mut MachineCount<'_>,
    contest: &str,
    place: &Selection,
    change: impl Fn(&mut Vec<Vec<CandidateIndex>>),
) -> Vec<usize> {
    let contest = known_contest(count.election, contest);
    let (batches, it) = (count.picked(place), &count.election.contests[contest]);
    count.reread(contest, &batches, |marks| {
        let mut ranks = it.ranking(marks).ranks().to_vec();
        change(&mut ranks);
        it.marks_of(&Ranking::from_ranks(ranks))
    });
    batches
}
