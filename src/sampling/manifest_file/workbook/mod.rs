//! Manifests as XLSX workbooks: the sheet that the caller names, or the one visible sheet that is a manifest.
//!
//! The reader is written here because existing readers lay out any extent that a sheet claims, and unpack shared texts
//! without a bound, so that a small hostile file takes all memory. This one processes rows as they come and never lays
//! them out; a cell whose place or value is unclear is refused.
//!
//! # Reference
//! ECMA-376, part 1, §18.

mod parts;
mod sheet;
mod xml;

use super::Format;
use super::cells::{MOST_TITLES, RowTaker, TextTable, is_header};
use super::columns::ManifestOptions;
use super::flaw::{Flaw, quoted};
use super::names::gists;
use crate::reason::{Filling, Reason, manifest};
use parts::{PackedParts, SheetEntry, Texts, book, styles};
use sheet::{WorkbookTexts, hidden_columns, rows};
use xml::broken;

/// An XLSX workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct Workbook;

impl Format for Workbook {
    fn recognises(&self, bytes: &[u8]) -> bool {
        let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let is_cut = || line.starts_with(b"PK") && !line.iter().any(|byte| b",;\t".contains(byte));
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") || is_cut()
    }

    fn read(&self, bytes: &[u8], options: &ManifestOptions) -> Result<TextTable, Flaw> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Flaw::new(manifest::found_old_workbook(), manifest::rule_xlsx_csv()));
        }
        let mut parts = PackedParts::new(bytes)?;
        let missing = |what: &str| broken(manifest::why_no_part(what));
        let about = parts.text("xl/workbook.xml")?.ok_or_else(|| missing("xl/workbook.xml"))?;
        let relations = parts.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
        let book = book(&about, &relations)?;
        let mut part = |name: Option<&String>| name.map_or(Ok(None), |name| parts.text(name));
        let shared = WorkbookTexts {
            texts: part(book.texts.as_ref())?.map_or_else(|| Ok(Texts::default()), |part| Texts::read(&part))?,
            styles: part(book.styles.as_ref())?.map_or_else(|| Ok(Vec::new()), |part| styles(&part))?,
            from_1904: book.from_1904,
        };
        let mut text_of = |listed: &SheetEntry| part(Some(&listed.part))?.ok_or_else(|| missing("sheet"));
        let (listed, text) = match &options.sheet {
            Some(name) => {
                let listed = named(name, &book.sheets)?;
                (listed, text_of(listed)?)
            }
            None => chosen(&book.sheets, &shared, options, &mut text_of)?,
        };
        let mut table = RowTaker::begin(options, true, false);
        rows(&text, &shared, &mut |row| table.push(row).map(|()| true))?;
        let mut cells = table.finish()?;
        cells.sheet = (book.sheets.len() > 1).then(|| listed.name.clone());
        cells.hidden.columns = hidden_columns(&text)?;
        if options.sheet.is_none() {
            // Flaws of a sheet that is not read do not matter.
            let other = |it: &&SheetEntry| {
                it.is_hidden
                    && part(Some(&it.part)).is_ok_and(|text| text.is_some_and(|text| glance(&text, &shared, options).1))
            };
            cells.hidden.sheet = book.sheets.iter().find(other).map(|it| it.name.clone());
        }
        Ok(cells)
    }
}

/// The sheet of that name, ignoring capitals and blanks.
fn named<'a>(name: &str, sheets: &'a [SheetEntry]) -> Result<&'a SheetEntry, Flaw> {
    let like = |sheet: &&SheetEntry| gists(&sheet.name)[0] == gists(name)[0];
    let found = sheets.iter().find(|sheet| sheet.name == name).or_else(|| sheets.iter().find(like));
    found.ok_or_else(|| Flaw::new(manifest::found_no_sheet(quoted(name)), said(sheets)))
}

/// The one visible sheet with the columns of a manifest; the only sheet if none has them.
fn chosen<'a>(
    sheets: &'a [SheetEntry],
    shared: &WorkbookTexts,
    options: &ManifestOptions,
    text_of: &mut dyn FnMut(&SheetEntry) -> Result<String, Flaw>,
) -> Result<(&'a SheetEntry, String), Flaw> {
    let mut found: Option<(&SheetEntry, String)> = None;
    let mut filled: Vec<(&SheetEntry, String)> = Vec::new();
    for listed in sheets.iter().filter(|listed| !listed.is_hidden) {
        let text = text_of(listed)?;
        let (has_text, is_manifest) = glance(&text, shared, options);
        if is_manifest {
            if let Some((first, _)) = found {
                let two = manifest::found_two_sheets(quoted(&first.name), quoted(&listed.name));
                return Err(Flaw::new(two, manifest::rule_sheet_one()));
            }
            found = Some((listed, text));
        } else if has_text && filled.is_empty() {
            filled.push((listed, text));
        } else if has_text {
            filled.push((listed, String::new()));
        }
    }
    if let Some(found) = found {
        return Ok(found);
    }
    let of_hidden =
        |listed: &&SheetEntry| listed.is_hidden && text_of(listed).is_ok_and(|text| glance(&text, shared, options).1);
    if let Some(hidden) = sheets.iter().find(of_hidden) {
        let found = manifest::found_hidden_sheet(quoted(&hidden.name));
        return Err(Flaw::new(found, manifest::rule_sheet_seen()));
    }
    match filled.len() {
        0 => Err(Flaw::new(manifest::found_empty_file(), manifest::rule_header_rows())),
        1 => Ok(filled.remove(0)),
        _ => {
            let found = manifest::found_sheets_without(filled.len());
            Err(Flaw::new(found, said(sheets)))
        }
    }
}

/// Whether a sheet has any text, and whether one of its first rows is the header of a manifest.
fn glance(text: &str, shared: &WorkbookTexts, options: &ManifestOptions) -> (bool, bool) {
    let (mut seen, mut is_manifest) = (0, false);
    // Flaws of a sheet are reported when it is read.
    let glance = rows(text, shared, &mut |row| {
        seen += 1;
        is_manifest = is_header(&row, row.cells.len(), options);
        Ok(!is_manifest && seen <= MOST_TITLES)
    });
    (seen > 0 || glance.is_err(), is_manifest)
}

/// The names of the sheets, as a list for a message.
fn said(sheets: &[SheetEntry]) -> Reason {
    let names = sheets.iter().take(12).map(|sheet| quoted(&sheet.name));
    manifest::rule_sheet_named(Filling::joined(", ", names))
}
