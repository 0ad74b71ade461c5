//! Random-precinct audits: a number of random batches that depends on the margin, each tallied by hand.
//!
//! By power, the sample is the smallest that contains a bad batch with a stated probability, if a wrong outcome needs
//! as many bad batches as it does when no batch is off by more than a stated share of its ballots. The probability is
//! as good as that assumption: with a larger error in a batch fewer are enough, so there is no risk limit. With an
//! assumed share of 1, which no batch can exceed, the probability of passing a wrong outcome is at most one minus the
//! stated probability.
//!
//! # Reference
//! Stanislevic 2006 (20 % of a precinct's votes); Aslam, Popa and Rivest 2007, EVT '07, section 3; the laws by margin in
//! [`super::law`].

use super::claim::ReportedContest;
use super::statutes::{Review, Statute};
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};

/// A hand tally of a number of random batches that depends on the margin.
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
