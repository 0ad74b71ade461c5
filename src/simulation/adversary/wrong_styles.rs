//! Behind wrong ballot styles: the records say that the contest was not on the winner's cards.

use super::{Attack, Target};
use crate::election::{Marks, Selection};
use crate::tabulation::Fault;
use crate::tabulation::fault::{ContestHidden, Pattern};

/// Records that do not list the contest.
#[derive(Clone, Copy, Debug)]
pub struct WrongStyles;

impl Attack for WrongStyles {
    fn name(&self) -> &'static str {
        "wrong_styles"
    }

    fn says(&self) -> &'static str {
        "the records of the winner's cards say that the contest was not on them"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let what = format!("cards with a vote for {} alone", target.name(target.winner()));
        let alone = |marks: &Marks| marks.candidates().eq([target.winner()]);
        target.holds(target.batches(), target.votes(), &what, alone)?;
        Ok(vec![Fault::ContestHidden(ContestHidden {
            contest: target.contest().id.clone(),
            from: target.name(target.winner()),
            cards: Some(target.votes()),
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}
