//! Notes on the tables of a plan: sources of numbers, first rounds, and methods that do not fit.

use super::phrases::{paces, rounded_percent};
use super::plan_words::{basis, by_cost, deadline, way_name, whole};
use super::words::{Words, fill};
use crate::audit::Needs;
use crate::number_format::grouped;
use crate::reason::Reason;
use crate::simulation::{Basis, ContestPlan, Outlook, Plan, PlanRow};

/// Notes on all numbers.
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
    let of_days = |weekends: bool| if weekends { p.every_day } else { p.workdays };
    says.extend(staff.calendar.map(|calendar| of_days(calendar.weekends).to_owned()));
    says.extend(records_kept(w, plan));
    says.extend(plan.clock.as_ref().map(|clock| paces(w, clock)));
    says.push(p.what_clean.to_owned());
    if plan.without_errors {
        says.push(p.no_errors.to_owned());
    } else {
        says.push(fill(p.what_errors, &[("care", plan.care)]));
    }
    let rates = plan.expected;
    let rates = [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)];
    let rates = rates.into_iter().filter(|(_, rate)| *rate > 0.0);
    let rates: Vec<String> = rates.map(|(kind, rate)| format!("{kind} {}", rounded_percent(rate))).collect();
    if !rates.is_empty() {
        says.push(fill(p.discrepancies, &[("list", &rates.join(", "))]));
    }
    says.push(p.columns.to_owned());
    if plan.staff.calendar.is_some() {
        says.push(p.column_ends.to_owned());
    }
    says.push(p.as_plurality.to_owned());
    if plan.asked.is_empty() {
        says.push(p.see_all.to_owned());
    }
    says
}

/// The suitable methods that need a record of every card, as a note that the scenario alone says whether there are any.
fn records_kept(w: &Words, plan: &Plan) -> Option<String> {
    let needs = |name: &str| plan.registry.method(name).is_some_and(|method| method.needs() == Needs::CastVoteRecords);
    let mut methods: Vec<&str> = Vec::new();
    for row in plan.rows.iter().filter(|row| row.misfit.is_none() && needs(row.method)) {
        if !methods.contains(&row.method) {
            methods.push(row.method);
        }
    }
    (!methods.is_empty()).then(|| fill(w.plan.records_kept, &[("methods", &methods.join(", "))]))
}

/// The notes on a contest's table.
pub(super) fn notes(w: &Words, plan: &Plan, it: &ContestPlan) -> Vec<String> {
    let p = &w.plan;
    let rows: Vec<usize> = by_cost(plan, it.contest);
    let mut says: Vec<String> = Vec::new();
    let all = |at: &usize| {
        let row = &plan.rows[*at];
        (row.method.to_owned(), [row.if_nothing_wrong.as_ref(), row.with_errors.as_ref()])
    };
    let list: Vec<(String, [Option<&Outlook>; 2])> = rows.iter().map(all).collect();
    says.extend(rests_on(w, &list));
    says.extend(counted_twice(w, &list, it.ballots));
    says.extend(unknown(w, &list));
    if rows.iter().any(|&at| !plan.rows[at].lawful) {
        says.push(p.no_limit.to_owned());
    }
    says.extend(rows.iter().filter_map(|&at| first_round(w, &plan.rows[at])));
    let mut misfits: Vec<(&Reason, Vec<&str>)> = Vec::new();
    for row in plan.rows.iter().filter(|row| row.contest == it.contest) {
        let Some(why) = row.misfit.as_ref() else { continue };
        match misfits.iter_mut().find(|(known, _)| *known == why) {
            Some((_, methods)) => methods.push(row.method),
            None => misfits.push((why, vec![row.method])),
        }
    }
    for (why, methods) in misfits {
        says.push(fill(p.does_not_fit, &[("methods", &methods.join(", ")), ("why", &w.reason(why))]));
    }
    says
}

/// The notes on the table of all contests together.
pub(super) fn notes_for_all(w: &Words, plan: &Plan) -> Vec<String> {
    let Some(together) = &plan.together else { return Vec::new() };
    let all = together
        .ways
        .iter()
        .map(|it| (way_name(w, &it.way).to_owned(), [it.if_nothing_wrong.as_ref(), it.with_errors.as_ref()]));
    let list: Vec<(String, [Option<&Outlook>; 2])> = all.collect();
    let mut says = vec![w.plan.together_rows.to_owned()];
    says.extend(rests_on(w, &list));
    says.extend(unknown(w, &list));
    says
}

/// Whether it was simulated.
pub(super) fn is_drawn(it: &Outlook) -> bool {
    !matches!(it.basis, Basis::Distribution { .. })
}

/// The sources of the numbers in a table: calculated, or rehearsed for these methods.
fn rests_on(w: &Words, list: &[(String, [Option<&Outlook>; 2])]) -> Vec<String> {
    let p = &w.plan;
    let drawn = |(name, both): &(String, [Option<&Outlook>; 2])| {
        let it = both.iter().rev().flatten().find(|it| is_drawn(it))?;
        Some(format!("{name} {}", basis(w, it)))
    };
    let lots: Vec<String> = list.iter().filter_map(drawn).collect();
    if lots.is_empty() {
        vec![p.all_by_laws.to_owned()]
    } else {
        vec![fill(p.some_by_lot, &[("methods", &lots.join("; "))])]
    }
}

/// The methods that tally a sample and then count everything, some of it twice.
fn counted_twice(w: &Words, list: &[(String, [Option<&Outlook>; 2])], ballots: u64) -> Option<String> {
    let twice = |(name, both): &(String, [Option<&Outlook>; 2])| {
        let sample = both.iter().rev().flatten().find_map(|it| it.counted_twice(ballots))?;
        Some(fill(w.plan.twice_of, &[("method", name), ("n", &whole(sample))]))
    };
    let methods: Vec<String> = list.iter().filter_map(twice).collect();
    let gaps = [("list", &methods.join("; ")[..]), ("all", &grouped(ballots as i64))];
    (!methods.is_empty()).then(|| fill(w.plan.counted_twice, &gaps))
}

/// The rows without numbers, and why.
fn unknown(w: &Words, list: &[(String, [Option<&Outlook>; 2])]) -> Option<String> {
    let methods: Vec<&str> = list.iter().filter(|it| it.1.contains(&None)).map(|it| it.0.as_str()).collect();
    (!methods.is_empty()).then(|| fill(w.plan.unknown, &[("methods", &methods.join(", "))]))
}

/// The first round of a method.
fn first_round(w: &Words, row: &PlanRow) -> Option<String> {
    if row.draws == 0 {
        return None;
    }
    let p = &w.plan;
    let n = |n: u64| grouped(n as i64);
    let cards = if row.cards == 1 { p.one_card.to_owned() } else { fill(p.so_many_cards, &[("n", &n(row.cards))]) };
    let draws = if row.draws == 1 { p.one_draw.to_owned() } else { fill(p.so_many_draws, &[("n", &n(row.draws))]) };
    let batches = match row.batches {
        Some(1) => p.one_batch.to_owned(),
        batches => fill(p.so_many_batches, &[("n", &n(batches.unwrap_or(0)))]),
    };
    let (why, ballots) = (w.reason(&row.why), n(row.cards));
    let gaps = [
        ("method", row.method),
        ("draws", draws.as_str()),
        ("cards", cards.as_str()),
        ("ballots", ballots.as_str()),
        ("batches", batches.as_str()),
        ("why", why.as_str()),
    ];
    let says = match row.batches {
        Some(_) => p.first_batches,
        None if row.draws == row.cards => p.first_cards,
        None => p.first_draws,
    };
    Some(fill(says, &gaps))
}
