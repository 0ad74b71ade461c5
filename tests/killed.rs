//! A rehearsal whose program is killed while it enters readings: no reading that was acknowledged is lost, and the folder goes
//! on.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use recount::audit_folder::{AuditLog, ReadingEntry};

use crate::program::program;

/// How often the program is killed.
const KILLS: u32 = 100;
/// Sheets that are entered; a killed one is entered again with the next.
const SHEETS: usize = 10;

/// A copy of the small county whose first sheets are drawn.
struct Folder(tempfile::TempDir);

impl Folder {
    fn drawn() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/county");
        for name in ["audit.toml", "cvr.csv"] {
            fs::copy(from.join(name), folder.path(name)).expect("copied");
        }
        for action in ["begin", "draw"] {
            assert!(
                program().arg("rehearse").arg(folder.0.path()).arg(action).output().expect("it runs").status.success()
            );
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Sheets with all units of the round, each as another person corrects it, so that each has readings of its own.
    fn sheets(&self) -> Vec<PathBuf> {
        let mut sheet = csv::Reader::from_path(self.path("round-1/entry-sheet.csv")).expect("a sheet");
        let header = sheet.headers().expect("columns").clone();
        let column = |name: &str| header.iter().position(|own| own == name).expect("a column");
        let columns = ["contest", "reading", "board", "corrected by", "why"].map(column);
        let rows: Vec<csv::StringRecord> = sheet.records().map(|row| row.expect("a row")).collect();
        let filled = (0..SHEETS).map(|number| {
            let path = self.path(&format!("filled-{number}.csv"));
            let mut filled = csv::Writer::from_path(&path).expect("a file");
            filled.write_record(&header).expect("written");
            for row in &rows {
                let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
                let read = if row[columns[0]] == *"mayor" { "Ada" } else { "Dot + Eli" };
                let by = format!("Office {number}");
                for (at, text) in columns[1..].iter().zip([read, "A. Lee and B. Ruiz", &by, "read again"]) {
                    text.clone_into(&mut cells[*at]);
                }
                filled.write_record(&cells).expect("written");
            }
            filled.flush().expect("written");
            path
        });
        filled.collect()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log.jsonl")).expect("a log")
    }

    fn size(&self) -> u64 {
        fs::metadata(self.path("log.jsonl")).map_or(0, |it| it.len())
    }

    fn enter(&self, sheets: &[PathBuf]) -> Child {
        let mut command = program();
        command
            .arg("rehearse")
            .arg(self.0.path())
            .arg("enter")
            .args(sheets)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command.spawn().expect("the program runs")
    }
}

/// The readings of a log, wherever the sheet lay. What is no whole line is left out, as the program does.
fn readings(text: &str) -> BTreeSet<String> {
    let log = AuditLog::read(text).expect("a log whose whole lines are chained");
    let shown = |entry: &ReadingEntry| {
        let ReadingEntry { contest, batch, position, read, correction, .. } = entry;
        format!("{contest} {batch} {position:?} {read:?} {correction:?}")
    };
    log.readings().map(shown).collect()
}

/// When the program is killed.
enum Moment {
    /// After so long.
    After(Duration),
    /// So long after the log began to grow.
    WhileWritten(Duration),
}

/// Starts the program, kills it, and returns what it had said by then.
fn killed(folder: &Folder, sheet: &Path, moment: &Moment) -> String {
    let before = folder.size();
    let mut child = folder.enter(&[sheet.to_owned()]);
    let begun = Instant::now();
    match moment {
        Moment::After(delay) => std::thread::sleep(*delay),
        Moment::WhileWritten(delay) => {
            while folder.size() == before && begun.elapsed() < Duration::from_secs(20) {
                std::hint::spin_loop();
            }
            let grown = Instant::now();
            while grown.elapsed() < *delay {
                std::hint::spin_loop();
            }
        }
    }
    // On Unix this is SIGKILL.
    child.kill().expect("it ends, or has ended");
    child.wait().expect("an end");
    let mut said = String::new();
    child.stdout.take().expect("a pipe").read_to_string(&mut said).expect("text");
    said
}

/// What a hundred kills hit.
#[derive(Debug, Default)]
struct Hits {
    /// Nothing was in the log yet.
    before: u32,
    /// A line was torn, or readings were in the log and not yet acknowledged.
    during: u32,
    /// All was acknowledged.
    after: u32,
}

#[test]
fn a_hundred_kills_lose_no_reading_that_was_acknowledged() {
    // What one run without a kill takes, and what the log then has.
    let whole = Folder::drawn();
    let sheets = whole.sheets();
    let begun = Instant::now();
    assert!(whole.enter(&sheets[..1]).wait_with_output().expect("an end").status.success());
    let takes = begun.elapsed();
    assert!(whole.enter(&sheets[1..]).wait_with_output().expect("an end").status.success());
    let expected = readings(&whole.log());

    let mut folder = Folder::drawn();
    let own = folder.sheets();
    let mut acknowledged = BTreeSet::new();
    let mut hits = Hits::default();
    for kill in 0..KILLS {
        let sheet = (kill / 2) as usize % SHEETS;
        if kill > 0 && sheet == 0 && kill % 2 == 0 {
            // All sheets are entered; the same again.
            folder = Folder::drawn();
            folder.sheets();
            acknowledged.clear();
        }
        let own = own.iter().map(|path| folder.path(&path.file_name().expect("a name").to_string_lossy()));
        let own: Vec<PathBuf> = own.collect();
        let moment = if kill % 2 == 0 {
            Moment::After(takes * (kill + 1) / KILLS)
        } else {
            Moment::WhileWritten(Duration::from_micros(u64::from(kill) * 8))
        };
        let before = readings(&folder.log());
        let is_new = !before.iter().any(|reading| reading.contains(&format!("\"Office {sheet}\"")));
        let moment = if is_new { moment } else { Moment::After(takes / 2) };
        let said = killed(&folder, &own[sheet], &moment);
        let text = folder.log();
        let now = readings(&text);
        assert!(now.is_superset(&acknowledged) && now.is_subset(&expected), "kill {kill}");
        assert!(now.is_superset(&before), "kill {kill}");
        // The program says what it entered before it shows the state.
        if said.contains("filled-") {
            let of_sheet = expected.iter().filter(|reading| reading.contains(&format!("\"Office {sheet}\"")));
            acknowledged.extend(of_sheet.cloned());
            assert!(now.is_superset(&acknowledged), "kill {kill}: {said}");
            hits.after += 1;
        } else if now.len() > before.len() || !text.ends_with('\n') {
            hits.during += 1;
        } else {
            hits.before += 1;
        }
    }
    // The folder goes on: all sheets again, and it has all readings, once.
    let own: Vec<PathBuf> =
        own.iter().map(|path| folder.path(&path.file_name().expect("a name").to_string_lossy())).collect();
    assert!(folder.enter(&own).wait_with_output().expect("an end").status.success());
    assert_eq!(readings(&folder.log()), expected);
    assert_eq!(AuditLog::read(&folder.log()).expect("a log").readings().count(), expected.len());
    let verified = program().arg("rehearse").arg(folder.0.path()).arg("verify").output().expect("it runs");
    let verified = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.contains("repeated"), "{verified}");
    assert!(hits.before > 5 && hits.during > 5 && hits.after > 0, "{hits:?}");
    say(&format!("{KILLS} kills: {hits:?}"));
}

#[expect(clippy::print_stderr, reason = "a test says what its kills hit")]
fn say(text: &str) {
    eprintln!("{text}");
}
