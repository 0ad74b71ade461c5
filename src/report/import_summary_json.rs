//! The short form of a review for programs: how many cards, what was counted in each contest, what was skipped, what does not add
//! up. It stands at the top of the document of an import, before the details.

use serde_json::{Map, Value, json};

use super::import_words::{class_notes, differences};
use super::words::LANGUAGES;
use crate::import::{
    CardRecords, CardSummary, ContestSummary, ImportReview, Imported, ImportedContest, NoteClass, RankedOrders,
    VoteTallies,
};

/// Fields that programs rely on.
pub(super) fn summary(review: &ImportReview) -> Map<String, Value> {
    let formats: Vec<&str> = review.imports.iter().map(|import| import.format).collect();
    let (mut cards, mut batches, mut styles, mut contests) = (0, 0, 0, Vec::new());
    for (import, summary) in review.imports.iter().zip(&review.summaries) {
        match (&import.content, summary) {
            (Imported::Cards(records), Some(summary)) => {
                cards += summary.cards;
                batches += summary.batches.len();
                styles += summary.styles.len();
                contests.extend(summary.contests.iter().map(|own| of_cards(records, summary, own)));
            }
            (Imported::Orders(orders), _) => {
                cards += orders.iter().map(|own| own.ballots).sum::<u64>();
                contests.extend(orders.iter().map(of_orders));
            }
            (Imported::Tallies(tallies), _) => contests.extend(of_tallies(tallies)),
            (Imported::Cards(_), None) | (Imported::Tables(_), _) => {}
        }
    }
    let fields = json!({
        "format": formats.join(", "),
        "cards": cards,
        "batches": batches,
        "styles": styles,
        "contests": contests,
        "skipped": skipped(review),
        "problems": problems(review),
    });
    if let Value::Object(fields) = fields { fields } else { Map::new() }
}

/// Rows and parts that are not in the numbers: the first of each kind with their rows, and how many more there are.
fn skipped(review: &ImportReview) -> Vec<Value> {
    let words = LANGUAGES[0].words;
    let mut rows = Vec::new();
    for (kind, evidence) in review.notes(NoteClass::LeftOut) {
        let why = words.reason(&kind.reason(1));
        let first = evidence.examples.iter();
        rows.extend(first.map(|place| json!({"file": place.file, "row": place.row, "why": why})));
        let more = evidence.count.saturating_sub(evidence.examples.len() as u64);
        if more > 0 || evidence.examples.is_empty() {
            rows.push(json!({"row": Value::Null, "why": words.reason(&kind.reason(more)), "more": more}));
        }
    }
    rows
}

/// What does not add up, in sentences.
fn problems(review: &ImportReview) -> Vec<String> {
    let words = LANGUAGES[0].words;
    let mut lines = differences(words, review);
    lines.extend(class_notes(words, review, NoteClass::Odd));
    lines
}

/// Votes for each name; a name that stands twice gets a number.
fn tally<'n>(names: impl Iterator<Item = &'n str>, votes: impl Iterator<Item = u64>) -> Value {
    let mut tally = Map::new();
    for (name, votes) in names.zip(votes) {
        let mut key = name.to_owned();
        let mut again = 2;
        while tally.contains_key(&key) {
            key = format!("{name} ({again})");
            again += 1;
        }
        tally.insert(key, json!(votes));
    }
    Value::Object(tally)
}

fn names(contest: &ImportedContest) -> impl Iterator<Item = &str> {
    contest.choices.iter().map(|choice| choice.name.as_str())
}

/// The rule that the ballot suggests: files do not state it.
fn suggested(contest: &ImportedContest) -> &'static str {
    match (contest.ranks, contest.vote_for) {
        (0, _) => "plurality",
        (_, Some(seats)) if seats > 1 => "single_transferable_vote",
        _ => "instant_runoff",
    }
}

fn of_cards(records: &CardRecords, summary: &CardSummary, own: &ContestSummary) -> Value {
    let about = &records.contests[own.contest].contest;
    let votes = own.count.votes.iter().zip(&own.summed).map(|(cards, summed)| cards + summed);
    let allowed = about.vote_for.filter(|_| about.ranks == 0).map_or(1, u64::from);
    let id = if summary.contests.iter().filter(|it| records.contests[it.contest].contest.key == about.key).count() > 1 {
        own.contest.to_string()
    } else {
        about.key.clone()
    };
    json!({
        "id": id,
        "name": about.name,
        "rule": suggested(about),
        "tally": tally(names(about), votes),
        "undervotes": own.count.undervotes,
        "overvotes": own.overvoted(about).map(|cards| cards * allowed),
        "blank": own.count.blank,
    })
}

fn of_orders(own: &RankedOrders) -> Value {
    let first = own.first_preferences();
    let marked: u64 = own.counts.iter().sum();
    let seats = own.contest.vote_for.unwrap_or(1);
    json!({
        "id": own.contest.key,
        "name": own.contest.name,
        "rule": if seats > 1 { "single_transferable_vote" } else { "instant_runoff" },
        "tally": tally(names(&own.contest), first.into_iter()),
        "undervotes": Value::Null,
        "overvotes": Value::Null,
        "blank": own.ballots.saturating_sub(marked),
    })
}

fn of_tallies(tallies: &VoteTallies) -> Vec<Value> {
    let contests = tallies.contests.iter().zip(tallies.votes());
    let one = |(contest, votes): (&ImportedContest, Vec<u64>)| {
        let votes = votes.into_iter();
        json!({
            "id": contest.key,
            "name": contest.name,
            "rule": suggested(contest),
            "tally": tally(names(contest), votes),
            "undervotes": Value::Null,
            "overvotes": Value::Null,
            "blank": Value::Null,
        })
    };
    contests.map(one).collect()
}
