//! Where an audit's requests are answered: the draw, the records, and a board that reads each card once.
//!
//! All methods of one trial work at the same desk of a contest: they meet the same cards in the same order and the
//! same readings, so that they differ by their own doing alone.

use std::collections::HashMap;

use super::audits::Cause;
use super::bench::{Bench, Place};
use crate::audit::{Drawn, Sequence, Unit};
use crate::election::{Code, Marks};
use crate::hand_count::{Board, Reading, count_by_hand};
use crate::random::Streams;
use crate::sampling::{Chance, Draw};
use crate::social_choice::{Outcome, Tally, decide};

/// What was read of one card.
#[derive(Clone, Copy, Debug)]
enum Read {
    NotFound,
    Vote(Code),
    /// Place in the list of slips.
    Slip(usize),
}

/// The desk of one contest in one trial.
pub(super) struct Desk<'b> {
    bench: &'b Bench<'b>,
    place: &'b Place<'b>,
    streams: Streams,
    without: Draw<'b>,
    /// Begun when a method first asks for it.
    with: Option<Draw<'b>>,
    board: Board<'b>,
    /// Numbers of the distinct cards in the order of the draw, with record and reading.
    cards: Vec<(u64, Option<Code>, Read)>,
    slips: Vec<Marks>,
    /// For each draw with replacement, which of the distinct cards it is, and how many there were by then.
    repeats: Vec<(u32, u32)>,
    known: HashMap<u64, u32>,
    batches: Vec<usize>,
    hand: Vec<Option<Tally>>,
    full: Option<(Tally, Outcome, u64)>,
}

impl<'b> Desk<'b> {
    /// Opens the desk of a contest under the streams of a trial.
    pub(super) fn open(bench: &'b Bench<'b>, place: &'b Place<'b>, streams: &Streams) -> Self {
        let slips = streams.purpose(&format!("slips/{}", place.claim.contest.id));
        Self {
            bench,
            place,
            without: bench.sampler.draw(&place.claim.frame, chance(place, streams), false),
            with: None,
            board: place.reader.board(&bench.tables, slips.stream(0)),
            streams: streams.clone(),
            cards: Vec::new(),
            slips: Vec::new(),
            repeats: Vec::new(),
            known: HashMap::new(),
            batches: Vec::new(),
            hand: Vec::new(),
            full: None,
        }
    }

    /// Draws and reads on until so many distinct cards are known; says whether there are so many.
    fn read_up_to(&mut self, cards: usize) -> bool {
        while self.cards.len() < cards {
            let Some(number) = self.without.next() else { return false };
            self.read(number);
        }
        true
    }

    fn read(&mut self, number: u64) {
        let (batch, card) = self.place.claim.frame.card(number);
        let record = self.place.claim.records.as_ref().and_then(|records| records.of(card));
        let read = match self.board.read(batch, card) {
            Ok(code) => Read::Vote(code),
            Err(None) => Read::NotFound,
            Err(Some(marks)) => {
                self.slips.push(marks);
                Read::Slip(self.slips.len() - 1)
            }
        };
        self.cards.push((number, record, read));
    }

    /// Which of the distinct cards comes at a draw with replacement.
    fn repeat(&mut self, draw: usize) -> Option<usize> {
        while self.repeats.len() <= draw {
            let (bench, place) = (self.bench, self.place);
            let chance = || chance(place, &self.streams);
            let with = self.with.get_or_insert_with(|| bench.sampler.draw(&place.claim.frame, chance(), true));
            let number = with.next()?;
            let next = self.known.len() as u32;
            let at = *self.known.entry(number).or_insert(next);
            if at == next {
                self.read_up_to(at as usize + 1);
                debug_assert_eq!(self.cards[at as usize].0, number, "one order, with repeats and without");
            }
            self.repeats.push((at, self.known.len() as u32));
        }
        Some(self.repeats[draw].0 as usize)
    }

    fn drawn(&self, at: usize) -> Drawn<'_> {
        let (_, record, read) = self.cards[at];
        let reading = match read {
            Read::NotFound => Reading::NotFound,
            Read::Vote(code) => Reading::Vote(code),
            Read::Slip(slip) => Reading::Slip(&self.slips[slip]),
        };
        Drawn::Card { record, reading }
    }

    /// Which of the distinct cards came at a draw that was made.
    fn at(&self, draw: u64, replacement: bool) -> usize {
        if replacement { self.repeats[draw as usize].0 as usize } else { draw as usize }
    }

    /// The number in the frame of the card of a draw that was made.
    pub(super) fn number(&self, draw: u64, replacement: bool) -> u64 {
        self.cards[self.at(draw, replacement)].0
    }

    /// Record and reading of a card of a draw that was made, in words.
    pub(super) fn in_words(&self, draw: u64, replacement: bool) -> (String, String) {
        let at = self.at(draw, replacement);
        let contest = self.place.claim.contest;
        let marks = |marks: Option<&Marks>| match marks {
            None => "contest not on the card".to_owned(),
            Some(marks) if marks.strokes().is_empty() => "no vote".to_owned(),
            Some(marks) => marks.candidates().map(|c| contest.name(c)).collect::<Vec<_>>().join(" + "),
        };
        let records = self.place.claim.records.as_ref();
        let record = self.cards[at].1.zip(records);
        let record = record.map_or("no record".to_owned(), |(code, records)| marks(records.votes.vote(code).marks()));
        let reading = match self.cards[at].2 {
            Read::NotFound => "not found".to_owned(),
            Read::Vote(code) => marks(self.place.claim.readable.vote(code).marks()),
            Read::Slip(slip) => marks(Some(&self.slips[slip])),
        };
        (record, reading)
    }

    /// What a discrepancy at a draw comes from.
    pub(super) fn cause(&self, draw: u64, unit: Unit) -> Cause {
        if let Unit::Card { replacement } = unit {
            return match self.cards[self.at(draw, replacement)].2 {
                Read::Vote(_) => Cause::Report,
                Read::NotFound => Cause::Missing,
                Read::Slip(_) => Cause::Slip,
            };
        }
        let batch = self.batches[draw as usize];
        let at = self.place.claim.frame.batches().binary_search(&batch);
        let reported = at.ok().and_then(|at| self.place.claim.batches[at].as_ref().zip(self.place.truth.get(at)));
        let cards = self.bench.election.batches[batch].cards.clone();
        let any_gone = self.hand[draw as usize].is_none() || self.bench.tables.gone.range(cards).next().is_some();
        match reported {
            Some((reported, truth)) if reported.votes == *truth && any_gone => Cause::Missing,
            Some((reported, truth)) if reported.votes == *truth => Cause::Slip,
            _ => Cause::Report,
        }
    }

    /// The batch (a place in the manifest) of a draw of batches that was made.
    pub(super) fn batch_drawn(&self, draw: u64) -> usize {
        self.batches[draw as usize]
    }

    /// What was reported of a drawn batch and what the board tallied, in words.
    pub(super) fn batch_in_words(&self, draw: u64) -> (String, String) {
        let contest = self.place.claim.contest;
        let votes = |tally: Option<&Tally>| match tally {
            None => "no tally".to_owned(),
            Some(tally) => {
                let each = contest.candidates.iter().zip(&tally.votes);
                each.map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
            }
        };
        let at = self.place.claim.frame.batches().binary_search(&self.batches[draw as usize]);
        let reported = at.ok().and_then(|at| self.place.claim.batches[at].as_ref());
        (votes(reported), votes(self.hand[draw as usize].as_ref()))
    }

    /// The full hand count of this contest: its tally, its outcome, and how many ballots were handled.
    pub(super) fn full_count(&mut self) -> &(Tally, Outcome, u64) {
        if self.full.is_none() {
            let batches = self.place.claim.frame.batches().to_vec();
            let (tallies, handled) = self.count(&batches, "full");
            let mut total = Tally::empty(self.place.claim.contest.candidates.len());
            for (tally, times) in tallies.iter().flatten() {
                (0..*times).for_each(|_| total += tally);
            }
            let outcome = decide(self.place.claim.contest, &total);
            self.full = Some((total, outcome, handled));
        }
        self.full.as_ref().expect("counted just now")
    }

    /// The count that the readings are where every card was read: its tally and its outcome.
    pub(super) fn count_of_readings(&self) -> (Tally, Outcome, u64) {
        let contest = self.place.claim.contest;
        let mut tally = Tally::empty(contest.candidates.len());
        for (_, _, read) in &self.cards {
            let marks = match *read {
                Read::NotFound => None,
                Read::Vote(code) => self.place.claim.readable.vote(code).marks(),
                Read::Slip(slip) => Some(&self.slips[slip]),
            };
            if let Some(marks) = marks {
                tally.count(contest, marks, 1);
            }
        }
        let outcome = decide(contest, &tally);
        (tally, outcome, 0)
    }

    /// Hand tallies of batches, how often each sheet was entered, and the ballots handled.
    fn count(&self, batches: &[usize], purpose: &str) -> (Vec<Option<(Tally, u32)>>, u64) {
        let election = self.bench.election;
        let mut in_scope = vec![false; election.batches.len()];
        for &batch in batches {
            in_scope[batch] = true;
        }
        let counted: Vec<bool> = (0..election.contests.len()).map(|c| c == self.place.contest).collect();
        let streams = self.streams.within(purpose);
        let mut hand =
            count_by_hand(election, &in_scope, &counted, &self.bench.tables, &self.bench.organisation, &streams);
        let sheet = |&batch: &usize| {
            let tallies = hand.tallies[batch].take();
            tallies.map(|mut tallies| (tallies.swap_remove(self.place.contest), hand.times_entered[batch]))
        };
        (batches.iter().map(sheet).collect(), hand.handled[self.place.contest])
    }
}

/// The chance of one draw: the same with repeats and without.
fn chance(place: &Place<'_>, streams: &Streams) -> Chance {
    let random = streams.purpose(&format!("draw/{}", place.same_draw_as)).stream(0);
    Chance { seed: streams.text(), random }
}

impl Sequence for Desk<'_> {
    fn card(&mut self, draw: u64, replacement: bool) -> Option<Drawn<'_>> {
        let at = if replacement { self.repeat(draw as usize)? } else { draw as usize };
        if !self.read_up_to(at + 1) {
            return None;
        }
        Some(self.drawn(at))
    }

    fn tally_batches(&mut self, batches: u64) {
        if self.batches.len() >= batches as usize {
            return;
        }
        let mut random = self.streams.purpose(&format!("batches/{}", self.place.same_draw_as)).stream(0);
        let mut lots: Vec<usize> = self.place.claim.frame.batches().to_vec();
        random.shuffle(&mut lots);
        lots.truncate(batches as usize);
        let (tallies, _) = self.count(&lots, "batches");
        // An audit looks at the sheets themselves; how often they are entered concerns totals only.
        self.hand = tallies.into_iter().map(|sheet| sheet.map(|(tally, _)| tally)).collect();
        self.batches = lots;
    }

    fn batch(&mut self, draw: u64) -> Option<Drawn<'_>> {
        let batch = *self.batches.get(draw as usize)?;
        let at = self.place.claim.frame.batches().binary_search(&batch).ok()?;
        Some(Drawn::Batch {
            reported: self.place.claim.batches[at].as_ref(),
            hand: self.hand[draw as usize].as_ref(),
            ballots: self.bench.election.batches[batch].ballots,
        })
    }

    fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
        match (draws, replacement) {
            (0, _) => 0,
            (draws, false) => draws,
            (draws, true) => u64::from(self.repeats[draws as usize - 1].1),
        }
    }

    fn ballots_in(&mut self, batches: u64) -> u64 {
        self.batches.iter().take(batches as usize).map(|&batch| self.bench.election.batches[batch].ballots).sum()
    }

    fn all(&self, unit: Unit) -> u64 {
        match unit {
            Unit::Batch => self.place.claim.frame.batches().len() as u64,
            _ => self.place.claim.frame.cards(),
        }
    }
}
