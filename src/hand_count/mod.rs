//! WHAT PEOPLE SAY about the paper: boards that read cards blind to the machine, and slip at stated rates.

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

/// What a hand count leaves behind.
#[derive(Clone, Debug)]
pub struct HandCount {
    /// For each batch that was counted, the tally sheet of each contest on its ballots.
    pub tallies: Vec<Option<Tallies>>,
    /// For each batch that was counted, what was set aside of each contest, as the voters meant it.
    pub set_aside: Vec<Option<Tallies>>,
    /// For each batch, how often its sheet got into the totals.
    pub times_entered: Vec<u32>,
    /// For each batch, ballots on its tally sheet.
    pub ballots: Vec<i64>,
    /// For each contest, ballots that carry it and were counted, each time they were counted.
    pub handled: Vec<u64>,
}
