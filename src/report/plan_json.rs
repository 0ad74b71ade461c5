//! Plans in the documents other programs read: clean audits, exact laws, rehearsals, dates, and where the cards lie.

use serde_json::{Map, Value, json};

use super::audit_json::spread;
use super::head::{document, of_scenario};
use super::json::rounded;
use crate::audit::Work;
use crate::simulation::{Foreseen, Plan, PlanRow, Pull, Row, TOLD};

/// A plan, a row for each method and contest.
pub fn planned(plan: &Plan) -> Value {
    let staff = &plan.staff;
    let calendar = staff.calendar.map(|it| {
        let deadline = it.deadline.map(|date| date.to_string());
        json!({"starts": it.starts.to_string(), "deadline": deadline, "weekends": it.weekends})
    });
    let rates = plan.expected;
    let head = of_scenario(&plan.seed, &plan.name, &plan.sha256);
    let fields = json!({
            "of": plan.of,
            "risk_limit": plan.risk_limit,
            "trials": plan.rehearsed.as_ref().map(|it| it.trials),
            "expected_discrepancies": {"o1": rates.o1, "o2": rates.o2, "u1": rates.u1, "u2": rates.u2},
            "staff": {
                "boards": staff.boards,
                "people_per_board": staff.people_per_board,
                "hours_per_day": staff.hours_per_day,
                "deadline_days": staff.deadline_days,
                "calendar": calendar,
            },
            "plans": plan.rows.iter().enumerate().map(|(at, row)| planned_row(plan, at, row)).collect::<Vec<_>>(),
    });
    document(head, fields)
}

fn planned_row(plan: &Plan, at: usize, row: &PlanRow) -> Value {
    let drawn = plan.rehearsed.as_ref().map(|it| &it.rows[at]);
    let first = row
        .first
        .map(|(chance, sizes)| json!({"chance": chance, "least": sizes.least, "all_beyond": sizes.all_beyond}));
    let mut value = json!({
        "method": row.method,
        "contest": plan.contests[row.contest].id,
        "cards": row.cards,
        "batches": row.batches,
        "population": row.population,
        "full_hand_count": row.full_hand_count,
        "why": row.why,
        "hours": rounded(row.work.hours),
        "cost": rounded(row.work.cost),
        "days": plan.staff.days(row.work.hours),
        "cheapest": plan.cheapest.contains(&at),
        "full_count": work(plan, row.full_count),
        "first_round": first,
        "law": row.foreseen.as_ref().ok().map(|it| foreseen(plan, it)),
        "why_no_law": row.foreseen.as_ref().err(),
        "pull_unit": (!row.pull.is_empty()).then_some(if row.batches.is_some() { "batch" } else { "card" }),
        "pull": row.pull.iter().map(pull).collect::<Vec<_>>(),
    });
    if plan.staff.calendar.is_some() {
        let most = plan.work_of_nine_in_ten(at);
        value["finishes"] = json!({
            "clean": date(plan, Some(row.work)),
            "0.9": date(plan, most),
            "full_hand_count": date(plan, Some(row.full_count)),
        });
    }
    if let Some(drawn) = drawn {
        value["rehearsed"] = rehearsed(plan, drawn);
    }
    value
}

fn rehearsed(plan: &Plan, drawn: &Row) -> Value {
    json!({
        "cards": spread(&drawn.cards),
        "hours": spread(&drawn.hours),
        "cost": spread(&drawn.cost),
        "second_round": drawn.second_round.fraction(),
        "third_round": drawn.third_round.fraction(),
        "full_hand_count": drawn.full_hand_count.fraction(),
        "days": {"0.5": plan.staff.days(drawn.hours.quantiles[2]), "0.9": plan.staff.days(drawn.hours.quantiles[4])},
    })
}

/// What an exact law says; `null` for what it does not reach.
fn foreseen(plan: &Plan, it: &Foreseen) -> Value {
    let law = &it.law;
    let quantiles: Map<String, Value> =
        TOLD.iter().zip(it.quantiles).map(|(share, cards)| (share.to_string(), json!(cards.map(rounded)))).collect();
    let rounds =
        law.stops.iter().map(|stop| json!({"draws": stop.draws, "cards": rounded(stop.cards), "confirmed": stop.by}));
    let rounds: Vec<Value> = if law.card_by_card { Vec::new() } else { rounds.collect() };
    let confirms_in = [0, 1, 2].map(|round| law.confirms_in(round));
    json!({
        "exact": law.is_exact(),
        "exact_rounds": law.exact,
        "within": law.within,
        "closest_pair": law.closest,
        "card_by_card": law.card_by_card,
        "rounds": rounds,
        "confirms_in": confirms_in,
        "full_hand_count": law.full_hand_count(),
        "cards": {"expected": it.cards, "quantiles": quantiles},
        "hours": {"expected": it.work.map(|work| rounded(work.hours)), "0.9": it.work90.map(|work| rounded(work.hours))},
        "cost": {"expected": it.work.map(|work| rounded(work.cost)), "0.9": it.work90.map(|work| rounded(work.cost))},
        "days": {"0.9": it.work90.map(|work| plan.staff.days(work.hours))},
    })
}

fn work(plan: &Plan, work: Work) -> Value {
    json!({"hours": rounded(work.hours), "cost": rounded(work.cost), "days": plan.staff.days(work.hours)})
}

/// The day on which work ends, and whether that is too late; `null` for work that is not known or beyond the calendar.
fn date(plan: &Plan, work: Option<Work>) -> Value {
    let Some(work) = work else { return Value::Null };
    let days = plan.staff.days(work.hours);
    let date = plan.staff.calendar.and_then(|calendar| calendar.finishes(days));
    json!({"date": date.map(|date| date.to_string()), "late": plan.staff.is_late(days)})
}

fn pull(it: &Pull) -> Value {
    json!({
        "place": it.place,
        "containers": [it.containers.0, it.containers.1],
        "batches": it.batches,
        "cards": it.cards,
        "expected": it.expected,
        "least95": it.least95,
        "most95": it.most95,
    })
}
