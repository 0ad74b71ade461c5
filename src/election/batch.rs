//! Groups of ballots, as totals are published, and the batches in which they are kept and scanned.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a ballot was cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum VoteMode {
    /// By mail or absentee.
    #[serde(rename = "mail")]
    Mail,
    /// In person before election day.
    #[serde(rename = "early")]
    Early,
    /// At the polling place on the day.
    #[serde(rename = "election day")]
    ElectionDay,
}

impl VoteMode {
    /// The word used in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Early => "early",
            Self::ElectionDay => "election day",
        }
    }
}

/// What marked the ballots. A machine makes no faint mark and no overvote, and people misread its print more rarely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkedBy {
    /// The voter's pen.
    #[default]
    Hand,
    /// A ballot-marking device.
    Machine,
}

/// Ballots whose totals are documented together: one precinct (or county) and one way of voting.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Name by which a scenario refers to it; unique.
    pub id: String,
    /// County, where the election spans several.
    pub county: Option<String>,
    /// Precinct, where results are kept by precinct.
    pub precinct: Option<String>,
    /// How these ballots were cast.
    pub mode: VoteMode,
    /// What marked them.
    pub marked_by: MarkedBy,
    /// Index of the ballot style in the election's list.
    pub style: usize,
    /// Reporting unit: index in [`Election::units`](super::Election::units).
    pub unit: usize,
    /// Ballots on paper.
    pub ballots: u64,
    /// Voters the poll book credits with these ballots.
    pub voters: u64,
    /// The stage from which these ballots count, if they were not accepted from the start.
    pub accepted: Option<String>,
    /// The group's batches.
    pub batches: Range<usize>,
}

/// Cards kept and scanned together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Name on the batch's cover sheet; unique.
    pub id: String,
    /// The group it belongs to.
    pub group: usize,
    /// Its cards, in the order of the stack.
    pub cards: Range<usize>,
    /// Ballots (all sheets of one voter) in it.
    pub ballots: u64,
    /// Number of the container that holds it, from 1.
    pub container: u32,
    /// Index of its tabulator in [`Election::tabulators`](super::Election::tabulators).
    pub tabulator: usize,
}
