//! `recount import` as an office types it: counts that Python made of the same small export, comparisons, refusals, columns.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::program::program;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn import(arguments: &[&str]) -> Output {
    program().arg("import").args(arguments).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn document(arguments: &[&str]) -> Value {
    let output = import(&[arguments, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
}

/// A file in a folder of its own.
struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }
}

/// Python's sums of the columns of `tests/data/import/cvr.csv`: 36 cards; for Mayor 1 card with two marks, 3 blank, and
/// 35 - 32 votes not given; for Council 33 cards, 1 with three marks, 7 blank, and 2 × 32 - 42 votes not given.
#[test]
fn counts_are_those_of_python() {
    let cvr = sample("cvr.csv");
    let (results, manifest) = (sample("results.csv"), sample("manifest.csv"));
    let (cvr, results, manifest) = (cvr.to_string_lossy(), results.to_string_lossy(), manifest.to_string_lossy());
    let output = import(&[&cvr, "--results", &results, "--manifest", &manifest]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = document(&[&cvr, "--results", &results, "--manifest", &manifest]);
    let short = json!({
        "id": "Mayor", "name": "Mayor", "rule": "plurality", "tally": {"Ada": 16, "Ben": 15, "Write-in": 1},
        "undervotes": 3, "overvotes": 1, "blank": 3,
    });
    assert_eq!(
        (&said["format"], &said["cards"], &said["batches"]),
        (&json!("Dominion CVR CSV"), &json!(36), &json!(3))
    );
    assert_eq!((&said["contests"][0], &said["styles"], &said["problems"]), (&short, &json!(2), &json!([])));
    let cards = &said["imports"][0]["cards"];
    assert_eq!((&cards["cards"], &cards["styles_are"], &said["agrees"]), (&json!(36), &json!("stated"), &json!(true)));
    let count = |contest: &Value| {
        ["cards", "overvoted", "blank", "undervotes", "written_in"].map(|key| contest[key].as_u64().expect("a count"))
    };
    assert_eq!(count(&cards["contests"][0]), [36, 1, 3, 3, 1]);
    assert_eq!(count(&cards["contests"][1]), [33, 1, 7, 22, 0]);
    let votes = |contest: &Value| -> Vec<u64> {
        let choices = contest["choices"].as_array().expect("choices");
        choices.iter().map(|choice| choice["votes"].as_u64().expect("votes")).collect()
    };
    assert_eq!((votes(&cards["contests"][0]), votes(&cards["contests"][1])), (vec![16, 15, 1], vec![14, 15, 13]));
    assert_eq!(cards["batches"][2], json!({"tabulator": "2", "batch": "1", "cards": 13}));
    assert_eq!(cards["few_cards"]["styles"], json!([{"name": "B", "cards": 3}]));
    assert_eq!(said["manifest"]["agreeing"], json!(3));
    let hash = std::process::Command::new("sha256sum").arg(&*cvr).output().expect("sha256sum");
    assert!(text(&hash.stdout).starts_with(said["files"][0]["sha256"].as_str().expect("a hash")));
}

#[test]
fn what_differs_is_said_first_and_ends_with_status_1() {
    let office = Office::new();
    let cvr = sample("cvr.csv");
    let results = fs::read_to_string(sample("results.csv")).expect("results");
    let results = office.file("results.csv", &(results.replace("Ada,16", "Ada,17") + "Sheriff,Fay,9\n"));
    let manifest = office.file("manifest.csv", "Tabulator,Batch Name,Number of Ballots\n1,1,12\n1,2,10\n3,1,4\n");
    let output = import(&[&cvr.to_string_lossy(), "--results", &results, "--manifest", &manifest, "--full"]);
    assert_eq!(output.status.code(), Some(1));
    let page = text(&output.stdout);
    for says in [
        "5 things do not add up or look wrong",
        &format!("Mayor, Ada: the cards say 16, {results} says 17."),
        &format!("Sheriff is in {results} and on no card."),
        &format!("Batch 1 / 2: {manifest} has 10 cards, the records have 11."),
        &format!("Batch 2 / 1: the records have 13 cards, {manifest} does not have the batch."),
        &format!("Batch 3 / 1: {manifest} has 4 cards, the records do not have the batch."),
        "1 style has fewer than 10 cards, such as B (3).",
    ] {
        assert!(page.contains(says), "{says}\n{page}");
    }
}

#[test]
fn what_is_skipped_or_twice_has_its_rows() {
    let office = Office::new();
    let cvr = fs::read_to_string(sample("cvr.csv")).expect("an export");
    let again = "37,1,1,1,1-1-1,In Person,A,1,0,0,0,1,0\n";
    let file = office.file("cvr.csv", &format!("{cvr}\n{again}"));
    let output = import(&[&file, "--full"]);
    assert_eq!(output.status.code(), Some(0));
    let page = text(&output.stdout);
    // 4 rows of headers, 36 cards, an empty row, and the card that stands again.
    assert!(page.contains("1 empty row was skipped (row 41)"), "{page}");
    assert!(page.contains("1 card has the identity of an earlier one: \"1-1-1\" (row 42)"), "{page}");
    assert!(page.starts_with("Read: 37 cards with 2 contests, in 3 batches of 2 tabulators.\n"), "{page}");
    let said = document(&[&file]);
    let notes = said["imports"][0]["notes"].as_array().expect("notes");
    let rows: Vec<u64> = notes.iter().map(|note| note["first"][0]["row"].as_u64().expect("a row")).collect();
    assert_eq!(rows, [41, 42]);
    // Each row that was skipped stands for itself.
    assert_eq!(said["skipped"][0]["why"], "1 empty row was skipped");
    let twice = office.file("twice.csv", &format!("{cvr}\n\n"));
    assert_eq!(document(&[&twice])["skipped"][1]["why"], "1 empty row was skipped");
    // A card with hidden cells is redacted, as one is that says so itself.
    let hidden = office.file("hidden.csv", &format!("{cvr}37,1,1,99,1-1-99,In Person,A,*,*,*,0,1,0\n"));
    let cards = &document(&[&hidden])["imports"][0]["cards"];
    assert_eq!((&cards["redacted"], &cards["contests"][0]["redacted"]), (&json!(1), &json!(1)));
}

#[test]
fn wrong_files_get_a_sentence_and_status_2() {
    let office = Office::new();
    let cvr = fs::read_to_string(sample("cvr.csv")).expect("an export");
    let own = sample("cvr.csv").to_string_lossy().into_owned();
    let bad = office.file("bad.csv", &cvr.replace("A,1,0,0,0,1,0", "A,1,0,0,0,yes,0"));
    let results = sample("results.csv").to_string_lossy().into_owned();
    let manifest = sample("manifest.csv").to_string_lossy().into_owned();
    let old = office.file("old.csv", "\u{1}");
    fs::write(&old, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0").expect("a file");
    let empty = office.path("empty");
    fs::create_dir(&empty).expect("a folder");
    for (arguments, says) in [
        (vec![&*bad], format!("failed to read {bad}: row 5, column 12: found \"yes\"; allowed: 1, 0, or empty")),
        (vec![&*old], format!("failed to read {old}: found an Excel workbook of the kind before 2007")),
        (vec![&*empty], format!("failed to read {empty}: a folder without files")),
        (vec!["no-such-file.csv"], "failed to read no-such-file.csv: no such file".to_owned()),
        (
            vec![&*own, "--manifest", &*results],
            format!("failed to read {results}: found results by choice; allowed: a ballot manifest"),
        ),
        (
            vec![&*own, "--results", &*manifest],
            format!("failed to read {manifest}: found ballot manifest; allowed: results by contest and choice"),
        ),
        (vec![&*results, "--results", &*results], "found records of 0 exports".to_owned()),
    ] {
        let output = import(&arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(&says) && output.stdout.is_empty(), "{says}\n{said}");
    }
}

/// The same cards from standard input and from a folder with a hidden file.
#[test]
fn folders_and_standard_input_are_files() {
    use std::io::Write as _;
    let office = Office::new();
    let cvr = fs::read_to_string(sample("cvr.csv")).expect("an export");
    office.file("export/a/cvr.csv", &cvr);
    office.file("export/.hidden", "x");
    let folder = office.path("export");
    let output = import(&[&folder, "--json"]);
    assert!(text(&output.stderr).contains(".hidden: hidden, a scenario, or written by this program; not read"));
    let of_folder: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut child = program()
        .args(["import", "-", "--json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(cvr.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let of_pipe: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(of_folder["imports"], of_pipe["imports"]);
    assert_eq!(of_folder["imports"][0]["cards"]["cards"], json!(36));
}

#[test]
fn columns_are_those_of_the_file() {
    let office = Office::new();
    let (cvr, out) = (sample("cvr.csv").to_string_lossy().into_owned(), office.path("columns"));
    assert_eq!(import(&[&cvr, "--to", &out, "--json"]).status.code(), Some(0));
    let rows = |name: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(Path::new(&out).join(name)).expect("a table");
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    };
    let head = |name: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_path(Path::new(&out).join(name)).expect("a table");
        reader.headers().expect("a header").iter().map(str::to_owned).collect()
    };
    let (cards, patterns) = (rows("cards.csv"), rows("patterns.csv"));
    let columns = head("cards.csv");
    let at = |name: &str| columns.iter().position(|own| own == name).expect("a column");
    assert_eq!(cards.len(), 36);
    assert_eq!(
        (&*cards[4][at("row")], &*cards[4][at("imprinted")], &*cards[4][at("group")]),
        ("9", "1-1-5", "In Person")
    );
    // Each card's marks, read back through the codes, are the cells of the file.
    let source = fs::read_to_string(sample("cvr.csv")).expect("an export");
    let names = [("contest_0", ["Ada", "Ben", "Write-in"], 7), ("contest_1", ["Cem", "Dee", "Eve"], 10)];
    for (card, line) in cards.iter().zip(source.lines().skip(4)) {
        let cells: Vec<&str> = line.split(',').collect();
        for (contest, (column, choices, first)) in names.iter().enumerate() {
            let code = &card[at(column)];
            assert_eq!(code.is_empty(), cells[*first].is_empty(), "{line}");
            let marked: Vec<&str> = patterns
                .iter()
                .filter(|row| row[0] == contest.to_string() && row[1] == *code && !row[5].is_empty())
                .map(|row| &*row[5])
                .collect();
            let expected: Vec<&str> =
                choices.iter().zip(&cells[*first..]).filter(|(_, cell)| **cell == "1").map(|(name, _)| *name).collect();
            assert_eq!(marked, expected, "{line}");
        }
    }
    assert_eq!(rows("batches.csv"), [["1", "1", "12"], ["1", "2", "11"], ["2", "1", "13"]]);
    // A name that is taken by something else than a plain file is left alone.
    let taken = office.path("taken");
    fs::create_dir_all(Path::new(&taken).join("cards.csv")).expect("a folder");
    let output = import(&[&cvr, "--to", &taken]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("which is not a plain file"), "{}", text(&output.stderr));
}

/// The Parquet files have the rows and values of the CSV files.
#[cfg(feature = "parquet")]
#[test]
fn parquet_is_the_same_table() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    let office = Office::new();
    let (cvr, out) = (sample("cvr.csv").to_string_lossy().into_owned(), office.path("columns"));
    assert_eq!(import(&[&cvr, "--to", &out, "--json"]).status.code(), Some(0));
    for name in ["cards", "contests", "choices", "patterns", "batches", "styles"] {
        let file = fs::File::open(Path::new(&out).join(format!("{name}.parquet"))).expect("a file");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let rows = reader.get_row_iter(None).expect("rows").map(|row| {
            let row = row.expect("a row");
            let cells = row.get_column_iter().map(|(_, field)| match field {
                parquet::record::Field::Null => String::new(),
                parquet::record::Field::Str(text) => text.clone(),
                other => other.to_string(),
            });
            cells.collect::<Vec<String>>()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let mut table = csv::Reader::from_path(Path::new(&out).join(format!("{name}.csv"))).expect("a table");
        let table: Vec<Vec<String>> =
            table.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows, table, "{name}");
    }
}

#[test]
fn the_page_fits_and_has_every_file_and_finding() {
    let office = Office::new();
    let (cvr, html) = (sample("cvr.csv").to_string_lossy().into_owned(), office.path("import.html"));
    let output =
        program().env("COLUMNS", "80").args(["import", &cvr, "--full", "--html", &html]).output().expect("it runs");
    let page = text(&output.stdout);
    let is_long = |line: &&str| line.chars().count() > 80 && !line.contains(&*cvr);
    assert!(!page.lines().any(|line| is_long(&line)), "{page}");
    let html = fs::read_to_string(html).expect("a page");
    for says in ["36 cards", "Mayor: Ada", "SHA-256", "fewer than 10 cards"] {
        assert!(html.contains(says), "{says}");
    }
}

/// Style B has 3 cards, fewer than ten; so the smallest batch, 1/2, of 11 cards is hidden too. What is hidden is summed by hand.
#[test]
fn votes_of_few_cards_are_hidden_and_told_as_one_sum() {
    let office = Office::new();
    let cvr = sample("cvr.csv");
    let (cvr, to) = (cvr.to_string_lossy().into_owned(), office.path("public"));
    let said = document(&[&cvr, "--to", &to, "--redact-few"]);
    let expected = json!({"cards": 14, "styles": 1, "precincts": 0, "groups": 0, "batches": 0, "further_batches": 1, "not_summed": [], "unanimous": []});
    assert_eq!(said["redaction"], expected);
    assert_eq!(said["imports"][0]["cards"]["redacted"], 14);
    let is_hidden = |row: &csv::StringRecord| &row[6] == "B" || (&row[1], &row[2]) == ("1", "2");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&cvr).expect("a file");
    let rows: Vec<csv::StringRecord> = reader.records().skip(4).map(|row| row.expect("a row")).collect();
    let mut sums = [0_u64; 6];
    for row in rows.iter().filter(|row| is_hidden(row)) {
        for (columns, most) in [(7..10, 1), (10..13, 2)] {
            let marks: Vec<u64> = columns.clone().map(|at| row[at].parse().unwrap_or(0)).collect();
            if marks.iter().sum::<u64>() <= most {
                columns.zip(marks).for_each(|(at, mark)| sums[at - 7] += mark);
            }
        }
    }
    let mut written = [0_u64; 6];
    for row in csv::Reader::from_path(office.path("public/summed.csv")).expect("a table").records() {
        let row = row.expect("a row");
        assert_eq!(&row[2], recount::import::REDACTED_SUM);
        let number = |at: usize| row[at].parse::<usize>().expect("a number");
        written[3 * number(4) + number(6)] += number(8) as u64;
    }
    assert_eq!(written, sums);
    assert!(sums.iter().sum::<u64>() > 14);
    // In the table of cards the hidden ones have one and the same code, and no other way to mark is left of them.
    let mut cards = csv::Reader::from_path(office.path("public/cards.csv")).expect("a table");
    let shown: Vec<csv::StringRecord> = cards.records().map(|row| row.expect("a row")).collect();
    let shown_votes = |hidden: bool| {
        let own = rows.iter().zip(&shown).filter(move |(row, _)| is_hidden(row) == hidden);
        own.map(|(_, card)| (card[11].to_owned(), card[17].to_owned())).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(shown_votes(true).into_iter().collect::<Vec<_>>(), [("1".to_owned(), "2".to_owned())]);
    assert!(shown_votes(false).iter().all(|(redacted, code)| redacted == "0" && code != "2"));
    let patterns = fs::read_to_string(office.path("public/patterns.csv")).expect("a table");
    assert!(patterns.contains("redacted") && patterns.lines().skip(1).all(|line| !line.ends_with(",0")), "{patterns}");
    // Nothing tells of the hidden cards: no hash to try votes against, no finding, no comparison; nor a folder with older files.
    assert_eq!((&said["files"][0]["sha256"], &said["imports"][0]["notes"]), (&Value::Null, &json!([])));
    for more in [["--results", &cvr], ["--scenario", "audit.toml"]] {
        let other = office.path("other");
        assert_eq!(import(&[&[&cvr[..], "--to", &other, "--redact-few"], &more[..]].concat()).status.code(), Some(2));
    }
    let again = import(&[&cvr, "--to", &to, "--redact-few"]);
    assert!(again.status.code() == Some(2) && text(&again.stderr).contains("empty"), "{}", text(&again.stderr));
    // Without a folder nothing is hidden, so that is refused.
    assert_eq!(import(&[&cvr, "--redact-few"]).status.code(), Some(2));
}

/// Of four cards all are hidden, and the sum says so little that no contest is in it.
#[test]
fn of_fewer_than_ten_cards_no_vote_is_left() {
    let office = Office::new();
    let text = fs::read_to_string(sample("cvr.csv")).expect("a file");
    let few: String = text.split_inclusive('\n').take(8).collect();
    let cvr = office.file("few.csv", &few);
    let said = document(&[&cvr, "--to", &office.path("public"), "--redact-few"]);
    assert_eq!((&said["redaction"]["cards"], &said["redaction"]["not_summed"]), (&json!(4), &json!([0, 1])));
    for contest in said["imports"][0]["cards"]["contests"].as_array().expect("contests") {
        assert!(contest.to_string().contains("\"redacted\":4"), "{contest}");
    }
}

/// Two batches whose votes for one name are exchanged: every total agrees, and the batches do not.
#[test]
fn results_by_batch_are_compared_batch_by_batch() {
    let office = Office::new();
    let export = office.path("export");
    let arguments = ["export", "county-batches", "--format", "dominion-csv", "--to", &export];
    assert!(program().args(arguments).output().expect("it runs").status.success());
    let cvr = office.path("export/CVR_Export.csv");
    let tallies = fs::read_to_string(office.path("export/arlo-batch-tallies.csv")).expect("tallies");
    let own = office.path("export/arlo-batch-tallies.csv");
    let said = document(&[&cvr, "--results", &own]);
    let places = &said["results"]["places"];
    let batches = tallies.lines().count() - 1;
    assert_eq!(
        (&places["in_results"], &places["met"], &said["agrees"]),
        (&json!(batches), &json!(batches), &json!(true))
    );
    assert_eq!(&places["compared"], true);

    let mut rows: Vec<Vec<String>> = tallies.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let (first, other) = (rows[1][1].clone(), rows[5][1].clone());
    assert_ne!(first, other);
    (rows[1][1], rows[5][1]) = (other.clone(), first.clone());
    let exchanged: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let exchanged = office.file("exchanged.csv", &exchanged);
    let output = import(&[&cvr, "--results", &exchanged, "--full"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains(&format!("Sheriff, Ida, batch 1: the cards say {first}, {exchanged} says {other}.")),
        "{told}"
    );
    assert!(told.contains("4 of 4 numbers agree") && told.contains("numbers that differ: 2"), "{told}");

    // Other ways to write a batch are met; names that a few places share by chance say nothing.
    let renamed = |name: &dyn Fn(usize, &str) -> String| {
        let rows = tallies.lines().enumerate().map(|(at, line)| {
            let (batch, votes) = line.split_once(',').expect("a row");
            if at == 0 { line.to_owned() } else { format!("{},{votes}", name(at, batch)) }
        });
        let said =
            document(&[&cvr, "--results", &office.file("renamed.csv", &(rows.collect::<Vec<_>>().join("\n") + "\n"))]);
        let places = &said["results"]["places"];
        (said["agrees"].clone(), places["met"].clone(), places["compared"].clone())
    };
    for name in [|batch: &str| format!("Batch {batch}"), |batch: &str| format!("Tabulator 1 Batch {batch}")] {
        assert_eq!(renamed(&|_, batch| name(batch)), (json!(true), json!(batches), json!(true)));
    }
    let by_chance = renamed(&|at, batch| if at <= 3 { batch.to_owned() } else { format!("Ward {batch}") });
    assert_eq!(by_chance, (json!(true), json!(3), json!(false)));
}

/// One row of a statement of votes that stands twice is added up, which is said; so is what the results file leaves out.
#[test]
fn findings_on_results_are_told_too() {
    let office = Office::new();
    let cvr = sample("cvr.csv").to_string_lossy().into_owned();
    let results = fs::read_to_string(sample("results.csv")).expect("results");
    let ada = results.lines().find(|line| line.contains("Ada")).expect("a row").to_owned();
    let doubled = office.file("results.csv", &(results + &ada + "\n"));
    let said = document(&[&cvr, "--results", &doubled]);
    assert!(said["notes_beside"].to_string().contains("stands more than once"), "{}", said["notes_beside"]);
    let told = text(&import(&[&cvr, "--results", &doubled, "--full"]).stdout);
    assert!(
        told.split_whitespace().collect::<Vec<_>>().join(" ").contains("stands more than once for one place"),
        "{told}"
    );
}

/// A sum below the rows, counted with them, would double every vote; a note is no card.
#[test]
fn sums_and_notes_below_the_rows_are_not_counted() {
    let office = Office::new();
    let of = |name: &str, text: &str| {
        let said = document(&[&office.file(name, text)]);
        let left_out = said["imports"][0]["notes"].to_string().contains("not counted");
        (said["cards"].clone(), said["contests"][0]["tally"].clone(), left_out)
    };
    let ess = "Cast Vote Record,Precinct,Ballot Style,Mayor\n1,P1,S1,Ada\n2,P1,S1,Ben\n3,P1,S1,Ada\n";
    let rows = json!({"Ada": 2, "Ben": 1});
    assert_eq!(of("ess.csv", ess), (json!(3), rows.clone(), false));
    for below in ["Total: ,,,3\n", "Total,,,\n", "Printed 11/30/2026,,,\n"] {
        assert_eq!(of("ess.csv", &format!("{ess}{below}")), (json!(3), rows.clone(), true), "{below}");
    }
    // A card whose number has letters, and on which nothing is, is a card.
    assert_eq!(of("ess.csv", &format!("{ess}A4,P1,S1,\n")), (json!(4), rows.clone(), false));
    let header = ess.lines().next().expect("a header");
    let again = import(&[&office.file("again.csv", &format!("{ess}{header}\n"))]);
    assert!(text(&again.stderr).contains("row 5: found the header of another export"), "{}", text(&again.stderr));

    let cvr = fs::read_to_string(sample("cvr.csv")).expect("records");
    let before = document(&[&sample("cvr.csv").to_string_lossy()])["cards"].clone();
    let columns = cvr.lines().nth(4).expect("a card").matches(',').count();
    let noted = office.file("cvr.csv", &format!("{}\nPrinted 11/30/2026{}\n", cvr.trim_end(), ",".repeat(columns)));
    assert_eq!(document(&[&noted])["cards"], before);

    let tallies = "Batch Name,Ada,Ben\nB1,5,2\nB2,0,3\nTotal,5,5\n";
    assert_eq!(of("mayor.csv", tallies), (json!(0), json!({"Ada": 5, "Ben": 5}), true));
    let results = "county_name,contest_name,choice,votes\nAda County,Mayor,Ada,5\nTotal,Mayor,Ada,5\nTotal,,,5\n";
    assert_eq!(of("results.csv", results), (json!(0), json!({"Ada": 5}), true));
    let manifest = "Batch Name,Number of Ballots\nB1,20\nB2,16\nTotal,36\n";
    let said = document(&[&office.file("manifest.csv", manifest)]);
    assert_eq!(said["imports"][0]["tables"][0]["rows"], 2, "{said}");
}

/// Wiped cells look like a contest that is not on the ballot; other cards of the style show that it is.
#[test]
fn a_contest_wiped_from_a_card_of_a_stated_style_is_told() {
    let office = Office::new();
    let cvr = fs::read_to_string(sample("cvr.csv")).expect("records");
    let lacking = |text: &str| {
        let said = document(&[&office.file("cvr.csv", text)]);
        let notes = said["imports"][0]["notes"].as_array().expect("notes").clone();
        notes.into_iter().find(|note| note["says"].as_str().is_some_and(|says| says.contains("of its style have")))
    };
    assert_eq!(lacking(&cvr), None);
    let row = cvr.lines().nth(5).expect("a card");
    let wiped = row.rsplitn(4, ',').last().expect("cells").to_owned() + ",,,";
    let note = lacking(&cvr.replace(row, &wiped)).expect("a finding");
    assert!(note["says"].as_str().is_some_and(|says| says.contains("\"Council\"")), "{note}");
    assert_eq!((&note["class"], &note["count"], &note["first"][0]["row"]), (&json!("odd"), &json!(1), &json!(6)));
    // A sheet with other contests only is another sheet of the ballot.
    let second_sheet = row.split(',').take(7).collect::<Vec<_>>().join(",") + ",,,,1,0,0";
    let first_sheets: String = cvr
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            0..4 => line.to_owned() + "\n",
            _ => line.rsplitn(4, ',').last().expect("cells").to_owned() + ",,,\n",
        })
        .collect();
    assert_eq!(lacking(&(first_sheets + &second_sheet + "\n")), None);
}

/// What `export` writes, with a first scenario beside it, is read as one folder.
#[test]
fn a_folder_that_export_wrote_is_imported_whole() {
    let office = Office::new();
    let export = office.path("export");
    let arguments = ["export", "county-batches", "--format", "dominion-csv", "--to", &export];
    assert!(program().args(arguments).output().expect("it runs").status.success());
    let settings = office.path("export/audit.toml");
    assert!(import(&[&office.path("export/CVR_Export.csv"), "--scenario", &settings]).status.success());
    let output = import(&[&export]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for name in ["audit.toml", "truth.json"] {
        assert!(
            text(&output.stderr).contains(&format!("{name}: hidden, a scenario, or written by this program; not read"))
        );
    }
    assert!(text(&output.stdout).contains("1,400 cards"));
}

/// Two files of one contest that allow one vote and two: what is not given is then a matter of which one is right.
#[test]
fn files_that_allow_other_numbers_of_votes_are_told() {
    let office = Office::new();
    let one = "A county,5.10\n,,,,,,,Mayor (Vote For=1),Mayor (Vote For=1)\n,,,,,,,Ada,Ben\nCvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,BallotType,,\n1,1,1,1,1-1-1,M,S,1,0\n";
    let other = one.replace("Vote For=1", "Vote For=2").replace("1,1,1,1,1-1-1,M,S,1,0", "1,2,1,1,2-1-1,M,S,1,1");
    let said = document(&[&office.file("one.csv", one), &office.file("other.csv", &other)]);
    let notes = said["imports"][0]["notes"].to_string();
    assert!(notes.contains("1 file allows another number of votes") && notes.contains("other.csv"), "{notes}");
    let again = document(&[&office.file("one.csv", one), &office.file("two.csv", &one.replace("1-1-1", "1-1-2"))]);
    assert!(!again["imports"][0]["notes"].to_string().contains("another number of votes"));
}
