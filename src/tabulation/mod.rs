//! MACHINE COUNTS of the paper: scanned, read, mapped to names, uploaded and added up.
//!
//! [`tabulate`] makes one count of the paper with scanners and a results system, and with the faults of that count. It
//! never sees a hand reading.

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

/// The result of a machine count.
#[derive(Clone, Debug)]
pub struct Tabulation {
    /// For each contest, the table of votes: the paper's, then those that only the machine read.
    pub votes: Vec<VoteTable>,
    /// For each contest, the machine's record of each card; `None` where the system keeps no cast vote records.
    pub cvrs: Option<Vec<Column>>,
    /// For each batch, how often it was scanned; 0 where it was not.
    pub scans: Vec<u32>,
    /// For each batch, the cards that the scanner counted.
    pub recorded: Vec<Range<usize>>,
    /// For each batch that was scanned, the totals on the scanner's own tape, with every scan counted.
    pub tapes: Vec<Option<Tallies>>,
    /// The result files that were added to the totals.
    pub uploads: Vec<Upload>,
    /// Changes to totals that are in no file.
    pub corrections: Vec<Correction>,
}
