//! Connecticut: 5 % of the voting districts; a recanvass where a difference, taken everywhere, could change the outcome.
//!
//! # Reference
//! Connecticut General Statutes § 9-320f (a), (f) and (o): not less than 5 % of the voting districts (10 % until 2016). A
//! discrepancy is a difference of more than half a percent; where it exceeds the margin when multiplied by the number of
//! districts, all is recanvassed. A recanvass is partly by machine; here it is by hand.

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "CT",
    of: "Connecticut",
    section: "General Statutes § 9-320f",
    sample: Sample::Share { share: 0.05, least: 1 },
    trigger: Trigger::Extended { share: 0.005 },
    then: &[Step::All],
};
