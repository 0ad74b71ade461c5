//! Choices of a contest whose names look alike, such as `Ben Lee` and `BEN LEE`: one person's votes in two lines, or two choices.

use std::collections::BTreeMap;

use crate::import::card_summary::gist;
use crate::import::cards::CardRecords;
use crate::import::contest::ImportedContest;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;

/// The groups of choices whose names have the same letters and digits and are not the same, by their places. Choices of the very same name
/// are lines of their own, as for written names.
pub fn alike_choices(contest: &ImportedContest) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, choice) in contest.choices.iter().enumerate() {
        groups.entry(gist(&choice.name)).or_default().push(at);
    }
    let is_mixed = |group: &Vec<usize>| {
        let first = &contest.choices[group[0]].name;
        group.iter().any(|&at| contest.choices[at].name != *first)
    };
    groups.into_iter().filter(|(gist, group)| !gist.is_empty() && is_mixed(group)).map(|(_, group)| group).collect()
}

/// Notes every contest with such choices.
pub(crate) fn note_alike_choices(records: &CardRecords, notes: &mut ImportNotes) {
    for contest in records.contests.iter().map(|column| &column.contest) {
        for group in alike_choices(contest) {
            let names: Vec<String> = group.iter().map(|&at| format!("\"{}\"", contest.choices[at].name)).collect();
            let kind = NoteKind::AlikeChoices { contest: contest.name.clone(), names: names.join(", ") };
            notes.add(kind, FilePlace::default);
        }
    }
}
