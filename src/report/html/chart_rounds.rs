//! The chance that an audit ends in each round: one bar of parts for each method.

use maud::{Markup, html};

use super::axis::{Axis, pct};
use super::cells::{Pointer, in_percent, or_dash, percent};
use super::chart_lead::label;
use super::frame::{heads, wide_table};
use super::words::{Words, fill};
use crate::simulation::{OutcomeForecast, PlanRow};

/// Pixels of one bar.
const STEP: usize = 42;

/// A method of a plan, the outcome computed by its distribution, and the JSON pointer.
pub(super) type ComputedRow<'a> = (&'a PlanRow, &'a OutcomeForecast, Pointer);

/// The parts of a bar: their filling, start and end. What is not known stays empty.
fn parts(it: &OutcomeForecast) -> Vec<(&'static str, f64, f64)> {
    let distribution = &it.distribution;
    let first = [0, 1, 2].map(|round| distribution.confirms_in(round).unwrap_or(0.0));
    let full = distribution.full_hand_count().unwrap_or(0.0);
    let later = distribution.full_hand_count().map_or(0.0, |full| (1.0 - full - first.iter().sum::<f64>()).max(0.0));
    let shares = [
        ("#2d2c29", first[0]),
        ("url(#fill-a)", first[1]),
        ("url(#fill-b)", first[2]),
        ("url(#fill-c)", later),
        ("url(#fill-e)", full),
    ];
    let mut from = 0.0;
    let part = |(filling, share): (&'static str, f64)| {
        let begins = from;
        from += share;
        (filling, begins, from)
    };
    shares.map(part).into_iter().filter(|part| part.2 - part.1 > 0.0005).collect()
}

/// The chart with its key and its table.
pub(super) fn rounds(w: &Words, id: &str, title: &str, rows: &[ComputedRow<'_>]) -> Markup {
    let x = Axis::even(0.0, 1.0, 1.5, 97.0);
    let bottom = rows.len() * STEP + 6;
    let described = |(row, it, _): &ComputedRow<'_>| {
        format!(
            "{}: {}",
            row.method,
            it.distribution.confirms_in(0).map_or("–".to_owned(), |share| in_percent(share, 1))
        )
    };
    let described: Vec<String> = rows.iter().map(described).collect();
    let title_id = format!("{id}t {id}d");
    html! {
        figure {
            figcaption { (w.rounds_chart_caption) }
            (key(w))
            svg.chart role="img" aria-labelledby=(title_id) height=(bottom + 42) {
                title id={ (id) "t" } { (fill(w.rounds_title, &[("contest", title)])) }
                desc id={ (id) "d" } { (w.in_first) " – " (described.join("; ")) "." }
                @for at in x.ticks(5) {
                    @let place = x.place(at);
                    line.grid x1=(pct(place)) x2=(pct(place)) y1="0" y2=(bottom) {}
                    (label(&pct(place), place, bottom + 16, &in_percent(at, 0)))
                }
                @for (at, (row, it, _)) in rows.iter().enumerate() { (bar(at * STEP, row.method, it, &x)) }
                line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
                text.small x="50%" y=(bottom + 34) text-anchor="middle" { (w.chance) }
            }
        }
        (table(w, id, title, rows))
    }
}

fn bar(top: usize, method: &str, it: &OutcomeForecast, x: &Axis) -> Markup {
    html! {
        text.strong.halo x="0" y=(top + 15) { (method) }
        rect x="1.5%" width="95.5%" y=(top + 20) height="16" fill="#fffefb" stroke="#2d2c29" {}
        @for (filling, from, to) in parts(it) {
            rect x=(pct(x.place(from))) width=(pct(x.place(to) - x.place(from))) y=(top + 20) height="16" fill=(filling) stroke="#2d2c29" {}
        }
    }
}

/// What the fillings mean.
fn key(w: &Words) -> Markup {
    let parts = [
        ("#2d2c29", w.in_first),
        ("url(#fill-a)", w.in_second),
        ("url(#fill-b)", w.in_third),
        ("url(#fill-c)", w.in_later),
        ("url(#fill-e)", w.full_count_in_the_end),
        ("#fffefb", w.not_known),
    ];
    html! {
        p.key {
            @for (filling, text) in parts {
                span { svg width="22" height="14" aria-hidden="true" { rect x="1" y="1" width="20" height="12" fill=(filling) stroke="#2d2c29" {} } " " (text) }
                " "
            }
        }
    }
}

fn table(w: &Words, id: &str, title: &str, rows: &[ComputedRow<'_>]) -> Markup {
    let head = heads(&[w.method], &[w.in_first, w.in_second, w.in_third, w.full_count_in_the_end], &[w.law]);
    let body = html! {
        @for (row, it, at) in rows {
            tr {
                th scope="row" { (row.method) }
                @for round in 0..3 {
                    td.n { (or_dash(it.distribution.confirms_in(round), |share| percent(&at.key("confirms_in").key(round), share, 1))) }
                }
                td.n { (or_dash(it.distribution.full_hand_count(), |share| percent(&at.key("full_hand_count"), share, 1))) }
                td { (exactness(w, it)) }
            }
        }
    };
    wide_table(&format!("{id}-table"), &fill(w.rounds_title, &[("contest", title)]), &head, &body)
}

fn exactness(w: &Words, it: &OutcomeForecast) -> String {
    let distribution = &it.distribution;
    match (distribution.is_exact(), distribution.exact) {
        _ if !distribution.whole && distribution.stops.len() == 1 => w.exact_first_only.to_owned(),
        (true, _) if distribution.within >= 5e-6 => fill(w.exact_to, &[("share", &in_percent(distribution.within, 3))]),
        (true, _) => w.exact.to_owned(),
        (false, 0) => w.no_later_than.to_owned(),
        (false, n) => fill(w.rounds_exact, &[("n", &n.to_string())]),
    }
}
