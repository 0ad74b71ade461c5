//! A session in progress: rounds open, wait for readings, and close.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::reading::{HandReading, Recorded, RefusedReading, UnitPlace, UnitToPull, Want};
use super::recorded_sample::{RecordedSample, RecordedUnit};
use super::setup::{SessionSeat, SessionSetup};
use super::status::{ContestStatus, EvidenceSoFar, OverstatementCounts};
use crate::audit::rounds::Conduct;
use crate::audit::shared_sample::SharedRounds;
use crate::audit::{BatchList, Decision, DrawPlace, Guarantee, RoundEvidence, SampleSource, Unit};
use crate::sampling::{ContestDraws, Frame, SharedOrder};

/// The units of the open round that were not read when it opened, each once.
#[derive(Default)]
struct PullList {
    pulls: Vec<UnitToPull>,
    at: HashMap<UnitPlace, usize>,
    /// Number of readings that are still missing.
    missing: usize,
}

impl PullList {
    /// Adds a unit that a draw of the contest needs.
    fn add(&mut self, place: UnitPlace, contest: usize, at: DrawPlace) {
        let next = self.pulls.len();
        let pull = *self.at.entry(place).or_insert(next);
        if pull == next {
            self.pulls.push(UnitToPull { place, wants: Vec::new() });
        }
        let wants = &mut self.pulls[pull].wants;
        if let Some(want) = wants.iter_mut().find(|want| want.contest == contest) {
            want.draws.push(at.draw);
        } else {
            wants.push(Want { contest, stratum: at.stratum, draws: vec![at.draw] });
            self.missing += 1;
        }
    }

    /// Whether a unit is needed for a contest.
    fn asks(&self, place: UnitPlace, contest: usize) -> bool {
        self.at.get(&place).is_some_and(|&at| self.pulls[at].wants.iter().any(|want| want.contest == contest))
    }
}

/// A contest of a session: its audit, and its sample as far as it was read.
struct AuditedSeat<'s> {
    /// Its index in the session.
    contest: usize,
    seat: &'s SessionSeat<'s>,
}

/// An audit in progress: the report, the settings, the seed, and the readings so far.
///
/// An audit of a shipped scenario, read by hand, saved in the middle of a round and resumed:
///
/// ```
/// use recount::audit::session::{HandReading, SavedSession, Session};
/// use recount::audit::Decision;
/// use recount::election::Marks;
/// use recount::scenario::shipped;
/// use recount::simulation::{SimulationOptions, rehearse};
///
/// rehearse(&shipped("wellington-2012")?, &SimulationOptions::default(), |office| {
///     // The mayor alone, with the scenario's settings and seed. Margolis was reported to have won.
///     let mayor = office.reported().next().expect("a contest").contest;
///     let setup = office.setup("ballot_comparison", &[0], office.settings(), 0).expect("a known method");
///     let mut session = Session::begin(&setup);
///     let pulls = session.next_pulls();
///     assert_eq!(pulls.len(), 37);
///     // People fetch the cards and read them; every one of the first twenty is a vote for Bowen.
///     let bowen = HandReading::Marks(Marks::plain(mayor.candidate("Bowen")));
///     for pull in &pulls[..20] {
///         session.record(0, pull.place, bowen.clone()).expect("it was asked for");
///     }
///     let saved = serde_json::to_string(&session.save()).expect("JSON");
///
///     // The next day. One of the cards cannot be found.
///     let saved: SavedSession = serde_json::from_str(&saved).expect("what was saved");
///     let mut session = Session::resume(&setup, &saved).expect("the same inputs");
///     assert_eq!(session.next_pulls(), pulls[20..]);
///     session.record(0, pulls[36].place, HandReading::NotFound).expect("it was asked for");
///     for pull in &pulls[20..36] {
///         session.record(0, pull.place, bowen.clone()).expect("it was asked for");
///     }
///     let status = &session.status()[0];
///     assert_eq!((status.rounds.len(), status.decision), (1, None));
///     assert!(status.discrepancies > 0 && session.next_pulls().len() == 56 - 37);
///
///     // It is so in the rounds that follow: the outcome cannot be confirmed.
///     while let Some(pull) = session.next_pulls().first() {
///         session.record(0, pull.place, bowen.clone()).expect("it was asked for");
///     }
///     assert_eq!(session.status()[0].decision, Some(Decision::FullHandCount));
/// })?;
/// # Ok::<(), recount::error::Error>(())
/// ```
pub struct Session<'s> {
    setup: &'s SessionSetup<'s>,
    /// Contests that a sample may confirm.
    seats: Vec<AuditedSeat<'s>>,
    audits: Vec<Conduct<'s>>,
    samples: Vec<RecordedSample<'s>>,
    /// The rounds of all contests, if one sample serves them.
    shared: Option<SharedRounds>,
    list: PullList,
    /// Whether a round is open.
    within: bool,
    /// Draws after which the recorded readings are taken, if a contest is audited alone.
    until: u64,
    ended: bool,
}

impl<'s> Session<'s> {
    /// A session before any reading.
    pub fn begin(setup: &'s SessionSetup<'s>) -> Self {
        Self::begin_drawn(setup, &[])
    }

    /// The same, where rounds were drawn before, as with readings that were corrected since: for each contest what
    /// [`drawn_rounds`](Self::drawn_rounds) said. Every unit of them stays in the audit, whatever the readings say now.
    pub fn begin_drawn(setup: &'s SessionSetup<'s>, drawn: &[Vec<u64>]) -> Self {
        let order = setup.shared.as_ref().and_then(|parts| {
            let (whole, first) = (setup.draw.whole?, setup.seats.first()?);
            let draws = ContestDraws { streams: &setup.streams, drawn_as: &first.input.drawn_as };
            let draw = setup.draw.sampler.draw(whole, draws.chance(None), false);
            let frames: Vec<&Frame<'_>> = setup.seats.iter().map(|seat| &seat.input.reported.frame).collect();
            Some(Arc::new(Mutex::new(SharedOrder::begin(draw, whole, frames, parts))))
        });
        let (mut seats, mut audits, mut samples) = (Vec::new(), Vec::new(), Vec::new());
        for (contest, seat) in setup.seats.iter().enumerate() {
            let Ok(procedure) = &seat.procedure else { continue };
            let shared = order.as_ref().map(|order| SharedOrder::part(order, contest));
            let sample = RecordedSample::begin(setup, seat, shared);
            let all = sample.all(procedure.unit());
            let mut audit = Conduct::begin(procedure.as_ref(), all, &setup.settings, usize::MAX);
            audit.course.keep_drawn(drawn.get(contest).cloned().unwrap_or_default());
            audits.push(audit);
            samples.push(sample);
            seats.push(AuditedSeat { contest, seat });
        }
        let opportunistic = seats.iter().map(|it| it.seat.input.opportunistic).collect();
        let shared = setup.shared.as_ref().map(|_| SharedRounds::begin(opportunistic));
        let (ended, list) = (audits.is_empty(), PullList::default());
        let mut session = Self { setup, seats, audits, samples, shared, list, within: false, until: 0, ended };
        session.advance();
        session
    }

    /// The setup of the session.
    pub fn setup(&self) -> &'s SessionSetup<'s> {
        self.setup
    }

    /// Whether the audits of all contests have ended.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The units to be fetched and read now, each with the contests that are still to be read on it, in the order in
    /// which they were first drawn; empty when all audits have ended.
    ///
    /// If the settings judge card by card, it is one unit at a time.
    pub fn next_pulls(&self) -> Vec<UnitToPull> {
        let is_missing = |place, want: &Want| {
            let seat = self.seat_of(want.contest);
            seat.is_some_and(|seat| self.samples[seat].reading(place).is_none())
        };
        let left = |pull: &UnitToPull| {
            let wants: Vec<Want> = pull.wants.iter().filter(|want| is_missing(pull.place, want)).cloned().collect();
            (!wants.is_empty()).then_some(UnitToPull { place: pull.place, wants })
        };
        self.list.pulls.iter().filter_map(left).collect()
    }

    /// Records the reading of a unit in a contest, in any order. The last reading of a round closes it.
    ///
    /// # Errors
    /// Why the reading is refused; the session is as before.
    pub fn record(
        &mut self,
        contest: usize,
        place: UnitPlace,
        reading: HandReading,
    ) -> Result<Recorded, RefusedReading> {
        let seat = self.seat_of(contest).ok_or(RefusedReading::NoSuchContest { contest })?;
        if let Some(before) = self.samples[seat].reading(place) {
            if *before == reading {
                return Ok(Recorded::Before);
            }
            return Err(RefusedReading::Another { before: before.clone() });
        }
        if !self.list.asks(place, contest) {
            return Err(RefusedReading::NotAsked { place });
        }
        reading.fits(place, self.setup.reported(contest).contest)?;
        self.samples[seat].keep(place, reading);
        self.list.missing -= 1;
        if self.list.missing > 0 {
            return Ok(Recorded::Kept);
        }
        self.advance();
        Ok(Recorded::Heard)
    }

    /// The state of each contest.
    pub fn status(&self) -> Vec<ContestStatus> {
        (0..self.setup.seats.len()).map(|contest| self.status_of(contest)).collect()
    }

    /// The rounds of a contest so far, with the one that is open: the units in all after each. Nothing of the open round if the contest
    /// takes no unit of it.
    pub fn drawn_rounds(&self, contest: usize) -> Vec<u64> {
        let Some(seat) = self.seat_of(contest) else { return Vec::new() };
        let course = &self.audits[seat].course;
        if course.stops_at().is_some() {
            return vec![self.until];
        }
        let closed = course.audited.rounds.iter().map(|round| round.draws);
        let is_open = self.list.pulls.iter().any(|pull| pull.wants.iter().any(|want| want.contest == contest));
        closed.chain(is_open.then_some(course.goal)).collect()
    }

    /// The units of the open round of a contest that were not read when it opened.
    pub fn drawn_units(&self, contest: usize) -> impl Iterator<Item = UnitPlace> {
        let wants = move |pull: &&UnitToPull| pull.wants.iter().any(|want| want.contest == contest);
        self.list.pulls.iter().filter(wants).map(|pull| pull.place).filter(|_| !self.ended)
    }

    /// The probability that the open round confirms a contest if the report is right, and the draws in all after which the next
    /// round would confirm it with nine chances in ten; each `None` if the method has no such number, or the audit has ended.
    pub fn chance_of_round(&self, contest: usize) -> (Option<f64>, Option<u64>) {
        let Some(audit) = self.seat_of(contest).map(|seat| &self.audits[seat]) else { return (None, None) };
        if audit.course.ended {
            return (None, None);
        }
        (audit.evidence.confirms_by(audit.course.goal), audit.evidence.next_round(0.9))
    }

    /// The readings so far of a contest, in the order of the manifest.
    pub fn readings(&self, contest: usize) -> impl Iterator<Item = (UnitPlace, &HandReading)> {
        self.seat_of(contest).into_iter().flat_map(|seat| self.samples[seat].readings())
    }

    /// Distinct cards pulled for all contests, if one sample serves them.
    pub fn cards_pulled(&self) -> Option<u64> {
        self.shared.as_ref().map(SharedRounds::cards)
    }

    fn seat_of(&self, contest: usize) -> Option<usize> {
        self.seats.binary_search_by_key(&contest, |seat| seat.contest).ok()
    }

    /// Takes readings and opens rounds until a reading is missing or all audits have ended.
    fn advance(&mut self) {
        while !self.ended && self.list.missing == 0 {
            self.list = PullList::default();
            if self.shared.is_some() { self.step_together() } else { self.step_alone() }
        }
    }

    /// Takes the readings of the single contest, and adds the units that its round still needs.
    fn step_alone(&mut self) {
        let (audit, sample) = (&mut self.audits[0], &mut self.samples[0]);
        let AuditedSeat { contest, seat } = self.seats[0];
        if self.within && audit.hear_up_to(self.until, sample) {
            audit.close_round(sample);
            self.within = false;
        }
        if !self.within && audit.opens_round(sample).is_none() {
            self.ended = true;
            return;
        }
        self.within = true;
        let goal = audit.course.goal;
        self.until = if audit.course.stops_at().is_some() { goal.min(audit.draws + 1) } else { goal };
        let Ok(procedure) = &seat.procedure else { return };
        let (unit, mut drawn) = (audit.course.unit, audit.drawn.clone());
        for draw in audit.draws..self.until {
            let mut at = DrawPlace { stratum: None, draw };
            if unit == Unit::CardOfStratum {
                let stratum = procedure.next_stratum(&drawn);
                at = DrawPlace { stratum: Some(stratum), draw: drawn[stratum] };
                drawn[stratum] += 1;
            }
            match sample.unit_at(unit, audit.batches, at) {
                None => break,
                Some(RecordedUnit::At(place)) if sample.reading(place).is_none() => self.list.add(place, contest, at),
                Some(_) => {}
            }
        }
    }

    /// Takes the readings of all contests, and adds the cards that some of them need. Every contest on such a card is
    /// read at the same time, unless its audit has ended.
    fn step_together(&mut self) {
        let Some(rounds) = &mut self.shared else { return };
        let mut tickets = Vec::new();
        let mut sources: Vec<&mut dyn SampleSource> = Vec::with_capacity(self.samples.len());
        sources.extend(self.samples.iter_mut().map(|sample| sample as &mut dyn SampleSource));
        if self.within {
            rounds.hears_round(&mut self.audits, &mut sources);
        }
        self.within = rounds.opens_round(&mut self.audits, &mut sources, |ticket| tickets.push(ticket));
        if !self.within {
            rounds.measures_only(&mut self.audits);
            self.ended = true;
            return;
        }
        tickets.sort_unstable();
        for ticket in tickets {
            let open = self.audits.iter().map(|audit| !audit.course.ended);
            for ((sample, seat), _) in self.samples.iter_mut().zip(&self.seats).zip(open).filter(|(_, open)| *open) {
                if let Some((draw, RecordedUnit::At(place))) = sample.unit_of_ticket(ticket) {
                    self.list.add(place, seat.contest, DrawPlace { stratum: None, draw });
                }
            }
        }
    }

    fn status_of(&self, contest: usize) -> ContestStatus {
        let id = self.setup.reported(contest).contest.id.clone();
        let Some(seat) = self.seat_of(contest) else {
            let why = self.setup.seats[contest].procedure.as_ref().err().cloned();
            let measures = matches!(self.setup.method.promise(), Guarantee::RiskLimit | Guarantee::Posterior);
            // If nobody can lose, only rules that draw cards whatever was reported draw any.
            let (decision, why) = if measures && self.setup.reported(contest).is_uncontested() {
                (Decision::Confirmed, None)
            } else {
                (Decision::FullHandCount, why)
            };
            return ContestStatus { decision: Some(decision), why, ..ContestStatus::before(id) };
        };
        let (audit, sample) = (&self.audits[seat], &self.samples[seat]);
        let (audited, unit) = (&audit.course.audited, audit.course.unit);
        // A contest that is measured with cards of others may be measured further, unless it is confirmed.
        let only_measured = self.shared.is_some() && self.seats[seat].seat.input.opportunistic;
        let has_ended =
            self.ended || (audit.course.ended && (!only_measured || audited.decision == Decision::Confirmed));
        let measured = match audit.evidence.evidence() {
            RoundEvidence::PValue(p) if audit.draws > 0 => Some(match self.setup.method.promise() {
                Guarantee::Posterior => EvidenceSoFar::Posterior(p),
                _ => EvidenceSoFar::PValue(p),
            }),
            _ => None,
        };
        let place = |at: &DrawPlace| match sample.known_unit(unit, audit.batches, *at) {
            Some(RecordedUnit::At(place)) => Some(place),
            _ => None,
        };
        let overstated = self.overstated(seat, &audited.differing, audit.batches);
        let wanted = self.list.pulls.iter().filter(|pull| pull.wants.iter().any(|want| want.contest == contest));
        ContestStatus {
            rounds: audited.rounds.clone(),
            draws: audit.draws,
            cards: audited.sampled(),
            measured,
            discrepancies: audited.differing.len() as u64,
            differing: audited.differing.iter().map(place).collect(),
            overstatements: overstated.as_ref().map(|all| OverstatementCounts::of(all)),
            overstated,
            decision: has_ended.then_some(audited.decision),
            why: audited.why.clone(),
            goal: (!has_ended).then_some(audit.course.goal),
            missing: wanted.filter(|pull| sample.reading(pull.place).is_none()).count() as u64,
            ..ContestStatus::before(id)
        }
    }

    /// For each differing unit, the votes by which its record overstates a margin.
    fn overstated(&self, seat: usize, differing: &[DrawPlace], list: BatchList) -> Option<Vec<i32>> {
        let (sample, unit) = (&self.samples[seat], self.audits[seat].course.unit);
        let procedure = self.seats[seat].seat.procedure.as_deref().ok()?;
        let kinds = procedure.overstatements()?;
        differing.iter().map(|at| sample.drawn_at(unit, list, *at).map(|drawn| kinds.overstates(drawn))).collect()
    }
}
