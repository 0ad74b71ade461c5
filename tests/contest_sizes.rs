//! `recount plan --contests`: sizes for all contests that an office published, beside the sizes that Colorado published.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::oracles::oracle_bytes;
use crate::program::program;

fn planned(dir: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = program().current_dir(dir).args(["plan", "--contests"]).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_size_of_colorado_2024_is_the_published_one() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["round1_contest.csv", "tabulate.csv"] {
        let Some(bytes) = oracle_bytes(&format!("data/real/corla/co2024_{name}.gz")) else { return };
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text).expect("a file");
        fs::write(dir.path().join(name), text).expect("written");
    }
    let table = fs::read_to_string(dir.path().join("round1_contest.csv")).expect("a table");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    // With and without the votes, whose margins are the published ones.
    for files in [&["round1_contest.csv"][..], &["round1_contest.csv", "tabulate.csv"]] {
        let (status, out, err) = planned(dir.path(), &[files, &["--method", "super_simple", "--json"]].concat());
        assert_eq!(status, Some(0), "{err}");
        let plan: Value = serde_json::from_str(&out).expect("a document");
        let contests = plan["contests"].as_array().expect("contests");
        // 725 contests, of which 112 have nobody who lost.
        assert_eq!((contests.len(), plan["left_out"].as_array().map(Vec::len)), (613, Some(112)));
        let mut contests = contests.iter();
        for row in rows.iter().filter(|row| &row[2] != "not_auditable") {
            let contest = contests.next().expect("a contest");
            assert_eq!(contest["name"], row[0].trim());
            assert_eq!(contest["sizes"]["super_simple"]["no_error"].to_string(), row[18], "{contest}");
        }
    }
    let (_, page, _) = planned(dir.path(), &["round1_contest.csv", "--method", "super_simple", "--full"]);
    assert!(
        page.starts_with("Cards to draw for 613 contests, each audited alone at a risk limit of 3.0 %.\n"),
        "{page}"
    );
    // 3 votes apart on 468,858 cards: the formula passes all cards, so it is every card.
    let row = page.lines().find(|line| line.contains("468,858") && !line.contains("half")).expect("a row");
    assert_eq!(row.matches("468,858").count(), 2, "its cards, and as many to draw: {row}");
    assert!(page.contains("won by most votes"), "{page}");
}

#[test]
fn what_cannot_be_planned_is_said_and_wrong_questions_are_sentences() {
    let dir = tempfile::tempdir().expect("a folder");
    let head = "contest_name,audit_reason,random_audit_status,winners_allowed,ballot_card_count,contest_ballot_card_count,\
        winners,min_margin,risk_limit,audited_sample_count,two_vote_over_count,one_vote_over_count,one_vote_under_count,\
        two_vote_under_count,disagreement_count,other_count,gamma,overstatements,optimistic_samples_to_audit,\
        estimated_samples_to_audit\n";
    let row = |name: &str, margin: u64| {
        format!("{name},county_wide_contest,in_progress,1,1000,1000,Ada,{margin},0.05,0,0,0,0,0,0,0,1.03905,0,0,0\n")
    };
    let text = [head, &row("Mayor", 100), &row("Tied", 0)].concat();
    fs::write(dir.path().join("contest.csv"), text).expect("written");
    fs::write(dir.path().join("tabulate.csv"), "contest_name,choice,votes\nMayor,Ada,500\nMayor,Ben,400\n")
        .expect("written");
    let (status, out, _) = planned(dir.path(), &["contest.csv", "--json"]);
    let plan: Value = serde_json::from_str(&out).expect("a document");
    assert_eq!((status, &plan["contests"][0]["diluted_margin"]), (Some(0), &json!(0.1)));
    assert_eq!(plan["left_out"][0]["name"], "Tied");
    // 2 * 1.03905 * ln(20) / 0.1 = 62.25.
    assert_eq!(plan["contests"][0]["sizes"]["super_simple"]["no_error"], 63);
    // Expected discrepancies take more, and are not passed over: 2 * 1.03905 * ln(20) / 0.1 = 62.25 without any.
    let with = ["contest.csv", "--method", "super_simple", "--discrepancies", "o1=0.01"];
    let (_, page, _) = planned(dir.path(), &with);
    let shown = |page: &str| {
        let row = page.lines().find(|line| line.trim_start().starts_with("Mayor ")).expect("a row");
        row.split_whitespace().last().expect("a size").replace(',', "").parse::<u64>().expect("a number")
    };
    let (_, plain, _) = planned(dir.path(), &with[..3]);
    assert!(shown(&plain) <= 63 && shown(&page) > 63, "{plain}{page}");
    assert!(page.contains("frequent as given"), "{page}");
    // Results without the number of cards.
    let (status, out, _) = planned(dir.path(), &["tabulate.csv", "--risk-limit", "0.05"]);
    assert!(status == Some(0) && out.contains("Mayor: the files do not say how many cards there are"), "{out}");
    for (arguments, part) in [
        (&["contest.csv", "--method", "magic"][..], "--method"),
        (&["contest.csv", "--risk-limit", "2"], "risk_limit"),
        (&["contest.csv", "--of", "x"], "--of"),
        (&["contest.csv", "--html", "x.html"], "--html"),
        (&["contest.csv", "--discrepancies", "o1=7"], "o1"),
        (&["none.csv"], "none.csv"),
    ] {
        let (status, out, err) = planned(dir.path(), arguments);
        assert!(status == Some(2) && out.is_empty() && err.contains(part), "{arguments:?}: {err}");
    }
}
