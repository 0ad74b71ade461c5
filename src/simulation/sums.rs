//! Totals of all contests, stage by stage, computed once.

use super::stage::{StageCount, total};
use crate::election::Election;
use crate::social_choice::{Tallies, Tally};

/// The totals of all contests.
pub(super) struct ContestTotals {
    /// What the voters meant.
    pub(super) paper: Vec<Tally>,
    /// Stage by stage, the count and the ballots set aside.
    pub(super) stages: Vec<(Vec<Tally>, Vec<i64>)>,
    /// Batches whose ballots carry each contest.
    pub(super) batches: Vec<u64>,
}

impl ContestTotals {
    pub(super) fn of(election: &Election, truth: &[Tallies], counts: &[StageCount]) -> Self {
        let mut paper: Vec<Tally> = election.contests.iter().map(|c| Tally::empty(c.candidates.len())).collect();
        for tallies in truth {
            tallies.add_to(&mut paper);
        }
        let aside = |count: &StageCount| {
            let mut ballots = vec![0; election.contests.len()];
            for (contest, tally) in count.set_aside.iter().flatten().flat_map(Tallies::iter) {
                ballots[contest] += tally.ballots;
            }
            ballots
        };
        let mut batches = vec![0; election.contests.len()];
        for batch in 0..election.batches.len() {
            for (contest, _) in election.piles.contests(batch) {
                batches[contest] += 1;
            }
        }
        let stages = counts.iter().map(|count| (total(election, count), aside(count))).collect();
        Self { paper, stages, batches }
    }
}
