//! Instant-runoff voting (ranked choice for one seat): the last candidate is eliminated, round by round, until one has
//! a majority.
//!
//! The contest's rule set says what a ranking counts for. Ties are settled by the contest's lot, and reported if it
//! does not settle them; a tie that cannot change the winner is not reported.
//!
//! # Reference
//! Blom, Stuckey and Teague 2019, "RAIRE: Risk-Limiting Audits for IRV Elections", arXiv:1903.08804, for the statements.

use std::sync::Arc;

use super::irv_claims::{Difficulty, IrvClaim, IrvClaims, NoClaims, SearchLimits, find_claims};
use super::margin::preference_tree::{PreferenceTree, members};
use super::margin::{IrvMargin, MarginLimits, irv_margin};
use super::ranked::irv::{BatchElimination, IrvCount, IrvRules, count};
use super::ranked::{PossibleWinners, possible_winners};
use super::ranked_contest::{count_first_choices, order, ranked_ballots, rankings, rankings_of, tie_rule};
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, findings, procedures, why};

/// Instant-runoff voting by rounds of elimination.
#[derive(Clone, Copy, Debug)]
pub struct InstantRunoff;

/// Most sets of candidates that are examined if a tie stops the count.
const MOST_STATES: usize = 100_000;

impl SocialChoice for InstantRunoff {
    fn name(&self) -> &'static str {
        "instant_runoff"
    }

    fn says(&self) -> Reason {
        procedures::rule_instant_runoff()
    }

    fn has_lead(&self) -> bool {
        true
    }

    fn form(&self) -> BallotForm {
        BallotForm::Ranks
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn count(&self, contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
        count_first_choices(contest, marks, n, tally);
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let ballots = ranked_ballots(contest, tally);
        let rules = irv_rules(contest);
        let counted = count(&ballots, &rules);
        let margin = last_round_margin(&counted);
        if let Some(winner) = counted.winner {
            return Outcome { winners: vec![winner], tied: Vec::new(), margin };
        }
        let possible = possible_winners(&ballots, &rules, MOST_STATES);
        match possible.winners[..] {
            [winner] if possible.is_complete => Outcome { winners: vec![winner], tied: Vec::new(), margin },
            _ => Outcome { winners: Vec::new(), tied: possible.winners, margin: Some(0) },
        }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        if contest.candidates.len() < 2 {
            return Ok(Vec::new());
        }
        Ok(claims(contest, outcome, tally)?.claims.iter().map(|it| assertion(it.claim)).collect())
    }
}

/// The claims that imply a reported outcome, with the smallest possible greatest difficulty, where difficulty is one
/// over the margin.
///
/// # Errors
/// Why there are none: a tie in the rounds, ballots that elect another candidate, a rule set by which ballots have no
/// order.
pub fn claims(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<IrvClaims, Reason> {
    let Some(&winner) = outcome.winners.first() else { return Err(why::tie()) };
    let tree = preference_tree(contest, tally)?;
    let cards = tree.ballots();
    let difficulty = |winner: u64, loser: u64| Difficulty::OneOnMargin.of(winner, loser, cards);
    claims_by(contest, winner, &tree, (&difficulty, SearchLimits::default()))
}

/// The claims that imply that a candidate won, by any measure of difficulty.
///
/// # Errors
/// As [`claims`], but for the rule set.
pub fn claims_by(
    contest: &Contest,
    winner: CandidateIndex,
    tree: &PreferenceTree,
    (difficulty, limits): (&dyn Fn(u64, u64) -> f64, SearchLimits),
) -> Result<IrvClaims, Reason> {
    find_claims(tree, winner, difficulty, limits).map_err(|why| match why {
        NoClaims::Tied(_) | NoClaims::CannotRuleOut(_)
            if irv_rules(contest).elimination == BatchElimination::NoMore =>
        {
            why::level_in_rounds()
        }
        NoClaims::Tied(_) | NoClaims::CannotRuleOut(_) => why::tie_in_rounds(),
        NoClaims::UnknownWinner | NoClaims::WrongWinner(_) => {
            why::records_do_not(findings::pair_over(contest.name(winner), findings::everybody_else()))
        }
    })
}

/// Who could win, over all ways of settling ties; so many states of the count are followed.
pub fn possible(contest: &Contest, tally: &Tally, most_states: usize) -> PossibleWinners {
    possible_winners(&ranked_ballots(contest, tally), &irv_rules(contest), most_states)
}

/// The assertion of a claim.
pub(super) fn assertion(claim: IrvClaim) -> Assertion {
    let statement = match claim {
        IrvClaim::NotEliminatedBefore { .. } => Statement::NotEliminatedBefore,
        IrvClaim::NotEliminatedNext { continuing, .. } => {
            let list: Arc<[CandidateIndex]> =
                members(continuing).map(|candidate| candidate as CandidateIndex).collect();
            Statement::NotEliminatedNext(list)
        }
    };
    Assertion { winner: claim.winner(), loser: claim.loser(), statement }
}

/// How many ballots must change before somebody else can win or tie; `None` where a ranking has no fixed order, and where those
/// who are level go out together: of such a count no margin is known.
pub fn margin(contest: &Contest, winner: CandidateIndex, tally: &Tally) -> Option<IrvMargin> {
    if irv_rules(contest).elimination == BatchElimination::NoMore {
        return None;
    }
    irv_margin(&preference_tree(contest, tally).ok()?, winner, MarginLimits::default())
}

/// The count of a contest, round by round.
pub fn rounds(contest: &Contest, tally: &Tally) -> IrvCount {
    count(&ranked_ballots(contest, tally), &irv_rules(contest))
}

fn irv_rules(contest: &Contest) -> IrvRules {
    let elimination = contest.options.elimination.as_deref().and_then(BatchElimination::named).unwrap_or_default();
    let excluded = contest.options.undeclared.clone();
    IrvRules { ties: tie_rule(contest), elimination, excluded, ..IrvRules::default() }
}

/// The ballots of a count as orders of preference.
///
/// # Errors
/// If the rule set gives a ranking no fixed order, or there are more candidates than the search allows.
pub fn preference_tree(contest: &Contest, tally: &Tally) -> Result<PreferenceTree, Reason> {
    let rules = rankings_of(contest);
    let orders: Option<Vec<(Vec<CandidateIndex>, u64)>> =
        rankings(contest, tally).into_iter().map(|(ranking, n)| Some((order(contest, &ranking)?, n))).collect();
    let orders = orders.ok_or_else(|| why::no_order(rules.name))?;
    PreferenceTree::new(contest.candidates.len(), &orders).map_err(|_| why::many_ranked())
}

/// The difference in votes of the first two candidates in the last round.
fn last_round_margin(counted: &IrvCount) -> Option<i64> {
    let last = counted.rounds.last()?;
    let mut tallies: Vec<u64> = last.tallies.iter().flatten().copied().collect();
    tallies.sort_unstable_by_key(|&votes| std::cmp::Reverse(votes));
    let (first, second) = (tallies.first()?, tallies.get(1)?);
    i64::try_from(first - second).ok()
}
