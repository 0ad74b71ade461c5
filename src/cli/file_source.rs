//! Files of any size as sources of bytes that are read in any order; folders as the files in them.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::input::read_bytes;
use super::system::says;
use crate::audit_folder::{LOG, REPORT};
use crate::error::Error;
use crate::export::TRUTH;
use crate::import::{ByteSource, NamedBytes};
use crate::reason::{Filling, complaints};
use crate::scenario::in_hex;

/// Most bytes of a source that is no plain file, such as a pipe: it is held in memory.
const LARGEST_PIPE: u64 = 1 << 30;
/// Most files of all folders together.
const MOST_FILES: usize = 2_000_000;
/// How deep folders may nest.
const DEEPEST: usize = 40;

/// Files up to which all are kept open; of more, each is opened when it is read, as systems limit open files.
const KEPT_OPEN: usize = 200;

/// A file that can be read at any place.
pub(super) struct OpenedFile {
    name: String,
    body: FileBody,
}

/// Where the bytes of a file are.
enum FileBody {
    /// In a plain file of so many bytes, which may be open.
    Plain(Option<File>, u64),
    /// In memory.
    Held(NamedBytes),
}

impl OpenedFile {
    fn open(name: &str, stays_open: bool) -> Result<Self, Error> {
        let is_plain = name != "-" && fs::metadata(name).is_ok_and(|it| it.is_file());
        let body = if is_plain {
            let opened = File::open(name).and_then(|file| Ok((file.metadata()?.len(), file)));
            let (size, file) = opened.map_err(|error| failed(name, says(&error)))?;
            FileBody::Plain(stays_open.then_some(file), size)
        } else {
            FileBody::Held(NamedBytes::new(name, read_bytes(name, LARGEST_PIPE)?))
        };
        Ok(Self { name: name.to_owned(), body })
    }

    /// SHA-256 of the bytes, in hexadecimal digits.
    pub(super) fn sha256(&self) -> Result<String, Error> {
        let (mut hash, mut part, mut at) = (Sha256::new(), vec![0; 1 << 20], 0);
        loop {
            let number = self.read_at(at, &mut part).map_err(|error| failed(&self.name, says(&error)))?;
            if number == 0 {
                return Ok(in_hex(&hash.finalize()));
            }
            hash.update(&part[..number]);
            at += number as u64;
        }
    }
}

impl ByteSource for OpenedFile {
    fn name(&self) -> &str {
        &self.name
    }

    fn len(&self) -> u64 {
        match &self.body {
            FileBody::Plain(_, size) => *size,
            FileBody::Held(bytes) => bytes.len(),
        }
    }

    fn read_at(&self, place: u64, bytes: &mut [u8]) -> io::Result<usize> {
        match &self.body {
            FileBody::Plain(Some(file), _) => read_file_at(file, place, bytes),
            FileBody::Plain(None, _) => read_file_at(&File::open(&self.name)?, place, bytes),
            FileBody::Held(held) => held.read_at(place, bytes),
        }
    }
}

#[cfg(unix)]
fn read_file_at(file: &File, place: u64, bytes: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, place)
}

#[cfg(windows)]
fn read_file_at(file: &File, place: u64, bytes: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, place)
}

/// The files of that name, folders as the files in them in the order of their names; and those of folders that were passed over: hidden
/// ones, scenarios, and what this program wrote.
pub(super) fn opened(names: &[String]) -> Result<(Vec<OpenedFile>, Vec<String>), Error> {
    let (mut files, mut passed_over) = (Vec::new(), Vec::new());
    for name in names {
        if name != "-" && Path::new(name).is_dir() {
            let before = files.len();
            list(Path::new(name), 0, &mut files, &mut passed_over)?;
            if files.len() == before {
                return Err(failed(name, complaints::message_empty_folder()));
            }
        } else {
            files.push(name.clone());
        }
    }
    let files = files.iter().map(|name| OpenedFile::open(name, files.len() <= KEPT_OPEN)).collect::<Result<_, _>>()?;
    Ok((files, passed_over))
}

/// Whether a file of a folder is a scenario or one that this program writes beside an office's files: it holds no votes of theirs.
fn is_own(name: &str) -> bool {
    let is_scenario = Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    is_scenario || [TRUTH, LOG, REPORT].contains(&name)
}

fn list(folder: &Path, depth: usize, files: &mut Vec<String>, passed_over: &mut Vec<String>) -> Result<(), Error> {
    let fail = |error: &io::Error| failed(&folder.display().to_string(), says(error));
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>())
        .map_err(|error| fail(&error))?;
    paths.sort();
    for path in paths {
        let name = path.display().to_string();
        let short = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if short.starts_with('.') || is_own(&short) {
            passed_over.push(name);
        } else if path.is_dir() {
            if depth >= DEEPEST {
                return Err(failed(&name, complaints::message_deep_folder(DEEPEST)));
            }
            list(&path, depth + 1, files, passed_over)?;
        } else {
            files.push(name);
        }
        if files.len() > MOST_FILES {
            return Err(failed(&folder.display().to_string(), complaints::message_many_files(MOST_FILES)));
        }
    }
    Ok(())
}

fn failed(file: &str, message: impl Into<Filling>) -> Error {
    Error::Read { file: file.to_owned(), message: message.into() }
}
