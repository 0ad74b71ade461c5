//! What the open round would show if every unit that is still to be read agreed with its record.

use std::collections::HashMap;

use super::log::AuditLog;
use super::replay::{FolderState, MOST_DRAWS};
use crate::audit::Decision;
use crate::audit::session::{ContestStatus, HandReading, Session, SessionSetup, UnitPlace};

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

/// Draws in all after which the open round of a contest would end its audit, if each card that is still to be read agrees with its record:
/// the fewest, beyond those that the round has. None if no number up to a million does, or a record is not known.
pub fn enough_if_all_agree(
    session: &Session<'_>,
    contest: usize,
    record: &dyn Fn(usize, UnitPlace) -> Option<HandReading>,
) -> Option<u64> {
    let setup = session.setup();
    let contests = 0..setup.contests();
    let known: HashMap<(usize, UnitPlace), &HandReading> = contests
        .clone()
        .flat_map(|contest| session.readings(contest).map(move |(place, reading)| ((contest, place), reading)))
        .collect();
    let rounds: Vec<Vec<u64>> = contests.map(|contest| session.drawn_rounds(contest)).collect();
    // A contest that waits for others to be read has no open round of its own.
    let is_open = rounds[contest].len() > session.status()[contest].rounds.len();
    let goal = *rounds[contest].last().filter(|_| is_open)?;
    let ends = |draws: u64| -> Option<bool> {
        let mut rounds = rounds.clone();
        *rounds[contest].last_mut()? = draws;
        let mut tried = Session::begin_drawn(setup, &rounds);
        while tried.status()[contest].decision.is_none() && tried.status()[contest].rounds.len() < rounds[contest].len()
        {
            for pull in tried.next_pulls() {
                for want in pull.wants {
                    let read = known.get(&(want.contest, pull.place)).map(|reading| (*reading).clone());
                    let read = read.or_else(|| record(want.contest, pull.place))?;
                    tried.record(want.contest, pull.place, read).ok()?;
                }
            }
        }
        Some(tried.status()[contest].decision == Some(Decision::Confirmed))
    };
    let (mut least, mut most) = (goal, goal.saturating_mul(2));
    while !ends(most.min(MOST_DRAWS))? {
        if most >= MOST_DRAWS {
            return None;
        }
        (least, most) = (most, most.saturating_mul(2));
    }
    most = most.min(MOST_DRAWS);
    while most - least > 1 {
        let middle = u64::midpoint(least, most);
        if ends(middle)? { most = middle } else { least = middle }
    }
    Some(most)
}
