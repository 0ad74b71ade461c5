//! The count of one contest: votes for each candidate, and the ballots without a valid vote.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Range, SubAssign};

use crate::election::{Column, Contest, Marks, VoteTable};

/// A count of one contest. Numbers are signed, because a fault can make a count negative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// For each candidate, in the contest's order, the number that the rule counts: votes, points, or first
    /// preferences.
    pub votes: Vec<i64>,
    /// Ballots that carry the contest.
    pub ballots: i64,
    /// Ballots without a vote in the contest.
    pub blank: i64,
    /// Ballots with more marks than votes allowed; they count for no candidate.
    pub overvoted: i64,
    /// Ballots by their marks, if the rule needs more than `votes`; entries with 0 ballots are left out.
    pub kinds: BTreeMap<Marks, i64>,
}

impl Tally {
    /// An empty count for a contest with this number of candidates.
    pub fn empty(candidates: usize) -> Self {
        Self { votes: vec![0; candidates], ..Self::default() }
    }

    /// Counts `n` ballots with these marks: every mark is a vote, and too many are an overvote.
    pub fn count(&mut self, contest: &Contest, marks: &Marks, n: i64) {
        self.ballots += n;
        if contest.has_grid() {
            super::rule_of(contest).count(contest, marks, n, self);
            return;
        }
        let marked = marks.strokes().len();
        if marked == 0 {
            self.blank += n;
        } else if marked > usize::from(contest.votes_allowed) {
            self.overvoted += n;
        } else {
            // Each name has a single target, whose index is the candidate's own.
            for candidate in marks.targets() {
                self.votes[usize::from(candidate)] += n;
            }
        }
    }

    /// Counts some cards of a column of readings.
    ///
    /// # Panics
    /// If a card does not exist or holds a code that the table does not have.
    pub fn of(contest: &Contest, table: &VoteTable, column: &Column, cards: Range<usize>) -> Self {
        let mut tally = Self::empty(contest.candidates.len());
        for (code, cards) in column.counts(cards, table.len()) {
            if let Some(marks) = table.vote(code).marks() {
                tally.count(contest, marks, cards as i64);
            }
        }
        tally
    }

    /// The distance of two counts: the sum of absolute differences over candidates, or over ways of marking if the rule
    /// needs these. A vote that went to another candidate counts twice.
    pub fn distance(&self, other: &Self) -> i64 {
        if self.kinds.is_empty() && other.kinds.is_empty() {
            let at = |votes: &[i64], i: usize| votes.get(i).copied().unwrap_or(0);
            let candidates = 0..self.votes.len().max(other.votes.len());
            return candidates.map(|i| (at(&self.votes, i) - at(&other.votes, i)).abs()).sum();
        }
        let n = |tally: &Self, marks: &Marks| tally.kinds.get(marks).copied().unwrap_or(0);
        let mine: i64 = self.kinds.iter().map(|(marks, count)| (count - n(other, marks)).abs()).sum();
        let theirs = other.kinds.iter().filter(|(marks, _)| !self.kinds.contains_key(*marks));
        mine + theirs.map(|(_, count)| count.abs()).sum::<i64>()
    }

    /// Adds ballots with these marks, if the rule needs them.
    pub(super) fn add_kind(&mut self, marks: &Marks, n: i64) {
        if n == 0 {
            return;
        }
        match self.kinds.get_mut(marks) {
            Some(of) => {
                *of += n;
                if *of == 0 {
                    self.kinds.remove(marks);
                }
            }
            None => {
                self.kinds.insert(marks.clone(), n);
            }
        }
    }

    /// Votes for all candidates together.
    pub fn total(&self) -> i64 {
        self.votes.iter().sum()
    }

    /// Overvotes, counted as votes: a ballot with too many marks loses all votes that it may give.
    ///
    /// # Reference
    /// Voluntary Voting System Guidelines (U.S. Election Assistance Commission), logic model of a contest: the votes allowed on
    /// all ballots are the votes, the overvotes and the undervotes.
    pub fn overvotes(&self, contest: &Contest) -> i64 {
        if contest.has_grid() {
            return self.overvoted;
        }
        self.overvoted * i64::from(contest.votes_allowed)
    }

    /// Undervotes, counted as votes: the votes that the ballots may give, minus the votes given and the overvotes.
    /// Negative where a count has more votes than its ballots allow.
    ///
    /// # Reference
    /// As [`Tally::overvotes`].
    pub fn undervotes(&self, contest: &Contest) -> i64 {
        // Points and first preferences are not votes; for a grid, blank ballots are counted.
        if contest.has_grid() {
            return self.blank;
        }
        self.ballots * i64::from(contest.votes_allowed) - self.total() - self.overvotes(contest)
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        if self.votes.len() < other.votes.len() {
            self.votes.resize(other.votes.len(), 0);
        }
        for (mine, theirs) in self.votes.iter_mut().zip(&other.votes) {
            *mine += theirs;
        }
        self.ballots += other.ballots;
        self.blank += other.blank;
        self.overvoted += other.overvoted;
        for (marks, n) in &other.kinds {
            self.add_kind(marks, *n);
        }
    }
}

impl SubAssign<&Tally> for Tally {
    fn sub_assign(&mut self, other: &Tally) {
        let mut minus = other.clone();
        minus.votes.iter_mut().for_each(|v| *v = -*v);
        minus.ballots = -minus.ballots;
        minus.blank = -minus.blank;
        minus.overvoted = -minus.overvoted;
        minus.kinds.values_mut().for_each(|n| *n = -*n);
        *self += &minus;
    }
}
