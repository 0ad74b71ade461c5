//! Where a contest's audit stands, as a value to be shown.

use super::reading::UnitPlace;
use crate::audit::{Decision, RoundSoFar};
use crate::reason::Reason;

/// What the evidence says so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EvidenceSoFar {
    /// The P-value of the hypothesis that the reported outcome is wrong, in [0, 1].
    PValue(f64),
    /// The chance that the reported outcome is wrong, given the sample and the method's prior, in [0, 1].
    Posterior(f64),
}

/// Cards by how many votes their record overstates a reported winner's margin over a loser, that of the pair where it does
/// most.
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
    /// Found to differ in a way that moves no margin.
    pub none: u64,
}

impl OverstatementCounts {
    /// Counts a card that overstates so many votes, from -2 to 2.
    pub(super) fn add(&mut self, votes: i32) {
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
    /// Draws that the evidence has heard, repeats counted.
    pub draws: u64,
    /// Distinct cards in them, or ballots of the batches, by the last closed round.
    pub cards: u64,
    /// What the evidence says; `None` before the first unit, and for methods that do not measure a chance.
    pub measured: Option<EvidenceSoFar>,
    /// Units heard that differ from what was reported of them.
    pub discrepancies: u64,
    /// Where they lie, in the order of the draw; a card that no list shows has no place.
    pub differing: Vec<Option<UnitPlace>>,
    /// The same cards by overstatement, where the method holds each card against its own record.
    pub overstatements: Option<OverstatementCounts>,
    /// How the audit ended; `None` while it goes on.
    pub decision: Option<Decision>,
    /// Why every card is counted by hand, where that is so.
    pub why: Option<Reason>,
    /// While it goes on: draws in all after which the open round ends at the latest.
    pub goal: Option<u64>,
    /// Units of the open round that still have to be read for this contest.
    pub missing: u64,
}

impl ContestStatus {
    /// Before anything is known of a contest.
    pub(super) fn before(contest: String) -> Self {
        Self {
            contest,
            rounds: Vec::new(),
            draws: 0,
            cards: 0,
            measured: None,
            discrepancies: 0,
            differing: Vec::new(),
            overstatements: None,
            decision: None,
            why: None,
            goal: None,
            missing: 0,
        }
    }
}
