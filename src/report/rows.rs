//! Tables for other programs: a row for each method and contest, with the names of the JSON document flattened.

use std::io::Write;

use serde_json::{Value, json};

use super::audit_json::simulated;
use crate::sampling::guarded;
use crate::simulation::Simulated;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// True or false.
    Truth,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name.
    pub name: String,
    /// Its type, if it has a value.
    pub kind: ColumnKind,
}

const TEXTS: [&str; 9] = [
    "scenario",
    "scenario_sha256",
    "recount",
    "seed",
    "method",
    "contest",
    "engine",
    "why_no_sample",
    "does_not_add_up",
];
const WHOLES: [&str; 3] = ["cell", "trials", "population"];
const TRUTHS: [&str; 3] = ["reported_outcome_correct", "reported_votes_correct", "contested"];

impl TableColumn {
    pub(super) fn named(name: &str) -> Self {
        let kind = match name {
            name if TEXTS.contains(&name) => ColumnKind::Text,
            name if WHOLES.contains(&name) => ColumnKind::Whole,
            name if TRUTHS.contains(&name) => ColumnKind::Truth,
            _ => ColumnKind::Number,
        };
        Self { name: name.to_owned(), kind }
    }
}

/// One row, each value under its column.
pub type TableRow = Vec<(TableColumn, Value)>;

/// Many trials: a row for each method and contest.
pub fn simulated_rows(all: &Simulated) -> Vec<TableRow> {
    let document = simulated(all);
    let first = [
        ("scenario", json!(all.name)),
        ("seed", json!(all.seed)),
        ("scenario_sha256", document["scenario"]["sha256"].clone()),
        ("recount", document["recount"].clone()),
    ];
    let first = first.map(|(name, it)| (name.to_owned(), it));
    let named = |(name, value): (String, Value)| (TableColumn::named(&name), value);
    result_rows(&document).map(|row| first.iter().cloned().chain(row).map(named).collect()).collect()
}

/// Names and values of each row of a simulation's document.
pub(super) fn result_rows(document: &Value) -> impl Iterator<Item = Vec<(String, Value)>> + '_ {
    let trials = &document["trials"];
    document["methods"].as_array().into_iter().flatten().map(move |row| {
        let mut flat = vec![("trials".to_owned(), trials.clone())];
        lay("", row, &mut flat);
        flat
    })
}

/// Flattens a value: `cards.mean` becomes `cards_mean`, `cards.quantiles.0.9` becomes `cards_q0.9`, and the ends of an
/// interval `…_low` and `…_high`.
fn lay(name: &str, value: &Value, out: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let joined = match (name, key.as_str()) {
                    ("", key) => key.to_owned(),
                    (name, "quantiles") => format!("{name}_q"),
                    (name, key) if name.ends_with("_q") => format!("{name}{key}"),
                    (name, key) => format!("{name}_{key}"),
                };
                lay(&joined, value, out);
            }
        }
        Value::Array(ends) if ends.len() == 2 => {
            out.push((format!("{name}_low"), ends[0].clone()));
            out.push((format!("{name}_high"), ends[1].clone()));
        }
        other => out.push((name.to_owned(), other.clone())),
    }
}

/// Rows as comma-separated values, written one by one; the first row determines the columns. Cells are guarded against
/// spreadsheet formulas.
#[derive(Debug)]
pub struct CsvRows<W: Write> {
    writer: csv::Writer<W>,
    columns: Vec<TableColumn>,
}

impl<W: Write> CsvRows<W> {
    /// A writer before the first row.
    pub fn begin(to: W) -> Self {
        Self { writer: csv::Writer::from_writer(to), columns: Vec::new() }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn row(&mut self, row: &[(TableColumn, Value)]) -> std::io::Result<()> {
        if take_columns(&mut self.columns, row)? {
            let names = self.columns.iter().map(|column| guarded(&column.name).into_owned());
            self.writer.write_record(names).map_err(std::io::Error::other)?;
        }
        let word = |(_, value): &(TableColumn, Value)| match value {
            Value::Null => String::new(),
            Value::String(text) => guarded(text).into_owned(),
            other => other.to_string(),
        };
        self.writer.write_record(row.iter().map(word)).map_err(std::io::Error::other)
    }

    /// Ends the table and returns its target.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn end(self) -> std::io::Result<W> {
        self.writer.into_inner().map_err(|e| std::io::Error::other(e.to_string()))
    }
}

/// Takes the columns of the first row, and returns whether it was the first; other rows must have the same columns.
pub(super) fn take_columns(columns: &mut Vec<TableColumn>, row: &[(TableColumn, Value)]) -> std::io::Result<bool> {
    if columns.is_empty() {
        *columns = row.iter().map(|(column, _)| column.clone()).collect();
        return Ok(true);
    }
    if columns.iter().ne(row.iter().map(|(column, _)| column)) {
        return Err(std::io::Error::other("a row has other columns than those before it"));
    }
    Ok(false)
}
