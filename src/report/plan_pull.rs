//! Where the cards of a first round lie, on the page: for the cheapest method of each contest, the largest places first.

use super::plan_page::whole;
use super::terminal::table;
use crate::figure::grouped;
use crate::simulation::{Plan, PlanRow, Pull};

/// Lines that all contests may have together.
const LINES: usize = 20;

/// The table.
pub(super) fn where_they_lie(plan: &Plan, out: &mut String) {
    let drawn = |at: &&usize| !plan.rows[**at].pull.is_empty();
    let shown: Vec<&PlanRow> = plan.cheapest.iter().filter(drawn).take(LINES).map(|&at| &plan.rows[at]).collect();
    if shown.is_empty() {
        return;
    }
    let lines = LINES / shown.len();
    out.push_str(
        "\nWhere the cards lie (first round of the cheapest method; `recount draw` lists the cards themselves):\n\n",
    );
    let header = ["contest", "place", "containers", "batches", "cards", "expected", "95 % of draws", ""];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &shown {
        let places = if row.pull.len() > lines { lines - 1 } else { row.pull.len() };
        let (each, rest) = row.pull.split_at(places);
        rows.extend(each.iter().map(|pull| pull_row(plan, row, pull)));
        if !rest.is_empty() {
            rows.push(rest_row(plan, row, rest));
        }
    }
    out.push_str(&table(rows, 3..7));
}

fn pull_row(plan: &Plan, row: &PlanRow, pull: &Pull) -> Vec<String> {
    let (first, last) = pull.containers;
    vec![
        plan.contests[row.contest].title.clone(),
        pull.place.clone(),
        if first == last { first.to_string() } else { format!("{first}–{last}") },
        grouped(pull.batches as i64),
        grouped(pull.cards as i64),
        expected(pull.expected),
        format!("{} to {}", grouped(pull.least95 as i64), grouped(pull.most95 as i64)),
        unit(row).to_owned(),
    ]
}

fn rest_row(plan: &Plan, row: &PlanRow, rest: &[Pull]) -> Vec<String> {
    let sum = |of: &dyn Fn(&Pull) -> u64| grouped(rest.iter().map(of).sum::<u64>() as i64);
    vec![
        plan.contests[row.contest].title.clone(),
        format!("{} more places", grouped(rest.len() as i64)),
        String::new(),
        sum(&|pull| pull.batches),
        sum(&|pull| pull.cards),
        expected(rest.iter().map(|pull| pull.expected).sum()),
        String::new(),
        unit(row).to_owned(),
    ]
}

/// What is counted.
fn unit(row: &PlanRow) -> &'static str {
    if row.batches.is_some() { "batches" } else { "cards" }
}

/// Few are told to a tenth.
fn expected(x: f64) -> String {
    if x < 99.95 { format!("{x:.1}") } else { whole(x) }
}
