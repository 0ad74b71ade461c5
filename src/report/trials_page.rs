//! Many trials on the terminal: results, contest by contest and together, and a table of methods.

use std::fmt::Write as _;

use super::audit_page::{from_to, of_limit};
use super::layout::table;
use super::phrases::shown_name;
use super::trials_line::{outcome_says, shared_says, trials_say};
use super::words::{Language, Words, fill};
use crate::number_format::{self, grouped};
use crate::simulation::headline::{TrialsHeadline, each_once};
use crate::simulation::{Frequency, Simulated, TogetherRow, TrialsRow};

/// Number of trials from which shares are shown in percent.
const IN_PERCENT: u64 = 100;

/// Index of the column of trials that only measured the risk.
const MEASURED: usize = 13;

/// Most contests in the first lines.
const TOLD_FIRST: usize = 12;

/// Many trials as a table.
pub fn simulated_in_words(all: &Simulated, language: &Language) -> String {
    let (w, a) = (language.words, &language.words.audits);
    let by_distribution = all.rows.iter().any(|row| row.within.is_some());
    let gaps = [
        ("scenario", shown_name(&all.name)),
        ("n", &grouped(all.trials as i64)),
        ("stage", &fill(w.quote, &[("text", &all.of)])),
        ("seed", &all.seed),
    ];
    let mut out = fill(if by_distribution { a.of_laws } else { a.of_trials }, &gaps) + "\n\n";
    out.push_str(&first_lines(w, all));
    if all.trials < all.asked {
        let _ = writeln!(out, "{}\n", fill(a.partial, &[("asked", &grouped(all.asked as i64))]));
    }
    let header = [
        a.contest,
        a.reported,
        a.method,
        a.cards_mean,
        a.median,
        "90 %",
        "99 %",
        a.rounds,
        a.hours,
        a.cost,
        a.noticed,
        a.confirmed,
        a.full_count,
        a.measured,
        a.confirmed_wrong,
        if by_distribution { a.within } else { a.interval95 },
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &all.rows {
        rows.push(simulated_row(w, all, row));
    }
    // Most audits confirm or count everything, so this column is often empty.
    if all.rows.iter().all(|row| row.measured_only.hits == 0) {
        for row in &mut rows {
            row.remove(MEASURED);
        }
    }
    let columns = rows[0].len();
    out.push_str(&table(rows, 3..columns));
    let shared = each_once(all.rows.iter().filter(|row| all.is_shared(row)).map(|row| row.method));
    if !shared.is_empty() {
        let _ = writeln!(out, "  {}", fill(a.one_sample_rows, &[("methods", &shared.join(", "))]));
    }
    out.push('\n');
    together_in_words(w, &all.together, &mut out);
    let mut explained: Vec<&str> = Vec::new();
    for row in &all.rows {
        let contest = &all.contests[row.contest].title;
        for why in row.does_not_add_up.iter().chain(&row.refused) {
            let _ = writeln!(out, "  {contest}, {}: {}.", row.method, w.reason(why));
        }
        if row.wrong_in_the_end.hits > 0 {
            let says = if by_distribution { a.wrong_stands_audits } else { a.wrong_stands_trials };
            let stands = fill(says, &[("share", &often(w, row.wrong_in_the_end))]);
            let only_by_slips = row.miscounted().hits > 0 && row.miscounted() == row.wrong_in_the_end;
            let by = if only_by_slips { a.by_slips } else { "" };
            let _ = writeln!(out, "  {contest}, {}: {stands}{by}.", row.method);
        }
        if !explained.contains(&row.method) {
            explained.push(row.method);
        }
    }
    out.push_str(&engines_in_words(w, all));
    for method in explained.iter().filter_map(|name| all.registry.method(name)) {
        let limit = all.rows.iter().find(|row| row.method == method.name()).and_then(|row| row.risk_limit);
        let gaps = [
            ("method", method.name()),
            ("needs", &w.reason(&method.needs().says())),
            ("promise", &w.reason(&method.promise().says())),
            ("limit", &of_limit(w, limit)),
        ];
        let _ = writeln!(out, "  {}", fill(a.needs_and_promises, &gaps));
    }
    out
}

/// The results, contest by contest: those first where a wrong outcome was confirmed or is final.
fn first_lines(w: &Words, all: &Simulated) -> String {
    let mut lines = all.headlines();
    lines.sort_by_key(TrialsHeadline::shown_after);
    let line = |it: &TrialsHeadline| {
        format!("{}: {}. {}\n", all.contests[it.contest].title, outcome_says(w, it), trials_say(w, all, it))
    };
    let together = all.shared_headline().map(|it| shared_says(w, &it) + "\n");
    let mut out = together.unwrap_or_default();
    out.extend(lines.iter().take(TOLD_FIRST).map(line));
    let more = lines.len().saturating_sub(TOLD_FIRST);
    if more > 0 {
        let _ = writeln!(out, "{}", fill(w.and_more, &[("n", &more.to_string())]));
    }
    out + "\n"
}

/// Which engine made which trials.
fn engines_in_words(w: &Words, all: &Simulated) -> String {
    if let Some(within) = all.rows.iter().filter_map(|row| row.within).max_by(f64::total_cmp) {
        return format!("  {}\n", fill(w.audits.laws_within, &[("p", &number_format::p_value(within))]));
    }
    let mut of_engine: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in &all.rows {
        match of_engine.iter_mut().find(|(engine, _)| *engine == row.engine) {
            Some((_, methods)) if methods.contains(&row.method) => {}
            Some((_, methods)) => methods.push(row.method),
            None => of_engine.push((row.engine, vec![row.method])),
        }
    }
    let each = of_engine.iter().map(|(engine, methods)| format!("{engine} ({})", methods.join(", ")));
    let engines = each.collect::<Vec<_>>().join(w.audits.and_engine);
    let mut out = format!("  {}\n", fill(w.audits.by_engines, &[("engines", &engines)]));
    if !all.apart.is_empty() {
        let _ = writeln!(out, "  {}", fill(w.audits.drawn_apart, &[("methods", &all.apart.join(", "))]));
    }
    out
}

/// The work of one sample for all contests.
fn together_in_words(w: &Words, together: &[TogetherRow], out: &mut String) {
    if together.is_empty() {
        return;
    }
    let a = &w.audits;
    let header =
        [a.one_sample_for_all, a.cards_mean, a.median, "90 %", "99 %", a.rounds, a.ballots_in_full, a.hours, a.cost];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let whole = |x: f64| grouped(libm::round(x) as i64);
    for row in together {
        let [median, most, nearly_all] = [2, 4, 6].map(|at| whole(row.cards.quantiles[at]));
        rows.push(vec![
            row.method.clone(),
            whole(row.cards.mean),
            median,
            most,
            nearly_all,
            format!("{:.1}", row.rounds.mean),
            whole(row.ballots.mean),
            whole(row.all_hours.mean),
            format!("${}", whole(row.all_cost.mean)),
        ]);
    }
    out.push_str(&table(rows, 1..9));
    let _ = writeln!(out, "  {}\n", a.on_top);
}

fn simulated_row(w: &Words, all: &Simulated, row: &TrialsRow) -> Vec<String> {
    let whole = |x: f64| grouped(libm::round(x) as i64);
    let (wrong, interval) = if row.reported_right {
        ("–".to_owned(), String::new())
    } else {
        (often(w, row.confirmed_wrong), from_to(w, row.confirmed_wrong.interval95()))
    };
    vec![
        all.contests[row.contest].title.clone(),
        if row.reported_right { w.audits.right } else { w.audits.wrong }.to_owned(),
        row.method.to_owned(),
        whole(row.cards.mean),
        whole(row.cards.quantiles[2]),
        whole(row.cards.quantiles[4]),
        whole(row.cards.quantiles[6]),
        format!("{:.1}", row.rounds.mean),
        whole(row.hours.mean),
        format!("${}", whole(row.cost.mean)),
        often(w, row.noticed),
        often(w, row.confirmed),
        often(w, row.full_hand_count),
        often(w, row.measured_only),
        wrong,
        interval,
    ]
}

/// "13 of 20" if trials are few, else percent.
fn often(w: &Words, share: Frequency) -> String {
    if share.within.is_some() || share.of >= IN_PERCENT {
        return percent(share);
    }
    fill(w.audits.of_n, &[("hits", &share.hits.to_string()), ("n", &share.of.to_string())])
}

fn percent(share: Frequency) -> String {
    format!("{} %", number_format::percent(share.fraction(), 2))
}
