//! The tallies of one batch: one for each contest on its ballots.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Index};
use std::sync::Arc;

use super::Tally;

/// The tally of a contest that is not on the ballots.
static NONE: Tally = Tally { votes: Vec::new(), ballots: 0, blank: 0, overvoted: 0, kinds: BTreeMap::new() };

/// Tallies by contest. A contest without one counts as 0 ballots, and its votes are an empty list.
///
/// Copies share their memory until one of them changes, so that a batch's tape, file and result are stored once.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    /// Index of the contest and its tally, in rising order.
    by_contest: Option<Arc<[(u32, Tally)]>>,
}

impl PartialEq for Tallies {
    fn eq(&self, other: &Self) -> bool {
        match (&self.by_contest, &other.by_contest) {
            (Some(mine), Some(theirs)) => Arc::ptr_eq(mine, theirs) || mine == theirs,
            _ => self.list() == other.list(),
        }
    }
}

impl Eq for Tallies {}

impl FromIterator<(usize, Tally)> for Tallies {
    /// Tallies in rising order of their contests' indices.
    fn from_iter<I: IntoIterator<Item = (usize, Tally)>>(tallies: I) -> Self {
        let list: Arc<[_]> = tallies.into_iter().map(|(contest, tally)| (contest as u32, tally)).collect();
        Self { by_contest: (!list.is_empty()).then_some(list) }
    }
}

impl Index<usize> for Tallies {
    type Output = Tally;

    fn index(&self, contest: usize) -> &Tally {
        self.get(contest).unwrap_or(&NONE)
    }
}

impl AddAssign<&Tallies> for Tallies {
    fn add_assign(&mut self, other: &Tallies) {
        if self.by_contest.is_none() {
            self.clone_from(other);
            return;
        }
        for (contest, tally) in other.iter() {
            *self.entry(contest) += tally;
        }
    }
}

impl Tallies {
    fn list(&self) -> &[(u32, Tally)] {
        self.by_contest.as_deref().unwrap_or(&[])
    }

    fn place(&self, contest: usize) -> Result<usize, usize> {
        match self.list() {
            [(only, _)] if *only as usize == contest => Ok(0),
            list => list.binary_search_by_key(&contest, |it| it.0 as usize),
        }
    }

    /// The tally of a contest, if there is one.
    pub fn get(&self, contest: usize) -> Option<&Tally> {
        self.place(contest).ok().map(|at| &self.list()[at].1)
    }

    /// The tally of a contest with this number of candidates, all 0 if there is none.
    pub fn filled(&self, contest: usize, candidates: usize) -> Tally {
        let mut tally = self[contest].clone();
        tally.votes.resize(candidates.max(tally.votes.len()), 0);
        tally
    }

    /// Indices of contests and their tallies, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Tally)> {
        self.list().iter().map(|(contest, tally)| (*contest as usize, tally))
    }

    /// The tally of a contest, mutable; an empty one is added if there is none.
    ///
    /// # Panics
    /// Never: a missing tally is added first.
    pub fn entry(&mut self, contest: usize) -> &mut Tally {
        let at = self.place(contest).unwrap_or_else(|at| {
            let mut list = self.list().to_vec();
            list.insert(at, (contest as u32, NONE.clone()));
            self.by_contest = Some(list.into());
            at
        });
        &mut Arc::make_mut(self.by_contest.as_mut().expect("it has the entry"))[at].1
    }

    /// Changes every tally.
    pub fn change(&mut self, change: impl FnMut(&mut Tally)) {
        if let Some(list) = &mut self.by_contest {
            Arc::make_mut(list).iter_mut().map(|it| &mut it.1).for_each(change);
        }
    }

    /// Replaces the tally of a contest by the one of another list, or removes it if that list has none.
    pub fn take_over(&mut self, contest: usize, from: &Self) {
        match from.get(contest) {
            Some(tally) => self.entry(contest).clone_from(tally),
            None if self.get(contest).is_some() => {
                let others = self.iter().filter(|it| it.0 != contest);
                *self = others.map(|(contest, tally)| (contest, tally.clone())).collect();
            }
            None => {}
        }
    }

    /// Adds all tallies to the totals of all contests.
    ///
    /// # Panics
    /// If there are fewer totals than contests.
    pub fn add_to(&self, totals: &mut [Tally]) {
        for (contest, tally) in self.iter() {
            totals[contest] += tally;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(votes: &[i64]) -> Tally {
        Tally { votes: votes.to_vec(), ballots: votes.iter().sum(), ..Tally::default() }
    }

    #[test]
    fn they_add_up_as_dense_lists_do() {
        let lists: [&[(usize, [i64; 2])]; 4] =
            [&[(1, [1, 2]), (4, [3, 4])], &[], &[(0, [5, 6]), (4, [7, 8])], &[(3, [9, 1])]];
        let mut sum = Tallies::default();
        let mut dense = vec![tally(&[0, 0]); 5];
        for list in lists {
            let tallies: Tallies = list.iter().map(|(contest, votes)| (*contest, tally(votes))).collect();
            let before = tallies.clone();
            sum += &tallies;
            tallies.add_to(&mut dense);
            assert_eq!(tallies, before, "a sum leaves its parts alone");
        }
        for (contest, total) in dense.iter().enumerate() {
            assert_eq!(sum.filled(contest, 2), *total);
        }
        assert_eq!((sum.get(2), sum[2].ballots), (None, 0));
        let mut other = sum.clone();
        other.take_over(4, &Tallies::default());
        other.take_over(2, &sum);
        assert_eq!((other.get(4), other.iter().count()), (None, 3));
        assert_eq!(sum[4].votes, [10, 12]);
    }
}
