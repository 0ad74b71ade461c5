//! The waterfall of leads: one bar a stage, to the right where the winner by the paper leads, to the left where
//! somebody else does.

use maud::{Markup, html};

use super::axis::{Axis, pct, tick};
use super::count_row::{CountRow, ahead_in_words};
use super::frame::FILLINGS;
use super::words::{Words, fill};
use crate::simulation::ContestRun;

/// Pixels of one stage, and of a second line of words where both do not fit into one.
const STEP: usize = 46;
const LINE: usize = 18;

/// Characters that fit side by side on a narrow screen.
const FITS: usize = 44;

/// The chart of one contest.
pub(super) fn leads(w: &Words, id: usize, it: &ContestRun, rows: &[CountRow<'_>]) -> Markup {
    let signed = |row: &CountRow<'_>| {
        let margin = row.outcome.margin.unwrap_or(0);
        if row.outcome.agrees_with(&it.right) { margin } else { -margin }
    };
    let leads: Vec<i64> = rows.iter().map(signed).collect();
    let least = leads.iter().copied().min().unwrap_or(0).min(0);
    let most = leads.iter().copied().max().unwrap_or(0).max(0);
    let axis = Axis::even(least as f64, most as f64, 1.5, 98.5);
    let words: Vec<String> = rows.iter().map(|row| ahead_in_words(w, it, row.tally, row.outcome)).collect();
    let mut top = 4;
    let mut tops = Vec::new();
    for (row, lead) in rows.iter().zip(&words) {
        let wraps = row.name.chars().count() + lead.chars().count() > FITS;
        tops.push((top, wraps));
        top += STEP + if wraps { LINE } else { 0 };
    }
    let zero = pct(axis.place(0.0));
    let (bottom, height) = (top + 2, top + 44);
    let title = fill(w.lead_title, &[("contest", &it.contest.title)]);
    let described: Vec<String> = rows.iter().zip(&words).map(|(row, lead)| format!("{}: {lead}", row.name)).collect();
    html! {
        svg.chart role="img" aria-labelledby={ "lead" (id) "t lead" (id) "d" } height=(height) {
            title id={ "lead" (id) "t" } { (title) }
            desc id={ "lead" (id) "d" } { (described.join("; ")) "." }
            @for at in axis.ticks(4) {
                @let x = pct(axis.place(at));
                line.grid x1=(x) x2=(x) y1="0" y2=(bottom) {}
                (label(&x, axis.place(at), bottom + 16, &tick(at.abs())))
            }
            @for (place, (top, wraps)) in tops.iter().enumerate() {
                @let bar = top + 20 + if *wraps { LINE } else { 0 };
                @let (from, to) = (axis.place(leads[place].min(0) as f64), axis.place(leads[place].max(0) as f64));
                @let filling = if leads[place] < 0 { FILLINGS[0] } else { "#2d2c29" };
                rect x=(pct(from)) width=(pct((to - from).max(0.25))) y=(bar) height="17" fill=(filling) stroke="#2d2c29" {}
            }
            @if let Some(paper) = leads.last() {
                @let x = pct(axis.place(*paper as f64));
                // Only beside the bars: no line runs through a label.
                @for (top, wraps) in &tops {
                    @let bar = top + 20 + if *wraps { LINE } else { 0 };
                    line.limit x1=(x) x2=(x) y1=(bar - 2) y2=(bar + 21) {}
                }
            }
            line.axis x1=(zero) x2=(zero) y1="20" y2=(bottom) {}
            @for (place, (top, wraps)) in tops.iter().enumerate() {
                @let (name, lead, below) = (rows[place].name, &words[place], top + 13 + LINE);
                // The label of who leads is beside the bar: for a bar to the left, behind the name.
                @let is_left = leads[place] < 0;
                @if is_left && !wraps {
                    text.halo x="0" y=(top + 13) { tspan.strong { (name) } tspan dx="12" { (lead) } }
                } @else {
                    text.strong.halo x="0" y=(top + 13) { (name) }
                    @if *wraps && is_left { text.halo x="0" y=(below) { (lead) } }
                    @else if *wraps { text.halo x="100%" y=(below) text-anchor="end" { (lead) } }
                    @else { text.halo x="100%" y=(top + 13) text-anchor="end" { (lead) } }
                }
            }
            line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
            text.small x="50%" y=(bottom + 34) text-anchor="middle" { (w.lead_axis) }
        }
    }
}

/// A number under an axis that stays within the chart.
pub(super) fn label(x: &str, place: f64, y: usize, text: &str) -> Markup {
    let anchor = if place < 8.0 {
        "start"
    } else if place > 92.0 {
        "end"
    } else {
        "middle"
    };
    html! { text.small x=(x) y=(y) text-anchor=(anchor) { (text) } }
}
