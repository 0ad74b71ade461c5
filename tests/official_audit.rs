//! Georgia's official audit of May 2026, checked from its three published files by the command: both P-values to the last
//! digit, both draws from the public seed, where hand and machine differ; and files that were changed.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::oracles::oracle_bytes;
use crate::program::program;

const FILES: [&str; 3] = ["final_audit_report.csv", "manifests.zip", "candidate_totals.zip"];

/// The three files in a folder, if they are there.
fn files(dir: &Path) -> Option<[PathBuf; 3]> {
    for name in FILES {
        fs::write(dir.join(name), oracle_bytes(&format!("data/real/georgia2026/{name}"))?).expect("written");
    }
    Some(FILES.map(|name| dir.join(name)))
}

fn verified(files: &[PathBuf]) -> (Option<i32>, Value) {
    let output = program().arg("verify").args(files).arg("--json").output().expect("the program runs");
    let text = String::from_utf8_lossy(&output.stderr);
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| json!({ "error": text })))
}

#[test]
fn georgia_2026_repeats_to_the_last_digit_and_the_last_draw() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = files(dir.path()) else { return };
    let (status, audit) = verified(&files);
    assert_eq!(status, Some(0), "{audit}");
    // The report's own figures: 2,081,564 ballots, P-values, draws, and the ballots of its row of totals.
    assert_eq!((audit["batches"].as_u64(), audit["ballots"].as_u64()), (Some(5_640), Some(2_081_564)));
    for (at, name, stated, draws) in
        [(0, "US Senate - Rep", "0.049083729", 138), (1, "Governor - Dem", "0.041726014", 18)]
    {
        let contest = &audit["contests"][at];
        assert_eq!((contest["contest"].as_str(), contest["stated_p_value"].as_str()), (Some(name), Some(stated)));
        assert_eq!(contest["agrees"], json!(true), "{contest}");
        assert_eq!((contest["draws"].as_u64(), contest["draws_repeated"].as_u64()), (Some(draws), Some(draws)));
        assert_eq!((contest["batches"].as_u64(), contest["ballots"].as_u64()), (Some(706), Some(341_816)), "{contest}");
    }
    // Hand-marked mail and ballot-marking devices are told apart by the containers of the manifests.
    let kinds: Vec<&str> = audit["contests"][0]["kinds_of_paper"]
        .as_array()
        .expect("kinds")
        .iter()
        .filter_map(|kind| kind["kind"].as_str())
        .collect();
    assert!(kinds.contains(&"Absentee by Mail") && kinds.contains(&"Election Day"), "{kinds:?}");
    let spoken = program().arg("verify").args(&files).output().expect("the program runs");
    let text = String::from_utf8(spoken.stdout).expect("text");
    for part in ["0.049083729, is that of its batches", "The public seed gives the same 138 draws", "706 batches"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_changed_tally_and_a_changed_seed_are_seen() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = files(dir.path()) else { return };
    let report = fs::read_to_string(&files[0]).expect("a report");
    let other_seed = report.replace("06712221796172622814", "06712221796172622815");
    fs::write(&files[0], other_seed).expect("written");
    let (status, audit) = verified(&files);
    assert_eq!(status, Some(1));
    assert!(audit["contests"][0]["draws_repeated"].as_u64().expect("draws") < 30, "{audit}");
    assert_eq!(audit["contests"][0]["agrees"], json!(true), "the P-value does not depend on the seed");
    // Ten votes of a drawn batch go from one candidate to another in the hand count.
    let drawn = report.lines().find(|line| line.starts_with("BULLOCH,AV-Elections Office ICP 1 - 0")).expect("a batch");
    let at = drawn.rfind("Mike Collins: ").expect("votes") + "Mike Collins: ".len();
    let votes: u64 = drawn[at..].split(';').next().expect("votes").parse().expect("a number");
    let changed = format!("{}{}{}", &drawn[..at], votes - 10, &drawn[at + votes.to_string().len()..]);
    fs::write(&files[0], report.replace(drawn, &changed)).expect("written");
    let (status, audit) = verified(&files);
    assert_eq!((status, &audit["contests"][0]["agrees"]), (Some(1), &json!(false)), "{audit}");
}

#[test]
fn files_that_are_missing_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = files(dir.path()) else { return };
    for (given, part) in
        [(&files[..1], "no votes by batch"), (&[files[0].clone(), files[2].clone()][..], "no ballot manifest")]
    {
        let (status, audit) = verified(given);
        let error = audit["error"].as_str().unwrap_or_default();
        assert!(status == Some(2) && error.contains(part), "{audit}");
    }
    // A report without its samples.
    let report = fs::read_to_string(&files[0]).expect("a report");
    let cut = report.split("######## SAMPLED BATCHES").next().expect("a part").to_owned();
    fs::write(&files[0], cut).expect("written");
    let (status, audit) = verified(&files);
    assert!(status == Some(2) && audit["error"].as_str().unwrap_or_default().contains("sampled batches"), "{audit}");
    // An archive that is no archive.
    let mut bytes = Cursor::new(Vec::new());
    bytes.write_all(b"PK\x03\x04 and nothing else").expect("written");
    fs::write(&files[1], bytes.into_inner()).expect("written");
    let (status, audit) = verified(&files);
    assert!(status == Some(2) && audit["error"].as_str().unwrap_or_default().contains("manifests.zip"), "{audit}");
}
