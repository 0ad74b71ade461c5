//! Official audits of Georgia in 2026 and Colorado in 2024, checked from their published files. Of Georgia
//! that is the audit of May 2026, checked from its three published files by the command: both P-values to the last
//! digit, both draws from the public seed, where hand and machine differ; and files that were changed.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use recount::import::{ByteSource, Imported, NamedBytes, import};
use recount::official_audit::{ArloFiles, OfficialAudit, check_arlo};
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
        assert_eq!((contest["name"].as_str(), contest["published"].as_str()), (Some(name), Some(stated)));
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

/// Each of these is published beside a P-value that holds.
#[test]
fn what_the_report_states_beside_its_p_values_is_checked() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = files(dir.path()) else { return };
    let report = fs::read_to_string(&files[0]).expect("a report");
    let batch = report.lines().find(|line| line.starts_with("BULLOCH,AV-Elections Office ICP 1 - 0")).expect("a batch");
    let at = batch.find("Mike Collins: ").expect("votes") + "Mike Collins: ".len();
    let votes: u64 = batch[at..].split(';').next().expect("votes").parse().expect("a number");
    let other = format!("{}{}{}", &batch[..at], votes + 180, &batch[at + votes.to_string().len()..]);
    for (from, to, says) in [
        (
            "Mike Collins: 369638",
            "Mike Collins: 369368",
            "Vote Totals, Mike Collins: the report states 369368; the files give 369638.",
        ),
        ("2081564", "2081565", "Total Ballots Cast: the report states 2081565; the files give 2081564."),
        ("MACRO,5%", "MACRO,4%", "Risk Limit Met?: the report states Yes; the files give No (4%)."),
        (
            batch,
            &other[..],
            &format!(
                "AV-Elections Office ICP 1 - 0, Mike Collins: the report states {}; the files give {votes}.",
                votes + 180
            ),
        ),
    ] {
        assert!(report.contains(from), "{from}");
        fs::write(&files[0], report.replacen(from, to, 1)).expect("written");
        let (status, audit) = verified(&files);
        let problems = audit["problems"].as_array().expect("problems");
        let is_said = problems.iter().filter_map(Value::as_str).any(|problem| problem.contains(says));
        assert!(status == Some(1) && is_said, "{says}\n{problems:?}");
        let spoken = program().arg("verify").args(&files).output().expect("the program runs");
        let text = String::from_utf8(spoken.stdout).expect("text");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(says), "{says}\n{text}");
    }
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

/// Two batches of 100 ballots with 60 votes for Ada and 40 for Ben; the first was drawn once, and its tally agrees.
fn small(changes: &[(&str, &str)]) -> [NamedBytes; 3] {
    let report = "######## ELECTION INFO ########\nOrganization,Election Name,State\nLake,Small,GA\n\n\
        ######## CONTESTS ########\n\
        Contest Name,Targeted?,Number of Winners,Votes Allowed,Total Ballots Cast,Vote Totals,Pending Ballots\n\
        Mayor,Targeted,1,1,200,Ada: 120; Ben: 80,0\n\n\
        ######## AUDIT SETTINGS ########\n\
        Audit Name,Audit Type,Audit Math Type,Risk Limit,Random Seed\nSmall,BATCH_COMPARISON,MACRO,10%,1234\n\n\
        ######## ROUNDS ########\nRound Number,Contest Name,P-Value\n1,Mayor,0.833333333\n\n\
        ######## SAMPLED BATCHES ########\n\
        Jurisdiction Name,Batch Name,Ballots in Batch,Ticket Numbers: Mayor,Audited?,Reported Results: Mayor,Audit Results: Mayor\n\
        ,a,100,Round 1: 0.123,Yes,Ada: 60; Ben: 40,Ada: 60; Ben: 40\n";
    let report = changes.iter().fold(report.to_owned(), |report, (from, to)| {
        assert!(report.contains(from), "{from}");
        report.replace(from, to)
    });
    let manifest = "Container,Batch Name,Number of Ballots\nMail,a,100\nElection Day,b,100\n";
    let totals = "Batch Name,Mayor - Ada,Mayor - Ben\na,60,40\nb,60,40\n";
    [("report.csv", &report[..]), ("manifest.csv", manifest), ("totals.csv", totals)]
        .map(|(name, text)| NamedBytes::new(name, text))
}

/// The audit of these files, or what is wrong with them.
fn checked(files: &[NamedBytes; 3]) -> Result<OfficialAudit, String> {
    let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
    let (mut report, mut manifests, mut totals) = (Vec::new(), Vec::new(), None);
    for it in import(&sources).map_err(|why| why.to_string())? {
        match it.content {
            Imported::Tables(tables) if tables.iter().any(|table| table.kind == "ballot manifest") => {
                manifests = tables;
            }
            Imported::Tables(tables) => report = tables,
            Imported::Tallies(tallies) => totals = Some(tallies),
            other => panic!("{other:?}"),
        }
    }
    let files = ArloFiles { report: &report, manifests: &manifests, totals: &totals.expect("totals") };
    check_arlo(files).map_err(|flaw| flaw.reason().to_string())
}

#[test]
fn a_small_audit_by_hand_and_what_this_check_cannot_do() {
    // The margin is 40 and each batch can overstate it by 20 + 100 votes: U = 2 * 120 / 40 = 6, and one clean draw leaves
    // P = 1 - 1 / 6.
    let audit = checked(&small(&[])).expect("an audit");
    let mayor = &audit.contests[0];
    assert!((mayor.p_value - 5.0 / 6.0).abs() < 1e-12 && mayor.agrees && mayor.draws == 1, "{mayor:?}");
    assert_eq!((mayor.tallied, mayor.changes.len(), mayor.kinds[0].name.as_str()), ((1, 100), 0, "Mail"));
    let other = checked(&small(&[("0.833333333", "0.833333334")])).expect("an audit");
    assert!(!other.contests[0].agrees, "the last digit counts");
    let hand = checked(&small(&[("Ada: 60; Ben: 40\n", "Ada: 59; Ben: 41\n")])).expect("an audit");
    assert_eq!(hand.contests[0].changes[0].votes, [("Ada".to_owned(), -1), ("Ben".to_owned(), 1)]);
    assert!(!hand.contests[0].agrees);
    for (from, to, part) in [
        ("MACRO", "BRAVO", "Audit Math Type"),
        ("Ben: 80,0", "Ben: 80,7", "Pending Ballots"),
        ("1,Mayor,0.833333333", "1,Mayor,", "P-Value"),
        ("Small,BATCH_COMPARISON,MACRO,10%,1234\n", "", "Audit Math Type"),
        ("Ada: 60; Ben: 40\n", "Ada: sixty; Ben: 40\n", "Audit Results"),
    ] {
        let why = checked(&small(&[(from, to)])).expect_err("refused");
        assert!(why.contains(part), "{part}: {why}");
    }
}

#[test]
fn a_report_cut_anywhere_is_an_audit_or_a_sentence() {
    let [report, manifest, totals] = small(&[]);
    let mut whole = vec![0; report.len() as usize];
    assert_eq!(report.read_at(0, &mut whole).expect("bytes"), whole.len());
    let first = whole.iter().position(|&byte| byte == b'\n').expect("a line") + 1;
    for cut in first..=whole.len() {
        let files = [NamedBytes::new("report.csv", &whole[..cut]), manifest.clone(), totals.clone()];
        // Nothing panics; and without its whole sample the report is never found to be right: votes that lost a digit are
        // a tally that differs from the report.
        let repeats =
            |it: OfficialAudit| it.contests.iter().any(|contest| contest.agrees && contest.changes.is_empty());
        let is_right = checked(&files).is_ok_and(repeats);
        assert!(!is_right || cut + "\n".len() >= whole.len(), "cut at {cut}");
    }
}

/// Files of Colorado's audit of the general election of 2024 in a folder, if they are there.
fn colorado(dir: &Path, names: &[&str]) -> Option<Vec<PathBuf>> {
    let one = |name: &&str| {
        let mut text = Vec::new();
        let packed = oracle_bytes(&format!("data/real/corla/co2024_{name}.gz"))?;
        GzDecoder::new(&packed[..]).read_to_end(&mut text).expect("a file");
        let path = dir.join(name);
        fs::write(&path, text).expect("written");
        Some(path)
    };
    names.iter().map(one).collect()
}

const COLORADO: [&str; 7] = [
    "round1_contest.csv",
    "round3_contest.csv",
    "round3_contestSelection.csv",
    "tabulate.csv",
    "tabulateCounty.csv",
    "batchCountComparison.csv",
    "contestsByCounty.csv",
];

#[test]
fn colorado_2024_repeats_in_all_its_figures() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = colorado(dir.path(), &COLORADO) else { return };
    let (status, audit) = verified(&files);
    let contests = audit["contests"].as_array().expect("contests");
    // Counted in the files by a script in Python, as are the risks below, by Stark's formula.
    assert_eq!(contests.len(), 725);
    let with = |key: &str, value: Value| contests.iter().filter(|it| it[key] == value).count();
    assert_eq!((with("sample_drawn", json!(true)), with("confirmed", json!(true))), (65, 64));
    assert_eq!((with("p_value", Value::Null), with("agrees", json!(true))), (112, 725));
    assert_eq!((audit["margins_repeated"].as_u64(), audit["cards_repeated"].as_u64()), (Some(721), Some(721)));
    for (name, risk, draws) in [
        ("Dove Creek Ambulance District Ballot Issue 6A", 0.559_382_855_920_538_6, 107),
        ("Hinsdale County Commissioner District 1", 0.005_272_899_818_507_613, 85),
        ("Otero County Ballot Question 1A", 0.010_906_049_143_162_141, 36),
        ("Conejos County Commissioner District 3", 0.012_797_404_155_541_673, 75),
        ("County Court Judge - Cheyenne", 0.008_932_655_421_513_691, 20),
    ] {
        let it = contests.iter().find(|it| it["name"] == name).expect("a contest");
        assert!((it["p_value"].as_f64().expect("a risk") - risk).abs() < 1e-12, "{it}");
        assert_eq!(it["draws"].as_u64(), Some(draws));
    }
    // Two contests each stand twice in the round, with names that differ by spaces at their end.
    let problems: Vec<&str> =
        audit["problems"].as_array().expect("problems").iter().filter_map(Value::as_str).collect();
    assert_eq!((status, problems.len()), (Some(1), 2), "{problems:?}");
    for (problem, name) in problems.iter().zip(["District 1", "District 9"]) {
        assert!(problem.contains(&format!("State Representative - {name}")) && problem.contains("spaces"), "{problem}");
    }
    let output = program().arg("verify").args(&files).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.starts_with("Samples were drawn for 65 contests."), "{text}");
    assert!(text.contains("Dove Creek Ambulance District Ballot Issue 6A is not confirmed"), "{text}");
}

/// More cards than the dice drew make no risk smaller.
#[test]
fn draws_that_were_never_selected_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = colorado(dir.path(), &["round3_contest.csv", "round3_contestSelection.csv"]) else { return };
    let rounds = fs::read_to_string(&files[0]).expect("a table");
    let line = rounds.lines().find(|line| line.starts_with("Adams County Commissioner - District 5,")).expect("a row");
    let (_, before) = verified(&files);
    assert!(!before["problems"].to_string().contains("were selected"), "{}", before["problems"]);
    fs::write(&files[0], rounds.replace(line, &line.replace(",194,0,0,0,0", ",9194,0,0,0,0"))).expect("written");
    let (status, audit) = verified(&files);
    let problems = audit["problems"].to_string();
    assert!(status == Some(1) && problems.contains("9194 draws") && problems.contains("District 5"), "{problems}");
}

#[test]
fn changed_figures_of_colorado_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let Some(files) = colorado(dir.path(), &["round3_contest.csv", "tabulate.csv"]) else { return };
    let rounds = fs::read_to_string(&files[0]).expect("a table");
    let line = rounds.lines().find(|line| line.starts_with("Adams County Commissioner - District 5,")).expect("a row");
    for (from, to, part) in [
        (",17761,0.03", ",17760,0.03", "margin"),
        (",193,193", ",192,193", "sample size"),
        (",194,0,0,0,0", ",194,3,0,0,0", "sample size"),
        ("risk_limit_achieved", "in_progress", "status"),
        (",194,0,0,0,0", ",12,0,0,0,0", "status"),
    ] {
        assert!(line.contains(from), "{line}");
        fs::write(&files[0], rounds.replace(line, &line.replace(from, to))).expect("written");
        let (status, audit) = verified(&files);
        let problems = audit["problems"].to_string();
        assert_eq!(status, Some(1));
        assert!(problems.contains("Adams County Commissioner - District 5") && problems.contains(part), "{problems}");
    }
    for (from, to, column) in [
        (",194,0,0,0,0", ",194,200,0,0,0", "audited_sample_count"),
        (",1.03905000,", ",0.5,", "gamma"),
        (",17761,0.03", ",917761,0.03", "min_margin"),
        (",0.03000000,", ",3 %,", "risk_limit"),
    ] {
        fs::write(&files[0], rounds.replace(line, &line.replace(from, to))).expect("written");
        let (status, audit) = verified(&files);
        let error = audit["error"].as_str().unwrap_or_default();
        assert!(status == Some(2) && error.contains(column) && error.contains("row"), "{audit}");
    }
}
