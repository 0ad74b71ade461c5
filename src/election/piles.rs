//! The number of cards with each code, for each batch and contest.
//!
//! Counting whole batches uses these numbers and does not look at single cards.

use super::{Batch, Code, Column, Group, NOT_ON_CARD, Style, VoteTable};

/// For each batch and each contest on its ballots, the codes on its cards and how many hold each.
#[derive(Clone, Debug, Default)]
pub struct Piles {
    /// For each batch, the end of its entries in `contests`.
    ends: Vec<u32>,
    /// Contest, and the end of its entries in `counts`.
    contests: Vec<(u32, u32)>,
    counts: Vec<(Code, u32)>,
}

impl Piles {
    /// Counts the paper.
    pub(super) fn sort(
        batches: &[Batch],
        groups: &[Group],
        styles: &[Style],
        (votes, paper): (&[VoteTable], &[Column]),
    ) -> Self {
        let mut it = Self::default();
        let on_style: Vec<Vec<usize>> = styles.iter().map(Style::contests).collect();
        let mut counts = Vec::new();
        for batch in batches {
            for &contest in &on_style[groups[batch.group].style] {
                counts.clear();
                paper[contest].count_into(batch.cards.clone(), votes[contest].len(), &mut counts);
                let on_card = counts.iter().filter(|&&(code, _)| code != NOT_ON_CARD);
                let before = it.counts.len();
                it.counts.extend(on_card.map(|&(code, n)| (code, n as u32)));
                if it.counts.len() > before {
                    it.contests.push((contest as u32, it.counts.len() as u32));
                }
            }
            it.ends.push(it.contests.len() as u32);
        }
        it.counts.shrink_to_fit();
        it.contests.shrink_to_fit();
        it
    }

    fn places(&self, batch: usize) -> std::ops::Range<usize> {
        let first = if batch == 0 { 0 } else { self.ends[batch - 1] as usize };
        first..self.ends[batch] as usize
    }

    fn at(&self, place: usize) -> &[(Code, u32)] {
        let first = if place == 0 { 0 } else { self.contests[place - 1].1 as usize };
        &self.counts[first..self.contests[place].1 as usize]
    }

    /// The codes of one contest on the cards of one batch, each with its number of cards; cards without the contest are
    /// left out. `None` where no card of the batch carries the contest.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn of(&self, batch: usize, contest: usize) -> Option<&[(Code, u32)]> {
        let places = self.places(batch);
        let list = &self.contests[places.clone()];
        let at = list.binary_search_by_key(&contest, |it| it.0 as usize).ok()?;
        Some(self.at(places.start + at))
    }

    /// The number of cards of a batch that carry a contest.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn cards(&self, batch: usize, contest: usize) -> u64 {
        self.of(batch, contest).map_or(0, |codes| codes.iter().map(|&(_, n)| u64::from(n)).sum())
    }

    /// The contests on the cards of a batch, in rising order, each with its codes.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn contests(&self, batch: usize) -> impl Iterator<Item = (usize, &[(Code, u32)])> {
        self.places(batch).map(|place| (self.contests[place].0 as usize, self.at(place)))
    }
}
