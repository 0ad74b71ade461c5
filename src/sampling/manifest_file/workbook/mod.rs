//! Manifests as XLSX workbooks: the first sheet, cell by cell.
//!
//! # Reference
//! ECMA-376, part 1, §18. A sheet may claim any extent, so rows are taken as they come and never laid out; a cell whose
//! place or value is not plain is refused.

mod parts;
mod xml;

use super::Format;
use super::cells::Cells;
use super::flaw::Flaw;
use crate::sampling::decimal::Decimal;
use parts::{Parts, Texts, date_styles, names};
use xml::{Step, attribute, broken, walk};

/// An XLSX workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Workbook;

impl Format for Workbook {
    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
    }

    fn read(&self, bytes: &[u8]) -> Result<Cells, Flaw> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Flaw::new("a workbook of the old kind (XLS) or with a password", "XLSX or CSV"));
        }
        let mut parts = Parts::new(bytes)?;
        let missing = |what: &str| broken(&format_args!("no {what}"));
        let book = parts.text("xl/workbook.xml")?.ok_or_else(|| missing("xl/workbook.xml"))?;
        let relations = parts.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
        let names = names(&book, &relations)?;
        let mut part = |name: Option<String>| name.map_or(Ok(None), |name| parts.text(&name));
        let texts = part(names.texts)?.map_or_else(|| Ok(Texts::default()), |part| Texts::read(&part))?;
        let dates = part(names.styles)?.map_or_else(|| Ok(Vec::new()), |part| date_styles(&part))?;
        let sheet = part(names.sheet)?.ok_or_else(|| missing("sheet"))?;
        let mut reading =
            Sheet { texts, dates, cells: Cells::default(), row: Vec::new(), at: 0, cell: Cell::default() };
        walk(&sheet, |step| reading.hear(&step))?;
        reading.finish_row()?;
        Ok(reading.cells)
    }
}

/// Most columns of a sheet, of which a manifest may use the first 256.
const MOST_COLUMNS: usize = 16_384;
/// Most rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;

/// A sheet that is being read.
struct Sheet {
    texts: Texts,
    dates: Vec<bool>,
    cells: Cells,
    /// The texts of the row so far.
    row: Vec<String>,
    /// The row's number, from 1.
    at: u32,
    cell: Cell,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    open: bool,
    column: usize,
    kind: String,
    is_date: bool,
    in_value: bool,
    text: String,
}

impl Sheet {
    fn hear(&mut self, step: &Step<'_>) -> Result<(), Flaw> {
        match step {
            Step::Opens("row", tag) => {
                self.finish_row()?;
                let number = match attribute(tag, "r")? {
                    Some(text) => {
                        text.parse().ok().filter(|number| (1..=MOST_ROWS).contains(number)).ok_or_else(|| odd(&text))?
                    }
                    None => self.at + 1,
                };
                if number <= self.at {
                    return Err(Flaw::new(format_args!("row {number} after row {}", self.at), "rows in rising order"));
                }
                self.at = number;
            }
            Step::Opens("c", tag) => {
                let column = match attribute(tag, "r")? {
                    Some(text) => place(&text).filter(|&(row, _)| row == self.at).ok_or_else(|| odd(&text))?.1,
                    None => self.row.len(),
                };
                if column < self.row.len() || column >= MOST_COLUMNS {
                    return Err(Flaw::new("cells out of order", "cells from left to right").in_row(self.at.into()));
                }
                let style = attribute(tag, "s")?.and_then(|style| style.parse::<usize>().ok());
                self.cell = Cell {
                    open: true,
                    column,
                    kind: attribute(tag, "t")?.unwrap_or_default(),
                    is_date: style.and_then(|style| self.dates.get(style).copied()).unwrap_or(false),
                    ..Cell::default()
                };
            }
            Step::Opens("v" | "t", _) => self.cell.in_value = self.cell.open,
            Step::Opens("rPh", _) | Step::Closes("v" | "t") => self.cell.in_value = false,
            Step::Says(piece) if self.cell.in_value => self.cell.text.push_str(piece),
            Step::Closes("c") => self.finish_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn finish_cell(&mut self) -> Result<(), Flaw> {
        let cell = std::mem::take(&mut self.cell);
        if !cell.open || cell.text.is_empty() {
            return Ok(());
        }
        let text = match cell.kind.as_str() {
            "s" => {
                let text = cell.text.trim().parse().ok().and_then(|place| self.texts.get(place));
                text.ok_or_else(|| Flaw::text(&cell.text, "the place of a shared text").in_row(self.at.into()))?
                    .to_owned()
            }
            "b" => if cell.text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "d" => return Err(self.date()),
            "" | "n" if cell.is_date => return Err(self.date()),
            "" | "n" => {
                let whole = Decimal::parse(&cell.text).and_then(Decimal::whole);
                whole.map_or(cell.text, |whole| whole.to_string())
            }
            _ => cell.text,
        };
        self.row.resize(cell.column, String::new());
        self.row.push(text);
        Ok(())
    }

    fn date(&self) -> Flaw {
        let allowed = "text and numbers (spreadsheets turn names such as 1-2 into dates; format the column as text)";
        Flaw::new("a date", allowed).in_row(self.at.into())
    }

    /// Gives the row to the table, as long as its header.
    fn finish_row(&mut self) -> Result<(), Flaw> {
        if !self.row.is_empty() {
            self.row.resize(self.row.len().max(self.cells.header.len()), String::new());
            let texts: Vec<&str> = self.row.iter().map(String::as_str).collect();
            self.cells.push(self.at.into(), &texts)?;
            self.row.clear();
        }
        Ok(())
    }
}

fn odd(text: &str) -> Flaw {
    Flaw::text(text, "places such as B12, in their row, to XFD1048576")
}

/// Row, from 1, and column, from 0, of a place such as `B12`.
fn place(text: &str) -> Option<(u32, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = &text[letters..];
    if !(1..=3).contains(&letters)
        || digits.is_empty()
        || digits.len() > 7
        || !digits.bytes().all(|d| d.is_ascii_digit())
    {
        return None;
    }
    let column = text.bytes().take(letters).fold(0, |column, letter| 26 * column + usize::from(letter - b'A') + 1);
    Some((digits.parse().ok()?, column - 1))
}
