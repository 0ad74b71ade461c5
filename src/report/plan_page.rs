//! Plans on the page: what each method asks for, what it comes to when it is rehearsed, and which is cheapest.

use std::fmt::Write as _;

use super::phrases::rounded_percent;
use super::plan_pull::where_they_lie;
use super::terminal::table;
use super::words::{Language, Words, fill};
use crate::audit::Work;
use crate::figure::grouped;
use crate::simulation::{Foreseen, Plan, PlanRow, Row, Share};

/// A plan as tables.
pub fn planned_in_words(plan: &Plan, language: &Language) -> String {
    let (w, p) = (language.words, &language.words.plan);
    let gaps = [
        ("scenario", plan.name.as_str()),
        ("stage", &fill(w.quote, &[("text", &plan.of)])),
        ("limit", &rounded_percent(plan.risk_limit)),
        ("seed", &plan.seed),
    ];
    let mut out = fill(p.heading, &gaps) + "\n";
    let rates = plan.expected;
    let told = [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)];
    let told = told.into_iter().filter(|(_, rate)| *rate > 0.0);
    let told: Vec<String> = told.map(|(kind, rate)| format!("{kind} {}", rounded_percent(rate))).collect();
    if !told.is_empty() {
        let _ = writeln!(out, "{}", fill(p.discrepancies, &[("list", &told.join(", "))]));
    }
    out.push('\n');
    let a = &w.audits;
    let header = [a.contest, a.method, p.cards, a.of, a.hours, p.days, a.cost, p.by];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &plan.rows {
        let batches = |n: u64| fill(p.batches, &[("n", &grouped(n as i64))]);
        let batches = row.batches.map_or_else(String::new, batches);
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            grouped(row.cards as i64),
            grouped(row.population as i64),
            whole(row.work.hours),
            days(plan, row.work.hours),
            format!("${}", whole(row.work.cost)),
            format!("{}{batches}", w.tell(&row.why)),
        ]);
    }
    out.push_str(&table(rows, 2..7));
    foreseen(w, plan, &mut out);
    rehearsed(w, plan, &mut out);
    dated(w, plan, &mut out);
    where_they_lie(w, plan, &mut out);
    out.push('\n');
    for &at in &plan.cheapest {
        let row = &plan.rows[at];
        let contest = &plan.contests[row.contest].title;
        let (cost, by) = match plan.rehearsed.as_ref().map(|it| &it.rows[at]) {
            Some(drawn) => (drawn.cost.mean, p.on_average),
            None if row.foreseen.as_ref().is_ok_and(|it| it.work.is_some()) => (row.expected().cost, p.on_average),
            None => (row.work.cost, p.if_nothing_wrong),
        };
        let counts_all = if row.full_hand_count { p.counts_all } else { "" };
        let gaps = [
            ("contest", contest.as_str()),
            ("method", row.method),
            ("cost", &whole(cost)),
            ("by", by),
            ("counts_all", counts_all),
        ];
        let _ = writeln!(out, "  {}", fill(p.cheapest, &gaps));
    }
    full_counts(w, plan, &mut out);
    let staff = &plan.staff;
    let late = staff.deadline_days.map(|days| fill(p.deadline_days, &[("days", &days.to_string())]));
    let gaps = [
        ("people", staff.people_per_board.to_string()),
        ("boards", staff.boards.to_string()),
        ("hours", staff.hours_per_day.to_string()),
        ("deadline", late.unwrap_or_default()),
    ];
    let _ = writeln!(out, "  {}", fill(p.staff, &gaps.each_ref().map(|(name, text)| (*name, text.as_str()))));
    out
}

/// What exact laws say.
fn foreseen(w: &Words, plan: &Plan, out: &mut String) {
    let (a, p) = (&w.audits, &w.plan);
    let header = [
        a.contest,
        a.method,
        a.cards_mean,
        a.median,
        "90 %",
        "99 %",
        p.in_1st,
        p.in_2nd,
        p.in_3rd,
        a.full_count,
        p.hours_mean,
        p.cost_mean,
        p.law,
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let told = plan.rows.iter().filter_map(|row| row.foreseen.as_ref().ok().map(|it| foreseen_row(w, plan, row, it)));
    rows.extend(told);
    if rows.len() > 1 {
        let _ = writeln!(out, "\n{}\n", p.by_laws);
        out.push_str(&table(rows, 2..12));
    }
    let mut whys: Vec<(&str, Vec<String>)> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for row in &plan.rows {
        let contest = &plan.contests[row.contest].title;
        match &row.foreseen {
            Ok(it) => {
                if let Some(pair) = it.law.closest.as_ref().filter(|_| !it.law.stops.is_empty()) {
                    let gaps = [("contest", contest.as_str()), ("pair", &w.tell_phrase("pair_", pair))];
                    let says = fill(p.closest, &gaps);
                    notes.extend((!notes.contains(&says)).then_some(says));
                }
                let says = counted_rather(w, row, it);
                notes.extend(says.map(|says| format!("{contest}, {}: {says}.", row.method)));
            }
            Err(why) if *why == row.why => {}
            Err(why) => {
                let everywhere =
                    |other: &PlanRow| other.method != row.method || other.foreseen.as_ref().err() == Some(why);
                let who = if plan.rows.iter().all(everywhere) {
                    row.method.to_owned()
                } else {
                    fill(p.on, &[("method", row.method), ("contest", contest)])
                };
                match whys.iter_mut().find(|(known, _)| known == why) {
                    Some((_, methods)) if methods.contains(&who) => {}
                    Some((_, methods)) => methods.push(who),
                    None => whys.push((why, vec![who])),
                }
            }
        }
    }
    if plan.one_sample {
        notes.push(w.one_sample_note.to_owned());
    }
    if !notes.is_empty() || !whys.is_empty() {
        out.push('\n');
    }
    for says in notes {
        let _ = writeln!(out, "  {says}");
    }
    for (why, methods) in whys {
        let gaps = [("methods", &methods.join(", ")[..]), ("why", &w.tell(why))];
        let _ = writeln!(out, "  {}", fill(p.no_chances, &gaps));
    }
}

/// Where to count every ballot is likely, or the lesser work, in words.
fn counted_rather(w: &Words, row: &PlanRow, it: &Foreseen) -> Option<&'static str> {
    if row.full_hand_count {
        return None;
    }
    let (mean, full) = (row.expected(), row.full_count);
    if mean.cost >= full.cost {
        return Some(w.plan.costs_no_less);
    }
    if it.law.full_hand_count().is_some_and(|chance| chance > 0.5) {
        return Some(w.plan.more_likely);
    }
    (mean.hours >= full.hours).then_some(w.plan.no_fewer_hours)
}

fn foreseen_row(w: &Words, plan: &Plan, row: &PlanRow, it: &Foreseen) -> Vec<String> {
    let or_dash = |x: Option<f64>, text: &dyn Fn(f64) -> String| x.map_or_else(|| "–".to_owned(), text);
    let count = |x: Option<f64>| or_dash(x, &whole);
    let share = |x: Option<f64>| or_dash(x, &|x| format!("{:.1} %", 100.0 * x));
    let law = &it.law;
    let exact = match (law.is_exact(), law.exact, law.within) {
        _ if !law.whole && law.stops.len() == 1 => w.exact_first_only.to_owned(),
        (true, _, within) if within >= 5e-6 => fill(w.exact_to, &[("share", &format!("{:.3} %", 100.0 * within))]),
        (true, ..) => w.exact.to_owned(),
        (false, 0, _) => w.no_later_than.to_owned(),
        (false, 1, _) => w.plan.first_exact.to_owned(),
        (false, rounds, _) => fill(w.plan.rounds_exact, &[("n", &rounds.to_string())]),
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
fn dated(w: &Words, plan: &Plan, out: &mut String) {
    let Some(calendar) = plan.staff.calendar else { return };
    let (a, p) = (&w.audits, &w.plan);
    let week = if calendar.weekends { p.every_day } else { p.weekdays };
    let deadline = calendar.deadline.map(|date| fill(p.deadline_date, &[("date", &date.to_string())]));
    let (starts, deadline) = (calendar.starts.to_string(), deadline.unwrap_or_default());
    let gaps = [("date", starts.as_str()), ("week", week), ("deadline", &deadline)];
    let _ = writeln!(out, "\n{}\n", fill(p.dated, &gaps));
    let header = [a.contest, a.method, p.clean_ends, p.nine_in_ten, p.full_hand_count];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for (at, row) in plan.rows.iter().enumerate() {
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            ends(w, plan, Some(row.work)),
            ends(w, plan, plan.work_of_nine_in_ten(at)),
            ends(w, plan, Some(row.full_count)),
        ]);
    }
    out.push_str(&table(rows, 2..2));
}

/// The date on which work ends, with a star where that is too late.
fn ends(w: &Words, plan: &Plan, work: Option<Work>) -> String {
    let (Some(calendar), Some(work)) = (plan.staff.calendar, work) else { return "–".to_owned() };
    let days = plan.staff.days(work.hours);
    let star = if plan.staff.is_late(days) { "*" } else { "" };
    calendar.finishes(days).map_or_else(|| format!("{}*", w.after_all_years), |date| format!("{date}{star}"))
}

/// What a full hand count of each contest takes.
fn full_counts(w: &Words, plan: &Plan, out: &mut String) {
    let mut told: Vec<usize> = Vec::new();
    for row in &plan.rows {
        if told.contains(&row.contest) {
            continue;
        }
        told.push(row.contest);
        let work = row.full_count;
        let gaps = [
            ("contest", plan.contests[row.contest].title.as_str()),
            ("hours", &whole(work.hours)),
            ("days", &days(plan, work.hours)),
            ("cost", &whole(work.cost)),
        ];
        let _ = writeln!(out, "  {}", fill(w.plan.full_count_takes, &gaps));
    }
}

/// What the audits come to when they are drawn by lot.
fn rehearsed(w: &Words, plan: &Plan, out: &mut String) {
    let Some(all) = &plan.rehearsed else { return };
    let (a, p) = (&w.audits, &w.plan);
    let _ = writeln!(out, "\n{}\n", fill(p.rehearsed, &[("n", &grouped(all.trials as i64))]));
    let header = [
        a.contest,
        a.method,
        a.cards_mean,
        a.median,
        "90 %",
        p.goes_to_2nd,
        p.to_3rd,
        a.full_count,
        p.hours_mean,
        "90 %",
        p.days_median,
        "90 %",
        p.cost_mean,
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
