//! Every file of the samples and of real elections reads, or is refused in the right words.

use std::path::Path;

use crate::import::shared::{absent, folder, read, unpacked};

/// Files that are refused, and a part of what is said.
const REFUSED: [(&str, &str); 34] = [
    ("arlo_dominion_tabulator-status.xml", "a list of tabulators of Dominion"),
    ("nist_1500-103_v1_schema.json", "a JSON schema"),
    ("nist_1500-103_v1_schema.xsd", "an XML schema"),
    ("nist_1500-100_v2_schema.json", "no contest"),
    ("arlo_invalid_not_a_cvr.csv", "ChoiceID,ContestID,ChoiceName"),
    ("boulder2024_redacted_rows.csv", "rows of a Dominion export without its four header rows"),
    ("alaska2024_Configuration.json", "the settings of a Dominion export"),
    ("alaska2024_ContestManifest.json", "no file with Sessions"),
    ("BallotTypeContestManifest.json", "no file with Sessions"),
    ("BallotTypeManifest.json", "no file with Sessions"),
    ("CandidateManifest.json", "no file with Sessions"),
    ("Configuration.json", "no file with Sessions"),
    ("ContestManifest.json", "no file with Sessions"),
    ("CountingGroupManifest.json", "no file with Sessions"),
    ("OutstackConditionManifest.json", "no file with Sessions"),
    ("TabulatorManifest.json", "no file with Sessions"),
    ("arlo_ess_ballots_1_unordered.csv", "no table of votes beside the list of ballots"),
    ("arlo_ess_ballots_2.csv", "no table of votes beside the list of ballots"),
    ("arlo_ess_ballots_machine_col_hex_ids.csv", "no table of votes beside the list of ballots"),
    ("arlo_ess_ballots_no_metadata.csv", "no table of votes beside the list of ballots"),
    ("arlo_scanned_ballot_information.csv", "no cast vote record"),
    ("arlo_scanned_ballot_information_minimal.csv", "no cast vote record"),
    ("aspen_2009_mayor_assertions_old_blom.json", "assertions of an audit"),
    ("raire-rs_input_guide.json", "a RAIRE problem in JSON"),
    ("raire-rs_output_guide.json", "assertions of an audit"),
    ("sf2019nov8_assertions_shangrla.json", "assertions of an audit"),
    ("SFDA2019_PrelimReport11VBMJustDAAssertions.json", "assertions of an audit"),
    ("SFDA2019_PrelimReport12VBMJustDASheetsAgap0.0005Assertions.json", "assertions of an audit"),
    ("SFDA2019_PrelimReport12VBMJustDASheetsAssertions.json", "assertions of an audit"),
    ("SFDA2019_PrelimReport12VBMJustDASheetsLessOptimalAssertions.json", "assertions of an audit"),
    ("D1_official_tabulations.csv", "results printed as a table"),
    ("D2_official_tabulations.csv", "results printed as a table"),
    ("summary.xml.gz", "a summary report of Dominion"),
    ("README.md", "a file of a format"),
];

fn files(folder: &Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a known file") {
        let path = entry.expect("a known file").path();
        if path.is_dir() {
            files(&path, all);
        } else {
            all.push(path.to_string_lossy().into_owned());
        }
    }
}

#[test]
fn every_file_reads_or_is_refused_in_words() {
    if absent() {
        return;
    }
    let base = folder();
    let mut all = Vec::new();
    files(&base.join("data/formats"), &mut all);
    files(&base.join("data/real"), &mut all);
    let mut refused = 0;
    for path in all {
        let name = path.rsplit('/').next().expect("a known file");
        let own = path.strip_prefix(&*base.to_string_lossy()).expect("a known file").trim_start_matches('/').to_owned();
        let given = if own.ends_with(".tar.gz") || own.ends_with(".tar.xz") {
            // Archives of several kinds of files are read elsewhere, file by file.
            if !name.starts_with("alaska") && !name.starts_with("manifests") {
                continue;
            }
            unpacked(&own)
        } else {
            vec![(name.to_owned(), crate::import::shared::bytes(&own))]
        };
        match (REFUSED.iter().find(|refused| refused.0 == name), read(given)) {
            (None, Ok(imports)) => assert!(!imports.is_empty(), "{own}"),
            (None, Err(_)) if name == "manifests.tar.gz" => {}
            (Some((_, words)), Err(said)) => {
                refused += 1;
                assert!(said.contains(words), "{own}: {said}");
            }
            (None, Err(said)) => panic!("{own}: {said}"),
            (Some(_), Ok(imports)) => panic!("{own} is read as {}", imports[0].format),
        }
    }
    // Two of the names stand in both folders.
    assert_eq!(refused, REFUSED.len() + 1);
}
