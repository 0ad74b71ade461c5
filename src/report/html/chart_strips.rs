//! How many cards audits look at, method by method: the mean and the quantiles of all trials, as strips.

use maud::{Markup, html};

use super::axis::{Axis, pct, tick};
use super::cells::{Pointer, about, count, or_dash, percent};
use super::chart_lead::label;
use super::frame::{heads, wide_table};
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{QUANTILES, Spread, TrialsRow};

/// Pixels of one strip.
const STEP: usize = 44;

/// The ratio of the largest to the smallest number from which the scale is logarithmic.
const RATIO: f64 = 20.0;

/// One strip: its name, and its numbers with their JSON pointer.
pub(super) struct Strip<'a> {
    pub(super) name: &'a str,
    pub(super) cards: &'a Spread,
    pub(super) at: Pointer,
}

/// The chart of strips with its table.
pub(super) fn strips(w: &Words, caption: &str, id: &str, title: &str, all: &[Strip<'_>]) -> Markup {
    html! {
        figure {
            figcaption { (caption) @if spread(all).multiplies() { " " (w.times_axis) } }
            (chart(w, id, title, all))
        }
        (table(w, id, title, all))
    }
}

/// An axis over all that is drawn.
pub(super) fn axis(least: f64, most: f64) -> Axis {
    if most > RATIO * least.max(1.0) {
        Axis::ratios(least.max(1.0), most, 1.5, 97.0)
    } else {
        Axis::even(0.0, most, 1.5, 97.0)
    }
}

/// An axis over all strips.
fn spread(all: &[Strip<'_>]) -> Axis {
    let least = all.iter().map(|it| it.cards.quantiles[0]).fold(f64::INFINITY, f64::min);
    axis(least, all.iter().map(|it| it.cards.max).fold(1.0, f64::max))
}

fn chart(w: &Words, id: &str, title: &str, all: &[Strip<'_>]) -> Markup {
    let x = spread(all);
    let bottom = all.len() * STEP + 6;
    let long = all.iter().any(|it| it.name.chars().count() > SHORT);
    let described = |it: &Strip<'_>| format!("{}: {}", it.name, grouped(libm::round(it.cards.quantiles[2]) as i64));
    let described: Vec<String> = all.iter().map(described).collect();
    html! {
        svg.chart role="img" aria-labelledby={ (id) "t " (id) "d" } height=(bottom + 42) {
            title id={ (id) "t" } { (title) }
            desc id={ (id) "d" } { (w.median) " – " (described.join("; ")) "." }
            @for at in x.ticks(4) {
                @let place = x.place(at);
                line.grid x1=(pct(place)) x2=(pct(place)) y1="0" y2=(bottom) {}
                (label(&pct(place), place, bottom + 16, &tick(at)))
            }
            @for (row, it) in all.iter().enumerate() { (strip(w, row * STEP, it, &x, long)) }
            line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
            text.small x="50%" y=(bottom + 34) text-anchor="middle" { (w.cards_axis) }
        }
    }
}

/// Characters of a name beside which a phone has room for the word `median`.
const SHORT: usize = 24;

/// Characters of a name beside which a phone has room for a number.
const MOST: usize = 38;

/// A name cut to the room there is; the table beside the chart has it whole.
fn cut(name: &str) -> String {
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn strip(w: &Words, top: usize, it: &Strip<'_>, x: &Axis, long: bool) -> Markup {
    let at = |place: usize| x.place(it.cards.quantiles[place]);
    let (middle, high) = (top + 30, top + 22);
    let median = grouped(libm::round(it.cards.quantiles[2]) as i64);
    let mean = pct(x.place(it.cards.mean));
    html! {
        text.strong.halo x="0" y=(top + 15) { (cut(it.name)) }
        text.halo x="100%" y=(top + 15) text-anchor="end" { @if !long { (w.median) " " } (median) }
        line.rule x1=(pct(at(0))) x2=(pct(at(5))) y1=(middle) y2=(middle) {}
        line.rule x1=(pct(at(6))) x2=(pct(at(6))) y1=(middle - 5) y2=(middle + 5) {}
        @if at(3) > at(1) { rect.box x=(pct(at(1))) width=(pct(at(3) - at(1))) y=(high) height="16" {} }
        line.thick x1=(pct(at(2))) x2=(pct(at(2))) y1=(high - 2) y2=(high + 18) {}
        circle.dot cx=(mean) cy=(middle) r="3.5" {}
    }
}

fn table(w: &Words, id: &str, title: &str, all: &[Strip<'_>]) -> Markup {
    let shares: Vec<String> = QUANTILES.iter().map(|(_, share)| super::cells::in_percent(*share, 0)).collect();
    let mut numbers = vec![w.mean];
    numbers.extend(shares.iter().map(String::as_str));
    numbers.push(w.most);
    let head = heads(&[w.method], &numbers, &[]);
    let body = html! {
        @for it in all {
            tr {
                th scope="row" { (it.name) }
                td.n { (about(&it.at.key("mean"), it.cards.mean)) }
                @for ((name, _), x) in QUANTILES.iter().zip(it.cards.quantiles) {
                    td.n { (about(&it.at.key("quantiles").key(name), x)) }
                }
                td.n { (about(&it.at.key("max"), it.cards.max)) }
            }
        }
    };
    wide_table(&format!("{id}-table"), &fill(w.strips_table, &[("what", title)]), &head, &body)
}

/// The rows of one contest with their places in the document.
pub(super) type Placed<'a> = (&'a TrialsRow, Pointer);

/// How often each method counts everything and, where the report is wrong, confirms it: bars with intervals and promises.
pub(super) fn chances(w: &Words, id: &str, title: &str, rows: &[Placed<'_>]) -> Markup {
    let x = Axis::even(0.0, 1.0, 1.5, 97.0);
    let wrong = rows.iter().any(|(row, _)| !row.reported_right);
    let step = if wrong { 58 } else { 42 };
    let bottom = rows.len() * step + 6;
    let share = |share: f64| super::cells::in_percent(share, 1);
    let described = rows.iter().map(|(row, _)| format!("{}: {}", row.method, share(row.full_hand_count.fraction())));
    let described: Vec<String> = described.collect();
    html! {
        figure {
            figcaption { (if wrong { w.chances_caption_wrong } else { w.chances_caption }) }
            svg.chart role="img" aria-labelledby={ (id) "t " (id) "d" } height=(bottom + 42) {
                title id={ (id) "t" } { (title) }
                desc id={ (id) "d" } { (w.full_counts) " – " (described.join("; ")) "." }
                @for at in x.ticks(5) {
                    @let place = x.place(at);
                    line.grid x1=(pct(place)) x2=(pct(place)) y1="0" y2=(bottom) {}
                    (label(&pct(place), place, bottom + 16, &super::cells::in_percent(at, 0)))
                }
                @for (at, (row, _)) in rows.iter().enumerate() {
                    @let top = at * step;
                    @let full = x.place(row.full_hand_count.fraction());
                    text.strong.halo x="0" y=(top + 15) { (row.method) }
                    text.halo x="100%" y=(top + 15) text-anchor="end" { (share(row.full_hand_count.fraction())) }
                    rect x="1.5%" width=(pct((full - 1.5).max(0.15))) y=(top + 20) height="14" fill="url(#fill-a)" stroke="#2d2c29" {}
                    @if wrong && !row.reported_right {
                        @let (low, high) = row.confirmed_wrong.interval95();
                        line.thick x1=(pct(x.place(low))) x2=(pct(x.place(high))) y1=(top + 44) y2=(top + 44) {}
                        circle.dot cx=(pct(x.place(row.confirmed_wrong.fraction()))) cy=(top + 44) r="5" {}
                        @if let Some(limit) = row.risk_limit {
                            line.rule x1=(pct(x.place(limit))) x2=(pct(x.place(limit))) y1=(top + 36) y2=(top + 52) {}
                        }
                    }
                }
                line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
                text.small x="50%" y=(bottom + 34) text-anchor="middle" { (w.share_of_trials) }
            }
        }
        (chances_table(w, id, title, rows, wrong))
    }
}

fn chances_table(w: &Words, id: &str, title: &str, rows: &[Placed<'_>], wrong: bool) -> Markup {
    let by_law = rows.iter().any(|(row, _)| row.within.is_some());
    let lies = if by_law { w.lies_within } else { w.interval };
    let measured = rows.iter().any(|(row, _)| row.measured_only.hits > 0);
    let mut numbers = vec![w.confirmed_share, w.full_counts];
    numbers.extend(measured.then_some(w.audits.measured));
    numbers.extend([w.noticed, lies]);
    if wrong {
        numbers.extend([w.confirmed_wrong, lies]);
    }
    numbers.push(w.promise);
    let head = heads(&[w.method], &numbers, &[]);
    let body = html! {
        @for (row, at) in rows {
            tr {
                th scope="row" { (row.method) }
                td.n { (percent(&at.key("confirmed"), row.confirmed.fraction(), 2)) }
                td.n { (percent(&at.key("full_hand_count"), row.full_hand_count.fraction(), 2)) }
                @if measured { td.n { (percent(&at.key("measured_only"), row.measured_only.fraction(), 2)) } }
                td.n { (percent(&at.key("noticed"), row.noticed.fraction(), 2)) }
                td.n { (interval(w, &at.key("noticed_interval95"), row.noticed.interval95())) }
                @if wrong {
                    td.n { @if row.reported_right { "–" } @else { (percent(&at.key("confirmed_wrong"), row.confirmed_wrong.fraction(), 2)) } }
                    td.n { @if row.reported_right { "–" } @else { (interval(w, &at.key("confirmed_wrong_interval95"), row.confirmed_wrong.interval95())) } }
                }
                td.n { (or_dash(row.risk_limit, |limit| html! { "≤ " (percent(&at.key("risk_limit"), limit, 1)) })) }
            }
        }
    };
    wide_table(&format!("{id}-table"), &fill(w.chances_table, &[("what", title)]), &head, &body)
}

pub(super) fn interval(w: &Words, at: &Pointer, (low, high): (f64, f64)) -> Markup {
    html! { (percent(&at.key(0), low, 2)) " " (w.to) " " (percent(&at.key(1), high, 2)) }
}

/// Trials, as a fact of the page.
pub(super) fn trials(w: &Words, n: u64) -> Markup {
    html! { div { dt { (w.trials) } dd { (count(&Pointer::root().key("trials"), n)) } } }
}
