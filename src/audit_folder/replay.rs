//! The state of an audit, made from the log: every reading is recorded again, in the rounds that need it.
//!
//! A round whose sheets were made stays in the audit as it was drawn. Otherwise a correction of a card of the first round could end the
//! audit there, and cards of the second that were already read, and differ, would count no more.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{AuditLog, LogEntry, LoggedUnit, ReadingEntry, SheetsEntry};
use crate::audit::session::{HandReading, SavedUnit, Session, SessionSetup, UnitPlace, UnitToPull};

/// Readings of one unit that differ. None of them counts until a correction settles it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictingReadings {
    /// The unit.
    pub unit: LoggedUnit,
    /// The readings, in order of the log.
    pub readings: Vec<ReadingEntry>,
}

/// The state of an audit.
pub struct FolderState<'s> {
    /// The sessions, with the readings that count.
    pub sessions: Vec<Session<'s>>,
    /// Units whose readings differ.
    pub conflicts: Vec<ConflictingReadings>,
    /// Readings of drawn units that count when an earlier round is read, as where readings of one of its cards differ.
    pub waiting: Vec<LoggedUnit>,
    /// Readings that no round needs, such as those that name what the audit does not have. They are kept in the log.
    pub unused: Vec<LoggedUnit>,
    /// The units on the sheets that were made, each with a contest to be read on it.
    pub drawn: BTreeSet<LoggedUnit>,
}

/// The readings of one unit so far: the one that counts, or several that differ.
#[derive(Default)]
struct UnitReadings {
    counts: Option<SavedUnit>,
    differing: Vec<ReadingEntry>,
}

/// What the sheets so far fix.
#[derive(Default)]
struct DrawnSoFar {
    /// For each session and contest the units in all after each round that was drawn.
    rounds: Vec<Vec<Vec<u64>>>,
    units: BTreeSet<LoggedUnit>,
}

/// Most draws of a round that an office makes larger.
pub(super) const MOST_DRAWS: u64 = 1_000_000;

impl DrawnSoFar {
    /// The same with larger open rounds, in draws in all after them by the contest's id.
    fn enlarged(&self, state: &FolderState<'_>, larger: &BTreeMap<String, u64>) -> Self {
        let mut drawn = self.rounds.clone();
        drawn.resize(state.sessions.len(), Vec::new());
        for (session, rounds) in state.sessions.iter().zip(&mut drawn) {
            let setup = session.setup();
            rounds.resize(setup.contests(), Vec::new());
            for (contest, (rounds, status)) in rounds.iter_mut().zip(session.status()).enumerate() {
                let mut now = session.drawn_rounds(contest);
                let asked = larger.get(&setup.reported(contest).contest.id).map(|draws| (*draws).min(MOST_DRAWS));
                if let (Some(asked), true) = (asked, now.len() == status.rounds.len() + 1 && rounds.len() <= now.len())
                    && let Some(open) = now.last_mut()
                {
                    *open = (*open).max(asked);
                    *rounds = now;
                }
            }
        }
        Self { rounds: drawn, units: self.units.clone() }
    }

    /// Adds the sheets that are made in a state.
    fn add(&mut self, state: &FolderState<'_>) {
        let pulls = state.next_pulls();
        self.rounds.resize(state.sessions.len(), Vec::new());
        for ((session, pulls), rounds) in state.sessions.iter().zip(pulls).zip(&mut self.rounds) {
            let setup = session.setup();
            self.units.extend(named(setup, &pulls));
            // A session that waits for others draws nothing yet.
            if pulls.is_empty() {
                continue;
            }
            rounds.resize(setup.contests(), Vec::new());
            for (contest, before) in rounds.iter_mut().enumerate() {
                let now = session.drawn_rounds(contest);
                if now.len() >= before.len() {
                    *before = now;
                }
            }
        }
    }
}

impl<'s> FolderState<'s> {
    /// Records all readings of a log in sessions of these setups. A later reading that differs takes the earlier out of the
    /// count, unless it is a correction: then it counts alone.
    pub fn replay(setups: &'s [SessionSetup<'s>], log: &AuditLog) -> Self {
        Self::replay_each(setups, log, |_, _| {})
    }

    /// The same; `at_sheets` gets each entry of sheets with the state in which they were made.
    pub fn replay_each(
        setups: &'s [SessionSetup<'s>],
        log: &AuditLog,
        mut at_sheets: impl FnMut(&SheetsEntry, &Self),
    ) -> Self {
        let drawn = Self::drawn_by(setups, log, &mut at_sheets);
        let mut state = Self::after(setups, log.entries(), &drawn);
        state.drawn = drawn.units;
        state
    }

    /// The state in which sheets with such larger rounds are made next.
    pub fn with_larger(setups: &'s [SessionSetup<'s>], log: &AuditLog, larger: &BTreeMap<String, u64>) -> Self {
        let drawn = Self::drawn_by(setups, log, &mut |_, _| {});
        Self::at_sheets(setups, log.entries(), &drawn, larger)
    }

    /// What all sheets of a log fix, each made in the state that the entries before it leave.
    fn drawn_by(
        setups: &'s [SessionSetup<'s>],
        log: &AuditLog,
        at_sheets: &mut dyn FnMut(&SheetsEntry, &Self),
    ) -> DrawnSoFar {
        let mut drawn = DrawnSoFar::default();
        for (at, entry) in log.entries().iter().enumerate() {
            if let LogEntry::Sheets(sheets) = entry {
                let state = Self::at_sheets(setups, &log.entries()[..at], &drawn, &sheets.larger);
                at_sheets(sheets, &state);
                drawn.add(&state);
            }
        }
        drawn
    }

    fn at_sheets(
        setups: &'s [SessionSetup<'s>],
        entries: &[LogEntry],
        drawn: &DrawnSoFar,
        larger: &BTreeMap<String, u64>,
    ) -> Self {
        let state = Self::after(setups, entries, drawn);
        if larger.is_empty() { state } else { Self::after(setups, entries, &drawn.enlarged(&state, larger)) }
    }

    /// The state after these entries.
    fn after(setups: &'s [SessionSetup<'s>], entries: &[LogEntry], drawn: &DrawnSoFar) -> Self {
        let mut units: BTreeMap<LoggedUnit, UnitReadings> = BTreeMap::new();
        for entry in entries.iter().filter_map(LogEntry::reading) {
            let unit = units.entry(entry.unit()).or_default();
            if entry.correction.is_some() {
                *unit = UnitReadings { counts: Some(entry.read.clone()), differing: vec![entry.clone()] };
                continue;
            }
            let is_new = unit.differing.iter().all(|before| before.read != entry.read);
            if is_new {
                unit.differing.push(entry.clone());
            }
            unit.counts = (unit.differing.len() == 1).then(|| unit.differing[0].read.clone());
        }
        let (conflicts, waiting, unused) = (Vec::new(), Vec::new(), Vec::new());
        let mut state = Self { sessions: Vec::new(), conflicts, waiting, unused, drawn: BTreeSet::new() };
        let mut left: BTreeMap<(usize, usize, UnitPlace), (LoggedUnit, HandReading)> = BTreeMap::new();
        let places = NamedUnits::of(setups);
        for (unit, readings) in units {
            let Some(counts) = readings.counts else {
                state.conflicts.push(ConflictingReadings { unit, readings: readings.differing });
                continue;
            };
            match places.find(setups, &unit, &counts) {
                Some((session, contest, place, reading)) => {
                    left.insert((session, contest, place), (unit, reading));
                }
                None => state.unused.push(unit),
            }
        }
        for (at, setup) in setups.iter().enumerate() {
            let rounds = drawn.rounds.get(at).map_or(&[][..], Vec::as_slice);
            let mut session = Session::begin_drawn(setup, rounds);
            while record_all(&mut session, at, &mut left) {}
            state.sessions.push(session);
        }
        for ((at, ..), (unit, _)) in left {
            let is_open = state.sessions.get(at).is_some_and(|session| !session.has_ended());
            let of = if is_open && drawn.units.contains(&unit) { &mut state.waiting } else { &mut state.unused };
            of.push(unit);
        }
        state
    }

    /// Whether every session has ended.
    pub fn has_ended(&self) -> bool {
        self.sessions.iter().all(Session::has_ended)
    }

    /// The units that are still to be read in the round that is open, session by session. Sessions that are further wait until the
    /// others have read theirs, so that one round is drawn after the other.
    pub fn next_pulls(&self) -> Vec<Vec<UnitToPull>> {
        let round = self.round();
        let of = |session: &Session<'_>| if open_round(session) == round { session.next_pulls() } else { Vec::new() };
        self.sessions.iter().map(of).collect()
    }

    /// Whether all units that are still to be read are on sheets.
    pub fn is_drawn(&self) -> bool {
        let pulls = self.next_pulls();
        let mut of_sessions = self.sessions.iter().zip(&pulls);
        of_sessions.all(|(session, pulls)| named(session.setup(), pulls).all(|unit| self.drawn.contains(&unit)))
    }

    /// The round that is open, from 1: the first that some contest has still to read; the last one if the audit has ended.
    pub fn round(&self) -> u32 {
        let open = self.sessions.iter().filter(|session| !session.has_ended()).map(open_round).min();
        open.unwrap_or_else(|| self.sessions.iter().map(closed_rounds).max().unwrap_or(0))
    }
}

/// The units of some pulls by name, once for each contest to be read.
fn named<'p>(setup: &'p SessionSetup<'_>, pulls: &'p [UnitToPull]) -> impl Iterator<Item = LoggedUnit> + 'p {
    let of_pull = move |pull: &'p UnitToPull| {
        pull.wants.iter().map(move |want| LoggedUnit {
            contest: setup.reported(want.contest).contest.id.clone(),
            batch: setup.batch_name(pull.place.batch).unwrap_or_default().to_owned(),
            position: pull.place.position,
        })
    };
    pulls.iter().flat_map(of_pull)
}

/// The largest number of rounds that a contest of the session has closed.
fn closed_rounds(session: &Session<'_>) -> u32 {
    session.status().iter().map(|status| status.rounds.len() as u32).max().unwrap_or(0)
}

/// The round that a session has open, from 1.
fn open_round(session: &Session<'_>) -> u32 {
    closed_rounds(session) + 1
}

/// Records what is there of the units that a session needs; whether it recorded one.
fn record_all(
    session: &mut Session<'_>,
    at: usize,
    left: &mut BTreeMap<(usize, usize, UnitPlace), (LoggedUnit, HandReading)>,
) -> bool {
    let mut any = false;
    for pull in session.next_pulls() {
        for want in pull.wants {
            let key = (at, want.contest, pull.place);
            let Some((unit, reading)) = left.remove(&key) else { continue };
            match session.record(want.contest, pull.place, reading.clone()) {
                Ok(_) => any = true,
                // A reading that does not fit is not used; the unit stays on the list of those to be read.
                Err(_) => {
                    left.insert((usize::MAX, want.contest, pull.place), (unit, reading));
                }
            }
        }
    }
    any
}

/// Contests and batches by name.
struct NamedUnits {
    contests: BTreeMap<String, (usize, usize)>,
    batches: Vec<BTreeMap<String, usize>>,
}

impl NamedUnits {
    fn of(setups: &[SessionSetup<'_>]) -> Self {
        let mut contests = BTreeMap::new();
        let mut batches = Vec::new();
        for (session, setup) in setups.iter().enumerate() {
            let mut of_session = BTreeMap::new();
            for contest in 0..setup.contests() {
                let reported = setup.reported(contest);
                contests.insert(reported.contest.id.clone(), (session, contest));
                let frame = &reported.frame;
                of_session
                    .extend(frame.batches().iter().enumerate().map(|(at, &it)| (frame.batch_id(at).to_owned(), it)));
            }
            batches.push(of_session);
        }
        Self { contests, batches }
    }

    fn find(
        &self,
        setups: &[SessionSetup<'_>],
        unit: &LoggedUnit,
        read: &SavedUnit,
    ) -> Option<(usize, usize, UnitPlace, HandReading)> {
        let &(session, contest) = self.contests.get(&unit.contest)?;
        let &batch = self.batches[session].get(&unit.batch)?;
        let reading = read.of_contest(setups[session].reported(contest).contest)?;
        Some((session, contest, UnitPlace { batch, position: unit.position }, reading))
    }
}
