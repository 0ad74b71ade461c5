//! The machine recount: all paper is scanned again, with the same programme or a new one, and compared with the first
//! count.
//!
//! It finds batches that were left out, scanned twice or lost on the way to the totals. Faults of the paper, the
//! scanners and their programme are the same the second time: a programme that takes one candidate for another does so
//! again, and both counts agree. With a new programme the machines repeat only the faults of the paper and of the
//! scanners. If the second count has other winners, every ballot is counted by hand.
//!
//! # Reference
//! Machine recounts are the rule in Georgia on request, and in Florida and Arizona within half a percent.

use super::claim::ReportedContest;
use super::retabulation::SecondCount;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit, Unit};
use crate::reason::{Reason, procedures};

/// A second scan of all paper.
#[derive(Clone, Copy, Debug)]
pub struct MachineRecount;

impl AuditMethod for MachineRecount {
    fn name(&self) -> &'static str {
        "machine_recount"
    }

    fn says(&self) -> Reason {
        procedures::method_machine_recount()
    }

    fn needs(&self) -> Needs {
        Needs::BatchTallies
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Nothing
    }

    fn counts_again(&self) -> Option<Unit> {
        Some(Unit::Rescan)
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        _: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(SecondCount::new(claim, Unit::Rescan)?))
    }
}
