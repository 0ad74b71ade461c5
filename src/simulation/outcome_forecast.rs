//! What exact laws say of a planned audit: cards, hours and dollars with their chances, nothing drawn by lot.

use super::audited_contest::AuditedContest;
use crate::audit::{AuditSettings, OutcomeDistribution, PossibleEnd, PreparedAudit, SupposedPaper, Unit, Work};
use crate::reason::Reason;

/// Shares of audits at which sizes are told.
pub const TOLD: [f64; 3] = [0.5, 0.9, 0.99];

/// What an audit comes to if the report is right, by its exact law.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeForecast {
    /// The law round by round.
    pub law: OutcomeDistribution,
    /// Expected cards looked at, all of them in a full hand count; `None` where not every ending is known.
    pub cards: Option<f64>,
    /// The least cards that each of the shares [`TOLD`] of audits does not exceed; `None` where that is not known.
    pub quantiles: [Option<f64>; 3],
    /// Expected person-hours and dollars, the full hand count by its chance.
    pub work: Option<Work>,
    /// Person-hours and dollars that nine audits of ten do not exceed.
    pub work90: Option<Work>,
}

impl OutcomeForecast {
    /// Of a method made ready; a full hand count handles so many ballots.
    ///
    /// # Errors
    /// Why no exact law tells it.
    pub(super) fn of(
        procedure: &dyn PreparedAudit,
        terms: &AuditSettings,
        place: &AuditedContest<'_>,
        handled: u64,
    ) -> Result<Self, Reason> {
        let frame = &place.claim.frame;
        let (all, ballots) = (frame.cards(), frame.ballots());
        let law = OutcomeDistribution::of(procedure, terms, all, SupposedPaper::AsReported)?;
        // Whoever has read every card without putting one back need not count them again.
        let one_by_one = procedure.unit() == Unit::Card { replacement: false };
        let all_read = one_by_one && law.stops.last().is_some_and(|stop| stop.draws >= all);
        let work = |ending: &PossibleEnd| {
            let tallied = if ending.counted && !all_read { handled } else { 0 };
            place.clock.work_of(ending.cards, tallied, (ending.cards > 0.0).then_some(ballots))
        };
        let cards = |ending: &PossibleEnd| if ending.counted { all as f64 } else { ending.cards };
        let mean = |of: &dyn Fn(&PossibleEnd) -> f64| law.mean(of);
        let (hours, cost) = (mean(&|ending| work(ending).hours), mean(&|ending| work(ending).cost));
        Ok(Self {
            cards: mean(&cards),
            quantiles: TOLD.map(|share| law.quantile(share).as_ref().map(cards)),
            work: hours.zip(cost).map(|(hours, cost)| Work { hours, cost }),
            work90: law.quantile(0.9).as_ref().map(work),
            law,
        })
    }
}
