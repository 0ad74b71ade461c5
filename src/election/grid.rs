//! Marks in a grid of names and columns: the candidate of each mark, and the ranking that the marks express.

use super::contest::{CandidateIndex, Contest};
use super::marks::Marks;
use super::ranking::Ranking;

impl Contest {
    /// The same marks with another candidate for each target; a mark whose candidate becomes `None` is removed.
    pub fn with_candidates(
        &self,
        marks: &Marks,
        mut becomes: impl FnMut(CandidateIndex) -> Option<CandidateIndex>,
    ) -> Marks {
        Marks::plain(marks.targets().filter_map(|target| {
            becomes(self.candidate_of(target)).map(|candidate| self.target(candidate, self.column_of(target)))
        }))
    }

    /// The candidates marked in each column.
    pub fn ranking(&self, marks: &Marks) -> Ranking {
        let mut ranks = vec![Vec::new(); usize::from(self.options.columns.max(1))];
        for target in marks.targets() {
            if let Some(rank) = ranks.get_mut(usize::from(self.column_of(target))) {
                rank.push(self.candidate_of(target));
            }
        }
        Ranking::from_ranks(ranks)
    }

    /// Clean marks that express this ranking; ranks beyond the last column are left out, because they have no target.
    pub fn marks_of(&self, ranking: &Ranking) -> Marks {
        let columns = ranking.ranks().iter().take(usize::from(self.options.columns)).zip(0..);
        Marks::plain(
            columns.flat_map(|(rank, column)| rank.iter().map(move |&candidate| self.target(candidate, column))),
        )
    }
}
