//! Cards that share an identity.

use crate::import::cards::CardRecords;
use crate::import::dictionary::hash;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;
use crate::import::record_numbers::note_record_numbers;
use crate::import::side_by_side::both;
use crate::import::text_bytes::cell_text;

/// An identity that is unique in an export.
#[derive(Clone, Copy)]
enum Identity {
    /// Tabulator, batch and record.
    Record,
    /// What is printed on the card.
    Imprinted,
    /// The number of the record in the export, where cards have nothing else.
    Number,
}

impl Identity {
    /// A number that cards of one identity share; none for a card without it.
    fn hash(self, records: &CardRecords, card: usize, text: &[u8]) -> Option<u32> {
        let within = match self {
            Self::Record => u64::from(records.tabulator.code(card)) << 32 | u64::from(records.batch.code(card)),
            Self::Imprinted | Self::Number => 0,
        };
        (!text.is_empty()).then(|| (hash(text) ^ within.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_shr(16) as u32)
    }

    fn text(self, records: &CardRecords, card: usize) -> Vec<u8> {
        match self {
            Self::Record => {
                [records.tabulator.get(card), records.batch.get(card), records.record.get(card)].join(&b'-')
            }
            Self::Imprinted => records.imprinted.get(card).to_vec(),
            Self::Number => records.number.get(card).to_vec(),
        }
    }

    /// The cards whose identity an earlier one has, with it.
    fn repeated(self, records: &CardRecords) -> Vec<(u32, Vec<u8>)> {
        let mut hashed: Vec<u64> = Vec::with_capacity(records.cards());
        let ids = match self {
            Self::Record => &records.record,
            Self::Imprinted => &records.imprinted,
            Self::Number => &records.number,
        };
        ids.each(|card, text| {
            hashed.extend(self.hash(records, card, text).map(|hash| u64::from(hash) << 32 | card as u64));
        });
        hashed.sort_unstable();
        let mut repeated = Vec::new();
        for group in hashed.chunk_by(|a, b| a >> 32 == b >> 32).filter(|group| group.len() > 1) {
            let cards = group.iter().map(|&card| card as u32);
            let mut texts: Vec<(Vec<u8>, u32)> = cards.map(|card| (self.text(records, card as usize), card)).collect();
            texts.sort_unstable();
            let pairs = texts.windows(2).filter(|pair| pair[0].0 == pair[1].0);
            repeated.extend(pairs.map(|pair| (pair[1].1, pair[1].0.clone())));
        }
        repeated
    }
}

/// Notes every card whose identity an earlier one has, and batches whose record numbers are not the places of their cards.
pub(crate) fn note_identities(records: &CardRecords, notes: &mut ImportNotes) {
    note_record_numbers(records, notes);
    let of = |identity: Identity| identity.repeated(records);
    let (mut all, imprinted) = both(|| of(Identity::Record), || of(Identity::Imprinted));
    all.extend(imprinted);
    if records.record.is_blank() && records.imprinted.is_blank() {
        all.extend(of(Identity::Number));
    }
    all.sort();
    all.dedup_by_key(|repeated| repeated.0);
    for (card, text) in all {
        let place = || match records.place(card as usize) {
            Some((file, row)) => FilePlace::file(file).row(row),
            None => FilePlace::default(),
        };
        notes.add(NoteKind::DuplicateCard(cell_text(&text).into_owned()), place);
    }
}
