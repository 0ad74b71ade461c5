//! What was read of election-office files, for people: first what does not add up, then the counts.

use super::import_results_words::lines_of_results;
use super::import_words::{class_notes, differences, facts, few_cards, headline, lines_of_manifest};
use super::layout::table;
use super::words::{Language, Words, fill};
use crate::import::{
    CardRecords, CardSummary, ImportReview, Imported, NamedCards, NoteClass, RankedOrders, VoteTallies,
};
use crate::number_format::grouped;

/// Most rows of one table for people.
const MOST_ROWS: usize = 5_000;

fn n(number: u64) -> String {
    grouped(number as i64)
}

/// The review as a page.
pub fn imported_in_words(review: &ImportReview, language: &Language) -> String {
    let w = language.words;
    let mut text = String::new();
    for line in headline(w, review) {
        text += &format!("{line}\n");
    }
    let mut odd = differences(w, review);
    odd.extend(class_notes(w, review, NoteClass::Odd));
    section(&mut text, w.import.heading_odd, &odd);
    section(&mut text, w.import.heading_left_out, &class_notes(w, review, NoteClass::LeftOut));
    section(&mut text, w.import.heading_hidden, &class_notes(w, review, NoteClass::Hidden));
    section(&mut text, w.import.heading_inferred, &class_notes(w, review, NoteClass::Inferred));
    section(&mut text, w.import.heading_few, &few_cards(w, review));
    section(&mut text, w.import.heading_results, &lines_of_results(w, review));
    section(&mut text, w.import.heading_manifest, &lines_of_manifest(w, review));
    for (import, summary) in review.imports.iter().zip(&review.summaries) {
        text += &format!("\n{}\n", fill(w.import.heading_format, &[("format", &w.reason(&import.title))]));
        match (&import.content, summary) {
            (Imported::Cards(records), Some(summary)) => cards(&mut text, w, records, summary),
            (Imported::Orders(orders), _) => of_orders(&mut text, w, orders),
            (Imported::Tallies(tallies), _) => of_tallies(&mut text, w, tallies),
            (Imported::Tables(tables), _) => {
                for own in tables {
                    let gaps = [
                        ("kind", &w.reason(&own.title)[..]),
                        ("rows", &n(own.rows() as u64)),
                        ("columns", &own.columns.join(", ")),
                    ];
                    text += &format!("  • {}\n", fill(w.import.table_read, &gaps));
                }
            }
            (Imported::Cards(_), None) => {}
        }
    }
    text += &format!("\n{}\n", w.import.heading_files);
    for file in &review.files {
        if file.sha256.is_empty() {
            text += &format!("  {}\n", file.name);
            continue;
        }
        let gaps = [("name", &file.name[..]), ("bytes", &n(file.bytes))];
        text += &format!("  {}\n    SHA-256 {}\n", fill(w.import.file_read, &gaps), file.sha256);
    }
    text
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        *text += &format!("\n{heading}\n");
        for line in lines {
            *text += &format!("  • {line}\n");
        }
    }
}

/// Adds a table, and how many rows it does not show.
fn add_table(text: &mut String, w: &Words, head: &[&str], mut rows: Vec<Vec<String>>) {
    let more = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    rows.insert(0, head.iter().map(|name| (*name).to_owned()).collect());
    *text += &table(rows, 1..head.len());
    if more > 0 {
        *text += &format!("{}\n", fill(w.import.more_rows, &[("n", &n(more as u64))]));
    }
}

fn cards(text: &mut String, w: &Words, records: &CardRecords, summary: &CardSummary) {
    let own = &w.import;
    for line in facts(w, records, summary) {
        *text += &format!("  • {line}\n");
    }
    text.push('\n');
    let head =
        [own.column_contest, own.column_cards, own.column_votes, own.column_under, own.column_over, own.column_blank];
    let rows = summary.contests.iter().map(|contest| {
        let count = &contest.count;
        vec![
            records.contests[contest.contest].contest.name.clone(),
            n(count.cards),
            n(count.votes.iter().sum()),
            count.undervotes.map_or_else(|| "-".to_owned(), n),
            contest.overvoted(&records.contests[contest.contest].contest).map_or_else(|| "-".to_owned(), n),
            n(count.blank),
        ]
    });
    add_table(text, w, &head, rows.collect());
    text.push('\n');
    let mut rows = Vec::new();
    for contest in &summary.contests {
        let about = &records.contests[contest.contest].contest;
        let votes = contest.count.votes.iter().zip(&contest.summed).zip(&about.choices);
        rows.extend(
            votes.map(|((cards, summed), choice)| {
                vec![format!("{}: {}", about.name, choice.name), n(*cards), n(*summed)]
            }),
        );
    }
    let has_sums = summary.summed_rows > 0;
    let head = [own.column_choice, own.column_votes, own.column_summed];
    if !has_sums {
        for row in &mut rows {
            row.truncate(2);
        }
    }
    add_table(text, w, &head[..if has_sums { 3 } else { 2 }], rows);
    for (heading, counts) in [
        (own.column_tabulator, &summary.tabulators),
        (own.column_group, &summary.groups),
        (own.column_style, &summary.styles),
    ] {
        named_table(text, w, heading, counts);
    }
    if !summary.batches.is_empty() {
        text.push('\n');
        let rows = summary.batches.iter().map(|batch| {
            let name = if batch.tabulator.is_empty() {
                batch.batch.clone()
            } else {
                format!("{} / {}", batch.tabulator, batch.batch)
            };
            vec![name, n(batch.cards)]
        });
        add_table(text, w, &[own.column_batch, own.column_cards], rows.collect());
    }
}

fn named_table(text: &mut String, w: &Words, heading: &str, counts: &[NamedCards]) {
    if !counts.is_empty() {
        text.push('\n');
        let rows = counts.iter().map(|it| vec![it.name.clone(), n(it.cards)]);
        add_table(text, w, &[heading, w.import.column_cards], rows.collect());
    }
}

fn of_orders(text: &mut String, w: &Words, all: &[RankedOrders]) {
    for orders in all {
        let different = orders.counts.iter().filter(|count| **count > 0).count() as u64;
        let gaps = [("contest", &orders.contest.name[..]), ("ballots", &n(orders.ballots)), ("orders", &n(different))];
        *text += &format!("  • {}\n\n", fill(w.import.orders_read, &gaps));
        let first = orders.contest.choices.iter().zip(orders.first_preferences());
        let rows = first.map(|(choice, votes)| vec![choice.name.clone(), n(votes)]);
        add_table(text, w, &[w.import.column_choice, w.import.column_first], rows.collect());
    }
}

fn of_tallies(text: &mut String, w: &Words, tallies: &VoteTallies) {
    let (contests, places) = (n(tallies.contests.len() as u64), n(tallies.places.len() as u64));
    *text += &format!("  • {}\n\n", fill(w.import.tallies_read, &[("contests", &contests), ("places", &places)]));
    let mut rows = Vec::new();
    for (contest, votes) in tallies.contests.iter().zip(tallies.votes()) {
        let votes = contest.choices.iter().zip(votes);
        rows.extend(votes.map(|(choice, votes)| vec![format!("{}: {}", contest.name, choice.name), n(votes)]));
    }
    add_table(text, w, &[w.import.column_choice, w.import.column_votes], rows);
}
