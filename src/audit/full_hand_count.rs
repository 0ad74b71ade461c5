//! The full hand count: no sample, every ballot.

use super::claim::ReportedContest;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};

/// Every ballot is counted by hand, and that count decides.
#[derive(Clone, Copy, Debug)]
pub struct FullHandCount;

impl AuditMethod for FullHandCount {
    fn name(&self) -> &'static str {
        "full_hand_count"
    }

    fn says(&self) -> Reason {
        procedures::method_full_hand_count()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::FullCount
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        _: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(All { cards: claim.frame.cards() }))
    }
}

struct All {
    cards: u64,
}

impl PreparedAudit for All {
    fn unit(&self) -> Unit {
        Unit::Everything
    }

    fn first_round(&self) -> u64 {
        self.cards
    }

    fn formula(&self) -> Reason {
        why::every_card()
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(Nothing)
    }
}

struct Nothing;

impl AuditState for Nothing {
    fn observe(&mut self, _: DrawnUnit<'_>) -> bool {
        false
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::Failed
    }
}
