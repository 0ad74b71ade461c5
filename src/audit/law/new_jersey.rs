//! New Jersey: as many districts as find a wrong outcome with a chance of 99 %, at least 2 %.
//!
//! # Reference
//! New Jersey Statutes § 19:61-9, of 2008: at least 2 % of the election districts, and for federal and statewide contests so
//! many that a full manual recount would not change the outcome, "with at least 99 % statistical power", on assumptions such
//! as that up to 20 % of a district's votes may have been counted for another than the voters meant. Differences of a tenth
//! of a percent or more widen the audit, up to a full count; here a district with one brings it at once. It waited for
//! machines that leave paper.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "NJ",
    of: "New Jersey",
    section: "Statutes § 19:61-9",
    sample: Sample::Power { chance: 0.99, shift: 0.2, least: 0.02 },
    trigger: Trigger::InOne { share: 0.001, votes: 0 },
    then: &[Step::All],
};
