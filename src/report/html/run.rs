//! One run of an election as a page, with the verdict first.

use maud::{Markup, html};

use super::cells::{Pointer, said};
use super::chart_map::maps;
use super::frame::{GALLERY, PageOrigin, in_english, origin, page_with_way_back};
use super::run_audits::{audits, work};
use super::run_counts::{SHOWN_FULLY, counts, facts};
use super::run_facts::{assumptions, beyond, law, noticed, published};
use super::words::{Language, Words};
use crate::report::first_line::{other_contests, run_says};
use crate::report::other_rule::other_rule;
use crate::report::phrases::{ballots_are, first_word};
use crate::report::{option, quoted};
use crate::simulation::ElectionRun;
use crate::simulation::headline::FirstWord;

/// The page of one run.
pub fn run(run: &ElectionRun, language: &Language) -> String {
    run_page(run, language, false)
}

/// The same in a gallery, to which it leads back.
pub fn run_in_gallery(run: &ElectionRun, language: &Language) -> String {
    run_page(run, language, true)
}

fn run_page(run: &ElectionRun, language: &Language, is_in_gallery: bool) -> String {
    let run = &*run.in_language(language.code);
    let w = language.words;
    let again = (run.name != "-").then(|| {
        let lang = language.asked();
        format!("recount run {} {} --html report.html{lang}", quoted(&run.name), option("--seed", &run.seed))
    });
    let from = PageOrigin {
        scenario: (&run.name, &run.sha256),
        seed: &run.seed,
        again,
        ballots: ballots_are(w, &run.scenario),
    };
    let body = html! {
        h1 { (in_english(&run.scenario.title)) }
        p.question { (in_english(&run.question)) }
        (banner(w, run))
        section {
            h2 id="lesson" { (w.lesson_heading) }
            p.lesson { (in_english(&run.scenario.lesson)) }
        }
        section {
            h2 id="happened" { (w.happened_heading) }
            (facts(w, run))
        }
        (counts(w, run))
        (maps(w, run))
        (noticed(w, run))
        (audits(w, run))
        (work(w, run))
        (law(w, run))
        (beyond(w, run))
        (published(w, run))
        (assumptions(w, run))
        (origin(w, &from))
    };
    let back = is_in_gallery.then_some(GALLERY);
    page_with_way_back(language, &format!("{} – recount", run.scenario.title), &body, back)
}

/// The verdicts, at the top of the page.
fn banner(w: &Words, run: &ElectionRun) -> Markup {
    let many = run.contests.len() > 1;
    let first = run.shown_first(SHOWN_FULLY);
    html! {
        div.banner {
            @for &contest in &first {
                @let (it, headline) = (&run.contests[contest], run.headline(contest));
                @let (word, worst) = (headline.first_word, FirstWord::WrongAndConfirmed);
                p {
                    span.mark aria-hidden="true" { (mark(word)) }
                    @if !headline.confirmed_wrong.is_empty() && mark(word) != mark(worst) {
                        span.mark aria-hidden="true" { (mark(worst)) }
                    }
                    @if many { (it.contest.title) ": " }
                    strong.verdict { (said(&Pointer::root().key("contests").key(contest).key("headline").key("kind"), word.name(), first_word(w, word))) "." }
                    " " (run_says(w, w.quote_on_page, run, contest))
                    @if let Some(says) = other_rule(w, &it.contest) { " " (says) }
                }
            }
            @if let Some(says) = other_contests(w, run, &first) { p { (says) } }
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
