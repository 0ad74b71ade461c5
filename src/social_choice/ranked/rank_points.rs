//! Borda points: each rank is worth a number of points.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::pairwise::levels;
use crate::election::CandidateIndex;
use crate::reason::{Reason, procedures};

/// What ranks are worth where a ballot does not rank everybody. Of n who stand, the first of a full ranking has n - 1 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BordaRule {
    /// Those who are not ranked share the points that are left.
    Shared,
    /// Those who are not ranked have none.
    Nothing,
    /// Those who are not ranked have none, and the first has as many points as the ballot ranks candidates.
    RankedOnly,
}

/// What ranks are worth, by a name that a contest may use. Points are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BordaPoints {
    /// Its name in scenario files.
    pub name: &'static str,
    /// What ranks are worth where a ballot does not rank everybody.
    pub rule: BordaRule,
    /// Points for each candidate ranked below: 2 where those who are not ranked share, so that shares are whole.
    pub step: i64,
}

/// Points by their names, which the key `points` of a contest takes; the first one is meant where none is given.
pub const BORDA_POINTS: [BordaPoints; 3] = [
    BordaPoints { name: "unranked_none", rule: BordaRule::Nothing, step: 1 },
    BordaPoints { name: "shared", rule: BordaRule::Shared, step: 2 },
    BordaPoints { name: "modified", rule: BordaRule::RankedOnly, step: 1 },
];

impl BordaPoints {
    /// The points of that name.
    pub fn named(name: &str) -> Option<Self> {
        BORDA_POINTS.into_iter().find(|it| it.name == name)
    }

    /// What they are, in words.
    pub fn says(self) -> Reason {
        match self.rule {
            BordaRule::Nothing => procedures::points_unranked_none(),
            BordaRule::Shared => procedures::points_shared(),
            BordaRule::RankedOnly => procedures::points_modified(),
        }
    }

    /// The most points that a ballot with so many ranks gives to one candidate more than to another, of so many.
    pub fn most(self, candidates: usize, ranks: usize) -> usize {
        let others = candidates.saturating_sub(1);
        match self.rule {
            BordaRule::Nothing => others,
            // Whoever is last of all gives way to the first by all there is; those who are left unranked keep their share.
            BordaRule::Shared => (2 * others).saturating_sub(others.saturating_sub(ranks)),
            BordaRule::RankedOnly => others.min(ranks),
        }
    }
}

/// Points in a point: halves, for those who share.
pub const HALVES: u128 = 2;

/// The points of each candidate, in halves; `None` for whoever does not stand. Those level on a ballot share their points.
pub fn points(ballots: &RankedBallots, rule: BordaRule, excluded: &[CandidateIndex]) -> Vec<Option<u128>> {
    let stands = standing(ballots.candidates(), excluded);
    let mut sums = vec![0; stands.len()];
    for kind in ballots.kinds() {
        let given = on_ballot(&levels(ballots, kind.from..kind.to, &stands), &stands, rule);
        for (sum, halves) in sums.iter_mut().zip(given) {
            *sum += u128::from(kind.ballots) * halves;
        }
    }
    stands.iter().zip(sums).map(|(&stands, halves)| stands.then_some(halves)).collect()
}

/// The points that one ballot gives to each candidate, in halves. `levels` are its ranks, the best first; whoever does not
/// stand gets none.
pub fn on_ballot(levels: &[Vec<CandidateIndex>], stands: &[bool], rule: BordaRule) -> Vec<u128> {
    let standing = stands.iter().filter(|&&stands| stands).count();
    let ranked = levels.iter().map(Vec::len).sum();
    let highest = if rule == BordaRule::RankedOnly { ranked } else { standing.saturating_sub(1) };
    let mut points = vec![None; stands.len()];
    let mut place = 0;
    for level in levels {
        // The mean of the places from here on that the level takes up.
        let halves = (2 * highest).saturating_sub(2 * place + level.len() - 1);
        for &candidate in level {
            points[usize::from(candidate)] = Some(halves as u128);
        }
        place += level.len();
    }
    let rest = if rule == BordaRule::Shared { (standing - ranked).saturating_sub(1) as u128 } else { 0 };
    points.into_iter().zip(stands).map(|(points, &stands)| points.unwrap_or(if stands { rest } else { 0 })).collect()
}
