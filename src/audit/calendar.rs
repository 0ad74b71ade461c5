//! Dates and working days, computed from given dates only and never from the current date.

use std::fmt;

use jiff::Span;
use jiff::civil;

/// A day of the Gregorian calendar, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// The date with this year, month and day of the month; `None` if there is no such day.
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = civil::Date::new(year, month, day).ok()?;
        (year >= 1).then_some(Self(date))
    }

    /// Reads year-month-day, such as 2026-11-09; `None` if it is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let fits = digits(year, 4) && digits(month, 2) && digits(day, 2) && parts.next().is_none();
        if fits { Self::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?) } else { None }
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i64 {
        i64::from(self.0.weekday().to_monday_zero_offset())
    }

    /// The date this number of days later; `None` after the year 9999.
    fn later(self, days: i64) -> Option<Self> {
        self.0.checked_add(Span::new().try_days(days).ok()?).ok().map(Self)
    }
}

impl fmt::Display for Date {
    /// Writes year-month-day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The first and the last day of work, and the days on which people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day on which people may work.
    pub starts: Date,
    /// The last day of the audit, if there is a deadline.
    pub deadline: Option<Date>,
    /// Whether people work on Saturdays and Sundays.
    pub weekends: bool,
}

impl Calendar {
    /// The date on which this number of days of work ends; the start date if there is no work. `None` after the year
    /// 9999.
    pub fn finishes(&self, days: u64) -> Option<Date> {
        let more = i64::try_from(days.saturating_sub(1)).ok()?;
        if self.weekends {
            return self.starts.later(more);
        }
        // Work that would start on a weekend starts on Monday.
        let weekday = self.starts.weekday();
        // `worked` is the number of working days of the first week that lie before the first day of work.
        let (first, worked) = if weekday > 4 { (self.starts.later(7 - weekday)?, 0) } else { (self.starts, weekday) };
        // Counted from the Monday of that week, five days of every seven.
        let since = worked.checked_add(more)?;
        let days = (since / 5).checked_mul(7)?.checked_add(since % 5)?;
        first.later(days - worked)
    }

    /// Whether this number of days of work ends after the deadline.
    pub fn is_late(&self, days: u64) -> bool {
        self.deadline.is_some_and(|deadline| self.finishes(days).is_none_or(|end| end > deadline))
    }
}
