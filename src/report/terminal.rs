//! The page a clerk reads: what happened, stage by stage, in aligned tables and plain words.

use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::json::assumed;
use super::lead::{ahead, waterfall};
use super::phrases::{quoted, verdict_in_words};
use crate::canvass::CHECKS;
use crate::figure::grouped;
use crate::hand_count::mishap::Befall;
use crate::hand_count::trigger::Way;
use crate::scenario::By;
use crate::simulation::{Life, Verdict};

/// How the page is to look.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns a line may have.
    pub width: u16,
    /// Whether colours may be used.
    pub colour: bool,
}

/// Findings listed before "and more".
const LISTED: usize = 4;

/// Most candidates that get a column of their own.
const MOST_COLUMNS: usize = 8;

impl Page {
    fn bold(self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub(super) fn heading(self, out: &mut String, text: &str) {
        let _ = writeln!(out, "\n{}", self.bold(text));
    }

    fn verdict(self, verdict: Verdict, text: &str) -> String {
        let colour = match verdict {
            Verdict::Confirmed => 32,
            Verdict::Corrected => 33,
            Verdict::WrongAndConfirmed | Verdict::Undetected => 31,
        };
        if self.colour { format!("\u{1b}[1;{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn paragraph(self, out: &mut String, indent: &str, text: &str) {
        let width = usize::from(self.width).saturating_sub(indent.len()).clamp(30, 100);
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                let _ = writeln!(out, "{indent}{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            let _ = writeln!(out, "{indent}{line}");
        }
    }

    pub(super) fn item(self, out: &mut String, text: &str) {
        let mut item = String::new();
        self.paragraph(&mut item, "    ", text);
        out.push_str("  •");
        out.push_str(item.get(3..).unwrap_or_default());
    }
}

/// A table without lines; the columns in `right` are aligned to the right.
pub(super) fn table(rows: Vec<Vec<String>>, right: std::ops::Range<usize>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.add_rows(rows);
    for column in right {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().fold(String::new(), |text, line| text + " " + line.trim_end() + "\n")
}

/// The page of one life.
pub fn terminal(life: &Life, page: Page) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", page.bold(&life.scenario.title));
    page.paragraph(&mut out, "", &life.question);
    if let Some(story) = &life.scenario.story {
        out.push('\n');
        page.paragraph(&mut out, "", story);
    }
    for contest in 0..life.contests.len() {
        contest_part(life, contest, page, &mut out);
    }
    law(life, page, &mut out);
    faults(life, page, &mut out);
    checks(life, page, &mut out);
    work(life, page, &mut out);
    super::audit_page::audits(life, page, &mut out);
    beyond(life, page, &mut out);
    figures(life, page, &mut out);
    let assumed = assumed(life);
    if !assumed.is_empty() {
        page.heading(&mut out, "Assumed, not documented");
        for sentence in assumed {
            page.item(&mut out, &sentence);
        }
    }
    page.heading(&mut out, "What it teaches");
    page.paragraph(&mut out, "  ", &life.scenario.lesson);
    out.push('\n');
    let synthetic = if life.scenario.source.is_empty() {
        "All of this is synthetic: no place, no person, no ballot is real."
    } else {
        "Ballots are synthetic; only totals are real."
    };
    page.paragraph(&mut out, "", synthetic);
    let _ = writeln!(
        out,
        "recount {}, seed {}, scenario sha256 {}",
        env!("CARGO_PKG_VERSION"),
        life.seed,
        &life.sha256[..16]
    );
    if life.name != "-" {
        let _ = writeln!(out, "again: recount run {} --seed {}", quoted(&life.name), quoted(&life.seed));
    }
    // Names of files and seeds come from the command line and may hold anything.
    out.retain(|c| c == '\n' || c == '\u{1b}' && page.colour || !c.is_control());
    out
}

fn contest_part(life: &Life, place: usize, page: Page, out: &mut String) {
    let it = &life.contests[place];
    let seats = if it.contest.seats > 1 {
        format!(", vote for {}, {} seats", it.contest.votes_allowed, it.contest.seats)
    } else {
        String::new()
    };
    let title = format!("{}{seats}", it.contest.title);
    page.heading(out, &title);
    let _ = writeln!(out, "  {} ballots on paper in {} batches", grouped(it.paper.ballots), grouped(it.batches as i64));
    out.push('\n');
    let mut order: Vec<usize> = (0..it.contest.candidates.len()).collect();
    order.sort_by_key(|&c| (std::cmp::Reverse(it.paper.votes[c]), c));
    let shown = order.len().min(MOST_COLUMNS);
    let rest = &order[shown..];
    let mut shown: Vec<usize> = order[..shown].to_vec();
    shown.sort_unstable();
    let any_aside = it.stages.iter().any(|s| s.set_aside != 0);
    let mut header = vec!["count".to_owned(), "by".to_owned(), "date".to_owned()];
    header.extend(shown.iter().map(|&c| it.contest.candidates[c].clone()));
    if !rest.is_empty() {
        header.push("others".to_owned());
    }
    header.push("no vote".to_owned());
    if any_aside {
        header.push("set aside".to_owned());
    }
    header.push("ahead".to_owned());
    let row = |head: [String; 3], tally: &crate::social_choice::Tally, aside: i64, ahead: String| {
        let mut row = head.to_vec();
        row.extend(shown.iter().map(|&c| grouped(tally.votes[c])));
        if !rest.is_empty() {
            row.push(grouped(rest.iter().map(|&c| tally.votes[c]).sum()));
        }
        row.push(grouped(tally.blank + tally.overvoted));
        if any_aside {
            row.push(grouped(aside));
        }
        row.push(ahead);
        row
    };
    let mut rows = vec![header];
    for (stage, text) in it.stages.iter().zip(&life.scenario.stage) {
        let by = match text.by {
            By::Machine => "machine",
            By::Hand => "hand",
            By::Ruling => "ruling",
        };
        let by = if text.counts_contest(&it.contest.id) { by } else { "stands" };
        let head = [text.id.clone(), by.to_owned(), text.date.clone().unwrap_or_default()];
        rows.push(row(head, &stage.tally, stage.set_aside, ahead(it, &stage.tally, &stage.outcome)));
    }
    let head = ["what the paper says".to_owned(), String::new(), String::new()];
    rows.push(row(head, &it.paper, 0, ahead(it, &it.paper, &it.right)));
    if let Some((wanted, outcome)) = &it.wanted {
        let head = ["what voters wanted".to_owned(), String::new(), String::new()];
        rows.push(row(head, wanted, 0, ahead(it, wanted, outcome)));
    }
    let last = rows[0].len() - 1;
    out.push_str(&table(rows, 3..last));
    let _ = writeln!(
        out,
        "\n  The lead, count by count (█ for whom the paper says, ░ for anybody else; in brackets the change)"
    );
    out.push_str(&waterfall(life, place));
    out.push('\n');
    let words = verdict_in_words(super::words::english(), life, place);
    let mut text = String::new();
    page.paragraph(&mut text, "  ", &words);
    out.push_str(&page.verdict(it.verdict, text.trim_end()));
    out.push('\n');
}

fn law(life: &Life, page: Page, out: &mut String) {
    let Some(state) = &life.scenario.law else { return };
    page.heading(out, &format!("What the law of {state} says of each margin"));
    for it in &life.contests {
        for (stage, text) in it.stages.iter().zip(&life.scenario.stage) {
            if stage.law.is_empty() {
                continue;
            }
            let answer = |rule: &crate::simulation::LegalRule| match (rule.is_met, rule.way) {
                (true, Way::Automatic) => format!("{}: a recount is ordered", rule.says),
                (true, Way::OnRequest) => format!("{}: a recount may be asked for", rule.says),
                (false, _) => format!("{}: no", rule.says),
            };
            let rules: Vec<String> = stage.law.iter().map(answer).collect();
            let lead = ahead(it, &stage.tally, &stage.outcome);
            page.item(out, &format!("{}, {} ({lead}): {}", it.contest.title, text.id, rules.join("; ")));
        }
    }
}

fn faults(life: &Life, page: Page, out: &mut String) {
    let any_otherwise = life.stages.iter().flat_map(|s| &s.misrecorded).any(|n| n.is_some_and(|n| n > 0));
    let any_noticed = life.scenario.stage.iter().any(|s| s.noticed.is_some());
    let with_mishaps = life.scenario.stage.iter().enumerate();
    let mishaps = with_mishaps.flat_map(|(at, s)| s.mishaps.iter().map(move |m| (at, m.says())));
    let mishaps: Vec<_> = mishaps.collect();
    if life.faults.is_empty() && mishaps.is_empty() && !any_otherwise && !any_noticed {
        return;
    }
    page.heading(out, "What went wrong, and who saw it");
    for fault in &life.faults {
        let mut seen: Vec<&str> = fault.found_by.iter().flatten().map(String::as_str).collect();
        seen.dedup();
        let who = match (seen.is_empty(), fault.changed.contains(&true)) {
            (false, _) => format!("seen by: {}", seen.join("; ")),
            (true, true) => "seen by no check made and no later count".to_owned(),
            (true, false) => "changed no count".to_owned(),
        };
        page.item(out, &format!("{}: {} ({who})", life.scenario.stage[fault.stage].id, fault.says));
    }
    for (at, says) in mishaps {
        let before = life.stages[..at].last().map_or(0, |stage| stage.ballots);
        let fewer = before - life.stages[at].ballots;
        let short = if fewer > 0 {
            format!("; {} ballots fewer than in the count before", grouped(fewer))
        } else {
            String::new()
        };
        page.item(out, &format!("{}: {says} (it befell the count by hand{short})", life.scenario.stage[at].id));
    }
    for (text, stage) in life.scenario.stage.iter().zip(&life.stages) {
        let contests = life.contests.iter().zip(&stage.misrecorded);
        let otherwise: Vec<String> = contests
            .filter_map(|(it, n)| {
                n.filter(|&n| n > 0).map(|n| format!("{} of {}", grouped(n as i64), it.contest.title))
            })
            .collect();
        if !otherwise.is_empty() {
            let ballots = otherwise.join(", ");
            page.item(out, &format!("{}: votes recorded otherwise than their voters meant: {ballots}", text.id));
        }
    }
    for text in life.scenario.stage.iter().filter(|s| s.noticed.is_some()) {
        page.item(out, &format!("As it was: {}", text.noticed.as_deref().unwrap_or_default()));
    }
}

fn checks(life: &Life, page: Page, out: &mut String) {
    let counts =
        life.scenario.stage.iter().zip(&life.stages).filter(|(s, _)| s.by == By::Machine && s.mean_of.is_empty());
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() {
        return;
    }
    page.heading(out, "Checks that need no ballot, and what each shows");
    for (text, stage) in counts {
        let mut quiet = Vec::new();
        for check in CHECKS {
            let findings: Vec<_> = stage.findings.iter().filter(|f| f.check == check).collect();
            let is_made = text.checks.contains(&check);
            if findings.is_empty() && !is_made {
                quiet.push(check.name());
                continue;
            }
            let mut shows: Vec<String> =
                findings.iter().take(LISTED).map(|f| format!("{}: {}", life.units[f.unit], f.says)).collect();
            if findings.len() > LISTED {
                shows.push(format!("and {} more", findings.len() - LISTED));
            }
            let made = if is_made { "made" } else { "not made here" };
            let shows = if shows.is_empty() { "nothing".to_owned() } else { shows.join("; ") };
            page.item(out, &format!("{}, {} ({made}): {shows}", text.id, check.asks()));
        }
        if !quiet.is_empty() {
            page.item(out, &format!("{}, {} (not made here): would show nothing", text.id, quiet.join(", ")));
        }
    }
}

fn work(life: &Life, page: Page, out: &mut String) {
    let counted = life.scenario.stage.iter().zip(&life.stages);
    let sums = counted.map(|(text, stage)| {
        let work = stage.work.iter().flatten();
        (text, work.clone().map(|w| w.0).sum::<f64>(), work.map(|w| w.1).sum::<f64>())
    });
    let by_hand: Vec<_> = sums.filter(|sum| sum.1 > 0.0).collect();
    if by_hand.is_empty() {
        return;
    }
    page.heading(out, "What counting by hand takes, by stated rates");
    for (text, hours, cost) in by_hand {
        let hours = grouped(libm::round(hours) as i64);
        let cost = grouped(libm::round(cost) as i64);
        let people = if hours == "1" { "person-hour" } else { "person-hours" };
        page.item(out, &format!("{}: {hours} {people}, about ${cost}", text.id));
    }
}

fn beyond(life: &Life, page: Page, out: &mut String) {
    page.heading(out, "What no recount sees");
    for it in &life.beyond {
        let outcome = match &it.found_by {
            Some(check) => format!("found by {check}"),
            None => "undetected".to_owned(),
        };
        page.item(out, &format!("{}: {outcome}. Why: {}. What would see it: {}.", it.says, it.why_unseen, it.seen_by));
    }
    page.paragraph(out, "  ", crate::beyond::ALWAYS);
}

fn figures(life: &Life, page: Page, out: &mut String) {
    if life.comparisons.is_empty() {
        return;
    }
    let published = life.comparisons.iter().all(|c| c.source.is_some());
    let kind = if published { "published" } else { "expected" };
    let heading = if published {
        "Published figures beside the model's"
    } else {
        "Figures worked out by hand beside the model's"
    };
    page.heading(out, heading);
    let header = ["count", "contest", "figure", kind, "model", "", "source"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for c in &life.comparisons {
        let agrees = match (c.holds, c.within) {
            (true, 0) => "equal".to_owned(),
            (true, within) => format!("within {}", grouped(within)),
            (false, _) => "DIFFERS".to_owned(),
        };
        let show = |text: &str| match (text.starts_with('+'), text.parse()) {
            (_, Err(_)) => text.to_owned(),
            (true, Ok(n)) => format!("+{}", grouped(n)),
            (false, Ok(n)) => grouped(n),
        };
        rows.push(vec![
            life.scenario.stage[c.stage].id.clone(),
            life.contests[c.contest].contest.id.clone(),
            c.what.clone(),
            show(&c.published),
            show(&c.model),
            agrees,
            c.source.clone().unwrap_or_else(|| "by hand".to_owned()),
        ]);
    }
    out.push_str(&table(rows, 3..5));
    for text in life.scenario.stage.iter().flat_map(|stage| &stage.expected) {
        page.item(out, text.by_hand.as_deref().unwrap_or_default());
    }
    for source in &life.scenario.source {
        let date = source.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
        let address = source.address.as_ref().map(|a| format!(", {a}")).unwrap_or_default();
        let _ = writeln!(out, "  [{}] {}. {}{date}{address}", source.id, source.title, source.publisher);
    }
}
