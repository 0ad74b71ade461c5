//! Whole contests exchanged: the votes of one contest appear, position by position, under another.
//!
//! # Reference
//! Wellington, Florida, March 2012: three contests rotated; every total looked normal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, MappedAt, Strike, find_contest, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings, rules};
use crate::tabulation::MachineCount;

/// The votes of each listed contest are reported under the next; the last one's under the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestMappingRotation {
    /// Two contests or more, each once, all on the same sheet wherever they are on the ballot.
    pub contests: Vec<String>,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for ContestMappingRotation {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let mut places = Vec::new();
        for (i, id) in self.contests.iter().enumerate() {
            let place = find_contest(election, "", id).map_err(|c| c.at(i).under("contests"))?;
            if places.contains(&place) {
                return Err(Complaint::allowed("", id, complaints::rule_contest_once()).at(i).under("contests"));
            }
            places.push(place);
        }
        if places.len() < 2 {
            let found = complaints::found_few_contests(places.len());
            return Err(Complaint::allowed("contests", found, complaints::rule_two_contests()));
        }
        for style in &election.styles {
            if places.iter().any(|&c| style.sheet_of(c) != style.sheet_of(places[0])) {
                let found = rules::found_sheets_of(&style.id);
                return Err(Complaint::allowed("contests", found, complaints::rule_sheet()));
            }
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contests: Vec<usize> = self.contests.iter().map(|id| known_contest(count.election, id)).collect();
        let batches = count.picked(&self.place);
        let before: Vec<_> = contests.iter().map(|&c| count.readings[c].clone()).collect();
        for style in 0..count.election.styles.len() {
            for (i, from) in before.iter().enumerate() {
                let to = contests[(i + 1) % contests.len()];
                let map = count.as_if(contests[i], to, style);
                for &batch in batches.iter().filter(|&&b| count.election.group_of(b).style == style) {
                    for card in count.election.batches[batch].cards.clone() {
                        count.readings[to].set(batch, card, map[from.get(batch, card) as usize]);
                    }
                }
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::contest_mapping_rotation(self.contests.join(", "), self.place.in_words())
    }
}
