//! A hand count that is stopped before its end.
//!
//! # Reference
//! Hillsborough County, Florida, 2018: the recount was more than 800 ballots short, and the first count was kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Befall, Tables};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings, rules};

/// Only the first batches of the manifest are counted before time is up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecountIncomplete {
    /// Batches that are counted, in the order of the manifest.
    pub batches_counted: u64,
}

impl Befall for RecountIncomplete {
    fn check(&self, election: &Election) -> Result<(), Complaint> {
        let there_are = election.batches.len() as u64;
        if self.batches_counted < there_are {
            return Ok(());
        }
        let rule = rules::allowed(rules::rule_fewer_than(there_are.saturating_sub(1)));
        Err(Complaint::rule("batches_counted", self.batches_counted, rule))
    }

    fn befall(&self, tables: &mut Tables, _: &Election, in_scope: &[bool], _: u64, _: &Purpose) {
        let in_order = tables.there.iter_mut().zip(in_scope).filter(|(_, in_scope)| **in_scope);
        for (there, _) in in_order.skip(self.batches_counted as usize) {
            *there = false;
        }
    }

    fn says(&self) -> Reason {
        findings::broken_off(self.batches_counted)
    }
}
