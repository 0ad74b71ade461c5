//! New Mexico: as many precincts as find a wrong outcome with a chance of 90 %; beyond 90 % of the margin as many again, then all.
//!
//! # Reference
//! New Mexico Statutes § 1-14-13.2; Administrative Code 1.10.23.9: a sample that would find faulty tabulators that change an
//! outcome with a chance of at least 90 %, if no precinct's margin shifts by more than 30 % (15 % of the votes counted for
//! another). Where the error rate exceeds 90 % of the margin another sample of that size is drawn, and if it does so over
//! both, all is counted by hand. The statute reads the size from a table and draws by registered voters; here the exact size
//! for draws by lot is taken.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "NM",
    of: "New Mexico",
    section: "Statutes § 1-14-13.2",
    sample: Sample::Power { chance: 0.9, shift: 0.15, least: 0.0 },
    trigger: Trigger::OfMargin { share: 0.9 },
    then: &[Step::Times(2), Step::All],
};
