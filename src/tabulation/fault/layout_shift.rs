//! A printed ballot whose layout moved after the scanners were programmed: some targets are not where the scanner
//! looks.
//!
//! # Reference
//! North Kingstown, Rhode Island, 2016: a font changed the layout after programming, and question 9 was read wrong.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// Marks for one name are not seen, or are taken for marks for another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoutShift {
    /// The contest.
    pub contest: String,
    /// Whose target moved.
    pub candidate: String,
    /// The name whose place on the card it moved to; if not given, the marks are not seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lands_on: Option<String>,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for LayoutShift {
    fn step(&self) -> FaultStep {
        FaultStep::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        find_candidate(election, contest, "candidate", &self.candidate)?;
        if let Some(name) = &self.lands_on {
            find_candidate(election, contest, "lands_on", name)?;
            if *name == self.candidate {
                return Err(Complaint::allowed("lands_on", name, complaints::rule_than_candidate()));
            }
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let moved = known_candidate(count.election, contest, &self.candidate);
        let target = self.lands_on.as_ref().map(|name| known_candidate(count.election, contest, name));
        let (batches, it) = (count.picked(&self.place), &count.election.contests[contest]);
        count.reread(contest, &batches, |marks| {
            it.with_candidates(marks, |c| if c == moved { target } else { Some(c) })
        });
        batches
    }

    fn says(&self) -> Reason {
        let place = self.place.in_words();
        match &self.lands_on {
            None => findings::layout_shift(&self.candidate, place),
            Some(name) => findings::layout_shift_lands(&self.candidate, name, place),
        }
    }
}
