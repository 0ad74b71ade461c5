//! The papers of a class, file by file.

use super::paper_ballot::{blank_ballots, sample_ballots};
use super::paper_key::key;
use super::paper_page::ClassPapers;
use super::paper_sheets::sheets;
use super::words::Language;

/// The papers of a class: the name of each file, and its page.
pub fn class_papers(of: &ClassPapers<'_>, language: &Language) -> [(&'static str, String); 4] {
    [
        ("ballots.html", sample_ballots(of, language)),
        ("blank-ballots.html", blank_ballots(of, language)),
        ("sheets.html", sheets(of, language)),
        ("key.html", key(of, language)),
    ]
}
