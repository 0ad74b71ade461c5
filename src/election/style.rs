//! A ballot style: which contests are on which sheet, and in which order the names are printed.

use super::contest::CandidateIndex;

/// One design of the ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Short name used in files.
    pub id: String,
    /// Contests (indices in the election's list) on each sheet; a ballot is one card per sheet.
    pub sheets: Vec<Vec<usize>>,
    /// For each contest of the election, the candidates from the top of the printed list down; `None` where they are in
    /// the contest's own order.
    pub order: Vec<Option<Vec<CandidateIndex>>>,
}

impl Style {
    /// The sheet that carries a contest.
    pub fn sheet_of(&self, contest: usize) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet.contains(&contest))
    }

    /// Its contests in rising order.
    pub fn contests(&self) -> Vec<usize> {
        let mut contests: Vec<usize> = self.sheets.iter().flatten().copied().collect();
        contests.sort_unstable();
        contests
    }

    /// The candidate printed at each position of a contest with `candidates` names.
    pub fn printed(&self, contest: usize, candidates: usize) -> Vec<CandidateIndex> {
        self.order[contest].clone().unwrap_or_else(|| (0..candidates as CandidateIndex).collect())
    }
}
