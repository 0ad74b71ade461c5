//! Results read with an old ballot definition: the vote at one position is credited to the name at another.
//!
//! # Reference
//! Antrim County, Michigan, 2020: Halderman 2021, "Analysis of the Antrim County, Michigan November 2020
//! Election Incident", section 3.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, MappedAt, Strike, find_contest, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings, rules};
use crate::tabulation::MachineCount;

/// What becomes of a vote that the shift carries past the end of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PastTheEnd {
    /// It leaves the contest.
    #[default]
    Dropped,
    /// It comes in again at the other end.
    Wraps,
}

/// The vote at position k of the printed list is credited to position k − `shift`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaleMappingShift {
    /// Contest whose names are shifted.
    pub contest: String,
    /// Positions towards the top of the list (negative: towards the bottom); not 0, and less than the number of names.
    pub shift: i32,
    /// What becomes of votes carried past the end of the list.
    #[serde(default)]
    pub past_the_end: PastTheEnd,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for StaleMappingShift {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        let names = election.contests[contest].candidates.len();
        if self.shift == 0 || self.shift.unsigned_abs() as usize >= names {
            let rule = rules::allowed(rules::rule_shift(1, names - 1, format_args!("-{}", names - 1), "-1"));
            return Err(Complaint::rule("shift", self.shift, rule));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let (batches, it) = (count.picked(&self.place), &count.election.contests[contest]);
        count.remap(contest, &batches, |printed, marks| {
            let names = printed.len() as i64;
            it.with_candidates(marks, |candidate| {
                let position = printed.iter().position(|&p| p == candidate)? as i64 - i64::from(self.shift);
                let position = match self.past_the_end {
                    PastTheEnd::Dropped => position,
                    PastTheEnd::Wraps => position.rem_euclid(names),
                };
                printed.get(usize::try_from(position).ok()?).copied()
            })
        });
        batches
    }

    fn says(&self) -> Reason {
        let (names, place) = (self.shift.unsigned_abs(), self.place.in_words());
        if self.shift > 0 {
            findings::stale_above(&self.contest, names, place)
        } else {
            findings::stale_below(&self.contest, names, place)
        }
    }
}
