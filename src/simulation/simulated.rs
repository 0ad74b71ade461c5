//! What many trials came to: a row for each contest and method, and for each sample that served all contests.

use super::summary::{Frequency, Spread};
use crate::audit::Registry;
use crate::election::Contest;
use crate::reason::Reason;

/// Most trials of one call.
pub const MOST_TRIALS: u64 = 10_000_000;

/// What many lives came to.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// Name of the scenario.
    pub name: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all chance.
    pub seed: String,
    /// How many trials there were; none where laws answer.
    pub trials: u64,
    /// How many were asked for: more, where the work was interrupted.
    pub asked: u64,
    /// The engine that was asked for.
    pub engine: String,
    /// The stage whose count was audited.
    pub of: String,
    /// Where the names of methods are looked up.
    pub registry: Registry,
    /// Whether boards read without slips: the promise of a risk limit speaks of such readings.
    pub exact_readings: bool,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// A row for each audited contest and method.
    pub rows: Vec<TrialsRow>,
    /// For each method, the trials in which the report of at least one contest was seen to be off; none where contests on
    /// the same cards were drawn apart, or where laws of several contests answer: these do not tell what happens at once.
    pub noticed_somewhere: Vec<(&'static str, Frequency)>,
    /// Methods whose contests on the same cards were drawn apart: each row is that contest's own, and nothing is told of
    /// several contests in one trial.
    pub apart: Vec<&'static str>,
    /// A row for each method whose audits share one sample.
    pub together: Vec<TogetherRow>,
}

/// The audits of all contests by one method over all trials, where one sample served them.
#[derive(Clone, Debug)]
pub struct TogetherRow {
    /// The method's name.
    pub method: String,
    /// Distinct cards pulled for all contests.
    pub cards: Spread,
    /// Rounds until no contest asked for more.
    pub rounds: Spread,
    /// Person-hours for these cards.
    pub hours: Spread,
    /// Dollars for these cards.
    pub cost: Spread,
    /// Ballots handled by the full hand counts of contests that the sample did not confirm, in one pass.
    pub ballots: Spread,
    /// Person-hours for the cards and these ballots.
    pub all_hours: Spread,
    /// Dollars for the cards and these ballots.
    pub all_cost: Spread,
}

/// One contest and method over all trials.
#[derive(Clone, Debug)]
pub struct TrialsRow {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// The engine that made the trials.
    pub engine: &'static str,
    /// Where a law tells it: the most that a chance may be off.
    pub within: Option<f64>,
    /// The risk limit, where the method promises one.
    pub risk_limit: Option<f64>,
    /// Whether the reported outcome is that of the paper.
    pub reported_right: bool,
    /// Whether the reported votes are not those of the paper.
    pub is_off: bool,
    /// Ballots in the audited cards.
    pub ballots: u64,
    /// Cards that may be drawn.
    pub population: u64,
    /// Trials that confirmed the reported outcome.
    pub confirmed: Frequency,
    /// Trials that ended in a full hand count.
    pub full_hand_count: Frequency,
    /// Trials that only measured the risk with cards drawn for other contests: the report stands, unconfirmed.
    pub measured_only: Frequency,
    /// Of the trials that ended in a full hand count, those in which no sample smaller than nearly all cards told anything.
    pub counted_at_once: Frequency,
    /// Trials that confirmed a wrong outcome.
    pub confirmed_wrong: Frequency,
    /// Trials that showed the report to be off: by a card or batch that it has wrong, by sums that do not agree, or by
    /// a full hand count.
    pub noticed: Frequency,
    /// Trials after which a wrong outcome stands, that of a full hand count with its slips too.
    pub wrong_in_the_end: Frequency,
    /// Distinct cards looked at, all of them in a full hand count.
    pub cards: Spread,
    /// Rounds.
    pub rounds: Spread,
    /// Trials that went into a second round.
    pub second_round: Frequency,
    /// Trials that went into a third round.
    pub third_round: Frequency,
    /// Person-hours.
    pub hours: Spread,
    /// Dollars.
    pub cost: Spread,
    /// Whether nobody can lose.
    pub uncontested: bool,
    /// Why no sample could confirm, where the reported figures themselves forbid it.
    pub refused: Option<Reason>,
    /// Where the reported totals are not the sum of what the method starts from, the difference.
    pub does_not_add_up: Option<Reason>,
}

impl TrialsRow {
    /// Whether a wrong outcome was confirmed more often than the method promises, beyond what chance explains in a table of
    /// so many cells.
    pub fn breaks_its_promise(&self, cells: u64) -> bool {
        self.risk_limit.is_some_and(|limit| self.confirmed_wrong.interval_among(cells).0 > limit)
    }
}
