//! A key that is given is used or refused: all tests of `recount risk`, and all keys of any of them.

use std::collections::{BTreeMap, BTreeSet};

use recount::verify::{TESTS, answer};
use serde_json::{Map, Value, json};

fn ask(question: &Value) -> Result<Value, String> {
    answer(&question.to_string()).map_err(|why| why.to_string())
}

/// The keys that a test knows, as it lists them beside one that it does not.
fn known(test: &str) -> BTreeSet<String> {
    let complaint = ask(&json!({"test": test, "no such key": 1})).expect_err("a refusal");
    let list = complaint.split("allowed: ").nth(1).unwrap_or_else(|| panic!("{test}: {complaint}"));
    list.split(" (did you mean").next().expect("a list").split(", ").map(str::to_owned).collect()
}

/// A question that every key of the test can make a difference to, and for each key a value that does.
fn cases(test: &str) -> (Value, Value) {
    let mean = json!([1, 1, 0, 1, "1/2", 1, 1, 1, 1, 0]);
    let of_a_mean = |more: Value, changes: Value| {
        let mut question = json!({"population": 1_000, "sample": mean});
        let mut change = json!({
            "upper": 0.9, "null_mean": 0.4, "population": 20, "order": "fixed", "sample": [1, 1, 1],
        });
        merge(&mut question, more);
        merge(&mut change, changes);
        (question, change)
    };
    let by_rounds = |delta: Option<f64>| {
        let mut change = json!({
            "risk_limit": 0.01, "reported": {"winner": 700, "loser": 300}, "rounds": [{"n": 100, "winner": 60}],
        });
        if let Some(delta) = delta {
            change["delta"] = json!(delta);
        }
        let rounds = json!([{"n": 100, "winner": 58}, {"n": 100, "winner": 63}]);
        (json!({"risk_limit": 0.1, "reported": {"winner": 600, "loser": 400}, "rounds": rounds}), change)
    };
    match test {
        "alpha" => of_a_mean(
            json!({"estimator": {"name": "shrink_trunc", "eta": 0.6}}),
            json!({"estimator": {"name": "fixed", "eta": 0.6}, "upper": 2}),
        ),
        "betting" => {
            of_a_mean(json!({"bet": {"name": "fixed", "lambda": 0.5}}), json!({"bet": {"name": "fixed", "lambda": 1}}))
        }
        "sprt" => of_a_mean(json!({"eta": 0.7}), json!({"eta": 0.8, "upper": 2})),
        "kaplan_markov" => {
            let (mut question, change) = of_a_mean(json!({"g": 0.1}), json!({"g": 0.2}));
            question.as_object_mut().expect("a question").remove("population");
            (question, change)
        }
        "kaplan_wald" | "kaplan_kolmogorov" => of_a_mean(json!({"g": 0.1}), json!({"g": 0.2})),
        "bravo" | "minerva" | "providence" => by_rounds(None),
        "athena" => by_rounds(Some(1e-3)),
        "super_simple" => (
            json!({"gamma": 1.03905, "margin": 0.05, "n": 123, "o1": 1, "risk_limit": 0.1}),
            json!({
                "gamma": 1.1, "margin": 0.06, "n": 150, "o1": 2, "o2": 1, "u1": 1, "u2": 1, "risk_limit": 0.05,
                "rates": {"o1": 0.001},
            }),
        ),
        _ => cases_of_a_contest(test),
    }
}

/// The same for tests that know candidates, or strata.
fn cases_of_a_contest(test: &str) -> (Value, Value) {
    match test {
        "ballot_comparison" => (
            {
                // Cards without the contest and with two marks first, then enough that agree for the end to matter.
                let mut pairs =
                    vec![json!({"cvr": ["Ada"], "hand": null}), json!({"cvr": ["Ada", "Ben"], "hand": ["Ada"]})];
                pairs.extend(vec![json!({"cvr": ["Ada"], "hand": ["Ada"]}); 40]);
                json!({
                    "rule": "plurality", "candidates": ["Ada", "Ben", "Cleo"], "winners": ["Ada"], "margin": 0.2,
                    "population": 1_000, "pairs": pairs, "bet": {"name": "fixed", "lambda": 0.6},
                })
            },
            json!({
                "rule": "approval", "candidates": ["Ada", "Ben", "Cleo", "Dan"], "winners": ["Ben"], "margin": 0.1,
                "style": false, "votes_allowed": 2, "population": 50, "pairs": [{"cvr": ["Ada"], "hand": ["Ada"]}],
                "bet": {"name": "fixed", "lambda": 0.5}, "threshold": 0.6,
                "assertions": [{"type": "NEB", "winner": "Ada", "loser": "Ben"}],
            }),
        ),
        "macro" => {
            let votes = json!({"Ada": 50, "Ben": 30, "Cleo": 15});
            (
                json!({
                    "ballots": {"one": 100, "two": 80, "three": 10}, "reported": {"one": votes, "two": {"Ada": 40, "Ben": 30, "Cleo": 0}},
                    "winners": 1, "sample": [{"batch": "one", "audited": {"Ada": 49, "Ben": 30, "Cleo": 15}}],
                }),
                json!({
                    "ballots": {"one": 100, "two": 90, "three": 10}, "reported": {"one": votes, "two": {"Ada": 40, "Ben": 20, "Cleo": 0}},
                    "winners": 2, "votes_allowed": 9, "runoff": true, "pending": {"two": 3}, "unauditable": ["three"],
                    "combined": [{"id": "both", "batches": ["two", "three"]}], "sample": [], "risk_limit": 0.1,
                }),
            )
        }
        "suite" => {
            let cvr = json!({"W": 4550, "L": 4950, "ballots": 10_000, "n": 500});
            let polling = json!({"W": 750, "L": 150, "ballots": 1_000, "n": 250, "obs_w": 187, "obs_l": 37});
            let mut others = json!({"cvr": cvr, "polling": polling});
            others["cvr"]["n"] = json!(600);
            others["polling"]["obs_l"] = json!(38);
            (
                json!({"contest": {"W": 5300, "L": 5100, "ballots": 11_000}, "cvr": cvr, "polling": polling}),
                json!({
                    "gamma": 1.1, "contest": {"W": 5301, "L": 5100, "ballots": 11_000}, "cvr": others["cvr"],
                    "polling": others["polling"],
                }),
            )
        }
        "bayes" => (
            json!({"ballots": 200, "sample": {"Ada": 60, "Ben": 50}, "winner": "Ada"}),
            json!({
                "ballots": 300, "sample": {"Ada": 61, "Ben": 50}, "prior": {"Ada": 5, "Ben": 1}, "winner": "Ben", "ties": "win",
            }),
        ),
        "bayes_comparison" => {
            let sample = json!({"Ada": {"Ada": 60, "Ben": 9}, "Ben": {"Ben": 39, "Ada": 1}});
            (
                json!({"reported": {"Ada": 210, "Ben": 190}, "sample": sample, "winner": "Ada"}),
                json!({
                    "reported": {"Ada": 220, "Ben": 190}, "sample": {"Ada": {"Ada": 60}}, "winner": "Ben", "ties": "win",
                    "prior": {"match": 5, "base": 0.5},
                }),
            )
        }
        "stratified" => {
            let strata = |cards: u64| json!([{"population": cards, "sample": [1, 1, 1, 1, 0, 1, 1, 1]}, {"population": 100, "sample": [1, 1, 0, 1, 1]}]);
            (
                json!({"null_mean": "1/2", "strata": strata(200), "bet": {"name": "agrapa"}}),
                json!({
                    "null_mean": 0.4, "upper": 2, "strata": strata(20), "bet": {"name": "fixed", "lambda": 0.75}, "allocation": "proportional",
                    "combine": "fisher", "bands": 7, "replacement": true,
                }),
            )
        }
        other => panic!("{other}: no question here; a new test needs one"),
    }
}

fn merge(into: &mut Value, more: Value) {
    let Value::Object(more) = more else { panic!("an object") };
    into.as_object_mut().expect("an object").extend(more);
}

/// Keys that may be given and change nothing: the seed, where the answer is exact (and says so), for nobody who asks can
/// know before whether it is.
const NEUTRAL: [(&str, &str); 2] = [("bayes", "seed"), ("bayes_comparison", "seed")];

#[test]
fn every_key_of_every_test_is_used_or_refused() {
    let all: BTreeSet<String> = TESTS.iter().flat_map(|test| known(test)).collect();
    let somewhere: BTreeMap<String, Value> = TESTS
        .iter()
        .flat_map(|test| {
            let (_, changes) = cases(test);
            changes.as_object().expect("changes").clone()
        })
        .collect();
    let mut used = 0;
    for test in TESTS {
        let (mut question, changes) = cases(test);
        question["test"] = json!(test);
        let plain = ask(&question).unwrap_or_else(|why| panic!("{test}: {why}"));
        let own = known(test);
        for key in all.iter().filter(|key| !NEUTRAL.contains(&(*test, key.as_str()))) {
            let Some(value) = changes
                .get(key)
                .or_else(|| somewhere.get(key).filter(|_| !changes.as_object().expect("an object").contains_key(key)))
            else {
                assert!(!own.contains(key), "{test}: {key} has no value here to be tried with");
                // Only a seed of an exact answer has none anywhere.
                assert_eq!(key, "seed");
                continue;
            };
            let mut changed = question.clone();
            changed[key.as_str()] = value.clone();
            match ask(&changed) {
                Ok(answer) => {
                    assert_ne!(answer, plain, "{test}: {key} is given and ignored");
                    used += 1;
                }
                Err(why) => assert!(why.contains(key.as_str()) || changes.get(key).is_some(), "{test}: {key}: {why}"),
            }
        }
    }
    assert!(used > 70, "{used} keys made a difference");
}

#[test]
fn every_option_of_every_bet_is_used_or_refused() {
    let cases: [(&str, Value, Value); 18] = [
        ("fixed", json!({"lambda": 0.5}), json!({"lambda": 0.6})),
        (
            "agrapa",
            json!({"c0": 0.3, "cmax": 0.9, "cgrow": 1}),
            json!({"lambda": 0.1, "c0": 0.4, "cmax": 0.8, "cgrow": 5}),
        ),
        ("kelly", json!({"values": [0, 1], "weights": [1, 2]}), json!({"values": [0, 0.8], "weights": [1, 4]})),
        ("apriori_kelly", json!({"winner": 60, "loser": 40}), json!({"winner": 70, "loser": 30})),
        (
            "cobra",
            json!({"margin": 0.1, "p1": 0.01, "d1": 100}),
            json!({"margin": 0.2, "p1": 0.02, "p2": 0.01, "d1": 50, "d2": 50}),
        ),
        (
            "cobra_diversified",
            json!({"margin": 0.1, "p1": [0.1], "p2": [0]}),
            json!({"margin": 0.2, "p1": [0.15], "p2": [0.01]}),
        ),
        (
            "adaptive",
            json!({"margin": 0.2}),
            json!({
                "margin": 0.3, "upper": 0.8, "priors": {"o1": 0.01}, "phantoms": 0.01, "risk_limit": 0.05,
                "pools": {"values": [0.5], "weights": [0.5]},
            }),
        ),
        (
            "adaptive",
            json!({"margin": 0.2, "priors": {"o1": 0.01, "o2": 0.001, "u1": 0.01, "u2": 0.001, "cards": 100}}),
            json!({
                "priors": [
                    {"o1": 0.02, "o2": 0.001, "u1": 0.01, "u2": 0.001, "cards": 100},
                    {"o1": 0.01, "o2": 0.01, "u1": 0.01, "u2": 0.001, "cards": 100},
                    {"o1": 0.01, "o2": 0.001, "u1": 0.1, "u2": 0.001, "cards": 100},
                    {"o1": 0.01, "o2": 0.001, "u1": 0.01, "u2": 0.1, "cards": 100},
                    {"o1": 0.01, "o2": 0.001, "u1": 0.01, "u2": 0.001, "cards": 1_000_000},
                ],
            }),
        ),
        ("mixture", json!({"lambdas": [0.1, 1]}), json!({"lambdas": [0.2, 1], "weights": [1, 9]})),
        (
            "mixture",
            json!({"bets": [{"name": "fixed", "lambda": 1}]}),
            json!({"bets": [[{"name": "fixed", "lambda": 0.5}]]}),
        ),
        ("universal", json!({}), json!({"points": 9})),
        ("d_kelly", json!({}), json!({"points": 4})),
        ("sq_kelly", json!({}), json!({"points": 4})),
        ("fixed alternative", json!({"eta": 0.6}), json!({"eta": 0.7})),
        ("constant alternative", json!({"eta": 0.6}), json!({"eta": 0.7})),
        (
            "shrink_trunc alternative",
            json!({"eta": 0.6, "f": 0.1}),
            json!({"eta": 0.7, "c": 2, "d": 5, "f": 0.2, "minsd": 0.9}),
        ),
        ("shrink_trunc alternative", json!({"eta": 1.09}), json!({"cap": "paper"})),
        ("optimal_comparison alternative", json!({"p2": 0.001}), json!({"p2": 0.1})),
    ];
    for (name, options, changes) in cases {
        let asked = |options: &Value| {
            let (test, key, name) = match name.strip_suffix(" alternative") {
                Some(name) => ("alpha", "estimator", name),
                None => ("betting", "bet", name),
            };
            let mut bet = options.clone();
            bet["name"] = json!(name);
            // The values of a comparison with a margin of 0.2: cards that agree, overstatements, understatements.
            let odd = ["5/9", "5/9", "5/18", "5/9", "5/9", "5/9", "1/9", "5/9", "5/6", "5/9", "5/9", "1"];
            let values: Vec<&str> = odd.into_iter().chain(vec!["5/9"; 40]).collect();
            let mut question = json!({"test": test, "upper": "10/9", "population": 500, "sample": values});
            question[key] = bet;
            ask(&question)
        };
        let plain = asked(&options).unwrap_or_else(|why| panic!("{name}: {why}"));
        for (key, value) in changes.as_object().expect("changes") {
            let several = match value {
                Value::Array(several) if ["priors", "bets"].contains(&key.as_str()) => several.clone(),
                one => vec![one.clone()],
            };
            for value in several {
                let mut changed: Map<String, Value> = options.as_object().expect("options").clone();
                changed.insert(key.clone(), value.clone());
                // What stands beside it may have to change with it; a refusal names what.
                if let Ok(answer) = asked(&changed.into()) {
                    assert_ne!(answer, plain, "{name}: {key} = {value} is given and ignored");
                }
            }
        }
    }
}
