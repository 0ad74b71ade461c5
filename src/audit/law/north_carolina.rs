//! North Carolina: a recount of 3 % of the precincts by hand; where it would reverse the outcome if all were so, all are.
//!
//! # Reference
//! N.C. General Statutes § 163-182.7A: after a recount by machine the losing candidate may ask for a recount by hand of all
//! ballots in 3 % of the precincts of each county, rounded up and drawn by lot, each early voting site being a precinct.
//! Where the change of that sample, extrapolated by the share of the ballots that it holds, would reverse the results, every
//! ballot is counted by hand. (Associate justice, November 2024: a lead of 734 of some 5.5 million ballots; the office said
//! that the loser would have had to gain 35 in the sample, and the leader gained 14.)

use super::{Law, Sample, Step, Trigger};

/// The law.
pub(super) const LAW: Law = Law {
    code: "NC",
    of: "North Carolina",
    section: "General Statutes § 163-182.7A",
    sample: Sample::Share { share: 0.03, least: 1 },
    trigger: Trigger::Reversal,
    then: &[Step::All],
};
