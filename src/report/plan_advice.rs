//! The advice of a plan as sentences, the same on a terminal and on a page.

use super::other_rule::other_rule_in;
use super::phrases::{rounded_percent, whole_percent};
use super::plan_words::{basis, days, deadline, rehearsals, way_name, whole};
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{Advice, AuditWay, Basis, ContestPlan, Outlook, Plan};

/// The advice about one contest, the recommendation first.
pub(super) fn advice(w: &Words, plan: &Plan, it: &ContestPlan) -> Vec<String> {
    let p = &w.plan;
    let contest = plan.contests[it.contest].title.as_str();
    if it.contested && it.opportunistic {
        return vec![measured(w, plan, it)];
    }
    let Some(advice) = &it.advice else { return vec![fill(p.nothing_to_audit, &[("contest", contest)])] };
    let lawful = |at: &usize| {
        let row = &plan.rows[*at];
        row.contest == it.contest && row.lawful && row.misfit.is_none()
    };
    let list = AdvisedAudits {
        of: contest,
        outlook: &|at| plan.outlook(at),
        name: &|at| {
            let method = plan.rows[at].method;
            if is_full(method) { p.full_by_hand.to_owned() } else { method.to_owned() }
        },
        counts_all: &|at| is_full(plan.rows[at].method),
        all: (0..plan.rows.len()).filter(lawful).collect(),
    };
    let mut says = advised(w, plan, advice, &list);
    if !it.reported_right {
        let full = plan.rows[advice.choice].full_count;
        let (hours, cost) = (whole(full.hours), whole(full.cost));
        let limit = rounded_percent(1.0 - plan.risk_limit);
        says.push(fill(p.report_is_wrong, &[("limit", &limit), ("hours", &hours), ("cost", &cost)]));
    }
    says
}

/// The advice for all contests together; empty if there is one contest.
pub(super) fn advice_for_all(w: &Words, plan: &Plan) -> Vec<String> {
    let p = &w.plan;
    let Some(together) = &plan.together else { return Vec::new() };
    let Some(advice) = &together.advice else { return Vec::new() };
    let n = plan.audited.iter().filter(|it| it.is_bound()).count();
    let measured = plan.audited.iter().any(|it| it.contested && it.opportunistic);
    let of = if measured { p.all_bound_contests } else { p.all_together };
    let list = AdvisedAudits {
        of: &fill(of, &[("n", &n.to_string())]),
        outlook: &|at| together.outlook(at),
        name: &|at| way(w, plan, &together.ways[at].way),
        counts_all: &|at| together.ways[at].way == AuditWay::FullHandCount,
        all: (0..together.ways.len()).collect(),
    };
    let mut says: Vec<String> = other_rules(w, plan).into_iter().collect();
    let mut of_all = advised(w, plan, advice, &list);
    if !together.reported_right {
        of_all.push(p.some_report_is_wrong.to_owned());
        let as_it_is = together.ways[advice.choice].with_errors.as_ref();
        of_all.extend(as_it_is.map(|outlook| fill(p.as_it_is, &[("cost", &cost(w, outlook))])));
    }
    says.push(of_all.join(" "));
    says
}

/// The contests whose titles name another rule than the one by which they are counted.
fn other_rules(w: &Words, plan: &Plan) -> Option<String> {
    let titles = plan.audited.iter().filter(|it| it.is_bound()).map(|it| plan.contests[it.contest].title.as_str());
    let titles: Vec<&str> = titles.filter(|title| other_rule_in(title).is_some()).collect();
    (!titles.is_empty()).then(|| fill(w.plan.other_rules, &[("contests", &titles.join(", "))]))
}

/// The sentences for a contest that draws no card itself.
fn measured(w: &Words, plan: &Plan, it: &ContestPlan) -> String {
    let p = &w.plan;
    let mut says = fill(p.contest_measured, &[("contest", &plan.contests[it.contest].title)]);
    let mut ways = plan.together.iter().flat_map(|together| {
        let advised = together.advice.as_ref().map(|advice| advice.choice);
        // The advised way first, else the cheapest.
        let mut ways: Vec<usize> = ways_by_cost(plan);
        ways.sort_by_key(|at| advised != Some(*at));
        ways.into_iter().map(|at| &together.ways[at])
    });
    let found = ways.find_map(|way| Some((way, way.measured.iter().find(|m| m.contest == it.contest)?)));
    if let Some((way, measured)) = found {
        let (k, all) = (grouped(measured.confirmed as i64), rehearsals(w, measured.of));
        let gaps = [("method", way_name(w, &way.way)), ("k", &k[..]), ("rehearsals", &all)];
        says = says + " " + &fill(p.measured_so_often, &gaps);
    }
    says
}

/// A way to audit all contests, in words.
fn way(w: &Words, plan: &Plan, way: &AuditWay) -> String {
    let p = &w.plan;
    match way {
        AuditWay::FullHandCount => p.full_count_of_all.to_owned(),
        AuditWay::OneSample(method) => fill(p.one_sample_by, &[("method", method)]),
        AuditWay::EachAlone(rows) => {
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

/// Audits of which one is advised, by their indices.
struct AdvisedAudits<'l> {
    /// The audited contests.
    of: &'l str,
    outlook: &'l dyn Fn(usize) -> Option<&'l Outlook>,
    name: &'l dyn Fn(usize) -> String,
    counts_all: &'l dyn Fn(usize) -> bool,
    all: Vec<usize>,
}

/// The advice, and audits that are as cheap.
fn advised(w: &Words, plan: &Plan, advice: &Advice, list: &AdvisedAudits<'_>) -> Vec<String> {
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
fn chosen(w: &Words, plan: &Plan, list: &AdvisedAudits<'_>, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let (cost, name) = (cost(w, outlook), (list.name)(advice.choice));
    let gaps = [("contest", list.of), ("method", name.as_str()), ("cost", cost.as_str())];
    let cheaper =
        list.all.iter().any(|&at| (list.outlook)(at).is_some_and(|it| it.cost.mean < outlook.cost.mean - 0.5));
    let (says, why) = if (list.counts_all)(advice.choice) {
        (
            fill(p.advised, &gaps),
            match (cheaper, plan.asked.is_empty()) {
                (true, _) => p.no_sample_in_time,
                (false, true) => p.no_sample,
                // Nothing is known about methods that are not in the options.
                (false, false) => "",
            },
        )
    } else {
        (fill(p.advised, &gaps), if cheaper { p.no_cheaper_in_time } else { "" })
    };
    let when = when(w, plan, outlook).map_or_else(String::new, |when| format!(" {when}"));
    says + &when + why
}

/// The cheapest audit, when it ends, and the number of boards it takes, if nothing is done in time.
fn none_in_time(w: &Words, plan: &Plan, list: &AdvisedAudits<'_>, advice: &Advice, outlook: &Outlook) -> String {
    let p = &w.plan;
    let enough = |n: u32| {
        if n == 1 { p.one_is_enough.to_owned() } else { fill(p.enough, &[("boards", &boards(w, n))]) }
    };
    let gaps = [
        ("contest", list.of),
        ("deadline", &deadline(w, plan)),
        ("boards", &boards(w, plan.staff.boards)),
        ("method", &(list.name)(advice.choice)),
        ("cost", &cost(w, outlook)),
    ];
    let mut says = fill(p.none_in_time, &gaps);
    says.extend(when(w, plan, outlook).map(|when| format!(" {when}")));
    says = says + " " + &outlook.boards.map_or_else(|| p.no_boards.to_owned(), enough);
    let fewer = |(at, n): &(usize, u32)| *at != advice.choice && outlook.boards.is_none_or(|own| *n < own);
    if let Some((at, n)) = advice.fewest_boards.filter(fewer) {
        let cost = (list.outlook)(at).map_or(0.0, |it| it.cost.mean);
        let gaps = [("method", &(list.name)(at)[..]), ("boards", &boards(w, n)), ("cost", &whole(cost))];
        says += &fill(p.fewest_boards, &gaps);
    }
    says + p.must_decide
}

/// The cost, as a mean if audits differ, and its source.
fn cost(w: &Words, outlook: &Outlook) -> String {
    let says = if outlook.is_certain() { w.plan.costs_surely } else { w.plan.costs_on_average };
    fill(says, &[("cost", &whole(outlook.cost.mean)), ("by", &basis(w, outlook))])
}

/// When the boards would be done, and with what probability by the deadline; `None` if neither a first day nor a
/// deadline is given.
fn when(w: &Words, plan: &Plan, outlook: &Outlook) -> Option<String> {
    let (p, staff) = (&w.plan, &plan.staff);
    let late = deadline(w, plan);
    if staff.calendar.is_none() && late.is_empty() {
        return None;
    }
    let spent = staff.days(outlook.hours.most);
    let date = staff
        .calendar
        .map(|calendar| calendar.finishes(spent).map_or_else(|| w.after_all_years.to_owned(), |date| date.to_string()));
    let certain = outlook.is_certain();
    let says = match (&date, certain) {
        (Some(_), true) => p.ends_on,
        (Some(_), false) => p.ends_by,
        (None, true) => p.takes,
        (None, false) => p.takes_most,
    };
    let gaps = [
        ("boards", &boards(w, staff.boards)[..]),
        ("date", date.as_deref().unwrap_or_default()),
        ("days", &days(w, spent)),
    ];
    let mut says = fill(says, &gaps);
    if let Some(chance) = outlook.in_time {
        let met = if certain { String::new() } else { met(w, outlook, chance) };
        says.push_str(&fill(p.against, &[("deadline", &late), ("met", &met)]));
    }
    Some(says + ".")
}

/// The probability of meeting the deadline, or how many rehearsals did.
fn met(w: &Words, outlook: &Outlook, chance: f64) -> String {
    let p = &w.plan;
    match outlook.basis {
        Basis::Distribution { .. } => fill(p.met_by_law, &[("chance", &whole_percent(chance))]),
        Basis::Rehearsals { trials } => {
            fill(p.met_in, &[("k", &so_often(chance, trials)), ("rehearsals", &rehearsals(w, trials))])
        }
        Basis::PutTogether { .. } if chance <= 0.0 => p.never_met.to_owned(),
        Basis::PutTogether { .. } => fill(p.met_about, &[("chance", &whole_percent(chance))]),
    }
}

/// A share as the table shows it: a number of rehearsals, else in percent.
pub(super) fn share(outlook: &Outlook, share: f64) -> String {
    match outlook.basis {
        Basis::Rehearsals { trials } => format!("{}/{}", so_often(share, trials), grouped(trials as i64)),
        Basis::Distribution { .. } | Basis::PutTogether { .. } => whole_percent(share),
    }
}

/// The number of rehearsals for a share.
fn so_often(share: f64, trials: u64) -> String {
    whole(share * trials as f64)
}

/// "1 board", "3 boards".
fn boards(w: &Words, n: u32) -> String {
    if n == 1 { w.plan.one_board.to_owned() } else { fill(w.plan.boards, &[("n", &grouped(i64::from(n)))]) }
}

/// The criterion of the choice.
pub(super) fn chosen_by(w: &Words, plan: &Plan) -> Option<String> {
    let p = &w.plan;
    let bound = || plan.audited.iter().filter(|it| it.is_bound());
    let says = match (bound().all(|it| it.reported_right), plan.without_errors) {
        (_, true) => p.chosen,
        (true, false) => p.chosen_with_errors,
        (false, false) => p.chosen_as_reported,
    };
    let advised = plan.audited.iter().filter_map(|it| it.advice.as_ref());
    let advised = advised.chain(plan.together.iter().filter_map(|together| together.advice.as_ref()));
    let in_time = match (deadline(w, plan).is_empty(), advised.into_iter().all(|advice| advice.in_time)) {
        (true, _) => "",
        (false, true) => p.chosen_in_time,
        (false, false) => p.chosen_late,
    };
    bound().next().map(|_| fill(says, &[("in_time", in_time)]))
}

/// The ways to audit all contests, the cheapest first.
pub(super) fn ways_by_cost(plan: &Plan) -> Vec<usize> {
    let Some(together) = &plan.together else { return Vec::new() };
    let mut ways: Vec<usize> = (0..together.ways.len()).collect();
    let cost = |at: usize| together.outlook(at).map_or(f64::INFINITY, |it| it.cost.mean);
    ways.sort_by(|&a, &b| cost(a).total_cmp(&cost(b)));
    ways
}
