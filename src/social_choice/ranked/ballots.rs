//! Rankings with their numbers of ballots, as one rule set reads them.

use super::rules::{InactiveReason, RankedRules};
use crate::election::{CandidateIndex, Ranking};

/// Ballots by ranking, read once by a rule set; every count of ranked ballots uses them.
///
/// Candidates are numbers below `candidates`. A mark for a higher number is a mark for somebody who is not a candidate,
/// and is passed over like a mark for an eliminated candidate.
#[derive(Clone, Debug)]
pub struct RankedBallots {
    candidates: usize,
    steps: Vec<Step>,
    kinds: Vec<Kind>,
    total: u64,
}

/// One mark in the order in which marks are considered; `more` if the next mark is at the same rank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) candidate: CandidateIndex,
    pub(super) more: bool,
}

/// Ballots with the same ranking: their steps, the reason why they are inactive after the last, and their number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) after: InactiveReason,
    pub(super) ballots: u64,
}

impl RankedBallots {
    /// Reads rankings, each with its number of ballots, for a contest of `candidates`.
    ///
    /// Ballots beyond the largest 64-bit number are not counted, so that no tally can overflow.
    pub fn read<'a>(
        kinds: impl IntoIterator<Item = (&'a Ranking, u64)>,
        candidates: usize,
        rules: &RankedRules,
    ) -> Self {
        let mut ballots = Self { candidates, steps: Vec::new(), kinds: Vec::new(), total: 0 };
        for (ranking, number) in kinds {
            let number = number.min(u64::MAX - ballots.total);
            if number == 0 {
                continue;
            }
            let from = ballots.steps.len();
            let asked = rules.walk(ranking, |marked| {
                ballots.push_rank(marked);
                None::<()>
            });
            let after = asked.err().unwrap_or(InactiveReason::Exhausted);
            ballots.kinds.push(Kind { from, to: ballots.steps.len(), after, ballots: number });
            ballots.total += number;
        }
        ballots
    }

    fn push_rank(&mut self, marked: &[CandidateIndex]) {
        let first = self.steps.len();
        let standing = marked.iter().copied().filter(|&candidate| usize::from(candidate) < self.candidates);
        self.steps.extend(standing.map(|candidate| Step { candidate, more: true }));
        if self.steps.len() > first
            && let Some(last) = self.steps.last_mut()
        {
            last.more = false;
        }
    }

    /// The number of candidates of the contest.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// The number of ballots, inactive ones included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The steps of all kinds, one after the other.
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Every kind of ballot.
    pub(super) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }
}
