//! Strict preference orders with their counts, laid out so that a tally over any set of candidates is one walk.

use std::collections::BTreeMap;

use crate::election::CandidateIndex;

/// Candidates as bits: candidate `c` is in the set where bit `c` is one.
pub type CandidateSet = u64;

/// Candidates a [`PreferenceTree`] can hold. The largest public contest known has 36.
pub const MOST_CANDIDATES: usize = 64;

/// Ballots a [`PreferenceTree`] can hold: every count below it is exact as `f64`.
pub const MOST_BALLOTS: u64 = 1 << 53;

/// The members of a set, in rising order.
pub fn members(mut set: CandidateSet) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let lowest = set.trailing_zeros() as usize;
            set &= set - 1;
            lowest
        })
    })
}

/// All of `candidates` candidates.
///
/// # Panics
/// If there are none or more than [`MOST_CANDIDATES`].
pub fn everyone(candidates: usize) -> CandidateSet {
    assert!((1..=MOST_CANDIDATES).contains(&candidates), "a contest has 1 to 64 candidates");
    CandidateSet::MAX >> (MOST_CANDIDATES - candidates)
}

/// Why preference orders cannot be tallied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitPreferences {
    /// There is no candidate, or more than [`MOST_CANDIDATES`].
    CandidatesOutOfRange,
    /// The order at this place names a candidate whom the contest does not have.
    UnknownCandidate(usize),
    /// The order at this place names a candidate twice.
    NamedTwice(usize),
    /// There are more than [`MOST_BALLOTS`] ballots.
    TooManyBallots,
}

/// Strict preference orders with their counts, as a tree of prefixes in the order of a walk.
///
/// A node is one candidate after one prefix. A walk that meets a continuing candidate gives that candidate every ballot
/// below the node and goes on behind the node's last descendant; at any other candidate it goes on with the node's first child.
#[derive(Clone, Debug)]
pub struct PreferenceTree {
    candidates: usize,
    ballots: u64,
    nodes: Vec<PreferenceNode>,
}

#[derive(Clone, Copy, Debug)]
struct PreferenceNode {
    candidate: u32,
    /// The place behind the last descendant.
    behind: u32,
    /// Ballots whose order begins with this node's prefix and this candidate.
    ballots: u64,
}

impl PreferenceTree {
    /// The tree of these orders, the most preferred candidate first. Equal orders may stand at several places; an empty
    /// order is a ballot that names nobody.
    ///
    /// # Errors
    /// [`UnfitPreferences`] says which order is at fault.
    pub fn new(candidates: usize, orders: &[(Vec<CandidateIndex>, u64)]) -> Result<Self, UnfitPreferences> {
        if !(1..=MOST_CANDIDATES).contains(&candidates) {
            return Err(UnfitPreferences::CandidatesOutOfRange);
        }
        let mut ballots: u64 = 0;
        for (place, (order, count)) in orders.iter().enumerate() {
            let mut named: CandidateSet = 0;
            for &candidate in order {
                if usize::from(candidate) >= candidates {
                    return Err(UnfitPreferences::UnknownCandidate(place));
                }
                if named >> candidate & 1 == 1 {
                    return Err(UnfitPreferences::NamedTwice(place));
                }
                named |= 1 << candidate;
            }
            let sum = ballots.checked_add(*count).filter(|&sum| sum <= MOST_BALLOTS);
            ballots = sum.ok_or(UnfitPreferences::TooManyBallots)?;
        }
        let mut sorted: Vec<(&[CandidateIndex], u64)> =
            orders.iter().map(|(order, count)| (&order[..], *count)).collect();
        sorted.sort_unstable();
        Ok(Self { candidates, ballots, nodes: lay_out(&sorted) })
    }

    /// How many candidates the contest has.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// All ballots, those that name nobody included.
    pub fn ballots(&self) -> u64 {
        self.ballots
    }

    /// For each candidate of `continuing`, the ballots on which nobody else of `continuing` stands above; 0 for all others.
    ///
    /// # Panics
    /// If `tally` is shorter than the number of candidates.
    pub fn tally(&self, continuing: CandidateSet, tally: &mut [u64]) {
        tally[..self.candidates].fill(0);
        let mut place = 0;
        while let Some(node) = self.nodes.get(place) {
            if continuing >> node.candidate & 1 == 1 {
                tally[node.candidate as usize] += node.ballots;
                place = node.behind as usize;
            } else {
                place += 1;
            }
        }
    }

    /// For each pair, at `upper * candidates + lower`, the ballots that name `lower` and not `upper` above.
    pub fn without(&self) -> Vec<u64> {
        let n = self.candidates;
        let mut named = vec![0; n];
        let mut below = vec![0; n * n];
        let mut path: Vec<PreferenceNode> = Vec::new();
        for (place, &node) in self.nodes.iter().enumerate() {
            while path.last().is_some_and(|last| last.behind as usize <= place) {
                path.pop();
            }
            named[node.candidate as usize] += node.ballots;
            for above in &path {
                below[above.candidate as usize * n + node.candidate as usize] += node.ballots;
            }
            path.push(node);
        }
        for upper in 0..n {
            for lower in 0..n {
                below[upper * n + lower] = named[lower] - below[upper * n + lower];
            }
        }
        below
    }

    /// The ballots as an order of elimination sees them, with their counts.
    ///
    /// `place` gives for each candidate his place in the order, `None` where he is gone before it begins. A ballot is the set of
    /// the places that it passes: its first candidate with a place, then whoever it names later that goes out later. In the
    /// round of place `i` it counts for the lowest of its places that is not below `i`. Ballots that name nobody are left out.
    ///
    /// # Panics
    /// If `place` is shorter than the number of candidates, or a place is 64 or more.
    pub fn passed(&self, place: &[Option<u8>]) -> BTreeMap<u64, u64> {
        let mut passed: BTreeMap<u64, u64> = BTreeMap::new();
        // Where the node ends, and the places passed so far.
        let mut path: Vec<(usize, u64)> = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            while path.last().is_some_and(|last| last.0 <= at) {
                path.pop();
            }
            let above = path.last().map_or(0, |last| last.1);
            let places = match place[node.candidate as usize] {
                Some(place) if above >> place == 0 => above | 1 << place,
                _ => above,
            };
            // Each ballot moves on with its node: away from what it passed above, where anything counted it there.
            if !path.is_empty() && places != above {
                *passed.entry(above).or_default() -= node.ballots;
            }
            if path.is_empty() || places != above {
                *passed.entry(places).or_default() += node.ballots;
            }
            path.push((node.behind as usize, places));
            at += 1;
        }
        passed.retain(|_, count| *count > 0);
        passed
    }
}

/// The nodes of sorted orders.
fn lay_out(sorted: &[(&[CandidateIndex], u64)]) -> Vec<PreferenceNode> {
    let mut nodes: Vec<PreferenceNode> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut prefix: &[CandidateIndex] = &[];
    for &(order, count) in sorted {
        let shared = prefix.iter().zip(order).take_while(|(a, b)| a == b).count();
        for place in open.drain(shared..) {
            nodes[place].behind = nodes.len() as u32;
        }
        for &candidate in &order[shared..] {
            open.push(nodes.len());
            nodes.push(PreferenceNode { candidate: u32::from(candidate), behind: 0, ballots: 0 });
        }
        for &place in &open {
            nodes[place].ballots += count;
        }
        prefix = order;
    }
    for place in open {
        nodes[place].behind = nodes.len() as u32;
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vec<(Vec<CandidateIndex>, u64)> {
        vec![(vec![0, 1, 2], 4), (vec![2], 3), (vec![1, 0], 2), (vec![0, 1, 2], 1), (vec![], 7), (vec![0, 2], 5)]
    }

    #[test]
    fn a_tally_counts_the_first_who_continues() {
        let tree = PreferenceTree::new(3, &some()).expect("fit orders");
        let tally = |set| {
            let mut tally = [0; 3];
            tree.tally(set, &mut tally);
            tally
        };
        assert_eq!(tally(0b111), [10, 2, 3]);
        assert_eq!(tally(0b110), [0, 7, 8]);
        assert_eq!(tally(0b100), [0, 0, 13]);
        assert_eq!(tree.ballots(), 22);
    }

    #[test]
    fn ballots_without_a_candidate_above_another() {
        let tree = PreferenceTree::new(3, &some()).expect("fit orders");
        // Candidate 1 is named on 7 ballots, on 5 of them below candidate 0; candidate 2 on 13, below 0 on 10, below 1 on 5.
        let without = tree.without();
        assert_eq!((without[1], without[2], without[3 + 2]), (2, 3, 8));
        // Candidate 0 is named on 12, below 1 on 2, never below 2.
        assert_eq!((without[3], without[6]), (10, 12));
    }

    #[test]
    fn a_ballot_passes_whoever_goes_out_later() {
        let tree = PreferenceTree::new(3, &some()).expect("fit orders");
        // Candidate 0 goes out first, then 2, then 1.
        let passed = tree.passed(&[Some(0), Some(2), Some(1)]);
        // 0-1-2 passes places 0 and 2, and never 1; 2 is place 1; 1-0 is place 2; 0-2 passes 0 and 1.
        assert_eq!(passed, BTreeMap::from([(0b101, 5), (0b010, 3), (0b100, 2), (0b011, 5)]));
        // Candidate 0 is gone: 1-0 and 0-1-2 are 1's; 2 and 0-2 are 2's.
        assert_eq!(tree.passed(&[None, Some(1), Some(0)]), BTreeMap::from([(0b10, 7), (0b01, 8)]));
        // Only candidate 2 is left: 1-0 passes nobody.
        assert_eq!(tree.passed(&[None, None, Some(0)]), BTreeMap::from([(0, 2), (1, 13)]));
    }

    #[test]
    fn unfit_orders_are_refused() {
        let fault = |candidates, orders: &[(Vec<CandidateIndex>, u64)]| PreferenceTree::new(candidates, orders).err();
        assert_eq!(fault(0, &[]), Some(UnfitPreferences::CandidatesOutOfRange));
        assert_eq!(fault(65, &[]), Some(UnfitPreferences::CandidatesOutOfRange));
        assert_eq!(fault(2, &[(vec![1], 1), (vec![2], 1)]), Some(UnfitPreferences::UnknownCandidate(1)));
        assert_eq!(fault(2, &[(vec![1, 0, 1], 1)]), Some(UnfitPreferences::NamedTwice(0)));
        assert_eq!(fault(2, &[(vec![1], u64::MAX), (vec![1], 2)]), Some(UnfitPreferences::TooManyBallots));
        assert_eq!(fault(64, &[(vec![63], 1)]), None);
    }
}
