//! A count of rankings on a terminal: a column for each round, ties, margins, and the statements with what each rules out.

use std::fmt::Write as _;

use super::layout::table;
use super::page::Page;
use super::ranked_words::{bounds, claim_says, column_votes, course, laws, margins, proves, says, ties, what_elects};
use super::words::{Words, fill};
use crate::election::Contest;
use crate::number_format::grouped;
use crate::reason::Reason;
use crate::simulation::{ContestRun, RankedProof, RunoffStatements};
use crate::social_choice::irv_claims::EndingFate;
use crate::social_choice::ranked::{RankedCount, RankedRound};
use crate::social_choice::stv_claims::StvClaims;

/// Statements that are listed on a terminal.
const LISTED: usize = 12;

/// Most rounds side by side: of more, the first and the last ones.
const MOST_ROUNDS: usize = 6;

/// The same where votes have decimal places.
const MOST_ROUNDS_OF_PARTS: usize = 4;

/// The rounds of the paper, how close it was, and what an audit has to prove.
pub(super) fn rounds(it: &ContestRun, page: Page, out: &mut String) {
    let Some(of) = &it.rounds else { return };
    let (w, contest, count) = (page.words(), &it.contest, &of.paper);
    out.push('\n');
    match count.quota {
        None => page.paragraph(out, "  ", w.runoff.rounds_of_paper),
        Some(quota) => page.paragraph(out, "  ", &what_elects(w, count, quota)),
    }
    out.push_str(&columns(w, contest, count));
    if count.quota.is_some() {
        for line in course(w, contest, count) {
            page.item(out, &line);
        }
    }
    for line in laws(w, contest).into_iter().chain(ties(w, contest, count)) {
        page.paragraph(out, "  ", &line);
    }
    match &of.proof {
        RankedProof::Runoff { margin, statements: known } => {
            for line in margins(w, margin.as_ref(), known.as_ref().ok()) {
                page.paragraph(out, "  ", &line);
            }
            match known {
                Err(why) => page.paragraph(out, "  ", &fill(w.runoff.no_statements, &[("why", &w.reason(why))])),
                Ok(known) => statements(contest, known, page, out),
            }
        }
        RankedProof::Transfers { known, unproven, at_most } => {
            let unproven = unproven.as_ref();
            for line in bounds(w, contest, (known.as_ref().ok(), unproven), *at_most) {
                page.paragraph(out, "  ", &line);
            }
            match known {
                Err(why) => page.paragraph(out, "  ", &fill(w.runoff.no_statements, &[("why", &w.reason(why))])),
                Ok(known) => claims(contest, known, unproven, page, out),
            }
        }
    }
}

/// Units of a vote that a round has lost in one way, or needs to elect.
type UnitsOf = fn(&RankedRound) -> u128;

/// A row for each candidate, last out first, a column for each round.
pub(super) fn columns(w: &Words, contest: &Contest, count: &RankedCount) -> String {
    let all = count.rounds.len();
    let is_whole = !column_votes(count, 0).contains('.');
    let (most, first) = if is_whole { (MOST_ROUNDS, 2) } else { (MOST_ROUNDS_OF_PARTS, 1) };
    let shown: Vec<usize> =
        if all <= most { (0..all).collect() } else { (0..first).chain(all + first - most..all).collect() };
    let mut order: Vec<usize> = (0..contest.candidates.len()).collect();
    let elected =
        |candidate: &usize| count.elected.iter().position(|&it| usize::from(it) == *candidate).unwrap_or(usize::MAX);
    let stays = |candidate: &usize| count.rounds.iter().filter(|round| round.tallies[*candidate].is_some()).count();
    let last = |candidate: &usize| count.rounds.iter().rev().find_map(|round| round.tallies[*candidate]).unwrap_or(0);
    order.sort_by_key(|it| (elected(it), std::cmp::Reverse((stays(it), last(it))), *it));
    let mut header = vec![w.runoff.candidate.to_owned()];
    header.extend(shown.iter().map(|round| fill(w.runoff.round, &[("n", &(round + 1).to_string())])));
    let mut rows = vec![header];
    for candidate in order {
        let mut row = vec![contest.candidates[candidate].clone()];
        row.extend(shown.iter().map(|&round| match count.rounds[round].tallies[candidate] {
            Some(units) => column_votes(count, units),
            None => "–".to_owned(),
        }));
        rows.push(row);
    }
    let lost: [(&str, UnitsOf); 4] = [
        (w.runoff.inactive, |round| round.inactive.total()),
        (w.runoff.quota, |round| round.threshold),
        (w.runoff.final_surplus, |round| round.final_surplus),
        (w.runoff.cut_off, |round| round.residual),
    ];
    for (at, (head, units)) in lost.into_iter().enumerate() {
        let is_told = match at {
            0 => true,
            1 => count.quota_falls(),
            _ => count.rounds.iter().any(|round| units(round) > 0),
        };
        if is_told {
            let mut row = vec![head.to_owned()];
            row.extend(shown.iter().map(|&round| column_votes(count, units(&count.rounds[round]))));
            rows.push(row);
        }
    }
    let columns = rows[0].len();
    table(rows, 1..columns)
}

/// The statements of a count with transfers.
fn claims(contest: &Contest, known: &StvClaims, unproven: Option<&Reason>, page: Page, out: &mut String) {
    let w = page.words();
    for line in proves(w, contest, known, unproven) {
        page.paragraph(out, "  ", &line);
    }
    for (place, it) in known.claims.iter().enumerate().take(LISTED) {
        let gaps = [("n", &(place + 1).to_string()[..]), ("says", &claim_says(w, contest, it))];
        page.item(out, &fill(w.runoff.statement_only, &gaps));
    }
    if known.claims.len() > LISTED {
        let more = grouped((known.claims.len() - LISTED) as i64);
        page.item(out, &fill(w.runoff.more_statements, &[("n", &more)]));
    }
}

fn statements(contest: &Contest, known: &RunoffStatements, page: Page, out: &mut String) {
    let w = page.words();
    let number = grouped(known.claims.claims.len() as i64);
    page.paragraph(out, "  ", &fill(w.runoff.statements, &[("n", &number)]));
    for (place, it) in known.claims.claims.iter().enumerate().take(LISTED) {
        let ends: Vec<String> = ruled_out(contest, known, place).into_iter().take(3).collect();
        let said = says(w, contest, it.claim, (it.winner_tally, it.loser_tally));
        let gaps = [("n", &(place + 1).to_string()[..]), ("says", &said), ("endings", &ends.join("; "))];
        page.item(out, &fill(if ends.is_empty() { w.runoff.statement_only } else { w.runoff.statement }, &gaps));
    }
    if known.claims.claims.len() > LISTED {
        let more = grouped((known.claims.claims.len() - LISTED) as i64);
        page.item(out, &fill(w.runoff.more_statements, &[("n", &more)]));
    }
    let _ = writeln!(out);
}

/// The endings that a statement rules out first, "Ben last, Cem before": the last one comes first.
fn ruled_out(contest: &Contest, known: &RunoffStatements, claim: usize) -> Vec<String> {
    let tree = &known.explanation;
    let by_it =
        |place: &usize| matches!(&tree.nodes[*place].fate, EndingFate::RuledOut(by) if by.first() == Some(&claim));
    let ending = |place: usize| {
        let names: Vec<&str> = tree.ending(place).into_iter().map(|candidate| contest.name(candidate)).collect();
        format!("… {}", names.join(" → "))
    };
    (0..tree.nodes.len()).filter(by_it).map(ending).collect()
}
