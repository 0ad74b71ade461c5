//! Oregon: 10 %, 5 % or 3 % of the precincts or batches, by the margin.
//!
//! # Reference
//! Oregon Revised Statutes § 254.529(2): hand counts of 10 % of the precincts or batches where the margin is below 1 % of the
//! votes, 5 % below 2 %, else 3 %. The law can lead to a full count; the half percent in one batch that does so here is an
//! assumption.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "OR",
    of: "Oregon",
    section: "Revised Statutes § 254.529",
    sample: Sample::ByMargin { tiers: &[(0.01, 0.1), (0.02, 0.05), (f64::INFINITY, 0.03)] },
    trigger: Trigger::InOne { share: 0.005, votes: 0 },
    then: &[Step::All],
};
