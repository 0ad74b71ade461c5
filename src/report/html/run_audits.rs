//! Audits of one run: what each looked at, what it found, what it decided, and what it took.

use maud::{Markup, html};

use super::audit_cells::{decision, place};
use super::cells::{Pointer, about, count, dollars, in_percent, or_dash, p_value, said};
use super::chart_risk::risks;
use super::frame::{heads, wide_table};
use super::words::{Words, fill};
use crate::audit::{Guarantee, Needs, nobody_can_lose};
use crate::report::audit_findings::{findings, who_held};
use crate::report::phrases::{capital, names, paces};
use crate::simulation::{AuditRun, ElectionRun};

/// What a method promises, in the page's language.
pub(super) fn promise(w: &Words, promise: Guarantee) -> &'static str {
    match promise {
        Guarantee::RiskLimit => w.promise_risk_limit,
        Guarantee::Posterior => w.promise_posterior,
        Guarantee::Nothing => w.promise_nothing,
        Guarantee::FullCount => w.promise_full_count,
    }
}

/// All audits.
pub(super) fn audits(w: &Words, run: &ElectionRun) -> Markup {
    let (Some(text), Some(at)) = (&run.scenario.audit, run.scenario.audited_stage()) else { return html! {} };
    if run.audits.is_empty() && run.observed.is_empty() {
        return html! {};
    }
    let of = &run.scenario.stage[at].id;
    let limit = in_percent(text.terms().risk_limit, 0);
    html! {
        section {
            h2 id="audits" { (fill(w.audits_heading, &[("stage", of)])) }
            p.note { (fill(w.audits_note, &[("limit", &limit)])) @if !run.audits.is_empty() { " " (who_held(w, run)) } @if !run.together.is_empty() { " " (w.audits.of_one_sample) } }
            (observed(w, run))
            @if !run.audits.is_empty() {
                (table(w, run))
                (risks(w, run))
                (notes(w, run))
            }
            ul {
                @for it in [Guarantee::RiskLimit, Guarantee::Posterior, Guarantee::Nothing, Guarantee::FullCount] {
                    @let who = methods(run, it);
                    @if !who.is_empty() { li { (fill(w.promise_of, &[("methods", &who.join(", "))])) " " (promise(w, it)) } }
                }
            }
        }
    }
}

fn methods(run: &ElectionRun, promise: Guarantee) -> Vec<&'static str> {
    let mut who: Vec<&str> = Vec::new();
    for method in
        run.audits.iter().filter_map(|audit| run.registry.method(audit.method)).filter(|m| m.promise() == promise)
    {
        if !who.contains(&method.name()) {
            who.push(method.name());
        }
    }
    who
}

/// Samples that were really drawn.
fn observed(w: &Words, run: &ElectionRun) -> Markup {
    let Some(text) = &run.scenario.audit else { return html! {} };
    if run.observed.is_empty() {
        return html! {};
    }
    let head = heads(&[w.contest, w.method], &[w.ballots_drawn, w.p_value, w.published], &[w.agrees, w.source]);
    let body = html! {
        @for it in &run.observed {
            @let seen = &text.observed[it.place];
            @let nth = run.observed.iter().filter(|o| o.contest == it.contest).position(|o| o.place == it.place);
            @let here = Pointer::root().key("contests").key(it.contest).key("audits").key(nth.unwrap_or(0));
            tr {
                th scope="row" { (run.contests[it.contest].contest.title) }
                td { (seen.method) }
                td.n { (count(&here.key("cards_examined"), seen.ballots)) }
                td.n { (or_dash(it.p_value, |p| p_value(&here.key("p_value"), p))) }
                td.n { (seen.p_value.as_deref().unwrap_or("–")) }
                td { @match it.holds { Some(true) => (w.to_every_digit), Some(false) => strong { (w.differs) }, None => "–" } }
                td { (seen.source) }
            }
        }
    };
    wide_table("observed", w.observed_caption, &head, &body)
}

fn table(w: &Words, run: &ElectionRun) -> Markup {
    let head = heads(
        &[w.contest, w.method, w.outcome],
        &[w.cards_looked_at, w.of_cards, w.rounds, w.p_value, w.differing, w.hours, w.cost],
        &[],
    );
    let body = html! { @for audit in &run.audits { (row(w, run, audit)) } };
    wide_table("audit-table", w.audits_caption, &head, &body)
}

fn row(w: &Words, run: &ElectionRun, audit: &AuditRun) -> Markup {
    let it = &run.contests[audit.contest];
    let here = place(run, audit);
    let is_upset = run.registry.method(audit.method).is_some_and(|method| method.promise() == Guarantee::Posterior);
    html! {
        tr {
            th scope="row" { (it.contest.title) }
            td { (audit.method) }
            td {
                @if audit.confirmed_wrong() {
                    strong { (said(&here.key("outcome"), audit.decision.name(), w.outcome_confirmed_wrong)) }
                } @else if audit.nothing_to_audit {
                    (said(&here.key("outcome"), audit.decision.name(), &w.reason(&nobody_can_lose())))
                } @else {
                    (said(&here.key("outcome"), audit.decision.name(), decision(w, audit.decision)))
                }
                @if let Some((_, outcome)) = &audit.counted {
                    ": " (names(w, &it.contest, outcome))
                    @if !audit.right_in_the_end { " – " strong { (w.not_the_paper) } }
                }
                @if is_upset { " – " (w.upset) }
            }
            td.n { (count(&here.key("cards_examined"), audit.cards)) }
            td.n { (count(&here.key("population"), audit.population)) }
            td.n { (audit.rounds.len()) }
            td.n { (or_dash(audit.p_value, |p| p_value(&here.key("p_value"), p))) }
            td.n { (count(&here.key("discrepancies"), audit.discrepancies)) }
            td.n { (about(&here.key("hours"), rounded(audit.work.hours))) }
            td.n { (dollars(&here.key("cost"), rounded(audit.work.cost))) }
        }
    }
}

/// A number rounded to the hundredth, as in the JSON document.
pub(super) fn rounded(x: f64) -> f64 {
    crate::report::json_numbers::rounded(x)
}

/// The findings of single audits, and why they counted everything.
fn notes(w: &Words, run: &ElectionRun) -> Markup {
    let is_explained =
        |audit: &&AuditRun| audit.does_not_add_up.is_some() || audit.why_counted.is_some() || !audit.listed.is_empty();
    let explained: Vec<&AuditRun> = run.audits.iter().filter(is_explained).collect();
    if explained.is_empty() {
        return html! {};
    }
    html! {
        details.printed {
            summary { (w.audit_notes) }
            ul {
                @for audit in explained {
                    li {
                        strong { (run.contests[audit.contest].contest.title) ", " (audit.method) } ": "
                        @if let Some(why) = &audit.does_not_add_up { (w.reason(why)) ". " }
                        @if let Some(why) = &audit.why_counted { (w.counted_since) " " (w.reason(why)) ". " }
                        @let holds_records = run.registry.method(audit.method).is_some_and(|method| method.needs() != Needs::Nothing);
                        @for says in findings(w, audit, holds_records) { (capital(&says)) ". " }
                    }
                }
            }
        }
    }
}

/// The work of counting by hand: stages that people counted, and audits.
pub(super) fn work(w: &Words, run: &ElectionRun) -> Markup {
    let mut rows: Vec<Markup> = Vec::new();
    for (at, (stage, text)) in run.stages.iter().zip(&run.scenario.stage).enumerate() {
        for (contest, work) in stage.work.iter().enumerate() {
            let Some((hours, cost)) = work.filter(|work| work.0 > 0.0) else { continue };
            let here = Pointer::root().key("contests").key(contest).key("stages").key(at);
            let title = &run.contests[contest].contest.title;
            rows.push(work_row(&text.id, title, w.by_hand, &here, (hours, cost)));
        }
    }
    for (at, it) in run.together.iter().enumerate() {
        let here = Pointer::root().key("one_sample").key(at);
        // The cards of the sample, and the full hand counts that follow it.
        let (hours, cost) = (it.work.hours + it.full_counts.work.hours, it.work.cost + it.full_counts.work.cost);
        let places = (here.key("all_hours"), here.key("all_cost"));
        rows.push(work_row_at(w.one_sample, w.all_contests, it.method, (&places.0, &places.1), (hours, cost)));
    }
    for audit in &run.audits {
        let title = &run.contests[audit.contest].contest.title;
        rows.push(work_row(w.an_audit, title, audit.method, &place(run, audit), (audit.work.hours, audit.work.cost)));
    }
    if rows.is_empty() {
        return html! {};
    }
    let head = heads(&[w.work_of, w.contest, w.method], &[w.person_hours, w.cost], &[]);
    let body = html! { @for row in &rows { (row) } };
    html! {
        section {
            h2 id="work" { (w.work_heading) }
            p.note { (w.work_note) }
            (wide_table("work-table", w.work_caption, &head, &body))
            @if let Some(text) = &run.scenario.audit {
                @let clock = text.clock(run.contests.first().map_or(1, |it| it.contest.votes_allowed));
                p.note { (paces(w, &clock)) }
            }
        }
    }
}

fn work_row(what: &str, contest: &str, method: &str, at: &Pointer, work: (f64, f64)) -> Markup {
    work_row_at(what, contest, method, (&at.key("hours"), &at.key("cost")), work)
}

fn work_row_at(
    what: &str,
    contest: &str,
    method: &str,
    (at_hours, at_cost): (&Pointer, &Pointer),
    (hours, cost): (f64, f64),
) -> Markup {
    html! {
        tr {
            th scope="row" { (what) }
            td { (contest) }
            td { (method) }
            td.n { (about(at_hours, rounded(hours))) }
            td.n { (dollars(at_cost, rounded(cost))) }
        }
    }
}
