//! Arizona: 2 % of the precincts, at least two; beyond a designated margin twice as many, then all.
//!
//! # Reference
//! Arizona Revised Statutes § 16-602: at least 2 % of the precincts or two, whichever is more. Differences that reach a
//! designated margin are counted again by hand; if they stand, twice the first number of precincts is counted, and if they
//! still reach it, the whole jurisdiction. A committee sets the designated margin before each election; here it is 1 %, an
//! assumption. (The audit of early ballots by batches, 1 % or 5,000, is not modelled.)

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "AZ",
    of: "Arizona",
    section: "Revised Statutes § 16-602",
    sample: Sample::Share { share: 0.02, least: 2 },
    trigger: Trigger::Together { share: 0.01, or_equal: true },
    then: &[Step::Times(2), Step::All],
};
