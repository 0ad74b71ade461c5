//! What a hand count takes: person-hours and money, from stated rates.

use serde::{Deserialize, Serialize};

/// Rates of work. All of them can be overridden in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Ballots that one group counts in an hour, one contest.
    pub ballots_per_hour: f64,
    /// People in a group.
    pub people: f64,
    /// Dollars for each ballot and contest.
    pub cost_per_ballot: f64,
}

/// A contest with one vote: 14 minutes for 120 ballots by a group of three (Goggin, Byrne and Gilbert 2012);
/// $0.67 a ballot (Wisconsin 2016, all costs of the recount).
pub const ONE_VOTE: Workload = Workload { ballots_per_hour: 120.0 * 60.0 / 14.0, people: 3.0, cost_per_ballot: 0.67 };

/// A contest with several votes: 10,006 ballots in six hours at four tables of two (Windham 2020).
pub const SEVERAL_VOTES: Workload = Workload { ballots_per_hour: 10_006.0 / 24.0, people: 2.0, cost_per_ballot: 0.67 };

impl Workload {
    /// The default for a contest with so many votes a ballot.
    pub fn of(votes_allowed: u16) -> Self {
        if votes_allowed > 1 { SEVERAL_VOTES } else { ONE_VOTE }
    }

    /// Person-hours for so many ballots, each time they are handled counted.
    pub fn hours(&self, ballots: u64) -> f64 {
        ballots as f64 / self.ballots_per_hour * self.people
    }

    /// Dollars for so many ballots.
    pub fn cost(&self, ballots: u64) -> f64 {
        ballots as f64 * self.cost_per_ballot
    }
}
