//! The walk-through of the docs, as a reader would go through it, on a smaller county: its files, its commands, its program.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const PAGE: &str = include_str!("../docs/walk-through.md");

/// The blocks of a kind.
fn blocks(kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let starts = PAGE.split(&fence).skip(1);
    starts.map(|rest| rest.split("```").next().expect("an end").to_owned()).collect()
}

fn shell(folder: &Path, line: &str) -> String {
    let program = env!("CARGO_BIN_EXE_recount");
    let line = line.strip_prefix("recount ").map_or_else(|| line.to_owned(), |rest| format!("{program} {rest}"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder).env("LANG", "C.UTF-8").env_remove("LC_ALL");
    let output = shell.output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{line}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Fills in the choices as the page says.
fn choose(folder: &Path) {
    let place = folder.join("county/audit.toml");
    let text = fs::read_to_string(&place).expect("a first scenario");
    let line = |line: &str| {
        let value = match line.split_once(" = ").map(|(key, _)| key) {
            Some("seed") => "\"20 26 11 30\"",
            Some("rule") => "\"plurality\"",
            Some("methods") => "[\"super_simple\"]",
            Some("risk_limit") => "0.05",
            _ => return line.to_owned(),
        };
        format!("{} = {value}", line.split_once(" = ").map_or("", |(key, _)| key))
    };
    let chosen: Vec<String> = text.lines().map(line).collect();
    fs::write(&place, chosen.join("\n") + "\n").expect("written");
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
#[test]
fn the_walk_through_of_the_docs_ends_in_a_report() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: the walk-through's boards are a program in Python, and there is no python3");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    // A tenth of the cards, with the same shares of the votes.
    let county = blocks("toml")[0]
        .replace("_000", "00")
        .replace("_800", "80")
        .replace("_200", "20")
        .replace("_700", "70")
        .replace("_300", "30");
    assert!(county.contains("ballots = 3000") && county.contains("Ada = 1580"), "{county}");
    fs::write(at.join("county.toml"), county).expect("written");
    fs::write(at.join("boards.py"), &blocks("python")[0]).expect("written");
    let lines: Vec<String> =
        blocks("text").iter().flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert_eq!(lines.len(), 11, "{lines:#?}");
    for line in &lines[..2] {
        shell(at, line);
    }
    choose(at);
    for line in &lines[2..] {
        let line = if line.contains(" plan ") { format!("{line} --trials 20") } else { line.clone() };
        let said = shell(at, &line);
        if line.ends_with("enter filled-1.csv") {
            let state: Value = serde_json::from_str(&shell(at, "recount rehearse county --json")).expect("JSON");
            let of = |at: usize| &state["contests"][at];
            assert_eq!(
                [of(0), of(1), of(2)].map(|it| it["decision"].as_str()),
                [None, Some("confirmed"), Some("confirmed")],
                "{said}"
            );
            let classes: Vec<&str> =
                of(0)["differing"].as_array().expect("a list").iter().filter_map(|it| it["class"].as_str()).collect();
            assert_eq!(classes, ["o1", "o1"]);
        }
        // Kaplan-Markov: 125 draws without a discrepancy would confirm a margin of 5 %; two of one vote take 55 more, and the second
        // round adds 63.
        if line.ends_with("enter filled-2.csv") {
            assert!(said.contains("confirmed: Ada") && said.contains("report.html"), "{said}");
        }
    }
    let report = fs::read_to_string(at.join("county/report.html")).expect("a report");
    assert!(report.contains("Measure 1") && report.contains("20 26 11 30"));
}
