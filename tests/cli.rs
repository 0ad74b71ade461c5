//! Commands as a user types them: exit statuses, streams, and the shape of the JSON that other programs read.

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::Value;

fn recount(arguments: &[&str]) -> Output {
    crate::program::program().args(arguments).output().expect("the program runs")
}

fn json(arguments: &[&str]) -> Value {
    let output = recount(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "nothing but JSON is said");
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

#[test]
fn list_names_the_question_each_scenario_answers() {
    let list = json(&["list", "--json"]);
    let antrim = &list["scenarios"][0];
    assert_eq!(antrim["name"], "antrim-2020");
    assert!(antrim["question"].as_str().is_some_and(|q| q.ends_with('?')));
    assert_eq!(list["seed"], "20201118");
    let check = json(&["check", "antrim-2020", "--json", "--seed", "7"]);
    assert_eq!((&check["seed"], &check["scenarios"][0]["holds"]), (&"7".into(), &true.into()));
    let page = recount(&["list"]);
    assert!(String::from_utf8_lossy(&page.stdout).contains("antrim-2020"));
}

#[test]
fn run_as_json_keeps_the_contract() {
    let run = json(&["run", "antrim-2020", "--json"]);
    assert_eq!(run["schema"], 1);
    assert_eq!(run["seed"], "20201118");
    assert_eq!(run["scenario"]["name"], "antrim-2020");
    assert_eq!(run["scenario"]["sha256"].as_str().map(str::len), Some(64));
    let contest = &run["contests"][0];
    for key in ["id", "rule", "candidates", "true", "stages", "audits", "verdict", "faults_found", "faults_missed"] {
        assert!(!contest[key].is_null(), "{key}");
    }
    assert_eq!(contest["verdict"], "corrected");
    assert_eq!(contest["true"]["winners"], serde_json::json!(["Trump"]));
    let expected = [(7_769, 4_509), (7_289, 9_783), (5_960, 9_748), (5_959, 9_759)];
    let stages = contest["stages"].as_array().expect("stages");
    assert_eq!(stages.len(), 4);
    for (stage, (biden, trump)) in stages.iter().zip(expected) {
        for tally in ["tally", "published"] {
            assert_eq!((&stage[tally]["Biden"], &stage[tally]["Trump"]), (&biden.into(), &trump.into()));
        }
        assert!(stage["by"] == "machine" || stage["by"] == "hand");
        assert!(stage["ballots"].is_number() && stage["margin"].is_number());
    }
    let names: Vec<&String> = stages[0]["tally"].as_object().expect("a tally").keys().collect();
    assert_eq!(names[..3], ["Biden", "Trump", "Jorgensen"], "candidates keep the ballot's order");
}

#[test]
fn the_seed_may_be_any_text() {
    assert_eq!(json(&["run", "antrim-2020", "--json", "--seed", "4 2 6 🎲"])["seed"], "4 2 6 🎲");
}

#[test]
fn check_says_what_holds_and_fails_where_a_figure_differs() {
    let good = recount(&["check", "antrim-2020"]);
    assert_eq!(good.status.code(), Some(0));
    let text =
        recount::scenario::SHIPPED[0].1.replace("Trump = 4_509, Jorgensen = 93", "Trump = 4_510, Jorgensen = 93");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wrong.toml");
    std::fs::write(&path, text).expect("a file");
    let bad = recount(&["check", path.to_str().expect("a path")]);
    assert_eq!(bad.status.code(), Some(1));
    let said = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(said.contains("Trump: published 4510, model 4509"), "{said}");
}

#[test]
fn a_scenario_comes_from_standard_input_too() {
    let mut child = crate::program::program()
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let text = recount::scenario::SHIPPED[0].1;
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it listens");
    assert!(child.wait_with_output().expect("it ends").status.success());
}

#[test]
fn wrong_usage_gets_a_sentence_and_status_two() {
    let cases: [(&[&str], &str); 6] = [
        (&["run", "antrim-2002"], "did you mean \"antrim-2020\"?"),
        (&["run", "no/such/file.toml"], "no such file"),
        (&["run"], "required arguments"),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["run", "antrim-2020", "--threads", "0"], "allowed: 1 to 1024"),
        (&["run", env!("CARGO_BIN_EXE_recount")], "failed to read"),
    ];
    for (arguments, says) in cases {
        let output = recount(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_schema_describes_every_key_and_fault() {
    let schema = json(&["schema"]);
    assert_eq!(schema["title"], "Scenario");
    let text = schema.to_string();
    for kind in recount::tabulation::fault::KINDS.iter().chain(recount::outside_the_paper::KINDS) {
        assert!(text.contains(&format!("\"{kind}\"")), "{kind}");
    }
    for definition in schema["$defs"].as_object().expect("definitions").values() {
        for (key, value) in definition["properties"].as_object().into_iter().flatten() {
            let described = value["description"].is_string() || !value["const"].is_null() || !value["$ref"].is_null();
            assert!(described, "{key} has no description");
        }
    }
}

#[test]
fn the_page_is_plain_where_nobody_looks() {
    let page = String::from_utf8(recount(&["run", "antrim-2020", "--full"]).stdout).expect("text");
    assert!(!page.contains('\u{1b}'), "no colour codes in a pipe");
    for words in ["election night", "Biden +3,260", "Corrected.", "What no recount sees", "Ballots are synthetic"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.lines().all(|line| !line.ends_with(' ')));
}

#[test]
fn help_lists_the_commands() {
    let help = String::from_utf8(recount(&["--help"]).stdout).expect("text");
    for command in ["list", "run", "check", "schema"] {
        assert!(help.contains(command));
    }
}

#[test]
fn risk_answers_every_line_in_its_place_whatever_stands_in_it() {
    let mut child = crate::program::program()
        .arg("risk")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let good = r#"{"test":"super_simple","margin":0.05,"n":96}"#.as_bytes();
    let bad = [b"\xff\xfe".as_slice(), b"{", br#"{"test":"alfa","sample":[]}"#, b"[]"];
    let mut text = "\u{feff}".as_bytes().to_vec();
    for line in bad {
        text.extend(good);
        text.extend(b"\r\n\n");
        text.extend(line);
        text.push(b'\n');
    }
    child.stdin.take().expect("a pipe").write_all(&text).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .expect("text")
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), 2 * bad.len());
    for pair in answers.chunks(2) {
        assert!(pair[0]["p_value"].is_number() && pair[1]["error"].is_string(), "{pair:?}");
    }
    assert!(answers[5]["error"].as_str().is_some_and(|e| e.ends_with("(did you mean \"alpha\"?)")), "{answers:?}");
    let examples = recount(&["risk", "--examples"]);
    assert!(examples.status.success() && examples.stdout.split(|b| *b == b'\n').count() > 15);
}
