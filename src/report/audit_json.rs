//! Audits in the documents for other programs: those of one run, and the summary of many trials.

use serde_json::{Map, Value, json};

use super::head::{document, head, of_scenario};
use super::json_numbers::{rounded, share_interval};
use crate::scenario::ScenarioFile;
use crate::simulation::{
    AuditRun, ElectionRun, ObservedAuditRun, QUANTILES, SharedSampleRun, Simulated, Spread, TogetherRow, TrialsRow,
};

/// The audits of one contest: samples drawn in reality first, then those of the model.
pub(super) fn audits(run: &ElectionRun, contest: usize) -> Vec<Value> {
    let observed = run.observed.iter().filter(|o| o.contest == contest).map(|o| observed(run, o));
    let modelled = run.audits.iter().filter(|audit| audit.contest == contest).map(|audit| modelled(run, audit));
    observed.chain(modelled).collect()
}

fn modelled(run: &ElectionRun, audit: &AuditRun) -> Value {
    let it = &run.contests[audit.contest];
    let rounds = audit.rounds.iter().map(|round| {
        json!({"cards": round.cards, "draws": round.draws, "p_value": round.p_value, "discrepancies": round.discrepancies})
    });
    let listed = audit
        .listed
        .iter()
        .map(|d| json!({"batch": d.batch.to_string(), "position": d.position, "reported": d.reported.to_string(), "read": d.read.to_string(), "cause": d.cause.name()}));
    let counted = audit.counted.as_ref().map(|(tally, outcome)| {
        let votes = it.contest.candidates.iter().zip(&tally.votes);
        let winners = outcome.winners.iter().map(|&c| it.contest.name(c));
        json!({
            "tally": votes.map(|(name, n)| (name.clone(), json!(n))).collect::<Map<_, _>>(),
            "winners": winners.collect::<Vec<_>>(),
            "correct": audit.right_in_the_end,
        })
    });
    json!({
        "method": audit.method,
        "observed": false,
        "held": audit.held,
        "risk_limit": audit.risk_limit,
        "cards_examined": audit.cards,
        "population": audit.population,
        "rounds": rounds.collect::<Vec<_>>(),
        "path": audit.trace.iter().map(|t| json!([t.draws, t.p_value])).collect::<Vec<_>>(),
        "p_value": audit.p_value,
        "outcome": audit.decision.name(),
        "confirmed_wrong": audit.confirmed_wrong(),
        "nothing_to_audit": audit.nothing_to_audit,
        "why_counted": audit.why_counted.as_ref().map(ToString::to_string),
        "does_not_add_up": audit.does_not_add_up.as_ref().map(ToString::to_string),
        "discrepancies": audit.discrepancies,
        "listed": listed.collect::<Vec<_>>(),
        "full_hand_count": counted,
        "hours": rounded(audit.work.hours),
        "cost": rounded(audit.work.cost),
    })
}

fn observed(run: &ElectionRun, it: &ObservedAuditRun) -> Value {
    let text = run.scenario.audit.as_ref().expect("an audit was asked for");
    let observed = &text.observed[it.place];
    let risk_limit = text.terms().risk_limit;
    let confirmed = run.observed_confirms(it);
    let clock = text.clock(run.contests[it.contest].contest.votes_allowed);
    let work = clock.work(observed.ballots, 0, Some(run.ballots));
    json!({
        "method": observed.method,
        "observed": true,
        "held": true,
        "risk_limit": risk_limit,
        "cards_examined": observed.ballots,
        "rounds": [{"cards": observed.ballots, "p_value": it.p_value, "discrepancies": 0}],
        "p_value": it.p_value,
        "outcome": if confirmed { "confirmed" } else { "not_confirmed" },
        "confirmed_wrong": run.observed_confirms_wrong(it),
        "sample": observed.sample,
        "published_p_value": observed.p_value,
        "holds": it.holds,
        "source": observed.source,
        "hours": rounded(work.hours),
        "cost": rounded(work.cost),
    })
}

/// The work of one sample for all contests in one run, method by method.
pub(super) fn one_sample(run: &ElectionRun) -> Vec<Value> {
    let of_method = |it: &SharedSampleRun| {
        json!({
            "method": it.method,
            "cards_pulled": it.cards,
            "rounds": it.rounds,
            "hours": rounded(it.work.hours),
            "cost": rounded(it.work.cost),
            "counted_in_full": it.counted.len(),
            "ballots_counted_in_full": it.full_counts.ballots,
            "all_hours": rounded(it.work.hours + it.full_counts.work.hours),
            "all_cost": rounded(it.work.cost + it.full_counts.work.cost),
        })
    };
    run.together.iter().map(of_method).collect()
}

/// Many trials, a row for each method and contest; marked if the work was interrupted.
pub fn simulated(all: &Simulated) -> Value {
    let head = of_scenario(&all.seed, &all.name, &all.sha256);
    let fields = json!({
            "of": all.of,
            "trials": all.trials,
            "exact_readings": all.exact_readings,
            "engine": all.engine,
            "headline": super::headline_json::trials(all),
            "headline_together": super::headline_json::trials_together(all),
            "methods": all.rows.iter().map(|r| row(all, r)).collect::<Vec<_>>(),
            "together": all.together.iter().map(together).collect::<Vec<_>>(),
            "drawn_apart": all.apart,
    });
    let mut all_said = document(head, fields);
    if let (true, Some(said)) = (all.trials < all.asked, all_said.as_object_mut()) {
        said.insert("partial".to_owned(), json!(true));
        said.insert("trials_asked".to_owned(), json!(all.asked));
    }
    all_said
}

/// The audits of all contests by one method, if one sample served them.
fn together(row: &TogetherRow) -> Value {
    json!({
        "method": row.method,
        "cards": spread(&row.cards),
        "rounds": spread(&row.rounds),
        "hours": spread(&row.hours),
        "cost": spread(&row.cost),
        "ballots_counted_in_full": spread(&row.ballots),
        "all_hours": spread(&row.all_hours),
        "all_cost": spread(&row.all_cost),
    })
}

fn row(all: &Simulated, row: &TrialsRow) -> Value {
    // An outcome that is right cannot be confirmed wrongly, so there is nothing to estimate.
    let interval = if row.reported_right { (0.0, 0.0) } else { row.confirmed_wrong.interval95() };
    json!({
        "method": row.method,
        "contest": all.contests[row.contest].id,
        "engine": row.engine,
        "within": row.within,
        "risk_limit": row.risk_limit,
        "reported_outcome_correct": row.reported_right,
        "reported_votes_correct": !row.is_off,
        "contested": !row.uncontested,
        "population": row.population,
        "confirmed": row.confirmed.fraction(),
        "full_hand_count": row.full_hand_count.fraction(),
        "measured_only": row.measured_only.fraction(),
        "confirmed_wrong": row.confirmed_wrong.fraction(),
        "confirmed_wrong_interval95": [interval.0, interval.1],
        "noticed": row.noticed.fraction(),
        "noticed_interval95": share_interval(row.noticed),
        "wrong_in_the_end": row.wrong_in_the_end.fraction(),
        "why_no_sample": row.refused.as_ref().map(ToString::to_string),
        "does_not_add_up": row.does_not_add_up.as_ref().map(ToString::to_string),
        "cards": spread(&row.cards),
        "rounds": spread(&row.rounds),
        "hours": spread(&row.hours),
        "cost": spread(&row.cost),
    })
}

/// Whole numbers without a decimal point, others unchanged.
pub(super) fn number(x: f64) -> Value {
    if x.fract() == 0.0 && x.abs() < 9e15 { json!(x as i64) } else { json!(x) }
}

pub(super) fn spread(spread: &Spread) -> Value {
    let quantiles = QUANTILES.iter().zip(spread.quantiles);
    let quantiles: Map<String, Value> = quantiles.map(|((name, _), x)| ((*name).to_owned(), number(x))).collect();
    json!({"mean": spread.mean, "sd": spread.sd, "min": number(spread.min), "max": number(spread.max), "quantiles": quantiles})
}

/// Event × method: the probability that an audit shows that the report is wrong.
pub fn caught(all: &[(&ScenarioFile, Simulated)]) -> Value {
    let event = |(file, it): &(&ScenarioFile, Simulated)| {
        let wrong = it.rows.iter().any(|row| !row.reported_right);
        let methods = it.noticed_somewhere.iter().map(|(method, share)| {
            json!({"method": method, "noticed": share.fraction(), "noticed_interval95": share_interval(*share)})
        });
        json!({
            "scenario": {"name": it.name, "sha256": it.sha256},
            "title": file.scenario.title,
            "seed": it.seed,
            "of": it.of,
            "trials": it.trials,
            "reported_outcome_correct": !wrong,
            "reported_votes_correct": !it.rows.iter().any(|row| row.is_off),
            "methods": methods.collect::<Vec<_>>(),
        })
    };
    document(head(), json!({"events": all.iter().map(event).collect::<Vec<_>>()}))
}
