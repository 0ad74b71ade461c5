//! Kentucky: precincts with 3 % to 5 % of the ballots; the statute says nothing of differences.
//!
//! # Reference
//! Kentucky Revised Statutes § 117.383: a manual recount of randomly selected precincts that hold 3 % to 5 % of all ballots.
//! The least of it is drawn here. What follows from differences is not laid down.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "KY",
    of: "Kentucky",
    section: "Revised Statutes § 117.383",
    sample: Sample::Ballots { share: 0.03, most: u64::MAX },
    trigger: Trigger::Never,
    then: &[],
};
