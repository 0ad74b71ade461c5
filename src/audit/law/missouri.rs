//! Missouri: 5 % of the precincts, at least one; differences are looked into and resolved.
//!
//! # Reference
//! 15 Missouri Code of State Regulations 30-10.110: not less than 5 % of the precincts, at least one; differences beyond half
//! a percent are to be looked into and resolved before certification. The rule leads to no full count.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "MO",
    of: "Missouri",
    section: "15 CSR 30-10.110",
    sample: Sample::Share { share: 0.05, least: 1 },
    trigger: Trigger::Never,
    then: &[],
};
