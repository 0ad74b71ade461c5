//! Draws for people: the list as it was drawn, and the sheet of those who fetch the cards.

use super::draw_json::DrawnList;
use super::terminal::table;
use crate::figure::grouped;
use crate::sampling::{Drawn, Mark, Pick, Terms};

/// Most rows of a table for people.
const LISTED: usize = 10_000;

/// The draw, in its order.
pub fn drawn_in_words(it: DrawnList<'_>) -> String {
    let (ours, _) = it.columns();
    let mut text = heading(it);
    let columns = places(it);
    let marks: Vec<&str> = if ours.contains(&"ticket") { vec!["ticket"] } else { vec!["counter", "number"] };
    let mut header = vec!["order".to_owned()];
    header.extend(marks.iter().map(|name| (*name).to_owned()));
    let right = 1..header.len();
    header.extend(columns.iter().map(|&at| it.manifest.columns()[at].clone()));
    let by_card = it.list.iter().any(|drawn| drawn.position.is_some());
    header.extend(by_card.then(|| "card".to_owned()));
    let mut rows = vec![header];
    for drawn in it.list.iter().take(LISTED) {
        let mut row = vec![drawn.order.to_string()];
        match &drawn.mark {
            Mark::Number { counter, number } => row.extend([counter.to_string(), number.to_string()]),
            Mark::Ticket { ticket, .. } => row.push(ticket.clone()),
        }
        row.extend(columns.iter().map(|&at| plain(it.manifest.cell(drawn.row, at))));
        row.extend(drawn.position.map(|position| position.to_string()));
        rows.push(row);
    }
    text.push_str(&table(rows, 0..right.end));
    text.push_str(&rest(it.list.len(), LISTED));
    text
}

/// The sheet of those who fetch the cards: one line a batch, in the order of the shelves.
pub fn pulled_in_words(it: DrawnList<'_>) -> String {
    let mut text = heading(it);
    let columns = places(it);
    let mut header: Vec<String> = columns.iter().map(|&at| it.manifest.columns()[at].clone()).collect();
    let first = header.len();
    header.extend(["pull", "of", "cards"].map(str::to_owned));
    let mut rows = vec![header];
    let batches: Vec<&[Drawn]> = it.list.chunk_by(|a, b| a.row == b.row).collect();
    for batch in batches.iter().take(LISTED) {
        let row = batch[0].row;
        let mut cells: Vec<String> = columns.iter().map(|&at| plain(it.manifest.cell(row, at))).collect();
        let cards: Vec<&[Drawn]> = batch.chunk_by(|a, b| a.position == b.position).collect();
        let card = |card: &&[Drawn]| {
            let what = card[0].position.map_or("the whole batch".to_owned(), |position| position.to_string());
            if card.len() > 1 { format!("{what} ({} times)", card.len()) } else { what }
        };
        let whole = batch[0].position.is_none();
        let pull = if whole { it.manifest.cards_of(row) } else { cards.len() as u64 };
        cells.push(grouped(pull as i64));
        cells.push(grouped(it.manifest.cards_of(row) as i64));
        cells.push(cards.iter().map(card).collect::<Vec<_>>().join(", "));
        rows.push(cells);
    }
    text.push_str(&table(rows, first..first + 2));
    text.push_str(&rest(batches.len(), LISTED));
    text
}

/// What was drawn from what, and how anybody can repeat it.
fn heading(it: DrawnList<'_>) -> String {
    let replacement = it.ask.replacement || it.ask.generator.always_replaces();
    let with = if replacement { "with replacement" } else { "without replacement" };
    let nouns = it.ask.by.nouns();
    let n = |n: u64| grouped(n as i64);
    let generator = it.ask.generator;
    let mut text = format!(
        "{} of {nouns} from {} cards in {} batches, {with}; seed {}\nby {}: {}\nSHA-256 of the manifest: {}\n",
        draws(it.list.len() as u64),
        n(it.manifest.cards()),
        n(it.manifest.rows() as u64),
        plain(&it.ask.seed),
        generator.name(),
        generator.says(),
        it.manifest.sha256(),
    );
    for stratum in &it.drawing.strata {
        let after = if stratum.skipped > 0 { format!(", after {}", n(stratum.skipped)) } else { String::new() };
        match &stratum.name {
            Some(name) => {
                let (name, seed) = (plain(name), plain(&stratum.seed));
                text += &format!("{name}: {} of {} {nouns}{after}; seed {seed}\n", n(stratum.drawn), n(stratum.units));
            }
            None if stratum.skipped > 0 => text += &format!("after {}\n", draws(stratum.skipped)),
            None => {}
        }
    }
    text.push('\n');
    text
}

fn draws(n: u64) -> String {
    if n == 1 { "1 draw".to_owned() } else { format!("{} draws", grouped(n as i64)) }
}

/// The manifest's columns but the counts, which nobody needs to find a card.
fn places(it: DrawnList<'_>) -> Vec<usize> {
    (0..it.manifest.columns().len()).filter(|&at| at != it.manifest.count_column()).collect()
}

/// A draw from numbers or names.
pub fn listed_in_words(
    generator: &str,
    terms: &Terms,
    skipped: usize,
    picks: &[Pick],
    name: &dyn Fn(u64) -> String,
) -> String {
    let with = if terms.replacement { "with replacement" } else { "without replacement" };
    let mut text = format!("{} by {generator}, {with}; seed {}\n\n", draws(picks.len() as u64), plain(&terms.seed));
    let mut rows = vec![["order", "counter or ticket", "drawn"].map(str::to_owned).to_vec()];
    for (pick, order) in picks.iter().zip(skipped + 1..).take(LISTED) {
        let mark = match &pick.mark {
            Mark::Number { counter, .. } => counter.to_string(),
            Mark::Ticket { ticket, .. } => ticket.clone(),
        };
        rows.push(vec![order.to_string(), mark, plain(&name(pick.unit))]);
    }
    text.push_str(&table(rows, 0..1));
    text.push_str(&rest(picks.len(), LISTED));
    text
}

fn rest(all: usize, shown: usize) -> String {
    let more = all.saturating_sub(shown);
    if more == 0 { String::new() } else { format!("and {} more; --json and --csv list all\n", grouped(more as i64)) }
}

/// A text from outside on one line of a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
