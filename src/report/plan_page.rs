//! Plans on the terminal: what is advised, and a table for each contest, if nothing is wrong and with errors.

use std::fmt::Write as _;

use super::phrases::{rounded_percent, whole_percent};
use super::plan_advice::{
    advice, advice_for_all, by_cost, is_drawn, notes, notes_for_all, terms, way_name, ways_by_cost, whole,
};
use super::plan_pull::where_they_lie;
use super::words::{Language, Words, fill, naming};
use crate::figure::grouped;
use crate::simulation::{ContestPlan, Outlook, Plan};

/// Columns of a terminal that tables fit where numbers are not large.
const WIDTH: usize = 80;

/// A plan as tables.
pub fn planned_in_words(plan: &Plan, language: &Language) -> String {
    let _naming = naming(plan.contests.iter(), &[]);
    let (w, p) = (language.words, &language.words.plan);
    let gaps = [
        ("scenario", plan.name.as_str()),
        ("stage", &fill(w.quote, &[("text", &plan.of)])),
        ("limit", &rounded_percent(plan.risk_limit)),
    ];
    let mut out = fill(p.heading, &gaps) + "\n\n";
    for says in advice_for_all(w, plan) {
        paragraph(&mut out, &says);
    }
    paragraph(&mut out, p.as_plurality);
    if plan.together.is_some() {
        let _ = writeln!(out, "\n{}\n", p.one_by_one);
    }
    for says in plan.audited.iter().flat_map(|it| advice(w, plan, it)) {
        paragraph(&mut out, &says);
    }
    out.push('\n');
    for says in terms(w, plan) {
        paragraph(&mut out, &says);
    }
    together(w, plan, &mut out);
    for it in plan.audited.iter().filter(|it| it.contested) {
        contest(w, plan, it, &mut out);
    }
    where_they_lie(w, plan, &mut out);
    out
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
    for says in notes(w, plan, it.contest) {
        paragraph(out, &says);
    }
}

/// All contests together.
fn together(w: &Words, plan: &Plan, out: &mut String) {
    let Some(together) = &plan.together else { return };
    let _ = writeln!(out, "\n{}\n", w.plan.together_heading);
    let line = |at: usize, clean: bool| {
        let it = &together.ways[at];
        (way_name(&it.way).to_owned(), if clean { it.if_nothing_wrong.as_ref() } else { it.with_errors.as_ref() })
    };
    blocks(w, plan, &ways_by_cost(plan), &line, out);
    out.push('\n');
    for says in notes_for_all(w, plan) {
        paragraph(out, &says);
    }
}

/// A name and its outlook, if nothing is wrong or with errors.
type Line<'l> = dyn Fn(usize, bool) -> (String, Option<&'l Outlook>) + 'l;

/// Both outlooks of all that is listed, one under the other.
fn blocks(w: &Words, plan: &Plan, list: &[usize], line: &Line<'_>, out: &mut String) {
    let p = &w.plan;
    let dated = list.iter().any(|&at| line(at, false).1.is_some_and(|it| it.in_time.is_some()));
    let mut lines = Vec::new();
    if plan.without_errors {
        block(w, p.both_same, list, &|at| line(at, false), dated, &mut lines);
    } else {
        block(w, p.if_nothing_wrong, list, &|at| line(at, true), dated, &mut lines);
        block(w, p.with_errors, list, &|at| line(at, false), dated, &mut lines);
    }
    aligned(&lines, out);
}

/// One outlook of all that is listed.
fn block<'l>(
    w: &Words,
    heading: &str,
    list: &[usize],
    line: &dyn Fn(usize) -> (String, Option<&'l Outlook>),
    dated: bool,
    lines: &mut Vec<Vec<String>>,
) {
    let p = &w.plan;
    let mut head = vec![heading, p.col_cards, p.col_ballots, p.col_hours, p.col_most, p.col_cost, p.col_full];
    head.extend(dated.then_some(p.col_in_time));
    lines.push(head.into_iter().map(str::to_owned).collect());
    for (name, outlook) in list.iter().map(|&at| line(at)) {
        let Some(it) = outlook else {
            let dashes = std::iter::repeat_n("–".to_owned(), 6 + usize::from(dated));
            lines.push(std::iter::once(name).chain(dashes).collect());
            continue;
        };
        let mut cells = vec![
            name + if is_drawn(it) { " °" } else { "" },
            whole(it.cards.mean),
            whole(it.ballots.mean),
            whole(it.hours.mean),
            whole(it.hours.most),
            format!("${}", whole(it.cost.mean)),
            whole_percent(it.full_count),
        ];
        cells.extend(dated.then(|| it.in_time.map_or("–".to_owned(), whole_percent)));
        lines.push(cells);
    }
}

/// Lines whose first cell is to the left and whose others are to the right, as wide as a terminal where they can be.
pub(super) fn aligned(lines: &[Vec<String>], out: &mut String) {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |text: &String| text.chars().count();
    let widths: Vec<usize> =
        (0..columns).map(|at| lines.iter().filter_map(|line| line.get(at)).map(wide).max().unwrap_or(0)).collect();
    let gap = if widths.iter().sum::<usize>() + 2 * columns <= WIDTH { 2 } else { 1 };
    for line in lines {
        let mut text = "  ".to_owned();
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width - wide(cell));
            let _ = if at == 0 { write!(text, "{cell}{pad}") } else { write!(text, "{}{pad}{cell}", " ".repeat(gap)) };
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// A sentence in lines as wide as a terminal.
pub(super) fn paragraph(out: &mut String, says: &str) {
    for line in textwrap::wrap(says, textwrap::Options::new(WIDTH).initial_indent("  ").subsequent_indent("    ")) {
        let _ = writeln!(out, "{line}");
    }
}
