//! Approval: a voter marks every name that is acceptable, and the most marks win.
//!
//! # Reference
//! Brams and Fishburn 1978, "Approval Voting", American Political Science Review 72(3). Statements as for plurality: Stark 2020
//! (SHANGRLA), section 2.2.

use super::plurality::{each_against_each, most_votes};
use super::{Assertion, Outcome, SocialChoice, Tally};
use crate::election::Contest;
use crate::reason::{Reason, procedures};

/// Approval, as in St. Louis and Fargo.
#[derive(Clone, Copy, Debug)]
pub struct Approval;

impl SocialChoice for Approval {
    fn name(&self) -> &'static str {
        "approval"
    }

    fn says(&self) -> Reason {
        procedures::rule_approval()
    }

    fn has_lead(&self) -> bool {
        true
    }

    fn marks_all(&self) -> bool {
        true
    }

    fn takes_several(&self) -> bool {
        true
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        most_votes(&tally.votes, usize::from(contest.seats))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        Ok(each_against_each(contest, outcome))
    }
}
