//! Montana: 10 % of the precincts, at least two; a difference beyond half a percent or five ballots brings three more.
//!
//! # Reference
//! Montana Code §§ 13-17-503 and 13-17-507; Administrative Rules 44.3.1719: at least 10 % of the precincts of a county or two,
//! whichever is more. A difference of more than half a percent of the ballots or five, whichever is more, brings at least
//! three more precincts; after them the machines are examined, and nothing more is counted.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "MT",
    of: "Montana",
    section: "Code § 13-17-503",
    sample: Sample::Share { share: 0.1, least: 2 },
    trigger: Trigger::InOne { share: 0.005, votes: 5 },
    then: &[Step::More(3)],
};
