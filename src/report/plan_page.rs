//! Plans on the terminal: the advice, and a table for each contest, if nothing is wrong and with errors.

use std::fmt::Write as _;

use super::layout::{is_mark, table};
use super::other_rule::other_rule;
use super::phrases::rounded_percent;
use super::plan_advice::{advice, advice_for_all, chosen_by, share, ways_by_cost};
use super::plan_notes::{is_drawn, notes, notes_for_all, terms};
use super::plan_pull::where_they_lie;
use super::plan_words::{by_cost, way_name, whole};
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::simulation::{ContestPlan, Outlook, Plan};

/// A plan as lines and tables, which `laid_out` brings into the columns of a terminal.
pub fn planned_in_words(plan: &Plan, language: &Language) -> String {
    let (w, p) = (language.words, &language.words.plan);
    let gaps = [("stage", &fill(w.quote, &[("text", &plan.of)])[..]), ("limit", &rounded_percent(plan.risk_limit))];
    let mut out = format!("{}\n{}\n\n", one_line(&plan.title), fill(p.heading, &gaps));
    for says in advice_for_all(w, plan) {
        let _ = writeln!(out, "{says}");
    }
    if plan.together.is_some() {
        let _ = writeln!(out, "\n{}", p.one_by_one);
    }
    for it in &plan.audited {
        let mut says: Vec<String> = other_rule(w, &plan.contests[it.contest]).into_iter().collect();
        says.extend(advice(w, plan, it));
        item(&mut out, &says.join(" "));
    }
    if let Some(says) = chosen_by(w, plan) {
        let _ = writeln!(out, "{says}");
    }
    together(w, plan, &mut out);
    for it in plan.audited.iter().filter(|it| it.is_bound()) {
        contest(w, plan, it, &mut out);
    }
    where_they_lie(w, plan, &mut out);
    let _ = writeln!(out, "\n{}\n", p.rests_heading);
    for says in terms(w, plan) {
        item(&mut out, &says);
    }
    // Names come from files and may contain control characters.
    out.retain(|c| is_mark(c) || !c.is_control());
    out
}

/// A text without the ends of lines that a file may hold.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One contest.
fn contest(w: &Words, plan: &Plan, it: &ContestPlan, out: &mut String) {
    let p = &w.plan;
    let title = &plan.contests[it.contest].title;
    let gaps =
        [("contest", title.as_str()), ("cards", &grouped(it.cards as i64)), ("ballots", &grouped(it.ballots as i64))];
    let _ = writeln!(out, "\n{}\n", fill(p.contest_heading, &gaps));
    let rows = by_cost(plan, it.contest);
    let line = |at: usize, clean: bool| {
        let row = &plan.rows[at];
        let outlook = if clean { row.if_nothing_wrong.as_ref() } else { row.with_errors.as_ref() };
        (format!("{}{}", row.method, if row.lawful { "" } else { " †" }), outlook)
    };
    blocks(w, plan, &rows, &line, out);
    out.push('\n');
    for says in notes(w, plan, it) {
        item(out, &says);
    }
}

/// All contests together.
fn together(w: &Words, plan: &Plan, out: &mut String) {
    let Some(together) = &plan.together else { return };
    let _ = writeln!(out, "\n{}\n", w.plan.together_heading);
    let line = |at: usize, clean: bool| {
        let it = &together.ways[at];
        let outlook = if clean { it.if_nothing_wrong.as_ref() } else { it.with_errors.as_ref() };
        (way_name(w, &it.way).to_owned(), outlook)
    };
    blocks(w, plan, &ways_by_cost(plan), &line, out);
    out.push('\n');
    for says in notes_for_all(w, plan) {
        item(out, &says);
    }
}

/// A name and its outlook, if nothing is wrong or with errors.
type PlanLine<'l> = dyn Fn(usize, bool) -> (String, Option<&'l Outlook>) + 'l;

/// Both outlooks of all listed audits, one below the other.
fn blocks(w: &Words, plan: &Plan, list: &[usize], line: &PlanLine<'_>, out: &mut String) {
    let p = &w.plan;
    let timed = list.iter().any(|&at| line(at, false).1.is_some_and(|it| it.in_time.is_some()));
    let dated = plan.staff.calendar.is_some();
    let mut head = vec!["", w.method, p.col_cards, p.col_ballots, p.col_hours];
    head.push(if dated { p.col_ends } else { p.col_most });
    head.extend([p.col_cost, p.col_full]);
    head.extend(timed.then_some(p.col_in_time));
    let columns = head.len();
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().map(str::to_owned).collect()];
    let blocks: &[(&str, bool)] = if plan.without_errors {
        &[(p.both_same, false)]
    } else {
        &[(p.if_nothing_wrong, true), (p.with_errors, false)]
    };
    for (heading, clean) in blocks {
        for (n, (name, outlook)) in list.iter().map(|&at| line(at, *clean)).enumerate() {
            let group = if n == 0 { (*heading).to_owned() } else { String::new() };
            let mut row = vec![group];
            if let Some(it) = outlook {
                row.push(name + if is_drawn(it) { "°" } else { "" });
                row.extend(cells(w, plan, it, timed));
            } else {
                row.push(name);
            }
            row.resize(columns, "–".to_owned());
            rows.push(row);
        }
    }
    out.push_str(&table(rows, 2..columns));
}

/// The cells of one outlook.
fn cells(w: &Words, plan: &Plan, it: &Outlook, timed: bool) -> Vec<String> {
    let ends = plan.staff.calendar.map(|calendar| calendar.finishes(plan.staff.days(it.hours.most)));
    let most = match ends {
        Some(date) => date.map_or_else(|| w.after_all_years.to_owned(), |date| date.to_string()),
        None => whole(it.hours.most),
    };
    let mut cells = vec![
        whole(it.cards.mean),
        whole(it.ballots.mean),
        whole(it.hours.mean),
        most,
        format!("${}", whole(it.cost.mean)),
        share(it, it.full_count),
    ];
    cells.extend(timed.then(|| it.in_time.map_or("–".to_owned(), |chance| share(it, chance))));
    cells
}

/// A sentence of a list.
fn item(out: &mut String, says: &str) {
    let _ = writeln!(out, "  • {says}");
}
