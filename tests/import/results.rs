//! Votes by place, and tables of offices.

use std::collections::HashMap;

use recount::import::{CountOf, Imported, NoteKind, OfficeTable, VoteTallies, arlo_votes};

use crate::import::shared::{absent, expected, read, read_one};

fn tallies(path: &str) -> (Box<VoteTallies>, recount::import::ImportNotes) {
    let import = read_one(&[path]);
    match import.content {
        Imported::Tallies(tallies) => (tallies, import.notes),
        other => panic!("{path}: {other:?}"),
    }
}

fn tables(path: &str) -> Vec<OfficeTable> {
    match read_one(&[path]).content {
        Imported::Tables(tables) => tables,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn votes_by_place_are_what_python_adds_up() {
    if absent() {
        return;
    }
    for (file, expected) in expected("tallies").as_object().expect("a known file") {
        let (tallies, notes) = tallies(file);
        let contests = expected["votes"].as_object().expect("a known file");
        assert_eq!(tallies.contests.len(), contests.len(), "{file}");
        assert_eq!(tallies.places.len() as u64, expected["places"].as_u64().expect("a known file"), "{file}");
        for (name, votes) in contests {
            let is_it = |own: &&recount::import::ImportedContest| match name.split_once('|') {
                Some((key, name)) if expected["keyed"] == true => own.key == key && own.name == name,
                _ => own.name == *name,
            };
            let at = tallies.contests.iter().position(|own| is_it(&own)).unwrap_or_else(|| panic!("{file}: {name}"));
            let counted: HashMap<&str, u64> = tallies.contests[at]
                .choices
                .iter()
                .map(|choice| choice.name.as_str())
                .zip(tallies.votes()[at].clone())
                .collect();
            let votes = votes.as_object().expect("a known file");
            assert_eq!(counted.len(), votes.len(), "{file}: {name}");
            for (choice, votes) in votes {
                assert_eq!(counted[choice.as_str()], votes.as_u64().expect("a known file"), "{file}: {name}: {choice}");
            }
        }
        assert!(!notes.iter().any(|(kind, _)| matches!(kind, NoteKind::TotalDiffers { .. })), "{file}");
    }
}

/// What Colorado's audit centre adds up and what the state published are two counts of the same election.
#[test]
fn clarity_is_what_the_audit_centre_adds_up() {
    if absent() {
        return;
    }
    let (clarity, _) = tallies("data/real/corla/co2024_clarity_detail.xml.gz");
    let president = clarity.contests.iter().position(|own| own.name == "Presidential Electors").expect("a known file");
    let at = clarity.contests[president]
        .choices
        .iter()
        .position(|own| own.name.starts_with("Kamala"))
        .expect("a known file");
    assert_eq!(clarity.votes()[president][at], 1_728_159);
}

/// Georgia 2026: the report, the manifests and the batches are three files of one audit.
#[test]
fn georgia_is_what_its_report_says() {
    if absent() {
        return;
    }
    let sections = tables("data/real/georgia2026/final_audit_report.csv");
    let section = |kind: &str| sections.iter().find(|table| table.kind == kind).expect("a known file");
    let contests = section("contests");
    let (batches, _) = tallies("data/real/georgia2026/candidate_totals.zip");
    for row in 0..contests.rows() {
        let cell = |name: &str| contests.cell(row, contests.column(name).expect("a known file"));
        let at = batches.contests.iter().position(|own| own.name == cell("Contest Name")).expect("a known file");
        for (name, votes) in arlo_votes(cell("Vote Totals from Batches")).expect("a known file") {
            let choice = batches.contests[at].choices.iter().position(|own| own.name == name).expect("a known file");
            assert_eq!(batches.votes()[at][choice], votes, "{name}");
        }
        let manifests = tables("data/real/georgia2026/manifests.zip");
        let ballots = |table: &OfficeTable| {
            let column = table.column("Number of Ballots").expect("a known file");
            (0..table.rows())
                .map(|row| table.cell(row, column).replace(',', "").parse::<u64>().expect("a known file"))
                .sum::<u64>()
        };
        assert_eq!(manifests.len(), 159);
        assert_eq!(manifests.iter().map(ballots).sum::<u64>().to_string(), cell("Total Ballots Cast"));
    }
    let settings = section("settings");
    assert_eq!(settings.cell(0, settings.column("Random Seed").expect("a known file")), "06712221796172622814");
    let rounds = section("rounds");
    let measured = rounds.column("P-Value").expect("a known file");
    assert_eq!([rounds.cell(0, measured), rounds.cell(1, measured)], ["0.049083729", "0.041726014"]);
    // 727 rows in Python: 5 headings, 4 empty, 5 headers, 1 + 2 + 1 + 2 rows, the rest samples with their totals.
    assert_eq!(section("sampled batches").rows(), 727 - 5 - 4 - 5 - 6);
}

#[test]
fn tables_have_the_rows_that_python_reads() {
    if absent() {
        return;
    }
    for (file, expected) in expected("tables").as_object().expect("a known file") {
        let tables = tables(file);
        assert_eq!(tables.len(), 1, "{file}");
        assert_eq!(tables[0].rows() as u64, expected["rows"].as_u64().expect("a known file"), "{file}");
        let last = tables[0].rows() - 1;
        for (column, text) in
            expected["last"].as_array().expect("a known file").iter().enumerate().take(tables[0].columns.len())
        {
            assert_eq!(tables[0].cell(last, column), text.as_str().expect("a known file"), "{file}");
        }
    }
    // A file whose name says selections and that has contests.
    assert_eq!(tables("data/real/corla/co2024_round2_contestSelection.csv.gz")[0].kind, "contests of an audit round");
    assert_eq!(tables("data/formats/manifests/shangrla_oc_hart_manifest.xlsx")[0].kind, "ballot manifest");
    assert_eq!(tables("data/formats/manifests/shangrla_dominion_sf_ballotManifest-Sample.xlsx")[0].rows(), 21);
}

/// Reports made by hand after the schemas of both versions.
#[test]
fn nist_results_are_read_in_both_versions() {
    let one = "<ElectionReport xmlns='http://itl.nist.gov/ns/voting/1500-100/v1'><Election><CandidateCollection>\
        <Candidate ObjectId='c1'><BallotName><Text Language='en'>Ada</Text></BallotName></Candidate></CandidateCollection>\
        <ContestCollection><Contest ObjectId='k1'><BallotSelection ObjectId='s1'><VoteCountsCollection><VoteCounts><GpUnitId>g1</GpUnitId>\
        <Type>total</Type><Count>12</Count></VoteCounts></VoteCountsCollection><CandidateId>c1</CandidateId></BallotSelection><Name>Mayor</Name>\
        <VotesAllowed>1</VotesAllowed></Contest></ContestCollection></Election><GpUnitCollection><GpUnit ObjectId='g1'><Name>Ward 1</Name></GpUnit>\
        </GpUnitCollection></ElectionReport>";
    let two = r#"{"@type": "ElectionResults.ElectionReport", "Election": [{"Candidate": [{"@id": "c1", "BallotName": {"Text": [{"Content": "Ada", "Language": "en"}]}}],
        "Contest": [{"@id": "k1", "Name": "Mayor", "VotesAllowed": 1, "ContestSelection": [{"@id": "s1", "CandidateIds": ["c1"],
        "VoteCounts": [{"GpUnitId": "g1", "Type": "total", "Count": 12}]}]}]}], "GpUnit": [{"@id": "g1", "Name": "Ward 1"}]}"#;
    for text in [one, two] {
        let import = read(vec![("report".to_owned(), text.as_bytes().to_vec())]).expect("a known file").remove(0);
        let Imported::Tallies(tallies) = import.content else { panic!("{}", import.format) };
        assert_eq!((tallies.contests[0].name.as_str(), tallies.contests[0].choices[0].name.as_str()), ("Mayor", "Ada"));
        assert_eq!((tallies.votes()[0].clone(), tallies.rows[0].of), (vec![12], CountOf::Choice(0)));
        assert_eq!(
            (tallies.places.text(tallies.rows[0].place), tallies.kinds.text(tallies.rows[0].kind)),
            ("Ward 1", "total")
        );
    }
}
