//! One life of an election as a page: the verdict first.

use maud::{Markup, html};

use super::cells::{At, said};
use super::chart_map::maps;
use super::frame::{Origin, origin, page, told};
use super::run_audits::{audits, work};
use super::run_counts::{TOLD_FULLY, counts, facts};
use super::run_facts::{assumptions, beyond, law, noticed, published};
use super::words::{Language, Words};
use crate::report::phrases::{verdict_name, verdict_says};
use crate::report::{option, quoted};
use crate::simulation::{Life, Verdict};

/// The page of one life.
pub fn run(life: &Life, language: &Language) -> String {
    let w = language.words;
    let again = (life.name != "-").then(|| {
        let lang = language.asked();
        format!("recount run {} {} --html report.html{lang}", quoted(&life.name), option("--seed", &life.seed))
    });
    let from = Origin {
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

/// The verdicts, first of all.
fn banner(w: &Words, life: &Life) -> Markup {
    let many = life.contests.len() > 1;
    html! {
        div.banner {
            @for (contest, it) in life.contests.iter().enumerate().take(TOLD_FULLY) {
                p {
                    span.mark aria-hidden="true" { (mark(it.verdict)) }
                    @if many { (it.contest.title) ": " }
                    strong.verdict { (said(&At::root().key("contests").key(contest).key("verdict"), it.verdict.name(), verdict_name(w, it.verdict))) "." }
                    " " (verdict_says(w, w.quote_on_page, life, contest))
                }
            }
            @if life.contests.len() > TOLD_FULLY { p { (w.more_below) } }
        }
    }
}

/// A sign that tells verdicts apart without colour.
pub(super) fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "✓",
        Verdict::Corrected => "↻",
        Verdict::WrongAndConfirmed => "✗",
        Verdict::Undetected => "?",
    }
}
