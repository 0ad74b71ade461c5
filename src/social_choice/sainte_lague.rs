//! Sainte-Laguë (Webster): seats by highest averages, a list's votes divided by 1, 3, 5 and so on.
//!
//! # Reference
//! Sainte-Laguë 1910, "La représentation proportionnelle et la méthode des moindres carrés"; Balinski and Young 1982.

use super::highest_averages::{seats, statements};
use super::{Assertion, Outcome, SocialChoice, Tally};
use crate::election::Contest;
use crate::reason::{Reason, procedures};

/// Sainte-Laguë's rule for seats of lists.
#[derive(Clone, Copy, Debug)]
pub struct SainteLague;

impl SocialChoice for SainteLague {
    fn name(&self) -> &'static str {
        "sainte_lague"
    }

    fn says(&self) -> Reason {
        procedures::rule_sainte_lague()
    }

    fn is_of_lists(&self) -> bool {
        true
    }

    fn each_statement_is_necessary(&self, contest: &Contest) -> bool {
        // A list may pass the threshold, or miss it, without a seat.
        contest.options.share.is_none()
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        seats(contest, tally, divisor)
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        Ok(statements(contest, outcome, tally, divisor))
    }
}

fn divisor(seat: i64) -> i64 {
    2 * seat - 1
}
