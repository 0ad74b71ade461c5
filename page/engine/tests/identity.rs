//! The page's engine says in WebAssembly what it says on this machine, byte for byte; and what the page asks for is refused
//! or answered in a sentence.

use std::path::{Path, PathBuf};
use std::process::Command;

use recount::audit::Registry;
use recount::scenario::{ONE_FAULT_EACH, SHIPPED};
use recount::simulation::engines;
use recount_page_engine::answer;
use serde_json::{Value, json};

/// The module that `cargo run -p recount-page` compiles.
fn module() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
    let module = target.join("wasm32-unknown-unknown/page/recount_page_engine.wasm");
    module.exists().then_some(module)
}

fn own(wrong: &str, more: &Value) -> Value {
    let methods = ["ballot_comparison", "super_simple", "polling", "minerva", "batch_comparison", "fixed_percentage"];
    let mut made = json!({"do": "make", "cards": 400, "margin": 8, "wrong": wrong, "care": "hurried", "risk_limit": 10, "methods": methods});
    for (key, value) in more.as_object().into_iter().flatten() {
        made[key] = value.clone();
    }
    made
}

fn ok(question: &Value) -> Value {
    let mut said: Value = serde_json::from_str(&answer(&question.to_string())).expect("JSON");
    assert!(said["error"].is_null(), "{question}: {}", said["error"]);
    said["ok"].take()
}

fn own_text(wrong: &str, more: &Value) -> String {
    ok(&own(wrong, more))["text"].as_str().expect("a text").to_owned()
}

/// Everything that the page may ask, with every method and engine, and ranked contests.
fn questions() -> Vec<Value> {
    let mut all = vec![json!({"do": "scenarios", "lang": "es"}), own("swap", &json!({}))];
    // The largest takes minutes without optimisation; the page offers it and says nothing else of it.
    let scenarios = SHIPPED.iter().chain(ONE_FAULT_EACH).map(|it| it.0);
    let small = scenarios.filter(|name| !["nation-2020", "close-states-2020", "georgia-2020"].contains(name));
    all.extend(small.map(|name| json!({"do": "run", "scenario": name, "lang": "es"})));
    for (seed, wrong) in ["nothing", "swap", "flip", "faint", "fold", "lost", "twice"].into_iter().enumerate() {
        let more = if ["faint", "fold"].contains(&wrong) { json!({"affected": 30}) } else { json!({}) };
        let text = own_text(wrong, &more);
        all.push(json!({"do": "run", "scenario": text, "seed": format!("{seed}")}));
        for method in Registry::shipped().methods() {
            all.push(json!({"do": "audit", "scenario": text, "method": method.name(), "card_by_card": true, "boards": 5000, "pictures": true}));
        }
        all.push(json!({"do": "audit", "scenario": text, "method": "ballot_comparison", "card_by_card": true, "readings": [[0], [1], [], "not_found", [0, 1]], "pictures": true}));
        all.push(json!({"do": "attack", "scenario": text, "attacks": ["all"], "methods": ["polling", "batch_comparison"], "trials": 4}));
        for (engine, _) in engines() {
            for method in Registry::shipped().methods() {
                all.push(json!({"do": "simulate", "scenario": text, "methods": [method.name()], "engine": engine, "trials": 40}));
            }
        }
    }
    for name in
        ["wellington-2012", "county-batches", "adversaries", "many-contests", "mail-in-pools", "three-ways-of-voting"]
    {
        all.push(json!({"do": "simulate", "scenario": name, "methods": ["all"], "trials": 20}));
    }
    for (seats, name) in [(1, "Ada"), (2, "Ben"), (3, "Cem")] {
        let ballots =
            json!([["Ada > Dot", 19], ["Ben > Cem > Ada", 17], ["Cem > Ben", 15], ["Dot > Ada = Ben", 4], [name, 3]]);
        let text = ok(
            &json!({"do": "make_ranked", "candidates": ["Ada", "Ben", "Cem", "Dot"], "ballots": ballots, "seats": seats}),
        );
        all.push(json!({"do": "run", "scenario": text["text"]}));
    }
    all
}

#[expect(clippy::print_stderr, reason = "a skipped test says so, and figures are asked for with --nocapture")]
#[test]
#[ignore = "needs the module that `cargo run -p recount-page` compiles: a step of its own in tests/run.sh"]
fn page_says_in_webassembly_what_it_says_here() {
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|it| it.status.success());
    let (Some(module), true) = (module(), has_node) else {
        assert!(std::env::var_os("CI").is_none(), "the module must be compared here: node or the module is missing");
        eprintln!("skipped: WebAssembly was not compared, since node or the compiled module is missing");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions");
    let questions: Vec<String> = questions().iter().map(Value::to_string).collect();
    std::fs::write(&file, questions.join("\n")).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers.mjs");
    let output = Command::new("node").arg(script).arg(module).arg(file).output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let (mut audits, mut compared) = (0, 0);
    for (question, theirs) in questions.iter().zip(said.lines()) {
        let ours = answer(question);
        let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
        let near =
            |text: &str| text.get(at.saturating_sub(80)..(at + 80).min(text.len())).unwrap_or_default().to_owned();
        assert!(ours == theirs, "{question}\nhere: {}\nthere: {}", near(&ours), near(theirs));
        compared += 1;
        let value: Value = serde_json::from_str(&ours).expect("JSON");
        let document = &value["ok"]["document"];
        if let Some(rows) = document["methods"].as_array() {
            audits += rows.len() as u64 * document["trials"].as_u64().unwrap_or(0);
        }
    }
    assert_eq!(compared, questions.len());
    assert!(audits >= 20_000, "{audits} audits");
    eprintln!("{compared} answers, {audits} audits: the same bytes in WebAssembly and here");
}

#[test]
fn bad_questions_meet_a_sentence() {
    for question in [
        "",
        "{}",
        "[]",
        r#"{"do": "dance"}"#,
        r#"{"do": "run", "scenario": "no such"}"#,
        r#"{"do": "run", "scenario": "a\nb"}"#,
        r#"{"do": "run", "scenario": "antrim-2020", "extra": 1}"#,
        r#"{"do": "run", "scenario": "antrim-2020", "lang": "xx"}"#,
        r#"{"do": "audit", "scenario": "antrim-2020", "method": "polling", "contest": 9}"#,
        r#"{"do": "audit", "scenario": "antrim-2020", "method": "none"}"#,
        r#"{"do": "audit", "scenario": "antrim-2020", "method": "polling", "readings": [[77]]}"#,
        r#"{"do": "simulate", "scenario": "antrim-2020", "trials": 0}"#,
    ] {
        let said: Value = serde_json::from_str(&answer(question)).expect("JSON");
        assert!(said["error"].as_str().is_some_and(|why| !why.is_empty()), "{question}: {said}");
    }
    for (wrong, more) in [
        ("swap", json!({"affected": 3})),
        ("fold", json!({"placed": [["Mesa/1", 2]]})),
        ("nothing", json!({"margin": 0})),
        ("nothing", json!({"cards": 5})),
        ("faint", json!({"affected": 399})),
    ] {
        assert!(answer(&own(wrong, &more).to_string()).starts_with("{\"error\""), "{wrong} {more}");
    }
}

/// By hand: of 400 cards 8 are blank; a lead of 8 % is 32, so Ada has (392 + 32) / 2 = 212 and Ben 180.
#[test]
fn an_election_of_a_class_has_the_votes_that_were_set() {
    let text = own_text("nothing", &json!({}));
    let run = ok(&json!({"do": "run", "scenario": text}));
    let contest = &run["document"]["contests"][0];
    assert_eq!(contest["true"]["tally"], json!({"Ada": 212, "Ben": 180}));
    assert_eq!(contest["stages"][0]["tally"], contest["true"]["tally"]);
    // Thirty of Ada's marks are too faint for the scanner, or lie under a fold that makes an overvote.
    for wrong in ["faint", "fold"] {
        let text = own_text(wrong, &json!({"affected": 30}));
        let run = ok(&json!({"do": "run", "scenario": text}));
        assert_eq!(run["document"]["contests"][0]["stages"][0]["tally"], json!({"Ada": 182, "Ben": 180}), "{wrong}");
    }
    // The fewest altered records that change the winner: 32 is the lead, 17 make it -2.
    let run = ok(&json!({"do": "run", "scenario": own_text("flip", &json!({}))}));
    assert_eq!(run["document"]["contests"][0]["stages"][0]["tally"], json!({"Ada": 195, "Ben": 197}));
    // Placed by the class: 5 and 2.
    let run =
        ok(&json!({"do": "run", "scenario": own_text("flip", &json!({"placed": [["Mesa/1", 5], ["Lago/2", 2]]}))}));
    assert_eq!(run["document"]["contests"][0]["stages"][0]["tally"], json!({"Ada": 205, "Ben": 187}));
}

/// Read by the class as the boards would, an audit is theirs; and `recount run` of the same file says the same.
#[test]
fn an_audit_that_the_class_reads_is_that_of_the_boards() {
    let text = own_text("nothing", &json!({"care": "exact", "margin": 20}));
    let by_boards = ok(
        &json!({"do": "audit", "scenario": text, "method": "ballot_comparison", "seed": "4 2 6", "boards": 5000, "pictures": true}),
    );
    let names = |value: &Value| -> Vec<u16> {
        let all = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        all.map(|name| u16::from(name == "Ben")).collect()
    };
    let readings: Vec<Vec<u16>> =
        by_boards["units"].as_array().expect("units").iter().map(|it| names(&it["read"])).collect();
    let by_class = ok(
        &json!({"do": "audit", "scenario": text, "method": "ballot_comparison", "seed": "4 2 6", "readings": readings, "pictures": true}),
    );
    assert_eq!(by_class, by_boards);
    let run = ok(&json!({"do": "run", "scenario": text, "seed": "4 2 6"}));
    let audit = &run["document"]["contests"][0]["audits"][0];
    assert_eq!(audit["method"], "ballot_comparison");
    assert_eq!(
        (&audit["p_value"], &audit["outcome"], &audit["cards_examined"]),
        (&by_boards["measured"], &by_boards["decision"], &by_boards["cards"])
    );
    // A slip that takes a vote from the reported winner raises the risk.
    let first = |reading: Value| {
        ok(&json!({"do": "audit", "scenario": text, "method": "ballot_comparison", "seed": "4 2 6", "readings": [reading]}))["measured"].as_f64().expect("p")
    };
    let right = json!(readings[0]);
    let wrong = if readings[0] == [0] { json!([1]) } else { json!([]) };
    assert!(readings[0] != [0] || first(wrong) > first(right));
}
