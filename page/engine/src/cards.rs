//! Cards as values for the page: what is recorded, what was read, and what lies on the paper, for a picture.

use recount::audit::ReportedContest;
use recount::audit::session::{HandReading, UnitPlace};
use recount::election::{Contest, Marks, Stroke, Vote};
use recount::social_choice::Tally;
use serde_json::{Map, Value, json};

/// The votes of a tally by name.
pub(crate) fn votes(contest: &Contest, tally: &Tally) -> Map<String, Value> {
    contest.candidates.iter().zip(&tally.votes).map(|(name, n)| (name.clone(), json!(n))).collect()
}

/// The marked names.
fn names(contest: &Contest, marks: &Marks) -> Value {
    marks.targets().map(|target| contest.target_name(target)).collect()
}

/// What the machine recorded of a unit: a list of names, `null` without a record, `"not_on_card"`; or votes of a batch.
pub(crate) fn recorded(reported: &ReportedContest<'_>, place: UnitPlace) -> Value {
    let Ok(at) = reported.frame.batches().binary_search(&place.batch) else { return Value::Null };
    let Some(position) = place.position else {
        return match &reported.batches[at] {
            Some(tally) => json!(votes(reported.contest, tally)),
            None => Value::Null,
        };
    };
    let card = reported.frame.cards_of(at).start + position as usize - 1;
    let code = reported.records.as_ref().and_then(|records| Some(records.votes.vote(records.of(card)?)));
    match code {
        None => Value::Null,
        Some(Vote::NotOnCard) => json!("not_on_card"),
        Some(Vote::Marked(marks)) => names(reported.contest, marks),
    }
}

/// A hand reading in the same shape; `"not_found"` where the card is not there.
pub(crate) fn read(contest: &Contest, reading: &HandReading) -> Value {
    match reading {
        HandReading::NotFound => json!("not_found"),
        HandReading::NotOnCard => json!("not_on_card"),
        HandReading::Marks(marks) => names(contest, marks),
        HandReading::Tally(tally) => json!(votes(contest, tally)),
    }
}

/// What a picture of the ballot needs.
pub(crate) fn picture(contest: &Contest, vote: &Vote) -> Value {
    let Some(marks) = vote.marks() else { return json!("not_on_card") };
    let strokes = marks.strokes().iter().map(|&(target, stroke)| {
        let kind = match stroke {
            Stroke::Filled => "filled",
            Stroke::Light(_) => "light",
            Stroke::Stray(_) => "stray",
            Stroke::Struck => "struck",
        };
        json!({"target": target, "kind": kind, "darkness": stroke.darkness()})
    });
    json!({
        "strokes": strokes.collect::<Vec<_>>(),
        "crease": marks.crease.map(|it| json!({"candidate": it.candidate, "darkness": it.darkness})),
        "written": marks.written.map(|name| contest.name(name)),
        "disputed": marks.disputed,
    })
}

/// The names that the voter meant, as a board without errors reads them.
pub(crate) fn meant(contest: &Contest, vote: &Vote) -> Value {
    match vote.marks() {
        None => json!("not_on_card"),
        Some(marks) => names(contest, &marks.meant(contest)),
    }
}
