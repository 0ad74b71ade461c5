//! Sweeps: the same bytes however often they are killed and however they are split; wrong grids and cells get one
//! sentence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use recount::random::Streams;
use recount::report::{self, SweepHead, read_cell};
use recount::scenario::{Grid, GridFile, ScenarioFile, shipped};
use recount::simulation::{SimulationOptions, simulate};
use serde_json::Value;

use crate::program::tree;

const SMALL: &str = include_str!("../scenarios/grids/sweep-small.toml");

const GRID: &str = r#"# What does a risk limit cost where boards slip?
scenario = "adversaries"
trials = 4
methods = ["polling", "ballot_comparison"]
seed = "7"

[[axis]]
key = "audit.risk_limit"
values = [0.05, 0.1, 0.2]

[[axis]]
key = "audit.care"
name = "boards"
values = ["exact", "careful", "ad_hoc"]
labels = ["no slip", "a slip", "slips"]
"#;

fn folder_with(grid: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("grid.toml"), grid).expect("a file");
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = crate::program::program();
    command.current_dir(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program runs")
}

fn sweep(folder: &Path, more: &[&str]) -> Output {
    recount(folder, &[&["sweep", "grid.toml", "--out", "out", "--threads", "1"], more].concat())
}

fn well(output: Output) -> Output {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn sentence(output: &Output, status: i32) -> String {
    let said = String::from_utf8(output.stderr.clone()).expect("text");
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(said.starts_with("recount: ") && said.lines().count() == 1, "{said}");
    said
}

#[test]
fn a_hundred_kills_change_no_byte() {
    let reference = folder_with(GRID);
    well(sweep(reference.path(), &[]));
    let reference = tree(&reference.path().join("out"));
    let folder = folder_with(GRID);
    let out = folder.path().join("out");
    let mut schedule = Streams::new("kills", 0).purpose("test").stream(0);
    let (mut kills, mut ends, mut tries) = (0, 0, 0);
    while kills < 100 || ends < 3 {
        tries += 1;
        assert!(tries < 1_000, "{kills} kills and {ends} ends in a thousand tries");
        let arguments = ["sweep", "grid.toml", "--out", "out", "--threads", "1"];
        let mut child = command(folder.path(), &arguments).spawn().expect("the program runs");
        // Once there were enough kills it may come to its end.
        if kills < 100 {
            std::thread::sleep(Duration::from_micros(u64::from(schedule.below(30_000))));
            child.kill().expect("a kill");
        }
        let status = child.wait().expect("an end");
        if status.code().is_none() {
            kills += 1;
            continue;
        }
        assert_eq!(status.code(), Some(0));
        assert_eq!(tree(&out), reference, "after {kills} kills");
        ends += 1;
        fs::remove_dir_all(&out).expect("the folder");
    }
}

#[test]
fn any_split_of_a_sweep_is_the_whole() {
    let whole = folder_with(GRID);
    let printed = well(sweep(whole.path(), &["--json"])).stdout;
    let whole = tree(&whole.path().join("out"));
    assert_eq!(&printed, &whole[Path::new("table.json")], "what is printed is what is written");
    for order in [vec!["0/1"], vec!["1/2", "0/2"], vec!["2/3", "0/3", "1/3"], vec!["3/12", "11/12"]] {
        let folder = folder_with(GRID);
        let path = folder.path();
        let of = order[0].split_once('/').expect("a share").1;
        for shard in &order {
            let said = well(sweep(path, &["--shard", shard])).stdout;
            assert!(String::from_utf8_lossy(&said).contains("recount merge out"));
        }
        if of == "12" {
            let gap = recount(path, &["merge", "out"]);
            let said = sentence(&gap, 1);
            assert!(
                said.contains("8 cells are missing: 0, 1, 2, 4, 5, 6, 7, 8; of the shards 0/12, 1/12, 2/12, 4/12"),
                "{said}"
            );
            let commands: Value =
                serde_json::from_slice(&recount(path, &["merge", "out", "--json"]).stdout).expect("JSON");
            assert_eq!(commands["missing"].as_array().map(Vec::len), Some(8));
            for command in commands["resubmit"].as_array().expect("commands") {
                let command = command.as_str().expect("text").replacen("recount", env!("CARGO_BIN_EXE_recount"), 1);
                well(Command::new("sh").current_dir(path).args(["-c", &command]).output().expect("a shell"));
            }
        }
        let merged = well(recount(path, &["merge", "out", "--json"])).stdout;
        assert_eq!(merged, printed, "{order:?}");
        let mut files = tree(&path.join("out"));
        // The note of how the work was split is all that may differ.
        files.insert("split.json".into(), whole[Path::new("split.json")].clone());
        assert_eq!(files, whole, "{order:?}");
    }
}

#[test]
fn what_is_damaged_is_made_anew_and_what_is_foreign_is_refused() {
    let folder = folder_with(GRID);
    let path = folder.path();
    well(sweep(path, &[]));
    let out = path.join("out");
    let whole = tree(&out);
    let cell = |index: usize| out.join(format!("cells/000/cell-{index:06}.json"));
    let text = fs::read_to_string(cell(4)).expect("a cell");
    let mut flipped = text.clone().into_bytes();
    let digit = text.find("\"confirmed\":").expect("a number") + "\"confirmed\":".len();
    flipped[digit] = if flipped[digit] == b'0' { b'1' } else { b'0' };
    for damage in [&flipped[..], &text.as_bytes()[..text.len() / 2], b"", b"{}", b"\xff\xfe"] {
        fs::write(cell(4), damage).expect("a file");
        let refused = recount(path, &["merge", "out"]);
        assert!(sentence(&refused, 2).contains("cell-000004.json"));
        let again = well(sweep(path, &[]));
        assert!(String::from_utf8_lossy(&again.stderr).contains("cell-000004.json: "));
        assert!(String::from_utf8_lossy(&again.stderr).contains("it is made anew"));
        assert_eq!(tree(&out), whole);
    }
    // Another cell of the same sweep, and the same cell of another.
    let own = fs::read(cell(4)).expect("a cell");
    fs::copy(cell(5), cell(4)).expect("a copy");
    for command in [sweep(path, &[]), recount(path, &["merge", "out"])] {
        assert!(sentence(&command, 2).contains("it is cell 5 in the place of cell 4"));
    }
    let other = folder_with(&GRID.replace("trials = 4", "trials = 3"));
    well(sweep(other.path(), &[]));
    fs::copy(other.path().join("out/cells/000/cell-000004.json"), cell(4)).expect("a copy");
    assert!(sentence(&sweep(path, &[]), 2).contains("a cell of another grid or scenario"));
    fs::write(cell(4), own).expect("a cell");
    // Another grid in the same folder, and a head that was altered.
    fs::copy(other.path().join("grid.toml"), path.join("grid.toml")).expect("a copy");
    assert!(sentence(&sweep(path, &[]), 2).contains("it holds the sweep of another grid, scenario or version"));
    let head = fs::read_to_string(out.join("sweep.json")).expect("a head");
    for damage in [head.replacen("\"trials\":4", "\"trials\":5", 1), head[..40].to_owned(), String::new()] {
        fs::write(out.join("sweep.json"), damage).expect("a file");
        assert!(sentence(&recount(path, &["merge", "out"]), 2).contains("not the head of a sweep"));
    }
}

/// The rows of a sweep's table by what is in them.
fn rows(table: &[u8]) -> Vec<Value> {
    let table: Value = serde_json::from_slice(table).expect("JSON");
    table["rows"].as_array().expect("rows").clone()
}

#[test]
fn a_cell_is_the_simulation_of_the_scenario_that_a_hand_would_write() {
    let folder = folder_with(GRID);
    let table = rows(&well(sweep(folder.path(), &["--json"])).stdout);
    assert_eq!(table.len(), 9 * 2 * 2, "nine cells, two contests, two methods");
    let city = shipped("adversaries").expect("a scenario").text;
    let by_hand = city.replace("risk_limit = 0.1\n", "risk_limit = 0.2\n");
    let at = by_hand.rfind("care = \"exact\"").expect("the care of the audit");
    let by_hand = by_hand[..at].to_owned() + "care = \"careful\"\n";
    let file = ScenarioFile::read("by hand", by_hand).expect("a scenario");
    let row = table
        .iter()
        .find(|row| row["risk limit"].is_null() && row["audit.risk_limit"] == 0.2 && row["boards"] == "a slip");
    let seed = row.expect("the cell")["seed"].as_str().expect("a seed").to_owned();
    assert_eq!(seed, "7; audit.care = \"careful\"; audit.risk_limit = 0.2", "the seed names the settings");
    let methods = ["polling", "ballot_comparison"].map(str::to_owned).to_vec();
    let ask = SimulationOptions { trials: 4, methods, seed: Some(seed.clone()), ..SimulationOptions::default() };
    let document = report::simulated(&simulate(&file, &ask, &|_| {}).expect("a run"));
    let cell: Vec<&Value> = table.iter().filter(|row| row["seed"] == *seed).collect();
    for (row, by_hand) in cell.iter().zip(document["methods"].as_array().expect("rows")) {
        for key in ["method", "contest", "confirmed", "full_hand_count", "noticed", "risk_limit"] {
            assert_eq!(row[key], by_hand[key], "{key}");
        }
        assert_eq!(row["cards_mean"], by_hand["cards"]["mean"]);
        assert_eq!(row["cost_q0.9"], by_hand["cost"]["quantiles"]["0.9"]);
    }
}

#[test]
fn other_cells_and_their_order_change_nothing_and_methods_share_their_chance() {
    let table = |grid: &str| rows(&well(sweep(folder_with(grid).path(), &["--json"])).stdout);
    let all = table(GRID);
    // Turned round, and with fewer values.
    let (head, axes) = GRID.split_once("[[axis]]").expect("axes");
    let (first, second) = axes.split_once("[[axis]]").expect("two axes");
    let turned = format!("{head}[[axis]]{second}[[axis]]{first}").replace("[0.05, 0.1, 0.2]", "[0.2, 0.05]");
    let fewer = table(&turned);
    assert_eq!(fewer.len(), all.len() / 3 * 2);
    let without_number = |row: &Value| {
        let mut row = row.as_object().expect("a row").clone();
        row.remove("cell");
        Value::Object(row.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect())
    };
    for row in &fewer {
        assert!(all.iter().any(|it| without_number(it) == without_number(row)), "{row}");
    }
    // One method at a time is what it is beside others.
    let alone = GRID.replace("methods = [\"polling\", \"ballot_comparison\"]\n", "").replace(
        "key = \"audit.care\"\nname = \"boards\"\nvalues = [\"exact\", \"careful\", \"ad_hoc\"]\nlabels = [\"no slip\", \"a slip\", \"slips\"]",
        "key = \"audit.methods\"\nvalues = [[\"polling\"], [\"ballot_comparison\"], [\"polling\", \"ballot_comparison\"]]",
    );
    let alone = table(&alone);
    assert_eq!(alone.len(), 3 * 4 * 2);
    let (apart, beside): (Vec<_>, Vec<_>) =
        alone.iter().partition(|row| row["audit.methods"] != "[\"polling\",\"ballot_comparison\"]");
    for row in apart {
        let same = |it: &&&Value| {
            ["audit.risk_limit", "method", "contest", "seed", "cards_mean", "confirmed"]
                .iter()
                .all(|key| it[*key] == row[*key])
        };
        assert!(beside.iter().any(|it| same(&it)), "{row}");
    }
}

#[test]
fn a_wrong_grid_gets_one_sentence_with_file_key_found_and_allowed() {
    let bad = |from: &str, to: &str, says: &str| {
        assert!(GRID.contains(from), "{from}");
        let folder = folder_with(&GRID.replacen(from, to, 1));
        let said = sentence(&sweep(folder.path(), &[]), 2);
        assert!(said.contains(says), "{said}");
        assert!(!folder.path().join("out").exists(), "nothing is begun");
    };
    bad("trials = 4", "trials = 0", "grid.toml:3: trials: found 0; allowed: 1 to 10000000");
    bad("trials = 4", "trials = \"4\"", "grid.toml:3: trials: found text \"4\"; allowed: a whole number");
    bad("trials = 4", "trails = 4", "grid.toml:3: trails: found \"trails\"; known here:");
    bad("\"adversaries\"", "\"adversary\"", "did you mean \"adversaries\"");
    bad("\"adversaries\"", "\"-\"", "grid.toml:2: scenario: found \"-\"; needed: a file beside the grid");
    bad("\"polling\"", "\"pooling\"", "methods[0]: found \"pooling\"; known here:");
    bad("audit.risk_limit", "audit.risk_limitt", "grid.toml:8: axis[0].key: found \"risk_limitt\"; known here:");
    bad("audit.risk_limit", "adit.risk_limit", "axis[0].key: found \"adit\"; known here:");
    bad("audit.risk_limit", "stage.7.care", "axis[0].key: found \"stage.7\"; allowed: stage.0 to stage.1");
    bad("audit.risk_limit", "audit..risk_limit", "axis[0].key: found \"audit..risk_limit\"; allowed: a dotted key");
    bad("audit.risk_limit", "title.x", "axis[0].key: found \"title.x\"; title is neither a table nor a list");
    bad("[0.05, 0.1, 0.2]", "[0.05, \"low\"]", "grid.toml:9: axis[0].values[1]: found text \"low\"; allowed: a number");
    bad("[0.05, 0.1, 0.2]", "[0.05, 7]", "grid.toml:9: axis[0].values[1]: found 7; ");
    bad("[0.05, 0.1, 0.2]", "[]", "axis[0].values: found 0 values; allowed: 1 to 10000");
    bad("[0.05, 0.1, 0.2]", "[0.05, 0.05]", "axis[0].values[1]: found 0.05 again; allowed: each value once");
    bad("[0.05, 0.1, 0.2]", "[0.05, nan]", "axis[0].values[1]: found nan; allowed: numbers that are finite");
    bad("\"slips\"]", "\"slips\", \"more\"]", "axis[1].labels: found 4 labels for 3 values; needed: one for each");
    bad("name = \"boards\"", "name = \"audit.risk_limit\"", "axis[1].key: found \"audit.care\" again");
    bad("audit.care", "audit.methods", "axis[1].key: found \"audit.methods\"; allowed: audit.methods either for");
    bad("seed = \"7\"", "engine = \"steam\"", "engine: found \"steam\"; known here:");
    bad("seed = \"7\"", "of = \"noon\"", "of: found \"noon\"; known here: \"election night\"");
    bad("# What", "What", "grid.toml:1: not readable as TOML");
    let folder = folder_with(GRID);
    assert!(sentence(&sweep(folder.path(), &["--shard", "9/9"]), 2).contains("--shard: found 9/9"));
    assert!(sentence(&recount(folder.path(), &["sweep", "no.toml", "--out", "out"]), 2).contains("no such file"));
}

#[test]
fn a_cell_that_does_not_fit_is_named_with_its_settings_before_any_work() {
    let grid = GRID.replace("audit.risk_limit", "paper.0.ballots").replace("[0.05, 0.1, 0.2]", "[180, 1]");
    let folder = folder_with(&grid);
    let said = sentence(&sweep(folder.path(), &[]), 2);
    assert!(said.contains("grid.toml: cell 3 (paper.0.ballots = 1, audit.care = \"exact\"): "), "{said}");
}

#[test]
fn damaged_grids_and_cells_never_panic() {
    let base = shipped("adversaries").expect("a scenario");
    let words = prop::sample::select(vec![
        "",
        "0",
        "-1",
        "1e999",
        "nan",
        "[",
        "]]",
        "{}",
        "\"",
        ".",
        "\n",
        "\u{0}",
        "stage.0.by",
        "'''",
    ]);
    let config = ProptestConfig { failure_persistence: None, cases: 700, ..ProptestConfig::default() };
    let never = TestRunner::new(config).run(&(0..GRID.len(), 0_usize..12, words.clone()), |(at, cut, word)| {
        let mut bytes = GRID.as_bytes().to_vec();
        bytes.splice(at..(at + cut).min(GRID.len()), word.bytes());
        let read = GridFile::read("damaged.toml", String::from_utf8_lossy(&bytes).into_owned());
        let cells = read.and_then(|file| Grid::new(file, base.clone())).and_then(|grid| grid.cell(grid.cells() - 1));
        if let Err(error) = cells {
            let said = error.to_string();
            prop_assert!(said.starts_with("damaged.toml:") && said.lines().count() == 1, "{}", said);
        }
        Ok(())
    });
    never.expect("a sentence");
    let grid = Grid::new(GridFile::read("grid.toml", GRID.to_owned()).expect("a grid"), base).expect("a grid");
    let (head, cell) = (SweepHead::of(&grid), grid.cell(3).expect("a cell"));
    let ask = SimulationOptions { trials: 2, methods: vec!["polling".to_owned()], ..SimulationOptions::default() };
    let text = head.cell_text(&cell, &simulate(&cell.file, &ask, &|_| {}).expect("a run"));
    let same = read_cell(&head, 3, &text).expect("what was written is read");
    let config = ProptestConfig { failure_persistence: None, cases: 700, ..ProptestConfig::default() };
    let never = TestRunner::new(config).run(&(0..text.len(), 0_usize..12, words), |(at, cut, word)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.splice(at..(at + cut).min(text.len()), word.bytes());
        if let Ok(cell) = read_cell(&head, 3, &String::from_utf8_lossy(&bytes)) {
            prop_assert_eq!(cell, same.clone(), "only space may differ");
        }
        Ok(())
    });
    never.expect("a sentence");
}

#[test]
fn the_shipped_grid_runs_and_its_tables_agree() {
    let folder = folder_with(SMALL);
    let path = folder.path();
    let tables = ["--csv", "t.csv", "--parquet", "t.parquet"];
    well(sweep(path, if cfg!(feature = "parquet") { &tables } else { &tables[..2] }));
    let json = rows(&fs::read(path.join("out/table.json")).expect("a table"));
    assert_eq!(json.len(), 18 * 2 * 3);
    let csv_bytes = fs::read(path.join("t.csv")).expect("a table");
    assert_eq!(csv_bytes, fs::read(path.join("out/table.csv")).expect("a table"));
    let mut csv = csv::Reader::from_reader(&csv_bytes[..]);
    let columns = csv.headers().expect("columns").clone();
    let mut count = 0;
    for (record, row) in csv.records().zip(&json) {
        let record = record.expect("a row");
        for (name, word) in columns.iter().zip(&record) {
            let value = match &row[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(value, word, "{name}");
        }
        count += 1;
    }
    assert_eq!(count, json.len());
    let altered = json.iter().filter(|row| row["what befell the count"] == "fewest records altered");
    assert!(
        altered.clone().count() > 0
            && altered.clone().all(|row| row["contest"] != "mayor" || row["reported_outcome_correct"] == false)
    );
    let sums = fs::read_to_string(path.join("out/table.sha256")).expect("hashes");
    for line in sums.lines() {
        let (hash, name) = line.split_once("  ").expect("a hash");
        let bytes = fs::read(path.join("out").join(name)).expect("a table");
        let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        assert_eq!(recount::scenario::in_hex(&digest), hash);
    }
    #[cfg(feature = "parquet")]
    parquet_agrees(&path.join("t.parquet"), &json);
}

#[cfg(feature = "parquet")]
fn parquet_agrees(path: &Path, json: &[Value]) {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(fs::File::open(path).expect("a file")).expect("Parquet");
    let mut count = 0;
    for (row, expected) in reader.get_row_iter(None).expect("rows").zip(json) {
        let row = row.expect("a row").to_json_value_of();
        for (name, value) in &row {
            let other = &expected[name];
            let same = value == other || (value.as_f64().is_some() && value.as_f64() == other.as_f64());
            assert!(same, "{name}: {value} and {other}");
        }
        count += 1;
    }
    assert_eq!(count, json.len());
}

#[cfg(feature = "parquet")]
trait AsJson {
    fn to_json_value_of(&self) -> Vec<(String, Value)>;
}

#[cfg(feature = "parquet")]
impl AsJson for parquet::record::Row {
    fn to_json_value_of(&self) -> Vec<(String, Value)> {
        use parquet::record::Field;
        let value = |field: &Field| match field {
            Field::Null => Value::Null,
            Field::Bool(it) => (*it).into(),
            Field::Long(it) => (*it).into(),
            Field::Double(it) => (*it).into(),
            Field::Str(it) => it.clone().into(),
            other => panic!("{other:?}"),
        };
        self.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
    }
}

#[test]
fn every_grid_of_the_folder_fits_its_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/grids");
    let mut grids = 0;
    for entry in fs::read_dir(&folder).expect("the grids") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        if !GridFile::is_grid(&text) {
            continue;
        }
        let file = GridFile::read(&path.to_string_lossy(), text).expect("a grid");
        assert!(file.question.ends_with('?'), "{}", path.display());
        let base = file.grid.scenario.clone();
        let base = match fs::read_to_string(folder.join(&base)) {
            Ok(text) => ScenarioFile::read(&base, text).expect("a scenario beside it"),
            Err(_) => shipped(&base).expect("a shipped scenario"),
        };
        let grid = Grid::new(file, base).expect("a grid that fits");
        (0..grid.cells()).for_each(|cell| drop(grid.cell(cell).expect("a cell")));
        grids += 1;
    }
    assert_eq!(grids, 2);
}

#[test]
fn lists_and_checks_pass_over_grids() {
    let folder = folder_with(SMALL);
    let path = folder.path();
    let list = String::from_utf8(well(recount(path, &["list"])).stdout).expect("text");
    assert!(!list.contains("sweep-small"));
    let check = well(recount(path, &["check", "grid.toml", "antrim-2020"]));
    assert!(String::from_utf8_lossy(&check.stderr).contains("grid.toml is a grid for `recount sweep`"));
    assert!(String::from_utf8_lossy(&check.stdout).starts_with("antrim-2020: "));
}

#[test]
fn a_simulation_has_its_tables_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulate = ["simulate", "adversaries", "--trials", "5", "--method", "polling", "--json", "--csv", "t.csv"];
    let document: Value = serde_json::from_slice(&well(recount(folder.path(), &simulate)).stdout).expect("JSON");
    let csv = fs::read_to_string(folder.path().join("t.csv")).expect("a table");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = reader.headers().expect("columns").clone();
    let place = |name: &str| columns.iter().position(|it| it == name).unwrap_or_else(|| panic!("no column {name}"));
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    let methods = document["methods"].as_array().expect("rows");
    assert_eq!(rows.len(), methods.len());
    for (row, it) in rows.iter().zip(methods) {
        assert_eq!(row[place("contest")], *it["contest"].as_str().expect("a name"));
        assert_eq!(row[place("cards_mean")], it["cards"]["mean"].to_string());
        assert_eq!(row[place("confirmed_wrong_interval95_high")], it["confirmed_wrong_interval95"][1].to_string());
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_sweep_keeps_what_is_done_and_goes_on() {
    let folder = folder_with(&GRID.replace("trials = 4", "trials = 3000\nengine = \"cards\""));
    let arguments = ["sweep", "grid.toml", "--out", "out", "--threads", "1", "--json"];
    let child = command(folder.path(), &arguments).spawn().expect("the program runs");
    std::thread::sleep(Duration::from_secs(1));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("a signal").success());
    let output = child.wait_with_output().expect("an end");
    assert!(sentence(&output, 1).contains("of 9 cells are done and kept"));
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["partial"], true);
    assert!(document["cells_done"].as_u64().expect("a number") < 9);
    assert!(!folder.path().join("out/table.csv").exists());
}

#[test]
fn without_slurm_the_scripts_are_left_and_the_sentence_says_so() {
    let folder = folder_with(GRID);
    let mut command = command(folder.path(), &["sweep", "grid.toml", "--out", "my out", "--slurm", "--shards", "4"]);
    let output = command.env("PATH", folder.path()).output().expect("the program runs");
    let said = sentence(&output, 1);
    assert!(
        said.contains("sbatch cannot be run") && said.contains("sweep.slurm") && said.contains("merge.slurm"),
        "{said}"
    );
    let array = fs::read_to_string(folder.path().join("my out/sweep.slurm")).expect("a script");
    assert!(array.contains("#SBATCH --array=0-3\n") && array.contains("export RECOUNT_SHARDS=4\n"), "{array}");
    // Each script is a shell's, and does its share.
    for task in 0..4 {
        let mut shell = Command::new("sh");
        shell.env("SLURM_ARRAY_TASK_ID", task.to_string()).arg(folder.path().join("my out/sweep.slurm"));
        well(shell.output().expect("a shell"));
    }
    well(Command::new("sh").arg(folder.path().join("my out/merge.slurm")).output().expect("a shell"));
    assert!(folder.path().join("my out/table.csv").exists());
    let wrong = recount(folder.path(), &["sweep", "grid.toml", "--out", "out", "--slurm", "--shards", "0"]);
    assert!(sentence(&wrong, 2).contains("--shards: found 0; allowed: 1 to 100000"));
}
