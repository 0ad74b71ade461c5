//! Ballot polling by Minerva: at each round end, the probability of a sample this good or better in a tie, over that
//! under the report.
//!
//! The rule is valid if the sizes of all rounds are fixed before the first card: they grow by the stated factor,
//! whatever was read.
//!
//! # Reference
//! Zagórski et al. 2021, "Minerva – An Efficient Risk-Limiting Ballot Polling Audit", USENIX Security '21.

use super::claim::ReportedContest;
use super::round_poll::RoundPoll;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};
use crate::risk::polling::Minerva;

/// Ballot polling with Minerva.
#[derive(Clone, Copy, Debug)]
pub struct MinervaPolling;

impl AuditMethod for MinervaPolling {
    fn name(&self) -> &'static str {
        "minerva"
    }

    fn says(&self) -> Reason {
        procedures::method_minerva()
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
        Ok(Box::new(RoundPoll::new(claim, terms, &Minerva, false)?))
    }
}
