//! Plans on the page: what each method asks for, what it comes to when it is rehearsed, and which is cheapest.

use std::fmt::Write as _;

use super::phrases::rounded_percent;
use super::plan_pull::where_they_lie;
use super::terminal::table;
use crate::audit::Work;
use crate::figure::grouped;
use crate::simulation::{Foreseen, Plan, PlanRow, Row, Share};

/// A plan as tables.
pub fn planned_in_words(plan: &Plan) -> String {
    let limit = rounded_percent(plan.risk_limit);
    let mut out = format!(
        "{}: audits of \"{}\" at a risk limit of {limit}, if nothing is wrong; seed {}\n",
        plan.name, plan.of, plan.seed
    );
    let rates = plan.expected;
    let told = [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)];
    let told = told.into_iter().filter(|(_, rate)| *rate > 0.0);
    let told: Vec<String> = told.map(|(kind, rate)| format!("{kind} {}", rounded_percent(rate))).collect();
    if !told.is_empty() {
        let _ = writeln!(
            out,
            "Comparisons are planned for discrepancies on these shares of cards: {} (o: overstated, u: understated; by 1 \
             or 2 votes).",
            told.join(", ")
        );
    }
    out.push('\n');
    let header = ["contest", "method", "cards to look at", "of", "hours", "days", "cost", "by"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &plan.rows {
        let batches = row.batches.map_or(String::new(), |n| format!(" (batches: {})", grouped(n as i64)));
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            grouped(row.cards as i64),
            grouped(row.population as i64),
            whole(row.work.hours),
            days(plan, row.work.hours),
            format!("${}", whole(row.work.cost)),
            format!("{}{batches}", row.why),
        ]);
    }
    out.push_str(&table(rows, 2..7));
    foreseen(plan, &mut out);
    rehearsed(plan, &mut out);
    dated(plan, &mut out);
    where_they_lie(plan, &mut out);
    out.push('\n');
    for &at in &plan.cheapest {
        let row = &plan.rows[at];
        let contest = &plan.contests[row.contest].title;
        let (cost, by) = match plan.rehearsed.as_ref().map(|it| &it.rows[at]) {
            Some(drawn) => (drawn.cost.mean, " on average"),
            None if row.foreseen.as_ref().is_ok_and(|it| it.work.is_some()) => (row.expected().cost, " on average"),
            None => (row.work.cost, " if nothing is wrong"),
        };
        let counts_all = if row.full_hand_count { ": no sample is cheaper, every ballot is counted" } else { "" };
        let _ = writeln!(
            out,
            "  {contest}: cheapest of those that limit the risk is {}, ${}{by}{counts_all}.",
            row.method,
            whole(cost)
        );
    }
    full_counts(plan, &mut out);
    let staff = &plan.staff;
    let deadline =
        staff.deadline_days.map_or(String::new(), |days| format!("; a * is later than the deadline of {days} days"));
    let _ = writeln!(
        out,
        "  Days of work by boards of {} people, {} at a time, {} hours a day{deadline}.",
        staff.people_per_board, staff.boards, staff.hours_per_day
    );
    out
}

/// What exact laws say.
fn foreseen(plan: &Plan, out: &mut String) {
    let header = [
        "contest",
        "method",
        "cards: mean",
        "median",
        "90 %",
        "99 %",
        "confirms in 1st",
        "in 2nd",
        "in 3rd round",
        "full count",
        "hours: mean",
        "cost: mean",
        "law",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let told = plan.rows.iter().filter_map(|row| row.foreseen.as_ref().ok().map(|it| foreseen_row(plan, row, it)));
    rows.extend(told);
    if rows.len() > 1 {
        out.push_str("\nBy exact laws, if the report is right (nothing is drawn by lot):\n\n");
        out.push_str(&table(rows, 2..12));
    }
    let mut whys: Vec<(&str, Vec<String>)> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for row in &plan.rows {
        let contest = &plan.contests[row.contest].title;
        match &row.foreseen {
            Ok(it) => {
                if let Some(pair) = it.law.closest.as_ref().filter(|_| !it.law.stops.is_empty()) {
                    let says =
                        format!("{contest}: laws are those of {pair}, the closest pair; all pairs may take longer.");
                    notes.extend((!notes.contains(&says)).then_some(says));
                }
                let says = counted_rather(row, it);
                notes.extend(says.map(|says| format!("{contest}, {}: {says}.", row.method)));
            }
            Err(why) if *why == row.why => {}
            Err(why) => {
                let everywhere =
                    |other: &PlanRow| other.method != row.method || other.foreseen.as_ref().err() == Some(why);
                let on = if plan.rows.iter().all(everywhere) { String::new() } else { format!(" on {contest}") };
                let who = format!("{}{on}", row.method);
                match whys.iter_mut().find(|(known, _)| known == why) {
                    Some((_, methods)) if methods.contains(&who) => {}
                    Some((_, methods)) => methods.push(who),
                    None => whys.push((why, vec![who])),
                }
            }
        }
    }
    if plan.one_sample {
        notes.push(
            "Each contest is told as if it alone were audited; one sample for all takes fewer cards in all.".to_owned(),
        );
    }
    if !notes.is_empty() || !whys.is_empty() {
        out.push('\n');
    }
    for says in notes {
        let _ = writeln!(out, "  {says}");
    }
    for (why, methods) in whys {
        let _ = writeln!(out, "  No chances told of {}: {why}.", methods.join(", "));
    }
}

/// Where to count every ballot is likely, or the lesser work, in words.
fn counted_rather(row: &PlanRow, it: &Foreseen) -> Option<&'static str> {
    if row.full_hand_count {
        return None;
    }
    let (mean, full) = (row.expected(), row.full_count);
    if mean.cost >= full.cost {
        return Some("on average it costs no less than to count every ballot at once");
    }
    if it.law.full_hand_count().is_some_and(|chance| chance > 0.5) {
        return Some("more likely than not, every ballot is counted in the end");
    }
    (mean.hours >= full.hours).then_some("on average it takes no fewer hours than to count every ballot at once")
}

fn foreseen_row(plan: &Plan, row: &PlanRow, it: &Foreseen) -> Vec<String> {
    let or_dash = |x: Option<f64>, text: &dyn Fn(f64) -> String| x.map_or_else(|| "–".to_owned(), text);
    let count = |x: Option<f64>| or_dash(x, &whole);
    let share = |x: Option<f64>| or_dash(x, &|x| format!("{:.1} %", 100.0 * x));
    let law = &it.law;
    let exact = match (law.is_exact(), law.exact, law.within) {
        _ if !law.whole && law.stops.len() == 1 => "exact, 1st round only".to_owned(),
        (true, _, within) if within >= 5e-6 => format!("exact to {:.3} %", 100.0 * within),
        (true, ..) => "exact".to_owned(),
        (false, 0, _) => "no later than".to_owned(),
        (false, 1, _) => "1st round exact".to_owned(),
        (false, rounds, _) => format!("{rounds} rounds exact"),
    };
    let mut cells = vec![plan.contests[row.contest].title.clone(), row.method.to_owned(), count(it.cards)];
    cells.extend(it.quantiles.map(count));
    cells.extend([0, 1, 2].map(|round| share(law.confirms_in(round))));
    cells.push(share(law.full_hand_count()));
    cells.push(count(it.work.map(|work| work.hours)));
    cells.push(or_dash(it.work.map(|work| work.cost), &|cost| format!("${}", whole(cost))));
    cells.push(exact);
    cells
}

/// When work ends, where dates are known.
fn dated(plan: &Plan, out: &mut String) {
    let Some(calendar) = plan.staff.calendar else { return };
    let week = if calendar.weekends { "every day of the week" } else { "Monday to Friday" };
    let deadline = calendar.deadline.map_or(String::new(), |date| format!("; a * is later than the deadline, {date}"));
    let _ = writeln!(out, "\nWork begins on {} and is done {week}{deadline}:\n", calendar.starts);
    let header = ["contest", "method", "clean audit ends", "90 % of audits", "full hand count"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for (at, row) in plan.rows.iter().enumerate() {
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            ends(plan, Some(row.work)),
            ends(plan, plan.work_of_nine_in_ten(at)),
            ends(plan, Some(row.full_count)),
        ]);
    }
    out.push_str(&table(rows, 2..2));
}

/// The date on which work ends, with a star where that is too late.
fn ends(plan: &Plan, work: Option<Work>) -> String {
    let (Some(calendar), Some(work)) = (plan.staff.calendar, work) else { return "–".to_owned() };
    let days = plan.staff.days(work.hours);
    let star = if plan.staff.is_late(days) { "*" } else { "" };
    calendar.finishes(days).map_or("after the year 9999*".to_owned(), |date| format!("{date}{star}"))
}

/// What a full hand count of each contest takes.
fn full_counts(plan: &Plan, out: &mut String) {
    let mut told: Vec<usize> = Vec::new();
    for row in &plan.rows {
        if told.contains(&row.contest) {
            continue;
        }
        told.push(row.contest);
        let work = row.full_count;
        let _ = writeln!(
            out,
            "  {}: a full hand count takes {} hours, {} days, ${}; means above hold it by its chance.",
            plan.contests[row.contest].title,
            whole(work.hours),
            days(plan, work.hours),
            whole(work.cost)
        );
    }
}

/// What the audits come to when they are drawn by lot.
fn rehearsed(plan: &Plan, out: &mut String) {
    let Some(all) = &plan.rehearsed else { return };
    let _ = writeln!(out, "\nRehearsed {} times on the scenario's paper:\n", grouped(all.trials as i64));
    let header = [
        "contest",
        "method",
        "cards: mean",
        "median",
        "90 %",
        "goes to 2nd",
        "to 3rd round",
        "full count",
        "hours: mean",
        "90 %",
        "days: median",
        "90 %",
        "cost: mean",
        "90 %",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(all.rows.iter().map(|row| rehearsed_row(plan, row)));
    out.push_str(&table(rows, 2..14));
}

fn rehearsed_row(plan: &Plan, row: &Row) -> Vec<String> {
    let percent = |share: Share| format!("{:.1} %", 100.0 * share.fraction());
    vec![
        plan.contests[row.contest].title.clone(),
        row.method.to_owned(),
        whole(row.cards.mean),
        whole(row.cards.quantiles[2]),
        whole(row.cards.quantiles[4]),
        percent(row.second_round),
        percent(row.third_round),
        percent(row.full_hand_count),
        whole(row.hours.mean),
        whole(row.hours.quantiles[4]),
        days(plan, row.hours.quantiles[2]),
        days(plan, row.hours.quantiles[4]),
        format!("${}", whole(row.cost.mean)),
        format!("${}", whole(row.cost.quantiles[4])),
    ]
}

/// Days of work, with a star where they are too many.
fn days(plan: &Plan, hours: f64) -> String {
    let days = plan.staff.days(hours);
    format!("{}{}", grouped(days as i64), if plan.staff.is_late(days) { "*" } else { "" })
}

pub(super) fn whole(x: f64) -> String {
    grouped(libm::round(x) as i64)
}
