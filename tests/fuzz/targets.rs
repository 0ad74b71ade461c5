//! The targets: one row each.

use std::fs;
use std::path::{Path, PathBuf};

use recount::scenario::{ONE_FAULT_EACH, SHIPPED};
use recount::verify::EXAMPLES;

use crate::damage::{Kind, damage};
use crate::doors::{self, Outcome};
use crate::randomness::Random;

/// One input: files with their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// What is attacked.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// The reader's name, for readers of files of election offices.
    pub(crate) reader: Option<&'static str>,
    /// Folders of inputs, below `corpus`.
    folders: &'static [&'static str],
    /// What its files are made of.
    kind: Kind,
    /// What is called.
    pub(crate) door: fn(&Case) -> Outcome,
}

const fn reader(name: &'static str, reader: &'static str, folders: &'static [&'static str], kind: Kind) -> Target {
    Target { name, reader: Some(reader), folders, kind, door: doors::office_files }
}

const fn other(name: &'static str, folders: &'static [&'static str], kind: Kind, door: fn(&Case) -> Outcome) -> Target {
    Target { name, reader: None, folders, kind, door }
}

/// The target whose inputs are real exports, where there are any: the folder that `RECOUNT_SHARED` names.
pub(crate) const SAMPLES: &str = "samples";
/// Most bytes of a real export; damage to larger ones takes too long.
const LARGEST_SAMPLE: usize = 50_000;

/// Most bytes of a file after all damage.
pub(crate) const LARGEST_INPUT: usize = 2 << 20;

/// All targets, and for each a test that runs it in a process of its own.
macro_rules! targets {
    ($($test:ident: $target:expr;)*) => {
        pub(crate) const TARGETS: &[Target] = &[$($target),*];

        $(
            #[test]
            #[ignore = "many seconds: a step of its own in tests/run.sh"]
            fn $test() {
                crate::worker::run_apart(&stringify!($test)["fuzz_".len()..]);
            }
        )*
    };
}

targets! {
    fuzz_dominion_json: reader("dominion_json", "Dominion CVR JSON", &["dominion_json"], Kind::Json);
    fuzz_dominion_csv: reader("dominion_csv", "Dominion CVR CSV", &["dominion_csv"], Kind::Cells);
    fuzz_ess: reader("ess", "ES&S cast vote records", &["ess"], Kind::Cells);
    fuzz_hart: reader("hart", "Hart Verity cast vote records", &["hart"], Kind::Tags);
    fuzz_clear_ballot: reader("clear_ballot", "Clear Ballot cast vote records", &["clear_ballot"], Kind::Cells);
    fuzz_cdf: reader("cdf", "NIST SP 1500-103 cast vote records", &["cdf"], Kind::Any);
    fuzz_raire: reader("raire", "RAIRE ranked ballots", &["raire"], Kind::Cells);
    fuzz_blom: reader("blom", "lists of preference orders", &["blom"], Kind::Lines);
    fuzz_preflib: reader("preflib", "PrefLib orders", &["preflib"], Kind::Lines);
    fuzz_concrete_stv: reader("concrete_stv", "ConcreteSTV ballots", &["concrete_stv"], Kind::Json);
    fuzz_blt: reader("blt", "BLT ballots", &["blt"], Kind::Lines);
    fuzz_clarity: reader("clarity", "Clarity results", &["clarity"], Kind::Tags);
    fuzz_nist_results: reader("nist_results", "NIST SP 1500-100 results", &["nist_results"], Kind::Any);
    fuzz_arlo_report: reader("arlo_report", "Arlo audit report", &["arlo_report"], Kind::Cells);
    fuzz_batch_tallies: reader("batch_tallies", "votes by batch", &["batch_tallies"], Kind::Cells);
    fuzz_result_rows: reader("result_rows", "results by choice", &["result_rows"], Kind::Cells);
    fuzz_known_table: reader("known_table", "table of an election office", &["known_table"], Kind::Cells);
    fuzz_archive: other("archive", &["dominion_json", "ess", "hart", "batch_tallies"], Kind::Archive, doors::office_files);
    fuzz_workbook: other("workbook", &["dominion_csv", "ess", "known_table"], Kind::Workbook, doors::office_files);
    fuzz_encoding: other("encoding", &["dominion_csv", "clarity", "result_rows"], Kind::Encoding, doors::office_files);
    fuzz_samples: other(SAMPLES, &[], Kind::Sample, doors::office_files);
    fuzz_official_audit: other("official_audit", &["official_audit"], Kind::Cells, doors::official_audit);
    fuzz_audit_log: other("audit_log", &["audit_log"], Kind::Json, doors::audit_log);
    fuzz_entry_sheet: other("entry_sheet", &["entry_sheet"], Kind::Cells, doors::entry_sheet);
    fuzz_scenario: other("scenario", &["scenario"], Kind::Lines, doors::scenario);
    fuzz_questions: other("questions", &[], Kind::Json, doors::questions);
    fuzz_contest_questions: other("contest_questions", &["contest_questions"], Kind::Json, doors::contest_questions);
}

impl Target {
    /// The target of this name.
    pub(crate) fn named(name: &str) -> &'static Self {
        TARGETS.iter().find(|target| target.name == name).expect("a target")
    }

    /// Its inputs before any damage, in the order of their names.
    pub(crate) fn corpus(&self) -> Vec<Case> {
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
        let mut cases = Vec::new();
        for folder in self.folders {
            for path in sorted(&base.join(folder)) {
                let name = named(&path);
                let files = if path.is_dir() { sorted(&path) } else { vec![path] };
                let files = files.iter().map(|path| (named(path), fs::read(path).expect("a file of the corpus")));
                cases.push(Case { name, files: files.collect() });
            }
        }
        let own = |(name, text): (&str, &str)| Case {
            name: name.to_owned(),
            files: vec![(name.to_owned(), text.as_bytes().to_vec())],
        };
        match self.name {
            "scenario" => cases.extend(ONE_FAULT_EACH.iter().chain(SHIPPED).copied().map(own)),
            SAMPLES => cases.extend(samples()),
            "questions" => cases.extend(EXAMPLES.lines().map(|line| own(("question", line)))),
            _ => {}
        }
        cases
    }

    /// The input of an execution.
    pub(crate) fn input(&self, corpus: &[Case], number: u64) -> Case {
        let mut random = Random::of(self.name, number);
        let mut case = random.one_of(corpus).clone();
        let other = random.one_of(corpus);
        damage(&mut case, other, self.kind, &mut random);
        // What a reader may take is measured against inputs of moderate size.
        for file in &mut case.files {
            file.1.truncate(LARGEST_INPUT);
        }
        case
    }
}

/// Real exports, by folder.
fn samples() -> Vec<Case> {
    let Some(base) = std::env::var_os("RECOUNT_SHARED") else { return Vec::new() };
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join(base).join("data/formats");
    let folders = sorted(&base).into_iter().filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| sorted(&folder)).filter(|path| path.is_file());
    let read = files.map(|path| (named(&path), fs::read(&path).expect("a sample")));
    let small = read.filter(|(_, bytes)| !bytes.is_empty() && bytes.len() <= LARGEST_SAMPLE);
    small.map(|(name, bytes)| Case { name: name.clone(), files: vec![(name, bytes)] }).collect()
}

fn named(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder of the corpus").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
