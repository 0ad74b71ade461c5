//! The state of a contest's audit, as a value for display.

use super::reading::UnitPlace;
use crate::audit::{Decision, RoundSoFar};
use crate::reason::Reason;

/// The evidence so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EvidenceSoFar {
    /// The P-value of the hypothesis that the reported outcome is wrong, in [0, 1].
    PValue(f64),
    /// The probability that the reported outcome is wrong, given the sample and the method's prior, in [0, 1].
    Posterior(f64),
}

/// Numbers of cards by overstatement: the votes by which their record overstates a reported winner's margin over a
/// loser, for the pair with the largest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverstatementCounts {
    /// One vote overstated.
    pub o1: u64,
    /// Two votes overstated.
    pub o2: u64,
    /// One vote understated.
    pub u1: u64,
    /// Two votes understated.
    pub u2: u64,
    /// A discrepancy that changes no margin.
    pub none: u64,
}

impl OverstatementCounts {
    /// Counts cards with these overstatements in votes.
    pub(super) fn of(overstated: &[i32]) -> Self {
        let mut counts = Self::default();
        for &votes in overstated {
            counts.add(votes);
        }
        counts
    }

    /// Counts a card with an overstatement in votes, from -2 to 2.
    fn add(&mut self, votes: i32) {
        *match votes {
            2.. => &mut self.o2,
            1 => &mut self.o1,
            0 => &mut self.none,
            -1 => &mut self.u1,
            ..=-2 => &mut self.u2,
        } += 1;
    }
}

/// One contest of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct ContestStatus {
    /// Its id.
    pub contest: String,
    /// The rounds that are closed.
    pub rounds: Vec<RoundSoFar>,
    /// Draws that were taken, repeats counted.
    pub draws: u64,
    /// Distinct cards in them, or ballots of the batches, at the last closed round.
    pub cards: u64,
    /// The evidence; `None` before the first unit, and for methods that measure no probability.
    pub measured: Option<EvidenceSoFar>,
    /// Units taken that differ from their report.
    pub discrepancies: u64,
    /// Their places, in the order of the draw; a card that no list shows has no place.
    pub differing: Vec<Option<UnitPlace>>,
    /// For each of these cards the votes by which its record overstates a reported winner's margin over a loser, for the pair
    /// with the largest, from -2 to 2; if the method compares each card with its own record.
    pub overstated: Option<Vec<i32>>,
    /// The same cards by overstatement, if the method compares each card with its own record.
    pub overstatements: Option<OverstatementCounts>,
    /// How the audit ended; `None` if it continues.
    pub decision: Option<Decision>,
    /// Why every card is counted by hand, if so.
    pub why: Option<Reason>,
    /// Draws in all after which the open round ends at the latest, if the audit continues.
    pub goal: Option<u64>,
    /// Units of the open round that still have to be read for this contest.
    pub missing: u64,
}

impl ContestStatus {
    /// The status of a contest of which nothing is known yet.
    pub(super) fn before(contest: String) -> Self {
        Self {
            contest,
            rounds: Vec::new(),
            draws: 0,
            cards: 0,
            measured: None,
            discrepancies: 0,
            differing: Vec::new(),
            overstated: None,
            overstatements: None,
            decision: None,
            why: None,
            goal: None,
            missing: 0,
        }
    }
}
