//! The source of an audit's units in a simulation: the draw, the records, and a board that reads each card once.
//!
//! All methods of one trial use the same source of a contest: they get the same cards in the same order and the same
//! readings, so that they differ only by their own rules.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::discrepancy::Cause;
use super::drawn_cards::{CardRead, DrawnCard, DrawnCards};
use crate::audit::{BatchList, DrawPlace, DrawnUnit, SampleSource, Unit};
use crate::election::Marks;
use crate::hand_count::count_by_hand;
use crate::random::Streams;
use crate::reason::{Filling, findings};
use crate::sampling::{ContestDraws, Ordered, SharedOrder};
use crate::social_choice::{Outcome, Tally, decide};

/// Batches drawn by some weights, as indices in the frame, as far as needed.
struct Weighted<'b> {
    weights: Vec<u128>,
    draw: Box<dyn Iterator<Item = usize> + 'b>,
    drawn: Vec<usize>,
}

/// The units that an audit drew: their kind, and the list if they are batches.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitList {
    pub(super) unit: Unit,
    pub(super) list: BatchList,
}

/// The card source of one contest in one trial.
pub(super) struct CardSource<'b> {
    setup: &'b AuditSetup<'b>,
    place: &'b AuditedContest<'b>,
    streams: Streams,
    /// The cards of the whole frame without repeats.
    pile: DrawnCards<'b>,
    /// The cards of each stratum, begun when a method first needs one.
    strata: Vec<DrawnCards<'b>>,
    /// Draws with repeats, begun when a method first needs one.
    with: Option<Ordered<'b>>,
    /// For each draw with replacement, the index of its card among the distinct ones, and their number by then.
    repeats: Vec<(u32, u32)>,
    known: HashMap<u64, u32>,
    /// The random batches, as indices in the frame.
    lots: Vec<usize>,
    /// The draws of batches by weight, one for each set of weights.
    weighted: Vec<Weighted<'b>>,
    /// Hand tallies by index in the frame.
    hand: BTreeMap<usize, Option<Tally>>,
    full: Option<(Tally, Outcome, u64)>,
}

impl<'b> CardSource<'b> {
    /// Begins the source of a contest with the streams of a trial; `shared` are its cards of an order that serves all
    /// contests.
    pub(super) fn open(
        setup: &'b AuditSetup<'b>,
        place: &'b AuditedContest<'b>,
        streams: &Streams,
        shared: Option<impl Iterator<Item = (u64, u64)> + Send + 'b>,
    ) -> Self {
        let slips = streams.purpose(&format!("slips/{}", place.claim.contest.id)).stream(0);
        let draws = ContestDraws { streams, drawn_as: &place.same_draw_as };
        let own = || draws.cards(setup.sampler, &place.claim.frame, setup.whole.as_ref(), false);
        let draw: Ordered<'b> = shared.map_or_else(own, |cards| Box::new(cards));
        Self {
            setup,
            place,
            pile: DrawnCards::new(&place.claim.frame, draw, place.reader.board(&setup.tables, slips)),
            strata: Vec::new(),
            with: None,
            streams: streams.clone(),
            repeats: Vec::new(),
            known: HashMap::new(),
            lots: Vec::new(),
            weighted: Vec::new(),
            hand: BTreeMap::new(),
            full: None,
        }
    }

    /// Begins the source of a contest that is sampled separately.
    pub(super) fn alone(setup: &'b AuditSetup<'b>, place: &'b AuditedContest<'b>, streams: &Streams) -> Self {
        Self::open(setup, place, streams, None::<std::iter::Empty<(u64, u64)>>)
    }

    /// The cards of one stratum, which is sampled separately.
    fn stratum(&mut self, stratum: usize) -> &mut DrawnCards<'b> {
        let (setup, place) = (self.setup, self.place);
        while self.strata.len() <= stratum {
            let at = self.strata.len();
            let frame = &place.strata[at].frame;
            let purpose = format!("slips/{}/{at}", place.claim.contest.id);
            let slips = self.streams.purpose(&purpose).stream(0);
            let draws = ContestDraws { streams: &self.streams, drawn_as: &place.same_draw_as };
            let draw = draws.cards_of_stratum(setup.sampler, frame, at);
            self.strata.push(DrawnCards::new(frame, draw, place.reader.board(&setup.tables, slips)));
        }
        &mut self.strata[stratum]
    }

    /// The distinct card of a draw with replacement, by index.
    fn repeat(&mut self, draw: usize) -> Option<usize> {
        while self.repeats.len() <= draw {
            let (setup, place) = (self.setup, self.place);
            let draws = ContestDraws { streams: &self.streams, drawn_as: &place.same_draw_as };
            let begin = || draws.cards(setup.sampler, &place.claim.frame, setup.whole.as_ref(), true);
            let with = self.with.get_or_insert_with(begin);
            let (_, number) = with.next()?;
            let next = self.known.len() as u32;
            let at = *self.known.entry(number).or_insert(next);
            if at == next {
                self.pile.read_up_to(at as usize + 1, place.claim.records.as_ref());
                debug_assert_eq!(self.pile.seen(at as usize).number, number, "one order, with repeats and without");
            }
            self.repeats.push((at, self.known.len() as u32));
        }
        Some(self.repeats[draw].0 as usize)
    }

    /// The card of a draw that was made.
    fn seen(&self, at: DrawPlace, replacement: bool) -> DrawnCard {
        match at.stratum {
            Some(stratum) => self.strata[stratum].seen(at.draw as usize),
            None if replacement => self.pile.seen(self.repeats[at.draw as usize].0 as usize),
            None => self.pile.seen(at.draw as usize),
        }
    }

    /// Batch (index in the manifest) and position of a drawn card; `None` for a phantom.
    pub(super) fn lies(&self, at: DrawPlace, replacement: bool) -> Option<crate::election::CardPlace> {
        let frame = at.stratum.map_or(&self.place.claim.frame, |stratum| &self.place.strata[stratum].frame);
        frame.place(self.seen(at, replacement).number)
    }

    /// Record and reading of the card of a draw that was made, as messages.
    pub(super) fn in_words(&self, at: DrawPlace, replacement: bool) -> (Filling, Filling) {
        let seen = self.seen(at, replacement);
        let contest = self.place.claim.contest;
        let marks = |marks: Option<&Marks>| -> Filling {
            match marks {
                None => findings::read_not_on_card().into(),
                Some(marks) if marks.strokes().is_empty() => findings::read_no_vote().into(),
                Some(marks) => {
                    marks.targets().map(|target| contest.target_name(target)).collect::<Vec<_>>().join(" + ").into()
                }
            }
        };
        let records = self.place.claim.records.as_ref();
        let record = seen.record.zip(records);
        let record =
            record.map_or(findings::read_no_record().into(), |(code, records)| marks(records.votes.vote(code).marks()));
        let reading = match seen.read {
            CardRead::NotFound => findings::read_not_found().into(),
            CardRead::Vote(code) => marks(self.place.claim.readable.vote(code).marks()),
            CardRead::Slip(slip) => {
                let pile = at.stratum.map_or(&self.pile, |stratum| &self.strata[stratum]);
                marks(Some(pile.slip(slip)))
            }
        };
        (record, reading)
    }

    /// The cause of the discrepancy at a draw.
    pub(super) fn cause(&self, at: DrawPlace, units: UnitList) -> Cause {
        let unit = units.unit;
        if !unit.is_batch() {
            return match self.seen(at, unit.repeats()).read {
                CardRead::Vote(_) => Cause::Report,
                CardRead::NotFound => Cause::Missing,
                CardRead::Slip(_) => Cause::Slip,
            };
        }
        if !unit.is_by_hand() {
            return Cause::Report;
        }
        let place = self.batch_at(at.draw, units);
        let batch = self.place.claim.frame.batches()[place];
        let cards = self.setup.election.batches[batch].cards.clone();
        let any_gone = self.hand_of(place).is_none() || self.setup.tables.gone.range(cards).next().is_some();
        let truth = self.setup.truth[batch].filled(self.place.contest, self.place.claim.contest.candidates.len());
        match &self.place.claim.batches[place] {
            Some(reported) if reported.distance(&truth) == 0 => {
                if any_gone {
                    Cause::Missing
                } else {
                    Cause::Slip
                }
            }
            _ => Cause::Report,
        }
    }

    /// The batch, an index in the frame, of a draw that was made.
    fn batch_at(&self, draw: u64, UnitList { unit, list }: UnitList) -> usize {
        if unit.is_by_hand() { self.listed(list)[draw as usize] } else { draw as usize }
    }

    /// The prepared batches of a list.
    fn listed(&self, list: BatchList) -> &[usize] {
        list.0.checked_sub(1).map_or(&self.lots, |at| &self.weighted[at].drawn)
    }

    /// The batches of the first draws from a list, each once, as indices in the frame.
    fn distinct_batches(&self, list: BatchList, draws: u64) -> Vec<usize> {
        let mut places: Vec<usize> = self.listed(list).iter().take(draws as usize).copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Cards in the batches of the first draws from a list: a ballot may have several cards.
    pub(super) fn cards_in(&self, list: BatchList, draws: u64) -> u64 {
        self.distinct_batches(list, draws).into_iter().map(|place| self.place.claim.frame.cards_in(place)).sum()
    }

    /// The list of random batches, or of batches by weights.
    pub(super) fn list_of(&mut self, weights: Option<&[u128]>) -> BatchList {
        let draws = ContestDraws { streams: &self.streams, drawn_as: &self.place.same_draw_as };
        let Some(weights) = weights else {
            if self.lots.is_empty() {
                self.lots = draws.batches_by_lot(self.place.claim.frame.batches().len());
            }
            return BatchList::default();
        };
        let known = self.weighted.iter().position(|list| list.weights == weights);
        let at = known.unwrap_or_else(|| {
            let draw = draws.batches_by_weight(weights).expect("a procedure's weights are bounds that do not sum to 0");
            let weights = weights.to_vec();
            self.weighted.push(Weighted { weights, draw: Box::new(draw), drawn: Vec::new() });
            self.weighted.len() - 1
        });
        BatchList(at + 1)
    }

    /// The batch, an index in the manifest, of a draw that was made.
    pub(super) fn batch_drawn(&self, draw: u64, units: UnitList) -> usize {
        self.place.claim.frame.batches()[self.batch_at(draw, units)]
    }

    /// The tally of a batch, an index in the frame, when a machine counts it again.
    fn again(&self, place: usize, unit: Unit) -> Option<&Tally> {
        self.setup.again.of(unit, self.place.claim.frame.batches()[place], self.place.contest)
    }

    fn hand_of(&self, place: usize) -> Option<&Tally> {
        self.hand.get(&place).and_then(Option::as_ref)
    }

    /// The report of a drawn batch and the board's tally, as messages.
    pub(super) fn batch_in_words(&self, draw: u64, units: UnitList) -> (Filling, Filling) {
        let contest = self.place.claim.contest;
        let votes = |tally: Option<&Tally>| -> Filling {
            match tally {
                None => findings::read_no_tally().into(),
                Some(tally) => {
                    let each = contest.candidates.iter().zip(&tally.votes);
                    each.map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ").into()
                }
            }
        };
        let (place, unit) = (self.batch_at(draw, units), units.unit);
        let other = if unit.is_by_hand() { self.hand_of(place) } else { self.again(place, unit) };
        (votes(self.place.claim.batches[place].as_ref()), votes(other))
    }

    /// The full hand count of this contest: its tally, its outcome, and the number of ballots handled.
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

    /// The count from the readings if every card was read: its tally, its outcome and its ballots.
    pub(super) fn count_of_readings(&self, unit: Unit) -> (Tally, Outcome, u64) {
        let claim = &self.place.claim;
        let mut tally = Tally::empty(claim.contest.candidates.len());
        let whole = std::slice::from_ref(&self.pile);
        for pile in if unit == Unit::CardOfStratum { &self.strata } else { whole } {
            for marks in pile.marks(&claim.readable) {
                tally.count(claim.contest, marks, 1);
            }
        }
        let outcome = decide(claim.contest, &tally);
        (tally, outcome, 0)
    }

    /// Hand tallies of batches, how many times each sheet was entered, and the ballots handled.
    fn count(&self, batches: &[usize], purpose: &str) -> (Vec<Option<(Tally, u32)>>, u64) {
        let election = self.setup.election;
        let mut in_scope = vec![false; election.batches.len()];
        for &batch in batches {
            in_scope[batch] = true;
        }
        let counted: Vec<bool> = (0..election.contests.len()).map(|c| c == self.place.contest).collect();
        let streams = self.streams.within(purpose);
        let mut hand =
            count_by_hand(election, &in_scope, &counted, &self.setup.tables, &self.setup.organisation, &streams);
        let sheet = |&batch: &usize| {
            let tallies = hand.tallies[batch].take();
            let candidates = self.place.claim.contest.candidates.len();
            tallies.map(|tallies| (tallies.filled(self.place.contest, candidates), hand.times_entered[batch]))
        };
        (batches.iter().map(sheet).collect(), hand.handled[self.place.contest])
    }
}

/// The order that serves all contests of a trial, if one sample does; made once for all of them.
pub(super) fn share<'b>(setup: &'b AuditSetup<'b>, streams: &Streams) -> Option<Arc<Mutex<SharedOrder<'b>>>> {
    let (whole, first) = (setup.whole.as_ref()?, setup.places.first()?);
    let draws = ContestDraws { streams, drawn_as: &first.same_draw_as };
    let draw = setup.sampler.draw(whole, draws.chance(None), false);
    let frames = setup.places.iter().map(|place| &place.claim.frame).collect();
    Some(Arc::new(Mutex::new(SharedOrder::begin(draw, whole, frames, &setup.parts))))
}

impl SampleSource for CardSource<'_> {
    fn card(&mut self, draw: u64, replacement: bool) -> Option<DrawnUnit<'_>> {
        let at = if replacement { self.repeat(draw as usize)? } else { draw as usize };
        self.pile.drawn(at, self.place.claim.records.as_ref(), |batch| batch)
    }

    fn ticket(&mut self, draw: u64) -> Option<u64> {
        let is_there = self.pile.read_up_to(draw as usize + 1, self.place.claim.records.as_ref());
        is_there.then(|| self.pile.seen(draw as usize).ticket)
    }

    fn card_of(&mut self, stratum: usize, draw: u64) -> Option<DrawnUnit<'_>> {
        let place = self.place;
        let of_frame = &place.strata[stratum].places;
        self.stratum(stratum).drawn(draw as usize, place.claim.records.as_ref(), |batch| of_frame[batch])
    }

    fn list_batches(&mut self, draws: u64, weights: Option<&[u128]>) -> BatchList {
        let list = self.list_of(weights);
        if let Some(Weighted { draw, drawn, .. }) = list.0.checked_sub(1).map(|at| &mut self.weighted[at]) {
            let missing = (draws as usize).saturating_sub(drawn.len());
            drawn.extend(draw.by_ref().take(missing));
        }
        let first = self.listed(list).iter().take(draws as usize);
        let mut new: Vec<usize> = first.filter(|&place| !self.hand.contains_key(place)).copied().collect();
        new.sort_unstable();
        new.dedup();
        let frame = &self.place.claim.frame;
        let batches: Vec<usize> = new.iter().map(|&place| frame.batches()[place]).collect();
        let (tallies, _) = self.count(&batches, "batches");
        // An audit uses the sheets themselves; how many times they are entered affects totals only.
        let sheets = tallies.into_iter().map(|sheet| sheet.map(|(tally, _)| tally));
        self.hand.extend(new.into_iter().zip(sheets));
        list
    }

    fn batch(&mut self, list: BatchList, draw: u64) -> Option<DrawnUnit<'_>> {
        let place = *self.listed(list).get(draw as usize)?;
        Some(DrawnUnit::Batch {
            batch: place,
            reported: self.place.claim.batches[place].as_ref(),
            hand: self.hand_of(place),
            ballots: self.place.claim.frame.ballots_of(place),
        })
    }

    fn counted_again(&mut self, unit: Unit, place: u64) -> Option<DrawnUnit<'_>> {
        let (at, claim) = (place as usize, &self.place.claim);
        let reported = claim.batches.get(at)?.as_ref();
        Some(DrawnUnit::Batch { batch: at, reported, hand: self.again(at, unit), ballots: claim.frame.ballots_of(at) })
    }

    fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
        match (draws, replacement) {
            (0, _) => 0,
            (draws, false) => draws,
            (draws, true) => u64::from(self.repeats[draws as usize - 1].1),
        }
    }

    fn ballots_in(&mut self, list: BatchList, draws: u64) -> u64 {
        self.distinct_batches(list, draws).into_iter().map(|place| self.place.claim.frame.ballots_of(place)).sum()
    }

    fn all(&self, unit: Unit) -> u64 {
        if unit.is_batch() { self.place.claim.frame.batches().len() as u64 } else { self.place.claim.frame.cards() }
    }
}
