//! Ballot polling by Providence: BRAVO's ratio of the earlier rounds, times Minerva's ratio of tails of the new round.
//!
//! Sizes of later rounds may depend on earlier readings.
//!
//! # Reference
//! Broadrick, Vora and Zagórski 2023, "Providence: a Flexible Round-by-Round Risk-Limiting Audit", USENIX Security '23.

use super::claim::ReportedContest;
use super::round_poll::RoundPoll;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};
use crate::risk::polling::Providence;

/// Ballot polling with Providence.
#[derive(Clone, Copy, Debug)]
pub struct ProvidencePolling;

impl AuditMethod for ProvidencePolling {
    fn name(&self) -> &'static str {
        "providence"
    }

    fn says(&self) -> Reason {
        procedures::method_providence()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(RoundPoll::new(claim, terms, &Providence, true)?))
    }
}
