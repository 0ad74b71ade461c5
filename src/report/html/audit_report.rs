//! The report of an audit as a page: what was audited, with what, what was found, what was not checked; to be signed by a board
//! and checked by the public.

use maud::{Markup, html};

use super::frame::{heads, page, wide_table};
use super::words::{Language, Words};
use crate::audit::session::SavedUnit;
use crate::audit_folder::{LoggedFile, ReadingEntry, SheetsEntry, reading_text};
use crate::number_format::{grouped, p_value, percent};
use crate::reason::{Reason, folder};
use crate::report::audit_folder_page::{
    AuditFolderView, FolderContest, Judging, classes, contest_says, effect, forecast, state_says, uncounted, unit,
};

/// What a report has beside the state of the audit.
pub struct AuditRecord<'v> {
    /// The version of the program with which the audit began.
    pub version: &'v str,
    /// The method's name.
    pub method: &'v str,
    /// The public seed.
    pub seed: &'v str,
    /// The files of the audit, as they were when it began.
    pub files: &'v [LoggedFile],
    /// The sheets that were made, in order.
    pub sheets: Vec<&'v SheetsEntry>,
    /// The number of readings that came back, corrections and repeated ones included.
    pub readings: usize,
    /// The readings that replaced an earlier one.
    pub corrections: Vec<&'v ReadingEntry>,
    /// The contests of files and settings that were not audited.
    pub not_audited: Vec<String>,
}

/// Rows that are left empty for signatures.
const SIGNATURES: usize = 4;

/// The page of an audit's report.
pub fn audit_report(view: &AuditFolderView<'_>, record: &AuditRecord<'_>, language: &Language) -> String {
    let w = language.words;
    let says = |reason: &Reason| w.reason(reason);
    let body = html! {
        h1 { (view.title) }
        p.question { (says(&folder::report_title())) }
        div.banner {
            p { (says(&state_says(view))) }
            @for more in uncounted(view) { p { (says(&more)) } }
            @for it in &view.contests {
                p { strong { (it.contest.title) } ": " (contest_says(w, view, it)) }
                @for more in forecast(view, it) { p.note { (says(&more)) } }
            }
        }
        section {
            h2 id="contests" { (says(&folder::report_contests())) }
            (contests(w, view))
        }
        section {
            h2 id="rounds" { (says(&folder::report_rounds())) }
            (rounds(w, view))
            (sheets(w, record))
        }
        section {
            h2 id="differences" { (says(&folder::report_differences())) }
            @for (at, it) in view.contests.iter().enumerate() { (differences(w, at, it)) }
        }
        section {
            h2 id="corrections" { (says(&folder::report_corrections())) }
            (corrections(w, view, record))
        }
        section {
            h2 id="fixed" { (says(&folder::report_fixed())) }
            p { (says(&folder::report_settings(record.method, percent(view.limit, 1), record.seed, record.version))) }
            ul { @for file in record.files { li { (says(&folder::begun_file(&file.name, file.bytes, &file.sha256))) } } }
        }
        section {
            h2 id="unchecked" { (says(&folder::report_unchecked())) }
            ul { @for line in unchecked(view, record) { li { (says(&line)) } } }
        }
        section {
            h2 id="verify" { (says(&folder::report_verify())) }
            p { (says(&folder::report_how())) }
            pre { code { "recount verify DIR" } }
            p { (says(&folder::seal(view.seal))) }
        }
        section {
            h2 id="sign" { (says(&folder::report_sign())) }
            (signatures(w))
        }
    };
    page(language, view.title, &body)
}

fn contests(w: &Words, view: &AuditFolderView<'_>) -> Markup {
    let says = |reason: &Reason| w.reason(reason);
    let head = heads(
        &[&says(&folder::head_contest()), &says(&folder::head_winners())],
        &[&says(&folder::head_cards()), &says(&folder::head_risk()), &says(&folder::head_limit())],
        &[&says(&folder::head_decision())],
    );
    let rows = html! {
        @for it in &view.contests {
            tr {
                td { (it.contest.title) }
                td { (it.winners.join(", ")) }
                td.n { (grouped(it.status.cards as i64)) }
                td.n { (it.risk().map_or_else(String::new, p_value)) }
                td.n { (percent(view.limit, 1)) " %" }
                td { (says(&it.decision_in_short())) }
            }
        }
    };
    wide_table("contest-table", &says(&folder::report_contests()), &head, &rows)
}

fn rounds(w: &Words, view: &AuditFolderView<'_>) -> Markup {
    let says = |reason: &Reason| w.reason(reason);
    let head = heads(
        &[&says(&folder::head_contest())],
        &[
            &says(&folder::head_round()),
            &says(&folder::head_draws()),
            &says(&folder::head_cards()),
            &says(&folder::head_differing()),
            &says(&folder::head_risk()),
        ],
        &[],
    );
    let rows = html! {
        @for it in &view.contests {
            @for (at, round) in it.status.rounds.iter().enumerate() {
                tr {
                    td { (it.contest.title) }
                    td.n { (at + 1) }
                    td.n { (grouped(round.draws as i64)) }
                    td.n { (grouped(round.cards as i64)) }
                    td.n { (grouped(round.discrepancies as i64)) }
                    td.n { (round.p_value.map_or_else(String::new, p_value)) }
                }
            }
        }
    };
    wide_table("round-table", &says(&folder::report_rounds()), &head, &rows)
}

fn sheets(w: &Words, record: &AuditRecord<'_>) -> Markup {
    html! {
        ul {
            @for it in &record.sheets {
                li { (w.reason(&folder::report_sheets(it.round, it.units, &it.folder, &it.sha256))) }
            }
        }
        p { (w.reason(&folder::report_readings(record.readings))) }
    }
}

fn differences(w: &Words, at: usize, it: &FolderContest<'_>) -> Markup {
    let says = |reason: &Reason| w.reason(reason);
    let text = |read: &Option<SavedUnit>| read.as_ref().map_or_else(String::new, |read| reading_text(read, it.contest));
    if it.differing.is_empty() {
        let none = match it.judging {
            Judging::Votes | Judging::VotesByRound => folder::report_not_compared(),
            _ => folder::report_none(),
        };
        return html! { p { strong { (it.contest.title) } ": " (says(&none)) } };
    }
    let head = heads(
        &[&says(&folder::head_batch())],
        &[&says(&folder::head_position())],
        &[
            &says(&folder::head_card()),
            &says(&folder::head_record()),
            &says(&folder::head_read()),
            &says(&folder::head_margin()),
            &says(&folder::head_class()),
        ],
    );
    let rows = html! {
        @for unit in &it.differing {
            tr {
                td { (unit.batch) }
                td.n { @if let Some(position) = unit.position { (position) } }
                td { (unit.card) }
                td { (text(&unit.record)) }
                td { (text(&unit.read)) }
                td { (effect(unit)) }
                td { (says(&unit.class.reason())) }
            }
        }
    };
    html! {
        (wide_table(&format!("differences-{at}"), &it.contest.title, &head, &rows))
        @if let Some(line) = classes(w, it) { p { (line) } }
    }
}

fn corrections(w: &Words, view: &AuditFolderView<'_>, record: &AuditRecord<'_>) -> Markup {
    let contest = |id: &str| view.contests.iter().find(|it| it.contest.id == id).map(|it| it.contest);
    let line = |entry: &ReadingEntry| {
        let read = contest(&entry.contest).map_or_else(String::new, |it| reading_text(&entry.read, it));
        let (by, why) = entry.correction.as_ref().map_or(("", ""), |it| (it.by.as_str(), it.why.as_str()));
        let place = unit(&entry.unit());
        w.reason(&folder::report_correction(place, read, by, why, &entry.sheet, entry.row))
    };
    html! {
        @if record.corrections.is_empty() { p { (w.reason(&folder::report_no_correction())) } }
        @else { ul { @for entry in &record.corrections { li { (line(entry)) } } } }
        @if !view.conflicts.is_empty() {
            p { (w.reason(&folder::conflicts(view.conflicts.len()))) }
            ul { @for it in view.conflicts { li { (w.reason(&unit(&it.unit))) } } }
        }
    }
}

/// What the audit says nothing of.
fn unchecked(view: &AuditFolderView<'_>, record: &AuditRecord<'_>) -> Vec<Reason> {
    let mut lines = Vec::new();
    if !record.not_audited.is_empty() {
        lines.push(folder::unchecked_contests(record.not_audited.join(", ")));
    }
    let is_open = view.contests.iter().filter(|it| it.status.decision.is_none());
    let open: Vec<&str> = is_open.map(|it| it.contest.title.as_str()).collect();
    if !open.is_empty() {
        lines.push(folder::unchecked_open(open.join(", ")));
    }
    lines.push(if view.has_manifest { folder::unchecked_manifest() } else { folder::no_manifest() });
    lines.push(folder::unchecked_paper());
    lines.push(folder::unchecked_seed());
    lines
}

fn signatures(w: &Words) -> Markup {
    let says = |reason: &Reason| w.reason(reason);
    let head = heads(
        &[
            &says(&folder::sign_name()),
            &says(&folder::sign_office()),
            &says(&folder::sign_date()),
            &says(&folder::sign_signature()),
        ],
        &[],
        &[],
    );
    let rows = html! { @for _ in 0..SIGNATURES { tr { @for _ in 0..4 { td { "\u{a0}" br; "\u{a0}" } } } } };
    wide_table("sign-table", &says(&folder::report_sign()), &head, &rows)
}
