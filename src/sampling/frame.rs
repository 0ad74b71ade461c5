//! The cards that may be drawn for a contest: the batches of the manifest whose ballots carry it.

use std::ops::Range;

use crate::election::{Batch, Place};

/// Some batches of a manifest, their cards numbered from 0 without a gap.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    manifest: &'a [Batch],
    batches: Vec<usize>,
    /// Number of the card after the last, for each batch.
    ends: Vec<u64>,
}

impl<'a> Frame<'a> {
    /// These batches, in rising order.
    pub fn new(manifest: &'a [Batch], batches: Vec<usize>) -> Self {
        let mut end = 0;
        let ends = batches.iter().map(|&batch| {
            end += manifest[batch].cards.len() as u64;
            end
        });
        let ends = ends.collect();
        Self { manifest, batches, ends }
    }

    /// Cards in all.
    pub fn cards(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Ballots in all.
    pub fn ballots(&self) -> u64 {
        self.batches.iter().map(|&batch| self.manifest[batch].ballots).sum()
    }

    /// The batches, as places in the manifest.
    pub fn batches(&self) -> &[usize] {
        &self.batches
    }

    /// The cards (of all the election's cards) of a batch, a place in [`Frame::batches`].
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn cards_of(&self, at: usize) -> Range<usize> {
        self.manifest[self.batches[at]].cards.clone()
    }

    /// Batch (a place in the manifest) and card (of all the election's cards) of a number in this frame.
    ///
    /// # Panics
    /// If the frame has no such card.
    pub fn card(&self, number: u64) -> (usize, usize) {
        let (at, card) = self.locate(number);
        (self.batches[at], card)
    }

    /// Batch (a place in [`Frame::batches`]) and card (of all the election's cards) of a number in this frame.
    ///
    /// # Panics
    /// If the frame has no such card.
    pub fn locate(&self, number: u64) -> (usize, usize) {
        let (at, within) = place_in(&self.ends, number);
        (at, self.manifest[self.batches[at]].cards.start + within as usize)
    }

    /// Where a card lies.
    ///
    /// # Panics
    /// If the frame has no such card.
    pub fn place(&self, number: u64) -> Place {
        let (batch, card) = self.card(number);
        Place { batch, position: (card - self.manifest[batch].cards.start) as u64 + 1 }
    }

    /// The name of a card on a pull list: batch and position.
    ///
    /// # Panics
    /// If the frame has no such card.
    pub fn id(&self, number: u64) -> String {
        let place = self.place(number);
        format!("{},{}", self.manifest[place.batch].id, place.position)
    }
}

/// Which of several stretches a number lies in, and how far into it, where `ends` are the numbers after each.
pub(super) fn place_in(ends: &[u64], number: u64) -> (usize, u64) {
    let at = ends.partition_point(|&end| end <= number);
    (at, number - if at == 0 { 0 } else { ends[at - 1] })
}
