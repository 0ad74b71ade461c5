//! The sheets of a class: how marks are read, what was reported, the manifest, the machine's list, tally sheets, dice, a pull
//! sheet, and the risk by hand.

use maud::{Markup, html};

use super::paper_page::{BALLOTS_A_BOX, ClassPapers, box_of, printed_page, scrolled};
use super::paper_risk::{comparison, poll};
use super::words::{Language, Words, fill};
use crate::classroom::{ClassReading, DiceTable, RiskWorksheet, SmallElection};
use crate::election::{Contest, Marks};
use crate::social_choice::{Tally, decide};

/// Lines of a pull sheet, at least.
const PULLS: usize = 24;

/// Columns for the rounds of a ranked count.
const ROUNDS: usize = 5;

/// The sheets of a class.
pub(super) fn sheets(of: &ClassPapers<'_>, language: &Language) -> String {
    let w = language.words;
    let small = of.election;
    let title = fill(w.print.sheets_title, &[("title", of.title)]);
    let worksheets: Vec<(usize, RiskWorksheet)> =
        (0..small.contests.len()).filter_map(|place| Some((place, small.worksheet(place)?))).collect();
    let body = html! {
        section.first {
            h1 { (title) }
            p { (w.print.sheets_note) }
            h2 id="read" { (w.print.read_title) }
            ul { @for rule in rules(w, small) { li { (rule) } } }
            h2 id="reported" { (w.print.reported_title) }
            p { (fill(w.print.reported_note, &[("stage", of.stage.unwrap_or(w.print.stage_right))])) }
            @for (contest, tally) in small.contests.iter().zip(&small.reported) { (reported(w, contest, tally)) }
            h2 id="manifest" { (w.print.manifest_title) }
            p { (w.print.manifest_note) }
            (manifest(w, small))
        }
        section {
            h2 id="list" { (w.print.list_title) }
            p { (w.print.list_note) }
            (scrolled(w.print.list_title, &list(w, small)))
        }
        section {
            h2 id="tally" { (w.print.tally_title) }
            p { (w.print.tally_note) }
            @for contest in &small.contests { (scrolled(&contest.title, &tally_sheet(w, small, contest))) }
        }
        section {
            h2 id="dice" { (w.print.dice_title) }
            (scrolled(w.print.dice_title, &dice(w, small.dice(), small.ballots.len())))
        }
        section {
            h2 id="pull" { (w.print.pull_title) }
            p { (w.print.pull_note) }
            (scrolled(w.print.pull_title, &pull_sheet(w, of)))
        }
        @for (place, worksheet) in &worksheets {
            (comparison(w, &small.contests[*place], worksheet))
            (poll(w, &small.contests[*place], worksheet))
        }
        @if worksheets.is_empty() { section { h2 id="risk" { (w.print.risk_title) } p { (w.print.risk_none) } } }
    };
    printed_page(of, language, &title, &body)
}

/// How marks are read: one rule a line.
fn rules<'w>(w: &'w Words, small: &SmallElection) -> Vec<&'w str> {
    let p = &w.print;
    let mut rules = vec![p.rule_mark, p.rule_stray, p.rule_struck, p.rule_fold, p.rule_write_in];
    let has_grid = small.contests.iter().any(Contest::has_grid);
    rules.extend(small.contests.iter().any(|it| !it.has_grid()).then_some(p.rule_overvote));
    rules.extend(has_grid.then_some(p.rule_ranks));
    rules
}

fn reported(w: &Words, contest: &Contest, tally: &Tally) -> Markup {
    let outcome = decide(contest, tally);
    let winners: Vec<&str> = outcome.winners.iter().map(|&name| contest.name(name)).collect();
    html! {
        table {
            caption { (contest.title) }
            thead { tr { th scope="col" { (w.print.head_name) } th.n scope="col" { (votes_head(w, contest)) } } }
            tbody {
                @for (name, votes) in contest.candidates.iter().zip(&tally.votes) {
                    tr { th scope="row" { (name) } td.n { (votes) } }
                }
            }
        }
        p {
            @if winners.is_empty() { (w.print.nobody_wins) }
            @else { (fill(w.print.reported_winner, &[("names", &winners.join(", "))])) }
        }
    }
}

fn votes_head<'w>(w: &'w Words, contest: &Contest) -> &'w str {
    if contest.has_grid() { w.print.head_first } else { w.print.head_votes }
}

fn manifest(w: &Words, small: &SmallElection) -> Markup {
    let n = small.ballots.len();
    html! {
        table {
            caption { (w.print.manifest_title) }
            thead { tr {
                th scope="col" { (w.print.head_box) } th scope="col" { (w.print.head_ballots) }
                th.n scope="col" { (w.print.head_number) } th scope="col" { (w.print.head_counted) }
            } }
            tbody {
                @for first in (1..=n).step_by(BALLOTS_A_BOX) {
                    @let last = n.min(first + BALLOTS_A_BOX - 1);
                    tr {
                        th scope="row" { (box_of(first)) }
                        td { (fill(w.print.from_to, &[("from", &first.to_string()), ("to", &last.to_string())])) }
                        td.n { (last + 1 - first) } td {}
                    }
                }
                tr { th scope="row" { (w.print.all) } td {} td.n { (n) } td {} }
            }
        }
    }
}

/// The machine's list: a line for each record.
fn list(w: &Words, small: &SmallElection) -> Markup {
    html! {
        div.two {
            table.wide {
                caption { (w.print.list_title) }
                thead { tr {
                    th.n scope="col" { (w.print.head_ballot) }
                    @for contest in &small.contests { th scope="col" { (contest.title) } }
                } }
                tbody {
                    @for ballot in &small.ballots {
                        @for _ in 0..ballot.lines {
                            tr {
                                th.n scope="row" { (ballot.serial) }
                                @for (contest, reading) in small.contests.iter().zip(&ballot.readings) {
                                    td { (says(w, contest, reading, reading.machine.as_ref())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Marks in words: the names, the order of a ranking, or why there is no vote.
pub(super) fn says(w: &Words, contest: &Contest, reading: &ClassReading, marks: Option<&Marks>) -> String {
    let Some(marks) = marks else {
        return if reading.paper.is_none() { w.print.not_on_ballot } else { w.print.no_contest }.to_owned();
    };
    let targets: Vec<_> = marks.targets().collect();
    if targets.is_empty() {
        return w.print.blank.to_owned();
    }
    if contest.has_grid() {
        let ranks = (0..contest.options.columns).map(|column| {
            let names = targets.iter().filter(|&&it| contest.column_of(it) == column);
            let names: Vec<&str> = names.map(|&it| contest.name(contest.candidate_of(it))).collect();
            if names.is_empty() { "–".to_owned() } else { names.join(" = ") }
        });
        let ranks: Vec<String> = ranks.collect();
        let last = ranks.iter().rposition(|rank| rank != "–").unwrap_or(0);
        return ranks[..=last].join(" > ");
    }
    let names: Vec<&str> = targets.iter().map(|&it| contest.name(it)).collect();
    if targets.len() > usize::from(contest.votes_allowed) {
        return fill(w.print.overvote, &[("names", &names.join(" + "))]);
    }
    names.join(" + ")
}

/// A row for each name: strokes in fives, or the rounds of a ranked count.
fn tally_sheet(w: &Words, small: &SmallElection, contest: &Contest) -> Markup {
    let fives = small.ballots.len().div_ceil(5).min(10);
    html! {
        table.wide.write {
            caption { (contest.title) }
            thead { tr {
                th scope="col" { (w.print.head_name) }
                @if contest.has_grid() {
                    @for round in 1..=ROUNDS { th scope="col" { (fill(w.print.round, &[("n", &round.to_string())])) } }
                } @else {
                    th scope="col" { (w.print.head_strokes) } th scope="col" { (w.print.head_sum) }
                }
            } }
            tbody {
                @for name in contest.candidates.iter().map(String::as_str).chain([w.print.row_no_vote]) {
                    tr {
                        th scope="row" { (name) }
                        @if contest.has_grid() { @for _ in 0..ROUNDS { td {} } }
                        @else { td { span.five { @for _ in 0..fives { "▯▯▯▯▯ " } } } td {} }
                    }
                }
            }
        }
    }
}

/// The table that turns dice into ballot numbers.
fn dice(w: &Words, table: DiceTable, ballots: usize) -> Markup {
    let before = table.dice - 1;
    let gaps = [("dice", table.dice.to_string()), ("throws", table.throws_a_ballot.to_string())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        p { (fill(w.print.dice_note, &gaps)) }
        div.two[before > 1] {
            table {
                caption { (fill(w.print.dice_caption, &[("n", &ballots.to_string())])) }
                thead { tr {
                    th scope="col" { @if before > 1 { (w.print.head_first_dice) } @else { (w.print.head_first_die) } }
                    @for last in 1..=6 { th.n scope="col" { (fill(w.print.last_die, &[("n", &last.to_string())])) } }
                } }
                tbody {
                    @for row in table.rows() {
                        tr {
                            th scope="row" { @for die in &row { (die) " " } }
                            @for last in 1..=6 {
                                td.n { @match table.ballot(&[&row[..], &[last]].concat()) {
                                    Some(ballot) => (ballot), None => "–",
                                } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Lines for the ballots to pull: those that the class's dice name, or empty ones.
fn pull_sheet(w: &Words, of: &ClassPapers<'_>) -> Markup {
    let throws = of.throws.unwrap_or_default();
    let heads = [
        w.print.head_dice,
        w.print.head_ballot,
        w.print.head_box,
        w.print.head_paper,
        w.print.head_machine,
        w.print.head_times,
        w.print.head_risk,
    ];
    html! {
        table.wide.write {
            caption { (w.print.pull_title) }
            thead { tr { th.n scope="col" { (w.print.head_draw) } @for head in heads { th scope="col" { (head) } } } }
            tbody {
                @for at in 0..throws.len().max(PULLS) {
                    tr {
                        th.n scope="row" { (at + 1) }
                        @match throws.get(at) {
                            None => { td {} td {} td {} }
                            Some(throw) => {
                                td { @for die in throw { (die) " " } }
                                @match of.election.dice().ballot(throw) {
                                    Some(ballot) => { td { (ballot) } td { (box_of(ballot)) } }
                                    None => { td { (w.print.roll_again) } td {} }
                                }
                            }
                        }
                        td {} td {} td {} td {}
                    }
                }
            }
        }
    }
}
