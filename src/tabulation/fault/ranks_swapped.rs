//! Two rank columns exchanged: a second choice is counted as a first.
//!
//! # Reference
//! A mapping of positions to names that is off, as in Antrim County, Michigan, 2020, in the columns of a ranked ballot; invented for
//! ranks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranks::{check_rank, find_ranked, reread_ranks};
use super::{FaultStep, Home, MappedAt, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// Two rank columns are read in each other's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RanksSwapped {
    /// The contest, which is a ranked one.
    pub contest: String,
    /// The two ranks, from 1.
    pub ranks: [u16; 2],
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for RanksSwapped {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_ranked(election, &self.contest)?;
        for (place, &rank) in self.ranks.iter().enumerate() {
            check_rank(contest, rank).map_err(|c| c.at(place).under("ranks"))?;
        }
        if self.ranks[0] == self.ranks[1] {
            let rule = crate::reason::rules::rule_another_rank();
            return Err(Complaint::allowed("", self.ranks[1], rule).at(1).under("ranks"));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        reread_ranks(count, &self.contest, &self.place, |ranks| {
            let [a, b] = self.ranks.map(|rank| usize::from(rank - 1));
            ranks.resize(ranks.len().max(a.max(b) + 1), Vec::new());
            ranks.swap(a, b);
        })
    }

    fn says(&self) -> Reason {
        findings::ranks_swapped(self.ranks[0], self.ranks[1], self.place.in_words())
    }
}
