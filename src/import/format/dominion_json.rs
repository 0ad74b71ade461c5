//! Cast vote records of Dominion as JSON: sessions in one file or in one for each batch, with manifests beside them.
//!
//! Of a session the element that is current counts: the original, or what adjudication made of it. A mark counts where the
//! machine says that it is a vote. Record numbers may be hidden; the name of the image has them.
//!
//! # Reference
//! Dominion Democracy Suite 5.2 to 5.17 exports.

use std::collections::{HashMap, HashSet};

use super::dominion_manifests::DominionManifests;
use super::session_reader::{SHEET, SMALL, SessionReader};
use super::{ImportFormat, Imported};
use crate::import::cards::{CardRecords, StyleBasis};
use crate::import::duplicates::note_identities;
use crate::import::json_items::JsonItems;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::side_by_side::side_by_side;
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// Dominion's JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct DominionJson;

/// Parts that one thread reads before its records are added to the others.
const PARTS_OF_JOB: usize = 32;

fn is_export(part: &Part<'_>) -> bool {
    let head = head_text(&part.head);
    head.trim_start().starts_with('{') && head.contains("\"Sessions\"") && head.contains("\"Version\"")
}

fn is_manifest(part: &Part<'_>) -> bool {
    let head = head_text(&part.head);
    let name = part.short_name();
    let is_list = name.ends_with("Manifest.json") && head.contains("\"List\"");
    head.trim_start().starts_with('{') && (is_list || name == "Configuration.json")
}

impl ImportFormat for DominionJson {
    fn name(&self) -> &'static str {
        "Dominion CVR JSON"
    }

    fn title(&self) -> Reason {
        import::format_dominion_json()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        is_export(part) || is_manifest(part)
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut exports: Vec<&Part<'_>> = parts.iter().filter(|part| is_export(part)).collect();
        exports.sort_by_key(|part| number_in(part.short_name()));
        let described: Vec<&Part<'_>> = parts.iter().filter(|part| !is_export(part)).collect();
        let Some(first) = exports.first() else {
            let missing = Found::Said(import::found_no_sessions());
            return Err(ImportProblem::new(parts[0].place(), missing, AllowedInFile::OneOf(vec!["CvrExport.json"])));
        };
        let manifests = DominionManifests::read(&described, notes)?;
        let mut records = CardRecords::default();
        records.style_basis = StyleBasis::Stated;
        manifests.declare(first, &mut records)?;
        let template = records.without_cards();
        let mut lists_blank = false;
        let mut add = |job: SessionReader<'_>| {
            records.append(&job.records).map_err(|most| {
                ImportProblem::new(first.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
            })?;
            notes.append(job.notes);
            lists_blank |= job.lists_blank;
            Ok(())
        };
        for run in exports.chunk_by(|a, b| a.size <= SMALL && b.size <= SMALL) {
            if let [part] = run
                && part.size > SMALL
            {
                read_large(part, &manifests, &template, &mut add)?;
                continue;
            }
            let jobs: Vec<&[&Part<'_>]> = run.chunks(PARTS_OF_JOB).collect();
            for wave in jobs.chunks(8) {
                let read = |parts: &[&Part<'_>]| {
                    let mut job = SessionReader::new(&manifests, template.without_cards());
                    parts.iter().try_for_each(|part| job.read_part(part)).map(|()| job)
                };
                side_by_side(wave.to_vec(), read).into_iter().try_for_each(|job| add(job?))?;
            }
        }
        finish_styles(&mut records, &manifests, lists_blank, notes);
        note_identities(&records, notes);
        Ok(Imported::Cards(Box::new(records)))
    }
}

/// Reads a large part in blocks, side by side.
fn read_large(
    part: &Part<'_>,
    manifests: &DominionManifests,
    template: &CardRecords,
    add: &mut dyn FnMut(SessionReader<'_>) -> Result<(), ImportProblem>,
) -> Result<(), ImportProblem> {
    read_text(part, |stream| {
        let (mut items, before) = JsonItems::open(part, stream, "Sessions")?;
        let mut head = SessionReader::new(manifests, template.without_cards());
        head.read_head(part, &before)?;
        add(head)?;
        loop {
            let mut wave = Vec::new();
            while wave.len() < 4
                && let Some(block) = items.next_block(stream)?
            {
                wave.push(block);
            }
            if wave.is_empty() {
                return Ok(());
            }
            let read = |(before, list): (u64, Vec<u8>)| {
                let mut job = SessionReader::new(manifests, template.without_cards());
                job.read_list(part, before, &list).map(|()| job)
            };
            side_by_side(wave, read).into_iter().try_for_each(|job| add(job?))?;
        }
    })
}

/// The number in a file's name, by which files are put in order.
fn number_in(name: &str) -> (u64, String) {
    let digits: String = name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(0), name.to_owned())
}

/// Names styles, and adds contests without marks where the export leaves them out and a ballot type has one sheet.
fn finish_styles(records: &mut CardRecords, manifests: &DominionManifests, lists_blank: bool, notes: &mut ImportNotes) {
    let names: Vec<Vec<u8>> = records.style.names().iter().map(<[u8]>::to_vec).collect();
    let style_of = |name: &[u8]| name.split(|&byte| byte == SHEET).next().unwrap_or_default().to_vec();
    let sheets = |style: &[u8]| names.iter().filter(|name| style_of(name) == style).count();
    if !lists_blank && !manifests.contests_of_style.is_empty() {
        let mut to_fill = vec![Vec::new(); records.contests.len()];
        for (code, name) in names.iter().enumerate() {
            let style = style_of(name);
            let id = std::str::from_utf8(&style).ok().and_then(|id| id.parse::<u64>().ok());
            for contest in id.and_then(|id| manifests.contests_of_style.get(&id)).into_iter().flatten() {
                if let Some(at) = records.find_contest(contest.to_string().as_bytes()).filter(|_| sheets(&style) == 1) {
                    to_fill[at].push(code as u32);
                }
            }
        }
        for (at, styles) in to_fill.iter().enumerate() {
            let filled = records.blank_where(at, styles);
            if filled > 0 {
                let name = records.contests[at].contest.name.clone();
                notes.add_many(NoteKind::BlankFromStyle(name), filled, FilePlace::default);
            }
        }
    }
    // The contests of a sheet depend on its ballot type and its place; prints of it differ by precinct.
    let papers: HashMap<Vec<u8>, HashSet<Vec<u8>>> = names.iter().fold(HashMap::new(), |mut papers, name| {
        let paper = name.split(|&byte| byte == SHEET).nth(1).unwrap_or_default().to_vec();
        papers.entry(style_of(name)).or_default().insert(paper);
        papers
    });
    let several: Vec<bool> = names.iter().map(|name| papers[&style_of(name)].len() > 1).collect();
    let renamed = names.iter().zip(&several).map(|(name, &several)| {
        let mut parts = name.split(|&byte| byte == SHEET);
        let id = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        let known = id.parse().ok().and_then(|id| manifests.styles.get(&id)).cloned().unwrap_or_else(|| id.clone());
        // Several ballot types may be described alike.
        let alike = manifests.styles.values().filter(|style| **style == known).count() > 1;
        let style = if alike { format!("{known} ({id})") } else { known };
        let paper = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        let sheet = paper.parse::<u64>().map_or(paper, |paper| paper.saturating_add(1).to_string());
        if several { format!("{style}, sheet {sheet}") } else { style }
    });
    let renamed: Vec<String> = renamed.collect();
    records.style.rename(renamed.iter().map(String::as_bytes));
}
