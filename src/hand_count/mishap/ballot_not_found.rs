//! Single ballots that are not where the manifest says.
//!
//! # Reference
//! Michigan's audit exercise of 2020: 78 drawn ballots were not retrieved by 21 clerks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Befall, Tables};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};

/// A number of the ballots, drawn by lot, cannot be found: a hand count misses them, an audit takes each for the worst case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BallotNotFound {
    /// The part of the paper they are missing from; all of it if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
    /// How many.
    pub ballots: u64,
}

impl BallotNotFound {
    fn there_are(&self, election: &Election) -> u64 {
        self.place.batches(election).iter().map(|&b| election.batches[b].ballots).sum()
    }
}

impl Befall for BallotNotFound {
    fn check(&self, election: &Election) -> Result<(), Complaint> {
        self.place.check_some(election)?;
        let there_are = self.there_are(election);
        if (1..=there_are).contains(&self.ballots) {
            return Ok(());
        }
        Err(Complaint::allowed("ballots", self.ballots, complaints::rule_lie_there(there_are)))
    }

    fn befall(&self, tables: &mut Tables, election: &Election, _: &[bool], stream: u64, random: &Purpose) {
        let mut random = random.stream(stream);
        // Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
        let ballots_of = |batch: usize| {
            let it = &election.batches[batch];
            let sheets = it.cards.len() / it.ballots.max(1) as usize;
            (0..it.ballots as usize).map(move |ballot| (it.cards.start + ballot * sheets, sheets))
        };
        let there: Vec<(usize, usize)> = self
            .place
            .batches(election)
            .into_iter()
            .flat_map(|batch| ballots_of(batch).map(move |ballot| (batch, ballot)))
            .filter(|&(batch, (first, _))| tables.has(batch, first))
            .map(|(_, ballot)| ballot)
            .collect();
        let (mut left, mut wanted) = (there.len() as u64, self.ballots.min(there.len() as u64));
        for (first, sheets) in there {
            if u64::from(random.below(left as u32)) < wanted {
                tables.gone.extend(first..first + sheets);
                wanted -= 1;
            }
            left -= 1;
        }
    }

    fn says(&self) -> Reason {
        findings::some_not_found(self.ballots, self.place.in_words())
    }
}
