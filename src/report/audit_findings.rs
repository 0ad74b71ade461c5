//! The findings of an audit by cause: a wrong report, reading errors, missing ballots; then batch by batch.

use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::reason::findings;
use crate::simulation::{AuditRun, Cause, Discrepancy, ElectionRun};

/// Most batches of one cause, and cards of one batch, that are shown.
const BATCHES: usize = 4;
const CARDS: usize = 3;

/// A text for each cause, and one for what is not listed. Without records, only what was read is told.
pub(super) fn findings(w: &Words, audit: &AuditRun, holds_records: bool) -> Vec<String> {
    let a = &w.audits;
    let mut says = Vec::new();
    for (cause, text) in
        [(Cause::Report, a.found_report), (Cause::Missing, a.found_missing), (Cause::Slip, a.found_slip)]
    {
        let mut batches: Vec<Vec<&Discrepancy>> = Vec::new();
        for it in audit.listed.iter().filter(|it| it.cause == cause) {
            match batches.iter_mut().find(|batch| batch[0].batch_index == it.batch_index) {
                // A unit that is drawn again differs again, and is shown once.
                Some(batch) if batch.contains(&it) => {}
                Some(batch) => batch.push(it),
                None => batches.push(vec![it]),
            }
        }
        let mut list: Vec<String> =
            batches.iter().take(BATCHES).map(|batch| in_batch(w, batch, holds_records)).collect();
        if batches.len() > BATCHES {
            let more: usize = batches[BATCHES..].iter().map(Vec::len).sum();
            list.push(and_more(w, more));
        }
        if !list.is_empty() {
            says.push(fill(text, &[("list", &list.join("; "))]));
        }
    }
    let more = (audit.discrepancies as usize).saturating_sub(audit.listed.len());
    if more > 0 && !audit.listed.is_empty() {
        says.push(fill(w.audits.found_unlisted, &[("n", &grouped(more as i64))]));
    }
    says
}

/// Whether the audits were held, or are hypothetical.
pub(super) fn who_held(w: &Words, run: &ElectionRun) -> String {
    // A distribution orders one audit.
    let held = run.audits.iter().find(|audit| audit.held);
    held.map_or_else(
        || w.audits.nobody_held.to_owned(),
        |audit| fill(w.audits.held_by_law, &[("methods", audit.method)]),
    )
}

fn and_more(w: &Words, more: usize) -> String {
    fill(w.and_more, &[("n", &grouped(more as i64))])
}

/// The discrepancies of one batch: the batch as a whole, or its cards one by one.
fn in_batch(w: &Words, batch: &[&Discrepancy], holds_records: bool) -> String {
    let name = w.filling(&batch[0].batch);
    let one = |it: &&Discrepancy| {
        let read = w.filling(&it.read);
        let differs = if it.is_not_found() {
            w.reason(&findings::read_not_found())
        } else if holds_records {
            fill(w.reported_read, &[("reported", &w.filling(&it.reported)), ("read", &read)])
        } else {
            fill(w.audits.read_only, &[("read", &read)])
        };
        let card = it.position.map(|n| fill(w.card_number, &[("n", &grouped(n as i64))]));
        card.map_or(differs.clone(), |card| format!("{card} {differs}"))
    };
    let mut list: Vec<String> = batch.iter().take(CARDS).map(one).collect();
    if batch.len() > CARDS {
        list.push(and_more(w, batch.len() - CARDS));
    }
    format!("{name}: {}", list.join(", "))
}
