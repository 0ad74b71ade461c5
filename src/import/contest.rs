//! Contests with their choices, and how all cards are marked in one of them.

use std::collections::HashMap;

use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestState, MarkPatterns};
use crate::import::packed::PackedCodes;

/// Most contests of one import.
pub const MOST_CONTESTS: usize = 5_000;

/// What a choice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceKind {
    /// A name that is printed on the ballot.
    #[default]
    Regular,
    /// A line for a name that the voter writes.
    WriteIn,
    /// Somebody who registered to be written in.
    QualifiedWriteIn,
}

impl ChoiceKind {
    /// What a choice is, by its name.
    pub(crate) fn of_name(name: &str) -> Self {
        if is_write_in(name) { Self::WriteIn } else { Self::Regular }
    }
}

/// Whether a choice is a line to write a name on.
pub(crate) fn is_write_in(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '\t')).collect();
    bare.to_ascii_uppercase().contains("WRITEIN")
}

/// A choice of a contest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedChoice {
    /// What the file calls it; blanks at its ends are cut.
    pub name: String,
    /// The party, where the file names one.
    pub party: String,
    /// What it is.
    pub kind: ChoiceKind,
}

/// A contest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedContest {
    /// By what the file knows it: its number where it has one, else its name.
    pub key: String,
    /// What the file calls it.
    pub name: String,
    /// Choices that may be marked, where the file says so; seats, for ranked contests.
    pub vote_for: Option<u32>,
    /// Ranks that may be marked; 0 where choices are not ranked.
    pub ranks: u8,
    /// The choices.
    pub choices: Vec<ImportedChoice>,
}

/// The votes of all cards in one contest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContestColumn {
    /// The contest.
    pub contest: ImportedContest,
    /// The ways in which cards are marked.
    pub patterns: MarkPatterns,
    /// For each card the code of its way.
    pub codes: PackedCodes,
    pub(crate) choices: Dictionary,
}

/// What was counted in one contest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContestCount {
    /// Cards with the contest.
    pub cards: u64,
    /// Cards on which nothing counts as marked.
    pub blank: u64,
    /// Cards with more marks than allowed.
    pub overvoted: u64,
    /// Cards that are void for another reason.
    pub invalid: u64,
    /// Cards that are not shown.
    pub redacted: u64,
    /// For each choice the cards on which it is marked and counts; for ranked contests, on first rank.
    pub votes: Vec<u64>,
    /// Votes that were allowed and not given; none where nobody says how many are allowed.
    pub undervotes: Option<u64>,
}

impl ContestColumn {
    pub(crate) fn of(contest: ImportedContest) -> Self {
        Self { contest, ..Self::default() }
    }

    /// Counts the contest on so many cards.
    pub fn count(&self, cards: usize) -> ContestCount {
        let mut count = ContestCount { votes: vec![0; self.contest.choices.len()], ..ContestCount::default() };
        let (mut given, mut valid) = (0, 0);
        for (code, &cards) in self.codes.counts(self.patterns.len(), cards).iter().enumerate() {
            let state = self.patterns.state(code as u32);
            if state == ContestState::NotOnBallot {
                continue;
            }
            count.cards += cards;
            match state {
                ContestState::NotOnBallot => {}
                ContestState::Blank => (count.blank, valid) = (count.blank + cards, valid + cards),
                ContestState::Overvoted => count.overvoted += cards,
                ContestState::Invalid => count.invalid += cards,
                ContestState::Redacted => count.redacted += cards,
                ContestState::Voted => {
                    valid += cards;
                    for mark in self.patterns.marks(code as u32).filter(|mark| mark.rank == 1) {
                        if let Some(votes) = count.votes.get_mut(usize::from(mark.choice)) {
                            *votes += cards;
                            given += cards;
                        }
                    }
                }
            }
        }
        let allowed = self.contest.vote_for.filter(|_| self.contest.ranks == 0);
        count.undervotes = allowed.map(|allowed| (u64::from(allowed) * valid).saturating_sub(given));
        count
    }

    /// The votes of each choice, as [`count`](Self::count) has them, on the cards of each of so many groups; `of_card` has the group
    /// of each card.
    pub(crate) fn votes_by(&self, of_card: &[u32], groups: usize) -> Vec<Vec<u64>> {
        let mut cards: HashMap<(u32, u32), u64> = HashMap::new();
        let mut card = 0;
        self.codes.each_run(|code, run| {
            for &group in of_card.iter().skip(card).take(run) {
                *cards.entry((group, code)).or_default() += 1;
            }
            card += run;
        });
        let mut votes = vec![vec![0; self.contest.choices.len()]; groups];
        for ((group, code), cards) in
            cards.into_iter().filter(|((_, code), _)| self.patterns.state(*code) == ContestState::Voted)
        {
            for mark in self.patterns.marks(code).filter(|mark| mark.rank == 1) {
                if let Some(votes) = votes[group as usize].get_mut(usize::from(mark.choice)) {
                    *votes += cards;
                }
            }
        }
        votes
    }
}
