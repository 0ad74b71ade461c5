//! Count by count: the waterfall and the table of every contest.

use maud::{Markup, html};

use super::cells::{Pointer, count, signed, whole};
use super::chart_lead::leads;
use super::count_row::{CountRow, ahead, ahead_in_words};
use super::frame::{in_english, wide_table};
use super::words::{Words, fill};
use crate::report::first_line::{ballots as ballots_off, lost_votes};
use crate::report::phrases::{first_word, has_lead, names};
use crate::report::ranked_words::changed;
use crate::scenario::{CountedBy, StageText};
use crate::simulation::ElectionRun;

/// Most contests that are shown with a chart and a table.
pub(super) const SHOWN_FULLY: usize = 16;

/// Most candidates that get a column of their own.
const MOST_COLUMNS: usize = 8;

/// All counts of one contest in order of time, then the paper.
fn rows<'a>(w: &'a Words, run: &'a ElectionRun, contest: usize) -> Vec<CountRow<'a>> {
    let it = &run.contests[contest];
    let here = Pointer::root().key("contests").key(contest);
    let mut rows: Vec<CountRow<'_>> = Vec::new();
    for (at, (stage, text)) in it.stages.iter().zip(&run.scenario.stage).enumerate() {
        rows.push(CountRow {
            name: &text.id,
            stage: Some(text),
            tally: &stage.tally,
            outcome: &stage.outcome,
            aside: Some(stage.set_aside),
            at: here.key("stages").key(at),
        });
    }
    let row = |name, tally, outcome, at| CountRow { name, stage: None, tally, outcome, aside: None, at };
    if let Some((wanted, outcome)) = &it.wanted {
        rows.push(row(w.voters_wanted, wanted, outcome, here.key("true").key("wanted")));
    }
    rows.push(row(w.paper_says, &it.paper, &it.right, here.key("true")));
    rows
}

/// Every contest of a run.
pub(super) fn counts(w: &Words, run: &ElectionRun) -> Markup {
    html! {
        section {
            h2 id="counts" { (w.counts_heading) }
            p.note { (w.counts_note) }
            @for contest in 0..run.contests.len().min(SHOWN_FULLY) { (one(w, run, contest)) }
            @if run.contests.len() > SHOWN_FULLY {
                h3 { (w.other_contests) }
                ul {
                    @for (at, it) in run.contests.iter().enumerate().skip(SHOWN_FULLY) {
                        li { (it.contest.title) ": " (ahead_in_words(w, it, &it.paper, &it.right)) ". " (first_word(w, run.headline(at).first_word)) "." }
                    }
                }
            }
        }
    }
}

fn one(w: &Words, run: &ElectionRun, contest: usize) -> Markup {
    let it = &run.contests[contest];
    let rows = rows(w, run, contest);
    let ballots = crate::number_format::grouped(it.paper.ballots);
    let batches = crate::number_format::grouped(it.batches as i64);
    let seats = it.contest.seats.to_string();
    let allowed = it.contest.votes_allowed.to_string();
    html! {
        h3 id={ "contest" (contest) } { (it.contest.title) }
        p.note {
            (fill(w.on_paper, &[("ballots", &ballots), ("batches", &batches)]))
            @if it.contest.seats > 1 { " " (fill(w.vote_for, &[("allowed", &allowed), ("seats", &seats)])) }
            " " (lost_votes(w, it))
        }
        @if has_lead(&it.contest) {
            figure {
                figcaption { (w.lead_caption) }
                (leads(w, contest, it, &rows))
            }
        }
        (table(w, run, contest, &rows))
        @if let Some(says) = changed(w, it) { p.note { (says) } }
        @if let Some(reason) = &it.decided_by { p { (fill(w.tie_on_paper, &[("why", &w.reason(reason))])) } }
        (super::ranked::rounds(w, contest, it))
        @let stage = |at: usize| fill(w.quote_on_page, &[("text", &run.scenario.stage[at].id)]);
        @for more in [true, false] {
            @if let Some(says) = ballots_off(w, &run.headline(contest), more, &stage) { p.note { (says) } }
        }
    }
}

fn table(w: &Words, run: &ElectionRun, id: usize, rows: &[CountRow<'_>]) -> Markup {
    let it = &run.contests[id];
    let several = it.contest.votes_allowed > 1;
    let any_off = !run.headline(id).ballots_off.is_empty();
    let mut order: Vec<usize> = (0..it.contest.candidates.len()).collect();
    order.sort_by_key(|&c| (std::cmp::Reverse(it.paper.votes[c]), c));
    let most = if order.len() <= MOST_COLUMNS + 1 { order.len() } else { MOST_COLUMNS };
    let rest = order.split_off(most);
    order.sort_unstable();
    let any_aside = rows.iter().any(|row| row.aside.is_some_and(|n| n != 0));
    let any_date = rows.iter().any(|row| row.stage.is_some_and(|stage| stage.date.is_some()));
    let head = html! {
        tr {
            th scope="col" { (w.count) }
            th scope="col" { (w.ahead) }
            th scope="col" { (w.counted_by) }
            @if any_date { th scope="col" { (w.date) } }
            @for &c in &order { th.n scope="col" { (it.contest.candidates[c]) } }
            @if !rest.is_empty() { th.n scope="col" { (w.others) } }
            th.n scope="col" { (w.undervotes) }
            th.n scope="col" { (w.overvotes) }
            @if several { th.n scope="col" { (w.no_vote) } th.n scope="col" { (w.too_many) } }
            @if any_aside { th.n scope="col" { (w.set_aside) } }
            @if any_off { th.n scope="col" { (w.ballots_counted) } }
        }
    };
    let cells = |row: &CountRow<'_>| {
        let whole_at = |key: &str, n: i64| whole(&row.at.key(key), n);
        html! {
            th scope="row" { (row.name) }
            td {
                @match ahead(w, it, row.tally, row.outcome) {
                    _ if !has_lead(&it.contest) => (names(w, &it.contest, row.outcome)),
                    Ok((who, margin, over)) => { (who) " " (signed(&row.at.key("margin"), margin)) " " (over) }
                    Err("tie") => (w.a_tie),
                    Err(_) => (w.nobody_loses),
                }
            }
            td { @if let Some(stage) = row.stage { (by(w, stage, &it.contest.id)) } }
            @if any_date { td.date { (row.stage.and_then(|stage| stage.date.as_deref()).unwrap_or_default()) } }
            @for &c in &order { td.n { (whole(&row.at.key("tally").key(&it.contest.candidates[c]), row.tally.votes[c])) } }
            @if !rest.is_empty() { td.n { (crate::number_format::grouped(rest.iter().map(|&c| row.tally.votes[c]).sum())) } }
            td.n { (whole_at("undervotes", row.tally.undervotes(&it.contest))) }
            td.n { (whole_at("overvotes", row.tally.overvotes(&it.contest))) }
            @if several {
                td.n { (whole_at("blank", row.tally.blank)) }
                td.n { (whole_at("overvoted", row.tally.overvoted)) }
            }
            @if any_aside { td.n { @if let Some(n) = row.aside { (whole_at("set_aside", n)) } } }
            @if any_off { td.n { (whole_at("ballots", row.tally.ballots + row.aside.unwrap_or(0))) } }
        }
    };
    let body = html! {
        @for row in rows {
            @if row.stage.is_some() { tr { (cells(row)) } } @else { tr.paper { (cells(row)) } }
        }
    };
    wide_table(&format!("counts{id}"), &fill(w.counts_caption, &[("contest", &it.contest.title)]), &head, &body)
}

fn by(w: &Words, stage: &StageText, contest: &str) -> &'static str {
    if !stage.counts_contest(contest) {
        return w.by_stands;
    }
    match stage.by {
        CountedBy::Machine => w.by_machine,
        CountedBy::Hand => w.by_hand,
        CountedBy::Ruling => w.by_ruling,
    }
}

/// A few numbers about the whole election.
pub(super) fn facts(w: &Words, run: &ElectionRun) -> Markup {
    let root = Pointer::root();
    html! {
        dl.facts {
            div { dt { (w.ballots_on_paper) } dd { (count(&root.key("ballots"), run.ballots)) } }
            div { dt { (w.batches) } dd { (count(&root.key("batches"), run.batches)) } }
            div { dt { (w.contests) } dd { (run.contests.len()) } }
            div { dt { (w.counts_made) } dd { (run.stages.len()) } }
        }
        @if let Some(story) = &run.scenario.story { p { (in_english(story)) } }
    }
}
