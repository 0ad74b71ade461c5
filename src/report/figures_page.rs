//! Figures on the terminal: published ones, or figures computed by hand, beside the model's.

use std::fmt::Write as _;

use super::layout::table;
use super::page::Page;
use super::words::fill;
use crate::number_format::grouped;
use crate::simulation::ElectionRun;

/// The table of figures, and their sources.
pub(super) fn figures(run: &ElectionRun, page: Page, out: &mut String) {
    if run.comparisons.is_empty() {
        return;
    }
    let published = run.comparisons.iter().all(|c| c.source.is_some());
    let w = page.words();
    let kind = if published { w.terminal.published } else { w.terminal.expected };
    page.heading(out, if published { w.published_heading } else { w.by_hand_heading });
    let at = &w.terminal;
    let header = [at.count, at.contest, at.figure, kind, at.model, "", at.source];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for c in &run.comparisons {
        let agrees = match (c.holds, c.within) {
            (true, 0) => w.equal.to_owned(),
            (true, within) => fill(w.within, &[("n", &grouped(within))]),
            (false, _) => w.terminal.differs.to_owned(),
        };
        let show = |text: &str| match (text.starts_with('+'), text.parse()) {
            (_, Err(_)) => text.to_owned(),
            (true, Ok(n)) => format!("+{}", grouped(n)),
            (false, Ok(n)) => grouped(n),
        };
        rows.push(vec![
            run.scenario.stage[c.stage].id.clone(),
            run.contests[c.contest].contest.id.clone(),
            w.filling(&c.what),
            show(&c.published),
            show(&c.model),
            agrees,
            c.source.clone().unwrap_or_else(|| w.by_hand.to_owned()),
        ]);
    }
    out.push_str(&table(rows, 3..5));
    for text in run.scenario.stage.iter().flat_map(|stage| &stage.expected) {
        page.item(out, text.by_hand.as_deref().unwrap_or_default());
    }
    for source in &run.scenario.source {
        let date = source.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
        let address = source.address.as_ref().map(|a| format!(", {a}")).unwrap_or_default();
        let _ = writeln!(out, "  [{}] {}. {}{date}{address}", source.id, source.title, source.publisher);
    }
}
