//! Draws for people: the list as it was drawn, and the sheet for those who fetch the cards.

use super::draw_json::{DrawnList, ListedDraw};
use super::layout::table;
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::random::DEFAULT_SEED;
use crate::sampling::{DrawnBy, DrawnItem, EarlierRound, Pick, PublicProof};

/// Most rows of a table for people.
const LISTED: usize = 10_000;

/// The draw, in its order.
pub fn drawn_in_words(it: DrawnList<'_>, language: &Language) -> String {
    let (w, d) = (language.words, &language.words.draw);
    let (ours, _) = it.columns();
    let mut text = heading(w, it);
    let columns = places(it);
    let marks: Vec<&str> = if ours.contains(&"ticket") { vec![d.ticket] } else { vec![d.counter, d.number] };
    let mut header = vec![d.order.to_owned()];
    header.extend(marks.iter().map(|name| (*name).to_owned()));
    let right = 1..header.len();
    header.extend(columns.iter().map(|&at| it.manifest.columns()[at].clone()));
    let by_card = it.list.iter().any(|drawn| drawn.position.is_some());
    header.extend(by_card.then(|| d.card.to_owned()));
    let mut rows = vec![header];
    for drawn in it.list.iter().take(LISTED) {
        let mut row = vec![drawn.order.to_string()];
        match &drawn.mark {
            PublicProof::Number { counter, number } => row.extend([counter.to_string(), number.to_string()]),
            PublicProof::Ticket { ticket, .. } => row.push(ticket.clone()),
        }
        row.extend(columns.iter().map(|&at| plain(it.manifest.cell(drawn.row, at))));
        row.extend(drawn.position.map(|position| position.to_string()));
        rows.push(row);
    }
    text.push_str(&table(rows, 0..right.end));
    text.push_str(&rest(w, it.list.len(), LISTED));
    text
}

/// The sheet for those who fetch the cards: one line a batch, in the order of storage.
pub fn pulled_in_words(it: DrawnList<'_>, language: &Language) -> String {
    let (w, d) = (language.words, &language.words.draw);
    let mut text = heading(w, it);
    let columns = places(it);
    let mut header: Vec<String> = columns.iter().map(|&at| it.manifest.columns()[at].clone()).collect();
    let first = header.len();
    header.extend([d.pull, d.of, d.cards].map(str::to_owned));
    let mut rows = vec![header];
    let batches: Vec<&[DrawnItem]> = it.list.chunk_by(|a, b| a.row == b.row).collect();
    for batch in batches.iter().take(LISTED) {
        let row = batch[0].row;
        let mut cells: Vec<String> = columns.iter().map(|&at| plain(it.manifest.cell(row, at))).collect();
        let cards: Vec<&[DrawnItem]> = batch.chunk_by(|a, b| a.position == b.position).collect();
        let card = |card: &&[DrawnItem]| {
            let what = card[0].position.map_or(d.whole_batch.to_owned(), |position| position.to_string());
            let times = card.len().to_string();
            if card.len() > 1 { fill(d.times, &[("what", &what), ("n", &times)]) } else { what }
        };
        let whole = batch[0].position.is_none();
        let pull = if whole { it.manifest.cards_of(row) } else { cards.len() as u64 };
        cells.push(grouped(pull as i64));
        cells.push(grouped(it.manifest.cards_of(row) as i64));
        cells.push(cards.iter().map(card).collect::<Vec<_>>().join(", "));
        rows.push(cells);
    }
    text.push_str(&table(rows, first..first + 2));
    text.push_str(&rest(w, batches.len(), LISTED));
    text
}

/// What was drawn from what, and how to repeat it.
fn heading(w: &Words, it: DrawnList<'_>) -> String {
    let d = &w.draw;
    let of_cards = it.ask.by == DrawnBy::Card;
    let n = |n: u64| grouped(n as i64);
    let generator = it.ask.generator;
    let gaps = [
        ("draws", &draws(w, it.list.len() as u64)[..]),
        ("cards", &n(it.manifest.cards())),
        ("batches", &n(it.manifest.rows() as u64)),
        ("with", replaced(w, it.ask.replacement || generator.always_replaces())),
        ("seed", &plain(&it.ask.seed)),
    ];
    let mut lines = vec![
        fill(if of_cards { d.cards_drawn } else { d.batches_drawn }, &gaps),
        fill(d.by, &[("generator", generator.name()), ("says", &w.reason(&generator.says()))]),
        fill(d.sha256, &[("sha256", it.manifest.sha256())]),
    ];
    lines.extend(default_seed(w, &it.ask.seed));
    lines.extend(it.manifest.sheet().map(|sheet| fill(d.sheet, &[("sheet", &plain(sheet))])));
    lines.extend(rounds(w, &it.ask.after));
    for stratum in &it.drawing.strata {
        let after = match stratum.skipped {
            0 => String::new(),
            skipped => fill(d.stratum_after, &[("n", &n(skipped))]),
        };
        match &stratum.name {
            Some(name) => {
                let gaps = [
                    ("name", &plain(name)[..]),
                    ("drawn", &n(stratum.drawn)),
                    ("units", &n(stratum.units)),
                    ("after", &after),
                    ("seed", &plain(&stratum.seed)),
                ];
                lines.push(fill(if of_cards { d.stratum_cards } else { d.stratum_batches }, &gaps));
            }
            None if stratum.skipped > 0 => lines.push(continued(w, stratum.skipped)),
            None => {}
        }
    }
    lines.join("\n") + "\n\n"
}

fn replaced(w: &Words, replacement: bool) -> &'static str {
    if replacement { w.draw.with_replacement } else { w.draw.without_replacement }
}

fn draws(w: &Words, n: u64) -> String {
    if n == 1 { w.draw.one_draw.to_owned() } else { fill(w.draw.draws, &[("n", &grouped(n as i64))]) }
}

/// The manifest's columns without the counts, which are not needed to find a card.
fn places(it: DrawnList<'_>) -> Vec<usize> {
    (0..it.manifest.columns().len()).filter(|&at| at != it.manifest.count_column()).collect()
}

/// A draw from numbers or names.
pub fn listed_in_words(generator: &str, it: ListedDraw<'_>, picks: &[Pick], language: &Language) -> String {
    let (w, d) = (language.words, &language.words.draw);
    let gaps = [
        ("draws", &draws(w, picks.len() as u64)[..]),
        ("generator", generator),
        ("with", replaced(w, it.terms.replacement)),
        ("seed", &plain(&it.terms.seed)),
    ];
    let mut lines = vec![fill(d.listed, &gaps)];
    lines.extend(default_seed(w, &it.terms.seed));
    lines.extend(rounds(w, it.after));
    lines.extend((it.skipped > 0).then(|| continued(w, it.skipped as u64)));
    let mut text = lines.join("\n") + "\n\n";
    let mut rows = vec![[d.order, d.counter_or_ticket, d.drawn].map(str::to_owned).to_vec()];
    for (pick, order) in picks.iter().zip(it.skipped + 1..).take(LISTED) {
        let mark = match &pick.mark {
            PublicProof::Number { counter, .. } => counter.to_string(),
            PublicProof::Ticket { ticket, .. } => ticket.clone(),
        };
        rows.push(vec![order.to_string(), mark, plain(&it.name(pick))]);
    }
    text.push_str(&table(rows, 0..1));
    text.push_str(&rest(w, picks.len(), LISTED));
    text
}

/// A note that the default seed is publicly known.
fn default_seed(w: &Words, seed: &str) -> Option<String> {
    (seed == DEFAULT_SEED).then(|| w.draw.default_seed.to_owned())
}

/// The earlier rounds, whose cards are skipped.
fn rounds(w: &Words, after: &[EarlierRound]) -> Vec<String> {
    let round =
        |it: &EarlierRound| fill(w.draw.after_round, &[("draws", &draws(w, it.draws)[..]), ("seed", &plain(&it.seed))]);
    after.iter().map(round).collect()
}

/// A note that the draw continues one whose seed is known.
fn continued(w: &Words, skipped: u64) -> String {
    fill(w.draw.after, &[("draws", &draws(w, skipped))]) + "\n" + w.draw.known_before
}

fn rest(w: &Words, all: usize, shown: usize) -> String {
    let more = all.saturating_sub(shown);
    if more == 0 { String::new() } else { fill(w.draw.more, &[("n", &grouped(more as i64))]) + "\n" }
}

/// A text from outside on one line of a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
