//! The counts on a terminal: a table for each contest, with the paper beside them.

use std::fmt::Write as _;

use super::first_line::{ballots, lost_votes};
use super::layout::table;
use super::lead::ahead;
use super::page::Page;
use super::words::fill;
use crate::number_format::grouped;
use crate::scenario::CountedBy;
use crate::simulation::ElectionRun;

/// Most candidates that get a column of their own.
const MOST_COLUMNS: usize = 8;

/// All counts of one contest beside the paper.
pub(super) fn counts(run: &ElectionRun, place: usize, page: Page, out: &mut String) {
    let (it, w) = (&run.contests[place], page.words());
    let seats = if it.contest.seats > 1 {
        let (allowed, seats) = (it.contest.votes_allowed.to_string(), it.contest.seats.to_string());
        fill(w.terminal.seats, &[("allowed", &allowed), ("seats", &seats)])
    } else {
        String::new()
    };
    let title = format!("{}{seats}", it.contest.title);
    page.heading(out, &title);
    let gaps = [("ballots", &grouped(it.paper.ballots)[..]), ("batches", &grouped(it.batches as i64))];
    let _ = writeln!(out, "  {}", fill(w.terminal.on_paper, &gaps));
    page.paragraph(out, "  ", &lost_votes(w, it));
    out.push('\n');
    let mut order: Vec<usize> = (0..it.contest.candidates.len()).collect();
    order.sort_by_key(|&c| (std::cmp::Reverse(it.paper.votes[c]), c));
    let shown = order.len().min(MOST_COLUMNS);
    let rest = &order[shown..];
    let mut shown: Vec<usize> = order[..shown].to_vec();
    shown.sort_unstable();
    let any_aside = it.stages.iter().any(|s| s.set_aside != 0);
    let any_off = !run.headline(place).ballots_off.is_empty();
    let mut header = vec![w.terminal.count.to_owned(), w.terminal.by.to_owned(), w.terminal.date.to_owned()];
    header.extend(shown.iter().map(|&c| it.contest.candidates[c].clone()));
    if !rest.is_empty() {
        header.push(w.terminal.others.to_owned());
    }
    header.push(w.terminal.no_vote.to_owned());
    if any_aside {
        header.push(w.terminal.set_aside.to_owned());
    }
    if any_off {
        header.push(w.terminal.ballots_counted.to_owned());
    }
    header.push(w.terminal.ahead.to_owned());
    let row = |head: [String; 3], tally: &crate::social_choice::Tally, aside: i64, ahead: String| {
        let mut row = head.to_vec();
        row.extend(shown.iter().map(|&c| grouped(tally.votes[c])));
        if !rest.is_empty() {
            row.push(grouped(rest.iter().map(|&c| tally.votes[c]).sum()));
        }
        row.push(grouped(tally.blank + tally.overvoted));
        if any_aside {
            row.push(grouped(aside));
        }
        if any_off {
            row.push(grouped(tally.ballots + aside));
        }
        row.push(ahead);
        row
    };
    let mut rows = vec![header];
    for (stage, text) in it.stages.iter().zip(&run.scenario.stage) {
        let by = match text.by {
            CountedBy::Machine => w.by_machine,
            CountedBy::Hand => w.terminal.hand,
            CountedBy::Ruling => w.by_ruling,
        };
        let by = if text.counts_contest(&it.contest.id) { by } else { w.by_stands };
        let head = [text.id.clone(), by.to_owned(), text.date.clone().unwrap_or_default()];
        rows.push(row(head, &stage.tally, stage.set_aside, ahead(w, it, &stage.tally, &stage.outcome)));
    }
    let head = [w.paper_says.to_owned(), String::new(), String::new()];
    rows.push(row(head, &it.paper, 0, ahead(w, it, &it.paper, &it.right)));
    if let Some((wanted, outcome)) = &it.wanted {
        let head = [w.voters_wanted.to_owned(), String::new(), String::new()];
        rows.push(row(head, wanted, 0, ahead(w, it, wanted, outcome)));
    }
    let last = rows[0].len() - 1;
    out.push_str(&table(rows, 3..last));
    let stage = |at: usize| fill(w.quote, &[("text", &run.scenario.stage[at].id)]);
    if let Some(says) = ballots(w, &run.headline(place), false, &stage) {
        page.paragraph(out, "  ", &says);
    }
    if let Some(says) = super::ranked_words::changed(w, it) {
        page.paragraph(out, "  ", &says);
    }
    if let Some(reason) = &it.decided_by {
        page.paragraph(out, "  ", &fill(w.tie_on_paper, &[("why", &w.reason(reason))]));
    }
    super::ranked_page::rounds(it, page, out);
}
