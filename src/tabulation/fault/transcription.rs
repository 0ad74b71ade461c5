//! A number typed wrong between tape and totals.
//!
//! # Reference
//! Milwaukee Ward 34, Wisconsin, 2016 (8 typed for 254); Central Lake, Michigan, 5 November 2020 (2 too many).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    FaultStep, Home, Strike, find_candidate, find_contest, find_unit, known_candidate, known_contest, known_unit,
};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings, rules};
use crate::tabulation::MachineCount;

/// One candidate's total of one reporting unit is entered wrong. Give `typed` or `adds`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transcription {
    /// The reporting unit.
    pub unit: String,
    /// The contest.
    pub contest: String,
    /// Whose number it is.
    pub candidate: String,
    /// The number that was typed, at most a billion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<u32>,
    /// How much too many (negative: too few) was typed, a billion at most either way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adds: Option<i32>,
}

/// Largest number that may be typed.
const MOST: u32 = 1_000_000_000;

impl Strike for Transcription {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        find_unit(election, &self.unit)?;
        let contest = find_contest(election, "contest", &self.contest)?;
        find_candidate(election, contest, "candidate", &self.candidate)?;
        match (self.typed, self.adds) {
            (Some(typed), None) if typed > MOST => Err(Complaint::allowed("typed", typed, complaints::rule_billion())),
            (None, Some(adds)) if adds.unsigned_abs() > MOST => {
                Err(Complaint::allowed("adds", adds, complaints::rule_billion_way()))
            }
            (Some(_), None) | (None, Some(_)) => Ok(()),
            (Some(_), Some(_)) => {
                Err(Complaint::allowed("typed", rules::found_typed_adds(), complaints::rule_one_of_two()))
            }
            (None, None) => Err(Complaint::rule("typed", rules::found_no_typed_adds(), rules::rule_one_needed())),
        }
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let election = count.election;
        let contest = known_contest(election, &self.contest);
        let candidate = usize::from(known_candidate(election, contest, &self.candidate));
        let unit = known_unit(election, &self.unit);
        let batches = count.batches_of_unit(unit);
        if batches.is_empty() {
            return batches;
        }
        let stood = count.stands(unit, contest, candidate);
        let adds = self.typed.map_or_else(|| i64::from(self.adds.unwrap_or(0)), |typed| i64::from(typed) - stood);
        count.correct(unit, contest, candidate, adds);
        batches
    }

    fn says(&self) -> Reason {
        match (self.typed, self.adds) {
            (Some(typed), _) => findings::transcription(typed, &self.candidate, &self.unit),
            (None, adds) => {
                findings::transcription(format_args!("{:+}", adds.unwrap_or(0)), &self.candidate, &self.unit)
            }
        }
    }
}
