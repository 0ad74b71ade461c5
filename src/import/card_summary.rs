//! What records of cards hold, counted: by tabulator, batch, group, style and contest.

use std::collections::BTreeMap;

use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardRecords, StyleBasis};
use crate::import::columns::NameColumn;
use crate::import::contest::{ChoiceKind, ContestCount, ImportedContest};
use crate::import::marks::ContestMark;
use crate::import::text_bytes::cell_text;
use crate::names::shapes;

/// Cards that a batch or style needs so that nobody's vote is likely to show.
pub const FEW_CARDS: u64 = 10;

/// A name, and how many cards have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCards {
    /// The name, as the file writes it.
    pub name: String,
    /// Cards.
    pub cards: u64,
}

/// A batch, and how many cards it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchCards {
    /// The machine; empty where the file names none.
    pub tabulator: String,
    /// The batch.
    pub batch: String,
    /// Cards.
    pub cards: u64,
}

/// What was counted in one contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestSummary {
    /// Its place in [`CardRecords::contests`].
    pub contest: usize,
    /// What single cards say.
    pub count: ContestCount,
    /// For each choice the votes of rows that sum several cards; for ranked contests, on first rank.
    pub summed: Vec<u64>,
    /// Votes for lines on which a name is written, those of summed rows included.
    pub written_in: u64,
}

impl ContestSummary {
    /// Cards with more marks than allowed; none where choices are ranked: what several names at one rank mean, the rule of the count
    /// says, and the records do not.
    pub fn overvoted(&self, about: &ImportedContest) -> Option<u64> {
        (about.ranks == 0).then_some(self.count.overvoted)
    }
}

/// What records of cards hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSummary {
    /// Cards that stand alone.
    pub cards: u64,
    /// Rows that sum several cards.
    pub summed_rows: u64,
    /// Cards whose record adjudication changed.
    pub adjudicated: u64,
    /// Cards of which votes are not shown.
    pub redacted: u64,
    /// Cards without an identity.
    pub without_identity: u64,
    /// Cards that were copied to another ballot by hand.
    pub remade: u64,
    /// Cards that are void as a whole.
    pub void: u64,
    /// Machines.
    pub tabulators: Vec<NamedCards>,
    /// Batches, by machine and name.
    pub batches: Vec<BatchCards>,
    /// How cards were cast.
    pub groups: Vec<NamedCards>,
    /// Precincts or their portions.
    pub portions: Vec<NamedCards>,
    /// Styles.
    pub styles: Vec<NamedCards>,
    /// Where styles come from.
    pub style_basis: StyleBasis,
    /// Contests, in the order of the file.
    pub contests: Vec<ContestSummary>,
    /// Groups of contests, by their places, whose names differ and look alike, or are equal.
    pub alike: Vec<Vec<usize>>,
}

impl CardSummary {
    /// Counts records of cards.
    pub fn of(records: &CardRecords) -> Self {
        let [mut adjudicated, mut redacted, mut without_identity, mut remade, mut void] = [0; 5];
        for card in 0..records.cards() {
            let flags = records.flags(card);
            for (flag, number) in [
                (CardFlags::ADJUDICATED, &mut adjudicated),
                (CardFlags::REDACTED, &mut redacted),
                (CardFlags::NO_IDENTITY, &mut without_identity),
                (CardFlags::REMADE, &mut remade),
                (CardFlags::INVALID, &mut void),
            ] {
                *number += u64::from(flags.has(flag));
            }
        }
        Self {
            cards: records.cards() as u64,
            summed_rows: records.aggregated.len() as u64,
            adjudicated,
            redacted,
            without_identity,
            remade,
            void,
            tabulators: named(&records.tabulator),
            batches: batches(records),
            groups: named(&records.group),
            portions: named(&records.portion),
            styles: named(&records.style),
            style_basis: records.style_basis,
            contests: contests(records),
            alike: alike(records),
        }
    }

    /// Batches with so few cards that a vote may show.
    pub fn small_batches(&self) -> impl Iterator<Item = &BatchCards> {
        self.batches.iter().filter(|batch| batch.cards < FEW_CARDS)
    }

    /// Styles with so few cards that a vote may show.
    pub fn small_styles(&self) -> impl Iterator<Item = &NamedCards> {
        self.styles.iter().filter(|style| style.cards < FEW_CARDS)
    }
}

/// The names of a column that any card has, with their cards; nothing where no card has a name.
fn named(column: &NameColumn) -> Vec<NamedCards> {
    let counted = column.names().iter().zip(column.counts());
    let mut counts: Vec<NamedCards> = counted
        .filter(|(_, cards)| *cards > 0)
        .map(|(name, cards)| NamedCards { name: cell_text(name).into_owned(), cards })
        .collect();
    if let [one] = &counts[..]
        && one.name.is_empty()
    {
        counts.clear();
    }
    counts.sort_by(|a, b| by_number(&a.name, &b.name));
    counts
}

fn batches(records: &CardRecords) -> Vec<BatchCards> {
    let text = |bytes: &[u8]| cell_text(bytes).into_owned();
    let mut batches: Vec<BatchCards> = records
        .batches()
        .into_iter()
        .map(|(tabulator, batch, cards)| BatchCards { tabulator: text(tabulator), batch: text(batch), cards })
        .collect();
    if let [one] = &batches[..]
        && one.batch.is_empty()
    {
        batches.clear();
    }
    batches.sort_by(|a, b| by_number(&a.tabulator, &b.tabulator).then_with(|| by_number(&a.batch, &b.batch)));
    batches
}

/// Whole numbers by their size, before other names.
fn by_number(one: &str, other: &str) -> std::cmp::Ordering {
    let key = |name: &str| name.parse::<u64>().map_or((1, 0), |number| (0, number));
    key(one).cmp(&key(other)).then_with(|| one.cmp(other))
}

fn contests(records: &CardRecords) -> Vec<ContestSummary> {
    let mut all: Vec<ContestSummary> = (0..records.contests.len())
        .map(|contest| {
            let choices = records.contests[contest].contest.choices.len();
            ContestSummary { contest, count: records.count(contest), summed: vec![0; choices], written_in: 0 }
        })
        .collect();
    for row in &records.aggregated {
        for (contest, ContestMark { rank, choice }, votes) in &row.votes {
            if let Some(sum) = all[*contest as usize].summed.get_mut(usize::from(*choice)).filter(|_| *rank == 1) {
                *sum += votes;
            }
        }
    }
    for own in &mut all {
        let choices = &records.contests[own.contest].contest.choices;
        let votes = own.count.votes.iter().zip(&own.summed).zip(choices);
        let lines = votes.filter(|(_, choice)| choice.kind == ChoiceKind::WriteIn);
        own.written_in = lines.map(|((cards, summed), _)| cards + summed).sum();
    }
    all
}

/// What of a name people remember: its letters and digits, as they look.
pub(crate) fn gist(name: &str) -> String {
    let [small, _] = shapes(name);
    small.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

fn alike(records: &CardRecords) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in records.contests.iter().enumerate() {
        groups.entry(gist(&column.contest.name)).or_default().push(at);
    }
    let mut alike: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    alike.sort();
    alike
}
