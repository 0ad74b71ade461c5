//! CHECKS OF THE SUMS: the checks of the canvass, which compare lists and need no ballot.
//!
//! Each check examines one machine count. The scenario says which checks are made.

mod completeness;
mod plausibility;
mod reconciliation;
mod tapes;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::Election;
use crate::reason::{Reason, findings};
use crate::tabulation::Tabulation;

/// A check of the canvass, by what it compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Ballots counted against voters in the poll book, unit by unit.
    Reconciliation,
    /// Units that reported against units there are.
    Completeness,
    /// Totals against the scanners' own tapes.
    Tapes,
    /// Totals against common sense: shares without a vote, counts that no stack of paper has.
    Plausibility,
}

/// Every check, in the order in which an office makes them.
pub const CHECKS: [Check; 4] = [Check::Completeness, Check::Reconciliation, Check::Tapes, Check::Plausibility];

impl Check {
    /// Its name in messages and documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reconciliation => "reconciliation",
            Self::Completeness => "completeness",
            Self::Tapes => "tapes",
            Self::Plausibility => "plausibility",
        }
    }

    /// The check of one stage, by the stage's id.
    pub fn at(self, stage: &str) -> Reason {
        match self {
            Self::Reconciliation => findings::saw_reconciliation(stage),
            Self::Completeness => findings::saw_completeness(stage),
            Self::Tapes => findings::saw_tapes(stage),
            Self::Plausibility => findings::saw_plausibility(stage),
        }
    }

    /// Makes the check. `in_scope` says which batches the count should include.
    pub fn make(self, election: &Election, count: &Tabulation, in_scope: &[bool]) -> Vec<Finding> {
        match self {
            Self::Reconciliation => reconciliation::check(election, count, in_scope),
            Self::Completeness => completeness::check(election, count, in_scope),
            Self::Tapes => tapes::check(election, count, in_scope),
            Self::Plausibility => plausibility::check(election, count, in_scope),
        }
    }
}

/// A finding of a check in one reporting unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: Check,
    /// Index of the reporting unit.
    pub unit: usize,
    /// Index of the contest, if only one is concerned.
    pub contest: Option<usize>,
    /// What is wrong, as a message.
    pub says: Reason,
}

fn units_in_scope(election: &Election, in_scope: &[bool]) -> Vec<bool> {
    let mut units = vec![false; election.units.len()];
    for (batch, _) in in_scope.iter().enumerate().filter(|(_, counted)| **counted) {
        units[election.group_of(batch).unit] = true;
    }
    units
}
