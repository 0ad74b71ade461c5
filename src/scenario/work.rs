//! The keys for the work of an audit: rates of work, and who works at the same time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::DayText;
use super::stage::group_pace;
use crate::audit::{Calendar, Clock, CostBasis, Staff};
use crate::error::Complaint;
use crate::hand_count::Workload;
use crate::reason::{Reason, complaints, rules};

/// Rates of work in audits; each overrides its default.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditWorkText {
    /// Person-minutes to look up one card, read one mark and put it back; 0 or more, 3.8 if not given.
    #[serde(default)]
    pub minutes_per_card: Option<f64>,
    /// Person-minutes for each further mark on the card; 0 or more, 0.02 if not given.
    #[serde(default)]
    pub minutes_per_further_mark: Option<f64>,
    /// Person-hours for drawing the seed in public; 0 or more, 0.93 if not given.
    #[serde(default)]
    pub hours_for_seed: Option<f64>,
    /// Person-hours of the manifest for each ballot; 0 or more, 0.000048 if not given.
    #[serde(default)]
    pub hours_of_manifest: Option<f64>,
    /// The costs included in an hour, the same for all work: `wages` alone (if not given), or `all_in`, all costs of a
    /// published recount spread over its hours.
    #[serde(default)]
    pub cost_basis: Option<CostBasis>,
    /// Dollars of wages for a person-hour; 0 or more, 20 if not given (an assumption); with the basis `wages`.
    #[serde(default)]
    pub wage: Option<f64>,
    /// Dollars for each ballot with one mark that is counted by hand, all costs; 0 or more, 0.67 if not given (Wisconsin
    /// 2016); makes the basis `all_in`.
    #[serde(default)]
    pub cost_per_ballot: Option<f64>,
    /// Person-minutes to handle one ballot of a hand tally; 0 or more, 0.08 if not given.
    #[serde(default)]
    pub minutes_per_ballot: Option<f64>,
    /// Person-minutes to read and tally one mark of a hand tally; 0 or more, 0.27 if not given.
    #[serde(default)]
    pub minutes_per_mark: Option<f64>,
    /// Ballots that one group tallies in an hour, one contest, whatever its marks; more than 0; in place of the minutes.
    #[serde(default)]
    pub ballots_per_hour: Option<f64>,
    /// People in a group that tallies; more than 0, 3 if not given; in place of the minutes.
    #[serde(default)]
    pub people: Option<f64>,
    /// Boards that work at the same time, 1 to 10,000; 1 if not given.
    #[serde(default)]
    pub boards: Option<u32>,
    /// People on a board, 1 to 100; 2 if not given.
    #[serde(default)]
    pub people_per_board: Option<u32>,
    /// Hours that a board works in a day, more than 0 and at most 24; 7 if not given (an assumption).
    #[serde(default)]
    pub hours_per_day: Option<f64>,
    /// Days until the audit must be over, 1 to 10,000; no deadline if not given.
    #[serde(default)]
    pub deadline_days: Option<u32>,
    /// The first day of work, such as 2026-11-09; without it, days are counted and have no dates.
    #[serde(default)]
    pub starts: Option<DayText>,
    /// The last day of the audit, such as 2026-11-20; with `starts`.
    #[serde(default)]
    pub deadline: Option<DayText>,
    /// Whether people work on Saturdays and Sundays too; no if not given.
    #[serde(default)]
    pub weekends: bool,
}

impl AuditWorkText {
    /// The rates of work of a contest that allows this number of marks a ballot.
    pub fn clock(&self, votes_allowed: u16) -> Clock {
        let default = Clock::of(votes_allowed);
        let clock = Clock {
            minutes_per_card: self.minutes_per_card.unwrap_or(default.minutes_per_card),
            minutes_per_further_mark: self.minutes_per_further_mark.unwrap_or(default.minutes_per_further_mark),
            hours_for_seed: self.hours_for_seed.unwrap_or(default.hours_for_seed),
            hours_of_manifest: self.hours_of_manifest.unwrap_or(default.hours_of_manifest),
            dollars_per_hour: self.wage.unwrap_or(default.dollars_per_hour),
            tally: self.pace(votes_allowed),
            ..default
        };
        match self.basis() {
            CostBasis::Wages => clock,
            CostBasis::AllIn => clock.all_in(self.cost_per_ballot, self.pace(1)),
        }
    }

    /// The costs included in an hour: as given, or as the other keys imply.
    fn basis(&self) -> CostBasis {
        let said = if self.cost_per_ballot.is_some() { CostBasis::AllIn } else { CostBasis::Wages };
        self.cost_basis.unwrap_or(said)
    }

    /// The pace of hand tallies of a contest that allows this number of marks a ballot.
    fn pace(&self, votes_allowed: u16) -> Workload {
        let default = Workload::of(votes_allowed);
        let minutes = Workload {
            handling: self.minutes_per_ballot.unwrap_or(default.handling),
            reading: self.minutes_per_mark.unwrap_or(default.reading),
            ..default
        };
        group_pace(minutes, self.ballots_per_hour, self.people)
    }

    /// Who works at the same time.
    pub fn staff(&self) -> Staff {
        let default = Staff::default();
        Staff {
            boards: self.boards.unwrap_or(default.boards),
            people_per_board: self.people_per_board.unwrap_or(default.people_per_board),
            hours_per_day: self.hours_per_day.unwrap_or(default.hours_per_day),
            deadline_days: self.deadline_days,
            calendar: self.starts.map(|starts| Calendar {
                starts: starts.0,
                deadline: self.deadline.map(|deadline| deadline.0),
                weekends: self.weekends,
            }),
        }
    }

    /// Checks the dates.
    fn check_dates(&self) -> Result<(), Complaint> {
        match (self.starts, self.deadline) {
            (None, Some(deadline)) => {
                Err(Complaint::needed("deadline", deadline.0.to_string(), complaints::rule_starts()))
            }
            (Some(starts), Some(deadline)) if deadline.0 < starts.0 => Err(Complaint::allowed(
                "deadline",
                deadline.0.to_string(),
                rules::rule_starts_or_later(starts.0.to_string()),
            )),
            _ => Ok(()),
        }
    }

    /// Checks that there is one basis of costs, and one form of the pace.
    fn check_bases(&self) -> Result<(), Complaint> {
        one_basis(self.wage, self.cost_per_ballot)?;
        let basis = self.basis();
        for (key, rate, needs) in
            [("wage", self.wage, CostBasis::Wages), ("cost_per_ballot", self.cost_per_ballot, CostBasis::AllIn)]
        {
            if let Some(rate) = rate.filter(|_| basis != needs) {
                let word = if needs == CostBasis::Wages { "wages" } else { "all_in" };
                return Err(Complaint::needed(key, rate, complaints::rule_basis_beside(word)));
            }
        }
        let group = self.ballots_per_hour.is_some() || self.people.is_some();
        for (key, rate) in
            [("minutes_per_ballot", self.minutes_per_ballot), ("minutes_per_mark", self.minutes_per_mark)]
        {
            if let Some(rate) = rate.filter(|_| group) {
                return Err(Complaint::allowed(key, rate, complaints::rule_one_pace()));
            }
        }
        let nothing = self.minutes_per_ballot == Some(0.0) && self.minutes_per_mark == Some(0.0);
        if nothing {
            return Err(Complaint::needed("minutes_per_mark", 0, complaints::rule_some_minutes()));
        }
        Ok(())
    }

    /// Checks every rate, and the dates.
    ///
    /// # Errors
    /// What was found, and what is allowed.
    pub fn check(&self) -> Result<(), Complaint> {
        self.check_dates()?;
        self.check_bases()?;
        let above = |key: &str, value: Option<f64>, fits: &dyn Fn(f64) -> bool, rule: Reason| match value {
            Some(value) if !fits(value) => Err(Complaint::allowed(key, value, rule)),
            _ => Ok(()),
        };
        for (key, rate) in [("ballots_per_hour", self.ballots_per_hour), ("people", self.people)] {
            above(key, rate, &|x| x > 0.0 && x < 1e9, complaints::rule_more_than_0())?;
        }
        above("hours_per_day", self.hours_per_day, &|x| x > 0.0 && x <= 24.0, complaints::rule_to_24(24))?;
        for (key, n, most) in [
            ("boards", self.boards, 10_000),
            ("people_per_board", self.people_per_board, 100),
            ("deadline_days", self.deadline_days, 10_000),
        ] {
            if let Some(n) = n.filter(|n| !(1..=most).contains(n)) {
                return Err(Complaint::allowed(key, n, complaints::rule_range(1, most)));
            }
        }
        let rates = [
            ("minutes_per_card", self.minutes_per_card),
            ("minutes_per_further_mark", self.minutes_per_further_mark),
            ("minutes_per_ballot", self.minutes_per_ballot),
            ("minutes_per_mark", self.minutes_per_mark),
            ("hours_for_seed", self.hours_for_seed),
            ("hours_of_manifest", self.hours_of_manifest),
            ("wage", self.wage),
            ("cost_per_ballot", self.cost_per_ballot),
        ];
        let fits = |x: f64| (0.0..1e9).contains(&x);
        rates.into_iter().try_for_each(|(key, rate)| above(key, rate, &fits, rules::rule_0_below(1_000_000_000)))
    }
}

/// Refuses a wage together with an all-in cost: costs that are compared need one basis.
pub(super) fn one_basis(wage: Option<f64>, cost_per_ballot: Option<f64>) -> Result<(), Complaint> {
    match wage.filter(|_| cost_per_ballot.is_some()) {
        Some(wage) => Err(Complaint::allowed("wage", wage, complaints::rule_one_basis())),
        None => Ok(()),
    }
}
