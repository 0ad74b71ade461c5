//! Two rank columns exchanged: a second choice is counted as a first.
//!
//! # Reference
//! A mapping of positions to names that is off, as in Antrim County, Michigan, 2020, in the columns of a ranked ballot; invented for
//! ranks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranks::{check_rank, find_ranked};
use super::{FaultStep, Home, MappedAt, Strike, known_contest};
use crate::election::{Election, Ranking, Selection};
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
        let contest = known_contest(count.election, &self.contest);
        let (batches, it) = (count.picked(&self.place), &count.election.contests[contest]);
        count.reread(contest, &batches, |marks| {
            let mut ranks = it.ranking(marks).ranks().to_vec();
            let [a, b] = self.ranks.map(|rank| usize::from(rank - 1));
            ranks.resize(ranks.len().max(a.max(b) + 1), Vec::new());
            ranks.swap(a, b);
            it.marks_of(&Ranking::from_ranks(ranks))
        });
        batches
    }

    fn says(&self) -> Reason {
        findings::ranks_swapped(self.ranks[0], self.ranks[1], self.place.in_words())
    }
}
