//! What is wrong with a manifest file, in one sentence with row and column.

use std::fmt;

use crate::error::Complaint;

/// A place in a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The row, from 1, the header's row counted; the line of a text file.
    pub row: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// What was found.
    pub found: String,
    /// What is allowed instead.
    pub allowed: String,
}

/// Most characters of a file that a sentence repeats.
const SHOWN: usize = 60;

impl Flaw {
    /// A flaw of the whole file.
    pub(in crate::sampling) fn new(found: impl fmt::Display, allowed: impl Into<String>) -> Self {
        Self { row: None, column: None, found: found.to_string(), allowed: allowed.into() }
    }

    /// A flaw of a text in the file, which is repeated in quotes.
    pub(in crate::sampling) fn text(found: &str, allowed: impl Into<String>) -> Self {
        Self::new(quoted(found), allowed)
    }

    /// In this row.
    pub(in crate::sampling) fn in_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// In this column.
    pub(in crate::sampling) fn in_column(self, column: &str) -> Self {
        Self { column: Some(column.to_owned()), ..self }
    }
}

/// A text from a file in quotes, cut where it is long, without line ends.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

impl From<Flaw> for Complaint {
    fn from(flaw: Flaw) -> Self {
        let place = flaw.place();
        Self::rule(
            "",
            format_args!("{}{}", flaw.found, if place.is_empty() { place } else { format!(" in {place}") }),
            format!("allowed: {}", flaw.allowed),
        )
    }
}

impl Flaw {
    /// Where it is: row and column, those that are known.
    fn place(&self) -> String {
        match (self.row, &self.column) {
            (Some(row), Some(column)) => format!("row {row}, column {}", quoted(column)),
            (Some(row), None) => format!("row {row}"),
            (None, Some(column)) => format!("column {}", quoted(column)),
            (None, None) => String::new(),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "found {}; allowed: {}", self.found, self.allowed)
    }
}

impl std::error::Error for Flaw {}
