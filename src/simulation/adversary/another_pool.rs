//! In another pool: every record that there is is right, and the totals of whole batches lie.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::{BatchTotalAltered, Pattern};

/// Totals that do not follow from records.
#[derive(Clone, Copy, Debug)]
pub struct AnotherPool;

impl Attack for AnotherPool {
    fn name(&self) -> &'static str {
        "another_pool"
    }

    fn says(&self) -> &'static str {
        "the totals of batches are altered, a share of each, and the single records stay right"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let what = format!("votes for {}", target.name(target.winner()));
        target.holds(target.batches(), target.flips(), &what, |marks| target.is_vote_for(marks, target.winner()))?;
        Ok(vec![Fault::BatchTotalAltered(BatchTotalAltered {
            contest: target.contest().id.clone(),
            from: target.name(target.winner()),
            to: target.name(target.loser()),
            votes: target.flips(),
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}
