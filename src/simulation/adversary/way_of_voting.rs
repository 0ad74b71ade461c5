//! In one way of voting: a law that samples only some ways of voting never looks there.

use super::{Attack, Target};
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// The smallest part of the ballots, by way of voting, that holds the cards.
#[derive(Clone, Copy, Debug)]
pub struct WayOfVoting;

impl Attack for WayOfVoting {
    fn name(&self) -> &'static str {
        "way_of_voting"
    }

    fn says(&self) -> &'static str {
        "the same cards among the ballots of one way of voting, which some laws do not sample"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.in_one_way_of_voting(|place, _| target.flip(Pattern::Spread, place))
    }
}
