//! A sweep as a page: the effect of each setting on the cards, and how audits end, cell by cell.

use maud::{Markup, html};

use super::cells::{Pointer, about, count, dollars, or_dash, percent};
use super::chart_strips::{Strip, strips};
use super::frame::{PageOrigin, heads, in_english, origin, page, wide_table};
use super::sweep_rows::{Axes, KeptRows, ShownRow};
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::report::sweep_line::sweep_says;
use crate::report::{SweepHead, TableRow};
use crate::simulation::headline::SweepHeadline;

/// Most contests that are shown with charts and a table.
const TOLD_CONTESTS: usize = 6;

/// Most strips of one chart, and of all charts of a page.
const MOST_STRIPS: usize = 40;
const STRIPS: usize = 240;

/// The page of a sweep. `rows` come in the order of the cells, `question` is the grid's question, where there is one,
/// and `again` is the command that makes the page.
///
/// # Errors
/// The first error among the rows.
pub fn swept<E>(
    head: &SweepHead,
    question: Option<&str>,
    again: String,
    cells: impl Iterator<Item = Result<Vec<TableRow>, E>>,
    language: &Language,
) -> Result<String, E> {
    let (w, axes) = (language.words, head.axes());
    let mut kept = KeptRows::default();
    for (cell, rows) in cells.enumerate() {
        kept.observe(&axes, cell, rows?);
    }
    let n = grouped(head.cells as i64);
    let title = fill(w.sweep.title, &[("grid", &head.grid), ("n", &n)]);
    let from = PageOrigin {
        scenario: (&head.grid, &head.sha256_of_grid),
        seed: &head.seed,
        again: Some(again),
        ballots: w.ballots_are_synthetic,
    };
    let body = html! {
        h1 { (title) }
        p.question {
            @match question {
                Some(question) if !question.is_empty() => { (in_english(question)) }
                _ => { (fill(w.sweep.question, &[("scenario", &head.scenario)])) }
            }
        }
        (banner(w, head, &kept.headline))
        dl.facts {
            div { dt { (w.sweep.cells) } dd { (count(&Pointer::root().key("cells"), head.cells as u64)) } }
            div { dt { (w.sweep.trials_each) } dd { (count(&Pointer::root().key("trials"), head.trials)) } }
            div { dt { (w.sweep.scenario) } dd { (head.scenario) } }
            div { dt { (w.methods) } dd { (kept.methods.len()) } }
        }
        @for at in 0..axes.len() { (axis(w, &axes, at, &kept)) }
        section {
            h2 id="cells" { (w.sweep.cells_heading) }
            p.note { (w.sweep.cells_note) }
            @for (id, contest) in kept.contests.iter().take(TOLD_CONTESTS).enumerate() { (table(w, &axes, id, contest, &kept)) }
            @if head.cells > kept.cells_shown {
                p.note { (fill(w.sweep.cells_more, &[("n", &grouped((head.cells - kept.cells_shown) as i64))])) }
            }
        }
        (origin(w, &from))
    };
    Ok(page(language, &title, &body))
}

/// The headline: which methods confirmed a wrong outcome, then the promises.
fn banner(w: &Words, head: &SweepHead, of: &SweepHeadline) -> Markup {
    html! {
        div.banner {
            @for (at, line) in sweep_says(w, head, of).into_iter().enumerate() {
                p {
                    @if of.wrong > 0 && at == 0 {
                        span.mark aria-hidden="true" { (if of.confirmed_wrong + of.wrong_measured_only + of.miscounted == 0 { "✓" } else { "✗" }) }
                    }
                    (line)
                }
            }
        }
    }
}

/// The effect of one axis while the others stay at their first value.
fn axis(w: &Words, axes: &Axes<'_>, at: usize, kept: &KeptRows) -> Markup {
    let axis = axes.name(at);
    let charts = axes.len() * kept.contests.len().min(TOLD_CONTESTS);
    let most = (STRIPS / charts.max(1)).clamp(1, MOST_STRIPS);
    let rest: Vec<String> = (0..axes.len()).filter(|&other| other != at).map(|other| axes.setting(other, 0)).collect();
    let rest = if rest.is_empty() { "–".to_owned() } else { rest.join("; ") };
    let gaps = [("axis", axis), ("rest", &rest)];
    html! {
        section {
            h2 id={ "axis" (at) } { (fill(w.sweep.axis_heading, &gaps)) }
            p.note { (fill(w.sweep.axis_note, &gaps)) }
            @for (id, contest) in kept.contests.iter().take(TOLD_CONTESTS).enumerate() {
                @let all = kept.along(axes, at, contest);
                @let names: Vec<String> = all.iter().map(|row| format!("{}, {}", row.method, axes.value(at, row.cell))).collect();
                @let strip = |(name, row)| { let (name, row): (&String, &&ShownRow) = (name, row); Strip { name, cards: &row.cards, at: row.at.key("cards").laid() } };
                @let (shown, more) = (all.len().min(most), all.len().saturating_sub(most));
                @let drawn: Vec<Strip<'_>> = names.iter().zip(&all).take(shown).map(strip).collect();
                @if !drawn.is_empty() {
                    @let title = fill(w.sweep.axis_title, &[("contest", contest), ("axis", axis)]);
                    h3 { (title) }
                    (strips(w, w.sweep.axis_caption, &format!("axis{at}-{id}"), &title, &drawn))
                    @if more > 0 { p.note { (fill(w.sweep.axis_more, &[("n", &grouped(more as i64))])) } }
                }
            }
        }
    }
}

/// Every cell and method of one contest.
fn table(w: &Words, axes: &Axes<'_>, id: usize, contest: &str, kept: &KeptRows) -> Markup {
    let named: Vec<&str> = (0..axes.len()).map(|at| axes.name(at)).collect();
    let texts = [&[w.sweep.cell], &named[..], &[w.method]].concat();
    let numbers = [
        w.sweep.cards_median,
        w.cards_most,
        w.confirmed_share,
        w.full_counts,
        w.noticed,
        w.confirmed_wrong,
        w.promise,
        w.hours_mean,
        w.cost_mean,
    ];
    let head = heads(&texts, &numbers, &[]);
    let rows: Vec<&ShownRow> = kept.shown.iter().filter(|row| row.contest == contest && row.in_table).collect();
    let body = html! {
        @for rows in rows.chunk_by(|one, next| one.cell == next.cell) {
            @for (place, row) in rows.iter().enumerate() {
                @let (cards, rest) = (row.at.key("cards").laid().key("quantiles"), |name: &str| row.at.key(name));
                tr {
                    @if place == 0 {
                        th scope="rowgroup" rowspan=(rows.len()) { (row.cell) }
                        @for at in 0..axes.len() { td rowspan=(rows.len()) { (axes.value(at, row.cell)) } }
                    }
                    td {
                        // A narrow page breaks the name between its words.
                        @for (at, word) in row.method.split('_').enumerate() { @if at > 0 { "_" wbr; } (word) }
                    }
                    td.n { (about(&cards.key("0.5"), row.cards.quantiles[2])) }
                    td.n { (about(&cards.key("0.9"), row.cards.quantiles[4])) }
                    td.n { (percent(&rest("confirmed"), row.confirmed, 1)) }
                    td.n.bar style=(bar(row.full_hand_count)) { (percent(&rest("full_hand_count"), row.full_hand_count, 1)) }
                    td.n { (percent(&rest("noticed"), row.noticed, 1)) }
                    @if row.right { td.n { "–" } }
                    @else { td.n.bar style=(bar(row.confirmed_wrong)) { (percent(&rest("confirmed_wrong"), row.confirmed_wrong, 1)) } }
                    td.n { (or_dash(row.limit, |limit| html! { "≤ " (percent(&rest("risk_limit"), limit, 1)) })) }
                    td.n { (about(&rest("hours_mean"), row.hours)) }
                    td.n { (dollars(&rest("cost_mean"), row.cost)) }
                }
            }
        }
    };
    wide_table(&format!("cells{id}"), &fill(w.sweep.cells_caption, &[("contest", contest)]), &head, &body)
}

/// The length of a bar behind a number, in percent.
fn bar(share: f64) -> String {
    format!("--share:{}", libm::round(share * 1e3) / 1e3)
}
