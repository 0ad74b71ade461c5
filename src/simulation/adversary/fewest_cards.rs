//! The fewest cards: records altered from the winner to the loser, two votes of the margin each, anywhere.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// Any cards, as few as it takes.
#[derive(Clone, Copy, Debug)]
pub struct FewestCards;

impl Attack for FewestCards {
    fn name(&self) -> &'static str {
        "fewest_cards"
    }

    fn says(&self) -> &'static str {
        "records altered from the winner to the loser, the fewest that do it, anywhere"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.flip(Pattern::Spread, Selection::default())
    }
}
