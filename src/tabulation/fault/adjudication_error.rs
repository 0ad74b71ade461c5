//! Ballots that a person adjudicates on a screen, with a share of errors.
//!
//! # Reference
//! Maricopa County, Arizona, 2020: 11 % of ballots adjudicated for any cause; Colorado 2024: 9 of 48 discrepancies
//! of the audit were adjudication errors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_share, find_contest, known_contest};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// Ambiguous ballots are adjudicated: mostly as the voter meant, with a share settled wrongly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjudicationError {
    /// The contest.
    pub contest: String,
    /// Share of the adjudicated ballots that is settled wrongly (as blank), 0 to 1.
    pub wrong: f64,
    /// Further ballots sent to adjudication without need, as a share of all, 0 to 1; 0 if not given.
    #[serde(default)]
    pub flagged: f64,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for AdjudicationError {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        find_contest(election, "contest", &self.contest)?;
        check_share("wrong", self.wrong)?;
        check_share("flagged", self.flagged)?;
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let it = &count.election.contests[contest];
        let batches = count.picked(&self.place);
        for &batch in &batches {
            let mut random = random.stream(batch as u64);
            for card in count.election.batches[batch].cards.clone() {
                let Some(marks) = count.reading(contest, batch, card).cloned() else { continue };
                // Clean marks are adjudicated only by chance; all other marks always are.
                if marks.is_plain() && !random.chance(self.flagged) {
                    continue;
                }
                let settled = if random.chance(self.wrong) { Marks::default() } else { marks.meant(it) };
                count.set_reading(contest, batch, card, settled);
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::adjudication_error(100.0 * self.wrong, self.place.in_words())
    }
}
