//! Ballots on paper, plainly marked as samples: filled as people fill them, or blank.

use maud::{Markup, html};

use super::paper_page::{ClassPapers, box_of, printed_page};
use super::words::{Language, Words, fill};
use crate::classroom::{ClassBallot, ClassReading, HandLook};
use crate::election::{CandidateIndex, Contest, Marks, Stroke, Target};

/// Lines of names that fit on half a page.
const HALF_PAGE_LINES: usize = 11;

/// Blank ballots on the page that is copied.
const BLANK_BALLOTS: usize = 2;

/// The ballots of a class.
pub(super) fn sample_ballots(of: &ClassPapers<'_>, language: &Language) -> String {
    let w = language.words;
    let title = fill(w.print.ballots_title, &[("title", of.title)]);
    let body = html! {
        h1.screen { (title) }
        p.screen { (fill(w.print.ballots_note, &[("n", &of.election.ballots.len().to_string())])) }
        @for ballot in &of.election.ballots { (filled_ballot(w, of, ballot)) }
    };
    printed_page(of, language, &title, &body)
}

/// Ballots for a class that votes itself.
pub(super) fn blank_ballots(of: &ClassPapers<'_>, language: &Language) -> String {
    let w = language.words;
    let title = fill(w.print.blank_title, &[("title", of.title)]);
    let body = html! {
        h1.screen { (title) }
        p.screen { (w.print.blank_note) }
        @for _ in 0..BLANK_BALLOTS {
            (frame(w, of, None, &html! {
                @for contest in &of.election.contests {
                    @let order: Vec<CandidateIndex> = (0..contest.candidates.len() as CandidateIndex).collect();
                    (printed_contest(w, contest, &order, &|_| html! {}, None))
                }
            }))
        }
    };
    printed_page(of, language, &title, &body)
}

fn filled_ballot(w: &Words, of: &ClassPapers<'_>, ballot: &ClassBallot) -> Markup {
    let contests = of.election.contests.iter().zip(&ballot.readings).enumerate();
    let body = html! {
        @for (place, (contest, reading)) in contests {
            @if let Some(marks) = &reading.paper {
                @let ink = |target: Target| ink(ballot, place, reading, target);
                (printed_contest(w, contest, &reading.printed, &ink, Some(marks)))
            }
        }
    };
    frame(w, of, Some(ballot), &body)
}

/// A ballot's head and foot around its contests.
fn frame(w: &Words, of: &ClassPapers<'_>, ballot: Option<&ClassBallot>, contests: &Markup) -> Markup {
    let plain = of.election.contests.iter().filter(|it| !it.has_grid()).map(|it| it.candidates.len() + 2);
    let grids = of.election.contests.iter().filter(|it| it.has_grid()).map(|it| it.candidates.len() + 3);
    let is_long = plain.max().unwrap_or(0) + grids.sum::<usize>() > HALF_PAGE_LINES;
    html! {
        article.ballot.long[is_long] {
            header {
                span {
                    strong { (of.title) }
                    @if let Some(ballot) = ballot { br; (w.print.precinct) " " (ballot.unit) }
                }
                span.sample { (w.print.sample) }
                span.serial {
                    @match ballot {
                        Some(it) => (fill(w.print.serial, &[("n", &it.serial.to_string()), ("box", &box_of(it.serial))])),
                        None => (w.print.serial_blank),
                    }
                }
            }
            div.contests { (contests) }
            @if ballot.is_some_and(|it| it.look == HandLook::Folded) { div.fold {} }
            footer { (w.print.ballot_foot) }
        }
    }
}

/// One contest with its ovals. `ink` draws what is in an oval.
fn printed_contest(
    w: &Words,
    contest: &Contest,
    order: &[CandidateIndex],
    ink: &dyn Fn(Target) -> Markup,
    marks: Option<&Marks>,
) -> Markup {
    let columns = contest.options.columns.max(1);
    let is_struck = |name: CandidateIndex| {
        !contest.has_grid()
            && marks.is_some_and(|it| it.strokes().iter().any(|it| *it == (contest.target(name, 0), Stroke::Struck)))
    };
    let crease = marks.and_then(|it| it.crease).map(|it| it.candidate);
    let written = marks.and_then(|it| it.written);
    html! {
        div.contest {
            h2 { (contest.title) }
            p {
                @if contest.has_grid() { (w.print.mark_columns) }
                @else { (fill(w.print.vote_for, &[("n", &contest.votes_allowed.to_string())])) }
            }
            @if contest.has_grid() {
                div.line.heads { @for column in 1..=columns { span { (column) } } }
            }
            @for &name in order {
                div.line {
                    @for column in 0..columns {
                        svg.oval viewBox="0 0 40 22" aria-hidden="true" {
                            ellipse.rim cx="20" cy="11" rx="17" ry="9" {}
                            (ink(contest.target(name, column)))
                        }
                    }
                    span.name.struck[is_struck(name)] {
                        (contest.name(name))
                        @if let Some(written) = written.filter(|_| contest.write_in_line == Some(name)) {
                            span.written { (contest.name(written)) }
                        }
                    }
                    @if crease == Some(name) { span.crease {} }
                }
            }
        }
    }
}

/// Darkness, in percent, from which a light mark is drawn with a dark pen.
const DARK: u8 = 50;

/// What is in an oval.
fn ink(ballot: &ClassBallot, contest: usize, reading: &ClassReading, target: Target) -> Markup {
    let of_paper = reading.paper.iter().flat_map(Marks::strokes).find(|stroke| stroke.0 == target).copied();
    let stroke = of_paper.or_else(|| ballot.look.adds(contest).filter(|stroke| stroke.0 == target));
    // No two filled ovals are quite alike; the same ballot is always drawn alike.
    let turn = (ballot.serial * 7 + usize::from(target) * 5) % 9;
    let turned = format!("rotate({} 20 11)", turn as i32 - 4);
    if ballot.look == (HandLook::Erased { contest, target }) {
        return html! {
            ellipse.rubbed cx="20" cy="11" rx="14" ry="6.5" transform=(turned) {}
            path.pale d="M9 8 L28 13 M12 14 L31 9" {}
        };
    }
    match stroke.map(|stroke| stroke.1) {
        None => html! {},
        Some(Stroke::Filled) => match ballot.look {
            HandLook::Cross => html! { path.pen d="M8 3 L32 19 M32 2 L9 20" transform=(turned) {} },
            HandLook::Tick => html! { path.pen d="M9 10 L17 18 L34 -2" transform=(turned) {} },
            HandLook::Pale => pale(&turned),
            _ => html! {
                ellipse.ink cx="20" cy="11" rx="15.2" ry="7.4" transform=(turned) {}
                path.ink d="M5 10 L11 5 L9 16 L19 3 L17 18 L27 4 L25 18 L33 6 L35 12" transform=(turned) {}
            },
        },
        Some(Stroke::Light(darkness)) if darkness >= DARK => html! {
            path.pen d="M7 12 L14 6 L13 16 L21 5 L20 17 L28 6 L27 16 L33 9" transform=(turned) {}
        },
        Some(Stroke::Light(_)) => pale(&turned),
        Some(Stroke::Stray(_)) => html! { circle.ink cx=(14 + turn) cy="12" r="1.6" {} },
        Some(Stroke::Struck) => html! {
            ellipse.ink cx="20" cy="11" rx="15.2" ry="7.4" transform=(turned) {}
            path.pen d="M-3 -3 L43 25 M43 -3 L-3 25" {}
        },
    }
}

fn pale(turned: &str) -> Markup {
    html! { path.pale d="M7 12 L13 6 L12 16 L19 5 L18 17 L26 6 L25 16 L33 9" transform=(turned) {} }
}
