//! The places of a first round's cards on the terminal: for the cheapest method of each contest, the largest places
//! first.

use super::layout::table;
use super::plan_words::whole;
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{Plan, PlanRow, PullLine};

/// Most lines of all contests together.
const LINES: usize = 20;

/// The table.
pub(super) fn where_they_lie(w: &Words, plan: &Plan, out: &mut String) {
    let advised = plan.audited.iter().filter_map(|it| it.advice.as_ref()).map(|advice| &plan.rows[advice.choice]);
    let shown: Vec<&PlanRow> = advised.filter(|row| !row.pull.is_empty()).take(LINES).collect();
    if shown.is_empty() {
        return;
    }
    let lines = (LINES / shown.len()).max(2);
    let p = &w.plan;
    out.push_str(&format!("\n{}\n", p.lie_heading));
    for row in &shown {
        let gaps =
            [("contest", plan.contests[row.contest].title.as_str()), ("method", row.method), ("unit", unit(w, row))];
        out.push_str(&format!("\n  {}\n", fill(p.lie_of, &gaps)));
        let header = [p.place, p.containers, p.batches_head, p.cards_head, p.expected, p.of_draws];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let places = if row.pull.len() > lines { lines - 1 } else { row.pull.len() };
        let (each, rest) = row.pull.split_at(places);
        rows.extend(each.iter().map(|pull| pull_row(w, pull)));
        if !rest.is_empty() {
            rows.push(rest_row(w, rest));
        }
        let columns = rows[0].len();
        out.push_str(&table(rows, 2..columns));
    }
}

fn pull_row(w: &Words, pull: &PullLine) -> Vec<String> {
    let (first, last) = pull.containers;
    vec![
        pull.place.clone(),
        if first == last { first.to_string() } else { format!("{first}–{last}") },
        grouped(pull.batches as i64),
        grouped(pull.cards as i64),
        expected(pull.expected),
        fill(w.plan.from_to, &[("least", &grouped(pull.least95 as i64)), ("most", &grouped(pull.most95 as i64))]),
    ]
}

fn rest_row(w: &Words, rest: &[PullLine]) -> Vec<String> {
    let sum = |of: &dyn Fn(&PullLine) -> u64| grouped(rest.iter().map(of).sum::<u64>() as i64);
    vec![
        fill(w.plan.more_places, &[("n", &grouped(rest.len() as i64))]),
        String::new(),
        sum(&|pull| pull.batches),
        sum(&|pull| pull.cards),
        expected(rest.iter().map(|pull| pull.expected).sum()),
        String::new(),
    ]
}

/// The unit that is counted.
fn unit(w: &Words, row: &PlanRow) -> &'static str {
    if row.batches.is_some() { w.plan.batches_head } else { w.plan.cards_head }
}

/// Small numbers are shown to a tenth.
fn expected(x: f64) -> String {
    if x < 99.95 { format!("{x:.1}") } else { whole(x) }
}
