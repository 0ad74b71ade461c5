//! The rankings of a contest as its rule set reads them: what one ballot counts for, and all ballots of a tally.

use super::Tally;
use super::ranked::{Destination, InactiveReason, RANKED_RULES, RankedBallots, RankedRules, TieRule};
use crate::election::{CandidateIndex, Contest, Marks, Ranking};

/// The contest's rule set for ranked marks.
pub(super) fn rankings_of(contest: &Contest) -> RankedRules {
    contest.options.rankings.as_deref().and_then(RankedRules::named).unwrap_or(RANKED_RULES[RANKED_RULES.len() - 1])
}

/// The candidates of a ranked ballot in order; `None` where what the ballot counts for depends on who goes on.
pub(crate) fn preferences(contest: &Contest, marks: &Marks) -> Option<Vec<CandidateIndex>> {
    rankings_of(contest).order(&contest.ranking(marks))
}

/// The contest's lot settles ties.
pub(super) fn tie_rule(contest: &Contest) -> TieRule {
    TieRule::by_order(contest.options.lot.iter().copied())
}

/// Counts `n` ballots that are marked so for their first choices.
pub(super) fn count_first_choices(contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
    match rankings_of(contest).interpret(&contest.ranking(marks), |_| true) {
        Destination::Candidate(first) => tally.votes[usize::from(first)] += n,
        Destination::Inactive(InactiveReason::Overvote) => tally.overvoted += n,
        Destination::Inactive(_) => tally.blank += n,
    }
    tally.add_kind(marks, n);
}

/// The rankings of a tally, each with its number of ballots.
pub(super) fn rankings(contest: &Contest, tally: &Tally) -> Vec<(Ranking, u64)> {
    let of = |(marks, &n): (&Marks, &i64)| Some((contest.ranking(marks), u64::try_from(n).ok()?));
    tally.kinds.iter().filter_map(of).collect()
}

/// The ballots of a tally, as every ranked count takes them.
pub(super) fn ranked_ballots(contest: &Contest, tally: &Tally) -> RankedBallots {
    let kinds = rankings(contest, tally);
    RankedBallots::read(kinds.iter().map(|(ranking, n)| (ranking, *n)), contest.candidates.len(), &rankings_of(contest))
}
