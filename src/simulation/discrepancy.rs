//! A card or batch that differs from its report, and the cause.

use crate::reason::{Filling, findings};

/// The cause of a discrepancy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The report is wrong.
    Report,
    /// The board made a reading error.
    Slip,
    /// Ballots are missing.
    Missing,
}

impl Cause {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Slip => "slip",
            Self::Missing => "missing",
        }
    }
}

/// A card or batch that differs from its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// Name of the batch, or a message that it is on no list.
    pub batch: Filling,
    /// Index of the batch in the manifest.
    pub batch_index: usize,
    /// Position of the card in it, from 1; `None` for the whole batch.
    pub position: Option<u64>,
    /// The report.
    pub reported: Filling,
    /// The board's reading.
    pub read: Filling,
    /// The cause.
    pub cause: Cause,
}

impl Discrepancy {
    /// Whether the card or batch was not found.
    pub fn is_not_found(&self) -> bool {
        [findings::read_not_found(), findings::read_no_tally()].map(Filling::from).contains(&self.read)
    }
}
