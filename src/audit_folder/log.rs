//! The log: JSON lines that are chained by their hashes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::audit::session::{SavedSession, SavedUnit};
use crate::import::one_line;
use crate::reason::{Reason, folder};
use crate::scenario::in_hex;

/// A log, line by line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditLog {
    entries: Vec<LogEntry>,
    /// The SHA-256 of each line.
    seals: Vec<String>,
    whole: usize,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogLine {
    /// Its number, from 0.
    line: u64,
    /// The SHA-256 of the line before it, without its end; empty for the first.
    before: String,
    /// What it says.
    entry: LogEntry,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LogEntry {
    /// The audit began.
    Begin(Box<BeginEntry>),
    /// Sheets were made.
    Sheets(SheetsEntry),
    /// A reading came back.
    Reading(ReadingEntry),
}

impl LogEntry {
    /// The reading, if it is one.
    pub fn reading(&self) -> Option<&ReadingEntry> {
        match self {
            Self::Reading(reading) => Some(reading),
            _ => None,
        }
    }
}

/// What was fixed before a unit was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeginEntry {
    /// The version of the program.
    pub version: String,
    /// The files: the scenario with the settings, and the records.
    pub files: Vec<LoggedFile>,
    /// The sessions: method, settings, seed, reports, before any reading. Contests on one sample are one session.
    pub sessions: Vec<SavedSession>,
}

/// A file of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggedFile {
    /// Its name in the folder.
    pub name: String,
    /// Its bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// Sheets that were made for a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetsEntry {
    /// The round, from 1.
    pub round: u32,
    /// The folder of the sheets.
    pub folder: String,
    /// Units on them.
    pub units: u64,
    /// The SHA-256 of the empty entry sheet.
    pub sha256: String,
    /// For contests whose round the office made larger: the contest's id, and its draws in all after the round.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub larger: BTreeMap<String, u64>,
}

/// A reading that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingEntry {
    /// The contest's id.
    pub contest: String,
    /// The name of the batch.
    pub batch: String,
    /// Position of the card in it, from 1; `None` for the whole batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// The reading.
    pub read: SavedUnit,
    /// Which board read it, as the sheet says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub board: String,
    /// The sheet.
    pub sheet: String,
    /// Its row, from 1.
    pub row: u64,
    /// Why it replaces an earlier reading, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<ReadingCorrection>,
}

/// A unit and a contest that was read on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LoggedUnit {
    /// The contest's id.
    pub contest: String,
    /// The name of the batch.
    pub batch: String,
    /// Position of the card in it, from 1; `None` for the whole batch.
    pub position: Option<u64>,
}

impl ReadingEntry {
    /// What it is a reading of.
    pub fn unit(&self) -> LoggedUnit {
        LoggedUnit { contest: self.contest.clone(), batch: self.batch.clone(), position: self.position }
    }
}

/// A correction of an earlier reading. Who decided and when is the office's to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingCorrection {
    /// Who decided, as the sheet says.
    pub by: String,
    /// Why, and when, as the sheet says.
    pub why: String,
}

/// Why a log is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFlaw {
    /// A line that is not one of a log.
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// What the reader of JSON says.
        why: String,
    },
    /// A line without anything on it.
    Empty {
        /// The line, from 1.
        line: usize,
    },
    /// A line whose number or whose hash of the line before it is not right: a line was changed, dropped or inserted.
    Broken {
        /// The line, from 1.
        line: usize,
    },
    /// The first line does not say how the audit began, or a later line does so again.
    Begin {
        /// The line, from 1.
        line: usize,
    },
}

impl LogFlaw {
    /// What is wrong, in words.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Unreadable { line, why } => folder::log_unreadable(*line, one_line(why)),
            Self::Empty { line } => folder::log_empty(*line),
            Self::Broken { line } => folder::log_broken(*line),
            Self::Begin { line } => folder::log_begin(*line),
        }
    }
}

/// Most bytes of a log.
pub const LARGEST_LOG: u64 = 1 << 30;

impl AuditLog {
    /// Reads a log. A last line without its end was being written when the machine failed: it is left out, and
    /// [`Self::whole_bytes`] says where it begins.
    ///
    /// # Errors
    /// The first line that is not as it must be.
    pub fn read(text: &str) -> Result<Self, LogFlaw> {
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut log = Self { whole, ..Self::default() };
        for (at, line) in text[..whole].lines().enumerate() {
            let number = at + 1;
            if line.trim().is_empty() {
                return Err(LogFlaw::Empty { line: number });
            }
            let read: LogLine =
                serde_json::from_str(line).map_err(|e| LogFlaw::Unreadable { line: number, why: e.to_string() })?;
            if read.line != at as u64 || read.before != log.seal() {
                return Err(LogFlaw::Broken { line: number });
            }
            if matches!(read.entry, LogEntry::Begin(_)) != (at == 0) {
                return Err(LogFlaw::Begin { line: number });
            }
            log.seals.push(hash(line));
            log.entries.push(read.entry);
        }
        Ok(log)
    }

    /// The bytes of the whole lines that were read.
    pub fn whole_bytes(&self) -> usize {
        self.whole
    }

    /// Adds an entry and returns its line, with its end.
    ///
    /// # Panics
    /// Never: every entry can be written as JSON.
    pub fn add(&mut self, entry: LogEntry) -> String {
        let line = LogLine { line: self.entries.len() as u64, before: self.seal().to_owned(), entry };
        let mut text = serde_json::to_string(&line).expect("an entry is JSON");
        self.seals.push(hash(&text));
        self.entries.push(line.entry);
        text.push('\n');
        self.whole += text.len();
        text
    }

    /// The entries in order.
    pub fn entries(&self) -> &[LogEntry] {
        &self.entries
    }

    /// How the audit began.
    pub fn begin(&self) -> Option<&BeginEntry> {
        match self.entries.first() {
            Some(LogEntry::Begin(begin)) => Some(begin),
            _ => None,
        }
    }

    /// The readings in order.
    pub fn readings(&self) -> impl Iterator<Item = &ReadingEntry> {
        self.entries.iter().filter_map(LogEntry::reading)
    }

    /// The readings of each unit, in order.
    pub fn readings_by_unit(&self) -> BTreeMap<LoggedUnit, Vec<&ReadingEntry>> {
        let mut units: BTreeMap<LoggedUnit, Vec<&ReadingEntry>> = BTreeMap::new();
        self.readings().for_each(|entry| units.entry(entry.unit()).or_default().push(entry));
        units
    }

    /// The sheets that were made, in order.
    pub fn sheets(&self) -> impl Iterator<Item = &SheetsEntry> {
        self.entries.iter().filter_map(|entry| match entry {
            LogEntry::Sheets(sheets) => Some(sheets),
            _ => None,
        })
    }

    /// The last line, from 1, whose hash begins with these digits: what was written down as the seal.
    pub fn sealed_line(&self, seal: &str) -> Option<usize> {
        let seal = seal.to_lowercase();
        self.seals.iter().rposition(|own| own.starts_with(&seal)).map(|at| at + 1)
    }

    /// The SHA-256 of the last line: whoever writes it down can later tell that no line before it was changed.
    pub fn seal(&self) -> &str {
        self.seals.last().map_or("", String::as_str)
    }
}

/// The SHA-256 of a line, in hexadecimal digits.
fn hash(line: &str) -> String {
    in_hex(&Sha256::digest(line.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(round: u32) -> LogEntry {
        LogEntry::Sheets(SheetsEntry {
            round,
            folder: format!("round-{round}"),
            units: 3,
            sha256: String::new(),
            larger: BTreeMap::new(),
        })
    }

    fn log() -> (AuditLog, String) {
        let mut log = AuditLog::default();
        let begin = BeginEntry { version: "1".into(), files: Vec::new(), sessions: Vec::new() };
        let mut text = log.add(LogEntry::Begin(Box::new(begin)));
        text += &log.add(sheets(1));
        text += &log.add(sheets(2));
        (log, text)
    }

    #[test]
    fn a_log_reads_back_and_a_torn_last_line_is_left_out() {
        let (log, text) = log();
        assert_eq!(AuditLog::read(&text), Ok(log.clone()));
        let lines: Vec<&str> = text.lines().collect();
        for cut in 0..text.len() {
            let read = AuditLog::read(&text[..cut]).expect("the lines before the cut are whole");
            let whole = text[..cut].matches('\n').count();
            assert_eq!(read.entries(), &log.entries()[..whole]);
            assert_eq!(read.whole_bytes(), lines[..whole].iter().map(|line| line.len() + 1).sum::<usize>());
        }
    }

    #[test]
    fn a_changed_dropped_or_inserted_line_is_found() {
        let (_, text) = log();
        let lines: Vec<&str> = text.lines().collect();
        let join = |lines: &[&str]| lines.join("\n") + "\n";
        let changed = lines[1].replace("\"units\":3", "\"units\":4");
        assert_eq!(AuditLog::read(&join(&[lines[0], &changed, lines[2]])), Err(LogFlaw::Broken { line: 3 }));
        assert_eq!(AuditLog::read(&join(&[lines[0], lines[2]])), Err(LogFlaw::Broken { line: 2 }));
        assert_eq!(AuditLog::read(&join(&[lines[0], lines[1], lines[1]])), Err(LogFlaw::Broken { line: 3 }));
        assert_eq!(AuditLog::read(&join(&[lines[1]])), Err(LogFlaw::Broken { line: 1 }));
    }
}
