//! The secrecy of the vote: votes of cards whose style, batch, precinct or counting group has so few cards that a vote may show are hidden,
//! and told as one sum. Combinations of these may be rarer still.
//!
//! Every hidden card stays in its row, with its batch and style and without its votes. A contest that fewer than
//! [`FEW_CARDS`] hidden cards carry is not in the sum. If fewer cards than that would be hidden in all, the next smallest
//! batches are hidden too. Where only the cards told which choices there are, those that nobody else marked are left out, and the
//! others are put in the order of their names, so that their order tells nothing of the first cards. Published totals minus what is shown still give the sum of what is hidden; no redaction can change
//! that.

use std::collections::{BTreeMap, HashMap};

use crate::import::card_flags::CardFlags;
use crate::import::card_summary::FEW_CARDS;
use crate::import::cards::{AggregatedVotes, CardRecords};
use crate::import::columns::NameColumn;
use crate::import::contest::ContestColumn;
use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestMark, ContestState, MarkPatterns, OVERVOTED_RANK};
use crate::import::packed::PackedCodes;

/// Whether a cell says that a vote is not shown: stars, or crosses, or the word.
pub(crate) fn is_redacted_cell(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    let is_all = |sign: u8| !cell.is_empty() && cell.iter().all(|byte| byte.eq_ignore_ascii_case(&sign));
    is_all(b'*') || is_all(b'x') || cell.eq_ignore_ascii_case(b"redacted")
}

/// What the sum of hidden cards is called.
pub const REDACTED_SUM: &str = "redacted by recount";

/// What was hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redaction {
    /// Cards whose votes are hidden.
    pub cards: u64,
    /// Styles with so few cards.
    pub styles: u64,
    /// Precincts, or portions of them, with so few cards.
    pub portions: u64,
    /// Ways in which cards were cast with so few cards.
    pub groups: u64,
    /// Batches with so few cards.
    pub batches: u64,
    /// Batches that were hidden beside them, so that the sum is of enough cards.
    pub further: u64,
    /// Contests, by their places, whose votes on hidden cards are not in the sum, since too few hidden cards carry them.
    pub unsummed: Vec<usize>,
    /// Contests of the sum in which all these cards are marked alike, or all for one choice: they show a vote of each.
    pub unanimous: Vec<usize>,
}

/// The cards that are hidden, and what is told of them.
struct RareCards {
    cards: Vec<bool>,
    number: u64,
    told: Redaction,
}

impl CardRecords {
    /// Hides the votes of cards whose style, batch, precinct or group has fewer than [`FEW_CARDS`] cards, and adds a row that sums them.
    /// `choices_from_cards` says that the choices are known from the cards alone.
    pub fn redact_few(&mut self, choices_from_cards: bool) -> Redaction {
        let mut hidden = self.of_few();
        hidden.told.cards = hidden.number;
        if hidden.number == 0 {
            return hidden.told;
        }
        let mut votes = Vec::new();
        for (place, column) in self.contests.iter_mut().enumerate() {
            let mut sum = ContestSum::default();
            hide(column, &hidden.cards, &mut sum);
            if choices_from_cards {
                by_name(column, &mut sum);
            }
            if sum.cards >= FEW_CARDS {
                if sum.says_each_vote() {
                    hidden.told.unanimous.push(place);
                }
                votes.extend(sum.votes.into_iter().map(|(mark, votes)| (place as u32, mark, votes)));
            } else if sum.cards > 0 {
                hidden.told.unsummed.push(place);
            }
        }
        let mut flags = PackedCodes::default();
        for (card, &is_hidden) in hidden.cards.iter().enumerate() {
            let own = self.flags(card);
            flags.push(if is_hidden { own.with(CardFlags::REDACTED) } else { own }.bits().into());
        }
        self.flags = flags;
        let file = self.file(REDACTED_SUM);
        let (label, style) = (REDACTED_SUM.to_owned(), String::new());
        self.aggregated.push(AggregatedVotes { file, row: 1, label, style, votes });
        hidden.told
    }

    /// The cards of small styles and batches, and those of further batches where these are too few together.
    fn of_few(&self) -> RareCards {
        let small = |cards: u64| cards > 0 && cards < FEW_CARDS;
        let counted = |column: &NameColumn| if is_named(column) { column.counts() } else { Vec::new() };
        let columns = [&self.style, &self.portion, &self.group].map(|column| (column, counted(column)));
        let mut batch_of = Vec::with_capacity(self.cards());
        let mut batch_cards: Vec<u64> = Vec::new();
        let mut numbers = HashMap::new();
        for card in 0..self.cards() {
            let key = (self.tabulator.code(card), self.batch.code(card));
            let batch = *numbers.entry(key).or_insert(batch_cards.len());
            batch_cards.resize(batch_cards.len().max(batch + 1), 0);
            batch_cards[batch] += 1;
            batch_of.push(batch);
        }
        let has_batches = is_named(&self.batch);
        let is_of_few = |card: usize| {
            let is_rare = |(column, counts): &(&NameColumn, Vec<u64>)| {
                counts.get(column.code(card) as usize).is_some_and(|&cards| small(cards))
            };
            columns.iter().any(is_rare) || has_batches && small(batch_cards[batch_of[card]])
        };
        let rare = |at: usize| columns[at].1.iter().filter(|&&cards| small(cards)).count() as u64;
        let mut hidden = RareCards {
            cards: (0..self.cards()).map(is_of_few).collect(),
            number: 0,
            told: Redaction {
                styles: rare(0),
                portions: rare(1),
                groups: rare(2),
                batches: if has_batches { batch_cards.iter().filter(|&&cards| small(cards)).count() as u64 } else { 0 },
                ..Redaction::default()
            },
        };
        let number = |cards: &[bool]| cards.iter().filter(|&&is_hidden| is_hidden).count() as u64;
        hidden.number = number(&hidden.cards);
        let mut left: Vec<usize> = (0..batch_cards.len()).collect();
        left.sort_by_key(|&batch| (batch_cards[batch], batch));
        for batch in left {
            if hidden.number == 0 || hidden.number >= FEW_CARDS {
                break;
            }
            for (is_hidden, &own) in hidden.cards.iter_mut().zip(&batch_of) {
                *is_hidden |= own == batch;
            }
            let now = number(&hidden.cards);
            hidden.told.further += u64::from(now > hidden.number);
            hidden.number = now;
        }
        hidden
    }
}

/// Whether a column tells cards apart: it has more than one name, or one that is not empty.
fn is_named(column: &NameColumn) -> bool {
    column.names().len() > 1 || column.names().iter().any(|name| !name.is_empty())
}

/// The votes of hidden cards in one contest.
#[derive(Default)]
struct ContestSum {
    /// Hidden cards that carry it.
    cards: u64,
    /// The code of all of them, while it is the same.
    code: Option<u32>,
    votes: BTreeMap<ContestMark, u64>,
}

impl ContestSum {
    /// Whether the sum tells something of every card that carries the contest: all are marked alike, or all for one choice.
    fn says_each_vote(&self) -> bool {
        self.code.is_some() || self.votes.values().any(|&votes| votes == self.cards)
    }
}

/// Hides votes of a contest on some cards. Ways to mark that no card shows any more are dropped.
fn hide(column: &mut ContestColumn, hidden: &[bool], sum: &mut ContestSum) {
    let mut patterns = MarkPatterns::default();
    let redacted = patterns.code(ContestState::Redacted, &mut []);
    let mut kept: Vec<Option<u32>> = vec![None; column.patterns.len()];
    let mut codes = PackedCodes::default();
    for (card, &is_hidden) in hidden.iter().enumerate() {
        let code = column.codes.get(card);
        let state = column.patterns.state(code);
        if is_hidden && state != ContestState::NotOnBallot {
            sum.code = Some(code).filter(|_| sum.cards == 0 || sum.code == Some(code));
            sum.cards += 1;
            if state == ContestState::Voted {
                column.patterns.marks(code).for_each(|mark| *sum.votes.entry(mark).or_default() += 1);
            }
            codes.push(redacted);
            continue;
        }
        let now = *kept[code as usize].get_or_insert_with(|| {
            let mut marks: Vec<ContestMark> = column.patterns.marks(code).collect();
            patterns.code(state, &mut marks)
        });
        codes.push(now);
    }
    (column.patterns, column.codes) = (patterns, codes);
}

/// Puts choices in the order of their names, and leaves out those that no shown card and no sum has.
fn by_name(column: &mut ContestColumn, sum: &mut ContestSum) {
    let mut is_shown = vec![false; column.contest.choices.len()];
    for code in 0..column.patterns.len() as u32 {
        for mark in column.patterns.marks(code) {
            if let Some(shown) = is_shown.get_mut(usize::from(mark.choice)) {
                *shown = true;
            }
        }
    }
    if sum.cards >= FEW_CARDS {
        for mark in sum.votes.keys() {
            is_shown[usize::from(mark.choice)] = true;
        }
    }
    let mut kept: Vec<usize> = (0..is_shown.len()).filter(|&choice| is_shown[choice]).collect();
    kept.sort_by(|&a, &b| column.contest.choices[a].name.cmp(&column.contest.choices[b].name));
    let mut now = vec![OVERVOTED_RANK; is_shown.len()];
    let (mut choices, mut keys) = (Vec::with_capacity(kept.len()), Dictionary::default());
    for (place, &choice) in kept.iter().enumerate() {
        now[choice] = place as u16;
        choices.push(column.contest.choices[choice].clone());
        keys.number(place.to_string().as_bytes());
    }
    let mut patterns = MarkPatterns::default();
    let codes = patterns.merge(&column.patterns, &now);
    let mut packed = PackedCodes::default();
    packed.append(0, &column.codes, |code| codes[code as usize]);
    (column.patterns, column.codes) = (patterns, packed);
    (column.contest.choices, column.choices) = (choices, keys);
    let votes = std::mem::take(&mut sum.votes).into_iter();
    let told = votes.map(|(mark, votes)| (ContestMark { choice: now[usize::from(mark.choice)], ..mark }, votes));
    sum.votes = told.filter(|(mark, _)| mark.choice != OVERVOTED_RANK).collect();
}
