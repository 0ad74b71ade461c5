//! The parts of a workbook beside its sheets: names of parts, shared texts, formats that make a number a date.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::xml::{XmlStep, attribute, broken, said, walk};
use crate::reason::manifest;
use crate::sampling::manifest_file::flaw::Flaw;

/// Most bytes of all parts that are read, unpacked.
const MOST_UNPACKED: u64 = 256_000_000;

/// The packed parts. The size that a part states may be false, so unpacking stops when the bound is reached.
pub(super) struct PackedParts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> PackedParts<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Flaw> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| unpacked(&e))?;
        Ok(Self { archive, left: MOST_UNPACKED })
    }

    /// The text of a part, if there is one of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Flaw> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(unpacked(&e)),
        };
        let bomb = || Flaw::new(manifest::found_unpacks(), manifest::rule_bytes(MOST_UNPACKED));
        if part.size() > self.left {
            return Err(bomb());
        }
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|e| unpacked(&e))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(bomb)?;
        String::from_utf8(bytes).map(Some).map_err(|e| broken(said(&e)))
    }
}

fn unpacked(why: &dyn std::fmt::Display) -> Flaw {
    Flaw::new(manifest::found_not_unpacked(why.to_string().replace(['\n', '\r'], " ")), manifest::rule_xlsx_csv())
}

/// A sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetEntry {
    /// Its name on the tab.
    pub(super) name: String,
    /// The part that holds it.
    pub(super) part: String,
    /// Whether it is hidden.
    pub(super) is_hidden: bool,
}

/// The workbook's list of sheets and its date system.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets in the order of their tabs.
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) texts: Option<String>,
    pub(super) styles: Option<String>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// Most sheets of a workbook.
const MOST_SHEETS: usize = 1_000;

/// Reads the sheets and the names of their parts.
pub(super) fn book(book: &str, relations: &str) -> Result<Book, Flaw> {
    let mut found = Book::default();
    let mut named: Vec<(String, String, bool)> = Vec::new();
    walk(book, |step| {
        match step {
            XmlStep::Opens("sheet", tag) => {
                if named.len() == MOST_SHEETS {
                    return Err(Flaw::new(manifest::found_more_sheets(), manifest::rule_most_sheets(MOST_SHEETS)));
                }
                let is_hidden = attribute(tag, "state")?.is_some_and(|state| state != "visible");
                let name = attribute(tag, "name")?.unwrap_or_default();
                named.push((name, attribute(tag, "id")?.unwrap_or_default(), is_hidden));
            }
            XmlStep::Opens("workbookPr", tag) => {
                found.from_1904 = attribute(tag, "date1904")?.is_some_and(|is| is == "1" || is == "true");
            }
            _ => {}
        }
        Ok(())
    })?;
    let mut parts = std::collections::HashMap::new();
    walk(relations, |step| {
        let XmlStep::Opens("Relationship", tag) = step else { return Ok(()) };
        let Some(target) = attribute(tag, "Target")? else { return Ok(()) };
        let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let kind = attribute(tag, "Type")?.unwrap_or_default();
        if kind.ends_with("/worksheet") {
            parts.insert(attribute(tag, "Id")?.unwrap_or_default(), target);
        } else if kind.ends_with("/sharedStrings") {
            found.texts = Some(target);
        } else if kind.ends_with("/styles") {
            found.styles = Some(target);
        }
        Ok(())
    })?;
    // Charts are listed as sheets, but have no cells.
    let listed =
        |(name, id, is_hidden)| parts.get(&id).map(|part: &String| SheetEntry { name, part: part.clone(), is_hidden });
    found.sheets = named.into_iter().filter_map(listed).collect();
    Ok(found)
}

/// Texts that cells share, in one allocation.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn read(part: &str) -> Result<Self, Flaw> {
        let mut texts = Self::default();
        let (mut in_text, mut in_reading) = (false, false);
        walk(part, |step| {
            match step {
                XmlStep::Opens("t", _) => in_text = true,
                XmlStep::Closes("t") => in_text = false,
                // Phonetic readings (`rPh`) are not part of the text.
                XmlStep::Opens("rPh", _) => in_reading = true,
                XmlStep::Closes("rPh") => in_reading = false,
                XmlStep::Says(piece) if in_text && !in_reading => texts.text.push_str(piece),
                XmlStep::Closes("si") => texts.ends.push(texts.text.len() as u32),
                _ => {}
            }
            Ok(())
        })?;
        Ok(texts)
    }

    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let start = if place == 0 { 0 } else { *self.ends.get(place - 1)? };
        self.text.get(start as usize..*self.ends.get(place)? as usize)
    }
}

/// How a style displays a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberStyle {
    /// As it is, or with signs that people would not write on a box.
    #[default]
    Plain,
    /// As a date or time.
    Date,
    /// With leading zeros, up to this number of digits.
    Padded(usize),
}

/// For each style, how it displays a number.
pub(super) fn styles(part: &str) -> Result<Vec<NumberStyle>, Flaw> {
    let dates = (14..=22).chain(27..=36).chain(45..=47).chain(50..=58);
    let mut formats: std::collections::HashMap<u32, NumberStyle> = dates.map(|id| (id, NumberStyle::Date)).collect();
    let mut styles = Vec::new();
    let mut in_cells = false;
    walk(part, |step| {
        let number = |tag, name| Ok::<_, Flaw>(attribute(tag, name)?.and_then(|id| id.parse::<u32>().ok()));
        match step {
            XmlStep::Opens("numFmt", tag) => {
                let code = attribute(tag, "formatCode")?.unwrap_or_default();
                let shown = match code.bytes().all(|byte| byte == b'0') {
                    true => NumberStyle::Padded(code.len().min(MOST_DIGITS)),
                    false if shows_a_date(&code) => NumberStyle::Date,
                    false => NumberStyle::Plain,
                };
                formats.extend(number(tag, "numFmtId")?.map(|id| (id, shown)));
            }
            XmlStep::Opens("cellXfs", _) => in_cells = true,
            XmlStep::Closes("cellXfs") => in_cells = false,
            XmlStep::Opens("xf", tag) if in_cells && styles.len() < 100_000 => {
                let id = number(tag, "numFmtId")?.unwrap_or(0);
                styles.push(formats.get(&id).copied().unwrap_or_default());
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Most digits that a style shows.
const MOST_DIGITS: usize = 30;

/// Whether a format has days, months, years, hours or seconds outside of quotes and brackets.
fn shows_a_date(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.by_ref().find(|&c| c == '"');
            }
            '[' => {
                letters.by_ref().find(|&c| c == ']');
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::shows_a_date;

    #[test]
    fn a_date_is_told_from_a_number() {
        assert!(["d-mmm", "yyyy/mm/dd", "[h]:mm", "[$-409]d.m.yy;@"].into_iter().all(shows_a_date));
        assert!(
            !["General", "0.00E+00", "#,##0;[Red]-#,##0", "0\" days\"", "@", "_-* 0_-", "\\d0"]
                .into_iter()
                .any(shows_a_date)
        );
    }
}
