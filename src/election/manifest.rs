//! The ballot manifest: which batch is in which container, and how many cards it holds.

use super::{Batch, Election};

/// One line of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestLine<'a> {
    /// Number of the container, from 1.
    pub container: u32,
    /// Tabulator that scanned the batch.
    pub tabulator: &'a str,
    /// Name of the batch.
    pub batch: &'a str,
    /// Cards in it.
    pub cards: u64,
}

/// The place of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardPlace {
    /// Index of the batch in the election's list.
    pub batch: usize,
    /// Position in the stack, from 1.
    pub position: u64,
}

/// The list of all batches. It holds numbers of cards and no votes.
#[derive(Clone, Copy, Debug)]
pub struct Manifest<'a> {
    batches: &'a [Batch],
    tabulators: &'a [String],
}

impl<'a> Manifest<'a> {
    /// The manifest of an election's paper.
    pub fn of(election: &'a Election) -> Self {
        Self { batches: &election.batches, tabulators: &election.tabulators }
    }

    /// Its lines in order of storage.
    pub fn lines(self) -> impl Iterator<Item = ManifestLine<'a>> {
        self.batches.iter().map(move |b| ManifestLine {
            container: b.container,
            tabulator: &self.tabulators[b.tabulator],
            batch: &b.id,
            cards: b.cards.len() as u64,
        })
    }

    /// Cards in all.
    pub fn cards(self) -> u64 {
        self.batches.last().map_or(0, |b| b.cards.end as u64)
    }

    /// The place of card number `card` (from 0), or `None` past the end.
    pub fn place(self, card: usize) -> Option<CardPlace> {
        let batch = self.batches.partition_point(|b| b.cards.end <= card);
        let first = self.batches.get(batch)?.cards.start;
        Some(CardPlace { batch, position: (card - first) as u64 + 1 })
    }
}
