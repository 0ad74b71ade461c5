//! Contests with their choices, and how all cards are marked in one of them.

use std::collections::HashMap;

use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestState, MarkPatterns, OVERVOTED_RANK};
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
    /// Whether that number was taken from the cards, or is 1 for want of any other: the file does not state it.
    pub is_vote_for_assumed: bool,
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
    /// For each choice the cards on which it is marked and counts; for ranked contests, on first rank, alone there or not.
    pub votes: Vec<u64>,
    /// Votes that were allowed and not given; none where nobody says how many are allowed.
    pub undervotes: Option<u64>,
}

impl ContestColumn {
    pub(crate) fn of(contest: ImportedContest) -> Self {
        Self { contest, ..Self::default() }
    }

    /// The choices that are marked on such a card, by their places; of ranked ones that of the first rank, and none where it has several.
    fn first_choices(&self, code: u32) -> impl Iterator<Item = usize> {
        let marked = self.patterns.marks(code).filter(|mark| mark.rank == 1).map(|mark| usize::from(mark.choice));
        marked.filter(move |_| !self.has_overvoted_first_rank(code))
    }

    fn has_overvoted_first_rank(&self, code: u32) -> bool {
        let first = || self.patterns.marks(code).filter(|mark| mark.rank == 1);
        self.contest.ranks > 0 && (first().count() > 1 || first().any(|mark| mark.choice == OVERVOTED_RANK))
    }

    /// Cards of so many with several choices on the first rank.
    pub(crate) fn overvoted_first_ranks(&self, cards: usize) -> u64 {
        let counts = self.codes.counts(self.patterns.len(), cards);
        let of = |(code, cards): (usize, &u64)| if self.has_overvoted_first_rank(code as u32) { *cards } else { 0 };
        counts.iter().enumerate().map(of).sum()
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

    /// The votes of each choice as published results have them: of ranked choices those that stand alone on the first rank.
    pub(crate) fn first_choice_votes(&self, cards: usize) -> Vec<u64> {
        let mut votes = vec![0; self.contest.choices.len()];
        for (code, &cards) in self.codes.counts(self.patterns.len(), cards).iter().enumerate() {
            if self.patterns.state(code as u32) == ContestState::Voted {
                self.first_choices(code as u32).for_each(|choice| votes[choice] += cards);
            }
        }
        votes
    }

    /// The votes of each choice, as [`first_choice_votes`](Self::first_choice_votes) has them, on the cards of each of so many groups; `of_card` has the group
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
            for choice in self.first_choices(code) {
                if let Some(votes) = votes[group as usize].get_mut(choice) {
                    *votes += cards;
                }
            }
        }
        votes
    }
}
