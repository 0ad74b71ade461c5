//! Audits on the terminal: what each method read, what it found, what it decided.

use super::audit_findings::{findings, who_held};
use super::layout::table;
use super::page::Page;
use super::phrases::{names, paces, rounded_percent};
use super::words::{Text, Words, fill};
use crate::audit::{Decision, Guarantee, Needs, Unit, nobody_can_lose};
use crate::hand_count::mishap::Befall;
use crate::number_format::{self, grouped};
use crate::simulation::{AtRescan, AuditRun, ElectionRun, struck_again};

/// The audits of one run.
pub(super) fn audits(run: &ElectionRun, page: Page, out: &mut String) {
    let (Some(text), Some(at)) = (&run.scenario.audit, run.scenario.audited_stage()) else { return };
    let w = page.words();
    let of = fill(w.quote, &[("text", &run.scenario.stage[at].id)]);
    for it in &run.observed {
        let observed = &text.observed[it.place];
        let contest = &run.contests[it.contest].contest.title;
        page.heading(out, &fill(w.audits.observed_heading, &[("stage", &of)]));
        let names = run.contests[it.contest].contest.candidates.iter();
        let counts = names.filter_map(|name| observed.sample.get(name).map(|n| (name, n)));
        let sample: Vec<String> = counts.map(|(name, n)| format!("{name} {}", grouped(*n as i64))).collect();
        let digits = observed.p_value.as_ref().map_or(8, |published| published.len().saturating_sub(2));
        let measured = |p: f64| fill(w.audits.measured_risk, &[("p", &format!("{p:.digits$}"))]);
        let measured = it.p_value.map_or_else(|| w.audits.no_p_value.to_owned(), measured);
        let published = |says: Text, digits: &str| fill(says, &[("digits", digits), ("source", &observed.source)]);
        let published = match (&observed.p_value, it.holds) {
            (Some(digits), Some(true)) => published(w.audits.published_same, digits),
            (Some(digits), _) => published(w.audits.published_differs, digits),
            (None, _) => format!("[{}]", observed.source),
        };
        let gaps = [
            ("contest", contest.as_str()),
            ("ballots", &grouped(observed.ballots as i64)),
            ("sample", &sample.join(", ")),
            ("method", &observed.method),
            ("measured", &measured),
            ("published", &format!(" {published}")),
        ];
        page.item(out, &fill(w.audits.observed_says, &gaps));
    }
    if run.audits.is_empty() {
        return;
    }
    let a = &w.audits;
    let heading = if run.together.is_empty() { a.heading } else { a.heading_one_sample };
    page.heading(out, &fill(heading, &[("stage", &of)]));
    page.paragraph(out, "  ", &who_held(w, run));
    if !run.together.is_empty() {
        page.paragraph(out, "  ", a.of_one_sample);
    }
    for mishap in &text.mishaps {
        page.item(out, &fill(a.before, &[("says", &w.reason(&mishap.says()))]));
    }
    let header =
        [a.contest, a.method, a.cards_looked_at, a.of, a.rounds, a.p_value, a.differ, a.hours, a.cost, a.outcome];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for audit in &run.audits {
        rows.push(audit_row(w, run, audit));
    }
    out.push_str(&table(rows, 2..9));
    if run
        .audits
        .iter()
        .any(|a| run.registry.method(a.method).is_some_and(|method| method.promise() == Guarantee::Posterior))
    {
        page.item(out, a.upset_is);
    }
    for audit in &run.audits {
        notes(run, audit, page, out);
    }
    for it in &run.together {
        let gaps = [
            ("method", it.method),
            ("cards", &grouped(it.cards as i64)),
            ("rounds", &it.rounds.to_string()),
            ("ballots", &grouped(it.full_counts.ballots as i64)),
            ("hours", &libm::round(it.work.hours + it.full_counts.work.hours).to_string()),
            ("cost", &grouped(libm::round(it.work.cost + it.full_counts.work.cost) as i64)),
        ];
        page.item(out, &fill(a.one_sample, &gaps));
    }
    let clock = text.clock(run.contests.first().map_or(1, |it| it.contest.votes_allowed));
    page.item(out, &paces(w, &clock));
    for promise in [Guarantee::RiskLimit, Guarantee::Posterior, Guarantee::Nothing, Guarantee::FullCount] {
        let mut who: Vec<&str> = Vec::new();
        for method in
            run.audits.iter().filter_map(|audit| run.registry.method(audit.method)).filter(|m| m.promise() == promise)
        {
            if !who.contains(&method.name()) {
                who.push(method.name());
            }
        }
        let limit = of_limit(w, (promise == Guarantee::RiskLimit).then(|| text.terms().risk_limit));
        if !who.is_empty() {
            let gaps = [("methods", &who.join(", ")[..]), ("promise", &w.reason(&promise.says())), ("limit", &limit)];
            page.item(out, &fill(a.promise_of, &gaps));
        }
    }
}

fn audit_row(w: &Words, run: &ElectionRun, audit: &AuditRun) -> Vec<String> {
    let it = &run.contests[audit.contest];
    let is_upset = run.registry.method(audit.method).is_some_and(|method| method.promise() == Guarantee::Posterior);
    let outcome = match audit.decision {
        Decision::Confirmed if audit.nothing_to_audit => w.reason(&nobody_can_lose()),
        Decision::Confirmed if audit.confirmed_wrong() => w.outcome_confirmed_wrong.to_owned(),
        Decision::Confirmed => w.outcome_confirmed.to_owned(),
        Decision::MeasuredOnly => w.audits.measured_only.to_owned(),
        Decision::FullHandCount => match &audit.counted {
            Some((_, outcome)) => {
                let says = if audit.right_in_the_end { w.audits.counted_names } else { w.audits.counted_names_wrong };
                fill(says, &[("who", &names(w, &it.contest, outcome))])
            }
            None => w.outcome_full_count.to_owned(),
        },
    };
    vec![
        it.contest.title.clone(),
        audit.method.to_owned(),
        grouped(audit.cards as i64),
        grouped(audit.population as i64),
        audit.rounds.len().to_string(),
        audit
            .p_value
            .map(number_format::p_value)
            .map_or("–".to_owned(), |p| if is_upset { fill(w.audits.upset, &[("p", &p)]) } else { p }),
        grouped(audit.discrepancies as i64),
        grouped(libm::round(audit.work.hours) as i64),
        format!("${}", grouped(libm::round(audit.work.cost) as i64)),
        outcome,
    ]
}

fn notes(run: &ElectionRun, audit: &AuditRun, page: Page, out: &mut String) {
    let (contest, w) = (&run.contests[audit.contest].contest.title, page.words());
    if let Some(why) = &audit.does_not_add_up {
        page.item(out, &format!("{contest}, {}: {}.", audit.method, w.reason(why)));
    }
    if let Some(why) = &audit.why_counted {
        let since = fill(w.audits.counted_since, &[("why", &w.reason(why))]);
        page.item(out, &format!("{contest}, {}: {since}.", audit.method));
    }
    if run.registry.method(audit.method).is_some_and(|method| method.counts_again() == Some(Unit::Rescan)) {
        page.item(out, &format!("{contest}, {}: {}.", audit.method, second_scan(w, run)));
    }
    let holds_records = run.registry.method(audit.method).is_some_and(|method| method.needs() != Needs::Nothing);
    for says in findings(w, audit, holds_records) {
        page.item(out, &format!("{contest}, {}: {says}.", audit.method));
    }
}

/// The faults of the first count that a second scan repeats, by their cause.
fn second_scan(w: &Words, run: &ElectionRun) -> String {
    let fresh = run.scenario.audit.as_ref().is_some_and(|text| text.fresh_programme);
    let faults = struck_again(&run.scenario);
    let mut out = if fresh { w.audits.anew } else { w.audits.same_programme }.to_owned();
    for (strikes, says) in [(true, w.audits.strikes_again), (false, w.audits.strikes_no_more)] {
        let of = faults.iter().filter(|it| it.strikes == strikes);
        let home = |it: &AtRescan| w.reason(&it.lives_in);
        let lies = |it: &AtRescan| fill(w.audits.lies_in, &[("kind", it.kind), ("home", &home(it))]);
        let which: Vec<String> = of.map(lies).collect();
        if !which.is_empty() {
            out.push_str(&fill(says, &[("list", &which.join(", "))]));
        }
    }
    out
}

/// "(1.20 to 3.40 %)".
pub(super) fn from_to(w: &Words, (low, high): (f64, f64)) -> String {
    let [low, high] = [low, high].map(|share| number_format::percent(share, 2));
    fill(w.audits.from_to, &[("low", &low), ("high", &high)])
}

/// " of 5 %", and nothing without a limit.
pub(super) fn of_limit(w: &Words, limit: Option<f64>) -> String {
    limit.map_or_else(String::new, |limit| fill(w.audits.of_limit, &[("limit", &rounded_percent(limit))]))
}
