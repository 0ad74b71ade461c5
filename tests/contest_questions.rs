//! Questions about contests under any rule, as documents and as files of ballots: by hand, refusals, ties and lots.

use recount::verify::answer_about_contest;
use serde_json::{Value, json};

use crate::program::assertions as asked;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn answer(question: &Value) -> Value {
    answer_about_contest(&question.to_string()).unwrap_or_else(|why| panic!("{question}: {why}"))
}

fn refused(question: &Value) -> String {
    answer_about_contest(&question.to_string()).expect_err("it is refused").to_string()
}

/// Ada 5, Ben 4, Cem 3: Cem is out, his ballots go to Ben, who has 7 to 5.
fn runoff() -> Value {
    json!({
        "rule": "irv",
        "candidates": ["Ada", "Ben", "Cem"],
        "votes": [{"n": 5, "prefs": [0, 1]}, {"n": 4, "prefs": [1, 2]}, {"n": 3, "prefs": [2, 1]}],
        "total_auditable_ballots": 14,
        "audit": {"type": "OneOnMargin"},
        "fewest": true,
    })
}

#[test]
fn a_runoff_is_counted_and_its_claims_are_those_by_hand() {
    let said = answer(&runoff());
    assert_eq!((&said["winners"], &said["possible_winners"]), (&json!([1]), &json!([1])));
    let rounds = said["rounds"].as_array().expect("rounds");
    assert_eq!(rounds.len(), 2);
    assert_eq!(rounds[0]["tallies"], json!({"Ada": 5, "Ben": 4, "Cem": 3}));
    assert_eq!((&rounds[0]["eliminated"], &rounds[1]["elected"]), (&json!(2), &json!([1])));
    assert_eq!(rounds[1]["tallies"], json!({"Ada": 5, "Ben": 7}));
    // Two ballots decide who is last (Ben 4, Cem 3): with one of Ben's for Cem it is 3 to 4. So one changed ballot lets Cem stay in.
    let least = said["margin"]["true"].as_u64().expect("the margin");
    assert_eq!((least, &said["margin"]["last_round"]), (1, &json!(1)));
    assert_eq!((&said["optimal"], &said["fewest"]), (&json!(true), &json!(true)));
    let claims = said["assertions"].as_array().expect("claims");
    assert!(claims.iter().all(|claim| claim["margin"].as_i64().is_some_and(|margin| margin > 0)));
    let hardest = claims.iter().map(|claim| claim["difficulty"].as_f64().expect("a number")).fold(0.0, f64::max);
    assert_eq!(said["difficulty"].as_f64().map(f64::to_bits), Some(hardest.to_bits()));
    for claim in claims {
        let votes = 14.0 / claim["margin"].as_f64().expect("a number");
        assert!((votes - claim["difficulty"].as_f64().expect("a number")).abs() < 1e-12, "{claim}");
    }
}

#[test]
fn statements_of_totals_are_those_by_hand() {
    let said = answer(
        &json!({"rule": "plurality", "tally": {"Ada": 50, "Ben": 40, "Cem": 10}, "total_auditable_ballots": 110}),
    );
    assert_eq!((&said["winners"], said["assertions"].as_array().map(Vec::len)), (&json!([0]), Some(2)));
    assert_eq!(said["assertions"][0]["margin"], 10);
    assert_eq!(said["assertions"][0]["difficulty"], 11.0);
    assert_eq!((&said["margin"]["true"], &said["margin"]["assertion"]), (&json!(5), &json!(5)));
    // 650 of 1,000 valid votes where at least three fifths are needed: 2 × 650 − 3 × 350 = 250. A changed ballot moves 5, and with 50
    // the share is still reached, so that 51 do it.
    let share = json!({"rule": "supermajority", "threshold": "3/5", "tally": {"Yes": 650, "No": 350}, "total_auditable_ballots": 1_010});
    let said = answer(&share);
    assert_eq!((&said["winners"], &said["assertions"][0]["margin"]), (&json!([0]), &json!(250)), "{said}");
    assert_eq!(said["margin"]["true"], 51);
    let missed = answer(&json!({"rule": "supermajority", "threshold": 0.6, "tally": {"Yes": 580, "No": 420}}));
    assert_eq!((&missed["winners"], &missed["assertions"][0]["margin"]), (&json!([]), &json!(420 * 3 - 580 * 2)));
    let measure = |tally: Value| json!({"rule": "supermajority", "threshold": 0.6, "proposal": "Yes", "tally": tally});
    assert_eq!(answer(&measure(json!({"Yes": 580, "No": 420})))["winners"], json!([1]));
    // 2 × 598 − 3 × 402 = −10: Yes misses three fifths, and two changed ballots, of which each moves 5, would reach them.
    let near = answer(&measure(json!({"No": 402, "Yes": 598})));
    assert_eq!((&near["winners"], &near["margin"]["true"]), (&json!([0]), &json!(2)), "{near}");
    // Quotients 600, 400, 300, 200, 200: A has the third seat, and B's next is 200.
    let lists = answer(&json!({"rule": "dhondt", "seats": 3, "tally": {"A": 600, "B": 400}}));
    assert_eq!(lists["winners"], json!([0, 1, 0]));
    let poll = answer(
        &json!({"rule": "plurality", "tally": {"A": 60, "B": 40}, "audit": {"type": "BRAVO", "risk_limit": 0.05}}),
    );
    assert!(poll["difficulty"].as_f64().is_some_and(|cards| cards > 40.0 && cards < 250.0), "{poll}");
    let several = answer(
        &json!({"rule": "approval", "seats": 2, "tally": {"A": 60, "B": 55, "C": 50}, "total_auditable_ballots": 100}),
    );
    assert_eq!((&several["winners"], several["assertions"].as_array().map(Vec::len)), (&json!([0, 1]), Some(2)));
}

#[test]
fn a_tie_is_named_and_a_lot_settles_it() {
    let mut tied = runoff();
    tied["votes"] = json!([{"n": 5, "prefs": [0, 1]}, {"n": 3, "prefs": [1, 2]}, {"n": 3, "prefs": [2, 1]}]);
    // Ben and Cem are level for last; whoever stays has 6 to 5.
    let open = answer(&tied);
    assert!(open["error"].as_str().is_some_and(|why| why.contains("tie")), "{open}");
    assert_eq!((&open["winners"], &open["possible_winners"]), (&json!([]), &json!([1, 2])));
    tied["lots"] = json!(["Ben"]);
    let settled = answer(&tied);
    assert_eq!((&settled["winners"], &settled["possible_winners"]), (&json!([2]), &json!([1, 2])));
    assert_eq!(settled["rounds"][0]["tied"], json!([1, 2]));
    assert!(settled["error"].is_string() && settled["margin"]["true"] == 0, "{settled}");
    tied["lots"] = json!(["Cem", "Ben"]);
    assert_eq!(refused(&tied), "lots: found Ben; allowed: names that were level with others");
    let level = json!({"rule": "plurality", "tally": {"A": 10, "B": 10, "C": 3}});
    assert_eq!(answer(&level)["tied"], json!([0, 1]));
    let by_lot = json!({"rule": "plurality", "tally": {"A": 10, "B": 10, "C": 3}, "lots": ["A"]});
    assert_eq!((&answer(&by_lot)["winners"], answer(&by_lot)["error"].is_string()), (&json!([1]), true));
}

#[test]
fn transfers_and_points_are_asked_by_name() {
    let votes =
        json!([{"n": 30, "prefs": [0, 1]}, {"n": 30, "prefs": [0]}, {"n": 10, "prefs": [1]}, {"n": 30, "prefs": [2]}]);
    let question = |more: Value| {
        let mut question = json!({"rule": "stv", "candidates": ["A", "B", "C"], "votes": votes, "seats": 2});
        more.as_object().expect("keys").iter().for_each(|(key, value)| question[key] = value.clone());
        question
    };
    assert!(refused(&question(json!({}))).starts_with("transfers: missing; needed: one of portland"));
    for method in ["scottish", "meek"] {
        let said = answer(&question(json!({"transfers": method})));
        assert_eq!(said["winners"], json!([0, 2]), "{method}: {said}");
        let sum = |round: &Value| {
            let votes: f64 = round["tallies"].as_object().expect("votes").values().filter_map(Value::as_f64).sum();
            votes + round["inactive"].as_f64().unwrap_or(0.0) + round["residual"].as_f64().unwrap_or(0.0)
        };
        for round in said["rounds"].as_array().expect("rounds") {
            assert!((sum(round) - 100.0).abs() < 1e-6, "{method}: {round}");
        }
    }
    let borda = json!({"rule": "borda", "points": "modified", "num_candidates": 3, "votes": [{"n": 70, "prefs": [0]}, {"n": 50, "prefs": [1, 2, 0]}]});
    assert_eq!(answer(&borda)["winners"], json!([1]));
}

#[test]
fn a_wrong_question_meets_a_sentence() {
    for (question, why) in [
        (json!({"rule": "plurality"}), "candidates: missing"),
        (json!({"rule": "plural", "tally": {"A": 1}}), "rule: found \"plural\"; allowed: plurality"),
        (
            json!({"rule": "irv", "num_candidates": 2, "votes": [{"n": 1, "prefs": [2]}]}),
            "votes[0].prefs[0]: found 2; allowed: 0 to 1",
        ),
        (
            json!({"rule": "irv", "num_candidates": 2, "votes": [{"n": 1, "prefs": [1, 1]}]}),
            "votes[0].prefs[1]: found 1",
        ),
        (
            json!({"rule": "irv", "num_candidates": 2, "tally": {"0": 1, "1": 2}}),
            "tally: found this key; allowed: one of it and votes",
        ),
        (json!({"rule": "irv", "num_candidates": 3, "candidates": ["A", "B"], "votes": []}), "num_candidates: found 3"),
        (json!({"rule": "plurality", "threshold": 0.6, "tally": {"A": 2, "B": 1}}), "threshold: found a share"),
        (json!({"rule": "supermajority", "tally": {"A": 2, "B": 1}}), "threshold: missing"),
        (
            json!({"rule": "supermajority", "threshold": 0.6, "proposal": "A", "tally": {"A": 2, "B": 1, "C": 1}}),
            "proposal: found 3 names; allowed: a contest of two names",
        ),
        (
            json!({"rule": "plurality", "proposal": "A", "tally": {"A": 2, "B": 1}}),
            "proposal: found this key; allowed: only beside one of these: supermajority",
        ),
        (json!({"rule": "supermajority", "threshold": 1.5, "tally": {"A": 2, "B": 1}}), "threshold: found 1.5"),
        (json!({"rule": "plurality", "seats": 3, "tally": {"A": 2, "B": 1}}), "seats: found 3; allowed: 1 to 2"),
        (
            json!({"rule": "plurality", "seats": -1, "tally": {"A": 2, "B": 1}}),
            "seats: found integer `-1`; allowed: a whole number",
        ),
        (json!({"rule": "irv", "votes_allowed": 2, "num_candidates": 2, "votes": []}), "votes_allowed: found this key"),
        (
            json!({"rule": "plurality", "tally": {"A": 2, "B": 1}, "total_auditable_ballots": 2}),
            "total_auditable_ballots: found 2",
        ),
        (json!({"rule": "plurality", "tally": {"A": 2, "B": 1}, "lots": ["A"]}), "lots: found A"),
        (
            json!({"rule": "plurality", "tally": {"A": 2, "B": 1}, "audit": {"type": "Bravo"}}),
            "audit.type: found \"Bravo\"",
        ),
        (
            json!({"rule": "plurality", "tally": {"A": 2, "B": 1}, "audit": {"type": "OneOnMargin", "gamma": 1.1}}),
            "audit.gamma: found this key",
        ),
        (json!({"rule": "plurality", "tally": {"A": 2, "B": 1}, "seat": 1}), "seat: unknown"),
        (json!({"rule": "score", "tally": {"A": 2, "B": 1}}), "rule: found score"),
        (json!({"rule": "irv", "candidates": ["A", "A "], "votes": []}), "candidates: found A"),
    ] {
        let said = refused(&question);
        assert!(said.starts_with(why), "{question}: {said}");
    }
}

#[test]
fn questions_come_one_a_line_and_a_bad_one_keeps_its_place() {
    let lines = [
        runoff().to_string(),
        "{\"rule\":\"irv\"".to_owned(),
        json!({"rule": "plurality", "tally": {"A": 2, "B": 1}}).to_string(),
    ];
    let output = asked(&[], &lines.join("\n"));
    assert_eq!(output.status.code(), Some(2));
    let said: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(said.len(), 3);
    assert_eq!(
        (&said[0]["winners"], said[1]["error"].is_string(), &said[2]["winners"]),
        (&json!([1]), true, &json!([0]))
    );
    // Over several lines it is one question.
    let whole = asked(&[], &serde_json::to_string_pretty(&runoff()).expect("text"));
    assert_eq!(
        (whole.status.code(), serde_json::from_slice::<Value>(&whole.stdout).expect("JSON")),
        (Some(0), said[0].clone())
    );
}

/// Four ranked names and two seats in BLT, with one who withdrew and one order with two names at one rank.
const BLT: &str =
    "4 2\n-4\n4 1 2 0\n3 2 1 0\n2 3 0\n1 4 3 0\n1 1=2 3 0\n0\n\"Ada\"\n\"Ben\"\n\"Cem\"\n\"Dee\"\n\"Council\"\n";

#[test]
fn a_file_of_ballots_is_counted_by_the_rule_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("council.blt");
    std::fs::write(&path, BLT).expect("a file");
    let path = path.to_str().expect("a path");
    let output = asked(&[path, "--rule", "irv", "--seats", "1", "--json"], "");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    // Dee withdrew: Cem has 2 + 1, and the order whose first rank has two names counts for Cem: 4. Then Ben is out with 3.
    assert_eq!(said["rounds"][0]["tallies"], json!({"Ada": 4, "Ben": 3, "Cem": 4}), "{said}");
    let notes = text(&output.stderr);
    assert!(
        notes.contains("1 ballot has several names at one rank") && notes.contains("Withdrawn, and passed over: Dee"),
        "{notes}"
    );
    let page = asked(&[path, "--rule", "stv", "--transfers", "meek"], "");
    let shown = text(&page.stdout) + &text(&page.stderr);
    assert!(shown.contains("Elected, 2 seats: ") && shown.contains("Only a full hand count"), "{shown}");
    // What the rule does not take is refused, and so is what belongs to the other way to ask.
    let wrong = asked(&[path, "--rule", "irv", "--seats", "2"], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("seats: found 2; allowed: 1 to 1"), "{}", text(&wrong.stderr));
    let both = asked(&[path, "--rule", "irv", "--shangrla"], "");
    assert!(both.status.code() == Some(2) && text(&both.stderr).contains("--shangrla"), "{}", text(&both.stderr));
}

/// A problem in JSON is counted too: Chuan wins the example of "A Guide to RAIRE", by 13 ballots.
#[test]
fn a_problem_in_json_is_counted_by_a_rule() {
    let output = asked(&["tests/data/ranked/guide.json", "--rule", "irv", "--json"], "");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    assert_eq!(
        (&said["winners"], &said["margin"]["true"], &said["margin"]["assertion"]),
        (&json!([2]), &json!(13), &json!(13))
    );
    assert_eq!(
        (&said["difficulty"], said["optimal"].as_bool(), said["fewest"].as_bool()),
        (&json!(9.0), Some(true), Some(true))
    );
}

#[test]
fn an_export_of_records_is_counted_contest_by_contest() {
    let cvr = "tests/data/import/cvr.csv";
    let which = asked(&[cvr, "--rule", "plurality"], "");
    assert!(which.status.code() == Some(2) && text(&which.stderr).contains("Mayor"), "{}", text(&which.stderr));
    // Python's sums: Ada 16, Ben 15, one written in, of 36 cards.
    let output = asked(&[cvr, "--rule", "plurality", "--contest", "Mayor", "--json"], "");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    assert_eq!((&said["winners"], &said["margin"]["true"]), (&json!([0]), &json!(1)));
    assert!(
        said["assertions"]
            .as_array()
            .expect("statements")
            .iter()
            .any(|it| it["margin"] == 1 && it["difficulty"] == 36.0),
        "{said}"
    );
}

/// Statements of ranks are tested as two candidates are: on orders of two names the P-value is that of most votes.
#[test]
fn a_comparison_of_ranks_is_one_of_votes_where_two_stand() {
    let risk = |question: &Value| {
        recount::verify::answer(&question.to_string()).unwrap_or_else(|why| panic!("{question}: {why}"))
    };
    let pair = |cvr: &str, hand: &str| json!({"cvr": [cvr], "hand": [hand]});
    let mut pairs = vec![pair("Ada", "Ada"); 40];
    pairs.extend([
        pair("Ada", "Ben"),
        pair("Ben", "Ben"),
        json!({"cvr": ["Ben"], "hand": []}),
        json!({"cvr": "phantom", "hand": ["Ada"]}),
    ]);
    let votes = json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["Ada", "Ben"], "winners": ["Ada"], "margin": 0.2, "population": 1_000, "pairs": pairs});
    let mut ranks = votes.clone();
    ranks["rule"] = json!("irv");
    ranks.as_object_mut().expect("an object").remove("margin");
    ranks["assertions"] = json!([
        {"type": "NEN", "winner": "Ada", "loser": 1, "continuing": [0, 1], "margin": 200},
        {"type": "NEB", "winner": 0, "loser": "Ben", "margin": 200},
    ]);
    let (votes, said) = (risk(&votes), risk(&ranks));
    let expected = &votes["assertions"][0]["p_value"];
    assert!(expected.as_f64().is_some_and(|p| p > 0.01 && p < 1.0), "{votes}");
    for statement in said["assertions"].as_array().expect("statements") {
        assert_eq!(&statement["p_value"], expected, "{statement}");
    }
    // By hand, in units of half votes, with margin 0.2: a card that agrees is worth 1/1.8, one that lacks a first place 0.5/1.8 less.
    let of = |cvr: Value, hand: Value| {
        let question = json!({
            "test": "ballot_comparison", "rule": "irv", "candidates": ["A", "B", "C"], "winners": ["A"], "population": 1_000,
            "assertions": [
                {"type": "NEB", "winner": "A", "loser": "B", "margin": 200},
                {"type": "NEN", "winner": "A", "loser": "B", "continuing": ["A", "B"], "margin": 200},
            ],
            "pairs": [{"cvr": cvr, "hand": hand}],
        });
        let said = risk(&question);
        [0, 1].map(|at: usize| said["assertions"][at]["values"][0].as_f64().expect("a value") * 1.8)
    };
    let near = |values: [f64; 2], expected: [f64; 2]| values.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
    // C first, then A: for NEB B is not above A, so 0; with A and B left it counts for A. Read as C, B it is against A in both.
    assert!(near(of(json!(["C", "A"]), json!(["C", "A"])), [1.0, 1.0]));
    assert!(near(of(json!(["C", "A"]), json!(["C", "B"])), [0.5, 0.0]));
    assert!(near(of(json!(["A"]), json!(["C", "A", "B"])), [0.5, 1.0]));
    assert!(near(of(json!(["B", "A"]), json!(["A", "B"])), [2.0, 2.0]));
    let wrong = json!({"test": "ballot_comparison", "rule": "irv", "candidates": ["A", "B"], "winners": ["A"], "margin": 0.1, "pairs": []});
    let why = recount::verify::answer(&wrong.to_string()).expect_err("it has no statements").to_string();
    assert_eq!(why, "assertions: missing");
}

/// What stands exactly where the law puts the line is no tie.
#[test]
fn a_share_that_is_just_reached_is_won_and_can_be_checked() {
    // 3 × 400 = 2 × 600: at least three fifths are reached, and one changed ballot misses them.
    let said = answer(&json!({"rule": "supermajority", "threshold": "3/5", "tally": {"Yes": 600, "No": 400}}));
    assert_eq!((&said["winners"], &said["margin"]["true"], &said["error"]), (&json!([0]), &json!(1), &Value::Null));
    let nobody = answer(&json!({"rule": "dhondt", "seats": 3, "threshold": 0.64, "tally": {"A": 600, "B": 400}}));
    assert_eq!((&nobody["winners"], nobody["assertions"].as_array().map(Vec::len)), (&json!([]), Some(2)));
}

/// Elections by hand in which names are level, and it changes nothing.
#[test]
fn a_tie_that_changes_nobody_s_fate_is_none() {
    let of = |rule: &str, more: Value, votes: &[(u64, &[u64])]| {
        let votes: Vec<Value> = votes.iter().map(|(n, prefs)| json!({"n": n, "prefs": prefs})).collect();
        let mut question = json!({"rule": rule, "num_candidates": 5, "votes": votes});
        more.as_object().expect("keys").iter().for_each(|(key, value)| question[key] = value.clone());
        answer(&question)
    };
    // 0 and 4 lead with 3 each, 1 has one and goes out for 4; 2 and 3 are level with none.
    let runoff = of("irv", json!({}), &[(3, &[4, 2, 0, 1]), (3, &[0, 4, 3, 2]), (1, &[1, 4, 3])]);
    assert_eq!((&runoff["winners"], &runoff["possible_winners"]), (&json!([4]), &json!([4])));
    assert!(runoff["error"].is_null() && runoff["margin"]["true"] == 1, "{runoff}");
    // The quota is 171: 0 has it, and 1 gets there when 2 is out; 3 and 4 are level with nothing.
    let seats = |lots: Value| {
        of("stv", json!({"seats": 2, "transfers": "scottish", "lots": lots}), &[(300, &[0]), (110, &[1]), (100, &[2])])
    };
    for said in [seats(json!([])), seats(json!(["4"]))] {
        assert_eq!((&said["winners"], &said["possible_winners"]), (&json!([0, 1]), &json!([0, 1])), "{said}");
        assert!(!said["error"].as_str().is_some_and(|why| why.contains("tie")), "{said}");
    }
    // Earlier rounds settle who is out, which is law and no lot.
    let earlier = of(
        "stv",
        json!({"seats": 1, "transfers": "scottish"}),
        &[(3, &[0, 2]), (1, &[2, 0]), (2, &[1, 0]), (5, &[1, 2, 0]), (3, &[0])],
    );
    assert!(earlier["margin"]["true"] != 0 && earlier["winners"].as_array().map(Vec::len) == Some(1), "{earlier}");
    // As many seats as names: nobody can lose.
    let all = of("stv", json!({"seats": 5, "transfers": "scottish"}), &[(3, &[0, 2])]);
    assert_eq!((&all["assertions"], &all["error"]), (&json!([]), &Value::Null));
    // Nobody is preferred to all; in the runoff that decides then some are level for last, and 4 wins whoever goes.
    let circle = of(
        "condorcet",
        json!({"completion": "condorcet-irv"}),
        &[(4, &[4, 3, 0]), (3, &[3, 2, 1, 4, 0]), (1, &[2, 0]), (1, &[0, 2, 4, 1, 3]), (1, &[])],
    );
    assert_eq!((&circle["winners"], &circle["possible_winners"]), (&json!([4]), &json!([4])), "{circle}");
}

#[test]
fn eliminations_and_undeclared_names_are_those_of_the_question() {
    let votes = json!([{"n": 10, "prefs": [0]}, {"n": 9, "prefs": [1]}, {"n": 3, "prefs": [2, 1]}, {"n": 2, "prefs": [3, 1]},
        {"n": 20, "prefs": [4, 0]}]);
    let of = |more: Value| {
        let mut question =
            json!({"rule": "irv", "candidates": ["Ada", "Ben", "Cem", "Dan", "Write-in"], "votes": votes});
        for (key, value) in more.as_object().expect("keys") {
            question[key.as_str()] = value.clone();
        }
        question
    };
    let eliminated = |more: Value| {
        let said = answer(&of(more));
        let out = |round: &Value| round.get("eliminated_together").unwrap_or(&round["eliminated"]).clone();
        said["rounds"].as_array().expect("rounds").iter().map(out).collect::<Vec<_>>()
    };
    // Dan goes, then Cem, whose ballots are Ben's: 14, then Ada with 10; or Dan and Cem together, with 5 of Ben's 9 votes.
    assert_eq!(eliminated(json!({"elimination": "one_by_one"}))[..3], [json!(3), json!(2), json!(0)]);
    assert_eq!(eliminated(json!({"elimination": "batch"}))[..2], [json!([3, 2]), json!(0)]);
    // Nobody can elect the write-in, so that its 20 ballots are Ada's: 30 of 44.
    let said = answer(&of(json!({"undeclared": ["Write-in"]})));
    assert_eq!((&said["winners"], said["rounds"].as_array().map(Vec::len)), (&json!([0]), Some(1)), "{said}");
    for (question, says) in [
        (of(json!({"elimination": "all"})), "elimination: found \"all\""),
        (of(json!({"undeclared": ["Eve"]})), "undeclared: found \"Eve\""),
        (of(json!({"undeclared": ["Ada", "Ben", "Cem", "Dan"]})), "undeclared: found 4 names; allowed: at most 3"),
        (
            json!({"rule": "dhondt", "seats": 1, "tally": {"A": 3, "B": 1}, "undeclared": ["A"]}),
            "undeclared: found this key; allowed: only beside one of these: instant_runoff",
        ),
    ] {
        let refusal = refused(&question);
        assert!(refusal.starts_with(says), "{refusal}");
    }
}

#[test]
fn lots_are_taken_where_somebody_is_put_out_and_refused_elsewhere() {
    let refusal = refused(&json!({"rule": "top_two", "tally": {"A": 3, "B": 3, "C": 3}, "lots": ["B", "A"]}));
    assert!(
        refusal.starts_with("lots: found this key; allowed: only beside one of these: instant_runoff"),
        "{refusal}"
    );
    // Of three level, one lot leaves two, and the rounds stop there: no choice is made up.
    let votes = json!([{"n": 2, "prefs": [0]}, {"n": 2, "prefs": [1]}, {"n": 2, "prefs": [2]}]);
    let said = answer(&json!({"rule": "irv", "num_candidates": 3, "votes": votes, "lots": ["2"]}));
    let rounds = said["rounds"].as_array().expect("rounds");
    assert_eq!((&rounds[0]["eliminated"], rounds.len()), (&json!(2), 2), "{said}");
    assert_eq!(
        (&rounds[1]["eliminated"], &rounds[1]["elected"], &said["winners"]),
        (&Value::Null, &json!([]), &json!([]))
    );
}

/// Two names may be marked: 42 votes on 33 cards.
#[test]
fn a_contest_of_several_marks_is_counted_and_hidden_votes_are_refused() {
    let cvr = "tests/data/import/cvr.csv";
    let output = asked(&[cvr, "--rule", "plurality", "--contest", "Council", "--seats", "2", "--json"], "");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    // Python's sums: Cem 14, Dee 15, Eve 13.
    assert_eq!((&said["winners"], &said["margin"]["true"]), (&json!([1, 0]), &json!(1)), "{said}");
    // A row that sums several cards would make Ben the winner, and is not passed over.
    let summed = "County,5.17.17.1,,,,,,,\n,,,,,,,A (Vote For=1),A (Vote For=1)\n,,,,,,,Ada,Ben\n\
                  CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,BallotType,DEM,REP\n1,1,1,1,1-1-1,Mail,S,1,0\n\
                  2,1,1,2,1-1-2,Mail,S,1,0\nRedacted and Aggregated - A cards,,,,,,S & T,3,90\n";
    let output = asked(&["-", "--rule", "plurality"], summed);
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("summed"), "{}", text(&output.stderr));
    // A name that withdrew leaves a rank to the other: Cem has 5 + 2, Ada 4.
    let withdrawn = "3 1\n-2\n5 2=3 1 0\n4 1 0\n2 3 0\n0\n\"Ada\"\n\"Ben\"\n\"Cem\"\n\"t\"\n";
    let output = asked(&["-", "--rule", "irv", "--json"], withdrawn);
    let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    assert_eq!((&said["winners"], &said["rounds"][0]["tallies"]), (&json!([1]), &json!({"Ada": 4, "Cem": 7})));
    let unranked = asked(&[cvr, "--rule", "irv", "--contest", "Mayor"], "");
    assert!(text(&unranked.stderr).contains("--rule: found ballots without ranks"), "{}", text(&unranked.stderr));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hidden.csv");
    let hidden = std::fs::read_to_string(cvr).expect("a file").replacen(",A,1,0,0,0,1,0", ",A,X,X,X,X,X,X", 1);
    std::fs::write(&path, hidden).expect("a file");
    let output = asked(&[path.to_str().expect("a path"), "--rule", "plurality", "--contest", "Mayor"], "");
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("hidden"), "{}", text(&output.stderr));
}

/// Elections that a reader of this page found.
#[test]
fn pairs_of_equal_strength_are_locked_in_every_order() {
    let of = |votes: &[(u64, &[u64])]| {
        let votes: Vec<Value> = votes.iter().map(|(n, prefs)| json!({"n": n, "prefs": prefs})).collect();
        answer(&json!({"rule": "condorcet", "completion": "ranked-pairs", "num_candidates": 5, "votes": votes}))
    };
    // Nobody beats 1, and the only circle is without 1.
    let one = of(&[(1, &[0, 2, 4]), (1, &[1, 4, 0, 3, 2]), (1, &[3, 1, 0, 2, 4])]);
    assert_eq!((&one["winners"], &one["possible_winners"]), (&json!([1]), &json!([1])), "{one}");
    // 0 over 1 by 9, 0 over 4 by 7 and 2 over 3 by 3 are locked first: only 0 and 2 can be left.
    let two = of(&[
        (2, &[0, 1, 4]),
        (1, &[0, 1, 4, 2, 3]),
        (1, &[0, 1, 4, 3, 2]),
        (4, &[2, 3, 0, 4, 1]),
        (1, &[3, 4, 0, 1, 2]),
    ]);
    assert_eq!((&two["winners"], &two["possible_winners"]), (&json!([]), &json!([0, 2])), "{two}");
}

#[test]
fn a_lot_counts_although_others_were_level_before() {
    let votes = json!([{"n": 4, "prefs": [0]}, {"n": 4, "prefs": [1]}]);
    let said = answer(&json!({"rule": "irv", "candidates": ["A", "B", "C", "D"], "votes": votes, "lots": ["B"]}));
    assert_eq!((&said["winners"], &said["possible_winners"]), (&json!([0]), &json!([0, 1])), "{said}");
    assert!(said["error"].is_string() && said["margin"]["true"] == 0, "{said}");
    let votes = json!([{"n": 6, "prefs": [0]}, {"n": 3, "prefs": [1]}, {"n": 3, "prefs": [2]}]);
    let said = answer(
        &json!({"rule": "stv", "transfers": "scottish", "seats": 2, "candidates": ["A", "B", "C", "D", "E"], "votes": votes, "lots": ["C"]}),
    );
    assert_eq!(said["winners"], json!([0, 1]), "{said}");
}

/// What a statement says holds of the votes, whatever its weights; who is level is whom a lot has to put out.
#[test]
fn what_is_said_of_shares_ties_and_second_rounds_is_true() {
    let says = |question: &Value| -> Vec<String> {
        let said = answer(question);
        said["assertions"]
            .as_array()
            .expect("statements")
            .iter()
            .map(|it| it["says"].as_str().expect("words").to_owned())
            .collect()
    };
    assert_eq!(says(&json!({"rule": "top_two", "tally": {"A": 55, "B": 35, "C": 10}})), ["A has more than half"]);
    let second = says(&json!({"rule": "top_two", "tally": {"A": 45, "B": 35, "C": 20}}));
    assert!(
        second.contains(&"A has no more than half".to_owned()) && second.contains(&"B over C".to_owned()),
        "{second:?}"
    );
    let tally = json!({"Yes": 60, "No": 40});
    let mut missed = says(&json!({"rule": "supermajority", "threshold": "2/3", "tally": tally}));
    missed.sort();
    assert_eq!(missed, ["No has less than the share", "Yes has less than the share"]);
    let question = json!({"rule": "supermajority", "threshold": "2/3", "proposal": "Yes", "tally": tally});
    assert_eq!(says(&question), ["Yes has less than the share"]);
    let mut reached = says(&json!({"rule": "supermajority", "threshold": "3/5", "tally": tally}));
    reached.sort();
    assert_eq!(reached, ["Yes has the share", "Yes has votes"]);
    // Ben and Cem are level for last; whoever goes, Ada or Ben can win.
    let votes = json!([{"n": 3, "prefs": [0, 1]}, {"n": 2, "prefs": [1]}, {"n": 2, "prefs": [2, 1]}]);
    let level = answer(&json!({"rule": "irv", "num_candidates": 3, "votes": votes}));
    assert_eq!((&level["tied"], &level["possible_winners"]), (&json!([1, 2]), &json!([0, 1])), "{level}");
    let seats =
        answer(&json!({"rule": "stv", "num_candidates": 3, "seats": 2, "transfers": "scottish", "votes": votes}));
    assert_eq!((&seats["winners"], &seats["tied"]), (&json!([0]), &json!([1, 2])), "{seats}");
    // Of a count in which those who are level go out together no margin is known, and 0 would say that it is a tie.
    let together = answer(&json!({"rule": "irv", "num_candidates": 4, "elimination": "batch_or_level", "votes": [
        {"n": 2, "prefs": [2]}, {"n": 1, "prefs": [1]}, {"n": 1, "prefs": [3, 2]}, {"n": 1, "prefs": [3]}, {"n": 1, "prefs": [0, 1, 3]}]}));
    assert_eq!((&together["winners"], &together["margin"]["true"]), (&json!([3]), &Value::Null), "{together}");
    let cards = |votes: [usize; 3]| {
        let mut text =
            "County,5.17.17.1,,,,,,,,\n,,,,,,,A (Vote For=1),A (Vote For=1),A (Vote For=1)\n,,,,,,,Ada,Ben,Cem\n\
                        CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,BallotType,DEM,REP,IND\n"
                .to_owned();
        for (at, row) in ["1,0,0", "0,1,0", "0,0,1"].iter().enumerate() {
            for n in 0..votes[at] {
                text += &format!("{at}{n},1,1,{at}{n},1-1-{at}{n},Mail,S,{row}\n");
            }
        }
        text
    };
    let page = text(&asked(&["-", "--rule", "top_two"], &cards([45, 35, 20])).stdout);
    assert!(page.starts_with("Nobody has more than half: Ada, Ben go on to a second round.\n"), "{page}");
    let page = text(&asked(&["-", "--rule", "top_two"], &cards([55, 35, 10])).stdout);
    assert!(page.starts_with("Elected: Ada.\n") && page.contains("Ada has more than half: true by 10"), "{page}");
    // Ballots with two marks are none of a rule of one.
    let output = asked(&["tests/data/import/cvr.csv", "--rule", "dhondt", "--contest", "Council", "--seats", "3"], "");
    let said = text(&output.stderr);
    assert!(said.contains("--rule: found a rule of one mark, and ballots that may have 2"), "{said}");
    // A rank that two share is passed over, which would put Cem above both: refused where every place counts.
    let toc = "# FILE NAME: a.toc\n# TITLE: a\n# DATA TYPE: toc\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n\
               # NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Ben\n\
               # ALTERNATIVE NAME 3: Cem\n3: {1,2},3\n2: 2,1,3\n";
    for rule in ["borda", "condorcet"] {
        let output = asked(&["-", "--rule", rule], toc);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("3 ballots with several names at one rank"), "{said}");
    }
}
