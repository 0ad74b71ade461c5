//! One life of an election as a page, with the verdict first.

use maud::{Markup, html};

use super::cells::{Pointer, said};
use super::chart_map::maps;
use super::frame::{PageOrigin, origin, page, told};
use super::run_audits::{audits, work};
use super::run_counts::{TOLD_FULLY, counts, facts};
use super::run_facts::{assumptions, beyond, law, noticed, published};
use super::words::{Language, Words};
use crate::report::first_line::{life_says, other_contests};
use crate::report::other_rule::other_rule;
use crate::report::phrases::first_word;
use crate::report::{option, quoted};
use crate::simulation::ElectionRun;
use crate::simulation::headline::FirstWord;

/// The page of one life.
pub fn run(life: &ElectionRun, language: &Language) -> String {
    let life = &*life.in_language(language.code);
    let w = language.words;
    let again = (life.name != "-").then(|| {
        let lang = language.asked();
        format!("recount run {} {} --html report.html{lang}", quoted(&life.name), option("--seed", &life.seed))
    });
    let from = PageOrigin {
        scenario: (&life.name, &life.sha256),
        seed: &life.seed,
        again,
        synthetic: Some(life.scenario.source.is_empty()),
    };
    let body = html! {
        h1 { (told(&life.scenario.title)) }
        p.question { (told(&life.question)) }
        (banner(w, life))
        section {
            h2 id="happened" { (w.happened_heading) }
            (facts(w, life))
        }
        (counts(w, life))
        (maps(w, life))
        (noticed(w, life))
        (audits(w, life))
        (work(w, life))
        (law(w, life))
        (beyond(w, life))
        (published(w, life))
        (assumptions(w, life))
        section {
            h2 id="lesson" { (w.lesson_heading) }
            p { (told(&life.scenario.lesson)) }
        }
        (origin(w, &from))
    };
    page(language, &format!("{} – recount", life.scenario.title), &body)
}

/// The verdicts, at the top of the page.
fn banner(w: &Words, life: &ElectionRun) -> Markup {
    let many = life.contests.len() > 1;
    let first = life.told_first(TOLD_FULLY);
    html! {
        div.banner {
            @for &contest in &first {
                @let (it, headline) = (&life.contests[contest], life.headline(contest));
                @let (word, worst) = (headline.first_word, FirstWord::WrongAndConfirmed);
                p {
                    span.mark aria-hidden="true" { (mark(word)) }
                    @if !headline.confirmed_wrong.is_empty() && mark(word) != mark(worst) {
                        span.mark aria-hidden="true" { (mark(worst)) }
                    }
                    @if many { (it.contest.title) ": " }
                    strong.verdict { (said(&Pointer::root().key("contests").key(contest).key("headline").key("kind"), word.name(), first_word(w, word))) "." }
                    " " (life_says(w, w.quote_on_page, life, contest))
                    @if let Some(says) = other_rule(w, &it.contest) { " " (says) }
                }
            }
            @if let Some(says) = other_contests(w, life, &first) { p { (says) } }
        }
    }
}

/// A sign that marks the first word without colour: wrong, corrected, certain, or not certain.
pub(super) fn mark(word: FirstWord) -> &'static str {
    match word {
        FirstWord::Confirmed => "✓",
        FirstWord::Corrected => "↻",
        FirstWord::TotalsOff => "≈",
        FirstWord::NobodyLooked | FirstWord::PartLooked | FirstWord::MachinesAlone | FirstWord::MeasuredRight => "○",
        FirstWord::Undetected | FirstWord::WouldBeOverturned | FirstWord::NotConfirmed => "?",
        FirstWord::WrongAndConfirmed | FirstWord::NotCorrected | FirstWord::MeasuredWrong | FirstWord::PaperIsWrong => {
            "✗"
        }
    }
}
