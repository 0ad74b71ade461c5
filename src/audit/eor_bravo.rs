//! Ballot polling by BRAVO at round ends: Wald's ratio of the whole sample, with replacement.
//!
//! It does not use the order of the cards within a round. Sizes of later rounds may depend on earlier readings.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling Risk-limiting Audits to Verify Outcomes", EVT/WOTE '12; by
//! rounds ("end of round"): Zagórski et al. 2021, USENIX Security '21.

use super::claim::ReportedContest;
use super::round_poll::RoundPoll;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};
use crate::risk::polling::RoundBravo;

/// Ballot polling with BRAVO, judged at round ends.
#[derive(Clone, Copy, Debug)]
pub struct RoundBravoPolling;

impl AuditMethod for RoundBravoPolling {
    fn name(&self) -> &'static str {
        "eor_bravo"
    }

    fn says(&self) -> Reason {
        procedures::method_eor_bravo()
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
        Ok(Box::new(RoundPoll::new(claim, terms, &RoundBravo, true)?))
    }
}
