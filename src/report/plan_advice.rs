//! What a plan advises and rests on, in sentences: the same on a terminal and on a page.

use super::phrases::{rounded_percent, whole_percent};
use super::words::{Words, fill};
use crate::figure::grouped;
use crate::simulation::{Advice, Basis, ContestPlan, Outlook, Plan, PlanRow};

/// What is advised about one contest, the recommendation first.
pub(super) fn advice(w: &Words, plan: &Plan, it: &ContestPlan) -> Vec<String> {
    let p = &w.plan;
    let contest = plan.contests[it.contest].title.as_str();
    let Some(advice) = &it.advice else { return vec![fill(p.nothing_to_audit, &[("contest", contest)])] };
    let Some(outlook) = plan.outlook(advice.choice) else { return Vec::new() };
    let mut says = vec![if advice.in_time {
        chosen(w, plan, contest, advice, outlook)
    } else {
        none_in_time(w, plan, contest, advice, outlook)
    }];
    if !advice.ties.is_empty() {
        let names: Vec<&str> = advice.ties.iter().map(|&at| plan.rows[at].method).collect();
        says.push(fill(p.as_cheap, &[("methods", &names.join(", "))]));
    }
    if !it.reported_right {
        let full = plan.rows[advice.choice].full_count;
        let (hours, cost) = (whole(full.hours), whole(full.cost));
        let limit = rounded_percent(1.0 - plan.risk_limit);
        says.push(fill(p.report_is_wrong, &[("limit", &limit), ("hours", &hours), ("cost", &cost)]));
    }
    says
}

/// The cheapest that is done in time.
fn chosen(w: &Words, plan: &Plan, contest: &str, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let row = &plan.rows[advice.choice];
    let when = outlook.in_time.map_or_else(String::new, |chance| {
        fill(p.done_by, &[("deadline", &deadline(w, plan)), ("chance", &whole_percent(chance))])
    });
    let (cost, by) = (whole(outlook.cost.mean), basis(w, outlook));
    let gaps =
        [("contest", contest), ("method", row.method), ("cost", cost.as_str()), ("by", &by), ("when", when.as_str())];
    if row.method != "full_hand_count" {
        return fill(p.advised, &gaps);
    }
    let cheaper = plan.rows.iter().enumerate().any(|(at, other)| {
        let is_cheaper = |it: &Outlook| it.cost.mean < outlook.cost.mean;
        other.contest == row.contest
            && other.lawful
            && other.misfit.is_none()
            && plan.outlook(at).is_some_and(is_cheaper)
    });
    fill(p.count_all, &gaps) + if cheaper { p.no_sample_in_time } else { p.no_sample }
}

/// What is cheapest, and how many boards it takes, where nothing is done in time.
fn none_in_time(w: &Words, plan: &Plan, contest: &str, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let boards = |n: u32| fill(if n == 1 { p.one_board } else { p.boards }, &[("n", &n.to_string())]);
    let method = plan.rows[advice.choice].method;
    let enough = outlook.boards.map_or_else(|| p.no_boards.to_owned(), |n| fill(p.enough, &[("boards", &boards(n))]));
    let gaps = [
        ("contest", contest),
        ("deadline", &deadline(w, plan)),
        ("boards", &boards(plan.staff.boards)),
        ("method", method),
        ("cost", &whole(outlook.cost.mean)),
        ("by", &basis(w, outlook)),
        ("enough", &enough),
    ];
    let mut says = fill(p.none_in_time, &gaps);
    let fewest =
        advice.fewest_boards.filter(|(at, n)| *at != advice.choice && outlook.boards.is_none_or(|own| *n < own));
    if let Some((at, n)) = fewest {
        let cost = plan.outlook(at).map_or(0.0, |it| it.cost.mean);
        let gaps = [("method", plan.rows[at].method), ("boards", &boards(n)), ("cost", &whole(cost))];
        says += &fill(p.fewest_boards, &gaps);
    }
    says + p.must_decide
}

/// What a number rests on.
pub(super) fn basis(w: &Words, outlook: &Outlook) -> String {
    match outlook.basis {
        Basis::Law { .. } => w.plan.by_law.to_owned(),
        Basis::Rehearsals { trials } => {
            fill(w.plan.by_lot, &[("error", &whole(outlook.cost.error)), ("n", &whole(trials as f64))])
        }
    }
}

/// The day by which an audit must be done.
fn deadline(w: &Words, plan: &Plan) -> String {
    let date = plan.staff.calendar.and_then(|calendar| calendar.deadline).map(|date| date.to_string());
    let days = plan.staff.deadline_days.map(|days| fill(w.plan.within_days, &[("n", &days.to_string())]));
    match (date, days) {
        (Some(date), Some(days)) => format!("{date}, {days}"),
        (Some(date), None) => date,
        (None, days) => days.unwrap_or_default(),
    }
}

/// What all numbers rest on.
pub(super) fn terms(w: &Words, plan: &Plan) -> Vec<String> {
    let p = &w.plan;
    let staff = &plan.staff;
    let late = deadline(w, plan);
    let late = if late.is_empty() { late } else { fill(p.until, &[("deadline", &late)]) };
    let gaps = [
        ("people", staff.people_per_board.to_string()),
        ("boards", staff.boards.to_string()),
        ("hours", staff.hours_per_day.to_string()),
        ("deadline", late),
    ];
    let mut says = vec![fill(p.staff, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))];
    says.push(p.what_clean.to_owned());
    says.push(if plan.without_errors { p.no_errors.to_owned() } else { fill(p.what_errors, &[("care", plan.care)]) });
    let rates = plan.expected;
    let told = [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)];
    let told = told.into_iter().filter(|(_, rate)| *rate > 0.0);
    let told: Vec<String> = told.map(|(kind, rate)| format!("{kind} {}", rounded_percent(rate))).collect();
    if !told.is_empty() {
        says.push(fill(p.discrepancies, &[("list", &told.join(", "))]));
    }
    says.push(p.columns.to_owned());
    says.push(p.as_plurality.to_owned());
    if plan.asked.is_empty() {
        says.push(p.see_all.to_owned());
    }
    says
}

/// The methods that fit a contest, the cheapest first.
pub(super) fn by_cost(plan: &Plan, contest: usize) -> Vec<usize> {
    let of_contest = |at: &usize| plan.rows[*at].contest == contest && plan.rows[*at].misfit.is_none();
    let mut rows: Vec<usize> = (0..plan.rows.len()).filter(of_contest).collect();
    let cost = |at: usize| plan.outlook(at).map_or(f64::INFINITY, |it| it.cost.mean);
    rows.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    rows
}

/// What stands beside a contest's table: what numbers rest on, what a first round is, what does not fit.
pub(super) fn notes(w: &Words, plan: &Plan, contest: usize) -> Vec<String> {
    let p = &w.plan;
    let rows: Vec<usize> = by_cost(plan, contest);
    let mut says = Vec::new();
    let drawn = |it: &Outlook| matches!(it.basis, Basis::Rehearsals { .. }).then_some(it.cost.error);
    let by_lot = |at: &usize| {
        let row = &plan.rows[*at];
        let error = plan.outlook(*at).and_then(drawn);
        let any = [&row.if_nothing_wrong, &row.with_errors].into_iter().flatten().find_map(drawn);
        error.or(any).map(|error| fill(p.off_by, &[("method", row.method), ("error", &whole(error))]))
    };
    let lots: Vec<String> = rows.iter().filter_map(by_lot).collect();
    if lots.is_empty() {
        says.push(p.all_by_laws.to_owned());
    } else {
        let gaps = [("n", grouped(plan.trials as i64)), ("methods", lots.join(", "))];
        let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
        says.push(fill(if lots.len() == rows.len() { p.all_by_lot } else { p.some_by_lot }, &gaps));
    }
    if rows.iter().any(|&at| !plan.rows[at].lawful) {
        says.push(p.no_limit.to_owned());
    }
    for &at in &rows {
        says.extend(first_round(w, &plan.rows[at]));
    }
    let mut misfits: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in plan.rows.iter().filter(|row| row.contest == contest) {
        let Some(why) = row.misfit.as_deref() else { continue };
        match misfits.iter_mut().find(|(known, _)| *known == why) {
            Some((_, methods)) => methods.push(row.method),
            None => misfits.push((why, vec![row.method])),
        }
    }
    for (why, methods) in misfits {
        says.push(fill(p.does_not_fit, &[("methods", &methods.join(", ")), ("why", &w.tell(why))]));
    }
    says
}

/// What the first round of a method asks for.
fn first_round(w: &Words, row: &PlanRow) -> Option<String> {
    if row.draws == 0 {
        return None;
    }
    let p = &w.plan;
    let (draws, cards) = (grouped(row.draws as i64), grouped(row.cards as i64));
    let batches = row.batches.map(|n| grouped(n as i64));
    let why = w.tell(&row.why);
    let gaps = [
        ("method", row.method),
        ("draws", draws.as_str()),
        ("cards", cards.as_str()),
        ("batches", batches.as_deref().unwrap_or_default()),
        ("why", why.as_str()),
    ];
    let says = match row.batches {
        Some(_) => p.first_batches,
        None if row.draws == row.cards => p.first_cards,
        None => p.first_draws,
    };
    Some(fill(says, &gaps))
}

/// A number without decimals.
pub(super) fn whole(x: f64) -> String {
    grouped(libm::round(x) as i64)
}
