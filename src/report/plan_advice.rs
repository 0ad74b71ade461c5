//! What a plan advises and rests on, in sentences: the same on a terminal and on a page.

use super::phrases::{rounded_percent, whole_percent};
use super::words::{Words, fill};
use crate::audit::CostBasis;
use crate::figure::grouped;
use crate::simulation::{Advice, Basis, ContestPlan, Outlook, Plan, PlanRow, Way};

/// What is advised about one contest, the recommendation first.
pub(super) fn advice(w: &Words, plan: &Plan, it: &ContestPlan) -> Vec<String> {
    let p = &w.plan;
    let contest = plan.contests[it.contest].title.as_str();
    let Some(advice) = &it.advice else { return vec![fill(p.nothing_to_audit, &[("contest", contest)])] };
    let lawful = |at: &usize| {
        let row = &plan.rows[*at];
        row.contest == it.contest && row.lawful && row.misfit.is_none()
    };
    let list = Listed {
        of: contest,
        outlook: &|at| plan.outlook(at),
        name: &|at| {
            let method = plan.rows[at].method;
            if is_full(method) { p.full_count.to_owned() } else { method.to_owned() }
        },
        counts_all: &|at| is_full(plan.rows[at].method),
        all: (0..plan.rows.len()).filter(lawful).collect(),
    };
    let mut says = told(w, plan, advice, &list);
    if !it.reported_right {
        let full = plan.rows[advice.choice].full_count;
        let (hours, cost) = (whole(full.hours), whole(full.cost));
        let limit = rounded_percent(1.0 - plan.risk_limit);
        says.push(fill(p.report_is_wrong, &[("limit", &limit), ("hours", &hours), ("cost", &cost)]));
    }
    says
}

/// What is advised for all contests together; nothing where there is one.
pub(super) fn advice_for_all(w: &Words, plan: &Plan) -> Vec<String> {
    let p = &w.plan;
    let Some(together) = &plan.together else { return Vec::new() };
    let Some(advice) = &together.advice else { return Vec::new() };
    let n = plan.audited.iter().filter(|it| it.contested).count();
    let list = Listed {
        of: &fill(p.all_contests, &[("n", &n.to_string())]),
        outlook: &|at| together.outlook(at),
        name: &|at| way(w, plan, &together.ways[at].way),
        counts_all: &|at| together.ways[at].way == Way::FullHandCount,
        all: (0..together.ways.len()).collect(),
    };
    told(w, plan, advice, &list)
}

/// A way to audit all contests, in words.
fn way(w: &Words, plan: &Plan, way: &Way) -> String {
    let p = &w.plan;
    match way {
        Way::FullHandCount => p.full_count_of_all.to_owned(),
        Way::OneSample(method) => fill(p.one_sample_by, &[("method", method)]),
        Way::EachAlone(rows) => {
            let mut methods: Vec<(&str, Vec<&str>)> = Vec::new();
            for row in rows.iter().map(|&at| &plan.rows[at]) {
                let title = plan.contests[row.contest].title.as_str();
                match methods.iter_mut().find(|(method, _)| *method == row.method) {
                    Some((_, contests)) => contests.push(title),
                    None => methods.push((row.method, vec![title])),
                }
            }
            let by = |(method, contests): &(&str, Vec<&str>)| {
                let method = if is_full(method) { p.one_pass } else { method };
                let list = if contests.len() > MOST_NAMED {
                    fill(p.so_many_contests, &[("n", &contests.len().to_string())])
                } else {
                    contests.join(", ")
                };
                fill(p.method_for, &[("method", method), ("contests", &list)])
            };
            fill(p.each_alone, &[("list", &methods.iter().map(by).collect::<Vec<_>>().join("; "))])
        }
    }
}

/// Contests of one method that are named one by one.
const MOST_NAMED: usize = 6;

fn is_full(method: &str) -> bool {
    method == "full_hand_count"
}

/// Audits of which one is advised, by their places.
struct Listed<'l> {
    /// What they are audits of.
    of: &'l str,
    outlook: &'l dyn Fn(usize) -> Option<&'l Outlook>,
    name: &'l dyn Fn(usize) -> String,
    counts_all: &'l dyn Fn(usize) -> bool,
    all: Vec<usize>,
}

/// The advice, and what is as cheap.
fn told(w: &Words, plan: &Plan, advice: &Advice, list: &Listed<'_>) -> Vec<String> {
    let Some(outlook) = (list.outlook)(advice.choice) else { return Vec::new() };
    let mut says = if advice.in_time {
        chosen(w, plan, list, advice, outlook)
    } else {
        none_in_time(w, plan, list, advice, outlook)
    };
    if !advice.ties.is_empty() {
        let names: Vec<String> = advice.ties.iter().map(|&at| (list.name)(at)).collect();
        says = says + " " + &fill(w.plan.as_cheap, &[("methods", &names.join(", "))]);
    }
    vec![says]
}

/// The cheapest that is done in time.
fn chosen(w: &Words, plan: &Plan, list: &Listed<'_>, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let when = outlook.in_time.map_or_else(String::new, |chance| {
        fill(p.done_by, &[("deadline", &deadline(w, plan)), ("chance", &whole_percent(chance))])
    });
    let (cost, by, name) = (whole(outlook.cost.mean), basis(w, outlook), (list.name)(advice.choice));
    let gaps = [
        ("contest", list.of),
        ("method", name.as_str()),
        ("cost", cost.as_str()),
        ("by", &by),
        ("when", when.as_str()),
    ];
    let cheaper =
        list.all.iter().any(|&at| (list.outlook)(at).is_some_and(|it| it.cost.mean < outlook.cost.mean - 0.5));
    if (list.counts_all)(advice.choice) {
        fill(p.count_all, &gaps) + if cheaper { p.no_sample_in_time } else { p.no_sample }
    } else {
        fill(p.advised, &gaps) + if cheaper { p.no_cheaper_in_time } else { "" }
    }
}

/// What is cheapest, and how many boards it takes, where nothing is done in time.
fn none_in_time(w: &Words, plan: &Plan, list: &Listed<'_>, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let boards = |n: u32| fill(if n == 1 { p.one_board } else { p.boards }, &[("n", &n.to_string())]);
    let enough = outlook.boards.map_or_else(|| p.no_boards.to_owned(), |n| fill(p.enough, &[("boards", &boards(n))]));
    let gaps = [
        ("contest", list.of),
        ("deadline", &deadline(w, plan)),
        ("boards", &boards(plan.staff.boards)),
        ("method", &(list.name)(advice.choice)),
        ("cost", &whole(outlook.cost.mean)),
        ("by", &basis(w, outlook)),
        ("enough", &enough),
    ];
    let mut says = fill(p.none_in_time, &gaps);
    let fewer = |(at, n): &(usize, u32)| *at != advice.choice && outlook.boards.is_none_or(|own| *n < own);
    if let Some((at, n)) = advice.fewest_boards.filter(fewer) {
        let cost = (list.outlook)(at).map_or(0.0, |it| it.cost.mean);
        let gaps = [("method", &(list.name)(at)[..]), ("boards", &boards(n)), ("cost", &whole(cost))];
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
    if let Some(clock) = plan.clock {
        let gaps = [
            ("dollars", format!("{:.2}", clock.dollars_per_hour)),
            ("card", format!("{:.1}", clock.minutes_per_card)),
            ("handling", format!("{:.2}", clock.tally.handling)),
            ("reading", format!("{:.2}", clock.tally.reading)),
        ];
        let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
        says.push(
            fill(if clock.basis == CostBasis::Wages { p.wages } else { p.all_in }, &gaps) + &fill(p.paces, &gaps),
        );
    }
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
    let drawn = |it: &&Outlook| is_drawn(it);
    let by_lot = |at: &usize| {
        let row = &plan.rows[*at];
        let outlook = [plan.outlook(*at), row.if_nothing_wrong.as_ref()].into_iter().flatten().find(drawn)?;
        Some(fill(p.off_by, &[("method", row.method), ("error", &whole(outlook.cost.error))]))
    };
    let lots: Vec<String> = rows.iter().filter_map(by_lot).collect();
    says.push(rests_on(w, plan, &lots));
    if rows.iter().any(|&at| !plan.rows[at].lawful) {
        says.push(p.no_limit.to_owned());
    }
    says.extend(rows.iter().filter_map(|&at| first_round(w, &plan.rows[at])));
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

/// Whether it was rehearsed.
pub(super) fn is_drawn(it: &Outlook) -> bool {
    matches!(it.basis, Basis::Rehearsals { .. })
}

/// What the numbers of a table rest on: laws, or rehearsals for these methods.
fn rests_on(w: &Words, plan: &Plan, lots: &[String]) -> String {
    if lots.is_empty() {
        return w.plan.all_by_laws.to_owned();
    }
    let gaps = [("n", grouped(plan.trials as i64)), ("methods", lots.join(", "))];
    fill(w.plan.some_by_lot, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// What stands beside the table of all contests together.
pub(super) fn notes_for_all(w: &Words, plan: &Plan) -> Vec<String> {
    let Some(together) = &plan.together else { return Vec::new() };
    let by_lot = |at: usize| {
        let outlook = together.outlook(at).filter(|it| is_drawn(it))?;
        Some(fill(
            w.plan.off_by,
            &[("method", way_name(&together.ways[at].way)), ("error", &whole(outlook.cost.error))],
        ))
    };
    let lots: Vec<String> = (0..together.ways.len()).filter_map(by_lot).collect();
    vec![w.plan.together_rows.to_owned(), rests_on(w, plan, &lots)]
}

/// A way to audit all contests, as short as a method's name.
pub(super) fn way_name(way: &Way) -> &'static str {
    match way {
        Way::FullHandCount => "full_hand_count",
        Way::OneSample(method) => method,
        Way::EachAlone(_) => "each_alone",
    }
}

/// The ways to audit all contests, the cheapest first.
pub(super) fn ways_by_cost(plan: &Plan) -> Vec<usize> {
    let Some(together) = &plan.together else { return Vec::new() };
    let mut ways: Vec<usize> = (0..together.ways.len()).collect();
    let cost = |at: usize| together.outlook(at).map_or(f64::INFINITY, |it| it.cost.mean);
    ways.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    ways
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
