//! The sheets of an audit's round, to be printed: what to pull, a placeholder for each card, and what to read.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::frame::{heads, page, wide_table};
use super::words::{Language, Words};
use crate::audit_folder::{SheetUnit, containers, pull_order};
use crate::election::Contest;
use crate::import::FEW_CARDS;
use crate::reason::folder;

/// The page of a round's sheets: the title of the audit and the round, the units, and the contests that they refer to.
pub fn audit_sheets(
    (title, round): (&str, u32),
    units: &[SheetUnit],
    contests: &[&Contest],
    language: &Language,
) -> String {
    let w = language.words;
    let says = |reason: &crate::reason::Reason| w.reason(reason);
    let head = heads(
        &[&says(&folder::head_container()), &says(&folder::head_tabulator()), &says(&folder::head_batch())],
        &[&says(&folder::head_position())],
        &[&says(&folder::head_card()), &says(&folder::head_pulled())],
    );
    let pulls = pull_order(units);
    let rows = html! { @for unit in &pulls { (pull(unit)) } };
    let stored: Vec<_> = containers(&pulls).into_iter().filter(|(name, _, _)| !name.is_empty()).collect();
    let body = html! {
        h1 { (title) }
        p.question { (says(&folder::sheets_title(round))) }
        section {
            h2 id="pull" { (says(&folder::pull_title())) }
            p.note { (says(&folder::pull_note())) }
            @for (name, batches, units) in &stored { p.facts { (says(&folder::pull_container(name, *units, *batches))) } }
            @if let Some(few) = few_cards(w, &pulls) { p.note { (few) } }
            (wide_table("pull-table", &says(&folder::pull_title()), &head, &rows))
        }
        section {
            h2 id="placeholders" { (says(&folder::placeholder_title())) }
            p.note { (says(&folder::placeholder_note())) }
            @for unit in pulls.iter().filter(|unit| unit.position.is_some()) { (placeholder(w, unit)) }
        }
        section {
            h2 id="read" { (says(&folder::read_title())) }
            p.note { (says(&folder::read_note())) }
            @for unit in units { (to_read(w, unit, contests)) }
        }
    };
    page(language, title, &body)
}

/// A warning where a card is drawn from a batch with so few cards that a vote may show.
fn few_cards(w: &Words, pulls: &[&SheetUnit]) -> Option<String> {
    let few: BTreeSet<&str> = pulls.iter().filter(|it| it.is_of_few()).map(|it| it.batch.as_str()).collect();
    let names = few.iter().copied().collect::<Vec<_>>().join(", ");
    (!few.is_empty()).then(|| w.reason(&folder::pull_few(few.len(), FEW_CARDS, names)))
}

fn pull(unit: &SheetUnit) -> Markup {
    html! {
        tr {
            td { (unit.container) } td { (unit.tabulator) } td { (unit.batch) }
            td.n { @if let Some(position) = unit.position { (position) } }
            td { (unit.card) } td { "☐" }
        }
    }
}

/// A slip that marks the place from which a card was taken.
fn placeholder(w: &Words, unit: &SheetUnit) -> Markup {
    let position = unit.position.unwrap_or_default();
    html! {
        p.facts {
            strong { (w.reason(&folder::placeholder(&unit.batch, position))) } " " (unit.card)
        }
    }
}

/// What a board reads on a unit: the names of each contest, with a box for each.
fn to_read(w: &Words, unit: &SheetUnit, contests: &[&Contest]) -> Markup {
    let place = match unit.position {
        Some(position) => w.reason(&folder::placeholder(&unit.batch, position)),
        None => unit.batch.clone(),
    };
    html! {
        h3 { (place) @if !unit.card.is_empty() { ", " (unit.card) } }
        @for &contest in &unit.contests {
            p {
                strong { (contests[contest].title) } ": "
                // In a grid a number is written beside each name: its rank, or its score.
                @let place = if contests[contest].has_grid() { "___ " } else { "☐ " };
                @for name in &contests[contest].candidates { (place) (name) "  " }
                "☐ " (w.reason(&folder::word_blank())) "  "
                @if !contests[contest].has_grid() { "☐ " (w.reason(&folder::word_overvote())) "  " }
                "☐ " (w.reason(&folder::word_not_on_card())) "  "
                "☐ " (w.reason(&folder::word_not_found()))
            }
        }
    }
}
