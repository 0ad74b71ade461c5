//! The risk by hand: what a class multiplies, for a comparison and for a poll.

use maud::{Markup, html};

use super::paper_page::scrolled;
use super::words::{Words, fill};
use crate::classroom::{Multiplier, PaperSays, RecordSays, RiskWorksheet, WHOLE};
use crate::election::Contest;

/// Most ballots in a row that the table of ballots that agree has.
const MOST_IN_A_ROW: usize = 60;

/// The worksheet of a comparison: paper beside the machine's list.
pub(super) fn comparison(w: &Words, contest: &Contest, of: &RiskWorksheet) -> Markup {
    let p = &w.print;
    let winner = contest.name(of.winner as u16);
    let draws = of.least_draws().unwrap_or(0);
    let gaps = [
        ("winner", winner.to_owned()),
        ("contest", contest.title.clone()),
        ("lead", of.lead.to_string()),
        ("n", of.ballots.to_string()),
        ("limit", of.limit.decimals()),
        ("percent", percent(of.limit)),
        ("agree", of.multiplier(0).decimals()),
        ("draws", draws.to_string()),
        ("most", (2 * draws).to_string()),
    ];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        section {
            h2 id={ "risk-" (contest.id) } { (fill(p.risk_heading, &gaps)) }
            p { (fill(p.risk_claim, &gaps)) }
            ol {
                li { (p.step_check) }
                li { (p.step_start) }
                li { (p.step_draw) }
                li { (p.step_multiply) }
                li { (fill(p.step_stop, &gaps)) }
                li { (fill(p.step_hand, &gaps)) }
            }
            (scrolled(p.multipliers_caption, &multipliers(w, winner, of)))
            p { (fill(p.risk_agree, &gaps)) }
            (scrolled(p.row_caption, &in_a_row(w, of)))
            p.note { (fill(p.risk_why, &gaps)) }
        }
    }
}

/// Pairs of columns in the table of ballots that agree.
const COLUMNS: usize = 4;

/// The risk after each number of ballots that all agree.
fn in_a_row(w: &Words, of: &RiskWorksheet) -> Markup {
    let p = &w.print;
    let most = of.least_draws().unwrap_or(0).min(MOST_IN_A_ROW);
    let rows = most.div_ceil(COLUMNS);
    html! {
        table {
            caption { (p.row_caption) }
            thead { tr { @for _ in 0..COLUMNS { th.n scope="col" { (p.head_in_a_row) } th.n scope="col" { (p.head_risk) } } } }
            tbody {
                @for row in 1..=rows {
                    tr {
                        @for draws in (0..COLUMNS).map(|column| column * rows + row) {
                            @if draws <= most { td.n { (draws) } td.n { (of.all_agree(draws).decimals()) } }
                            @else { td {} td {} }
                        }
                    }
                }
            }
        }
    }
}

/// The multiplier for each pair of readings.
fn multipliers(w: &Words, winner: &str, of: &RiskWorksheet) -> Markup {
    let p = &w.print;
    let named = |text| fill(text, &[("winner", winner)]);
    let rows = [
        (RecordSays::Winner, named(p.machine_winner)),
        (RecordSays::Other, p.machine_other.to_owned()),
        (RecordSays::Nobody, p.machine_nobody.to_owned()),
    ];
    let same = if of.is_of_two { p.paper_same_of_two } else { p.paper_same };
    let columns = [
        (PaperSays::Winner, named(p.paper_winner)),
        (PaperSays::SameOther, same.to_owned()),
        (PaperSays::Other, p.paper_other.to_owned()),
        (PaperSays::Nobody, p.paper_nobody.to_owned()),
    ];
    let can_be = |record, paper| match (record, paper) {
        (RecordSays::Other, PaperSays::Other) => !of.is_of_two,
        (RecordSays::Winner | RecordSays::Nobody, PaperSays::SameOther) => false,
        _ => true,
    };
    html! {
        table.wide {
            caption { (p.multipliers_caption) }
            thead { tr { th scope="col" { (p.head_machine) } @for (_, text) in &columns { th.n scope="col" { (text) } } } }
            tbody {
                @for (record, text) in &rows {
                    tr {
                        th scope="row" { (text) }
                        @for (paper, _) in &columns {
                            td.n {
                                @if can_be(*record, *paper) {
                                    "× " (of.multiplier(of.overstatement(*record, *paper)).decimals())
                                } @else { "–" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The worksheet of a poll: the paper alone.
pub(super) fn poll(w: &Words, contest: &Contest, of: &RiskWorksheet) -> Markup {
    let p = &w.print;
    let winner = contest.name(of.winner as u16);
    let gaps = [("winner", winner), ("contest", &contest.title), ("limit", &of.limit.decimals())];
    html! {
        section {
            h2 id={ "poll-" (contest.id) } { (fill(p.poll_heading, &gaps)) }
            p { (fill(p.poll_claim, &gaps)) }
            ol {
                li { (p.poll_start) }
                li { (p.poll_draw) }
                li { (fill(p.poll_stop, &gaps)) }
            }
            (scrolled(p.poll_caption, &poll_table(w, contest, of, &gaps)))
        }
    }
}

fn poll_table(w: &Words, contest: &Contest, of: &RiskWorksheet, gaps: &[(&str, &str)]) -> Markup {
    let p = &w.print;
    html! {
        table.wide {
            caption { (p.poll_caption) }
            thead { tr {
                th scope="col" { (p.head_against) }
                th.n scope="col" { (fill(p.vote_for_winner, gaps)) }
                th.n scope="col" { (p.vote_for_loser) } th.n scope="col" { (p.vote_for_others) }
            } }
            tbody {
                @for poll in &of.polls {
                    tr {
                        th scope="row" { (contest.name(poll.loser as u16)) }
                        td.n { "× " (poll.winner_vote.decimals()) } td.n { "× " (poll.loser_vote.decimals()) }
                        td.n { "× 1" }
                    }
                }
            }
        }
    }
}

/// A limit in percent, with the decimals it needs.
pub(super) fn percent(limit: Multiplier) -> String {
    let hundredths = limit.0 * 100 / (WHOLE / 100);
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
