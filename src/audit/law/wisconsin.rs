//! Wisconsin: 5 % of the reporting units; the audit measures the machines and does not bind.
//!
//! # Reference
//! Wisconsin Statutes § 7.08(6), as carried out by the Elections Commission since 2018: 5 % of the reporting units, at least
//! one in each county. Its purpose is the machines' rate of error; it leads to no recount.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "WI",
    of: "Wisconsin",
    section: "Statutes § 7.08(6)",
    sample: Sample::Share { share: 0.05, least: 1 },
    trigger: Trigger::Never,
    then: &[],
};
