//! Names exchanged in the results: each listed candidate gets the votes of the one before.
//!
//! # Reference
//! Cherokee County, Kansas, 2022 (two candidates exchanged by the vendor's media); Scurry County, Texas, 2002.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, MappedAt, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// The votes of each listed candidate are reported under the next; the last one's under the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateSwap {
    /// Contest whose names are exchanged.
    pub contest: String,
    /// Two names or more, each once.
    pub candidates: Vec<String>,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for CandidateSwap {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        for (i, name) in self.candidates.iter().enumerate() {
            find_candidate(election, contest, "", name).map_err(|c| c.at(i).under("candidates"))?;
            if self.candidates[..i].contains(name) {
                return Err(Complaint::allowed("", name, complaints::rule_name_once()).at(i).under("candidates"));
            }
        }
        if self.candidates.len() < 2 {
            let found = complaints::found_few_names(self.candidates.len());
            return Err(Complaint::allowed("candidates", found, complaints::rule_two_names()));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let cycle: Vec<_> = self.candidates.iter().map(|name| known_candidate(count.election, contest, name)).collect();
        let (batches, it) = (count.picked(&self.place), &count.election.contests[contest]);
        count.remap(contest, &batches, |_, marks| {
            it.with_candidates(marks, |candidate| match cycle.iter().position(|&c| c == candidate) {
                Some(i) => Some(cycle[(i + 1) % cycle.len()]),
                None => Some(candidate),
            })
        });
        batches
    }

    fn says(&self) -> Reason {
        findings::candidate_swap(self.candidates.join(", "), self.place.in_words())
    }
}
