//! A rank column that is not read: its marks are lost, and a candidate marked only there is not ranked.
//!
//! # Reference
//! A contest or a choice that is missing from the configuration, as in Northampton County, Pennsylvania, 2019; invented for ranks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranks::{check_rank, find_ranked, reread_ranks};
use super::{FaultStep, Home, MappedAt, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// One rank column is not read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RankLost {
    /// The contest, which is a ranked one.
    pub contest: String,
    /// The rank, from 1.
    pub rank: u16,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for RankLost {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_ranked(election, &self.contest)?;
        check_rank(contest, self.rank).map_err(|c| c.under("rank"))?;
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        reread_ranks(count, &self.contest, &self.place, |ranks| {
            if let Some(rank) = ranks.get_mut(usize::from(self.rank - 1)) {
                rank.clear();
            }
        })
    }

    fn says(&self) -> Reason {
        findings::rank_lost(self.rank, self.place.in_words())
    }
}
