//! What was done in the folder of an audit, for people: what was fixed, written, taken and repeated.

use serde_json::{Value, json};

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

/// What a repeated audit found beside the state that follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifiedSheets {
    /// Folders whose sheets are not those of the draw, below that of the audit.
    pub failed: Vec<String>,
    /// Folders of rounds that the log does not have.
    pub unlogged: Vec<String>,
    /// What entry sheets say beside the log.
    pub findings: Vec<SheetFinding>,
    /// The line of the log that the seal is of which was given, if one was: none for a seal of no line.
    pub seal: Option<Option<usize>>,
}

impl VerifiedSheets {
    /// Whether all of it holds. Sheets that are elsewhere, or not filled in yet, hold.
    pub fn holds(&self) -> bool {
        let is_other = |it: &SheetFinding| !it.changed.is_empty() || it.unreadable.is_some() || it.rows.is_some();
        self.failed.is_empty()
            && self.unlogged.is_empty()
            && !self.findings.iter().any(is_other)
            && self.seal != Some(None)
    }

    /// It as JSON.
    pub fn as_json(&self) -> Value {
        let finding = |it: &SheetFinding| {
            json!({
                "folder": it.folder, "missing": it.is_missing, "changed_rows": it.changed, "not_taken": it.waiting,
                "rows": it.rows.map(|rows| rows.0), "rows_of_draw": it.rows.map(|rows| rows.1), "unreadable": it.unreadable,
            })
        };
        json!({
            "holds": self.holds(), "other_sheets": self.failed, "not_in_log": self.unlogged,
            "entry_sheets": self.findings.iter().map(finding).collect::<Vec<_>>(), "sealed_line": self.seal.flatten(),
        })
    }
}

/// What was repeated, and what does not hold.
pub fn verified_in_words(log: &AuditLog, verified: &VerifiedSheets, language: &Language) -> String {
    let w = language.words;
    let VerifiedSheets { failed, unlogged, findings, seal } = verified;
    let has_failed =
        |sheets: &&SheetsEntry| failed.iter().any(|name| name.split('/').next() == Some(sheets.folder.as_str()));
    let again = log.sheets().filter(|sheets| !has_failed(sheets)).count();
    let mut text = w.reason(&folder::verified(log.entries().len(), again, log.readings().count())) + "\n";
    for folder in failed {
        text += &format!("  • {}\n", w.reason(&folder::verified_not(folder)));
    }
    for folder in unlogged {
        text += &format!("  • {}\n", w.reason(&folder::verified_unlogged(folder)));
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
    if let Some(line) = seal {
        let says = match line.map(|line| (line, log.entries().len() - line)) {
            None => folder::seal_of_no_line(),
            Some((_, 0)) => folder::seal_of_last_line(),
            Some((line, later)) => folder::seal_of_line(line, later),
        };
        text += &(w.reason(&says) + "\n");
    }
    text
}
