//! `plan --spec`: published figures and other programs' figures by the command, real exports, and wrong questions.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Command;
use std::time::Instant;

use recount::audit::sample_size::{Sizes, Spec, sizes};
use recount::verify::question_as;
use serde_json::{Value, json};

use super::oracles::{oracle, oracle_bytes};

#[expect(clippy::print_stderr, reason = "the counts are asked for with --nocapture")]
fn say(text: &str) {
    eprintln!("{text}");
}

fn ask(question: &Value) -> Result<Sizes, String> {
    question_as::<Spec>(&question.to_string()).and_then(|spec| sizes(&spec)).map_err(|why| why.to_string())
}

fn answered(question: &Value) -> Value {
    json!(ask(question).unwrap_or_else(|why| panic!("{why}: {question}")))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number: {value}"))
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn groups(file: &str) -> Option<BTreeMap<String, Vec<Value>>> {
    let all: Value = serde_json::from_str(&oracle(file)?).expect("JSON");
    let named = |g: &Value| (g["name"].as_str().expect("a name").to_owned(), list(&g["cases"]).to_vec());
    Some(list(&all["groups"]).iter().map(named).collect())
}

fn published(paper: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/published/{paper}.toml"));
    let text = std::fs::read_to_string(path).expect("a published table");
    serde_json::to_value(text.parse::<toml::Table>().expect("TOML")).expect("numbers and texts")
}

/// BRAVO's table 1 and its twin without replacement; rows of small margins only where they are asked for.
fn bravo_tables(least_margin: f64) -> usize {
    let paper = published("bravo-2012");
    let (chances, limit) = (&paper["chances"], &paper["risk_limit"]);
    let mut figures = 0;
    for (table, replacement) in [("with_replacement", true), ("without_replacement", false)] {
        for row in list(&paper[table]) {
            let (winner, loser) = (count(&row["winner"]), count(&row["loser"]));
            if ((winner - loser) as f64) < least_margin * (winner + loser) as f64 {
                continue;
            }
            // Votes are printed in parts; with replacement only their share matters.
            let parts = if replacement { 1_000_000 } else { 1 };
            let votes = json!({"Ada": winner * parts, "Ben": loser * parts});
            let method = if figures % 2 == 0 { "so_bravo" } else { "bravo" };
            let ours = answered(&json!({"method": method, "risk_limit": limit, "votes": votes,
                "replacement": replacement, "quantiles": chances}));
            assert_eq!((&ours["exact"], &ours["full_hand_count"]), (&json!(true), &json!(false)), "{ours}");
            for (chance, size) in list(chances).iter().zip(list(&row["quantiles"])) {
                assert_eq!(&ours["quantiles"][chance.to_string()], size, "{row} {ours}");
                figures += 1;
            }
            // With replacement the printed mean ends at six times Wald's average: ours, which does not, is a little more.
            let (expected, theirs) = (number(&ours["expected"]), number(&row["expected"]));
            let near = if replacement { 0.01 * theirs } else { 0.006 };
            assert!((expected - theirs).abs() < near, "{row}: {expected}");
        }
    }
    figures
}

#[test]
fn exact_bravo_s_tables_through_the_door() {
    let figures = bravo_tables(0.035);
    say(&format!("BRAVO's tables through the door: {figures} sizes"));
    assert!(figures >= 60, "{figures}");
}

#[test]
#[ignore = "the two smallest margins take seconds: run by tests/run.sh --long"]
fn long_exact_bravo_s_tables_through_the_door() {
    let figures = bravo_tables(0.0);
    say(&format!("BRAVO's tables through the door, every margin: {figures} sizes"));
    assert!(figures >= 75, "{figures}");
}

#[test]
fn exact_first_rounds_of_2016_through_the_door() {
    let paper = published("minerva-2021");
    let chance = paper["chance"].to_string();
    let mut figures = 0;
    for row in list(&paper["state"]).iter().filter(|row| row.get("bravo").is_some()) {
        for (method, key) in [("eor_bravo", "bravo"), ("minerva", "minerva"), ("athena", "minerva")] {
            let ours =
                answered(&json!({"method": method, "risk_limit": paper["risk_limit"], "ballots": row["ballots"],
                "votes": {"Clinton": row["clinton"], "Trump": row["trump"]}, "quantiles": [paper["chance"]]}));
            let round = &ours["first_round"][&chance];
            assert_eq!(round["all_beyond"], row[key], "{row} {ours}");
            assert_eq!(round["scaled"]["all_beyond"], row[format!("{key}_scaled")], "{row} {ours}");
            assert!(count(&round["least"]) <= count(&round["all_beyond"]), "{ours}");
            assert_eq!((&ours["exact"], &ours["full_hand_count"]), (&json!(true), &json!(false)));
            figures += 2;
        }
    }
    say(&format!("first rounds of 2016 through the door: {figures} figures"));
    assert_eq!(figures, 246, "41 states, three methods, raw and scaled");
}

#[test]
fn exact_misleading_samples_and_schedules_through_the_door() {
    let paper = published("providence-2022");
    let mut figures = 0;
    for row in list(&paper["misleading"]) {
        for (method, key) in [("providence", "providence"), ("so_bravo", "so_bravo"), ("eor_bravo", "bravo")] {
            let Some(theirs) = row.get(key) else { continue };
            let ours = answered(&json!({"method": method, "risk_limit": paper["risk_limit"], "margin": row["margin"],
                "probe": [row["size"]], "quantiles": [0.05]}));
            let probe = &ours["probe"][0];
            assert!((number(&probe["stop"]) - number(theirs)).abs() <= 2e-10, "{row} {key}: {probe}");
            assert_eq!(probe["n"], row["size"]);
            figures += 1;
        }
    }
    assert!(figures >= 77, "{figures}");
    for paper in ["athena-2020", "providence-2022"] {
        for row in list(&published(paper)["schedule"]) {
            let method =
                row["rule"].as_str().map(|rule| if rule == "arlo" || rule == "bravo" { "eor_bravo" } else { rule });
            let ours = answered(&json!({"method": method, "risk_limit": row["risk_limit"], "rounds": row["rounds"],
                "votes": {"Ada": row["winner"], "Ben": row["loser"]}}));
            for (place, round) in list(&ours["rounds"]).iter().enumerate() {
                assert_eq!(round["kmin"], row["kmin"][place], "{row}");
                figures += 1;
                for key in ["stop", "risk"] {
                    if let Some(theirs) = list(&row[key]).get(place) {
                        assert!((number(&round[key]) - number(theirs)).abs() < 1e-4, "{row} {key}: {round}");
                        figures += 1;
                    }
                }
            }
        }
    }
    say(&format!("misleading samples and schedules through the door: {figures} figures"));
}

#[test]
fn exact_vectors_of_others_through_the_door() {
    let (Some(bravo), Some(minerva), Some(providence), Some(batches), Some(comparison)) = (
        groups("vectors/public_polling_bravo.json"),
        groups("vectors/public_polling_minerva.json"),
        groups("vectors/public_polling_providence.json"),
        groups("vectors/public_polling_macro.json"),
        groups("vectors/public_polling_comparison.json"),
    ) else {
        return;
    };
    let mut figures = [0; 5];
    let votes = |case: &Value| json!({"Ada": case["winner"], "Ben": case["loser"]});
    for case in &bravo["so_bravo_exact"] {
        if number(&case["dp"]["reported"]["nmax"]) > 30_000.0 {
            continue;
        }
        let theirs = case["dp"]["reported"]["percentiles"].as_object().expect("percentiles");
        let chances: Vec<f64> = theirs.keys().map(|chance| chance.parse().expect("a chance")).collect();
        let ours = answered(&json!({"method": "so_bravo", "risk_limit": case["alpha"], "votes": votes(case),
            "quantiles": chances}));
        for (chance, size) in theirs {
            assert_eq!(&ours["quantiles"][chance], size, "{case} {ours}");
            figures[0] += 1;
        }
    }
    for case in &minerva["r2b2_minerva_first_round"] {
        let theirs = case["first_round"].as_object().expect("sizes");
        let chances: Vec<f64> = theirs.keys().map(|chance| chance.parse().expect("a chance")).collect();
        let probe: Vec<u64> = theirs.values().map(|found| count(&found["n"])).collect();
        let ours = answered(&json!({"method": "minerva", "risk_limit": case["alpha"], "votes": votes(case),
            "quantiles": chances, "probe": probe}));
        for ((chance, found), probed) in theirs.iter().zip(list(&ours["probe"])) {
            assert_eq!(probed["kmin"], found["kmin"], "{case}");
            assert!((number(&probed["stop"]) - number(&found["sprob"])).abs() < 1e-9, "{case} {probed}");
            // Found by halving: no smaller than the least, and enough itself.
            assert!(count(&ours["first_round"][chance]["least"]) <= count(&found["n"]), "{case} {ours}");
            figures[1] += 3;
        }
    }
    for case in &providence["r2b2_providence_first_kmin"] {
        for (n, found) in case["probes"].as_object().expect("probes") {
            let n: u64 = n.parse().expect("a size");
            let ours = answered(&json!({"method": "providence", "risk_limit": case["alpha"], "votes": votes(case),
                "probe": [n], "quantiles": [0.5]}));
            // More votes than ballots: no sample of that size stops.
            let kmin = found["kmin"].as_u64().filter(|&kmin| kmin <= n);
            assert_eq!(ours["probe"][0]["kmin"], json!(kmin), "{case}");
            assert!((number(&ours["probe"][0]["stop"]) - number(&found["sprob"])).abs() < 1e-9, "{case}");
            figures[2] += 2;
        }
    }
    for case in &batches["arlo_macro"] {
        // Runoffs, votes still to come and lost batches are questions for `recount risk`.
        let plain = case["contest"]["runoff"] == false && case["contest"]["pending"] == 0 && case["unauditable"] == 0;
        if !plain {
            continue;
        }
        let ours = answered(&json!({"method": "batch_comparison", "batches": case["batches"],
            "risk_limit": number(&case["risk_limit_pct"]) / 100.0}));
        let theirs: f64 = case["U"].as_str().expect("digits").parse().expect("a number");
        assert!((number(&ours["total_bound"]) / theirs - 1.0).abs() < 1e-9, "{case} {ours}");
        // That program draws one more batch than the least number, and never more than there are.
        let all = case["batches"].as_object().expect("batches").len() as u64;
        assert_eq!((count(&ours["least"]) + 1).min(all), count(&case["first_round_size"]), "{ours}");
        assert_eq!(ours["full_hand_count"], json!(count(&ours["least"]) >= all));
        let (drawn, read) = (number(&ours["batches"]), number(&ours["ballots"]));
        assert!(drawn <= (all as f64).min(number(&ours["least"])) && drawn > 0.0 && read > 0.0, "{ours}");
        figures[3] += 2;
    }
    for case in &comparison["rlacalc_nmin"] {
        let clean = ["o1", "o2", "u1", "u2"].iter().all(|kind| case[kind] == 0);
        let Some(theirs) = case["n"].as_u64().filter(|_| clean) else { continue };
        let ours = answered(&json!({"method": "super_simple", "risk_limit": case["alpha"], "gamma": case["gamma"],
            "margin": case["margin"]}));
        assert_eq!(ours["no_error"], json!(theirs), "{case}");
        // The bound itself is a little stronger than its closed form.
        assert!(count(&ours["least"]) <= theirs && ours["quantiles"]["0.9"] == ours["least"], "{ours}");
        figures[4] += 1;
    }
    say(&format!("vectors through the door: {figures:?}"));
    assert!(figures.iter().zip([50, 90, 60, 20, 15]).all(|(ours, least)| *ours >= least), "{figures:?}");
}

/// The state's own export of the first round, 12 November 2024.
#[test]
fn exact_colorado_s_optimistic_samples_are_the_closed_form() {
    let Some(packed) = oracle_bytes("data/real/corla/co2024_round1_contest.csv.gz") else { return };
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut text).expect("a packed file");
    let mut rows = csv::Reader::from_reader(&text[..]);
    let heads = rows.headers().expect("heads").clone();
    let place = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let columns = ["ballot_card_count", "min_margin", "risk_limit", "gamma", "optimistic_samples_to_audit"].map(place);
    let (status, mut compared, mut uncontested) = (place("random_audit_status"), 0, 0);
    for row in rows.records() {
        let row = row.expect("a row");
        if &row[status] == "not_auditable" {
            uncontested += 1;
            continue;
        }
        let [cards, margin, limit, gamma, theirs] = columns.map(|column| row[column].parse::<f64>().expect("a number"));
        // A lead of this many votes: two names, with as few votes as that takes.
        let ours =
            answered(&json!({"method": "super_simple", "risk_limit": limit, "gamma": gamma, "ballots": cards as u64,
            "votes": {"first": margin as u64, "second": 0}, "quantiles": []}));
        assert_eq!(ours["no_error"], json!(theirs as u64), "{row:?}");
        compared += 1;
    }
    say(&format!("Colorado 2024: {compared} contested rows, {uncontested} not auditable"));
    assert_eq!((compared, uncontested), (613, 112));
}

#[test]
fn every_method_answers_the_fields_of_the_contract() {
    let votes = json!({"Ada": 5_200, "Ben": 4_700, "Cem": 100});
    let rates = json!({"o1": 0.001, "o2": 0.0001, "u1": 0.001, "u2": 0.0001});
    let fields = |question: &Value| -> Vec<String> {
        let mut keys: Vec<String> = answered(question).as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys
    };
    let has = |question: &Value, needed: &[&str]| {
        let keys = fields(question);
        for key in needed.iter().chain(&["full_hand_count", "exact"]) {
            assert!(keys.iter().any(|k| k == key), "{key} is missing from {keys:?}: {question}");
        }
    };
    for method in ["bravo", "so_bravo"] {
        has(
            &json!({"method": method, "votes": votes}),
            &["expected", "quantiles", "asn", "horizon", "expected_of_pair"],
        );
    }
    for method in ["eor_bravo", "minerva", "athena", "providence", "so_bravo"] {
        let asked = json!({"method": method, "votes": votes, "rounds": [100, 300], "probe": [200], "quantiles": [0.7]});
        has(&asked, &["asn", "rounds", "probe"]);
        let answer = answered(&asked);
        assert_eq!(list(&answer["rounds"]).len(), 2);
        for key in ["n", "kmin", "stop", "risk"] {
            assert!(answer["rounds"][1].get(key).is_some(), "{key}: {answer}");
        }
        if method != "so_bravo" {
            let round = &answer["first_round"]["0.7"];
            assert!(count(&round["scaled"]["least"]) >= count(&round["least"]), "{answer}");
        }
    }
    has(
        &json!({"method": "polling", "votes": votes, "trials": 100}),
        &["expected", "quantiles", "asn", "standard_error"],
    );
    let by_lot = answered(&json!({"method": "polling", "votes": votes, "trials": 100, "seed": "4 2"}));
    assert_eq!((&by_lot["exact"], &by_lot["trials"]), (&json!(false), &json!(100)));
    assert_eq!(by_lot, answered(&json!({"method": "polling", "votes": votes, "trials": 100, "seed": "4 2"})));
    assert_ne!(by_lot, answered(&json!({"method": "polling", "votes": votes, "trials": 100, "seed": "4 3"})));
    has(&json!({"method": "bayes_polling", "votes": {"Ada": 600, "Ben": 400}}), &["expected", "quantiles", "note"]);
    has(
        &json!({"method": "super_simple", "votes": votes, "discrepancies": rates}),
        &["expected", "quantiles", "no_error", "least", "horizon", "at_rates"],
    );
    has(
        &json!({"method": "ballot_comparison", "votes": votes, "discrepancies": rates}),
        &["expected", "quantiles", "least"],
    );
    has(&json!({"method": "fixed_percentage", "ballots": 1_000}), &["least"]);
    has(&json!({"method": "full_hand_count", "ballots": 1_000}), &["least"]);
    // What a horizon cannot reach is no number, and the answer says why.
    let few = answered(&json!({"method": "so_bravo", "risk_limit": 0.1, "votes": {"Ada": 55, "Ben": 45}}));
    assert_eq!(
        (&few["horizon"], &few["full_hand_count"], &few["quantiles"]["0.9"]),
        (&json!(100), &json!(true), &Value::Null)
    );
    let few = answered(&json!({"method": "minerva", "risk_limit": 0.1, "votes": {"Ada": 55, "Ben": 45}}));
    assert_eq!((&few["full_hand_count"], &few["first_round"]["0.9"]["least"]), (&json!(true), &Value::Null));
}

#[test]
fn rude_questions_are_answered_or_refused_in_words() {
    for (question, said) in [
        (json!({"method": "minervva"}), "did you mean \"minerva\"?"),
        (json!({"method": "minerva", "risk_limt": 0.1}), "did you mean \"risk_limit\"?"),
        (json!({"method": "minerva", "votes": {"Ada": 5, "Ben": 5}}), "tie"),
        (json!({"method": "bravo", "votes": {"Ada": 0, "Ben": 0}}), "tie"),
        (json!({"method": "bravo", "votes": {}}), "votes: found 0 names"),
        (json!({"method": "bravo", "margin": 0.0}), "margin: found 0e0"),
        (json!({"method": "bravo", "margin": 0.1, "risk_limit": 1.0}), "risk_limit: found 1"),
        (json!({"method": "bravo", "margin": 0.1, "quantiles": [1.0]}), "quantiles: found 1"),
        (json!({"method": "bravo", "margin": 0.1, "votes": {"Ada": 1}}), "margin: found beside votes"),
        (json!({"method": "bravo", "margin": 0.1, "discrepancies": {}}), "discrepancies: found beside bravo"),
        (json!({"method": "super_simple", "margin": 0.1, "discrepancies": {"o3": 0.1}}), "o3"),
        (json!({"method": "super_simple", "margin": 0.1, "discrepancies": {"o1": 0.7, "u1": 0.7}}), "sum to at most 1"),
        (json!({"method": "super_simple", "margin": 0.1, "replacement": false}), "replacement: found false"),
        (json!({"method": "ballot_comparison", "votes": {"Ada": 6, "Ben": 4}, "replacement": true}), "replacement"),
        (json!({"method": "minerva", "margin": 0.1, "rounds": [200, 100]}), "rounds: found one that is not larger"),
        (json!({"method": "minerva", "margin": 0.1, "probe": [u64::MAX]}), "probe: found 18446744073709551615"),
        (json!({"method": "batch_comparison"}), "batches: found nothing"),
        (
            json!({"method": "batch_comparison", "batches": {"a": {"ballots": 3, "Ada": 4, "Ben": 1}}}),
            "batches.a.Ada: found 4",
        ),
        (json!({"method": "batch_comparison", "batches": {"a": {"ballots": 3, "Ada": 1, "Ben": 1}}}), "tie"),
        (json!({"method": "batch_comparison", "batches": {"a": {"Ada": 1, "Ben": 1}}}), "ballots"),
        (json!({"method": "full_hand_count"}), "ballots: found nothing"),
        (json!({"method": "bayes_polling", "votes": {"Ada": 5, "Ben": 4, "Cem": 1}}), "two"),
    ] {
        let why = ask(&question).expect_err("a refusal");
        assert!(why.contains(said), "{question}: {why}");
    }
    let all = json!({"Ada": 1_000, "Ben": 0});
    let million = json!({"Ada": 1_000_001, "Ben": 1_000_000});
    let rates = json!({"o1": 0.01, "o2": 0.01, "u1": 0.01, "u2": 0.01});
    answered_in_time(&[
        (json!({"method": "bravo", "votes": million}), true),
        (json!({"method": "bravo", "votes": {"Ada": 50_001, "Ben": 50_000}, "replacement": false}), true),
        (json!({"method": "minerva", "votes": million}), true),
        (json!({"method": "eor_bravo", "margin": 1e-9}), true),
        (json!({"method": "super_simple", "margin": 1e-12}), true),
        (json!({"method": "ballot_comparison", "margin": 1e-12, "ballots": 1_000_000_000_000_u64}), false),
        (json!({"method": "bravo", "votes": all}), false),
        (json!({"method": "minerva", "votes": all}), false),
        (json!({"method": "polling", "votes": all}), false),
        (json!({"method": "bayes_polling", "votes": all}), false),
        (json!({"method": "ballot_comparison", "votes": all, "discrepancies": rates}), false),
        (json!({"method": "super_simple", "votes": all, "discrepancies": {"o2": 1.0}}), true),
        (json!({"method": "bayes_polling", "votes": {"Ada": 60_000_000, "Ben": 40_000_000}}), false),
        (json!({"method": "bravo", "votes": {"Ada": 1, "Ben": 0}}), true),
        (json!({"method": "ballot_comparison", "votes": {"Ada": 1, "Ben": 0}}), true),
    ]);
}

#[test]
#[ignore = "questions that spend all that a law or lots may cost: a minute"]
fn long_rude_questions_end_in_time() {
    let million = json!({"Ada": 1_000_001, "Ben": 1_000_000});
    let rates = json!({"o1": 0.01, "o2": 0.01, "u1": 0.01, "u2": 0.01});
    answered_in_time(&[
        (json!({"method": "bravo", "votes": million, "replacement": false}), true),
        (json!({"method": "providence", "margin": 1e-5, "quantiles": [0.3, 0.5, 0.7, 0.9, 0.99]}), false),
        (json!({"method": "polling", "votes": million}), true),
        (json!({"method": "ballot_comparison", "votes": million, "discrepancies": rates}), true),
        (json!({"method": "super_simple", "votes": million, "discrepancies": rates}), true),
    ]);
}

/// Each question is answered within half a minute, by a size or by a full hand count as given.
fn answered_in_time(questions: &[(Value, bool)]) {
    let mut slowest = (0.0, &Value::Null);
    for (question, by_hand) in questions {
        let begun = Instant::now();
        let answer = answered(question);
        let took = begun.elapsed().as_secs_f64();
        if took > slowest.0 {
            slowest = (took, question);
        }
        assert!(took < 30.0, "{question} took {took} s");
        assert_eq!(answer["full_hand_count"], json!(by_hand), "{question}: {answer}");
    }
    say(&format!("the slowest rude question took {:.1} s: {}", slowest.0, slowest.1));
}

#[test]
fn every_example_of_the_help_is_answered() {
    let program = env!("CARGO_BIN_EXE_recount");
    // As narrow as a page may be, so that the examples are folded as they are to be copied.
    let help = Command::new(program).env("COLUMNS", "60").args(["plan", "--help"]).output().expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("a text");
    let (_, examples) = help.split_once("Examples:").expect("examples");
    let folder = tempfile::tempdir().expect("a folder");
    let mut tried = 0;
    let (examples, _) = examples.trim_start_matches('\n').split_once("\n\n").expect("a blank line after them");
    let mut commands: Vec<String> = Vec::new();
    for line in examples.lines() {
        // Audits that go on are further to the right.
        match commands.last_mut().filter(|_| line.starts_with("     ")) {
            Some(begun) => *begun += &format!("\n{line}"),
            None => commands.push(line.trim_start().to_owned()),
        }
    }
    assert!(commands.iter().any(|command| command.contains("\\\n")), "none is folded: {commands:?}");
    // Published files are for users to bring.
    for command in commands.iter().filter(|command| !command.contains("contest.csv")) {
        let run = command.replace("recount ", &format!("'{program}' "));
        let output = Command::new("sh").args(["-c", &run]).current_dir(folder.path()).output().expect("a shell");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        // A page goes to its file, and nothing to the terminal.
        let page = folder.path().join("plan.html");
        let is_page = command.contains("--html plan.html");
        let written = if is_page { std::fs::read(page).expect("a page").len() } else { output.stdout.len() };
        assert!(written > 0, "{command}");
        tried += 1;
    }
    assert!(tried >= 5, "{tried} examples in {help}");
}
