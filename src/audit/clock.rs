//! What an audit takes: person-hours and dollars, from stated rates.

use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::hand_count::Workload;

/// Rates of work. All of them can be overridden in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Staff minutes to look up one card, read it and put it back: 3.8, the constant of a public cost model.
    pub minutes_per_card: f64,
    /// Person-hours for the public drawing of the seed: 0.93, of the same model.
    pub hours_for_seed: f64,
    /// Person-hours of the manifest for each ballot: 0.000048, of the same model.
    pub hours_of_manifest: f64,
    /// Dollars for a person-hour with cards: 20, an assumption.
    pub wage: f64,
    /// Rates of hand tallies, of single batches and of all ballots.
    pub tally: Workload,
}

impl Clock {
    /// The default rates for a contest with so many votes a ballot.
    pub fn of(votes_allowed: u16) -> Self {
        Self {
            minutes_per_card: 3.8,
            hours_for_seed: 0.93,
            hours_of_manifest: 0.000_048,
            wage: 20.0,
            tally: Workload::of(votes_allowed),
        }
    }

    /// For so many distinct cards looked up and so many ballots tallied by hand, out of so many in all.
    pub fn work(&self, cards: u64, tallied: u64, ballots: u64) -> Work {
        self.work_of(cards as f64, tallied, ballots)
    }

    /// The same for an expected number of cards.
    pub fn work_of(&self, cards: f64, tallied: u64, ballots: u64) -> Work {
        let draws = cards > 0.0 || (tallied > 0 && tallied < ballots);
        let fixed = if draws { self.hours_for_seed + self.hours_of_manifest * ballots as f64 } else { 0.0 };
        let with_cards = fixed + cards * self.minutes_per_card / 60.0;
        Work { hours: with_cards + self.tally.hours(tallied), cost: with_cards * self.wage + self.tally.cost(tallied) }
    }
}

/// Person-hours and dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Person-hours.
    pub hours: f64,
    /// Dollars.
    pub cost: f64,
}

/// Who works at the same time, and until when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Staff {
    /// Boards side by side, at least 1.
    pub boards: u32,
    /// People on a board, at least 1.
    pub people_per_board: u32,
    /// Hours that a board works in a day, more than 0.
    pub hours_per_day: f64,
    /// Days until the audit must be over, where there is a deadline.
    pub deadline_days: Option<u32>,
    /// Dates, where a start is given.
    pub calendar: Option<Calendar>,
}

impl Default for Staff {
    fn default() -> Self {
        Self { boards: 1, people_per_board: 2, hours_per_day: 7.0, deadline_days: None, calendar: None }
    }
}

impl Staff {
    /// Days of work for so many person-hours, begun days counted whole.
    pub fn days(&self, hours: f64) -> u64 {
        let a_day = f64::from(self.boards) * f64::from(self.people_per_board) * self.hours_per_day;
        libm::ceil(hours / a_day - 1e-9).max(0.0) as u64
    }

    /// Whether so many days are too many, by number or by date.
    pub fn is_late(&self, days: u64) -> bool {
        self.deadline_days.is_some_and(|deadline| days > u64::from(deadline))
            || self.calendar.is_some_and(|calendar| calendar.is_late(days))
    }
}
