//! No P-value without evidence: every test of `recount risk` with no sample, with one value, with a null of one point or of
//! none, answers by the rule that its help and its room write down.

use recount::verify::{EXAMPLES, TESTS, answer};
use serde_json::{Value, json};

fn ask(question: &Value) -> Result<Value, String> {
    answer(&question.to_string()).map_err(|why| why.to_string())
}

/// The P-values of an answer, or its chance of an upset.
fn p_values(answer: &Value) -> Vec<f64> {
    let one = answer.get("p_value").or(answer.get("upset_probability"));
    let each = answer.get("assertions").and_then(Value::as_array).map(|all| all.iter().map(|it| &it["p_value"]));
    let all: Vec<&Value> = each.map_or_else(|| one.into_iter().collect(), Iterator::collect);
    all.into_iter().map(|p| p.as_f64().expect("a P-value")).collect()
}

/// Every test before anything was read.
fn nothing_read() -> Vec<Value> {
    let mut all = Vec::new();
    for test in ["alpha", "betting", "sprt", "kaplan_markov", "kaplan_wald", "kaplan_kolmogorov"] {
        for population in [Value::Null, json!(1), json!(2), json!(1_000)] {
            if test == "kaplan_markov" && !population.is_null() {
                continue;
            }
            let mut question = json!({"test": test, "sample": [], "population": population});
            match test {
                "alpha" => question["estimator"] = json!({"name": "shrink_trunc", "eta": 0.9}),
                "betting" => question["bet"] = json!({"name": "fixed", "lambda": 2}),
                "sprt" => question["eta"] = json!(0.9),
                _ => {}
            }
            all.push(question);
        }
    }
    for test in ["bravo", "minerva", "athena", "providence"] {
        for rounds in [json!([]), json!([{"n": 0, "winner": 0}]), json!([{"n": 0, "winner": 0}, {"n": 0, "winner": 0}])]
        {
            for loser in [0, 1, 90] {
                all.push(json!({"test": test, "risk_limit": 0.5, "reported": {"winner": 100, "loser": loser}, "rounds": rounds}));
            }
        }
    }
    for margin in [1e-6, 0.1, 1.0] {
        all.push(json!({"test": "super_simple", "margin": margin, "n": 0, "risk_limit": 0.9}));
        for population in [Value::Null, json!(1), json!(1_000)] {
            for rule in ["plurality", "supermajority"] {
                let threshold = if rule == "plurality" { Value::Null } else { json!("1/2") };
                all.push(
                    json!({"test": "ballot_comparison", "rule": rule, "candidates": ["A", "B", "C"], "winners": ["A"],
                    "threshold": threshold, "margin": margin, "population": population, "pairs": []}),
                );
            }
        }
    }
    let half = |n: u64| json!({"population": n, "sample": []});
    for strata in [vec![half(1)], vec![half(15), half(14)], vec![half(7), half(7)], vec![half(3), half(4), half(5)]] {
        for bands in [json!(1), json!(100), json!("exact")] {
            all.push(json!({"test": "stratified", "null_mean": "1/2", "strata": strata, "bands": bands, "bet": {"name": "kaplan_wald"}}));
        }
    }
    all.push(json!({"test": "suite", "contest": {"W": 5300, "L": 5100, "ballots": 11000},
        "cvr": {"W": 4550, "L": 4950, "ballots": 10000, "n": 0}, "polling": {"W": 750, "L": 150, "ballots": 1000, "n": 0, "obs_w": 0, "obs_l": 0}}));
    all.push(json!({"test": "suite", "contest": {"W": 1, "L": 0, "ballots": 1},
        "cvr": {"W": 0, "L": 0, "ballots": 0, "n": 0}, "polling": {"W": 1, "L": 0, "ballots": 1, "n": 0, "obs_w": 0, "obs_l": 0}}));
    all.push(json!({"test": "macro", "ballots": {"a": 500}, "reported": {"a": {"W": 300, "L": 10}}, "sample": []}));
    for ballots in [1, 100, 50_000] {
        all.push(json!({"test": "bayes", "ballots": ballots, "sample": {"A": 0, "B": 0}, "winner": "A"}));
        all.push(json!({"test": "bayes", "ballots": ballots, "sample": {"A": 0, "B": 0, "C": 0}, "winner": "A", "ties": "win"}));
        for losers in [0, 1, 24_000] {
            all.push(json!({"test": "bayes_comparison", "reported": {"A": 26_000, "B": losers}, "sample": {}, "winner": "A"}));
        }
    }
    all
}

#[test]
fn nothing_read_is_no_evidence() {
    let mut tests = Vec::new();
    for question in nothing_read() {
        let found = ask(&question).unwrap_or_else(|why| panic!("{why}: {question}"));
        let test = question["test"].as_str().expect("a name").to_owned();
        // Of a posterior, a limit that no audit has: of three candidates at least two are likelier not to have won.
        let least = if test.starts_with("bayes") { 0.3 } else { 1.0 };
        let p = p_values(&found);
        assert!(!p.is_empty() && p.iter().all(|p| *p >= least), "{found}: {question}");
        assert!(found.get("warning").is_none() && found.get("stop").is_none_or(|stop| stop == false), "{found}");
        tests.push(test);
    }
    for test in TESTS {
        assert!(tests.iter().any(|tried| tried == test), "{test} was not tried without a sample");
        assert!(EXAMPLES.contains(test));
    }
}

#[test]
fn one_value_is_no_more_evidence_than_one_value_can_be() {
    // Markov: of one value in [0, u], the wealth is at most u/t.
    for upper in [1, 4] {
        for bet in [
            json!({"name": "fixed", "lambda": 1e12}),
            json!({"name": "agrapa", "cmax": 1, "c0": 1}),
            json!({"name": "kelly", "values": [1]}),
            json!({"name": "universal"}),
            json!({"name": "d_kelly"}),
            json!({"name": "sq_kelly"}),
            json!({"name": "mixture", "lambdas": [1e12]}),
            json!({"name": "apriori_kelly", "winner": 2, "loser": 0}),
            json!({"name": "cobra", "margin": 1}),
            json!({"name": "adaptive", "margin": 1}),
            json!({"name": "adaptive", "margin": 1, "risk_limit": 0.9}),
        ] {
            // Of two cards, a 4 refutes a total of 1 for certain.
            for population in [Value::Null, json!(9), json!(1_000_000)] {
                let question =
                    json!({"test": "betting", "bet": bet, "upper": upper, "sample": [upper], "population": population});
                let Ok(found) = ask(&question) else { continue };
                let least = 0.5 / f64::from(upper);
                assert!(p_values(&found)[0] >= least * (1.0 - 1e-9), "{found}: {question}");
            }
        }
    }
    for (question, least) in [
        (json!({"test": "kaplan_wald", "sample": [1]}), 0.5),
        (json!({"test": "kaplan_markov", "sample": [1]}), 0.5),
        (json!({"test": "kaplan_kolmogorov", "sample": [1], "population": 9}), 0.5),
        (json!({"test": "sprt", "eta": 1, "sample": [1]}), 0.5),
        (json!({"test": "alpha", "estimator": {"name": "fixed", "eta": 1}, "sample": [1], "population": 9}), 0.5),
        (
            json!({"test": "bravo", "risk_limit": 0.1, "reported": {"winner": 1, "loser": 0}, "rounds": [{"n": 1, "winner": 1}]}),
            0.5,
        ),
        (
            json!({"test": "minerva", "risk_limit": 0.1, "reported": {"winner": 1, "loser": 0}, "rounds": [{"n": 1, "winner": 1}]}),
            0.5,
        ),
        (
            json!({"test": "athena", "risk_limit": 0.1, "reported": {"winner": 1, "loser": 0}, "rounds": [{"n": 1, "winner": 1}]}),
            0.5,
        ),
        (
            json!({"test": "providence", "risk_limit": 0.1, "reported": {"winner": 1, "loser": 0}, "rounds": [{"n": 1, "winner": 1}]}),
            0.5,
        ),
        (json!({"test": "super_simple", "margin": 1, "n": 1}), 0.5),
        (json!({"test": "bayes", "ballots": 100_000, "sample": {"A": 1, "B": 0}, "winner": "A"}), 0.15),
        (
            json!({"test": "bayes_comparison", "reported": {"A": 26_000, "B": 24_000}, "sample": {"A": {"A": 1}}, "winner": "A"}),
            0.25,
        ),
        (
            json!({"test": "bayes_comparison", "reported": {"A": 50_000, "B": 0}, "sample": {"A": {"A": 1}}, "winner": "A"}),
            0.24,
        ),
        (
            json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": 1,
            "pairs": [{"cvr": ["A"], "hand": ["A"]}]}),
            0.49,
        ),
        (
            json!({"test": "stratified", "null_mean": "1/2", "bet": {"name": "fixed", "lambda": 1e12},
            "strata": [{"population": 9, "sample": [1]}, {"population": 9, "sample": []}]}),
            0.5,
        ),
        (
            json!({"test": "suite", "contest": {"W": 20, "L": 0, "ballots": 20}, "cvr": {"W": 10, "L": 0, "ballots": 10, "n": 1},
            "polling": {"W": 10, "L": 0, "ballots": 10, "n": 1, "obs_w": 1, "obs_l": 0}}),
            0.25,
        ),
        (
            json!({"test": "macro", "ballots": {"a": 500, "b": 500}, "reported": {"a": {"W": 300, "L": 10}, "b": {"W": 300, "L": 10}},
            "sample": [{"batch": "a", "audited": {"W": 300, "L": 10}}]}),
            0.25,
        ),
    ] {
        let found = ask(&question).unwrap_or_else(|why| panic!("{why}: {question}"));
        assert!(p_values(&found).iter().all(|p| *p >= least * (1.0 - 1e-9)), "{found}: {question}");
    }
}

#[test]
fn a_null_of_nothing_or_of_all_is_refused() {
    for mean in [json!(0), json!(-1), json!(1), json!(2)] {
        for test in ["alpha", "betting", "sprt", "kaplan_markov", "kaplan_wald", "kaplan_kolmogorov", "stratified"] {
            let mut question = json!({"test": test, "null_mean": mean});
            match test {
                "alpha" => question["estimator"] = json!({"name": "fixed"}),
                "betting" | "stratified" => question["bet"] = json!({"name": "fixed", "lambda": 1}),
                "sprt" => question["eta"] = json!(0.9),
                _ => {}
            }
            if test == "stratified" {
                question["strata"] = json!([{"population": 3, "sample": [1]}]);
            } else {
                question["sample"] = json!([1]);
            }
            let shown = ask(&question).expect_err("a complaint");
            assert!(shown.contains("null_mean: found") && shown.contains("above 0 and below upper"), "{shown}");
        }
    }
    for (question, shown) in [
        (
            json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": 0, "pairs": []}),
            "margin",
        ),
        (json!({"test": "super_simple", "margin": 0, "n": 0}), "margin"),
        (json!({"test": "bravo", "risk_limit": 0.1, "reported": {"winner": 5, "loser": 5}, "rounds": []}), "reported"),
        (
            json!({"test": "suite", "contest": {"W": 5, "L": 5, "ballots": 10}, "cvr": {"W": 5, "L": 5, "ballots": 10, "n": 0},
            "polling": {"W": 0, "L": 0, "ballots": 0, "n": 0, "obs_w": 0, "obs_l": 0}}),
            "contest.W",
        ),
        // Who is not named may stand.
        (json!({"test": "bayes", "ballots": 100, "sample": {"A": 3}, "winner": "A"}), "nobody can lose"),
    ] {
        let complaint = ask(&question).expect_err("a complaint");
        assert!(complaint.contains(shown) && complaint.contains("allowed"), "{complaint}");
    }
}

#[test]
fn a_prior_that_decides_alone_is_told() {
    let ask_with = |prior: Value| {
        ask(&json!({"test": "bayes_comparison", "reported": {"Ada": 26_000, "Ben": 24_000}, "sample": {}, "winner": "Ada", "prior": prior}))
            .expect("an answer")
    };
    // Fifty imaginary cards that agree: 0.0332 before a card is read.
    let trusting = ask_with(json!({"match": 50, "base": 0.5}));
    assert!((p_values(&trusting)[0] - 0.0332).abs() < 5e-5, "{trusting}");
    assert_eq!(trusting["prior_upset_probability"], trusting["upset_probability"]);
    assert!(trusting["warning"].as_str().is_some_and(|warning| warning.contains("without evidence")));
    let fair = ask_with(json!({"match": 1, "base": 1}));
    assert!(fair.get("warning").is_none() && p_values(&fair)[0] > 0.45, "{fair}");
    assert_eq!(
        fair["upset_probability"],
        ask(&json!({"test": "bayes_comparison", "reported": {"Ada": 26_000, "Ben": 24_000},
        "sample": {}, "winner": "Ada"}))
        .expect("an answer")["upset_probability"]
    );
    let poll = ask(
        &json!({"test": "bayes", "ballots": 1_000, "sample": {"A": 0, "B": 0}, "winner": "A", "prior": {"A": 60, "B": 10}}),
    );
    assert!(poll.expect("an answer")["warning"].is_string());
}

#[test]
fn without_replacement_every_test_divides_by_the_mean_that_is_left() {
    // Ten cards, 1 and 1 seen: the null leaves 5/10, then 4/9. Kaplan and Wald with g = 0.1 multiply by 0.9 x/m + 0.1.
    let wald = ask(&json!({"test": "kaplan_wald", "population": 10, "sample": [1, 1], "g": 0.1})).expect("an answer");
    let by_hand = 1.0 / ((0.9 / 0.5 + 0.1) * (0.9 / (4.0 / 9.0) + 0.1));
    assert!((p_values(&wald)[0] - by_hand).abs() < 1e-12, "{wald}");
    let refused = ask(&json!({"test": "kaplan_markov", "population": 10, "sample": [1, 1]})).expect_err("a complaint");
    assert!(
        refused.contains("population: found it beside kaplan_markov") && refused.contains("kaplan_kolmogorov"),
        "{refused}"
    );
    let asked = |test: &str, key: &str, options: Value, population: Value| {
        let mut question = json!({"test": test, "sample": [1, 1, 0.5, 1, 1], "population": population});
        if !key.is_empty() {
            question[key] = options;
        }
        ask(&question).map(|answer| p_values(&answer)[0])
    };
    let mut cases =
        vec![("kaplan_wald", "g", json!(0.1)), ("kaplan_kolmogorov", "g", json!(0.1)), ("sprt", "eta", json!(0.8))];
    for estimator in ["fixed", "constant", "shrink_trunc"] {
        cases.push(("alpha", "estimator", json!({"name": estimator, "eta": 0.8})));
    }
    cases.push(("alpha", "estimator", json!({"name": "optimal_comparison", "p2": 0.01})));
    for bet in [
        json!({"name": "fixed", "lambda": 1}),
        json!({"name": "agrapa"}),
        json!({"name": "kelly", "values": [1, 0], "weights": [4, 1]}),
        json!({"name": "apriori_kelly", "winner": 8, "loser": 2}),
        json!({"name": "cobra", "margin": 0.4}),
        json!({"name": "adaptive", "margin": 0.4}),
        json!({"name": "mixture", "lambdas": [0.5, 1.5]}),
        json!({"name": "universal"}),
        json!({"name": "d_kelly"}),
        json!({"name": "sq_kelly"}),
        json!({"name": "cobra_diversified", "margin": 0.4, "p1": [0.01], "p2": [0.01]}),
    ] {
        cases.push(("betting", "bet", bet));
    }
    for (test, key, options) in cases {
        let with = asked(test, key, options.clone(), Value::Null).expect("an answer");
        let without = asked(test, key, options.clone(), json!(8)).expect("an answer");
        // Of eight cards, five read leave less than a half each: more evidence than with the cards put back.
        assert!(without < with, "{test} {options}: {without} {with}");
    }
}

/// Evidence so strong that its P-value is smaller than a number, in every test, and its decimal logarithm by hand.
fn beyond_numbers() -> Vec<(Value, f64)> {
    let (n, many) = (4_000, vec![1; 4_000]);
    let powers = |factor: f64, n: u32| -f64::from(n) * factor.log10();
    let mut all = vec![
        (json!({"test": "alpha", "estimator": {"name": "fixed", "eta": 0.7}, "sample": many}), powers(1.4, n)),
        (json!({"test": "betting", "bet": {"name": "fixed", "lambda": 1}, "sample": many}), powers(1.5, n)),
        (json!({"test": "sprt", "eta": 0.7, "sample": many, "order": "fixed"}), powers(1.4, n)),
        (json!({"test": "kaplan_markov", "sample": many}), powers(2.0, n)),
        (json!({"test": "kaplan_wald", "g": 0.1, "sample": many}), powers(1.9, n)),
        (json!({"test": "kaplan_kolmogorov", "g": 0.1, "sample": many}), powers(1.1 / 0.6, n)),
        (
            json!({"test": "stratified", "null_mean": "1/2", "replacement": true, "bet": {"name": "fixed", "lambda": 1},
                "strata": [{"population": 9, "sample": many}]}),
            powers(1.5, n),
        ),
        (
            json!({"test": "super_simple", "margin": 0.5, "n": 9_000}),
            9_000.0 * (1.0 - 0.5 / (2.0 * 1.03905_f64)).log10(),
        ),
        // Values of cards that agree are 1/(2 - 0.2).
        (
            json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": 0.2,
                "bet": {"name": "fixed", "lambda": 1.5}, "pairs": vec![json!({"cvr": ["A"], "hand": ["A"]}); 12_000]}),
            powers(1.0 + 1.5 * (1.0 / 1.8 - 0.5), 12_000),
        ),
        // A margin of 40 in 200 ballots, so 6 margins of error, and 5,000 draws that agree.
        (
            json!({"test": "macro", "ballots": {"a": 100, "b": 100},
                "reported": {"a": {"A": 60, "B": 40}, "b": {"A": 60, "B": 40}},
                "sample": [{"batch": "a", "audited": {"A": 60, "B": 40}, "times": 5_000}]}),
            powers(6.0 / 5.0, 5_000),
        ),
    ];
    for test in ["bravo", "minerva", "athena", "providence"] {
        let question = json!({"test": test, "risk_limit": 0.1, "reported": {"winner": 600, "loser": 400}, "rounds": [{"n": 9_000, "winner": 9_000}]});
        all.push((question, powers(1.2, 9_000)));
    }
    // Nothing polled: the comparison alone overstates at least 8,002 less the 12 votes that the other stratum may.
    let ln = 3_000.0 * (1.0 - 7_990.0 / (2.0 * 1.03905 * 10_000.0_f64)).ln();
    all.push((
        json!({"test": "suite", "contest": {"W": 9_006, "L": 1_004, "ballots": 10_010},
            "cvr": {"W": 9_000, "L": 1_000, "ballots": 10_000, "n": 3_000},
            "polling": {"W": 6, "L": 4, "ballots": 10, "n": 0, "obs_w": 0, "obs_l": 0}}),
        (ln + (1.0 - ln).ln()) / std::f64::consts::LN_10,
    ));
    all
}

#[test]
fn a_p_value_is_never_0_because_it_is_small() {
    let questions = beyond_numbers();
    let mut tests = vec!["bayes", "bayes_comparison"];
    for (question, log10) in &questions {
        let found = ask(question).unwrap_or_else(|why| panic!("{why}"));
        let shown = found.get("assertions").map_or(&found, |all| &all[0]);
        let test = question["test"].as_str().expect("a name");
        assert_eq!((&shown["p_value"], &shown["p_value_is"]), (&json!(1e-300), &json!("less than 1e-300")), "{test}");
        let shown = shown["log10_p_value"].as_f64().unwrap_or_else(|| panic!("{test}: no logarithm"));
        assert!(*log10 < -300.0 && (shown / log10 - 1.0).abs() < 1e-9, "{test}: {shown} {log10}");
        let history = found["p_history"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(history.iter().all(|p| p.as_f64().is_some_and(|p| p >= 1e-300)), "{test}");
        tests.push(test);
    }
    assert!(TESTS.iter().all(|test| tests.contains(test)), "{tests:?}");
    // A chance of an upset too: 20,000 ballots are for Ada, or 2,000 that were recorded for her.
    for question in [
        json!({"test": "bayes", "ballots": 1_000_000, "sample": {"Ada": 20_000, "Ben": 0}, "winner": "Ada"}),
        json!({"test": "bayes_comparison", "reported": {"Ada": 3_000, "Ben": 1_000}, "sample": {"Ada": {"Ada": 2_000}}, "winner": "Ada"}),
    ] {
        let found = ask(&question).expect("an answer");
        let shown = (&found["upset_probability"], &found["upset_probability_is"], &found["exact"]);
        assert_eq!(shown, (&json!(1e-300), &json!("less than 1e-300"), &json!(true)), "{found}");
    }
    // What is certain is 0, and says no more.
    for question in [
        json!({"test": "betting", "bet": {"name": "fixed", "lambda": 1}, "population": 3, "sample": [1, 1, 1]}),
        json!({"test": "bayes", "ballots": 30, "sample": {"Ada": 20, "Ben": 0}, "winner": "Ada"}),
        json!({"test": "macro", "ballots": {"a": 100}, "reported": {"a": {"A": 60, "B": 40}}, "sample": [{"batch": "a", "audited": {"A": 60, "B": 40}}]}),
    ] {
        let found = ask(&question).expect("an answer");
        assert_eq!(p_values(&found), [0.0], "{found}");
        assert!(!found.to_string().contains("1e-300") && found.get("log10_p_value").is_none(), "{found}");
    }
    let limit =
        ask(&json!({"test": "super_simple", "margin": 0.5, "n": 9, "risk_limit": 1e-301})).expect_err("too small");
    assert_eq!(limit, "risk_limit: found 1e-301; allowed: above 0 (at least 1e-300) and below 1, such as 0.05");
}

#[test]
fn a_prior_that_decides_is_told_in_a_short_sentence() {
    let warned = |ballots: u64, ada: f64| {
        let question = json!({"test": "bayes", "ballots": ballots, "sample": {}, "prior": {"Ada": ada, "Ben": 1}, "winner": "Ada"});
        ask(&question).expect("an answer")["warning"].as_str().expect("a warning").to_owned()
    };
    let warning = warned(2_000, 1e6);
    assert!(warning.contains("no likelier than <1e-300:") && warning.len() < 200, "{warning}");
    // P(Beta(3, 1) is at most one half), nearly: 1/8.
    assert!(warned(100, 3.0).contains("no likelier than 0.1"), "{}", warned(100, 3.0));
}

#[test]
fn rounds_after_the_one_that_stopped_say_so() {
    for test in ["bravo", "minerva", "athena", "providence"] {
        let rounds = json!([
            {"n": 100, "winner": 50}, {"n": 100, "winner": 99}, {"n": 10, "winner": 10}, {"n": 50, "winner": 0},
        ]);
        let question =
            json!({"test": test, "risk_limit": 0.1, "reported": {"winner": 600, "loser": 400}, "rounds": rounds});
        let found = ask(&question).expect("an answer");
        let rounds = found["rounds"].as_array().expect("rounds");
        let of = |key: &str| rounds.iter().map(|it| it[key].clone()).collect::<Vec<_>>();
        assert_eq!(of("stop"), [json!(false), json!(true), json!(true), json!(true)], "{test}");
        assert_eq!(of("stopped_in_round"), [json!(null), json!(null), json!(2), json!(2)], "{test}");
        let contradicts =
            |it: &Value| it["kmin"].is_null() && it["stop"] == json!(true) && it["stopped_in_round"].is_null();
        assert!(!rounds.iter().any(contradicts), "{found}");
    }
}
