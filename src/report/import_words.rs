//! Sentences about files that were read: the first line, findings, differences, and groups so small that a vote may show.

use super::import_results_words::differences_of_results;
use super::words::{Words, fill};
use crate::import::{
    CardRecords, CardSummary, FEW_CARDS, FilePlace, ImportReview, Imported, NoteClass, NoteEvidence, NoteKind,
    REDACTED_SUM, Redaction, StyleBasis,
};
use crate::number_format::grouped;

/// Most findings of a class, and differences of a kind, that are listed for people.
const LISTED: usize = 20;
/// Places that are named with a finding.
const PLACES: usize = 3;

fn n(number: u64) -> String {
    grouped(number as i64)
}

/// What was read, and whether a reader must worry.
pub(super) fn headline(w: &Words, review: &ImportReview) -> Vec<String> {
    let own = &w.import;
    let mut lines = Vec::new();
    for summary in review.summaries.iter().flatten() {
        let gaps = [
            ("cards", &n(summary.cards)[..]),
            ("contests", &n(summary.contests.len() as u64)),
            ("batches", &n(summary.batches.len() as u64)),
            ("tabulators", &n(summary.tabulators.len() as u64)),
        ];
        let has_batches = !summary.batches.is_empty() && !summary.tabulators.is_empty();
        lines.push(fill(if has_batches { own.headline_cards } else { own.headline_no_batches }, &gaps));
        let styles = n(summary.styles.len() as u64);
        lines.push(match summary.style_basis {
            StyleBasis::Absent => own.styles_absent.to_owned(),
            StyleBasis::Stated => fill(own.styles_stated, &[("n", &styles)]),
            StyleBasis::Inferred => fill(own.styles_inferred, &[("n", &styles)]),
        });
    }
    if lines.is_empty() {
        lines.push(own.headline_no_cards.to_owned());
    }
    let odd = note_lines(review, NoteClass::Odd).len() as u64 + review.differences();
    let left_out = note_lines(review, NoteClass::LeftOut).len() + note_lines(review, NoteClass::Hidden).len();
    lines.push(match (odd, left_out) {
        _ if review.redaction.is_some() => own.verdict_redacted.to_owned(),
        (0, 0) => own.verdict_well.to_owned(),
        (0, left_out) => fill(own.verdict_left_out, &[("n", &n(left_out as u64))]),
        (odd, _) => fill(own.verdict_odd, &[("n", &n(odd))]),
    });
    let compared = [
        (review.results.is_none() && !review.summaries.iter().all(Option::is_none)).then_some(own.no_results),
        (review.manifest.is_none() && !review.summaries.iter().all(Option::is_none)).then_some(own.no_manifest),
    ];
    lines.extend(compared.into_iter().flatten().map(str::to_owned));
    lines
}

/// Findings that are said in one line.
enum NoteLine<'r> {
    /// One finding.
    One(&'r NoteKind, &'r NoteEvidence),
    /// Many cards that share an identity with another: how many, and the first identities.
    Duplicates(u64, Vec<&'r str>),
    /// Many records that only one of two files has: how many, and the first of them.
    Unmatched(u64, Vec<&'r str>),
}

/// Most findings of one kind that are said one by one.
const ONE_BY_ONE: usize = 3;

/// The findings of a class; many cards of the same kind are one finding.
fn note_lines(review: &ImportReview, class: NoteClass) -> Vec<NoteLine<'_>> {
    let (mut lines, mut duplicates, mut unmatched) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, evidence) in review.notes(class) {
        match kind {
            NoteKind::DuplicateCard(name) => duplicates.push((kind, evidence, &**name)),
            NoteKind::UnmatchedRecord(name) => unmatched.push((kind, evidence, &**name)),
            _ => lines.push(NoteLine::One(kind, evidence)),
        }
    }
    for (all, is_of_cards) in [(duplicates, true), (unmatched, false)] {
        if all.len() <= ONE_BY_ONE {
            lines.extend(all.into_iter().map(|(kind, evidence, _)| NoteLine::One(kind, evidence)));
            continue;
        }
        let count = all.iter().map(|(_, evidence, _)| evidence.count).sum();
        let names = all.iter().take(ONE_BY_ONE).map(|(_, _, name)| *name).collect();
        lines.push(if is_of_cards { NoteLine::Duplicates(count, names) } else { NoteLine::Unmatched(count, names) });
    }
    lines
}

/// The findings of a class in words, the first ones where there are many.
pub(super) fn class_notes(w: &Words, review: &ImportReview, class: NoteClass) -> Vec<String> {
    let notes = note_lines(review, class);
    let one_file = review.files.len() == 1;
    let many = |says, count: u64, names: &[&str]| fill(says, &[("n", &n(count)), ("names", &names.join(", "))]);
    let mut lines: Vec<String> = notes
        .iter()
        .take(LISTED)
        .map(|line| match line {
            NoteLine::One(kind, evidence) => {
                let says = w.reason(&kind.reason(evidence.count));
                let where_ = places(w, &evidence.examples, evidence.count, one_file);
                if where_.is_empty() { says } else { format!("{says} ({where_})") }
            }
            NoteLine::Duplicates(count, names) => many(w.import.many_duplicates, *count, names),
            NoteLine::Unmatched(count, names) => many(w.import.many_unmatched, *count, names),
        })
        .collect();
    if let Some(more) = notes.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push(fill(w.import.more_kinds, &[("n", &n(more as u64))]));
    }
    lines
}

/// The first places of a finding, and how many more there are.
fn places(w: &Words, examples: &[FilePlace], count: u64, one_file: bool) -> String {
    let named = examples.iter().filter_map(|place| match place.inside() {
        Some(inside) if one_file => Some(w.reason(&inside)),
        None if one_file || place.file.is_empty() => None,
        _ => Some(w.reason(&place.reason())),
    });
    let named: Vec<String> = named.take(PLACES).collect();
    let more = count.saturating_sub(named.len() as u64);
    let all = named.join("; ");
    if named.is_empty() || more == 0 { all } else { fill(w.import.and_more, &[("places", &all), ("n", &n(more))]) }
}

/// The cards that were read; the first export.
fn cards(review: &ImportReview) -> Option<(&CardRecords, &CardSummary)> {
    let mut both = review.imports.iter().zip(&review.summaries);
    both.find_map(|(import, summary)| match (&import.content, summary) {
        (Imported::Cards(records), Some(summary)) => Some((&**records, summary)),
        _ => None,
    })
}

/// What does not agree with results or manifest, and contests that look alike.
pub(super) fn differences(w: &Words, review: &ImportReview) -> Vec<String> {
    let own = &w.import;
    let mut lines = Vec::new();
    let Some((records, summary)) = cards(review) else { return lines };
    if let Some(results) = &review.results {
        lines.extend(differences_of_results(w, records, results));
    }
    if let Some((file, comparison)) = &review.manifest {
        for it in &comparison.differences {
            let name =
                if it.tabulator.is_empty() { it.batch.clone() } else { format!("{} / {}", it.tabulator, it.batch) };
            let (there, read) = (n(it.manifest.unwrap_or(0)), n(it.records.unwrap_or(0)));
            let gaps = [("batch", &name[..]), ("file", file), ("manifest", &there), ("records", &read)];
            lines.push(fill(
                match (it.manifest, it.records) {
                    (None, _) => own.batch_not_in_manifest,
                    (_, None) => own.batch_not_in_records,
                    _ => own.batch_differs,
                },
                &gaps,
            ));
        }
    }
    for group in &summary.alike {
        let names: Vec<String> = group.iter().map(|at| format!("{:?}", records.contests[*at].contest.name)).collect();
        lines.push(fill(own.contests_alike, &[("names", &names.join(", "))]));
    }
    if let Some(more) = lines.len().checked_sub(MOST_DIFFERENCES).filter(|more| *more > 0) {
        lines.truncate(MOST_DIFFERENCES);
        lines.push(fill(own.more_kinds, &[("n", &n(more as u64))]));
    }
    lines
}

/// Most differences that are listed for people.
const MOST_DIFFERENCES: usize = 1_000;

/// How the manifest compares, in a line each.
pub(super) fn lines_of_manifest(w: &Words, review: &ImportReview) -> Vec<String> {
    let Some((file, comparison)) = &review.manifest else { return Vec::new() };
    let gaps = [
        ("file", &file[..]),
        ("batches", &n(comparison.batches)),
        ("manifest", &n(comparison.manifest_cards)),
        ("records", &n(comparison.record_cards)),
        ("agreeing", &n(comparison.agreeing)),
    ];
    let mut lines = vec![fill(w.import.manifest_compared, &gaps)];
    for (name, manifest, records) in &comparison.tabulators {
        let gaps = [("name", &name[..]), ("manifest", &n(*manifest)), ("records", &n(*records))];
        lines.push(fill(w.import.manifest_tabulator, &gaps));
    }
    lines
}

/// Warnings where a batch or a style has so few cards that a vote may show.
pub(super) fn few_cards(w: &Words, review: &ImportReview) -> Vec<String> {
    let own = &w.import;
    let mut lines = Vec::new();
    for summary in review.summaries.iter().flatten() {
        let batches = summary.small_batches().map(|it| {
            let name =
                if it.tabulator.is_empty() { it.batch.clone() } else { format!("{} / {}", it.tabulator, it.batch) };
            (name, it.cards)
        });
        let styles = summary.small_styles().map(|it| (it.name.clone(), it.cards));
        for (says, all) in [(own.few_batches, batches.collect::<Vec<_>>()), (own.few_styles, styles.collect())] {
            if all.is_empty() {
                continue;
            }
            let named: Vec<String> =
                all.iter().take(PLACES).map(|(name, cards)| format!("{name} ({})", n(*cards))).collect();
            let gaps = [("n", &n(all.len() as u64)[..]), ("few", &n(FEW_CARDS)), ("names", &named.join(", "))];
            lines.push(fill(says, &gaps));
        }
    }
    match &review.redaction {
        Some(redaction) => lines.extend(redacted(w, review, redaction)),
        None if !lines.is_empty() => lines.push(own.few_advice.to_owned()),
        None => {}
    }
    lines
}

/// What was hidden, and what its sum still says.
fn redacted(w: &Words, review: &ImportReview, redaction: &Redaction) -> Vec<String> {
    let own = &w.import;
    if redaction.cards == 0 {
        return vec![fill(own.redacted_none, &[("few", &n(FEW_CARDS))])];
    }
    let gaps = [
        ("n", &n(redaction.cards)[..]),
        ("styles", &n(redaction.styles)),
        ("batches", &n(redaction.batches)),
        ("precincts", &n(redaction.portions)),
        ("groups", &n(redaction.groups)),
        ("label", REDACTED_SUM),
    ];
    let mut lines = vec![fill(own.redacted, &gaps)];
    if redaction.further > 0 {
        lines.push(fill(own.redacted_further, &[("n", &n(redaction.further)[..]), ("few", &n(FEW_CARDS))]));
    }
    for (says, contests) in
        [(own.redacted_unsummed, &redaction.unsummed), (own.redacted_unanimous, &redaction.unanimous)]
    {
        if contests.is_empty() {
            continue;
        }
        let records = review.imports.iter().find_map(|import| match &import.content {
            Imported::Cards(records) => Some(records),
            _ => None,
        });
        let name = |&place: &usize| records.map_or("", |records| &records.contests[place].contest.name).to_owned();
        let names: Vec<String> = contests.iter().take(PLACES).map(name).collect();
        let gaps = [("n", &n(contests.len() as u64)[..]), ("few", &n(FEW_CARDS)), ("names", &names.join(", "))];
        lines.push(fill(says, &gaps));
    }
    lines.push(own.redacted_limits.to_owned());
    lines
}

/// What cards of an export are beside their votes, in a line each.
pub(super) fn facts(w: &Words, records: &CardRecords, summary: &CardSummary) -> Vec<String> {
    let own = &w.import;
    let facts = [
        (own.fact_summed, summary.summed_rows),
        (own.fact_adjudicated, summary.adjudicated),
        (own.fact_redacted, summary.redacted),
        (own.fact_no_identity, summary.without_identity),
        (own.fact_remade, summary.remade),
        (own.fact_void, summary.void),
    ];
    let counted = facts.into_iter().filter(|(_, number)| *number > 0);
    let mut lines: Vec<String> = counted.map(|(says, number)| fill(says, &[("n", &n(number))])).collect();
    if records.contests.iter().any(|column| column.contest.ranks > 0) {
        lines.push(own.fact_ranked.to_owned());
    }
    lines
}
