//! A card or batch that is not as it was reported, and what that comes from.

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
    /// Name of the batch.
    pub batch: String,
    /// Place of the batch in the manifest.
    pub batch_index: usize,
    /// Position of the card in it, from 1; `None` for the whole batch.
    pub position: Option<u64>,
    /// What was reported.
    pub reported: String,
    /// What the board read.
    pub read: String,
    /// What it comes from.
    pub cause: Cause,
}
