//! In the largest batches: a draw that gives every batch the same chance meets each of them seldom.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// The batches with most ballots first.
#[derive(Clone, Copy, Debug)]
pub struct LargestBatches;

impl Attack for LargestBatches {
    fn name(&self) -> &'static str {
        "largest_batches"
    }

    fn says(&self) -> &'static str {
        "the same cards in the largest batches, which a fixed share of the batches seldom meets"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.flip(Pattern::LargestBatches, Selection::default())
    }
}
