//! The classroom page in a real browser, by `tests/browser/classroom.mjs`: every screen is clicked through in both languages, and
//! its numbers are those of the command line.
//!
//! The page is built by `cargo run -p recount-page`. Without it, node or a browser the test says what it skips; where `CI` or
//! `RECOUNT_REQUIRE_BROWSER` is set it must run.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program::program;

const SEED: &str = "4 2 6 1 5 3 1 6 2 4";

/// The JSON document of a command on a scenario's text.
fn document(folder: &Path, text: &Value, arguments: &[&str]) -> Value {
    let file = folder.join("my-election.toml");
    std::fs::write(&file, text.as_str().expect("a text")).expect("a file");
    let mut command = program();
    command.arg(arguments[0]).arg(file).args(&arguments[1..]).arg("--json");
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A number as the page writes it in both languages: thousands with commas.
fn written(number: &Value) -> String {
    recount::number_format::grouped(number.as_i64().expect("a whole number")).replace('\u{202f}', ",")
}

fn row(shown: &Value, at: usize) -> Vec<&str> {
    shown[at].as_array().expect("a row").iter().filter_map(Value::as_str).collect()
}

/// Holds what one tour showed against the command line.
fn as_on_the_command_line(folder: &Path, shown: &Value, tour: &str) {
    let of = |screen: &str| &shown[format!("{tour}-{screen}")];
    let run = document(folder, &of("start")["text"], &["run"]);
    let tally = &run["contests"][0]["stages"][0]["tally"];
    for (at, name) in ["Ada", "Ben"].into_iter().enumerate() {
        let cells = row(&of("start")["reported"], at);
        assert!(cells[0].starts_with(name) && cells[1] == written(&tally[name]), "{tour}: {cells:?} {tally}");
    }
    let run = document(folder, &of("watch")["text"], &["run", "--seed", SEED]);
    let audit =
        run["contests"][0]["audits"].as_array().expect("audits").iter().find(|it| it["method"] == "ballot_comparison");
    let audit = audit.expect("the audit");
    let verdict = of("watch")["verdict"].as_str().expect("a verdict");
    assert_eq!(audit["outcome"], "confirmed");
    assert!(verdict.contains(&format!(" {} ", written(&audit["cards_examined"]))), "{tour}: {verdict} {audit}");
    let status = of("watch")["status"].as_str().expect("a status");
    let p = audit["p_value"].as_f64().expect("p");
    let said = status
        .split(&[' ', ';', '%'][..])
        .any(|word| word.parse().is_ok_and(|word: f64| (word / 100.0 / p - 1.0).abs() < 0.006));
    assert!(said, "{tour}: {status} {p}");

    let arguments = ["simulate", "--seed", SEED, "--method", "polling", "--trials", "1000"];
    let simulated = document(folder, &of("thousand")["text"], &arguments);
    let cards = &simulated["methods"][0]["cards"]["quantiles"];
    for (at, quantile) in [(4, "0.5"), (5, "0.9")] {
        assert_eq!(row(&of("thousand")["rows"], at)[1], written(&cards[quantile]), "{tour}");
    }
    let arguments = [
        "simulate",
        "--seed",
        SEED,
        "--trials",
        "200",
        "--method",
        "ballot_comparison",
        "--method",
        "polling",
        "--method",
        "batch_comparison",
    ];
    let simulated = document(folder, &of("compare")["text"], &arguments);
    for (at, method) in simulated["methods"].as_array().expect("rows").iter().enumerate() {
        let cells = row(&of("compare")["rows"], at);
        assert_eq!(cells[1], written(&method["cards"]["quantiles"]["0.5"]), "{tour}: {cells:?}");
        assert_eq!(cells[2], written(&method["cards"]["quantiles"]["0.9"]), "{tour}: {cells:?}");
    }
    let output = program().args(["run", "maine-2018-cd2", "--json"]).output().expect("the program runs");
    let run: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let stages = run["contests"][0]["stages"].as_array().expect("stages");
    let rounds = stages.last().expect("a stage")["runoff"]["rounds"].as_array().expect("rounds");
    let bars = of("ranked")["bars"].as_str().expect("bars");
    for (name, votes) in rounds.last().expect("a round")["tally"].as_object().expect("a tally") {
        assert!(bars.contains(name.as_str()) && bars.contains(&written(votes)), "{tour}: {bars}");
    }
}

/// Why the page cannot be opened here, if so.
fn missing(scripts: &Path, page: &Path) -> Option<&'static str> {
    if !page.exists() {
        return Some("the page is not built (cargo run -p recount-page)");
    }
    crate::browser::missing(scripts)
}

#[expect(clippy::print_stderr, reason = "a skipped test says so, and figures are asked for with --nocapture")]
#[test]
#[ignore = "in a real browser: a step of its own in tests/run.sh"]
fn classroom_page_in_a_real_browser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let (scripts, page) = (root.join("tests/browser"), target.join("classroom.html"));
    if let Some(why) = missing(&scripts, &page) {
        let must = ["CI", "RECOUNT_REQUIRE_BROWSER"].iter().any(|name| std::env::var_os(name).is_some());
        assert!(!must, "the classroom page must be opened in a browser here: {why}");
        eprintln!("skipped: the classroom page was not opened in a browser, since {why}");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let found = folder.path().join("found.json");
    let output =
        Command::new("node").arg(scripts.join("classroom.mjs")).arg(&page).arg(&found).output().expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let shown: Value = serde_json::from_str(&std::fs::read_to_string(found).expect("a file")).expect("JSON");
    for tour in ["en-desktop", "es-phone"] {
        as_on_the_command_line(folder.path(), &shown, tour);
    }
    eprintln!("{said}");
}
