//! THE FOLDER OF AN AUDIT that lasts for days: its log, the sheets that leave it and come back, and the state that follows
//! from both.
//!
//! The log ([`AuditLog`]) is a text of JSON lines. Each line holds the SHA-256 of the line before it, so that nobody can
//! change, drop or insert a line unseen. It begins with the files, settings and seed; then come the sheets that were made
//! and the readings that came back. Lines are only ever added, so a machine that fails while it writes loses no line that was
//! written before.
//!
//! Sheets ([`SheetUnit`]) list the units of a round and have room for what the board reads. What the machine recorded is not on
//! them. Filled-in sheets are tables; each row is a reading.
//!
//! [`FolderState`] is the state of the audit: the sessions, with all readings of the log recorded. It is a function of log
//! and setup, so anybody who has the folder can repeat it.

/// The name of the log in its folder.
pub const LOG: &str = "log.jsonl";

/// The name of the report of the audit, to be signed.
pub const REPORT: &str = "report.html";

mod agreeing;
mod difference;
mod log;
mod named_card;
mod replay;
mod same_rows;
mod sheet;
mod sheet_row;
mod storage;
mod tally_rows;

pub use agreeing::{RecordOf, enough_if_all_agree, if_all_agree};
pub use difference::DifferenceClass;
pub use log::{
    AuditLog, BeginEntry, LARGEST_LOG, LogEntry, LogFlaw, LoggedFile, LoggedUnit, ReadingCorrection, ReadingEntry,
    SheetsEntry,
};
pub use named_card::NamedCard;
pub use replay::{ConflictingReadings, FolderState};
pub use same_rows::same_rows;
pub use sheet::{FilledSheet, SheetUnit, entry_rows, entry_sheet, pull_sheet, read_sheet, reading_text};
pub use sheet_row::{COLUMNS, RefusedRow};
pub use storage::{BatchStorage, containers, pull_order};
