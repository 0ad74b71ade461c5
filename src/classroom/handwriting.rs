//! How the marks of a few ballots look. A class should meet a cross, a tick and a pale mark; what they say is the same.

use super::class_ballot::{ClassBallot, ClassReading, HandLook};
use crate::election::{Marks, Target};
use crate::random::Random;

/// Of this many ballots one has a pale pen.
const BALLOTS_A_PALE_PEN: usize = 10;

/// Gives a few of the ballots with clean marks a look of their own: one each of doubtful, erased, folded, crossed and ticked,
/// and a tenth that are pale.
pub(super) fn write(ballots: &mut [ClassBallot], random: &mut Random) {
    // A faint look must not seem to be why the record is wrong: the record has as many marks as the paper.
    let is_clean = |ballot: &ClassBallot| {
        let count = |marks: &Option<Marks>| marks.as_ref().map(|marks| marks.strokes().len());
        let is_any = ballot.readings.iter().any(|it| count(&it.paper).is_some_and(|n| n > 0));
        let plain =
            |it: &ClassReading| it.paper.as_ref().is_none_or(Marks::is_plain) && count(&it.paper) == count(&it.machine);
        is_any && ballot.lines > 0 && ballot.readings.iter().all(plain)
    };
    let mut clean: Vec<usize> = (0..ballots.len()).filter(|&at| is_clean(&ballots[at])).collect();
    for place in (1..clean.len()).rev() {
        clean.swap(place, random.below(place as u32 + 1) as usize);
    }
    let pale = ballots.len() / BALLOTS_A_PALE_PEN;
    let looks =
        [LookAsked::Doubtful, LookAsked::Erased, LookAsked::Folded, LookAsked::Cross, LookAsked::Tick].into_iter();
    for look in looks.chain(std::iter::repeat_n(LookAsked::Pale, pale)) {
        let found = clean.iter().enumerate().find_map(|(place, &at)| Some((place, at, looked(look, &ballots[at])?)));
        if let Some((place, at, look)) = found {
            ballots[at].look = look;
            clean.remove(place);
        }
    }
}

/// A look before the oval that it needs is known.
#[derive(Clone, Copy)]
enum LookAsked {
    Doubtful,
    Erased,
    Folded,
    Cross,
    Tick,
    Pale,
}

/// The look on this ballot; `None` where the ballot has no oval for it.
fn looked(look: LookAsked, ballot: &ClassBallot) -> Option<HandLook> {
    match look {
        LookAsked::Folded => Some(HandLook::Folded),
        LookAsked::Cross => Some(HandLook::Cross),
        LookAsked::Tick => Some(HandLook::Tick),
        LookAsked::Pale => Some(HandLook::Pale),
        LookAsked::Doubtful => free_oval(ballot).map(|(contest, target)| HandLook::Doubtful { contest, target }),
        LookAsked::Erased => free_oval(ballot).map(|(contest, target)| HandLook::Erased { contest, target }),
    }
}

/// The first unmarked oval below or above a filled one, in the first contest that has both.
fn free_oval(ballot: &ClassBallot) -> Option<(usize, Target)> {
    ballot.readings.iter().enumerate().find_map(|(contest, reading)| {
        let marks = reading.paper.as_ref().filter(|marks| !marks.strokes().is_empty())?;
        let is_free = |target: &Target| !marks.targets().any(|marked| marked == *target);
        (0..reading.targets as Target).find(is_free).map(|target| (contest, target))
    })
}
