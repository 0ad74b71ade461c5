//! Alaska: a precinct with 5 % of the district's ballots; beyond 1 % of difference the whole district is counted.
//!
//! # Reference
//! Alaska Statutes §§ 15.15.430 and 15.15.440: in each house district one precinct, by lot, with at least 5 % of its ballots;
//! a difference of more than 1 % is followed by a hand count of the district. Batches are drawn here until they hold as many
//! ballots; the paper of the scenario is one district.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "AK",
    of: "Alaska",
    section: "Statutes § 15.15.430",
    sample: Sample::Ballots { share: 0.05, most: u64::MAX },
    trigger: Trigger::Together { share: 0.01, or_equal: false },
    then: &[Step::All],
};
