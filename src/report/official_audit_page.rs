//! Somebody's official audit, checked: for people and programs.

use serde_json::{Value, json};

use super::layout::table;
use super::words::{Language, Words};
use crate::number_format::grouped;
use crate::official_audit::{AuditedContestOfReport, BatchChange, OfficialAudit};
use crate::reason::official;

/// The checked audit on a terminal.
pub fn official_audit_in_words(audit: &OfficialAudit, language: &Language) -> String {
    let w = language.words;
    let mut text = format!("{}\n", audit.election);
    let (batches, ballots) = audit.batches;
    text += &format!("{}\n", w.reason(&official::manifests(batches, ballots)));
    for contest in &audit.contests {
        text += &contest_in_words(w, contest);
    }
    text
}

fn contest_in_words(w: &Words, it: &AuditedContestOfReport) -> String {
    let p = if it.agrees {
        official::p_value_agrees(&it.stated)
    } else {
        official::p_value_differs(&it.stated, it.p_value.to_string())
    };
    let draw = if it.replay.same == it.replay.of {
        official::draw_repeats(it.draws)
    } else {
        official::draw_differs(it.draws, it.replay.same)
    };
    let (tallied, ballots) = it.tallied;
    let runoff = if it.runoff { w.reason(&official::runoff()) + " " } else { String::new() };
    let mut text = format!("\n{}: {} {runoff}{}\n", it.name, w.reason(&p), w.reason(&draw));
    text += &format!("{}\n", w.reason(&official::tallied(tallied, ballots, it.changes.len())));
    let head = [official::head_kind(), official::head_batches(), official::head_ballots(), official::head_votes_off()];
    let mut rows = vec![head.iter().map(|head| w.reason(head)).collect::<Vec<_>>()];
    for kind in &it.kinds {
        let numbers = [kind.batches as i64, kind.ballots as i64, kind.votes_off as i64].map(grouped);
        rows.push([kind.name.clone()].into_iter().chain(numbers).collect());
    }
    text += &table(rows, 1..4);
    if !it.differing.is_empty() {
        text += &format!("{}\n", w.reason(&official::state_problems()));
        for one in &it.differing {
            text += &format!("  • {}\n", w.reason(&official::stated_otherwise(&one.what, &one.stated, &one.counted)));
        }
    }
    if !it.changes.is_empty() {
        text += &format!("{}\n", w.reason(&official::changes()));
        for change in &it.changes {
            text += &format!("  • {}: {}\n", change.batch, votes(change));
        }
    }
    text
}

fn votes(change: &BatchChange) -> String {
    change.votes.iter().map(|(name, votes)| format!("{name} {votes:+}")).collect::<Vec<_>>().join(", ")
}

/// The same as JSON.
pub fn official_audit_json(audit: &OfficialAudit) -> Value {
    let contest = |it: &AuditedContestOfReport| {
        let kinds = it.kinds.iter().map(|kind| {
            json!({ "kind": kind.name, "batches": kind.batches, "ballots": kind.ballots, "votes_off": kind.votes_off })
        });
        let changes = it.changes.iter().map(|change| {
            let votes: serde_json::Map<String, Value> =
                change.votes.iter().map(|(name, n)| (name.clone(), json!(n))).collect();
            json!({ "batch": change.batch, "votes": votes })
        });
        json!({
            "name": it.name, "runoff_law": it.runoff, "published": it.stated, "p_value": it.p_value,
            "agrees": it.agrees, "draws": it.draws, "draws_repeated": it.replay.same,
            "batches": it.tallied.0, "ballots": it.tallied.1,
            "kinds_of_paper": kinds.collect::<Vec<_>>(), "changes": changes.collect::<Vec<_>>(),
        })
    };
    let problems = audit.contests.iter().flat_map(|it| {
        let p = (!it.agrees).then(|| official::p_value_differs(&it.stated, it.p_value.to_string()));
        let draw = (it.replay.same != it.replay.of).then(|| official::draw_differs(it.draws, it.replay.same));
        let stated = it.differing.iter().map(|one| official::stated_otherwise(&one.what, &one.stated, &one.counted));
        [p, draw].into_iter().flatten().chain(stated).map(move |why| format!("{}: {why}", it.name))
    });
    json!({
        "format": "arlo", "problems": problems.collect::<Vec<_>>(),
        "election": audit.election, "seed": audit.seed, "batches": audit.batches.0, "ballots": audit.batches.1,
        "contests": audit.contests.iter().map(contest).collect::<Vec<_>>(),
    })
}
