//! The candidates who could win an instant-runoff election, over all ways of settling its ties.

use std::collections::HashSet;

use super::ballots::RankedBallots;
use super::irv::{IrvRules, batch_size, standing};
use crate::election::CandidateIndex;

/// Every candidate who wins for some choice at every tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleWinners {
    /// In rising order. There is one if no tie matters.
    pub winners: Vec<CandidateIndex>,
    /// Whether every choice was followed; else there may be more winners.
    pub is_complete: bool,
}

/// Follows every choice at every tie, through at most `most_states` states of the count. Each state reads every ranking
/// once; ten thousand are plenty for any real election, and an election without ties needs one for each round.
///
/// Of `rules` it uses the excluded candidates, the candidate who is dropped first, and whether several are eliminated
/// together. A majority does not change the winner, and the rule for ties is what varies here.
pub fn possible_winners(ballots: &RankedBallots, rules: &IrvRules, most_states: usize) -> PossibleWinners {
    let is_order_free = ballots.steps().iter().all(|step| !step.more);
    let first = State {
        continues: standing(ballots.candidates(), &rules.excluded),
        inactive: if is_order_free { Vec::new() } else { vec![false; ballots.kinds().len()] },
    };
    let mut search = Search { ballots, rules, is_order_free, seen: HashSet::new(), open: Vec::new(), most_states };
    let mut wins = vec![false; ballots.candidates()];
    let mut is_complete = search.visit(first);
    while let Some(state) = search.open.pop() {
        is_complete &= search.follow(state, &mut wins);
    }
    let winners = (0..).zip(&wins).filter(|&(_, &wins)| wins).map(|(candidate, _)| candidate).collect();
    PossibleWinners { winners, is_complete }
}

/// The part of a count's state on which the rest depends. A ballot with an overvoted rank may be inactive or not,
/// depending on the order of elimination.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    continues: Vec<bool>,
    /// For each kind of ballot, whether it is inactive; empty if no ballot depends on the order.
    inactive: Vec<bool>,
}

struct Search<'a> {
    ballots: &'a RankedBallots,
    rules: &'a IrvRules,
    is_order_free: bool,
    seen: HashSet<State>,
    open: Vec<State>,
    most_states: usize,
}

impl Search<'_> {
    /// Adds a state to be followed; `false` if there is no room for it.
    fn visit(&mut self, state: State) -> bool {
        if self.seen.contains(&state) {
            return true;
        }
        if self.seen.len() >= self.most_states {
            return false;
        }
        self.seen.insert(state.clone());
        self.open.push(state);
        true
    }

    /// Counts one round from a state; `false` if a choice could not be followed.
    fn follow(&mut self, mut state: State, wins: &mut [bool]) -> bool {
        let tallies = self.tallies(&mut state);
        let votes = |candidate: CandidateIndex| tallies[usize::from(candidate)];
        let standing = (0..).zip(&state.continues).filter(|&(_, &continues)| continues);
        let mut by_votes: Vec<CandidateIndex> = standing.map(|(candidate, _)| candidate).collect();
        by_votes.sort_by_key(|&candidate| votes(candidate));
        let Some(&leader) = by_votes.last() else { return true };
        if let Some(dropped) = self.rules.dropped_first
            && by_votes.contains(&dropped)
            && votes(dropped) > 0
        {
            return self.visit(state.without(&[dropped]));
        }
        let active: u64 = tallies.iter().sum();
        if by_votes.len() == 1 || votes(leader) > active / 2 {
            wins[usize::from(leader)] = true;
            return true;
        }
        let rising: Vec<u64> = by_votes.iter().map(|&candidate| votes(candidate)).collect();
        // They are eliminated before all others. One by one, they leave the same state in any order, unless a ballot
        // depends on the order.
        let together = batch_size(&rising, rising.len());
        let batch = self.rules.elimination.size(&rising, rising.len());
        if batch > 1 {
            return self.visit(state.without(&by_votes[..batch]));
        }
        if together > 0 && self.is_order_free {
            return self.visit(state.without(&by_votes[..together]));
        }
        let mut is_followed = true;
        for &last in by_votes.iter().take_while(|&&candidate| votes(candidate) == rising[0]) {
            is_followed &= self.visit(state.without(&[last]));
        }
        is_followed
    }

    /// The tallies of a state; marks the ballots that become inactive by an overvote.
    fn tallies(&self, state: &mut State) -> Vec<u64> {
        let mut tallies = vec![0; state.continues.len()];
        for (number, kind) in self.ballots.kinds().iter().enumerate() {
            if state.inactive.get(number) == Some(&true) {
                continue;
            }
            let mut found = None;
            let mut is_overvoted = false;
            for step in &self.ballots.steps()[kind.from..kind.to] {
                if state.continues[usize::from(step.candidate)] {
                    is_overvoted |= found.is_some();
                    found = Some(step.candidate);
                }
                if !step.more && found.is_some() {
                    break;
                }
            }
            match found {
                Some(_) if is_overvoted => state.inactive[number] = true,
                Some(candidate) => tallies[usize::from(candidate)] += kind.ballots,
                None => {}
            }
        }
        tallies
    }
}

impl State {
    fn without(&self, out: &[CandidateIndex]) -> Self {
        let mut state = self.clone();
        for &candidate in out {
            state.continues[usize::from(candidate)] = false;
        }
        state
    }
}
