//! HAND COUNTS: boards that read the paper without any machine result, and make errors at stated rates.

mod board;
mod care;
mod full;
pub mod mishap;
mod reader;
pub mod recount_law;
mod workload;

pub use board::{BoardCount, Disputed, Method, Stack};
pub use care::{Care, LEVELS};
pub use full::{Organisation, count_by_hand};
pub use mishap::{Mishap, Tables};
pub use reader::{Board, Reader, Reading};
pub use workload::{GROUP, Workload};

use crate::social_choice::Tallies;

/// The result of a hand count.
#[derive(Clone, Debug)]
pub struct HandCount {
    /// For each batch that was counted, the tally sheet of each contest on its ballots.
    pub tallies: Vec<Option<Tallies>>,
    /// For each batch that was counted, the ballots set aside in each contest, as the voters meant them.
    pub set_aside: Vec<Option<Tallies>>,
    /// For each batch, how many times its sheet was entered in the totals.
    pub times_entered: Vec<u32>,
    /// For each batch, ballots on its tally sheet.
    pub ballots: Vec<i64>,
    /// For each contest, counted ballots that carry it, once for each time they were counted.
    pub handled: Vec<u64>,
}
