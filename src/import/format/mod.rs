//! The formats: one file each, one line each here.

mod arlo_report;
mod batch_tallies;
mod blom;
mod blt;
mod cdf;
mod clarity;
mod clear_ballot;
mod concrete_stv;
mod dominion_csv;
mod dominion_header;
mod dominion_json;
mod dominion_manifests;
mod dominion_marks;
mod dominion_rows;
mod dominion_session;
mod ess;
mod ess_ballots;
mod ess_headings;
mod hart;
mod hart_ballots;
mod known_table;
mod nist_results;
mod preflib;
mod raire;
mod result_rows;
mod session_keys;
mod session_reader;

use crate::import::alike_choices::note_alike_choices;
use crate::import::cards::CardRecords;
use crate::import::csv_text::check_separator;
use crate::import::empty_records::note_empty;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::odd_counts::note_odd_counts;
use crate::import::office_table::OfficeTable;
use crate::import::orders::RankedOrders;
use crate::import::parts::{Part, PartSet};
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::side_by_side::both;
use crate::import::source::ByteSource;
use crate::import::styles::note_odd_styles;
use crate::import::text_bytes::{head_text, is_old_text, other_than_text};
use crate::import::vote_tallies::VoteTallies;
use crate::reason::{Reason, import};

pub use arlo_report::arlo_votes;

/// What files are.
#[derive(Debug)]
pub enum Imported {
    /// Records of single cards.
    Cards(Box<CardRecords>),
    /// Ranked ballots as orders with counts.
    Orders(Vec<RankedOrders>),
    /// Votes by place.
    Tallies(Box<VoteTallies>),
    /// Tables as they stand.
    Tables(Vec<OfficeTable>),
}

/// What was read, by which format, and what was found odd.
#[derive(Debug)]
pub struct Import {
    /// The format's name, the same in every language.
    pub format: &'static str,
    /// What people call the format.
    pub title: Reason,
    /// What the files hold.
    pub content: Imported,
    /// What was dropped, inferred or odd.
    pub notes: ImportNotes,
}

/// A format of files.
pub trait ImportFormat: Sync {
    /// The format's name, the same in every language.
    fn name(&self) -> &'static str;

    /// What people call the format.
    fn title(&self) -> Reason;

    /// Whether a part is of this format, by its first bytes.
    fn recognises(&self, part: &Part<'_>) -> bool;

    /// Reads all parts of this format.
    ///
    /// # Errors
    /// The first place that cannot be read.
    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem>;
}

/// Every format that is read, the most particular first.
pub const FORMATS: &[&dyn ImportFormat] = &[
    &dominion_json::DominionJson,
    &dominion_csv::DominionCsv,
    &ess::Ess,
    &hart::HartVerity,
    &clear_ballot::ClearBallot,
    &cdf::CommonDataFormat,
    &raire::Raire,
    &blom::BlomOrders,
    &preflib::PrefLib,
    &concrete_stv::ConcreteStv,
    &blt::Blt,
    &clarity::Clarity,
    &nist_results::NistResults,
    &arlo_report::ArloReport,
    &batch_tallies::BatchTallies,
    &result_rows::ResultRows,
    &known_table::KnownTable,
];

/// Reads files, and does something else with them meanwhile, such as hashing them.
///
/// # Errors
/// As [`import`].
pub fn import_meanwhile<T: Send>(
    sources: &[&dyn ByteSource],
    meanwhile: impl FnOnce() -> T + Send,
) -> (Result<Vec<Import>, ImportProblem>, T) {
    both(|| import(sources), meanwhile)
}

/// Reads files, each by the format that recognises it.
///
/// # Errors
/// A file that no format recognises; the first place that cannot be read.
pub fn import(sources: &[&dyn ByteSource]) -> Result<Vec<Import>, ImportProblem> {
    let mut parts = PartSet::list(sources)?;
    let mut imports = Vec::new();
    for format in FORMATS {
        let own = parts.take(|part| format.recognises(part));
        if !own.is_empty() {
            let mut notes = ImportNotes::default();
            for part in own.iter().filter(|part| is_old_text(&part.head)) {
                notes.add(NoteKind::NotUtf8, || part.place());
            }
            for part in &own {
                for sheet in &part.hidden_sheets {
                    notes.add(NoteKind::HiddenSheet(sheet.clone()), || part.place());
                }
            }
            let content = format.read(&own, &mut notes)?;
            if let Imported::Cards(records) = &content {
                note_empty(records, &own[0].name, &mut notes);
                note_odd_styles(records, &mut notes);
                note_alike_choices(records, &mut notes);
                note_odd_counts(records, &mut notes);
            }
            if let Imported::Tallies(tallies) = &content {
                // Of several files nobody knows which one has the number again.
                let place = || if own.len() == 1 { own[0].place() } else { FilePlace::default() };
                for (contest, number) in tallies.repeated() {
                    let kind = NoteKind::RepeatedCount(tallies.contests[contest].name.clone());
                    notes.add_many(kind, number, place);
                }
            }
            imports.push(Import { format: format.name(), title: format.title(), content, notes });
        }
    }
    for part in parts.all() {
        match imports.first_mut() {
            Some(first) if part.archive.is_some() => {
                first.notes.add(NoteKind::IgnoredPart(part.name.clone()), || part.place());
            }
            _ => {
                let head = &part.head;
                let begins = || Found::text(head.split(|&byte| byte == b'\n').next().unwrap_or_default());
                let text = head_text(head);
                let known = LOOKS.iter().find(|(sign, _)| text.contains(sign));
                let found = match known {
                    _ if head.is_empty() => Found::End,
                    Some((_, what)) => Found::Said(what()),
                    None => other_than_text(head).map_or_else(|| check_separator(part).map(|()| begins()), Ok)?,
                };
                return Err(ImportProblem::new(part.place(), found, AllowedInFile::KnownFormat));
            }
        }
    }
    Ok(imports)
}

/// A message without arguments.
type PlainMessage = fn() -> Reason;

/// What stands at the head of files that are known and not read here, and what they are.
const LOOKS: [(&str, PlainMessage); 11] = [
    (":schema", import::looks_xml_schema),
    ("\"$schema\"", import::looks_json_schema),
    ("\"assertions\"", import::looks_assertions),
    ("\"audits\"", import::looks_assertions),
    ("\"num_candidates\"", import::looks_raire_json),
    ("\"Assertions\"", import::looks_assertions),
    ("\"IncludeTabulatorFilter\"", import::looks_dominion_settings),
    ("Election Summary Report", import::looks_dominion_summary),
    ("Tabulator Status", import::looks_tabulator_list),
    ("Redacted and Aggregated", import::looks_dominion_rows),
    ("ELECTION RESULTS", import::looks_printed_results),
];
