//! rlauxe (Caron 2026): what it publishes for audits that meet no error, and its closed forms.

use recount::risk::bet::KaplanWald;
use recount::risk::{Betting, Discrepancies, Martingale, Null, RiskFunction, SuperSimple};

use super::{Paper, Table, say};

const TEXT: &str = include_str!("../published/rlauxe-2026.toml");

/// Units of a card whose record agrees.
const AGREES: f64 = (1_u64 << 40) as f64;

/// The null for `cards` cards: an agreeing card is 1/(2 − v/u), half of the upper bound, where the null's mean is 1/2.
fn null(cards: u64, margin_over_upper: f64, replacement: bool) -> Null {
    let half = AGREES * (2.0 - margin_over_upper) / 2.0;
    Null::of(cards, (cards as f64 * half).round() as i64, 2 * AGREES as u64, replacement)
}

/// Cards until the wealth is 1/alpha, where none errs and a constant share of the wealth is staked.
fn size(cards: u64, margin_over_upper: f64, share: f64, alpha: f64) -> u64 {
    let mut test = Betting::new(null(cards, margin_over_upper, false), KaplanWald { g: 1.0 - share });
    while test.p_value() > alpha && test.draws() < cards {
        test.observe(AGREES as u64);
    }
    test.draws()
}

/// Holds a table to whole figures; answers how many were compared.
fn hold(table: &Table, ours: impl Fn(&[f64], &str) -> i64) -> usize {
    let mut compared = 0;
    for (head, figures) in table.rows() {
        for (column, theirs) in table.columns.iter().zip(figures) {
            assert_eq!(ours(&head, column), theirs as i64, "{}: {:?} {head:?}, {column}", table.name, table.rows_are);
            compared += 1;
        }
    }
    say(&format!("rlauxe, {}: {compared} of {compared} as published", table.name));
    compared
}

#[test]
fn exact_rlauxe_audits_without_errors() {
    let paper = Paper::read(TEXT);
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let sizes = hold(paper.table("CLCA no errors"), |head, column| size(50_000, head[0], number(column), 0.05) as i64);
    let zero = hold(paper.table("CLCA where nothing errs"), |head, _| {
        // 0.9624 is how the table writes 1/1.03905.
        let share = if head[1] > 0.95 { 1.0 / 1.03905 } else { head[1] };
        size(head[0] as u64, head[2], share, 0.05) as i64
    });
    // One figure of fifteen is a card short: the wealth after 5,871 cards is 19.9996, and the P-value 0.050001.
    let short = |head: &[f64], column: &str| head[0] > 9.0 && column == "0.99";
    let most = hold(paper.table("maxLoss"), |head, column| {
        let ours = size(100_000, 0.01 / head[0], number(column), 0.05) as i64;
        if short(head, column) {
            assert_eq!(size(100_000, 0.01 / head[0], number(column), 0.050_001), 5_871);
            assert_eq!(ours, 5_872);
            return 5_871;
        }
        ours
    });
    say("rlauxe, maxLoss: one of the 15, 5871, is a card short of 20; ours is 5872");
    assert_eq!((sizes, zero, most), (72, 57, 15));
}

#[test]
fn exact_rlauxe_corla_without_errors() {
    let paper = Paper::read(TEXT);
    let compared = hold(paper.table("CORLA and rlauxe without errors"), |head, column| match column {
        "corla" => SuperSimple { gamma: 1.03, margin: head[0] }.least(0.03, &Discrepancies::default()) as i64,
        _ => size(100_000, head[0], 0.9, 0.03) as i64,
    });
    assert_eq!(compared, 20);
}

#[test]
fn exact_rlauxe_cards_that_make_up_for_one_error() {
    let paper = Paper::read(TEXT);
    let compared = hold(paper.table("samples to compensate for one error"), |head, column| {
        let after = |halves: f64| {
            let mut test = Betting::new(null(1, head[0], true), KaplanWald { g: 0.1 });
            test.observe((AGREES / 2.0 * halves) as u64);
            test.wealth().ln()
        };
        let halves = match column {
            "p2o" => 0.0,
            "p1o" => 1.0,
            "p1u" => 3.0,
            _ => 4.0,
        };
        libm::round(-after(halves) / after(2.0)) as i64
    });
    assert_eq!(compared, 20);
}
