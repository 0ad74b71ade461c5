//! Batches that machines counted and that cannot be found any more.
//!
//! # Reference
//! Minneapolis, ward 3 precinct 1, Minnesota 2008: 132 ballots in an envelope, counted on election night and never found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Befall, Tables};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};

/// The batches are gone: a hand count leaves them out, an audit takes each of their cards for the worst case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchLost {
    /// Which batches.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl Befall for BatchLost {
    fn check(&self, election: &Election) -> Result<(), Complaint> {
        self.place.check_some(election)
    }

    fn befall(&self, tables: &mut Tables, election: &Election, _: &[bool], _: u64, _: &Purpose) {
        for batch in self.place.batches(election) {
            tables.there[batch] = false;
        }
    }

    fn says(&self) -> Reason {
        findings::batch_lost(self.place.in_words())
    }
}
