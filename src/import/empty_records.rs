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
    for card in 0..records.cards() {
        let is_on = |contest: usize| records.contests.get(contest).is_some_and(|column| column.codes.get(card) != 0);
        let likely = &mut likely[records.style.code(card) as usize];
        if is_on(*likely) {
            continue;
        }
        match (0..records.contests.len()).find(|&contest| is_on(contest)) {
            Some(contest) => *likely = contest,
            None if records.flags(card).has(CardFlags::REDACTED) => {}
            None => notes.add(NoteKind::CardWithoutContests, || match records.place(card) {
                Some((file, row)) => FilePlace::file(file).row(row),
                None => FilePlace::file(file),
            }),
        }
    }
}
