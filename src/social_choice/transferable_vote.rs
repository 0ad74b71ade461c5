//! The single transferable vote: several seats from rankings. A candidate who reaches the quota is elected, the surplus
//! is transferred, and the last candidates are eliminated.
//!
//! Statements that imply all winners are searched for, see [`stv_claims`](super::stv_claims); where none are found, only a full hand
//! count can check the count.
//!
//! # Reference
//! Blom, Stuckey, Teague and Vukcevic 2022, arXiv:2112.09921, and Blom and others 2025, arXiv:2503.14803, for what is known of
//! audits of two and more seats.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::margin::{StvChange, stv_margin_at_most};
use super::ranked::{RankedBallots, RankedCount, TransferMethod};
use super::ranked_contest::{count_first_choices, ranked_ballots, rankings_of};
use super::stv_claims::{StvClaims, StvQuestion, find_stv_claims};
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Filling, Reason, procedures, why};

/// Seats by quota and transfers.
#[derive(Clone, Copy, Debug)]
pub struct TransferableVote;

impl SocialChoice for TransferableVote {
    fn name(&self) -> &'static str {
        "single_transferable_vote"
    }

    fn says(&self) -> Reason {
        procedures::rule_single_transferable_vote()
    }

    fn form(&self) -> BallotForm {
        BallotForm::Ranks
    }

    fn needs_transfers(&self) -> bool {
        true
    }

    fn count(&self, contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
        count_first_choices(contest, marks, n, tally);
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let counted = rounds(contest, tally);
        if let Some(tie) = counted.open_tie() {
            let winners = counted.elected.iter().copied().filter(|winner| !tie.tied.contains(winner)).collect();
            return Outcome { winners, tied: tie.tied.clone(), margin: Some(0) };
        }
        let is_filled_by_all = counted.elected.len() >= contest.candidates.len();
        Outcome {
            margin: if is_filled_by_all { None } else { Some(closest(&counted)) },
            winners: counted.elected,
            tied: Vec::new(),
        }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        if outcome.is_uncontested() {
            return Ok(Vec::new());
        }
        let known = claims(contest, outcome, tally)?;
        if let Some(why) = unproven(contest, outcome, &known) {
            return Err(why);
        }
        let statements = known.claims.into_iter().map(|(claim, _)| Assertion {
            winner: claim.winner(),
            loser: claim.loser(),
            statement: Statement::Transfers(Arc::new(claim)),
        });
        Ok(statements.collect())
    }
}

/// Claims that prove winners of a count, all or some of them.
///
/// # Errors
/// Why there are none: a tie, a rule set by which ballots have no order, a quota other than Droop's, Meek's method.
pub fn claims(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<StvClaims, Reason> {
    if !outcome.tied.is_empty() {
        return Err(why::tie());
    }
    let moves_whole = method(contest).moves_whole().ok_or_else(why::no_claims)?;
    let kinds = orders(contest, tally)?;
    let question = StvQuestion {
        candidates: contest.candidates.len(),
        seats: usize::from(contest.seats),
        winners: &outcome.winners,
        moves_whole,
    };
    Ok(find_stv_claims(question, &kinds))
}

/// So many changed ballots as are found to let somebody else win: an upper bound of the margin, and no more.
pub fn margin_at_most(contest: &Contest, tally: &Tally) -> Option<StvChange> {
    let count = |ballots: &RankedBallots| counted(contest, ballots);
    stv_margin_at_most(&orders(contest, tally).ok()?, contest.candidates.len(), count)
}

/// Orders of candidates, each with its number of ballots.
fn orders(contest: &Contest, tally: &Tally) -> Result<Vec<(Vec<CandidateIndex>, u64)>, Reason> {
    let rules = rankings_of(contest);
    let mut kinds: BTreeMap<Vec<CandidateIndex>, u64> = BTreeMap::new();
    for (marks, &n) in &tally.kinds {
        let order = rules.order(&contest.ranking(marks)).ok_or_else(|| why::no_order(rules.name))?;
        *kinds.entry(order).or_insert(0) += u64::try_from(n).unwrap_or(0);
    }
    Ok(kinds.into_iter().collect())
}

/// Why claims do not prove all winners; `None` where they do.
pub fn unproven(contest: &Contest, outcome: &Outcome, known: &StvClaims) -> Option<Reason> {
    let is_proven = |winner: &CandidateIndex| known.proven.contains(winner);
    let names = |proven: bool| {
        let list = outcome.winners.iter().filter(|&winner| is_proven(winner) == proven);
        Filling::joined(", ", list.map(|&winner| contest.name(winner)))
    };
    if outcome.winners.iter().all(is_proven) {
        None
    } else if known.proven.is_empty() {
        Some(why::none_proven())
    } else {
        Some(why::some_proven(names(true), names(false)))
    }
}

/// The count of a contest, round by round.
pub fn rounds(contest: &Contest, tally: &Tally) -> RankedCount {
    counted(contest, &ranked_ballots(contest, tally))
}

fn counted(contest: &Contest, ballots: &RankedBallots) -> RankedCount {
    method(contest).count(ballots, usize::from(contest.seats), &contest.options.lot)
}

/// The method that the contest names. A scenario is refused without one.
fn method(contest: &Contest) -> TransferMethod {
    let named = contest.options.transfers.as_deref().and_then(TransferMethod::named);
    named.or_else(|| TransferMethod::all().next()).unwrap_or(TransferMethod::Meek)
}

/// The smallest lead, in whole votes rounded up, of a candidate who stayed over one eliminated in the same round, and
/// of one elected over one who was not. Changing half as many ballots may alter a round, though not always the winners.
fn closest(counted: &RankedCount) -> i64 {
    let mut least: Option<u128> = None;
    for round in &counted.rounds {
        let votes = |candidate: CandidateIndex| round.tallies[usize::from(candidate)];
        let all = 0..round.tallies.len() as CandidateIndex;
        let out = round.defeated.iter().copied().filter_map(votes).max();
        let stays = all.clone().filter(|candidate| !round.defeated.contains(candidate)).filter_map(votes).min();
        let elected = round.elected.iter().copied().filter_map(votes).min();
        let others = all.filter(|candidate| !counted.elected.contains(candidate)).filter_map(votes).max();
        for (more, fewer) in [(stays, out), (elected, others)] {
            if let (Some(more), Some(fewer)) = (more, fewer) {
                let lead = more.saturating_sub(fewer);
                least = Some(least.map_or(lead, |least| least.min(lead)));
            }
        }
    }
    least.map_or(0, |lead| i64::try_from(lead.div_ceil(counted.unit)).unwrap_or(i64::MAX))
}
