//! An election of several counties from their own files, and elections from ranked orders and from the votes of batches.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::program::program;

fn asked(folder: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).current_dir(folder).output().expect("the program runs")
}

fn well(folder: &Path, arguments: &[&str]) -> String {
    let output = asked(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn wrong(folder: &Path, arguments: &[&str]) -> String {
    let output = asked(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).expect("text")
}

/// A county's export: 4 batches of 40 cards on one tabulator. All vote for governor, of 10 cards so many for Ada; and for the
/// county's own clerk. The names stand in the given order.
fn county(names: [&str; 2], ada_of_ten: u64, clerks: [&str; 2]) -> String {
    let mut csv = String::from(
        "A county,5.10.50.85\n,,,,,,,,Governor (Vote For=1),Governor (Vote For=1),Clerk (Vote For=1),Clerk (Vote For=1)\n",
    );
    let _ = writeln!(csv, ",,,,,,,,{},{},{},{}", names[0], names[1], clerks[0], clerks[1]);
    csv += "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,BallotType,,,,\n";
    for card in 0..160_u64 {
        let (batch, record) = (card / 40 + 1, card % 40 + 1);
        let first = (card % 10 < ada_of_ten) == (names[0] == "Ada");
        let (one, other) = (u8::from(first), u8::from(!first));
        let _ = writeln!(csv, "{},1,{batch},{record},1-{batch}-{record},Mail,P1,A,{one},{other},1,0", card + 1);
    }
    csv
}

const STATE: &str = "# Who is governor?\ntitle = \"A state\"\nlesson = \"Counties roll up.\"\nseed = \"7 7 7\"\n\
    [election]\napart = [\"Clerk\"]\n\
    [[election.county]]\nname = \"Adams\"\nfrom = [\"adams.csv\"]\n\
    [[election.county]]\nname = \"Boulder\"\nfrom = [\"boulder.csv\"]\n\
    [[contest]]\nid = \"governor\"\ntitle = \"Governor\"\nrule = \"plurality\"\n\
    [[contest]]\nid = \"clerk of Adams\"\ntitle = \"Clerk (Adams)\"\nrule = \"plurality\"\n\
    [[stage]]\nid = \"count\"\nby = \"machine\"\n\
    [audit]\nof = \"count\"\nmethods = [\"super_simple\"]\ncontests = [\"governor\"]\nrisk_limit = 0.1\n";

fn state() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("adams.csv", &county(["Ada", "Ben"], 8, ["Cat", "Dan"]));
    write("boulder.csv", &county(["Ben", "Ada"], 6, ["Eli", "Fay"]));
    write("audit.toml", STATE);
    folder
}

#[test]
fn one_contest_over_all_counties_has_one_risk_and_each_county_its_sheets() {
    let folder = state();
    let at = folder.path();
    let run: Value = serde_json::from_str(&well(at, &["run", "audit.toml", "--json"])).expect("JSON");
    // Ada has 8 of 10 and 6 of 10 of 160 cards: 128 + 96.
    let tally = &run["contests"][0]["true"]["tally"];
    assert_eq!((tally["Ada"].as_u64(), tally["Ben"].as_u64()), (Some(224), Some(96)), "{tally}");
    let clerk = &run["contests"][1]["true"]["tally"];
    assert_eq!((clerk["Cat"].as_u64(), clerk.as_object().map(serde_json::Map::len)), (Some(160), Some(2)));
    well(at, &["rehearse", ".", "begin"]);
    well(at, &["rehearse", ".", "draw"]);
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let mut sheet = csv::Reader::from_path(at.join("round-1").join(name)).expect("a sheet");
        sheet.records().map(|row| row.expect("a row")).collect()
    };
    let all = rows("entry-sheet.csv");
    let (adams, boulder) = (rows("Adams/entry-sheet.csv"), rows("Boulder/entry-sheet.csv"));
    assert!(!adams.is_empty() && !boulder.is_empty() && adams.len() + boulder.len() == all.len());
    assert!(
        adams.iter().all(|row| row[2].starts_with("Adams/1/"))
            && boulder.iter().all(|row| row[2].starts_with("Boulder/1/"))
    );
    // Boulder hands in its sheet first: nothing is judged; then Adams.
    let fill = |county: &str, rows: &[csv::StringRecord]| {
        let place = at.join(format!("{county}.csv"));
        let mut filled = csv::Writer::from_path(&place).expect("a file");
        filled
            .write_record([
                "container",
                "tabulator",
                "batch",
                "position",
                "card",
                "contest",
                "choice",
                "reading",
                "board",
                "corrected by",
                "why",
            ])
            .expect("written");
        for row in rows {
            let (batch, position): (u64, u64) = (
                row[2].rsplit('/').next().expect("a batch").parse().expect("a number"),
                row[3].parse().expect("a number"),
            );
            let card = (batch - 1) * 40 + position - 1;
            let ada = card % 10 < if county == "Adams" { 8 } else { 6 };
            let read = if ada { "Ada" } else { "Ben" };
            filled
                .write_record(row.iter().enumerate().map(|(at, cell)| if at == 7 { read } else { cell }))
                .expect("written");
        }
        filled.flush().expect("written");
        place
    };
    let sheet = fill("Boulder", &boulder);
    assert!(well(at, &["rehearse", ".", "enter", sheet.to_str().expect("a path")]).contains("nothing is judged yet"));
    let sheet = fill("Adams", &adams);
    well(at, &["rehearse", ".", "enter", sheet.to_str().expect("a path")]);
    let status: Value = serde_json::from_str(&well(at, &["rehearse", ".", "--json"])).expect("JSON");
    let governor = &status["contests"][0];
    assert_eq!((governor["decision"].as_str(), governor["discrepancies"].as_u64()), (Some("confirmed"), Some(0)));
    // Kaplan-Markov over all counties: a margin of 128 votes in 320 cards.
    let draws = i32::try_from(governor["draws"].as_u64().expect("draws")).expect("few");
    let expected = (1.0_f64 - (128.0 / 320.0) / (2.0 * 1.03905)).powi(draws);
    assert!((governor["p_value"].as_f64().expect("a P-value") / expected - 1.0).abs() < 1e-9);
    well(at, &["rehearse", ".", "verify"]);
}

#[test]
fn what_counties_do_not_share_is_said() {
    let folder = state();
    let at = folder.path();
    let other = |from: &str, to: &str| fs::write(at.join("audit.toml"), STATE.replace(from, to)).expect("written");
    // One clerk for both counties would have four names.
    other("apart = [\"Clerk\"]\n", "");
    let says = wrong(at, &["run", "audit.toml"]);
    assert!(says.contains("Clerk (Adams)"), "{says}");
    other("name = \"Boulder\"", "name = \"../Boulder\"");
    assert!(wrong(at, &["run", "audit.toml"]).contains("Boulder"));
    other("name = \"Boulder\"", "name = \"adams\"");
    assert!(wrong(at, &["run", "audit.toml"]).contains("stands once"));
    other("[election]\n", "[election]\nfrom = [\"adams.csv\"]\n");
    assert!(wrong(at, &["run", "audit.toml"]).contains("[[election.county]]"));
    // Boulder's voters could mark two.
    let two = county(["Ben", "Ada"], 6, ["Eli", "Fay"]).replace("Governor (Vote For=1)", "Governor (Vote For=2)");
    fs::write(at.join("boulder.csv"), two).expect("written");
    other("", "");
    let says = wrong(at, &["run", "audit.toml"]);
    assert!(says.contains("Governor") && says.contains("2 in Boulder"), "{says}");
}

#[test]
fn ranked_orders_are_an_election() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    // Fay is out with 25, whose ballots make Ida's 35 to 60 against Eli's 40.
    fs::write(at.join("town.blt"), "3 1\n40 1 3 0\n25 2 3 0\n35 3 2 0\n0\n\"Eli\"\n\"Fay\"\n\"Ida\"\n\"Mayor\"\n")
        .expect("written");
    let scenario = "# Who?\ntitle = \"A town\"\nlesson = \"None.\"\nseed = \"1\"\n[election]\nfrom = [\"town.blt\"]\n\
        [[contest]]\nid = \"Mayor\"\nrule = \"instant_runoff\"\nrankings = \"pass-over\"\n\
        [[stage]]\nid = \"count\"\nby = \"machine\"\n[audit]\nof = \"count\"\nmethods = [\"ballot_comparison\"]\nrisk_limit = 0.1\n";
    fs::write(at.join("audit.toml"), scenario).expect("written");
    let run: Value = serde_json::from_str(&well(at, &["run", "audit.toml", "--json"])).expect("JSON");
    assert_eq!(run["contests"][0]["true"]["winners"], serde_json::json!(["Ida"]), "{}", run["contests"][0]["true"]);
    well(at, &["plan", "audit.toml", "--trials", "20"]);
    let says = wrong(at, &["rehearse", ".", "begin"]);
    assert!(says.contains("a record for each card"), "{says}");
}

#[test]
fn batch_tallies_are_an_election_whose_cards_are_made_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let (mut tallies, mut manifest) =
        (String::from("Batch Name,Ada,Ben\n"), String::from("Batch Name,Number of Ballots\n"));
    for batch in 1..=60 {
        let _ = writeln!(tallies, "B{batch},60,30");
        let _ = writeln!(manifest, "B{batch},100");
    }
    fs::write(at.join("tallies.csv"), &tallies).expect("written");
    fs::write(at.join("manifest.csv"), &manifest).expect("written");
    let scenario = |from: &str, pass_over: &str, records: &str| {
        let text = format!(
            "# Who?\ntitle = \"A county\"\nlesson = \"None.\"\nseed = \"1\"\n[election]\nfrom = [{from}]\n{pass_over}\n\
            [[contest]]\nid = \"mayor\"\nfrom = \"tallies\"\nrule = \"plurality\"\n[[stage]]\nid = \"count\"\nby = \"machine\"\n{records}\n\
            [audit]\nof = \"count\"\nmethods = [\"batch_comparison\"]\nrisk_limit = 0.1\n"
        );
        fs::write(at.join("audit.toml"), text).expect("written");
    };
    let (both, made_up, kept) =
        ("\"tallies.csv\", \"manifest.csv\"", "pass_over = [\"single_cards\"]", "cast_vote_records = false");
    scenario(both, "", kept);
    assert!(wrong(at, &["run", "audit.toml"]).contains("single_cards"));
    scenario(both, made_up, "");
    assert!(wrong(at, &["run", "audit.toml"]).contains("cast_vote_records"));
    scenario("\"tallies.csv\"", made_up, kept);
    assert!(wrong(at, &["run", "audit.toml"]).contains("manifest"));
    scenario(both, made_up, kept);
    let mut says = String::new();
    let output = asked(at, &["run", "audit.toml", "--json"]);
    if !output.status.success() {
        says += &String::from_utf8_lossy(&output.stderr);
    }
    let run: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{says}"));
    let paper = &run["contests"][0]["true"]["tally"];
    // 60 batches of 60 and 30, and 10 blank cards in each.
    assert_eq!((paper["Ada"].as_u64(), paper["Ben"].as_u64()), (Some(3_600), Some(1_800)), "{run}");
    assert_eq!(run["contests"][0]["audits"][0]["outcome"].as_str(), Some("confirmed"));
    well(at, &["plan", "audit.toml", "--trials", "20"]);
}

/// One county writes a candidate in capitals. Ben has more votes in all, and as two names he would lose.
#[test]
fn choices_that_look_alike_are_one_or_several_by_the_scenario_s_word_alone() {
    let folder = state();
    let at = folder.path();
    let write = |name: &str, text: &str| fs::write(at.join(name), text).expect("written");
    // Of 160 cards Ada has 4 of 10 in each county: 128 of 320.
    write("adams.csv", &county(["Ada", "Ben"], 4, ["Cat", "Dan"]));
    write("boulder.csv", &county(["Ada", "BEN"], 4, ["Eli", "Fay"]));
    for arguments in [&["run", "audit.toml"][..], &["rehearse", ".", "begin"], &["plan", "audit.toml"]] {
        let says = wrong(at, arguments);
        assert!(says.contains("election.alike_choices") && says.contains("\"Ben\", \"BEN\""), "{says}");
    }
    let tally = |word: &str| {
        write("audit.toml", &STATE.replace("[election]\n", &format!("[election]\nalike_choices = \"{word}\"\n")));
        let run: Value = serde_json::from_str(&well(at, &["run", "audit.toml", "--json"])).expect("JSON");
        run["contests"][0]["true"]["tally"].clone()
    };
    let one = tally("one");
    assert_eq!(
        (one["Ada"].as_u64(), one["Ben"].as_u64(), one.as_object().expect("a tally").len()),
        (Some(128), Some(192), 2)
    );
    let apart = tally("apart");
    assert_eq!((apart["Ben"].as_u64(), apart.as_object().expect("a tally").len()), (Some(96), 3), "{apart}");
    let draft = well(at, &["import", "adams.csv", "boulder.csv", "--scenario", "draft.toml"]);
    assert!(draft.contains("look alike"), "{draft}");
    assert!(fs::read_to_string(at.join("draft.toml")).expect("a draft").contains("alike_choices = \"?\""));
}

#[test]
fn pull_sheets_of_every_county_that_were_changed_are_named() {
    let folder = state();
    let at = folder.path();
    well(at, &["rehearse", ".", "begin"]);
    well(at, &["rehearse", ".", "draw"]);
    let places = ["round-1", "round-1/Adams", "round-1/Boulder"];
    for place in places {
        let sheet = at.join(place).join("pull-sheet.csv");
        let text = fs::read_to_string(&sheet).expect("a pull sheet");
        fs::write(&sheet, text.lines().next().expect("columns").to_owned() + "\n").expect("written");
    }
    let output = asked(at, &["rehearse", ".", "verify"]);
    let says = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.code() == Some(1) && says.contains("0 draws were repeated"), "{says}");
    assert!(
        places.iter().all(|place| says.contains(&format!("{place}: its sheets are not those of this draw"))),
        "{says}"
    );
}
