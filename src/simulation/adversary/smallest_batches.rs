//! In the smallest batches: a draw by size meets them seldom, and a bound on the error of each is small.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// The batches with fewest ballots first.
#[derive(Clone, Copy, Debug)]
pub struct SmallestBatches;

impl Attack for SmallestBatches {
    fn name(&self) -> &'static str {
        "smallest_batches"
    }

    fn says(&self) -> &'static str {
        "the same cards in the smallest batches, which a draw by size seldom meets"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.flip(Pattern::SmallestBatches, Selection::default())
    }
}
