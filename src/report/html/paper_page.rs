//! The frame of papers that are printed for a class.

use maud::{Markup, html};

use super::frame::framed;
use super::words::{Language, Words, fill};
use crate::classroom::SmallElection;

/// What the papers of a class say of where they come from.
#[derive(Clone, Debug)]
pub struct ClassPapers<'a> {
    /// Title of the scenario.
    pub title: &'a str,
    /// Name of the scenario.
    pub name: &'a str,
    /// SHA-256 of the scenario's text, hexadecimal.
    pub sha256: &'a str,
    /// The seed.
    pub seed: &'a str,
    /// Name of the machine count; `None` where the machine reads every ballot rightly.
    pub stage: Option<&'a str>,
    /// The options of the command that makes the papers again.
    pub options: &'a str,
    /// The throws of the class, if they have been rolled.
    pub throws: Option<&'a [Vec<u8>]>,
    /// The ballots and what was reported of them.
    pub election: &'a SmallElection,
}

/// A whole page that is printed.
pub(super) fn printed_page(of: &ClassPapers<'_>, language: &Language, title: &str, body: &Markup) -> String {
    let w = language.words;
    let whole = html! { main { (body) (again(w, of, language)) } };
    framed(language, title, include_str!("print.css"), &whole)
}

/// How to make the papers again.
fn again(w: &Words, of: &ClassPapers<'_>, language: &Language) -> Markup {
    let command = format!("recount print {} {}{}", of.name, of.options, language.asked());
    let gaps = [("version", env!("CARGO_PKG_VERSION")), ("seed", of.seed), ("scenario", of.name)];
    html! {
        p.again { (w.print.again) " " code { (command) } " " (fill(w.again_line, &gaps)) " " (of.sha256) }
    }
}

/// A table that scrolls within itself where a screen is too narrow for it.
pub(super) fn scrolled(name: &str, table: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="group" aria-label=(name) { (table) } }
}

/// The box of a ballot: ten ballots in each, named A, B, C and so on.
pub(super) fn box_of(serial: usize) -> String {
    let mut n = (serial - 1) / BALLOTS_A_BOX;
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (n % 26) as u8));
        if n < 26 {
            return name;
        }
        n = n / 26 - 1;
    }
}

/// Ballots in one box.
pub(super) const BALLOTS_A_BOX: usize = 10;
