//! Opens the files of an election office for the readers: at any place, without holding them in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, PoisonError};

use super::system::says;
use crate::error::Error;
use crate::import::{ByteSource, CardRecords, Imported, import};
use crate::reason::{complaints, import as messages};
use crate::scenario::ScenarioFile;

/// An open file.
pub(super) struct OfficeFile {
    name: String,
    len: u64,
    file: Mutex<File>,
}

impl OfficeFile {
    /// Opens a plain file.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let fail = |message| Error::Read { file: name.clone(), message };
        if path.is_dir() {
            return Err(fail(complaints::message_folder().into()));
        }
        if !path.exists() {
            return Err(fail(complaints::message_no_file().into()));
        }
        let file = File::open(path).map_err(|e| fail(says(&e)))?;
        let about = file.metadata().map_err(|e| fail(says(&e)))?;
        if !about.is_file() {
            return Err(fail(messages::message_no_plain_file().into()));
        }
        Ok(Self { len: about.len(), name, file: Mutex::new(file) })
    }
}

impl ByteSource for OfficeFile {
    fn name(&self) -> &str {
        &self.name
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, place: u64, bytes: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place))?;
        file.read(bytes)
    }
}

/// The scenario with the records of the files that its `[election]` names, which are beside it.
pub(super) fn with_files(file: ScenarioFile) -> Result<ScenarioFile, Error> {
    let Some(election) = &file.scenario.election else { return Ok(file) };
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let mut sources = Vec::new();
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
        sources.push(OfficeFile::open(&folder.join(path))?);
    }
    let cards = read_cards(&sources)?;
    file.with_records(Arc::new(cards))
}

/// The card records of these files.
pub(super) fn read_cards(files: &[OfficeFile]) -> Result<CardRecords, Error> {
    let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
    let mut cards: Option<CardRecords> = None;
    for it in import(&sources)? {
        let found = match it.content {
            Imported::Cards(records) if cards.is_none() => {
                cards = Some(*records);
                continue;
            }
            Imported::Cards(_) => messages::found_second_format(it.format),
            Imported::Orders(_) | Imported::Tallies(_) | Imported::Tables(_) => messages::found_no_records(it.format),
        };
        return Err(Error::Usage(complaints::error_allowed("[election] from", found, messages::rule_records_only())));
    }
    let none = || {
        let (found, rule) = (messages::found_nothing(), messages::rule_records_only());
        Error::Usage(complaints::error_allowed("[election] from", found, rule))
    };
    cards.ok_or_else(none)
}
