//! The teacher's key: how each ballot is read, what the machine recorded, which differ, and what an audit with given dice finds.

use maud::{Markup, html};

use super::paper_page::{ClassPapers, box_of, printed_page, scrolled};
use super::paper_sheets::says;
use super::words::{Language, Words, fill};
use crate::classroom::{ClassBallot, ClassReading, HandLook, SmallElection};
use crate::election::{Contest, Stroke};
use crate::number_format::grouped;
use crate::social_choice::decide;

/// The key.
pub(super) fn key(of: &ClassPapers<'_>, language: &Language) -> String {
    let w = language.words;
    let small = of.election;
    let title = fill(w.print.key_title, &[("title", of.title)]);
    let wrong: Vec<&ClassBallot> = small.ballots.iter().filter(|ballot| ballot.differs()).collect();
    let body = html! {
        section.first {
            h1 { (title) }
            p { strong { (w.print.key_keep) } }
            h2 id="answer" { (w.print.answer_title) }
            @for (place, contest) in small.contests.iter().enumerate() { (answer(w, small, place, contest)) }
            p { (differ(w, &wrong)) }
            @if !small.list_adds_up() { p { strong { (w.print.list_does_not_add) } } }
            h2 id="chosen" { (w.print.chosen_title) }
            p { (fill(w.print.chosen, &[
                ("n", &small.ballots.len().to_string()),
                ("all", &grouped(small.drawn_from as i64)),
                ("wrong", &wrong.len().to_string()),
                ("wrong_all", &grouped(small.wrong_among as i64)),
            ])) }
        }
        section {
            h2 id="ballots" { (w.print.key_ballots) }
            (scrolled(w.print.key_ballots, &ballots(w, small)))
        }
        @for (place, contest) in small.contests.iter().enumerate() { (example(w, of, place, contest)) }
    };
    printed_page(of, language, &title, &body)
}

/// Which ballots the machine's list is wrong about.
fn differ(w: &Words, wrong: &[&ClassBallot]) -> String {
    if wrong.is_empty() {
        return w.print.none_differ.to_owned();
    }
    let serials: Vec<String> = wrong.iter().map(|ballot| ballot.serial.to_string()).collect();
    fill(w.print.these_differ, &[("n", &wrong.len().to_string()), ("ballots", &serials.join(", "))])
}

/// The totals of paper, list and report side by side.
fn answer(w: &Words, small: &SmallElection, place: usize, contest: &Contest) -> Markup {
    let columns = [&small.paper[place], &small.listed[place], &small.reported[place]];
    let winners = |at: usize| {
        let outcome = decide(contest, columns[at]);
        let names: Vec<&str> = outcome.winners.iter().map(|&name| contest.name(name)).collect();
        if names.is_empty() { w.print.nobody.to_owned() } else { names.join(", ") }
    };
    html! {
        table {
            caption { (contest.title) @if contest.has_grid() { ": " (w.print.head_first) } }
            thead { tr {
                th scope="col" { (w.print.head_name) } th.n scope="col" { (w.print.head_paper) }
                th.n scope="col" { (w.print.head_list_sum) } th.n scope="col" { (w.print.reported_title) }
            } }
            tbody {
                @for (at, name) in contest.candidates.iter().enumerate() {
                    tr {
                        th scope="row" { (name) }
                        @for tally in columns {
                            td.n.off[tally.votes[at] != columns[0].votes[at]] { (tally.votes[at]) }
                        }
                    }
                }
                tr {
                    th scope="row" { (w.print.winner) }
                    @for at in 0..columns.len() { td.n.off[winners(at) != winners(0)] { (winners(at)) } }
                }
            }
        }
    }
}

fn ballots(w: &Words, small: &SmallElection) -> Markup {
    html! {
        table.wide {
            caption { (w.print.key_ballots) }
            thead { tr {
                th.n scope="col" { (w.print.head_ballot) }
                @for contest in &small.contests {
                    th scope="col" { (contest.title) ": " (w.print.head_paper) }
                    th scope="col" { (contest.title) ": " (w.print.head_machine) }
                }
                th scope="col" { (w.print.head_look) }
            } }
            tbody {
                @for ballot in &small.ballots {
                    tr.off[ballot.differs()] {
                        th.n scope="row" { (ballot.serial) @if ballot.differs() { " ≠" } }
                        @for (contest, reading) in small.contests.iter().zip(&ballot.readings) {
                            td { (says(w, contest, reading, reading.meant.as_ref())) }
                            td { @if ballot.lines == 0 { (w.print.no_record) } @else { (says(w, contest, reading, reading.machine.as_ref())) } }
                        }
                        td { (looks(w, ballot)) }
                    }
                }
            }
        }
    }
}

/// What is to be seen on a ballot beside filled ovals.
fn looks(w: &Words, ballot: &ClassBallot) -> String {
    let p = &w.print;
    let mut all: Vec<&str> = Vec::new();
    all.extend(match ballot.look {
        HandLook::Filled => None,
        HandLook::Pale => Some(p.look_pale),
        HandLook::Cross => Some(p.look_cross),
        HandLook::Tick => Some(p.look_tick),
        HandLook::Doubtful { .. } => Some(p.look_doubtful),
        HandLook::Erased { .. } => Some(p.look_erased),
        HandLook::Folded => Some(p.look_folded),
    });
    let papers = || ballot.readings.iter().filter_map(|reading: &ClassReading| reading.paper.as_ref());
    let has = |is: &dyn Fn(Stroke) -> bool| papers().any(|marks| marks.strokes().iter().any(|stroke| is(stroke.1)));
    let found = [
        (has(&|stroke| matches!(stroke, Stroke::Light(_))), p.look_light),
        (has(&|stroke| matches!(stroke, Stroke::Stray(_))), p.look_stray),
        (has(&|stroke| stroke == Stroke::Struck), p.look_struck),
        (papers().any(|marks| marks.crease.is_some()), p.look_crease),
        (papers().any(|marks| marks.written.is_some()), p.look_written),
        (papers().any(|marks| marks.disputed), p.look_disputed),
        (ballot.lines > 1, p.scanned_twice),
    ];
    all.extend(found.into_iter().filter_map(|(is, text)| is.then_some(text)));
    all.join("; ")
}

/// An audit with the class's dice, or with those that the seed makes.
fn example(w: &Words, of: &ClassPapers<'_>, place: usize, contest: &Contest) -> Markup {
    let small = of.election;
    let Some(worksheet) = small.worksheet(place) else { return html! {} };
    let made = small.throws(of.seed);
    let draws = small.walk(place, &worksheet, of.throws.unwrap_or(&made));
    let drawn = draws.iter().filter(|draw| draw.ballot.is_some()).count();
    let last = draws.last().map_or_else(String::new, |draw| draw.risk.decimals());
    let confirmed = draws.last().is_some_and(|draw| draw.risk <= worksheet.limit);
    let end = if confirmed { w.print.example_confirms } else { w.print.example_goes_on };
    html! {
        section {
            h2 id={ "example-" (contest.id) } { (fill(w.print.example_heading, &[("contest", &contest.title)])) }
            p { @if of.throws.is_some() { (w.print.example_own) } @else { (w.print.example_seed) } }
            @if !small.list_adds_up() { p { strong { (w.print.example_stops) } } }
            p { (fill(end, &[("n", &drawn.to_string()), ("risk", &last), ("limit", &worksheet.limit.decimals())])) }
            div.two {
                table {
                    caption { (w.print.pull_title) }
                    thead { tr {
                        th scope="col" { (w.print.head_dice) } th.n scope="col" { (w.print.head_ballot) }
                        th scope="col" { (w.print.head_box) } th.n scope="col" { (w.print.head_times) }
                        th.n scope="col" { (w.print.head_risk) }
                    } }
                    tbody {
                        @for draw in &draws {
                            tr {
                                th scope="row" { @for die in &draw.throw { (die) " " } }
                                @match draw.ballot {
                                    Some((serial, multiplier)) => {
                                        td.n.off[small.ballots[serial - 1].differs()] { (serial) }
                                        td { (box_of(serial)) } td.n { (multiplier.decimals()) }
                                    }
                                    None => { td { (w.print.roll_again) } td {} td {} }
                                }
                                td.n { (draw.risk.decimals()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
