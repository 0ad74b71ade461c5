//! Opens scenarios: a file, standard input, or a name inside the binary; and the files of records that one names.

use std::path::{Component, Path};
use std::sync::Arc;

use super::file_source::opened;
use super::input::read_text;
use crate::error::Error;
use crate::import::{ByteSource, CardRecords, CardSummary, Imported, compare_manifest, import, manifest_rows};
use crate::reason::{complaints, import as messages};
use crate::scenario::{LARGEST, ScenarioFile, shipped};

/// A scenario, and whether a ballot manifest is among the files of records that it names.
pub(super) struct OpenedScenario {
    pub(super) file: ScenarioFile,
    pub(super) has_manifest: bool,
}

/// The scenario of that name or path; `-` is standard input.
pub(super) fn open(name: &str) -> Result<ScenarioFile, Error> {
    Ok(open_with_manifest(name)?.file)
}

/// The same, with what is known of a manifest.
pub(super) fn open_with_manifest(name: &str) -> Result<OpenedScenario, Error> {
    let path = Path::new(name);
    let looks_like_a_file =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) || name.contains(['/', '\\']);
    // A folder of that name, such as that of papers printed before, does not hide a shipped scenario.
    let is_hidden = path.exists() && !(path.is_dir() && shipped(name).is_ok());
    if name != "-" && !is_hidden && !looks_like_a_file {
        return Ok(OpenedScenario { file: shipped(name)?, has_manifest: false });
    }
    with_files(ScenarioFile::read(name, read_text(name, LARGEST as u64)?)?)
}

/// The scenario with the records of the files that its `[election]` names, which are beside it.
fn with_files(file: ScenarioFile) -> Result<OpenedScenario, Error> {
    let Some(election) = &file.scenario.election else { return Ok(OpenedScenario { file, has_manifest: false }) };
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
    let (cards, has_manifest) = read_cards(&names)?;
    Ok(OpenedScenario { file: file.with_records(Arc::new(cards))?, has_manifest })
}

/// The card records of these files, and whether a manifest is among them; it must then have the same batches with the same
/// numbers of cards.
fn read_cards(names: &[String]) -> Result<(CardRecords, bool), Error> {
    let (files, _) = opened(names)?;
    let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
    let wrong =
        |found| Error::Usage(complaints::error_allowed("[election] from", found, messages::rule_records_only()));
    let (mut cards, mut rows, mut manifest): (Option<CardRecords>, Vec<_>, Option<String>) = (None, Vec::new(), None);
    for it in import(&sources)? {
        match it.content {
            Imported::Cards(records) if cards.is_none() => cards = Some(*records),
            Imported::Cards(_) => return Err(wrong(messages::found_second_format(it.format))),
            Imported::Tables(tables) => {
                for table in tables {
                    let own = manifest_rows(&table)?;
                    rows.extend(own.ok_or_else(|| wrong(messages::found_no_records(table.kind)))?);
                    manifest = Some(table.file);
                }
            }
            Imported::Orders(_) | Imported::Tallies(_) => return Err(wrong(messages::found_no_records(it.format))),
        }
    }
    let cards = cards.ok_or_else(|| wrong(messages::found_nothing()))?;
    let Some(manifest) = manifest else { return Ok((cards, false)) };
    let compared = compare_manifest(&manifest, &rows, &CardSummary::of(&cards))?;
    let Some(first) = compared.differences.first() else { return Ok((cards, true)) };
    let (in_manifest, in_records) = (first.manifest.unwrap_or(0), first.records.unwrap_or(0));
    let more = compared.differences.len() - 1;
    let found = messages::found_manifest_differs(&first.batch, in_manifest, in_records, more);
    Err(Error::Usage(complaints::error_needed(manifest, found, messages::rule_manifest_as_records())))
}
