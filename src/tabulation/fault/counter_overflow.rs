//! A counter too small for the count.
//!
//! # Reference
//! Broward County, Florida, 2004: above about 32,000 (a signed counter of 16 bits) absentee votes were counted
//! backwards, and an amendment's margin was 166,000 instead of 240,000.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, find_contest, known_contest};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// What a counter does when it is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// It starts again from 0.
    #[default]
    Wraps,
    /// It counts backwards from its highest number.
    CountsBackwards,
}

/// The totals of one reporting unit are kept in counters of a given number of bits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterOverflow {
    /// The reporting unit.
    pub unit: String,
    /// The contest.
    pub contest: String,
    /// Bits that hold the number, 1 to 40 (15 for a signed counter of 16 bits).
    pub bits: u8,
    /// What happens beyond.
    #[serde(default)]
    pub when_full: WhenFull,
}

impl CounterOverflow {
    /// What the counter shows after `votes` votes.
    fn shows(&self, votes: i64) -> i64 {
        let size = 1_i64 << self.bits;
        match self.when_full {
            WhenFull::Wraps => votes.rem_euclid(size),
            WhenFull::CountsBackwards if votes < size => votes,
            WhenFull::CountsBackwards => 2 * (size - 1) - votes,
        }
    }
}

impl Strike for CounterOverflow {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        super::find_unit(election, &self.unit)?;
        find_contest(election, "contest", &self.contest)?;
        if (1..=40).contains(&self.bits) {
            Ok(())
        } else {
            Err(Complaint::allowed("bits", self.bits, complaints::rule_range(1, 40)))
        }
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let unit = super::known_unit(count.election, &self.unit);
        let batches = count.batches_of_unit(unit);
        if batches.is_empty() {
            return batches;
        }
        for candidate in 0..count.election.contests[contest].candidates.len() {
            let stands = count.stands(unit, contest, candidate);
            let adds = self.shows(stands) - stands;
            if adds != 0 {
                count.correct(unit, contest, candidate, adds);
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::counter_overflow(self.bits, &self.contest, &self.unit)
    }
}
