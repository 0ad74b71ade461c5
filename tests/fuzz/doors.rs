//! What the program does with an input, and what must hold of it.

use recount::audit_folder::{AuditLog, read_sheet};
use recount::import::{ByteSource, Import, Imported, NamedBytes, OfficeTable, VoteTallies, import};
use recount::official_audit::{ArloFiles, check_arlo};
use recount::scenario::{ScenarioFile, in_hex};
use sha2::{Digest as _, Sha256};

use crate::checks::{agrees, is_sentence};
use crate::packing::zipped;
use crate::targets::Case;

/// Whether an input was read; all others are refused in a sentence.
pub(crate) struct Outcome {
    pub(crate) is_read: bool,
}

impl Outcome {
    fn of<T>(result: &Result<T, String>) -> Self {
        if let Err(said) = result {
            is_sentence(said);
        }
        Self { is_read: result.is_ok() }
    }
}

fn read(case: &Case) -> Result<Vec<Import>, String> {
    let sources: Vec<NamedBytes> =
        case.files.iter().map(|(name, bytes)| NamedBytes::new(name.clone(), bytes.clone())).collect();
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    let imports = import(&sources).map_err(|problem| problem.to_string())?;
    for own in &imports {
        agrees(case, own);
    }
    Ok(imports)
}

/// Files of an election office.
pub(crate) fn office_files(case: &Case) -> Outcome {
    Outcome::of(&read(case))
}

fn tables(imports: &[Import], format: &str) -> Vec<OfficeTable> {
    let of = |own: &&Import| own.format == format;
    let tables = imports.iter().filter(of).filter_map(|own| match &own.content {
        Imported::Tables(tables) => Some(tables.clone()),
        _ => None,
    });
    tables.flatten().collect()
}

/// The three files of an official audit: manifests and totals are archives with a folder for each jurisdiction.
pub(crate) fn official_audit(case: &Case) -> Outcome {
    let mut packed = case.clone();
    for (name, bytes) in packed.files.iter_mut().filter(|file| file.0.starts_with("ADAMS_")) {
        let inside = [(format!("ADAMS/{name}"), std::mem::take(bytes))];
        *bytes = zipped(&inside, false).expect("an archive");
        *name = name.replace(".csv", ".zip");
    }
    let checked = read(&packed).and_then(|imports| {
        let (report, manifests) =
            (tables(&imports, "Arlo audit report"), tables(&imports, "table of an election office"));
        let none = VoteTallies::default();
        let totals = imports.iter().find_map(|own| match &own.content {
            Imported::Tallies(tallies) => Some(&**tallies),
            _ => None,
        });
        let files = ArloFiles { report: &report, manifests: &manifests, totals: totals.unwrap_or(&none) };
        let audit = check_arlo(files).map_err(|flaw| flaw.reason().to_string())?;
        for contest in &audit.contests {
            assert!((0.0..=1.0).contains(&contest.p_value), "{contest:?}");
        }
        Ok(())
    });
    Outcome::of(&checked)
}

/// Numbers and hashes of the lines of a log made right again, as somebody would who wants it to be believed.
fn chained(text: &str) -> String {
    let (mut chained, mut before) = (String::new(), String::new());
    for (at, line) in text.lines().enumerate() {
        let line = match serde_json::from_str::<serde_json::Value>(line) {
            Ok(mut value) if value.is_object() => {
                (value["line"], value["before"]) = (at.into(), before.into());
                value.to_string()
            }
            _ => line.to_owned(),
        };
        before = in_hex(&Sha256::digest(line.as_bytes()));
        chained += &line;
        chained.push('\n');
    }
    chained
}

/// The log of an audit in a folder.
pub(crate) fn audit_log(case: &Case) -> Outcome {
    let text = String::from_utf8_lossy(&case.files[0].1);
    let text = if case.files[0].1.len().is_multiple_of(3) { text.into_owned() } else { chained(&text) };
    let log = AuditLog::read(&text).map_err(|flaw| flaw.reason().to_string());
    if let Ok(log) = &log {
        assert!(log.whole_bytes() <= text.len() && log.entries().len() == text[..log.whole_bytes()].lines().count());
        assert!(log.readings().count() + log.sheets().count() <= log.entries().len());
    }
    Outcome::of(&log)
}

/// A filled-in sheet of an audit.
pub(crate) fn entry_sheet(case: &Case) -> Outcome {
    const SCENARIO: &str = include_str!("corpus/scenario/county.toml");
    let design = ScenarioFile::read("county.toml", SCENARIO.to_owned()).expect("a scenario").scenario.design();
    let design = design.expect("a scenario");
    let contests: Vec<&recount::election::Contest> = design.contests.iter().collect();
    let filled = read(case).map(|imports| {
        let mut refused = false;
        for table in tables(&imports, "table of an election office") {
            let sheet = read_sheet(&table, &contests);
            assert!(sheet.readings.len() + sheet.empty as usize <= table.rows());
            refused |= !sheet.refused.is_empty();
            for row in sheet.refused {
                is_sentence(&row.allowed.to_string());
            }
        }
        refused
    });
    let refused = filled.as_ref().is_ok_and(|&refused| refused);
    Outcome { is_read: Outcome::of(&filled).is_read && !refused }
}

/// A scenario file, up to its design: no card is laid.
pub(crate) fn scenario(case: &Case) -> Outcome {
    let text = String::from_utf8_lossy(&case.files[0].1).into_owned();
    let read = ScenarioFile::read("damaged.toml", text).map_err(|error| error.to_string());
    let designed = read.and_then(|file| file.scenario.design().map(|_| ()).map_err(|why| why.to_string()));
    Outcome::of(&designed)
}

/// Lines of questions of risk.
pub(crate) fn questions(case: &Case) -> Outcome {
    let text = String::from_utf8_lossy(&case.files[0].1);
    let mut answers: Result<(), String> = Ok(());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let answer = recount::verify::answer(line).map_err(|why| why.to_string());
        if let Ok(answer) = &answer {
            let p = answer.get("p_value").and_then(serde_json::Value::as_f64);
            assert!(p.is_none_or(|p| (0.0..=1.0).contains(&p)), "{line}: {answer}");
        }
        answers = answers.and(answer.map(|_| ()));
    }
    Outcome::of(&answers)
}

/// Lines of questions about contests.
pub(crate) fn contest_questions(case: &Case) -> Outcome {
    let text = String::from_utf8_lossy(&case.files[0].1);
    let mut answers: Result<(), String> = Ok(());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let answer = recount::verify::answer_about_contest(line).map_err(|why| why.to_string());
        if let Ok(answer) = &answer {
            let winners = answer["winners"].as_array().map_or(0, Vec::len);
            // Nobody is elected where no list reaches a threshold; statements say so.
            let is_said = answer["error"].is_string() || answer["assertions"].is_array();
            assert!(winners > 0 || is_said, "{line}: {answer}");
        }
        answers = answers.and(answer.map(|_| ()));
    }
    Outcome::of(&answers)
}
