//! Checks that faults of ranked ballots make of a contest.

use super::find_contest;
use crate::election::{Contest, Election};
use crate::error::Complaint;
use crate::reason::rules;
use crate::social_choice::{BallotForm, rule_of};

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
