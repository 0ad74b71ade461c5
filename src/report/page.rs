//! The look of a page on a terminal, and how its parts are written.

use std::fmt::Write as _;

use super::words::{Language, Words};
use crate::simulation::headline::FirstWord;

/// The look of a page.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns a line may have.
    pub width: u16,
    /// Whether colours may be used.
    pub colour: bool,
    /// The language of the page.
    pub language: &'static Language,
}

impl Page {
    pub(super) fn words(self) -> &'static Words {
        self.language.words
    }

    pub(super) fn bold(self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub(super) fn heading(self, out: &mut String, text: &str) {
        let _ = writeln!(out, "\n{}", self.bold(text));
    }

    pub(super) fn verdict(self, word: FirstWord, text: &str) -> String {
        let colour = match word {
            FirstWord::Confirmed => 32,
            _ if word.is_alarm() => 31,
            _ => 33,
        };
        if self.colour { format!("\u{1b}[1;{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A text of one line, which is folded when the page is laid out.
    #[expect(clippy::unused_self, reason = "pages are written by their methods")]
    pub(super) fn paragraph(self, out: &mut String, indent: &str, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let _ = writeln!(out, "{indent}{}", words.join(" "));
    }

    pub(super) fn item(self, out: &mut String, text: &str) {
        self.paragraph(out, "  • ", text);
    }
}
