//! A sweep's files: its head, one file for each cell, and the table of all; each names its sweep and has a hash.

use std::io::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::audit_json::simulated;
use super::head::SCHEMA;
use super::rows::{ColumnKind, TableColumn, TableRow, result_rows};
use crate::error::{json_says, printable};
use crate::reason::{Reason, shards};
use crate::scenario::{Grid, GridCell, in_hex};
use crate::simulation::Simulated;
use crate::simulation::headline::{SweepHeadline, SweptRow};

/// The version of both formats.
const FORMAT: u32 = 1;

/// The description of a sweep: the same in every shard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepHead {
    recount_sweep: u32,
    /// The version of the program.
    pub recount: String,
    /// The grid's name.
    pub grid: String,
    /// A hash of the texts of grid and scenario.
    pub sha256_of_grid: String,
    pub(super) scenario: String,
    pub(super) seed: String,
    pub(super) trials: u64,
    /// Number of cells.
    pub cells: usize,
    axes: Vec<AxisColumn>,
    sha256: String,
}

/// Name of an axis, and its value in each cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AxisColumn {
    key: String,
    name: String,
    values: Vec<Value>,
}

/// A cell that was read, and found to be complete and of this sweep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellText {
    recount_cell: u32,
    recount: String,
    sha256_of_grid: String,
    cell: usize,
    result: Value,
    sha256: String,
}

/// Why a cell's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellWrong {
    /// It is incomplete, or was altered.
    Damaged(Reason),
    /// It is a cell of another grid or scenario.
    OfAnotherGrid,
    /// It is of that version of the program.
    OfAnotherVersion(String),
    /// It is another cell, in the place of this one.
    AnotherCell(usize),
}

impl SweepHead {
    /// The head of a grid's sweep.
    pub fn of(grid: &Grid) -> Self {
        let text = &grid.file.grid;
        let value = |value: &toml::Value| serde_json::to_value(value).unwrap_or_default();
        let axes = text.axis.iter().map(|axis| AxisColumn {
            key: axis.key.clone(),
            name: axis.column().to_owned(),
            values: match &axis.labels {
                Some(labels) => labels.iter().map(|label| json!(label)).collect(),
                None => axis.values.iter().map(value).collect(),
            },
        });
        let name = grid.file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let mut head = Self {
            recount_sweep: FORMAT,
            recount: env!("CARGO_PKG_VERSION").to_owned(),
            grid: name.trim_end_matches(".toml").to_owned(),
            sha256_of_grid: grid.sha256.clone(),
            scenario: grid.base.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            seed: grid.seed.clone(),
            trials: text.trials,
            cells: grid.cells(),
            axes: axes.collect(),
            sha256: String::new(),
        };
        head.sha256 = digest(&head);
        head
    }

    /// The axes, with their values in the cells; the last one varies fastest.
    #[cfg(feature = "html")]
    pub(super) fn settings(&self) -> impl Iterator<Item = (&str, &[Value])> {
        self.axes.iter().map(|axis| (axis.name.as_str(), axis.values.as_slice()))
    }

    /// The settings of a cell: `margin: 40; limit: 0.05`.
    #[cfg(feature = "html")]
    pub(super) fn in_cell(&self, cell: usize) -> String {
        let axes = self.axes();
        (0..axes.len()).map(|at| axes.setting(at, cell)).collect::<Vec<_>>().join("; ")
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        in_one_line(self) + "\n"
    }

    /// A cell's file.
    pub fn cell_text(&self, cell: &GridCell, result: &Simulated) -> String {
        let mut text = CellText {
            recount_cell: FORMAT,
            recount: self.recount.clone(),
            sha256_of_grid: self.sha256_of_grid.clone(),
            cell: cell.index,
            result: simulated(result),
            sha256: String::new(),
        };
        text.sha256 = digest(&text);
        in_one_line(&text) + "\n"
    }

    /// The rows of a cell with their columns: the cell, its settings and seed, then each method and contest. An axis
    /// with the name of another column gets the prefix `axis`.
    pub fn rows(&self, cell: &CellText) -> Vec<TableRow> {
        let results: Vec<Vec<(String, Value)>> = result_rows(&cell.result).collect();
        let taken = |name: &str| {
            ["cell", "seed", "scenario_sha256", "recount"].contains(&name)
                || results.iter().flatten().any(|(result, _)| result == name)
        };
        let mut settings = vec![(TableColumn::named("cell"), json!(cell.cell))];
        let mut rest = cell.cell;
        for axis in self.axes.iter().rev() {
            let value = &axis.values[rest % axis.values.len()];
            rest /= axis.values.len();
            let value = if value.is_array() || value.is_object() { json!(value.to_string()) } else { value.clone() };
            let mut column = axis.column();
            while taken(&column.name) || settings.iter().any(|(other, _)| other.name == column.name) {
                column.name = format!("axis {}", column.name);
            }
            settings.insert(1, (column, value));
        }
        settings.push((TableColumn::named("seed"), cell.result["seed"].clone()));
        settings.push((TableColumn::named("scenario_sha256"), cell.result["scenario"]["sha256"].clone()));
        settings.push((TableColumn::named("recount"), cell.result["recount"].clone()));
        let named = |(name, value): (String, Value)| (TableColumn::named(&name), value);
        results.into_iter().map(|row| settings.iter().cloned().chain(row.into_iter().map(named)).collect()).collect()
    }
}

impl AxisColumn {
    fn column(&self) -> TableColumn {
        let all = |is: &dyn Fn(&Value) -> bool| self.values.iter().all(is);
        let kind = match () {
            () if all(&|value| value.is_i64()) => ColumnKind::Whole,
            () if all(&Value::is_number) => ColumnKind::Number,
            () if all(&Value::is_boolean) => ColumnKind::Truth,
            () => ColumnKind::Text,
        };
        TableColumn { name: self.name.clone(), kind }
    }
}

/// Reads a sweep's head.
///
/// # Errors
/// If it is not one, was altered, or is of another version.
pub fn read_head(text: &str) -> Result<SweepHead, Reason> {
    let head: SweepHead = serde_json::from_str(text).map_err(|e| json_says(&e))?;
    if head.sha256 != digest(&SweepHead { sha256: String::new(), ..head.clone() }) {
        return Err(shards::message_altered());
    }
    if head.recount != env!("CARGO_PKG_VERSION") || head.recount_sweep != FORMAT {
        return Err(shards::message_version(printable(&head.recount), env!("CARGO_PKG_VERSION")));
    }
    let cells = head.axes.iter().fold(1_usize, |cells, axis| cells.saturating_mul(axis.values.len()));
    if cells != head.cells || cells == 0 {
        return Err(shards::message_cells(head.cells, cells));
    }
    Ok(head)
}

/// Reads cell number `index` of a sweep.
///
/// # Errors
/// [`CellWrong`] if it is incomplete or not that cell.
pub fn read_cell(head: &SweepHead, index: usize, text: &str) -> Result<CellText, CellWrong> {
    let read = serde_json::from_str(text).map_err(|e| CellWrong::Damaged(json_says(&e)));
    let cell: CellText = read?;
    if cell.sha256 != digest(&CellText { sha256: String::new(), ..cell.clone() }) || cell.recount_cell != FORMAT {
        return Err(CellWrong::Damaged(shards::message_altered()));
    }
    if cell.sha256_of_grid != head.sha256_of_grid {
        return Err(CellWrong::OfAnotherGrid);
    }
    if cell.recount != head.recount {
        return Err(CellWrong::OfAnotherVersion(printable(&cell.recount)));
    }
    if cell.cell != index {
        return Err(CellWrong::AnotherCell(cell.cell));
    }
    Ok(cell)
}

/// The table of a sweep as one JSON document, written row by row.
#[derive(Debug)]
pub struct SweepJson<W: Write> {
    to: W,
    headline: Box<SweepHeadline>,
}

impl<W: Write> SweepJson<W> {
    /// Begins the document with `done` cells, which are not all if the work was interrupted.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn begin(mut to: W, head: &SweepHead, done: usize) -> std::io::Result<Self> {
        let mut document = json!({
            "recount": head.recount,
            "schema": SCHEMA,
            "grid": {"name": head.grid, "sha256": head.sha256_of_grid},
            "scenario": {"name": head.scenario},
            "seed": head.seed,
            "trials": head.trials,
            "cells": head.cells,
        });
        if let (true, Some(document)) = (done < head.cells, document.as_object_mut()) {
            document.insert("partial".to_owned(), json!(true));
            document.insert("cells_done".to_owned(), json!(done));
        }
        let text = document.to_string();
        // The document stays open for its rows.
        write!(to, "{},\"rows\":[", text.strip_suffix('}').unwrap_or(&text))?;
        Ok(Self { to, headline: Box::default() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn row(&mut self, row: &[(TableColumn, Value)]) -> std::io::Result<()> {
        let object: Map<String, Value> =
            row.iter().map(|(column, value)| (column.name.clone(), value.clone())).collect();
        let comma = if self.headline.rows > 0 { "," } else { "" };
        hear_row(&mut self.headline, row);
        write!(self.to, "{comma}\n{}", Value::Object(object))
    }

    /// Ends the document and returns its target.
    ///
    /// # Errors
    /// The error of the writer.
    pub fn end(mut self) -> std::io::Result<W> {
        writeln!(self.to, "\n],\n\"headline\":{}}}", super::headline_json::sweep(&self.headline))?;
        Ok(self.to)
    }
}

/// Adds a row of the table to the first line of the sweep.
pub fn hear_row(headline: &mut SweepHeadline, row: &[(TableColumn, Value)]) {
    let value =
        |name: &str| row.iter().find(|(column, _)| column.name == name).map_or(&Value::Null, |(_, value)| value);
    let text = |name: &str| value(name).as_str().unwrap_or_default();
    let number = |name: &str| value(name).as_f64().unwrap_or(0.0);
    headline.observe(SweptRow {
        cell: value("cell").as_u64().unwrap_or(0) as usize,
        contest: text("contest"),
        method: text("method"),
        reported_right: value("reported_outcome_correct").as_bool().unwrap_or(true),
        confirmed_wrong: (number("confirmed_wrong"), number("confirmed_wrong_interval95_low")),
        limit: value("risk_limit").as_f64(),
        trials: value("trials").as_u64().unwrap_or(0),
        measured_only: number("measured_only"),
        wrong_in_the_end: number("wrong_in_the_end"),
        contested: value("contested").as_bool().unwrap_or(true),
    });
}

fn in_one_line(it: &impl Serialize) -> String {
    serde_json::to_string(it).expect("texts, numbers and lists are JSON")
}

/// SHA-256 of a file in one line, in hexadecimal digits.
fn digest(it: &impl Serialize) -> String {
    in_hex(&Sha256::digest(in_one_line(it).as_bytes()))
}
