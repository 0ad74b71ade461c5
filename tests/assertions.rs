//! `recount assertions`: claims from ranked files as people and audit programs ask for them; files that lie.

use std::collections::BTreeSet;
use std::process::Output;

use serde_json::Value;

use crate::oracles::oracle;
use crate::program::assertions as asked;

fn document(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {said}"))
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

const GUIDE: &str = "tests/data/ranked/guide.json";

#[test]
fn the_example_of_the_guide_has_the_guide_s_answer() {
    let output = asked(&[GUIDE], "");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let answer = document(&output);
    let solution = &answer["solution"]["Ok"];
    // "A Guide to RAIRE": Chuan wins; the hardest claim has 25 votes of 225.
    assert_eq!((solution["winner"].as_u64(), solution["num_candidates"].as_u64()), (Some(2), Some(4)));
    assert_eq!((solution["margin"].as_u64(), solution["difficulty"].as_f64()), (Some(25), Some(9.0)));
    assert_eq!(answer["margins"]["ballots_to_change"]["at_most"], 13);
    assert_eq!(answer["margins"]["last_round"], 13);
    assert_eq!(answer["margins"]["assertions"], 13);
    assert_eq!(
        (&answer["proof"]["is_optimal"], &answer["proof"]["is_fewest"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
    assert_eq!(answer["explanation"]["is_complete"], true);
    let claims = solution["assertions"].as_array().expect("claims");
    for claim in claims {
        let keys: BTreeSet<&str> =
            claim["assertion"].as_object().expect("a claim").keys().map(String::as_str).collect();
        match claim["assertion"]["type"].as_str() {
            Some("NEB") => assert_eq!(keys, BTreeSet::from(["type", "winner", "loser"])),
            Some("NEN") => assert_eq!(keys, BTreeSet::from(["type", "winner", "loser", "continuing"])),
            other => panic!("{other:?}"),
        }
    }
    // Every node of the tree that is ruled out names claims that are there.
    for node in answer["explanation"]["nodes"].as_array().expect("nodes") {
        for claim in node["ruled_out_by"].as_array().into_iter().flatten() {
            assert!((claim.as_u64().expect("a place") as usize) < claims.len());
        }
    }
}

#[test]
fn shangrla_s_shape_names_candidates_and_who_is_gone() {
    let output = asked(
        &["-", "--shangrla"],
        "1\nContest,339,3,15,16,17\n339,1,15\n339,2,15\n339,3,15,16\n339,4,16,15\n339,5,17,16\n",
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let answer = document(&output);
    let audit = &answer["audits"][0];
    assert_eq!((audit["contest"].as_str(), audit["winner"].as_str()), (Some("339"), Some("15")));
    let mut losers = BTreeSet::new();
    for claim in audit["assertions"].as_array().expect("claims") {
        match claim["assertion_type"].as_str() {
            Some("WINNER_ONLY") => assert_eq!(claim["already_eliminated"], ""),
            Some("IRV_ELIMINATION") => assert!(claim["already_eliminated"].is_array()),
            other => panic!("{other:?}"),
        }
        losers.insert(claim["loser"].as_str().expect("a name").to_owned());
    }
    // 15 has three first preferences; 16 and 17 are named on at most three ballots, on at most two without 15 above.
    assert_eq!(losers, BTreeSet::from(["16".to_owned(), "17".to_owned()]));
}

#[test]
fn a_tie_and_another_winner_have_an_answer_and_exit_status_1() {
    let tie = "A,B\n,\n-+-\n(A) : 2\n(B) : 2\n";
    let output = asked(&["-"], tie);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(document(&output)["solution"]["Err"]["TiedWinners"], serde_json::json!([0, 1]));
    assert!(said(&output).contains("a tie"), "{}", said(&output));
    let output = asked(&["-", "--winner", "B"], "A,B\n,\n-+-\n(A) : 3\n(B) : 2\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(document(&output)["solution"]["Err"]["WrongWinner"], serde_json::json!([0]));
    assert!(said(&output).contains('A'), "{}", said(&output));
}

#[test]
fn what_cannot_be_read_is_one_sentence_and_exit_status_2() {
    let lists = "A,B\n,\n-+-\n(A) : 3\n(B) : 2\n";
    let several = "2\nContest,1,1,A\nContest,2,1,B\n1,x,A\n";
    let many = (0..70).map(|c| c.to_string()).collect::<Vec<_>>().join(",");
    for (arguments, input, parts) in [
        (&["-"][..], "", &["-:1: the file: found an empty file"][..]),
        (&["-"], "A,B\n,\n-+-\n(A) : 3\n(C) : 2\n", &["-:5: ballot: found \"C\"; known here: \"A\", \"B\""]),
        (&["-"], &format!("{many}\n\n-+-\n"), &["-:1: candidates: found 70 candidates; allowed: 1 to 64"]),
        (&["-"], "{\"num_candidates\": 2, \"votes\": [],\n \"extra\": 1}", &["-:2: the file: ", "unknown field"]),
        (
            &["-"],
            "{\"num_candidates\": 2, \"votes\": [], \"audit\": {\"type\": \"Bravo\"}}",
            &["-:1: audit.type: found \"Bravo\"", "did you mean \"BRAVO\"?"],
        ),
        (
            &["-"],
            "{\"num_candidates\": 2, \"votes\": [], \"audit\": {\"type\": \"BRAVO\", \"confidence\": 1.5}}",
            &["-:1: audit.confidence: found 1.5"],
        ),
        (&["-", "--cards", "4"], lists, &["--cards: found 4; allowed: 5 to "]),
        (&["-", "--winner", "C"], lists, &["--winner: found \"C\"; known here: \"A\", \"B\""]),
        (&["-", "--difficulty", "BRAVO"], lists, &["--risk-limit: found nothing; allowed: above 0 and below 1"]),
        (
            &["-", "--risk-limit", "0.05"],
            lists,
            &["--risk-limit: found --difficulty OneOnMargin; allowed: with --difficulty BRAVO, MACRO"],
        ),
        (
            &["-", "--difficulty", "MACRO", "--risk-limit", "0.05", "--error-inflation", "0.5"],
            lists,
            &["--error-inflation: found 0.5; allowed: 1 to 100"],
        ),
        (&["-"], several, &["--contest: found nothing; known here: \"1\", \"2\""]),
        (&["-", "--contest", "3"], several, &["--contest: found \"3\"; known here: \"1\", \"2\""]),
        (&["no-such-file.json"], "", &["no such file"]),
    ] {
        let output = asked(arguments, input);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
        assert!(output.stdout.is_empty() && text.lines().count() == 1, "{text}");
        assert!(parts.iter().all(|part| text.contains(part)), "{arguments:?}: {text}");
        let spanish = said(&asked(&[arguments, &["--lang", "es"]].concat(), input));
        assert!(text != spanish && !spanish.contains("allowed") && !spanish.contains("known here"), "{spanish}");
    }
}

#[test]
fn bytes_at_random_and_files_cut_short_are_refused_or_read() {
    let mut random = recount::random::Streams::new("83", 0).purpose("bytes").stream(0);
    let good = std::fs::read_to_string(GUIDE).expect("the guide's ballots");
    let raire = "2\nContest,1,2,A,B,winner,A\nContest,2,1,B\n1,x,A,B\n2,y,B\n1,z\n";
    let lists = "A,B,C\n,\n-+-\n(A, B) : 3\n() : 1\n(B,) : 2\n";
    for text in [&good, raire, lists] {
        for _ in 0..2_000 {
            let mut bytes = text.as_bytes().to_vec();
            bytes.truncate(random.below(bytes.len() as u32 + 1) as usize);
            for _ in 0..random.below(4) {
                if !bytes.is_empty() {
                    let place = random.below(bytes.len() as u32) as usize;
                    bytes[place] = b" \n,:()-0129{}[]\"AxCn"[random.below(20) as usize];
                }
            }
            // Never a panic; what is read keeps to its bounds.
            let Ok(contests) = recount::election::read_ranked(&String::from_utf8_lossy(&bytes)) else { continue };
            for contest in contests {
                let sum: u64 = contest.orders.iter().map(|(_, count)| count).sum();
                assert_eq!(sum, contest.ballots);
                let n = contest.candidates.len() as u16;
                assert!(contest.orders.iter().all(|(order, _)| order.iter().all(|&candidate| candidate < n)));
            }
        }
    }
}

#[test]
fn a_public_problem_gets_the_known_difficulty() {
    let Some(text) = oracle("vectors/public_irv_us.json") else { return };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let known = &all["elections"][0];
    let problem = serde_json::json!({
        "num_candidates": known["num_candidates"], "votes": known["votes"], "winner": known["possible_winners"][0],
        "audit": {"type": "MACRO", "confidence": 0.05, "error_inflation_factor": 1.1, "total_auditable_ballots": known["total_ballots"]},
        "trim_algorithm": "MinimizeTree",
    });
    let answer = document(&asked(&["-"], &problem.to_string()));
    let (ours, theirs) =
        (answer["solution"]["Ok"]["difficulty"].as_f64(), known["raire"]["MACRO/MinimizeTree"]["difficulty"].as_f64());
    let (ours, theirs) = (ours.expect("a number"), theirs.expect("a number"));
    assert!((ours - theirs).abs() <= 1e-9 * theirs, "{ours} and {theirs}");
    assert_eq!(answer["margins"]["ballots_to_change"]["at_least"], known["irv_margin"]["ballots_to_change"]);
}
