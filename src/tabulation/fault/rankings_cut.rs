//! A scanner programme with too few ranks: marks at later ranks are not recorded.
//!
//! # Reference
//! Jurisdictions such as New York City (2021) test such settings before each election; the fault is invented.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranks::{check_rank, find_ranked, reread_ranks};
use super::{FaultStep, Home, MappedAt, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// Only the first ranks are recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RankingsCut {
    /// The contest, which is a ranked one.
    pub contest: String,
    /// How many ranks are recorded, from 1.
    pub kept: u16,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for RankingsCut {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_ranked(election, &self.contest)?;
        check_rank(contest, self.kept).map_err(|c| c.under("kept"))?;
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        reread_ranks(count, &self.contest, &self.place, |ranks| ranks.truncate(usize::from(self.kept)))
    }

    fn says(&self) -> Reason {
        findings::rankings_cut(self.kept, self.place.in_words())
    }
}
