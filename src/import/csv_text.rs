//! Comma-separated text in large files: whole rows in blocks, cells of a row, and tables of moderate size.
//!
//! # Reference
//! RFC 4180.

use std::borrow::Cow;
use std::io::{BufRead, Read as _};

use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem, quoted};
use crate::import::side_by_side::workers;
use crate::import::text_bytes::{cell_text, head_text};
use crate::reason::import;

/// Bytes of a block.
const BLOCK: usize = 1 << 20;
/// Blocks that are read at a time for each that works on them, so that nobody waits long for the last.
const BLOCKS_EACH: usize = 4;
/// Most bytes of a row, and of all header rows.
const LONGEST_ROW: usize = 16 << 20;
/// Most cells of a header row.
pub(crate) const MOST_CELLS: usize = 1 << 17;

/// Most lines of a row below the header. A quotation mark that is never closed takes in all rows up to the next one.
const MOST_LINES: u64 = 20;

/// A row's cells with the line on which it begins.
pub(crate) type LinedRow = (u64, Vec<Vec<u8>>);

/// Reads the first rows: the rows, the lines they take, and what was read beyond them.
pub(crate) fn first_rows(
    part: &Part<'_>,
    stream: &mut dyn BufRead,
    number: usize,
) -> Result<(Vec<LinedRow>, u64, Vec<u8>), ImportProblem> {
    let mut text = Vec::new();
    let (mut rows, mut at, mut lines) = (Vec::new(), 0, 0);
    let mut is_over = false;
    while rows.len() < number {
        let end = if is_over { Some(text.len()) } else { find_row_end(&text[at..]).map(|end| at + end) };
        match end {
            Some(end) if end > at => {
                let mut line = text[at..end].trim_ascii_end_newlines().to_vec();
                line.push(b',');
                let mut cells = CellReader::new(&line);
                let mut row = Vec::new();
                while let Some(cell) = cells.next() {
                    if row.len() == MOST_CELLS {
                        let most = AllowedInFile::AtMost(MOST_CELLS as u64);
                        return Err(part.problem(lines + 1, Found::Many(row.len() as u64 + 1), most));
                    }
                    row.push(cell.into_owned());
                }
                rows.push((lines + 1, row));
                lines += memchr::memchr_iter(b'\n', &text[at..end]).count() as u64;
                at = end;
            }
            _ if is_over => {
                let missing = Found::End;
                return Err(part.problem(lines + 1, missing, AllowedInFile::AtLeast(number as u64)));
            }
            _ => {
                let grown =
                    stream.take(BLOCK as u64).read_to_end(&mut text).map_err(|error| part.unreadable(&error))?;
                is_over = grown == 0;
                if text.len() > LONGEST_ROW {
                    return Err(part.problem(lines + 1, too_long(), AllowedInFile::AtMost(LONGEST_ROW as u64)));
                }
            }
        }
    }
    text.drain(..at);
    Ok((rows, lines, text))
}

fn too_long() -> Found {
    Found::Heavy(LONGEST_ROW as u64)
}

/// Line ends at the end of a row.
trait WithoutLineEnd {
    fn trim_ascii_end_newlines(&self) -> &[u8];
}

impl WithoutLineEnd for [u8] {
    fn trim_ascii_end_newlines(&self) -> &[u8] {
        let line = self.strip_suffix(b"\n").unwrap_or(self);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

/// Where the first row ends, its line end included; none where it does not end.
fn find_row_end(text: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    for at in memchr::memchr2_iter(b'"', b'\n', text) {
        if text[at] == b'"' {
            is_quoted = !is_quoted;
        } else if !is_quoted {
            return Some(at + 1);
        }
    }
    None
}

/// Where the first row of a block of whole rows ends, and how many lines it takes.
pub(crate) fn row_end(block: &[u8]) -> (usize, u64) {
    let end = memchr::memchr(b'\n', block).map_or(block.len(), |at| at + 1);
    if memchr::memchr(b'"', &block[..end]).is_none() {
        return (end, 1);
    }
    let end = find_row_end(block).unwrap_or(block.len());
    (end, memchr::memchr_iter(b'\n', &block[..end]).count() as u64)
}

/// Refuses a row that runs over too many lines.
pub(crate) fn check_lines(part: &Part<'_>, row: u64, lines: u64) -> Result<(), ImportProblem> {
    if lines <= MOST_LINES {
        return Ok(());
    }
    let most = AllowedInFile::Said(import::rule_lines_of_row(MOST_LINES));
    Err(part.problem(row, Found::Said(import::found_many_lines(lines)), most))
}

/// Refuses a row with something in a column without a heading: it would be left out in silence.
pub(crate) fn check_headings(
    part: &Part<'_>,
    row: u64,
    cells: &[Cow<'_, [u8]>],
    without: &[usize],
) -> Result<(), ImportProblem> {
    let filled = without.iter().find_map(|&at| Some((at, cells.get(at).filter(|cell| !cell.is_empty())?)));
    let Some((at, cell)) = filled else { return Ok(()) };
    let found = Found::Said(import::found_without_heading(quoted(&cell_text(cell))));
    Err(ImportProblem::new(part.place().row(row).column(at), found, AllowedInFile::Said(import::rule_heading_above())))
}

/// Refuses text whose cells another sign than a comma separates, as spreadsheets of some languages save it.
pub(crate) fn check_separator(part: &Part<'_>) -> Result<(), ImportProblem> {
    match other_separator(&part.head) {
        Some(found) => Err(ImportProblem::new(part.place(), found, AllowedInFile::Said(import::rule_commas()))),
        None => Ok(()),
    }
}

/// The sign other than a comma that separates the cells of the first rows, where there is one.
fn other_separator(head: &[u8]) -> Option<Found> {
    let text = head_text(head);
    let rows = || text.lines().filter(|line| !line.trim().is_empty()).take(4);
    // The first row may be a title.
    let has = |sign: char| {
        let is_apart = |row: &&str| row.matches(sign).count().max(2) > row.matches(',').count().max(1);
        let apart = rows().filter(|row| row.matches(sign).count() >= 2 && is_apart(row)).count();
        apart >= 1 && rows().count() <= apart + usize::from(apart > 1)
    };
    let found = [(';', import::found_semicolons()), ('\t', import::found_tabs())];
    found.into_iter().find(|(sign, _)| has(*sign)).map(|(_, found)| Found::Said(found))
}

/// Blocks of whole rows, each ending with a line end.
pub(crate) struct RowBlocks<'a> {
    part: &'a Part<'a>,
    left: Vec<u8>,
    /// Blocks whose memory can be used again.
    spent: Vec<Vec<u8>>,
    row: u64,
    is_over: bool,
}

impl<'a> RowBlocks<'a> {
    /// Blocks after what was read already; the first row's line.
    pub(crate) fn new(part: &'a Part<'a>, begun: Vec<u8>, row: u64) -> Self {
        Self { part, left: begun, spent: Vec::new(), row, is_over: false }
    }

    /// Takes back a block that was read, whose memory serves for a later one.
    pub(crate) fn take_back(&mut self, block: Vec<u8>) {
        self.spent.push(block);
    }

    /// Some blocks with the line on which each begins; none at the end.
    pub(crate) fn next_wave(&mut self, stream: &mut dyn BufRead) -> Result<Vec<(u64, Vec<u8>)>, ImportProblem> {
        let mut wave = Vec::new();
        while wave.len() < workers() * BLOCKS_EACH && !(self.is_over && self.left.is_empty()) {
            let mut block = self.spent.pop().unwrap_or_default();
            block.clear();
            block.append(&mut self.left);
            let cut = loop {
                if !self.is_over {
                    let grown = stream
                        .take(BLOCK as u64)
                        .read_to_end(&mut block)
                        .map_err(|error| self.part.unreadable(&error))?;
                    self.is_over = grown == 0;
                }
                if self.is_over {
                    if block.last().is_some_and(|&last| last != b'\n') {
                        block.push(b'\n');
                    }
                    break block.len();
                }
                match last_row_end(&block) {
                    Some(cut) => break cut,
                    None if block.len() > LONGEST_ROW => {
                        return Err(self.part.problem(self.row, too_long(), AllowedInFile::AtMost(LONGEST_ROW as u64)));
                    }
                    None => {}
                }
            };
            self.left.extend_from_slice(&block[cut..]);
            block.truncate(cut);
            let lines = memchr::memchr_iter(b'\n', &block).count() as u64;
            if !block.is_empty() {
                wave.push((self.row, block));
            }
            self.row += lines;
        }
        Ok(wave)
    }
}

/// Where the last whole row ends.
fn last_row_end(block: &[u8]) -> Option<usize> {
    if memchr::memchr(b'"', block).is_none() {
        return memchr::memrchr(b'\n', block).map(|at| at + 1);
    }
    let (mut is_quoted, mut last) = (false, None);
    for at in memchr::memchr2_iter(b'"', b'\n', block) {
        if block[at] == b'"' {
            is_quoted = !is_quoted;
        } else if !is_quoted {
            last = Some(at + 1);
        }
    }
    last
}

/// Passes on every line of a part, without its end, as text; bytes that are not UTF-8 are read as Windows-1252.
pub(crate) fn each_line(
    part: &Part<'_>,
    stream: &mut dyn BufRead,
    mut observe: impl FnMut(u64, &str) -> Result<(), ImportProblem>,
) -> Result<(), ImportProblem> {
    let mut line = Vec::new();
    for row in 1.. {
        line.clear();
        let read = (&mut *stream).take(LONGEST_ROW as u64).read_until(b'\n', &mut line);
        if read.map_err(|error| part.unreadable(&error))? == 0 {
            break;
        }
        if line.len() == LONGEST_ROW {
            return Err(part.problem(row, too_long(), AllowedInFile::AtMost(LONGEST_ROW as u64)));
        }
        observe(row, &cell_text(line.trim_ascii_end_newlines()))?;
    }
    Ok(())
}

/// Passes on every row of a part with the line on which it begins; cells are cut of blanks.
pub(crate) fn each_row(
    part: &Part<'_>,
    stream: &mut dyn BufRead,
    mut observe: impl FnMut(u64, &[Cow<'_, [u8]>]) -> Result<(), ImportProblem>,
) -> Result<(), ImportProblem> {
    let mut blocks = RowBlocks::new(part, Vec::new(), 1);
    loop {
        let wave = blocks.next_wave(stream)?;
        if wave.is_empty() {
            return Ok(());
        }
        for (mut row, mut block) in wave {
            let mut rest = &mut block[..];
            while !rest.is_empty() {
                let (end, lines) = row_end(rest);
                check_lines(part, row, lines)?;
                let (line, later) = rest.split_at_mut(end);
                let text = if line.ends_with(b"\r\n") { line.len() - 1 } else { line.len() };
                line[text - 1] = b',';
                let mut reader = CellReader::new(&line[..text]);
                let mut cells = Vec::new();
                while let Some(cell) = reader.next() {
                    if cells.len() == MOST_CELLS {
                        return Err(part.problem(
                            row,
                            Found::Many(MOST_CELLS as u64 + 1),
                            AllowedInFile::AtMost(MOST_CELLS as u64),
                        ));
                    }
                    cells.push(match cell {
                        Cow::Borrowed(cell) => Cow::Borrowed(cell.trim_ascii()),
                        Cow::Owned(cell) => Cow::Owned(cell.trim_ascii().to_vec()),
                    });
                }
                observe(row, &cells)?;
                row += lines;
                rest = later;
            }
        }
    }
}

/// The cells of a row of which each ends with a comma, the last one too.
pub(crate) struct CellReader<'l> {
    line: &'l [u8],
}

impl<'l> CellReader<'l> {
    pub(crate) fn new(line: &'l [u8]) -> Self {
        Self { line }
    }

    /// What was not read yet.
    pub(crate) fn rest(&self) -> &'l [u8] {
        self.line
    }

    /// The next cell, without quotes and without a spreadsheet's guard `="…"`.
    pub(crate) fn next(&mut self) -> Option<Cow<'l, [u8]>> {
        if self.line.is_empty() {
            return None;
        }
        let start = match self.line {
            [b'"', ..] => 1,
            [b'=', b'"', ..] => 2,
            _ => 0,
        };
        if start > 0
            && let Some((inside, has_pairs, end)) = quoted_text(&self.line[start..])
        {
            let after = &self.line[start + end..];
            let comma = memchr::memchr(b',', after).unwrap_or(after.len());
            self.line = after.get(comma + 1..).unwrap_or_default();
            return Some(if has_pairs { Cow::Owned(without_pairs(inside)) } else { Cow::Borrowed(inside) });
        }
        let comma = memchr::memchr(b',', self.line).unwrap_or(self.line.len());
        let cell = &self.line[..comma];
        self.line = self.line.get(comma + 1..).unwrap_or_default();
        Some(Cow::Borrowed(cell))
    }
}

/// What stands up to the closing quote, whether pairs of quotes are in it, and where it ends; none where it does not end.
fn quoted_text(text: &[u8]) -> Option<(&[u8], bool, usize)> {
    let (mut at, mut has_pairs) = (0, false);
    loop {
        at += memchr::memchr(b'"', &text[at..])?;
        if text.get(at + 1) != Some(&b'"') {
            return Some((&text[..at], has_pairs, at + 1));
        }
        has_pairs = true;
        at += 2;
    }
}

/// Pairs of quotes as single ones, and without the guard of `"=""1"""`.
fn without_pairs(inside: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        plain.push(byte);
        if byte == b'"' {
            bytes.next_if_eq(&b'"');
        }
    }
    match plain.strip_prefix(b"=\"").and_then(|bare| bare.strip_suffix(b"\"")) {
        Some(bare) => bare.to_vec(),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_people_see_them() {
        let cells = |line: &str| {
            let line = format!("{line},");
            let mut reader = CellReader::new(line.as_bytes());
            let mut cells = Vec::new();
            while let Some(cell) = reader.next() {
                cells.push(String::from_utf8_lossy(&cell).into_owned());
            }
            cells
        };
        assert_eq!(cells(r#"1,="001","a, ""b""",,"=""7""""#), ["1", "001", r#"a, "b""#, "", "7"]);
        assert_eq!(cells(r#"5" pipe,"open,x"#), [r#"5" pipe"#, "\"open", "x"]);
        assert_eq!(cells(",").len(), 2);
    }

    #[test]
    fn blocks_end_with_whole_rows() {
        let text = b"1,\"a\nb\"\n2,c\n3,\"d\n";
        assert_eq!((row_end(text), last_row_end(text)), ((8, 2), Some(12)));
        assert_eq!(row_end(&text[8..]), (4, 1));
    }
}
