//! Borda points: each rank is worth a number of points.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::pairwise::levels;
use crate::election::CandidateIndex;

/// The points of ranks where a ballot does not rank all candidates. With n candidates, the first of a full ranking has
/// n - 1 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BordaRule {
    /// Candidates who are not ranked share the remaining points.
    Shared,
    /// Candidates who are not ranked have no points.
    Nothing,
    /// Candidates who are not ranked have no points, and the first has as many points as the ballot ranks candidates.
    RankedOnly,
}

/// Rules by their names in scenario files.
pub const BORDA_RULES: [(&str, BordaRule); 3] =
    [("shared", BordaRule::Shared), ("nothing", BordaRule::Nothing), ("ranked-only", BordaRule::RankedOnly)];

/// Units in one point: halves, because shared points may be half points.
pub const HALVES: u128 = 2;

/// The points of each candidate, in halves; `None` for those who do not stand. Candidates tied on a ballot share their
/// points.
pub fn points(ballots: &RankedBallots, rule: BordaRule, excluded: &[CandidateIndex]) -> Vec<Option<u128>> {
    let stands = standing(ballots.candidates(), excluded);
    let standing = stands.iter().filter(|&&stands| stands).count();
    let mut points = vec![0; stands.len()];
    for kind in ballots.kinds() {
        let number = u128::from(kind.ballots);
        let levels = levels(ballots, kind.from..kind.to, &stands);
        let ranked = levels.iter().map(Vec::len).sum();
        let highest = if rule == BordaRule::RankedOnly { ranked } else { standing.saturating_sub(1) };
        let mut place = 0;
        let mut is_ranked = vec![false; stands.len()];
        for level in &levels {
            // The mean of the points of the places that they share.
            let halves = (2 * highest).saturating_sub(2 * place + level.len() - 1);
            for &candidate in level {
                points[usize::from(candidate)] += number * halves as u128;
                is_ranked[usize::from(candidate)] = true;
            }
            place += level.len();
        }
        if rule == BordaRule::Shared {
            let halves = (standing - ranked).saturating_sub(1) as u128;
            for (points, _) in points.iter_mut().zip(&is_ranked).filter(|(_, is_ranked)| !**is_ranked) {
                *points += number * halves;
            }
        }
    }
    stands.iter().zip(points).map(|(&stands, points)| stands.then_some(points)).collect()
}
