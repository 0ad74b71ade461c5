//! Pennsylvania: 2 % of the ballots or 2,000, whichever is less; the statute says nothing of differences.
//!
//! # Reference
//! 25 Pennsylvania Statutes § 3031.17: in each county a statistical recount of a random sample of at least 2 % of the ballots
//! or 2,000, whichever is less. It does not say how the sample is drawn; here batches are drawn until they hold so many.
//! What follows from differences is not laid down.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "PA",
    of: "Pennsylvania",
    section: "25 P.S. § 3031.17",
    sample: Sample::Ballots { share: 0.02, most: 2_000 },
    trigger: Trigger::Never,
    then: &[],
};
