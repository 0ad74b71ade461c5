//! California: 1 % of the precincts by lot, at least one; differences are explained in a report.
//!
//! # Reference
//! California Elections Code §§ 336.5 and 15360: 1 % of the precincts, one where that is less than a whole precinct, and one
//! more for every contest that none of them has. Each contest is audited on its own here, so that it always has one. The
//! section sends a report of the differences; it does not say that they lead to more counting.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "CA",
    of: "California",
    section: "EC § 15360",
    sample: Sample::Share { share: 0.01, least: 1 },
    trigger: Trigger::Never,
    then: &[],
};
