//! One contest under audit, with the data that all its audits share.

use crate::audit::{AuditMethod, Clock, Guarantee, ReportedContest, StratumFrame};
use crate::hand_count::Reader;
use crate::social_choice::Outcome;

/// One contest under audit.
pub(super) struct AuditedContest<'a> {
    /// Its index in the election's list.
    pub(super) contest: usize,
    /// Its report.
    pub(super) claim: ReportedContest<'a>,
    /// The reader of its cards.
    pub(super) reader: Reader<'a>,
    /// The cards of each stratum.
    pub(super) strata: Vec<StratumFrame<'a>>,
    /// The outcome of the paper in these cards, which audits never see.
    pub(super) right: Outcome,
    /// Whether the reported totals differ from those of the paper.
    pub(super) is_off: bool,
    /// Its rates of work.
    pub(super) clock: Clock,
    /// Id of the first contest with the same cards: they share one draw.
    pub(super) same_draw_as: String,
}

impl AuditedContest<'_> {
    /// Whether a method has nothing to audit: nobody can lose, and its rule draws no cards in that case.
    pub(super) fn nothing_to_audit(&self, method: &dyn AuditMethod) -> bool {
        self.claim.is_uncontested() && matches!(method.promise(), Guarantee::RiskLimit | Guarantee::Posterior)
    }
}
