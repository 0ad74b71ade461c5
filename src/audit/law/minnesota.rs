//! Minnesota: two to four precincts of a county; a difference beyond half a percent brings three more, then all.
//!
//! # Reference
//! Minnesota Statutes § 206.89, subdivisions 2, 4 and 5, as in force in 2017: two precincts in counties with fewer than 50,000
//! registered voters, three with up to 100,000, else four or 3 % of the precincts, whichever is more. A precinct that
//! differs by more than half a percent, or by more than two votes where 400 or fewer voted, brings at least three more
//! precincts; one of those that does so again brings all that are left. Ballots stand for registered voters here.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "MN",
    of: "Minnesota",
    section: "Statutes § 206.89",
    sample: Sample::BySize { tiers: &[(50_000, 2), (100_000, 3), (u64::MAX, 4)], share: 0.03 },
    trigger: Trigger::InOne { share: 0.005, votes: 2 },
    then: &[Step::More(3), Step::All],
};
