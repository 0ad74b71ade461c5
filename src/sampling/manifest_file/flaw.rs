//! A flaw of a manifest file, with row and column.

use std::fmt;

use crate::error::Complaint;
use crate::reason::{Filling, Reason, complaints, manifest};

/// A place in a file that cannot be used, what was found and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The row, from 1, with the header's row counted; the line of a text file.
    pub row: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// What was found.
    pub found: Filling,
    /// What is allowed instead.
    pub allowed: Filling,
}

/// Most characters of a file that a message repeats.
const SHOWN: usize = 60;

impl Flaw {
    /// A flaw of the whole file.
    pub(in crate::sampling) fn new(found: impl Into<Filling>, allowed: impl Into<Filling>) -> Self {
        Self { row: None, column: None, found: found.into(), allowed: allowed.into() }
    }

    /// A flaw in a text of the file, which is repeated in quotes.
    pub(in crate::sampling) fn text(found: &str, allowed: impl Into<Filling>) -> Self {
        Self::new(quoted(found), allowed)
    }

    /// The same flaw with its row.
    pub(in crate::sampling) fn in_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same flaw with its column.
    pub(in crate::sampling) fn in_column(self, column: &str) -> Self {
        Self { column: Some(column.to_owned()), ..self }
    }

    /// The place, what was found and what is allowed.
    pub fn reason(&self) -> Reason {
        let (found, allowed) = (self.found.clone(), self.allowed.clone());
        match (self.row, self.column.as_deref().map(quoted)) {
            (Some(row), Some(column)) => complaints::message_row_column(row, column, found, allowed),
            (Some(row), None) => complaints::message_row(row, found, allowed),
            (None, Some(column)) => complaints::message_column(column, found, allowed),
            (None, None) => complaints::message_flaw(found, allowed),
        }
    }
}

/// A text from a file in quotes, shortened where it is long, without line ends.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

impl From<Flaw> for Complaint {
    fn from(flaw: Flaw) -> Self {
        let found = match (flaw.row, flaw.column.as_deref().map(quoted)) {
            (Some(row), Some(column)) => manifest::found_in_row_column(flaw.found, row, column).into(),
            (Some(row), None) => manifest::found_in_row(flaw.found, row).into(),
            (None, Some(column)) => manifest::found_in_column(flaw.found, column).into(),
            (None, None) => flaw.found,
        };
        Self::allowed("", found, flaw.allowed)
    }
}

/// In English.
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(f)
    }
}

impl std::error::Error for Flaw {}
