//! Plans on the page: what each method asks for, what it comes to when it is rehearsed, and which is cheapest.

use std::fmt::Write as _;

use super::terminal::table;
use super::words::rounded_percent;
use crate::figure::grouped;
use crate::simulation::{Plan, Row, Share};

/// A plan as tables.
pub fn planned_in_words(plan: &Plan) -> String {
    let limit = rounded_percent(plan.risk_limit);
    let mut out = format!(
        "{}: audits of \"{}\" at a risk limit of {limit}, if nothing is wrong; seed {}\n\n",
        plan.name, plan.of, plan.seed
    );
    let header = ["contest", "method", "cards to look at", "of", "hours", "days", "cost", "by"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &plan.rows {
        let batches = row.batches.map_or(String::new(), |n| format!(" (batches: {})", grouped(n as i64)));
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            grouped(row.cards as i64),
            grouped(row.population as i64),
            whole(row.work.hours),
            days(plan, row.work.hours),
            format!("${}", whole(row.work.cost)),
            format!("{}{batches}", row.why),
        ]);
    }
    out.push_str(&table(rows, 2..7));
    rehearsed(plan, &mut out);
    out.push('\n');
    for &at in &plan.cheapest {
        let row = &plan.rows[at];
        let contest = &plan.contests[row.contest].title;
        let (cost, by) = match plan.rehearsed.as_ref().map(|it| &it.rows[at]) {
            Some(drawn) => (drawn.cost.mean, " on average"),
            None => (row.work.cost, " if nothing is wrong"),
        };
        let counts_all = if row.full_hand_count { ": every ballot is counted" } else { "" };
        let _ = writeln!(
            out,
            "  {contest}: cheapest of those that limit the risk is {}, ${}{by}{counts_all}.",
            row.method,
            whole(cost)
        );
    }
    let staff = &plan.staff;
    let deadline =
        staff.deadline_days.map_or(String::new(), |days| format!("; a * is later than the deadline of {days} days"));
    let _ = writeln!(
        out,
        "  Days of work by boards of {} people, {} at a time, {} hours a day{deadline}.",
        staff.people_per_board, staff.boards, staff.hours_per_day
    );
    out
}

/// What the audits come to when they are drawn by lot.
fn rehearsed(plan: &Plan, out: &mut String) {
    let Some(all) = &plan.rehearsed else { return };
    let _ = writeln!(out, "\nRehearsed {} times on the scenario's paper:\n", grouped(all.trials as i64));
    let header = [
        "contest",
        "method",
        "cards: mean",
        "median",
        "90 %",
        "2nd round",
        "3rd round",
        "full count",
        "hours: mean",
        "90 %",
        "days: median",
        "90 %",
        "cost: mean",
        "90 %",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(all.rows.iter().map(|row| rehearsed_row(plan, row)));
    out.push_str(&table(rows, 2..14));
}

fn rehearsed_row(plan: &Plan, row: &Row) -> Vec<String> {
    let percent = |share: Share| format!("{:.1} %", 100.0 * share.fraction());
    vec![
        plan.contests[row.contest].title.clone(),
        row.method.to_owned(),
        whole(row.cards.mean),
        whole(row.cards.quantiles[2]),
        whole(row.cards.quantiles[4]),
        percent(row.second_round),
        percent(row.third_round),
        percent(row.full_hand_count),
        whole(row.hours.mean),
        whole(row.hours.quantiles[4]),
        days(plan, row.hours.quantiles[2]),
        days(plan, row.hours.quantiles[4]),
        format!("${}", whole(row.cost.mean)),
        format!("${}", whole(row.cost.quantiles[4])),
    ]
}

/// Days of work, with a star where they are too many.
fn days(plan: &Plan, hours: f64) -> String {
    let days = plan.staff.days(hours);
    format!("{}{}", grouped(days as i64), if plan.staff.is_late(days) { "*" } else { "" })
}

fn whole(x: f64) -> String {
    grouped(libm::round(x) as i64)
}
