//! The sampling frame of a contest: the batches of the manifest whose ballots carry it, or single cards of them.

use std::ops::Range;

use crate::election::{Batch, CardPlace};

/// Some batches of a manifest, their cards numbered from 0 without a gap; after them, phantoms: cards that must exist
/// and that no list shows.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    manifest: &'a [Batch],
    batches: Vec<usize>,
    /// Number of the card after the last, for each batch.
    ends: Vec<u64>,
    /// The first card (of all the election's) of each batch.
    starts: Vec<usize>,
    /// An index for finding a number among the ends.
    lookup: Lookup,
    /// The cards (of all the election's), in rising order, if only some of each batch are in the frame.
    chosen: Option<Vec<u32>>,
    phantoms: u64,
}

impl<'a> Frame<'a> {
    /// A frame of these batches, in rising order.
    pub fn new(manifest: &'a [Batch], batches: Vec<usize>) -> Self {
        let mut end = 0;
        let ends = batches.iter().map(|&batch| {
            end += manifest[batch].cards.len() as u64;
            end
        });
        let ends: Vec<u64> = ends.collect();
        let starts = batches.iter().map(|&batch| manifest[batch].cards.start).collect();
        Self { manifest, batches, lookup: Lookup::of(&ends), ends, starts, chosen: None, phantoms: 0 }
    }

    /// Restricts the frame to these cards (of all the election's), in rising order.
    #[must_use]
    pub fn of_cards(mut self, cards: Vec<u32>) -> Self {
        let before = |&batch: &usize| {
            let end = self.manifest[batch].cards.end;
            cards.partition_point(|&card| (card as usize) < end) as u64
        };
        self.ends = self.batches.iter().map(before).collect();
        self.lookup = Lookup::of(&self.ends);
        self.chosen = Some(cards);
        self
    }

    /// A frame of these batches only (indices in [`Frame::batches`], in rising order), without phantoms.
    #[must_use]
    pub fn of_batches(&self, places: &[usize]) -> Self {
        let part = Self::new(self.manifest, places.iter().map(|&at| self.batches[at]).collect());
        match self.chosen {
            None => part,
            Some(_) => part.of_cards(places.iter().flat_map(|&at| self.listed(at)).map(|card| card as u32).collect()),
        }
    }

    /// Adds this number of phantoms after the last card.
    #[must_use]
    pub fn with_phantoms(mut self, phantoms: u64) -> Self {
        self.phantoms = phantoms;
        self
    }

    /// Cards in all, phantoms included.
    pub fn cards(&self) -> u64 {
        self.found() + self.phantoms
    }

    /// The number of phantoms.
    pub fn phantoms(&self) -> u64 {
        self.phantoms
    }

    /// The number of cards that are not phantoms.
    fn found(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Ballots in all.
    pub fn ballots(&self) -> u64 {
        self.batches.iter().map(|&batch| self.manifest[batch].ballots).sum()
    }

    /// Ballots in a batch, by its index in [`Frame::batches`].
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn ballots_of(&self, at: usize) -> u64 {
        self.manifest[self.batches[at]].ballots
    }

    /// The batches, as indices in the manifest.
    pub fn batches(&self) -> &[usize] {
        &self.batches
    }

    /// The number of the frame's cards in a batch, by its index in [`Frame::batches`]; phantoms count as the last
    /// batch's.
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn cards_in(&self, at: usize) -> u64 {
        let first = if at == 0 { 0 } else { self.ends[at - 1] };
        let phantoms = if at + 1 == self.ends.len() { self.phantoms } else { 0 };
        self.ends[at] - first + phantoms
    }

    /// The first card (of all the election's) of a batch, by its index in [`Frame::batches`], whether it is in the
    /// frame or not.
    pub(super) fn first_card(&self, at: usize) -> usize {
        self.starts[at]
    }

    /// The number of the first card of a batch, by its index in [`Frame::batches`].
    pub(super) fn first_number(&self, at: usize) -> u64 {
        if at == 0 { 0 } else { self.ends[at - 1] }
    }

    /// The name of a batch, by its index in [`Frame::batches`].
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn batch_id(&self, at: usize) -> &str {
        &self.manifest[self.batches[at]].id
    }

    /// Whether all cards of its batches are in the frame.
    pub fn is_by_batch(&self) -> bool {
        self.chosen.is_none()
    }

    /// The cards (of all the election's cards) of a batch, by its index in [`Frame::batches`].
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn cards_of(&self, at: usize) -> Range<usize> {
        self.manifest[self.batches[at]].cards.clone()
    }

    /// The cards (of all the election's cards) of a batch, by its index in [`Frame::batches`], that are in the frame.
    ///
    /// # Panics
    /// If the frame has no such batch.
    pub fn listed(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let first = if at == 0 { 0 } else { self.ends[at - 1] };
        let start = self.manifest[self.batches[at]].cards.start;
        (first..self.ends[at]).map(move |number| match &self.chosen {
            Some(cards) => cards[number as usize] as usize,
            None => start + (number - first) as usize,
        })
    }

    /// Batch (index in [`Frame::batches`]) and card (of all the election's cards) of a number in this frame; `None` for
    /// a phantom.
    pub fn locate(&self, number: u64) -> Option<(usize, usize)> {
        if number >= self.found() {
            return None;
        }
        let at = self.lookup.place(&self.ends, number);
        let within = number - if at == 0 { 0 } else { self.ends[at - 1] };
        let card = match &self.chosen {
            Some(cards) => cards[number as usize] as usize,
            None => self.starts[at] + within as usize,
        };
        Some((at, card))
    }

    /// The number of a card (of all the election's) in this batch (index in the manifest); `None` if it is not in the
    /// frame.
    pub fn number_of(&self, batch: usize, card: usize) -> Option<u64> {
        let at = self.batches.binary_search(&batch).ok()?;
        if let Some(cards) = &self.chosen {
            return cards.binary_search(&(card as u32)).ok().map(|number| number as u64);
        }
        let first = if at == 0 { 0 } else { self.ends[at - 1] };
        Some(first + (card - self.manifest[batch].cards.start) as u64)
    }

    /// The place of a card; `None` for a phantom.
    pub fn place(&self, number: u64) -> Option<CardPlace> {
        let (at, card) = self.locate(number)?;
        let batch = self.batches[at];
        Some(CardPlace { batch, position: (card - self.manifest[batch].cards.start) as u64 + 1 })
    }

    /// Passes the names of all cards to `visit`, in order and without an allocation for each.
    pub(super) fn each_id(&self, mut visit: impl FnMut(u64, &[u8])) {
        let mut text = Vec::new();
        let mut number = 0;
        for (&batch, &end) in self.batches.iter().zip(&self.ends) {
            let id = &self.manifest[batch].id;
            let Some(cards) = &self.chosen else {
                each_position(&mut text, id, number..end, &mut visit);
                number = end;
                continue;
            };
            text.clear();
            text.extend_from_slice(id.as_bytes());
            text.push(b',');
            let before = text.len();
            let first = self.manifest[batch].cards.start;
            for &card in &cards[number as usize..end as usize] {
                push_number(&mut text, (card as usize - first) as u64 + 1);
                visit(number, &text);
                text.truncate(before);
                number += 1;
            }
        }
        (number..self.cards()).for_each(|phantom| visit(phantom, self.id(phantom).as_bytes()));
    }

    /// The name of a card on a pull list: batch and position.
    pub fn id(&self, number: u64) -> String {
        match self.place(number) {
            Some(place) => format!("{},{}", self.manifest[place.batch].id, place.position),
            None => format!("phantom,{}", number - self.found() + 1),
        }
    }
}

/// An index of batches: for stretches of numbers as long as an average batch, the batch in which each begins. A binary
/// search among ten thousands of batches would cost more than the draw.
#[derive(Clone, Debug)]
struct Lookup {
    /// The binary logarithm of the length of a stretch.
    places: u32,
    first: Vec<u32>,
}

impl Lookup {
    fn of(ends: &[u64]) -> Self {
        let all = ends.last().copied().unwrap_or(0);
        let places = (all / ends.len().max(1) as u64).max(1).ilog2();
        let mut at = 0;
        let begins = (0..all.div_ceil(1 << places)).map(|stretch| {
            while ends[at] <= stretch << places {
                at += 1;
            }
            at as u32
        });
        Self { places, first: begins.collect() }
    }

    /// The first end beyond a number, which must be below the last end.
    fn place(&self, ends: &[u64], number: u64) -> usize {
        let stretch = (number >> self.places) as usize;
        // Where batches are of very unequal size, many may end in one stretch.
        let (low, high) =
            (self.first[stretch] as usize, self.first.get(stretch + 1).map_or(ends.len() - 1, |&at| at as usize));
        if high - low <= FEW {
            return (low..high).find(|&at| ends[at] > number).unwrap_or(high);
        }
        low + ends[low..high].partition_point(|&end| end <= number)
    }
}

/// Number of ends up to which they are compared one after the other.
const FEW: usize = 8;

/// Appends a whole number in decimal digits.
fn push_number(text: &mut Vec<u8>, number: u64) {
    let first = text.len();
    let mut left = number;
    loop {
        text.push(b'0' + (left % 10) as u8);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    text[first..].reverse();
}

/// Passes the names of a batch's cards, with these numbers, to `visit`: the batch's name and the position, from 1.
/// `text` is a buffer.
#[inline]
pub(super) fn each_position(
    text: &mut Vec<u8>,
    batch: &str,
    numbers: Range<u64>,
    visit: &mut (impl FnMut(u64, &[u8]) + ?Sized),
) {
    text.clear();
    text.extend_from_slice(batch.as_bytes());
    text.push(b',');
    let before = text.len();
    text.push(b'1');
    for number in numbers {
        visit(number, text);
        count_on(text, before);
    }
}

/// Adds one to the decimal number at the end of a text, which begins after `before` bytes.
fn count_on(text: &mut Vec<u8>, before: usize) {
    for digit in text[before..].iter_mut().rev() {
        if *digit != b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    text.insert(before, b'1');
}

/// The stretch that a number lies in, and its offset in it, where `ends` are the ends of consecutive stretches.
pub(super) fn place_in(ends: &[u64], number: u64) -> (usize, u64) {
    let at = ends.partition_point(|&end| end <= number);
    (at, number - if at == 0 { 0 } else { ends[at - 1] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_the_batch_that_halving_finds() {
        let sizes: [&[u64]; 6] = [
            &[1],
            &[0, 3, 0, 0, 5, 0],
            &[4_000; 30],
            &[1, 1, 1, 1, 90_000, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            &[],
            &[7, 64, 1],
        ];
        for sizes in sizes {
            let mut all = 0;
            let add = |size: &u64| {
                all += size;
                all
            };
            let ends: Vec<u64> = sizes.iter().map(add).collect();
            let lookup = Lookup::of(&ends);
            assert!((0..all).all(|number| lookup.place(&ends, number) == place_in(&ends, number).0), "{sizes:?}");
        }
    }

    #[test]
    fn names_told_one_after_the_other_are_the_names() {
        let batch = |id: &str, cards: Range<usize>| Batch {
            id: id.into(),
            group: 0,
            ballots: cards.len() as u64,
            cards,
            container: 1,
            tabulator: 0,
        };
        let manifest = [batch("a", 0..3), batch("b", 3..3), batch("c", 3..1_200)];
        let all = Frame::new(&manifest, vec![0, 1, 2]).with_phantoms(2);
        let some = Frame::new(&manifest, vec![0, 2]).of_cards(vec![1, 2, 4, 19, 29, 1_199]).with_phantoms(1);
        for frame in [all, some] {
            let mut shown = Vec::new();
            frame.each_id(|number, id| shown.push((number, String::from_utf8(id.to_vec()).expect("text"))));
            assert_eq!(shown, (0..frame.cards()).map(|number| (number, frame.id(number))).collect::<Vec<_>>());
        }
    }
}
