//! Spread thin: the winner's votes erased, one vote of the margin a card, so that no card and no batch looks bad.

use super::{Attack, Target};
use crate::election::Selection;
use crate::tabulation::Fault;
use crate::tabulation::fault::{Pattern, VoteErased};

/// Small errors, many of them, anywhere.
#[derive(Clone, Copy, Debug)]
pub struct SpreadThin;

impl Attack for SpreadThin {
    fn name(&self) -> &'static str {
        "spread"
    }

    fn says(&self) -> &'static str {
        "votes for the winner erased: half as wrong a card, on twice as many cards, anywhere"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let what = format!("votes for {}", target.name(target.winner()));
        let erasable = |marks: &_| target.is_vote_for(marks, target.winner());
        target.holds(target.batches(), target.votes(), &what, erasable)?;
        Ok(vec![Fault::VoteErased(VoteErased {
            contest: target.contest().id.clone(),
            from: target.name(target.winner()),
            cards: Some(target.votes()),
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}
