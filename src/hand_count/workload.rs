//! The work of a hand count in person-hours, from stated paces, by one model for every contest.
//!
//! A ballot takes `handling` once, and `reading` for each mark that its contest allows, so more marks never take less
//! time. Two documented points set the defaults:
//! - one contest with one mark takes 0.35 person-minutes: 14 minutes for 120 ballots by a group of three (Goggin, Byrne
//!   and Gilbert 2012, Election Law Journal 11(1));
//! - reading takes 0.27 person-minutes a vote where towns count whole ballots by hand (New Hampshire).
//!
//! Handling, 0.08, is the difference of the two; it and every number of marks between are interpolated. Other measured
//! paces: 0.07 a mark where tables of two counted a vote for four (Windham 2020: 10,006 ballots, 48 person-hours), 0.34
//! and 0.42 a vote in estimates for long ballots (Mohave 2023, Maricopa). So a real count may take between a quarter
//! and one and a half times these hours.

use serde::{Deserialize, Serialize};

/// Person-minutes to handle one ballot, the difference of the two documented points.
const HANDLING: f64 = ONE_MARK - READING;

/// Person-minutes to read and tally one mark (New Hampshire, whole ballots).
const READING: f64 = 0.27;

/// Person-minutes for a ballot with one mark: a group of three takes 14 minutes for 120 ballots.
const ONE_MARK: f64 = 14.0 * 3.0 / 120.0;

/// People in the group whose pace was measured.
pub const GROUP: f64 = 3.0;

/// Paces of a hand count of one contest. All of them can be overridden in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// Person-minutes to handle one ballot, however many marks it has; 0 or more.
    pub handling: f64,
    /// Person-minutes to read and tally one mark; 0 or more.
    pub reading: f64,
    /// Marks that the contest allows on a ballot, each of which is looked at; at least 1.
    pub marks: f64,
}

impl Workload {
    /// The default paces for a contest that allows this number of marks a ballot.
    pub fn of(votes_allowed: u16) -> Self {
        Self { handling: HANDLING, reading: READING, marks: f64::from(votes_allowed.max(1)) }
    }

    /// The same marks at the measured pace of a group: its number of people and the ballots of the contest it counts in
    /// an hour.
    #[must_use]
    pub fn at_pace(self, ballots_per_hour: f64, people: f64) -> Self {
        Self { handling: 60.0 * people / ballots_per_hour, reading: 0.0, ..self }
    }

    /// The pace for several contests on the same ballots where each ballot is handled once.
    pub fn together(contests: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut contests = contests.into_iter();
        let first = contests.next()?;
        let minutes = |it: &Self| it.reading * it.marks;
        let (handling, reading) = contests.fold((first.handling, minutes(&first)), |(handling, sum), it| {
            (handling.max(it.handling), sum + minutes(&it))
        });
        Some(Self { handling, reading, marks: 1.0 })
    }

    /// Person-minutes for one ballot.
    pub fn minutes(&self) -> f64 {
        self.handling + self.reading * self.marks
    }

    /// Person-hours for a number of ballots; a ballot that is handled twice counts twice.
    pub fn hours(&self, ballots: u64) -> f64 {
        ballots as f64 * self.minutes() / 60.0
    }

    /// Ballots that a group of three counts in an hour.
    pub fn ballots_per_hour(&self) -> f64 {
        60.0 * GROUP / self.minutes()
    }
}
