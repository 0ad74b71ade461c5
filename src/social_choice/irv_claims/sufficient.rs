//! Sufficiency: whether a set of claims rules out every other winner.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

use super::states::{Ending, QuickSet};
use crate::social_choice::margin::preference_tree::{CandidateSet, members};

/// A claim as the cover counts it: claims "not eliminated next" that differ only in the loser rule out the same orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum ClaimCut {
    Before { winner: u8, loser: u8 },
    Next { first: u8, suffix: CandidateSet },
}

/// The allowed work was used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OutOfSteps;

/// A set of cuts, arranged so that endings can be tested quickly.
#[derive(Clone)]
pub(super) struct ChosenCuts {
    /// For each candidate, those before whom he is shown not to be eliminated.
    ahead: Vec<CandidateSet>,
    /// For each candidate, those who are shown not to be eliminated before him.
    behind: Vec<CandidateSet>,
    next: QuickSet<Ending>,
}

impl ChosenCuts {
    pub(super) fn none(candidates: usize) -> Self {
        Self { ahead: vec![0; candidates], behind: vec![0; candidates], next: QuickSet::default() }
    }

    pub(super) fn add(&mut self, cut: ClaimCut) {
        match cut {
            ClaimCut::Before { winner, loser } => {
                self.ahead[usize::from(winner)] |= 1 << loser;
                self.behind[usize::from(loser)] |= 1 << winner;
            }
            ClaimCut::Next { first, suffix } => {
                self.next.insert(Ending { first, suffix });
            }
        }
    }

    pub(super) fn remove(&mut self, cut: ClaimCut) {
        match cut {
            ClaimCut::Before { winner, loser } => {
                self.ahead[usize::from(winner)] &= !(1 << loser);
                self.behind[usize::from(loser)] &= !(1 << winner);
            }
            ClaimCut::Next { first, suffix } => {
                self.next.remove(&Ending { first, suffix });
            }
        }
    }

    /// Whether one of the cuts rules out every order with this ending.
    pub(super) fn rules_out(&self, ending: Ending) -> bool {
        let first = usize::from(ending.first);
        self.ahead[first] & ending.suffix != 0
            || self.behind[first] & !ending.suffix != 0
            || self.next.contains(&ending)
    }

    /// An order that ends with another candidate than `winner` and that no cut rules out, the last eliminated first.
    ///
    /// `sorts` orders the candidates who can be eliminated directly before a suffix; the last is tried first. `steps`
    /// is the number of steps left and is reduced.
    ///
    /// # Errors
    /// [`OutOfSteps`] if the steps do not suffice.
    pub(super) fn open_order(
        &self,
        everyone: CandidateSet,
        winner: usize,
        mut sorts: impl FnMut(CandidateSet, &mut Vec<u8>),
        steps: &mut u64,
    ) -> Result<Option<Vec<u8>>, OutOfSteps> {
        // A cut looks at the first and the set of an ending only. So if no order can be completed from a set, none can
        // be from any arrangement of it.
        let mut dead: QuickSet<CandidateSet> = QuickSet::default();
        let mut path: Vec<u8> = Vec::new();
        let mut suffix: CandidateSet = 0;
        // For the empty path and each longer one: the candidates still to be tried.
        let mut untried: Vec<Vec<u8>> = Vec::new();
        loop {
            if untried.len() == path.len() {
                if suffix == everyone {
                    return Ok(Some(path));
                }
                let may = |next: &usize| {
                    let longer = Ending { first: *next as u8, suffix: suffix | 1 << *next };
                    (suffix != 0 || *next != winner) && !self.rules_out(longer) && !dead.contains(&longer.suffix)
                };
                let mut nexts: Vec<u8> = members(everyone & !suffix).filter(may).map(|next| next as u8).collect();
                *steps = steps.checked_sub(1 + nexts.len() as u64).ok_or(OutOfSteps)?;
                sorts(suffix, &mut nexts);
                untried.push(nexts);
            }
            let Some(nexts) = untried.last_mut() else { return Ok(None) };
            match nexts.pop() {
                Some(next) if dead.contains(&(suffix | 1 << next)) => {}
                Some(next) => {
                    path.push(next);
                    suffix |= 1 << next;
                }
                None => {
                    dead.insert(suffix);
                    untried.pop();
                    let Some(first) = path.pop() else { return Ok(None) };
                    suffix &= !(1 << first);
                }
            }
        }
    }
}
