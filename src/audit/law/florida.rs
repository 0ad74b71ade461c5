//! Florida: 1 % of the precincts for one contest, at least one; the audit comes after certification.
//!
//! # Reference
//! Florida Statutes § 101.591: a manual audit of at least 1 % and no more than 2 % of the precincts, at least one; it follows
//! certification and ends with a report. (The automated audit of 20 % is not modelled.)

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "FL",
    of: "Florida",
    section: "Statutes § 101.591",
    sample: Sample::Share { share: 0.01, least: 1 },
    trigger: Trigger::Never,
    then: &[],
};
