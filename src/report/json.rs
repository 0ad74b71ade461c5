//! Documents for other programs: `run`, `check` and `list` as JSON.

use serde_json::{Map, Value, json};

use super::first_line::verdict_in_words;
use super::head::{document, of_scenario, seeded};
use super::json_numbers::rounded;
use super::law::{not_known, sentence};
use super::words::english;
use crate::canvass::CHECKS;
use crate::election::FillRates;
use crate::hand_count::mishap::Befall;
use crate::hand_count::recount_law::{LegalAnswer, When};
use crate::random::DEFAULT_SEED;
use crate::reason::{Filling, Reason, findings};
use crate::scenario::{CountedBy, Scenario, ScenarioFile};
use crate::simulation::{
    ContestRun, DiscrepancyMap, DiscrepancyOrigin, ElectionRun, FaultSeen, LegalCase, LegalRule, OriginSum,
    PublishedComparison,
};
use crate::social_choice::{Outcome, Tally};

/// The beginning of every run's document.
fn provenance(run: &ElectionRun) -> Map<String, Value> {
    of_scenario(&run.seed, &run.name, &run.sha256)
}

/// One run: every contest, every stage, beside published figures.
pub fn run(run: &ElectionRun) -> Value {
    let mut map = provenance(run);
    map.insert("title".into(), json!(run.scenario.title));
    map.insert("question".into(), json!(run.question));
    map.insert("lesson".into(), json!(run.scenario.lesson));
    map.insert("ballots".into(), json!(run.ballots));
    map.insert("cards".into(), json!(run.cards));
    map.insert("batches".into(), json!(run.batches));
    let audited = run.scenario.audit.as_ref().and(run.scenario.audited_stage());
    map.insert("audited_stage".into(), json!(audited.map(|at| &run.scenario.stage[at].id)));
    map.insert("contests".into(), (0..run.contests.len()).map(|c| contest(run, c)).collect());
    map.insert("one_sample".into(), super::audit_json::one_sample(run).into());
    map.insert("checks".into(), checks(run));
    map.insert("figures".into(), run.comparisons.iter().map(|c| comparison(run, c)).collect());
    map.insert("mishaps".into(), mishaps(run));
    map.insert("beyond".into(), beyond(run));
    map.insert("no_recount_sees".into(), json!(english().beyond_always));
    map.insert("assumed".into(), json!(assumed(run).iter().map(ToString::to_string).collect::<Vec<_>>()));
    map.insert("sources".into(), json!(run.scenario.source));
    Value::Object(map)
}

/// Everything a scenario marks as assumed, in order.
pub(super) fn assumed(run: &ElectionRun) -> Vec<Filling> {
    let scenario = &run.scenario;
    let paper = scenario.paper.iter().filter_map(|p| p.assumed.clone());
    let spread = scenario.spread.iter().filter_map(|s| s.assumed.clone());
    let rates = Filling::from(rates(scenario));
    let stage = scenario.stage.iter().filter_map(|s| s.assumed.as_ref().map(|why| format!("{}: {why}", s.id)));
    let audit =
        scenario.audit.as_ref().and_then(|a| a.assumed.as_ref().map(|why| findings::assumed_audits(why).into()));
    let texts = scenario.assumed.iter().cloned().chain(paper).chain(spread).chain(stage).map(Filling::from);
    let mut all: Vec<Filling> = Vec::new();
    for sentence in texts.chain(audit).chain([rates]) {
        if !all.contains(&sentence) {
            all.push(sentence);
        }
    }
    all
}

/// The rates for what the paper entries do not document, as a message.
fn rates(scenario: &Scenario) -> Reason {
    let (given, default) = (&scenario.rates, FillRates::default());
    let percent = |given: Option<f64>, default: f64| rounded(100.0 * given.unwrap_or(default));
    let batches = match scenario.manifest.batches {
        Some(n) => findings::batches_in_all(n),
        None => findings::batches_average(given.batch_size.unwrap_or(default.batch_size)),
    };
    findings::assumed_rates(
        percent(given.undervote, default.undervote).to_string(),
        percent(given.overvote, default.overvote).to_string(),
        percent(given.light_marks, default.light).to_string(),
        batches,
    )
}

fn tally(it: &ContestRun, tally: &Tally) -> Value {
    it.contest.candidates.iter().zip(&tally.votes).map(|(name, votes)| (name.clone(), json!(votes))).collect()
}

fn winners(it: &ContestRun, outcome: &Outcome) -> Value {
    outcome.winners.iter().map(|&c| json!(it.contest.name(c))).collect()
}

/// What one rule says about a margin; `met` is null if there is no such recount, or if no rule is known.
fn legal(state: &str, case: &LegalCase, it: &LegalRule) -> Value {
    let met = match it.answer {
        LegalAnswer::None => None,
        LegalAnswer::NotMet => Some(false),
        LegalAnswer::Ordered | LegalAnswer::MayBeAsked { .. } => Some(true),
    };
    let free = match it.answer {
        LegalAnswer::MayBeAsked { free } => free,
        LegalAnswer::Ordered => Some(true),
        LegalAnswer::NotMet | LegalAnswer::None => None,
    };
    let known = it.rule.filter(|rule| rule.when != When::Unknown);
    json!({
        "way": if it.automatic { "automatic" } else { "on_request" },
        "if": (!case.kinds.is_empty()).then(|| case.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>()),
        "rule": it.rule.map_or_else(|| not_known(english(), state, it.automatic), |rule| sentence(english(), rule)),
        "known": known.is_some(),
        "met": met,
        "at_public_cost": free,
        "from": known.and_then(|rule| rule.from),
        "until": known.and_then(|rule| rule.until),
        "statute": known.map(|rule| rule.statute),
        "as_of": known.and_then(|rule| rule.seen),
        "page": known.map(|rule| rule.page),
    })
}

fn contest(run: &ElectionRun, place: usize) -> Value {
    let it = &run.contests[place];
    let mut stages = Vec::new();
    for (at, stage) in it.stages.iter().enumerate() {
        let text = &run.scenario.stage[at];
        let by = match text.by {
            CountedBy::Machine => "machine",
            CountedBy::Hand => "hand",
            CountedBy::Ruling => "ruling",
        };
        let state = run.scenario.law.as_deref().unwrap_or_default();
        let law = stage.law.iter().flat_map(|case| case.rules.iter().map(|rule| legal(state, case, rule)));
        stages.push(json!({
            "id": text.id,
            "by": by,
            "counted": text.counts_contest(&it.contest.id),
            "part": text.leaves_paper(),
            "date": text.date,
            "ballots": it.ballots_counted(at),
            "tally": tally(it, &stage.tally),
            "misrecorded": run.stages[at].misrecorded[place],
            "blank": stage.tally.blank,
            "overvoted": stage.tally.overvoted,
            "undervotes": stage.tally.undervotes(&it.contest),
            "overvotes": stage.tally.overvotes(&it.contest),
            "set_aside": stage.set_aside,
            "winners": winners(it, &stage.outcome),
            "tied": stage.outcome.tied.iter().map(|&c| it.contest.name(c)).collect::<Vec<_>>(),
            "margin": stage.outcome.margin,
            "published": published(run, at, place),
            "law": law.collect::<Vec<_>>(),
            "where": run.whereabouts.iter().find(|it| (it.stage, it.contest) == (at, place)).map(|it| whereabouts(run, it)),
            "hours": run.stages[at].work[place].map(|work| rounded(work.0)),
            "cost": run.stages[at].work[place].map(|work| rounded(work.1)),
        }));
        if let (Some(of), Some(stage)) = (&it.rounds, stages.last_mut()) {
            stage[super::ranked_json::key(of)] = super::ranked_json::rounds(&it.contest, &of.stages[at]);
        }
    }
    let mut truth = json!({
        "tally": tally(it, &it.paper),
        "ballots": it.paper.ballots,
        "blank": it.paper.blank,
        "overvoted": it.paper.overvoted,
        "undervotes": it.paper.undervotes(&it.contest),
        "overvotes": it.paper.overvotes(&it.contest),
        "winners": winners(it, &it.right),
        "tied": it.right.tied.iter().map(|&c| it.contest.name(c)).collect::<Vec<_>>(),
        "margin": it.right.margin,
    });
    if let Some(it) = it.changed_ballots {
        truth["changed_ballots"] = json!({"at_least": it.least, "exact": it.is_exact});
    }
    truth["decided_by"] = json!(it.decided_by.as_ref().map(ToString::to_string));
    if let Some(of) = &it.rounds {
        truth[super::ranked_json::key(of)] = super::ranked_json::rounds(&it.contest, &of.paper);
        truth["proof"] = super::ranked_json::proof(&it.contest, &of.proof);
    }
    if let Some((wanted, outcome)) = &it.wanted {
        truth["wanted"] = json!({"tally": tally(it, wanted), "winners": winners(it, outcome), "margin": outcome.margin, "ballots": wanted.ballots, "blank": wanted.blank, "overvoted": wanted.overvoted, "undervotes": wanted.undervotes(&it.contest), "overvotes": wanted.overvotes(&it.contest)});
    }
    json!({
        "id": it.contest.id,
        "title": it.contest.title,
        "rule": it.contest.rule.0,
        "seats": it.contest.seats,
        "votes_allowed": it.contest.votes_allowed,
        "candidates": it.contest.candidates,
        "true": truth,
        "stages": stages,
        "audits": super::audit_json::audits(run, place),
        "verdict": it.verdict.name(),
        "headline": super::headline_json::run(run, place),
        "in_words": verdict_in_words(english(), run, place),
        "faults_found": faults(run, place, true),
        "faults_missed": faults(run, place, false),
    })
}

/// The differences between a count and the paper.
fn whereabouts(run: &ElectionRun, it: &DiscrepancyMap) -> Value {
    let origin = |sum: &OriginSum| {
        let says = if let DiscrepancyOrigin::Fault(place) = sum.origin {
            Some(run.faults[place].says.to_string())
        } else {
            None
        };
        json!({"origin": sum.origin.name(), "fault": says, "batches": sum.batches, "votes": sum.votes})
    };
    let squares = it.squares.iter().map(|square| {
        json!({"at": square.at, "batch": square.batch, "off": square.off, "votes": square.votes, "origin": square.origin})
    });
    json!({
        "batches": it.batches,
        "batches_a_square": it.batches_a_square,
        "changed_in_totals": it.typed,
        "totals": it.totals.iter().map(|(fault, votes)| json!({"fault": run.faults[*fault].says.to_string(), "votes": votes})).collect::<Vec<_>>(),
        "origins": it.origins.iter().map(origin).collect::<Vec<_>>(),
        "elsewhere": it.elsewhere.iter().map(origin).collect::<Vec<_>>(),
        "squares": squares.collect::<Vec<_>>(),
    })
}

fn published(run: &ElectionRun, stage: usize, contest: usize) -> Value {
    let id = &run.contests[contest].contest.id;
    let texts = run.scenario.stage[stage].published.iter();
    let whole = texts.filter(|text| text.contest == *id && text.place.is_none());
    let map: Map<String, Value> = whole.flat_map(|t| &t.tally).map(|(name, n)| (name.clone(), json!(n))).collect();
    if map.is_empty() { Value::Null } else { Value::Object(map) }
}

fn faults(run: &ElectionRun, contest: usize, found: bool) -> Value {
    let fits = |fault: &&FaultSeen| fault.changed[contest] && fault.found_by[contest].is_some() == found;
    let mut list: Vec<Value> = run
        .faults
        .iter()
        .filter(fits)
        .map(|fault| {
            let stage = &run.scenario.stage[fault.stage].id;
            json!({"stage": stage, "kind": fault.kind, "says": fault.says.to_string(), "found_by": fault.found_by[contest].as_ref().map(Filling::to_string), "would_be_found_by": fault.would_be_found_by[contest].as_ref().map(Reason::to_string)})
        })
        .collect();
    let beyond = run.beyond.iter().filter(|b| b.contest == contest && b.found_by.is_some() == found);
    list.extend(beyond.map(|b| {
        json!({"stage": null, "kind": b.kind, "says": b.says.to_string(), "found_by": b.found_by.as_ref().map(Reason::to_string), "why_unseen": b.why_unseen.to_string(), "seen_by": b.seen_by.to_string()})
    }));
    Value::Array(list)
}

fn checks(run: &ElectionRun) -> Value {
    let mut list = Vec::new();
    for (at, text) in run.scenario.stage.iter().enumerate() {
        if text.by != CountedBy::Machine || !text.mean_of.is_empty() {
            continue;
        }
        for check in CHECKS {
            let findings = run.stages[at].findings.iter().filter(|f| f.check == check);
            list.push(json!({
                "stage": text.id,
                "check": check.name(),
                "made": text.checks.contains(&check),
                "findings": findings.map(|f| json!({"unit": run.units[f.unit], "says": f.says.to_string()})).collect::<Vec<_>>(),
            }));
        }
    }
    Value::Array(list)
}

fn mishaps(run: &ElectionRun) -> Value {
    let stages = run.scenario.stage.iter();
    let all = stages.flat_map(|stage| stage.mishaps.iter().map(move |m| (&stage.id, m)));
    all.map(|(stage, m)| json!({"stage": stage, "kind": m.kind(), "says": m.says().to_string()})).collect()
}

fn beyond(run: &ElectionRun) -> Value {
    let one = |b: &crate::simulation::BeyondSeen| {
        json!({
            "kind": b.kind,
            "contest": run.contests[b.contest].contest.id,
            "ballots": b.ballots,
            "says": b.says.to_string(),
            "outcome": if b.found_by.is_some() { "found" } else { "undetected" },
            "why_unseen": b.why_unseen.to_string(),
            "seen_by": b.seen_by.to_string(),
            "found_by": b.found_by.as_ref().map(Reason::to_string),
        })
    };
    run.beyond.iter().map(one).collect()
}

fn comparison(run: &ElectionRun, c: &PublishedComparison) -> Value {
    json!({
        "stage": run.scenario.stage[c.stage].id,
        "contest": run.contests[c.contest].contest.id,
        "what": c.what.to_string(),
        "published": c.published,
        "model": c.model,
        "within": c.within,
        "holds": c.holds,
        "source": c.source,
    })
}

/// Contests whose wrong reported outcome was confirmed, and by which methods.
fn confirmed_wrong(run: &ElectionRun) -> Value {
    let of = (0..run.contests.len()).map(|at| (&run.contests[at].contest.id, run.headline(at).confirmed_wrong));
    let wrong = of.filter(|(_, methods)| !methods.is_empty());
    wrong.map(|(contest, methods)| json!({"contest": contest, "methods": methods})).collect()
}

/// The result of `check`: every scenario with its figures; `seed` if one was given for all.
pub fn checked(runs: &[ElectionRun], seed: Option<&str>) -> Value {
    let one = |run: &ElectionRun| {
        let mut map = provenance(run);
        map.insert("holds".into(), json!(run.comparisons.iter().all(|c| c.holds)));
        map.insert("confirmed_wrong".into(), confirmed_wrong(run));
        map.insert("figures".into(), run.comparisons.iter().map(|c| comparison(run, c)).collect());
        Value::Object(map)
    };
    let scenarios: Vec<Value> = runs.iter().map(one).collect();
    document(seeded(seed), json!({"scenarios": scenarios}))
}

/// The shipped scenarios with the question of each, and the default seed.
pub fn listed(files: &[ScenarioFile]) -> Value {
    let one = |f: &ScenarioFile| json!({"name": f.name, "title": f.scenario.title, "question": f.question, "sha256": f.sha256()});
    let scenarios: Vec<Value> = files.iter().map(one).collect();
    document(seeded(Some(DEFAULT_SEED)), json!({"scenarios": scenarios}))
}
