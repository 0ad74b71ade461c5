//! Batches as a map of small squares: empty where a batch agrees with the paper, filled and lettered where it does not.

use maud::{Markup, html};

use super::cells::{Pointer, count, or_dash};
use super::frame::{FILLINGS, heads, wide_table};
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{DiscrepancyMap, DiscrepancyOrigin, ElectionRun};

/// Maps that are drawn; the table has all.
const DRAWN: usize = 12;

/// Squares of one map that are listed.
const LISTED: usize = 60;

/// Squares side by side, and the side of each.
const COLUMNS: u64 = 20;
const SIDE: u64 = 16;

/// Where counts differ from the paper.
pub(super) fn maps(w: &Words, run: &ElectionRun) -> Markup {
    html! {
        section {
            h2 id="where" { (w.where_heading) }
            @if run.whereabouts.is_empty() { p { (w.where_nowhere) } }
            @else {
                p.note { (w.where_note) }
                (summary(w, run))
                @for (at, map) in run.whereabouts.iter().take(DRAWN).enumerate() { (drawn(w, run, at, map)) }
                @if run.whereabouts.len() > DRAWN { p.note { (w.where_more) } }
            }
        }
    }
}

/// The map's JSON pointer.
fn place(map: &DiscrepancyMap) -> Pointer {
    Pointer::root().key("contests").key(map.contest).key("stages").key(map.stage).key("where")
}

fn name(run: &ElectionRun, map: &DiscrepancyMap) -> String {
    format!("{}, {}", run.contests[map.contest].contest.title, run.scenario.stage[map.stage].id)
}

fn summary(w: &Words, run: &ElectionRun) -> Markup {
    let numbers = [w.recorded_otherwise, w.batches_off, w.of_batches, w.votes_off, w.in_totals];
    let head = heads(&[w.contest, w.count], &numbers, &[]);
    let body = html! {
        @for map in &run.whereabouts {
            tr {
                th scope="row" { (run.contests[map.contest].contest.title) }
                td { (run.scenario.stage[map.stage].id) }
                @let misrecorded = run.stages[map.stage].misrecorded[map.contest];
                @let at = Pointer::root().key("contests").key(map.contest).key("stages").key(map.stage).key("misrecorded");
                td.n { (or_dash(misrecorded, |n| count(&at, n))) }
                td.n { (grouped(map.origins.iter().map(|sum| sum.batches).sum::<u64>() as i64)) }
                td.n { (count(&place(map).key("batches"), map.batches)) }
                td.n { (grouped(map.votes_off() as i64)) }
                td.n { (count(&place(map).key("changed_in_totals"), map.typed)) }
            }
        }
    };
    html! {
        (wide_table("where-all", w.where_caption, &head, &body))
        p.note { (w.off_counts) }
    }
}

/// The letter of an origin.
fn letter(origin: usize) -> char {
    char::from(b'A' + origin.min(25) as u8)
}

fn says(w: &Words, run: &ElectionRun, origin: DiscrepancyOrigin) -> Markup {
    match origin {
        DiscrepancyOrigin::Fault(place) => html! { (w.reason(&run.faults[place].says)) },
        DiscrepancyOrigin::SeveralFaults => html! { (w.origin_several) },
        DiscrepancyOrigin::Hand => html! { (w.origin_hand) },
        DiscrepancyOrigin::Stands => html! { (w.origin_stands) },
        DiscrepancyOrigin::NotCounted => html! { (w.origin_not_counted) },
        DiscrepancyOrigin::Reading => html! { (w.origin_reading) },
    }
}

fn drawn(w: &Words, run: &ElectionRun, id: usize, map: &DiscrepancyMap) -> Markup {
    let each = grouped(map.batches_a_square as i64);
    let caption = match (id, map.batches_a_square) {
        (0, 1) => w.map_caption.to_owned(),
        (0, _) => fill(w.map_caption_many, &[("n", &each)]),
        (_, 1) => w.map_caption_again.to_owned(),
        _ => fill(w.map_caption_many_again, &[("n", &each)]),
    };
    let head = heads(&[w.letter, w.origin], &[w.batches, w.votes_off], &[]);
    let origins = html! {
        @for (at, sum) in map.origins.iter().enumerate() {
            @let here = place(map).key("origins").key(at);
            tr {
                th scope="row" { (letter(at)) }
                td { (says(w, run, sum.origin)) }
                td.n { (count(&here.key("batches"), sum.batches)) }
                td.n { (count(&here.key("votes"), sum.votes)) }
            }
        }
    };
    let name = name(run, map);
    html! {
        h3 { (name) }
        @if !map.squares.is_empty() {
            figure {
                figcaption { (caption) }
                (squares(w, &name, id, map))
            }
            (wide_table(&format!("origins{id}"), &fill(w.origins_caption, &[("what", &name)]), &head, &origins))
            details {
                summary { (w.squares_in_numbers) }
                (listed(w, &name, id, map))
                @if map.squares.len() > LISTED { p.note { (fill(w.more_in_json, &[("n", &grouped((map.squares.len() - LISTED) as i64))])) } }
            }
        }
        @if !map.elsewhere.is_empty() {
            p { (w.elsewhere_note) }
            ul {
                @for (at, sum) in map.elsewhere.iter().enumerate() {
                    li { (count(&place(map).key("elsewhere").key(at).key("votes"), sum.votes)) " – " (says(w, run, sum.origin)) "." }
                }
            }
        }
        @if !map.totals.is_empty() {
            p { (w.totals_note) }
            ul {
                @for (at, (fault, votes)) in map.totals.iter().enumerate() {
                    li { (count(&place(map).key("totals").key(at).key("votes"), *votes)) " – " (w.reason(&run.faults[*fault].says)) "." }
                }
            }
        }
    }
}

fn listed(w: &Words, name: &str, id: usize, map: &DiscrepancyMap) -> Markup {
    let head = heads(&[w.batch_first, w.letter], &[w.square, w.batches_off, w.votes_off], &[]);
    let body = html! {
        @for (at, square) in map.squares.iter().enumerate().take(LISTED) {
            @let here = place(map).key("squares").key(at);
            tr {
                th scope="row" { (square.batch) }
                td { (letter(square.origin)) }
                td.n { (count(&here.key("at"), square.at)) }
                td.n { (count(&here.key("off"), square.off)) }
                td.n { (count(&here.key("votes"), square.votes)) }
            }
        }
    };
    wide_table(&format!("squares{id}"), &fill(w.squares_caption, &[("what", name)]), &head, &body)
}

fn squares(w: &Words, name: &str, id: usize, map: &DiscrepancyMap) -> Markup {
    let all = map.all_squares();
    let columns = COLUMNS.min(all.max(1));
    let (width, height) = (COLUMNS * SIDE, all.div_ceil(columns) * SIDE + 1);
    let corner = |at: u64| (at % columns * SIDE, at / columns * SIDE);
    let outline = |places: &mut dyn Iterator<Item = u64>| {
        let square = |at| {
            let (x, y) = corner(at);
            format!("M{x} {y}h14v14h-14z")
        };
        places.map(square).collect::<String>()
    };
    let differs: Vec<u64> = map.squares.iter().map(|square| square.at).collect();
    let agree = outline(&mut (0..all).filter(|at| differs.binary_search(at).is_err()));
    let of = |origin: usize| map.squares.iter().filter(move |square| square.origin == origin);
    let described = fill(w.map_desc, &[("n", &grouped(differs.len() as i64)), ("all", &grouped(all as i64))]);
    html! {
        svg.map role="img" aria-labelledby={ "map" (id) "t map" (id) "d" } viewBox={ "-1 -1 " (width + 2) " " (height + 2) } {
            title id={ "map" (id) "t" } { (name) }
            desc id={ "map" (id) "d" } { (described) }
            path d=(agree) fill="#fffefb" stroke="#b9b5aa" stroke-width="1" {}
            @for origin in 0..map.origins.len() {
                path d=(outline(&mut of(origin).map(|square| square.at))) fill=(FILLINGS[origin % FILLINGS.len()]) stroke="#2d2c29" stroke-width="1" {}
                // A plate under each letter, so that hatching does not make it unreadable.
                path d=(plates(&mut of(origin).map(|square| corner(square.at)))) fill="#fffefb" {}
                (letters(letter(origin), &of(origin).map(|square| corner(square.at)).collect::<Vec<_>>()))
            }
        }
    }
}

/// The rectangles under the letters.
fn plates(corners: &mut dyn Iterator<Item = (u64, u64)>) -> String {
    let plate = |(x, y)| format!("M{} {}h10v11h-10z", x + 2, y + 2);
    corners.map(plate).collect()
}

/// The same letter in many squares.
fn letters(letter: char, corners: &[(u64, u64)]) -> Markup {
    let list =
        |of: &dyn Fn(&(u64, u64)) -> u64| corners.iter().map(|it| of(it).to_string()).collect::<Vec<_>>().join(" ");
    html! {
        text.letter x=(list(&|it| it.0 + 3)) y=(list(&|it| it.1 + 11)) { (letter.to_string().repeat(corners.len())) }
    }
}
