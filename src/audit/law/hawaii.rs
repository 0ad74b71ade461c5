//! Hawaii: 10 % of the precincts; whether more are counted is for the chief election officer to say.
//!
//! # Reference
//! Hawaii Revised Statutes § 16-42; Administrative Rules § 3-177-762: not less than 10 % of the precincts; where they
//! differ, the chief election officer may widen the audit and says when it ends. No figure binds him, so none is here.

use super::{Law, Sample, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "HI",
    of: "Hawaii",
    section: "Revised Statutes § 16-42",
    sample: Sample::Share { share: 0.1, least: 1 },
    trigger: Trigger::Never,
    then: &[],
};
