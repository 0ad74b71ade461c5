//! Opens scenarios: a file, standard input, or a name inside the binary; and the files of records that one names.

use std::path::{Component, Path};
use std::sync::Arc;

use super::file_source::opened;
use super::input::read_text;
use crate::error::Error;
use crate::import::{ByteSource, CardRecords, CardSummary, Imported, compare_manifest, import, manifest_rows};
use crate::reason::{complaints, import as messages};
use crate::scenario::{LARGEST, ScenarioFile, shipped};

/// The scenario of that name or path; `-` is standard input.
pub(super) fn open(name: &str) -> Result<ScenarioFile, Error> {
    let path = Path::new(name);
    let looks_like_a_file =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) || name.contains(['/', '\\']);
    if name != "-" && !path.exists() && !looks_like_a_file {
        return shipped(name);
    }
    with_files(ScenarioFile::read(name, read_text(name, LARGEST as u64)?)?)
}

/// The scenario with the records of the files that its `[election]` names, which are beside it.
fn with_files(file: ScenarioFile) -> Result<ScenarioFile, Error> {
    let Some(election) = &file.scenario.election else { return Ok(file) };
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let mut names = Vec::new();
    for name in &election.from {
        let path = Path::new(name);
        // A scenario from elsewhere must not read what lies outside its folder.
        let is_beside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_beside || name.is_empty() {
            return Err(Error::Usage(complaints::error_allowed(
                "[election] from",
                format!("{name:?}"),
                messages::rule_beside_the_scenario(),
            )));
        }
        names.push(folder.join(path).display().to_string());
    }
    let cards = read_cards(&names)?;
    file.with_records(Arc::new(cards))
}

/// The card records of these files. A manifest among them must have the same batches with the same numbers of cards.
fn read_cards(names: &[String]) -> Result<CardRecords, Error> {
    let (files, _) = opened(names)?;
    let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
    let wrong =
        |found| Error::Usage(complaints::error_allowed("[election] from", found, messages::rule_records_only()));
    let (mut cards, mut tables): (Option<CardRecords>, Vec<_>) = (None, Vec::new());
    for it in import(&sources)? {
        match it.content {
            Imported::Cards(records) if cards.is_none() => cards = Some(*records),
            Imported::Cards(_) => return Err(wrong(messages::found_second_format(it.format))),
            Imported::Tables(all) => tables.extend(all),
            Imported::Orders(_) | Imported::Tallies(_) => return Err(wrong(messages::found_no_records(it.format))),
        }
    }
    let cards = cards.ok_or_else(|| wrong(messages::found_nothing()))?;
    for table in &tables {
        let rows = manifest_rows(table)?.ok_or_else(|| wrong(messages::found_no_records(table.kind)))?;
        let compared = compare_manifest(&table.file, &rows, &CardSummary::of(&cards))?;
        if let Some(first) = compared.differences.first() {
            let number = |cards: Option<u64>| cards.unwrap_or(0);
            let found = messages::found_manifest_differs(
                &first.batch,
                number(first.manifest),
                number(first.records),
                compared.differences.len() - 1,
            );
            let rule = messages::rule_manifest_as_records();
            return Err(Error::Usage(complaints::error_needed(table.file.clone(), found, rule)));
        }
    }
    Ok(cards)
}
