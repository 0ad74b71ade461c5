//! The first lines of a sweep in words; their content is decided in `simulation::headline`.

use super::phrases::rounded_percent;
use super::sweep_json::SweepHead;
#[cfg(feature = "cli")]
use super::words::Language;
use super::words::{Text, Words, fill};
use crate::number_format::{grouped, percent};
use crate::simulation::headline::{SweepHeadline, WorstRow};

/// The result of a sweep: where the report is wrong, which methods confirmed it, and whether risk limits were kept.
pub(super) fn sweep_says(w: &Words, head: &SweepHead, of: &SweepHeadline) -> Vec<String> {
    let s = &w.sweep;
    let n = |n: u64| grouped(n as i64);
    let counted = |says: Text, rows: u64| (rows > 0).then(|| fill(says, &[("n", &n(rows))]));
    let beside = [
        (s.rows_measured_right, of.right_measured_only),
        (s.rows_miscounted, of.miscounted),
        (s.uncontested, of.uncontested),
    ];
    let beside: Vec<String> = beside.into_iter().filter_map(|(says, rows)| counted(says, rows)).collect();
    let beside = Some(beside.join(" ")).filter(|says| !says.is_empty());
    if of.wrong == 0 {
        return std::iter::once(fill(s.never_wrong, &[("all", &n(of.rows))])).chain(beside).collect();
    }
    let stands = counted(s.rows_measured_wrong, of.wrong_measured_only);
    let wrong = fill(s.wrong_cells, &[("n", &n(of.wrong)), ("all", &n(of.rows))]);
    let confirmed = match &of.worst {
        None => s.nobody_confirmed_anywhere.to_owned(),
        Some(worst) => fill(s.confirmed_in, &[("n", &n(of.confirmed_wrong)), ("worst", &in_row(w, head, worst))]),
    };
    let limits = match &of.worst_limiting {
        _ if of.limiting == 0 => s.none_limits_there.to_owned(),
        None => s.wrong_nowhere.to_owned(),
        Some(worst) => {
            let limit = worst.limit.map(rounded_percent).unwrap_or_default();
            fill(s.wrong_worst, &[("worst", &in_row(w, head, worst)), ("limit", &limit)])
        }
    };
    let kept = match of.above_limit {
        _ if of.limiting == 0 => None,
        0 => Some(s.kept_promise.to_owned()),
        above => Some(fill(s.broken_promise, &[("n", &n(above))])),
    };
    let promises = std::iter::once(limits).chain(kept).collect::<Vec<_>>().join(" ");
    let first = [wrong, confirmed].into_iter().chain(stands).collect::<Vec<_>>().join(" ");
    [first, promises].into_iter().chain(beside).collect()
}

fn in_row(w: &Words, head: &SweepHead, worst: &WorstRow) -> String {
    let more = worst.as_often - 1;
    let as_often = if more > 0 { fill(w.sweep.as_often_rows, &[("n", &grouped(more as i64))]) } else { String::new() };
    let gaps = [
        ("method", worst.method.as_str()),
        ("hits", &grouped(libm::round(worst.share * worst.trials as f64) as i64)),
        ("n", &grouped(worst.trials as i64)),
        ("share", &format!("{} %", percent(worst.share, 2))),
        ("contest", &worst.contest),
        ("cell", &worst.cell.to_string()),
        ("settings", &head.in_cell(worst.cell)),
        ("as_often", &as_often),
    ];
    fill(if worst.trials > 0 { w.sweep.worst_row } else { w.sweep.worst_row_law }, &gaps)
}

/// The first lines of a sweep on a terminal.
#[cfg(feature = "cli")]
pub fn swept_in_words(head: &SweepHead, of: &SweepHeadline, language: &Language) -> String {
    sweep_says(language.words, head, of).into_iter().map(|line| line + "\n").collect()
}
