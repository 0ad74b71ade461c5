//! What was read of election-office files as a page, for a board to sign.

use maud::{Markup, html};

use super::frame::{heads, page, wide_table};
use super::words::{Language, Words, fill};
use crate::import::{CardRecords, CardSummary, ImportReview, Imported, NamedCards, NoteClass};
use crate::number_format::grouped;
use crate::report::import_results_words::lines_of_results;
use crate::report::import_words::{class_notes, differences, facts, few_cards, headline, lines_of_manifest};

/// Most rows of one table.
const MOST_ROWS: usize = 5_000;

fn n(number: u64) -> String {
    grouped(number as i64)
}

/// The page of a review.
pub fn imported(review: &ImportReview, language: &Language) -> String {
    let w = language.words;
    let own = &w.import;
    let mut odd = differences(w, review);
    odd.extend(class_notes(w, review, NoteClass::Odd));
    let is_well = odd.is_empty();
    let lists = [
        ("odd", own.heading_odd, odd),
        ("left-out", own.heading_left_out, class_notes(w, review, NoteClass::LeftOut)),
        ("hidden", own.heading_hidden, class_notes(w, review, NoteClass::Hidden)),
        ("inferred", own.heading_inferred, class_notes(w, review, NoteClass::Inferred)),
        ("few", own.heading_few, few_cards(w, review)),
        ("results", own.heading_results, lines_of_results(w, review)),
        ("manifest", own.heading_manifest, lines_of_manifest(w, review)),
    ];
    let body = html! {
        h1 { (own.page_title) }
        div.banner {
            @for (at, line) in headline(w, review).iter().enumerate() {
                p {
                    @if at == 0 { span.mark aria-hidden="true" { (if is_well { "✓" } else { "✗" }) } }
                    (line)
                }
            }
        }
        @for (id, heading, lines) in &lists {
            @if !lines.is_empty() {
                section {
                    h2 id=(id) { (heading) }
                    ul { @for line in lines { li { (line) } } }
                }
            }
        }
        @for (at, (import, summary)) in review.imports.iter().zip(&review.summaries).enumerate() {
            section {
                h2 id=(format!("format-{at}")) { (fill(own.heading_format, &[("format", &w.reason(&import.title))])) }
                @if let (Imported::Cards(records), Some(summary)) = (&import.content, summary) {
                    (cards(w, at, records, summary))
                }
                @if let Imported::Tables(tables) = &import.content {
                    ul {
                        @for table in tables {
                            @let (rows, columns) = (n(table.rows() as u64), table.columns.join(", "));
                            @let kind = w.reason(&table.title);
                            li { (fill(own.table_read, &[("kind", &kind), ("rows", &rows), ("columns", &columns)])) }
                        }
                    }
                }
                @if let Imported::Tallies(tallies) = &import.content {
                    @let (contests, places) = (n(tallies.contests.len() as u64), n(tallies.places.len() as u64));
                    p { (fill(own.tallies_read, &[("contests", &contests), ("places", &places)])) }
                }
                @if let Imported::Orders(all) = &import.content {
                    ul {
                        @for orders in all {
                            @let different = orders.counts.iter().filter(|count| **count > 0).count() as u64;
                            @let (ballots, different) = (n(orders.ballots), n(different));
                            @let gaps = [("contest", &orders.contest.name[..]), ("ballots", &ballots), ("orders", &different)];
                            li { (fill(own.orders_read, &gaps)) }
                        }
                    }
                }
            }
        }
        section {
            h2 id="files" { (own.heading_files) }
            ul {
                @for file in &review.files {
                    li {
                        @if file.sha256.is_empty() { (file.name) } @else {
                            (fill(own.file_read, &[("name", &file.name), ("bytes", &n(file.bytes))]))
                            br;
                            "SHA-256 " code { (file.sha256) }
                        }
                    }
                }
            }
            p.note { (fill(own.made_by, &[("version", env!("CARGO_PKG_VERSION"))])) }
        }
        section {
            h2 id="sign" { (own.heading_sign) }
            p { (own.sign_line) }
        }
        footer { (w.footer) }
    };
    page(language, own.page_title, &body)
}

fn cards(w: &Words, at: usize, records: &CardRecords, summary: &CardSummary) -> Markup {
    let own = &w.import;
    let head = heads(
        &[own.column_contest],
        &[own.column_cards, own.column_votes, own.column_under, own.column_over, own.column_blank],
        &[],
    );
    let contests = html! {
        @for contest in &summary.contests {
            @let count = &contest.count;
            tr {
                th scope="row" { (records.contests[contest.contest].contest.name) }
                td.n { (n(count.cards)) }
                td.n { (n(count.votes.iter().sum())) }
                td.n { (count.undervotes.map_or_else(|| "-".to_owned(), n)) }
                td.n { (contest.overvoted(&records.contests[contest.contest].contest).map_or_else(|| "-".to_owned(), n)) }
                td.n { (n(count.blank)) }
            }
        }
    };
    let choices = html! {
        @for contest in &summary.contests {
            @let about = &records.contests[contest.contest].contest;
            @for (choice, (cards, summed)) in about.choices.iter().zip(contest.count.votes.iter().zip(&contest.summed)) {
                tr {
                    th scope="row" { (about.name) ": " (choice.name) }
                    td.n { (n(*cards)) }
                    td.n { (n(*summed)) }
                }
            }
        }
    };
    let choice_head = heads(&[own.column_choice], &[own.column_votes, own.column_summed], &[]);
    let facts = facts(w, records, summary);
    html! {
        @if !facts.is_empty() { ul { @for line in &facts { li { (line) } } } }
        (wide_table(&format!("contests-{at}"), own.caption_contests, &head, &contests))
        (wide_table(&format!("choices-{at}"), own.caption_choices, &choice_head, &choices))
        (named(w, &format!("tabulators-{at}"), own.column_tabulator, &summary.tabulators))
        (named(w, &format!("groups-{at}"), own.column_group, &summary.groups))
        (named(w, &format!("styles-{at}"), own.column_style, &summary.styles))
        @if !summary.batches.is_empty() {
            @let rows = html! {
                @for batch in summary.batches.iter().take(MOST_ROWS) {
                    tr {
                        th scope="row" {
                            @if !batch.tabulator.is_empty() { (batch.tabulator) " / " }
                            (batch.batch)
                        }
                        td.n { (n(batch.cards)) }
                    }
                }
            };
            @let head = heads(&[own.column_batch], &[own.column_cards], &[]);
            (wide_table(&format!("batches-{at}"), own.column_batch, &head, &rows))
            (more(w, summary.batches.len()))
        }
    }
}

fn named(w: &Words, id: &str, heading: &str, counts: &[NamedCards]) -> Markup {
    if counts.is_empty() {
        return html! {};
    }
    let rows = html! {
        @for it in counts.iter().take(MOST_ROWS) {
            tr {
                th scope="row" { (it.name) }
                td.n { (n(it.cards)) }
            }
        }
    };
    let head = heads(&[heading], &[w.import.column_cards], &[]);
    html! { (wide_table(id, heading, &head, &rows)) (more(w, counts.len())) }
}

/// How many rows are not on the page.
fn more(w: &Words, all: usize) -> Markup {
    let left = all.saturating_sub(MOST_ROWS);
    html! { @if left > 0 { p.note { (fill(w.import.more_rows, &[("n", &n(left as u64))])) } } }
}
