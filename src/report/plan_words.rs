//! Phrases of a plan's advice and notes: costs and their sources, deadlines, numbers of rehearsals.

use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{AuditWay, Basis, Outlook, Plan};

/// "1 rehearsal", "20 rehearsals".
pub(super) fn rehearsals(w: &Words, n: u64) -> String {
    if n == 1 { w.plan.one_rehearsal.to_owned() } else { fill(w.plan.rehearsals, &[("n", &grouped(n as i64))]) }
}

/// The day by which an audit must be done.
pub(super) fn deadline(w: &Words, plan: &Plan) -> String {
    let date = plan.staff.calendar.and_then(|calendar| calendar.deadline).map(|date| date.to_string());
    let days = plan.staff.deadline_days.map(|n| days(w, u64::from(n)));
    match (date, days) {
        (Some(date), Some(days)) => format!("{date}, {days}"),
        (Some(date), None) => date,
        (None, days) => days.unwrap_or_default(),
    }
}

/// A way to audit all contests, as short as a method's name.
pub(super) fn way_name(w: &Words, way: &AuditWay) -> &'static str {
    match way {
        AuditWay::FullHandCount => "full_hand_count",
        AuditWay::OneSample(method) => method,
        AuditWay::EachAlone(_) => w.plan.way_each,
    }
}

/// The rows of a contest that fit, the cheapest first.
pub(super) fn by_cost(plan: &Plan, contest: usize) -> Vec<usize> {
    let of_contest = |at: &usize| plan.rows[*at].contest == contest && plan.rows[*at].misfit.is_none();
    let mut rows: Vec<usize> = (0..plan.rows.len()).filter(of_contest).collect();
    let cost = |at: usize| plan.outlook(at).map_or(f64::INFINITY, |it| it.cost.mean);
    rows.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    rows
}

/// A number without decimals.
pub(super) fn whole(x: f64) -> String {
    grouped(libm::round(x) as i64)
}

/// "1 day of work", "3 days of work".
pub(super) fn days(w: &Words, n: u64) -> String {
    if n == 1 { w.plan.one_day.to_owned() } else { fill(w.plan.within_days, &[("n", &grouped(n as i64))]) }
}

/// The source of a cost: "calculated", or the error of its mean after a number of rehearsals.
pub(super) fn basis(w: &Words, outlook: &Outlook) -> String {
    let p = &w.plan;
    let error = whole(outlook.cost.error);
    match outlook.basis {
        Basis::Distribution { .. } => p.by_distribution.to_owned(),
        Basis::Rehearsals { trials } => fill(p.by_lot, &[("error", &error), ("rehearsals", &rehearsals(w, trials))]),
        Basis::PutTogether { trials: Some(trials), .. } => {
            fill(p.by_sums, &[("error", &error), ("rehearsals", &rehearsals(w, trials))])
        }
        Basis::PutTogether { trials: None, .. } => p.by_distributions.to_owned(),
    }
}
