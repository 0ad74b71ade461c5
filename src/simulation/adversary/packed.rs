//! Packed into few batches: who draws batches may well draw none of them.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// As few batches as hold the cards.
#[derive(Clone, Copy, Debug)]
pub struct Packed;

impl Attack for Packed {
    fn name(&self) -> &'static str {
        "packed"
    }

    fn says(&self) -> &'static str {
        "the same cards in as few batches as hold them"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.flip(Pattern::Concentrated, Selection::default())
    }
}
