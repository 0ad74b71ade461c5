//! Audits on the page: what each method looked at, what it found, what it decided.

use std::fmt::Write as _;

use super::phrases::rounded_percent;
use super::terminal::{Page, table};
use crate::audit::{AuditMethod, Clock, Decision, METHODS, Needs, Promise, Unit, named};
use crate::figure::{self, grouped};
use crate::hand_count::mishap::Befall;
use crate::scenario::ScenarioFile;
use crate::simulation::{AuditLife, Cause, Life, Row, Share, Simulated, TogetherRow, struck_again};

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
        let names = life.contests[it.contest].contest.candidates.iter();
        let counts = names.filter_map(|name| observed.sample.get(name).map(|n| (name, n)));
        let sample: Vec<String> = counts.map(|(name, n)| format!("{name} {}", grouped(*n as i64))).collect();
        let digits = observed.p_value.as_ref().map_or(8, |published| published.len().saturating_sub(2));
        let p = it.p_value.map_or("no P-value".to_owned(), |p| format!("a measured risk of {p:.digits$}"));
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
    for mishap in &text.mishaps {
        page.item(out, &format!("Before the audits: {}.", mishap.says()));
    }
    let header =
        ["contest", "method", "cards looked at", "of", "rounds", "P-value", "differ", "hours", "cost", "outcome"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for audit in &life.audits {
        rows.push(audit_row(life, audit));
    }
    out.push_str(&table(rows, 2..9));
    if life.audits.iter().any(|a| named(a.method).is_some_and(|method| method.promise() == Promise::Posterior)) {
        page.item(
            out,
            "An upset is no P-value: it is how likely, by the sample and a prior, the reported outcome is wrong.",
        );
    }
    for audit in &life.audits {
        notes(life, audit, page, out);
    }
    for it in &life.together {
        let (cards, rounds) = (grouped(it.cards as i64), it.rounds);
        let (hours, cost) = (libm::round(it.work.hours), grouped(libm::round(it.work.cost) as i64));
        let says = "pulled once for all contests in rounds:";
        page.item(out, &format!("One sample, {}: {cards} cards {says} {rounds}; {hours} hours, ${cost}.", it.method));
    }
    let clock = text.clock(life.contests.first().map_or(1, |it| it.contest.votes_allowed));
    page.item(out, &rates_in_words(&clock));
    for promise in [Promise::RiskLimit, Promise::Posterior, Promise::Nothing, Promise::FullCount] {
        let mut who: Vec<&str> = Vec::new();
        for method in life.audits.iter().filter_map(|audit| named(audit.method)).filter(|m| m.promise() == promise) {
            if !who.contains(&method.name()) {
                who.push(method.name());
            }
        }
        let limit = rounded_percent(text.terms().risk_limit);
        let limit = if promise == Promise::RiskLimit { format!(" of {limit}") } else { String::new() };
        if !who.is_empty() {
            page.item(out, &format!("Promise of {}: {}{limit}.", who.join(", "), promise.says()));
        }
    }
}

/// What hours and cost are made of.
fn rates_in_words(clock: &Clock) -> String {
    format!(
        "Hours and cost by stated rates: {} minutes and ${} an hour (wages alone) for each card that is looked up, {} \
         hours for the seed, {} for each ballot of the manifest; tallies at {:.0} ballots an hour by groups of {}, ${} a \
         ballot (all costs).",
        clock.minutes_per_card,
        clock.wage,
        clock.hours_for_seed,
        clock.hours_of_manifest,
        clock.tally.ballots_per_hour,
        clock.tally.people,
        clock.tally.cost_per_ballot
    )
}

fn audit_row(life: &Life, audit: &AuditLife) -> Vec<String> {
    let it = &life.contests[audit.contest];
    let is_upset = named(audit.method).is_some_and(|method| method.promise() == Promise::Posterior);
    let outcome = match audit.decision {
        Decision::Confirmed => "confirmed".to_owned(),
        Decision::MeasuredOnly => "measured only, nobody asked for more".to_owned(),
        Decision::FullHandCount => match &audit.counted {
            Some((_, outcome)) => {
                let wrong = if audit.right_in_the_end { "" } else { ", which is not what the paper says" };
                format!(
                    "full hand count: {}{wrong}",
                    super::phrases::names(super::words::english(), &it.contest, outcome)
                )
            }
            None => "full hand count".to_owned(),
        },
    };
    vec![
        it.contest.title.clone(),
        audit.method.to_owned(),
        grouped(audit.cards as i64),
        grouped(audit.population as i64),
        audit.rounds.len().to_string(),
        audit.p_value.map_or("–".to_owned(), |p| {
            if is_upset { format!("upset {}", figure::p_value(p)) } else { figure::p_value(p) }
        }),
        grouped(audit.discrepancies as i64),
        grouped(libm::round(audit.work.hours) as i64),
        format!("${}", grouped(libm::round(audit.work.cost) as i64)),
        outcome,
    ]
}

fn notes(life: &Life, audit: &AuditLife, page: Page, out: &mut String) {
    let contest = &life.contests[audit.contest].contest.title;
    if let Some(why) = &audit.does_not_add_up {
        page.item(out, &format!("{contest}, {}: {why}.", audit.method));
    }
    if let Some(why) = &audit.why_counted {
        page.item(out, &format!("{contest}, {}: every ballot is counted, since {why}.", audit.method));
    }
    if named(audit.method).is_some_and(|method| method.counts_again() == Some(Unit::Rescan)) {
        page.item(out, &format!("{contest}, {}: {}.", audit.method, second_scan(life)));
    }
    if audit.listed.is_empty() {
        return;
    }
    let holds_records = named(audit.method).is_some_and(|method| method.needs() != Needs::Nothing);
    let mut shown: Vec<String> = audit
        .listed
        .iter()
        .take(LISTED)
        .map(|d| {
            let place = d.position.map_or(d.batch.clone(), |position| format!("{} card {position}", d.batch));
            let slip = match d.cause {
                Cause::Report => "",
                Cause::Slip => " (the board slipped)",
                Cause::Missing => " (ballots are missing)",
            };
            match d.read.as_str() {
                "not found" | "no tally" => format!("{place}: not found"),
                read if holds_records => format!("{place}: reported {}, read {read}{slip}", d.reported),
                read => format!("{place}: read {read}{slip}"),
            }
        })
        .collect();
    let more = audit.discrepancies as usize - shown.len();
    if more > 0 {
        shown.push(format!("and {} more", grouped(more as i64)));
    }
    page.item(out, &format!("{contest}, {} found: {}", audit.method, shown.join("; ")));
}

/// What of the first count's faults a second scan repeats, by where they live.
fn second_scan(life: &Life) -> String {
    let fresh = life.scenario.audit.as_ref().is_some_and(|text| text.fresh_programme);
    let faults = struck_again(&life.scenario);
    let mut out = if fresh { "programmed anew" } else { "by the same programme" }.to_owned();
    for (strikes, says) in [(true, "strikes again"), (false, "does not strike again")] {
        let of = faults.iter().filter(|it| it.strikes == strikes);
        let which: Vec<String> = of.map(|it| format!("{} (lies in {})", it.kind, it.lives_in)).collect();
        if !which.is_empty() {
            let _ = write!(out, "; {says}: {}", which.join(", "));
        }
    }
    out
}

/// Many lives as a table.
pub fn simulated_in_words(all: &Simulated) -> String {
    let by_law = all.rows.iter().any(|row| row.within.is_some());
    let how_many = if by_law { "exact laws".to_owned() } else { format!("{} trials", grouped(all.trials as i64)) };
    let mut out = format!("{}: {how_many} of audits of \"{}\", seed {}\n\n", all.name, all.of, all.seed);
    let (of, interval) = if by_law { ("audits", "(within)") } else { ("trials", "(95 % interval)") };
    if all.trials < all.asked {
        let of = grouped(all.asked as i64);
        let _ = writeln!(out, "PARTIAL: interrupted before all of the {of} trials that were asked for were done.\n");
    }
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
        interval,
    ];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for row in &all.rows {
        rows.push(simulated_row(all, row));
    }
    out.push_str(&table(rows, 3..14));
    out.push('\n');
    together_in_words(&all.together, &mut out);
    let mut told: Vec<&str> = Vec::new();
    for row in &all.rows {
        let contest = &all.contests[row.contest].title;
        for why in row.does_not_add_up.iter().chain(&row.refused) {
            let _ = writeln!(out, "  {contest}, {}: {why}.", row.method);
        }
        if row.wrong_in_the_end.hits > 0 {
            let share = percent(row.wrong_in_the_end);
            let by_slips = row.confirmed_wrong.hits == 0;
            let by = if by_slips { ", by slips or missing ballots in the full hand count" } else { "" };
            let stands = format!("in {share} of {of} a wrong winner stands in the end{by}");
            let _ = writeln!(out, "  {contest}, {}: {stands}.", row.method);
        }
        if !told.contains(&row.method) {
            told.push(row.method);
        }
    }
    out.push_str(&engines_in_words(all));
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

/// Which engine made which trials.
fn engines_in_words(all: &Simulated) -> String {
    if let Some(within) = all.rows.iter().filter_map(|row| row.within).max_by(f64::total_cmp) {
        return format!(
            "  By exact laws, nothing drawn by lot: no chance is off by more than {}. Where cards are put back, as many are \
             told as are expected among the draws.\n",
            figure::p_value(within)
        );
    }
    let mut of_engine: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in &all.rows {
        match of_engine.iter_mut().find(|(engine, _)| *engine == row.engine) {
            Some((_, methods)) if methods.contains(&row.method) => {}
            Some((_, methods)) => methods.push(row.method),
            None => of_engine.push((row.engine, vec![row.method])),
        }
    }
    let each = of_engine.iter().map(|(engine, methods)| format!("{engine} ({})", methods.join(", ")));
    format!("  Trials by the engine of {}.\n", each.collect::<Vec<_>>().join("; of "))
}

/// What one sample for all contests took.
fn together_in_words(together: &[TogetherRow], out: &mut String) {
    if together.is_empty() {
        return;
    }
    let header = ["one sample for all contests", "cards: mean", "median", "90 %", "99 %", "rounds", "hours", "cost"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let whole = |x: f64| grouped(libm::round(x) as i64);
    for row in together {
        let [median, most, nearly_all] = [2, 4, 6].map(|at| whole(row.cards.quantiles[at]));
        rows.push(vec![
            row.method.clone(),
            whole(row.cards.mean),
            median,
            most,
            nearly_all,
            format!("{:.1}", row.rounds.mean),
            whole(row.hours.mean),
            format!("${}", whole(row.cost.mean)),
        ]);
    }
    out.push_str(&table(rows, 1..8));
    out.push_str("  (full hand counts of single contests come on top)\n\n");
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

/// Event × method: the chance that an audit sees the report to be off.
pub fn caught_in_words(all: &[(&ScenarioFile, Simulated)]) -> String {
    let trials = all.first().map_or(0, |(_, it)| it.trials);
    let mut out = format!(
        "The chance that an audit shows the report to be off: by a card or batch that it has wrong, by sums that do not\n\
         agree, or by a full hand count ({} trials each; – where nothing is off, or the\n\
         scenario does not ask for the method)\n\n",
        grouped(trials as i64)
    );
    let mut rows = vec![vec!["scenario".to_owned(), "winner".to_owned(), "votes".to_owned()]];
    let asked_for = |method: &&&dyn AuditMethod| {
        all.iter().any(|(_, it)| it.noticed_somewhere.iter().any(|(name, _)| *name == method.name()))
    };
    let methods: Vec<_> = METHODS.iter().filter(asked_for).collect();
    rows[0].extend(methods.iter().map(|method| method.name().to_owned()));
    for (_, it) in all {
        let wrong = it.rows.iter().any(|row| !row.reported_right);
        let off = it.rows.iter().any(|row| row.is_off);
        let winner = if wrong { "WRONG" } else { "right" };
        let mut row = vec![it.name.clone(), winner.to_owned(), if off { "off" } else { "right" }.to_owned()];
        row.extend(methods.iter().map(|method| {
            let share = it.noticed_somewhere.iter().find(|(name, _)| *name == method.name());
            share.filter(|_| off).map_or("–".to_owned(), |(_, share)| format!("{:.0} %", 100.0 * share.fraction()))
        }));
        rows.push(row);
    }
    out.push_str(&table(rows, 3..3 + methods.len()));
    out
}
