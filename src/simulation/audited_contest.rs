//! One contest under audit, with all that its audits share.

use crate::audit::{AuditMethod, Clock, Guarantee, ReportedContest, StratumFrame};
use crate::hand_count::Reader;
use crate::social_choice::Outcome;

/// One contest under audit.
pub(super) struct AuditedContest<'a> {
    /// Its place in the election's list.
    pub(super) contest: usize,
    /// What is reported of it.
    pub(super) claim: ReportedContest<'a>,
    /// How its cards are read.
    pub(super) reader: Reader<'a>,
    /// The cards of each stratum.
    pub(super) strata: Vec<StratumFrame<'a>>,
    /// The outcome of the paper in these cards: the audit never hears it.
    pub(super) right: Outcome,
    /// Whether the reported totals are not those of the paper.
    pub(super) is_off: bool,
    /// What its work takes.
    pub(super) clock: Clock,
    /// Id of the first contest with the same cards: they share one draw.
    pub(super) same_draw_as: String,
}

impl AuditedContest<'_> {
    /// Whether a method has nothing to audit here: nobody can lose, and no rule of its own asks for cards all the same.
    pub(super) fn nothing_to_audit(&self, method: &dyn AuditMethod) -> bool {
        self.claim.is_uncontested() && matches!(method.promise(), Guarantee::RiskLimit | Guarantee::Posterior)
    }
}
