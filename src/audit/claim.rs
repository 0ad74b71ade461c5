//! The reported result of one contest: the public facts from which an audit starts.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Needs;
use crate::assertion::{AbsentCards, Assertion, Assorter, assertions};
use crate::election::{Code, Column, Contest, NOT_ON_CARD, VoteTable};
use crate::hand_count::Reading;
use crate::number_format::grouped;
use crate::reason::{Reason, findings, why};
use crate::sampling::Frame;
use crate::social_choice::{Outcome, Tally};

/// The reason given for a contest in which every candidate wins.
pub fn nobody_can_lose() -> Reason {
    why::nobody()
}

/// The cast vote records of the cards in a frame.
#[derive(Clone, Debug)]
pub struct Records {
    /// The votes that records may hold.
    pub votes: VoteTable,
    /// For each card of the manifest, its record's code, or the code after the last if it has none.
    column: Arc<Column>,
    /// The number of cards of the frame with each code; the last code is that of phantoms.
    counts: Vec<u64>,
}

impl Records {
    /// The records of a frame's cards. `recorded` says for each batch which of its cards have a record; a shared column
    /// is copied only if some have none.
    pub fn new(
        votes: VoteTable,
        mut column: Arc<Column>,
        recorded: impl Fn(usize) -> std::ops::Range<usize>,
        cards_of: impl Fn(usize) -> std::ops::Range<usize>,
        frame: &Frame<'_>,
    ) -> Self {
        let phantom = votes.len() as Code;
        let all_phantoms = vec![phantom; votes.len()];
        for &batch in frame.batches() {
            let (cards, kept) = (cards_of(batch), recorded(batch));
            if kept == cards {
                continue;
            }
            let (first, last) = (kept.start.clamp(cards.start, cards.end), kept.end.clamp(cards.start, cards.end));
            let column = Arc::make_mut(&mut column);
            column.translate(cards.start..first.min(last), &all_phantoms);
            column.translate(last.max(first)..cards.end, &all_phantoms);
        }
        let mut it = Self { votes, column, counts: Vec::new() };
        it.count(frame, cards_of);
        it
    }

    /// Counts the codes of a frame's cards; its phantoms have no record.
    fn count(&mut self, frame: &Frame<'_>, cards_of: impl Fn(usize) -> std::ops::Range<usize>) {
        self.counts = vec![0; self.votes.len() + 1];
        for &batch in frame.batches() {
            for (code, n) in self.column.counts(cards_of(batch), self.votes.len() + 1) {
                self.counts[code as usize] += n;
            }
        }
    }

    /// Returns the cards of a frame whose record shows the contest, in rising order, and counts only these from now on,
    /// with enough phantoms to make `cards` cards.
    pub fn keep_styled(
        &mut self,
        frame: &Frame<'_>,
        cards_of: impl Fn(usize) -> std::ops::Range<usize>,
        cards: u64,
    ) -> Vec<u32> {
        self.count(frame, &cards_of);
        let absent = NOT_ON_CARD as usize;
        let (last, unknown) = (self.votes.len(), self.votes.len() as Code);
        self.counts[absent] = 0;
        self.counts[last] = 0;
        let shown: u64 = self.counts.iter().sum();
        self.counts[last] = cards.saturating_sub(shown);
        let all = frame.batches().iter().flat_map(|&batch| cards_of(batch));
        all.filter(|&card| ![NOT_ON_CARD, unknown].contains(&self.column.get(card))).map(|card| card as u32).collect()
    }

    /// The record of a card, `None` for a phantom.
    ///
    /// # Panics
    /// If there is no such card.
    pub fn of(&self, card: usize) -> Option<Code> {
        let code = self.column.get(card);
        ((code as usize) < self.votes.len()).then_some(code)
    }

    /// Cards of the frame without a record.
    pub fn phantoms(&self) -> u64 {
        self.counts.last().copied().unwrap_or(0)
    }

    /// How many of these cards (of all the election's) have no record.
    fn without_record(&self, cards: std::ops::Range<usize>) -> u64 {
        let unknown = self.votes.len() as Code;
        let counts = self.column.counts(cards, self.votes.len() + 1).into_iter();
        counts.filter(|(code, _)| *code == unknown).map(|(_, n)| n).sum()
    }

    /// The tally of the records of these cards (of all the election's).
    pub fn sum(&self, contest: &Contest, cards: std::ops::Range<usize>) -> Tally {
        let mut tally = Tally::empty(contest.candidates.len());
        for (code, n) in self.column.counts(cards, self.votes.len() + 1) {
            let vote = ((code as usize) < self.votes.len()).then(|| self.votes.vote(code));
            if let Some(marks) = vote.and_then(|vote| vote.marks()) {
                tally.count(contest, marks, n as i64);
            }
        }
        tally
    }

    /// The number of cards of the frame with each code; the code after the last is that of phantoms.
    pub(super) fn by_code(&self) -> impl Iterator<Item = (Code, u64)> + '_ {
        (0..).zip(self.counts.iter().copied())
    }

    /// Votes of each candidate on the records of all cards.
    fn votes_by_candidate(&self, contest: &Contest) -> Vec<i64> {
        let mut tally = Tally::empty(contest.candidates.len());
        for ((_, vote), &n) in self.votes.iter().zip(&self.counts) {
            if let Some(marks) = vote.marks() {
                tally.count(contest, marks, n as i64);
            }
        }
        tally.votes
    }

    /// The sum of the records of all cards, measured from the middle: for two candidates the winner's votes minus the
    /// loser's.
    fn margin(&self, assorter: &Assorter) -> i64 {
        let (recorded, middle) =
            (self.counts.iter().take(self.votes.len()).enumerate(), i64::from(assorter.scale().middle));
        recorded.map(|(code, &n)| (i64::from(assorter.value(code as Code)) - middle) * n as i64).sum()
    }
}

/// A reported outcome, and the data that an audit of it may use.
#[derive(Debug)]
pub struct ReportedContest<'a> {
    /// The contest.
    pub contest: &'a Contest,
    /// The reported totals.
    pub tally: Tally,
    /// The reported outcome.
    pub outcome: Outcome,
    /// The cards that may carry the contest.
    pub frame: Frame<'a>,
    /// The cast vote records, if the system keeps them.
    pub records: Option<Records>,
    /// For each batch of the frame, its reported tally.
    pub batches: Vec<Option<Tally>>,
    /// The table of votes that a board may read, as far as they are known beforehand.
    pub readable: VoteTable,
    /// The value of a card of the frame that does not show the contest.
    pub absent: AbsentCards,
    /// Pools: cards that are known only by their sum.
    pub pools: Vec<Pool>,
    /// For each batch of the frame, the index of its pool.
    pub pool_of: Vec<Option<usize>>,
    /// The strata, each sampled separately; empty if the frame is sampled as one.
    pub strata: Vec<Stratum>,
    /// For each batch of the frame, the index of its stratum; all 0 if there are none.
    pub stratum_of: Vec<usize>,
}

/// Why cards are known only by their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PoolKind {
    /// The machine kept no records of single cards, only the tally of each batch.
    NoRecords,
    /// There are records, but their order does not identify the cards.
    Unmatched,
    /// Records that would reveal how somebody voted were published as one sum.
    Redacted,
}

/// Cards of some batches that are known only by their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The reason why there are no records.
    pub kind: PoolKind,
    /// Number of its cards by the manifest.
    pub cards: u64,
    /// The reported sum.
    pub tally: Tally,
}

/// What the cards of a stratum are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldAgainst {
    /// Each card against its own record.
    #[serde(rename = "comparison")]
    Records,
    /// Nothing: only the readings count.
    #[serde(rename = "polling")]
    Nothing,
    /// Each card with the average of its batch, or of its pool, by the reported tally.
    #[serde(rename = "batches")]
    Sums,
}

/// A stratum: a part of the frame that is sampled separately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Its name.
    pub id: String,
    /// Number of its cards by the manifest.
    pub cards: u64,
    /// What its cards are compared with.
    pub against: HeldAgainst,
    /// Its reported tally.
    pub tally: Tally,
}

/// The cards of a stratum.
#[derive(Clone, Debug)]
pub(crate) struct StratumFrame<'a> {
    /// Its sampling frame.
    pub(crate) frame: Frame<'a>,
    /// For each of its batches, the index in the contest's frame.
    pub(crate) places: Vec<usize>,
}

/// One assertion with its values of records and readings.
#[derive(Clone, Debug)]
pub(super) struct AssertionPair {
    /// The assertion.
    pub(super) assertion: Assertion,
    /// Values of readings.
    pub(super) reading: Assorter,
    /// Values of records, and the winner's margin on all of them, if there are records.
    pub(super) record: Option<(Assorter, i64)>,
}

impl<'a> ReportedContest<'a> {
    /// The frame of each stratum.
    pub(crate) fn stratum_frames(&self) -> Vec<StratumFrame<'a>> {
        let of = |stratum: usize| {
            let members = (0..self.stratum_of.len()).filter(|&at| self.stratum_of[at] == stratum);
            let places: Vec<usize> = members.collect();
            StratumFrame { frame: self.frame.of_batches(&places), places }
        };
        (0..self.strata.len()).map(of).collect()
    }
}

impl ReportedContest<'_> {
    /// The margin of an assertion in a count, in votes if it is about two candidates.
    pub(super) fn margin_in(&self, tally: &Tally, assertion: &Assertion) -> i64 {
        assertion.lead(self.contest, tally)
    }

    /// The reported margin of a pair.
    pub(super) fn margin(&self, assertion: &Assertion) -> i64 {
        self.margin_in(&self.tally, assertion)
    }

    /// The reported votes for and against an assertion.
    pub(super) fn votes_of(&self, assertion: &Assertion) -> [i64; 2] {
        assertion.votes(self.contest, &self.tally)
    }

    /// The assertions, if each is about two candidates: a ballot is a vote for one, a vote for the other, or neither.
    ///
    /// # Errors
    /// As [`pairs`](Self::pairs), or if some statement is of another kind.
    pub(super) fn pairs_of_two(&self) -> Result<Vec<AssertionPair>, Reason> {
        let pairs = self.pairs()?;
        match pairs.iter().find(|pair| !pair.assertion.is_of_two()) {
            Some(pair) => Err(why::not_two(self.in_words(&pair.assertion))),
            None => Ok(pairs),
        }
    }

    /// Every assertion with its tables.
    pub(super) fn pairs(&self) -> Result<Vec<AssertionPair>, Reason> {
        if self.frame.cards() == 0 {
            return Err(why::no_card());
        }
        let pairs = assertions(self.contest, &self.outcome, &self.tally)?;
        let pair = |assertion: Assertion| {
            let record = self.records.as_ref().map(|records| {
                let assorter = Assorter::new(self.contest, &assertion, &records.votes, AbsentCards::SaysNothing);
                let margin = records.margin(&assorter);
                (assorter, margin)
            });
            let reading = Assorter::new(self.contest, &assertion, &self.readable, self.absent);
            AssertionPair { assertion, reading, record }
        };
        Ok(pairs.into_iter().map(pair).collect())
    }

    /// Cards that are to be compared with a record and have none, known before a card is drawn: those of the manifest
    /// without a record, and phantoms. Cards in pools are not included.
    pub fn cards_without_record(&self) -> u64 {
        let Some(records) = &self.records else { return 0 };
        if self.pools.is_empty() {
            return records.phantoms();
        }
        let outside = (0..self.pool_of.len()).filter(|&at| self.pool_of[at].is_none());
        outside.map(|at| records.without_record(self.frame.cards_of(at))).sum::<u64>() + self.frame.phantoms()
    }

    /// Whether all candidates are reported to win: then [`nobody_can_lose`] applies, and only methods whose rule draws
    /// cards whatever was reported draw any.
    pub fn is_uncontested(&self) -> bool {
        self.outcome.is_uncontested()
    }

    /// The sum of the batch tallies; batches without one are left out.
    pub fn batches_add_up_to(&self) -> Tally {
        let mut sum = Tally::empty(self.contest.candidates.len());
        self.batches.iter().flatten().for_each(|tally| sum += tally);
        sum
    }

    /// Votes of each candidate on the records outside of pools plus the pools' sums.
    fn records_and_sums(&self) -> Vec<i64> {
        let mut sum = Tally::empty(self.contest.candidates.len());
        self.pools.iter().for_each(|pool| sum += &pool.tally);
        for at in (0..self.pool_of.len()).filter(|&at| self.pool_of[at].is_none()) {
            match (&self.records, &self.batches[at]) {
                (Some(records), _) => sum += &records.sum(self.contest, self.frame.cards_of(at)),
                (None, Some(tally)) => sum += tally,
                (None, None) => {}
            }
        }
        sum.votes
    }

    /// The difference between the reported totals and the sum of what a method starts from, if there is one.
    pub fn does_not_add_up(&self, needs: Needs) -> Option<Reason> {
        let (what, votes) = match needs {
            Needs::Nothing => return None,
            Needs::BatchTallies => (findings::sums_tallies(), self.batches_add_up_to().votes),
            Needs::CastVoteRecords => {
                (findings::sums_records(), self.records.as_ref()?.votes_by_candidate(self.contest))
            }
            Needs::RecordsOrSums => (findings::sums_both(), self.records_and_sums()),
        };
        let differ = |c: &usize| votes[*c] != self.tally.votes[*c];
        let worst = (0..votes.len()).filter(differ).max_by_key(|&c| votes[c].abs_diff(self.tally.votes[c]))?;
        let (name, reported) = (&self.contest.candidates[worst], self.tally.votes[worst]);
        let (sum, reported) = (grouped(votes[worst]), grouped(reported));
        Some(findings::adds_up(what, sum, name, reported))
    }

    /// "Ada over Ben".
    pub(super) fn in_words(&self, assertion: &Assertion) -> Reason {
        assertion.says(self.contest)
    }
}

/// The value of a reading in the assertion's units; a card that cannot be found has the smallest, as a vote for the
/// loser.
pub(super) fn reading_value(pair: &AssertionPair, reading: Reading<'_>) -> u32 {
    match reading {
        Reading::NotFound => 0,
        Reading::Vote(code) => pair.reading.value(code),
        Reading::Slip(marks) => pair.reading.of(marks),
    }
}
