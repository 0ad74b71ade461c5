//! The gallery: one page that leads to the pages of many lives.

use maud::{Markup, html};

use super::frame::{page, told};
use super::run::mark;
use super::words::{Language, Words, fill};
use crate::figure::grouped;
use crate::report::phrases::verdict_name;
use crate::simulation::{Life, Verdict};

/// One life in the gallery.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// The file of its page, beside the gallery's own.
    pub file: String,
    /// Its title.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// Its scenario's name.
    pub name: String,
    /// Ballots on paper.
    pub ballots: u64,
    /// Counts.
    pub counts: usize,
    /// The verdict of each contest.
    pub verdicts: Vec<Verdict>,
    /// Methods whose audit confirmed a reported outcome that the paper denies, each once.
    pub confirmed_wrong: Vec<&'static str>,
    /// Whether it is a small scenario that shows one fault alone.
    pub is_one_fault: bool,
}

impl Exhibit {
    /// Of a life.
    pub fn of(life: &Life, is_one_fault: bool) -> Self {
        let mut confirmed_wrong: Vec<&str> = Vec::new();
        for method in (0..life.contests.len()).flat_map(|contest| life.headline(contest).confirmed_wrong) {
            if !confirmed_wrong.contains(&method) {
                confirmed_wrong.push(method);
            }
        }
        Self {
            confirmed_wrong,
            file: format!("{}.html", life.name),
            title: life.scenario.title.clone(),
            question: life.question.clone(),
            name: life.name.clone(),
            ballots: life.ballots,
            counts: life.stages.len(),
            verdicts: life.contests.iter().map(|it| it.verdict).collect(),
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
            @for verdict in [Verdict::Confirmed, Verdict::Corrected, Verdict::WrongAndConfirmed, Verdict::Undetected] {
                span.mark aria-hidden="true" { (mark(verdict)) } (verdict_name(w, verdict)) " "
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
    // The gravest first, each with its contests where there are several.
    let order = [Verdict::WrongAndConfirmed, Verdict::Undetected, Verdict::Corrected, Verdict::Confirmed];
    let count = |verdict: Verdict| it.verdicts.iter().filter(|other| **other == verdict).count();
    let counted: Vec<(Verdict, usize)> = order.map(|verdict| (verdict, count(verdict))).into();
    html! {
        li {
            a href=(it.file) { (told(&it.title)) }
            p { (told(&it.question)) }
            p.note {
                @for (verdict, n) in counted.into_iter().filter(|(_, n)| *n > 0) {
                    span.mark aria-hidden="true" { (mark(verdict)) }
                    (verdict_name(w, verdict)) @if it.verdicts.len() > 1 { " " (n) } ". "
                }
                @if !it.confirmed_wrong.is_empty() {
                    strong { (fill(w.headline.exhibit_confirmed_wrong, &[("methods", &it.confirmed_wrong.join(", "))])) } " "
                }
                (fill(w.gallery_size, &[
                    ("ballots", &grouped(it.ballots as i64)),
                    ("contests", &grouped(it.verdicts.len() as i64)),
                    ("counts", &grouped(it.counts as i64)),
                ]))
                " " code { (it.name) }
            }
        }
    }
}
