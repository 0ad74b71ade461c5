//! Attacks as a page: how often each method confirmed the lie, against what it promises.

use maud::{Markup, html};

use super::axis::{Axis, pct};
use super::cells::{Pointer, about, in_percent, or_dash, percent};
use super::chart_lead::label;
use super::chart_strips::{interval, trials};
use super::frame::{PageOrigin, heads, origin, page, wide_table};
use super::run_audits::promise;
use super::words::{Language, Words, fill};
use crate::number_format::grouped;
use crate::reason::Reason;
use crate::report::attack_page::{counted_at_once, refusals, verdict, what_is_tried};
use crate::report::phrases::shown_name;
use crate::report::trials_line::attacks_say;
use crate::report::{option, quoted};
use crate::simulation::TrialsRow;
use crate::simulation::adversary::{AttackCell, AttackTable};

/// Pixels of one method.
const STEP: usize = 44;

/// The page of attacks.
pub fn attacked(all: &AttackTable, language: &Language) -> String {
    let w = language.words;
    let n = grouped(all.trials as i64);
    let title = fill(w.attack.title, &[("scenario", shown_name(&all.name)), ("n", &n)]);
    let from = PageOrigin {
        scenario: (&all.name, &all.sha256),
        seed: &all.seed,
        again: (all.name != "-").then(|| command(all, language)),
        ballots: w.ballots_are_synthetic,
    };
    let broken = all.cells.iter().any(|cell| all.is_broken(cell));
    let limited = all.cells.iter().any(|cell| cell.came_to.as_ref().is_ok_and(|row| row.risk_limit.is_some()));
    let lines = |text: String| text.lines().map(str::trim).map(str::to_owned).collect::<Vec<_>>();
    let body = html! {
        h1 { (title) }
        p.question { (what_is_tried(w, all)) }
        div.banner {
            @let headline = all.headline();
            @let mark = match () {
                () if !headline.fooled.is_empty() || !headline.stands.is_empty() => "✗",
                () if headline.hardly_tried.is_some() => "○",
                () => "✓",
            };
            @for line in attacks_say(w, all, &headline) {
                p {
                    span.mark aria-hidden="true" { (mark) }
                    (line)
                }
            }
            @for line in lines(verdict(w, all)) {
                p {
                    @if limited { span.mark aria-hidden="true" { (if broken { "✗" } else { "✓" }) } }
                    (line)
                }
            }
        }
        dl.facts { (trials(w, all.trials)) }
        section {
            h2 id="worst" { (w.attack.worst_heading) }
            (chart(w, all))
        }
        section {
            h2 id="attacks" { (w.attack.attacks_heading) }
            ul { @for (name, says) in attacks(all) { li { strong { (name) } ": " (w.reason(says)) "." } } }
            (table(w, all))
            @let notes = [lines(refusals(w, all)), lines(counted_at_once(w, all))].concat();
            @if !notes.is_empty() { ul { @for note in &notes { li { (note) } } } }
        }
        section {
            h2 id="promises" { (w.promises_heading) }
            ul {
                @for method in all.worst_of_each().iter().filter_map(|(cell, _)| all.registry.method(cell.method)) {
                    li { (fill(w.promise_of, &[("methods", method.name())])) " " (promise(w, method.promise())) }
                }
            }
        }
        (origin(w, &from))
    };
    page(language, &title, &body)
}

/// Every attack that was tried, once, with what it does.
fn attacks(all: &AttackTable) -> Vec<(&'static str, &Reason)> {
    let mut known: Vec<(&str, &Reason)> = Vec::new();
    for cell in all.cells.iter().filter(|cell| cell.came_to.is_ok()) {
        if known.last().is_none_or(|(name, _)| *name != cell.attack) {
            known.push((cell.attack, &cell.says));
        }
    }
    known
}

/// The command that makes the same page.
fn command(all: &AttackTable, language: &Language) -> String {
    let mut text = format!("recount simulate {} {}", quoted(&all.name), option("--of", &all.of));
    let (mut attacks, mut methods): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for cell in &all.cells {
        for (list, name, option) in [(&mut attacks, cell.attack, "--attack"), (&mut methods, cell.method, "--method")] {
            if !list.contains(&name) {
                list.push(name);
                text.push_str(&format!(" {option} {name}"));
            }
        }
    }
    let limit = all.cells.iter().filter_map(|cell| cell.came_to.as_ref().ok()).find_map(|row| row.risk_limit);
    text.extend(limit.map(|limit| format!(" --risk-limit {limit}")));
    let (trials, seed, lang) = (all.trials, option("--seed", &all.seed), language.asked());
    text + &format!(" --margin {} --trials {trials} {seed} --html attacks.html{lang}", all.lead)
}

/// Each method where it was worst: share, interval and promise.
fn chart(w: &Words, all: &AttackTable) -> Markup {
    let worst = all.worst_of_each();
    let x = Axis::even(0.0, 1.0, 1.5, 97.0);
    let bottom = worst.len() * STEP + 6;
    let share = |row: &TrialsRow| in_percent(row.confirmed_wrong.fraction(), 2);
    let described: Vec<String> = worst.iter().map(|(cell, row)| format!("{}: {}", cell.method, share(row))).collect();
    html! {
        figure {
            figcaption { (w.attack.worst_caption) }
            svg.chart role="img" aria-labelledby="worstt worstd" height=(bottom + 42) {
                title id="worstt" { (w.attack.worst_heading) }
                desc id="worstd" { (described.join("; ")) "." }
                @for at in x.ticks(5) {
                    @let place = x.place(at);
                    line.grid x1=(pct(place)) x2=(pct(place)) y1="0" y2=(bottom) {}
                    (label(&pct(place), place, bottom + 16, &in_percent(at, 0)))
                }
                @for (at, (cell, row)) in worst.iter().enumerate() {
                    @let (low, high) = row.confirmed_wrong.interval_among(all.tried());
                    @let (top, end) = (at * STEP, x.place(row.confirmed_wrong.fraction()));
                    text.strong.halo x="0" y=(top + 15) { (cell.method) }
                    text.halo x="100%" y=(top + 15) text-anchor="end" { (share(row)) }
                    rect x="1.5%" width=(pct((end - 1.5).max(0.15))) y=(top + 21) height="14" fill="url(#fill-a)" stroke="#2d2c29" {}
                    line.thick x1=(pct(x.place(low))) x2=(pct(x.place(high))) y1=(top + 28) y2=(top + 28) {}
                    @if let Some(limit) = row.risk_limit {
                        line.rule x1=(pct(x.place(limit))) x2=(pct(x.place(limit))) y1=(top + 18) y2=(top + 38) {}
                    }
                }
                line.axis x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
                text.small x="50%" y=(bottom + 34) text-anchor="middle" { (w.share_of_trials) }
            }
        }
    }
}

fn table(w: &Words, all: &AttackTable) -> Markup {
    let measured = all.cells.iter().any(|cell| cell.came_to.as_ref().is_ok_and(|row| row.measured_only.hits > 0));
    let mut numbers = vec![w.confirmed_wrong, w.interval, w.attack.all_cells, w.promise, w.full_counts];
    numbers.extend(measured.then_some(w.audits.measured));
    numbers.extend([w.cards_mean, w.cards_most]);
    let head = heads(&[w.attack.attack_head, w.contest, w.method], &numbers, &[]);
    let tried: Vec<(usize, &AttackCell, &TrialsRow)> = all
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| cell.came_to.as_ref().ok().map(|row| (at, cell, row.as_ref())))
        .collect();
    let body = html! {
        @for cells in tried.chunk_by(|one, next| (one.1.attack, one.1.contest) == (next.1.attack, next.1.contest)) {
            @for (place, (at, cell, row)) in cells.iter().enumerate() {
                @let at = Pointer::root().key("attacks").key(at);
                @let wrong = row.confirmed_wrong.fraction();
                tr {
                    @if place == 0 {
                        th scope="rowgroup" rowspan=(cells.len()) { (cell.attack) }
                        td rowspan=(cells.len()) { (all.contests[cell.contest].title) }
                    }
                    td { (cell.method) }
                    td.n.bar style={ "--share:" (wrong) } { (percent(&at.key("confirmed_wrong"), wrong, 2)) }
                    td.n { (interval(w, &at.key("confirmed_wrong_interval95"), row.confirmed_wrong.interval95())) }
                    td.n { (interval(w, &at.key("interval_simultaneous99"), row.confirmed_wrong.interval_among(all.tried()))) }
                    td.n { (or_dash(row.risk_limit, |limit| html! { "≤ " (percent(&at.key("risk_limit"), limit, 1)) })) }
                    td.n { (percent(&at.key("full_hand_count"), row.full_hand_count.fraction(), 2)) }
                    @if measured { td.n { (percent(&at.key("measured_only"), row.measured_only.fraction(), 2)) } }
                    td.n { (about(&at.key("cards").key("mean"), row.cards.mean)) }
                    td.n { (about(&at.key("cards").key("quantiles").key("0.9"), row.cards.quantiles[4])) }
                }
            }
        }
    };
    wide_table("attacks-table", &fill(w.attack.table_caption, &[("stage", &all.of)]), &head, &body)
}
