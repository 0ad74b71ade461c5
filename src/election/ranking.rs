//! A ranking as it is marked on a card: for each rank, the candidates marked there.

use super::contest::CandidateIndex;

/// The candidates marked at each rank, the first rank first, each list in rising order.
///
/// An empty rank was skipped; two candidates at one rank are an overvote at that rank; a candidate may be marked at
/// several ranks. A rule set in `social_choice` decides what such a ranking counts for. There is no empty rank at the
/// end, so that two rankings with the same marks are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ranking {
    ranks: Vec<Vec<CandidateIndex>>,
}

impl Ranking {
    /// A clean ranking: one candidate at each rank, from the first rank on.
    pub fn of(order: impl IntoIterator<Item = CandidateIndex>) -> Self {
        Self { ranks: order.into_iter().map(|candidate| vec![candidate]).collect() }
    }

    /// A ranking from the candidates marked at each rank.
    pub fn from_ranks(mut ranks: Vec<Vec<CandidateIndex>>) -> Self {
        for rank in &mut ranks {
            rank.sort_unstable();
            rank.dedup();
        }
        while ranks.last().is_some_and(Vec::is_empty) {
            ranks.pop();
        }
        Self { ranks }
    }

    /// The candidates marked at each rank, the first rank first.
    pub fn ranks(&self) -> &[Vec<CandidateIndex>] {
        &self.ranks
    }

    /// Whether no candidate is ranked.
    pub fn is_blank(&self) -> bool {
        self.ranks.is_empty()
    }

    /// The candidates in order, if every rank up to the last holds exactly one and no candidate has two ranks.
    pub fn order(&self) -> Option<Vec<CandidateIndex>> {
        let mut order: Vec<CandidateIndex> = Vec::with_capacity(self.ranks.len());
        for rank in &self.ranks {
            match rank[..] {
                [candidate] if !order.contains(&candidate) => order.push(candidate),
                _ => return None,
            }
        }
        Some(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ranking_is_clean_where_each_rank_holds_one_and_nobody_twice() {
        assert_eq!(Ranking::of([2, 0]).order(), Some(vec![2, 0]));
        assert_eq!(Ranking::from_ranks(vec![vec![2], vec![], vec![0]]).order(), None);
        assert_eq!(Ranking::from_ranks(vec![vec![2, 1]]).order(), None);
        assert_eq!(Ranking::of([2, 2]).order(), None);
        assert_eq!(Ranking::from_ranks(vec![vec![1], vec![], vec![]]), Ranking::of([1]));
        assert!(Ranking::from_ranks(vec![vec![], vec![]]).is_blank());
    }
}
