//! Plans in the documents for other programs: advice, both outlooks, exact distributions, dates, and the places of the
//! cards.

use serde_json::{Map, Value, json};

use super::audit_json::spread;
use super::head::{document, of_scenario};
use super::json_numbers::rounded;
use super::other_rule::other_rule_in;
use crate::audit::Work;
use crate::simulation::{
    Advice, AuditWay, Basis, ContestPlan, MeasuredContest, OutcomeForecast, Outlook, Plan, PlanRow, PullLine, TOLD,
    TogetherPlan, TrialsRow, VaryingAmount,
};

/// A plan: the advice, the audited contests, and a row for each method and contest.
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
            "trials": plan.trials,
            "care": plan.care,
            "without_errors": plan.without_errors,
            "expected_discrepancies": {"o1": rates.o1, "o2": rates.o2, "u1": rates.u1, "u2": rates.u2},
            "staff": {
                "boards": staff.boards,
                "people_per_board": staff.people_per_board,
                "hours_per_day": staff.hours_per_day,
                "deadline_days": staff.deadline_days,
                "calendar": calendar,
            },
            "recommendation": advised(plan),
            "cost_basis": plan.clock.map(|clock| json!({"basis": clock.basis, "dollars_per_hour": clock.dollars_per_hour})),
            "together": ways(plan),
            "contests": plan.audited.iter().map(|it| contest(plan, it)).collect::<Vec<_>>(),
            "plans": plan.rows.iter().enumerate().map(|(at, row)| planned_row(plan, at, row)).collect::<Vec<_>>(),
    });
    document(head, fields)
}

/// One audited contest.
fn contest(plan: &Plan, it: &ContestPlan) -> Value {
    let of_contest = || plan.rows.iter().filter(|row| row.contest == it.contest);
    let misfits = of_contest()
        .filter_map(|row| row.misfit.as_ref().map(|why| json!({"method": row.method, "why": why.to_string()})));
    let misfits: Vec<Value> = misfits.collect();
    json!({
        "contest": plan.contests[it.contest].id,
        "title": plan.contests[it.contest].title,
        "rule": plan.contests[it.contest].rule.0,
        "cards": it.cards,
        "ballots": it.ballots,
        "contested": it.contested,
        "opportunistic": it.opportunistic,
        "title_suggests": other_rule_in(&plan.contests[it.contest].title),
        "reported_outcome_correct": it.reported_right,
        "recommendation": recommendation(plan, it),
        "does_not_fit": misfits,
    })
}

/// The main advice: for all contests together, else for the only one; `null` if nobody can lose.
fn advised(plan: &Plan) -> Value {
    let Some(together) = &plan.together else {
        let only = plan.audited.iter().find(|it| it.is_bound());
        return only.map_or(Value::Null, |it| recommendation(plan, it));
    };
    let Some(advice) = &together.advice else { return Value::Null };
    let name = |at: usize| way_name(&together.ways[at].way);
    let mut value = recommended(plan, advice, &|at| together.outlook(at), &name, together.reported_right);
    value["way"] = json!(way_kind(&together.ways[advice.choice].way));
    value
}

/// The ways to audit all contests together.
fn ways(plan: &Plan) -> Vec<Value> {
    let measured = |it: &MeasuredContest| json!({"contest": plan.contests[it.contest].id, "confirmed": it.confirmed, "trials": it.of});
    let each = |it: &TogetherPlan| {
        let contests = match &it.way {
            AuditWay::EachAlone(rows) => rows.as_slice(),
            AuditWay::FullHandCount | AuditWay::OneSample(_) => &[],
        };
        let contest = |&at: &usize| {
            let row = &plan.rows[at];
            json!({"contest": plan.contests[row.contest].id, "method": row.method})
        };
        json!({
            "way": way_kind(&it.way),
            "method": if let AuditWay::OneSample(method) = it.way { Some(method) } else { None },
            "contests": contests.iter().map(contest).collect::<Vec<_>>(),
            "if_nothing_wrong": it.if_nothing_wrong.as_ref().map(|it| outlook(plan, it)),
            "with_errors": it.with_errors.as_ref().map(|it| outlook(plan, it)),
            "measured": it.measured.iter().map(measured).collect::<Vec<_>>(),
        })
    };
    plan.together.iter().flat_map(|together| &together.ways).map(each).collect()
}

/// A way to audit all contests, in a word.
fn way_kind(way: &AuditWay) -> &'static str {
    match way {
        AuditWay::FullHandCount => "full_hand_count",
        AuditWay::OneSample(_) => "one_sample",
        AuditWay::EachAlone(_) => "each_alone",
    }
}

/// The same with the method of one sample.
fn way_name(way: &AuditWay) -> &'static str {
    if let AuditWay::OneSample(method) = way { method } else { way_kind(way) }
}

/// The advice for a contest; `null` if nobody can lose.
fn recommendation(plan: &Plan, it: &ContestPlan) -> Value {
    let Some(advice) = &it.advice else { return Value::Null };
    recommended(plan, advice, &|at| plan.outlook(at), &|at| plan.rows[at].method, it.reported_right)
}

/// Advice, with its numbers.
fn recommended<'p>(
    plan: &Plan,
    advice: &Advice,
    of: &dyn Fn(usize) -> Option<&'p Outlook>,
    name: &dyn Fn(usize) -> &'static str,
    right: bool,
) -> Value {
    let Some(outlook) = of(advice.choice) else { return Value::Null };
    let fewest = advice.fewest_boards.map(|(at, boards)| json!({"method": name(at), "boards": boards}));
    json!({
        "method": name(advice.choice),
        "outlook": if right { "with_errors" } else { "if_nothing_wrong" },
        "basis": basis(outlook),
        "cost": rounded(outlook.cost.mean),
        "hours": rounded(outlook.hours.mean),
        "certain": outlook.is_certain(),
        "ends": ends(plan, outlook),
        "boards": plan.staff.boards,
        "meets_deadline": advice.in_time,
        "chance_in_time": outlook.in_time,
        "boards_needed": outlook.boards,
        "fewest_boards": fewest,
        "ties": advice.ties.iter().map(|&at| name(at)).collect::<Vec<_>>(),
    })
}

/// The source of numbers, as a word.
fn basis(outlook: &Outlook) -> &'static str {
    match outlook.basis {
        Basis::Distribution { .. } => "law",
        Basis::Rehearsals { .. } => "rehearsals",
        Basis::PutTogether { .. } => "put_together",
    }
}

/// The expected work of one audit.
fn outlook(plan: &Plan, it: &Outlook) -> Value {
    let amount = |it: &VaryingAmount| {
        let error = if it.error > 0.0 { json!(rounded(it.error)) } else { Value::Null };
        json!({"mean": rounded(it.mean), "standard_error": error, "0.9": rounded(it.most)})
    };
    let (within, trials, sums) = match it.basis {
        Basis::Distribution { within } => (Some(within), None, None),
        Basis::Rehearsals { trials } => (None, Some(trials), None),
        Basis::PutTogether { trials, sums } => (None, trials, Some(sums)),
    };
    json!({
        "basis": basis(it),
        "within": within,
        "trials": trials,
        "put_together": sums,
        "cards": amount(&it.cards),
        "ballots": amount(&it.ballots),
        "hours": amount(&it.hours),
        "cost": amount(&it.cost),
        "full_hand_count": it.full_count,
        "in_time": it.in_time,
        "ends": ends(plan, it),
        "boards_needed": it.boards,
    })
}

/// Days of work that nine audits of ten do not exceed, the date on which they end if a first day is given, and whether
/// that is after a deadline.
fn ends(plan: &Plan, it: &Outlook) -> Value {
    let days = plan.staff.days(it.hours.most);
    let date = plan.staff.calendar.and_then(|calendar| calendar.finishes(days));
    json!({"days": days, "date": date.map(|date| date.to_string()), "late": plan.staff.is_late(days)})
}

fn planned_row(plan: &Plan, at: usize, row: &PlanRow) -> Value {
    let drawn = plan
        .rehearsed
        .as_ref()
        .and_then(|it| it.rows.iter().find(|it| (it.contest, it.method) == (row.contest, row.method)));
    let first = row
        .first
        .map(|(chance, sizes)| json!({"chance": chance, "least": sizes.least, "all_beyond": sizes.all_beyond}));
    let mut value = json!({
        "method": row.method,
        "contest": plan.contests[row.contest].id,
        "limits_risk": row.lawful,
        "fits": row.misfit.is_none(),
        "draws": row.draws,
        "cards": row.cards,
        "batches": row.batches,
        "population": row.population,
        "full_hand_count": row.full_hand_count,
        "why": row.why.to_string(),
        "hours": rounded(row.work.hours),
        "cost": rounded(row.work.cost),
        "days": plan.staff.days(row.work.hours),
        "if_nothing_wrong": row.if_nothing_wrong.as_ref().map(|it| outlook(plan, it)),
        "with_errors": row.with_errors.as_ref().map(|it| outlook(plan, it)),
        "cheapest": plan.is_advised(at),
        "full_count": work(plan, row.full_count),
        "first_round": first,
        "law": row.foreseen.as_ref().ok().map(|it| foreseen(plan, it)),
        "why_no_law": row.foreseen.as_ref().err().map(ToString::to_string),
        "pull_unit": (!row.pull.is_empty()).then_some(if row.batches.is_some() { "batch" } else { "card" }),
        "pull": row.pull.iter().map(pull).collect::<Vec<_>>(),
    });
    if plan.staff.calendar.is_some() {
        let most = |it: &Option<Outlook>| date(plan, it.as_ref().map(|it| it.hours.most));
        value["finishes"] = json!({
            "if_nothing_wrong": most(&row.if_nothing_wrong),
            "with_errors": most(&row.with_errors),
            "full_hand_count": date(plan, Some(row.full_count.hours)),
        });
    }
    if let Some(drawn) = drawn {
        value["rehearsed"] = rehearsed(plan, drawn);
    }
    value
}

fn rehearsed(plan: &Plan, drawn: &TrialsRow) -> Value {
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

/// The results of an exact distribution; `null` for what it does not cover.
fn foreseen(plan: &Plan, it: &OutcomeForecast) -> Value {
    let distribution = &it.distribution;
    let quantiles: Map<String, Value> =
        TOLD.iter().zip(it.quantiles).map(|(share, cards)| (share.to_string(), json!(cards.map(rounded)))).collect();
    let rounds = distribution
        .stops
        .iter()
        .map(|stop| json!({"draws": stop.draws, "cards": rounded(stop.cards), "confirmed": stop.by}));
    let rounds: Vec<Value> = if distribution.card_by_card { Vec::new() } else { rounds.collect() };
    let confirms_in = [0, 1, 2].map(|round| distribution.confirms_in(round));
    json!({
        "exact": distribution.is_exact(),
        "exact_rounds": distribution.exact,
        "within": distribution.within,
        "closest_pair": distribution.closest.as_ref().map(ToString::to_string),
        "cards_without_record": distribution.without_record,
        "card_by_card": distribution.card_by_card,
        "rounds": rounds,
        "confirms_in": confirms_in,
        "full_hand_count": distribution.full_hand_count(),
        "cards": {"expected": it.cards, "quantiles": quantiles},
        "hours": {"expected": it.work.map(|work| rounded(work.hours)), "0.9": it.work90.map(|work| rounded(work.hours))},
        "cost": {"expected": it.work.map(|work| rounded(work.cost)), "0.9": it.work90.map(|work| rounded(work.cost))},
        "days": {"0.9": it.work90.map(|work| plan.staff.days(work.hours))},
    })
}

fn work(plan: &Plan, work: Work) -> Value {
    json!({"hours": rounded(work.hours), "cost": rounded(work.cost), "days": plan.staff.days(work.hours)})
}

/// The date on which this number of person-hours ends, and whether that is too late; `null` if they are not known.
fn date(plan: &Plan, hours: Option<f64>) -> Value {
    let Some(hours) = hours else { return Value::Null };
    let days = plan.staff.days(hours);
    let date = plan.staff.calendar.and_then(|calendar| calendar.finishes(days));
    json!({"date": date.map(|date| date.to_string()), "late": plan.staff.is_late(days)})
}

fn pull(it: &PullLine) -> Value {
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
