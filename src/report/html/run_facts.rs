//! What went wrong and who saw it, what the law orders, what no recount sees, and the assumptions.

use maud::{Markup, html};

use super::cells::with_sign;
use super::count_row::ahead_in_words;
use super::frame::{filled, heads, in_english, wide_table};
use super::words::{Words, fill};
use crate::canvass::CHECKS;
use crate::hand_count::mishap::Befall;
use crate::number_format::grouped;
use crate::reason::{Filling, Reason};
use crate::report::law::{law_caption, said_by_law};
use crate::report::phrases::check_asks;
use crate::scenario::CountedBy;
use crate::simulation::{ElectionRun, PublishedComparison};

/// Findings listed before "and more".
const LISTED: usize = 4;

/// Faults and mishaps, who saw them, and the checks that need no ballot.
pub(super) fn noticed(w: &Words, run: &ElectionRun) -> Markup {
    let stage = |at: usize| run.scenario.stage[at].id.as_str();
    let mishaps: Vec<(usize, Reason)> = run
        .scenario
        .stage
        .iter()
        .enumerate()
        .flat_map(|(at, s)| s.mishaps.iter().map(move |m| (at, m.says())))
        .collect();
    let remarks: Vec<(usize, &String)> =
        run.scenario.stage.iter().enumerate().filter_map(|(at, s)| s.noticed.as_ref().map(|says| (at, says))).collect();
    html! {
        section {
            h2 id="noticed" { (w.noticed_heading) }
            @if run.faults.is_empty() && mishaps.is_empty() { p { (if run.whereabouts.is_empty() { w.nothing_wrong } else { w.no_fault }) } }
            @else {
                ul {
                    @for fault in &run.faults {
                        @let by: Vec<&Filling> = dedup(fault.found_by.iter().flatten());
                        @let would: Vec<&Reason> = dedup(fault.would_be_found_by.iter().flatten());
                        li {
                            strong { (stage(fault.stage)) } ": " (w.reason(&fault.says)) ". "
                            @if !fault.changed.contains(&true) { em { (w.changed_nothing) } }
                            @else if by.is_empty() {
                                em { (w.seen_by_nobody) }
                                @if !would.is_empty() { " " em { (w.would_be_seen_by) " " @for (n, by) in would.iter().enumerate() { @if n > 0 { ", " } (w.reason(by)) } "." } }
                            }
                            @else { em { (w.seen_by) " " @for (n, by) in by.iter().enumerate() { @if n > 0 { ", " } (w.filling(by)) } "." } }
                        }
                    }
                    @for (at, says) in &mishaps { li { strong { (stage(*at)) } ": " (w.reason(says)) "." } }
                }
            }
            @if !remarks.is_empty() {
                h3 { (w.as_it_was) }
                ul { @for (at, says) in &remarks { li { strong { (stage(*at)) } ": " (in_english(says)) } } }
            }
            (checks(w, run))
        }
    }
}

fn dedup<'a, T: PartialEq>(all: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut list: Vec<&T> = Vec::new();
    for one in all {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}

/// The checks of the canvass: a row for each that was made or would show something.
fn checks(w: &Words, run: &ElectionRun) -> Markup {
    let mut rows = Vec::new();
    for (at, text) in run.scenario.stage.iter().enumerate() {
        if text.by != CountedBy::Machine || !text.mean_of.is_empty() {
            continue;
        }
        for check in CHECKS {
            let findings: Vec<_> = run.stages[at].findings.iter().filter(|f| f.check == check).collect();
            let made = text.checks.contains(&check);
            if made || !findings.is_empty() {
                rows.push((text.id.as_str(), check, made, findings));
            }
        }
    }
    if rows.is_empty() {
        return html! {};
    }
    let head = heads(&[w.count, w.check, w.check_made, w.check_shows], &[], &[]);
    let body = html! {
        @for (stage, check, made, findings) in &rows {
            tr {
                th scope="row" { (stage) }
                td { (check_asks(w, *check)) }
                td { (if *made { w.yes } else { w.no }) }
                td.says {
                    @if findings.is_empty() { (w.nothing) }
                    @for (n, finding) in findings.iter().take(LISTED).enumerate() {
                        @if n > 0 { "; " }
                        (run.units[finding.unit]) ": " (w.reason(&finding.says))
                    }
                    @if findings.len() > LISTED { "; " (fill(w.and_more, &[("n", &grouped((findings.len() - LISTED) as i64))])) }
                }
            }
        }
    };
    html! {
        h3 { (w.checks_heading) }
        (wide_table("checks", w.checks_caption, &head, &body))
    }
}

/// What the law orders at each margin.
pub(super) fn law(w: &Words, run: &ElectionRun) -> Markup {
    let Some(state) = &run.scenario.law else { return html! {} };
    let (said, rules) = said_by_law(w, run, state, ahead_in_words);
    html! {
        section {
            h2 id="law" { (fill(w.law_heading, &[("state", state)])) }
            ul {
                @for it in &said {
                    li {
                        strong { (it.title) } " (" (it.lead) ")"
                        @if let Some(case) = &it.case { ", " (case) }
                        ": " (it.says) "."
                    }
                }
            }
            @if !rules.is_empty() {
                p { (w.laws.rules) }
                ul {
                    @for (n, rule) in rules.iter().enumerate() {
                        li { "[" (n + 1) "] " (rule) "." }
                    }
                }
            }
            p.note { (law_caption(w, run)) }
        }
    }
}

/// What no recount sees.
pub(super) fn beyond(w: &Words, run: &ElectionRun) -> Markup {
    html! {
        section {
            h2 id="beyond" { (w.beyond_heading) }
            @if !run.beyond.is_empty() {
                ul {
                    @for it in &run.beyond {
                        li {
                            (w.reason(&it.says)) ": "
                            @match &it.found_by {
                                Some(check) => { em { (w.seen_by) " " (w.reason(check)) "." } }
                                None => { em { (w.undetected) "." } }
                            }
                            " " (w.beyond_why) " " (w.reason(&it.why_unseen)) ". " (w.beyond_seen_by) " " (w.reason(&it.seen_by)) "."
                        }
                    }
                }
            }
            p { (w.beyond_always) }
        }
    }
}

/// Published figures beside the model's, and their sources.
pub(super) fn published(w: &Words, run: &ElectionRun) -> Markup {
    if run.comparisons.is_empty() && run.scenario.source.is_empty() {
        return html! {};
    }
    let is_published = run.comparisons.iter().all(|c| c.source.is_some());
    let (heading, caption, kind) = if is_published {
        (w.published_heading, w.published_caption, w.published)
    } else {
        (w.by_hand_heading, w.by_hand_caption, w.expected)
    };
    let head = heads(&[w.count, w.contest, w.figure], &[kind, w.model], &[w.agrees, w.source]);
    let body = html! { @for (at, c) in run.comparisons.iter().enumerate() { (comparison(w, run, at, c)) } };
    html! {
        section {
            h2 id="published" { (heading) }
            @if !run.comparisons.is_empty() { (wide_table("figures", caption, &head, &body)) }
            @if !run.scenario.source.is_empty() {
                h3 { (w.sources) }
                ul {
                    @for source in &run.scenario.source {
                        li id={ "source-" (source.id) } {
                            "[" (source.id) "] " (in_english(&source.title)) ". " (source.publisher)
                            @if let Some(date) = &source.date { ", " (date) }
                            @if let Some(address) = &source.address { ", " (address) }
                        }
                    }
                }
            }
        }
    }
}

fn comparison(w: &Words, run: &ElectionRun, at: usize, c: &PublishedComparison) -> Markup {
    let show = |text: &str| match (text.starts_with('+'), text.parse::<i64>()) {
        (_, Err(_)) => text.to_owned(),
        (true, Ok(n)) => with_sign(n),
        (false, Ok(n)) => grouped(n),
    };
    let cell =
        |key: &str, text: &str| html! { data value=(text) data-json={ "/figures/" (at) "/" (key) } { (show(text)) } };
    html! {
        tr {
            th scope="row" { (run.scenario.stage[c.stage].id) }
            td { (run.contests[c.contest].contest.title) }
            td { (filled(w, &c.what)) }
            td.n { (cell("published", &c.published)) }
            td.n { (cell("model", &c.model)) }
            td {
                @match (c.holds, c.within) {
                    (true, 0) => (w.equal),
                    (true, within) => (fill(w.within, &[("n", &grouped(within))])),
                    (false, _) => strong { (w.differs) },
                }
            }
            td { @match &c.source { Some(source) => (source), None => (w.worked_by_hand) } }
        }
    }
}

/// The assumptions that are not documented.
pub(super) fn assumptions(w: &Words, run: &ElectionRun) -> Markup {
    let all = super::super::json::assumed(run);
    html! {
        @if !all.is_empty() {
            section {
                h2 id="assumed" { (w.assumed_heading) }
                ul { @for sentence in &all { li { (filled(w, sentence)) } } }
            }
        }
    }
}
