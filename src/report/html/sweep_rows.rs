//! The rows of a sweep that its page shows: some are kept while all pass by, and the worst.

use serde_json::Value;

use super::cells::Pointer;
use crate::report::{SweepHead, TableRow, hear_row};
use crate::simulation::headline::SweepHeadline;
use crate::simulation::{QUANTILES, Spread};

/// Most rows in the tables of a page.
pub(super) const TOLD_ROWS: usize = 500;

/// Most values of an axis that a chart shows.
pub(super) const TOLD: usize = 40;

/// Most characters of a value that a page repeats.
const LONGEST: usize = 120;

/// The axes of a sweep: what varies, the last one fastest.
pub(in crate::report) struct Axes<'h>(Vec<(&'h str, &'h [Value])>);

impl SweepHead {
    pub(in crate::report) fn axes(&self) -> Axes<'_> {
        Axes(self.settings().collect())
    }
}

impl Axes<'_> {
    pub(in crate::report) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn name(&self, at: usize) -> &str {
        self.0[at].0
    }

    /// The index of an axis' value in a cell.
    fn place(&self, at: usize, cell: usize) -> usize {
        let faster: usize = self.0[at + 1..].iter().map(|(_, values)| values.len()).product();
        cell / faster.max(1) % self.0[at].1.len().max(1)
    }

    /// The value of an axis in a cell, as text.
    pub(super) fn value(&self, at: usize, cell: usize) -> String {
        let whole = match self.0[at].1.get(self.place(at, cell)) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        match whole.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &whole[..end]),
            None => whole,
        }
    }

    /// `name: value` of an axis in a cell.
    pub(in crate::report) fn setting(&self, at: usize, cell: usize) -> String {
        format!("{}: {}", self.name(at), self.value(at, cell))
    }

    /// Whether all axes but one have their first value in the cell.
    fn varies_only(&self, at: usize, cell: usize) -> bool {
        (0..self.len()).all(|other| other == at || self.place(other, cell) == 0) && self.place(at, cell) < TOLD
    }
}

/// A row that is shown.
pub(super) struct ShownRow {
    /// The JSON pointer of the row.
    pub(super) at: Pointer,
    pub(super) cell: usize,
    pub(super) method: String,
    pub(super) contest: String,
    pub(super) cards: Spread,
    pub(super) right: bool,
    pub(super) confirmed: f64,
    pub(super) full_hand_count: f64,
    pub(super) confirmed_wrong: f64,
    pub(super) noticed: f64,
    pub(super) limit: Option<f64>,
    pub(super) hours: f64,
    pub(super) cost: f64,
    /// Whether the table of all cells contains it.
    pub(super) in_table: bool,
}

/// What is kept of the rows.
#[derive(Default)]
pub(super) struct KeptRows {
    pub(super) shown: Vec<ShownRow>,
    pub(super) methods: Vec<String>,
    pub(super) contests: Vec<String>,
    /// The number of all rows, shown or not.
    pub(super) rows: usize,
    /// The headline of all rows.
    pub(super) headline: SweepHeadline,
    /// The number of cells in the table.
    pub(super) cells_shown: usize,
}

impl KeptRows {
    /// Takes the rows of the next cell.
    pub(super) fn observe(&mut self, axes: &Axes<'_>, cell: usize, rows: Vec<TableRow>) {
        let in_table = self.rows + rows.len() <= TOLD_ROWS || cell == 0;
        let on_an_axis = (0..axes.len()).any(|at| axes.varies_only(at, cell));
        self.cells_shown += usize::from(in_table);
        for row in rows {
            let at = self.rows;
            self.rows += 1;
            let row = SweepDocument(row);
            hear_row(&mut self.headline, &row.0);
            let Some(shown) = row.shown(Pointer::root().key("rows").key(at), cell, in_table) else { continue };
            for (list, name) in [(&mut self.methods, &shown.method), (&mut self.contests, &shown.contest)] {
                if !list.contains(name) {
                    list.push(name.clone());
                }
            }
            if in_table || on_an_axis {
                self.shown.push(shown);
            }
        }
    }

    /// The rows of a contest along one axis, all other axes at their first value, method by method.
    pub(super) fn along(&self, axes: &Axes<'_>, at: usize, contest: &str) -> Vec<&ShownRow> {
        let of = |method: &String| {
            let of = self.shown.iter().filter(move |row| row.method == *method && row.contest == contest);
            of.filter(|row| axes.varies_only(at, row.cell)).collect::<Vec<_>>()
        };
        self.methods.iter().flat_map(of).collect()
    }
}

struct SweepDocument(TableRow);

impl SweepDocument {
    fn value(&self, name: &str) -> &Value {
        self.0.iter().find(|(column, _)| column.name == name).map_or(&Value::Null, |(_, value)| value)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.value(name).as_f64()
    }

    fn text(&self, name: &str) -> String {
        self.value(name).as_str().unwrap_or_default().to_owned()
    }

    fn is_right(&self) -> bool {
        self.value("reported_outcome_correct").as_bool().unwrap_or(true)
    }

    fn shown(&self, at: Pointer, cell: usize, in_table: bool) -> Option<ShownRow> {
        let mut quantiles = [0.0; QUANTILES.len()];
        for ((name, _), quantile) in QUANTILES.iter().zip(&mut quantiles) {
            *quantile = self.number(&format!("cards_q{name}"))?;
        }
        let cards = Spread {
            mean: self.number("cards_mean")?,
            sd: self.number("cards_sd")?,
            min: self.number("cards_min")?,
            max: self.number("cards_max")?,
            quantiles,
        };
        Some(ShownRow {
            at,
            cell,
            method: self.text("method"),
            contest: self.text("contest"),
            cards,
            right: self.is_right(),
            confirmed: self.number("confirmed")?,
            full_hand_count: self.number("full_hand_count")?,
            confirmed_wrong: self.number("confirmed_wrong")?,
            noticed: self.number("noticed")?,
            limit: self.number("risk_limit"),
            hours: self.number("hours_mean")?,
            cost: self.number("cost_mean")?,
            in_table,
        })
    }
}
