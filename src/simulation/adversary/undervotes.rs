//! In undervotes: contests that voters left open are recorded as votes for the loser, and nobody misses a vote.

use super::{Attack, Target};
use crate::election::{Marks, Selection};
use crate::tabulation::Fault;
use crate::tabulation::fault::{Pattern, UndervoteStuffing};

/// Votes where there were none.
#[derive(Clone, Copy, Debug)]
pub struct Undervotes;

impl Attack for Undervotes {
    fn name(&self) -> &'static str {
        "undervotes"
    }

    fn says(&self) -> &'static str {
        "undervotes recorded as votes for the loser: nobody's own vote is missing"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let allowed = usize::from(target.contest().votes_allowed);
        let open = |marks: &Marks| marks.strokes().len() < allowed && !target.is_vote_for(marks, target.loser());
        target.holds(target.batches(), target.votes(), "undervotes", open)?;
        Ok(vec![Fault::UndervoteStuffing(UndervoteStuffing {
            contest: target.contest().id.clone(),
            to: target.name(target.loser()),
            cards: Some(target.votes()),
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}
