//! The sample of one contest as far as it was read: the unit of each draw, and its recorded reading.

use std::collections::{BTreeMap, HashSet};

use super::reading::{HandReading, UnitPlace};
use super::setup::{SessionSeat, SessionSetup};
use crate::audit::{BatchList, DrawPlace, DrawnUnit, ReportedContest, SampleSource, StratumFrame, Unit};
use crate::election::{Code, NOT_ON_CARD};
use crate::hand_count::Reading;
use crate::sampling::{ContestDraws, Frame, Ordered};

/// Cards in the order of their draw, as far as needed: place in the order that contests share, and number in the frame.
struct CardOrder<'s> {
    draw: Ordered<'s>,
    drawn: Vec<(u64, u64)>,
}

impl<'s> CardOrder<'s> {
    fn begin(draw: Ordered<'s>) -> Self {
        Self { draw, drawn: Vec::new() }
    }

    /// Draws until there are `draw` + 1 cards; returns the last of them, if there are that many.
    fn reach(&mut self, draw: u64) -> Option<(u64, u64)> {
        while self.drawn.len() as u64 <= draw {
            self.drawn.push(self.draw.next()?);
        }
        self.known(draw)
    }

    fn known(&self, draw: u64) -> Option<(u64, u64)> {
        self.drawn.get(draw as usize).copied()
    }

    /// The draw with this place in the order that contests share, with its number in the frame.
    fn of_ticket(&mut self, ticket: u64) -> Option<(u64, u64)> {
        while self.drawn.last().is_none_or(|(last, _)| *last < ticket) {
            self.drawn.push(self.draw.next()?);
        }
        let at = self.drawn.binary_search_by_key(&ticket, |(ticket, _)| *ticket).ok()?;
        Some((at as u64, self.drawn[at].1))
    }
}

/// Draws of cards with replacement.
struct RepeatedOrder<'s> {
    order: CardOrder<'s>,
    seen: HashSet<u64>,
    /// Distinct cards up to and including each draw.
    distinct: Vec<u64>,
}

impl RepeatedOrder<'_> {
    fn reach(&mut self, draw: u64) -> Option<(u64, u64)> {
        while self.distinct.len() as u64 <= draw {
            let (_, number) = self.order.reach(self.distinct.len() as u64)?;
            self.seen.insert(number);
            self.distinct.push(self.seen.len() as u64);
        }
        self.order.known(draw)
    }
}

/// Batches drawn by some weights.
struct WeighedOrder {
    weights: Vec<u128>,
    draw: Box<dyn Iterator<Item = usize> + Send>,
    drawn: Vec<usize>,
}

/// The unit of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordedUnit {
    /// A unit of the manifest.
    At(UnitPlace),
    /// A card that no list shows: it cannot be fetched, and counts as not found.
    Phantom,
}

/// A reading with its code, if the table of readable votes has one.
struct KeptReading {
    reading: HandReading,
    code: Option<Code>,
}

/// The sample of one contest.
pub(super) struct RecordedSample<'s> {
    setup: &'s SessionSetup<'s>,
    seat: &'s SessionSeat<'s>,
    cards: CardOrder<'s>,
    with: Option<RepeatedOrder<'s>>,
    strata: Vec<CardOrder<'s>>,
    lots: Vec<usize>,
    weighed: Vec<WeighedOrder>,
    readings: BTreeMap<UnitPlace, KeptReading>,
}

impl<'s> RecordedSample<'s> {
    /// The sample before any reading; `shared` is the contest's part of the order that all contests share.
    pub(super) fn begin(
        setup: &'s SessionSetup<'s>,
        seat: &'s SessionSeat<'s>,
        shared: Option<impl Iterator<Item = (u64, u64)> + Send + 's>,
    ) -> Self {
        let draws = ContestDraws { streams: &setup.streams, drawn_as: &seat.input.drawn_as };
        let draw = &setup.draw;
        let own = || draws.cards(draw.sampler, &seat.input.reported.frame, draw.whole, false);
        let cards = CardOrder::begin(shared.map_or_else(own, |cards| Box::new(cards)));
        let of_stratum = |(at, it): (usize, &'s StratumFrame<'s>)| {
            CardOrder::begin(draws.cards_of_stratum(draw.sampler, &it.frame, at))
        };
        let drawn_apart = seat.procedure.as_ref().is_ok_and(|it| it.unit() == Unit::CardOfStratum);
        let strata = if drawn_apart { seat.strata.iter().enumerate().map(of_stratum).collect() } else { Vec::new() };
        let (lots, weighed) = (Vec::new(), Vec::new());
        Self { setup, seat, cards, with: None, strata, lots, weighed, readings: BTreeMap::new() }
    }

    fn claim(&self) -> &'s ReportedContest<'s> {
        self.seat.input.reported
    }

    /// The readings, in the order of the manifest.
    pub(super) fn readings(&self) -> impl Iterator<Item = (UnitPlace, &HandReading)> {
        self.readings.iter().map(|(place, kept)| (*place, &kept.reading))
    }

    /// The recorded reading of a unit.
    pub(super) fn reading(&self, place: UnitPlace) -> Option<&HandReading> {
        self.readings.get(&place).map(|kept| &kept.reading)
    }

    /// Stores the reading of a unit.
    pub(super) fn keep(&mut self, place: UnitPlace, reading: HandReading) {
        let code = match &reading {
            HandReading::Marks(marks) => self.claim().readable.find(marks),
            _ => None,
        };
        self.readings.insert(place, KeptReading { reading, code });
    }

    /// The draws with replacement, begun when first needed.
    fn with_replacement(&mut self) -> &mut RepeatedOrder<'s> {
        let (setup, seat) = (self.setup, self.seat);
        self.with.get_or_insert_with(|| {
            let draws = ContestDraws { streams: &setup.streams, drawn_as: &seat.input.drawn_as };
            let draw = draws.cards(setup.draw.sampler, &seat.input.reported.frame, setup.draw.whole, true);
            RepeatedOrder { order: CardOrder::begin(draw), seen: HashSet::new(), distinct: Vec::new() }
        })
    }

    /// Makes a draw, if it was not made; returns whether there is such a unit.
    fn reach(&mut self, unit: Unit, at: DrawPlace) -> bool {
        match unit {
            Unit::Card { replacement: false } => self.cards.reach(at.draw).is_some(),
            Unit::Card { replacement: true } => self.with_replacement().reach(at.draw).is_some(),
            Unit::CardOfStratum => {
                at.stratum.and_then(|it| self.strata.get_mut(it)).is_some_and(|it| it.reach(at.draw).is_some())
            }
            Unit::Batch | Unit::BatchByWeight => true,
            Unit::Images | Unit::Rescan => (at.draw as usize) < self.claim().frame.batches().len(),
            Unit::Everything => false,
        }
    }

    /// The prepared batches of a list, as indices in the frame.
    fn listed(&self, list: BatchList) -> &[usize] {
        list.0.checked_sub(1).map_or(&self.lots, |at| &self.weighed[at].drawn)
    }

    /// Frame and number of the drawn card, and the index of its stratum.
    fn card_met(&self, unit: Unit, at: DrawPlace) -> Option<(&'s Frame<'s>, u64)> {
        let whole = &self.claim().frame;
        match (unit, at.stratum) {
            (Unit::CardOfStratum, Some(stratum)) => {
                Some((&self.seat.strata[stratum].frame, self.strata[stratum].known(at.draw)?.1))
            }
            (Unit::Card { replacement: true }, _) => Some((whole, self.with.as_ref()?.order.known(at.draw)?.1)),
            (Unit::Card { replacement: false }, _) => Some((whole, self.cards.known(at.draw)?.1)),
            _ => None,
        }
    }

    /// The drawn batch, as an index in the frame.
    fn batch_met(&self, unit: Unit, list: BatchList, draw: u64) -> Option<usize> {
        match unit {
            Unit::Batch | Unit::BatchByWeight => self.listed(list).get(draw as usize).copied(),
            Unit::Images | Unit::Rescan => Some(draw as usize).filter(|&at| at < self.claim().frame.batches().len()),
            _ => None,
        }
    }

    /// The unit of a draw; `None` if there are no more units.
    pub(super) fn unit_at(&mut self, unit: Unit, list: BatchList, at: DrawPlace) -> Option<RecordedUnit> {
        if self.reach(unit, at) { self.known_unit(unit, list, at) } else { None }
    }

    /// The unit of a draw that was made.
    pub(super) fn known_unit(&self, unit: Unit, list: BatchList, at: DrawPlace) -> Option<RecordedUnit> {
        if unit.is_batch() {
            let batch = self.claim().frame.batches()[self.batch_met(unit, list, at.draw)?];
            return Some(RecordedUnit::At(UnitPlace { batch, position: None }));
        }
        let (frame, number) = self.card_met(unit, at)?;
        Some(unit_of(frame, number))
    }

    /// The unit at a place of the order that contests share, and the number of this contest's draw; `None` if the card
    /// does not carry the contest.
    pub(super) fn unit_of_ticket(&mut self, ticket: u64) -> Option<(u64, RecordedUnit)> {
        let (draw, number) = self.cards.of_ticket(ticket)?;
        Some((draw, unit_of(&self.claim().frame, number)))
    }

    /// The unit of a draw that was made, with its reading, which must have been recorded.
    pub(super) fn drawn_at(&self, unit: Unit, list: BatchList, at: DrawPlace) -> Option<DrawnUnit<'_>> {
        let claim = self.claim();
        if unit.is_batch() {
            let batch = self.batch_met(unit, list, at.draw)?;
            let place = UnitPlace { batch: claim.frame.batches()[batch], position: None };
            let hand = match &self.readings.get(&place).expect("recorded before it is asked for").reading {
                HandReading::Tally(tally) => Some(tally),
                _ => None,
            };
            let (reported, ballots) = (claim.batches[batch].as_ref(), claim.frame.ballots_of(batch));
            return Some(DrawnUnit::Batch { batch, reported, hand, ballots });
        }
        let (frame, number) = self.card_met(unit, at)?;
        let in_contest = |batch: usize| at.stratum.map_or(batch, |stratum| self.seat.strata[stratum].places[batch]);
        let (Some((batch, card)), RecordedUnit::At(place)) = (frame.locate(number), unit_of(frame, number)) else {
            let batch = in_contest(frame.batches().len().saturating_sub(1));
            return Some(DrawnUnit::Card { batch, record: None, reading: Reading::NotFound });
        };
        let kept = self.readings.get(&place).expect("recorded before it is asked for");
        let reading = match (&kept.reading, kept.code) {
            (HandReading::NotOnCard, _) => Reading::Vote(NOT_ON_CARD),
            (HandReading::Marks(_), Some(code)) => Reading::Vote(code),
            (HandReading::Marks(marks), None) => Reading::Slip(marks),
            (HandReading::NotFound | HandReading::Tally(_), _) => Reading::NotFound,
        };
        let record = claim.records.as_ref().and_then(|records| records.of(card));
        Some(DrawnUnit::Card { batch: in_contest(batch), record, reading })
    }
}

/// The unit of a number in a frame.
fn unit_of(frame: &Frame<'_>, number: u64) -> RecordedUnit {
    let at = |place: crate::election::CardPlace| UnitPlace { batch: place.batch, position: Some(place.position) };
    frame.place(number).map_or(RecordedUnit::Phantom, |place| RecordedUnit::At(at(place)))
}

impl SampleSource for RecordedSample<'_> {
    fn card(&mut self, draw: u64, replacement: bool) -> Option<DrawnUnit<'_>> {
        let (unit, at) = (Unit::Card { replacement }, DrawPlace { stratum: None, draw });
        if self.reach(unit, at) { self.drawn_at(unit, BatchList::default(), at) } else { None }
    }

    fn ticket(&mut self, draw: u64) -> Option<u64> {
        self.cards.reach(draw).map(|(ticket, _)| ticket)
    }

    fn card_of(&mut self, stratum: usize, draw: u64) -> Option<DrawnUnit<'_>> {
        let at = DrawPlace { stratum: Some(stratum), draw };
        let unit = Unit::CardOfStratum;
        if self.reach(unit, at) { self.drawn_at(unit, BatchList::default(), at) } else { None }
    }

    fn list_batches(&mut self, draws: u64, weights: Option<&[u128]>) -> BatchList {
        let (setup, seat) = (self.setup, self.seat);
        let names = ContestDraws { streams: &setup.streams, drawn_as: &seat.input.drawn_as };
        let Some(weights) = weights else {
            if self.lots.is_empty() {
                self.lots = names.batches_by_lot(self.claim().frame.batches().len());
            }
            return BatchList::default();
        };
        let known = self.weighed.iter().position(|list| list.weights == weights);
        let at = known.unwrap_or_else(|| {
            let draw = Box::new(names.batches_by_weight(weights).expect("checked with the setup"));
            self.weighed.push(WeighedOrder { weights: weights.to_vec(), draw, drawn: Vec::new() });
            self.weighed.len() - 1
        });
        let WeighedOrder { draw, drawn, .. } = &mut self.weighed[at];
        let missing = (draws as usize).saturating_sub(drawn.len());
        drawn.extend(draw.by_ref().take(missing));
        BatchList(at + 1)
    }

    fn batch(&mut self, list: BatchList, draw: u64) -> Option<DrawnUnit<'_>> {
        self.drawn_at(Unit::Batch, list, DrawPlace { stratum: None, draw })
    }

    fn counted_again(&mut self, unit: Unit, place: u64) -> Option<DrawnUnit<'_>> {
        self.drawn_at(unit, BatchList::default(), DrawPlace { stratum: None, draw: place })
    }

    fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
        match (draws, replacement) {
            (0, _) => 0,
            (draws, false) => draws,
            (draws, true) => self.with_replacement().distinct[draws as usize - 1],
        }
    }

    fn ballots_in(&mut self, list: BatchList, draws: u64) -> u64 {
        let mut places: Vec<usize> = self.listed(list).iter().take(draws as usize).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.iter().map(|&place| self.claim().frame.ballots_of(place)).sum()
    }

    fn all(&self, unit: Unit) -> u64 {
        if unit.is_batch() { self.claim().frame.batches().len() as u64 } else { self.claim().frame.cards() }
    }
}
