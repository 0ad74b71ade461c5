//! Records that say nothing: exports without cards, cards without contests, contests in which no vote is allowed.

use crate::import::card_flags::CardFlags;
use crate::import::cards::CardRecords;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;

/// Notes what says nothing in the records of some files, of which the first is named.
pub(crate) fn note_empty(records: &CardRecords, file: &str, notes: &mut ImportNotes) {
    if records.cards() == 0 && records.aggregated.is_empty() {
        notes.add(NoteKind::NoCards, || FilePlace::file(file));
    }
    for column in &records.contests {
        if column.contest.vote_for == Some(0) {
            notes.add(NoteKind::NoVoteAllowed(column.contest.name.clone()), || FilePlace::file(file));
        }
    }
    // The contest that was on the last card of a style is likely on the next one too.
    let mut likely = vec![0; records.style.names().len().max(1)];
    // Cards of one row are alike.
    let mut empty_row = None;
    for card in 0..records.cards() {
        let is_on = |contest: usize| records.contests.get(contest).is_some_and(|column| column.codes.get(card) != 0);
        let likely = &mut likely[records.style.code(card) as usize];
        if is_on(*likely) {
            continue;
        }
        let place = records.place(card);
        let is_known = place.is_some() && empty_row == place;
        let scanned = if is_known { 0 } else { records.contests.len() };
        match (0..scanned).find(|&contest| is_on(contest)) {
            Some(contest) => *likely = contest,
            None if records.flags(card).has(CardFlags::REDACTED) => {}
            None => {
                empty_row = place;
                notes.add(NoteKind::CardWithoutContests, || match place {
                    Some((file, row)) => FilePlace::file(file).row(row),
                    None => FilePlace::file(file),
                });
            }
        }
    }
}
