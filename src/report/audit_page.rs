//! Audits on the page: what each method looked at, what it found, what it decided.

use std::fmt::Write as _;

use super::terminal::{Page, table};
use crate::audit::{Decision, METHODS, named};
use crate::figure::grouped;
use crate::scenario::ScenarioFile;
use crate::simulation::{AuditLife, Life, Plan, Row, Share, Simulated};

/// Discrepancies told one by one.
const LISTED: usize = 5;

/// The audits of one life.
pub(super) fn audits(life: &Life, page: Page, out: &mut String) {
    let (Some(text), Some(at)) = (&life.scenario.audit, life.scenario.audited_stage()) else { return };
    let of = &life.scenario.stage[at].id;
    for it in &life.observed {
        let observed = &text.observed[it.place];
        let contest = &life.contests[it.contest].contest.title;
        page.heading(out, &format!("The audit that was made of \"{of}\""));
        let sample: Vec<String> =
            observed.sample.iter().map(|(name, n)| format!("{name} {}", grouped(*n as i64))).collect();
        let p = it.p_value.map_or("no P-value".to_owned(), |p| format!("a measured risk of {}", p_in_words(p)));
        let published = match (&observed.p_value, it.holds) {
            (Some(digits), Some(true)) => {
                format!(" Published: {digits}, the same to every digit [{}].", observed.source)
            }
            (Some(digits), _) => format!(" Published: {digits}, which DIFFERS [{}].", observed.source),
            (None, _) => format!(" [{}]", observed.source),
        };
        let ballots = grouped(observed.ballots as i64);
        let says = format!(
            "{contest}: {ballots} ballots drawn, of them {}. By {} that is {p}.{published}",
            sample.join(", "),
            observed.method
        );
        page.item(out, &says);
    }
    if life.audits.is_empty() {
        return;
    }
    page.heading(out, &format!("Audits of \"{of}\", each as if it alone had been made"));
    let header =
        ["contest", "method", "cards looked at", "of", "rounds", "P-value", "differ", "hours", "cost", "outcome"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for audit in &life.audits {
        rows.push(audit_row(life, audit));
    }
    out.push_str(&table(rows, 2..9));
    for audit in &life.audits {
        notes(life, audit, page, out);
    }
    if life
        .audits
        .iter()
        .any(|audit| named(audit.method).is_some_and(|m| m.promise() == crate::audit::Promise::RiskLimit))
    {
        let limit = rounded_percent(text.terms().risk_limit);
        page.item(out, &format!("Where the reported outcome is wrong, a risk-limiting method confirms it with a chance of at most {limit}."));
    }
}

fn audit_row(life: &Life, audit: &AuditLife) -> Vec<String> {
    let it = &life.contests[audit.contest];
    let outcome = match audit.decision {
        Decision::Confirmed => "confirmed".to_owned(),
        Decision::FullHandCount => match &audit.counted {
            Some((_, outcome)) => format!("full hand count: {}", super::words::names(&it.contest, outcome)),
            None => "full hand count".to_owned(),
        },
    };
    vec![
        it.contest.title.clone(),
        audit.method.to_owned(),
        grouped(audit.cards as i64),
        grouped(audit.population as i64),
        audit.rounds.len().to_string(),
        audit.p_value.map_or("–".to_owned(), p_in_words),
        grouped(audit.discrepancies as i64),
        grouped(libm::round(audit.work.hours) as i64),
        format!("${}", grouped(libm::round(audit.work.cost) as i64)),
        outcome,
    ]
}

fn notes(life: &Life, audit: &AuditLife, page: Page, out: &mut String) {
    let contest = &life.contests[audit.contest].contest.title;
    if let Some(why) = &audit.refused {
        page.item(out, &format!("{contest}, {}: {why}.", audit.method));
    }
    if audit.listed.is_empty() {
        return;
    }
    let mut shown: Vec<String> = audit
        .listed
        .iter()
        .take(LISTED)
        .map(|d| {
            let place = d.position.map_or(d.batch.clone(), |position| format!("{} card {position}", d.batch));
            format!("{place}: reported {}, read {}", d.reported, d.read)
        })
        .collect();
    let more = audit.discrepancies as usize - shown.len();
    if more > 0 {
        shown.push(format!("and {} more", grouped(more as i64)));
    }
    page.item(out, &format!("{contest}, {} found: {}", audit.method, shown.join("; ")));
}

fn p_in_words(p: f64) -> String {
    if p == 0.0 || p >= 0.001 { format!("{p:.4}") } else { format!("{p:.4e}") }
}

fn rounded_percent(share: f64) -> String {
    format!("{} %", libm::round(share * 1e4) / 1e2)
}

/// Many lives as a table.
pub fn simulated_in_words(all: &Simulated) -> String {
    let mut out = format!(
        "{}: {} trials of audits of \"{}\", seed {}\n\n",
        all.name,
        grouped(all.trials as i64),
        all.of,
        all.seed
    );
    let header = [
        "contest",
        "reported",
        "method",
        "cards: mean",
        "median",
        "90 %",
        "99 %",
        "rounds",
        "hours",
        "cost",
        "noticed",
        "full count",
        "confirmed wrong",
        "(95 % interval)",
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &all.rows {
        rows.push(simulated_row(all, row));
    }
    out.push_str(&table(rows, 3..14));
    out.push('\n');
    let mut told: Vec<&str> = Vec::new();
    for row in &all.rows {
        if let (Some(why), contest) = (&row.refused, &all.contests[row.contest].title) {
            let _ = writeln!(out, "  {contest}, {}: {why}.", row.method);
        }
        if !told.contains(&row.method) {
            told.push(row.method);
        }
    }
    for method in told.iter().filter_map(|name| named(name)) {
        let limit = match all.rows.iter().find(|row| row.method == method.name()).and_then(|row| row.risk_limit) {
            Some(limit) => format!(" of {}", rounded_percent(limit)),
            None => String::new(),
        };
        let _ = writeln!(
            out,
            "  {}: needs {}; promises: {}{limit}.",
            method.name(),
            method.needs().says(),
            method.promise().says()
        );
    }
    out
}

fn simulated_row(all: &Simulated, row: &Row) -> Vec<String> {
    let whole = |x: f64| grouped(libm::round(x) as i64);
    let (wrong, interval) = if row.reported_right {
        ("–".to_owned(), String::new())
    } else {
        let (low, high) = row.confirmed_wrong.interval95();
        (percent(row.confirmed_wrong), format!("({:.2} to {:.2} %)", 100.0 * low, 100.0 * high))
    };
    vec![
        all.contests[row.contest].title.clone(),
        if row.reported_right { "right" } else { "WRONG" }.to_owned(),
        row.method.to_owned(),
        whole(row.cards.mean),
        whole(row.cards.quantiles[2]),
        whole(row.cards.quantiles[4]),
        whole(row.cards.quantiles[6]),
        format!("{:.1}", row.rounds.mean),
        whole(row.hours.mean),
        format!("${}", whole(row.cost.mean)),
        percent(row.noticed),
        percent(row.full_hand_count),
        wrong,
        interval,
    ]
}

fn percent(share: Share) -> String {
    format!("{:.2} %", 100.0 * share.fraction())
}

/// A plan as a table.
pub fn planned_in_words(plan: &Plan) -> String {
    let limit = rounded_percent(plan.risk_limit);
    let mut out =
        format!("{}: audits of \"{}\" at a risk limit of {limit}, if nothing is wrong\n\n", plan.name, plan.of);
    let header = ["contest", "method", "cards to look at", "of", "hours", "cost", "by"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &plan.rows {
        let batches = row.batches.map_or(String::new(), |n| format!(" in {} batches", grouped(n as i64)));
        rows.push(vec![
            plan.contests[row.contest].title.clone(),
            row.method.to_owned(),
            grouped(row.cards as i64),
            grouped(row.population as i64),
            grouped(libm::round(row.work.hours) as i64),
            format!("${}", grouped(libm::round(row.work.cost) as i64)),
            format!("{}{batches}", row.why),
        ]);
    }
    out.push_str(&table(rows, 2..6));
    out
}

/// Event × method: the chance that an audit sees the report to be off.
pub fn caught_in_words(all: &[(&ScenarioFile, Simulated)]) -> String {
    let trials = all.first().map_or(0, |(_, it)| it.trials);
    let mut out = format!(
        "The chance that an audit sees the report to be off: by a card or batch that it has wrong, or by counting all of\n\
         them ({} trials each; – where the scenario does not ask for the method)\n\n",
        grouped(trials as i64)
    );
    let mut rows = vec![vec!["scenario".to_owned(), "reported winner".to_owned()]];
    rows[0].extend(METHODS.iter().map(|method| method.name().to_owned()));
    for (_, it) in all {
        let wrong = it.rows.iter().any(|row| !row.reported_right);
        let mut row = vec![it.name.clone(), if wrong { "WRONG" } else { "right" }.to_owned()];
        row.extend(METHODS.iter().map(|method| {
            let share = it.noticed_somewhere.iter().find(|(name, _)| *name == method.name());
            share.map_or("–".to_owned(), |(_, share)| format!("{:.0} %", 100.0 * share.fraction()))
        }));
        rows.push(row);
    }
    out.push_str(&table(rows, 2..2 + METHODS.len()));
    out
}
