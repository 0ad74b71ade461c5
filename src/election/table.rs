//! The distinct ways in which a contest was marked, each with a number.

use std::collections::HashMap;

use super::marks::{Marks, Vote};

/// Number of a distinct vote in a [`VoteTable`].
pub type Code = u32;

/// Code of a card that does not carry the contest.
pub const NOT_ON_CARD: Code = 0;

/// Code of a card that carries the contest without any mark.
pub const BLANK: Code = 1;

/// The distinct ways in which a contest was marked, numbered in order of appearance.
///
/// Codes [`NOT_ON_CARD`] and [`BLANK`] are the same in every table. A copy of a table to which votes are added keeps
/// the old numbers, so that paper, machine and hand columns compare code by code.
#[derive(Clone, Debug)]
pub struct VoteTable {
    votes: Vec<Vote>,
    codes: HashMap<Vote, Code>,
}

impl Default for VoteTable {
    fn default() -> Self {
        let mut table = Self { votes: Vec::new(), codes: HashMap::new() };
        table.push(Vote::NotOnCard);
        table.push(Vote::Marked(Marks::default()));
        table
    }
}

impl VoteTable {
    fn push(&mut self, vote: Vote) -> Code {
        let code = Code::try_from(self.votes.len()).expect("fewer votes than cards");
        self.codes.insert(vote.clone(), code);
        self.votes.push(vote);
        code
    }

    /// The code of these marks, which are added if they are new.
    ///
    /// # Panics
    /// If a contest would have more than 2³² distinct votes; there are fewer cards than that.
    pub fn code(&mut self, marks: Marks) -> Code {
        let vote = Vote::Marked(marks);
        match self.codes.get(&vote) {
            Some(&code) => code,
            None => self.push(vote),
        }
    }

    /// The code of these marks, if the table has them.
    pub fn find(&self, marks: &Marks) -> Option<Code> {
        self.codes.get(&Vote::Marked(marks.clone())).copied()
    }

    /// The vote of a code.
    ///
    /// # Panics
    /// If the code is not of this table.
    pub fn vote(&self, code: Code) -> &Vote {
        &self.votes[code as usize]
    }

    /// How many distinct votes there are.
    pub fn len(&self) -> usize {
        self.votes.len()
    }

    /// Always false: every table has two codes.
    pub fn is_empty(&self) -> bool {
        self.votes.is_empty()
    }

    /// Codes and votes in order.
    pub fn iter(&self) -> impl Iterator<Item = (Code, &Vote)> {
        self.votes.iter().enumerate().map(|(i, v)| (i as Code, v))
    }

    /// Adds the result of `read` for every vote of the table and returns the map from code to code. The code of a card
    /// without the contest stays.
    pub fn map(&mut self, mut read: impl FnMut(&Marks) -> Marks) -> Vec<Code> {
        (0..self.votes.len())
            .map(|i| match self.votes[i].marks().map(&mut read) {
                None => NOT_ON_CARD,
                Some(marks) => self.code(marks),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_its_numbers_when_it_learns() {
        let mut table = VoteTable::default();
        let ada = table.code(Marks::plain([0]));
        let mut later = table.clone();
        let both = later.code(Marks::plain([0, 1]));
        assert_eq!(later.code(Marks::plain([0])), ada);
        assert_ne!(both, ada);
        assert_eq!(later.vote(BLANK).marks(), Some(&Marks::default()));
        assert_eq!(later.map(|m| Marks::plain(m.targets().take(1))), [NOT_ON_CARD, BLANK, ada, ada]);
    }
}
