//! What the counts of a contest show to be odd, whatever the format.

use crate::import::cards::CardRecords;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;

/// Cards of a contest from which on a share of them says something.
const LEAST: u64 = 4;

/// Notes contests of which half the cards or more are overvoted, as where two contests are read as one, and those with void votes.
pub(crate) fn note_odd_counts(records: &CardRecords, notes: &mut ImportNotes) {
    for column in &records.contests {
        let (count, name) = (column.count(records.cards()), &column.contest.name);
        if count.cards >= LEAST && 2 * count.overvoted >= count.cards {
            notes.add_many(NoteKind::MostlyOvervoted(name.clone()), count.overvoted, FilePlace::default);
        }
        notes.add_many(NoteKind::VoidVotes(name.clone()), count.invalid, FilePlace::default);
        if column.contest.ranks > 0 {
            let overvoted = column.overvoted_first_ranks(records.cards());
            notes.add_many(NoteKind::OvervotedFirstRank(name.clone()), overvoted, FilePlace::default);
        }
    }
}
