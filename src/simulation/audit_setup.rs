//! The data that all audits of one count share: claims, readers, mishaps, settings. Made once, and used by every trial.

use std::ops::Range;
use std::sync::Arc;

use super::audited_contest::AuditedContest;
use super::division::Division;
use super::one_pass::Carried;
use super::second_machine_count::SecondMachineCount;
use super::stage::StageCount;
use crate::audit::{AbsentCards, AuditSettings, Clock, Records, ReportedContest, Staff};
use crate::election::{Column, Election};
use crate::hand_count::{Care, Disputed, Method, Organisation, Reader, Tables};
use crate::random::Streams;
use crate::sampling::{ByLot, Frame, FrameParts, Sampler, named};
use crate::scenario::{AuditText, Styles};
use crate::social_choice::{Tallies, Tally, decide};
use crate::tabulation::Tabulation;

/// A machine count, and its columns of records.
type TallyOfMachines<'m> = (&'m Tabulation, &'m [Arc<Column>]);

/// The set-up of audits of one count.
pub(super) struct AuditSetup<'a> {
    pub(super) election: &'a Election,
    pub(super) places: Vec<AuditedContest<'a>>,
    /// For each batch of the manifest, the tallies of the paper, which audits never see.
    pub(super) truth: Vec<Tallies>,
    pub(super) tables: Tables,
    pub(super) organisation: Organisation,
    pub(super) sampler: &'static dyn Sampler,
    pub(super) terms: AuditSettings,
    /// Boards and working hours.
    pub(super) staff: Staff,
    /// All cards that count.
    everywhere: Frame<'a>,
    /// The same, if one sample serves all contests.
    pub(super) whole: Option<Frame<'a>>,
    /// The frames that each batch belongs to, if one sample serves all contests.
    pub(super) parts: FrameParts,
    /// Ballots by the contests that they carry, if one sample serves all contests.
    pub(super) carried: Carried,
    /// Contests that are measured with cards drawn for others.
    pub(super) opportunistic: Vec<String>,
    /// Methods whose audits were held in the scenario.
    pub(super) held: Vec<&'static str>,
    /// Second counts by machine, if a method needs them.
    pub(super) again: SecondMachineCount,
}

impl<'a> AuditSetup<'a> {
    /// The set-up for the count of one stage. The frame comes from the manifest: every batch whose ballots carry the
    /// contest and count by then (`accepted`, for each group), whether any count included it or not. `machine` is the
    /// machine count with its columns of records, if it has them; `again` are second counts by machine.
    pub(super) fn new(
        election: &'a Election,
        text: &AuditText,
        count: &StageCount,
        totals: &[Tally],
        (truth, accepted): (&[Tallies], &[bool]),
        (machine, again): (Option<TallyOfMachines<'_>>, SecondMachineCount),
        streams: &Streams,
    ) -> Self {
        let care = text.care.as_deref().unwrap_or("careful");
        let care = Care::named(care).expect("checked with the scenario");
        let everything = vec![true; election.batches.len()];
        let tables = Tables::after(&text.mishaps, election, &everything, &streams.purpose("mishaps"));
        let recorded = machine.as_ref().map_or(Vec::new(), |(machine, _)| recorded(election, machine));
        let mut places: Vec<AuditedContest<'a>> = Vec::new();
        let audited = |c: &usize| text.audits_contest(&election.contests[*c].id);
        let audited: Vec<bool> = (0..election.contests.len()).map(|c| audited(&c)).collect();
        let counts = |batch: &usize| accepted[election.batches[*batch].group];
        let everywhere = text.styles != Styles::Batches;
        let mut sheets = by_contest(election, &audited, (everywhere, &counts), &count.counted, truth);
        for contest in (0..election.contests.len()).filter(|&contest| audited[contest]) {
            let it = &election.contests[contest];
            let Sheets { batches: in_frame, tallies: batches, paper } = std::mem::take(&mut sheets[contest]);
            let mut frame = Frame::new(&election.batches, in_frame);
            let reader = Reader::new(election, contest, care);
            let mut records = machine.map(|(machine, columns)| {
                // A column is as large as the paper, so it is shared and not copied.
                records(election, contest, (machine, &recorded), Arc::clone(&columns[contest]), &frame)
            });
            if let Some(records) = records.as_mut().filter(|_| text.styles == Styles::Cards) {
                let counted = (0..election.batches.len()).filter(counts);
                let bound: u64 = counted.map(|batch| election.piles.cards(batch, contest)).sum();
                let cards_of = |batch: usize| election.batches[batch].cards.clone();
                let shown = records.keep_styled(&frame, cards_of, bound);
                frame = frame.of_cards(shown).with_phantoms(records.phantoms());
            }
            let same = places.iter().find(|place| place.claim.frame.batches() == frame.batches());
            let same_draw_as = same.map_or(&it.id, |place| &place.same_draw_as).clone();
            let same_draw_as = if text.one_sample { String::new() } else { same_draw_as };
            let division = Division { text, election, contest: it, frame: &frame, batches: &batches };
            let (pools, pool_of) = division.pools(records.as_ref());
            let (strata, stratum_of) = division.strata(records.is_some(), &pool_of);
            let claim = ReportedContest {
                contest: it,
                tally: totals[contest].clone(),
                outcome: decide(it, &totals[contest]),
                batches,
                readable: reader.votes().clone(),
                absent: if text.styles == Styles::Cards { AbsentCards::IsWorst } else { AbsentCards::SaysNothing },
                pools,
                pool_of,
                strata,
                stratum_of,
                frame,
                records,
            };
            let right = decide(it, &paper);
            let is_off = paper.distance(&totals[contest]) != 0;
            let clock = text.clock(it.votes_allowed);
            places.push(AuditedContest {
                contest,
                strata: claim.stratum_frames(),
                claim,
                reader,
                right,
                is_off,
                clock,
                same_draw_as,
            });
        }
        let organisation = Organisation { method: Method::ReadAndMark, care, boards: 1, disputed: Disputed::Read };
        let sampler = text.draw.as_deref().and_then(named).unwrap_or(&ByLot);
        let all = (0..election.batches.len()).filter(|&batch| accepted[election.batches[batch].group]);
        let phantoms = places.iter().map(|place| place.claim.frame.phantoms()).max().unwrap_or(0);
        let everywhere = Frame::new(&election.batches, all.collect()).with_phantoms(phantoms);
        let frames: Vec<&Frame<'_>> = places.iter().map(|place| &place.claim.frame).collect();
        let carried = if text.one_sample { Carried::of(election, &places) } else { Carried::default() };
        let parts =
            if text.one_sample { FrameParts::of(&frames, election.batches.len()) } else { FrameParts::default() };
        Self {
            election,
            truth: truth.to_vec(),
            parts,
            carried,
            places,
            tables,
            organisation,
            sampler,
            terms: text.terms(),
            staff: text.staff(),
            whole: text.one_sample.then(|| everywhere.clone()),
            everywhere,
            again,
            opportunistic: text.opportunistic.clone(),
            held: Vec::new(),
        }
    }
}

impl AuditSetup<'_> {
    /// Makes every contest draw its cards separately.
    pub(super) fn draw_apart(&mut self) {
        self.whole = None;
        self.parts = FrameParts::default();
        for place in &mut self.places {
            place.same_draw_as.clone_from(&place.claim.contest.id);
        }
    }

    /// Makes one sample serve all contests.
    pub(super) fn draw_together(&mut self) {
        let frames: Vec<&Frame<'_>> = self.places.iter().map(|place| &place.claim.frame).collect();
        self.parts = FrameParts::of(&frames, self.election.batches.len());
        self.carried = Carried::of(self.election, &self.places);
        self.whole = Some(self.everywhere.clone());
        for place in &mut self.places {
            place.same_draw_as.clear();
        }
    }

    /// Ballots handled in a full hand count of a contest: those of the batches that carry it.
    pub(super) fn handled(&self, place: &AuditedContest<'_>) -> u64 {
        let carries = |batch: &&usize| self.election.piles.of(**batch, place.contest).is_some();
        let batches = place.claim.frame.batches().iter().filter(carries);
        batches.map(|&batch| self.election.batches[batch].ballots).sum()
    }

    /// Whether boards make reading errors.
    pub(super) fn slips(&self) -> bool {
        self.organisation.care.slip > 0.0 || self.tables.missed + self.tables.misread > 0.0
    }

    /// The rates of work of each contest.
    pub(super) fn clocks(&self) -> Vec<Clock> {
        self.places.iter().map(|place| place.clock).collect()
    }

    /// Rates of work for one sample that serves all contests: a card is looked up once and every contest on it is read.
    pub(super) fn clock_for_all(&self) -> Option<Clock> {
        Clock::together(&self.clocks())
    }

    /// Whether every full hand count of these cards has the same result.
    pub(super) fn counts_alike(&self) -> bool {
        let care = self.organisation.care;
        !self.slips() && care.sort <= 0.0 && care.pile <= 0.0 && care.sheet_twice <= 0.0 && care.sheet_lost <= 0.0
    }
}

/// The batches of one contest's frame, with their tallies.
#[derive(Clone, Debug, Default)]
struct Sheets {
    batches: Vec<usize>,
    /// For each of them, the reported tally.
    tallies: Vec<Option<Tally>>,
    /// The tally of the paper over all of them.
    paper: Tally,
}

/// For each audited contest, the batches that may carry it and count. Batch by batch, because tallies are stored in
/// that order.
fn by_contest(
    election: &Election,
    audited: &[bool],
    (everywhere, counts): (bool, &impl Fn(&usize) -> bool),
    counted: &[Option<Tallies>],
    truth: &[Tallies],
) -> Vec<Sheets> {
    let candidates = |contest: usize| election.contests[contest].candidates.len();
    let empty = |contest| Sheets { paper: Tally::empty(candidates(contest)), ..Sheets::default() };
    let mut sheets: Vec<Sheets> = (0..audited.len()).map(empty).collect();
    let all: Vec<usize> = (0..audited.len()).collect();
    let mut on_cards = Vec::new();
    for batch in (0..election.batches.len()).filter(counts) {
        on_cards.clear();
        on_cards.extend(election.piles.contests(batch).map(|(contest, _)| contest));
        let may_carry = if everywhere { &all } else { &on_cards };
        for &contest in may_carry.iter().filter(|&&contest| audited[contest]) {
            let of_contest = &mut sheets[contest];
            of_contest.batches.push(batch);
            let reported = counted[batch].as_ref();
            of_contest.tallies.push(reported.map(|tallies| tallies.filled(contest, candidates(contest))));
            of_contest.paper += &truth[batch][contest];
        }
    }
    sheets
}

/// For each batch, the cards with a record: none if the file never arrived.
pub(super) fn recorded(election: &Election, tabulation: &Tabulation) -> Vec<Range<usize>> {
    let mut recorded: Vec<Range<usize>> = tabulation.recorded.iter().map(|kept| kept.start..kept.start).collect();
    debug_assert_eq!(recorded.len(), election.batches.len(), "a range for each batch");
    for batch in tabulation.uploads.iter().map(|upload| upload.batch).filter(|&batch| tabulation.scans[batch] > 0) {
        recorded[batch] = tabulation.recorded[batch].clone();
    }
    recorded
}

/// The cast vote records of a frame.
fn records(
    election: &Election,
    contest: usize,
    (tabulation, recorded): (&Tabulation, &[Range<usize>]),
    column: Arc<Column>,
    frame: &Frame<'_>,
) -> Records {
    let cards_of = |batch: usize| election.batches[batch].cards.clone();
    Records::new(tabulation.votes[contest].clone(), column, |batch| recorded[batch].clone(), cards_of, frame)
}
