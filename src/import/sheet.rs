//! Sheets of XLSX workbooks as comma-separated text, row by row, so that every reader of tables reads workbooks too.
//!
//! Nothing is laid out that a sheet only claims to have; shared texts have a bound.
//!
//! # Reference
//! ECMA-376, part 1, §18.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::import::problem::{said_of, stream_fault};
use crate::import::source::SourceReader;
use crate::import::xml::{MarkupStep, attribute, entity, said_of_xml, walk};
use crate::reason::{Filling, import};

/// Most bytes of a part of the workbook that is kept in memory.
const MOST_KEPT: u64 = 128 << 20;
/// Most columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Most rows of a sheet.
const MOST_ROWS: u64 = 1_048_576;
/// Most sheets.
const MOST_SHEETS: usize = 200;
/// Most empty cells at the ends of rows.
const MOST_PADDED: u64 = 1 << 28;
/// Most bytes of one row of a sheet.
const LONGEST_ROW: usize = 16 << 20;

/// Texts that cells share.
#[derive(Debug, Default)]
pub(crate) struct SharedTexts {
    text: String,
    ends: Vec<usize>,
}

impl SharedTexts {
    fn get(&self, place: usize) -> Option<&str> {
        let start = if place == 0 { 0 } else { *self.ends.get(place - 1)? };
        self.text.get(start..*self.ends.get(place)?)
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub(crate) struct ListedSheet {
    /// The name on its tab.
    pub(crate) name: String,
    /// The part of the archive that holds it.
    pub(crate) part: usize,
    /// Whether people do not see it.
    pub(crate) is_hidden: bool,
}

/// The sheets of a workbook and the texts that they share.
///
/// # Errors
/// What is wrong with the workbook.
pub(crate) fn sheets(
    archive: &mut ZipArchive<SourceReader<'_>>,
) -> Result<(Vec<ListedSheet>, Arc<SharedTexts>), Filling> {
    let mut named = Vec::new();
    read(archive, "xl/workbook.xml", |step| {
        if let MarkupStep::Opens("sheet", tag) = step {
            if named.len() == MOST_SHEETS {
                return Err(import::found_many_sheets(MOST_SHEETS).into());
            }
            let is_hidden = attribute(tag, "state").is_some_and(|state| state != "visible");
            let (name, id) = (attribute(tag, "name"), attribute(tag, "id"));
            named.push((name.unwrap_or_default(), id.unwrap_or_default(), is_hidden));
        }
        Ok(())
    })?;
    let mut targets = Vec::new();
    let mut texts = None;
    read(archive, "xl/_rels/workbook.xml.rels", |step| {
        if let MarkupStep::Opens("Relationship", tag) = step
            && let Some(target) = attribute(tag, "Target")
        {
            let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            let kind = attribute(tag, "Type").unwrap_or_default();
            if kind.ends_with("/worksheet") {
                targets.push((attribute(tag, "Id").unwrap_or_default(), target));
            } else if kind.ends_with("/sharedStrings") {
                texts = Some(target);
            }
        }
        Ok(())
    })?;
    let mut shared = SharedTexts::default();
    if let Some(texts) = texts {
        let (mut in_text, mut in_reading) = (false, false);
        read(archive, &texts, |step| {
            match step {
                MarkupStep::Opens("t", _) => in_text = true,
                MarkupStep::Closes("t") => in_text = false,
                // How a text is read aloud is no part of it.
                MarkupStep::Opens("rPh", _) => in_reading = true,
                MarkupStep::Closes("rPh") => in_reading = false,
                MarkupStep::Says(piece) if in_text && !in_reading => shared.text.push_str(piece),
                MarkupStep::Closes("si") => shared.ends.push(shared.text.len()),
                _ => {}
            }
            Ok(())
        })?;
    }
    // Charts are sheets without cells.
    let part = |id: &str| targets.iter().find(|target| target.0 == id).and_then(|it| archive.index_for_name(&it.1));
    let listed = named
        .into_iter()
        .filter_map(|(name, id, is_hidden)| part(&id).map(|part| ListedSheet { name, part, is_hidden }))
        .collect();
    Ok((listed, Arc::new(shared)))
}

fn read(
    archive: &mut ZipArchive<SourceReader<'_>>,
    name: &str,
    mut observe: impl FnMut(MarkupStep<'_>) -> Result<(), Filling>,
) -> Result<(), Filling> {
    let part = archive.by_name(name).map_err(|error| import::found_in_part(name, said_of(&error)))?;
    let mut stream = BufReader::new(part.take(MOST_KEPT));
    walk(&mut stream, |said| import::found_in_part(name, said).into(), |step, _| observe(step).map(|()| true))
}

/// A sheet as lines of comma-separated text, one for each row from the first.
pub(crate) struct SheetLines<R> {
    reader: Reader<BufReader<R>>,
    shared: Arc<SharedTexts>,
    bytes: Vec<u8>,
    line: Vec<u8>,
    given: usize,
    row: u64,
    columns: usize,
    /// The column of the next cell of the row, where the cell does not say it.
    next: usize,
    /// The last column of any row.
    widest: usize,
    /// Empty cells that were written.
    padded: u64,
    cell: OpenCell,
    is_over: bool,
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    is_open: bool,
    in_value: bool,
    column: usize,
    kind: String,
    text: String,
}

impl<R: Read> SheetLines<R> {
    pub(crate) fn new(stream: R, shared: Arc<SharedTexts>) -> Self {
        Self {
            reader: Reader::from_reader(BufReader::with_capacity(1 << 16, stream)),
            shared,
            bytes: Vec::new(),
            line: Vec::new(),
            given: 0,
            row: 0,
            columns: 0,
            next: 0,
            widest: 0,
            padded: 0,
            cell: OpenCell::default(),
            is_over: false,
        }
    }

    /// Reads up to the end of the next row.
    fn fill(&mut self) -> Result<(), Filling> {
        self.line.clear();
        self.given = 0;
        loop {
            self.bytes.clear();
            let mut bytes = std::mem::take(&mut self.bytes);
            let event = self.reader.read_event_into(&mut bytes).map_err(|error| said_of_xml(&error))?;
            let done = match &event {
                Event::Start(tag) => self.open(tag)?,
                Event::Empty(tag) => {
                    self.open(tag)?;
                    self.close(tag.local_name().as_ref())?
                }
                Event::End(tag) => self.close(tag.local_name().as_ref())?,
                Event::Text(text) => self.say(text),
                Event::CData(text) => self.say(text),
                Event::GeneralRef(name) => {
                    let single = name.resolve_char_ref().ok().flatten().map(String::from);
                    let known = quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                    let text = single.or(known).ok_or_else(|| entity(name))?;
                    self.say(&text)
                }
                Event::Eof => {
                    self.is_over = true;
                    true
                }
                _ => false,
            };
            drop(event);
            if self.line.len() > LONGEST_ROW || bytes.len() > LONGEST_ROW {
                return Err(import::found_long_row().into());
            }
            self.bytes = bytes;
            if done {
                return Ok(());
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<bool, Filling> {
        match tag.local_name().as_ref() {
            "row" => {
                let number = match attribute(tag, "r") {
                    Some(text) => text.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row)),
                    None => Some(self.row + 1),
                };
                let number = number.filter(|&row| row > self.row).ok_or_else(import::found_rows_order)?;
                self.line.extend((self.row + 1..number).map(|_| b'\n'));
                (self.row, self.columns, self.next) = (number, 0, 0);
            }
            "c" => {
                let column = match attribute(tag, "r") {
                    Some(place) => column_of(&place).ok_or_else(import::found_cell_place)?,
                    None => self.next,
                };
                if column < self.next || column >= MOST_COLUMNS {
                    return Err(import::found_cells_order().into());
                }
                self.next = column + 1;
                let kind = attribute(tag, "t").unwrap_or_default();
                self.cell = OpenCell { is_open: true, column, kind, ..OpenCell::default() };
            }
            "v" | "t" => self.cell.in_value = self.cell.is_open,
            _ => {}
        }
        Ok(false)
    }

    fn say(&mut self, text: &str) -> bool {
        if self.cell.in_value {
            self.cell.text.push_str(text);
        }
        false
    }

    fn close(&mut self, name: &str) -> Result<bool, Filling> {
        match name {
            "v" | "t" => self.cell.in_value = false,
            "c" => {
                let cell = std::mem::take(&mut self.cell);
                let text = match cell.kind.as_str() {
                    "s" => {
                        let place = cell.text.trim().parse().ok();
                        let text = place.and_then(|place| self.shared.get(place));
                        text.ok_or_else(import::found_shared_text)?
                    }
                    "b" if cell.text.trim() == "1" => "TRUE",
                    "b" => "FALSE",
                    _ => &cell.text,
                };
                if !text.is_empty() {
                    self.line.extend((self.columns..cell.column).map(|_| b','));
                    self.columns = cell.column;
                    push_cell(&mut self.line, text);
                }
            }
            "row" => {
                // Sheets leave out empty cells at the end of a row, tables do not.
                self.widest = self.widest.max(self.columns);
                self.padded += (self.widest - self.columns) as u64;
                if self.padded > MOST_PADDED {
                    return Err(import::found_wide_sheet().into());
                }
                self.line.extend((self.columns..self.widest).map(|_| b','));
                self.line.push(b'\n');
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }
}

/// A cell as comma-separated text.
fn push_cell(line: &mut Vec<u8>, text: &str) {
    if text.contains(['"', ',', '\n', '\r']) {
        line.push(b'"');
        for byte in text.bytes() {
            line.push(byte);
            if byte == b'"' {
                line.push(b'"');
            }
        }
        line.push(b'"');
    } else {
        line.extend_from_slice(text.as_bytes());
    }
}

/// The column, from 0, of a place such as `B12`.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = place.bytes().take(letters).fold(0, |column, letter| 26 * column + usize::from(letter - b'A') + 1);
    Some(column - 1)
}

impl<R: Read> Read for SheetLines<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while self.given == self.line.len() && !self.is_over {
            self.fill().map_err(stream_fault)?;
        }
        let number = (self.line.len() - self.given).min(bytes.len());
        bytes[..number].copy_from_slice(&self.line[self.given..self.given + number]);
        self.given += number;
        Ok(number)
    }
}
