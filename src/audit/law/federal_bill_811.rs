//! The federal bill of 2007 that never became law: 10 %, 5 % or 3 % of the precincts, by the margin.
//!
//! # Reference
//! H.R. 811, 110th Congress, "Voter Confidence and Increased Accessibility Act of 2007", section 5, as reported: hand counts
//! of 10 % of the precincts where the margin is below 1 % of the votes, 5 % below 2 %, else 3 %. What follows from
//! differences is left to the states; here half a percent in one batch brings a full count, an assumption.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "HR811",
    of: "the House of Representatives",
    section: "H.R. 811 (2007), section 5",
    sample: Sample::ByMargin { tiers: &[(0.01, 0.1), (0.02, 0.05), (f64::INFINITY, 0.03)] },
    trigger: Trigger::InOne { share: 0.005, votes: 0 },
    then: &[Step::All],
};
