//! Attacks on the page: how often each method confirmed the lie, beside what it promises.

use std::fmt::Write as _;

use super::phrases::rounded_percent;
use super::terminal::table;
use crate::audit::named;
use crate::figure::grouped;
use crate::simulation::Row;
use crate::simulation::adversary::{AttackTable, Cell};

/// The table of attacks.
pub fn attacked_in_words(all: &AttackTable) -> String {
    let mut out = format!(
        "{}: attacks on \"{}\", audited {} times each, seed {}\n",
        all.name,
        all.of,
        grouped(all.trials as i64),
        all.seed
    );
    let lead = if all.lead == 1 { "1 vote".to_owned() } else { format!("{} votes", grouped(all.lead as i64)) };
    let _ = writeln!(
        out,
        "Each attack makes a loser of the paper the reported winner, by at least {lead}. How often is that confirmed?\n"
    );
    let header = [
        "attack",
        "contest",
        "method",
        "confirmed wrong",
        "(95 %)",
        "(99 % of all cells)",
        "promise",
        "cards: mean",
        "90 %",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let mut last = None;
    for cell in &all.cells {
        if let Ok(row) = &cell.came_to {
            let opens = last != Some((cell.attack, cell.contest));
            rows.push(tried(all, cell, row, opens));
            last = Some((cell.attack, cell.contest));
        }
    }
    if rows.len() > 1 {
        out.push_str(&table(rows, 3..9));
        out.push('\n');
    }
    out.push_str(&what_attacks_do(all));
    out.push_str(&refusals(all));
    out.push_str(&counted_at_once(all));
    out.push_str(&worst(all));
    out.push_str(&verdict(all));
    out
}

fn tried(all: &AttackTable, cell: &Cell, row: &Row, opens: bool) -> Vec<String> {
    let whole = |x: f64| grouped(libm::round(x) as i64);
    let percent = |(low, high): (f64, f64)| format!("({:.2} to {:.2} %)", 100.0 * low, 100.0 * high);
    let once = |text: &str| if opens { text.to_owned() } else { String::new() };
    let broken = if all.is_broken(cell) { " BROKEN" } else { "" };
    vec![
        once(cell.attack),
        once(&all.contests[cell.contest].title),
        cell.method.to_owned(),
        format!("{:.2} %", 100.0 * row.confirmed_wrong.fraction()),
        percent(row.confirmed_wrong.interval95()),
        percent(row.confirmed_wrong.interval_among(all.tried())),
        row.risk_limit.map_or("no limit".to_owned(), |limit| format!("at most {}{broken}", rounded_percent(limit))),
        whole(row.cards.mean),
        whole(row.cards.quantiles[4]),
    ]
}

/// Every attack once, in a clause.
fn what_attacks_do(all: &AttackTable) -> String {
    let mut out = String::new();
    let mut told = None;
    for cell in all.cells.iter().filter(|cell| cell.came_to.is_ok()) {
        if told != Some(cell.attack) {
            let _ = writeln!(out, "  {}: {}.", cell.attack, cell.says);
            told = Some(cell.attack);
        }
    }
    out
}

/// Why cells were not tried: one line for a method that does not fit, one for an attack that does not.
fn refusals(all: &AttackTable) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cell in &all.cells {
        let Err(why) = &cell.came_to else { continue };
        let of_method = all.cells.iter().all(|it| it.method != cell.method || it.came_to.as_ref().err() == Some(why));
        let line = if of_method {
            format!("  {} was not tried: {why}.\n", cell.method)
        } else {
            format!("  {} on {} was not tried: {why}.\n", cell.attack, all.contests[cell.contest].title)
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.concat()
}

/// Where the reported figures themselves gave the lie away, so that everything was counted without a draw.
fn counted_at_once(all: &AttackTable) -> String {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for cell in &all.cells {
        let Some(why) = cell.came_to.as_ref().ok().and_then(|row| row.refused.as_ref()) else { continue };
        let line = format!("under {} on {}, since {why}", cell.attack, all.contests[cell.contest].title);
        match told.iter_mut().find(|(known, _)| *known == line) {
            Some((_, methods)) => methods.push(cell.method),
            None => told.push((line, vec![cell.method])),
        }
    }
    let line =
        |(line, methods): (String, Vec<&str>)| format!("  {}: every ballot is counted {line}.\n", methods.join(", "));
    told.into_iter().map(line).collect()
}

/// For each method where it was worst, and what it promises.
fn worst(all: &AttackTable) -> String {
    let mut out = String::new();
    for (cell, row) in all.worst_of_each() {
        let limit = row.risk_limit.map_or(String::new(), |limit| format!(" of {}", rounded_percent(limit)));
        let promise = named(cell.method).map_or("", |method| method.promise().says());
        let (low, high) = row.confirmed_wrong.interval_among(all.tried());
        let confirmed = match row.confirmed_wrong.hits {
            0 => format!("never confirmed a wrong outcome (at most {:.2} %)", 100.0 * high),
            _ => format!(
                "was worst under {} on {}: {:.2} % ({:.2} to {:.2} %)",
                cell.attack,
                all.contests[cell.contest].title,
                100.0 * row.confirmed_wrong.fraction(),
                100.0 * low,
                100.0 * high
            ),
        };
        let _ = writeln!(out, "  {} {confirmed}. It promises: {promise}{limit}.", cell.method);
    }
    out
}

/// Which promise is broken, if any.
fn verdict(all: &AttackTable) -> String {
    let mut out = String::new();
    for cell in all.cells.iter().filter(|cell| all.is_broken(cell)) {
        let (Ok(row), Some(method)) = (&cell.came_to, named(cell.method)) else { continue };
        let (low, high) = row.confirmed_wrong.interval_among(all.tried());
        let _ = writeln!(
            out,
            "A promise is broken: {} confirmed the wrong outcome of {} under {} in {:.2} % of the trials ({:.2} to {:.2} %), \
             and its limit is {}. It says: {}. This is a mistake of the method or of this program.",
            cell.method,
            all.contests[cell.contest].title,
            cell.attack,
            100.0 * row.confirmed_wrong.fraction(),
            100.0 * low,
            100.0 * high,
            rounded_percent(row.risk_limit.unwrap_or(1.0)),
            method.promise().says(),
        );
    }
    let limited = all.cells.iter().any(|cell| cell.came_to.as_ref().is_ok_and(|row| row.risk_limit.is_some()));
    match (out.is_empty(), limited) {
        (true, true) => {
            "No promise is broken: no method with a risk limit is above it beyond what chance explains.\n".to_owned()
        }
        (true, false) => "No method that was tried promises a limit.\n".to_owned(),
        _ => out,
    }
}
