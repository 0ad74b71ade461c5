//! What was done in the folder of an audit, for people: what was fixed, written, taken and repeated.

use super::words::Language;
use crate::audit_folder::{AuditLog, LoggedFile, SheetsEntry};
use crate::reason::folder;

/// How an audit began.
pub fn audit_begun_in_words(files: &[LoggedFile], language: &Language) -> String {
    let w = language.words;
    let mut text = w.reason(&folder::begun()) + "\n";
    for file in files {
        text += &format!("  • {}\n", w.reason(&folder::begun_file(&file.name, file.bytes, &file.sha256)));
    }
    text
}

/// Where the report was written; it is signed when the audit has ended.
pub fn report_written_in_words(file: &str, has_ended: bool, language: &Language) -> String {
    let of = if has_ended { folder::report_written } else { folder::report_so_far };
    language.words.reason(&of(file)) + "\n"
}

/// Which sheets were written.
pub fn sheets_in_words(sheets: &SheetsEntry, before: bool, language: &Language) -> String {
    let of = if before { folder::sheets_before } else { folder::sheets_written };
    language.words.reason(&of(sheets.round, sheets.units, &sheets.folder)) + "\n"
}

/// What was taken of a sheet.
pub fn entered_in_words(sheet: &str, new: usize, again: usize, empty: u64, language: &Language) -> String {
    let w = language.words;
    let mut says = vec![w.reason(&folder::entered(new, sheet))];
    if again > 0 {
        says.push(w.reason(&folder::entered_again(again)));
    }
    if empty > 0 {
        says.push(w.reason(&folder::entered_empty(empty)));
    }
    says.join(" ") + "\n"
}

/// Most rows of a sheet that are named.
const LISTED_ROWS: usize = 10;

/// What the entry sheet that lies in a folder says beside the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetFinding {
    /// The folder, below that of the audit.
    pub folder: String,
    /// Rows whose readings are other ones than those that the log has of their units.
    pub changed: Vec<u64>,
    /// Readings of units of which the log has none.
    pub waiting: u64,
    /// The number of its rows and that of the draw, where they differ.
    pub rows: Option<(u64, u64)>,
    /// Whether there is no such folder.
    pub is_missing: bool,
    /// Why the sheet cannot be read, if it cannot.
    pub unreadable: Option<String>,
}

/// What was repeated, and what does not hold.
pub fn verified_in_words(log: &AuditLog, failed: &[String], findings: &[SheetFinding], language: &Language) -> String {
    let w = language.words;
    let sheets = log.sheets().count();
    let mut text =
        w.reason(&folder::verified(log.entries().len(), sheets - failed.len(), log.readings().count())) + "\n";
    for folder in failed {
        text += &format!("  • {}\n", w.reason(&folder::verified_not(folder)));
    }
    for SheetFinding { folder: name, changed, waiting, rows: of_sheet, is_missing, unreadable } in findings {
        let rows: Vec<String> = changed.iter().take(LISTED_ROWS).map(u64::to_string).collect();
        let says = [
            is_missing.then(|| folder::verified_missing(name)),
            of_sheet.map(|(rows, drawn)| folder::verified_rows(name, rows, drawn)),
            unreadable.as_ref().map(|why| folder::verified_unreadable(name, why)),
            (!changed.is_empty()).then(|| folder::verified_changed(name, changed.len(), rows.join(", "))),
            (*waiting > 0).then(|| folder::verified_waiting(name, *waiting)),
        ];
        says.iter().flatten().for_each(|says| text += &format!("  • {}\n", w.reason(says)));
    }
    text
}

/// The line of the log that a seal is of.
pub fn seal_in_words(log: &AuditLog, line: Option<usize>, language: &Language) -> String {
    let says = match line.map(|line| (line, log.entries().len() - line)) {
        None => folder::seal_of_no_line(),
        Some((_, 0)) => folder::seal_of_last_line(),
        Some((line, later)) => folder::seal_of_line(line, later),
    };
    language.words.reason(&says) + "\n"
}
