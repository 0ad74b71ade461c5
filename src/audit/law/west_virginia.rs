//! West Virginia: 3 % of the precincts; one that differs by more than 1 % brings a full hand count.
//!
//! # Reference
//! West Virginia Code § 3-4A-28(d): at least 3 % of the precincts; where the hand tally of one differs by more than 1 %, or
//! names another outcome there, all ballots are counted by hand. (Another outcome within one precinct by fewer votes is not
//! modelled.)

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "WV",
    of: "West Virginia",
    section: "Code § 3-4A-28(d)",
    sample: Sample::Share { share: 0.03, least: 1 },
    trigger: Trigger::InOne { share: 0.01, votes: 0 },
    then: &[Step::All],
};
