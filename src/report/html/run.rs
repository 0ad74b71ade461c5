//! One life of an election as a page: the verdict first.

use maud::{Markup, html};

use super::cells::{At, said};
use super::chart_map::maps;
use super::frame::{Origin, origin, page, told};
use super::run_audits::{audits, work};
use super::run_counts::{TOLD_FULLY, counts, facts, verdict_name};
use super::run_facts::{assumptions, beyond, law, noticed, published};
use super::words::{Language, Words, fill};
use crate::election::Contest;
use crate::report::quoted;
use crate::simulation::{Life, Verdict};
use crate::social_choice::Outcome;

/// The page of one life.
pub fn run(life: &Life, language: &Language) -> String {
    let w = language.words;
    let again = (life.name != "-").then(|| {
        let lang = if language.code == "en" { String::new() } else { format!(" --lang {}", language.code) };
        format!("recount run {} --seed {} --html report.html{lang}", quoted(&life.name), quoted(&life.seed))
    });
    let from = Origin {
        scenario: (&life.name, &life.sha256),
        seed: &life.seed,
        again,
        synthetic: life.scenario.source.is_empty(),
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
                    " " (verdict_says(w, life, contest))
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

/// The names of an outcome: winners, or who is level.
pub(super) fn names(w: &Words, contest: &Contest, outcome: &Outcome) -> String {
    let list = |places: &[u16]| places.iter().map(|&c| contest.name(c)).collect::<Vec<_>>().join(", ");
    let tied = fill(w.tie_of, &[("who", &list(&outcome.tied))]);
    match (outcome.winners.is_empty(), outcome.tied.is_empty()) {
        (_, true) => list(&outcome.winners),
        (true, false) => tied,
        (false, false) => fill(w.winners_and_tie, &[("who", &list(&outcome.winners)), ("tie", &tied)]),
    }
}

/// The verdict on a contest in a sentence or two, without the verdict's own word.
fn verdict_says(w: &Words, life: &Life, contest: usize) -> String {
    let it = &life.contests[contest];
    let stages = &life.scenario.stage;
    let paper = names(w, &it.contest, &it.right);
    let is_right = |stage: usize| it.stages[stage].outcome.agrees_with(&it.right);
    let wanted = match &it.wanted {
        Some((_, outcome)) if !outcome.agrees_with(&it.right) => {
            format!(" {}", fill(w.voters_had_chosen, &[("who", &names(w, &it.contest, outcome))]))
        }
        _ => String::new(),
    };
    match it.verdict {
        Verdict::Corrected => {
            let wrong = (0..it.stages.len()).find(|&s| !is_right(s)).unwrap_or(0);
            let mended = (wrong..it.stages.len()).find(|&s| is_right(s));
            let mended =
                mended.map_or(w.mended_by_audit.to_owned(), |s| fill(w.mended_by, &[("stage", &stages[s].id)]));
            let reported = names(w, &it.contest, &it.stages[wrong].outcome);
            fill(
                w.corrected_says,
                &[("stage", &stages[wrong].id), ("reported", &reported), ("paper", &paper), ("mended", &mended)],
            )
        }
        Verdict::WrongAndConfirmed => {
            let last = it.stages.len() - 1;
            let reported = names(w, &it.contest, &it.stages[last].outcome);
            let seen = life.faults.iter().find_map(|f| f.found_by[contest].as_ref());
            let why = match seen {
                _ if is_right(last) => format!("{}{wanted}", w.paper_is_wrong),
                None if !stages[last].mishaps.is_empty() => fill(w.mishap_unseen, &[("paper", &paper)]),
                None => fill(w.checks_passed, &[("paper", &paper)]),
                Some(by) => fill(w.seen_not_mended, &[("paper", &paper), ("by", by)]),
            };
            format!("{} {why}", fill(w.last_word, &[("who", &reported)]))
        }
        Verdict::Undetected => format!("{}{wanted}", fill(w.nobody_looked, &[("who", &paper)])),
        Verdict::Confirmed => {
            let found = life.faults.iter().filter(|f| f.found_by[contest].is_some()).count();
            let missed = life.faults.iter().filter(|f| f.changed[contest] && f.found_by[contest].is_none()).count();
            let more = match (found, missed) {
                (0, 0) => String::new(),
                (found, 0) => format!(" {}", fill(w.faults_found_only, &[("n", &found.to_string())])),
                (found, missed) => {
                    format!(
                        " {}",
                        fill(w.faults_found_missed, &[("n", &found.to_string()), ("m", &missed.to_string())])
                    )
                }
            };
            format!("{}{more}", fill(w.every_count_names, &[("who", &paper)]))
        }
    }
}
