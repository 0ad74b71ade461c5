//! An instant runoff on a terminal: a column for each round, the three margins, and the statements with what each rules out.

use std::fmt::Write as _;

use super::layout::table;
use super::page::Page;
use super::ranked_words::{margins, says};
use super::words::{Words, fill};
use crate::election::Contest;
use crate::number_format::grouped;
use crate::simulation::{ContestRun, RunoffStatements};
use crate::social_choice::irv_claims::EndingFate;
use crate::social_choice::ranked::irv::IrvCount;

/// Statements that are listed on a terminal.
const LISTED: usize = 12;

/// Most rounds side by side: of more, the first and the last ones.
const MOST_ROUNDS: usize = 6;

/// The rounds of the paper, its margin, and the statements of an audit.
pub(super) fn runoff(it: &ContestRun, page: Page, out: &mut String) {
    let Some(runoff) = &it.runoff else { return };
    let (w, contest) = (page.words(), &it.contest);
    out.push('\n');
    page.paragraph(out, "  ", w.runoff.rounds_of_paper);
    out.push_str(&rounds(w, contest, &runoff.paper));
    for tie in &runoff.paper.ties {
        let names: Vec<&str> = tie.tied.iter().map(|&candidate| contest.name(candidate)).collect();
        let (round, names) = ((tie.round + 1).to_string(), names.join(", "));
        let said = match tie.chosen {
            Some(chosen) => {
                let gaps = [("round", &round[..]), ("names", &names), ("who", contest.name(chosen))];
                fill(if tie.is_to_elect { w.runoff.tie_elected } else { w.runoff.tie_out }, &gaps)
            }
            None => fill(w.runoff.tie_open, &[("round", &round), ("names", &names)]),
        };
        page.paragraph(out, "  ", &said);
    }
    for line in margins(w, runoff) {
        page.paragraph(out, "  ", &line);
    }
    match &runoff.statements {
        Err(why) => page.paragraph(out, "  ", &fill(w.runoff.no_statements, &[("why", &w.reason(why))])),
        Ok(known) => statements(contest, known, page, out),
    }
}

/// A row for each candidate, last out first, a column for each round.
fn rounds(w: &Words, contest: &Contest, count: &IrvCount) -> String {
    let all = count.rounds.len();
    let shown: Vec<usize> = if all <= MOST_ROUNDS { (0..all).collect() } else { (0..2).chain(all - 4..all).collect() };
    let mut order: Vec<usize> = (0..contest.candidates.len()).collect();
    let stays = |candidate: &usize| count.rounds.iter().filter(|round| round.tallies[*candidate].is_some()).count();
    let last = |candidate: &usize| count.rounds.iter().rev().find_map(|round| round.tallies[*candidate]).unwrap_or(0);
    order.sort_by_key(|candidate| (std::cmp::Reverse((stays(candidate), last(candidate))), *candidate));
    let mut header = vec![w.runoff.candidate.to_owned()];
    header.extend(shown.iter().map(|round| fill(w.runoff.round, &[("n", &(round + 1).to_string())])));
    let mut rows = vec![header];
    for candidate in order {
        let mut row = vec![contest.candidates[candidate].clone()];
        row.extend(shown.iter().map(|&round| match count.rounds[round].tallies[candidate] {
            Some(votes) => grouped(votes as i64),
            None => "–".to_owned(),
        }));
        rows.push(row);
    }
    let mut inactive = vec![w.runoff.inactive.to_owned()];
    inactive.extend(shown.iter().map(|&round| grouped(count.rounds[round].inactive.total() as i64)));
    rows.push(inactive);
    let columns = rows[0].len();
    table(rows, 1..columns)
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
