//! A count of rankings on the page: the rounds as bars, ties, margins, and a tree of how else an instant runoff could have ended.

use maud::{Markup, html};

use super::axis::pct;
use super::words::{Words, fill};
use crate::election::{CandidateIndex, Contest};
use crate::number_format::grouped;
use crate::report::ranked_words::{
    bounds, claim_says, column_votes, course, destination, laws, margins, proves, says, ties, what_elects,
};
use crate::simulation::{ContestRun, RankedProof, RunoffStatements};
use crate::social_choice::irv_claims::EndingFate;
use crate::social_choice::ranked::{RankedCount, RankedRound};

/// Pixels of one bar, with the room around it.
const STEP: usize = 20;

/// Percent of the chart's width that the longest bar takes.
const WIDEST: f64 = 58.0;

/// Where the bars begin, in percent.
const FROM: f64 = 26.0;

/// Bars of a picture; of more rounds than have room the first and the last are shown.
const MOST_BARS: usize = 120;

/// The rounds of the paper, how close it was, and what an audit has to prove.
pub(super) fn rounds(w: &Words, place: usize, it: &ContestRun) -> Markup {
    let Some(of) = &it.rounds else { return html! {} };
    let (contest, count) = (&it.contest, &of.paper);
    html! {
        h4 { (w.runoff.rounds_heading) }
        p.note {
            @match count.quota {
                None => (w.runoff.rounds_of_paper),
                Some(quota) => (what_elects(w, count, quota)),
            }
        }
        (picture(w, place, contest, count))
        @if count.quota.is_some() { ul { @for line in course(w, contest, count) { li { (line) } } } }
        @for line in laws(w, contest).iter().chain(&ties(w, contest, count)) { p { (line) } }
        (went(w, contest, count))
        @match &of.proof {
            RankedProof::Runoff { margin, statements: known } => {
                h4 { (w.runoff.margins_heading) }
                ul { @for line in margins(w, margin.as_ref(), known.as_ref().ok()) { li { (line) } } }
                h4 { (w.runoff.statements_heading) }
                @match known {
                    Err(why) => p { (fill(w.runoff.no_statements, &[("why", &w.reason(why))])) },
                    Ok(known) => (statements(w, contest, known)),
                }
            }
            RankedProof::Transfers { known, unproven, at_most } => {
                h4 { (w.runoff.bounds_heading) }
                ul { @for line in bounds(w, contest, (known.as_ref().ok(), unproven.as_ref()), *at_most) { li { (line) } } }
                h4 { (w.runoff.statements_heading) }
                @match known {
                    Err(why) => p { (fill(w.runoff.no_statements, &[("why", &w.reason(why))])) },
                    Ok(known) => {
                        @for line in proves(w, contest, known, unproven.as_ref()) { p { (line) } }
                        ol { @for it in &known.claims { li { (claim_says(w, contest, it)) } } }
                    }
                }
            }
        }
    }
}

/// The rounds that a picture shows: all, or the first and as many of the last as have room.
fn shown(count: &RankedCount) -> Vec<usize> {
    let bars = |round: &RankedRound| 1 + round.tallies.iter().flatten().count();
    let mut room = MOST_BARS.saturating_sub(count.rounds.first().map_or(0, bars));
    let mut last = Vec::new();
    for (at, round) in count.rounds.iter().enumerate().skip(1).rev() {
        room = match room.checked_sub(bars(round)) {
            Some(left) => left,
            None if last.is_empty() => 0,
            None => break,
        };
        last.push(at);
    }
    let first = (0..count.rounds.len()).take(1);
    first.chain(last.into_iter().rev()).collect()
}

/// A round in a sentence.
fn described(w: &Words, contest: &Contest, number: usize, round: &RankedRound) -> String {
    let names =
        |list: &[CandidateIndex]| list.iter().map(|&candidate| contest.name(candidate)).collect::<Vec<_>>().join(", ");
    let n = (number + 1).to_string();
    let mut said = Vec::new();
    if !round.elected.is_empty() {
        said.push(fill(w.runoff.round_elects, &[("n", &n), ("who", &names(&round.elected))]));
    }
    if !round.defeated.is_empty() {
        said.push(fill(w.runoff.round_ends, &[("n", &n), ("who", &names(&round.defeated))]));
    }
    said.join(" ")
}

/// A group of bars for each round, the longest first; who goes out is hatched, who is elected is full, the quota is a line.
fn picture(w: &Words, place: usize, contest: &Contest, count: &RankedCount) -> Markup {
    let most = count.rounds.iter().flat_map(|round| round.tallies.iter().flatten()).max().copied().unwrap_or(1);
    let most = most.max(count.quota.unwrap_or(1)).max(1);
    let shown = shown(count);
    let mut rows: Vec<(usize, Option<usize>, u128)> = Vec::new();
    for (number, round) in shown.iter().map(|&number| (number, &count.rounds[number])) {
        let mut standing: Vec<(usize, u128)> =
            round.tallies.iter().enumerate().filter_map(|(candidate, votes)| Some((candidate, (*votes)?))).collect();
        standing.sort_by_key(|&(candidate, votes)| (std::cmp::Reverse(votes), candidate));
        rows.push((number, None, round.inactive.total()));
        rows.extend(standing.into_iter().map(|(candidate, votes)| (number, Some(candidate), votes)));
    }
    let id = format!("rounds{place}");
    let described: Vec<String> =
        count.rounds.iter().enumerate().map(|(n, round)| described(w, contest, n, round)).collect();
    let across = |units: u128| WIDEST * (units as f64) / (most as f64);
    let height = rows.len() * STEP + 8;
    html! {
        figure {
            figcaption {
                (if count.quota.is_some() { w.runoff.picture_by_quota } else { w.runoff.picture_caption })
                @if shown.len() < count.rounds.len() {
                    " " (fill(w.runoff.rounds_left_out, &[("n", &(count.rounds.len() - shown.len()).to_string())]))
                }
            }
            svg.chart role="img" aria-labelledby={ (id) "t " (id) "d" } height=(height) {
                title id={ (id) "t" } { (w.runoff.rounds_heading) " – " (contest.title) }
                desc id={ (id) "d" } { (described.join(" ")) }
                @if count.quota.is_some() {
                    @for (x, from, to) in quota_lines(&rows, count) {
                        @let x = pct(FROM + across(x));
                        line.quota x1=(x) x2=(x) y1=(from * STEP + 4) y2=(to * STEP + 4) {}
                    }
                }
                @for (at, (number, candidate, units)) in rows.iter().enumerate() {
                    @let y = at * STEP + 4;
                    @let round = &count.rounds[*number];
                    @match candidate {
                        None => {
                            text.strong x="0" y=(y + 13) { (fill(w.runoff.round, &[("n", &(number + 1).to_string())])) }
                            text.quiet x=(pct(FROM)) y=(y + 13) { (fill(w.runoff.inactive_n, &[("n", &column_votes(count, *units))])) }
                        }
                        Some(candidate) => {
                            @let index = *candidate as CandidateIndex;
                            @let out = round.defeated.contains(&index);
                            @let elected = round.elected.contains(&index);
                            text x="8" y=(y + 13) { (shortened(&contest.candidates[*candidate])) }
                            rect class=(if elected { "elected" } else if out { "out" } else { "stays" }) x=(pct(FROM)) y=(y + 3) width=(pct(across(*units))) height=(STEP - 6) {}
                            text.halo x=(pct(FROM + across(*units) + 0.8)) y=(y + 13) {
                                (column_votes(count, *units))
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

/// The quota of each round that is shown, with the first row of the round and that of the next.
fn quota_lines(rows: &[(usize, Option<usize>, u128)], count: &RankedCount) -> Vec<(u128, usize, usize)> {
    let starts: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].1.is_none()).collect();
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    starts.iter().zip(ends).map(|(&from, to)| (count.rounds[rows[from].0].threshold, from, to)).collect()
}

/// A name that fits before its bar; the table beside it has the whole name.
fn shortened(name: &str) -> String {
    const ROOM: usize = 24;
    if name.chars().count() <= ROOM { name.to_owned() } else { name.chars().take(ROOM - 1).chain(['…']).collect() }
}

/// Where the votes went, round by round.
fn went(w: &Words, contest: &Contest, count: &RankedCount) -> Markup {
    // By Meek's method votes do not move; the parts that are kept change.
    if count.rounds.iter().all(|round| round.transfers.is_empty()) {
        return html! {};
    }
    html! {
        details {
            summary { (w.runoff.transfers_summary) }
            table {
                thead { tr {
                    th scope="col" { (w.runoff.after_round) }
                    th scope="col" { (w.runoff.from) }
                    th scope="col" { (w.runoff.to) }
                    th.n scope="col" { (if count.quota.is_some() { w.runoff.votes } else { w.runoff.ballots }) }
                } }
                tbody {
                    @for (number, round) in count.rounds.iter().enumerate() {
                        @for it in &round.transfers {
                            tr {
                                td { (number + 1) }
                                td { (contest.name(it.from)) }
                                td { (destination(w, contest, it.to)) }
                                td.n { (column_votes(count, it.votes)) }
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
