//! The units that a session needs, and the readings that it takes.

use crate::election::{CandidateIndex, Contest, Marks};
use crate::social_choice::Tally;

/// A card or a whole batch, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitPlace {
    /// Index of the batch in the manifest.
    pub batch: usize,
    /// Position of the card in the batch, from 1; `None` for the whole batch.
    pub position: Option<u64>,
}

/// A unit to be fetched and read. A unit that is drawn several times is fetched once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitToPull {
    /// Its place.
    pub place: UnitPlace,
    /// The contests to be read on it.
    pub wants: Vec<Want>,
}

/// A contest to be read on a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// Index of the contest in the session.
    pub contest: usize,
    /// The stratum it was drawn from, if strata are sampled separately.
    pub stratum: Option<usize>,
    /// The numbers of this contest's draws of the unit in this round, from 0, within the stratum if there is one.
    pub draws: Vec<u64>,
}

/// The reading of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandReading {
    /// The card, or the batch, is not where the manifest says.
    NotFound,
    /// The card is there and does not show the contest.
    NotOnCard,
    /// The marks on the card as the voter meant them, clean; empty for a blank contest, too many for an overvote.
    Marks(Marks),
    /// The tally of the batch: by hand, or by the machine that counts it again.
    Tally(Tally),
}

/// The effect of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is stored; the round waits for others.
    Kept,
    /// The same reading was recorded before.
    Before,
    /// It was the last that was missing: the round is judged, and more units are needed or the audit has ended.
    Heard,
}

/// Why a reading is refused. A refused reading changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedReading {
    /// The session has no such contest, or no sample can confirm it.
    NoSuchContest {
        /// The index that was given.
        contest: usize,
    },
    /// The unit is not needed, or not for that contest.
    NotAsked {
        /// Its place.
        place: UnitPlace,
    },
    /// A card's reading for a batch, or a tally for a card.
    WrongUnit {
        /// Its place.
        place: UnitPlace,
    },
    /// Marks for a candidate that the contest does not have.
    NoSuchCandidate {
        /// The candidate's index.
        candidate: CandidateIndex,
        /// The number of candidates.
        candidates: usize,
    },
    /// Marks that are not clean: a reading records the voter's intent.
    UnclearMarks,
    /// A tally with another number of candidates.
    CandidatesOfTally {
        /// The number that it has.
        found: usize,
        /// The number of the contest.
        candidates: usize,
    },
    /// A tally with a negative number.
    TallyBelowZero,
    /// A different reading of the same unit was recorded before.
    Another {
        /// The recorded reading.
        before: HandReading,
    },
}

impl HandReading {
    /// Checks that it can be the reading of such a unit in a contest.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn fits(&self, place: UnitPlace, contest: &Contest) -> Result<(), RefusedReading> {
        let candidates = contest.candidates.len();
        match (self, place.position) {
            (Self::NotFound, _) | (Self::NotOnCard, Some(_)) => Ok(()),
            (Self::Marks(marks), Some(_)) => {
                if let Some(candidate) = marks.targets().find(|&it| usize::from(it) >= contest.targets()) {
                    return Err(RefusedReading::NoSuchCandidate { candidate, candidates });
                }
                if marks.is_plain() { Ok(()) } else { Err(RefusedReading::UnclearMarks) }
            }
            (Self::Tally(tally), None) => {
                let found = tally.votes.len();
                if found != candidates {
                    return Err(RefusedReading::CandidatesOfTally { found, candidates });
                }
                let mut numbers = tally.votes.iter().chain([&tally.ballots, &tally.blank, &tally.overvoted]);
                if numbers.any(|&n| n < 0) { Err(RefusedReading::TallyBelowZero) } else { Ok(()) }
            }
            (Self::NotOnCard | Self::Marks(_), None) | (Self::Tally(_), Some(_)) => {
                Err(RefusedReading::WrongUnit { place })
            }
        }
    }
}
