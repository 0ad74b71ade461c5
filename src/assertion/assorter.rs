//! From a vote to a value: what one card says for an assertion, in half votes.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 2.1: (votes for the winner − votes for the loser + 1)/2; the outcome is right where
//! the mean over all cards is more than 1/2. Here in half votes: 0, 1 or 2, and more than one a card.

use super::Assertion;
use crate::election::{Code, Contest, Marks, VoteTable};

/// Code → half votes, for all votes of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assorter {
    assertion: Assertion,
    votes_allowed: u16,
    values: Vec<u8>,
}

/// What a card says that does not show the contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentCards {
    /// One half vote: the card is there for other contests.
    SaysNothing,
    /// None: the list says that the card carries the contest, so that a vote for the loser may be missing elsewhere
    /// (SHANGRLA, section 3.4).
    IsWorst,
}

impl Assorter {
    /// For the votes that a table knows now, read as they stand: every mark is a vote, too many are an overvote.
    pub fn new(contest: &Contest, assertion: Assertion, votes: &VoteTable, absent: AbsentCards) -> Self {
        let mut it = Self { assertion, votes_allowed: contest.votes_allowed, values: Vec::new() };
        let absent = u8::from(absent == AbsentCards::SaysNothing);
        it.values = votes.iter().map(|(_, vote)| vote.marks().map_or(absent, |marks| it.of(marks))).collect();
        it
    }

    /// The half votes of a code.
    ///
    /// # Panics
    /// If the table had no such code.
    pub fn value(&self, code: Code) -> u8 {
        self.values[code as usize]
    }

    /// The half votes of any marks: 2 for the winner alone, 0 for the loser alone, else 1.
    pub fn of(&self, marks: &Marks) -> u8 {
        if marks.strokes().len() > usize::from(self.votes_allowed) {
            return 1;
        }
        let has = |candidate| marks.candidates().any(|c| c == candidate);
        1 + u8::from(has(self.assertion.winner)) - u8::from(has(self.assertion.loser))
    }
}
