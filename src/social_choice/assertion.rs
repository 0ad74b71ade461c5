//! An assertion: a statement that an audit can test, as a sum over all ballots that is positive where the statement is
//! true.
//!
//! Each ballot has a whole number, its worth, which depends on its marks alone; 0 if it favours neither side. The
//! statement is true if these numbers sum to more than zero, or, where a law says "at least", to no less than zero. If
//! every statement of a set is true, the reported outcome is right.
//!
//! # Reference
//! Stark 2020, "Sets of half-average nulls generate risk-limiting audits: SHANGRLA", FC 2020 workshops, sections 2 and 3; Blom,
//! Budurushi, Rivest, Stark, Stuckey, Teague and Vukcevic 2021, "Assertion-based approaches to auditing complex elections, with
//! application to party-list proportional elections", section 3 (linear statements turned into assorters).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::stv_claims::StvClaim;
use super::{Tally, preferences};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Filling, Reason, findings};

/// One statement; together with the others of its set it implies the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The candidate whom the statement favours.
    pub winner: CandidateIndex,
    /// The candidate whom it disfavours; the winner again if there is no such candidate.
    pub loser: CandidateIndex,
    /// The content of the statement.
    pub statement: Statement,
}

/// What a statement says about all ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The winner has more votes, on ballots where each name has a single target.
    MoreVotes,
    /// A weighted sum of the marks on valid ballots.
    Weighted(Arc<Weights>),
    /// The winner has more points by the contest's rule; the number is the most that a ballot gives one candidate.
    MorePoints(u32),
    /// More ballots give the winner more points than the loser than the other way round.
    Preferred,
    /// The winner is first on more ballots than those that rank the loser and do not rank the winner above him, so that
    /// the winner is not eliminated before the loser (NEB).
    NotEliminatedBefore,
    /// When exactly these candidates, in rising order, continue, the winner has more ballots than the loser (NEN).
    NotEliminatedNext(Arc<[CandidateIndex]>),
    /// What a transferable vote claims.
    Transfers(Arc<StvClaim>),
}

/// What a weighted sum is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightedMeaning {
    /// The winner leads the loser, as the weights measure it.
    Lead,
    /// There is a vote for the winner.
    HasVotes,
    /// The winner has at least the share.
    ReachesShare,
    /// The loser has less than the share.
    MissesShare,
    /// The winner has more than half.
    HasMajority,
    /// The winner has no more than half.
    LacksMajority,
}

/// Weights of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// What the sum is about.
    pub meaning: WeightedMeaning,
    /// For each target, the number that a mark in it adds.
    pub of_target: Vec<i64>,
    /// The smallest worth of a ballot, negated; at least 1.
    pub least: u32,
    /// The largest worth of a ballot; at least 1.
    pub most: u32,
    /// Whether the statement is true if the sum is exactly zero: the law says "at least".
    pub holds_at_zero: bool,
}

impl Assertion {
    /// The winner has more votes than the loser.
    pub fn more_votes(winner: CandidateIndex, loser: CandidateIndex) -> Self {
        Self { winner, loser, statement: Statement::MoreVotes }
    }

    /// The worth of a ballot with these marks.
    pub fn worth(&self, contest: &Contest, marks: &Marks) -> i64 {
        let of = |yes: bool| i64::from(yes);
        match &self.statement {
            Statement::MoreVotes | Statement::Weighted(_) if marks.strokes().len() > contest.most_marks() => 0,
            Statement::MoreVotes => {
                let has = |candidate| marks.targets().any(|target| target == candidate);
                of(has(self.winner)) - of(has(self.loser))
            }
            Statement::Weighted(weights) => marks
                .targets()
                .map(|target| weights.of_target.get(usize::from(target)).copied().unwrap_or(0))
                .sum::<i64>()
                .clamp(-i64::from(weights.least), i64::from(weights.most)),
            Statement::MorePoints(_) | Statement::Preferred if has_no_order(contest, marks) => {
                -i64::from(self.bounds().0)
            }
            Statement::MorePoints(_) => self.points(contest, marks),
            Statement::Preferred => self.points(contest, marks).signum(),
            Statement::NotEliminatedBefore => {
                // A ballot whose order is not known may count against the winner, so it counts as the worst.
                let Some(order) = preferences(contest, marks) else { return -1 };
                let place = |candidate| order.iter().position(|&c| c == candidate);
                match (place(self.winner), place(self.loser)) {
                    (Some(0), _) => 1,
                    (None, Some(_)) => -1,
                    (Some(winner), Some(loser)) if loser < winner => -1,
                    _ => 0,
                }
            }
            Statement::NotEliminatedNext(continuing) => {
                let Some(order) = preferences(contest, marks) else { return -1 };
                let first = order.iter().find(|candidate| continuing.binary_search(candidate).is_ok());
                of(first == Some(&self.winner)) - of(first == Some(&self.loser))
            }
            Statement::Transfers(claim) => match preferences(contest, marks) {
                Some(order) => claim.worth(&order),
                None => -i64::from(claim.bounds().0),
            },
        }
    }

    /// The winner's points on a ballot minus the loser's.
    fn points(&self, contest: &Contest, marks: &Marks) -> i64 {
        let points = super::rule_of(contest).points(contest, marks);
        let of = |candidate: CandidateIndex| points.get(usize::from(candidate)).copied().unwrap_or(0);
        of(self.winner) - of(self.loser)
    }

    /// The smallest worth of a ballot, negated, and the largest.
    pub fn bounds(&self) -> (u32, u32) {
        match &self.statement {
            Statement::Weighted(weights) => (weights.least, weights.most),
            Statement::MorePoints(most) => (*most, *most),
            Statement::Transfers(claim) => claim.bounds(),
            _ => (1, 1),
        }
    }

    /// The statement in words: "Ada over Ben", or more if it is not about more votes.
    pub fn says(&self, contest: &Contest) -> Reason {
        let (winner, loser) = (contest.name(self.winner), contest.name(self.loser));
        match &self.statement {
            Statement::Weighted(weights) => match weights.meaning {
                WeightedMeaning::Lead => findings::pair_over(winner, loser),
                WeightedMeaning::HasVotes => findings::pair_has_votes(winner),
                WeightedMeaning::ReachesShare => findings::pair_reaches(winner),
                WeightedMeaning::MissesShare => findings::pair_misses(loser),
                WeightedMeaning::HasMajority => findings::pair_majority(winner),
                WeightedMeaning::LacksMajority => findings::pair_no_majority(winner),
            },
            Statement::NotEliminatedBefore => findings::pair_before(winner, loser),
            Statement::NotEliminatedNext(continuing) => {
                let names = Filling::joined(", ", continuing.iter().map(|&candidate| contest.name(candidate)));
                findings::pair_next(winner, loser, names)
            }
            Statement::Transfers(claim) => claim.says(contest),
            _ => findings::pair_over(winner, loser),
        }
    }

    /// Whether every ballot is for the winner, for the loser or for neither, and the statement is that there are more
    /// of the first kind: the statements that a poll of two candidates can test.
    pub fn is_of_two(&self) -> bool {
        self.bounds() == (1, 1) && !self.holds_at_zero()
    }

    /// Whether the statement is true if the sum is exactly zero.
    pub fn holds_at_zero(&self) -> bool {
        matches!(&self.statement, Statement::Weighted(weights) if weights.holds_at_zero)
    }

    /// The sum of the worths of all ballots in a count.
    pub fn lead(&self, contest: &Contest, tally: &Tally) -> i64 {
        let votes = |candidate: CandidateIndex| tally.votes.get(usize::from(candidate)).copied().unwrap_or(0);
        match &self.statement {
            Statement::MoreVotes | Statement::MorePoints(_) => votes(self.winner).saturating_sub(votes(self.loser)),
            Statement::Weighted(weights) if !contest.has_grid() => {
                let each = weights.of_target.iter().zip(&tally.votes);
                each.map(|(weight, votes)| weight.saturating_mul(*votes)).fold(0, i64::saturating_add)
            }
            _ => self.over_kinds(contest, tally, i64::saturating_mul),
        }
    }

    /// The ballots for the winner and for the loser in a count, for a statement about two candidates: see
    /// [`is_of_two`](Self::is_of_two). Negative where a report has negative votes.
    pub fn votes(&self, contest: &Contest, tally: &Tally) -> [i64; 2] {
        let votes = |candidate: CandidateIndex| tally.votes.get(usize::from(candidate)).copied().unwrap_or(0);
        match &self.statement {
            Statement::MoreVotes => return [votes(self.winner), votes(self.loser)],
            Statement::Weighted(weights) if !contest.has_grid() => {
                let sum = |sign: i64| {
                    let counted =
                        weights.of_target.iter().zip(&tally.votes).filter(|(weight, _)| weight.signum() == sign);
                    counted.map(|(_, votes)| *votes).fold(0, i64::saturating_add)
                };
                return [sum(1), sum(-1)];
            }
            _ => {}
        }
        [1, -1].map(|side| self.over_kinds(contest, tally, |worth, n| if worth == side { n } else { 0 }))
    }

    /// The ballots of a count by their worth, in rising order and without worth 0: each worth with its number of
    /// ballots. Where a ballot has several votes, each vote is counted by itself, since totals do not show which votes
    /// are on one ballot.
    pub fn said_in(&self, contest: &Contest, tally: &Tally) -> Vec<(i64, f64)> {
        let mut said: BTreeMap<i64, i64> = match &self.statement {
            Statement::MoreVotes => [-1, 1].into_iter().zip(self.votes(contest, tally).into_iter().rev()).collect(),
            Statement::Weighted(weights) if !contest.has_grid() => {
                let mut said = BTreeMap::new();
                for (weight, votes) in weights.of_target.iter().zip(&tally.votes) {
                    *said.entry(*weight).or_insert(0) += *votes;
                }
                said
            }
            _ => {
                let mut said = BTreeMap::new();
                for (marks, n) in &tally.kinds {
                    *said.entry(self.worth(contest, marks)).or_insert(0) += *n;
                }
                said
            }
        };
        said.remove(&0);
        said.into_iter().map(|(worth, n)| (worth, n.max(0) as f64)).collect()
    }

    fn over_kinds(&self, contest: &Contest, tally: &Tally, of: impl Fn(i64, i64) -> i64) -> i64 {
        let each = tally.kinds.iter().map(|(marks, &n)| of(self.worth(contest, marks), n));
        each.fold(0, i64::saturating_add)
    }
}

/// Whether the candidate that a ranked ballot counts for depends on who continues, so that it has no fixed order.
fn has_no_order(contest: &Contest, marks: &Marks) -> bool {
    super::rule_of(contest).form() == super::BallotForm::Ranks && preferences(contest, marks).is_none()
}
