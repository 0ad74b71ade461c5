//! `ONEAudit` (Stark 2023): cards without records of their own, compared with their batch's average.

use recount::risk::bet::{ConstantAlternative, KaplanKolmogorov, ShrinkTrunc};
use recount::risk::{Betting, Martingale, Null, RiskFunction};

use super::{Cell, Contender, Effort, Paper, Refuted, Source, Table, alpha::blanks, judge, say, simulate};
use crate::oracles::oracle;

const TEXT: &str = include_str!("../published/oneaudit-2023.toml");

/// A column as a test against that null, with η and c in units.
fn contender(null: Null, column: &str, eta: f64, c: f64) -> Contender {
    let begin: Box<dyn Fn() -> Box<dyn Martingale>> = match column.split_once("d=") {
        None => Box::new(move || Box::new(Betting::new(null, ConstantAlternative { eta }))),
        Some((_, d)) => {
            let d: f64 = d.parse().expect("d");
            let bet = ShrinkTrunc { c, d, cap_at_upper: true, ..ShrinkTrunc::of(eta, null.mean()) };
            Box::new(move || Box::new(Betting::new(null, bet)))
        }
    };
    Contender { begin, null, refuted: Refuted::ByDivision }
}

/// Runs a row; published figures are indices from 0.
fn row(
    table: &Table,
    name: &str,
    figures: &[f64],
    source: &mut Source,
    all: &[Contender],
    effort: Effort,
) -> Vec<Cell> {
    let runs = simulate(&format!("oneaudit {name}"), source, all, figures, usize::MAX, effort);
    let cell = |((column, theirs), runs): ((&String, &f64), _)| {
        Cell::of(format!("{name} {column}"), theirs + 1.0, table.reps, &runs)
    };
    table.columns.iter().zip(figures).zip(runs).map(cell).collect()
}

/// A value of 1 in the units of the synthetic contest: (1 + b − c)/(2 − 0.05) is a whole number of units for all its
/// averages, c of 1, 0.9, 0.5 and 0.1.
const SYNTHETIC: u64 = 78;

fn synthetic(effort: Effort) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("synthetic Alice v. Bob");
    let mut cells = Vec::new();
    for (head, figures) in table.rows() {
        // One card of 500 is lost: 10000/2·(1 − 0.9) is 499 when truncated.
        let kinds = vec![(40, 10_000), (44, 4_500), (4, 499), (76, 500), (36, 4_500)];
        let cards: u32 = kinds.iter().map(|kind| kind.1).sum();
        let sum: u64 = kinds.iter().map(|&(value, n)| value * u64::from(n)).sum();
        let mean = sum as f64 / f64::from(cards) / SYNTHETIC as f64;
        assert!(cards == 19_999 && (mean - 0.512_843_590_897_493_7).abs() < 1e-12, "{cards} {mean}");
        let unit = SYNTHETIC as f64;
        let upper = (head[0] * unit).round() as u64;
        let null = Null::of(u64::from(cards), i64::from(cards) * SYNTHETIC as i64 / 2, upper, false);
        let tests: Vec<_> =
            table.columns.iter().map(|name| contender(null, name, head[1] * unit, unit / 2.0)).collect();
        let name = format!("Alice v. Bob, upper {}", head[0]);
        cells.extend(row(table, &name, &figures, &mut Source::Kept(kinds), &tests, effort));
    }
    cells
}

#[test]
fn simulated_oneaudit_synthetic_begins_well() {
    let effort = Effort { least: 40.0, most: 300.0, draws: 100_000.0 };
    judge("ONEAudit, synthetic, in part", &synthetic(effort), 10);
}

#[test]
#[ignore = "some seconds in a release build"]
fn long_oneaudit_synthetic() {
    let effort = Effort { least: 2_000.0, most: 20_000.0, draws: 10_000_000.0 };
    judge("ONEAudit, synthetic", &synthetic(effort), 10);
}

#[test]
#[ignore = "some seconds in a release build"]
fn long_oneaudit_polling_equivalence() {
    let paper = Paper::read(TEXT);
    let table = paper.table("polling equivalence");
    let effort = Effort { least: 400.0, most: 400.0, draws: 0.0 };
    let mut cells = Vec::new();
    for (head, figures) in table.rows() {
        let runs = blanks(&format!("oneaudit polling {head:?}"), &head, &figures, table, effort);
        cells.push(Cell::of(format!("{head:?}"), figures[0], table.reps, &runs[0]));
    }
    judge("ONEAudit, polling equivalence", &cells, 4);
}

/// Votes of every batch: winner, loser, other.
fn georgia() -> Option<Vec<[u32; 3]>> {
    let text = oracle("data/real/georgia2022_sos_batch_tallies.csv")?;
    let batch = |line: &str| {
        let mut figures = line.rsplitn(4, ',').map(|figure| figure.parse::<u32>().expect("votes"));
        let mut next = || figures.next().expect("three figures");
        let (other, loser, winner) = (next(), next(), next());
        [winner, loser, other]
    };
    let batches: Vec<[u32; 3]> = text.lines().skip(1).map(batch).collect();
    let sums = [0, 1, 2].map(|at| batches.iter().map(|batch| batch[at]).sum::<u32>());
    assert_eq!((batches.len(), sums), (12_968, [2_081_211, 1_719_889, 108_883]));
    Some(batches)
}

/// The average of a batch's assorter.
fn average([winner, loser, other]: [u32; 3]) -> f64 {
    (f64::from(winner) + f64::from(other) / 2.0) / f64::from(winner + loser + other)
}

#[test]
#[ignore = "some seconds in a release build"]
fn long_oneaudit_georgia() {
    let Some(batches) = georgia() else { return };
    let paper = Paper::read(TEXT);
    let table = paper.table("Georgia 2022, Secretary of State");
    let all = [0, 1, 2].map(|at| batches.iter().map(|batch| batch[at]).sum::<u32>());
    let cards = all.iter().sum::<u32>();
    let reported = average(all);
    let eta = 1.0 / (2.0 - (2.0 * reported - 1.0));
    assert!((eta - 0.524_221_694_989_062_3).abs() < 1e-12, "{eta}");
    let unit = 1_u64 << 40;
    let units = |x: f64| (x * unit as f64).round() as u64;
    let mut deck = Vec::new();
    for &batch in batches.iter().filter(|batch| batch.iter().sum::<u32>() > 0) {
        for (votes, assorter) in batch.into_iter().zip([1.0, 0.0, 0.5]) {
            let value = (1.0 + assorter - average(batch)) * eta;
            deck.extend(std::iter::repeat_n(units(value), votes as usize));
        }
    }
    assert_eq!(deck.len(), cards as usize);
    let total = i64::from(cards) * (unit / 2) as i64;
    let effort = Effort { least: 400.0, most: 2_000.0, draws: 2_000_000.0 };
    let mut cells = Vec::new();
    for (head, figures) in table.rows() {
        let poll = head[0] > 0.0;
        let (mut source, upper, eta) = if poll {
            (Source::Kept(vec![(unit, all[0]), (0, all[1]), (unit / 2, all[2])]), unit, reported)
        } else {
            (Source::Deck(std::mem::take(&mut deck)), units(2.0 * eta), eta)
        };
        let null = Null::of(u64::from(cards), total, upper, false);
        let c = unit as f64 / 2.0;
        let tests: Vec<_> = table.columns.iter().map(|name| contender(null, name, eta * unit as f64, c)).collect();
        let name = if poll { "Georgia, poll" } else { "Georgia, batches" };
        cells.extend(row(table, name, &figures, &mut source, &tests, effort));
    }
    judge("ONEAudit, Georgia 2022", &cells, 8);
}

/// The number of draws of batches, in proportion to their assorter totals, until Kaplan and Markov reject where no
/// batch errs, and the expected number of cards in the batches drawn. `batches` are pairs of cards and assorter total.
fn kaplan_markov(batches: &[(f64, f64)]) -> (u64, f64) {
    let (cards, total) = batches.iter().fold((0.0, 0.0), |sum, batch| (sum.0 + batch.0, sum.1 + batch.1));
    // A batch's taint is the true total over the reported one: 1 without error; under the null its mean is N/(2 U).
    let mut test = Betting::new(Null::of(2 * total as u64, cards as i64, 2, true), KaplanKolmogorov { g: 0.0 });
    while test.p_value() > 0.05 {
        test.observe(1);
    }
    let missed = |assorter: f64| libm::pow(1.0 - assorter / total, test.draws() as f64);
    (test.draws(), batches.iter().map(|&(cards, assorter)| cards * (1.0 - missed(assorter))).sum())
}

#[test]
fn exact_oneaudit_batch_comparison_by_kaplan_and_markov() {
    let paper = Paper::read(TEXT);
    let rows = paper.table("batch-level comparison by Kaplan and Markov").rows();
    let mut synthetic = vec![(1.0, 1.0); 5_000];
    synthetic.extend(vec![(1.0, 0.0); 4_000]);
    synthetic.extend(vec![(1.0, 0.5); 1_000]);
    synthetic.extend(vec![(1_000.0, 990.0); 5]);
    synthetic.extend(vec![(1_000.0, 10.0); 5]);
    let mut all = vec![(&rows[0], synthetic)];
    if let Some(georgia) = georgia() {
        let batch = |batch: [u32; 3]| (f64::from(batch.iter().sum::<u32>()), f64::from(2 * batch[0] + batch[2]) / 2.0);
        all.push((&rows[1], georgia.into_iter().map(batch).collect()));
    }
    for ((_, figures), batches) in &all {
        let (draws, expected) = kaplan_markov(batches);
        assert_eq!(draws, figures[0] as u64);
        assert!((expected / figures[1] - 1.0).abs() < 1e-12, "{expected} {}", figures[1]);
    }
    say(&format!("ONEAudit, Kaplan-Markov by batches: {} of 2 exact, draws and expected cards to 1e-12", all.len()));
}
