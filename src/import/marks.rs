//! How one card is marked in one contest.

use crate::import::dictionary::Dictionary;

/// What a contest is on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum ContestState {
    /// The contest is not on the card.
    NotOnBallot = 0,
    /// On the card, and nothing counts as marked.
    Blank = 1,
    /// Marked within the rules, perhaps with fewer marks than allowed; for ranked contests as it stands, whatever the rules
    /// make of skipped, repeated and overvoted ranks.
    Voted = 2,
    /// More choices marked than allowed; the marks are those that were seen, and none where the file does not say which.
    Overvoted = 3,
    /// Marked, and void for another reason, such as the wrong party.
    Invalid = 4,
    /// On the card, and not shown.
    Redacted = 5,
}

/// One mark: a choice, and its rank from 1 (1 where choices are not ranked).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContestMark {
    /// The rank, from 1.
    pub rank: u8,
    /// The choice's place among the contest's choices, from 0.
    pub choice: u16,
}

/// The choice of a mark of which a file only says that its rank is overvoted.
pub const OVERVOTED_RANK: u16 = u16::MAX;

/// Most choices of one contest.
pub const MOST_CHOICES: usize = 5_000;
/// Most ranks of one contest.
pub const MOST_RANKS: usize = 250;

/// The ways in which cards are marked in one contest, each once, by code. Codes 0 and 1 are always not on the ballot and blank.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkPatterns {
    patterns: Dictionary,
    scratch: Vec<u8>,
}

impl Default for MarkPatterns {
    fn default() -> Self {
        let mut patterns = Dictionary::default();
        patterns.number(&[ContestState::NotOnBallot as u8]);
        patterns.number(&[ContestState::Blank as u8]);
        Self { patterns, scratch: Vec::new() }
    }
}

impl MarkPatterns {
    /// How many.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Never: not on the ballot and blank are always there.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The code of a way to be marked. Marks are put in order of rank and choice.
    pub fn code(&mut self, state: ContestState, marks: &mut [ContestMark]) -> u32 {
        marks.sort_unstable();
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.push(state as u8);
        for mark in marks.iter() {
            scratch.push(mark.rank);
            scratch.extend_from_slice(&mark.choice.to_le_bytes());
        }
        let code = self.patterns.number(&scratch);
        self.scratch = scratch;
        code
    }

    /// What the contest is on cards with this code.
    pub fn state(&self, code: u32) -> ContestState {
        match self.patterns.get(code)[0] {
            0 => ContestState::NotOnBallot,
            1 => ContestState::Blank,
            2 => ContestState::Voted,
            3 => ContestState::Overvoted,
            4 => ContestState::Invalid,
            _ => ContestState::Redacted,
        }
    }

    /// The marks of cards with this code, by rank and choice.
    pub fn marks(&self, code: u32) -> impl Iterator<Item = ContestMark> {
        let marks = self.patterns.get(code)[1..].chunks_exact(3);
        marks.map(|mark| ContestMark { rank: mark[0], choice: u16::from_le_bytes([mark[1], mark[2]]) })
    }

    /// For each code of another contest the code here, with choices exchanged.
    pub(crate) fn merge(&mut self, other: &Self, choices: &[u16]) -> Vec<u32> {
        let mut marks = Vec::new();
        let codes = 0..other.len() as u32;
        let code = |code| {
            marks.clear();
            let choice = |choice: u16| choices.get(usize::from(choice)).copied().unwrap_or(OVERVOTED_RANK);
            marks.extend(other.marks(code).map(|mark| ContestMark { choice: choice(mark.choice), ..mark }));
            self.code(other.state(code), &mut marks)
        };
        codes.map(code).collect()
    }

    /// Bytes of memory.
    pub fn weight(&self) -> usize {
        self.patterns.weight()
    }
}
