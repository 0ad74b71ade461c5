//! The page of rlauxe's published sizes and ours: a part of it every day, all of it on request.

#[path = "../benches/efficiency/rlauxe/mod.rs"]
mod rlauxe;

use rlauxe::attack::Attack;
use rlauxe::published::{Cell, all, attacks, grid};
use rlauxe::{Beside, Effort, PAGE, geometric, page};

use super::hybrids::say;

/// Cells of few cards, one of seven of every table.
fn part() -> Vec<Cell> {
    let small = all().into_iter().filter(|cell| cell.theirs <= 3_000.0);
    small.enumerate().filter(|(at, _)| at % 7 == 0).map(|(_, cell)| cell).collect()
}

const QUICK: Effort = Effort { draws: 50_000.0, least: 20, most: 200 };

#[test]
fn the_published_page_is_all_there() {
    let cells = all();
    let (mut tables, mut names) = (Vec::new(), Vec::new());
    for cell in &cells {
        if tables.last() != Some(&cell.table) {
            tables.push(cell.table.clone());
        }
        names.push((cell.table.clone(), cell.name.clone()));
        assert!(cell.theirs >= 1.0 && cell.theirs <= cell.cards as f64, "{}, {}", cell.table, cell.name);
        assert!(cell.margin > 0.0 && cell.runs >= 0.0 && cell.phantoms < cell.margin, "{}, {}", cell.table, cell.name);
    }
    names.sort();
    names.dedup();
    assert_eq!((cells.len(), names.len(), tables.len()), (732, 732, 19));
    assert_eq!(grid().len(), 18 * 6);
    // Figures by hand from the pages that they were published on.
    let figure = |table: &str, name: &str| {
        let found = cells.iter().find(|cell| cell.table == table && cell.name == name);
        found.map(|cell| (cell.theirs as u64, cell.sd.map(|sd| sd as u64), cell.pulled.map(|cards| cards as u64)))
    };
    assert_eq!(figure("CLCA with fuzz, 100,000 cards", "margin 0.02, fuzz 0.005"), Some((520, Some(343), None)));
    assert_eq!(figure("Polling, 500,000 cards", "margin 0.02, fuzz 0"), Some((19_666, Some(14_498), None)));
    assert_eq!(figure("CLCA by rounds", "margin 0.01, fuzz 0.005"), Some((1_447, None, Some(1_553))));
}

#[test]
fn a_part_of_the_published_page_keeps_its_bands() {
    let cells: Vec<Beside> = part().into_iter().map(|cell| Beside::of(cell, QUICK)).collect();
    let outside: Vec<String> = cells.iter().filter_map(Beside::outside).collect();
    assert!(outside.is_empty(), "{outside:#?}");
    let (mean, error) = geometric(&cells);
    say(&format!("rlauxe, {} cells of the page: ours/theirs {mean:.3} ± {error:.3}", cells.len()));
    // All cells of all tables together come to 0.96.
    assert!((0.92..0.99).contains(&mean), "{mean}");
}

#[test]
fn audits_of_another_risk_limit_are_outside_of_the_bands() {
    // The band is worth something only where it tells a risk limit of 1 % from one of 5 %.
    let harder = |cell: Cell| Beside::of(Cell { limit: cell.limit / 5.0, ..cell }, QUICK);
    let cells: Vec<Beside> = part().into_iter().map(harder).collect();
    let outside = cells.iter().filter(|cell| cell.outside().is_some()).count();
    assert!(2 * outside > cells.len(), "{outside} of {}", cells.len());
    assert!(geometric(&cells).0 > 1.2);
}

#[test]
fn a_wrong_winner_of_the_published_page_is_confirmed_no_more_often_than_promised() {
    let (cards, runs, rows) = attacks();
    assert_eq!((rows.len(), runs), (8, 10_000));
    let audits = 200;
    for (margin, theirs) in rows.into_iter().step_by(4) {
        let attack = Attack::of(margin, theirs / 100.0, cards, audits);
        assert!(attack.ours <= 0.05 + 4.0 * (0.05 * 0.95 / audits as f64).sqrt(), "{attack:?}");
        assert!(attack.ours > 0.01, "an audit that never errs does not use its limit: {attack:?}");
        assert!(attack.theirs < 0.05 && attack.error() < 0.03, "{attack:?}");
    }
}

#[test]
#[ignore = "minutes: every cell of the page"]
fn long_the_whole_published_page_keeps_its_bands() {
    let mut text = Vec::new();
    let cells = page(PAGE, &mut text).expect("a page");
    say(&String::from_utf8(text).expect("text"));
    let outside: Vec<String> = cells.iter().filter_map(Beside::outside).collect();
    assert!(outside.is_empty(), "{outside:#?}");
    let (mean, _) = geometric(&cells[..grid().len()]);
    assert!(mean < 0.9, "the grid: {mean}");
}
