//! Long lines of help, broken where a terminal is too narrow for them: lists keep their columns.

use console::{Term, colors_enabled, colors_enabled_stderr, measure_text_width};
use textwrap::{Options, WordSplitter, fill};

/// Letters of a line beyond which help is hard to read.
const WIDEST: usize = 110;

/// What a terminal shows: `None` where a file or another program listens.
pub(super) struct Screen {
    width: usize,
    /// Whether it wants colours and bold letters.
    pub(super) has_colours: bool,
}

/// The screen that help is told on, or what is wrong with arguments.
pub(super) fn screen(is_wrong: bool) -> Option<Screen> {
    let (term, has_colours) =
        if is_wrong { (Term::stderr(), colors_enabled_stderr()) } else { (Term::stdout(), colors_enabled()) };
    let (_, columns) = term.size_checked().filter(|_| term.is_term())?;
    Some(Screen { width: usize::from(columns).clamp(40, WIDEST), has_colours })
}

impl Screen {
    /// The text in lines that fit.
    pub(super) fn fitted(&self, text: &str) -> String {
        text.lines().map(|line| fitted(line, self.width) + "\n").collect()
    }
}

/// A line, broken between words; what follows stands below where the line, or an explanation in it, begins.
fn fitted(line: &str, width: usize) -> String {
    let text = line.trim_start();
    // Commands are there to be copied.
    let is_command = ["recount ", "echo "].iter().any(|begins| text.starts_with(begins));
    if measure_text_width(line) <= width || is_command {
        return line.to_owned();
    }
    let indent = line.len() - text.len();
    let gap = text.find("  ").map_or(0, |at| text[at..].len() - text[at..].trim_start().len() + at);
    let (head, says) = line.split_at(if indent > 0 { indent + gap } else { indent });
    let column = Some(measure_text_width(head)).filter(|column| 3 * column <= 2 * width).unwrap_or(indent + 4);
    let below = " ".repeat(column);
    let options = Options::new(width).initial_indent(head).subsequent_indent(&below).break_words(false);
    fill(says, options.word_splitter(WordSplitter::NoHyphenation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lists_keep_their_columns() {
        let line = "      --json <FILE>  One document instead of a table that people read";
        let lines = "      --json <FILE>  One document instead\n                     of a table that\n                     people read";
        assert_eq!(fitted(line, 42), lines);
        assert_eq!(fitted(line, 80), line);
        // Bold letters take no room.
        assert_eq!(fitted("  \u{1b}[1m-h\u{1b}[0m  Help", 10), "  \u{1b}[1m-h\u{1b}[0m  Help");
        assert_eq!(fitted("Four words of prose", 10), "Four words\nof prose");
        assert_eq!(fitted("  recount run my-county.toml --json", 12), "  recount run my-county.toml --json");
        // An explanation that begins far to the right goes on below the name.
        assert_eq!(fitted("  --a-very-long-name  Two words here", 30), "  --a-very-long-name  Two\n      words here");
        assert_eq!(fitted("Unbreakable", 4), "Unbreakable");
    }
}
