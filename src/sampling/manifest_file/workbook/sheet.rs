//! Reads one sheet, cell by cell and row by row.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::parts::{NumberStyle, Texts};
use super::xml::{XmlStep, attribute, walk, walk_while};
use crate::reason::manifest;
use crate::sampling::decimal::Decimal;
use crate::sampling::manifest_file::cells::{MOST_COLUMNS as USED_COLUMNS, Oddity, TextRow};
use crate::sampling::manifest_file::flaw::Flaw;

/// Most columns of a sheet; a manifest may use the first 256.
const MOST_COLUMNS: usize = 16_384;
/// Most rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;
/// Most groups of merged cells.
const MOST_MERGED: usize = 100_000;

/// What all sheets of a workbook share.
pub(super) struct WorkbookTexts {
    pub(super) texts: Texts,
    pub(super) styles: Vec<NumberStyle>,
    pub(super) from_1904: bool,
}

/// Passes the rows of a sheet to a callback, in order, until it returns false.
pub(super) fn rows(
    part: &str,
    shared: &WorkbookTexts,
    observe: &mut dyn FnMut(TextRow<'_>) -> Result<bool, Flaw>,
) -> Result<(), Flaw> {
    let merged = merged(part)?;
    let mut reading = SheetReader {
        shared,
        merged: merged.into_iter().peekable(),
        held: HashMap::new(),
        row: Vec::new(),
        odd: Vec::new(),
        at: 0,
        is_hidden: false,
        cell: SheetCell::default(),
        goes_on: true,
        observe,
    };
    walk_while(part, |step| {
        reading.step(&step)?;
        Ok(reading.goes_on)
    })?;
    if reading.goes_on { reading.finish_row() } else { Ok(()) }
}

/// Merged cells: first and last row, from 1, and the column of the text, from 0.
type Merged = (u32, u32, usize);

/// Groups of merged cells that span several rows, by their first row.
fn merged(part: &str) -> Result<Vec<Merged>, Flaw> {
    let mut merged = Vec::new();
    if !part.contains("mergeCell") {
        return Ok(merged);
    }
    walk(part, |step| {
        if let XmlStep::Opens("mergeCell", tag) = step
            && let Some(text) = attribute(tag, "ref")?
        {
            let (first, last) = text.split_once(':').unwrap_or((&text, &text));
            let (from, to) = place(first).zip(place(last)).ok_or_else(|| odd(&text))?;
            if to.0 > from.0 {
                merged.push((from.0, to.0, from.1));
            }
            if merged.len() > MOST_MERGED {
                return Err(Flaw::new(manifest::found_more_merged(), manifest::rule_most_merged(MOST_MERGED)));
            }
        }
        Ok(())
    })?;
    merged.sort_unstable();
    Ok(merged)
}

/// A sheet that is being read.
struct SheetReader<'a> {
    shared: &'a WorkbookTexts,
    merged: std::iter::Peekable<std::vec::IntoIter<Merged>>,
    /// For columns with merged cells, the last row of the group and its text.
    held: HashMap<usize, (u32, Rc<str>)>,
    /// The texts of the row so far.
    row: Vec<String>,
    odd: Vec<(usize, Oddity)>,
    /// The row's number, from 1.
    at: u32,
    /// Whether the row is hidden.
    is_hidden: bool,
    cell: SheetCell,
    goes_on: bool,
    observe: &'a mut dyn FnMut(TextRow<'_>) -> Result<bool, Flaw>,
}

/// A cell that is being read.
#[derive(Default)]
struct SheetCell {
    open: bool,
    column: usize,
    kind: String,
    shown: NumberStyle,
    in_value: bool,
    in_formula: bool,
    text: String,
    /// The beginning of its formula, if it has one.
    formula: Option<String>,
}

impl SheetReader<'_> {
    fn step(&mut self, step: &XmlStep<'_>) -> Result<(), Flaw> {
        match step {
            XmlStep::Opens("row", tag) => {
                self.finish_row()?;
                let number = match attribute(tag, "r")? {
                    Some(text) => {
                        text.parse().ok().filter(|number| (1..=MOST_ROWS).contains(number)).ok_or_else(|| odd(&text))?
                    }
                    None => self.at + 1,
                };
                if number <= self.at {
                    return Err(Flaw::new(manifest::found_row_after(number, self.at), manifest::rule_rising()));
                }
                self.at = number;
                self.is_hidden = is_set(tag, "hidden")?;
            }
            XmlStep::Opens("c", tag) => {
                let column = match attribute(tag, "r")? {
                    Some(text) => place(&text).filter(|&(row, _)| row == self.at).ok_or_else(|| odd(&text))?.1,
                    None => self.row.len(),
                };
                if column < self.row.len() || column >= MOST_COLUMNS {
                    return Err(
                        Flaw::new(manifest::found_out_of_order(), manifest::rule_left_right()).in_row(self.at.into())
                    );
                }
                let style = attribute(tag, "s")?.and_then(|style| style.parse::<usize>().ok());
                self.cell = SheetCell {
                    open: true,
                    column,
                    kind: attribute(tag, "t")?.unwrap_or_default(),
                    shown: style.and_then(|style| self.shared.styles.get(style).copied()).unwrap_or_default(),
                    ..SheetCell::default()
                };
            }
            XmlStep::Opens("v" | "t", _) => self.cell.in_value = self.cell.open,
            XmlStep::Opens("f", _) => {
                self.cell.in_formula = self.cell.open;
                self.cell.formula = self.cell.open.then(String::new);
            }
            XmlStep::Closes("f") => self.cell.in_formula = false,
            XmlStep::Says(piece) if self.cell.in_formula => {
                let formula = self.cell.formula.get_or_insert_default();
                let room = LONGEST_FORMULA.saturating_sub(formula.len());
                formula.extend(piece.chars().take(room));
            }
            XmlStep::Opens("rPh", _) | XmlStep::Closes("v" | "t") => self.cell.in_value = false,
            XmlStep::Says(piece) if self.cell.in_value => self.cell.text.push_str(piece),
            XmlStep::Closes("c") => self.finish_cell()?,
            _ => {}
        }
        Ok(())
    }

    fn finish_cell(&mut self) -> Result<(), Flaw> {
        let cell = std::mem::take(&mut self.cell);
        if !cell.open || cell.text.is_empty() && cell.formula.is_none() {
            return Ok(());
        }
        if cell.formula.as_ref().is_some_and(|formula| sums_other_rows(formula, self.at)) {
            self.odd.push((cell.column, Oddity::Sum));
        }
        if cell.text.is_empty() {
            self.odd.push((cell.column, Oddity::NoValue));
        }
        let is_number = matches!(cell.kind.as_str(), "" | "n");
        if cell.kind == "d" || is_number && cell.shown == NumberStyle::Date {
            self.odd.push((cell.column, Oddity::Date));
        }
        let text = match (cell.kind.as_str(), cell.shown) {
            ("s", _) => {
                let text = cell.text.trim().parse().ok().and_then(|place| self.shared.texts.get(place));
                text.ok_or_else(|| Flaw::text(&cell.text, manifest::rule_shared_text()).in_row(self.at.into()))?
                    .to_owned()
            }
            ("b", _) => if cell.text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            ("" | "n", NumberStyle::Date) => day(&cell.text, self.shared.from_1904).unwrap_or(cell.text),
            ("" | "n", shown) => match Decimal::parse(&cell.text).and_then(Decimal::whole) {
                Some(whole) => match shown {
                    NumberStyle::Padded(digits) => format!("{whole:0digits$}"),
                    _ => whole.to_string(),
                },
                None => cell.text,
            },
            _ => cell.text,
        };
        self.row.resize(cell.column, String::new());
        self.row.push(text);
        Ok(())
    }

    /// Passes the row on, with the texts of merged cells that extend into it.
    fn finish_row(&mut self) -> Result<(), Flaw> {
        let lacks_value = self.odd.iter().any(|odd| matches!(odd.1, Oddity::NoValue | Oddity::Sum));
        let is_empty = !lacks_value && self.row.iter().all(|cell| cell.trim().is_empty());
        while let Some(&(first, last, column)) = self.merged.peek().filter(|merged| merged.0 <= self.at) {
            self.merged.next();
            let text = if first == self.at { self.row.get(column).map_or("", String::as_str) } else { "" };
            self.held.insert(column, (last, text.into()));
        }
        if is_empty {
            self.row.clear();
            self.odd.clear();
            return Ok(());
        }
        for (&column, (last, text)) in &self.held {
            let own = self.row.get(column).is_some_and(|cell| !cell.trim().is_empty());
            if *last >= self.at && !own && !text.is_empty() {
                self.row.resize(self.row.len().max(column + 1), String::new());
                self.row[column] = text.to_string();
                self.odd.push((column, Oddity::Merged));
            }
        }
        self.odd.sort_unstable_by_key(|odd| odd.0);
        self.odd.dedup_by_key(|odd| odd.0);
        let texts: Vec<&str> = self.row.iter().map(String::as_str).collect();
        let row = TextRow { number: self.at.into(), cells: &texts, odd: &self.odd, is_hidden: self.is_hidden };
        self.goes_on = (self.observe)(row)?;
        self.row.clear();
        self.odd.clear();
        Ok(())
    }
}

/// Characters of a formula that are kept.
const LONGEST_FORMULA: usize = 200;

/// Whether a boolean attribute is set.
fn is_set(tag: &BytesStart<'_>, name: &str) -> Result<bool, Flaw> {
    Ok(attribute(tag, name)?.is_some_and(|is| is == "1" || is == "true"))
}

/// Whether a formula sums a range of cells that extends beyond its own row: a total.
fn sums_other_rows(formula: &str, own: u32) -> bool {
    let plain = formula.trim_start_matches('=').replace('$', "").to_ascii_uppercase();
    let sums = ["SUM(", "SUBTOTAL(", "AGGREGATE("].iter().any(|name| plain.starts_with(name));
    sums && plain.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(place).any(|(row, _)| row != own)
}

/// Hidden columns, from 0.
pub(super) fn hidden_columns(part: &str) -> Result<HashSet<usize>, Flaw> {
    let mut hidden = HashSet::new();
    walk_while(part, |step| {
        if let XmlStep::Opens("col", tag) = step
            && is_set(tag, "hidden")?
        {
            let end = |name| Ok::<_, Flaw>(attribute(tag, name)?.and_then(|text| text.parse::<usize>().ok()));
            if let (Some(first), Some(last)) = (end("min")?, end("max")?) {
                hidden.extend((first.max(1)..=last.min(USED_COLUMNS)).map(|column| column - 1));
            }
        }
        // The column definitions come before the cells.
        Ok(!matches!(step, XmlStep::Opens("sheetData", _)))
    })?;
    Ok(hidden)
}

fn odd(text: &str) -> Flaw {
    Flaw::text(text, manifest::rule_places())
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

/// The date of a number, counted from 1900 (with a 29 February that did not exist) or from 1904, as year-month-day.
///
/// # Reference
/// ECMA-376, part 1, §18.17.4; the calendar by Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms".
fn day(text: &str, from_1904: bool) -> Option<String> {
    if text.contains(['e', 'E']) {
        return None;
    }
    let whole: i64 = text.split('.').next()?.parse().ok()?;
    let since_1970 = match (from_1904, whole) {
        (true, 0..=2_957_003) => whole - 24_107,
        (false, 1..=59) => whole - 25_568,
        (false, 61..=2_958_465) => whole - 25_569,
        _ => return None,
    };
    // Days since 1 March of the year 0, in eras of 400 years.
    let days = since_1970 + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month < 3);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::{day, sums_other_rows};

    #[test]
    fn a_total_is_told_from_a_sum_along_a_row() {
        for formula in ["SUM(B2:B40)", "=sum($B$2:$B$40)", "SUBTOTAL(9,B2:B40)", "SUM(B2,B3,B4)"] {
            assert!(sums_other_rows(formula, 41), "{formula}");
        }
        for formula in ["SUM(B41:D41)", "B2+B3", "", "SUM(Cards)", "B41*2"] {
            assert!(!sums_other_rows(formula, 41), "{formula}");
        }
    }

    #[test]
    fn days_are_those_of_spreadsheets() {
        // The days of ECMA-376's examples, and of an openpyxl file.
        for (number, from_1904, expected) in [
            ("1", false, "1900-01-01"),
            ("59", false, "1900-02-28"),
            ("61", false, "1900-03-01"),
            ("25569", false, "1970-01-01"),
            ("46025", false, "2026-01-03"),
            ("46025.5", false, "2026-01-03"),
            ("2958465", false, "9999-12-31"),
            ("0", true, "1904-01-01"),
            ("24107", true, "1970-01-01"),
        ] {
            assert_eq!(day(number, from_1904).as_deref(), Some(expected), "{number}");
        }
        assert!(
            ["60", "0", "-1", "2958466", "x", "9999999999999999999999"].iter().all(|text| day(text, false).is_none())
        );
    }
}
