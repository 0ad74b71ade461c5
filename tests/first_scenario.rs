//! The first scenario that an import writes: what the files settle is in it, what they leave open is refused by its line,
//! and with a value in place of each "?" the office plans, runs and begins an audit.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::program::program;

fn asked(folder: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).current_dir(folder).output().expect("the program runs")
}

fn well(folder: &Path, arguments: &[&str]) -> String {
    let output = asked(folder, arguments);
    let says = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {says}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &says
}

fn wrong(folder: &Path, arguments: &[&str]) -> String {
    let output = asked(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).expect("text")
}

const COUNTY: &str = include_str!("data/county/cvr.csv");

/// The first column of votes.
const VOTES: usize = 8;

/// The votes of a column of the export, by its own lines.
fn counted(column: usize) -> usize {
    COUNTY.lines().skip(4).filter(|line| line.split(',').nth(column) == Some("1")).count()
}

fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("cvr.csv"), COUNTY).expect("written");
    folder
}

#[test]
fn an_official_goes_from_the_export_to_an_audit() {
    let folder = office();
    let at = folder.path();
    let said = well(at, &["import", "cvr.csv", "--scenario", "audit.toml"]);
    // The seed, two rules, the seats of the council, the method and the limit.
    assert!(said.contains("audit.toml was written") && said.contains("filled in: 6."), "{said}");
    let mut text = fs::read_to_string(at.join("audit.toml")).expect("a scenario");
    let (ada, ben) = (counted(8), counted(9));
    assert!(text.contains(&format!("votes: Ada {ada}, Ben {ben};")), "{text}");
    assert!(text.contains(&format!("Most votes: Ada; ahead by {}.", ada - ben)), "{text}");
    let mut refused = Vec::new();
    for value in ["\"20 26 11 30\"", "\"plurality\"", "\"plurality\"", "2", "\"super_simple\"", "0.05"] {
        let says = wrong(at, &["plan", "audit.toml"]);
        // Comments say what a "?" is.
        let is_open = |line: &&str| !line.starts_with('#') && line.contains("\"?\"");
        let open = text.lines().find(is_open).expect("a line").to_owned();
        let line = text.lines().position(|line| line == open).expect("a line") + 1;
        assert!(says.contains(&format!("audit.toml:{line}: ")) && says.contains("\"?\""), "{says}");
        refused.push(says);
        text = text.replacen(&open, &open.replace("\"?\"", value), 1);
        fs::write(at.join("audit.toml"), &text).expect("written");
    }
    for (says, key) in refused.iter().zip([
        "seed",
        "contest[0].rule",
        "contest[1].rule",
        "contest[1].seats",
        "audit.methods[0]",
        "audit.risk_limit",
    ]) {
        assert!(says.contains(key), "{says}");
    }
    well(at, &["plan", "audit.toml", "--trials", "20"]);
    well(at, &["run", "audit.toml"]);
    assert!(well(at, &["rehearse", ".", "begin"]).contains("SHA-256"));
    assert!(well(at, &["rehearse", ".", "draw"]).contains("round-1"));
    // What is there is not written over.
    let says = wrong(at, &["import", "cvr.csv", "--scenario", "audit.toml"]);
    assert!(says.contains("--scenario audit.toml") && says.contains("does not exist yet"), "{says}");
    assert_eq!(fs::read_to_string(at.join("audit.toml")).expect("a scenario"), text);
}

#[test]
fn a_scenario_elsewhere_and_files_without_records_are_refused() {
    let folder = office();
    let at = folder.path();
    fs::create_dir(at.join("other")).expect("a folder");
    let says = wrong(at, &["import", "cvr.csv", "--scenario", "other/audit.toml"]);
    assert!(says.contains("cvr.csv is not"), "{says}");
    fs::write(at.join("manifest.csv"), "Batch Name,Number of Ballots\n1,40\n").expect("written");
    let says = wrong(at, &["import", "manifest.csv", "--scenario", "audit.toml"]);
    assert!(says.contains("--scenario"), "{says}");
    assert!(!at.join("audit.toml").exists() && !at.join("other/audit.toml").exists());
    // A folder is named by its name, from above it.
    fs::create_dir(at.join("export")).expect("a folder");
    fs::write(at.join("export/cvr.csv"), COUNTY).expect("written");
    well(at, &["import", "export", "--scenario", "audit.toml", "--lang", "es"]);
    let text = fs::read_to_string(at.join("audit.toml")).expect("a scenario");
    assert!(text.contains("from = [\"export\"]") && text.contains("semilla"), "{text}");
}

#[test]
fn what_the_files_hide_or_do_not_say_is_a_choice_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    // One card whose votes are not shown, by a sign that Colorado's exports use in the cells.
    let mut lines: Vec<String> = COUNTY.lines().map(str::to_owned).collect();
    let cells: Vec<&str> = lines[4].split(',').collect();
    let hidden: Vec<&str> =
        cells.iter().enumerate().map(|(at, cell)| if at >= VOTES && !cell.is_empty() { "X" } else { cell }).collect();
    lines[4] = hidden.join(",");
    fs::write(at.join("cvr.csv"), lines.join("\n") + "\n").expect("written");
    well(at, &["import", "cvr.csv", "--scenario", "audit.toml"]);
    let text = fs::read_to_string(at.join("audit.toml")).expect("a scenario");
    assert!(text.contains("pass_over = [\"?\"]"), "{text}");
    let ranked = "1\nContest,7,3,11,12,13\n7,a-1,11,12\n7,a-2,11,13\n7,a-3,12,13\n";
    fs::write(at.join("votes.raire"), ranked).expect("written");
    well(at, &["import", "votes.raire", "--scenario", "ranked.toml"]);
    let text = fs::read_to_string(at.join("ranked.toml")).expect("a scenario");
    // Two ballots have 11 first and one 12; no outcome is said before transfers.
    assert!(text.contains("votes: 11 2, 12 1, 13 0;") && text.contains("rankings = \"?\""), "{text}");
    assert!(!text.contains("Most votes"), "{text}");
}
