//! The gallery: one page that links to the pages of many runs.

use maud::{Markup, html};

use super::frame::{in_english, page};
use super::run::mark;
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::report::phrases::first_word;
use crate::simulation::ElectionRun;
use crate::simulation::headline::FirstWord;

/// One run in the gallery.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// The file of its page, beside the gallery's own.
    pub file: String,
    /// The title of the run.
    pub title: String,
    /// The question that the run answers.
    pub question: String,
    /// The name of its scenario.
    pub name: String,
    /// The number of ballots on paper.
    pub ballots: u64,
    /// The number of counts.
    pub counts: usize,
    /// The first word on each contest.
    pub words: Vec<FirstWord>,
    /// Methods whose audit confirmed a reported outcome that the paper denies, each once.
    pub confirmed_wrong: Vec<&'static str>,
    /// Whether one of those audits was held.
    pub any_held: bool,
    /// Whether it is a small scenario that shows one fault alone.
    pub is_one_fault: bool,
}

impl Exhibit {
    /// The exhibit of a run, for a gallery in a language.
    pub fn of(run: &ElectionRun, is_one_fault: bool, language: &Language) -> Self {
        let run = &*run.in_language(language.code);
        let mut confirmed_wrong: Vec<&str> = Vec::new();
        for method in (0..run.contests.len()).flat_map(|contest| run.headline(contest).confirmed_wrong) {
            if !confirmed_wrong.contains(&method) {
                confirmed_wrong.push(method);
            }
        }
        Self {
            confirmed_wrong,
            file: format!("{}.html", run.name),
            title: run.scenario.title.clone(),
            question: run.question.clone(),
            name: run.name.clone(),
            ballots: run.ballots,
            counts: run.stages.len(),
            words: (0..run.contests.len()).map(|contest| run.headline(contest).first_word).collect(),
            any_held: (0..run.contests.len()).any(|contest| !run.headline(contest).confirmed_wrong_held.is_empty()),
            is_one_fault,
        }
    }
}

/// The page of a gallery.
pub fn gallery(all: &[Exhibit], language: &Language) -> String {
    let w = language.words;
    let list = |is_one_fault: bool| all.iter().filter(move |it| it.is_one_fault == is_one_fault);
    let body = html! {
        h1 { (w.gallery_title) }
        p.question { (w.gallery_question) }
        p.note {
            @for word in FirstWord::ALL.into_iter().filter(|word| all.iter().any(|it| it.words.contains(word))) {
                span.mark aria-hidden="true" { (mark(word)) } (first_word(w, word)) " "
            }
        }
        section {
            h2 id="events" { (w.gallery_events) }
            ul.exhibits { @for it in list(false) { (exhibit(w, it)) } }
        }
        @if list(true).next().is_some() {
            section {
                h2 id="faults" { (w.gallery_faults) }
                ul.exhibits { @for it in list(true) { (exhibit(w, it)) } }
            }
        }
        footer { (w.footer) }
    };
    page(language, w.gallery_title, &body)
}

fn exhibit(w: &Words, it: &Exhibit) -> Markup {
    // The gravest word first, each with its number of contests where there are several.
    let count = |word: FirstWord| it.words.iter().filter(|other| **other == word).count();
    let counted = FirstWord::ALL.map(|word| (word, count(word)));
    let confirmed_wrong =
        if it.any_held { w.headline.exhibit_confirmed_wrong } else { w.headline.exhibit_confirmed_wrong_if_held };
    html! {
        li {
            a href=(it.file) { (in_english(&it.title)) }
            p { (in_english(&it.question)) }
            p.note {
                @for (word, n) in counted.into_iter().filter(|(_, n)| *n > 0) {
                    span.mark aria-hidden="true" { (mark(word)) }
                    (first_word(w, word)) @if it.words.len() > 1 { " " (n) } ". "
                }
                @if !it.confirmed_wrong.is_empty() {
                    strong { (fill(confirmed_wrong, &[("methods", &it.confirmed_wrong.join(", "))])) } " "
                }
                (fill(w.gallery_size, &[
                    ("ballots", &grouped(it.ballots as i64)),
                    ("contests", &grouped(it.words.len() as i64)),
                    ("counts", &grouped(it.counts as i64)),
                ]))
                " " code { (it.name) }
            }
        }
    }
}
