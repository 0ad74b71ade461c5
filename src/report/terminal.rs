//! The page of one run on a terminal: what happened, stage by stage, in aligned tables and plain words.

use std::fmt::Write as _;

use super::first_line::{other_contests, verdict_in_words};
use super::json::assumed;
use super::law::{law_caption, said_by_law};
use super::layout::{FOOT, is_mark};
use super::lead::{ahead, waterfall};
use super::other_rule::other_rule;
use super::page::Page;
use super::phrases::{ballots_are, check_asks, has_lead, option, quoted};
use super::words::{Words, fill};
use crate::canvass::{CHECKS, Check};
use crate::hand_count::mishap::Befall;
use crate::number_format::grouped;
use crate::scenario::CountedBy;
use crate::simulation::ElectionRun;
use crate::simulation::headline::FirstWord;

/// Findings listed before "and more".
const LISTED: usize = 4;

/// Most contests in the first lines.
const SHOWN_FIRST: usize = 16;

/// The page of one run, to be laid out by `laid_out`.
pub fn terminal(run: &ElectionRun, page: Page) -> String {
    let run = &*run.in_language(page.language.code);
    let w = page.words();
    let mut out = String::new();
    let _ = writeln!(out, "{}", page.bold(&run.scenario.title));
    page.paragraph(&mut out, "", &run.question);
    first_lines(run, page, &mut out);
    for contest in 0..run.contests.len() {
        super::counts_page::counts(run, contest, page, &mut out);
    }
    super::audit_page::audits(run, page, &mut out);
    leads(run, page, &mut out);
    if let Some(story) = &run.scenario.story {
        out.push('\n');
        page.paragraph(&mut out, "", story);
    }
    law(run, page, &mut out);
    faults(run, page, &mut out);
    checks(run, page, &mut out);
    work(run, page, &mut out);
    beyond(run, page, &mut out);
    super::figures_page::figures(run, page, &mut out);
    let assumed = assumed(run);
    if !assumed.is_empty() {
        page.heading(&mut out, w.assumed_heading);
        for sentence in assumed {
            page.item(&mut out, &w.filling(&sentence));
        }
    }
    page.heading(&mut out, w.lesson_heading);
    page.paragraph(&mut out, "  ", &run.scenario.lesson);
    out.push('\n');
    page.paragraph(&mut out, "", ballots_are(w, &run.scenario));
    let version = env!("CARGO_PKG_VERSION");
    let gaps = [("version", version), ("seed", run.seed.as_str()), ("sha256", &run.sha256[..16])];
    let _ = writeln!(out, "{FOOT}{}", fill(w.terminal.made_by, &gaps));
    if run.name != "-" {
        let lang = page.language.asked();
        let command = format!("recount run {} {}{lang}", quoted(&run.name), option("--seed", &run.seed));
        let _ = writeln!(out, "{FOOT}{}", fill(w.terminal.again, &[("command", &command)]));
    }
    // Names of files and seeds come from the command line and may contain control characters.
    out.retain(|c| is_mark(c) || c == '\u{1b}' && page.colour || !c.is_control());
    out
}

/// The result, contest by contest, before anything else.
fn first_lines(run: &ElectionRun, page: Page, out: &mut String) {
    let (w, shown) = (page.words(), run.shown_first(SHOWN_FIRST));
    out.push('\n');
    for &contest in &shown {
        let it = &run.contests[contest].contest;
        let mut says = verdict_in_words(w, run, contest);
        if run.contests.len() > 1 {
            says = format!("{}: {says}", it.title);
        }
        let mut text = String::new();
        page.paragraph(&mut text, "", &says);
        let headline = run.headline(contest);
        let alarm =
            if headline.confirmed_wrong.is_empty() { headline.first_word } else { FirstWord::WrongAndConfirmed };
        let _ = writeln!(out, "{}", page.verdict(alarm, text.trim_end()));
        if let Some(says) = other_rule(w, it) {
            page.paragraph(out, "", &says);
        }
    }
    if let Some(says) = other_contests(w, run, &shown) {
        page.paragraph(out, "", &says);
    }
}

/// The lead in every count, as bars.
fn leads(run: &ElectionRun, page: Page, out: &mut String) {
    let w = page.words();
    if !run.contests.iter().any(|it| has_lead(&it.contest)) {
        return;
    }
    out.push('\n');
    page.paragraph(out, "", w.terminal.lead_caption);
    for (place, it) in run.contests.iter().enumerate().filter(|(_, it)| has_lead(&it.contest)) {
        if run.contests.len() > 1 {
            page.heading(out, &it.contest.title);
        }
        out.push_str(&waterfall(w, run, place, usize::from(page.width)));
    }
}

fn law(run: &ElectionRun, page: Page, out: &mut String) {
    let Some(state) = &run.scenario.law else { return };
    let w = page.words();
    page.heading(out, &fill(w.law_heading, &[("state", state)]));
    let (said, rules) = said_by_law(w, run, state, ahead);
    for it in said {
        let case = it.case.map(|case| format!(", {case}")).unwrap_or_default();
        page.item(out, &format!("{} ({}){case}: {}", it.title, it.lead, it.says));
    }
    if !rules.is_empty() {
        page.paragraph(out, "  ", w.laws.rules);
        for (n, rule) in rules.iter().enumerate() {
            page.item(out, &format!("[{}] {rule}", n + 1));
        }
    }
    page.paragraph(out, "  ", &law_caption(w, run));
}

fn faults(run: &ElectionRun, page: Page, out: &mut String) {
    let any_otherwise = run.stages.iter().flat_map(|s| &s.misrecorded).any(|n| n.is_some_and(|n| n > 0));
    let any_noticed = run.scenario.stage.iter().any(|s| s.noticed.is_some());
    let with_mishaps = run.scenario.stage.iter().enumerate();
    let mishaps = with_mishaps.flat_map(|(at, s)| s.mishaps.iter().map(move |m| (at, m.says())));
    let mishaps: Vec<_> = mishaps.collect();
    if run.faults.is_empty() && mishaps.is_empty() && !any_otherwise && !any_noticed {
        return;
    }
    let w = page.words();
    page.heading(out, w.noticed_heading);
    for fault in &run.faults {
        let mut seen: Vec<String> = fault.found_by.iter().flatten().map(|by| w.filling(by)).collect();
        seen.dedup();
        let who = match (seen.is_empty(), fault.changed.contains(&true)) {
            (false, _) => fill(w.terminal.seen_by, &[("list", &seen.join("; "))]),
            (true, true) if fault.would_be_found_by.iter().any(Option::is_some) => {
                let mut would: Vec<String> = fault.would_be_found_by.iter().flatten().map(|by| w.reason(by)).collect();
                would.dedup();
                fill(w.terminal.seen_if_held, &[("list", &would.join("; "))])
            }
            (true, true) => w.terminal.seen_by_nobody.to_owned(),
            (true, false) => w.terminal.changed_no_count.to_owned(),
        };
        page.item(out, &format!("{}: {} ({who})", run.scenario.stage[fault.stage].id, w.reason(&fault.says)));
    }
    for (at, says) in mishaps {
        let before = run.stages[..at].last().map_or(0, |stage| stage.ballots);
        let fewer = before - run.stages[at].ballots;
        let befell = if fewer > 0 {
            fill(w.terminal.befell_fewer, &[("ballots", &grouped(fewer))])
        } else {
            w.terminal.befell.to_owned()
        };
        page.item(out, &format!("{}: {} ({befell})", run.scenario.stage[at].id, w.reason(&says)));
    }
    for (at, (text, stage)) in run.scenario.stage.iter().zip(&run.stages).enumerate() {
        let otherwise = stage.misrecorded.iter().map(|n| n.unwrap_or(0)).enumerate();
        let off = run.whereabouts.iter().filter(|map| map.stage == at);
        let off = off.map(|map| (map.contest, map.votes_off()));
        for (says, counts) in [
            (w.terminal.misrecorded, otherwise.collect::<Vec<_>>()),
            (w.terminal.votes_off, off.filter(|_| text.by == CountedBy::Machine).collect()),
        ] {
            let list = counts.into_iter().filter(|(_, n)| *n > 0).map(|(contest, n)| {
                let gaps = [("n", &grouped(n as i64)[..]), ("contest", &run.contests[contest].contest.title)];
                fill(w.terminal.of_contest, &gaps)
            });
            let list: Vec<String> = list.collect();
            if !list.is_empty() {
                page.item(out, &format!("{}: {}", text.id, fill(says, &[("list", &list.join(", "))])));
            }
        }
    }
    for text in run.scenario.stage.iter().filter(|s| s.noticed.is_some()) {
        let says = text.noticed.as_deref().unwrap_or_default();
        page.item(out, &fill(w.terminal.as_it_was, &[("says", says)]));
    }
}

fn checks(run: &ElectionRun, page: Page, out: &mut String) {
    let counts =
        run.scenario.stage.iter().zip(&run.stages).filter(|(s, _)| s.by == CountedBy::Machine && s.mean_of.is_empty());
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() {
        return;
    }
    let w = page.words();
    page.heading(out, w.terminal.checks_heading);
    for (text, stage) in counts {
        let mut quiet = Vec::new();
        for check in CHECKS {
            let findings: Vec<_> = stage.findings.iter().filter(|f| f.check == check).collect();
            let is_made = text.checks.contains(&check);
            if findings.is_empty() && !is_made {
                quiet.push(check_name(w, check));
                continue;
            }
            let mut shows: Vec<String> =
                findings.iter().take(LISTED).map(|f| format!("{}: {}", run.units[f.unit], w.reason(&f.says))).collect();
            if findings.len() > LISTED {
                shows.push(fill(w.and_more, &[("n", &(findings.len() - LISTED).to_string())]));
            }
            let made = if is_made { w.terminal.made } else { w.terminal.not_made };
            let shows = if shows.is_empty() { w.nothing.to_owned() } else { shows.join("; ") };
            page.item(out, &format!("{}, {} ({made}): {shows}", text.id, check_asks(w, check)));
        }
        if !quiet.is_empty() {
            let (quiet, none) = (quiet.join(", "), w.terminal.would_show_nothing);
            page.item(out, &format!("{}, {quiet} ({}): {none}", text.id, w.terminal.not_made));
        }
    }
}

fn check_name(w: &Words, check: Check) -> &'static str {
    match check {
        Check::Reconciliation => w.terminal.reconciliation,
        Check::Completeness => w.terminal.completeness,
        Check::Tapes => w.terminal.tapes,
        Check::Plausibility => w.terminal.plausibility,
    }
}

fn work(run: &ElectionRun, page: Page, out: &mut String) {
    let counted = run.scenario.stage.iter().zip(&run.stages);
    let sums = counted.map(|(text, stage)| {
        let work = stage.work.iter().flatten();
        (text, work.clone().map(|w| w.0).sum::<f64>(), work.map(|w| w.1).sum::<f64>())
    });
    let by_hand: Vec<_> = sums.filter(|sum| sum.1 > 0.0).collect();
    if by_hand.is_empty() {
        return;
    }
    let w = page.words();
    page.heading(out, w.terminal.work_heading);
    for (text, hours, cost) in by_hand {
        let hours = grouped(libm::round(hours) as i64);
        let cost = grouped(libm::round(cost) as i64);
        let says = if hours == "1" { w.terminal.one_person_hour } else { w.terminal.person_hours };
        page.item(out, &format!("{}: {}", text.id, fill(says, &[("hours", &hours), ("cost", &cost)])));
    }
}

fn beyond(run: &ElectionRun, page: Page, out: &mut String) {
    let w = page.words();
    page.heading(out, w.beyond_heading);
    for it in &run.beyond {
        let outcome = match &it.found_by {
            Some(check) => fill(w.terminal.found_by, &[("check", &w.reason(check))]),
            None => w.terminal.undetected.to_owned(),
        };
        let (says, why, seen_by) = (w.reason(&it.says), w.reason(&it.why_unseen), w.reason(&it.seen_by));
        let gaps = [("says", says.as_str()), ("outcome", &outcome), ("why", &why), ("seen_by", &seen_by)];
        page.item(out, &fill(w.terminal.beyond_says, &gaps));
    }
    page.paragraph(out, "  ", w.beyond_always);
}
