//! Voters who fill an oval and write the same name on the write-in line: one vote to a person, two marks to a scanner.
//!
//! # Reference
//! Volusia County, Florida, 2000: such ballots were read as overvotes and counted by the hand count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_share, find_contest, known_contest};
use crate::election::{Election, Selection, Stroke};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings, rules};
use crate::tabulation::MachineCount;

/// On a share of the ballots the write-in line is filled in beside the voter's mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteInDouble {
    /// The contest; it has a write-in line.
    pub contest: String,
    /// Share of the ballots with a vote, 0 to 1.
    pub rate: f64,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for WriteInDouble {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        if election.contests[contest].write_in_line.is_none() {
            let rule = rules::needed(complaints::rule_write_in());
            return Err(Complaint::rule("contest", format!("{:?}", self.contest), rule));
        }
        check_share("rate", self.rate)?;
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let Some(line) = count.election.contests[contest].write_in_line else { return Vec::new() };
        let batches = count.picked(&self.place);
        for &batch in &batches {
            let cards = count.election.batches[batch].cards.clone();
            for hit in random.stream(batch as u64).hits(cards.len(), self.rate) {
                let Some(mut marks) = count.reading(contest, batch, cards.start + hit).cloned() else { continue };
                if !marks.strokes().is_empty() {
                    marks.set(line, Stroke::Filled);
                    count.set_reading(contest, batch, cards.start + hit, marks);
                }
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::write_in_double(self.place.in_words())
    }
}
