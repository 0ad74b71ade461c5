//! Instructions a draw of the hottest measures of risk, counted and not timed: the same on a busy machine.
//!
//! `cargo bench --bench instructions` runs itself under valgrind, twice for each measure, with a sample and with twice
//! that sample; the difference over the draws is what one draw costs.

use std::process::Command;

use recount::risk::bet::{Adaptive, Cobra, KaplanKolmogorov, KaplanWald, ShrinkTrunc};
use recount::risk::{Betting, Bravo, Null};

#[path = "values.rs"]
mod values;

use values::{observe, sample};

const CARDS: u64 = 10_000_000;
const DRAWS: usize = 200_000;

type Case = (&'static str, fn(usize) -> f64);

fn poll() -> Null {
    Null::of(CARDS, CARDS as i64, 2, false)
}

fn comparison() -> Null {
    Null::of(CARDS, 2 * CARDS as i64 - CARDS as i64 / 50, 4, false)
}

/// The first case makes samples and measures nothing; its cost is subtracted from the others.
const CASES: [Case; 7] = [
    ("making the sample", |n| sample(2, 0.5, n).iter().sum::<u64>() as f64),
    ("polling: ALPHA, truncated shrinkage", |n| {
        observe(&mut Betting::new(poll(), ShrinkTrunc::of(1.02, 1.0)), &sample(2, 0.5, n))
    }),
    ("ballot_comparison: adaptive", |n| {
        observe(&mut Betting::new(comparison(), Adaptive::new(0.02, 2.0)), &sample(4, 0.001, n))
    }),
    ("fixed stake: Kaplan-Wald", |n| {
        observe(&mut Betting::new(comparison(), KaplanWald { g: 0.1 }), &sample(4, 0.001, n))
    }),
    ("Kaplan-Kolmogorov", |n| {
        observe(&mut Betting::new(comparison(), KaplanKolmogorov { g: 0.2 }), &sample(4, 0.001, n))
    }),
    ("BRAVO", |n| observe(&mut Bravo::new(0.51), &sample(2, 0.5, n))),
    ("COBRA, adaptive", |n| {
        let bet = Cobra::learning(2.0, [0.001, 0.0001], [100.0, 1_000.0]);
        observe(&mut Betting::new(comparison(), bet), &sample(4, 0.001, n))
    }),
];

/// Instructions of one run of this program, as valgrind counts them.
fn count(case: &str, draws: usize) -> Option<u64> {
    let me = std::env::current_exe().ok()?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(me)
        .args(["--measure", case, &draws.to_string()])
        .output()
        .ok()?;
    let shown = String::from_utf8_lossy(&run.stderr).into_owned();
    let line = shown.lines().find(|line| line.contains("Collected :"))?;
    line.split_whitespace().last()?.parse().ok()
}

#[expect(clippy::print_stdout, reason = "a report for people")]
fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let [_, measure, case, draws] = &words[..]
        && measure == "--measure"
    {
        let draws = draws.parse().expect("a number of draws");
        let (_, run) = CASES.iter().find(|(name, _)| name == case).expect("a case");
        println!("{}", run(draws));
        return;
    }
    println!("instructions a draw");
    let mut making = 0.0;
    for (at, (name, _)) in CASES.into_iter().enumerate() {
        let (Some(once), Some(twice)) = (count(name, DRAWS), count(name, 2 * DRAWS)) else {
            println!("valgrind is needed and not here");
            return;
        };
        let each = (twice - once) as f64 / DRAWS as f64 - making;
        println!("{each:8.1}  {name}");
        if at == 0 {
            making = each;
        }
    }
}
