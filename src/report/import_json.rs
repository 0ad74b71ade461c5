//! What was read of election-office files, for programs: every count, finding and difference.

use serde_json::{Value, json};

use super::head::{document, head};
use super::import_summary_json::summary;
use super::words::LANGUAGES;
use crate::import::{
    CardRecords, CardSummary, ChoiceKind, ContestSummary, CountOf, FilePlace, Import, ImportNotes, ImportReview,
    Imported, NamedCards, NoteClass, NoteEvidence, NoteKind, OfficeTable, PlaceKind, PlacesComparison, RankedOrders,
    Redaction, StyleBasis, VoteTallies,
};

/// A review as a document.
pub fn imported(review: &ImportReview) -> Value {
    let files: Vec<Value> = review
        .files
        .iter()
        .map(|file| {
            let is_told = !file.sha256.is_empty();
            json!({"name": file.name, "bytes": is_told.then_some(file.bytes), "sha256": is_told.then_some(&file.sha256)})
        })
        .collect();
    let imports = review.imports.iter().zip(&review.summaries);
    let imports: Vec<Value> = imports.map(|(import, summary)| of_import(import, summary.as_ref())).collect();
    let beside = review.beside.iter().flat_map(ImportNotes::iter);
    let mut fields = summary(review);
    let details = [
        ("files", json!(files)),
        ("imports", json!(imports)),
        ("redaction", review.redaction.as_ref().map_or(Value::Null, redaction)),
        ("results", review.results.as_ref().map_or(Value::Null, |_| results(review))),
        ("manifest", review.manifest.as_ref().map_or(Value::Null, |_| manifest(review))),
        ("notes_beside", json!(beside.map(|(kind, evidence)| note(kind, evidence)).collect::<Vec<_>>())),
        ("agrees", json!(review.agrees())),
    ];
    fields.extend(details.map(|(key, value)| (key.to_owned(), value)));
    document(head(), Value::Object(fields))
}

/// What was hidden, and what its sum still says; contests by their places.
fn redaction(redaction: &Redaction) -> Value {
    json!({
        "cards": redaction.cards,
        "styles": redaction.styles,
        "precincts": redaction.portions,
        "groups": redaction.groups,
        "batches": redaction.batches,
        "further_batches": redaction.further,
        "not_summed": redaction.unsummed,
        "unanimous": redaction.unanimous,
    })
}

fn of_import(import: &Import, summary: Option<&CardSummary>) -> Value {
    let notes: Vec<Value> = import.notes.iter().map(|(kind, evidence)| note(kind, evidence)).collect();
    let mut fields = match (&import.content, summary) {
        (Imported::Cards(records), Some(summary)) => json!({"cards": cards(records, summary)}),
        (Imported::Orders(orders), _) => json!({"orders": orders.iter().map(of_orders).collect::<Vec<_>>()}),
        (Imported::Tallies(tallies), _) => json!({"tallies": of_tallies(tallies)}),
        (Imported::Tables(tables), _) => json!({"tables": tables.iter().map(of_table).collect::<Vec<_>>()}),
        (Imported::Cards(_), None) => json!({}),
    };
    fields["format"] = json!(import.format);
    fields["notes"] = json!(notes);
    fields
}

/// A finding: what, how often, and the first places.
fn note(kind: &NoteKind, evidence: &NoteEvidence) -> Value {
    let class = match kind.class() {
        NoteClass::LeftOut => "left_out",
        NoteClass::Hidden => "hidden",
        NoteClass::Inferred => "inferred",
        NoteClass::Odd => "odd",
    };
    let says = LANGUAGES[0].words.reason(&kind.reason(evidence.count));
    let places: Vec<Value> = evidence.examples.iter().map(place).collect();
    json!({"class": class, "count": evidence.count, "says": says, "first": places})
}

fn place(place: &FilePlace) -> Value {
    json!({"file": place.file, "row": place.row, "column": place.column, "key": place.key})
}

fn named(all: &[NamedCards]) -> Vec<Value> {
    all.iter().map(|it| json!({"name": it.name, "cards": it.cards})).collect()
}

fn cards(records: &CardRecords, summary: &CardSummary) -> Value {
    let batch = |batch: &crate::import::BatchCards| json!({"tabulator": batch.tabulator, "batch": batch.batch, "cards": batch.cards});
    let contests: Vec<Value> = summary.contests.iter().map(|own| contest(records, own)).collect();
    let name = |at: &usize| &records.contests[*at].contest.name;
    let alike: Vec<Vec<&String>> = summary.alike.iter().map(|group| group.iter().map(name).collect()).collect();
    json!({
        "cards": summary.cards,
        "summed_rows": summary.summed_rows,
        "adjudicated": summary.adjudicated,
        "redacted": summary.redacted,
        "without_identity": summary.without_identity,
        "remade": summary.remade,
        "void": summary.void,
        "tabulators": named(&summary.tabulators),
        "batches": summary.batches.iter().map(batch).collect::<Vec<_>>(),
        "groups": named(&summary.groups),
        "portions": named(&summary.portions),
        "styles": named(&summary.styles),
        "styles_are": basis(summary.style_basis),
        "contests": contests,
        "contests_alike": alike,
        "few_cards": {
            "below": crate::import::FEW_CARDS,
            "batches": summary.small_batches().map(batch).collect::<Vec<_>>(),
            "styles": summary.small_styles().map(|it| json!({"name": it.name, "cards": it.cards})).collect::<Vec<_>>(),
        },
    })
}

fn basis(basis: StyleBasis) -> &'static str {
    match basis {
        StyleBasis::Absent => "absent",
        StyleBasis::Stated => "stated",
        StyleBasis::Inferred => "inferred",
    }
}

/// What a kind of choice is called in documents and tables.
pub(super) fn kind_word(kind: ChoiceKind) -> &'static str {
    match kind {
        ChoiceKind::Regular => "regular",
        ChoiceKind::WriteIn => "write_in",
        ChoiceKind::QualifiedWriteIn => "qualified_write_in",
    }
}

fn contest(records: &CardRecords, own: &ContestSummary) -> Value {
    let about = &records.contests[own.contest].contest;
    let votes = own.count.votes.iter().zip(&own.summed);
    let choices: Vec<Value> = about
        .choices
        .iter()
        .zip(votes)
        .map(|(choice, (votes, summed))| {
            json!({
                "name": choice.name, "party": choice.party, "kind": kind_word(choice.kind),
                "votes": votes, "votes_of_summed_rows": summed,
            })
        })
        .collect();
    json!({
        "key": about.key,
        "name": about.name,
        "vote_for": about.vote_for,
        "ranks": about.ranks,
        "cards": own.count.cards,
        "blank": own.count.blank,
        "overvoted": own.overvoted(about),
        "void": own.count.invalid,
        "redacted": own.count.redacted,
        "undervotes": own.count.undervotes,
        "written_in": own.written_in,
        "choices": choices,
    })
}

fn of_orders(orders: &RankedOrders) -> Value {
    let first = orders.first_preferences();
    let candidates: Vec<Value> = orders
        .contest
        .choices
        .iter()
        .zip(first)
        .map(|(choice, first)| json!({"name": choice.name, "party": choice.party, "first_preferences": first}))
        .collect();
    let name = |at: &u16| orders.contest.choices.get(usize::from(*at)).map(|choice| &choice.name);
    json!({
        "name": orders.contest.name,
        "seats": orders.contest.vote_for,
        "ballots": orders.ballots,
        "different_orders": orders.counts.iter().filter(|count| **count > 0).count(),
        "by_party": orders.by_party.iter().map(|(_, count)| count).sum::<u64>(),
        "informal": orders.informal,
        "withdrawn": orders.withdrawn.iter().filter_map(name).collect::<Vec<_>>(),
        "winner": orders.winner.as_ref().and_then(name),
        "candidates": candidates,
    })
}

fn of_tallies(tallies: &VoteTallies) -> Value {
    let contests: Vec<Value> = tallies
        .contests
        .iter()
        .zip(tallies.votes())
        .map(|(contest, votes)| {
            let votes = contest.choices.iter().zip(votes);
            let choices: Vec<Value> = votes
                .map(|(choice, votes)| json!({"name": choice.name, "party": choice.party, "votes": votes}))
                .collect();
            json!({"key": contest.key, "name": contest.name, "vote_for": contest.vote_for, "choices": choices})
        })
        .collect();
    json!({"places": tallies.places.len(), "numbers": tallies.rows.len(), "contests": contests})
}

fn of_table(table: &OfficeTable) -> Value {
    json!({"kind": table.kind, "file": table.file, "columns": table.columns, "rows": table.rows()})
}

/// What is counted, as a word of documents.
pub(super) fn count_word(of: CountOf) -> &'static str {
    match of {
        CountOf::Choice(_) => "votes",
        CountOf::RoundChange(_) => "round_change",
        CountOf::Ballots => "ballots",
        CountOf::Undervotes => "undervotes",
        CountOf::Overvotes => "overvotes",
        CountOf::Blank => "blank",
        CountOf::Exhausted => "exhausted",
        CountOf::Voters => "voters",
    }
}

fn results(review: &ImportReview) -> Value {
    let Some((file, comparison)) = &review.results else { return Value::Null };
    let name = |contest: usize| {
        let cards = review.imports.iter().find_map(|import| match &import.content {
            Imported::Cards(records) => records.contests.get(contest),
            _ => None,
        });
        cards.map_or("", |column| &column.contest.name)
    };
    let contests: Vec<Value> = comparison
        .contests
        .iter()
        .map(|own| {
            let counts: Vec<Value> = own
                .counts
                .iter()
                .map(|count| {
                    json!({
                        "of": count_word(count.of), "choice": (!count.name.is_empty()).then_some(&count.name),
                        "records": count.records, "results": count.results, "agrees": count.agrees(),
                    })
                })
                .collect();
            json!({"contest": name(own.contest), "in_results": own.name, "counts": counts})
        })
        .collect();
    json!({
        "file": file,
        "agrees": comparison.agrees(),
        "contests": contests,
        "only_in_records": comparison.only_records.iter().map(|at| name(*at)).collect::<Vec<_>>(),
        "only_in_results": comparison.only_results,
        "first_choices_only": comparison.with_rounds,
        "places": comparison.places.as_ref().map_or(Value::Null, places),
    })
}

fn places(places: &PlacesComparison) -> Value {
    let differences: Vec<Value> = places
        .differences
        .iter()
        .map(|it| {
            json!({
                "place": it.place, "contest": it.contest, "choice": it.choice, "records": it.records, "results": it.results,
            })
        })
        .collect();
    json!({
        "of": match places.kind { PlaceKind::Batch => "batches", PlaceKind::Precinct => "precincts" },
        "in_results": places.places,
        "met": places.met,
        "compared": places.is_made(),
        "only_in_results": places.only_results,
        "only_in_records": places.only_records,
        "differences": differences,
    })
}

fn manifest(review: &ImportReview) -> Value {
    let Some((file, comparison)) = &review.manifest else { return Value::Null };
    let differences: Vec<Value> = comparison
        .differences
        .iter()
        .map(|it| json!({"tabulator": it.tabulator, "batch": it.batch, "manifest": it.manifest, "records": it.records}))
        .collect();
    let tabulators: Vec<Value> = comparison
        .tabulators
        .iter()
        .map(|(name, manifest, records)| json!({"name": name, "manifest": manifest, "records": records}))
        .collect();
    json!({
        "file": file,
        "agrees": comparison.differences.is_empty(),
        "batches": comparison.batches,
        "manifest_cards": comparison.manifest_cards,
        "record_cards": comparison.record_cards,
        "agreeing": comparison.agreeing,
        "differences": differences,
        "tabulators": tabulators,
    })
}
