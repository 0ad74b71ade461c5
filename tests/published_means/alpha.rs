//! ALPHA (Stark 2023): polling with and without replacement, comparison audits, and the scores of all methods.

use recount::risk::bet::{AprioriKelly, ConstantAlternative, KaplanKolmogorov, KaplanWald, ShrinkTrunc};
use recount::risk::{Betting, Martingale, Mixture, Null};
use serde_json::Value as Json;

use super::{Cell, Contender, Effort, Paper, Path, Refuted, Runs, Source, Table};
use super::{chance, crossing, judge, say, simulate};
use crate::oracles::oracle;

const TEXT: &str = include_str!("../published/alpha-2023.toml");

/// A column of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Method {
    SqKelly,
    AprioriKelly { eta: f64 },
    Sprt { eta: f64 },
    Alpha { eta: f64, d: f64 },
    KaplanKolmogorov { g: f64 },
    KaplanWald { g: f64 },
}

/// The population as a method gets it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub null: Null,
    /// Units of a whole vote.
    pub unit: f64,
    /// Cards with a valid vote; an alternative η is a share of these.
    pub valid: u64,
}

impl Method {
    /// From a column's name; an η that the column does not give is the row's.
    pub(super) fn named(name: &str, eta: f64) -> Self {
        let given = |key: &str| {
            let word = name.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='));
            word.map(|word| word.parse::<f64>().expect("a number"))
        };
        let eta = given("eta").unwrap_or(eta);
        match name.split(' ').next() {
            Some("sqkelly") => Self::SqKelly,
            Some("apkelly") => Self::AprioriKelly { eta },
            Some("sprt") => Self::Sprt { eta },
            Some("alpha") => Self::Alpha { eta, d: given("d").expect("d") },
            Some("kaplan_kolmogorov") => Self::KaplanKolmogorov { g: given("g").expect("g") },
            Some("kaplan_wald") => Self::KaplanWald { g: given("g").expect("g") },
            _ => panic!("no method {name}"),
        }
    }

    pub(super) fn begin(self, shown: &Told) -> Box<dyn Martingale> {
        let Told { null, unit, valid } = *shown;
        let (cards, valid) = (null.cards as f64, valid as f64);
        // The assorter's mean: cards without a valid vote count one half.
        let mean = |eta: f64| (valid * eta + (cards - valid) / 2.0) / cards * unit;
        match self {
            Self::SqKelly => Box::new(sq_kelly(null)),
            Self::AprioriKelly { eta } => {
                let winner = (valid * eta).trunc();
                Box::new(Betting::new(null, AprioriKelly::new(winner, valid - winner, unit)))
            }
            Self::Sprt { eta } => Box::new(Betting::new(null, ConstantAlternative { eta: mean(eta) })),
            Self::Alpha { eta, d } => {
                let c = (eta - 0.5) / 2.0 * unit;
                let of = ShrinkTrunc::of(mean(eta), null.mean());
                Box::new(Betting::new(null, ShrinkTrunc { c, d, cap_at_upper: true, ..of }))
            }
            Self::KaplanKolmogorov { g } => Box::new(Betting::new(null, KaplanKolmogorov { g: g * unit })),
            Self::KaplanWald { g } => Box::new(Betting::new(null, KaplanWald { g: 1.0 - g })),
        }
    }

    fn against(self, shown: Told) -> Contender {
        Contender { begin: Box::new(move || self.begin(&shown)), null: shown.null, refuted: self.refuted() }
    }

    /// How the paper's program sees a null that is certainly false.
    fn refuted(self) -> Refuted {
        match self {
            Self::SqKelly => Refuted::ByDivisionOrOne,
            Self::Sprt { .. } | Self::Alpha { .. } | Self::KaplanWald { .. } => Refuted::ByDivision,
            Self::AprioriKelly { .. } | Self::KaplanKolmogorov { .. } => Refuted::OneLater,
        }
    }
}

/// `SqKelly` as the tables have it: stakes d/(D + 1), but the weight of each is the density at d/D; D = 10. With the
/// density at the stake itself 21 errorless cards would do, where the tables have 23.
fn sq_kelly(null: Null) -> Mixture<KaplanWald> {
    let parts = (1..=3).map(|d| {
        let (stake, at) = (f64::from(d) / 11.0, f64::from(d) / 10.0);
        ((1.0 / 3.0 - at).powi(2), KaplanWald { g: 1.0 - stake })
    });
    Mixture::new(null, parts)
}

/// The columns of a table as tests of one population.
fn contenders(table: &Table, eta: f64, shown: Told) -> Vec<Contender> {
    table.columns.iter().map(|name| Method::named(name, eta).against(shown)).collect()
}

/// Whether the logarithm of the sequential test's wealth falls, so that its mean size is infinite.
fn never_grows(theta: f64, eta: f64) -> bool {
    theta * libm::log(2.0 * eta) + (1.0 - theta) * libm::log(2.0 * (1.0 - eta)) <= 0.0
}

/// The notebook's own files hold every figure of the tables, to more decimals.
#[test]
fn exact_alpha_figures_are_the_notebooks() {
    let read = |file: &str| {
        let text = oracle(&format!("facts/tables/alpha/{file}.json"))?;
        Some(serde_json::from_str::<Json>(&text.replace("Infinity", "null")).expect("JSON"))
    };
    let paper = Paper::read(TEXT);
    let mut compared = 0;
    for (name, ending, last) in [
        ("Table 1", "-replace", None),
        ("Table 2, n <= 2000", "", Some("rej_sam")),
        ("Table 2, n <= N", "", Some("rej_N")),
        ("Tables 3 and 4", "_b", Some("rej_N")),
        ("Tables 6 and 7", "", None),
    ] {
        let table = paper.table(name);
        for (head, figures) in table.rows() {
            for (column, ours) in table.columns.iter().zip(figures) {
                let errorful = name == "Tables 6 and 7";
                let mut keys: Vec<String> = head.iter().map(f64::to_string).collect();
                let file = match (Method::named(column, f64::NAN), name) {
                    (Method::SqKelly, _) => {
                        if errorful {
                            "sqk"
                        } else {
                            "results_sqk"
                        }
                    }
                    (Method::AprioriKelly { .. }, _) => {
                        if errorful {
                            "apk"
                        } else {
                            "results_apk"
                        }
                    }
                    (Method::Alpha { .. }, _) => {
                        if errorful {
                            "al"
                        } else {
                            "results_a"
                        }
                    }
                    (Method::Sprt { .. }, "Table 1") => "results_w",
                    (Method::Sprt { .. }, _) => "results_apa",
                    (Method::KaplanKolmogorov { .. }, _) => "kk",
                    (Method::KaplanWald { .. }, _) => "kw",
                };
                // The mean of the population is no key.
                keys.truncate(if errorful { 2 } else { 3 });
                keys.extend(column.split(' ').filter_map(|word| Some(word.split_once('=')?.1.to_owned())));
                keys.extend(last.map(str::to_owned));
                let Some(json) = read(&format!("{file}{ending}")) else { return };
                let theirs = keys.iter().fold(&json, |json, key| &json[key.as_str()]);
                let theirs = theirs.as_f64().unwrap_or(f64::INFINITY);
                assert!(ours.is_infinite() == theirs.is_infinite(), "{name} {keys:?}: {ours} {theirs}");
                assert!(ours.is_infinite() || (ours - theirs).abs() < 0.051, "{name} {keys:?}: {ours} {theirs}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 81 * 5 + 2 * 7 * 19 + 60 * 26 + 21 * 19);
}

fn table_1(effort: Effort, wanted: impl Fn(f64, f64) -> bool) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("Table 1");
    let mut cells = Vec::new();
    for (head, figures) in table.rows() {
        let (theta, eta) = (head[0], head[1]);
        if !wanted(theta, eta) {
            continue;
        }
        let winner = (theta * 1_000.0).round() as u32;
        let mut source = Source::Replaced(vec![(1, winner), (0, 1_000 - winner)]);
        // A null mean of one half, in units of a vote: 2 cards, 1 vote.
        let shown = Told { null: Null::of(2, 1, 1, true), unit: 1.0, valid: 2 };
        let finite = figures.iter().filter(|figure| figure.is_finite()).count();
        let all = contenders(table, eta, shown);
        let runs =
            simulate(&format!("alpha 1 {theta} {eta}"), &mut source, &all[..finite], &figures, 10_000_000, effort);
        for ((column, theirs), runs) in table.columns.iter().zip(figures).zip(runs) {
            cells.push(Cell::of(format!("theta={theta} eta={eta} {column}"), theirs, table.reps, &runs));
        }
    }
    cells
}

#[test]
fn exact_alpha_table_1_is_infinite_where_the_test_cannot_grow() {
    let paper = Paper::read(TEXT);
    let rows = paper.table("Table 1").rows();
    for (head, figures) in &rows {
        assert_eq!(figures[4].is_infinite(), never_grows(head[0], head[1]), "{head:?}");
        assert!(figures[..4].iter().all(|figure| figure.is_finite()));
    }
    assert_eq!(rows.len(), 81);
    say("ALPHA Table 1: 81 of 81 rows are infinite where, and only where, the logarithm of BRAVO's wealth falls");
}

#[test]
fn simulated_alpha_table_1_begins_well() {
    let effort = Effort { least: 60.0, most: 600.0, draws: 40_000.0 };
    let cells = table_1(effort, |theta, eta| theta >= 0.6 && (0.55..=0.65).contains(&eta));
    judge("ALPHA Table 1, in part", &cells, 45);
}

#[test]
#[ignore = "half a minute in a release build"]
fn long_alpha_table_1() {
    let effort = Effort { least: 60.0, most: 20_000.0, draws: 2_000_000.0 };
    judge("ALPHA Table 1", &table_1(effort, |_, _| true), 4 * 81 + 51);
}

fn table_2(effort: Effort, wanted: impl Fn(f64) -> bool) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let mut cells = Vec::new();
    for (name, most) in [("Table 2, n <= 2000", 2_000), ("Table 2, n <= N", 20_000)] {
        let table = paper.table(name);
        for (head, figures) in table.rows().into_iter().filter(|row| wanted(row.0[0])) {
            let cards = 20_000;
            let winner = (f64::from(cards) * head[0]) as u32;
            let mut source = Source::Kept(vec![(1, winner), (0, cards - winner)]);
            let null = Null::of(u64::from(cards), i64::from(cards / 2), 1, false);
            let shown = Told { null, unit: 1.0, valid: u64::from(cards) };
            let all = contenders(table, f64::NAN, shown);
            let runs = simulate(&format!("alpha {name} {}", head[0]), &mut source, &all, &figures, most, effort);
            for ((column, theirs), runs) in table.columns.iter().zip(figures).zip(runs) {
                // Sizes are at most `most` or all cards: where so few runs end early that ours may have none, the
                // published mean says how much they vary.
                let (all, limit) = (f64::from(cards), most as f64);
                let early = (all - theirs) / all;
                let least = (early * (1.0 - early) * (all - limit).powi(2)).max(1.0 / runs.n);
                let name = format!("{name} theta={} {column}", head[0]);
                cells.push(Cell::with(name, theirs, table.reps, &runs, least));
            }
        }
    }
    cells
}

#[test]
fn simulated_alpha_table_2_begins_well() {
    let effort = Effort { least: 60.0, most: 600.0, draws: 40_000.0 };
    judge("ALPHA Table 2, in part", &table_2(effort, |theta| theta >= 0.64), 2 * 2 * 19);
}

#[test]
#[ignore = "half a minute in a release build"]
fn long_alpha_table_2() {
    let effort = Effort { least: 400.0, most: 100_000.0, draws: 4_000_000.0 };
    judge("ALPHA Table 2", &table_2(effort, |_| true), 2 * 7 * 19);
}

/// One row of Tables 3 and 4, or of another table of the same design.
pub(super) fn blanks(purpose: &str, row: &[f64], figures: &[f64], table: &Table, effort: Effort) -> Vec<Runs> {
    let (theta, cards, blank) = (row[0], row[1], row[2]);
    let valid = (cards * (1.0 - blank)).trunc();
    let winner = (valid * theta).trunc();
    let kinds = [(2, winner), (0, valid - winner), (1, cards - valid)].map(|(value, n)| (value, n as u32));
    let null = Null::of(cards as u64, cards as i64, 2, false);
    let shown = Told { null, unit: 2.0, valid: valid as u64 };
    let all = contenders(table, row.get(3).copied().unwrap_or(f64::NAN), shown);
    simulate(purpose, &mut Source::Kept(kinds.to_vec()), &all, figures, cards as usize, effort)
}

fn tables_3_and_4(effort: Effort, wanted: impl Fn(&[f64]) -> bool) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("Tables 3 and 4");
    let mut cells = Vec::new();
    for (head, figures) in table.rows().into_iter().filter(|row| wanted(&row.0)) {
        let runs = blanks(&format!("alpha 3 {head:?}"), &head, &figures, table, effort);
        for ((column, theirs), runs) in table.columns.iter().zip(figures).zip(runs) {
            let name = format!("theta={} N={} blank={} {column}", head[0], head[1], head[2]);
            cells.push(Cell::of(name, theirs, table.reps, &runs));
        }
    }
    cells
}

#[test]
fn simulated_alpha_tables_3_and_4_begin_well() {
    let effort = Effort { least: 40.0, most: 600.0, draws: 20_000.0 };
    let cells = tables_3_and_4(effort, |row| row[0] >= 0.7 && row[1] <= 10_000.0 && row[2] < 0.6);
    judge("ALPHA Tables 3 and 4, in part", &cells, 3 * 26);
}

#[test]
#[ignore = "three minutes in a release build"]
fn long_alpha_tables_3_to_5() {
    let effort = Effort { least: 100.0, most: 5_000.0, draws: 1_000_000.0 };
    let cells = tables_3_and_4(effort, |_| true);
    judge("ALPHA Tables 3 and 4", &cells, 60 * 26);
    judge("ALPHA Table 5", &scores("Table 5", &cells), 26);
}

/// The methods' scores from the cells of all rows: the geometric mean of the size over the smallest of the row.
fn scores(name: &str, cells: &[Cell]) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table(name);
    let figures = &table.rows()[0].1;
    let columns = table.columns.len();
    let rows: Vec<&[Cell]> = cells.chunks(columns).collect();
    let score = |at: usize| {
        let (mut logarithm, mut variance) = (0.0, 0.0);
        for row in &rows {
            let best = row.iter().min_by(|a, b| a.ours.total_cmp(&b.ours)).expect("a row");
            logarithm += libm::log(row[at].ours / best.ours);
            if row[at].name != best.name {
                variance += (row[at].error / row[at].ours).powi(2) + (best.error / best.ours).powi(2);
            }
        }
        let n = rows.len() as f64;
        let ours = libm::exp(logarithm / n);
        // The figure has two decimals: half of the last one is an error as well.
        Cell {
            name: format!("{name} {}", table.columns[at]),
            theirs: figures[at],
            ours,
            error: variance.sqrt() / n * ours + 0.005 / 4.0,
        }
    };
    (0..columns).map(score).collect()
}

#[test]
fn exact_alpha_scores_follow_from_the_tables() {
    let paper = Paper::read(TEXT);
    let mut compared = 0;
    for (scores, of) in [("Table 5", "Tables 3 and 4"), ("Table 8", "Tables 6 and 7")] {
        let rows = paper.table(of).rows();
        for (at, &score) in paper.table(scores).rows()[0].1.iter().enumerate() {
            let ratios = rows.iter().map(|(_, row)| row[at] / row.iter().copied().fold(f64::INFINITY, f64::min));
            let ours = libm::exp(ratios.map(libm::log).sum::<f64>() / rows.len() as f64);
            assert_eq!(format!("{ours:.2}"), format!("{score:.2}"), "{scores} {}", paper.table(scores).columns[at]);
            compared += 1;
        }
    }
    assert_eq!(compared, 26 + 19);
    say(&format!("ALPHA Tables 5 and 8: {compared} of {compared} scores follow to the last decimal"));
}

/// Values of the populations of Tables 6 and 7, in units.
const UNIT: f64 = (1_u64 << 40) as f64;

/// A population as the paper makes one, with the mean that the paper's had.
fn population(purpose: &str, run: u64, mass: f64, cards: usize, mean: f64) -> Vec<u64> {
    let mut random = chance(purpose, run);
    let mut draw = || {
        let (x, y) = (random.unit(), random.unit());
        if y >= 1.0 - 0.001 {
            0.0
        } else if y <= mass {
            1.0
        } else {
            x
        }
    };
    let mut values: Vec<f64> = (0..cards).map(|_| draw()).collect();
    let target = mean * cards as f64;
    let mut sum: f64 = values.iter().sum();
    // Other cards in place of these, as long as they bring the mean nearer; what is left goes to one that is neither 0
    // nor 1.
    let mut at = 0;
    while (sum - target).abs() > 0.2 {
        let value = draw();
        let next = sum - values[at] + value;
        if (next - target).abs() < (sum - target).abs() {
            (values[at], sum) = (value, next);
        }
        at = (at + 1) % cards;
    }
    let apart = target - values.iter().sum::<f64>();
    let between = |x: f64| x > 0.0 && x < 1.0 && x + apart > 0.0 && x + apart < 1.0;
    let one = values.iter().position(|&x| between(x)).expect("a card between 0 and 1");
    values[one] += apart;
    values.into_iter().map(|x| (x * UNIT).round() as u64).collect()
}

/// Their one population is not published, only its mean: ours are several of that mean, and how far one of them may lie
/// from the next is part of the error.
fn tables_6_and_7(populations: u64, effort: Effort, wanted: impl Fn(&[f64]) -> bool) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("Tables 6 and 7");
    let columns = table.columns.len();
    let mut cells = Vec::new();
    for (head, figures) in table.rows().into_iter().filter(|row| wanted(&row.0)) {
        let (mass, cards, mean) = (head[0], head[1], head[2]);
        let mut means = vec![Runs::default(); columns];
        let mut within = vec![(0.0, 0.0); columns];
        for run in 0..populations {
            let purpose = format!("alpha 6 {mass} {cards}");
            let mut source = Source::Deck(population(&purpose, run, mass, cards as usize, mean));
            let unit = UNIT as u64;
            let null = Null::of(cards as u64, (cards as u64 * unit / 2) as i64, unit, false);
            let shown = Told { null, unit: UNIT, valid: cards as u64 };
            let all = contenders(table, f64::NAN, shown);
            let runs = simulate(&format!("{purpose} {run}"), &mut source, &all, &figures, cards as usize, effort);
            for ((runs, means), within) in runs.iter().zip(&mut means).zip(&mut within) {
                means.add(runs.mean());
                within.0 += runs.variance() / populations as f64;
                within.1 += runs.n / populations as f64;
            }
        }
        for (((column, theirs), means), (variance, n)) in table.columns.iter().zip(figures).zip(means).zip(within) {
            let k = populations as f64;
            let between = (means.variance() - variance / n).max(0.0);
            let variance = variance.max(1.0 / n);
            let error = (between * (1.0 + 1.0 / k) + variance / table.reps as f64 + variance / (n * k)).sqrt();
            let name = format!("mass={mass} N={cards} {column}");
            cells.push(Cell { name, theirs, ours: means.mean(), error });
        }
    }
    cells
}

#[test]
fn simulated_alpha_tables_6_and_7_begin_well() {
    let effort = Effort { least: 20.0, most: 200.0, draws: 2_000.0 };
    let cells = tables_6_and_7(10, effort, |row| row[0] >= 0.75 && row[1] <= 10_000.0);
    judge("ALPHA Tables 6 and 7, in part", &cells, 3 * 19);
}

#[test]
#[ignore = "a minute in a release build"]
fn long_alpha_tables_6_to_8() {
    let effort = Effort { least: 12.0, most: 2_000.0, draws: 60_000.0 };
    let cells = tables_6_and_7(30, effort, |_| true);
    judge("ALPHA Tables 6 and 7", &cells, 21 * 19);
    judge("ALPHA Table 8", &scores("Table 8", &cells), 19);
}

/// The index from 0 at which the notebook's product reaches 20, written out: every value is x, and the second term has
/// the factor (`most` − x), of which the paper says that it is (u − x).
fn notebook_index(cards: u32, (x, upper): (f64, f64), (eta, d): (f64, f64), most: f64) -> Option<u32> {
    let (mut product, mut sum) = (1.0, 0.0);
    for draw in 0..cards {
        let mean = (f64::from(cards) / 2.0 - sum) / f64::from(cards - draw);
        if mean < 0.0 {
            return Some(draw);
        }
        let weight = d + f64::from(draw);
        let estimate = ((d * eta + sum) / weight).max(mean + 0.5 / weight.sqrt()).min(upper * (1.0 - f64::EPSILON));
        product *= (x * estimate / mean + (most - x) * (upper - estimate) / (upper - mean)) / upper;
        sum += x;
        if product >= 20.0 {
            return Some(draw);
        }
    }
    None
}

/// What the notebook prints was made with (1 − x) in place of the paper's (u − x): with it every printed figure follows,
/// digit for digit. That is a supermartingale as well, but a slow one. Ours follows the formula, and is never slower.
#[test]
fn exact_alpha_comparison_audit_without_errors() {
    let paper = Paper::read(TEXT);
    let table = paper.table("the notebook's simulation of a comparison audit");
    let (cards, margin) = (10_000_u32, 0.018);
    let (x, upper) = (1.0 / (2.0 - margin), 2.0 / (2.0 - margin));
    // Units in which an agreeing card is exactly half of the upper bound.
    let agrees = 1_u64 << 40;
    let unit = agrees as f64 / x;
    let null = Null::of(u64::from(cards), (f64::from(cards) * unit / 2.0).round() as i64, 2 * agrees, false);
    let mut compared = 0;
    for (head, figures) in table.rows() {
        for (column, theirs) in table.columns.iter().zip(figures) {
            let Method::Alpha { eta, d } = Method::named(column, head[0]) else { panic!("{column}") };
            let printed = notebook_index(cards, (x, upper), (eta, d), 1.0);
            assert_eq!(printed, Some(theirs as u32), "eta={eta} {column}");
            let of = ShrinkTrunc::of(eta * unit, unit / 2.0);
            let mut test = Betting::new(null, ShrinkTrunc { c: unit / 2.0, d, cap_at_upper: true, ..of });
            let mut source = Source::Kept(vec![(agrees, cards)]);
            let mut path = Path::new(&mut source, chance("alpha notebook", 0));
            let size = crossing(&mut test, &mut path, null.total, Refuted::ByDivision, cards as usize);
            let index = size.map(|size| size as u32 - 1);
            assert_eq!(index, notebook_index(cards, (x, upper), (eta, d), upper), "eta={eta} {column}");
            assert!(index <= printed, "eta={eta} {column}");
            compared += 1;
        }
    }
    assert_eq!(compared, 25);
    say("ALPHA notebook, comparison audit without errors: 25 of 25 sizes exact with its (1 - x), ours never larger");
}
