//! The work and the cost of an audit: person-hours from stated paces, and dollars from those hours.
//!
//! Every hour costs the same, whatever the work, so that methods can be compared by cost: either the wage, or a
//! published rate of all costs. Paces of single cards were compared with measured ones: Colorado's audit boards took
//! 2.0 person-minutes a card with 7 contests and 4.4 with 31, without fetching it (10,504 gaps between entries,
//! elections of 2024 and 2025); a guide for polls of single ballots allows 4.8 to 6, with fetching.

use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::hand_count::Workload;

/// The costs that an hour of work includes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CostBasis {
    /// Wages alone.
    Wages,
    /// All costs of a published recount, spread over its hours.
    AllIn,
}

/// Dollars of wages for a person-hour: an assumption.
const WAGE: f64 = 20.0;

/// Dollars for a ballot of one contest, all costs of the recount: Wisconsin 2016.
const ALL_IN_PER_BALLOT: f64 = 0.67;

/// Rates of work. All of them can be overridden in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Person-minutes to look up one card, read one mark and put it back: 3.8, the constant of a public cost model.
    pub minutes_per_card: f64,
    /// Person-minutes for each further mark on the card: 0.02, from 0.6 seconds a contest for boards of two (Colorado).
    pub minutes_per_further_mark: f64,
    /// Person-hours for the public drawing of the seed: 0.93, of the same cost model.
    pub hours_for_seed: f64,
    /// Person-hours of the manifest for each ballot: 0.000048, of the same model.
    pub hours_of_manifest: f64,
    /// What `dollars_per_hour` pays for.
    pub basis: CostBasis,
    /// Dollars for a person-hour, whatever the work.
    pub dollars_per_hour: f64,
    /// Paces of hand tallies, of single batches and of all ballots.
    pub tally: Workload,
}

impl Clock {
    /// The default rates for a contest that allows this number of marks a ballot.
    pub fn of(votes_allowed: u16) -> Self {
        Self {
            minutes_per_card: 3.8,
            minutes_per_further_mark: 0.02,
            hours_for_seed: 0.93,
            hours_of_manifest: 0.000_048,
            basis: CostBasis::Wages,
            dollars_per_hour: WAGE,
            tally: Workload::of(votes_allowed),
        }
    }

    /// The same, with all costs of a published recount in each hour: dollars for a ballot with one mark, divided by the
    /// hours that `one_mark` gives for it.
    #[must_use]
    pub fn all_in(self, dollars_per_ballot: Option<f64>, one_mark: Workload) -> Self {
        let dollars_per_hour = dollars_per_ballot.unwrap_or(ALL_IN_PER_BALLOT) * 60.0 / one_mark.minutes();
        Self { basis: CostBasis::AllIn, dollars_per_hour, ..self }
    }

    /// Rates for several contests on the same cards: each card is looked up once, each ballot handled once.
    pub fn together(clocks: &[Self]) -> Option<Self> {
        let tally = Workload::together(clocks.iter().map(|it| it.tally))?;
        let further = |it: &Self| it.minutes_per_further_mark * it.tally.marks;
        let first = clocks.first()?;
        let minutes = clocks.iter().map(further).sum::<f64>() - first.minutes_per_further_mark;
        Some(Self {
            minutes_per_card: first.minutes_per_card + minutes,
            minutes_per_further_mark: 0.0,
            tally,
            ..*first
        })
    }

    /// Person-minutes for one card that is looked up.
    pub fn card_minutes(&self) -> f64 {
        self.minutes_per_card + self.minutes_per_further_mark * (self.tally.marks - 1.0)
    }

    /// The work for a number of distinct cards looked up and of ballots tallied by hand; for a random sample, also for
    /// the seed and for a manifest of `drawn_from` ballots. A count of all ballots that carry a contest needs neither,
    /// even if these are a part of all ballots.
    pub fn work(&self, cards: u64, tallied: u64, drawn_from: Option<u64>) -> Work {
        self.work_of(cards as f64, tallied, drawn_from)
    }

    /// The same for an expected number of cards.
    pub fn work_of(&self, cards: f64, tallied: u64, drawn_from: Option<u64>) -> Work {
        let fixed = drawn_from.map_or(0.0, |ballots| self.hours_for_seed + self.hours_of_manifest * ballots as f64);
        let hours = fixed + cards * self.card_minutes() / 60.0 + self.tally.hours(tallied);
        Work { hours, cost: hours * self.dollars_per_hour }
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
    /// Boards that work at the same time, at least 1.
    pub boards: u32,
    /// People on a board, at least 1.
    pub people_per_board: u32,
    /// Hours that a board works in a day, more than 0.
    pub hours_per_day: f64,
    /// Days until the audit must be over, if there is a deadline.
    pub deadline_days: Option<u32>,
    /// Dates, if a start is given.
    pub calendar: Option<Calendar>,
}

impl Default for Staff {
    fn default() -> Self {
        Self { boards: 1, people_per_board: 2, hours_per_day: 7.0, deadline_days: None, calendar: None }
    }
}

impl Staff {
    /// Days of work for a number of person-hours; a day that is begun counts whole.
    pub fn days(&self, hours: f64) -> u64 {
        let a_day = f64::from(self.boards) * f64::from(self.people_per_board) * self.hours_per_day;
        libm::ceil(hours / a_day - 1e-9).max(0.0) as u64
    }

    /// Whether this number of days is too many, by number or by date.
    pub fn is_late(&self, days: u64) -> bool {
        self.deadline_days.is_some_and(|deadline| days > u64::from(deadline))
            || self.calendar.is_some_and(|calendar| calendar.is_late(days))
    }
}
