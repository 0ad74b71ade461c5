//! The state of a count: who continues, in whose pile each kind of ballot is, and which are inactive.

use std::ops::{AddAssign, Index};

use super::ballots::{Kind, RankedBallots};
use super::rules::{Destination, InactiveReason};
use crate::election::CandidateIndex;

/// Inactive ballots, or votes, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InactiveTally<T>([T; InactiveReason::ALL.len()]);

impl<T: Copy + Default + AddAssign> InactiveTally<T> {
    /// All of them, for any reason.
    pub fn total(&self) -> T {
        let mut total = T::default();
        self.0.iter().for_each(|&part| total += part);
        total
    }

    /// Inactive ballots as reports count them: all but blank ballots, which never counted for a candidate.
    pub fn total_without_blank(&self) -> T {
        let mut total = T::default();
        self.0[1..].iter().for_each(|&part| total += part);
        total
    }

    pub(super) fn add(&mut self, reason: InactiveReason, part: T) {
        self.0[reason as usize] += part;
    }
}

impl InactiveTally<u64> {
    /// The same in wider numbers.
    pub(super) fn widened(self) -> InactiveTally<u128> {
        InactiveTally(self.0.map(u128::from))
    }
}

impl<T> Index<InactiveReason> for InactiveTally<T> {
    type Output = T;

    fn index(&self, reason: InactiveReason) -> &T {
        &self.0[reason as usize]
    }
}

/// Every kind of ballot at the step it has reached. A pile holds kinds by number.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    pub(super) ballots: &'a RankedBallots,
    /// Who can receive ballots.
    pub(super) continues: Vec<bool>,
    /// The kinds that count for each candidate.
    pub(super) piles: Vec<Vec<usize>>,
    /// For each kind, the first step that was not considered yet.
    next: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// The state before the first count, with empty piles.
    pub(super) fn new(ballots: &'a RankedBallots, continues: Vec<bool>) -> Self {
        let next = ballots.kinds().iter().map(|kind| kind.from).collect();
        Self { ballots, piles: vec![Vec::new(); continues.len()], continues, next }
    }

    /// Moves a kind to the candidate for whom it counts now, or returns why it is inactive.
    pub(super) fn advance(&mut self, kind: usize) -> Destination {
        let (next, to) = self.ask(kind);
        self.next[kind] = next;
        if let Destination::Candidate(candidate) = to {
            self.piles[usize::from(candidate)].push(kind);
        }
        to
    }

    /// Where a kind counts after its considered steps, and the first step after that.
    fn ask(&self, kind: usize) -> (usize, Destination) {
        let Kind { to, after, .. } = self.ballots.kinds()[kind];
        let steps = &self.ballots.steps()[..to];
        let (mut found, mut is_overvoted) = (None, false);
        for (at, step) in steps.iter().enumerate().skip(self.next[kind]) {
            if self.continues[usize::from(step.candidate)] {
                is_overvoted |= found.is_some();
                found = Some(step.candidate);
            }
            if !step.more
                && let Some(candidate) = found
            {
                let overvoted = Destination::Inactive(InactiveReason::Overvote);
                return (at + 1, if is_overvoted { overvoted } else { Destination::Candidate(candidate) });
            }
        }
        (to, Destination::Inactive(after))
    }

    /// Whether a kind would count for a candidate if it were transferred.
    pub(super) fn has_next(&self, kind: usize) -> bool {
        matches!(self.ask(kind).1, Destination::Candidate(_))
    }

    /// Takes a candidate's pile, to be transferred.
    pub(super) fn take(&mut self, candidate: CandidateIndex) -> Vec<usize> {
        std::mem::take(&mut self.piles[usize::from(candidate)])
    }
}
