//! Tests of a mean, asked as a user asks them, against 2,000 answers of another program.

use std::collections::BTreeMap;

use recount::verify::answer;
use serde_json::{Value, json};

use super::oracles::oracle;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().map(|x| x.as_f64().unwrap_or(f64::NAN)).collect()
}

/// The other program's case as a question to ours.
/// Whether the other program takes a number of cards and tests as if they were put back.
fn ignores_cards(case: &Value) -> bool {
    case["test"] == "kaplan_markov" || case["test"] == "kaplan_wald"
}

fn question(case: &Value) -> Value {
    let given = &case["kwargs"];
    let mut asked = json!({
        "sample": case["x"], "upper": case["u"], "null_mean": case["t"],
        "population": if case["N"] == "inf" || ignores_cards(case) { Value::Null } else { case["N"].clone() },
    });
    let mut options = |key: &str, name: &str, renamed: &[(&str, &str)]| {
        let mut table = json!({ "name": name });
        for (theirs, ours) in renamed {
            if !given[*theirs].is_null() {
                table[*ours] = given[*theirs].clone();
            }
        }
        asked[key] = table;
    };
    let same = |keys: &[&'static str]| keys.iter().map(|&key| (key, key)).collect::<Vec<_>>();
    let test = match (case["test"].as_str().expect("a test"), case["estim"].as_str(), case["bet"].as_str()) {
        ("alpha_mart", Some("fixed_alternative_mean"), _) => {
            options("estimator", "fixed", &same(&["eta"]));
            if given["eta"].is_null() {
                asked["estimator"]["eta"] = case["eta_effective"].clone();
            }
            "alpha"
        }
        ("alpha_mart", Some("shrink_trunc"), _) => {
            options("estimator", "shrink_trunc", &same(&["eta", "c", "d", "f", "minsd"]));
            "alpha"
        }
        ("alpha_mart", _, _) => {
            options("estimator", "optimal_comparison", &[("error_rate_2", "p2")]);
            "alpha"
        }
        (_, _, Some("fixed_bet")) => {
            options("bet", "fixed", &[("lam", "lambda")]);
            "betting"
        }
        (_, _, Some("agrapa")) => {
            let renamed = [("lam", "lambda"), ("c_grapa_0", "c0"), ("c_grapa_max", "cmax"), ("c_grapa_grow", "cgrow")];
            options("bet", "agrapa", &renamed);
            "betting"
        }
        (_, _, Some(_)) => {
            options("bet", "kelly", &[]);
            asked["bet"]["values"] = case["x"].clone();
            "betting"
        }
        ("wald_sprt", _, _) => {
            asked["eta"] = given["eta"].clone();
            "sprt"
        }
        (kaplan, _, _) => {
            asked["g"] = given["g"].clone();
            if given["random_order"] == false {
                asked["order"] = json!("fixed");
            }
            kaplan
        }
    };
    asked["test"] = json!(test);
    asked
}

/// Why a P-value is left out of the comparison; every reason is a rule, not a case.
fn left_out(case: &Value, draw: usize) -> Option<&'static str> {
    let x = numbers(&case["x"]);
    let (u, t) = (case["u"].as_f64().expect("u"), case["t"].as_f64().expect("t"));
    let given = |key: &str| case["kwargs"][key].as_f64();
    if case["test"] == "wald_sprt" {
        return Some("flagged: the other program multiplies twice");
    }
    if case["flags"].to_string().contains("contains_nan") && numbers(&case["p_history"])[draw].is_nan() {
        return Some("flagged: not a number there");
    }
    let cards = case["N"].as_f64().filter(|_| !ignores_cards(case));
    for j in 0..=draw {
        let sum: f64 = x[..j].iter().sum();
        let mean = cards.map_or(t, |n| (n * t - sum) / (n - j as f64));
        if let Some(n) = cards {
            if n as usize == j + 1 {
                return Some("the whole population: the count answers, not the martingale");
            }
            let (after, left) = (n * t - sum - x[j], n - j as f64 - 1.0);
            if after <= 1e-12 || after >= u * left * (1.0 - 1e-12) {
                return Some("the null mean leaves (0, u): certain here, a convention there");
            }
        }
        if let (Some(n), "fixed_alternative_mean") = (cards, case["estim"].as_str().unwrap_or_default()) {
            let eta = given("eta").or(case["eta_effective"].as_f64()).expect("an alternative");
            let adjusted = (n * eta - sum) / (n - j as f64);
            if adjusted < mean || adjusted > u {
                return Some("an estimate outside [m, u]: clipped here, negative wealth there");
            }
        }
        if case["bet"] == "fixed_bet" && given("lam").unwrap_or(0.5) * mean > 1.0 {
            return Some("a bet above 1/m: clipped here, negative wealth there");
        }
        if case["bet"] == "kelly_optimal" && (x.iter().sum::<f64>() / x.len() as f64 <= t || given_root_beyond(&x, t)) {
            return Some("no root between 0 and 1/t: ours takes the end of the interval");
        }
        if case["estim"] == "optimal_comparison" && case["eta_j"].as_f64().is_some_and(|eta| eta < mean || eta > u) {
            return Some("an estimate outside [m, u]: clipped here, negative wealth there");
        }
    }
    None
}

/// Whether growth still rises at λ = 1/t: no value of 0 in the sample.
fn given_root_beyond(x: &[f64], t: f64) -> bool {
    x.iter().map(|x| (x - t) / (1.0 + (x - t) / t)).sum::<f64>() >= 0.0 && x.iter().all(|&x| x > 0.0)
}

#[test]
fn exact_tests_of_a_mean_agree_with_shangrla() {
    let Some(text) = oracle("vectors/public_shangrla_risk.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared: BTreeMap<String, usize> = BTreeMap::new();
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole_cases = 0;
    for case in file["cases"].as_array().expect("cases") {
        let ours = answer(&question(case).to_string()).unwrap_or_else(|why| panic!("{why}: {case}"));
        let history = numbers(&ours["p_history"]);
        assert_eq!(history.len(), case["x"].as_array().expect("values").len());
        assert!(history.iter().all(|p| (0.0..=1.0).contains(p)), "{ours}");
        let theirs = numbers(&case["p_history"]);
        let mut all = true;
        for (draw, (&ours, &theirs)) in history.iter().zip(&theirs).enumerate() {
            if let Some(why) = left_out(case, draw) {
                *left.entry(why).or_default() += history.len() - draw;
                all = false;
                break;
            }
            let name = ["test", "estim", "bet"].map(|key| case[key].as_str().unwrap_or_default()).join(" ");
            assert!(
                (ours - theirs).abs() <= 1e-9 * theirs.max(1e-300),
                "draw {draw}: ours {ours}, theirs {theirs}: {case}"
            );
            *compared.entry(name).or_default() += 1;
        }
        if let (true, Some(theirs)) = (all, case["p"].as_f64()) {
            let p = ours["p_value"].as_f64().expect("a P-value");
            assert!((p - theirs.min(1.0)).abs() <= 1e-9 * theirs.max(1e-300), "ours {p}, theirs {theirs}: {case}");
            whole_cases += 1;
        }
    }
    #[expect(clippy::print_stderr, reason = "the counts are part of what is shown")]
    {
        eprintln!("{whole_cases} whole cases; P-values compared {compared:?}; left out {left:?}");
    }
    assert!(whole_cases > 1_000 && compared.values().sum::<usize>() > 10_000, "{whole_cases} {compared:?} {left:?}");
}

/// A kind of card in the other program's words, as a vote of ours.
fn vote(kind: &str) -> Value {
    match kind {
        "winner" => json!(["A"]),
        "loser" => json!(["B"]),
        "other" => json!(["C"]),
        "undervote" => json!([]),
        "overvote_AB" => json!(["A", "B"]),
        "no_contest" => Value::Null,
        _ => json!("phantom"),
    }
}

#[test]
fn exact_every_pair_of_record_and_reading_has_the_value_of_shangrla() {
    let Some(text) = oracle("vectors/public_shangrla_overstatement.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let (mut compared, mut refused) = (0, 0);
    for case in file["cases"].as_array().expect("cases").iter().filter(|case| case["cvr"].is_string()) {
        let rule = if case["scf"] == "PLURALITY" { "plurality" } else { "supermajority" };
        let asked = json!({
            "test": "ballot_comparison", "rule": rule, "candidates": ["A", "B", "C"], "winners": ["A"],
            "threshold": case["share_to_win"], "margin": case["margin"], "style": case["use_style"], "population": 1_000,
            "pairs": [{ "cvr": vote(case["cvr"].as_str().expect("a kind")), "hand": vote(case["mvr"].as_str().expect("a kind")) }],
        });
        let ours = answer(&asked.to_string());
        if let (true, Some(true)) = (case["cvr"] == "no_contest", case["use_style"].as_bool()) {
            assert!(
                ours.expect_err("with style such a card is not drawn")
                    .to_string()
                    .starts_with("pairs[0].cvr: found null")
            );
            refused += 1;
            continue;
        }
        if case["error"].is_string() {
            // That program stops where a card without the contest meets a share to be exceeded; ours answers.
            assert!(ours.is_ok(), "{ours:?}: {case}");
            refused += 1;
            continue;
        }
        let ours = ours.unwrap_or_else(|why| panic!("{why}: {case}"));
        let value = ours["assertions"][0]["values"][0].as_f64().expect("a value");
        let theirs = case["overstatement_assorter"].as_f64().expect("a value");
        assert!((value - theirs).abs() <= 1e-12, "ours {value}, theirs {theirs}: {case}");
        compared += 1;
    }
    assert_eq!((compared, refused), (429, 61));
}

#[test]
fn a_full_count_of_a_tie_is_never_a_confirmation() {
    // Two candidates at 50 cards each on paper; the records give the winner 10 more.
    let pair = |cvr: &str, hand: &str| json!({ "cvr": [cvr], "hand": [hand] });
    let mut pairs = vec![pair("A", "A"); 50];
    pairs.extend(vec![pair("A", "B"); 5]);
    pairs.extend(vec![pair("B", "B"); 45]);
    let mut asked = json!({
        "test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": 0.1,
        "population": 100, "pairs": pairs,
    });
    let p = |asked: &Value| answer(&asked.to_string()).expect("an answer")["assertions"][0]["p_value"].as_f64();
    assert_eq!(p(&asked), Some(1.0));
    // One overstatement fewer: a lead of two votes, and the count says so.
    asked["pairs"][50] = pair("A", "A");
    assert_eq!(p(&asked), Some(0.0));
}

#[test]
fn exact_what_a_card_says_is_what_it_says_to_shangrla() {
    let Some(text) = oracle("vectors/public_shangrla_assorters.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let (mut compared, mut absent) = (0, 0);
    // Elimination orders need assertions of ranked contests, which this program does not have yet.
    for case in file["cases"].as_array().expect("cases").iter().filter(|case| case["kind"] != "irv") {
        let ballots = case["ballots"].as_array().expect("ballots");
        // Against a phantom's record, which says 1/2, the value of a pair tells what the reading says.
        let marks =
            |ballot: &Value| ballot.as_object().map_or(Value::Null, |votes| json!(votes.keys().collect::<Vec<_>>()));
        let pairs: Vec<Value> = ballots.iter().map(|b| json!({ "cvr": "phantom", "hand": marks(b) })).collect();
        let (margin, u) = (0.1, case["assorter_upper_bound"].as_f64().expect("a bound"));
        let asked = json!({
            "test": "ballot_comparison", "rule": case["kind"], "candidates": case["candidates"], "winners": case["winners"],
            "threshold": case["share_to_win"], "margin": margin, "style": false, "population": 1_000, "pairs": pairs,
            "votes_allowed": if case["kind"] == "plurality" { case["candidates"].as_array().map(Vec::len) } else { None },
        });
        let ours = answer(&asked.to_string()).unwrap_or_else(|why| panic!("{why}: {case}"));
        let of = |a: &Value| format!("{} v {}", a["winner"].as_str().unwrap_or(""), a["loser"].as_str().unwrap_or(""));
        let name = case["assertion"].as_str().expect("a name").replace("ALL_OTHERS", "all others");
        let assertion =
            ours["assertions"].as_array().into_iter().flatten().find(|a| of(a) == name).expect("the assertion");
        for ((value, theirs), ballot) in
            numbers(&assertion["values"]).iter().zip(case["values"].as_array().expect("values")).zip(ballots)
        {
            let says = u * (value * (2.0 - margin / u) - 1.0) + 0.5;
            let Some(theirs) = theirs.as_f64() else {
                // That program stops at a card without the contest; ours says 1/2.
                assert!(ballot.is_null() && (says - 0.5).abs() < 1e-12);
                absent += 1;
                continue;
            };
            assert!((says - theirs).abs() < 1e-12, "ours {says}, theirs {theirs}: {ballot}, {name}");
            compared += 1;
        }
    }
    assert!(compared > 400 && absent > 0, "{compared} {absent}");
}

#[test]
fn a_margin_is_never_taken_for_larger_than_it_is() {
    let p = |margin: &Value, population: Option<u64>, n: usize| {
        let pairs = vec![json!({ "cvr": ["A"], "hand": ["A"] }); n];
        let asked = json!({
            "test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": margin,
            "population": population, "pairs": pairs, "bet": { "name": "fixed", "lambda": 2 },
        });
        answer(&asked.to_string()).expect("an answer")["assertions"][0]["p_value"].as_f64().expect("a P-value")
    };
    // With replacement: n clean cards at λ = 2 give (1 + 2 (1/(2 − v) − 1/2))^−n.
    for (margin, n) in [(1e-6_f64, 10_000), (1e-9, 1_000), (0.1, 20), (1.0 / 3.0, 7)] {
        let exact = (-(n as f64) * (2.0 / (2.0 - margin) - 1.0).ln_1p()).exp();
        let ours = p(&json!(margin), None, n);
        assert!(
            (ours.ln() / exact.ln() - 1.0).abs() < 1e-6 && ours >= exact * (1.0 - 1e-12),
            "{margin}: {ours} {exact}"
        );
    }
    // A lead of 100 votes among 3,000 cards, typed in four ways: a full count of a tie is no confirmation by any of them.
    let mut pairs = vec![json!({ "cvr": ["A"], "hand": ["A"] }); 1_500];
    pairs.extend(vec![json!({ "cvr": ["A"], "hand": ["B"] }); 50]);
    pairs.extend(vec![json!({ "cvr": ["B"], "hand": ["B"] }); 1_450]);
    for margin in [json!("1/30"), json!(1.0 / 30.0), json!(0.033_333), json!(0.033_333_4), json!(0.0334)] {
        let asked = json!({
            "test": "ballot_comparison", "rule": "plurality", "candidates": ["A", "B"], "winners": ["A"], "margin": margin,
            "population": 3_000, "pairs": pairs,
        });
        let ours = answer(&asked.to_string()).expect("an answer");
        assert_eq!(ours["assertions"][0]["p_value"], 1.0, "{margin}");
    }
}

#[test]
fn a_full_count_is_decided_by_what_was_read() {
    let begins = r#"{"test":"ballot_comparison","rule":"plurality","candidates":["Ada","Ben"],"winners":["Ada"],"#;
    let asked = |rest: &str| answer(&format!("{begins}{rest}}}"));
    // Records that deny the margin: a loser, and a tie.
    for denied in [
        r#""margin":1,"population":1,"pairs":[{"cvr":["Ben"],"hand":["Ben"]}]"#,
        r#""margin":0.5,"population":2,"pairs":[{"cvr":["Ben"],"hand":["Ada"]},{"cvr":["Ada"],"hand":["Ben"]}]"#,
    ] {
        assert!(asked(denied).expect_err(denied).to_string().starts_with("margin: found"), "{denied}");
    }
    for (read, p_value) in [("Ben", 1.0), ("Ada", 0.0)] {
        let pairs = format!(r#""margin":1,"population":1,"pairs":[{{"cvr":["Ada"],"hand":["{read}"]}}]"#);
        assert_eq!(asked(&pairs).expect("an answer")["assertions"][0]["p_value"], p_value, "{read}");
    }
}

#[test]
fn questions_that_say_something_twice_or_not_at_all_are_refused() {
    let one = r#""rule":"plurality","candidates":["A","B"],"winners":["A"],"margin":0.1"#;
    for (question, stated) in [
        (
            r#"{"test":"alpha","estimator":{"name":"fixed"},"sample":[1],"sample":[0]}"#.to_owned(),
            "sample: found twice",
        ),
        (
            format!(r#"{{"test":"ballot_comparison",{one},"pairs":[{{"cvr":["A","A"],"hand":["A"]}}]}}"#),
            "pairs[0].cvr: found",
        ),
        (format!(r#"{{"test":"ballot_comparison",{one},"pairs":[{{"cvr":["A"]}}]}}"#), "pairs[0].hand: missing"),
        (
            format!(r#"{{"test":"ballot_comparison",{},"pairs":[]}}"#, one.replace(r#"["A","B"]"#, r#"["A","B","A"]"#)),
            "candidates: found",
        ),
        (
            r#"{"test":"alpha","estimator":{"name":"fixed"},"population":-1,"sample":[1]}"#.to_owned(),
            "population: found integer",
        ),
        (r#"{"test":"betting","bet":{"name":"cobra"},"sample":[1]}"#.to_owned(), "bet.margin: missing"),
        (r#"{"test":"betting","bet":{"name":"cobra","margn":1},"sample":[1]}"#.to_owned(), "bet.margn: unknown"),
    ] {
        let error = answer(&question).expect_err("refused").to_string();
        assert!(error.starts_with(stated), "{error}: {question}");
    }
}

#[test]
fn agrapa_stakes_no_more_than_c_from_the_first_draw() {
    let bet = |options: Value| {
        let asked = json!({ "test": "betting", "bet": options, "sample": [1, 1] });
        numbers(&answer(&asked.to_string()).expect("an answer")["p_history"])
    };
    // λ = min(2, 0.5/m) = 1: the first factor is 1 + 1 · (1 − 1/2).
    let held = bet(json!({ "name": "agrapa", "lambda": 2, "c0": 0.5, "cmax": 0.5 }));
    assert!((held[0] - 1.0 / 1.5).abs() < 1e-12, "{held:?}");
    assert_eq!(held, bet(json!({ "name": "agrapa", "lambda": 2, "cmax": 0.5 })));
}

#[test]
fn a_share_to_be_exceeded_may_be_any_share() {
    // SHANGRLA's assorter for a share f: 1/(2f) for the winner, 0 for another, 1/2 for no valid vote; u = 1/(2f) and
    // B = (1 − ω/u)/(2 − v/u).
    let cards = |n: usize, vote: &str| vec![if vote.is_empty() { json!([]) } else { json!([vote]) }; n];
    for (threshold, share) in
        [("1/10", 0.1), ("1/4", 0.25), ("2/5", 0.4), ("1/2", 0.5), ("2/3", 2.0 / 3.0), ("9/10", 0.9)]
    {
        let upper = 0.5 / share;
        let worth = |vote: &str| match vote {
            "A" => upper,
            "B" => 0.0,
            _ => 0.5,
        };
        let votes = ["A", "B", ""];
        let all: Vec<(&str, &str)> = votes.iter().flat_map(|cvr| votes.iter().map(move |hand| (*cvr, *hand))).collect();
        let pairs: Vec<Value> =
            all.iter().map(|(cvr, hand)| json!({"cvr": cards(1, cvr)[0], "hand": cards(1, hand)[0]})).collect();
        let margin = 0.05_f64.min(2.0 * upper - 1.0);
        let question = json!({"test": "ballot_comparison", "rule": "supermajority", "threshold": threshold,
            "candidates": ["A", "B"], "winners": ["A"], "margin": margin, "pairs": pairs});
        let found = answer(&question.to_string()).expect("an answer");
        let values = found["assertions"][0]["values"].as_array().expect("values");
        for ((cvr, hand), value) in all.iter().zip(values) {
            let by_formula = (1.0 - (worth(cvr) - worth(hand)) / upper) / (2.0 - margin / upper);
            assert!((value.as_f64().expect("a value") - by_formula).abs() < 1e-9, "{threshold} {cvr} {hand}: {value}");
        }
    }
    // Twenty cards, 40 % to be exceeded, 10 reported for A: all of them read, 8 are a tie and 9 are more.
    let reported: Vec<Value> = [cards(10, "A"), cards(10, "B")].concat();
    let margin = 2.0 * (10.0 * 1.25 / 20.0) - 1.0;
    for (really, p) in [(10, 0.0), (9, 0.0), (8, 1.0), (7, 1.0)] {
        let read = [cards(really, "A"), cards(20 - really, "B")].concat();
        let pairs: Vec<Value> =
            reported.iter().zip(&read).map(|(cvr, hand)| json!({"cvr": cvr, "hand": hand})).collect();
        for typed in [json!(0.4), json!("2/5")] {
            let question = json!({"test": "ballot_comparison", "rule": "supermajority", "threshold": typed,
                "candidates": ["A", "B"], "winners": ["A"], "margin": margin, "population": 20, "pairs": pairs});
            let found = answer(&question.to_string()).expect("an answer");
            assert_eq!(found["assertions"][0]["p_value"], json!(p), "{really}: {found}");
        }
    }
    for wrong in [json!(0), json!(1), json!(-0.4), json!(1.5)] {
        let question = json!({"test": "ballot_comparison", "rule": "supermajority", "threshold": wrong,
            "candidates": ["A", "B"], "winners": ["A"], "margin": 0.1, "pairs": []});
        assert!(
            answer(&question.to_string()).expect_err("a complaint").to_string().contains("threshold: found"),
            "{wrong}"
        );
    }
}
