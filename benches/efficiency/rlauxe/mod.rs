//! Every table of sample sizes that rlauxe published, each figure beside ours, and the bands that ours must keep.

pub(crate) mod attack;
pub(crate) mod contest;
pub(crate) mod published;

use std::io::Write;

use attack::Attack;
use contest::{Sizes, audits};
use published::Cell;

/// How many audits a cell is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Cards that are drawn for a cell, about.
    pub(crate) draws: f64,
    pub(crate) least: u64,
    pub(crate) most: u64,
}

/// The whole page in two minutes.
pub(crate) const PAGE: Effort = Effort { draws: 2e6, least: 20, most: 1_000 };

/// Audits of each wrong winner: most of them count every card.
const ATTACKED: u64 = 2_000;

/// What ours is held to, beside a published mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Band {
    /// The same rule: equal to the card where nothing errs, within this number of standard errors where something does.
    Same(f64),
    /// Another bet: no more cards than this number of standard errors allows, and where nothing errs no more than this
    /// share.
    NoMore(f64, f64),
}

/// A table of the page: how its name begins, its band, and what there is to say.
type Told = (&'static str, Band, &'static str);

/// Tables by the beginning of their names, the first that fits.
const TOLD: [Told; 11] = [
    (
        "CLCA with fuzz, 100,000",
        Band::NoMore(4.0, 1.005),
        "The grid. Theirs stakes the log-optimal share for the rates of error it has seen, at most 0.9 of the wealth; ours \
         is the usual bet of ballot_comparison, which begins with rates of its own. Where nothing errs at margins of 0.3 % \
         and less, ours needs up to 0.3 % more.",
    ),
    ("CLCA with fuzz, 50,000", Band::NoMore(4.0, 1.005), "The same bets as in the grid."),
    (
        "CORLA",
        Band::Same(5.0),
        "Kaplan and Markov's bound with an inflator of 1.03 here and there. Standard errors were not published: they are \
         taken from the spread of our audits, which is wide where some audits end in a full count.",
    ),
    (
        "CLCA beside CORLA",
        Band::NoMore(4.0, 1.005),
        "The bets of the grid at a risk limit of 3 %; standard errors as above.",
    ),
    (
        "CLCA and polling",
        Band::NoMore(4.0, 1.005),
        "The bets of the grid, and polls by ALPHA with d = 100 here and there.",
    ),
    (
        "CLCA by rounds",
        Band::NoMore(4.0, 1.05),
        "Theirs are cards used in rounds that its program sized by audits it simulated beforehand, and with at most 0.9624 of \
         the wealth; ours end card by card. Where nothing errs the larger share makes theirs up to 4 % shorter than ours at \
         margins of 2 % and less; where something errs it makes them longer.",
    ),
    (
        "CLCA no errors",
        Band::Same(4.0),
        "The same constant share of the wealth here and there: every figure to the card.",
    ),
    (
        "ALPHA",
        Band::Same(4.0),
        "The heading of this table says that cards are put back. The figures are those of draws without replacement and of \
         d = 1,000, not 100: that is what ours are. Cards put back would need up to 70 % more.",
    ),
    (
        "Phantoms",
        Band::NoMore(4.0, 1.005),
        "1 % fuzz. The row of 5 % phantoms, more than the margin, is left out: nearly all of those audits count every card.",
    ),
    ("Polling", Band::Same(4.0), "ALPHA with d = 100 here and there, card by card."),
    (
        "ONEAudit",
        Band::NoMore(4.0, 1.005),
        "One pool with the same margin as the records; both bets know the pool. Theirs never shades its bet for errors that \
         it has not seen.",
    ),
];

/// The notes at the end of the page on tables that it does not have.
const LEFT_OUT: &str = "\
Not on this page: sizes with phantoms that were not reported, and comparisons by rounds with phantoms (their paper, or their \
share of phantoms, is not stated closely enough to be made again); closed forms, which tests hold to the card; times. Everything is drawn without replacement from two candidates' cards without undervotes; each \
card drawn is read as a vote by lot with the chance called fuzz.";

fn shown(table: &str) -> &'static Told {
    TOLD.iter().find(|shown| table.starts_with(shown.0)).unwrap_or_else(|| panic!("nothing is told of {table}"))
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

    /// By how many standard errors of both ours is larger; nothing where there is no chance in ours.
    pub(crate) fn errors(&self) -> Option<f64> {
        let error = self.ours.error().hypot(self.their_error());
        (self.ours.audits > 1.0).then_some((self.ours.mean - self.cell.theirs) / error)
    }

    /// What is wrong, where ours is outside of its table's band.
    pub(crate) fn outside(&self) -> Option<String> {
        let outside = match (shown(&self.cell.table).1, self.errors()) {
            (Band::Same(most), Some(errors)) => !(-most..=most).contains(&errors),
            (Band::NoMore(most, _), Some(errors)) => errors.is_nan() || errors > most,
            (Band::Same(_), None) => (self.ours.mean - self.cell.theirs).abs() > 0.0,
            (Band::NoMore(_, share), None) => self.ratio() > share,
        };
        let Cell { table, name, theirs, .. } = &self.cell;
        outside.then(|| format!("{table}, {name}: {theirs} there, {:.1} here", self.ours.mean))
    }
}

/// Geometric mean of the ratios of ours to theirs, and its standard error.
pub(crate) fn geometric(all: &[Beside]) -> (f64, f64) {
    let n = all.len() as f64;
    let sum: f64 = all.iter().map(|beside| beside.ratio().ln()).sum();
    let share = |beside: &Beside| {
        (beside.ours.error() / beside.ours.mean).powi(2) + (beside.their_error() / beside.cell.theirs).powi(2)
    };
    let mean = (sum / n).exp();
    (mean, mean * all.iter().map(share).sum::<f64>().sqrt() / n)
}

/// The line that sums up some cells.
fn in_all(name: &str, all: &[Beside]) -> String {
    let (mean, error) = geometric(all);
    let worst = all.iter().max_by(|a, b| a.ratio().total_cmp(&b.ratio())).expect("a cell");
    let beyond = |sign: f64| all.iter().filter(|beside| beside.errors().is_some_and(|z| sign * z > 2.0)).count();
    let outside = all.iter().filter(|beside| beside.outside().is_some()).count();
    format!(
        "{name}: {} cells, ours/theirs {mean:.3} ± {error:.3} (geometric mean), worst cell {:.3} ({}{}); beyond two standard \
         errors fewer in {}, more in {}; outside of the band: {outside}",
        all.len(),
        worst.ratio(),
        if name == worst.cell.table { String::new() } else { format!("{}: ", worst.cell.table) },
        worst.cell.name,
        beyond(-1.0),
        beyond(1.0),
    )
}

fn line(beside: &Beside, out: &mut impl Write) -> std::io::Result<()> {
    let Beside { cell, ours } = beside;
    let errors = beside.errors().map_or_else(|| "   -".to_owned(), |errors| format!("{errors:+4.1}"));
    let pulled = cell.pulled.map_or(String::new(), |pulled| format!("   {pulled:6.0} pulled"));
    writeln!(
        out,
        "  {:34} {:8.0} ±{:6.0} {:10.1} ±{:7.1} {:7.3} {errors} {:6.0}{pulled}{}",
        cell.name,
        cell.theirs,
        beside.their_error(),
        ours.mean,
        ours.error(),
        beside.ratio(),
        ours.audits,
        if beside.outside().is_some() { "   outside of the band" } else { "" },
    )
}

/// Prints the shares of audits that confirm a wrong winner.
fn wrong_winners(out: &mut impl Write) -> std::io::Result<()> {
    let (cards, runs, rows) = published::attacks();
    writeln!(
        out,
        "\nWrong winners confirmed, {cards} cards, risk limit 5 %, {runs} audits there and {ATTACKED} here: the reported winner lost by two \
         votes. Neither may pass the limit; how near a bet comes to it says nothing of its worth."
    )?;
    for (margin, theirs) in rows {
        let attack = Attack::of(margin, theirs / 100.0, cards, ATTACKED);
        let [theirs, ours, error] = [attack.theirs, attack.ours, attack.error()].map(|share| 100.0 * share);
        writeln!(out, "  reported margin {:<18} {theirs:7.2} %          {ours:8.2} % ±{error:5.2} %", attack.margin)?;
    }
    Ok(())
}

/// Prints the page; answers every cell of it.
pub(crate) fn page(effort: Effort, out: &mut impl Write) -> std::io::Result<Vec<Beside>> {
    let mut cells = published::all().into_iter().peekable();
    writeln!(
        out,
        "Mean cards that rlauxe published (commit d465bfda of 2026-07-13), and ours, each ± its standard error; ours"
    )?;
    writeln!(
        out,
        "over so many audits (last column), about {:.0} cards a cell, {} to {} audits, seed \"rlauxe\"; z: standard errors of both.\n",
        effort.draws, effort.least, effort.most
    )?;
    writeln!(out, "  {:34} {:>16} {:>19} {:>7} {:>4} {:>6}", "", "published", "ours", "ratio", "z", "audits")?;
    let mut all: Vec<Beside> = Vec::new();
    let mut grid = String::new();
    while let Some(table) = cells.peek().map(|cell| cell.table.clone()) {
        let first = all.len();
        writeln!(out, "\n{table}. {}", shown(&table).2)?;
        while let Some(cell) = cells.next_if(|cell| cell.table == table) {
            let beside = Beside::of(cell, effort);
            line(&beside, out)?;
            all.push(beside);
        }
        let these = in_all(&table, &all[first..]);
        writeln!(out, "{these}")?;
        let more: Vec<f64> =
            all[first..].iter().filter_map(|it| Some((it.cell.pulled? / it.cell.theirs).ln())).collect();
        if !more.is_empty() {
            let more = (more.iter().sum::<f64>() / more.len() as f64).exp();
            writeln!(
                out,
                "Their rounds had pulled {:.0} % more cards than were used, in the geometric mean.",
                100.0 * (more - 1.0)
            )?;
        }
        if first == 0 {
            grid = these;
        }
    }
    wrong_winners(out)?;
    writeln!(out, "\n{LEFT_OUT}\n\n{}\nThe grid, {grid}", in_all("All tables", &all))?;
    Ok(all)
}
