//! Doubts about a manifest that can be read: they are reported with the row and do not prevent the draw.

use std::collections::{HashMap, HashSet};
use std::fmt;

use sha2::{Digest, Sha256};

use super::cells::TextTable;
use super::columns::{ManifestOptions, Roles};
use super::flaw::quoted;
use super::names::gists;
use super::totals::{self, Subtotal, Sum};
use crate::reason::{Filling, Reason, manifest};

/// A doubt that people should check before they rely on the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The row, from 1, with the header's row counted.
    pub row: u64,
    /// The column's name, in a table.
    pub column: Option<String>,
    /// What was found.
    pub found: Filling,
    /// Why it is doubtful, and what to do.
    pub why: Reason,
    /// Rows after this one with the same doubt.
    pub more: usize,
}

impl Doubt {
    /// Adds a doubt, or counts it if the column already has one of its kind.
    pub(in crate::sampling) fn add(
        doubts: &mut Vec<Self>,
        (row, column): (u64, Option<&str>),
        found: impl Into<Filling>,
        why: Reason,
    ) {
        match doubts.iter_mut().find(|doubt| doubt.why == why && doubt.column.as_deref() == column) {
            Some(doubt) => doubt.more += 1,
            None => doubts.push(Self { row, column: column.map(str::to_owned), found: found.into(), why, more: 0 }),
        }
    }

    /// The place, what was found, and why it is doubtful.
    pub fn reason(&self) -> Reason {
        let (row, more, found, why) = (self.row, self.more, self.found.clone(), self.why.clone());
        match (self.column.as_deref().map(quoted), more) {
            (Some(column), 0) => manifest::message_doubt(row, column, found, why),
            (Some(column), _) => manifest::message_doubt_more(row, column, more, found, why),
            (None, 0) => manifest::message_doubt_row(row, found, why),
            (None, _) => manifest::message_doubt_row_more(row, more, found, why),
        }
    }
}

/// In English.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(f)
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
        add(&mut doubts, cells, (last, roles.count), manifest::found_cards_twin(counts[last]), manifest::why_twin());
    }
    for subtotal in subtotals {
        let found = totals::in_words(cells, counts, *subtotal);
        add(&mut doubts, cells, (subtotal.row, roles.count), found, manifest::why_subtotal());
    }
    let naming = [roles.county, roles.container, roles.tabulator, Some(roles.batch)];
    let naming: Vec<usize> = naming.into_iter().flatten().collect();
    unseen(&mut doubts, cells, &[&naming[..], &[roles.count]].concat());
    for &column in &naming {
        let is_serial = |row: usize| is_serial(cells.cell(row, column));
        let serials = (0..cells.rows()).filter(|&row| is_serial(row)).count();
        let few_serials = serials * 2 < cells.rows();
        // One county, container or tabulator in two spellings; batches are compared by their full names.
        let mut spelled: HashMap<(usize, String), usize> = HashMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        let empty = (0..cells.rows()).filter(|&row| cells.cell(row, column).is_empty()).count();
        for row in 0..cells.rows() {
            let cell = cells.cell(row, column);
            let why = mangled(cell).or_else(|| (few_serials && is_serial(row)).then(manifest::why_day_number));
            if let Some(why) = why {
                add(&mut doubts, cells, (row, column), quoted(cell), why);
            }
            if column != roles.batch && known.insert(cell) {
                let firsts = gists(cell).into_iter().enumerate().map(|kind| *spelled.entry(kind).or_insert(row));
                let first = firsts.min().unwrap_or(row);
                if cells.cell(first, column) != cell {
                    let other = quoted(cells.cell(first, column));
                    let found = manifest::found_beside_row(quoted(cell), other, cells.number(first));
                    add(&mut doubts, cells, (row, column), found, manifest::why_alike());
                }
            }
            if cell.is_empty() && empty < cells.rows() {
                let why = manifest::why_merged_cells();
                add(&mut doubts, cells, (row, column), manifest::found_empty_cell(), why);
            }
        }
    }
    look_alikes(&mut doubts, cells, roles, &naming);
    if roles.tabulator.is_some() && roles.container.is_some() {
        one_address(&mut doubts, cells, roles);
    }
    doubts
}

fn add(
    doubts: &mut Vec<Doubt>,
    cells: &TextTable,
    (row, column): (usize, usize),
    found: impl Into<Filling>,
    why: Reason,
) {
    Doubt::add(doubts, (cells.number(row), Some(&cells.header[column])), found, why);
}

/// Adds doubts about the hidden parts of a workbook.
fn unseen(doubts: &mut Vec<Doubt>, cells: &TextTable, columns: &[usize]) {
    for &row in &cells.hidden.rows {
        Doubt::add(doubts, (u64::from(row), None), manifest::found_hidden_row(), manifest::why_hidden_row());
    }
    for &column in columns.iter().filter(|column| cells.hidden.columns.contains(column)) {
        add(doubts, cells, (0, column), manifest::found_hidden_column(), manifest::why_hidden_column());
    }
    if let Some(sheet) = &cells.hidden.sheet {
        let found = manifest::found_hidden_manifest(quoted(sheet));
        Doubt::add(doubts, (1, None), found, manifest::why_hidden_manifest());
    }
}

/// Why a name may differ from the one on the batch's label.
pub(in crate::sampling) fn mangled(name: &str) -> Option<Reason> {
    if name.chars().count() > 2 && name.chars().all(|c| c == '#') {
        return Some(manifest::why_narrow());
    }
    if name.contains('\u{fffd}') {
        return Some(manifest::why_letters());
    }
    if is_day(name) {
        return Some(manifest::why_a_date());
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = name.split_once(['e', 'E']).unwrap_or((name, ""));
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    if digits(exponent.trim_start_matches(['+', '-'])) && digits(whole) && digits(part) {
        return Some(manifest::why_a_number());
    }
    if digits(name) && name.len() > 15 && name[15..].bytes().all(|byte| byte == b'0') {
        return Some(manifest::why_15_digits());
    }
    let is_decimal = digits(whole) && number.ends_with(".0") && exponent.is_empty();
    is_decimal.then(manifest::why_decimal)
}

/// Month names as spreadsheets abbreviate them, in English and Spanish.
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

/// Whether a name is a number that spreadsheets use for days from 2000 to 2050.
fn is_serial(name: &str) -> bool {
    name.len() == 5 && name.bytes().all(|byte| byte.is_ascii_digit()) && ("36526".."55154").contains(&name)
}

/// Adds doubts about names that differ only in capitals, blanks and invisible signs.
fn look_alikes(doubts: &mut Vec<Doubt>, cells: &TextTable, roles: &Roles, naming: &[usize]) {
    let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(cells.rows());
    let gist = |row: usize, kind: usize| {
        let gists: Vec<String> =
            naming.iter().map(|&column| std::mem::take(&mut gists(cells.cell(row, column))[kind])).collect();
        short(&gists.join(","))
    };
    let is_plain = |row: usize| naming.iter().all(|&column| cells.cell(row, column).is_ascii());
    // Among plain letters, the look in capitals adds nothing.
    let kinds = if (0..cells.rows()).all(is_plain) { 1 } else { 2 };
    for (kind, row) in (0..kinds).flat_map(|kind| (0..cells.rows()).map(move |row| (kind, row))) {
        if row == 0 {
            seen.clear();
        }
        let other = seen.insert(gist(row, kind), row);
        if let Some(first) = other.filter(|&first| kind == 0 || gist(first, 0) != gist(row, 0)) {
            let (name, other) = (of(cells, roles, row), of(cells, roles, first));
            let found = manifest::found_beside_row(name, other, cells.number(first));
            add(doubts, cells, (row, roles.batch), found, manifest::why_alike());
        }
    }
}

fn of(cells: &TextTable, roles: &Roles, row: usize) -> String {
    quoted(cells.cell(row, roles.batch))
}

/// Adds doubts about batches of one tabulator and name in two containers: records identify cards by tabulator, batch
/// and position.
fn one_address(doubts: &mut Vec<Doubt>, cells: &TextTable, roles: &Roles) {
    let address: Vec<usize> = [roles.county, roles.tabulator, Some(roles.batch)].into_iter().flatten().collect();
    let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(cells.rows());
    for row in 0..cells.rows() {
        let parts: Vec<&str> = address.iter().map(|&column| cells.cell(row, column)).collect();
        if let Some(first) = seen.insert(short(&parts.join(",")), row) {
            let found = manifest::found_tabulator_batch(quoted(&parts.join(",")), cells.number(first));
            add(doubts, cells, (row, roles.batch), found, manifest::why_two_cards());
        }
    }
}

/// Half a SHA-256 hash of a name: short however long the name is, and equal only for equal names in practice.
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
