//! The candidates who can win an instant runoff, however its ties are decided.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

use std::collections::HashSet;

use super::preference_tree::{CandidateSet, PreferenceTree, everyone, members};
use crate::election::CandidateIndex;

/// Every candidate who wins under some decision of the ties, in rising order; `None` if more than `most_sets` sets of
/// continuing candidates would have to be examined.
///
/// Each round eliminates one candidate with the fewest votes. Candidates who together have fewer votes than every other
/// candidate alone are all eliminated next, in any order and with the same result, so they are eliminated at once.
pub fn possible_winners(ballots: &PreferenceTree, most_sets: usize) -> Option<Vec<CandidateIndex>> {
    let n = ballots.candidates();
    let mut tally = vec![0; n];
    let mut winners: CandidateSet = 0;
    let mut waiting = vec![everyone(n)];
    let mut seen: HashSet<CandidateSet> = HashSet::from([everyone(n)]);
    while let Some(continuing) = waiting.pop() {
        if continuing.is_power_of_two() {
            winners |= continuing;
            continue;
        }
        ballots.tally(continuing, &mut tally);
        for next in after_a_round(continuing, &tally) {
            if seen.insert(next) {
                waiting.push(next);
            }
        }
        if seen.len() > most_sets {
            return None;
        }
    }
    Some(members(winners).map(|winner| winner as CandidateIndex).collect())
}

/// The sets that can continue after one round.
fn after_a_round(continuing: CandidateSet, tally: &[u64]) -> Vec<CandidateSet> {
    let mut upwards: Vec<usize> = members(continuing).collect();
    upwards.sort_by_key(|&candidate| tally[candidate]);
    let mut together = 0;
    let mut gone = 0;
    let mut at_once = 0;
    for pair in upwards.windows(2) {
        together += tally[pair[0]];
        gone |= 1 << pair[0];
        if together < tally[pair[1]] {
            at_once = gone;
        }
    }
    if at_once != 0 {
        return vec![continuing & !at_once];
    }
    let fewest = tally[upwards[0]];
    upwards.iter().take_while(|&&candidate| tally[candidate] == fewest).map(|&c| continuing & !(1 << c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn winners(candidates: usize, orders: &[(&[CandidateIndex], u64)]) -> Option<Vec<CandidateIndex>> {
        let orders: Vec<_> = orders.iter().map(|(order, count)| (order.to_vec(), *count)).collect();
        possible_winners(&PreferenceTree::new(candidates, &orders).expect("fit orders"), 100)
    }

    #[test]
    fn a_tie_for_last_place_can_choose_the_winner() {
        // 1 and 2 tie for elimination. Without 1, its two ballots go to 2; without 2, no ballots go to 1.
        assert_eq!(winners(3, &[(&[0], 3), (&[1, 2], 2), (&[2], 2)]), Some(vec![0, 2]));
        assert_eq!(winners(2, &[(&[0], 3), (&[1], 3)]), Some(vec![0, 1]));
        assert_eq!(winners(3, &[(&[0], 3), (&[1], 2), (&[2], 2)]), Some(vec![0]));
    }

    #[test]
    fn many_candidates_without_a_vote_go_at_once() {
        let orders = vec![(vec![0], 2), (vec![1], 1)];
        let ballots = PreferenceTree::new(64, &orders).expect("fit orders");
        assert_eq!(possible_winners(&ballots, 10), Some(vec![0]));
        // Sixty-four candidates with one vote each tie in every round: too many sets to examine.
        let level: Vec<_> = (0..64).map(|c| (vec![c], 1)).collect();
        assert_eq!(possible_winners(&PreferenceTree::new(64, &level).expect("fit orders"), 1000), None);
    }
}
