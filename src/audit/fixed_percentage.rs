//! The fixed-percentage audit: a share of the batches, drawn at random, each tallied by hand and compared with its
//! report.
//!
//! Laws differ in which differences lead to more counting ([`super::law`]). Without a law, a full hand count follows if
//! they exceed a share of the ballots tallied.
//!
//! # Reference
//! California Elections Code § 15360 (1 % manual tally of precincts, since 1965) and the laws listed in [`super::law`].

use super::claim::ReportedContest;
use super::statutes::{Review, Statute};
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};

/// A hand tally of a fixed share of the batches.
#[derive(Clone, Copy, Debug)]
pub struct FixedPercentage;

impl AuditMethod for FixedPercentage {
    fn name(&self) -> &'static str {
        "fixed_percentage"
    }

    fn says(&self) -> Reason {
        procedures::method_fixed_percentage()
    }

    fn needs(&self) -> Needs {
        Needs::BatchTallies
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Nothing
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let law = terms.law.filter(|law| !law.sample.looks_at_the_margin());
        Ok(Box::new(Review::new(claim, law.unwrap_or(Statute::plain(terms.share, terms.tolerance)))?))
    }
}
