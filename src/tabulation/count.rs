//! A machine count in progress: the state that faults change, step by step.

use std::ops::Range;

use crate::election::{BLANK, Code, Election, Marks, NOT_ON_CARD, Selection, VoteTable};
use crate::social_choice::{Tallies, Tally};

use super::readings::Readings;
use super::{Optics, Tabulation};

/// One result file that was added to the totals: one batch, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Index of the batch.
    pub batch: usize,
    /// The file's counts by contest.
    pub tallies: Tallies,
    /// Ballots in the file.
    pub ballots: i64,
}

/// A change to a total of a unit beyond the sum of its files: a typing error, an overflow, or a changed bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Index of the reporting unit.
    pub unit: usize,
    /// Index of the contest.
    pub contest: usize,
    /// Index of the candidate.
    pub candidate: usize,
    /// Votes added to the correct total; negative for votes taken away.
    pub adds: i64,
    /// Index of the fault that caused it, among the faults of its count.
    pub fault: usize,
}

/// The state of a count between scanner and totals.
#[derive(Debug)]
pub struct MachineCount<'a> {
    /// The paper, which faults cannot change.
    pub election: &'a Election,
    /// For each batch, whether it is in the scope of this count.
    pub in_scope: Vec<bool>,
    /// For each batch, how many times it is scanned.
    pub scans: Vec<u32>,
    /// For each batch, the cards that the scanner counts.
    pub portions: Vec<Range<usize>>,
    /// For each batch, the settings of its scanner.
    pub optics: Vec<Optics>,
    /// For each contest, the table of votes: the paper's, and those that readings add.
    pub votes: Vec<VoteTable>,
    /// For each contest, the machine's reading of each card.
    pub readings: Vec<Readings<'a>>,
    /// The files that are summed to the totals, in order of arrival.
    pub uploads: Vec<Upload>,
    /// Changes to totals that are in no file.
    pub corrections: Vec<Correction>,
    /// Index of the fault that is being applied.
    pub striking: usize,
    /// The counts of earlier stages, by the stage's name.
    pub earlier: &'a [(String, Tabulation)],
}

impl MachineCount<'_> {
    /// The batches of this count that match a selection.
    pub fn picked(&self, selection: &Selection) -> Vec<usize> {
        selection.batches(self.election).into_iter().filter(|&b| self.in_scope[b]).collect()
    }

    /// The batches of this count that belong to a reporting unit.
    pub fn batches_of_unit(&self, unit: usize) -> Vec<usize> {
        (0..self.in_scope.len()).filter(|&b| self.in_scope[b] && self.election.group_of(b).unit == unit).collect()
    }

    /// Changes a total of a reporting unit without changing a file.
    pub fn correct(&mut self, unit: usize, contest: usize, candidate: usize, adds: i64) {
        self.corrections.push(Correction { unit, contest, candidate, adds, fault: self.striking });
    }

    /// The current total of a reporting unit for one candidate.
    pub fn stands(&self, unit: usize, contest: usize, candidate: usize) -> i64 {
        let of_unit = self.uploads.iter().filter(|u| self.election.group_of(u.batch).unit == unit);
        let counted: i64 = of_unit.filter_map(|u| u.tallies[contest].votes.get(candidate)).sum();
        let typed = self.corrections.iter();
        let typed = typed.filter(|c| (c.unit, c.contest, c.candidate) == (unit, contest, candidate));
        counted + typed.map(|c| c.adds).sum::<i64>()
    }

    /// Reads a contest again, overvotes too, on all cards of these batches.
    pub fn reread(&mut self, contest: usize, batches: &[usize], read: impl FnMut(&Marks) -> Marks) {
        let map = self.votes[contest].map(read);
        self.readings[contest].translate(batches.iter().copied(), &map);
    }

    /// The tally of a contest on some cards of a batch, as its file will have it; 0 ballots where the contest is not on
    /// them.
    pub fn tally(&self, contest: usize, batch: usize, cards: Range<usize>) -> Tally {
        let it = &self.election.contests[contest];
        let tally = self.readings[contest].tally(it, &self.votes[contest], batch, cards);
        tally.unwrap_or_else(|| Tally::empty(it.candidates.len()))
    }

    /// Changes the machine's reading of a contest on all cards of these batches.
    ///
    /// `rewrite` gets the names from the top of the printed list down, and a vote that is neither blank nor an
    /// overvote: the scanner decides on those two before it maps positions to names.
    pub fn remap(&mut self, contest: usize, batches: &[usize], mut rewrite: impl FnMut(&[u16], &Marks) -> Marks) {
        let election = self.election;
        let it = &election.contests[contest];
        for style in 0..election.styles.len() {
            let printed = election.styles[style].printed(contest, it.candidates.len());
            let map = self.votes[contest].map(|marks| match marks.strokes().len() {
                n if n == 0 || n > it.most_marks() => marks.clone(),
                _ => rewrite(&printed, marks),
            });
            let of_style = batches.iter().copied().filter(|&batch| election.group_of(batch).style == style);
            self.readings[contest].translate(of_style, &map);
        }
    }

    /// Changes the machine's reading of a card of a batch.
    pub fn set_reading(&mut self, contest: usize, batch: usize, card: usize, marks: Marks) {
        let code = self.votes[contest].code(marks);
        self.readings[contest].set(batch, card, code);
    }

    /// Changes the machine's record of a card to say that the contest is not on it.
    pub fn hide(&mut self, contest: usize, batch: usize, card: usize) {
        self.readings[contest].set(batch, card, NOT_ON_CARD);
    }

    /// The marks in the machine's reading of a card, if the contest is on it.
    pub fn reading(&self, contest: usize, batch: usize, card: usize) -> Option<&Marks> {
        self.votes[contest].vote(self.readings[contest].get(batch, card)).marks()
    }

    /// The codes of a contest's column, translated into another contest by position on the printed lists.
    pub fn as_if(&mut self, from: usize, to: usize, style: usize) -> Vec<Code> {
        let election = self.election;
        let (source, target) = (&election.contests[from], &election.contests[to]);
        let printed_from = election.styles[style].printed(from, source.candidates.len());
        let printed_to = election.styles[style].printed(to, target.candidates.len());
        let beyond: Vec<u16> = (0..=target.votes_allowed).take(target.candidates.len()).collect();
        let mut map = Vec::with_capacity(self.votes[from].len());
        for code in 0..self.votes[from].len() {
            let Some(marks) = self.votes[from].vote(code as Code).marks() else {
                map.push(NOT_ON_CARD);
                continue;
            };
            let position = |c| printed_from.iter().position(|&p| p == c);
            let overvoted = marks.strokes().len() > usize::from(source.votes_allowed);
            let moved = if overvoted && beyond.len() <= usize::from(target.votes_allowed) {
                // A contest with so few names cannot have an overvote: the ballot gives no vote there.
                Marks::default()
            } else if overvoted {
                Marks::plain(beyond.iter().copied())
            } else {
                Marks::plain(marks.targets().filter_map(|c| printed_to.get(position(c)?).copied()))
            };
            map.push(if moved.strokes().is_empty() { BLANK } else { self.votes[to].code(moved) });
        }
        map
    }
}
