//! Ballot polling by Providence: BRAVO's ratio of the rounds before, times Minerva's ratio of tails of the new round.
//!
//! Sizes of later rounds may depend on what was read.
//!
//! # Reference
//! Broadrick, Vora and Zagórski 2023, "Providence: a Flexible Round-by-Round Risk-Limiting Audit", USENIX Security '23.

use super::claim::Claim;
use super::round_poll::RoundPoll;
use super::{AuditMethod, Needs, Procedure, Promise, Terms};
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

    fn promise(&self) -> Promise {
        Promise::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, Reason> {
        Ok(Box::new(RoundPoll::new(claim, terms, &Providence, true)?))
    }
}
