//! Attacks on the terminal: how often each method confirmed the false outcome, beside its risk limit.

use std::fmt::Write as _;

use super::audit_page::{from_to, of_limit};
use super::layout::table;
use super::phrases::{rounded_percent, shown_name};
use super::trials_line::attacks_say;
use super::words::{Language, Text, Words, fill};
use crate::number_format::{grouped, percent};
use crate::simulation::TrialsRow;
use crate::simulation::adversary::{AttackCell, AttackTable, LeftOut};

/// Index of the column of trials that only measured the risk.
const MEASURED: usize = 8;

/// The table of attacks.
pub fn attacked_in_words(all: &AttackTable, language: &Language) -> String {
    let w = language.words;
    let (at, a) = (&w.attack, &w.audits);
    let gaps = [
        ("scenario", shown_name(&all.name)),
        ("stage", &fill(w.quote, &[("text", &all.of)])),
        ("n", &grouped(all.trials as i64)),
        ("seed", &all.seed),
    ];
    let mut out = fill(at.heading, &gaps) + "\n";
    let _ = writeln!(out, "{}\n", what_is_tried(w, all));
    for line in attacks_say(w, all, &all.headline()) {
        let _ = writeln!(out, "{line}");
    }
    out.push_str(&verdict(w, all));
    out.push('\n');
    let header = [
        at.attack,
        a.contest,
        a.method,
        a.confirmed_wrong,
        "(95 %)",
        at.of_all_cells,
        at.promise,
        a.full_count,
        a.measured,
        a.cards_mean,
        "90 %",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let mut last = None;
    for cell in &all.cells {
        if let Ok(row) = &cell.came_to {
            let opens = last != Some((cell.attack, cell.contest));
            rows.push(tried(w, all, cell, row, opens));
            last = Some((cell.attack, cell.contest));
        }
    }
    if rows.len() > 1 {
        // Most audits confirm or count everything, so this column is often empty.
        let is_measured = |cell: &AttackCell| cell.came_to.as_ref().is_ok_and(|row| row.measured_only.hits > 0);
        if !all.cells.iter().any(is_measured) {
            for row in &mut rows {
                row.remove(MEASURED);
            }
        }
        let columns = rows[0].len();
        out.push_str(&table(rows, 3..columns));
        out.push('\n');
    }
    out.push_str(&what_attacks_do(w, all));
    out.push_str(&refusals(w, all));
    out.push_str(&counted_at_once(w, all));
    out.push_str(&worst(w, all));
    out
}

/// A description of the attack, and what is left out of the scenario for it.
pub(super) fn what_is_tried(w: &Words, all: &AttackTable) -> String {
    let at = &w.attack;
    let votes = fill(at.several_votes, &[("n", &grouped(all.lead as i64))]);
    let lead = if all.lead == 1 { at.one_vote } else { &votes };
    let tried = fill(at.what_each_does, &[("lead", lead)]);
    let n = |n: usize, text: Text| (n > 0).then(|| fill(text, &[("n", &grouped(n as i64))]));
    let LeftOut { care, mishaps, faults } = &all.left_out;
    let care = care.as_ref().map(|care| fill(at.left_care, &[("care", care)]));
    let left: Vec<String> =
        [care, n(*mishaps, at.left_mishaps), n(*faults, at.left_faults)].into_iter().flatten().collect();
    if left.is_empty() { tried } else { tried + " " + &fill(at.left_out, &[("list", &left.join("; "))]) }
}

fn tried(w: &Words, all: &AttackTable, cell: &AttackCell, row: &TrialsRow, opens: bool) -> Vec<String> {
    let whole = |x: f64| grouped(libm::round(x) as i64);
    let once = |text: &str| if opens { text.to_owned() } else { String::new() };
    let says = if all.is_broken(cell) { w.attack.at_most_broken } else { w.attack.at_most };
    let promise = |limit: f64| fill(says, &[("limit", &rounded_percent(limit))]);
    vec![
        once(cell.attack),
        once(&all.contests[cell.contest].title),
        cell.method.to_owned(),
        format!("{} %", percent(row.confirmed_wrong.fraction(), 2)),
        from_to(w, row.confirmed_wrong.interval95()),
        from_to(w, row.confirmed_wrong.interval_among(all.tried())),
        row.risk_limit.map_or_else(|| w.attack.no_limit.to_owned(), promise),
        format!("{} %", percent(row.full_hand_count.fraction(), 2)),
        format!("{} %", percent(row.measured_only.fraction(), 2)),
        whole(row.cards.mean),
        whole(row.cards.quantiles[4]),
    ]
}

/// A description of every attack, once.
fn what_attacks_do(w: &Words, all: &AttackTable) -> String {
    let mut out = String::new();
    let mut shown = None;
    for cell in all.cells.iter().filter(|cell| cell.came_to.is_ok()) {
        if shown != Some(cell.attack) {
            let _ = writeln!(out, "  {}: {}.", cell.attack, w.reason(&cell.says));
            shown = Some(cell.attack);
        }
    }
    out
}

/// Why cells were not tried: one line for a method that does not fit, one for an attack that does not.
pub(super) fn refusals(w: &Words, all: &AttackTable) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cell in &all.cells {
        let Err(why) = &cell.came_to else { continue };
        let of_method = all.cells.iter().all(|it| it.method != cell.method || it.came_to.as_ref().err() == Some(why));
        let why = w.reason(why);
        let says = if of_method { w.attack.not_tried } else { w.attack.not_tried_on };
        let gaps = [
            ("method", cell.method),
            ("attack", cell.attack),
            ("contest", &all.contests[cell.contest].title),
            ("why", &why),
        ];
        let line = format!("  {}\n", fill(says, &gaps));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.concat()
}

/// Cells in which the reported figures themselves revealed the false outcome, so that everything was counted without a
/// draw.
pub(super) fn counted_at_once(w: &Words, all: &AttackTable) -> String {
    let mut shown: Vec<(String, Vec<&str>)> = Vec::new();
    for cell in &all.cells {
        let Some(why) = cell.came_to.as_ref().ok().and_then(|row| row.refused.as_ref()) else { continue };
        let contest = all.contests[cell.contest].title.as_str();
        let gaps = [("attack", cell.attack), ("contest", contest), ("why", &w.reason(why))];
        let line = fill(w.attack.counted_under, &gaps);
        match shown.iter_mut().find(|(known, _)| *known == line) {
            Some((_, methods)) => methods.push(cell.method),
            None => shown.push((line, vec![cell.method])),
        }
    }
    let line = |(under, methods): (String, Vec<&str>)| {
        format!("  {}\n", fill(w.attack.counted, &[("methods", &methods.join(", ")), ("under", &under)]))
    };
    shown.into_iter().map(line).collect()
}

/// For each method the cell where it was worst, and its risk limit.
fn worst(w: &Words, all: &AttackTable) -> String {
    let mut out = String::new();
    for (cell, row) in all.worst_of_each() {
        let promise =
            all.registry.method(cell.method).map_or_else(String::new, |method| w.reason(&method.promise().says()));
        let (low, high) = row.confirmed_wrong.interval_among(all.tried());
        let [share, low, high] = [row.confirmed_wrong.fraction(), low, high].map(|share| percent(share, 2));
        let gaps = [
            ("attack", cell.attack),
            ("contest", &all.contests[cell.contest].title),
            ("share", &share),
            ("low", &low),
            ("high", &high),
        ];
        let says = if row.confirmed_wrong.hits == 0 { w.attack.never } else { w.attack.worst };
        let gaps = [
            ("method", cell.method),
            ("confirmed", &fill(says, &gaps)),
            ("promise", &promise),
            ("limit", &of_limit(w, row.risk_limit)),
        ];
        let _ = writeln!(out, "  {}", fill(w.attack.promises, &gaps));
    }
    out
}

/// Which risk limit is broken, if any.
pub(super) fn verdict(w: &Words, all: &AttackTable) -> String {
    let mut out = String::new();
    for cell in all.cells.iter().filter(|cell| all.is_broken(cell)) {
        let (Ok(row), Some(method)) = (&cell.came_to, all.registry.method(cell.method)) else { continue };
        let (low, high) = row.confirmed_wrong.interval_among(all.tried());
        let [share, low, high] = [row.confirmed_wrong.fraction(), low, high].map(|share| percent(share, 2));
        let gaps = [
            ("method", cell.method),
            ("contest", &all.contests[cell.contest].title),
            ("attack", cell.attack),
            ("share", &share),
            ("low", &low),
            ("high", &high),
            ("limit", &rounded_percent(row.risk_limit.unwrap_or(1.0))),
            ("promise", &w.reason(&method.promise().says())),
        ];
        let _ = writeln!(out, "{}", fill(w.attack.broken, &gaps));
    }
    let limited = all.cells.iter().any(|cell| cell.came_to.as_ref().is_ok_and(|row| row.risk_limit.is_some()));
    match (out.is_empty(), limited) {
        (true, true) => format!("{}\n", w.attack.none_broken),
        (true, false) => format!("{}\n", w.attack.none_promises),
        _ => out,
    }
}
