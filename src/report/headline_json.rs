//! First lines in the documents for other programs, under `headline`: their kind, and their numbers.

use serde_json::{Value, json};

use super::json_numbers::share_interval;
use crate::simulation::adversary::AttackTable;
use crate::simulation::headline::{
    BallotsOff, CameTo, CardsCompared, Ends, Fooled, LastWord, Often, PutRight, SharedWork, Stands, SweepHeadline,
    TrialsHeadline, UncontestedLook, WorstRow,
};
use crate::simulation::{ElectionRun, Simulated};

/// The first line of one run in one contest.
pub(super) fn run(run: &ElectionRun, contest: usize) -> Value {
    let (it, headline) = (&run.contests[contest], run.headline(contest));
    let stage = |at: usize| run.scenario.stage[at].id.as_str();
    let winners = |at: usize| it.stages[at].outcome.winners.iter().map(|&c| it.contest.name(c)).collect::<Vec<_>>();
    let off = |off: &BallotsOff| json!({"stage": stage(off.stage), "counted": off.counted, "on_paper": off.on_paper, "off": off.counted - off.on_paper});
    let mut value = match &headline.came_to {
        CameTo::Right { found, missed } => json!({"faults_found": found, "faults_missed": missed}),
        CameTo::Corrected { wrong, by } => {
            let (mended, lead_off, methods) = match by {
                PutRight::Stage { stage: at, lead_off } => (Some(stage(*at)), Some(*lead_off), Vec::new()),
                PutRight::Audit(method) => (None, None, vec![*method]),
            };
            json!({
                "reported_by": stage(*wrong),
                "reported": winners(*wrong),
                "put_right_by": mended,
                "put_right_by_audits": methods,
                "lead_off": lead_off,
            })
        }
        CameTo::PaperIsWrong | CameTo::Undetected => json!({}),
        CameTo::WrongStands { last, seen_by, mishap } => {
            let (stage, method) = match last {
                LastWord::Audit(method) => (None, Some(*method)),
                LastWord::Only(at) | LastWord::Still(at) | LastWord::Stage(at) | LastWord::After { stage: at, .. } => {
                    (Some(stage(*at)), None)
                }
            };
            json!({"last_count": stage, "last_count_by_audit": method, "seen_by": seen_by.as_ref().map(ToString::to_string), "mishap": mishap})
        }
    };
    let asked = headline.asked.as_ref().map(|asked| {
        json!({
            "of": stage(asked.stage),
            "reported_outcome_correct": asked.reported_right,
            "methods": asked.methods,
            "would_notice": asked.noticed,
            "would_count_and_find_the_paper": asked.found_paper,
            "would_confirm": asked.confirmed,
            "would_measure_only": asked.measured,
        })
    });
    let stands = run.last_outcome(contest).winners.iter().map(|&c| it.contest.name(c));
    value["kind"] = json!(headline.first_word.name());
    value["last_word"] = json!({"winners": stands.collect::<Vec<_>>(), "correct": headline.is_right});
    value["looked_at_by"] = json!(it.looked.name());
    value["audits_asked_about"] = json!(asked);
    value["confirmed_wrong"] = json!(headline.confirmed_wrong);
    value["confirmed_wrong_held"] = json!(headline.confirmed_wrong_held);
    value["miscounted"] = json!(headline.miscounted);
    value["miscounted_held"] = json!(headline.miscounted_held);
    value["last_lead_off"] = json!(headline.last_lead_off);
    value["totals_off"] = json!(headline.totals_off);
    value["totals_seen_by"] = json!(headline.totals_seen_by.as_ref().map(ToString::to_string));
    value["ballots_off"] = headline.ballots_off.iter().map(off).collect();
    value
}

/// The first lines of many trials, contest by contest.
pub(super) fn trials(all: &Simulated) -> Value {
    all.headlines().iter().map(|it| of_contest(all, it)).collect()
}

fn of_contest(all: &Simulated, it: &TrialsHeadline) -> Value {
    let mut value = match &it.cards {
        _ if it.trials == 0 && !all.is_exact_answer() => json!({"kind": "no_trial"}),
        _ if it.nobody_can_lose.is_some() => json!({"kind": "nobody_can_lose"}),
        _ if !it.reported_right && it.confirmed_wrong.is_empty() && !it.measured_only.is_empty() => {
            json!({"kind": "wrong_stands", "at_most": it.at_most})
        }
        _ if !it.reported_right && it.confirmed_wrong.is_empty() => {
            json!({"kind": "nobody_confirmed", "at_most": it.at_most})
        }
        _ if !it.reported_right => json!({"kind": "confirmed_wrong"}),
        CardsCompared::Nothing if !it.on_one_sample.is_empty() => json!({"kind": "one_sample"}),
        CardsCompared::Nothing => json!({"kind": "measured_only"}),
        CardsCompared::NoneLimitsTheRisk => json!({"kind": "none_limits_the_risk"}),
        CardsCompared::AllCards { methods, of } => json!({"kind": "all_cards", "methods": methods, "of": of}),
        CardsCompared::OneMethod { method, cards, of } => {
            json!({"kind": "one_method", "methods": [method], "cards_mean": cards, "of": of})
        }
        CardsCompared::Tie { methods, cards, of } => {
            json!({"kind": "tie", "methods": methods, "cards_mean": cards, "of": of})
        }
        CardsCompared::Fewest { methods, cards, next, next_cards, of, may_be_chance } => json!({
            "kind": "fewest_cards",
            "methods": methods,
            "cards_mean": cards,
            "next": next,
            "next_cards_mean": next_cards,
            "of": of,
            "may_be_chance": may_be_chance,
        }),
    };
    value["contest"] = json!(all.contests[it.contest].id);
    value["reported_outcome_correct"] = json!(it.reported_right);
    value["trials"] = json!(it.trials);
    value["confirmed_wrong"] = it.confirmed_wrong.iter().map(often).collect();
    value["miscounted"] = it.miscounted.iter().map(often).collect();
    value["measured_only"] = it.measured_only.iter().map(often).collect();
    value["on_one_sample"] = it.on_one_sample.iter().map(ends).collect();
    let looked = |it: &UncontestedLook| json!({"method": it.method, "cards_mean": it.cards, "of": it.of});
    value["looked_all_the_same"] = it.nobody_can_lose.iter().flatten().map(looked).collect();
    value
}

fn ends(it: &Ends) -> Value {
    json!({
        "methods": it.methods,
        "confirmed": it.confirmed.fraction(),
        "full_hand_count": it.full_hand_count.fraction(),
        "measured_only": it.measured_only.fraction(),
    })
}

/// The first line of many trials for all contests together, if one sample served them; else null.
pub(super) fn trials_together(all: &Simulated) -> Value {
    let Some(it) = all.shared_headline() else { return Value::Null };
    let work = |it: &SharedWork| {
        json!({
            "method": it.method,
            "cards_mean": it.cards,
            "ballots_mean": it.ballots,
            "hours_mean": it.hours,
            "cost_mean": it.cost,
            "limits_the_risk": it.limits,
        })
    };
    let least = it.least.as_ref().map(|least| {
        json!({
            "methods": least.methods,
            "handled_mean": least.handled,
            "next": least.next.as_ref().map(|(methods, _)| methods),
            "next_handled_mean": least.next.as_ref().map(|(_, n)| n),
            "may_be_chance": least.may_be_chance,
        })
    });
    json!({
        "contests": it.contests,
        "trials": it.trials,
        "methods": it.methods.iter().map(work).collect::<Vec<_>>(),
        "least": least,
    })
}

fn often(it: &Often) -> Value {
    json!({
        "methods": it.methods,
        "share": it.share.fraction(),
        "interval95": share_interval(it.share),
        "above_limit": it.above_limit,
    })
}

/// The first line of attacks.
pub(super) fn attacks(all: &AttackTable) -> Value {
    let it = all.headline();
    let kind = match () {
        () if all.tried() == 0 => "nothing_tried",
        () if it.fooled.is_empty() && !it.stands.is_empty() => "lie_stands",
        () if it.fooled.is_empty() => "nobody_fooled",
        () => "fooled",
    };
    let one = |fooled: &Fooled| {
        let cell = &all.cells[fooled.worst];
        json!({
            "method": fooled.method,
            "attack": cell.attack,
            "contest": all.contests[cell.contest].id,
            "share": fooled.share.fraction(),
            "as_often_in": fooled.as_often,
            "fooled_in": fooled.fooled_in,
            "tried_in": fooled.tried_in,
            "risk_limit": fooled.risk_limit,
        })
    };
    let stands = |it: &Stands| {
        let cell = &all.cells[it.worst];
        json!({
            "method": it.method,
            "attack": cell.attack,
            "contest": all.contests[cell.contest].id,
            "share": it.share.fraction(),
            "measured_only": it.measured_only,
            "stands_in": it.stands_in,
            "tried_in": it.tried_in,
        })
    };
    json!({
        "kind": kind,
        "stands": it.stands.iter().map(stands).collect::<Vec<_>>(),
        "hardly_tried": it.hardly_tried.map(|it| json!({"methods": it.methods, "share": it.share.fraction()})),
        "fooled": it.fooled.iter().map(one).collect::<Vec<_>>(),
        "never_fooled": it.never_fooled,
        "at_most": it.at_most,
        "any_limit": it.any_limit,
        "broken": it.broken,
    })
}

/// The first line of a sweep.
pub(super) fn sweep(it: &SweepHeadline) -> Value {
    let worst = |row: &Option<WorstRow>| {
        row.as_ref().map(|row| {
            json!({
                "cell": row.cell,
                "contest": row.contest,
                "method": row.method,
                "share": row.share,
                "trials": row.trials,
                "risk_limit": row.limit,
                "as_often_in": row.as_often,
            })
        })
    };
    let kind = match () {
        () if it.rows == 0 => "no_row",
        () if it.wrong == 0 => "never_wrong",
        () if it.confirmed_wrong == 0 && it.wrong_measured_only > 0 => "wrong_stands",
        () if it.confirmed_wrong == 0 => "nobody_confirmed",
        () => "confirmed_wrong",
    };
    json!({
        "kind": kind,
        "wrong_measured_only": it.wrong_measured_only,
        "right_measured_only": it.right_measured_only,
        "miscounted": it.miscounted,
        "uncontested": it.uncontested,
        "rows": it.rows,
        "wrong": it.wrong,
        "confirmed_wrong": it.confirmed_wrong,
        "worst": worst(&it.worst),
        "limiting": it.limiting,
        "worst_limiting": worst(&it.worst_limiting),
        "above_limit": it.above_limit,
    })
}
