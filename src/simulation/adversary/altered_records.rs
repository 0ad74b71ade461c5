//! ALTERED RECORDS: votes of the winner are recorded for the loser, erased or invented, in chosen places.

use super::{Attack, AttackTarget};
use crate::election::{Marks, Selection};
use crate::reason::{Reason, findings};
use crate::tabulation::Fault;
use crate::tabulation::fault::{Pattern, UndervoteStuffing, VoteErased, erased, stuffed};

/// The fewest cards: records altered from the winner to the loser, two votes of the margin each, anywhere.
#[derive(Clone, Copy, Debug)]
pub struct FewestCards;

impl Attack for FewestCards {
    fn name(&self) -> &'static str {
        "fewest_cards"
    }

    fn says(&self) -> Reason {
        findings::attack_fewest_cards()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.flip(Pattern::Spread, Selection::default())
    }
}

/// Spread thin: the winner's votes erased, one vote of the margin a card, so that no card and no batch looks bad.
#[derive(Clone, Copy, Debug)]
pub struct SpreadThin;

impl Attack for SpreadThin {
    fn name(&self) -> &'static str {
        "spread"
    }

    fn says(&self) -> Reason {
        findings::attack_spread()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        let what = findings::what_votes(target.name(target.winner()));
        let erasable = |marks: &_| erased(target.contest(), marks, target.winner()).is_some();
        let cards = target.cards_that_move(1);
        target.holds(target.batches(), cards, &what, erasable)?;
        Ok(vec![Fault::VoteErased(VoteErased {
            contest: target.contest().id.clone(),
            from: target.name(target.winner()),
            cards,
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}

/// Packed into few batches: who draws batches may well draw none of them.
#[derive(Clone, Copy, Debug)]
pub struct Packed;

impl Attack for Packed {
    fn name(&self) -> &'static str {
        "packed"
    }

    fn says(&self) -> Reason {
        findings::attack_packed()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.flip(Pattern::Concentrated, Selection::default())
    }
}

/// In the largest batches: a draw that gives every batch the same chance meets each of them seldom.
#[derive(Clone, Copy, Debug)]
pub struct LargestBatches;

impl Attack for LargestBatches {
    fn name(&self) -> &'static str {
        "largest_batches"
    }

    fn says(&self) -> Reason {
        findings::attack_largest_batches()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.flip(Pattern::LargestBatches, Selection::default())
    }
}

/// In the smallest batches: a draw by size meets them seldom, and a bound on the error of each is small.
#[derive(Clone, Copy, Debug)]
pub struct SmallestBatches;

impl Attack for SmallestBatches {
    fn name(&self) -> &'static str {
        "smallest_batches"
    }

    fn says(&self) -> Reason {
        findings::attack_smallest_batches()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.flip(Pattern::SmallestBatches, Selection::default())
    }
}

/// In one way of voting: a law that samples only some ways of voting never looks there.
#[derive(Clone, Copy, Debug)]
pub struct WayOfVoting;

impl Attack for WayOfVoting {
    fn name(&self) -> &'static str {
        "way_of_voting"
    }

    fn says(&self) -> Reason {
        findings::attack_way_of_voting()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.in_one_way_of_voting(|place, _| target.flip(Pattern::Spread, place))
    }
}

/// In undervotes: contests that voters left open are recorded as votes for the loser, and nobody misses a vote.
#[derive(Clone, Copy, Debug)]
pub struct Undervotes;

impl Attack for Undervotes {
    fn name(&self) -> &'static str {
        "undervotes"
    }

    fn says(&self) -> Reason {
        findings::attack_undervotes()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        let open = |marks: &Marks| stuffed(target.contest(), marks, target.loser()).is_some();
        let cards = target.cards_that_move(1);
        target.holds(target.batches(), cards, &findings::what_undervotes(), open)?;
        Ok(vec![Fault::UndervoteStuffing(UndervoteStuffing {
            contest: target.contest().id.clone(),
            to: target.name(target.loser()),
            cards,
            pattern: Pattern::Spread,
            place: Selection::default(),
        })])
    }
}
