//! Reports of counts by transfers: rounds, surpluses, what was cut off, and by what each tie was settled.

use serde_json::{Value, json};

const RULE: &str = "rule = \"single_transferable_vote\"\nrankings = \"pass-over\"\nseats = 2";

fn scenario(rule: &str, ballots: &str) -> String {
    format!(
        r#"# Who wins?
title = "A town"
lesson = "Invented."
rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 20 }}

[[contest]]
id = "c"
title = "Council"
candidates = ["Ada", "Ben", "Cem", "Dan"]
{rule}

[[paper]]
precinct = "North"
{ballots}

[[stage]]
id = "count"
by = "machine"

[audit]
of = "count"
methods = ["polling"]
"#
    )
}

/// The page on a terminal, each run of blanks as one, and what the document says of the contest.
fn shown(rule: &str, ballots: &str, language: &str) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("town.toml");
    std::fs::write(&file, scenario(rule, ballots)).expect("a file");
    let run = |more: &str| {
        let mut command = crate::program::program();
        let output = command.arg("run").arg(&file).args(["--lang", language, more]).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("a text")
    };
    let document: Value = serde_json::from_str(&run("--json")).expect("a document");
    let page: Vec<String> = run("--full").split_whitespace().map(str::to_owned).collect();
    (page.join(" "), document["contests"][0].clone())
}

/// The numbers are those of `a_scottish_count_by_hand` in `transferable.rs`.
#[test]
fn a_count_by_transfers_is_told_round_by_round() {
    let rule = format!("{RULE}\ntransfers = \"scottish\"");
    let ballots = r#"rankings.c = { "Ada > Ben > Cem" = 40, "Ada" = 20, "Cem" = 21, "Dan" = 19 }"#;
    let (page, contest) = shown(&rule, ballots, "en");
    let count = &contest["true"]["transferable_vote"];
    assert_eq!(count, &contest["stages"][0]["transferable_vote"], "the machine read all");
    assert_eq!((&count["quota"], &count["elected"]), (&json!("34.00000"), &json!(["Ada", "Cem"])));
    let rounds = count["rounds"].as_array().expect("rounds");
    assert_eq!(rounds.len(), 3);
    assert_eq!(rounds[0]["elected"], json!(["Ada"]));
    let moved = json!([
        {"from": "Ada", "to": "Ben", "inactive": null, "votes": "17.33320"},
        {"from": "Ada", "to": null, "inactive": "exhausted", "votes": "8.66660"},
        {"from": "Ada", "to": null, "inactive": "cut_off", "votes": "0.00020"},
    ]);
    assert_eq!(rounds[0]["transfers"], moved);
    assert_eq!(rounds[1]["tally"]["Ben"], json!("17.33320"));
    assert_eq!((&rounds[1]["defeated"], &rounds[1]["cut_off"]), (&json!(["Ben"]), &json!("0.00020")));
    assert_eq!(rounds[2]["tally"], json!({"Ada": "34.00000", "Cem": "38.33320", "Dan": "19.00000"}));
    for says in [
        "34 votes elect, the quota",
        "Round 1: Ada is elected with 60 votes.",
        "the surplus of Ada, 26 votes, moves on: 17.33320 to Ben, 8.66660 to nobody.",
        "Round 3: Cem is elected with 38.33320 votes.",
        "Out, each at the end of the round in brackets: Ben (2).",
        "Cut off in all: 0.00020 votes, since a ballot that moves on keeps 5 decimal places of its value.",
        "bounds of it are.",
    ] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let (page, _) = shown(&rule, ballots, "es");
    assert!(page.contains("Ronda 3: resulta elegida Cem con 38.33320 votos."), "{page}");
}

/// By hand: of 57 ballots 20 are the quota, and nobody has it.
#[test]
fn a_report_says_by_what_a_tie_was_settled() {
    let of_lot = r#"lot = ["Cem", "Ada", "Dan", "Ben"]"#;
    // Cem and Dan are level for last in the first round: the lot keeps Cem.
    let ballots = r#"rankings.c = { "Ada" = 19, "Ben" = 18, "Cem" = 10, "Dan > Cem" = 10 }"#;
    let (page, contest) = shown(&format!("{RULE}\ntransfers = \"portland\"\n{of_lot}"), ballots, "en");
    assert!(
        page.contains("Round 1: Cem, Dan were level for last. By the lot that the file states Dan went out."),
        "{page}"
    );
    let tie = &contest["true"]["transferable_vote"]["ties"][0];
    assert_eq!((&tie["to_be"], &tie["settled_by"]), (&json!("defeated"), &json!("lot")));
    // Without a lot nothing settles it, and the report names both.
    let (page, contest) = shown(&format!("{RULE}\ntransfers = \"portland\""), ballots, "en");
    assert!(page.contains("Nothing in the file settles it: the count stops here."), "{page}");
    assert_eq!(contest["true"]["tied"], json!(["Cem", "Dan"]));
    // Four for one seat by the Scottish rule: Dan goes out first, and makes Cem level with Ben, who was ahead in round 1.
    let rule = RULE.replace("seats = 2", "seats = 1") + "\ntransfers = \"scottish\"\n" + of_lot;
    let ballots = r#"rankings.c = { "Ada" = 9, "Ben" = 8, "Cem" = 6, "Dan > Cem" = 2 }"#;
    let (page, contest) = shown(&rule, ballots, "en");
    let says = "Round 2: Ben, Cem were level for last. By the votes of round 1, the last before in which they were not level, \
                Cem went out.";
    assert!(page.contains(says), "{page}");
    let tie = &contest["true"]["transferable_vote"]["ties"][0];
    assert_eq!((&tie["settled_by"], &tie["earlier_round"]), (&json!("earlier_round"), &json!(1)));
    // The same ballots by an instant runoff: the lot decides, which keeps Cem.
    let rule = format!("rule = \"instant_runoff\"\nrankings = \"pass-over\"\n{of_lot}");
    let (page, contest) = shown(&rule, ballots, "es");
    assert!(page.contains("Por el sorteo que indica el archivo quedó fuera Ben."), "{page}");
    assert_eq!(contest["true"]["runoff"]["ties"][0]["settled_by"], json!("lot"));
}

/// By hand: two of four are above a quota of 26 of 101 with 30 each, and a lot says whose surplus moves first.
#[test]
fn two_surpluses_alike_are_told_to_be_level() {
    let rule = RULE.replace("seats = 2", "seats = 3")
        + "\ntransfers = \"scottish\"\nlot = [\"Ben\", \"Ada\", \"Cem\", \"Dan\"]";
    let ballots = r#"rankings.c = { "Ada > Cem" = 30, "Ben > Dan" = 30, "Cem" = 21, "Dan" = 20 }"#;
    let (page, contest) = shown(&rule, ballots, "en");
    let says = "Round 1: Ada, Ben were level above the quota, and one surplus had to move first. By the lot that the file \
                states it was that of Ben.";
    assert!(page.contains(says), "{page}");
    assert_eq!(contest["true"]["transferable_vote"]["ties"][0]["to_be"], json!("surplus_first"));
}

/// By hand: a circle of three, so that points decide; and two who are level.
#[test]
fn other_rules_say_what_decided_too() {
    let rule = "rule = \"condorcet\"\ncompletion = \"black\"\nrankings = \"pass-over\"";
    let circle = r#"rankings.c = { "Ada > Ben > Cem" = 5, "Ben > Cem > Ada" = 3, "Cem > Ada > Ben" = 3 }"#;
    let (page, _) = shown(rule, circle, "en");
    let says =
        "By the paper nobody is preferred to each other candidate; the completion decides: the most Borda points";
    assert!(page.contains(says), "{page}");
    let (page, contest) = shown("rule = \"plurality\"", "votes.c = { Ada = 5, Ben = 5, Cem = 2 }", "es");
    assert!(page.contains("Según el papel empatan Ada, Ben, y nada en el archivo dice cómo se resuelve."), "{page}");
    assert_eq!(
        contest["true"]["decided_by"],
        json!("Ada, Ben are level, and nothing in the file says how the tie is settled")
    );
}
