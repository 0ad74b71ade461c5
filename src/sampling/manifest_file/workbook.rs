//! Manifests as XLSX workbooks: the first sheet, cell by cell, after every part has been weighed.
//!
//! # Reference
//! ECMA-376; read by `calamine` (MIT). A sheet may claim any extent, so cells are streamed and never laid out.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use super::Format;
use super::cells::Cells;
use super::flaw::Flaw;

/// An XLSX workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Workbook;

/// Most bytes of all parts of a workbook together, unpacked.
const MOST_UNPACKED: u64 = 256_000_000;
/// Most parts of a workbook.
const MOST_PARTS: usize = 10_000;

impl Format for Workbook {
    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
    }

    fn read(&self, bytes: &[u8]) -> Result<Cells, Flaw> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Flaw::new("a workbook of the old kind (XLS) or with a password", "XLSX or CSV"));
        }
        weigh(bytes)?;
        let broken =
            |e: calamine::XlsxError| Flaw::new(format_args!("a workbook that cannot be read ({e})"), "XLSX or CSV");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
        let Some(sheet) = book.sheet_names().first().cloned() else {
            return Err(Flaw::new("a workbook without a sheet", "one sheet with a table"));
        };
        let mut reader = book.worksheet_cells_reader(&sheet).map_err(broken)?;
        let mut cells = Cells::default();
        let mut row: Vec<String> = Vec::new();
        let mut at = 0;
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let (in_row, in_column) = cell.get_position();
            let text = shown(cell.get_value()).map_err(|flaw| flaw.in_row(u64::from(in_row) + 1))?;
            if in_row != at {
                finish(&mut cells, at, &mut row)?;
                if in_row < at {
                    let found = format!("row {} after row {}", u64::from(in_row) + 1, u64::from(at) + 1);
                    return Err(Flaw::new(found, "rows in rising order"));
                }
                at = in_row;
            }
            if text.trim().is_empty() {
                continue;
            }
            // Cells far to the right are refused with the row, or end the header.
            let column = (in_column as usize).min(1_000);
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            row[column] = text;
        }
        finish(&mut cells, at, &mut row)?;
        Ok(cells)
    }
}

/// Gives a row to the table, as long as its header.
fn finish(cells: &mut Cells, at: u32, row: &mut Vec<String>) -> Result<(), Flaw> {
    let longest = row.len().max(cells.header.len());
    if !row.is_empty() {
        row.resize(longest, String::new());
    }
    let texts: Vec<&str> = row.iter().map(String::as_str).collect();
    cells.push(u64::from(at) + 1, &texts)?;
    row.clear();
    Ok(())
}

/// Unpacks every part into nothing: what a part claims to weigh may be a lie.
fn weigh(bytes: &[u8]) -> Result<(), Flaw> {
    let broken =
        |e: &dyn std::fmt::Display| Flaw::new(format_args!("a workbook that cannot be unpacked ({e})"), "XLSX or CSV");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let bomb =
        || Flaw::new("a workbook that unpacks to more", format!("at most {MOST_UNPACKED} bytes in {MOST_PARTS} parts"));
    if archive.len() > MOST_PARTS {
        return Err(bomb());
    }
    let mut claimed = 0_u64;
    for part in 0..archive.len() {
        claimed = claimed.saturating_add(archive.by_index(part).map_err(|e| broken(&e))?.size());
    }
    let mut left = MOST_UNPACKED;
    for part in 0..archive.len() {
        if claimed > MOST_UNPACKED {
            return Err(bomb());
        }
        let part = archive.by_index(part).map_err(|e| broken(&e))?;
        let weight = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|e| broken(&e))?;
        left = left.checked_sub(weight).ok_or_else(bomb)?;
    }
    Ok(())
}

/// A value as the sheet shows it, whole numbers without a point.
fn shown(value: &DataRef) -> Result<String, Flaw> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            return Err(Flaw::new(
                "a date",
                "text and numbers (spreadsheets turn names such as 1-2 into dates; format the column as text)",
            ));
        }
    })
}
