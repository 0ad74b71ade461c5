//! The tables that papers on tests of a mean have published: exact ones digit for digit, simulated ones within error.
//!
//! The figures are data, one file for each paper in `tests/published`. A simulated figure is the mean of a number of
//! runs of another program; ours is the mean of a number of ours, and both err. With sd the standard deviation of one
//! run, z = (ours − theirs)/√(sd²/theirs + sd²/ours) must be at most 4 in every cell.

mod alpha;
mod cobra;
mod oneaudit;
mod rlauxe;
mod sizes;

use recount::random::{Random, Streams};
use recount::risk::{Martingale, Null};
use serde::Deserialize;
use toml::Value;

/// A file of published tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    paper: String,
    table: Vec<Table>,
}

/// One table: each row begins with the figures that say what it is about, then one figure for each column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: String,
    about: String,
    kind: String,
    /// Runs behind each simulated figure; 0 where nothing was simulated.
    reps: u64,
    rows_are: Vec<String>,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Paper {
    fn read(text: &str) -> Self {
        toml::from_str(text).unwrap_or_else(|why| panic!("a file of published tables: {}", why.message()))
    }

    fn table(&self, name: &str) -> &Table {
        let found = self.table.iter().find(|table| table.name == name);
        found.unwrap_or_else(|| panic!("{}: no table {name}", self.paper))
    }
}

impl Table {
    /// Every row: what it is about, and its figures.
    fn rows(&self) -> Vec<(Vec<f64>, Vec<f64>)> {
        assert!(!self.about.is_empty() && (self.kind == "simulated") == (self.reps > 0), "{}", self.name);
        let heads = self.rows_are.len();
        let number = |value: &Value| value.as_float().or(value.as_integer().map(|n| n as f64)).expect("a figure");
        let split = |row: &Vec<Value>| {
            assert_eq!(row.len(), heads + self.columns.len(), "{}: {row:?}", self.name);
            (row[..heads].iter().map(number).collect(), row[heads..].iter().map(number).collect())
        };
        self.rows.iter().map(split).collect()
    }
}

fn say(text: &str) {
    #[expect(clippy::print_stderr, reason = "the figures are part of what is shown")]
    {
        eprintln!("{text}");
    }
}

/// Where values come from.
enum Source {
    /// Values, and how many cards have each, put back after each draw.
    Replaced(Vec<(u64, u32)>),
    /// The same, not put back.
    Kept(Vec<(u64, u32)>),
    /// A card's value each, not put back. An order drawn from an order is as random as the first.
    Deck(Vec<u64>),
}

/// One sequence of draws, as long as anybody has asked.
struct Path<'a> {
    source: &'a mut Source,
    left: Vec<(u64, u32)>,
    cards: u32,
    random: Random,
    seen: Vec<u64>,
}

impl<'a> Path<'a> {
    fn new(source: &'a mut Source, random: Random) -> Self {
        let left = match &source {
            Source::Replaced(kinds) | Source::Kept(kinds) => kinds.clone(),
            Source::Deck(_) => Vec::new(),
        };
        let cards = left.iter().map(|kind| kind.1).sum();
        Self { source, left, cards, random, seen: Vec::new() }
    }

    /// The value of a draw, counted from 0; `None` once no card is left.
    fn value(&mut self, draw: usize) -> Option<u64> {
        while self.seen.len() <= draw {
            let at = self.seen.len();
            let value = match self.source {
                Source::Deck(deck) if at >= deck.len() => return None,
                Source::Deck(deck) => {
                    let other = at + self.random.below((deck.len() - at) as u32) as usize;
                    deck.swap(at, other);
                    deck[at]
                }
                _ if self.cards == 0 => return None,
                _ => {
                    let mut place = self.random.below(self.cards);
                    let mut kind = 0;
                    while place >= self.left[kind].1 {
                        place -= self.left[kind].1;
                        kind += 1;
                    }
                    if let Source::Kept(_) = self.source {
                        self.left[kind].1 -= 1;
                        self.cards -= 1;
                    }
                    self.left[kind].0
                }
            };
            self.seen.push(value);
        }
        Some(self.seen[draw])
    }
}

/// How a program of a paper sees a null that is certainly false, which ours sees with the draw that makes it so.
#[derive(Clone, Copy, PartialEq)]
enum Refuted {
    /// One draw later: by the mean left, which is looked at before a draw and below 0 from then on.
    OneLater,
    /// The same, but a positive value with exactly 0 left divides by 0, which is a crossing at once. With 0 left a value
    /// of 0 is 0/0, not a number for good, and leaves only the first way.
    ByDivision,
    /// The same, but 0/0 counts as 1.
    ByDivisionOrOne,
}

/// A product of doubles, as their programs keep it, beside ours that neither overflows nor vanishes. Near the smallest
/// double there is, one more factor above a half leaves it where it is: it stops falling there, and a later rise begins
/// from there. A smaller factor makes it 0 for good.
struct Product {
    theirs: f64,
    /// Logarithm of ours after the last draw.
    last: f64,
}

impl Product {
    /// Nothing to keep apart before ours is as small as this.
    const DEEP: f64 = -600.0;

    fn follow(&mut self, test: &dyn Martingale) {
        let now = test.wealth().ln();
        self.theirs *= libm::exp(now - self.last);
        self.last = now;
    }
}

/// Draws until the wealth is 20 or more; `None` where it never is.
fn crossing(test: &mut dyn Martingale, path: &mut Path<'_>, total: i64, refuted: Refuted, most: usize) -> Option<u64> {
    let (mut sum, mut zero_left, mut not_a_number) = (0_i64, false, false);
    let mut deep: Option<Product> = None;
    for draw in 0..most {
        let value = path.value(draw)?;
        let exactly_zero_left = zero_left;
        sum += value as i64;
        zero_left = sum == total;
        let dead = deep.as_ref().is_some_and(|product| product.theirs <= 0.0);
        if dead {
            // Only the refutation is left; nothing else needs to be computed.
            if sum > total {
                return (path.value(draw + 1).is_some() && draw + 2 <= most).then_some(draw as u64 + 2);
            }
            continue;
        }
        test.observe(value);
        not_a_number |= exactly_zero_left && value == 0;
        let p = test.p_now();
        if p <= 0.0 {
            let at_once = exactly_zero_left
                && (refuted == Refuted::ByDivisionOrOne || refuted == Refuted::ByDivision && !not_a_number);
            let seen = draw + if at_once { 1 } else { 2 };
            return (path.value(seen - 1).is_some() && seen <= most).then_some(seen as u64);
        }
        if let Some(product) = &mut deep {
            product.follow(test);
            if product.theirs >= 20.0 {
                return Some(draw as u64 + 1);
            }
        } else if p <= 0.05 {
            return Some(draw as u64 + 1);
        } else if draw % 64 == 63 && p >= 1.0 {
            let last = test.wealth().ln();
            deep = (last < Product::DEEP).then(|| Product { theirs: libm::exp(last), last });
        }
    }
    None
}

/// Runs of one cell.
#[derive(Clone, Default)]
struct Runs {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Runs {
    fn add(&mut self, value: f64) {
        self.n += 1.0;
        self.sum += value;
        self.squares += value * value;
    }

    fn mean(&self) -> f64 {
        self.sum / self.n
    }

    fn variance(&self) -> f64 {
        ((self.squares - self.sum * self.sum / self.n) / (self.n - 1.0)).max(0.0)
    }
}

/// The number of runs of a cell: between a least and a most, and in between by a budget of draws, if sizes are as
/// published. The number is fixed before the first run: runs that stop by what they saw are biased.
#[derive(Clone, Copy)]
struct Effort {
    least: f64,
    most: f64,
    draws: f64,
}

impl Effort {
    fn runs(&self, published: f64) -> f64 {
        (self.draws / published).clamp(self.least, self.most).round()
    }
}

/// A test that runs in a table: how it begins, and how its program sees a null that is certainly false.
struct Contender {
    begin: Box<dyn Fn() -> Box<dyn Martingale>>,
    null: Null,
    refuted: Refuted,
}

/// Runs every test on the same draws, at most `most` in each run, as often as the effort pays for if its size is the
/// published one. A test that never rejects counts as all cards.
fn simulate(
    purpose: &str,
    source: &mut Source,
    all: &[Contender],
    published: &[f64],
    most: usize,
    effort: Effort,
) -> Vec<Runs> {
    let mut runs = vec![Runs::default(); all.len()];
    for run in 0..effort.most as u64 {
        let mut path = Path::new(source, chance(purpose, run));
        for ((contender, published), runs) in all.iter().zip(published).zip(&mut runs) {
            if runs.n < effort.runs(*published) {
                let mut test = (contender.begin)();
                let null = contender.null;
                let size = crossing(&mut *test, &mut path, null.total, contender.refuted, most);
                runs.add(size.unwrap_or(if null.replacement { u64::MAX } else { null.cards }) as f64);
            }
        }
    }
    runs
}

/// A cell of a table, and what came of it.
struct Cell {
    name: String,
    theirs: f64,
    ours: f64,
    error: f64,
}

impl Cell {
    /// From runs on one population.
    fn of(name: String, theirs: f64, reps: u64, runs: &Runs) -> Self {
        // A whole number of draws each time leaves no variance to see where all agree; one in the runs may differ.
        Self::with(name, theirs, reps, runs, 1.0 / runs.n)
    }

    /// The same, for a variance of one run that is known to be no smaller.
    fn with(name: String, theirs: f64, reps: u64, runs: &Runs, least: f64) -> Self {
        let variance = runs.variance().max(least);
        let error = (variance / reps as f64 + variance / runs.n).sqrt();
        Self { name, theirs, ours: runs.mean(), error }
    }

    fn z(&self) -> f64 {
        (self.ours - self.theirs) / self.error
    }
}

/// Prints every cell, and holds each to four standard errors. Cells of one row share their draws, there as here: where
/// one is off by chance, so are its neighbours.
fn judge(title: &str, cells: &[Cell], expected: usize) {
    for cell in cells {
        say(&format!("{:<64} {:>12.2} {:>12.2} {:>6.2}", cell.name, cell.theirs, cell.ours, cell.z()));
    }
    let beyond = |z: f64| cells.iter().filter(|cell| cell.z().abs() > z).count();
    let largest = cells.iter().map(|cell| cell.z().abs()).fold(0.0, f64::max);
    let n = cells.len();
    let by_chance = 0.0027 * n as f64;
    say(&format!(
        "{title}: {n} cells, largest |z| {largest:.2}, beyond 3: {} (by chance {by_chance:.1}), beyond 4: {}",
        beyond(3.0),
        beyond(4.0)
    ));
    assert_eq!(n, expected, "{title}");
    let off: Vec<String> = cells
        .iter()
        .filter(|cell| cell.z().abs() > 4.0 || cell.z().is_nan())
        .map(|cell| format!("{}: theirs {}, ours {}, z {:.2}", cell.name, cell.theirs, cell.ours, cell.z()))
        .collect();
    assert!(off.is_empty(), "{title}: {} cells beyond 4:\n{}", off.len(), off.join("\n"));
}

/// A stream of chance of these tests.
fn chance(purpose: &str, run: u64) -> Random {
    Streams::new("published tables", 0).purpose(purpose).stream(run)
}
