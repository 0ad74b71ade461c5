//! WRONG BALLOT STYLES: the records say that the contest was not on the winner's cards, or that it was on others.

use super::{Attack, AttackTarget};
use crate::election::{Marks, Selection};
use crate::number_format::grouped;
use crate::reason::{Reason, findings, why};
use crate::tabulation::Fault;
use crate::tabulation::fault::{ContestHidden, ContestInvented, Pattern, is_alone};

/// Hides the contest on so many of the cards that vote for the winner alone; as many as win for another, if none is given.
fn hidden(target: &AttackTarget<'_>, cards: Option<u64>) -> Result<Fault, Reason> {
    let what = findings::what_alone(target.name(target.winner()));
    let alone = |marks: &Marks| is_alone(target.contest(), marks, target.winner());
    target.holds(target.batches(), cards, &what, alone)?;
    Ok(Fault::ContestHidden(ContestHidden {
        contest: target.contest().id.clone(),
        from: target.name(target.winner()),
        cards,
        pattern: Pattern::Spread,
        place: Selection::default(),
    }))
}

/// Wrong ballot styles: the records say that the contest was not on the winner's cards.
#[derive(Clone, Copy, Debug)]
pub struct WrongStyles;

impl Attack for WrongStyles {
    fn name(&self) -> &'static str {
        "wrong_styles"
    }

    fn says(&self) -> Reason {
        findings::attack_wrong_styles()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        Ok(vec![hidden(target, target.cards_that_move(1))?])
    }
}

/// Swapped styles: the contest is hidden on the winner's cards and invented, with a vote for the loser, on others.
///
/// The number of cards that show the contest is right, so that no list looks too short.
#[derive(Clone, Copy, Debug)]
pub struct SwappedStyles;

impl Attack for SwappedStyles {
    fn name(&self) -> &'static str {
        "swapped_styles"
    }

    fn says(&self) -> Reason {
        findings::attack_swapped_styles()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        // Two faults share the work, so that their number must be known before.
        let swapped = target.votes()?.div_ceil(2);
        let hidden = hidden(target, Some(swapped))?;
        let without: u64 = target.elsewhere().iter().map(|&batch| target.election().batches[batch].ballots).sum();
        if without < swapped {
            let (there, needed) = (grouped(without as i64), grouped(swapped as i64));
            return Err(why::without_contest(there, needed));
        }
        let invented = Fault::ContestInvented(ContestInvented {
            contest: target.contest().id.clone(),
            to: target.name(target.loser()),
            cards: Some(swapped),
            pattern: Pattern::Spread,
            place: target.selection(target.elsewhere()),
        });
        Ok(vec![hidden, invented])
    }
}
