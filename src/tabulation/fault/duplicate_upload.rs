//! A result file uploaded again: a second copy, or a bad file from an earlier stage kept beside the good one.
//!
//! # Reference
//! Rochester Hills, Michigan, 2020 (absentee results under two labels); Monmouth County, New Jersey, 2022;
//! Antrim County, Michigan, 5 November 2020 (the bad upload kept in three townships).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The files of these batches are added once more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DuplicateUpload {
    /// Which batches.
    #[serde(rename = "where")]
    pub place: Selection,
    /// The earlier machine stage whose files are the second copy; this stage's own if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_from: Option<String>,
}

impl Strike for DuplicateUpload {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, earlier: &[&str]) -> Result<(), Complaint> {
        match &self.copy_from {
            Some(stage) if !earlier.contains(&stage.as_str()) => {
                Err(Complaint::unknown("copy_from", stage, earlier.iter().copied()))
            }
            _ => self.place.check_some(election),
        }
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        let source = match &self.copy_from {
            None => &count.uploads,
            Some(stage) => {
                let kept = count.earlier.iter().find(|(name, _)| name == stage);
                &kept.expect("checked with the scenario").1.uploads
            }
        };
        // One more file for each batch, even if there are already several.
        let mut copies: Vec<_> = source.iter().filter(|u| batches.binary_search(&u.batch).is_ok()).cloned().collect();
        copies.sort_by_key(|u| u.batch);
        copies.dedup_by_key(|u| u.batch);
        count.uploads.extend(copies);
        batches
    }

    fn says(&self) -> Reason {
        let place = self.place.in_words();
        match &self.copy_from {
            Some(stage) => findings::duplicate_upload_kept(stage, place),
            None => findings::duplicate_upload(place),
        }
    }
}
