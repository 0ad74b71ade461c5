//! Pairwise preferences: ballots that give one candidate more points than another.

use super::{Tally, rule_of};
use crate::election::Contest;

/// For each pair of candidates, by their indices, the ballots that give the first more points than the second, minus
/// those that give it fewer.
pub(super) fn preferred(contest: &Contest, tally: &Tally) -> Vec<Vec<i64>> {
    let n = contest.candidates.len();
    let mut over = vec![vec![0_i64; n]; n];
    let rule = rule_of(contest);
    for (marks, &ballots) in &tally.kinds {
        let points = rule.points(contest, marks);
        if points.is_empty() {
            continue;
        }
        for (a, row) in over.iter_mut().enumerate() {
            for (b, sum) in row.iter_mut().enumerate() {
                *sum += ballots * (points[a] - points[b]).signum();
            }
        }
    }
    over
}
