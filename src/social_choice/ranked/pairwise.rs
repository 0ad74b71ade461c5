//! Pairwise comparisons: how many ballots rank one candidate above another, and who beats all others.

use super::ballots::RankedBallots;
use super::irv::standing;
use crate::election::CandidateIndex;

/// For every two candidates, the ballots that rank one above the other.
///
/// A ranked candidate is above one who is not ranked; two who are not ranked, or who are marked at one rank that
/// counts, are tied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairwiseTally {
    stands: Vec<bool>,
    above: Vec<u64>,
}

impl PairwiseTally {
    /// Counts every pair of candidates who stand.
    pub fn of(ballots: &RankedBallots, excluded: &[CandidateIndex]) -> Self {
        let stands = standing(ballots.candidates(), excluded);
        let candidates = stands.len();
        let mut above = vec![0; candidates * candidates];
        for kind in ballots.kinds() {
            let levels = levels(ballots, kind.from..kind.to, &stands);
            let mut below = stands.clone();
            for level in levels {
                for &candidate in &level {
                    below[usize::from(candidate)] = false;
                }
                for &candidate in &level {
                    let row = &mut above[usize::from(candidate) * candidates..][..candidates];
                    for (votes, _) in row.iter_mut().zip(&below).filter(|(_, below)| **below) {
                        *votes += kind.ballots;
                    }
                }
            }
        }
        Self { stands, above }
    }

    /// The number of ballots that rank `one` above `other`.
    pub fn above(&self, one: CandidateIndex, other: CandidateIndex) -> u64 {
        self.above[usize::from(one) * self.stands.len() + usize::from(other)]
    }

    /// Whether more ballots rank `one` above `other` than the other way round.
    pub fn beats(&self, one: CandidateIndex, other: CandidateIndex) -> bool {
        self.above(one, other) > self.above(other, one)
    }

    /// The candidates who stand, in rising order.
    pub fn candidates(&self) -> Vec<CandidateIndex> {
        (0..).zip(&self.stands).filter(|&(_, &stands)| stands).map(|(candidate, _)| candidate).collect()
    }

    /// The candidate who beats all others.
    pub fn condorcet_winner(&self) -> Option<CandidateIndex> {
        let all = self.candidates();
        all.iter().copied().find(|&one| all.iter().all(|&other| one == other || self.beats(one, other)))
    }

    /// The Smith set: the smallest set of candidates who each beat everybody outside it, in rising order.
    pub fn smith_set(&self) -> Vec<CandidateIndex> {
        let all = self.candidates();
        let losses = |one: CandidateIndex| all.iter().filter(|&&other| self.beats(other, one)).count();
        let Some(first) = all.iter().copied().min_by_key(|&one| losses(one)) else { return Vec::new() };
        // Every candidate not beaten by a member is a member, and so on; the candidate with the fewest defeats is one.
        let mut set = vec![first];
        let mut at = 0;
        while let Some(&member) = set.get(at) {
            for &other in &all {
                if !set.contains(&other) && !self.beats(member, other) {
                    set.push(other);
                }
            }
            at += 1;
        }
        set.sort_unstable();
        set
    }
}

/// The levels of a ballot, the best first: the candidates who stand, each at most once.
pub(super) fn levels(
    ballots: &RankedBallots,
    steps: std::ops::Range<usize>,
    stands: &[bool],
) -> Vec<Vec<CandidateIndex>> {
    let mut levels = Vec::new();
    let mut level = Vec::new();
    let mut seen = vec![false; stands.len()];
    for step in &ballots.steps()[steps] {
        let at = usize::from(step.candidate);
        if stands[at] && !std::mem::replace(&mut seen[at], true) {
            level.push(step.candidate);
        }
        if !step.more && !level.is_empty() {
            levels.push(std::mem::take(&mut level));
        }
    }
    levels
}
