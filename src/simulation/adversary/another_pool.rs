//! In another pool: every single record is right, and the totals of the batches of one way of voting lie.
//!
//! Where such batches are known by their sums alone, as in an audit of pools, no record contradicts the lie; elsewhere the
//! records do, and nobody needs to draw a card.

use super::{Attack, Target};
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
        "the batch totals of one way of voting are altered, a share of each; every single record stays right"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        target.in_one_way_of_voting(|place, batches| {
            let what = format!("votes for {}", target.name(target.winner()));
            target.holds(batches, target.flips(), &what, |marks| target.is_vote_for(marks, target.winner()))?;
            Ok(vec![Fault::BatchTotalAltered(BatchTotalAltered {
                contest: target.contest().id.clone(),
                from: target.name(target.winner()),
                to: target.name(target.loser()),
                votes: target.flips(),
                pattern: Pattern::Spread,
                place,
            })])
        })
    }
}
