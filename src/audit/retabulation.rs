//! Re-tabulation: the images of all ballots are counted again by other software, and compared with the reported
//! tallies.
//!
//! It finds faults after the scan: files left out or loaded twice, names mixed up in the results system, numbers typed
//! wrong. It does not check the paper: a mark that the scanner did not see, and a batch that was never scanned, are not
//! in the images either. If the second count has other winners than the report, every ballot is counted by hand.
//!
//! # Reference
//! Maryland State Board of Elections 2016, "Post-Election Tabulation Audit Pilot Program Report", section II (automated
//! tabulation of ballot images).

use super::bounds::differs;
use super::claim::ReportedContest;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::social_choice::{Tally, decide};

/// A second count from the images.
#[derive(Clone, Copy, Debug)]
pub struct Retabulation;

impl AuditMethod for Retabulation {
    fn name(&self) -> &'static str {
        "retabulation"
    }

    fn says(&self) -> Reason {
        procedures::method_retabulation()
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Nothing
    }

    fn counts_again(&self) -> Option<Unit> {
        Some(Unit::Images)
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        _: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(SecondCount::new(claim, Unit::Images)?))
    }
}

/// A second count of everything by machine.
pub(super) struct SecondCount<'c> {
    claim: &'c ReportedContest<'c>,
    unit: Unit,
}

impl<'c> SecondCount<'c> {
    /// A second count from the images or from the paper.
    ///
    /// # Errors
    /// The reason, if there is nothing to count again, or a tie to settle.
    pub(super) fn new(claim: &'c ReportedContest<'c>, unit: Unit) -> Result<Self, Reason> {
        if claim.frame.cards() == 0 {
            return Err(why::no_card());
        }
        if !claim.outcome.tied.is_empty() {
            return Err(why::tie());
        }
        Ok(Self { claim, unit })
    }
}

impl PreparedAudit for SecondCount<'_> {
    fn unit(&self) -> Unit {
        self.unit
    }

    fn first_round(&self) -> u64 {
        self.claim.frame.batches().len() as u64
    }

    fn formula(&self) -> Reason {
        why::all_by_machine()
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(Retabulated { claim: self.claim, sum: Tally::empty(self.claim.contest.candidates.len()) })
    }
}

struct Retabulated<'c> {
    claim: &'c ReportedContest<'c>,
    sum: Tally,
}

impl AuditState for Retabulated<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Batch { reported, hand: again, .. } = drawn else { return false };
        if let Some(again) = again {
            self.sum += again;
        }
        // A batch that is in neither count is no difference.
        (reported.is_some() || again.is_some()) && differs(drawn)
    }

    fn evidence(&self) -> RoundEvidence {
        let agrees = decide(self.claim.contest, &self.sum).agrees_with(&self.claim.outcome);
        if agrees { RoundEvidence::Passed } else { RoundEvidence::Failed }
    }
}
