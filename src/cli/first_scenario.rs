//! `recount import --scenario FILE`: a first scenario of the files, beside them.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::write_bytes;
use super::system::says;
use crate::error::Error;
use crate::import::{CardRecords, CardSummary, ImportReview, Imported, manifest_rows};
use crate::reason::{complaints, folder, import as messages};
use crate::report::{self, Language};

/// Writes a first scenario and says how many choices are open in it.
pub(super) fn write_first_scenario(
    to: &Path,
    files: &[String],
    review: &ImportReview,
    language: &Language,
) -> Result<String, Error> {
    if fs::symlink_metadata(to).is_ok() {
        let (found, rule) = (folder::found_there(), folder::rule_new_file());
        return Err(Error::Usage(complaints::error_allowed(option(to), found, rule)));
    }
    let (records, summary) = one_export(review)?;
    let from = beside(to, files)?;
    let (text, open) = report::first_scenario(&from, records, summary, language);
    write_bytes(to, text.as_bytes())?;
    Ok(report::first_scenario_in_words(&to.display().to_string(), open, language))
}

fn option(to: &Path) -> String {
    format!("--scenario {}", to.display())
}

/// The records of cards, where beside them there are manifests only: what a scenario can be made from.
fn one_export(review: &ImportReview) -> Result<(&CardRecords, &CardSummary), Error> {
    let wrong = |found| Error::Usage(complaints::error_allowed("--scenario", found, messages::rule_records_only()));
    let mut one = None;
    for (import, summary) in review.imports.iter().zip(&review.summaries) {
        match (&import.content, summary) {
            (Imported::Cards(records), Some(summary)) if one.is_none() => one = Some((&**records, summary)),
            (Imported::Cards(_), _) => return Err(wrong(messages::found_second_format(import.format))),
            (Imported::Tables(tables), _) => {
                for table in tables {
                    manifest_rows(table)?.ok_or_else(|| wrong(messages::found_no_records(table.kind)))?;
                }
            }
            _ => return Err(wrong(messages::found_no_records(import.format))),
        }
    }
    one.ok_or_else(|| wrong(messages::found_nothing()))
}

/// The names of files as a scenario names them, from its own folder. A folder that holds the scenario is named by what it
/// holds.
fn beside(to: &Path, files: &[String]) -> Result<Vec<String>, Error> {
    let whole = |path: &Path| -> Result<PathBuf, Error> {
        let failed = |e| Error::Read { file: path.display().to_string(), message: says(&e) };
        fs::canonicalize(path).map_err(failed)
    };
    let folder = whole(to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
    let mut names = Vec::new();
    for file in files {
        let elsewhere = || {
            let found = folder::found_elsewhere(file.clone());
            Error::Usage(complaints::error_allowed(option(to), found, folder::rule_files_beside()))
        };
        if file == "-" {
            return Err(elsewhere());
        }
        let path = whole(Path::new(file))?;
        let inside = path.strip_prefix(&folder).map_err(|_| elsewhere())?;
        if inside.as_os_str().is_empty() {
            let listed = fs::read_dir(&path).map_err(|_| elsewhere())?;
            let named = listed.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            names.extend(named.filter(|name| !name.starts_with('.')));
        } else {
            let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
            names.push(parts.ok_or_else(elsewhere)?.join("/"));
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}
