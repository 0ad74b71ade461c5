//! Lays out a table in the columns of a terminal.
//!
//! A table that is too wide is changed in this order: a first column with repeated names becomes lines above the rows;
//! a long text in the last column goes below its row; cells get several lines; and the table is split into several, one
//! below the other.

use std::ops::Range;

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, wrap};

/// Spaces before a table, and between two columns.
const GAP: usize = 2;

/// Least letters of a text in the last column; with fewer it goes below its row.
const LAST_COLUMN: usize = 24;

/// A row of a table: names of groups above it, each with its margin, and a text below it.
#[derive(Clone)]
struct GridRow {
    above: Vec<(usize, String)>,
    cells: Vec<String>,
    below: String,
}

/// A table that is being laid out; the first row is its header.
pub(super) struct TextGrid {
    rows: Vec<GridRow>,
    right: Range<usize>,
    /// Spaces before each row.
    margin: usize,
}

impl TextGrid {
    pub(super) fn new(mut rows: Vec<Vec<String>>, right: Range<usize>) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(columns, String::new());
        }
        let row = |cells| GridRow { above: Vec::new(), cells, below: String::new() };
        Self { rows: rows.into_iter().map(row).collect(), right, margin: GAP }
    }

    fn columns(&self) -> usize {
        self.rows.first().map_or(0, |head| head.cells.len())
    }

    fn widest(&self, at: usize, of: impl Fn(usize, &str) -> usize) -> usize {
        self.rows.iter().enumerate().map(|(row, it)| of(row, &it.cells[at])).max().unwrap_or(0)
    }

    /// The width of each column if its cells have one line.
    fn natural(&self) -> Vec<usize> {
        (0..self.columns()).map(|at| self.widest(at, |_, cell| display_width(cell))).collect()
    }

    /// The smallest width of each column: its longest word, except very long ones, and whole figures.
    fn least(&self, width: usize) -> Vec<usize> {
        let word = |text: &str| text.split(' ').map(display_width).max().unwrap_or(0).min(width / 3);
        let needs = |at: usize, row: usize, cell: &str| {
            if row > 0 && self.right.contains(&at) { display_width(cell) } else { word(cell) }
        };
        (0..self.columns()).map(|at| self.widest(at, |row, cell| needs(at, row, cell))).collect()
    }

    fn total(&self, widths: &[usize]) -> usize {
        let there = widths.iter().filter(|&&width| width > 0);
        self.margin + there.clone().sum::<usize>() + GAP * there.count().saturating_sub(1)
    }

    pub(super) fn lay_out(mut self, out: &mut String, width: usize) {
        let natural = self.natural();
        if self.total(&natural) <= width {
            return self.print(out, &natural, width);
        }
        if self.first_repeats() {
            self.group();
            return self.lay_out(out, width);
        }
        let least = self.least(width);
        if self.last_is_long(&natural, &least, width) {
            self.put_below();
            return self.lay_out(out, width);
        }
        if self.total(&least) <= width {
            let widths = self.spread(least, &natural, width);
            return self.print(out, &widths, width);
        }
        if self.columns() > 2 {
            return self.split(&least, out, width);
        }
        let widths = self.squeezed(least, width);
        self.print(out, &widths, width);
    }

    /// Whether the first column names groups of rows, and another column of names is left.
    fn first_repeats(&self) -> bool {
        let (mut groups, mut last) = (0, "");
        for row in self.rows.iter().skip(1) {
            let name = row.cells[0].as_str();
            groups += usize::from(!name.is_empty() && (name != last || !row.above.is_empty()));
            last = if name.is_empty() { last } else { name };
        }
        let rows = self.rows.len().saturating_sub(1);
        self.right.start > 1 && self.columns() > 2 && rows > 0 && 2 * groups <= rows.max(2)
    }

    /// Puts the names of the first column above their rows.
    fn group(&mut self) {
        let mut last = String::new();
        // The outermost names need no label; others get that of their column.
        let head = self.rows[0].cells[0].clone();
        let of = if self.margin == GAP || head.is_empty() { String::new() } else { head + ": " };
        for (at, row) in self.rows.iter_mut().enumerate() {
            let name = row.cells.remove(0);
            if at > 0 && !name.is_empty() && (name != last || !row.above.is_empty()) {
                row.above.push((self.margin, format!("{of}{name}")));
                last = name;
            }
        }
        self.margin += GAP;
        self.right = self.right.start.saturating_sub(1)..self.right.end.saturating_sub(1);
    }

    /// Whether a text in the last column would have too little room beside the other columns.
    fn last_is_long(&self, natural: &[usize], least: &[usize], width: usize) -> bool {
        let last = self.columns() - 1;
        let mut widths = least.to_vec();
        widths[last] = natural[last].min(LAST_COLUMN);
        last > 1 && !self.right.contains(&last) && natural[last] > LAST_COLUMN && self.total(&widths) > width
    }

    /// Puts the texts of the last column below their rows.
    fn put_below(&mut self) {
        for (at, row) in self.rows.iter_mut().enumerate() {
            let text = row.cells.pop().unwrap_or_default();
            row.below = if at == 0 { String::new() } else { text };
        }
    }

    /// Gives the remaining room to the columns that lack most.
    fn spread(&self, mut widths: Vec<usize>, natural: &[usize], width: usize) -> Vec<usize> {
        for _ in self.total(&widths)..width {
            let lacks = |at: &usize| natural[*at].saturating_sub(widths[*at]);
            let Some(most) = (0..widths.len()).max_by_key(lacks).filter(|at| lacks(at) > 0) else { break };
            widths[most] += 1;
        }
        widths
    }

    /// Reduces the widest columns until the table fits.
    fn squeezed(&self, mut widths: Vec<usize>, width: usize) -> Vec<usize> {
        while self.total(&widths) > width {
            let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > 1) else { break };
            *widest -= 1;
        }
        widths
    }

    /// Splits it into several tables below each other, with the first column in each.
    fn split(self, least: &[usize], out: &mut String, width: usize) {
        let mut next = 1;
        while next < self.columns() {
            let begins = next;
            let mut used = self.margin + least[0];
            while next < self.columns() && (next == begins || used + GAP + least[next] <= width) {
                used += GAP + least[next];
                next += 1;
            }
            let part = |row: &GridRow| GridRow {
                above: row.above.clone(),
                cells: [&row.cells[..1], &row.cells[begins..next]].concat(),
                below: if next == self.columns() { row.below.clone() } else { String::new() },
            };
            let first = self.right.start.max(begins).min(next);
            let right = first - begins + 1..self.right.end.clamp(first, next) - begins + 1;
            if begins > 1 {
                out.push('\n');
            }
            TextGrid { rows: self.rows.iter().map(part).collect(), right, margin: self.margin }.lay_out(out, width);
        }
    }

    /// Writes the rows, in columns of at most these widths.
    fn print(&self, out: &mut String, most: &[usize], width: usize) {
        let used = |cell: &str, most: usize| wrapped(cell, most.max(1)).iter().map(|line| display_width(line)).max();
        let of = |(at, &most): (usize, &usize)| self.widest(at, |_, cell| used(cell, most).unwrap_or(0));
        let widths: Vec<usize> = most.iter().enumerate().map(of).collect();
        for (at, row) in self.rows.iter().enumerate() {
            for (margin, name) in &row.above {
                write_below(out, *margin, name, width);
            }
            let there = row.cells.iter().zip(&widths).enumerate().filter(|(_, (_, width))| **width > 0);
            let cells: Vec<(usize, usize, Vec<String>)> =
                there.map(|(at, (cell, &width))| (at, width, wrapped(cell, width))).collect();
            let lines = cells.iter().map(|cell| cell.2.len()).max().unwrap_or(0);
            for line in 0..lines {
                let mut text = " ".repeat(self.margin);
                for (place, (column, width, parts)) in cells.iter().enumerate() {
                    // Header words are aligned with the bottom line of the header.
                    let from = if at == 0 { lines - parts.len() } else { 0 };
                    let part = line.checked_sub(from).and_then(|line| parts.get(line)).map_or("", String::as_str);
                    let pad = " ".repeat(width.saturating_sub(display_width(part)));
                    if place > 0 {
                        text.push_str(&" ".repeat(GAP));
                    }
                    let (left, right) = if self.right.contains(column) { (&pad[..], part) } else { (part, &pad[..]) };
                    text.push_str(left);
                    text.push_str(right);
                }
                out.push_str(text.trim_end());
                out.push('\n');
            }
            if !row.below.is_empty() {
                write_below(out, self.margin + GAP, &row.below, width);
            }
        }
    }
}

/// Writes a text in lines behind a margin.
fn write_below(out: &mut String, margin: usize, text: &str, width: usize) {
    for line in wrapped(text, width.saturating_sub(margin).max(1)) {
        out.push_str(&" ".repeat(margin));
        out.push_str(&line);
        out.push('\n');
    }
}

/// A text in lines of at most `width` columns; a longer word is broken.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width).word_separator(WordSeparator::AsciiSpace);
    wrap(text, options.word_splitter(WordSplitter::NoHyphenation))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
