//! A simulation as a page: how many cards each method looks at, how often it counts everything, and what it costs.

use maud::{Markup, html};

use super::cells::{Pointer, about, dollars};
use super::chart_strips::{Placed, Strip, chances, strips, trials};
use super::frame::{PageOrigin, heads, origin, page, wide_table};
use super::run_audits::promise;
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::report::phrases::shown_name;
use crate::report::trials_line::{mark, outcome_says, shared_says, trials_say};
use crate::report::{option, quoted};
use crate::simulation::headline::{TrialsHeadline, each_once};
use crate::simulation::{Simulated, TogetherRow};

/// Most contests that are shown with charts.
const SHOWN_FULLY: usize = 12;

/// The page of a simulation.
pub fn simulated(all: &Simulated, language: &Language) -> String {
    let w = language.words;
    let n = grouped(all.trials as i64);
    let within = all.rows.iter().filter_map(|row| row.within).max_by(f64::total_cmp);
    let title = if within.is_some() { w.sim_title_laws } else { w.sim_title };
    let title = fill(title, &[("scenario", shown_name(&all.name)), ("n", &n)]);
    let mut methods: Vec<&str> = Vec::new();
    for row in &all.rows {
        if !methods.contains(&row.method) {
            methods.push(row.method);
        }
    }
    let again = (all.name != "-").then(|| {
        let list: Vec<String> = methods.iter().map(|method| format!(" --method {method}")).collect();
        let list = list.concat();
        let limit = all.rows.iter().find_map(|row| row.risk_limit);
        let limit = limit.map_or_else(String::new, |limit| format!(" --risk-limit {limit}"));
        let lang = language.asked();
        let trials = if within.is_some() { String::new() } else { format!(" --trials {}", all.asked) };
        format!(
            "recount simulate {} {}{trials}{list}{limit} --engine {} {} --html report.html{lang}",
            quoted(&all.name),
            option("--of", &all.of),
            all.engine,
            option("--seed", &all.seed)
        )
    });
    let from =
        PageOrigin { scenario: (&all.name, &all.sha256), seed: &all.seed, again, ballots: w.ballots_are_synthetic };
    let mut contests: Vec<usize> = all.rows.iter().map(|row| row.contest).collect();
    contests.dedup();
    let body = html! {
        h1 { (title) }
        p.question { (fill(w.sim_question, &[("stage", &all.of)])) }
        (banner(w, all))
        dl.facts {
            @match within {
                Some(within) => { div { dt { (w.laws_within) } dd { (format!("{within:.1e}")) } } }
                None => { (trials(w, all.trials)) }
            }
            div { dt { (w.contests) } dd { (contests.len()) } }
            div { dt { (w.methods) } dd { (methods.len()) } }
        }
        @if all.trials < all.asked {
            p { strong { (fill(w.partial, &[("n", &n), ("asked", &grouped(all.asked as i64))])) } }
        }
        @for &contest in contests.iter().take(SHOWN_FULLY) { (one(w, all, contest)) }
        @if contests.len() > SHOWN_FULLY { p.note { (w.more_contests_in_json) } }
        (together(w, all))
        (promises(w, all, &methods))
        (origin(w, &from))
    };
    page(language, &title, &body)
}

/// The rows of one contest, with their JSON pointers.
fn rows(all: &Simulated, contest: usize) -> Vec<Placed<'_>> {
    let place = |at: usize| Pointer::root().key("methods").key(at);
    let of = all.rows.iter().enumerate().filter(|(_, row)| row.contest == contest);
    of.map(|(at, row)| (row, place(at))).collect()
}

/// The headline, contest by contest: those where a wrong outcome was confirmed or was not corrected come first.
fn banner(w: &Words, all: &Simulated) -> Markup {
    let mut lines = all.headlines();
    lines.sort_by_key(TrialsHeadline::shown_after);
    let more = lines.len().saturating_sub(SHOWN_FULLY);
    lines.truncate(SHOWN_FULLY);
    html! {
        div.banner {
            @if let Some(it) = all.shared_headline() { p { (shared_says(w, &it)) } }
            @for it in &lines {
                p {
                    span.mark aria-hidden="true" { (mark(it)) }
                    strong {
                        (all.contests[it.contest].title) ": "
                        (outcome_says(w, it)) "."
                    }
                    " " (trials_say(w, all, it))
                }
            }
            @if more > 0 { p { (w.more_contests_in_json) } }
        }
    }
}

fn one(w: &Words, all: &Simulated, contest: usize) -> Markup {
    let rows = rows(all, contest);
    let title = &all.contests[contest].title;
    let strip = |(row, at): &Placed<'_>| (row.method, at.key("cards"));
    let named: Vec<(&str, Pointer)> = rows.iter().map(strip).collect();
    let all_strips: Vec<Strip<'_>> = named
        .iter()
        .zip(&rows)
        .map(|((name, at), (row, _))| Strip { name, cards: &row.cards, at: at.clone() })
        .collect();
    let shared = each_once(rows.iter().filter(|(row, _)| all.is_shared(row)).map(|(row, _)| row.method));
    html! {
        section {
            h2 id={ "contest" (contest) } { (title) }
            @if !shared.is_empty() { p.note { (fill(w.audits.one_sample_rows, &[("methods", &shared.join(", "))])) } }
            h3 { (w.strips_heading) }
            (strips(w, w.strips_caption, &format!("strips{contest}"), &fill(w.strips_title, &[("contest", title)]), &all_strips))
            h3 { (w.chances_heading) }
            (chances(w, &format!("chances{contest}"), &fill(w.chances_title, &[("contest", title)]), &rows))
            h3 { (w.work_heading) }
            (work(w, contest, title, &rows))
            (notes(w, &rows))
        }
    }
}

/// Hours and dollars.
fn work(w: &Words, id: usize, title: &str, rows: &[Placed<'_>]) -> Markup {
    let head =
        heads(&[w.method], &[w.hours_mean, w.hours_median, w.hours_most, w.cost_mean, w.cost_median, w.cost_most], &[]);
    let body = html! {
        @for (row, at) in rows {
            @let (hours, cost) = (at.key("hours"), at.key("cost"));
            tr {
                th scope="row" { (row.method) }
                td.n { (about(&hours.key("mean"), row.hours.mean)) }
                td.n { (about(&hours.key("quantiles").key("0.5"), row.hours.quantiles[2])) }
                td.n { (about(&hours.key("quantiles").key("0.9"), row.hours.quantiles[4])) }
                td.n { (dollars(&cost.key("mean"), row.cost.mean)) }
                td.n { (dollars(&cost.key("quantiles").key("0.5"), row.cost.quantiles[2])) }
                td.n { (dollars(&cost.key("quantiles").key("0.9"), row.cost.quantiles[4])) }
            }
        }
    };
    wide_table(&format!("work{id}"), &fill(w.sim_work_caption, &[("contest", title)]), &head, &body)
}

fn notes(w: &Words, rows: &[Placed<'_>]) -> Markup {
    html! {
        ul {
            @for (row, _) in rows {
                @for why in row.does_not_add_up.iter().chain(&row.refused) { li { (row.method) ": " (w.reason(why)) "." } }
                @if row.wrong_in_the_end.hits > 0 {
                    @let share = super::cells::in_percent(row.wrong_in_the_end.fraction(), 2);
                    li { (row.method) ": " (fill(w.wrong_stands, &[("share", &share)])) }
                }
            }
        }
    }
}

/// The work of one sample for all contests.
fn together(w: &Words, all: &Simulated) -> Markup {
    if all.together.is_empty() {
        return html! {};
    }
    let place = |at: usize| Pointer::root().key("together").key(at).key("cards");
    let strip = |(at, row): (usize, &'_ TogetherRow)| (row.method.clone(), place(at));
    let named: Vec<(String, Pointer)> = all.together.iter().enumerate().map(strip).collect();
    let one = |((name, at), row)| {
        let row: &TogetherRow = row;
        Strip { name, cards: &row.cards, at: Pointer::clone(at) }
    };
    let all_strips: Vec<Strip<'_>> =
        named.iter().map(|(name, at)| (name.as_str(), at)).zip(&all.together).map(one).collect();
    html! {
        section {
            h2 id="together" { (w.together_heading) }
            p.note { (w.together_note) }
            (strips(w, w.strips_caption, "together-strips", w.together_heading, &all_strips))
            (together_work(w, &all.together))
        }
    }
}

/// Ballots that were counted in full after the sample, and the hours and dollars of both.
fn together_work(w: &Words, all: &[TogetherRow]) -> Markup {
    let head = heads(&[w.method], &[w.cards_mean, w.audits.ballots_in_full, w.hours_mean, w.cost_mean], &[]);
    let body = html! {
        @for (at, row) in all.iter().enumerate() {
            @let at = Pointer::root().key("together").key(at);
            tr {
                th scope="row" { (row.method) }
                td.n { (about(&at.key("cards").key("mean"), row.cards.mean)) }
                td.n { (about(&at.key("ballots_counted_in_full").key("mean"), row.ballots.mean)) }
                td.n { (about(&at.key("all_hours").key("mean"), row.all_hours.mean)) }
                td.n { (dollars(&at.key("all_cost").key("mean"), row.all_cost.mean)) }
            }
        }
    };
    wide_table("together-work", w.together_heading, &head, &body)
}

/// The requirements and the promise of each method.
fn promises(w: &Words, all: &Simulated, methods: &[&str]) -> Markup {
    html! {
        section {
            h2 id="promises" { (w.promises_heading) }
            @if !all.exact_readings { p { (w.boards_slip) } }
            @if !all.apart.is_empty() { p { (fill(w.audits.drawn_apart, &[("methods", &all.apart.join(", "))])) } }
            ul {
                @for method in methods.iter().filter_map(|name| all.registry.method(name)) {
                    li { (fill(w.promise_of, &[("methods", method.name())])) " " (promise(w, method.promise())) }
                }
            }
        }
    }
}
