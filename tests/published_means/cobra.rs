//! COBRA (Spertus 2023): sizes of comparison audits with errors at known rates, bets by an oracle and by experience.

use recount::risk::bet::Cobra;
use recount::risk::{Betting, Null, RiskFunction};

use super::{Cell, Paper, Path, Runs, Source, chance, judge, say};

const TEXT: &str = include_str!("../published/cobra-2023.toml");

/// Units of a card whose record agrees.
const AGREES: u64 = 4_000_000;

/// Mean 1/2 where an agreeing card is 1/(2 − v): draws are with replacement.
fn null(margin: f64) -> Null {
    let half = AGREES as f64 * (1.0 - margin / 2.0);
    Null::of(1, half.round() as i64, 2 * AGREES, true)
}

/// Draws until the wealth is MORE than 20, or as many as there are cards.
fn size(null: Null, bet: Cobra, path: &mut Path<'_>, cards: usize) -> u64 {
    let mut test = Betting::new(null, bet);
    for draw in 0..cards {
        test.observe(path.value(draw).expect("cards are put back"));
        if test.p_now() < 0.05 {
            break;
        }
    }
    test.draws()
}

/// Sizes of `runs` audits, in rising order.
fn sizes(purpose: &str, cards: u32, margin: f64, (p1, p2): (f64, f64), bet: Cobra, runs: u64) -> Vec<u64> {
    let count = |rate: f64| (rate * f64::from(cards)).round() as u32;
    let (one, two) = (count(p1), count(p2));
    let mut source = Source::Replaced(vec![(AGREES, cards - one - two), (AGREES / 2, one), (0, two)]);
    let null = null(margin);
    let run = |run| size(null, bet, &mut Path::new(&mut source, chance(purpose, run)), cards as usize);
    let mut sizes: Vec<u64> = (0..runs).map(run).collect();
    sizes.sort_unstable();
    sizes
}

/// Cells for a published mean and a published 90th percentile, both rounded to whole cards.
fn cells(name: &str, reps: u64, (mean, p90): (f64, f64), sizes: &[u64]) -> [Cell; 2] {
    let mut runs = Runs::default();
    for &size in sizes {
        runs.add(size as f64);
    }
    let mut of_mean = Cell::of(format!("{name} mean"), mean, reps, &runs);
    of_mean.error = (of_mean.error.powi(2) + 1.0 / 12.0).sqrt();
    // Where the published percentile lies among our sizes: the share below it and at it must allow 0.9. It may have been
    // interpolated between two sizes, and was rounded.
    let share = |limit: f64| sizes.partition_point(|&size| size as f64 <= limit) as f64 / sizes.len() as f64;
    let (below, up_to) = (share(p90 - 1.5), share(p90 + 1.0));
    let error = (0.09 / reps as f64 + 0.09 / sizes.len() as f64).sqrt();
    [of_mean, Cell { name: format!("{name} p90"), theirs: 0.9, ours: 0.9_f64.clamp(below, up_to), error }]
}

/// An oracle's bet at that margin.
fn oracle(margin: f64, p1: f64, p2: f64) -> Cobra {
    Cobra::oracle(AGREES as f64, [p1, p2], &null(margin))
}

fn table_1(runs: u64) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("Table 1");
    let row = |(head, figures): (Vec<f64>, Vec<f64>)| {
        let name = format!("margin={} p2={}", head[0], head[1]);
        let sizes =
            sizes(&format!("cobra 1 {name}"), 10_000, head[0], (0.0, head[1]), oracle(head[0], 0.0, head[1]), runs);
        cells(&name, table.reps, (figures[0], figures[1]), &sizes)
    };
    table.rows().into_iter().flat_map(row).collect()
}

fn table_2(runs: u64, wanted: impl Fn(&[f64]) -> bool) -> Vec<Cell> {
    let paper = Paper::read(TEXT);
    let table = paper.table("Table 2");
    let mut all = Vec::new();
    for (head, figures) in table.rows().into_iter().filter(|row| wanted(&row.0)) {
        let (p2, p1, prior_2, prior_1) = (head[0], head[1], head[2], head[3]);
        let name = format!("p2={p2} p1={p1} priors {prior_2} {prior_1}");
        let adaptive = Cobra::learning(AGREES as f64, [prior_1, prior_2], [100.0, 1_000.0]);
        for (at, bet, kind) in [(0, oracle(0.05, p1, p2), "oracle"), (2, adaptive, "adaptive")] {
            let sizes = sizes(&format!("cobra 2 {name} {kind}"), 20_000, 0.05, (p1, p2), bet, runs);
            all.extend(cells(&format!("{name} {kind}"), table.reps, (figures[at], figures[at + 1]), &sizes));
        }
    }
    all
}

#[test]
fn exact_cobra_sizes_without_errors() {
    let paper = Paper::read(TEXT);
    let rows = paper.table("Table 1").rows();
    let clean: Vec<_> = rows.iter().filter(|(head, _)| head[1] <= 0.0).collect();
    for (head, figures) in &clean {
        // The paper's closed form (Figure 1), and what the bet does; every run is the same.
        let closed = libm::ceil(libm::log(20.0) / libm::log(2.0 / (2.0 - head[0])));
        let ours = sizes("cobra without errors", 10_000, head[0], (0.0, 0.0), oracle(head[0], 0.0, 0.0), 1)[0];
        assert_eq!([ours, ours], [figures[0] as u64, figures[1] as u64], "{head:?}");
        assert_eq!(ours, closed as u64, "{head:?}");
    }
    assert_eq!(clean.len(), 3);
    // Figure 1: the closed form for other margins and risk limits.
    let mut compared = 0;
    for alpha in [0.01, 0.05, 0.1] {
        for thousandths in (5..=300).step_by(5) {
            let margin = f64::from(thousandths) / 1_000.0;
            let mut test = Betting::new(null(margin), oracle(margin, 0.0, 0.0));
            while test.p_value() > alpha {
                test.observe(AGREES);
            }
            let closed = libm::ceil(-libm::log(alpha) / libm::log(2.0 / (2.0 - margin)));
            assert_eq!(test.draws(), closed as u64, "{margin} {alpha}");
            compared += 1;
        }
    }
    assert_eq!(compared, 180);
    say("COBRA: 3 of 3 errorless rows of Table 1 and 180 of 180 sizes by the closed form of Figure 1 exact");
}

#[test]
fn simulated_cobra_tables_begin_well() {
    let mut all = table_1(1_000);
    all.extend(table_2(300, |row| row[0] < 0.001));
    judge("COBRA Tables 1 and 2, in part", &all, 15 * 2 + 8 * 4);
}

#[test]
#[ignore = "half a minute in a release build"]
fn long_cobra_tables() {
    let mut all = table_1(10_000);
    all.extend(table_2(1_000, |_| true));
    judge("COBRA Tables 1 and 2", &all, 15 * 2 + 24 * 4);
}
