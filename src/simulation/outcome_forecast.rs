//! Forecasts of a planned audit from exact distributions: cards, hours and dollars with their probabilities, without
//! simulation.

use super::audited_contest::AuditedContest;
use crate::audit::{AuditSettings, OutcomeDistribution, PossibleEnd, PreparedAudit, SupposedPaper, Unit, Work};
use crate::reason::Reason;

/// Shares of audits at which sizes are reported.
pub const TOLD: [f64; 3] = [0.5, 0.9, 0.99];

/// The forecast of an audit if the report is right, from its exact distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeForecast {
    /// The distribution round by round.
    pub distribution: OutcomeDistribution,
    /// Expected number of cards read, all of them in a full hand count; `None` if not every ending is known.
    pub cards: Option<f64>,
    /// The smallest number of cards that each of the shares [`TOLD`] of audits does not exceed; `None` if it is not
    /// known.
    pub quantiles: [Option<f64>; 3],
    /// Expected person-hours and dollars, with the full hand count weighted by its probability.
    pub work: Option<Work>,
    /// Person-hours and dollars that nine audits of ten do not exceed.
    pub work90: Option<Work>,
}

impl OutcomeForecast {
    /// The forecast of a prepared method; a full hand count handles `handled` ballots.
    ///
    /// # Errors
    /// Why no exact distribution is known.
    pub(super) fn of(
        procedure: &dyn PreparedAudit,
        terms: &AuditSettings,
        place: &AuditedContest<'_>,
        handled: u64,
    ) -> Result<Self, Reason> {
        let frame = &place.claim.frame;
        let (all, ballots) = (frame.cards(), frame.ballots());
        let distribution = OutcomeDistribution::of(procedure, terms, all, SupposedPaper::AsReported)?;
        // If every card was read without replacement, they need not be counted again.
        let one_by_one = procedure.unit() == Unit::Card { replacement: false };
        let all_read = one_by_one && distribution.stops.last().is_some_and(|stop| stop.draws >= all);
        let work = |ending: &PossibleEnd| {
            let tallied = if ending.counted && !all_read { handled } else { 0 };
            place.clock.work_of(ending.cards, tallied, (ending.cards > 0.0).then_some(ballots))
        };
        let cards = |ending: &PossibleEnd| if ending.counted { all as f64 } else { ending.cards };
        let mean = |of: &dyn Fn(&PossibleEnd) -> f64| distribution.mean(of);
        let (hours, cost) = (mean(&|ending| work(ending).hours), mean(&|ending| work(ending).cost));
        Ok(Self {
            cards: mean(&cards),
            quantiles: TOLD.map(|share| distribution.quantile(share).as_ref().map(cards)),
            work: hours.zip(cost).map(|(hours, cost)| Work { hours, cost }),
            work90: distribution.quantile(0.9).as_ref().map(work),
            distribution,
        })
    }
}
