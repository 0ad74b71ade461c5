//! Why a file cannot be read, and where.

use std::{fmt, io};

use crate::error::{Error, printable};
use crate::reason::{Filling, Reason, complaints, import};

/// Where something stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePlace {
    /// The file, or the part of an archive as `archive: part`.
    pub file: String,
    /// The line, or the row of a sheet, from 1.
    pub row: Option<u64>,
    /// The column, from 1.
    pub column: Option<u64>,
    /// The column's name, the key of a JSON object, or the element of an XML file.
    pub key: Option<String>,
}

impl FilePlace {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A row of it.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// A column of it.
    #[must_use]
    pub fn column(mut self, column: usize) -> Self {
        self.column = Some(column as u64 + 1);
        self
    }

    /// A key or named column of it.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

impl FilePlace {
    /// Row, column and name in the file, without the file; none where the file as a whole is meant.
    pub fn inside(&self) -> Option<Reason> {
        let key = self.key.as_deref().map(shown);
        Some(match (self.row, self.column, key) {
            (None, None, None) => return None,
            (Some(row), None, None) => import::place_row(row),
            (Some(row), Some(column), None) => import::place_row_column(row, column),
            (Some(row), Some(column), Some(key)) => import::place_row_column_key(row, column, key),
            (Some(row), None, Some(key)) => import::place_row_key(row, key),
            (None, Some(column), None) => import::place_column(column),
            (None, Some(column), Some(key)) => import::place_column_key(column, key),
            (None, None, Some(key)) => import::place_key(key),
        })
    }

    /// The place in words: the file, and where in it.
    pub fn reason(&self) -> Reason {
        let file = printable(&self.file);
        match self.inside() {
            Some(inside) => import::place_in(file, inside),
            None => import::place_file(file),
        }
    }
}

/// In English.
impl fmt::Display for FilePlace {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(to)
    }
}

/// Why a file cannot be read: where, what was found, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// Where.
    pub place: Box<FilePlace>,
    /// What stands there.
    pub found: Found,
    /// What may stand there.
    pub allowed: AllowedInFile,
}

impl ImportProblem {
    /// A problem at a place.
    pub fn new(place: FilePlace, found: Found, allowed: AllowedInFile) -> Self {
        Self { place: Box::new(place), found, allowed }
    }

    /// The place, what was found and what is allowed.
    pub fn reason(&self) -> Reason {
        import::problem(self.place.reason(), self.found.said(), self.allowed.said())
    }
}

/// In English.
impl fmt::Display for ImportProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(to)
    }
}

impl std::error::Error for ImportProblem {}

impl From<ImportProblem> for Error {
    fn from(problem: ImportProblem) -> Self {
        let (found, allowed) = (problem.found.said(), problem.allowed.said());
        let message = match problem.place.inside() {
            Some(inside) => import::problem(inside, found, allowed),
            None => complaints::message_flaw(found, allowed),
        };
        Self::Read { file: problem.place.file, message: message.into() }
    }
}

/// Most characters of a file that a message repeats.
const SHOWN: usize = 60;

/// What stands in a file where something else should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A text of the file.
    Text(String),
    /// A number, or a number of things.
    Many(u64),
    /// Nothing: the file ends here.
    End,
    /// Bytes that are not text.
    Binary,
    /// A workbook in the format before 2007, whatever the file is called.
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// A web page.
    WebPage,
    /// A packed archive of a kind that is not read, or one within another.
    Packed,
    /// A part that unpacks to more bytes than it may.
    Heavy(u64),
    /// A part whose name leads out of the folder.
    PathOut(String),
    /// Parts of an archive that overlap.
    Overlap,
    /// A part that is locked with a password.
    Locked,
    /// What the system or another crate says of the bytes.
    Broken(Filling),
    /// Something that stands twice where it may stand once.
    Twice(String),
    /// Something else, in a message.
    Said(Reason),
}

impl Found {
    /// A text of the file, cut where it is long.
    pub fn text(text: &[u8]) -> Self {
        let head = &text[..text.len().min(SHOWN * 4 + 4)];
        Self::Text(String::from_utf8_lossy(head).into_owned())
    }

    /// What was found, in words.
    pub fn said(&self) -> Filling {
        let reason = match self {
            Self::Text(text) => return quoted(text).into(),
            Self::Many(number) => return (*number).into(),
            Self::Broken(said) => return said.clone(),
            Self::Said(reason) => return reason.clone().into(),
            Self::End => import::found_end(),
            Self::Binary => import::found_binary(),
            Self::OldWorkbook => import::found_old_workbook(),
            Self::Pdf => import::found_pdf(),
            Self::WebPage => import::found_web_page(),
            Self::Packed => import::found_packed(),
            Self::Heavy(bytes) => import::found_heavy(*bytes),
            Self::PathOut(name) => import::found_path_out(quoted(name)),
            Self::Overlap => import::found_overlap(),
            Self::Locked => import::found_locked(),
            Self::Twice(what) => import::found_twice(quoted(what)),
        };
        reason.into()
    }
}

/// What may stand at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedInFile {
    /// A file of a format that is read.
    KnownFormat,
    /// A table saved as CSV or XLSX.
    Table,
    /// At most so many.
    AtMost(u64),
    /// At least so many.
    AtLeast(u64),
    /// Exactly so many.
    Exactly(u64),
    /// A whole number between two.
    Whole(u64, u64),
    /// One of these, as files write them.
    OneOf(Vec<&'static str>),
    /// A mark: 1, 0 or empty.
    MarkCell,
    /// Each only once.
    Once,
    /// Well-formed text of this syntax.
    Syntax(&'static str),
    /// Parts that stay within the archive.
    PlainArchive,
    /// Something else, in a message.
    Said(Reason),
}

impl AllowedInFile {
    /// What is allowed, in words.
    pub fn said(&self) -> Filling {
        let reason = match self {
            Self::OneOf(words) => return words.join(", ").into(),
            Self::Exactly(number) => return (*number).into(),
            Self::Said(reason) => return reason.clone().into(),
            Self::KnownFormat => import::rule_known_format(),
            Self::Table => import::rule_table(),
            Self::AtMost(most) => import::rule_at_most(*most),
            Self::AtLeast(least) => import::rule_at_least(*least),
            Self::Whole(from, to) => import::rule_whole(*from, *to),
            Self::MarkCell => import::rule_mark_cell(),
            Self::Once => import::rule_once(),
            Self::Syntax(name) => import::rule_syntax(*name),
            Self::PlainArchive => import::rule_plain_archive(),
        };
        reason.into()
    }
}

/// A text from a file in quotes, cut where it is long.
pub(crate) fn quoted(text: &str) -> String {
    format!("{:?}", shown(text))
}

/// A text from a file, cut where it is long and without signs that control a terminal.
pub(crate) fn shown(text: &str) -> String {
    cut(text, SHOWN)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => printable(&format!("{}…", &text[..end])),
        None => printable(text),
    }
}

/// What another crate says, in one line: it may tell back what stands in the file, however long and whatever signs it has.
pub(crate) fn one_line(error: &dyn fmt::Display) -> String {
    cut(&error.to_string().replace(['\n', '\r'], " "), 4 * SHOWN)
}

/// What another crate says, as a text.
pub(crate) fn said_of(error: &dyn fmt::Display) -> Filling {
    one_line(error).into()
}

/// An error of a stream that a reader of this room makes.
#[derive(Debug)]
struct StreamFault(Filling);

impl fmt::Display for StreamFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl std::error::Error for StreamFault {}

/// An error with which a stream ends.
pub(crate) fn stream_fault(said: impl Into<Filling>) -> io::Error {
    io::Error::other(StreamFault(said.into()))
}

/// What ended a stream: a message of this room, or what the system says.
pub(crate) fn said_of_stream(error: &io::Error) -> Filling {
    let own = error.get_ref().and_then(|inner| inner.downcast_ref::<StreamFault>());
    own.map_or_else(|| said_of(error), |fault| fault.0.clone())
}
