//! One printed ballot: its marks, how they look, and what the machine recorded.

use crate::election::{CandidateIndex, Marks, Stroke, Target};

/// One printed ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassBallot {
    /// Serial number, from 1.
    pub serial: usize,
    /// Precinct or county.
    pub unit: String,
    /// For each contest of the class, what is on the paper and what the machine recorded.
    pub readings: Vec<ClassReading>,
    /// Lines that the ballot has in the machine's list: 0 where it was not scanned, 2 where it was scanned twice.
    pub lines: u32,
    /// How the marks look.
    pub look: HandLook,
}

/// One contest of one ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassReading {
    /// The marks on the paper; `None` where the contest is not on this ballot.
    pub paper: Option<Marks>,
    /// What the voter meant.
    pub meant: Option<Marks>,
    /// What the machine recorded; `None` where it recorded that the contest is not on the ballot.
    pub machine: Option<Marks>,
    /// Ovals of the contest.
    pub targets: usize,
    /// The candidates in the order in which this ballot names them.
    pub printed: Vec<CandidateIndex>,
}

impl ClassReading {
    /// Whether the record is not what the voter meant.
    pub fn differs(&self) -> bool {
        self.meant != self.machine
    }
}

impl ClassBallot {
    /// Whether the machine's list is wrong about this ballot.
    pub fn differs(&self) -> bool {
        self.lines != 1 || self.readings.iter().any(ClassReading::differs)
    }
}

/// How one voter marked a ballot. What people and machine read on it does not depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HandLook {
    /// Ovals filled as the instructions say.
    #[default]
    Filled,
    /// Ovals filled with a pale pen.
    Pale,
    /// Crosses in the ovals.
    Cross,
    /// Ticks in the ovals.
    Tick,
    /// Filled, and a dot of a rested pen in another oval: people may ask what was meant.
    Doubtful {
        /// The contest, as a place among those on the ballot.
        contest: usize,
        /// The oval with the dot.
        target: Target,
    },
    /// Filled, and a mark in another oval that the voter rubbed out.
    Erased {
        /// The contest, as a place among those on the ballot.
        contest: usize,
        /// The oval that was rubbed out.
        target: Target,
    },
    /// Folded across, where there is no oval.
    Folded,
}

impl HandLook {
    /// The stroke that a look adds in a contest, if it adds one.
    pub fn adds(&self, contest: usize) -> Option<(Target, Stroke)> {
        match *self {
            Self::Doubtful { contest: at, target } if at == contest => Some((target, Stroke::Stray(DOT))),
            _ => None,
        }
    }
}

/// Darkness of a dot of a rested pen, in percent.
const DOT: u8 = 8;
