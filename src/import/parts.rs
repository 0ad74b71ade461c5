//! Files, the parts of archives and the sheets of workbooks, as one list: what a reader reads, each part as a stream.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::problem::{
    AllowedInFile, FilePlace, Found, ImportProblem, one_line, said_of, said_of_stream, stream_fault,
};
use crate::import::sheet::{SharedTexts, SheetLines, sheets};
use crate::import::source::{ByteSource, NamedBytes, SourceReader};
use crate::reason::import;

/// Most parts of all files together.
const MOST_PARTS: usize = 2_000_000;
/// Most bytes that a part may unpack to, whatever it claims.
const MOST_UNPACKED: u64 = 64_000_000_000;
/// A part that unpacks to more bytes than this for each of its own is no table of votes.
const MOST_RATIO: u64 = 500;
/// Bytes up to which a part may unpack whatever its ratio.
const SMALL: u64 = 64_000_000;
/// Bytes of a part's head that are looked at.
pub(crate) const HEAD: usize = 1 << 16;
/// Bytes of the head where there are many parts.
const SHORT_HEAD: usize = 256;
/// Parts from which on there are many.
const MANY: usize = 200;

/// All parts of the files that are given.
pub struct PartSet<'a> {
    parts: Vec<Part<'a>>,
}

/// A file, or a part of an archive.
pub struct Part<'a> {
    /// The file's name, or `archive: part`.
    pub name: String,
    /// The archive's name, where it is a part of one.
    pub archive: Option<Arc<str>>,
    /// How many bytes it has, or claims to have; 0 for a sheet of a workbook.
    pub size: u64,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// For the first sheet of a workbook, the names of those that people do not see, which are not read.
    pub hidden_sheets: Vec<String>,
    body: PartBody<'a>,
}

enum PartBody<'a> {
    Whole(&'a dyn ByteSource),
    Member(ZipArchive<SourceReader<'a>>, usize),
    Sheet(ZipArchive<SourceReader<'a>>, usize, Arc<SharedTexts>),
}

impl Part<'_> {
    /// Whether it is a sheet of a workbook.
    pub(crate) fn is_sheet(&self) -> bool {
        matches!(self.body, PartBody::Sheet(..))
    }
}

impl<'a> PartSet<'a> {
    /// Lists the files and what archives among them hold. Workbooks, which are archives too, stay whole.
    ///
    /// # Errors
    /// An archive that is broken, locked, or built to harm.
    pub fn list(sources: &[&'a dyn ByteSource]) -> Result<Self, ImportProblem> {
        let (mut parts, mut left) = (Vec::new(), MOST_INNER);
        for &source in sources {
            let mut head = [0; 4];
            let size =
                fill(&mut SourceReader::new(source), &mut head).map_err(|error| unreadable(source.name(), &error))?;
            if &head[..size] == b"PK\x03\x04" || &head[..size] == b"PK\x05\x06" {
                list_archive(source.name(), SourceReader::new(source), None, &mut left, &mut parts)?;
            } else {
                parts.push(Part {
                    name: source.name().to_owned(),
                    archive: None,
                    size: source.len(),
                    head: Vec::new(),
                    hidden_sheets: Vec::new(),
                    body: PartBody::Whole(source),
                });
            }
        }
        let most = if parts.len() > MANY { SHORT_HEAD } else { HEAD };
        for part in &mut parts {
            let mut head = vec![0; most];
            let size = part.read(|bytes| fill(bytes, &mut head).map_err(|error| part.unreadable(&error)))?;
            head.truncate(size);
            part.head = head;
        }
        Ok(Self { parts })
    }

    /// The parts, files in the order in which they were given.
    pub fn all(&self) -> &[Part<'a>] {
        &self.parts
    }

    /// Takes the parts that are wanted, and leaves the others.
    pub fn take(&mut self, mut wanted: impl FnMut(&Part<'a>) -> bool) -> Vec<Part<'a>> {
        let (taken, left) = std::mem::take(&mut self.parts).into_iter().partition(|part| wanted(part));
        self.parts = left;
        taken
    }
}

/// Most bytes of all archives within others.
const MOST_INNER: u64 = 256 << 20;

/// Lists the parts of an archive; one that stands within another is named with its `outer` one.
fn list_archive<'a>(
    own: &str,
    reader: SourceReader<'a>,
    outer: Option<&str>,
    left: &mut u64,
    parts: &mut Vec<Part<'a>>,
) -> Result<(), ImportProblem> {
    let full = outer.map_or_else(|| own.to_owned(), |outer| format!("{outer}: {own}"));
    let whole = || FilePlace::file(full.clone());
    let refused = |found| ImportProblem::new(whole(), found, AllowedInFile::PlainArchive);
    let broken = |error: ZipError| refused(Found::Broken(said_of(&error)));
    let mut archive = ZipArchive::new(reader).map_err(broken)?;
    if archive.len() + parts.len() > MOST_PARTS {
        return Err(ImportProblem::new(
            whole(),
            Found::Many(archive.len() as u64),
            AllowedInFile::AtMost(MOST_PARTS as u64),
        ));
    }
    if archive.index_for_name("[Content_Types].xml").is_some() && archive.index_for_name("xl/workbook.xml").is_some() {
        let (sheets, shared) = sheets(&mut archive).map_err(|said| refused(Found::Broken(said)))?;
        let (hidden, seen): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|sheet| sheet.is_hidden);
        if seen.is_empty() && !hidden.is_empty() {
            return Err(refused(Found::Said(import::found_hidden_sheets_alone())));
        }
        let mut hidden_sheets: Vec<String> = hidden.into_iter().map(|sheet| sheet.name).collect();
        let is_one = seen.len() == 1;
        for sheet in seen {
            let body = PartBody::Sheet(archive.clone(), sheet.part, Arc::clone(&shared));
            let name = full.clone();
            let (name, archive) =
                if is_one { (name, None) } else { (format!("{name}: {}", sheet.name), Some(Arc::from(name))) };
            let hidden_sheets = std::mem::take(&mut hidden_sheets);
            parts.push(Part { name, archive, size: 0, head: Vec::new(), hidden_sheets, body });
        }
        return Ok(());
    }
    if archive.has_duplicate_names() {
        return Err(refused(Found::Said(import::found_parts_twice())));
    }
    if archive.has_overlapping_files().map_err(broken)? {
        return Err(refused(Found::Overlap));
    }
    let archive_name: Arc<str> = Arc::from(own);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(broken)?;
        if entry.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if leads_out(&name) {
            return Err(refused(Found::PathOut(name)));
        }
        if entry.encrypted() {
            return Err(refused(Found::Locked));
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > MOST_UNPACKED || size > SMALL && size / packed.max(1) > MOST_RATIO {
            return Err(ImportProblem::new(
                FilePlace::file(format!("{full}: {name}")),
                Found::Heavy(size),
                AllowedInFile::PlainArchive,
            ));
        }
        let part = Part {
            name: format!("{full}: {name}"),
            archive: Some(Arc::clone(&archive_name)),
            size,
            head: Vec::new(),
            hidden_sheets: Vec::new(),
            body: PartBody::Member(archive.clone(), index),
        };
        let is_archive = name.as_bytes().last_chunk::<4>().is_some_and(|end| end.eq_ignore_ascii_case(b".zip"));
        if is_archive && outer.is_none() {
            // Offices send one archive for each tabulator, packed together.
            let bytes = part.bytes(*left)?;
            *left -= bytes.len() as u64;
            let short = part.short_name().to_owned();
            let inner = SourceReader::inner(NamedBytes::new(short.clone(), bytes));
            list_archive(&short, inner, Some(&full), left, parts)?;
        } else {
            parts.push(part);
        }
    }
    Ok(())
}

/// Whether a name is one that would lead out of a folder it is unpacked to.
fn leads_out(name: &str) -> bool {
    let rooted = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    rooted || name.contains('\0') || name.split(['/', '\\']).any(|step| step == "..")
}

impl Part<'_> {
    /// Reads the part as a stream; where it unpacks to more than it claims, the stream ends with an error.
    ///
    /// # Errors
    /// What the archive says, and what the caller refuses.
    pub fn read<T>(
        &self,
        observe: impl FnOnce(&mut dyn BufRead) -> Result<T, ImportProblem>,
    ) -> Result<T, ImportProblem> {
        match &self.body {
            PartBody::Whole(source) => observe(&mut BufReader::with_capacity(HEAD, SourceReader::new(*source))),
            PartBody::Member(archive, index) => {
                let mut archive = archive.clone();
                let refused = |error: ZipError| {
                    ImportProblem::new(self.place(), Found::Broken(said_of(&error)), AllowedInFile::PlainArchive)
                };
                let member = archive.by_index(*index).map_err(refused)?;
                let claimed = member.size();
                observe(&mut BufReader::with_capacity(HEAD, Bounded { inner: member, left: claimed }))
            }
            PartBody::Sheet(archive, index, shared) => {
                let mut archive = archive.clone();
                let refused = |error: ZipError| {
                    ImportProblem::new(self.place(), Found::Broken(said_of(&error)), AllowedInFile::Table)
                };
                let member = archive.by_index(*index).map_err(refused)?;
                observe(&mut BufReader::with_capacity(HEAD, SheetLines::new(member, Arc::clone(shared))))
            }
        }
    }

    /// The whole part in memory, where it has at most so many bytes.
    ///
    /// # Errors
    /// What the archive says; a part that is too large.
    pub fn bytes(&self, most: u64) -> Result<Vec<u8>, ImportProblem> {
        self.read(|stream| {
            let mut bytes = Vec::new();
            stream.take(most + 1).read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
            if bytes.len() as u64 > most {
                return Err(ImportProblem::new(self.place(), Found::Heavy(most), AllowedInFile::AtMost(most)));
            }
            Ok(bytes)
        })
    }

    /// The part as a place.
    pub fn place(&self) -> FilePlace {
        FilePlace::file(self.name.clone())
    }

    /// What stands in the part is not what may stand there.
    pub fn problem(&self, row: u64, found: Found, allowed: AllowedInFile) -> ImportProblem {
        ImportProblem::new(self.place().row(row), found, allowed)
    }

    /// The system or the archive cannot read it.
    pub(crate) fn unreadable(&self, error: &io::Error) -> ImportProblem {
        unreadable(&self.name, error)
    }

    /// The part is not JSON, or other JSON than a reader wants.
    pub(crate) fn not_json(&self, error: serde_json::Error) -> ImportProblem {
        if error.is_io() {
            return self.unreadable(&error.into());
        }
        let place = self.place().row(error.line() as u64).column(error.column().saturating_sub(1));
        let said = one_line(&error);
        let said = said.rsplit_once(" at line ").map_or(&*said, |(said, _)| said);
        ImportProblem::new(place, Found::Broken(said.into()), AllowedInFile::Syntax("JSON"))
    }

    /// The name without folders and archives.
    pub fn short_name(&self) -> &str {
        let inside = self.name.rsplit_once(": ").map_or(&*self.name, |(_, inside)| inside);
        inside.rsplit(['/', '\\']).next().unwrap_or(inside)
    }
}

fn unreadable(name: &str, error: &io::Error) -> ImportProblem {
    let found = Found::Broken(said_of_stream(error));
    ImportProblem::new(FilePlace::file(name), found, AllowedInFile::Said(import::rule_readable()))
}

/// Reads until the bytes are full or the stream ends.
pub(crate) fn fill(stream: &mut dyn Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(number) => filled += number,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A stream that may not be longer than it claims.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let number = self.inner.read(bytes)?;
        let left = self.left.checked_sub(number as u64);
        self.left = left.ok_or_else(|| stream_fault(import::found_more_than_claimed()))?;
        Ok(number)
    }
}
