//! An instant runoff on the page: the rounds as bars, the three margins, and a tree of how else it could have ended.

use maud::{Markup, html};

use super::axis::pct;
use super::words::{Words, fill};
use crate::election::{CandidateIndex, Contest};
use crate::number_format::grouped;
use crate::report::ranked_words::{margins, says};
use crate::simulation::{ContestRun, RunoffStatements};
use crate::social_choice::irv_claims::EndingFate;
use crate::social_choice::ranked::Destination;
use crate::social_choice::ranked::irv::IrvCount;

/// Pixels of one bar, with the room around it.
const STEP: usize = 20;

/// Percent of the chart's width that the longest bar takes.
const WIDEST: f64 = 62.0;

/// Where the bars begin, in percent.
const FROM: f64 = 26.0;

/// The rounds of the paper, the margins, and the statements that an audit has to check.
pub(super) fn runoff(w: &Words, place: usize, it: &ContestRun) -> Markup {
    let Some(runoff) = &it.runoff else { return html! {} };
    let contest = &it.contest;
    html! {
        h4 { (w.runoff.rounds_heading) }
        p.note { (w.runoff.rounds_of_paper) }
        (picture(w, place, contest, &runoff.paper))
        (went(w, contest, &runoff.paper))
        h4 { (w.runoff.margins_heading) }
        ul { @for line in margins(w, runoff) { li { (line) } } }
        h4 { (w.runoff.statements_heading) }
        @match &runoff.statements {
            Err(why) => p { (fill(w.runoff.no_statements, &[("why", &w.reason(why))])) },
            Ok(known) => (statements(w, contest, known)),
        }
    }
}

/// A group of bars for each round, the longest first; the eliminated candidate is hatched, the elected one is full.
fn picture(w: &Words, place: usize, contest: &Contest, count: &IrvCount) -> Markup {
    let most = count.rounds.iter().flat_map(|round| round.tallies.iter().flatten()).max().copied().unwrap_or(1).max(1);
    let mut rows: Vec<(usize, Option<usize>, u64)> = Vec::new();
    for (number, round) in count.rounds.iter().enumerate() {
        let mut standing: Vec<(usize, u64)> =
            round.tallies.iter().enumerate().filter_map(|(candidate, votes)| Some((candidate, (*votes)?))).collect();
        standing.sort_by_key(|&(candidate, votes)| (std::cmp::Reverse(votes), candidate));
        rows.push((number, None, round.inactive.total()));
        rows.extend(standing.into_iter().map(|(candidate, votes)| (number, Some(candidate), votes)));
    }
    let id = format!("rounds{place}");
    let told: Vec<String> = count
        .rounds
        .iter()
        .enumerate()
        .map(|(n, round)| {
            let out: Vec<&str> = round.defeated.iter().map(|&candidate| contest.name(candidate)).collect();
            let n = (n + 1).to_string();
            match round.elected {
                Some(who) => fill(w.runoff.round_elects, &[("n", &n), ("who", contest.name(who))]),
                None => fill(w.runoff.round_ends, &[("n", &n), ("who", &out.join(", "))]),
            }
        })
        .collect();
    html! {
        figure {
            figcaption { (w.runoff.picture_caption) }
            svg.chart role="img" aria-labelledby={ (id) "t " (id) "d" } height=(rows.len() * STEP + 8) {
                title id={ (id) "t" } { (w.runoff.rounds_heading) " – " (contest.title) }
                desc id={ (id) "d" } { (told.join(" ")) }
                @for (at, (number, candidate, votes)) in rows.iter().enumerate() {
                    @let y = at * STEP + 4;
                    @let round = &count.rounds[*number];
                    @match candidate {
                        None => {
                            text.strong x="0" y=(y + 13) { (fill(w.runoff.round, &[("n", &(number + 1).to_string())])) }
                            text.quiet x=(pct(FROM)) y=(y + 13) { (fill(w.runoff.inactive_n, &[("n", &grouped(*votes as i64))])) }
                        }
                        Some(candidate) => {
                            @let index = *candidate as CandidateIndex;
                            @let out = round.defeated.contains(&index);
                            @let elected = round.elected == Some(index);
                            @let width = WIDEST * (*votes as f64) / (most as f64);
                            text x="8" y=(y + 13) { (shortened(&contest.candidates[*candidate])) }
                            rect class=(if elected { "elected" } else if out { "out" } else { "stays" }) x=(pct(FROM)) y=(y + 3) width=(pct(width)) height=(STEP - 6) {}
                            text x=(pct(FROM + width + 0.8)) y=(y + 13) {
                                (grouped(*votes as i64))
                                @if out { " " (w.runoff.goes_out) }
                                @if elected { " " (w.runoff.is_elected) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A name that fits before its bar; the table beside it has the whole name.
fn shortened(name: &str) -> String {
    const ROOM: usize = 24;
    if name.chars().count() <= ROOM { name.to_owned() } else { name.chars().take(ROOM - 1).chain(['…']).collect() }
}

/// Where the ballots went, round by round.
fn went(w: &Words, contest: &Contest, count: &IrvCount) -> Markup {
    html! {
        details {
            summary { (w.runoff.transfers_summary) }
            table {
                thead { tr {
                    th scope="col" { (w.runoff.after_round) }
                    th scope="col" { (w.runoff.from) }
                    th scope="col" { (w.runoff.to) }
                    th.n scope="col" { (w.runoff.ballots) }
                } }
                tbody {
                    @for (number, round) in count.rounds.iter().enumerate() {
                        @for it in &round.transfers {
                            tr {
                                td { (number + 1) }
                                td { (contest.name(it.from)) }
                                td { @match it.to { Destination::Candidate(to) => (contest.name(to)), Destination::Inactive(_) => (w.runoff.nobody) } }
                                td.n { (grouped(it.ballots as i64)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn statements(w: &Words, contest: &Contest, known: &RunoffStatements) -> Markup {
    let claims = &known.claims;
    html! {
        p { (fill(w.runoff.statements, &[("n", &grouped(claims.claims.len() as i64))])) }
        ol {
            @for it in &claims.claims { li { (says(w, contest, it.claim, (it.winner_tally, it.loser_tally))) } }
        }
        p.note {
            (if claims.is_optimal() { w.runoff.is_optimal } else { w.runoff.not_optimal })
            " "
            @if claims.is_fewest() { (w.runoff.is_fewest) } @else { (fill(w.runoff.not_fewest, &[("n", &claims.fewest.to_string())])) }
        }
        details open[known.explanation.nodes.len() <= 40] {
            summary { (w.runoff.tree_summary) }
            p.note { (w.runoff.tree_note) }
            @let winners = known.explanation.nodes.iter().take_while(|node| node.behind.is_none()).count();
            (branch(w, contest, known, 0..winners))
            @if !known.explanation.is_complete() { p.note { (w.runoff.tree_cut) } }
        }
    }
}

/// Ways in which the count could end, each with the statement that excludes it or with who could be eliminated right
/// before.
fn branch(w: &Words, contest: &Contest, known: &RunoffStatements, nodes: std::ops::Range<usize>) -> Markup {
    let name = |node: usize| contest.name(known.explanation.nodes[node].first);
    html! {
        ul.tree {
            @for node in nodes {
                li {
                    @let it = &known.explanation.nodes[node];
                    (fill(if it.behind.is_none() { w.runoff.would_win } else { w.runoff.out_before }, &[("who", name(node))]))
                    " "
                    @match &it.fate {
                        EndingFate::RuledOut(by) => {
                            @let numbers: Vec<String> = by.iter().map(|claim| (claim + 1).to_string()).collect();
                            strong { (fill(w.runoff.ruled_out_by, &[("n", &numbers.join(", "))])) }
                        }
                        EndingFate::Before(children) => (branch(w, contest, known, children.clone())),
                        EndingFate::LikeNode(like) => {
                            @let ending: Vec<&str> = known.explanation.ending(*like).into_iter().map(|c| contest.name(c)).collect();
                            (fill(w.runoff.as_above, &[("ending", &ending.join(" → "))]))
                        }
                        EndingFate::Open | EndingFate::NotFollowed => (w.runoff.not_followed),
                    }
                }
            }
        }
    }
}
