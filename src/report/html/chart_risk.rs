//! The measured risk, card by card, against the risk limit: a line for each audit of a contest, and where it ends.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::audit_cells::{decision, place};
use super::axis::{Axis, pct, tick};
use super::cells::{Pointer, count, or_dash, p_value, said};
use super::chart_lead::label;
use super::frame::{heads, wide_table};
use super::words::{Words, fill};
use crate::audit::Decision;
use crate::number_format;
use crate::simulation::{AuditRun, ElectionRun};

/// Pixels from the top to 1 and to the lower edge.
const TOP: f64 = 16.0;
const FLOOR: f64 = 236.0;

/// The right edge, in percent.
const RIGHT: f64 = 95.0;

/// Lines that differ in black and white.
const DASHES: [&str; 6] = ["none", "7 3", "2 3", "10 3 2 3", "4 2", "12 4 2 2 2 4"];

/// One chart for each contest whose audits measure a risk.
pub(super) fn risks(w: &Words, run: &ElectionRun) -> Markup {
    html! {
        @for contest in 0..run.contests.len() {
            @let audits: Vec<&AuditRun> = run.audits.iter().filter(|a| a.contest == contest && a.p_value.is_some()).collect();
            @if !audits.is_empty() && contest < super::run_counts::SHOWN_FULLY { (one(w, run, contest, &audits)) }
        }
    }
}

/// Draws and P-values: card by card where they are recorded so, else at the ends of rounds.
fn points(audit: &AuditRun) -> Vec<(f64, f64)> {
    if !audit.trace.is_empty() {
        return audit.trace.iter().map(|t| (t.draws as f64, t.p_value)).collect();
    }
    audit.rounds.iter().filter_map(|round| round.p_value.map(|p| (round.draws as f64, p))).collect()
}

/// A letter for each line.
fn letter(at: usize) -> char {
    char::from(b'A' + at.min(25) as u8)
}

fn one(w: &Words, run: &ElectionRun, contest: usize, audits: &[&AuditRun]) -> Markup {
    let title = &run.contests[contest].contest.title;
    let limit = run.scenario.audit.as_ref().map_or(0.05, |text| text.terms().risk_limit);
    let floor = limit / 50.0;
    let is_first = run.audits.iter().find(|audit| audit.p_value.is_some()).is_none_or(|audit| audit.contest == contest);
    let gaps = [("contest", title.as_str()), ("floor", &number_format::p_value(floor))];
    html! {
        h3 { (fill(w.risk_title, &gaps)) }
        figure {
            figcaption { @if is_first { (fill(w.risk_caption, &gaps)) } @else { (w.risk_caption_again) } }
            (chart(w, run, contest, audits, (limit, floor)))
        }
        p {
            @for (at, audit) in audits.iter().enumerate() {
                @if at > 0 { "; " }
                span.mark { (letter(at)) } (audit.method) ", " (decision(w, audit.decision))
            }
            "."
        }
        details.printed {
            summary { (w.in_numbers) }
            (table(w, run, contest, audits))
        }
    }
}

fn chart(w: &Words, run: &ElectionRun, contest: usize, audits: &[&AuditRun], (limit, floor): (f64, f64)) -> Markup {
    let title = &run.contests[contest].contest.title;
    let all = audits.iter().map(|audit| audit.population).max().unwrap_or(1).max(2) as f64;
    let x = Axis::ratios(1.0, all, 11.0, RIGHT);
    let y = Axis::ratios(floor, 1.0, FLOOR, TOP);
    let ends: Vec<String> = audits
        .iter()
        .map(|audit| {
            format!(
                "{} {}: {}",
                audit.method,
                audit.p_value.map_or_else(String::new, number_format::p_value),
                decision(w, audit.decision)
            )
        })
        .collect();
    let marks = placed(audits, &x, &y);
    html! {
            svg.chart role="img" aria-labelledby={ "risk" (contest) "t risk" (contest) "d" } height="290" {
                title id={ "risk" (contest) "t" } { (fill(w.risk_title, &[("contest", title)])) }
                desc id={ "risk" (contest) "d" } { (ends.join("; ")) "." }
                @for at in y.ticks(4).into_iter().filter(|at| (y.place(*at) - y.place(limit)).abs() > 13.0) {
                    line.grid x1="11%" x2="95%" y1=(y.place(at)) y2=(y.place(at)) {}
                    text.small x="10%" y=(y.place(at) + 4.0) text-anchor="end" { (tick(at)) }
                }
                @for at in x.ticks(if all < 1e7 { 5 } else { 3 }) {
                    @let place = x.place(at);
                    line.axis x1=(pct(place)) x2=(pct(place)) y1=(FLOOR) y2=(FLOOR + 5.0) {}
                    (label(&pct(place), place, FLOOR as usize + 20, &tick(at)))
                }
                line.axis x1="11%" x2="95%" y1=(FLOOR) y2=(FLOOR) {}
                line.limit x1="11%" x2="95%" y1=(y.place(limit)) y2=(y.place(limit)) {}
    text.strong x="10%" y=(y.place(limit) + 4.0) text-anchor="end" { (tick(limit)) }
                text.small x="0" y="10" { (w.p_value) }
                text.small x="95%" y=(FLOOR + 40.0) text-anchor="end" { (w.cards_drawn) }
                svg x="0" y="0" width="100%" height="250" viewBox="0 0 100 250" preserveAspectRatio="none" {
                    @for (at, audit) in audits.iter().enumerate() {
                        @let seen = points(audit);
                        polyline.run points=(line(&seen, audit.trace.is_empty(), &x, &y)) stroke-dasharray=(DASHES[at % DASHES.len()])
                            data-json=(place(run, audit).key(if audit.trace.is_empty() { "rounds" } else { "path" }).pointer()) data-points=(numbers(&seen)) {}
                        @if let Some(last) = seen.last().filter(|_| audit.decision == Decision::FullHandCount) {
                            @let level = y.place(last.1);
                            polyline.run.escape points=(format!("{:.2},{level:.1} 95,{level:.1}", x.place(last.0))) {}
                        }
                    }
                }
            @for mark in &marks {
                line.leader x1=(pct(mark.from.0)) y1=(mark.from.1) x2=(pct(mark.to.0)) y2=(mark.to.1) {}
            }
            @for mark in &marks {
                @let (across, down) = (pct(mark.to.0), mark.to.1);
                @if mark.counted { svg x=(across) y=(down - 9.0) style="overflow:visible" { rect.dot x="-9" width="18" height="18" {} } }
                @else { circle.dot cx=(across) cy=(down) r="9.5" {} }
                text.strong x=(across) y=(down + 4.5) text-anchor="middle" { (mark.letter) }
            }
        }
    }
}

/// The letter at the end of a line.
struct LineLetter {
    letter: char,
    counted: bool,
    /// Where the line ends.
    from: (f64, f64),
    /// Where there is room for the letter.
    to: (f64, f64),
}

/// A place for each letter at or beside the end of its line, so that none lies on another.
fn placed(audits: &[&AuditRun], x: &Axis, y: &Axis) -> Vec<LineLetter> {
    let mut marks: Vec<LineLetter> = Vec::new();
    for (at, audit) in audits.iter().enumerate() {
        let Some(last) = points(audit).last().copied() else { continue };
        let counted = audit.decision == Decision::FullHandCount;
        let from = (if counted { RIGHT } else { x.place(last.0) }, y.place(last.1));
        let is_free = |to: &(f64, f64)| {
            let apart = |mark: &LineLetter| (mark.to.0 - to.0).abs() >= 6.0 || (mark.to.1 - to.1).abs() >= 18.5;
            to.0 <= RIGHT && (TOP..=FLOOR).contains(&to.1) && marks.iter().all(apart)
        };
        // Squares are put on the right edge, one above the other; circles side by side.
        let beside = (0..40_u32).map(|step| if counted { (0, step) } else { (step % 5, step / 5) });
        let steps = |n: u32| f64::from(n.div_ceil(2)) * if n.is_multiple_of(2) { -19.0 } else { 19.0 };
        let free = beside.map(|(right, up)| (from.0 + 6.2 * f64::from(right), from.1 + steps(up))).find(is_free);
        marks.push(LineLetter { letter: letter(at), counted, from, to: free.unwrap_or(from) });
    }
    marks
}

/// The points of a line; where a method is judged by rounds, the line is level until a round ends.
fn line(points: &[(f64, f64)], in_steps: bool, x: &Axis, y: &Axis) -> String {
    let mut text = format!("{:.2},{TOP}", x.place(1.0));
    let mut level = TOP;
    for point in points {
        if in_steps {
            let _ = write!(text, " {:.2},{level:.1}", x.place(point.0));
        }
        level = y.place(point.1);
        let _ = write!(text, " {:.2},{:.1}", x.place(point.0), y.place(point.1));
    }
    text
}

/// The numbers themselves, as text for screen readers.
fn numbers(points: &[(f64, f64)]) -> String {
    points.iter().map(|(draws, p)| format!("{draws} {p}")).collect::<Vec<_>>().join(" ")
}

fn table(w: &Words, run: &ElectionRun, contest: usize, audits: &[&AuditRun]) -> Markup {
    let head = heads(&[w.letter, w.method], &[w.round, w.cards_drawn, w.p_value, w.differing], &[w.outcome]);
    let body = html! { @for (at, audit) in audits.iter().enumerate() { (rows(w, run, at, audit)) } };
    let title = &run.contests[contest].contest.title;
    wide_table(&format!("risk-table{contest}"), &fill(w.rounds_caption, &[("contest", title)]), &head, &body)
}

fn rows(w: &Words, run: &ElectionRun, at: usize, audit: &AuditRun) -> Markup {
    let here: Pointer = place(run, audit);
    html! {
        @for (round, it) in audit.rounds.iter().enumerate() {
            @let row = here.key("rounds").key(round);
            tr {
                @if round == 0 {
                    th scope="rowgroup" rowspan=(audit.rounds.len()) { (letter(at)) }
                    td rowspan=(audit.rounds.len()) { (audit.method) }
                }
                td.n { (round + 1) }
                td.n { (count(&row.key("draws"), it.draws)) }
                td.n { (or_dash(it.p_value, |p| p_value(&row.key("p_value"), p))) }
                td.n { (count(&row.key("discrepancies"), it.discrepancies)) }
                td { @if round + 1 == audit.rounds.len() { (said(&here.key("outcome"), audit.decision.name(), decision(w, audit.decision))) } }
            }
        }
    }
}
