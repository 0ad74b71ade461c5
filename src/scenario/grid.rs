//! The cells of a grid: the base scenario with one value of each axis, and random streams of their own.

use sha2::{Digest, Sha256};
use std::sync::Arc;
use toml::{Table, Value};

use super::audit::AuditText;
use super::grid_text::{AxisText, GridFile};
use super::read::{ScenarioFile, in_hex, not_toml};
use crate::error::{Allowed, Complaint, Error, Key};
use crate::random::DEFAULT_SEED;
use crate::reason::{Filling, Reason, complaints, rules, shards};

/// Most cells of a grid.
pub const MOST_CELLS: u64 = 1_000_000;

/// Keys that only change how a count is audited: cells that differ in them alone share their random numbers, as the
/// methods of one cell do.
const SAME_CHANCE: [&str; 2] = ["audit.methods", "audit.bets"];

/// A grid applied to its scenario.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The grid's text.
    pub file: GridFile,
    /// The scenario that all cells start from.
    pub base: ScenarioFile,
    /// A hash of both texts, in hexadecimal digits, so that work on one grid is never mistaken for work on another.
    pub sha256: String,
    /// The seed of all random numbers, from which each cell has its own.
    pub seed: String,
    table: Table,
    paths: Vec<Vec<String>>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct GridCell {
    /// Its number, from 0; the last axis runs fastest.
    pub index: usize,
    /// For each axis, the index of its value.
    pub at: Vec<usize>,
    /// The scenario with these values.
    pub file: ScenarioFile,
    /// The seed of its random numbers.
    pub seed: String,
}

impl Grid {
    /// Applies a grid to a scenario, and tests every value of every axis alone.
    ///
    /// # Errors
    /// [`Error::Scenario`] with the grid's key, if a value is wrong.
    pub fn new(file: GridFile, base: ScenarioFile) -> Result<Self, Error> {
        file.grid.check_methods(&base.registry).map_err(|c| file.error(c))?;
        let table: Table = base.text.parse().map_err(|e: toml::de::Error| not_toml(&base.name, &base.text, &e))?;
        let mut hash = Sha256::new();
        for text in [&file.text, &base.text] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
        let sha256 = in_hex(&hash.finalize());
        let cells = file.grid.axis.iter().fold(1_u64, |cells, axis| cells.saturating_mul(axis.values.len() as u64));
        if cells > MOST_CELLS {
            return Err(file.error(Complaint::allowed("axis", rules::found_cells(cells), MOST_CELLS)));
        }
        let blame = |at: usize, c: Complaint| file.error(c.at(at).under("axis"));
        let path = |(at, axis): (usize, &AxisText)| steps(&axis.key).map_err(|c| blame(at, c));
        let paths = file.grid.axis.iter().enumerate().map(path).collect::<Result<_, _>>()?;
        let seed = file.grid.seed.as_ref().or(base.scenario.seed.as_ref());
        let seed = seed.map_or(DEFAULT_SEED, String::as_str).to_owned();
        let grid = Self { file, base, sha256, seed, table, paths };
        grid.check_values()?;
        Ok(grid)
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.file.grid.axis.iter().map(|axis| axis.values.len()).product()
    }

    /// One cell.
    ///
    /// # Errors
    /// [`Error::Usage`] with all values, if they contradict each other.
    pub fn cell(&self, index: usize) -> Result<GridCell, Error> {
        let mut at = Vec::with_capacity(self.paths.len());
        let mut rest = index;
        for axis in self.file.grid.axis.iter().rev() {
            at.push(rest % axis.values.len());
            rest /= axis.values.len();
        }
        at.reverse();
        let mut table = self.table.clone();
        for ((path, axis), &at) in self.paths.iter().zip(&self.file.grid.axis).zip(&at) {
            put(&mut table, path, axis.values[at].clone()).map_err(|c| self.in_cell(index, c.reason()))?;
        }
        let file = self.scenario(&table).map_err(|e| self.in_cell(index, e.reason()))?;
        let audit =
            || file.scenario.audit.as_ref().map_or(Ok(()), AuditText::check_numbers).map_err(|c| c.under("audit"));
        let fits = file.check_design().and_then(|()| file.scenario.check_words()).and_then(|()| audit());
        fits.map_err(|c| self.in_cell(index, complaints::at_place(c.path(), c.reason())))?;
        let seed = self.seed_of(&at);
        Ok(GridCell { index, at, file, seed })
    }

    /// An error that names its cell.
    pub fn in_cell(&self, index: usize, why: Reason) -> Error {
        let mut rest = index;
        let mut settings: Vec<String> = Vec::new();
        for axis in self.file.grid.axis.iter().rev() {
            settings.push(format!("{} = {}", axis.key, axis.values[rest % axis.values.len()]));
            rest /= axis.values.len();
        }
        settings.reverse();
        Error::Usage(shards::error_cell(&self.file.name, index, settings.join(", "), why))
    }

    /// Streams are named by settings and not by the cell's number, so other cells and their order change nothing.
    fn seed_of(&self, at: &[usize]) -> String {
        let axes = self.file.grid.axis.iter().zip(at);
        let chance = |axis: &AxisText| !SAME_CHANCE.iter().any(|key| axis.key.starts_with(key));
        let mut named: Vec<String> = axes
            .filter(|(axis, _)| chance(axis))
            .map(|(axis, &at)| format!("; {} = {}", axis.key, axis.values[at]))
            .collect();
        named.sort();
        self.seed.clone() + &named.concat()
    }

    fn scenario(&self, table: &Table) -> Result<ScenarioFile, Error> {
        let text = format!("# {}\n{table}", self.base.question);
        let file = ScenarioFile::read(&self.base.name, text)?.with_registry(self.base.registry.clone());
        match &self.base.records {
            Some(records) => file.with_records(Arc::clone(&records.cards)),
            None => Ok(file),
        }
    }

    /// Tests each value alone over the base, so that a wrong value is reported at its own place.
    fn check_values(&self) -> Result<(), Error> {
        for (number, (path, axis)) in self.paths.iter().zip(&self.file.grid.axis).enumerate() {
            for (at, value) in axis.values.iter().enumerate() {
                let mut table = self.table.clone();
                let put = put(&mut table, path, value.clone());
                let wrong = put.err().map(|c| (true, c)).or_else(|| match self.scenario(&table) {
                    Err(Error::Scenario { path: wrong, complaint, .. }) => Some(blamed(path, wrong, *complaint)),
                    Err(other) => {
                        Some((false, Complaint::rule("", value.to_string(), rules::rule_with_it(other.reason()))))
                    }
                    Ok(file) => out_of_range(&file, path),
                });
                let Some((is_key, complaint)) = wrong else { continue };
                let complaint = Complaint { keys: Vec::new(), ..complaint };
                let here = if is_key { complaint.under("key") } else { complaint.at(at).under("values") };
                return Err(self.file.error(here.at(number).under("axis")));
            }
        }
        Ok(())
    }
}

/// A number of the audit that is out of its range, whatever else varies.
fn out_of_range(file: &ScenarioFile, path: &[String]) -> Option<(bool, Complaint)> {
    let complaint = file.scenario.audit.as_ref()?.check_numbers().err()?.under("audit");
    let is_here =
        matches!(&complaint.keys[..], [_, Key::Name(name)] if path.len() == 2 && *name == path[1] && name != "law");
    is_here.then_some((false, complaint))
}

/// Whether a complaint about the scenario is about the axis' key, and the complaint at its path in the grid.
fn blamed(path: &[String], wrong: Filling, complaint: Complaint) -> (bool, Complaint) {
    let last = match complaint.keys.last() {
        Some(Key::Name(name)) => format!("{name:?}"),
        _ => String::new(),
    };
    if matches!(complaint.allowed, Allowed::OneOf(_)) && complaint.found.to_string() == last {
        return (true, complaint);
    }
    let steps: Vec<String> = complaint
        .keys
        .iter()
        .map(|key| match key {
            Key::Name(name) => name.clone(),
            Key::Index(index) => index.to_string(),
        })
        .collect();
    if steps == path {
        return (false, complaint);
    }
    let rule = rules::rule_with_it_says(wrong, complaint.reason());
    (false, Complaint::rule("", rules::found_this_value(), rule))
}

/// The steps of a dotted key; a step in quotes may hold dots.
fn steps(key: &str) -> Result<Vec<String>, Complaint> {
    let wrong = || Complaint::allowed("key", format!("{key:?}"), complaints::rule_dotted());
    let mut steps = Vec::new();
    let mut rest = key;
    loop {
        let step = if let Some(quoted) = rest.strip_prefix('"') {
            let (step, after) = quoted.split_once('"').ok_or_else(wrong)?;
            rest = after;
            step
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            let (step, after) = rest.split_at(end);
            rest = after;
            step
        };
        if step.trim() != step || step.is_empty() || steps.len() >= 32 {
            return Err(wrong());
        }
        steps.push(step.to_owned());
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Ok(steps),
            None => return Err(wrong()),
        }
    }
}

/// Sets a value; missing tables on its path are made.
fn put(table: &mut Table, path: &[String], value: Value) -> Result<(), Complaint> {
    let wrong = |depth: usize, rule: Reason| Complaint::rule("", format!("{:?}", path[..=depth].join(".")), rule);
    let Some((first, rest)) = path.split_first() else { return Ok(()) };
    if rest.is_empty() {
        table.insert(first.clone(), value);
        return Ok(());
    }
    let mut here = table.entry(first.clone()).or_insert_with(|| Value::Table(Table::new()));
    for (depth, step) in rest.iter().enumerate() {
        let before = path[..=depth].join(".");
        here = match here {
            Value::Table(table) => table.entry(step.clone()).or_insert_with(|| Value::Table(Table::new())),
            Value::Array(items) => {
                let many = items.len();
                let place = step.parse::<usize>().ok().filter(|&place| place < many);
                let allowed = match many {
                    0 => rules::rule_empty_list(&before),
                    1 => rules::allowed(rules::rule_only_one(format_args!("{before}.0"))),
                    _ => rules::allowed(complaints::rule_range(
                        format_args!("{before}.0"),
                        format_args!("{before}.{}", many - 1),
                    )),
                };
                let place = place.ok_or_else(|| wrong(depth + 1, allowed))?;
                &mut items[place]
            }
            _ => return Err(wrong(depth + 1, rules::rule_neither(&before))),
        };
    }
    *here = value;
    Ok(())
}
