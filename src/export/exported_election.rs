//! An election under the names and numbers that its files have.
//!
//! Tabulators, batches, contests and candidates are numbered from 1: tabulators, contests and batches in the order of the
//! manifest, candidates through all contests. A batch number stands once in the whole election. Formats ask for numbers, and
//! all files of an export agree.

use std::collections::HashSet;

use crate::election::{Contest, Marks, VoteMode};
use crate::simulation::RecordedCount;
use crate::social_choice::{BallotForm, rule_of};

/// An election under the names and numbers that its files have.
pub struct ExportedElection<'a> {
    count: &'a RecordedCount,
    name: String,
    titles: Vec<String>,
    candidates: Vec<Vec<String>>,
    /// For each contest, the number of candidates before it.
    before: Vec<usize>,
    /// The one contest whose votes the records show; all if `None`.
    only: Option<usize>,
}

/// A card that has a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExportedCard {
    /// Number of the record in the export, from 1.
    pub(super) number: u64,
    /// The card's place in the manifest, from 0.
    pub(super) card: usize,
    /// Index of its batch.
    pub(super) batch: usize,
    /// Number of the record in its batch, from 1: the card's position in the stack. A batch that is scanned again goes on
    /// where the first scan would end.
    pub(super) record: u64,
    /// Number of the ballot in its batch, from 1, as `record` is.
    pub(super) ballot: u64,
    /// Sheet of the ballot, from 1.
    pub(super) sheet: u64,
}

/// What offices call the ways of voting; the first has number 1.
pub(super) const COUNTING_GROUPS: [(VoteMode, &str); 3] =
    [(VoteMode::ElectionDay, "Election Day"), (VoteMode::Early, "Early Voting"), (VoteMode::Mail, "Vote by Mail")];

impl<'a> ExportedElection<'a> {
    /// Names and numbers for a count.
    pub fn new(count: &'a RecordedCount) -> Self {
        let contests = &count.election.contests;
        let plain: Vec<String> = contests.iter().map(|contest| one_line(&contest.title)).collect();
        let titles = plain.iter().zip(contests).map(|(title, contest)| {
            // A contest's short name is unique.
            let is_alone = plain.iter().filter(|other| *other == title).count() == 1;
            if is_alone { title.clone() } else { format!("{title} [{}]", contest.id) }
        });
        let titles = titles.collect();
        let mut before = Vec::with_capacity(contests.len());
        let mut candidates = Vec::with_capacity(contests.len());
        let mut number = 0;
        for contest in contests {
            before.push(number);
            number += contest.candidates.len();
            candidates.push(contest.candidates.iter().map(|name| one_line(name)).collect());
        }
        Self { count, name: format!("{} (synthetic)", one_line(&count.title)), titles, candidates, before, only: None }
    }

    /// The same with the votes of one contest in the records. Numbers and the files beside the records stay as they are.
    #[must_use]
    pub fn of_contest(self, contest: usize) -> Self {
        Self { only: Some(contest), ..self }
    }

    /// Whether the records show the votes of a contest.
    pub(super) fn shows(&self, contest: usize) -> bool {
        self.only.is_none_or(|only| only == contest)
    }

    /// The count.
    pub(super) fn count(&self) -> &'a RecordedCount {
        self.count
    }

    /// The name of the election, which says that it is synthetic.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The contests.
    pub(super) fn contests(&self) -> &'a [Contest] {
        &self.count.election.contests
    }

    /// The title of a contest in one line; no other contest has it.
    pub(super) fn title(&self, contest: usize) -> &str {
        &self.titles[contest]
    }

    /// The names of a contest's candidates, each in one line.
    pub(super) fn candidates(&self, contest: usize) -> &[String] {
        &self.candidates[contest]
    }

    /// The number of a candidate among those of all contests, from 1.
    pub(super) fn candidate_number(&self, contest: usize, candidate: usize) -> usize {
        self.before[contest] + candidate + 1
    }

    /// The form of a contest's ballot.
    pub(super) fn form(&self, contest: usize) -> BallotForm {
        rule_of(&self.contests()[contest]).form()
    }

    /// The number of a batch's tabulator, from 1.
    pub(super) fn tabulator(&self, batch: usize) -> usize {
        self.count.election.batches[batch].tabulator + 1
    }

    /// The index of a batch's style.
    pub(super) fn style(&self, batch: usize) -> usize {
        self.count.election.group_of(batch).style
    }

    /// The precinct or county of a batch.
    pub(super) fn portion(&self, batch: usize) -> &'a str {
        &self.count.election.units[self.count.election.group_of(batch).unit]
    }

    /// The number of a batch's way of voting and what offices call it.
    pub(super) fn counting_group(&self, batch: usize) -> (usize, &'static str) {
        let mode = self.count.election.group_of(batch).mode;
        let at = COUNTING_GROUPS.iter().position(|group| group.0 == mode).unwrap_or(0);
        (at + 1, COUNTING_GROUPS[at].1)
    }

    /// The batches of the manifest: those with cards whose ballots count.
    pub(super) fn batches(&self) -> impl Iterator<Item = usize> + '_ {
        let election = &self.count.election;
        (0..election.batches.len())
            .filter(|&batch| self.count.accepted[batch] && !election.batches[batch].cards.is_empty())
    }

    /// The records of some batches, in the order of the manifest.
    pub(super) fn cards_of(&self, picks: impl Fn(usize) -> bool) -> impl Iterator<Item = ExportedCard> {
        let election = &self.count.election;
        let batches = (0..election.batches.len()).filter(move |&batch| picks(batch));
        let cards = batches.flat_map(move |batch| {
            let all = &election.batches[batch].cards;
            let sheets = election.styles[self.style(batch)].sheets.len().max(1);
            let of_scan = move |scan: u32| {
                self.count.recorded[batch].clone().map(move |card| {
                    let at = card - all.start + scan as usize * all.len();
                    let (record, ballot, sheet) = (at + 1, at / sheets + 1, at % sheets + 1);
                    (batch, card, record as u64, ballot as u64, sheet as u64)
                })
            };
            (0..self.count.scans[batch]).flat_map(of_scan)
        });
        let numbered = cards.zip(1..);
        numbered.map(|((batch, card, record, ballot, sheet), number)| ExportedCard {
            number,
            card,
            batch,
            record,
            ballot,
            sheet,
        })
    }

    /// The records of all batches.
    pub(super) fn cards(&self) -> impl Iterator<Item = ExportedCard> {
        self.cards_of(|_| true)
    }

    /// The stage whose machine count it is; `None` for the paper.
    pub fn stage(&self) -> Option<&'a str> {
        self.count.stage.as_deref()
    }

    /// The number of all records.
    pub fn records(&self) -> u64 {
        let each = self.count.recorded.iter().zip(&self.count.scans);
        each.map(|(cards, &scans)| cards.len() as u64 * u64::from(scans)).sum()
    }

    /// The contests on a record, in order, with their marks.
    pub(super) fn marked(&self, card: usize) -> impl Iterator<Item = (usize, &'a Marks)> {
        let count = self.count;
        (0..count.election.contests.len()).filter_map(move |contest| Some((contest, count.marks(contest, card)?)))
    }

    /// Whether a record has more marks in a contest than votes allowed; ranks are judged one by one.
    pub(super) fn is_overvoted(&self, contest: usize, marks: &Marks) -> bool {
        let it = &self.contests()[contest];
        !it.has_grid() && marks.strokes().len() > usize::from(it.votes_allowed)
    }
}

/// A text without line breaks and without blanks at its ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first text that stands twice.
pub(super) fn first_twice<'t>(texts: impl IntoIterator<Item = &'t String>) -> Option<&'t str> {
    let mut seen = HashSet::new();
    texts.into_iter().map(String::as_str).find(|text| !seen.insert(*text))
}
