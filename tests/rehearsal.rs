//! A whole rehearsal of an audit on an office's files, by commands: drawn, read, entered, judged, repeated; and what goes
//! wrong on the way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::program::program;

/// A county of two scanners and 12 batches of 50 cards, in Dominion's format: every second card votes in the council too.
struct County {
    dir: tempfile::TempDir,
    /// For each card its batch, position, and the names marked in each contest, as the machine read them.
    cards: Vec<(String, u64, BTreeMap<&'static str, &'static str>)>,
}

const MAYOR: [&str; 2] = ["Ada", "Ben"];
const COUNCIL: [&str; 3] = ["Dot", "Eli", "Fay"];

const SETTINGS: &str = r#"# Is the count of the mayor's race right?
title = "Springfield 2026"
lesson = "An audit of an office's own files."
seed = "20 26 11 30"

[election]
from = ["cvr.csv"]

[[contest]]
id = "mayor"
title = "Mayor"
rule = "plurality"

[[contest]]
id = "council"
title = "Council"
rule = "plurality"

[[stage]]
id = "count"
by = "machine"

[audit]
of = "count"
methods = ["super_simple"]
contests = ["mayor"]
risk_limit = 0.05
"#;

impl County {
    fn new() -> Self {
        Self::with(SETTINGS)
    }

    fn with(settings: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let mut cards = Vec::new();
        let mut csv = String::from("\u{feff}Springfield 2026,5.10.50.85\n");
        csv += ",,,,,,,,Mayor,Mayor,Council (Vote For=1),Council (Vote For=1),Council (Vote For=1)\n";
        csv += ",,,,,,,,Ada,Ben,Dot,Eli,Fay\n";
        csv += "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,BallotType,,,,,\n";
        for number in 0..600_u64 {
            let (tabulator, batch, record) = (number / 300 + 1, number / 50 % 6 + 1, number % 50 + 1);
            let mayor = MAYOR[usize::from(number % 10 >= 7)];
            let council = (number % 2 == 0).then(|| COUNCIL[(number / 2 % 5 / 2) as usize]);
            let mark = |names: &[&str], chosen: Option<&str>| {
                let cell = |name: &&str| chosen.map_or("", |it| if it == *name { "1" } else { "0" });
                names.iter().map(cell).collect::<Vec<_>>().join(",")
            };
            let (kind, votes) = (if council.is_some() { "A" } else { "B" }, mark(&MAYOR, Some(mayor)));
            let _ = writeln!(
                csv,
                "{},{tabulator},{batch},{record},{tabulator}-{batch}-{record},Mail,P1,{kind},{votes},{}",
                number + 1,
                mark(&COUNCIL, council)
            );
            let marks = [("mayor", mayor)].into_iter().chain(council.map(|name| ("council", name))).collect();
            cards.push((format!("{tabulator}/{batch}"), record, marks));
        }
        fs::write(dir.path().join("cvr.csv"), csv).expect("written");
        fs::write(dir.path().join("audit.toml"), settings).expect("written");
        Self { dir, cards }
    }

    /// The same, in which Dot has Eli's votes too.
    fn with_wide_council(settings: &str) -> Self {
        let mut county = Self::with(settings);
        let records = fs::read_to_string(county.path().join("cvr.csv")).expect("records");
        fs::write(county.path().join("cvr.csv"), records.replace(",0,1,0\n", ",1,0,0\n")).expect("written");
        for votes in county.cards.iter_mut().filter_map(|card| card.2.get_mut("council")).filter(|it| **it == "Eli") {
            *votes = "Dot";
        }
        county
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        program().arg("rehearse").arg(self.path()).args(arguments).output().expect("the program runs")
    }

    fn well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }

    fn wrong(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    }

    /// A county whose first sheets are drawn.
    fn drawn() -> Self {
        let county = Self::new();
        county.well(&["begin"]);
        county.well(&["draw"]);
        county
    }

    /// Enters a sheet.
    fn enter(&self, sheet: &Path) -> Output {
        self.run(&["enter", sheet.to_str().expect("a path")])
    }

    fn state(&self) -> Value {
        serde_json::from_slice(&self.run(&["--json"]).stdout).expect("JSON")
    }

    /// What the machine read on a card.
    fn record(&self, batch: &str, position: u64, contest: &str) -> &'static str {
        let card = self.cards.iter().find(|card| card.0 == batch && card.1 == position).expect("a card");
        card.2.get(contest).copied().unwrap_or("not on card")
    }

    /// Fills in an entry sheet: what the machine read, but for the cards that `paper` knows better.
    fn fill(&self, folder: &str, name: &str, paper: impl Fn(u64, &str, u64) -> Option<&'static str>) -> PathBuf {
        let mut sheet = csv::Reader::from_path(self.path().join(folder).join("entry-sheet.csv")).expect("a sheet");
        let to = self.path().join(name);
        let mut filled = csv::Writer::from_path(&to).expect("a file");
        filled.write_record(sheet.headers().expect("columns")).expect("written");
        for (row, line) in sheet.records().enumerate() {
            let line = line.expect("a row");
            let (batch, position, contest) = (&line[2], line[3].parse().expect("a number"), &line[5]);
            assert_eq!(&line[7], "", "the sheet does not show what the machine read");
            assert_eq!(line[4], format!("{}-{position}", batch.replace('/', "-")), "what is printed on the card");
            let read = paper(row as u64, batch, position).unwrap_or_else(|| self.record(batch, position, contest));
            let cells = line.iter().enumerate().map(|(at, cell)| if at == 7 { read } else { cell });
            filled.write_record(cells).expect("written");
        }
        filled.flush().expect("written");
        to
    }
}

/// Kaplan–Markov with gamma 1.03905 (Lindeman and Stark 2012, "A gentle introduction to risk-limiting audits", equation for
/// comparison audits): without discrepancies P = (1 - 1/U)^n with U = 2 gamma / m.
fn clean(n: u64, diluted_margin: f64) -> f64 {
    (1.0 - diluted_margin / (2.0 * 1.03905)).powi(i32::try_from(n).expect("few"))
}

#[test]
fn a_clean_audit_confirms_with_the_formula_s_p_value() {
    let county = County::new();
    let begun = county.well(&["begin"]);
    assert!(begun.contains("audit.toml") && begun.contains("cvr.csv") && begun.contains("SHA-256"), "{begun}");
    let drawn = county.well(&["draw"]);
    assert!(drawn.contains("round-1"), "{drawn}");
    let pulls = fs::read_to_string(county.path().join("round-1/pull-sheet.csv")).expect("a pull sheet");
    let page = fs::read_to_string(county.path().join("round-1/sheets.html")).expect("a page");
    assert!(pulls.lines().count() > 5 && page.contains("☐ Ada"));
    // Drawn again, nothing is written over.
    assert!(county.well(&["draw"]).contains("before"));
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    let entered = county.well(&["enter", sheet.to_str().expect("a path")]);
    assert!(entered.contains("is confirmed: Ada"), "{entered}");
    let state = county.state();
    let mayor = &state["contests"][0];
    assert_eq!((mayor["decision"].as_str(), mayor["discrepancies"].as_u64()), (Some("confirmed"), Some(0)));
    // 420 votes for Ada and 180 for Ben on 600 cards.
    let expected = clean(mayor["draws"].as_u64().expect("draws"), 240.0 / 600.0);
    let p = mayor["p_value"].as_f64().expect("a P-value");
    assert!((p / expected - 1.0).abs() < 1e-9 && p <= 0.05, "{p} {expected}");
    let verified = county.well(&["verify"]);
    assert!(verified.contains("1 draw was repeated"), "{verified}");
    // The same sheet again changes nothing.
    let lines = || fs::read_to_string(county.path().join("log.jsonl")).expect("a log").lines().count();
    let before = lines();
    county.well(&["enter", sheet.to_str().expect("a path")]);
    assert_eq!(lines(), before);
}

#[test]
fn a_discrepancy_takes_a_second_round_that_continues_the_first() {
    let county = County::drawn();
    // The first card that is drawn and read as a vote for Ada is one for Ben on paper.
    let at = (0..10).find(|&row| county.record_of_row("round-1", row) == "Ada").expect("a vote for Ada");
    let sheet = county.fill("round-1", "filled.csv", |row, _, _| (row == at as u64).then_some("Ben"));
    assert!(county.enter(&sheet).status.success());
    let mayor = county.state()["contests"][0].clone();
    assert_eq!(
        (mayor["overstatements"]["o2"].as_u64(), mayor["discrepancies"].as_u64()),
        (Some(1), Some(1)),
        "{mayor}"
    );
    assert_eq!((mayor["decision"].clone(), mayor["differing"][0]["overstated_votes"].as_i64()), (Value::Null, Some(2)));
    assert_eq!(mayor["differing"][0]["record"].as_str(), Some("Ada"));
    assert_eq!(mayor["differing"][0]["read"].as_str(), Some("Ben"));
    // Kaplan–Markov: the clean P-value over 1 - 2 / (2 gamma), for one overstatement by two votes.
    let draws = mayor["draws"].as_u64().expect("draws");
    let expected = clean(draws, 240.0 / 600.0) / (1.0 - 2.0 / (2.0 * 1.03905));
    let p = mayor["p_value"].as_f64().expect("a P-value");
    assert!((p / expected.min(1.0) - 1.0).abs() < 1e-9, "{p} {expected}");
    county.well(&["draw"]);
    let more = county.fill("round-2", "filled-2.csv", |_, _, _| None);
    assert!(county.enter(&more).status.success());
    assert!(county.state()["contests"][0]["draws"].as_u64() > Some(draws));
    county.well(&["verify"]);
}

#[test]
fn batches_are_tallied_by_rows() {
    let county = County::with(&SETTINGS.replace("super_simple", "batch_comparison"));
    county.well(&["begin"]);
    county.well(&["draw"]);
    let mut sheet = csv::Reader::from_path(county.path().join("round-1/entry-sheet.csv")).expect("a sheet");
    let to = county.path().join("filled.csv");
    let mut filled = csv::Writer::from_path(&to).expect("a file");
    filled.write_record(sheet.headers().expect("columns")).expect("written");
    let mut first = None;
    for line in sheet.records() {
        let line = line.expect("a row");
        assert_eq!((&line[3], &line[4]), ("", ""), "a batch has no position");
        let batch = county.cards.iter().filter(|card| card.0 == line[2]);
        let number = match &line[6] {
            "blank" | "overvoted" => 0,
            "ballots" => batch.count(),
            name => batch.filter(|card| card.2["mayor"] == name).count(),
        };
        first.get_or_insert_with(|| line[2].to_owned());
        let read = number.to_string();
        filled
            .write_record(line.iter().enumerate().map(|(at, cell)| if at == 7 { &read } else { cell }))
            .expect("written");
    }
    filled.flush().expect("written");
    let text = String::from_utf8(county.enter(&to).stdout).expect("text");
    assert!(text.contains("is confirmed: Ada"), "{text}");
    let state = county.state();
    assert_eq!(
        (&state["contests"][0]["discrepancies"], &state["contests"][0]["limits_risk"]),
        (&json!(0), &json!(true))
    );
    county.well(&["verify"]);
    // A batch with a row left empty is refused as a whole, and the missing line is named.
    let other = County::with(&SETTINGS.replace("super_simple", "batch_comparison"));
    other.well(&["begin"]);
    other.well(&["draw"]);
    let text = fs::read_to_string(&to).expect("a sheet");
    let batch = first.expect("a batch");
    let is_ballots = |line: &&str| line.contains(&format!(",{batch},")) && line.contains(",ballots,");
    let cut = text.lines().find(is_ballots).expect("a row");
    fs::write(&to, text.replace(cut, &cut.replacen(",ballots,50,", ",ballots,,", 1))).expect("written");
    let says = other.wrong(&["enter", to.to_str().expect("a path")]);
    assert!(says.contains("\"ballots\" has none"), "{says}");
    // Ballots that are missing are not blank ones, and numbers that do not add up are none of a batch.
    let refused = |from: &str, into: &str, part: &str| {
        fs::write(&to, text.replace(cut, &cut.replacen(from, into, 1))).expect("written");
        let says = in_one_line(&other.wrong(&["enter", to.to_str().expect("a path")]));
        assert!(says.contains(part), "{says}");
    };
    refused(",ballots,50,", ",ballots,60,", "add up to the ballots");
    refused(",ballots,50,", ",ballots,40,", "add up to the ballots");
    let ada = text.lines().find(|line| line.contains(&format!(",{batch},")) && line.contains(",Ada,")).expect("a row");
    let fewer = ada.replacen(",Ada,35,", ",Ada,25,", 1);
    assert_ne!(fewer, ada, "{ada}");
    fs::write(&to, text.replace(cut, &cut.replacen(",ballots,50,", ",ballots,40,", 1)).replace(ada, &fewer))
        .expect("written");
    let says = in_one_line(&other.wrong(&["enter", to.to_str().expect("a path")]));
    assert!(says.contains("with 40 ballots") && says.contains("50 ballots, as manifest and report have"), "{says}");
    // A batch that is not there counts as the worst: nothing is confirmed with it.
    let lost = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if cells[2] == batch {
            cells[7] = "not found";
        }
        cells.join(",")
    };
    fs::write(&to, text.lines().map(lost).collect::<Vec<_>>().join("\n") + "\n").expect("written");
    assert!(!in_one_line(&other.well(&["enter", to.to_str().expect("a path")])).contains("is confirmed: Ada"));
}

#[test]
fn the_state_as_json_stands_alone_and_a_folder_nobody_may_write_to_is_verified() {
    let county = County::drawn();
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    for arguments in
        [&["draw", "--json"][..], &["enter", sheet.to_str().expect("a path"), "--json"], &["verify", "--json"]]
    {
        let output = county.run(arguments);
        let state: Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
        assert_eq!((output.status.code(), state["has_manifest"].clone()), (Some(0), json!(false)));
    }
    assert!(county.well(&[]).contains("No ballot manifest is among the files"));
    let log = county.path().join("log.jsonl");
    let mut bytes = fs::read(&log).expect("a log");
    bytes.extend_from_slice(b"{\"line\":");
    fs::write(&log, &bytes).expect("written");
    let mut mode = fs::metadata(&log).expect("a log").permissions();
    mode.set_readonly(true);
    fs::set_permissions(&log, mode).expect("set");
    assert!(county.well(&["verify"]).contains("is confirmed: Ada"));
    assert_eq!(fs::read(&log).expect("a log"), bytes, "who only reads changes nothing");
}

impl County {
    /// What the machine read on the card of a row of an entry sheet.
    fn record_of_row(&self, folder: &str, row: usize) -> &'static str {
        let mut sheet = csv::Reader::from_path(self.path().join(folder).join("entry-sheet.csv")).expect("a sheet");
        let line = sheet.records().nth(row).expect("a row").expect("a row");
        self.record(&line[2], line[3].parse().expect("a number"), &line[5])
    }
}

#[test]
fn two_boards_that_read_one_card_differently_are_caught_and_a_correction_settles_it() {
    let county = County::drawn();
    let one = county.fill("round-1", "one.csv", |_, _, _| None);
    let other = county.fill("round-1", "other.csv", |row, _, _| (row == 2).then_some("blank"));
    county.run(&["enter", one.to_str().expect("a path")]);
    let output = county.run(&["enter", other.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(1), "readings that differ are not well");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.contains("1 unit has readings that differ") && text.contains("other.csv, row 4"), "{text}");
    assert_eq!(county.state()["contests"][0]["decision"], Value::Null, "nothing is confirmed on it");
    let settled = fs::read_to_string(&other).expect("a sheet");
    let lines: Vec<&str> = settled.lines().collect();
    let cells: Vec<&str> = lines[3].split(',').collect();
    let record = county.record(cells[2], cells[3].parse().expect("a number"), "mayor");
    let row = [&cells[..7], &[record, "", "canvass board", "read again on the second day"]].concat().join(",");
    let correction = county.path().join("correction.csv");
    fs::write(&correction, format!("{}\n{row}\n", lines[0])).expect("written");
    let text = county.well(&["enter", correction.to_str().expect("a path")]);
    assert!(text.contains("confirmed"), "{text}");
    county.well(&["verify"]);
}

#[test]
fn a_changed_file_or_log_is_named() {
    let county = County::drawn();
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    county.well(&["enter", sheet.to_str().expect("a path")]);
    let log = county.path().join("log.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    for line in 1..text.lines().count() - 1 {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut dropped = lines.clone();
        dropped.remove(line);
        fs::write(&log, dropped.join("\n") + "\n").expect("written");
        let says = county.wrong(&["verify"]);
        assert!(says.contains("log.jsonl") && says.contains(&format!("line {}", line + 1)), "{says}");
    }
    fs::write(&log, &text).expect("written");
    county.well(&["verify"]);
    // One vote of the export is changed.
    let records = county.path().join("cvr.csv");
    let csv = fs::read_to_string(&records).expect("records");
    fs::write(&records, csv.replacen(",1,0,", ",0,1,", 1)).expect("written");
    let says = county.wrong(&["verify"]);
    assert!(says.contains("cvr.csv") && says.contains("SHA-256"), "{says}");
}

/// A pull sheet that names another card than the one that was drawn sends people to the wrong box.
#[test]
fn a_pull_sheet_that_was_changed_is_named() {
    let county = County::drawn();
    let sheet = county.path().join("round-1/pull-sheet.csv");
    let text = fs::read_to_string(&sheet).expect("a pull sheet");
    let says = |county: &County| String::from_utf8(county.run(&["verify"]).stdout).expect("text");
    assert!(!says(&county).contains("round-1:"), "{}", says(&county));
    let row = text.lines().nth(1).expect("a row");
    let card = row.rsplit(',').next().expect("a card");
    fs::write(&sheet, text.replacen(card, "9-9-9", 1)).expect("written");
    let output = county.run(&["verify"]);
    assert!(output.status.code() == Some(1) && says(&county).contains("round-1"), "{}", says(&county));
    fs::remove_file(&sheet).expect("removed");
    assert!(!says(&county).contains("round-1:"), "{}", says(&county));
}

/// Readings of cards that the dice have not drawn yet are none of the audit.
#[test]
fn nothing_is_taken_before_a_draw() {
    let drawn = County::drawn();
    let sheet = drawn.fill("round-1", "filled.csv", |_, _, _| None);
    let county = County::new();
    county.well(&["begin"]);
    let said = county.wrong(&["enter", sheet.to_str().expect("a path")]);
    assert!(said.contains("recount rehearse DIR draw"), "{said}");
    assert_eq!(fs::read_to_string(county.path().join("log.jsonl")).expect("a log").lines().count(), 1);
}

/// What lies in the folder as the filled-in sheet is held beside the log.
#[test]
fn an_entry_sheet_that_was_changed_after_it_was_taken_is_named() {
    let county = County::drawn();
    let filled = fs::read(county.fill("round-1", "filled.csv", |_, _, _| None)).expect("a sheet");
    let own = county.path().join("round-1/entry-sheet.csv");
    fs::write(&own, &filled).expect("written");
    let says = |county: &County| {
        let output = county.run(&["verify"]);
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    let (code, text) = says(&county);
    assert!(code == Some(0) && text.contains("not taken yet"), "{text}");
    county.well(&["enter", own.to_str().expect("a path")]);
    assert!(!says(&county).1.contains("entry-sheet.csv"), "{}", says(&county).1);
    let text = String::from_utf8(filled).expect("text");
    assert!(text.contains(",Ada,"));
    fs::write(&own, text.replacen(",Ada,", ",Ben,", 1)).expect("written");
    let (code, text) = says(&county);
    assert!(code == Some(1) && text.contains("1 reading is not the one of the log (row "), "{text}");
    for unreadable in ["", "hi", "a;b;c\n1;2;3\n"] {
        fs::write(&own, unreadable).expect("written");
        let (code, text) = says(&county);
        assert!(code == Some(1) && text.contains("was not compared with the log"), "{text}");
    }
    fs::remove_file(&own).expect("removed");
    // A pull sheet that a spreadsheet saved again is the same one.
    let pulls = county.path().join("round-1/pull-sheet.csv");
    let again = fs::read_to_string(&pulls).expect("a pull sheet").replace('\n', "\r\n");
    fs::write(&pulls, format!("\u{feff}{again}")).expect("written");
    assert_eq!(says(&county).0, Some(0), "{}", says(&county).1);
}

#[test]
fn a_log_cut_off_while_it_was_written_goes_on_from_its_last_whole_line() {
    let county = County::drawn();
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    county.well(&["enter", sheet.to_str().expect("a path")]);
    let log = county.path().join("log.jsonl");
    let whole = fs::read(&log).expect("a log");
    let end = county.state();
    let begin = whole.iter().position(|&byte| byte == b'\n').expect("a line") + 1;
    for part in 1..8 {
        let cut = begin + (whole.len() - begin) * part / 8;
        fs::write(&log, &whole[..cut]).expect("written");
        let read = county.run(&["--json"]);
        assert!(read.status.success());
        assert_eq!(fs::read(&log).expect("a log"), &whole[..cut], "what only reads writes nothing");
        county.well(&["draw"]);
        let kept = fs::read(&log).expect("a log");
        let lines = whole[..cut].iter().rposition(|&byte| byte == b'\n').expect("a line") + 1;
        assert!(kept.starts_with(&whole[..lines]) && kept.ends_with(b"\n"), "only the torn line is gone");
        county.well(&["enter", sheet.to_str().expect("a path")]);
        assert_eq!(county.state()["contests"], end["contests"], "cut at {cut}");
    }
}

#[test]
fn what_does_not_fit_is_one_sentence_and_nothing_is_taken() {
    let county = County::new();
    assert!(county.wrong(&[]).contains("begin"));
    county.well(&["begin"]);
    assert!(county.wrong(&["begin"]).contains("has begun"));
    county.well(&["draw"]);
    let log = || fs::read(county.path().join("log.jsonl")).expect("a log");
    let before = log();
    for (reading, part) in [("Cem", "names of mayor"), ("Ada + Cem", "names of mayor")] {
        let sheet = county.fill("round-1", "odd.csv", |row, _, _| (row == 1).then_some(reading));
        let says = county.wrong(&["enter", sheet.to_str().expect("a path")]);
        assert!(says.contains("row 3, reading") && says.contains(reading) && says.contains(part), "{says}");
    }
    let sheet = county.path().join("stray.csv");
    let header = "container,tabulator,batch,position,card,contest,choice,reading,board,corrected by,why";
    for (row, part) in [
        ("1,1,1/1,51,,mayor,,Ada,,,", "was not drawn"),
        ("1,1,1/1,x,,mayor,,Ada,,,", "position"),
        ("1,1,1/1,1,,sheriff,,Ada,,,", "one of mayor"),
        ("1,1,1/1,1,,mayor,,Ada,,board,", "corrected by"),
    ] {
        fs::write(&sheet, format!("{header}\n{row}\n")).expect("written");
        let says = county.wrong(&["enter", sheet.to_str().expect("a path")]);
        assert!(says.contains("row 2") && says.contains(part), "{says}");
    }
    fs::write(&sheet, format!("{header},reading 2\n1,1,1/1,1,,mayor,,Ada,,,,Ben\n")).expect("written");
    assert!(
        county
            .wrong(&["enter", sheet.to_str().expect("a path")])
            .contains("found \"reading 2\"; allowed: one of container")
    );
    fs::write(&sheet, format!("{header}\n1,1,1/1,1,,mayor,Ada,Ada,,,\n")).expect("written");
    assert!(county.wrong(&["enter", sheet.to_str().expect("a path")]).contains("row 2, choice"));
    fs::write(&sheet, "a,b\n1,2\n").expect("written");
    county.wrong(&["enter", sheet.to_str().expect("a path")]);
    assert_eq!(log(), before, "a refused sheet leaves no line");
    for (from, to, part) in [
        ("seed = \"20 26 11 30\"\n", "", "seed"),
        ("[\"super_simple\"]", "[\"super_simple\", \"bravo\"]", "one method"),
        ("[\"cvr.csv\"]", "[\"../cvr.csv\"]", "folder of the scenario"),
        ("[\"cvr.csv\"]", "[\"none.csv\"]", "none.csv"),
        ("title = \"Council\"", "title = \"Counsel\"", "Counsel"),
        ("[\"cvr.csv\"]", "[\"cvr.csv\"]\npass_over = [\"summed_rows\"]", "a record for each card"),
        (
            "by = \"machine\"",
            "by = \"machine\"\nfaults = [{ kind = \"candidate_swap\", contest = \"mayor\", candidates = [\"Ada\", \"Ben\"] }]",
            "takes the report as it is",
        ),
    ] {
        let other = County::with(&SETTINGS.replace(from, to));
        let says = other.wrong(&["begin"]);
        assert!(says.contains(part), "{says}");
        assert!(!other.path().join("log.jsonl").exists(), "nothing is begun");
    }
}

/// Cells that were sorted apart put a reading on another card. What a spreadsheet makes of a card's name, such as a date, says nothing.
#[test]
fn a_card_that_lies_elsewhere_is_refused() {
    let county = County::drawn();
    let sheet = county.fill("round-1", "sheet.csv", |_, _, _| None);
    let text = fs::read_to_string(&sheet).expect("a sheet");
    let mut rows: Vec<Vec<String>> =
        text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
    let (one, other) = (rows[1][4].clone(), rows[2][4].clone());
    assert_ne!(one, other);
    let written = |rows: &[Vec<String>]| {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        fs::write(&sheet, lines.join("\n") + "\n").expect("written");
    };
    (rows[1][4], rows[2][4]) = (other.clone(), one.clone());
    written(&rows);
    let says = county.wrong(&["enter", sheet.to_str().expect("a path")]);
    let place = format!("row 2, card: found \"{other}\"; allowed: {one}, the card of the row");
    assert!(says.contains(&place) && says.contains(&format!("batch {}", rows[2][2])), "{says}");
    // A card that was not drawn, and what is no card of the audit.
    let drawn: Vec<String> = rows[1..].iter().map(|row| row[4].clone()).collect();
    let undrawn = (1..=50).map(|at| format!("1-1-{at}")).find(|name| !drawn.contains(name)).expect("a card");
    for (card, part) in
        [(undrawn.as_str(), "is at batch 1/1"), ("nonsense", "or an empty cell"), ("9-9-9", "or an empty cell")]
    {
        (rows[1][4], rows[2][4]) = (card.to_owned(), other.clone());
        written(&rows);
        let says = county.wrong(&["enter", sheet.to_str().expect("a path")]);
        assert!(says.contains("row 2, card") && says.contains(&one) && says.contains(part), "{says}");
    }
    let date = |name: &str| {
        let numbers: Vec<u64> = name.split('-').map(|it| it.parse().expect("a number")).collect();
        format!("20{:02}-{:02}-{:02}", numbers[2], numbers[0], numbers[1])
    };
    (rows[1][4], rows[2][4]) = (date(&one), String::new());
    written(&rows);
    assert!(county.enter(&sheet).status.code() != Some(2), "a date of the name, and an empty cell");
}

#[test]
fn pull_sheets_go_through_the_containers_of_the_manifest() {
    let county = County::with(&SETTINGS.replace("[\"cvr.csv\"]", "[\"cvr.csv\", \"manifest.csv\"]"));
    // The batches of the second scanner are in the first boxes, two batches in each, and box 10 comes after box 2.
    let container = |tabulator: u64, batch: u64| match (tabulator, (batch - 1) / 2) {
        (2, pair) => pair + 1,
        (_, pair) => pair + 10,
    };
    let mut manifest = String::from("Container,Tabulator,Batch Name,Number of Ballots\n");
    for tabulator in 1..=2 {
        for batch in 1..=6 {
            let _ = writeln!(manifest, "Box {},{tabulator},{batch},50", container(tabulator, batch));
        }
    }
    fs::write(county.path().join("manifest.csv"), manifest).expect("written");
    county.well(&["begin"]);
    county.well(&["draw"]);
    let rows = |name: &str| -> Vec<Vec<String>> {
        let mut sheet = csv::Reader::from_path(county.path().join("round-1").join(name)).expect("a sheet");
        sheet.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    };
    let (pulls, entries) = (rows("pull-sheet.csv"), rows("entry-sheet.csv"));
    let number = |row: &Vec<String>| -> (u64, u64, u64) {
        let (tabulator, batch) = row[2].split_once('/').expect("both");
        let (tabulator, batch) = (tabulator.parse().expect("a number"), batch.parse().expect("a number"));
        assert_eq!(row[0], format!("Box {}", container(tabulator, batch)), "{row:?}");
        (container(tabulator, batch), batch, row[3].parse().expect("a number"))
    };
    let order: Vec<_> = pulls.iter().map(number).collect();
    assert!(order.is_sorted() && order.first().is_some_and(|it| it.0 < 4) && order.last().is_some_and(|it| it.0 > 9));
    let stored: Vec<(String, u64)> =
        entries.iter().map(|row| (row[2].clone(), row[3].parse().expect("a number"))).collect();
    assert!(stored.is_sorted() && stored.len() == pulls.len(), "the entry sheet keeps its order");
    let page = fs::read_to_string(county.path().join("round-1/sheets.html")).expect("a page");
    let box_one = order.iter().filter(|it| it.0 == 1).count();
    assert!(page.contains(&format!("Box 1: units to pull {box_one}, from")), "{box_one}");
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    assert!(county.enter(&sheet).status.success());
    county.well(&["verify"]);
}

/// The council's race made wide: Dot has Eli's votes. A discrepancy in the mayor's race then takes a second round.
#[test]
fn a_confirmed_contest_is_not_read_in_the_next_round() {
    for (method, shared) in [("super_simple", ""), ("ballot_comparison", "one_sample = true\n")] {
        let settings = SETTINGS.replace("super_simple", method).replace("contests = [\"mayor\"]\n", shared);
        let county = County::with_wide_council(&settings);
        county.well(&["begin"]);
        county.well(&["draw"]);
        let rows = |folder: &str| -> Vec<(String, String)> {
            let mut sheet =
                csv::Reader::from_path(county.path().join(folder).join("entry-sheet.csv")).expect("a sheet");
            sheet.records().map(|row| row.expect("a row")).map(|row| (row[5].to_owned(), row[2].to_owned())).collect()
        };
        assert!(rows("round-1").iter().any(|row| row.0 == "council"), "{method}");
        let at = (0..200).find(|&row| county.record_of_row("round-1", row) == "Ada").expect("a vote for Ada");
        let sheet = county.fill("round-1", "filled.csv", |row, _, _| (row == at as u64).then_some("Ben"));
        assert!(county.enter(&sheet).status.success());
        let state = county.state();
        let of = |id: &str| -> Value {
            let all = state["contests"].as_array().expect("contests");
            all.iter().find(|it| it["contest"] == id).expect("a contest").clone()
        };
        assert_eq!((of("council")["decision"].as_str(), of("mayor")["decision"].as_str()), (Some("confirmed"), None));
        assert_eq!(of("mayor")["differing"][0]["class"].as_str(), Some("o2"));
        // The report before the end says what goes on.
        county.well(&["report"]);
        let page = fs::read_to_string(county.path().join("report.html")).expect("a report");
        assert!(page.contains("Contests whose audit has not ended: Mayor") && page.contains("goes on"), "{method}");
        county.well(&["draw"]);
        assert!(rows("round-2").iter().all(|row| row.0 == "mayor"), "{method}: the council's race is confirmed");
        county.well(&["verify"]);
    }
}

#[test]
fn the_state_says_whether_the_open_round_can_be_the_last() {
    let county = County::drawn();
    let open = county.state()["contests"][0]["open_round"].clone();
    // Kaplan-Markov with the draws of the first round, none of which differs: the size was chosen so that this confirms.
    let draws = open["draws"].as_u64().expect("draws");
    let p = open["if_all_agree"]["p_value"].as_f64().expect("a P-value");
    assert!((p / clean(draws, 240.0 / 600.0) - 1.0).abs() < 1e-9 && p <= 0.05, "{open}");
    assert_eq!(open["if_all_agree"]["decision"].as_str(), Some("confirmed"));
    assert!(county.well(&[]).contains("the audit of this contest ends"));
    let at = (0..10).find(|&row| county.record_of_row("round-1", row) == "Ada").expect("a vote for Ada");
    let sheet = county.fill("round-1", "filled.csv", |row, _, _| (row == at as u64).then_some("Ben"));
    assert!(county.enter(&sheet).status.success());
    let mayor = county.state()["contests"][0].clone();
    let more = mayor["open_round"]["draws"].as_u64().expect("draws");
    let then = clean(draws + more, 240.0 / 600.0) / (1.0 - 2.0 / (2.0 * 1.03905));
    let p = mayor["open_round"]["if_all_agree"]["p_value"].as_f64().expect("a P-value");
    assert!((p / then.min(1.0) - 1.0).abs() < 1e-9, "{p} {then}");
    assert_eq!(mayor["open_round"]["if_all_agree"]["decision"].as_str(), (then <= 0.05).then_some("confirmed"));
    // A poll's chance is that of the votes, not of agreement: rounds of nine chances in ten, also where the sizes are fixed before the first
    // card. A card less has a smaller chance.
    for method in ["providence", "minerva", "eor_bravo"] {
        let of = |rounds: &str| {
            let settings = SETTINGS.replace("super_simple", method);
            let poll = County::with(&settings.replace("risk_limit = 0.05", &format!("risk_limit = 0.05\n{rounds}")));
            poll.well(&["begin"]);
            poll.state()["contests"][0]["open_round"].clone()
        };
        let open = of("round_chance = 0.9");
        let chance = |open: &Value| open["chance"].as_f64().expect("a chance");
        assert!(open["if_all_agree"].is_null() && chance(&open) >= 0.9, "{method}: {open}");
        let draws = open["draws"].as_u64().expect("draws");
        assert!(chance(&of(&format!("first_round = {}", draws / 2))) < 0.9, "{method}");
    }
}

#[test]
fn the_report_has_what_a_board_signs_and_the_public_checks() {
    let county = County::drawn();
    let at = (0..10).find(|&row| county.record_of_row("round-1", row) == "Ada").expect("a vote for Ada");
    let not_found = |row: u64| (row == at as u64).then_some("not found");
    let sheet = county.fill("round-1", "filled.csv", |row, _, _| not_found(row));
    assert!(county.enter(&sheet).status.success());
    assert_eq!(county.state()["contests"][0]["differing"][0]["class"].as_str(), Some("not_found"));
    let text = fs::read_to_string(&sheet).expect("a sheet");
    let lines: Vec<&str> = text.lines().collect();
    let cells: Vec<&str> = lines[at + 1].split(',').collect();
    let row = [&cells[..7], &["Ada", "", "canvass board", "found in the next batch, 1 December"]].concat();
    let correction = county.path().join("correction.csv");
    let mut csv = csv::Writer::from_path(&correction).expect("a file");
    csv.write_record(lines[0].split(',')).expect("written");
    csv.write_record(row).expect("written");
    csv.flush().expect("written");
    let entered = county.well(&["enter", correction.to_str().expect("a path")]);
    assert!(entered.contains("report.html"), "the audit has ended: {entered}");
    let page = fs::read_to_string(county.path().join("report.html")).expect("a report");
    let state = county.state();
    for part in [
        "canvass board",
        "found in the next batch, 1 December",
        "20 26 11 30",
        "super_simple",
        "Council",
        "recount verify DIR",
        "signature",
        state["seal"].as_str().expect("a seal"),
    ] {
        assert!(page.contains(part), "{part}");
    }
    let records = fs::read(county.path().join("cvr.csv")).expect("records");
    let sha256 = {
        use sha2::Digest as _;
        sha2::Sha256::digest(&records)
    };
    let sha256 = sha256.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    assert!(page.contains(&sha256), "the hash of the records, taken here");
    let spanish = county.well(&["report", "--lang", "es"]);
    assert!(spanish.contains("informe"), "{spanish}");
}

impl County {
    /// A sheet with the header and some rows of another, each changed: what is read, who corrects it, and why.
    fn some_rows(
        &self,
        from: &Path,
        name: &str,
        change: impl Fn(usize, &[String]) -> Option<[&'static str; 3]>,
    ) -> PathBuf {
        let text = fs::read_to_string(from).expect("a sheet");
        let mut lines = text.lines();
        let mut kept = vec![lines.next().expect("columns").to_owned()];
        for (row, line) in lines.enumerate() {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if let Some([read, by, why]) = change(row, &cells) {
                (cells[7], cells[9], cells[10]) = (read.to_owned(), by.to_owned(), why.to_owned());
                kept.push(cells.join(","));
            }
        }
        let to = self.path().join(name);
        fs::write(&to, kept.join("\n") + "\n").expect("written");
        to
    }

    /// The first row of a sheet whose card the machine read as a vote for Ada.
    fn row_for_ada(&self, folder: &str) -> usize {
        (0..200).find(|&row| self.record_of_row(folder, row) == "Ada").expect("a vote for Ada")
    }
}

/// A text of a terminal without its line ends.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reading of round 1 is wrong, so that round 2 is drawn; a card of it differs. Then the reading of round 1 is corrected, with which the
/// first round alone would have confirmed.
#[test]
fn a_round_that_was_drawn_stays_in_the_audit_after_a_correction() {
    let county = County::drawn();
    let wrong = county.row_for_ada("round-1");
    let first = county.fill("round-1", "first.csv", |row, _, _| (row == wrong as u64).then_some("Ben"));
    assert!(county.enter(&first).status.success());
    county.well(&["draw"]);
    let differs = county.row_for_ada("round-2");
    let second = county.fill("round-2", "second.csv", |row, _, _| (row == differs as u64).then_some("Ben"));
    // The first half comes in before the correction, with the card that differs.
    let half = differs + 3;
    let part = |name: &str, is_first: bool| {
        let text = fs::read_to_string(&second).expect("a sheet");
        let rows = text.lines().enumerate().filter(|(at, _)| *at == 0 || (*at <= half) == is_first);
        let to = county.path().join(name);
        fs::write(&to, rows.map(|(_, line)| line).collect::<Vec<_>>().join("\n") + "\n").expect("written");
        to
    };
    let (one, rest) = (part("one.csv", true), part("rest.csv", false));
    assert!(county.enter(&one).status.success());
    let drawn = fs::read_to_string(county.path().join("round-2/entry-sheet.csv")).expect("a sheet").lines().count() - 1;
    let correction = county.some_rows(&first, "correction.csv", |row, _| {
        (row == wrong).then_some(["Ada", "canvass board", "the first board read the row above"])
    });
    let said = county.well(&["enter", correction.to_str().expect("a path")]);
    let said = in_one_line(&said);
    assert!(!said.contains("is confirmed: Ada") && said.contains("was below the limit before this round"), "{said}");
    let state = county.state();
    assert_eq!(state["contests"][0]["decision"], Value::Null, "{state}");
    assert_eq!(state["units_to_read"].as_u64(), Some((drawn - half) as u64), "the rest of the drawn round");
    county.well(&["enter", rest.to_str().expect("a path")]);
    let mayor = county.state()["contests"][0].clone();
    assert_eq!(
        (mayor["overstatements"]["o2"].as_u64(), mayor["discrepancies"].as_u64()),
        (Some(1), Some(1)),
        "{mayor}"
    );
    // Kaplan-Markov over the cards of both rounds, one of which overstates the margin by two votes.
    let draws = mayor["draws"].as_u64().expect("draws");
    let expected = clean(draws, 240.0 / 600.0) / (1.0 - 2.0 / (2.0 * 1.03905));
    let p = mayor["p_value"].as_f64().expect("a P-value");
    assert!(mayor["rounds"].as_u64() >= Some(2) && (p / expected - 1.0).abs() < 1e-9, "{mayor} {expected}");
    county.well(&["verify"]);
}

/// Judged card by card, a correction ends no audit before the cards that were drawn.
#[test]
fn cards_that_were_drawn_one_by_one_stay_in_the_audit() {
    let county = County::with(&SETTINGS.replace("risk_limit = 0.05", "risk_limit = 0.3\ncard_by_card = true"));
    county.well(&["begin"]);
    let (mut sheets, mut wrong, mut ended) = (Vec::new(), None, false);
    // The first card for Ada is read as a vote for Ben; each later one as it is.
    while !ended && sheets.len() < 40 {
        county.well(&["draw"]);
        let mut folders: Vec<String> = fs::read_dir(county.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .filter(|name| !sheets.contains(name))
            .collect();
        let folder = folders.pop().expect("a new sheet");
        let is_wrong = wrong.is_none() && county.record_of_row(&folder, 0) == "Ada";
        let sheet = county.fill(&folder, &format!("{folder}.csv"), |_, _, _| is_wrong.then_some("Ben"));
        if is_wrong {
            wrong = Some(sheet.clone());
        }
        sheets.push(folder);
        ended = county.enter(&sheet).status.success() && county.state()["contests"][0]["decision"] != Value::Null;
    }
    let before = county.state()["contests"][0]["draws"].as_u64();
    let wrong = wrong.expect("a vote for Ada");
    let correction = county.some_rows(&wrong, "correction.csv", |_, _| Some(["Ada", "board", "read again"]));
    county.enter(&correction);
    let after = county.state()["contests"][0].clone();
    assert!(after["draws"].as_u64() >= before && after["discrepancies"].as_u64() == Some(0), "{before:?} {after}");
    county.well(&["verify"]);
}

/// Contests with samples of their own: the one that is further waits, so that one round is read after the other.
#[test]
fn no_round_is_drawn_before_the_one_before_is_read() {
    let settings = SETTINGS.replace("super_simple", "ballot_comparison").replace("contests = [\"mayor\"]\n", "");
    let county = County::with_wide_council(&settings);
    county.well(&["begin"]);
    county.well(&["draw"]);
    let at = (0..200).find(|&row| county.record_of_row("round-1", row) == "Ada").expect("a vote for Ada");
    let sheet = county.fill("round-1", "filled.csv", |row, _, _| (row == at as u64).then_some("Ben"));
    let rows_of = |id: &'static str| {
        let text = fs::read_to_string(&sheet).expect("a sheet");
        let kept = text.lines().enumerate().filter(|(at, line)| *at == 0 || line.contains(&format!(",{id},")));
        let to = county.path().join(format!("{id}.csv"));
        fs::write(&to, kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n") + "\n").expect("written");
        to
    };
    let said = in_one_line(&String::from_utf8(county.enter(&rows_of("mayor")).stdout).expect("text"));
    assert!(said.contains("Round 1 is open") && said.contains("when round 1 of the other contests is read"), "{said}");
    county.well(&["draw"]);
    assert!(!county.path().join("round-2").exists(), "the council's race is not read");
    let part = fs::read_to_string(county.path().join("round-1-part-2/entry-sheet.csv")).expect("the rest");
    assert!(part.lines().skip(1).all(|line| line.contains(",council,")), "{part}");
    assert!(county.enter(&rows_of("council")).status.success());
    county.well(&["draw"]);
    assert!(county.path().join("round-2").exists());
    county.well(&["verify"]);
}

#[test]
fn nothing_is_drawn_while_readings_differ_and_an_audit_that_goes_on_again_is_not_signed() {
    let county = County::drawn();
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    let said = county.well(&["enter", sheet.to_str().expect("a path")]);
    assert!(said.contains("Print it for the board to sign") && said.contains("The audit has ended"), "{said}");
    let at = county.row_for_ada("round-1");
    let other = county.some_rows(&sheet, "other.csv", |row, _| (row == at).then_some(["Ben", "", ""]));
    assert_eq!(county.enter(&other).status.code(), Some(1));
    assert!(county.wrong(&["draw"]).contains("1 unit with readings that differ"));
    let settled =
        county.some_rows(&sheet, "settled.csv", |row, _| (row == at).then_some(["Ben", "board", "read again"]));
    let said = in_one_line(&county.well(&["enter", settled.to_str().expect("a path")]));
    assert!(said.contains("not to be signed yet") && said.contains("Round 2 is open"), "{said}");
}

#[test]
fn the_position_of_a_card_is_that_of_its_record_number_whatever_the_order_of_rows() {
    let county = County::new();
    let cvr = county.path().join("cvr.csv");
    let text = fs::read_to_string(&cvr).expect("records");
    let lines: Vec<&str> = text.lines().collect();
    let mut rows = lines[4..].to_vec();
    rows.sort_by_key(|row| {
        use sha2::Digest as _;
        sha2::Sha256::digest(row.as_bytes()).to_vec()
    });
    fs::write(&cvr, [&lines[..4], &rows].concat().join("\n") + "\n").expect("written");
    county.well(&["begin"]);
    county.well(&["draw"]);
    // Filling in holds what is printed on each card beside its position.
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    let said = county.well(&["enter", sheet.to_str().expect("a path")]);
    assert!(said.contains("is confirmed: Ada"), "{said}");
}

#[test]
fn what_is_missing_in_the_folder_is_told_and_a_seal_says_where_the_log_was() {
    let county = County::drawn();
    let seal = county.state()["seal"].as_str().expect("a seal").to_owned();
    let sheet = county.fill("round-1", "filled.csv", |_, _, _| None);
    county.well(&["enter", sheet.to_str().expect("a path")]);
    let said = county.well(&["verify", "--seal", &seal]);
    assert!(said.contains("is that of line 2 of the log: nothing up to it was changed"), "{said}");
    let now = county.state()["seal"].as_str().expect("a seal").to_owned();
    assert!(county.well(&["verify", "--seal", &now[..16].to_uppercase()]).contains("last line of the log"));
    for seal in ["abc", &"x".repeat(64), &"0".repeat(65)] {
        assert!(county.wrong(&["verify", "--seal", seal]).contains("16 to 64"));
    }
    assert!(county.wrong(&["status", "--seal", &seal]).contains("with verify"));
    let log = county.path().join("log.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    // The last line is gone: the chain holds, and the seal does not.
    let cut = text[..text.len() - 1].rfind('\n').expect("a line") + 1;
    fs::write(&log, &text[..cut]).expect("written");
    county.well(&["verify"]);
    let output = county.run(&["verify", "--seal", &now]);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.code() == Some(1) && said.contains("that of no line of the log"), "{said}");
    fs::write(&log, text.clone() + "\n").expect("written");
    assert!(county.wrong(&["verify"]).contains("is empty; a log has no empty lines"));
    fs::write(&log, &text).expect("written");
    // The log is cut before its sheets.
    let begin = text.find('\n').expect("a line") + 1;
    fs::write(&log, &text[..begin]).expect("written");
    let output = county.run(&["verify"]);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.code() == Some(1) && said.contains("the log has no such sheets"), "{said}");
    fs::write(&log, &text).expect("written");
    // A row of the entry sheet is gone.
    let entry = county.path().join("round-1/entry-sheet.csv");
    let rows = fs::read_to_string(&entry).expect("a sheet");
    let shorter = rows[..rows.len() - 1].rfind('\n').expect("a row") + 1;
    fs::write(&entry, &rows[..shorter]).expect("written");
    let output = county.run(&["verify"]);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.code() == Some(1) && said.contains("rows were deleted or added"), "{said}");
    let document: Value =
        serde_json::from_slice(&county.run(&["verify", "--json", "--seal", &seal]).stdout).expect("JSON");
    let verified = &document["verified"];
    assert_eq!((&verified["holds"], verified["sealed_line"].as_u64()), (&json!(false), Some(2)), "{verified}");
    assert_eq!(verified["entry_sheets"][0]["folder"], json!("round-1"), "{verified}");
    // The folder of the sheets is gone: they are had again as long as they are to be read.
    fs::remove_dir_all(county.path().join("round-1")).expect("removed");
    assert!(county.well(&["verify"]).contains("round-1 is not here"));
    let county = County::drawn();
    let drawn = fs::read(county.path().join("round-1/entry-sheet.csv")).expect("a sheet");
    fs::remove_dir_all(county.path().join("round-1")).expect("removed");
    county.well(&["draw"]);
    assert_eq!(fs::read(county.path().join("round-1/entry-sheet.csv")).expect("a sheet"), drawn);
    // A log that was lost is not begun anew over its sheets.
    fs::remove_file(county.path().join("log.jsonl")).expect("removed");
    assert!(county.wrong(&["begin"]).contains("round-1, sheets of an audit whose log is not here"));
    assert!(!county.path().join("log.jsonl").exists(), "nothing is begun");
}

/// After a card that overstates the margin by two votes the next round of the usual size cannot end the audit; the office may take one that
/// can.
#[test]
fn a_round_that_can_be_the_last_is_drawn_on_demand() {
    let county = County::drawn();
    assert!(county.wrong(&["status", "--enough"]).contains("--enough"));
    let at = county.row_for_ada("round-1");
    let sheet = county.fill("round-1", "first.csv", |row, _, _| (row == at as u64).then_some("Ben"));
    assert!(county.enter(&sheet).status.success());
    // Kaplan-Markov with one overstatement by two votes: the fewest draws whose P-value is at the limit or below.
    let p = |n: u64| clean(n, 240.0 / 600.0) / (1.0 - 2.0 / (2.0 * 1.03905));
    let enough = (1..1000).find(|&n| p(n) <= 0.05).expect("a number");
    let mayor = county.state()["contests"][0].clone();
    let draws = mayor["draws"].as_u64().expect("draws");
    assert_eq!(mayor["open_round"]["draws_to_end_if_all_agree"].as_u64(), Some(enough - draws), "{mayor}");
    assert!(in_one_line(&county.well(&[])).contains("draw --enough"));
    county.well(&["draw"]);
    county.well(&["draw", "--enough"]);
    let larger = county.fill("round-2-part-2", "second.csv", |_, _, _| None);
    let said = county.well(&["enter", larger.to_str().expect("a path")]);
    assert!(said.contains("is confirmed: Ada"), "{said}");
    let mayor = county.state()["contests"][0].clone();
    assert_eq!((mayor["draws"].as_u64(), mayor["rounds"].as_u64()), (Some(enough), Some(2)), "{mayor}");
    county.well(&["verify"]);
    // A poll has no such number.
    let poll = County::with(&SETTINGS.replace("super_simple", "minerva"));
    poll.well(&["begin"]);
    assert!(poll.wrong(&["draw", "--enough"]).contains("compare each card"));
}
