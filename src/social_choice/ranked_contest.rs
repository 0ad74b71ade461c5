//! The rankings of a contest as its rule set reads them: what one ballot counts for, and all ballots of a tally.

use super::Tally;
use super::ranked::{Destination, InactiveReason, RANKED_RULES, RankedBallots, RankedRules, TieRule, UndeclaredMark};
use crate::election::{CandidateIndex, Contest, Marks, Ranking};

/// The contest's rule set for ranked marks.
pub(super) fn rankings_of(contest: &Contest) -> RankedRules {
    contest.options.rankings.as_deref().and_then(RankedRules::named).unwrap_or(RANKED_RULES[RANKED_RULES.len() - 1])
}

/// The ranking of a ballot. Who is undeclared has a number beyond the candidates', or no mark, as the rule set says.
fn ranking(contest: &Contest, marks: &Marks) -> Ranking {
    let ranking = contest.ranking(marks);
    let undeclared = &contest.options.undeclared;
    if undeclared.is_empty() {
        return ranking;
    }
    let beyond = contest.candidates.len() as CandidateIndex;
    let is_mark = rankings_of(contest).undeclared == UndeclaredMark::PassedOver;
    let ranks = ranking.ranks().iter().map(|rank| {
        let marked = rank.iter().filter(|candidate| is_mark || !undeclared.contains(candidate));
        marked.map(|&it| if undeclared.contains(&it) { beyond + it } else { it }).collect()
    });
    Ranking::from_ranks(ranks.collect())
}

/// The candidates of a ranked ballot in order; `None` where what the ballot counts for depends on who goes on.
pub(crate) fn preferences(contest: &Contest, marks: &Marks) -> Option<Vec<CandidateIndex>> {
    order(contest, &ranking(contest, marks))
}

/// The candidates of a ranking in order, as [`preferences`].
pub(super) fn order(contest: &Contest, ranking: &Ranking) -> Option<Vec<CandidateIndex>> {
    let mut order = rankings_of(contest).order(ranking)?;
    order.retain(|&candidate| usize::from(candidate) < contest.candidates.len());
    Some(order)
}

/// The contest's lot settles ties.
pub(super) fn tie_rule(contest: &Contest) -> TieRule {
    TieRule::by_order(contest.options.lot.iter().copied())
}

/// Counts `n` ballots that are marked so for their first choices.
pub(super) fn count_first_choices(contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
    let stands = |candidate| usize::from(candidate) < contest.candidates.len();
    match rankings_of(contest).interpret(&ranking(contest, marks), stands) {
        Destination::Candidate(first) => tally.votes[usize::from(first)] += n,
        Destination::Inactive(InactiveReason::Overvote) => tally.overvoted += n,
        Destination::Inactive(_) => tally.blank += n,
    }
    tally.add_kind(marks, n);
}

/// The rankings of a tally, each with its number of ballots.
pub(super) fn rankings(contest: &Contest, tally: &Tally) -> Vec<(Ranking, u64)> {
    let of = |(marks, &n): (&Marks, &i64)| Some((ranking(contest, marks), u64::try_from(n).ok()?));
    tally.kinds.iter().filter_map(of).collect()
}

/// The ballots of a tally, as every ranked count takes them.
pub(super) fn ranked_ballots(contest: &Contest, tally: &Tally) -> RankedBallots {
    let kinds = rankings(contest, tally);
    RankedBallots::read(kinds.iter().map(|(ranking, n)| (ranking, *n)), contest.candidates.len(), &rankings_of(contest))
}
