//! The rows of a plan: an audited contest, and what one method would ask of it.

use super::advice::Advice;
use super::outcome_forecast::OutcomeForecast;
use super::outlook::Outlook;
use super::pull::PullLine;
use crate::audit::{FirstSizes, Work};
use crate::reason::Reason;

/// One audited contest.
#[derive(Clone, Debug)]
pub struct ContestPlan {
    /// Place in the election's list.
    pub contest: usize,
    /// Whether somebody can lose; else there is nothing to audit.
    pub contested: bool,
    /// Whether no card is drawn for it: it is measured on the cards drawn for others, and need not be confirmed.
    pub opportunistic: bool,
    /// Whether the reported outcome is that of the paper. An audit never knows; the plan of a wrong outcome is made as if it
    /// were right.
    pub reported_right: bool,
    /// Cards that may be drawn.
    pub cards: u64,
    /// Ballots that a full hand count handles.
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

/// What one method would ask of one contest.
#[derive(Clone, Debug)]
pub struct PlanRow {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// Why it does not fit, where every ballot would be counted at once.
    pub misfit: Option<Reason>,
    /// Whether it limits the risk or counts everything.
    pub lawful: bool,
    /// Draws of the first round, repeats counted: of cards, or of batches where whole batches are drawn.
    pub draws: u64,
    /// Cards of the first round, or ballots of its batches, each counted once: what is expected, never more than there are.
    pub cards: u64,
    /// Batches of the first round where whole batches are drawn, each counted once: what is expected.
    pub batches: Option<u64>,
    /// Cards that may be drawn.
    pub population: u64,
    /// Whether every ballot is to be counted at once.
    pub full_hand_count: bool,
    /// Where the size of the first round comes from.
    pub why: Reason,
    /// Person-hours and dollars of the first round.
    pub work: Work,
    /// Person-hours and dollars of a full hand count.
    pub full_count: Work,
    /// What to expect if the report is right card by card and boards read without a slip; `None` where nothing tells it.
    pub if_nothing_wrong: Option<Outlook>,
    /// What to expect with the errors of the scenario's machines and boards; `None` where nothing tells it.
    pub with_errors: Option<Outlook>,
    /// What the exact law says of the reported totals; why there is none, where there is none.
    pub foreseen: Result<OutcomeForecast, Reason>,
    /// The chance that is asked of a first round, and both sizes that have it, where an exact law tells them.
    pub first: Option<(f64, FirstSizes)>,
    /// Where the units of the first round lie.
    pub pull: Vec<PullLine>,
}
