//! The state of an audit, made from the log: every reading is recorded again, in the rounds that need it.

use std::collections::BTreeMap;

use super::log::{AuditLog, LoggedUnit, ReadingEntry};
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
    /// Readings that no round needs, such as those of a round that a correction has undone, or that name what the audit does
    /// not have. They are kept in the log.
    pub unused: Vec<LoggedUnit>,
}

/// The readings of one unit so far: the one that counts, or several that differ.
#[derive(Default)]
struct UnitReadings {
    counts: Option<SavedUnit>,
    differing: Vec<ReadingEntry>,
}

impl<'s> FolderState<'s> {
    /// Records all readings of a log in sessions of these setups. A later reading that differs takes the earlier out of the
    /// count, unless it is a correction: then it counts alone.
    pub fn replay(setups: &'s [SessionSetup<'s>], log: &AuditLog) -> Self {
        let mut units: BTreeMap<LoggedUnit, UnitReadings> = BTreeMap::new();
        for entry in log.readings() {
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
        let mut state = Self { sessions: Vec::new(), conflicts: Vec::new(), unused: Vec::new() };
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
            let mut session = Session::begin(setup);
            while record_all(&mut session, at, &mut left) {}
            state.sessions.push(session);
        }
        state.unused.extend(left.into_values().map(|(unit, _)| unit));
        state
    }

    /// Whether every session has ended.
    pub fn has_ended(&self) -> bool {
        self.sessions.iter().all(Session::has_ended)
    }

    /// The units that are still to be read, session by session.
    pub fn next_pulls(&self) -> Vec<Vec<UnitToPull>> {
        self.sessions.iter().map(Session::next_pulls).collect()
    }

    /// The round that is open, from 1: the largest of all contests.
    pub fn round(&self) -> u32 {
        let rounds = self.sessions.iter().flat_map(Session::status).map(|status| status.rounds.len() as u32);
        rounds.max().unwrap_or(0) + u32::from(!self.has_ended())
    }
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
