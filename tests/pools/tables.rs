//! rlauxe's tables of `ONEAudit` (Caron 2026): mean cards, compared with ours within both standard errors.

use recount::random::{Random, Streams};
use serde_json::Value;

use super::super::hybrids::{count, list, number, published};
use super::{County, Lot, cards_until, ready, say};

/// One published mean, and ours.
struct Cell {
    name: String,
    theirs: f64,
    ours: f64,
    /// Standard errors of theirs and ours together.
    error: f64,
}

impl Cell {
    fn errors(&self) -> f64 {
        (self.ours - self.theirs) / self.error
    }
}

/// A contest of that margin in which a share of the cards has records, and the rest lies in one pool of the same margin.
fn county(cards: usize, margin: f64, share: f64, fuzz: f64, random: &mut Random) -> County {
    let lot = |cards: usize, random: &mut Random| {
        let ada = (cards as f64 * (1.0 + margin) / 2.0).round() as usize;
        let mut lot = Lot::right(ada, 0, cards - ada);
        for half_votes in &mut lot.paper {
            if random.chance(fuzz) {
                *half_votes = if random.chance(0.5) { 2 } else { 0 };
            }
        }
        lot
    };
    let own = (cards as f64 * share).round() as usize;
    County::new(vec![lot(own, random), lot(cards - own, random).in_pool(0)], &[])
}

/// The mean number of cards in `runs` runs, and its standard error.
fn mean(cards: usize, margin: f64, share: f64, fuzz: f64, runs: usize) -> (f64, f64) {
    let mut random = Streams::new(&format!("{cards} {margin} {share} {fuzz}"), 0).purpose("rlauxe").stream(0);
    let mut deck: Vec<u32> = (0..cards as u32).collect();
    let mut sizes = Vec::with_capacity(runs);
    // Where cards are fuzzed, each tenth of the runs has paper of its own.
    let papers = if fuzz > 0.0 { 10.min(runs) } else { 1 };
    for paper in 0..papers {
        let county = county(cards, margin, share, fuzz, &mut random);
        let claim = county.claim();
        let procedure = ready(&claim, "one_audit", 0.05).expect("a winner");
        for _ in (paper..runs).step_by(papers) {
            sizes.push(cards_until(&county, procedure.as_ref(), 0.05, &mut deck, &mut random) as f64);
        }
    }
    let n = sizes.len() as f64;
    let mean = sizes.iter().sum::<f64>() / n;
    let variance = sizes.iter().map(|size| (size - mean) * (size - mean)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

fn cell(name: String, published: &Value, runs_there: f64, ours: (f64, f64)) -> Cell {
    let (theirs, sd) = (number(&published[0]), number(&published[1]));
    Cell { name, theirs, ours: ours.0, error: (sd * sd / runs_there + ours.1 * ours.1).sqrt() }
}

/// Cells of the tables without errors, those with a margin of at least `least`.
fn without_errors(least: f64, runs: usize) -> Vec<Cell> {
    let paper = published("rlauxe-2026-oneaudit");
    let mut cells = Vec::new();
    for table in list(&paper, "table") {
        let cards = count(&table["cards"]) as usize;
        for row in list(table, "rows") {
            let margin = number(&row[0]);
            for (at, share) in list(table, "columns").iter().enumerate().filter(|_| margin >= least) {
                let share = number(share);
                let ours = mean(cards, margin, share, 0.0, runs);
                let name = format!("{}, margin {margin}, share {share}", table["name"].as_str().expect("a name"));
                cells.push(cell(name, &row[at + 1], number(&table["runs"]), ours));
            }
        }
    }
    cells
}

fn fuzzed(least: f64, runs: usize) -> Vec<Cell> {
    let paper = published("rlauxe-2026-oneaudit");
    let table = &list(&paper, "fuzz")[0];
    let cards = count(&table["cards"]) as usize;
    let mut cells = Vec::new();
    for row in list(table, "rows") {
        let fuzz = number(&row[0]);
        for (at, margin) in list(table, "margins").iter().enumerate() {
            let margin = number(margin);
            if margin >= least {
                let ours = mean(cards, margin, number(&table["share"]), fuzz, runs);
                cells.push(cell(format!("fuzz {fuzz}, margin {margin}"), &row[at + 1], number(&table["runs"]), ours));
            }
        }
    }
    cells
}

/// Says how ours compare, and fails where one needs more cards than four standard errors allow.
fn judge(what: &str, cells: &[Cell]) {
    let z = 4.0;
    let ratio = |cell: &Cell| (cell.ours / cell.theirs).ln();
    let all = cells.iter().map(ratio).sum::<f64>() / cells.len() as f64;
    let fewer = cells.iter().filter(|cell| cell.errors() < -2.0).count();
    let more = cells.iter().filter(|cell| cell.errors() > 2.0).count();
    say(&format!(
        "rlauxe, ONEAudit, {what}: {} cells; cards ours/theirs {:.3} (geometric mean); beyond two standard errors fewer in \
         {fewer}, more in {more}",
        cells.len(),
        all.exp()
    ));
    for cell in cells {
        let Cell { name, theirs, ours, .. } = cell;
        say(&format!("  {name}: {theirs} there, {ours:.0} here, {:+.1} s.e.", cell.errors()));
    }
    for cell in cells {
        assert!(cell.errors() < z, "{}: {} there, {} here", cell.name, cell.theirs, cell.ours);
    }
}

#[test]
fn rlauxes_tables_of_one_audit_at_wide_margins() {
    judge("no errors, in part", &without_errors(0.1, 60));
    judge("fuzz, in part", &fuzzed(0.04, 60));
}

#[test]
#[ignore = "a minute in a release build"]
fn long_rlauxes_tables_of_one_audit() {
    judge("no errors", &without_errors(0.0, 200));
    judge("fuzz", &fuzzed(0.0, 400));
}
