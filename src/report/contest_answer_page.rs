//! A contest that was asked about, for people: who won, the rounds, what an audit has to prove, and how close it was.

use super::page::Page;
use super::ranked_page::columns;
use super::ranked_words::{course, ties};
use super::words::fill;
use crate::election::{CandidateIndex, Contest};
use crate::number_format::grouped;
use crate::social_choice::{ContestAnswer, SETTLED_BY_LOTS, goes_on};

/// Statements that are listed.
const LISTED: usize = 20;

/// What is known of a contest.
pub fn contest_in_words(contest: &Contest, answer: &ContestAnswer, page: Page) -> String {
    let (w, own) = (page.words(), &page.words().answered);
    let names = |list: &[CandidateIndex]| list.iter().map(|&it| contest.name(it)).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    let outcome = &answer.outcome;
    if outcome.winners.is_empty() && outcome.tied.is_empty() {
        page.paragraph(&mut out, "", own.nobody);
    }
    if !outcome.winners.is_empty() {
        let gaps = [("n", &outcome.winners.len().to_string()[..]), ("names", &names(&outcome.winners))];
        page.paragraph(
            &mut out,
            "",
            &fill(if goes_on(contest, outcome) { own.second_round } else { own.elected }, &gaps),
        );
    }
    if !outcome.tied.is_empty() {
        let says = if SETTLED_BY_LOTS.contains(&contest.rule.0) { own.tied } else { own.tied_by_law };
        page.paragraph(&mut out, "", &fill(says, &[("names", &names(&outcome.tied))]));
    }
    let mut told: Vec<CandidateIndex> = outcome.winners.iter().chain(&outcome.tied).copied().collect();
    told.sort_unstable();
    if !answer.possible.is_empty() && answer.possible != told {
        page.paragraph(&mut out, "", &fill(own.possible, &[("names", &names(&answer.possible))]));
    }
    if let Some(count) = &answer.rounds {
        out.push('\n');
        out.push_str(&columns(w, contest, count));
        if count.quota.is_some() {
            for line in course(w, contest, count) {
                page.item(&mut out, &line);
            }
        }
        for line in ties(w, contest, count) {
            page.paragraph(&mut out, "", &line);
        }
    }
    out.push('\n');
    // That no changed ballot is needed for the same winners says nothing.
    if let Some(changed) = answer.changed.filter(|changed| changed.least > u64::from(!changed.is_exact)) {
        let says = if changed.is_exact { own.changed } else { own.changed_at_least };
        page.paragraph(&mut out, "", &fill(says, &[("n", &grouped(changed.least as i64))]));
    }
    if let Some(most) = answer.at_most.filter(|_| answer.changed.is_none_or(|changed| !changed.is_exact)) {
        page.paragraph(&mut out, "", &fill(own.changed_at_most, &[("n", &grouped(most as i64))]));
    }
    match &answer.statements {
        Err(why) => page.paragraph(&mut out, "", &fill(own.no_statements, &[("why", &w.reason(why))])),
        Ok(all) if all.is_empty() => page.paragraph(&mut out, "", own.uncontested),
        Ok(all) => {
            page.paragraph(&mut out, "", &fill(own.statements, &[("n", &grouped(all.len() as i64))]));
            for it in all.iter().take(LISTED) {
                let says = w.reason(&it.assertion.says(contest));
                page.item(&mut out, &fill(own.statement, &[("says", &says), ("margin", &grouped(it.margin))]));
            }
            if all.len() > LISTED {
                let more = grouped((all.len() - LISTED) as i64);
                page.item(&mut out, &fill(w.runoff.more_statements, &[("n", &more)]));
            }
        }
    }
    out
}
