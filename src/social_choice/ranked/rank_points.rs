//! Borda points: each rank is worth a number of points.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::pairwise::levels;
use crate::election::CandidateIndex;

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
