//! Result files altered on purpose: a batch's total says something else than the records of its cards.
//!
//! Synthetic: every single record is right, and so is the scanner's tape; only the sum is false.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::Pattern;
use super::{FaultStep, Home, Strike, check_moved, known_candidate, known_contest};
use crate::election::{Election, Selection, apportion};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// Votes of one candidate in the result files of some batches are written to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchTotalAltered {
    /// The contest.
    pub contest: String,
    /// Whose votes are taken.
    pub from: String,
    /// Who gets them.
    pub to: String,
    /// How many votes, at most as many as the files hold for `from`.
    pub votes: u64,
    /// How they lie: `spread` takes the same share of every file, the others empty one file after the other.
    #[serde(default)]
    pub pattern: Pattern,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for BatchTotalAltered {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_moved(election, &self.contest, [&self.from, &self.to], &self.place)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let from = usize::from(known_candidate(count.election, contest, &self.from));
        let to = usize::from(known_candidate(count.election, contest, &self.to));
        let picked = count.picked(&self.place);
        let of_place = |upload: &&(usize, usize, u64)| picked.binary_search(&upload.1).is_ok();
        // A file whose count an earlier fault made negative has no votes to take.
        let holds = |votes: i64| u64::try_from(votes).unwrap_or(0);
        let files = count.uploads.iter().enumerate();
        let files: Vec<_> = files
            .map(|(at, it)| (at, it.batch, holds(it.tallies[contest].votes.get(from).copied().unwrap_or(0))))
            .collect();
        let mut files: Vec<_> = files.iter().filter(of_place).copied().collect();
        if files.is_empty() {
            return Vec::new();
        }
        let ballots = |batch: usize| count.election.batches[batch].ballots;
        match self.pattern {
            Pattern::Spread => {}
            Pattern::Concentrated => files.sort_by_key(|&(at, _, votes)| (std::cmp::Reverse(votes), at)),
            Pattern::LargestBatches => files.sort_by_key(|&(at, batch, _)| (std::cmp::Reverse(ballots(batch)), at)),
            Pattern::SmallestBatches => files.sort_by_key(|&(at, batch, _)| (ballots(batch), at)),
        }
        let held: Vec<u64> = files.iter().map(|&(_, _, votes)| votes).collect();
        let mut left = self.votes.min(held.iter().sum());
        let taken = if self.pattern == Pattern::Spread {
            apportion(left, &held)
        } else {
            let take = |&votes: &u64| {
                let taken = votes.min(left);
                left -= taken;
                taken
            };
            held.iter().map(take).collect()
        };
        let mut touched = Vec::new();
        for ((at, batch, _), taken) in files.into_iter().zip(taken).filter(|(_, taken)| *taken > 0) {
            let tally = count.uploads[at].tallies.entry(contest);
            tally.votes[from] -= taken as i64;
            tally.votes[to] += taken as i64;
            touched.push(batch);
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    fn says(&self) -> Reason {
        findings::batch_total_altered(&self.from, &self.to, self.place.in_words())
    }
}
