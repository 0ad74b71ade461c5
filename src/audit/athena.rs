//! Ballot polling by Athena: Minerva, and the whole sample must be at least as likely as reported as in a tie.
//!
//! If only the second condition prevents stopping, the audit continues and shows the P-value of earlier rounds. Sizes
//! of later rounds grow by the stated factor, as Minerva requires.
//!
//! # Reference
//! Zagórski et al. 2020, "The Athena Class of Risk-Limiting Ballot Polling Audits", arXiv:2008.02315, with δ = 1.

use super::claim::ReportedContest;
use super::round_poll::RoundPoll;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};
use crate::risk::polling::Athena;

/// Ballot polling with Athena, δ = 1.
#[derive(Clone, Copy, Debug)]
pub struct AthenaPolling;

impl AuditMethod for AthenaPolling {
    fn name(&self) -> &'static str {
        "athena"
    }

    fn says(&self) -> Reason {
        procedures::method_athena()
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
        Ok(Box::new(RoundPoll::new(claim, terms, &Athena { delta: 1.0 }, false)?))
    }
}
