//! Where the cards of a first round lie: what to expect of each place, and between which numbers it stays.

use maud::{Markup, html};

use super::axis::{Axis, pct, tick};
use super::cells::{Pointer, count, decimal};
use super::chart_lead::label;
use super::frame::{heads, wide_table};
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{PlanRow, PullLine};

/// Places that are drawn and listed.
const PLACES: usize = 16;

/// Pixels of one place.
const STEP: usize = 38;

/// The chart with its table; `at` is the place of the row in the document.
pub(super) fn places(w: &Words, id: &str, title: &str, row: &PlanRow, at: &Pointer) -> Markup {
    let shown = &row.pull[..row.pull.len().min(PLACES)];
    let most = shown.iter().map(|pull| pull.most95).max().unwrap_or(1).max(1) as f64;
    let x = Axis::even(0.0, most, 1.5, 97.0);
    let bottom = shown.len() * STEP + 6;
    let unit = if row.batches.is_some() { w.batches_to_pull } else { w.cards_to_pull };
    let caption = fill(w.places_caption, &[("method", row.method), ("unit", unit)]);
    html! {
        figure {
            figcaption { (caption) }
            svg.chart role="img" aria-labelledby={ (id) "t " (id) "d" } height=(bottom + 42) {
                title id={ (id) "t" } { (fill(w.places_title, &[("contest", title)])) }
                desc id={ (id) "d" } { (shown.iter().map(|pull| format!("{}: {}", pull.place, expected(pull))).collect::<Vec<_>>().join("; ")) "." }
                @for tick_at in x.ticks(4) {
                    @let place = x.place(tick_at);
                    line.grid x1=(pct(place)) x2=(pct(place)) y1="0" y2=(bottom) {}
                    (label(&pct(place), place, bottom + 16, &tick(tick_at)))
                }
                @for (row, pull) in shown.iter().enumerate() { (bar(row * STEP, pull, &x)) }
                line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
                text.small x="50%" y=(bottom + 34) text-anchor="middle" { (unit) }
            }
        }
        (table(w, id, title, row, at))
        @if row.pull.len() > PLACES { p.note { (fill(w.more_in_json, &[("n", &grouped((row.pull.len() - PLACES) as i64))])) } }
    }
}

fn expected(pull: &PullLine) -> String {
    if pull.expected < 99.95 { format!("{:.1}", pull.expected) } else { grouped(libm::round(pull.expected) as i64) }
}

fn bar(top: usize, pull: &PullLine, x: &Axis) -> Markup {
    let (low, high) = (x.place(pull.least95 as f64), x.place(pull.most95 as f64));
    html! {
        text.halo x="0" y=(top + 13) { (pull.place) }
        text.halo x="100%" y=(top + 13) text-anchor="end" { (expected(pull)) }
        rect x="1.5%" width=(pct((x.place(pull.expected) - 1.5).max(0.2))) y=(top + 18) height="10" fill="url(#fill-a)" stroke="#2d2c29" {}
        line.rule x1=(pct(low)) x2=(pct(high)) y1=(top + 23) y2=(top + 23) {}
        line.rule x1=(pct(low)) x2=(pct(low)) y1=(top + 19) y2=(top + 27) {}
        line.rule x1=(pct(high)) x2=(pct(high)) y1=(top + 19) y2=(top + 27) {}
    }
}

fn table(w: &Words, id: &str, title: &str, row: &PlanRow, at: &Pointer) -> Markup {
    let head = heads(&[w.place, w.containers], &[w.batches, w.cards, w.expected, w.at_least_95, w.at_most_95], &[]);
    let body = html! {
        @for (n, pull) in row.pull.iter().take(PLACES).enumerate() {
            @let here = at.key("pull").key(n);
            tr {
                th scope="row" { (pull.place) }
                td { (pull.containers.0) @if pull.containers.1 != pull.containers.0 { "–" (pull.containers.1) } }
                td.n { (count(&here.key("batches"), pull.batches)) }
                td.n { (count(&here.key("cards"), pull.cards)) }
                td.n { (decimal(&here.key("expected"), pull.expected, 1)) }
                td.n { (count(&here.key("least95"), pull.least95)) }
                td.n { (count(&here.key("most95"), pull.most95)) }
            }
        }
    };
    wide_table(&format!("{id}-table"), &fill(w.places_title, &[("contest", title)]), &head, &body)
}
