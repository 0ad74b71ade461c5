//! Dates and working days, from stated dates alone: nothing here asks what day it is.
//!
//! # Reference
//! Days of the Gregorian calendar in whole numbers: Fliegel and Van Flandern 1968, "A Machine Algorithm for Processing
//! Calendar Dates", Communications of the ACM 11(10).

use std::fmt;

/// A day of the Gregorian calendar, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1 January of the year 1, a Monday.
    days: i64,
}

/// Days before a year of the calendar, counted from the year 1.
fn days_before(year: i64) -> i64 {
    let past = year - 1;
    365 * past + past / 4 - past / 100 + past / 400
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// The last day that is told: 31 December 9999.
    const LAST: i64 = 3_652_058;

    /// Of year, month and day of the month; `None` where there is no such day.
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
        let fits = (1..=9_999).contains(&year) && (1..=12).contains(&month);
        if !fits || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
        Some(Self { days: days_before(year) + months + day - 1 })
    }

    /// From year-month-day, such as 2026-11-09; `None` where it is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let fits = digits(year, 4) && digits(month, 2) && digits(day, 2) && parts.next().is_none();
        if fits { Self::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?) } else { None }
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i64 {
        self.days % 7
    }

    /// So many days later; `None` after the year 9999.
    fn later(self, days: i64) -> Option<Self> {
        self.days.checked_add(days).filter(|days| *days <= Self::LAST).map(|days| Self { days })
    }
}

impl fmt::Display for Date {
    /// Year-month-day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Seven years too late at most, and never too early: no year has fewer than 365 days.
        let mut year = self.days / 365 + 1;
        while days_before(year) > self.days {
            year -= 1;
        }
        let (mut month, mut day) = (1, self.days - days_before(year));
        while day >= days_in(year, month) {
            day -= days_in(year, month);
            month += 1;
        }
        write!(f, "{year:04}-{month:02}-{:02}", day + 1)
    }
}

/// When work begins, when it must be over, and on what days people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day on which people may work.
    pub starts: Date,
    /// The last day of the audit, where there is a deadline.
    pub deadline: Option<Date>,
    /// Whether people work on Saturdays and Sundays.
    pub weekends: bool,
}

impl Calendar {
    /// The date on which work of so many days ends; that of the start where there is no work. `None` after the year 9999.
    pub fn finishes(&self, days: u64) -> Option<Date> {
        let more = i64::try_from(days.saturating_sub(1)).ok()?;
        if self.weekends {
            return self.starts.later(more);
        }
        // Whoever would start on a weekend starts on Monday.
        let weekday = self.starts.weekday();
        let monday = self.starts.days - weekday + if weekday > 4 { 7 } else { 0 };
        let since = if weekday > 4 { 0 } else { weekday }.checked_add(more)?;
        let days = (since / 5).checked_mul(7)?.checked_add(since % 5)?;
        Date { days: monday }.later(days)
    }

    /// Whether work of so many days ends after the deadline.
    pub fn is_late(&self, days: u64) -> bool {
        self.deadline.is_some_and(|deadline| self.finishes(days).is_none_or(|end| end > deadline))
    }
}
