//! D'Hondt (Jefferson): seats by highest averages, a list's votes divided by 1, 2, 3 and so on.
//!
//! # Reference
//! D'Hondt 1882, "Système pratique et raisonné de représentation proportionnelle"; as in Belgium's Electoral Code, article 167.

use super::highest_averages::{seats, statements};
use super::{Assertion, Outcome, SocialChoice, Tally};
use crate::election::Contest;
use crate::reason::{Reason, procedures};

/// D'Hondt's rule for seats of lists.
#[derive(Clone, Copy, Debug)]
pub struct DHondt;

impl SocialChoice for DHondt {
    fn name(&self) -> &'static str {
        "dhondt"
    }

    fn says(&self) -> Reason {
        procedures::rule_dhondt()
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
    seat
}
