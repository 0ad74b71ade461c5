//! What the open round would show if every unit that is still to be read agreed with its record.

use super::log::AuditLog;
use super::replay::FolderState;
use crate::audit::session::{ContestStatus, HandReading, SessionSetup, UnitPlace};

/// What a record shows of a unit in a contest, by the numbers of session and contest.
pub type RecordOf<'r> = dyn Fn(usize, usize, UnitPlace) -> Option<HandReading> + 'r;

/// For each session the state at the end of its open round, if each unit that is still to be read agrees with its record. Nothing
/// of a session that has ended, or whose method does not compare each card with its own record: there the votes of the cards
/// themselves decide, which nobody may foresee.
pub fn if_all_agree(
    setups: &[SessionSetup<'_>],
    log: &AuditLog,
    record: &RecordOf<'_>,
) -> Vec<Option<Vec<ContestStatus>>> {
    let state = FolderState::replay(setups, log);
    let mut ends = Vec::new();
    for (at, mut session) in state.sessions.into_iter().enumerate() {
        let compares = |contest| setups[at].procedure(contest).is_none_or(|it| it.overstatements().is_some());
        if session.has_ended() || !(0..setups[at].contests()).all(compares) {
            ends.push(None);
            continue;
        }
        let rounds = |status: &[ContestStatus]| status.iter().map(|it| it.rounds.len()).sum::<usize>();
        let before = rounds(&session.status());
        let mut all_known = true;
        while all_known && !session.has_ended() && rounds(&session.status()) == before {
            for pull in session.next_pulls() {
                for want in pull.wants {
                    let reading = record(at, want.contest, pull.place);
                    all_known &= reading.is_some_and(|it| session.record(want.contest, pull.place, it).is_ok());
                }
            }
        }
        ends.push(all_known.then(|| session.status()));
    }
    ends
}
