//! A plan as a page: what each method asks for, with what chance it takes more, by when, and where the cards lie.

use maud::{Markup, html};

use super::cells::{At, about, count, dollars, in_percent, or_dash};
use super::chart_places::places;
use super::chart_rounds::{Lawful, rounds};
use super::chart_strips::{Strip, strips};
use super::frame::{Origin, heads, origin, page, retold, wide_table};
use super::run_audits::rounded;
use super::words::{Language, Words, fill};
use crate::audit::Work;
use crate::figure::grouped;
use crate::report::{option, quoted};
use crate::simulation::{Plan, PlanRow};

/// Contests told with charts.
const TOLD_FULLY: usize = 12;

/// The page of a plan.
pub fn planned(plan: &Plan, language: &Language) -> String {
    let w = language.words;
    let title = fill(w.plan_title, &[("scenario", &plan.name)]);
    let again = (plan.name != "-").then(|| command(plan, language));
    let from = Origin { scenario: (&plan.name, &plan.sha256), seed: &plan.seed, again, synthetic: None };
    let mut contests: Vec<usize> = plan.rows.iter().map(|row| row.contest).collect();
    contests.dedup();
    let limit = in_percent(plan.risk_limit, 1);
    let body = html! {
        h1 { (title) }
        p.question { (fill(w.plan_question, &[("stage", &plan.of), ("limit", &limit)])) }
        (banner(w, plan))
        (staff(w, plan))
        @if plan.one_sample { p.note { (w.one_sample_note) } }
        @for &contest in contests.iter().take(TOLD_FULLY) { (one(w, plan, contest)) }
        @if contests.len() > TOLD_FULLY { p.note { (w.more_contests_in_json) } }
        (origin(w, &from))
    };
    page(language, &title, &body)
}

/// The command that makes the same page.
fn command(plan: &Plan, language: &Language) -> String {
    let mut methods: Vec<&str> = Vec::new();
    for row in &plan.rows {
        if !methods.contains(&row.method) {
            methods.push(row.method);
        }
    }
    let mut text =
        format!("recount plan {} {} --risk-limit {}", quoted(&plan.name), option("--of", &plan.of), plan.risk_limit);
    text.extend(methods.iter().map(|method| format!(" --method {method}")));
    let rates = plan.expected;
    let rates = [("o1", rates.o1), ("o2", rates.o2), ("u1", rates.u1), ("u2", rates.u2)];
    let rates: Vec<String> =
        rates.iter().filter(|rate| rate.1 > 0.0).map(|(kind, rate)| format!("{kind}={rate}")).collect();
    if !rates.is_empty() {
        text.push_str(&format!(" --discrepancies {}", rates.join(",")));
    }
    if let Some(calendar) = plan.staff.calendar {
        text.push_str(&format!(" --starts {}", calendar.starts));
        text.extend(calendar.deadline.map(|deadline| format!(" --deadline {deadline}")));
    }
    if let Some(drawn) = &plan.rehearsed {
        text.push_str(&format!(" --trials {}", drawn.trials));
    }
    let lang = language.asked();
    text + &format!(" {} --html plan.html{lang}", option("--seed", &plan.seed))
}

/// The cheapest method of each contest, in a sentence.
fn banner(w: &Words, plan: &Plan) -> Markup {
    html! {
        div.banner {
            @for &at in plan.cheapest.iter().take(TOLD_FULLY) {
                @let row = &plan.rows[at];
                @let cost = plan.rehearsed.as_ref().map_or(row.expected().cost, |it| it.rows[at].cost.mean);
                @let cost = grouped(libm::round(cost) as i64);
                p {
                    strong { (plan.contests[row.contest].title) ": " }
                    (fill(if row.full_hand_count { w.cheapest_counts_all } else { w.cheapest }, &[
                        ("method", row.method), ("cost", &cost), ("cards", &grouped(row.cards as i64)), ("all", &grouped(row.population as i64)),
                    ]))
                }
            }
        }
    }
}

fn staff(w: &Words, plan: &Plan) -> Markup {
    let staff = &plan.staff;
    html! {
        dl.facts {
            div { dt { (w.risk_limit) } dd { (super::cells::percent(&At::root().key("risk_limit"), plan.risk_limit, 1)) } }
            div { dt { (w.boards_at_a_time) } dd { (staff.boards) } }
            div { dt { (w.people_per_board) } dd { (staff.people_per_board) } }
            div { dt { (w.hours_a_day) } dd { (staff.hours_per_day) } }
            @if let Some(calendar) = staff.calendar {
                div { dt { (w.work_begins) } dd { (calendar.starts) } }
                @if let Some(deadline) = calendar.deadline { div { dt { (w.deadline) } dd { (deadline) } } }
            }
            @if let Some(days) = staff.deadline_days { div { dt { (w.deadline_days) } dd { (days) } } }
        }
    }
}

/// The rows of one contest with their places in the plan.
fn rows(plan: &Plan, contest: usize) -> impl Iterator<Item = (usize, &PlanRow)> {
    plan.rows.iter().enumerate().filter(move |(_, row)| row.contest == contest)
}

/// The place of a row in the document.
fn place(at: usize) -> At {
    At::root().key("plans").key(at)
}

fn one(w: &Words, plan: &Plan, contest: usize) -> Markup {
    let title = &plan.contests[contest].title;
    let lawful: Vec<Lawful<'_>> = rows(plan, contest)
        .filter_map(|(at, row)| row.foreseen.as_ref().ok().map(|it| (row, it, place(at).key("law"))))
        .collect();
    let cheapest = rows(plan, contest).find(|(at, row)| plan.cheapest.contains(at) && !row.pull.is_empty());
    html! {
        section {
            h2 id={ "contest" (contest) } { (title) }
            h3 { (w.clean_heading) }
            (clean(w, plan, contest, title))
            @if !lawful.is_empty() {
                h3 { (w.rounds_heading) }
                (rounds(w, &format!("rounds{contest}"), title, &lawful))
                (expected(w, contest, title, &lawful))
            }
            (why_no_law(w, plan, contest))
            (rehearsed(w, plan, contest, title))
            (calendar(w, plan, contest, title))
            @if let Some((at, row)) = cheapest {
                h3 { (w.places_heading) }
                (places(w, &format!("places{contest}"), title, row, &place(at)))
            }
        }
    }
}

/// A number of days, with a star where they are too many.
fn days(plan: &Plan, at: &At, hours: f64) -> Markup {
    let days = plan.staff.days(hours);
    html! { (count(at, days)) @if plan.staff.is_late(days) { "*" } }
}

/// Clean audits.
fn clean(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let head = heads(&[w.method], &[w.cards, w.batches, w.of_cards, w.hours, w.days, w.cost], &[w.by_what]);
    let body = html! {
        @for (at, row) in rows(plan, contest) {
            @let here = place(at);
            tr {
                th scope="row" { (row.method) @if plan.cheapest.contains(&at) { " ←" } }
                td.n { (count(&here.key("cards"), row.cards)) }
                td.n { (or_dash(row.batches, |n| count(&here.key("batches"), n))) }
                td.n { (count(&here.key("population"), row.population)) }
                td.n { (about(&here.key("hours"), rounded(row.work.hours))) }
                td.n { (days(plan, &here.key("days"), row.work.hours)) }
                td.n { (dollars(&here.key("cost"), rounded(row.work.cost))) }
                td.says { (retold(w, &row.why)) }
            }
        }
    };
    let late = plan.staff.deadline_days.is_some() || plan.staff.calendar.is_some_and(|it| it.deadline.is_some());
    html! {
        (wide_table(&format!("clean{contest}"), &fill(w.clean_caption, &[("contest", title)]), &head, &body))
        p.note { (w.cheapest_mark) @if late { " " (w.late_mark) } }
    }
}

/// Cards, hours and dollars by exact laws.
fn expected(w: &Words, contest: usize, title: &str, lawful: &[Lawful<'_>]) -> Markup {
    let head = heads(
        &[w.method],
        &[w.cards_mean, "50\u{a0}%", "90\u{a0}%", "99\u{a0}%", w.hours_mean, w.hours_most, w.cost_mean, w.cost_most],
        &[],
    );
    let body = html! {
        @for (row, it, at) in lawful {
            @let quantiles = at.key("cards").key("quantiles");
            @let work = |key: &str, share: &str, work: Option<Work>, of: fn(Work) -> f64| {
                let here = at.key(key).key(share);
                or_dash(work, |it| if key == "cost" { dollars(&here, rounded(of(it))) } else { about(&here, rounded(of(it))) })
            };
            tr {
                th scope="row" { (row.method) }
                td.n { (or_dash(it.cards, |x| about(&at.key("cards").key("expected"), x))) }
                @for (share, cards) in ["0.5", "0.9", "0.99"].into_iter().zip(it.quantiles) {
                    td.n { (or_dash(cards, |x| about(&quantiles.key(share), rounded(x)))) }
                }
                td.n { (work("hours", "expected", it.work, |it| it.hours)) }
                td.n { (work("hours", "0.9", it.work90, |it| it.hours)) }
                td.n { (work("cost", "expected", it.work, |it| it.cost)) }
                td.n { (work("cost", "0.9", it.work90, |it| it.cost)) }
            }
        }
    };
    wide_table(&format!("expected{contest}"), &fill(w.expected_caption, &[("contest", title)]), &head, &body)
}

fn why_no_law(w: &Words, plan: &Plan, contest: usize) -> Markup {
    let without = |(_, row): (usize, &'_ PlanRow)| row.foreseen.as_ref().err().map(|why| (row.method, why.clone()));
    let list: Vec<(&str, String)> = rows(plan, contest).filter_map(without).collect();
    html! {
        @if !list.is_empty() {
            details.printed {
                summary { (w.no_law) }
                ul { @for (method, why) in &list { li { (method) ": " (retold(w, why)) "." } } }
            }
        }
    }
}

/// The same audits drawn by lot.
fn rehearsed(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let Some(all) = &plan.rehearsed else { return html! {} };
    let strip = |(at, row): (usize, &PlanRow)| (at, row.method, place(at).key("rehearsed").key("cards"));
    let named: Vec<(usize, &str, At)> = rows(plan, contest).map(strip).collect();
    let all_strips: Vec<Strip<'_>> =
        named.iter().map(|(row, name, at)| Strip { name, cards: &all.rows[*row].cards, at: at.clone() }).collect();
    html! {
        h3 { (fill(w.rehearsed_heading, &[("n", &grouped(all.trials as i64))])) }
        (strips(w, w.strips_caption, &format!("strips{contest}"), &fill(w.strips_title, &[("contest", title)]), &all_strips))
    }
}

/// When work ends.
fn calendar(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let Some(calendar) = plan.staff.calendar else { return html! {} };
    let ends = |at: &At, work: Option<Work>| {
        or_dash(work, |work| {
            let days = plan.staff.days(work.hours);
            let date = calendar.finishes(days).map(|date| date.to_string());
            let shown = date.clone().unwrap_or_else(|| w.after_all_years.to_owned());
            html! {
                @if let Some(date) = date { (super::cells::said(&at.key("date"), &date, &shown)) } @else { (shown) }
                @if plan.staff.is_late(days) { "*" }
            }
        })
    };
    let head = heads(&[w.method], &[w.clean_ends, w.nine_in_ten_end, w.full_count_ends], &[]);
    let body = html! {
        @for (at, row) in rows(plan, contest) {
            @let here = place(at).key("finishes");
            tr {
                th scope="row" { (row.method) }
                td.n { (ends(&here.key("clean"), Some(row.work))) }
                td.n { (ends(&here.key("0.9"), plan.work_of_nine_in_ten(at))) }
                td.n { (ends(&here.key("full_hand_count"), Some(row.full_count))) }
            }
        }
    };
    html! {
        h3 { (w.calendar_heading) }
        (wide_table(&format!("calendar{contest}"), &fill(w.calendar_caption, &[("contest", title)]), &head, &body))
    }
}
