//! The layout of pages on a terminal: lines are folded, tables fit its width, and a short page says how to see the
//! rest.
//!
//! Pages are written as lines and as tables that are not yet laid out (see `table`); `laid_out` does that for a width.

use std::ops::Range;

use textwrap::core::display_width;

use super::grid::{TextGrid, wrapped};

/// Opens a table, and gives its right-aligned columns.
const TABLE: char = '\u{1d}';

/// Opens a row.
const ROW: char = '\u{1e}';

/// Separates two cells.
const CELL: char = '\u{1f}';

/// Opens a line that a short page keeps at its end.
pub(super) const FOOT: char = '\u{1c}';

/// Longest line of prose that is easy to read, in letters.
const WIDEST_PROSE: usize = 100;

/// Lines of a short page, the last of which says how to see the rest.
pub const SHORT_PAGE: usize = 40;

/// A table that is not yet laid out; the first row is its header, and the columns in `right` are right-aligned.
pub(super) fn table(rows: Vec<Vec<String>>, right: Range<usize>) -> String {
    let mut out = format!("{TABLE}{},{}\n", right.start, right.end);
    for row in rows {
        out.push(ROW);
        let cells: Vec<String> = row.iter().map(|cell| on_one_line(cell)).collect();
        out.push_str(&cells.join(&CELL.to_string()));
        out.push('\n');
    }
    out
}

/// Whether a character may be in a page that is not yet laid out, although it controls a terminal or a table.
pub(super) fn is_mark(letter: char) -> bool {
    [TABLE, ROW, CELL, FOOT, '\n'].contains(&letter)
}

fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\u{1b}' { ' ' } else { c }).collect()
}

/// A page in lines of at most `width` columns.
///
/// ```
/// assert_eq!(recount::report::laid_out("one two three\n", 8), "one two\nthree\n");
/// ```
pub fn laid_out(page: &str, width: usize) -> String {
    let mut out = String::with_capacity(page.len());
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(head) = line.strip_prefix(TABLE) else {
            fold_onto(&mut out, line.trim_start_matches(FOOT), width);
            continue;
        };
        let ends = head.split_once(',').map(|(first, end)| (first.parse(), end.parse()));
        let Some((Ok(first), Ok(end))) = ends else { continue };
        let mut rows: Vec<Vec<String>> = Vec::new();
        while let Some(row) = lines.next_if(|line| line.starts_with(ROW)) {
            rows.push(row[ROW.len_utf8()..].split(CELL).map(str::to_owned).collect());
        }
        TextGrid::new(rows, first..end).lay_out(&mut out, width);
    }
    without_controls(&out)
}

/// A page without the signs that control a terminal, which names from files may have; colours stay.
fn without_controls(page: &str) -> String {
    let is_harmless = |letter: char| letter == '\n' || !letter.is_control();
    if page.chars().all(is_harmless) {
        return page.to_owned();
    }
    // Bold, underlined, and colours of letters: no sign of another kind, such as the one that hides letters.
    let is_colour = |rest: &str| {
        let numbers = rest.strip_prefix('[').and_then(|rest| rest.split_once('m')).map(|(numbers, _)| numbers);
        let is_plain = |number: &str| matches!(number.parse(), Ok(0_u8 | 1 | 4 | 30..=37 | 90..=97));
        numbers.is_some_and(|numbers| numbers.split(';').all(is_plain))
    };
    let shown = |(at, letter): (usize, char)| {
        let is_own = letter == '\u{1b}' && is_colour(&page[at + 1..]);
        if is_own || is_harmless(letter) { letter } else { '?' }
    };
    page.char_indices().map(shown).collect()
}

/// The same without the lines for which a short page has no room; `more` makes the line with their number. The foot of
/// the page stays.
pub fn laid_out_short(page: &str, width: usize, more: impl FnOnce(usize) -> String) -> String {
    let is_foot = |line: &&str| line.starts_with(FOOT);
    let part = |lines: Vec<&str>| lines.iter().fold(String::new(), |part, line| part + line + "\n");
    let (foot, body): (Vec<&str>, Vec<&str>) = page.lines().partition(is_foot);
    let (body, foot) = (laid_out(&part(body), width), laid_out(&part(foot), width));
    let (lines, feet): (Vec<&str>, usize) = (body.lines().collect(), foot.lines().count());
    if lines.len() + feet <= SHORT_PAGE {
        return laid_out(page, width);
    }
    let mut shown = SHORT_PAGE - 2 - feet;
    // Cut before a part rather than just after its heading.
    if let Some(blank) = (shown - 4..shown).rev().find(|&at| lines[at].is_empty()) {
        shown = blank;
    }
    while shown > 0 && lines[shown - 1].is_empty() {
        shown -= 1;
    }
    lines[..shown].join("\n") + "\n\n" + &more(lines.len() - shown) + "\n" + &foot
}

/// Folds a line; its further lines are indented to where its text, or an explanation in it, begins.
fn fold_onto(out: &mut String, line: &str, width: usize) {
    if display_width(line) <= width.min(WIDEST_PROSE) {
        out.push_str(line);
        out.push('\n');
        return;
    }
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let explained = text.find("  ").filter(|_| indent > 0);
    if let Some(at) = command(text).filter(|_| explained.is_none()) {
        return fold_command(out, line, indent + at, width);
    }
    let gap = explained.map_or(0, |at| text[at..].len() - text[at..].trim_start().len() + at);
    let bullet = if text.starts_with("• ") { "• ".len() } else { 0 };
    let (head, says) = line.split_at(indent + gap.max(bullet));
    let column = Some(display_width(head)).filter(|column| 2 * column <= width).unwrap_or(indent + 4);
    // Texts that were laid out for more room may need the whole line, and so may addresses.
    let longest = says.split(' ').map(display_width).max().unwrap_or(0);
    let width = if gap > 0 { width } else { width.min(WIDEST_PROSE.max(column + longest)) };
    for (at, part) in wrapped(says, width.saturating_sub(column).max(1)).iter().enumerate() {
        if at == 0 && display_width(head) <= column {
            out.push_str(head);
        } else if at == 0 {
            out.push_str(head.trim_end());
            out.push('\n');
            out.push_str(&" ".repeat(column));
        } else {
            out.push_str(&" ".repeat(column));
        }
        out.push_str(part);
        out.push('\n');
    }
}

/// Where a command that can be copied begins in a line.
fn command(text: &str) -> Option<usize> {
    let begins = |text: &str| ["recount ", "echo ", "sbatch "].iter().any(|name| text.starts_with(name));
    let behind = text.find(": ").map(|at| at + 2).filter(|&at| begins(&text[at..]));
    if begins(text) { Some(0) } else { behind }
}

/// Folds a command so that a shell can read it: between its words, with a backslash at the end of a line.
fn fold_command(out: &mut String, line: &str, at: usize, width: usize) {
    let (before, command) = line.split_at(at);
    let indent = before.len() - before.trim_start().len();
    let mut used = display_width(before);
    out.push_str(before);
    for (place, word) in shell_words(command).into_iter().enumerate() {
        let is_long = indent + 4 + display_width(word) + 2 > width;
        let pieces = if is_long && word.starts_with("'{") { word.split_inclusive(',').collect() } else { vec![word] };
        for (at, piece) in pieces.into_iter().enumerate() {
            // Between words a shell needs a backslash; between the parts of a JSON document a line may end anywhere.
            let (gap, fold) = match (place, at) {
                (0, 0) => ("", ""),
                (_, 0) => (" ", " \\\n"),
                _ => ("", "\n"),
            };
            let length = display_width(piece);
            if !fold.is_empty() && used + gap.len() + length + 2 > width {
                out.push_str(fold);
                out.push_str(&" ".repeat(indent + 4));
                used = indent + 4;
            } else {
                out.push_str(gap);
                used += gap.len();
            }
            out.push_str(piece);
            used += length;
        }
    }
    out.push('\n');
}

/// The words of a command, those in quotes whole.
fn shell_words(command: &str) -> Vec<&str> {
    let (mut words, mut begins, mut quoted) = (Vec::new(), 0, false);
    for (at, letter) in command.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => {
                words.push(&command[begins..at]);
                begins = at + 1;
            }
            _ => {}
        }
    }
    words.push(&command[begins..]);
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_that_fits_stands_in_columns() {
        let text = table(rows(&[&["method", "cards"], &["polling", "1,200"]]), 1..2);
        assert_eq!(laid_out(&text, 80), "  method   cards\n  polling  1,200\n");
        assert_eq!(laid_out(&text, 16), "  method   cards\n  polling  1,200\n");
    }

    #[test]
    fn names_that_repeat_stand_above_their_rows() {
        let cells: &[&[&str]] = &[
            &["contest", "method", "cards"],
            &["A long name", "polling", "1"],
            &["A long name", "bravo", "22"],
            &["Other", "polling", "3"],
            &["", "bravo", "4"],
        ];
        let right =
            "  A long name\n    polling      1\n    bravo       22\n  Other\n    polling      3\n    bravo        4\n";
        assert_eq!(laid_out(&table(rows(cells), 2..3), 22), format!("    method   cards\n{right}"));
    }

    #[test]
    fn heads_fold_before_columns_part() {
        let cells: &[&[&str]] = &[&["count", "cards: mean", "full count"], &["night", "120", "3.00 %"]];
        assert_eq!(
            laid_out(&table(rows(cells), 1..3), 23),
            "         cards:    full\n  count    mean   count\n  night     120  3.00 %\n"
        );
        let parted =
            "         cards:\n  count    mean\n  night     120\n\n           full\n  count   count\n  night  3.00 %\n";
        assert_eq!(laid_out(&table(rows(cells), 1..3), 18), parted);
    }

    #[test]
    fn a_long_reason_goes_below_its_row() {
        let cells: &[&[&str]] =
            &[&["method", "cards", "by"], &["bravo", "120", "the least that suffices if every card agrees"]];
        let right = "  method  cards\n  bravo     120\n    the least that suffices if every\n    card agrees\n";
        assert_eq!(laid_out(&table(rows(cells), 1..2), 38), right);
    }

    #[test]
    fn lines_fit_and_lists_keep_their_columns() {
        let line = "      --json <FILE>  One document instead of a table that people read\n";
        let lines = "      --json <FILE>  One document instead\n                     of a table that\n                     people read\n";
        assert_eq!(laid_out(line, 42), lines);
        assert_eq!(laid_out(line, 80), line);
        // Escape sequences for bold letters take no room.
        assert_eq!(laid_out("  \u{1b}[1m-h\u{1b}[0m  Help", 10), "  \u{1b}[1m-h\u{1b}[0m  Help\n");
        assert_eq!(laid_out("\u{1b}[8mhidden\u{1b}[0m", 80), "?[8mhidden\u{1b}[0m\n");
        let named = "Ada \u{1b}]0;title\u{7} \u{1b}[2J \u{9b}2J \r Ben";
        assert_eq!(laid_out(named, 80), "Ada ?]0;title? ?[2J ?2J ? Ben\n");
        assert_eq!(laid_out("Four words of prose", 10), "Four words\nof prose\n");
        assert_eq!(laid_out("  • Four words of prose", 14), "  • Four words\n    of prose\n");
        // An explanation that begins far to the right continues below the name.
        let apart = "  --a-very-long-name\n      Two words here\n";
        assert_eq!(laid_out("  --a-very-long-name  Two words here", 30), apart);
        assert_eq!(laid_out("Unbreakable", 4), "Unbr\neaka\nble\n");
    }

    #[test]
    fn a_command_is_folded_as_a_shell_reads_it() {
        let line = "again: recount run 'my county.toml' --seed 20201118 --lang es";
        let folded = "again: recount run 'my county.toml' \\\n    --seed 20201118 --lang es\n";
        assert_eq!(laid_out(line, 40), folded);
        assert_eq!(laid_out(line, 80), format!("{line}\n"));
        // A line ends within quotes only between the parts of a JSON document.
        let line = "  echo '{\"method\":\"bravo\",\"quantiles\":[0.5,0.9]}' | recount plan --spec -";
        let folded =
            "  echo '{\"method\":\"bravo\",\n      \"quantiles\":[0.5,0.9]}' | \\\n      recount plan --spec -\n";
        assert_eq!(laid_out(line, 40), folded);
    }

    #[test]
    fn a_short_page_ends_with_how_to_see_the_rest_and_its_foot() {
        let short = |page: &str| laid_out_short(page, 80, |n| format!("{n} more"));
        let page = (0..SHORT_PAGE).fold(String::new(), |page, n| page + &format!("line {n}\n"));
        assert_eq!(short(&page), page);
        let long = page.clone() + "and one\n";
        assert!(short(&long).starts_with("line 0\n") && short(&long).ends_with("line 37\n\n3 more\n"));
        assert_eq!(short(&long).lines().count(), SHORT_PAGE);
        let foot = short(&format!("{long}{FOOT}seed 7\n"));
        assert!(foot.ends_with("line 36\n\n4 more\nseed 7\n"), "{foot}");
        assert_eq!(foot.lines().count(), SHORT_PAGE);
    }
}
