//! Every table of sample sizes that rlauxe published, each figure beside ours.

pub(crate) mod contest;
pub(crate) mod published;

use std::io::Write;

use contest::{Sizes, audits};
use published::Cell;

/// Draws that are spent on a cell, and audits at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    pub(crate) draws: f64,
    pub(crate) most: u64,
    pub(crate) least: u64,
}

/// A published figure and ours.
pub(crate) struct Beside {
    pub(crate) cell: Cell,
    pub(crate) ours: Sizes,
}

impl Beside {
    pub(crate) fn of(cell: Cell, effort: Effort) -> Self {
        let many = ((effort.draws / cell.theirs) as u64).clamp(effort.least, effort.most);
        Self { ours: audits(&cell, many, "rlauxe"), cell }
    }

    pub(crate) fn ratio(&self) -> f64 {
        self.ours.mean / self.cell.theirs
    }

    /// The standard error of the published mean; by the spread of our audits where none was published.
    fn their_error(&self) -> f64 {
        let sd = self.cell.sd.unwrap_or(self.ours.sd);
        if self.cell.runs > 0.0 { sd / self.cell.runs.sqrt() } else { 0.0 }
    }

    /// By how many standard errors of both ours is larger; a whole card at least is one.
    pub(crate) fn errors(&self) -> f64 {
        let error = self.ours.error().hypot(self.their_error()).max(1.0 / 4.0);
        (self.ours.mean - self.cell.theirs) / error
    }
}

fn geometric<'b>(cells: impl Iterator<Item = &'b Beside>) -> f64 {
    let (sum, n) = cells.fold((0.0, 0.0), |(sum, n), cell| (sum + cell.ratio().ln(), n + 1.0));
    (sum / n).exp()
}

pub(crate) fn page(effort: Effort, out: &mut impl Write) -> std::io::Result<()> {
    let mut table = String::new();
    let mut all: Vec<Beside> = Vec::new();
    for cell in published::all() {
        if cell.table != table {
            table.clone_from(&cell.table);
            writeln!(out, "\n{table}")?;
        }
        let beside = Beside::of(cell, effort);
        writeln!(out, "  {:45} {:9.0} ±{:7.1} {:9.1} ±{:7.1} {:7.3} {:6.1} {:5.0}", beside.cell.name, beside.cell.theirs, beside.their_error(), beside.ours.mean, beside.ours.error(), beside.ratio(), beside.errors(), beside.ours.audits)?;
        all.push(beside);
    }
    writeln!(out, "{:.4}", geometric(all.iter()))?;
    Ok(())
}
