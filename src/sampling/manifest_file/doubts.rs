//! What may be wrong with a manifest that can be read: told with the row, and drawn from all the same.

use std::collections::{HashMap, HashSet};
use std::fmt;

use sha2::{Digest, Sha256};

use super::cells::TextTable;
use super::columns::{ManifestOptions, Roles};
use super::flaw::quoted;
use super::names::gists;
use super::totals::{self, Subtotal, Sum};

/// Something to look at before the draw is relied on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The row, from 1, the header's row counted.
    pub row: u64,
    /// The column's name, in a table.
    pub column: Option<String>,
    /// What was found.
    pub found: String,
    /// Why it is doubtful, and what to do.
    pub why: &'static str,
    /// Rows after this one with the same doubt.
    pub more: usize,
}

impl Doubt {
    pub(in crate::sampling) const ALIKE: &'static str = "the names look alike; if they mean the same, mend the file";

    /// Adds a doubt, or counts it where its kind was told of the column before.
    pub(in crate::sampling) fn add(
        doubts: &mut Vec<Self>,
        (row, column): (u64, Option<&str>),
        found: String,
        why: &'static str,
    ) {
        match doubts.iter_mut().find(|doubt| doubt.why == why && doubt.column.as_deref() == column) {
            Some(doubt) => doubt.more += 1,
            None => doubts.push(Self { row, column: column.map(str::to_owned), found, why, more: 0 }),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, found, why, more } = self;
        match (column.as_deref().map(quoted), more) {
            (Some(column), 0) => write!(f, "row {row}, column {column}: found {found}; {why}"),
            (Some(column), _) => write!(f, "row {row}, column {column} (and {more} more): found {found}; {why}"),
            (None, 0) => write!(f, "row {row}: found {found}; {why}"),
            (None, _) => write!(f, "row {row} (and {more} more): found {found}; {why}"),
        }
    }
}

/// All doubts of a manifest, each kind once for a column, with its first row.
pub(super) fn doubts(
    cells: &TextTable,
    roles: &Roles,
    counts: &[u64],
    subtotals: &[Subtotal],
    options: &ManifestOptions,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let last = cells.rows().saturating_sub(1);
    if !options.no_total_row && totals::sum(counts) == Sum::Twin {
        let found = format!("{} cards, as many as all rows above", counts[last]);
        let why = "if this row is a total and no batch, take it out";
        add(&mut doubts, cells, (last, roles.count), found, why);
    }
    for subtotal in subtotals {
        let why = "if this row is a subtotal and no batch, take it out";
        add(&mut doubts, cells, (subtotal.row, roles.count), totals::in_words(cells, counts, *subtotal), why);
    }
    let naming = [roles.county, roles.container, roles.tabulator, Some(roles.batch)];
    let naming: Vec<usize> = naming.into_iter().flatten().collect();
    unseen(&mut doubts, cells, &[&naming[..], &[roles.count]].concat());
    for &column in &naming {
        let is_serial = |row: usize| is_serial(cells.cell(row, column));
        let serials = (0..cells.rows()).filter(|&row| is_serial(row)).count();
        let few_serials = serials * 2 < cells.rows();
        // One county, container or tabulator in two spellings; batches are compared whole.
        let mut spelled: HashMap<(usize, String), usize> = HashMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        let empty = (0..cells.rows()).filter(|&row| cells.cell(row, column).is_empty()).count();
        for row in 0..cells.rows() {
            let cell = cells.cell(row, column);
            let why = mangled(cell).or_else(|| (few_serials && is_serial(row)).then_some(A_DAY_NUMBER));
            if let Some(why) = why {
                add(&mut doubts, cells, (row, column), quoted(cell), why);
            }
            if column != roles.batch && known.insert(cell) {
                let firsts = gists(cell).into_iter().enumerate().map(|kind| *spelled.entry(kind).or_insert(row));
                let first = firsts.min().unwrap_or(row);
                if cells.cell(first, column) != cell {
                    let other = quoted(cells.cell(first, column));
                    let found = format!("{} beside {other} of row {}", quoted(cell), cells.number(first));
                    add(&mut doubts, cells, (row, column), found, Doubt::ALIKE);
                }
            }
            if cell.is_empty() && empty < cells.rows() {
                let why = "other rows have a name there (cells that were merged?)";
                add(&mut doubts, cells, (row, column), "an empty cell".to_owned(), why);
            }
        }
    }
    look_alikes(&mut doubts, cells, roles, &naming);
    if roles.tabulator.is_some() && roles.container.is_some() {
        one_address(&mut doubts, cells, roles);
    }
    doubts
}

fn add(doubts: &mut Vec<Doubt>, cells: &TextTable, (row, column): (usize, usize), found: String, why: &'static str) {
    Doubt::add(doubts, (cells.number(row), Some(&cells.header[column])), found, why);
}

/// What a workbook holds and people who open it do not see.
fn unseen(doubts: &mut Vec<Doubt>, cells: &TextTable, columns: &[usize]) {
    for &row in &cells.hidden.rows {
        let why = "people who open the file do not see it, and it is drawn from; show it, or take it out";
        Doubt::add(doubts, (u64::from(row), None), "a hidden row".to_owned(), why);
    }
    for &column in columns.iter().filter(|column| cells.hidden.columns.contains(column)) {
        let why = "people who open the file do not see it; show it, so that they can follow the draw";
        add(doubts, cells, (0, column), "a hidden column".to_owned(), why);
    }
    if let Some(sheet) = &cells.hidden.sheet {
        let found = format!("a manifest on the hidden sheet {} too", quoted(sheet));
        let why = "the sheet that people see is drawn from; if it is the other, name it with --sheet";
        Doubt::add(doubts, (1, None), found, why);
    }
}

const A_DAY_NUMBER: &str = "it may be the number of a day that a spreadsheet made of a name such as 1-2; \
                            compare it with the batch's label";

/// Why a name may be another one than on the batch's label.
pub(in crate::sampling) fn mangled(name: &str) -> Option<&'static str> {
    if name.chars().count() > 2 && name.chars().all(|c| c == '#') {
        return Some("a column was too narrow when the file was saved; the names are lost");
    }
    if name.contains('\u{fffd}') {
        return Some("letters were lost when the file was saved; compare it with the batch's label");
    }
    if is_day(name) {
        return Some("a spreadsheet may have made a date of a name such as 1-2; compare it with the batch's label");
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = name.split_once(['e', 'E']).unwrap_or((name, ""));
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    if digits(exponent.trim_start_matches(['+', '-'])) && digits(whole) && digits(part) {
        return Some("a spreadsheet may have cut a long number; compare it with the batch's label");
    }
    if digits(name) && name.len() > 15 && name[15..].bytes().all(|byte| byte == b'0') {
        return Some(
            "a spreadsheet keeps 15 digits of a number and makes the others 0; compare it with the batch's label",
        );
    }
    let is_decimal = digits(whole) && number.ends_with(".0") && exponent.is_empty();
    is_decimal.then_some("a program may have made a decimal number of a whole one; compare it with the batch's label")
}

/// Months as spreadsheets cut them, in English and Spanish.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "sept",
    "dic",
];

/// Whether a name looks like a day or a month: `3-Jan`, `Jan-03`, `1/2/2026`, `2026-01-02`.
fn is_day(name: &str) -> bool {
    if !name.contains(['-', '/']) {
        return false;
    }
    let day = name.split([' ', 'T']).next().unwrap_or_default().trim_end_matches('.');
    if day.len() < name.len() && !name[day.len()..].contains(':') {
        return false;
    }
    let number = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let month = |text: &str| MONTHS.contains(&text.to_lowercase().trim_end_matches('.'));
    let below = |text: &str, most: u32| number(text, 2) && text.parse().is_ok_and(|n: u32| (1..=most).contains(&n));
    let year = |text: &str| text.len() == 4 && number(text, 4) && (text.starts_with("19") || text.starts_with("20"));
    match day.split(['-', '/']).collect::<Vec<_>>()[..] {
        [a, b] => number(a, 2) && month(b) || month(a) && number(b, 4),
        [a, b, c] if year(a) => below(b, 12) && below(c, 31),
        [a, b, c] => {
            let month_and_day = below(a, 12) && below(b, 31) || below(a, 31) && below(b, 12);
            year(c) && month_and_day || number(a, 2) && month(b) && number(c, 4)
        }
        _ => false,
    }
}

/// Whether a name is a number that spreadsheets give to days from 2000 to 2050.
fn is_serial(name: &str) -> bool {
    name.len() == 5 && name.bytes().all(|byte| byte.is_ascii_digit()) && ("36526".."55154").contains(&name)
}

/// Names that differ only in capitals, blanks and signs that nobody sees.
fn look_alikes(doubts: &mut Vec<Doubt>, cells: &TextTable, roles: &Roles, naming: &[usize]) {
    let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(cells.rows());
    let gist = |row: usize, kind: usize| {
        let gists: Vec<String> =
            naming.iter().map(|&column| std::mem::take(&mut gists(cells.cell(row, column))[kind])).collect();
        short(&gists.join(","))
    };
    let is_plain = |row: usize| naming.iter().all(|&column| cells.cell(row, column).is_ascii());
    // Among plain letters capitals tell no more.
    let kinds = if (0..cells.rows()).all(is_plain) { 1 } else { 2 };
    for (kind, row) in (0..kinds).flat_map(|kind| (0..cells.rows()).map(move |row| (kind, row))) {
        if row == 0 {
            seen.clear();
        }
        let other = seen.insert(gist(row, kind), row);
        if let Some(first) = other.filter(|&first| kind == 0 || gist(first, 0) != gist(row, 0)) {
            let found =
                format!("{} beside {} of row {}", of(cells, roles, row), of(cells, roles, first), cells.number(first));
            add(doubts, cells, (row, roles.batch), found, Doubt::ALIKE);
        }
    }
}

fn of(cells: &TextTable, roles: &Roles, row: usize) -> String {
    quoted(cells.cell(row, roles.batch))
}

/// Batches of one tabulator and one name in two containers: records call cards by tabulator, batch and position.
fn one_address(doubts: &mut Vec<Doubt>, cells: &TextTable, roles: &Roles) {
    let address: Vec<usize> = [roles.county, roles.tabulator, Some(roles.batch)].into_iter().flatten().collect();
    let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(cells.rows());
    for row in 0..cells.rows() {
        let parts: Vec<&str> = address.iter().map(|&column| cells.cell(row, column)).collect();
        if let Some(first) = seen.insert(short(&parts.join(",")), row) {
            let found =
                format!("the tabulator and batch {} of row {} again", quoted(&parts.join(",")), cells.number(first));
            let why = "in another container: a record that names tabulator, batch and position then means two cards";
            add(doubts, cells, (row, roles.batch), found, why);
        }
    }
}

/// Half a SHA-256 is name enough, and short however long names are.
pub(super) fn short(name: &str) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(name)[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_spreadsheets_make_are_known() {
        for name in [
            "3-Jan",
            "Jan-03",
            "jan-2026",
            "1/2/2026",
            "31/12/2026",
            "2026-01-02",
            "2026-01-02 00:00:00",
            "3-Jan-26",
            "4-ene",
            "1.23E+12",
            "1E+05",
            "2e5",
            "###",
            "######",
            "Ca\u{fffd}on",
            "1.0",
            "12.0",
            "1234567890123450000",
        ] {
            assert!(mangled(name).is_some(), "{name}");
        }
        for name in [
            "",
            "A",
            "1-2",
            "12-3-4",
            "1-2-26",
            "#1",
            "##",
            "Jan",
            "3-J",
            "Maria-3",
            "E5",
            "1.5",
            "99808-81",
            "100",
            "2020-01",
            "1.10",
            "Box 3-Jan",
            "123456789012345678",
            "13/32/2026",
        ] {
            assert!(mangled(name).is_none(), "{name}");
        }
        assert!(is_serial("44929") && !is_serial("12345") && !is_serial("449290") && !is_serial("99808"));
    }
}
