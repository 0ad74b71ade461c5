//! Strict preference orders with their counts, stored so that a tally over any set of candidates is one walk.

use std::collections::BTreeMap;

use crate::election::CandidateIndex;

/// A set of candidates as bits: bit `c` is one if candidate `c` is in the set.
pub type CandidateSet = u64;

/// Most candidates of a [`PreferenceTree`]. The largest public contest known has 36.
pub const MOST_CANDIDATES: usize = 64;

/// Most ballots of a [`PreferenceTree`]: every count up to it is exact as `f64`.
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

/// The set of all `candidates` candidates.
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
    /// The order at this index names a candidate whom the contest does not have.
    UnknownCandidate(usize),
    /// The order at this index names a candidate twice.
    NamedTwice(usize),
    /// There are more than [`MOST_BALLOTS`] ballots.
    TooManyBallots,
}

/// Strict preference orders with their counts, as a tree of prefixes in the order of a walk.
///
/// A node is one candidate after one prefix. When a walk meets a continuing candidate, it adds every ballot below the
/// node to the candidate and skips to the node behind its last descendant; at any other candidate it continues with the
/// node's first child.
#[derive(Clone, Debug)]
pub struct PreferenceTree {
    candidates: usize,
    ballots: u64,
    nodes: Vec<PreferenceNode>,
}

#[derive(Clone, Copy, Debug)]
struct PreferenceNode {
    candidate: u32,
    /// The index behind the last descendant.
    behind: u32,
    /// Ballots whose order begins with this node's prefix and this candidate.
    ballots: u64,
}

impl PreferenceTree {
    /// The tree of these orders, the most preferred candidate first. Equal orders may be listed several times; an empty
    /// order is a ballot without a ranking.
    ///
    /// # Errors
    /// [`UnfitPreferences`] says which order is wrong.
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

    /// The number of candidates of the contest.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// All ballots, those without a ranking included.
    pub fn ballots(&self) -> u64 {
        self.ballots
    }

    /// For each candidate of `continuing`, the ballots on which no other of `continuing` is ranked above; 0 for all
    /// others.
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

    /// For each pair, at `upper * candidates + lower`, the ballots that rank `lower` and do not rank `upper` above it.
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

    /// The ballots as one order of elimination counts them, with their counts.
    ///
    /// `place` gives each candidate's place in the order, `None` if he is eliminated before it begins. A ballot is
    /// stored as the set of places that it counts for: its first candidate with a place, then each later one who is
    /// eliminated later. In the round of place `i` it counts for the lowest of its places that is not below `i`.
    /// Ballots without a ranking are left out.
    ///
    /// # Panics
    /// If `place` is shorter than the number of candidates, or a place is 64 or more.
    pub fn passed(&self, place: &[Option<u8>]) -> BTreeMap<u64, u64> {
        let mut passed: BTreeMap<u64, u64> = BTreeMap::new();
        // The end of each node on the path, and the places up to it.
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
            // The node's ballots move from the places of its parent to its own, if they were counted there.
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
