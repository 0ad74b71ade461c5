//! WHAT MACHINES SAY about the paper: scanned, read, mapped to names, uploaded and added up.
//!
//! A [`tabulate`] run is one count of the same paper through scanners and a results system, with the
//! faults of that count. It never sees a hand reading.

mod count;
mod cvr;
pub mod fault;
mod optics;
mod readings;
mod tabulator;

pub use count::{Correction, MachineCount, Upload};
pub use cvr::CastVoteRecord;
pub use fault::Fault;
pub use optics::{Optics, OvervoteTreatment};
pub use readings::Readings;
pub use tabulator::{tabulate, tabulate_only};

use std::ops::Range;

use crate::election::{Column, VoteTable};
use crate::social_choice::Tallies;

/// What a machine count leaves behind.
#[derive(Clone, Debug)]
pub struct Tabulation {
    /// For each contest, the votes known: the paper's, then those that only the machine saw.
    pub votes: Vec<VoteTable>,
    /// For each contest, the machine's record of each card; `None` where the system keeps no cast vote records.
    pub cvrs: Option<Vec<Column>>,
    /// For each batch, whether it was scanned at all.
    pub scanned: Vec<bool>,
    /// For each batch, the cards of it that got into the scanner's count.
    pub recorded: Vec<Range<usize>>,
    /// For each batch that was scanned, what the scanner's own tape says, every scan counted.
    pub tapes: Vec<Option<Tallies>>,
    /// The result files in the totals.
    pub uploads: Vec<Upload>,
    /// What stands in totals and in no file.
    pub corrections: Vec<Correction>,
}
