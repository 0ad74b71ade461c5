//! The rows of a plan: an audited contest, and the work of one method on it.

use super::advice::Advice;
use super::outcome_forecast::OutcomeForecast;
use super::outlook::Outlook;
use super::pull::PullLine;
use crate::audit::{FirstSizes, Work};
use crate::reason::Reason;

/// One audited contest.
#[derive(Clone, Debug)]
pub struct ContestPlan {
    /// Index in the election's list.
    pub contest: usize,
    /// Whether somebody can lose; else there is nothing to audit.
    pub contested: bool,
    /// Whether it draws no card itself: it is measured on the cards drawn for others, and need not be confirmed.
    pub opportunistic: bool,
    /// Whether the reported outcome is right. An audit never knows; a wrong outcome is planned as if it were right.
    pub reported_right: bool,
    /// Cards that may be drawn.
    pub cards: u64,
    /// The advised method, by indices in the plan's rows.
    pub ballots: u64,
    /// What is advised, by places in the plan's rows.
    pub advice: Option<Advice>,
}

impl ContestPlan {
    /// Whether it must be confirmed or counted in full.
    pub fn is_bound(&self) -> bool {
        self.contested && !self.opportunistic
    }
}

/// The plan of one method for one contest.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Index of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// Why the method does not fit, so that every ballot would be counted at once.
    pub misfit: Option<Reason>,
    /// Whether it limits the risk or counts everything.
    pub lawful: bool,
    /// Draws of the first round, repeats counted: of cards, or of batches where whole batches are drawn.
    pub draws: u64,
    /// Expected cards of the first round, or ballots of its batches, each counted once and never more than there are.
    pub cards: u64,
    /// Expected batches of the first round, each counted once, if whole batches are drawn.
    pub batches: Option<u64>,
    /// Cards that may be drawn.
    pub population: u64,
    /// Whether every ballot is to be counted at once.
    pub full_hand_count: bool,
    /// The source of the size of the first round.
    pub why: Reason,
    /// Person-hours and dollars of the first round.
    pub work: Work,
    /// Person-hours and dollars of a full hand count.
    pub full_count: Work,
    /// Expected work if the report is right card by card and boards read without errors; `None` if it is not known.
    pub if_nothing_wrong: Option<Outlook>,
    /// Expected work with the errors of the scenario's machines and boards; `None` if it is not known.
    pub with_errors: Option<Outlook>,
    /// The forecast from the exact distribution for the reported totals, or why there is none.
    pub foreseen: Result<OutcomeForecast, Reason>,
    /// The wanted probability of a first round, and both sizes that have it, if an exact distribution gives them.
    pub first: Option<(f64, FirstSizes)>,
    /// The places of the units of the first round.
    pub pull: Vec<PullLine>,
}
