//! The numbers of records within their batches.

use std::collections::BTreeMap;

use crate::import::cards::CardRecords;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;

/// The number of a card's record in its batch, if it is one.
pub(crate) fn record_number(text: &[u8]) -> Option<u64> {
    let text = text.trim_ascii();
    text.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(text).ok()?.parse().ok()).flatten()
}

/// The numbers of a batch so far.
struct BatchNumbers {
    first_card: usize,
    cards: u64,
    numbered: u64,
    least: u64,
    largest: u64,
}

/// Notes every batch whose record numbers begin with another than 1 or go beyond the number of its cards: there the place of a card in the
/// batch is not its record number. A number that stands twice is a finding of its own.
pub(crate) fn note_record_numbers(records: &CardRecords, notes: &mut ImportNotes) {
    let mut batches: BTreeMap<(u32, u32), BatchNumbers> = BTreeMap::new();
    records.record.each(|card, text| {
        let key = (records.tabulator.code(card), records.batch.code(card));
        let fresh = BatchNumbers { first_card: card, cards: 0, numbered: 0, least: u64::MAX, largest: 0 };
        let of = batches.entry(key).or_insert(fresh);
        of.cards += 1;
        if let Some(number) = record_number(text) {
            of.numbered += 1;
            (of.least, of.largest) = (of.least.min(number), of.largest.max(number));
        }
    });
    let is_apart =
        |of: &&BatchNumbers| of.numbered > 0 && (of.numbered < of.cards || of.least != 1 || of.largest > of.cards);
    let mut apart: Vec<&BatchNumbers> = batches.values().filter(is_apart).collect();
    apart.sort_unstable_by_key(|of| of.first_card);
    for of in apart {
        let place = || match records.place(of.first_card) {
            Some((file, row)) => FilePlace::file(file).row(row),
            None => FilePlace::default(),
        };
        notes.add(NoteKind::RecordNumbersApart, place);
    }
}
