//! Opens scenarios: a file, standard input, or a name inside the binary; and the files of records that one names.

use std::path::Path;
use std::sync::Arc;

use super::election_files::{ElectionFiles, read_election};
use super::input::read_text;
use crate::error::Error;
use crate::import::ManifestRow;
use crate::scenario::{LARGEST, ScenarioFile, shipped};

/// A scenario, and the rows of the ballot manifests that are among the files of records that it names.
pub(super) struct OpenedScenario {
    pub(super) file: ScenarioFile,
    pub(super) manifest: Vec<ManifestRow>,
    /// Whether there is a manifest of all records.
    pub(super) has_manifest: bool,
    /// Whether these files have sums, so that no single card can be looked up.
    pub(super) are_sums: bool,
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
    let is_there = path.exists() && !(path.is_dir() && shipped(name).is_ok());
    if name != "-" && !is_there && !looks_like_a_file {
        return Ok(OpenedScenario { file: shipped(name)?, manifest: Vec::new(), has_manifest: false, are_sums: false });
    }
    with_files(ScenarioFile::read(name, read_text(name, LARGEST as u64)?)?)
}

/// The scenario with the records of the files that its `[election]` names, which are beside it.
fn with_files(file: ScenarioFile) -> Result<OpenedScenario, Error> {
    let Some(election) = &file.scenario.election else {
        return Ok(OpenedScenario { file, manifest: Vec::new(), has_manifest: false, are_sums: false });
    };
    let ElectionFiles { cards, manifest, has_manifest, are_sums } = read_election(&file, election)?;
    Ok(OpenedScenario { file: file.with_records(Arc::new(cards))?, manifest, has_manifest, are_sums })
}
