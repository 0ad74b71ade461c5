//! A card or batch that is not as it was reported, and what that comes from.

use crate::reason::{Filling, told};

/// What a discrepancy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The report is off.
    Report,
    /// The board slipped.
    Slip,
    /// Ballots are missing.
    Missing,
}

impl Cause {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Slip => "slip",
            Self::Missing => "missing",
        }
    }
}

/// A card or batch that is not as it was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// Name of the batch, or that it is on no list.
    pub batch: Filling,
    /// Place of the batch in the manifest.
    pub batch_index: usize,
    /// Position of the card in it, from 1; `None` for the whole batch.
    pub position: Option<u64>,
    /// What was reported.
    pub reported: Filling,
    /// What the board read.
    pub read: Filling,
    /// What it comes from.
    pub cause: Cause,
}

impl Discrepancy {
    /// Whether the card or batch was not found.
    pub fn is_not_found(&self) -> bool {
        [told::read_not_found(), told::read_no_tally()].map(Filling::from).contains(&self.read)
    }
}
