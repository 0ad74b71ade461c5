//! A plan as a page: what each method needs, the chance that it needs more, when it ends, and where the cards lie.

use maud::{Markup, html};

use super::cells::{Pointer, about, count, dollars, in_percent, or_dash, said};
use super::chart_places::places;
use super::chart_rounds::{ComputedRow, rounds};
use super::chart_strips::{Strip, strips};
use super::frame::{PageOrigin, heads, in_english, origin, page, wide_table};
use super::run_audits::rounded;
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::report::other_rule::other_rule;
use crate::report::plan_advice::{advice, advice_for_all, chosen_by, share as so_often, ways_by_cost};
use crate::report::plan_notes::{is_drawn, notes, notes_for_all, terms};
use crate::report::plan_words::{by_cost, way_name};
use crate::report::{option, quoted};
use crate::simulation::{ContestPlan, Outlook, Plan, PlanRow};

/// Most contests that are shown with charts.
const SHOWN_FULLY: usize = 12;

/// The page of a plan.
pub fn planned(plan: &Plan, language: &Language) -> String {
    let w = language.words;
    let title = fill(w.plan_title, &[("scenario", &plan.title)]);
    let again = (plan.name != "-").then(|| command(plan, language));
    let from =
        PageOrigin { scenario: (&plan.name, &plan.sha256), seed: &plan.seed, again, ballots: w.ballots_are_synthetic };
    let limit = in_percent(plan.risk_limit, 1);
    let bound = || plan.audited.iter().filter(|it| it.is_bound());
    let body = html! {
        h1 { (in_english(&plan.title)) }
        p.question { (fill(w.plan_question, &[("stage", &plan.of), ("limit", &limit)])) }
        (banner(w, plan))
        (together(w, plan))
        @for it in bound().take(SHOWN_FULLY) { (one(w, plan, it)) }
        @if bound().count() > SHOWN_FULLY { p.note { (w.more_contests_in_json) } }
        section {
            h2 id="rests" { (w.plan.rests_heading) }
            (staff(w, plan))
            ul.note { @for says in terms(w, plan) { li { (says) } } }
        }
        (origin(w, &from))
    };
    page(language, &title, &body)
}

/// The command that makes the same page.
fn command(plan: &Plan, language: &Language) -> String {
    let mut text =
        format!("recount plan {} {} --risk-limit {}", quoted(&plan.name), option("--of", &plan.of), plan.risk_limit);
    text.extend(plan.asked.iter().map(|method| format!(" --method {method}")));
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
    text.push_str(&format!(" --trials {}", plan.trials));
    let lang = language.asked();
    text + &format!(" {} --html plan.html{lang}", option("--seed", &plan.seed))
}

/// The advice at the top: for all contests together, else for the only one, and for those without a section of their
/// own.
fn banner(w: &Words, plan: &Plan) -> Markup {
    let several = plan.together.is_some();
    let own = |it: &&ContestPlan| !several || !it.is_bound();
    html! {
        div.banner {
            @for says in advice_for_all(w, plan) { p { strong { (says) } } }
            @for it in plan.audited.iter().filter(own).take(SHOWN_FULLY) { (advised(w, plan, it)) }
            @if let Some(says) = chosen_by(w, plan) { p { (says) } }
        }
    }
}

/// The advice for one contest, and what its title says of another rule.
fn advised(w: &Words, plan: &Plan, it: &ContestPlan) -> Markup {
    html! {
        @if let Some(says) = other_rule(w, &plan.contests[it.contest]) { p { (says) } }
        @for says in advice(w, plan, it) { p { (says) } }
    }
}

fn staff(w: &Words, plan: &Plan) -> Markup {
    let staff = &plan.staff;
    html! {
        dl.facts {
            div { dt { (w.risk_limit) } dd { (super::cells::percent(&Pointer::root().key("risk_limit"), plan.risk_limit, 1)) } }
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

/// The rows of one contest that fit, the cheapest first, each with its index in the plan.
fn rows(plan: &Plan, contest: usize) -> impl Iterator<Item = (usize, &PlanRow)> {
    by_cost(plan, contest).into_iter().map(|at| (at, &plan.rows[at]))
}

/// The JSON pointer of a row.
fn place(at: usize) -> Pointer {
    Pointer::root().key("plans").key(at)
}

fn one(w: &Words, plan: &Plan, it: &ContestPlan) -> Markup {
    let contest = it.contest;
    let title = &plan.contests[contest].title;
    let lawful: Vec<ComputedRow<'_>> = rows(plan, contest)
        .filter_map(|(at, row)| row.foreseen.as_ref().ok().map(|it| (row, it, place(at).key("law"))))
        .filter(|(_, it, _)| !it.distribution.stops.is_empty())
        .collect();
    let pulled = rows(plan, contest).find(|(at, row)| plan.is_advised(*at) && !row.pull.is_empty());
    html! {
        section {
            h2 id={ "contest" (contest) } { (title) }
            @if plan.together.is_some() { (advised(w, plan, it)) }
            (outlooks(w, plan, contest, title))
            ul.note { @for says in notes(w, plan, it) { li { (says) } } }
            @if !lawful.is_empty() {
                h3 { (w.rounds_heading) }
                (rounds(w, &format!("rounds{contest}"), title, &lawful))
            }
            (rehearsed(w, plan, contest, title))
            (calendar(w, plan, contest, title))
            @if let Some((at, row)) = pulled {
                h3 { (w.places_heading) }
                (places(w, &format!("places{contest}"), title, row, &place(at)))
            }
        }
    }
}

/// Both outlooks of every method that fits.
fn outlooks(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let name = |at: usize| {
        let row = &plan.rows[at];
        html! { (row.method) @if !row.lawful { " †" } }
    };
    let of = |at: usize, clean: bool| {
        let row = &plan.rows[at];
        (if clean { row.if_nothing_wrong.as_ref() } else { row.with_errors.as_ref() }, place(at))
    };
    let list = PlanTable { all: by_cost(plan, contest), name: &name, of: &of, advised: &|at| plan.is_advised(at) };
    blocks(w, plan, &format!("outlooks{contest}"), &fill(w.plan.outlooks_caption, &[("contest", title)]), &list)
}

/// All contests together.
fn together(w: &Words, plan: &Plan) -> Markup {
    let Some(together) = &plan.together else { return html! {} };
    let advised = together.advice.as_ref().map(|advice| advice.choice);
    let name = |at: usize| html! { (way_name(w, &together.ways[at].way)) };
    let of = |at: usize, clean: bool| {
        let it = &together.ways[at];
        let outlook = if clean { it.if_nothing_wrong.as_ref() } else { it.with_errors.as_ref() };
        (outlook, Pointer::root().key("together").key(at))
    };
    let list = PlanTable { all: ways_by_cost(plan), name: &name, of: &of, advised: &|at| advised == Some(at) };
    let caption = fill(w.plan.outlooks_caption, &[("contest", w.plan.together_heading)]);
    html! {
        section {
            h2 id="together" { (w.plan.together_heading) }
            (blocks(w, plan, "outlooks", &caption, &list))
            ul.note { @for says in notes_for_all(w, plan) { li { (says) } } }
        }
    }
}

/// A table of a plan: the places, the name of each, its outlook if nothing is wrong or with errors, and its JSON
/// pointer.
struct PlanTable<'l> {
    all: Vec<usize>,
    name: &'l dyn Fn(usize) -> Markup,
    of: &'l dyn Fn(usize, bool) -> (Option<&'l Outlook>, Pointer),
    /// Whether a place is the one advised.
    advised: &'l dyn Fn(usize) -> bool,
}

/// Both outlooks of all that is listed, one under the other.
fn blocks(w: &Words, plan: &Plan, id: &str, caption: &str, list: &PlanTable<'_>) -> Markup {
    let p = &w.plan;
    let dated = list.all.iter().any(|&at| (list.of)(at, false).0.is_some_and(|it| it.in_time.is_some()));
    // The numbers that decide come first, where a phone shows them.
    let mut numbers = vec![w.cost_mean, w.cost_most, w.hours_mean, w.hours_most];
    if dated {
        numbers.extend([p.col_in_time, p.boards_in_time]);
    }
    numbers.extend([p.every_ballot, w.cards_mean, p.ballots_mean]);
    let head = heads(&[w.method], &numbers, &[]);
    let columns = numbers.len() + 1;
    let block = |clean: bool| {
        let key = if clean { "if_nothing_wrong" } else { "with_errors" };
        html! {
            @for &at in &list.all {
                tr {
                    @let (it, here) = (list.of)(at, clean);
                    th scope="row" { ((list.name)(at)) @if it.is_some_and(is_drawn) { "°" } @if (list.advised)(at) { " ←" } }
                    @match it {
                        Some(it) => { (outlook(&here.key(key), it, dated)) }
                        None => { @for _ in 1..columns { td.n { "–" } } }
                    }
                }
            }
        }
    };
    let heading = |says: &str| html! { tr { th.block scope="colgroup" colspan=(columns) { (says) } } };
    let body = html! {
        @if plan.without_errors {
            (heading(p.both_same)) (block(false))
        } @else {
            (heading(p.if_nothing_wrong)) (block(true))
            (heading(p.with_errors)) (block(false))
        }
    };
    html! {
        (wide_table(id, caption, &head, &body))
        p.note { (w.cheapest_mark) }
    }
}

/// The cells of one outlook.
fn outlook(at: &Pointer, it: &Outlook, dated: bool) -> Markup {
    let mean = |key: &str, x: f64| about(&at.key(key).key("mean"), rounded(x));
    let most = |key: &str, x: f64| about(&at.key(key).key("0.9"), rounded(x));
    let share = |key: &str, x: f64| said(&at.key(key), &x.to_string(), &so_often(it, x));
    html! {
        td.n { (dollars(&at.key("cost").key("mean"), rounded(it.cost.mean))) }
        td.n { (dollars(&at.key("cost").key("0.9"), rounded(it.cost.most))) }
        td.n { (mean("hours", it.hours.mean)) }
        td.n { (most("hours", it.hours.most)) }
        @if dated {
            td.n { (or_dash(it.in_time, |x| share("in_time", x))) }
            td.n { (or_dash(it.boards, |n| count(&at.key("boards_needed"), u64::from(n)))) }
        }
        td.n { (share("full_hand_count", it.full_count)) }
        td.n { (mean("cards", it.cards.mean)) }
        td.n { (mean("ballots", it.ballots.mean)) }
    }
}

/// The same audits, simulated.
fn rehearsed(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let Some(all) = &plan.rehearsed else { return html! {} };
    let strip = |(at, row): (usize, &PlanRow)| {
        let drawn = all.rows.iter().find(|it| (it.contest, it.method) == (row.contest, row.method))?;
        Some((&drawn.cards, row.method, place(at).key("rehearsed").key("cards")))
    };
    let named: Vec<(_, &str, Pointer)> = rows(plan, contest).filter_map(strip).collect();
    let all_strips: Vec<Strip<'_>> =
        named.iter().map(|(cards, name, at)| Strip { name, cards, at: at.clone() }).collect();
    html! {
        h3 { (fill(w.rehearsed_heading, &[("n", &grouped(all.trials as i64))])) }
        (strips(w, w.strips_caption, &format!("strips{contest}"), &fill(w.strips_title, &[("contest", title)]), &all_strips))
    }
}

/// When work ends.
fn calendar(w: &Words, plan: &Plan, contest: usize, title: &str) -> Markup {
    let Some(calendar) = plan.staff.calendar else { return html! {} };
    let ends = |at: &Pointer, hours: Option<f64>| {
        or_dash(hours, |hours| {
            let days = plan.staff.days(hours);
            let date = calendar.finishes(days).map(|date| date.to_string());
            let shown = date.clone().unwrap_or_else(|| w.after_all_years.to_owned());
            html! {
                @if let Some(date) = date { (super::cells::said(&at.key("date"), &date, &shown)) } @else { (shown) }
                @if plan.staff.is_late(days) { "*" }
            }
        })
    };
    let head = heads(&[w.method], &[w.plan.if_nothing_wrong, w.plan.with_errors, w.full_count_ends], &[]);
    let body = html! {
        @for (at, row) in rows(plan, contest) {
            @let here = place(at).key("finishes");
            tr {
                th scope="row" { (row.method) }
                td.n { (ends(&here.key("if_nothing_wrong"), row.if_nothing_wrong.as_ref().map(|it| it.hours.most))) }
                td.n { (ends(&here.key("with_errors"), row.with_errors.as_ref().map(|it| it.hours.most))) }
                td.n { (ends(&here.key("full_hand_count"), Some(row.full_count.hours))) }
            }
        }
    };
    html! {
        h3 { (w.calendar_heading) }
        (wide_table(&format!("calendar{contest}"), &fill(w.calendar_caption, &[("contest", title)]), &head, &body))
        @if calendar.deadline.is_some() { p.note { (w.late_mark) } }
    }
}
