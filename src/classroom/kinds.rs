//! The cards of a count, sorted by what the voter meant and what the machine recorded.

use std::collections::HashMap;

use super::class_ballot::ClassReading;
use crate::election::{Code, Marks, NOT_ON_CARD, Target};
use crate::simulation::RecordedCount;
use crate::social_choice::Tally;

/// Cards that are meant and recorded alike.
pub(super) struct CardKind {
    /// What a card says in each contest; the paper is that of the first card of the kind.
    pub(super) readings: Vec<ClassReading>,
    /// Lines in the machine's list.
    pub(super) lines: u32,
    /// Cards.
    pub(super) cards: u64,
}

/// The kinds of a count's cards.
pub(super) struct Kinds<'a> {
    pub(super) count: &'a RecordedCount,
    /// The contests on the ballots.
    pub(super) contests: Vec<usize>,
    each: Vec<CardKind>,
    /// The cards that count and carry the first contest: batch, card and kind, in the order of the manifest.
    cards: Vec<(u32, u32, u32)>,
    /// For each contest, the sum of all records.
    recorded: Vec<Tally>,
}

impl<'a> Kinds<'a> {
    pub(super) fn of(count: &'a RecordedCount, contests: Vec<usize>) -> Self {
        let recorded = contests.iter().map(|&contest| recorded(count, contest)).collect();
        let mut all = Self { count, contests, each: Vec::new(), cards: Vec::new(), recorded };
        all.sort();
        all
    }

    /// All cards.
    pub(super) fn cards(&self) -> u64 {
        self.cards.len() as u64
    }

    pub(super) fn kind(&self, kind: usize) -> &CardKind {
        &self.each[kind]
    }

    /// Cards that were recorded wrongly.
    pub(super) fn wrong(&self) -> u64 {
        self.each.iter().filter(|kind| kind.is_wrong()).map(|kind| kind.cards).sum()
    }

    /// The kinds that were recorded rightly and those that were not, each in the order of what voters meant.
    pub(super) fn split(&self) -> (Vec<usize>, Vec<usize>) {
        let mut all: Vec<usize> = (0..self.each.len()).collect();
        all.sort_by_cached_key(|&kind| self.each[kind].key());
        all.into_iter().partition(|&kind| !self.each[kind].is_wrong())
    }

    /// Lines of a card in the machine's list.
    pub(super) fn lines(&self, batch: usize, card: usize) -> u32 {
        if self.count.recorded[batch].contains(&card) { self.count.scans[batch] } else { 0 }
    }

    /// What a card with so many lines in the list says in each contest.
    pub(super) fn readings(&self, batch: usize, card: usize, lines: u32) -> Vec<ClassReading> {
        let election = &self.count.election;
        let style = &election.styles[election.group_of(batch).style];
        let of = |&contest: &usize| {
            let paper = election.votes[contest].vote(election.paper[contest].get(card)).marks();
            ClassReading {
                paper: paper.cloned(),
                meant: paper.map(|marks| marks.meant(&election.contests[contest])),
                machine: self.count.marks(contest, card).filter(|_| lines > 0).cloned(),
                targets: election.contests[contest].targets(),
                printed: style.printed(contest, election.contests[contest].candidates.len()),
            }
        };
        self.contests.iter().map(of).collect()
    }

    /// Batch and card of each kind and rank within the kind, in the order of the manifest.
    pub(super) fn cards_of(&self, taken: &[(usize, u64)]) -> Vec<(usize, usize)> {
        let mut wanted: HashMap<u32, Vec<u64>> = HashMap::new();
        for &(kind, rank) in taken {
            wanted.entry(kind as u32).or_default().push(rank);
        }
        let mut seen = vec![0; self.each.len()];
        let picked = self.cards.iter().filter(|(_, _, kind)| {
            let rank = seen[*kind as usize];
            seen[*kind as usize] += 1;
            wanted.get(kind).is_some_and(|ranks| ranks.contains(&rank))
        });
        picked.map(|&(batch, card, _)| (batch as usize, card as usize)).collect()
    }

    /// What would be reported of these ballots: the sum of their lines in the list, and what the whole report has beside its
    /// records, in proportion. Where the records are all right, a difference of any size stays one vote at least.
    pub(super) fn reported(&self, place: usize, paper: &Tally, listed: &Tally) -> Tally {
        let contest = self.contests[place];
        let (whole, records) = (&self.count.reported[contest], &self.recorded[place]);
        let mut reported = listed.clone();
        if self.count.election.contests[contest].has_grid() {
            return reported;
        }
        let all = u128::from(self.count.paper[contest].ballots.max(1).unsigned_abs());
        let some = u128::from(paper.ballots.unsigned_abs());
        let scaled = |beside: i64| {
            let nearest = (2 * u128::from(beside.unsigned_abs()) * some + all) / (2 * all);
            let least = i64::from(beside != 0 && self.wrong() == 0);
            i64::try_from(nearest).unwrap_or(i64::MAX).max(least) * beside.signum()
        };
        for (votes, (&whole, &records)) in reported.votes.iter_mut().zip(whole.votes.iter().zip(&records.votes)) {
            *votes += scaled(whole - records);
        }
        reported.ballots += scaled(whole.ballots - records.ballots);
        reported
    }

    /// Finds the kinds.
    fn sort(&mut self) {
        let count = self.count;
        let first = self.contests[0];
        let meant: Vec<Vec<u32>> = self.contests.iter().map(|&contest| numbers_of_meant(count, contest)).collect();
        let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
        let mut kind_of: HashMap<u32, u32> = HashMap::new();
        for batch in (0..count.election.batches.len()).filter(|&batch| count.accepted[batch]) {
            for card in count.election.batches[batch].cards.clone() {
                if count.election.paper[first].get(card) == NOT_ON_CARD {
                    continue;
                }
                let lines = self.lines(batch, card);
                let mut pair = |number: u32, code: u32| {
                    let next = pairs.len() as u32 + 1;
                    *pairs.entry((number, code)).or_insert(next)
                };
                let mut number = pair(0, lines);
                for (&contest, meant) in self.contests.iter().zip(&meant) {
                    number = pair(number, meant[count.election.paper[contest].get(card) as usize]);
                    number = pair(number, if lines > 0 { count.record_code(contest, card) } else { 0 });
                }
                let next = self.each.len() as u32;
                let kind = *kind_of.entry(number).or_insert(next);
                if kind == next {
                    self.each.push(CardKind { readings: self.readings(batch, card, lines), lines, cards: 0 });
                }
                self.each[kind as usize].cards += 1;
                self.cards.push((batch as u32, card as u32, kind));
            }
        }
    }
}

/// For each code of the paper, a number of what was meant.
fn numbers_of_meant(count: &RecordedCount, contest: usize) -> Vec<u32> {
    let mut known: HashMap<Option<Marks>, u32> = HashMap::new();
    let ways = count.election.votes[contest].iter();
    ways.map(|(_, vote)| {
        let meant = vote.marks().map(|marks| marks.meant(&count.election.contests[contest]));
        let next = known.len() as u32;
        *known.entry(meant).or_insert(next)
    })
    .collect()
}

/// The sum of all records of a contest.
fn recorded(count: &RecordedCount, contest: usize) -> Tally {
    let of = &count.election.contests[contest];
    let mut by_code: HashMap<Code, i64> = HashMap::new();
    for batch in (0..count.election.batches.len()).filter(|&batch| count.accepted[batch]) {
        for card in count.recorded[batch].clone() {
            *by_code.entry(count.record_code(contest, card)).or_default() += i64::from(count.scans[batch]);
        }
    }
    let mut tally = Tally::empty(of.candidates.len());
    for (code, n) in by_code {
        if let Some(marks) = count.marks_of_code(contest, code) {
            tally.count(of, marks, n);
        }
    }
    tally
}

/// What was meant and what was recorded in one contest, as ovals.
type MeantAndRecorded = (Option<Vec<Target>>, Option<Vec<Target>>);

impl CardKind {
    fn is_wrong(&self) -> bool {
        self.lines != 1 || self.readings.iter().any(ClassReading::differs)
    }

    /// What was meant and recorded in each contest, to sort by.
    fn key(&self) -> (Vec<MeantAndRecorded>, u32) {
        let ovals = |marks: &Option<Marks>| marks.as_ref().map(|marks| marks.targets().collect());
        (self.readings.iter().map(|it| (ovals(&it.meant), ovals(&it.machine))).collect(), self.lines)
    }
}
