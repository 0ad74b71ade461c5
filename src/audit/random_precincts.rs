//! Random-precinct audits: batches by lot, as many as the margin asks for, each tallied by hand.
//!
//! By power, the draw is the least that meets a bad batch with a stated chance, if a wrong outcome needs as many bad
//! batches as it does when none is further off than a stated share of its ballots. The chance is as good as that
//! assumption: a batch that is further off makes fewer suffice, so that there is no risk limit. With an assumed share of
//! 1, which no batch can exceed, the chance of passing a wrong outcome is at most one minus the chance asked for.
//!
//! # Reference
//! Stanislevic 2006 (20 % of a precinct's votes); Aslam, Popa and Rivest 2007, EVT '07, section 3; the laws by margin in
//! [`super::law`].

use super::claim::ReportedContest;
use super::statutes::{Review, Statute};
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};

/// A hand tally of as many batches by lot as the margin asks for.
#[derive(Clone, Copy, Debug)]
pub struct RandomPrecincts;

impl AuditMethod for RandomPrecincts {
    fn name(&self) -> &'static str {
        "random_precincts"
    }

    fn says(&self) -> Reason {
        procedures::method_random_precincts()
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
        let law = terms.law.filter(|law| law.sample.looks_at_the_margin());
        let plain = Statute::by_power(terms.detection, terms.most_shift, terms.tolerance);
        Ok(Box::new(Review::new(claim, law.unwrap_or(plain))?))
    }
}
