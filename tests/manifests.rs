//! Manifests as offices really save them: read right, warned of with the row, or refused with a sentence; and draws
//! that do what every option says or refuse it.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Output, Stdio};

use proptest::prelude::*;
use recount::report::{ColumnKind, CsvRows, TableColumn};
use recount::sampling::{ManifestFile, ManifestOptions, guarded, picks, unguarded};
use serde_json::{Value, json};

use super::oracles::oracle_bytes;

fn read(bytes: impl AsRef<[u8]>) -> Result<ManifestFile, String> {
    ManifestFile::read(bytes.as_ref(), &ManifestOptions::default()).map_err(|flaw| flaw.to_string())
}

/// Names, cards and the doubts of a manifest.
fn stated(file: &ManifestFile) -> (Vec<(String, u64)>, Vec<String>) {
    let rows = (0..file.rows()).map(|row| (file.id(row), file.cards_of(row))).collect();
    (rows, file.doubts().iter().map(ToString::to_string).collect())
}

/// That a file is read with these batches and these doubts, in order.
fn reads(bytes: impl AsRef<[u8]>, expected: &[(&str, u64)], doubts: &[&str]) {
    let shown = String::from_utf8_lossy(bytes.as_ref()).into_owned();
    let file = read(bytes).unwrap_or_else(|flaw| panic!("{flaw}\n{shown}"));
    let (rows, stated) = stated(&file);
    let expected: Vec<(String, u64)> = expected.iter().map(|(name, cards)| ((*name).to_owned(), *cards)).collect();
    assert_eq!(rows, expected, "{shown}");
    assert_eq!(stated.len(), doubts.len(), "{stated:?}\n{shown}");
    for (stated, says) in stated.iter().zip(doubts) {
        assert!(stated.contains(says), "{stated}\n{says}");
    }
}

/// That a file is refused in one line that says so.
fn refuses(bytes: impl AsRef<[u8]>, says: &str) {
    let shown = String::from_utf8_lossy(bytes.as_ref()).into_owned();
    let flaw = read(bytes).map(|file| stated(&file)).expect_err(&shown);
    assert!(flaw.contains(says) && flaw.lines().count() == 1, "{flaw}\n{says}\n{shown}");
}

const HEAD: &str = "Batch Name,Number of Ballots\n";

#[test]
fn a_row_of_totals_is_never_drawn_from() {
    for (rows, says) in [
        (
            "A,10\nB,20\nC,30\nAll Precincts,60",
            "row 5, column \"Batch Name\": found \"All Precincts\"; allowed: batches only",
        ),
        ("A,10\nB,20\nC,30\nCounty Total,60", "row 5, column \"Batch Name\": found \"County Total\""),
        ("A,10\nB,20\nC,30\n---,60", "row 5, column \"Batch Name\": found \"---\""),
        (
            "A,10\nB,20\nC,30\nLake,60",
            "row 5, column \"Number of Ballots\": found 60 cards, the sum of all rows above; allowed",
        ),
        (
            "X,60\nA,10\nB,20\nC,30",
            "row 2, column \"Number of Ballots\": found 60 cards, the sum of all other rows; allowed",
        ),
        ("A,10\nB,20\nC,30\n,60", "row 5, column \"Batch Name\": found an empty cell"),
        ("A,10\nB,20\nLake subtotal,30\nC,5", "row 4, column \"Batch Name\": found \"Lake subtotal\""),
        ("Grand Total,60\nA,10\nB,20\nC,30", "row 2, column \"Batch Name\": found \"Grand Total\""),
        ("A,10\nTotal,61", "found \"Total\""),
        ("A,10\nTotal:,10", "found \"Total:\""),
    ] {
        refuses(format!("{HEAD}{rows}\n"), says);
        let options = ManifestOptions { no_total_row: true, ..ManifestOptions::default() };
        let kept = ManifestFile::read(format!("{HEAD}{rows}\n").as_bytes(), &options);
        assert_eq!(kept.is_ok(), !rows.contains("\n,"), "{rows}");
    }
    refuses(
        "Container,Batch Name,Number of Ballots\n1,A,10\n1,B,20\nTOTAL,All,60\n",
        "row 4, column \"Container\": found \"TOTAL\"",
    );
    refuses("Batch,Ballots,Note\nA,10,\nB,20,\nX,31,total\n", "row 4, column \"Note\": found \"total\"");
    // What is no total: a note that every row has, a part of a name, a sum by chance.
    reads("Batch,Ballots,Kind\nA,10,total\nB,20,total\n", &[("A", 10), ("B", 20)], &[]);
    reads(
        format!("{HEAD}All Saints,10\nTotal Wine,21\nSummit,30\n"),
        &[("All Saints", 10), ("Total Wine", 21), ("Summit", 30)],
        &[],
    );
    reads(
        format!("{HEAD}A,10\nB,10\n"),
        &[("A", 10), ("B", 10)],
        &["row 3, column \"Number of Ballots\": found 10 cards, as many as all rows above"],
    );
    reads(format!("{HEAD}A,10\nB,30\nC,20\n"), &[("A", 10), ("B", 30), ("C", 20)], &[]);
    reads(format!("{HEAD}A,0\nB,0\n"), &[("A", 0), ("B", 0)], &[]);
}

#[test]
fn counts_are_read_as_they_are_meant_or_refused_with_a_hint() {
    let row = |cell: &str| format!("{HEAD}A,7\nB,{cell}\n");
    for (cell, cards) in [("\"1,210\"", 1_210), ("95.0", 95), (" 95 ", 95), ("=\"95\"", 95), ("0", 0), ("+8", 8)] {
        reads(row(cell), &[("A", 7), ("B", cards)], &[]);
    }
    for (cell, says) in [
        ("1.000", "found \"1.000\"; allowed: whole numbers without a sign between thousands, such as 1000"),
        ("1.210", "such as 1210"),
        ("1 210", "such as 1210"),
        ("1\u{a0}210", "such as 1210"),
        ("1\u{202f}210", "such as 1210"),
        ("1'210", "such as 1210"),
        ("#REF!", "found \"#REF!\"; allowed: whole numbers (a formula behind this cell failed"),
        ("######", "its column was too narrow"),
        ("1.2E+05", "whole numbers in full"),
        ("O10", "found \"O10\"; allowed: whole numbers from 0 to"),
        ("-5", "whole numbers from 0 to"),
        ("95.5", "whole numbers from 0 to"),
        ("", "found \"\"; allowed: whole numbers from 0 to"),
    ] {
        refuses(row(cell), says);
    }
    // In a file with semicolons a comma may be a decimal point.
    refuses("Batch;Ballots\nA;7\nB;1,000\n", "such as 1000");
    reads("Batch;Ballots\nA;7\nB;1000\n", &[("A", 7), ("B", 1_000)], &[]);
}

#[test]
fn names_that_a_spreadsheet_made_are_told_with_their_row() {
    let names = |cells: &[&str]| {
        cells.iter().zip(11..).fold(HEAD.to_owned(), |text, (cell, n)| text + &format!("{cell},{n}\n"))
    };
    reads(
        names(&["3-Jan", "4-Jan", "1.23E+12", "A"]),
        &[("3-Jan", 11), ("4-Jan", 12), ("1.23E+12", 13), ("A", 14)],
        &[
            "row 2, column \"Batch Name\" (and 1 more): found \"3-Jan\"; a spreadsheet may have made a date",
            "row 4, column \"Batch Name\": found \"1.23E+12\"; a spreadsheet may have cut",
        ],
    );
    reads(
        names(&["44929", "1.0", "B"]),
        &[("44929", 11), ("1.0", 12), ("B", 13)],
        &[
            "row 2, column \"Batch Name\": found \"44929\"; it may be the number of a day",
            "row 3, column \"Batch Name\": found \"1.0\"",
        ],
    );
    reads(names(&["40001", "40002", "40003"]), &[("40001", 11), ("40002", 12), ("40003", 13)], &[]);
    reads(names(&["######", "B"]), &[("######", 11), ("B", 12)], &["a column was too narrow"]);
    reads(names(&["Ca\u{fffd}on", "B"]), &[("Ca\u{fffd}on", 11), ("B", 12)], &["letters were lost"]);
    refuses(
        names(&["#REF!", "B"]),
        "row 2, column \"Batch Name\": found \"#REF!\"; allowed: a name (a formula behind this cell failed)",
    );
    let merged = "County,Batch,Ballots\nLake,A,1\n,B,2\n,C,4\n";
    reads(
        merged,
        &[("Lake,A", 1), (",B", 2), (",C", 4)],
        &["row 3, column \"County\" (and 1 more): found an empty cell; other rows have a name"],
    );
}

#[test]
fn names_are_what_people_see_and_look_alikes_are_told_or_refused() {
    let two = |a: &str, b: &str| format!("{HEAD}{a},11\n{b},12\n");
    reads(two("=\"001\"", "\u{feff} 002\u{a0}"), &[("001", 11), ("002", 12)], &[]);
    reads(two("Can\u{303}on", "A\u{a0}B\u{200b}"), &[("Ca\u{f1}on", 11), ("A B", 12)], &[]);
    for (a, b) in [("A", "A "), ("A", "A\u{200b}"), ("A", "=\"A\""), ("Ca\u{f1}on", "Can\u{303}on")] {
        refuses(two(a, b), "row 3, column \"Batch Name\": found the batch ");
    }
    refuses(two("A 1", "A  1"), "found the batch \"A  1\", which looks like that of row 2; allowed: every batch once");
    refuses(two("1-2", "1\u{2013}2"), "which looks like that of row 2");
    for (a, b) in [("A1", "a1"), ("Box 1", "Box1")] {
        reads(two(a, b), &[(a, 11), (b, 12)], &["row 3, column \"Batch Name\": found "]);
    }
    reads(
        "Container,Tabulator,Batch Name,Number of Ballots\nBox 1,T1,B1,5\nBox 2,T1,B1,6\n",
        &[("Box 1,T1,B1", 5), ("Box 2,T1,B1", 6)],
        &["row 3, column \"Batch Name\": found the tabulator and batch \"T1,B1\" of row 2 again; in another container"],
    );
    reads(
        "Container,Batch\tNumber of Ballots\n".replace('\t', ",") + "Box 1,B1,5\nBox 2,B1,6\n",
        &[("Box 1,B1", 5), ("Box 2,B1", 6)],
        &[],
    );
}

#[test]
fn the_header_is_found_below_titles_and_under_the_names_of_offices() {
    let good = [("A", 120), ("B", 95)];
    for text in [
        "Lake County General Election 2026\nPrinted 11/9/2026\n\nBatch Name,Number of Ballots\nA,120\nB,95\n",
        "Lake County, Michigan,,,\n\"Ballots, by batch\",,\nBATCH ID ,# of Ballots Cast\nA,120\nB,95\n",
        "Lake; Hill, Plain\nPrecinct;Ballots Cast\nA;120\nB;95\n",
        "sep, sep, sep, sep\nBatch\tTotal Ballots\nA\t120\nB\t95\n",
        "\"Batch\"\t\"Ballot Count\"\r\n\"A\"\t\"120\"\r\n\"B\"\t\"95\"",
    ] {
        reads(text, &good, &[]);
    }
    refuses("A,120\nB,95\n", "found no column of batch names");
    refuses(
        "A,120\nBatch,Ballots\nB,95\n",
        "row 1, column \"Batch\": found \"A\"; allowed: batches below the header only",
    );
    refuses("Lake County\nName,Ballots\nA,1\n", "or --batch with one of \"Name\", \"Ballots\"");
    let far = "title\n".repeat(30) + "Batch,Ballots\nA,1\n";
    refuses(far, "row 31: found 2 cells; allowed: 1 cell as in the header");
    let named = ManifestOptions { batch: Some("Pile".into()), ..ManifestOptions::default() };
    let file = ManifestFile::read(b"Lake\nPile,Cards\nA,1\n", &named).expect("a manifest");
    assert_eq!((file.batch(0), file.number(0)), ("A", 3));
}

#[test]
fn files_of_other_kinds_are_named() {
    let text = format!("{HEAD}Cañon,12\n");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    reads([b"\xff\xfe", &utf16[..]].concat(), &[("Cañon", 12)], &[]);
    reads(&utf16, &[("Cañon", 12)], &[]);
    reads(text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(), &[("Cañon", 12)], &[]);
    for (bytes, says) in [
        (&b"PK\n"[..], "a workbook that cannot be unpacked"),
        (b"PK\x03\x04", "a workbook that cannot be unpacked"),
        (
            b"<html><table><tr><td>Batch",
            "found a web page or XML, not a table; allowed: a CSV file or an XLSX workbook",
        ),
        (b"\n  <?xml version=\"1.0\"?>", "a web page or XML"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\"batches\": []}", "JSON"),
        (b"{\\rtf1 Batch", "a text document"),
        (b"\x1f\x8b\x08", "a packed file"),
        (b"\xd0\xcf\x11\xe0", "a workbook of the old kind (XLS) or with a password"),
        (b"A,B\n\0\0\0", "bytes that are not text in UTF-8, UTF-16 or Windows-1252"),
        (b"", "an empty file"),
    ] {
        refuses(bytes, says);
    }
    let sheet = ManifestOptions { sheet: Some("S".into()), ..ManifestOptions::default() };
    let flaw = ManifestFile::read(text.as_bytes(), &sheet).expect_err("no workbook").to_string();
    assert_eq!(flaw, "found a file without sheets; allowed: --sheet with an XLSX workbook");
}

/// A sheet of a workbook: its name, its state, its XML.
type Sheet<'a> = (&'a str, &'a str, String);

fn workbook(sheets: &[Sheet<'_>], styles: &str) -> Vec<u8> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let listed = |(i, (name, state, _)): (usize, &Sheet<'_>)| {
        format!("<sheet name=\"{name}\" sheetId=\"{i}\" state=\"{state}\" r:id=\"r{i}\"/>")
    };
    let related =
        |i: usize| format!("<Relationship Id=\"r{i}\" Type=\"{KIND}/worksheet\" Target=\"worksheets/s{i}.xml\"/>");
    let book = format!(
        "<workbook xmlns:r=\"{KIND}\"><sheets>{}</sheets></workbook>",
        sheets.iter().enumerate().map(listed).collect::<String>()
    );
    let relations = format!(
        "<Relationships>{}<Relationship Id=\"st\" Type=\"{KIND}/styles\" Target=\"styles.xml\"/></Relationships>",
        (0..sheets.len()).map(related).collect::<String>()
    );
    let mut parts = vec![
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations),
        ("xl/styles.xml".to_owned(), format!("<styleSheet>{styles}</styleSheet>")),
    ];
    parts.extend(sheets.iter().enumerate().map(|(i, it)| (format!("xl/worksheets/s{i}.xml"), it.2.clone())));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A sheet's XML: rows of cells, each a text or, after `#`, the XML of a cell without its place.
fn sheet(rows: &[&[&str]], more: &str) -> String {
    let mut text = String::from("<worksheet><sheetData>");
    for (cells, row) in rows.iter().zip(1..) {
        text += &format!("<row r=\"{row}\">");
        for (cell, column) in cells.iter().zip('A'..) {
            text += &match cell.strip_prefix('#') {
                _ if cell.is_empty() => String::new(),
                Some(xml) => format!("<c r=\"{column}{row}\"{xml}</c>"),
                None => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        text += "</row>";
    }
    text + "</sheetData>" + more + "</worksheet>"
}

#[test]
fn subtotals_inside_a_file_are_told_or_refused() {
    let head = "County,Batch Name,Number of Ballots\n";
    // Two counties, each with a row of its sum that nothing calls so; with a row of all below them, too.
    let both = "Lake,A,10\nLake,B,20\nLake,C,31\nLake,Lakeside,61\nHill,D,7\nHill,E,8\nHill,Hillside,15\n";
    let says = "row 5, column \"Number of Ballots\": found 61 cards, the sum of rows 2 to 4; allowed: batches only";
    refuses(format!("{head}{both}"), says);
    refuses(format!("{head}{both}Both,Paper,76\n"), says);
    // Rows of sums that name no county.
    refuses(
        format!("{head}{}", both.replace("Lake,Lakeside", ",Lakeside").replace("Hill,Hillside", ",Hillside")),
        says,
    );
    let all = ManifestOptions { no_total_row: true, ..ManifestOptions::default() };
    assert_eq!(ManifestFile::read(format!("{head}{both}").as_bytes(), &all).map(|file| file.cards()), Ok(152));
    // One such row may be chance: it is a warning.
    let one = "Lake,A,10\nLake,B,20\nLake,C,30\nHill,D,7\nHill,E,9\n";
    let rows = [("Lake,A", 10), ("Lake,B", 20), ("Lake,C", 30), ("Hill,D", 7), ("Hill,E", 9)];
    let doubt =
        "row 4, column \"Number of Ballots\": found 30 cards, the sum of rows 2 to 3; if this row is a subtotal";
    reads(format!("{head}{one}"), &rows, &[doubt]);
    // The second county's, after a county of one batch.
    let later = "Lake,A,10\nPond,B,7\nHill,C,20\nHill,D,30\nHill,E,50\nHill,F,4\n";
    let rows = [("Lake,A", 10), ("Pond,B", 7), ("Hill,C", 20), ("Hill,D", 30), ("Hill,E", 50), ("Hill,F", 4)];
    reads(
        format!("{head}{later}"),
        &rows,
        &["row 6, column \"Number of Ballots\": found 50 cards, the sum of rows 4 to 5"],
    );
}

#[test]
fn what_a_workbook_hides_is_told() {
    let rows: &[&[&str]] =
        &[&["Batch", "Ballots", "Note"], &["A", "#><v>31</v>", "x"], &["B", "#><v>9</v>"], &["C", "#><v>4</v>"]];
    let expected = [("A", 31), ("B", 9), ("C", 4)];
    let plain = sheet(rows, "");
    let of = |text: String| workbook(&[("S", "visible", text)], "");
    reads(of(plain.clone()), &expected, &[]);
    let hidden = plain
        .replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"")
        .replace("<row r=\"4\"", "<row r=\"4\" hidden=\"true\"");
    reads(of(hidden), &expected, &["row 3 (and 1 more): found a hidden row; people who open the file do not see it"]);
    // A column that matters, and one that does not.
    for (column, doubts) in [(2, &["row 2, column \"Ballots\": found a hidden column"][..]), (3, &[])] {
        let cols = format!("<cols><col min=\"{column}\" max=\"{column}\" hidden=\"1\"/></cols><sheetData>");
        reads(of(plain.replace("<sheetData>", &cols)), &expected, doubts);
    }
    let other = sheet(&[&["Batch", "Ballots"], &["Z", "#><v>5</v>"]], "");
    let two = workbook(&[("S", "visible", plain.clone()), ("Old", "hidden", other.clone())], "");
    reads(two, &expected, &["found a manifest on the hidden sheet \"Old\" too"]);
    // A hidden sheet of something else, or one that cannot be read, is nobody's concern.
    for other in [sheet(&[&["Names"], &["Ada"]], ""), "<worksheet><oops".to_owned()] {
        reads(workbook(&[("S", "visible", plain.clone()), ("Old", "hidden", other)], ""), &expected, &[]);
    }
}

#[test]
fn a_column_called_count_is_suggested() {
    let flaw = read("Batch,Count\nA,10\nB,20\n").expect_err("no column of counts");
    assert!(
        flaw.ends_with("or --count with one of \"Batch\", \"Count\" (if \"Count\" counts cards: --count \"Count\")"),
        "{flaw}"
    );
    assert!(!read("Batch,Voters\nA,10\nB,20\n").expect_err("no column of counts").contains("counts cards"));
}

#[test]
fn the_sheet_that_people_see_and_that_is_a_manifest_is_read() {
    let cover = || sheet(&[&["Lake County"], &["Cards by batch"]], "");
    let of = |name: &str| sheet(&[&["Batch", "Ballots"], &[name, "#><v>31</v>"]], "");
    let seen = |bytes: &[u8], name: Option<&str>| {
        let options = ManifestOptions { sheet: name.map(str::to_owned), ..ManifestOptions::default() };
        let file = ManifestFile::read(bytes, &options).map_err(|flaw| flaw.to_string())?;
        Ok::<_, String>((file.batch(0).to_owned(), file.sheet().map(str::to_owned)))
    };
    let found = |name: &str, sheet: &str| Ok((name.to_owned(), Some(sheet.to_owned())));
    let second = workbook(&[("Cover", "visible", cover()), ("Manifest", "visible", of("A"))], "");
    assert_eq!(seen(&second, None), found("A", "Manifest"));
    let hidden = workbook(&[("Old", "hidden", of("old")), ("New", "visible", of("new"))], "");
    assert_eq!(seen(&hidden, None), found("new", "New"));
    assert_eq!(seen(&hidden, Some("old")), found("old", "Old"));
    let two = workbook(&[("Lake", "visible", of("A")), ("Hill &amp; Dale", "visible", of("B"))], "");
    let flaw = seen(&two, None).expect_err("two manifests");
    assert_eq!(
        flaw,
        "found a manifest on the sheets \"Lake\" and \"Hill & Dale\"; allowed: one of them; name it with --sheet"
    );
    assert_eq!(seen(&two, Some("hill & dale ")), found("B", "Hill & Dale"));
    let flaw = seen(&two, Some("Plain")).expect_err("no such sheet");
    assert_eq!(flaw, "found no sheet \"Plain\"; allowed: --sheet with one of \"Lake\", \"Hill & Dale\"");
    let only_hidden = workbook(&[("Cover", "visible", cover()), ("M", "veryHidden", of("A"))], "");
    assert!(
        seen(&only_hidden, None).expect_err("hidden").starts_with("found a manifest on the hidden sheet \"M\" only")
    );
    let none = workbook(&[("A", "visible", cover()), ("B", "visible", cover())], "");
    assert_eq!(
        seen(&none, None).expect_err("none"),
        "found 2 sheets without the columns of a manifest; allowed: --sheet with one of \"A\", \"B\""
    );
    assert_eq!(seen(&workbook(&[("S", "visible", of("A"))], ""), None), Ok(("A".to_owned(), None)));
    assert_eq!(
        seen(&workbook(&[("S", "visible", sheet(&[], ""))], ""), None).expect_err("empty"),
        "found an empty file; allowed: a header and a row for every batch"
    );
}

const STYLES: &str = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/><numFmt numFmtId=\"165\" formatCode=\"d-mmm\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs>";

#[test]
fn cells_of_workbooks_are_read_as_people_see_them() {
    let of = |rows: &[&[&str]], more: &str| workbook(&[("S", "visible", sheet(rows, more))], STYLES);
    let head: &[&str] = &["County", "Batch", "Ballots", "Scanned"];
    // A title that is a date, zeros that a format shows, a formula with its value, a date that nobody needs.
    let bytes = of(
        &[
            &["Lake County", "# s=\"2\"><v>46025</v>"],
            head,
            &["Lake", "# s=\"1\"><v>7</v>", "#><f>10+21</f><v>31</v>", "# s=\"2\"><v>46025</v>"],
            &["Lake", "# t=\"str\"><f>\"B\"</f><v>B</v>", "#><v>9.0</v>"],
        ],
        "",
    );
    reads(&bytes, &[("Lake,007", 31), ("Lake,B", 9)], &[]);
    assert_eq!(read(&bytes).expect("a manifest").cell(0, 3), "2026-01-03");
    for (row, says) in [
        (
            &["Lake", "# s=\"2\"><v>46025</v>", "#><v>1</v>"][..],
            "row 2, column \"Batch\": found a date; allowed: text and numbers",
        ),
        (&["Lake", "# t=\"d\"><v>2026-01-03</v>", "#><v>1</v>"], "row 2, column \"Batch\": found a date"),
        (&["Lake", "A", "#><f>C9+C10</f><v/>"], "row 2, column \"Ballots\": found a formula without its value"),
        (&["Lake", "A", "#><f>SUM(C9:C10)</f><v/>"], "row 2, column \"Ballots\": found a formula that sums other rows"),
        (
            &["Lake", "A", "# t=\"e\"><v>#REF!</v>"],
            "found \"#REF!\"; allowed: whole numbers (a formula behind this cell failed",
        ),
        (&["Lake", "# t=\"e\"><v>#NAME?</v>", "#><v>1</v>"], "found \"#NAME?\"; allowed: a name"),
        (
            &["Lake", "", "#><f>SUM(C2:C3)</f><v>3</v>"],
            "found a formula that sums other rows; allowed: batches only; take the row of totals out",
        ),
    ] {
        refuses(of(&[head, row], ""), says);
    }
    // Merged cells: the county of all rows, but never a count of several batches.
    let rows: &[&[&str]] = &[
        head,
        &["Lake", "A", "#><v>1</v>"],
        &["", "B", "#><v>2</v>"],
        &["", "C", "#><v>4</v>"],
        &["Hill", "D", "#><v>8</v>"],
    ];
    reads(
        of(rows, "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>"),
        &[("Lake,A", 1), ("Lake,B", 2), ("Lake,C", 4), ("Hill,D", 8)],
        &[],
    );
    let counts: &[&[&str]] = &[head, &["Lake", "A", "#><v>1</v>"], &["Lake", "B", ""]];
    refuses(
        of(counts, "<mergeCells><mergeCell ref=\"C2:C3\"/></mergeCells>"),
        "row 3, column \"Ballots\": found merged cells; allowed: a cell of its own",
    );
    refuses(
        of(rows, "<mergeCells><mergeCell ref=\"nonsense\"/></mergeCells>"),
        "found \"nonsense\"; allowed: places such as B12",
    );
    // Merged cells that claim all there is cost nothing.
    let all = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(50_000);
    let file = of(rows, &format!("<mergeCells>{all}</mergeCells>"));
    assert!(read(file).is_ok_and(|file| file.rows() == 4));
}

/// A file that is read, its batches, and its doubts.
type Read = (&'static str, &'static [(&'static str, u64)], &'static [&'static str]);

#[test]
fn the_cases_of_offices_are_read_told_or_refused() {
    const GOOD_ROWS: &[(&str, u64)] = &[("A", 120), ("B", 95), ("C", 210)];
    const TWO: &[(&str, u64)] = &[("A", 120), ("B", 95)];
    let read_right: [Read; 18] = [
        ("good.csv", GOOD_ROWS, &[]),
        ("semi.csv", GOOD_ROWS, &[]),
        ("utf16.csv", GOOD_ROWS, &[]),
        ("excel.csv", &[("3-Jan", 120), ("4-Jan", 95), ("1.23E+12", 210)], &["row 2", "row 4"]),
        ("excel2.csv", &[("44929", 120), ("1.0", 95), ("2.0", 210)], &["row 2", "row 3"]),
        ("title.csv", TWO, &[]),
        ("names.csv", TWO, &[]),
        ("names2.csv", TWO, &[]),
        ("tab.csv", TWO, &[]),
        ("blanks.csv", TWO, &[]),
        ("latin.csv", &[("Peña", 120), ("B", 95), ("C", 210)], &[]),
        ("thou.csv", &[("A", 120), ("B", 95), ("C", 1_210)], &[]),
        ("sheets.xlsx", TWO, &[]),
        ("t.xlsx", &[("A", 120), ("B", 95), ("C", 1_210)], &[]),
        ("fake.xls", &[("A", 120), ("B", 95), ("C", 1_210)], &[]),
        ("../field/08-equals-sign-cells/eq.csv", &[("001", 5), ("002", 5)], &["as many as all rows above"]),
        ("../field/08-equals-sign-cells/count.csv", &[("001", 5), ("002", 5)], &["as many as all rows above"]),
        ("../field/01-total-row-other-name/keep.csv", &[("A", 10), ("B", 10)], &["row 3"]),
    ];
    for (name, rows, doubts) in read_right {
        let Some(bytes) = oracle_bytes(&format!("cases/manifests/{name}")) else { return };
        reads(bytes, rows, doubts);
    }
    for (name, says) in [
        (
            "dot.csv",
            "row 4, column \"Number of Ballots\": found \"1.210\"; allowed: whole numbers without a sign between thousands",
        ),
        ("bad.xlsx", "a workbook that cannot be unpacked"),
        ("date.xlsx", "row 2, column \"Batch Name\": found a date"),
        ("sum.xlsx", "row 4, column \"Number of Ballots\": found a formula that sums other rows"),
        ("ref.csv", "row 3, column \"Number of Ballots\": found \"#REF!\""),
        ("total.csv", "found \"Total\""),
        ("total2.csv", "row 5, column \"Batch Name\": found an empty cell"),
        ("total3.csv", "found \"Grand Total\""),
        ("letterO.csv", "found \"O10\""),
        ("neg.csv", "found \"-5\""),
        ("frac.csv", "found \"95.5\""),
        ("blank.csv", "row 3"),
        ("cols.csv", "row 3: found 3 cells; allowed: 2 cells as in the header"),
        ("dup.csv", "found the batch \"A\" of row 2 again"),
        ("dup2.csv", "found the batch \"1,A\" of row 2 again"),
        ("nohead.csv", "found no column of batch names"),
        ("header.csv", "found a header and no row"),
        ("empty.csv", "found an empty file"),
        ("twocol.csv", "found \"Ballots\"; allowed: every column's name once"),
        ("../field/01-total-row-other-name/manifest.csv", "row 5, column \"Batch Name\": found \"All Precincts\""),
        ("../field/01-total-row-other-name/manifest2.csv", "row 5, column \"Batch Name\": found \"County Total\""),
        ("../field/01-total-row-other-name/manifest3.csv", "row 5, column \"Container\": found \"TOTAL\""),
        ("../field/01-total-row-other-name/manifest4.csv", "row 5, column \"Batch Name\": found \"---\""),
    ] {
        let Some(bytes) = oracle_bytes(&format!("cases/manifests/{name}")) else { return };
        refuses(bytes, says);
    }
    for name in ["m.csv", "corla.csv"] {
        let Some(bytes) = oracle_bytes(&format!("cases/field/09-one-batch-in-two-boxes/{name}")) else { return };
        let doubts = stated(&read(bytes).expect("a manifest")).1;
        assert!(doubts.iter().any(|doubt| doubt.contains("then means two cards")), "{name}: {doubts:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_end_in_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0_usize..6) {
        let begins: [&[u8]; 6] = [b"", HEAD.as_bytes(), b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"Batch\tBallots\n"];
        if let Err(flaw) = read([begins[head], &bytes].concat()) {
            prop_assert_eq!(flaw.lines().count(), 1, "{}", flaw);
        }
    }

    #[test]
    fn no_text_in_a_sheet_ends_in_a_panic(rows in "(<row r=\"[0-9]{1,3}\">|</row>|<c r=\"[A-C][1-9]\"( s=\"[0-3]\")?>|<v>|</v>|</c>|[0-9]{1,5}|<mergeCell ref=\"[A-C][1-9]:[A-C][1-9]\"/>|<f/>| ){0,30}") {
        let bytes = workbook(&[("S", "visible", format!("{}{rows}", sheet(&[&["Batch", "Ballots"]], "")))], STYLES);
        if let Err(flaw) = read(bytes) {
            prop_assert_eq!(flaw.lines().count(), 1, "{}", flaw);
        }
    }

    #[test]
    fn names_in_tables_never_run_and_read_back(names in proptest::collection::vec("[=+@\\-'\" ,;A-z0-9\\t\\r\\n]{0,6}|.{1,8}", 1..6)) {
        let column = |name: &str| TableColumn { name: name.to_owned(), kind: ColumnKind::Text };
        let row: Vec<(TableColumn, Value)> = names.iter().zip(0..).map(|(name, at)| (column(&format!("c{at}")), json!(name))).collect();
        let mut rows = CsvRows::begin(Vec::new());
        rows.row(&row).expect("a row");
        rows.row(&[row[..names.len() - 1].to_vec(), vec![(column(&format!("c{}", names.len() - 1)), json!(-7))]].concat()).expect("another");
        let text = rows.end().expect("a table");
        let mut reader = csv::Reader::from_reader(&text[..]);
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
        for (name, cell) in names.iter().zip(&records[0]) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok(), "{}", cell);
            prop_assert_eq!(&*unguarded(cell), name);
        }
        prop_assert_eq!(&records[1][names.len() - 1], "-7", "numbers are numbers");
    }
}

fn recount(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = crate::program::program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A program that has seen a wrong word does not listen.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// What a draw prints, and what it says beside it.
fn drawn(arguments: &[&str], input: &str) -> (String, String) {
    let output = recount(&[&["draw"], arguments].concat(), input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

fn refused(arguments: &[&str], input: &str, says: &str) {
    let output = recount(&[&["draw"], arguments].concat(), input.as_bytes());
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}: {said}");
    assert!(said.contains(says), "{arguments:?}: {said}\n{says}");
}

const GOOD: &str = "County,Box,Batch,Ballots,Bound\nLake,1,A,120,0.5\nLake,1,B,95,0.2\nHill,2,C,210,0.7\n";
const FROM: [&str; 6] = ["--manifest", "-", "--seed", "4 2 6", "-n", "3"];

#[test]
fn control_totals_and_doubts_stand_before_the_draw() {
    let (page, said) = drawn(&[&FROM[..], &["--expect-cards", "425", "--expect-batches", "3"]].concat(), GOOD);
    assert!(page.contains("from 425 cards in 3 batches") && said.is_empty(), "{page}{said}");
    refused(
        &[&FROM[..], &["--expect-cards", "435"]].concat(),
        GOOD,
        "failed to read -: found 425 cards; allowed: 435, as --expect-cards says",
    );
    refused(
        &[&FROM[..], &["--expect-batches", "4"]].concat(),
        GOOD,
        "found 3 batches; allowed: 4, as --expect-batches says",
    );
    let doubtful = "Batch,Ballots\n3-Jan,12\nB,13\n";
    let (page, said) = drawn(&FROM, doubtful);
    assert!(
        page.contains("3 draws")
            && said.starts_with("recount: warning: -: row 2, column \"Batch\": found \"3-Jan\"; a spreadsheet"),
        "{said}"
    );
    let (page, said) = drawn(&[&FROM[..], &["--json"]].concat(), doubtful);
    let page: Value = serde_json::from_str(&page).expect("JSON");
    assert!(page["manifest"]["warnings"][0].as_str().is_some_and(|warning| said.contains(warning)));
    let (_, said) = drawn(&[&FROM[..], &["--lang", "es"]].concat(), doubtful);
    assert!(
        said.starts_with(
            "recount: advertencia: -: fila 2, columna \"Batch\": hallado: \"3-Jan\"; tal vez una planilla"
        ),
        "{said}"
    );
    for sums in ["Batch,Ballots\nA,1\nB,2\nC,3\n", "Batch,Ballots\nA,2\nB,2\n"] {
        let (_, said) = drawn(&[&FROM[..], &["--no-total-row"]].concat(), sums);
        assert_eq!(said, "");
    }
}

/// An option of `draw` with a value that fits, and sources with which it does something.
struct Tried {
    flag: &'static [&'static str],
    fits: &'static str,
}

/// Options beside the source; `fits` names sources: m a manifest, i names, n numbers. `FILE` is a file of its own.
const OPTIONS: [Tried; 20] = [
    Tried { flag: &["--from", "30"], fits: "n" },
    Tried { flag: &["--seed", "9"], fits: "min" },
    Tried { flag: &["--generator", "cryptorandom"], fits: "min" },
    Tried { flag: &["--percent", "70"], fits: "m" },
    Tried { flag: &["--skip", "1"], fits: "min" },
    Tried { flag: &["--after", "5 5=1"], fits: "min" },
    Tried { flag: &["--replacement"], fits: "min" },
    Tried { flag: &["--by", "batch"], fits: "m" },
    Tried { flag: &["--stratum", "County"], fits: "m" },
    Tried { flag: &["--weight", "Bound", "--generator", "ppeb"], fits: "m" },
    Tried { flag: &["--batch", "Box"], fits: "m" },
    Tried { flag: &["--count", "Box"], fits: "m" },
    Tried { flag: &["--sheet", "S"], fits: "" },
    Tried { flag: &["--expect-cards", "432"], fits: "m" },
    Tried { flag: &["--expect-batches", "9"], fits: "m" },
    Tried { flag: &["--no-total-row"], fits: "m" },
    Tried { flag: &["--digits", "4", "--generator", "consistent"], fits: "min" },
    Tried { flag: &["--order", "pull"], fits: "m" },
    Tried { flag: &["--csv", "FILE"], fits: "min" },
    Tried { flag: &["--json"], fits: "min" },
];

/// Options that only hold a manifest against what is known.
const CHECKS: [&str; 3] = ["--expect-cards", "--expect-batches", "--no-total-row"];

/// Pairs of which one says what the other implies.
const IMPLIED: [[&str; 2]; 3] = [["--percent", "--by"], ["--by", "--weight"], ["--replacement", "--weight"]];

/// What a draw of five prints and writes with these options; nothing and its sentence where it is refused.
fn answers(source: &[&str], options: &[&[&str]], input: &str, file: &Path) -> Result<String, String> {
    let given: Vec<&str> = options.concat();
    let mut all: Vec<&str> = [&["draw"], source].concat();
    if !given.contains(&"--percent") {
        all.extend(["-n", "5"]);
    }
    if !given.contains(&"--generator") {
        all.extend(["--generator", "consistent"]);
    }
    for option in options {
        // A generator that two options name is named once.
        let again = option.iter().position(|word| *word == "--generator").filter(|_| all.contains(&"--generator"));
        let own = &option[..again.unwrap_or(option.len())];
        all.extend(own.iter().map(|word| if *word == "FILE" { file.to_str().expect("a path") } else { word }));
    }
    let _ = std::fs::remove_file(file);
    let output = recount(&all, input.as_bytes());
    let written = std::fs::read_to_string(file).unwrap_or_default();
    if output.status.success() {
        return Ok(text(&output.stdout) + &written);
    }
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(2) && output.stdout.is_empty() && written.is_empty(), "{all:?}: {said}");
    assert!(!said.is_empty(), "{all:?}");
    Err(said)
}

#[test]
fn every_pair_of_options_does_something_or_is_refused() {
    let row = |i: usize| {
        let (county, batch) = (if i < 5 { "Lake" } else { "Hill" }, char::from(b'A' + i as u8));
        format!("{county},{},{batch},{},0.{}\n", 12 + i, 20 + 7 * i, i + 1)
    };
    let manifest = "County,Box,Batch,Ballots,Bound\n".to_owned() + &(0..9).map(row).collect::<String>();
    let names = (0..12).fold(String::new(), |text, i| text + &format!("x{i}\n"));
    let sources: [(char, &[&str], &str); 3] =
        [('m', &["--manifest", "-"], &manifest), ('i', &["--ids", "-"], &names), ('n', &["--to", "40"], "")];
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out.csv");
    let mut compared = (0, 0);
    for (letter, source, input) in sources {
        let ask = |options: &[&[&str]]| answers(source, options, input, &file);
        let plain = ask(&[]).expect("a draw");
        let alone: Vec<_> = OPTIONS.iter().map(|option| ask(&[option.flag])).collect();
        for (option, answer) in OPTIONS.iter().zip(&alone) {
            assert_eq!(answer.is_ok(), option.fits.contains(letter), "{letter} {:?}: {answer:?}", option.flag);
            let shows = || ask(&[option.flag, &["--json"]]) != ask(&[&["--json"]]);
            let does = answer.as_ref() != Ok(&plain) || CHECKS.contains(&option.flag[0]) || shows();
            assert!(does, "{letter} {:?} does nothing", option.flag);
        }
        for (at, first) in OPTIONS.iter().enumerate() {
            for (second, of_second) in OPTIONS.iter().zip(&alone).skip(at + 1) {
                let pair = [first.flag, second.flag];
                let Ok(answer) = ask(&pair) else {
                    compared.1 += 1;
                    continue;
                };
                assert!(first.fits.contains(letter) && second.fits.contains(letter), "{letter} {pair:?} is answered");
                compared.0 += 1;
                for (other, without) in [(first, of_second), (second, &alone[at])] {
                    let named = |it: &Tried| it.flag[0];
                    let is_implied = IMPLIED.contains(&[named(first), named(second)]);
                    if CHECKS.contains(&named(other)) || is_implied || without.as_ref() != Ok(&answer) {
                        continue;
                    }
                    // What a table for people leaves out is in the document.
                    let kept = if other.flag == first.flag { second } else { first };
                    let json: &[&str] = &["--json"];
                    let shown =
                        !pair.contains(&json) && ask(&[first.flag, second.flag, json]) != ask(&[kept.flag, json]);
                    assert!(shown, "{letter} {pair:?}: {:?} does nothing", other.flag);
                }
            }
        }
    }
    assert!(compared.0 > 100 && compared.1 > 150, "{compared:?}");
}

#[test]
fn draws_from_names_and_numbers_are_written_as_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.csv");
    let file = path.to_str().expect("a path");
    let names = "x1\nx2\n'=x3\n";
    let (page, _) = drawn(&["--seed", "1", "--ids", "-", "-n", "3", "--csv", file], names);
    let written = std::fs::read_to_string(&path).expect("the file");
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    assert_eq!(
        reader.headers().expect("a header"),
        &csv::StringRecord::from(vec!["order", "ticket", "generation", "drawn"])
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    for row in &rows {
        assert!(page.contains(&row[1]) && page.contains(&*unguarded(&row[3])), "{page}{written}");
    }
    assert!(rows.iter().any(|row| &row[3] == "'=x3"), "{written}");
    let (csv, _) = drawn(&["--seed", "1", "--from", "-3", "--to", "9", "-n", "13", "--csv", "-"], "");
    let numbers: Vec<i64> =
        csv.lines().skip(1).map(|line| line.rsplit(',').next().expect("a cell").parse().expect("a number")).collect();
    let mut seen = std::collections::BTreeSet::new();
    let by_hand: Vec<i64> =
        picks("1".to_owned(), 13).map(|pick| pick as i64 - 3).filter(|&pick| seen.insert(pick)).take(13).collect();
    assert_eq!(numbers, by_hand);
    for (source, input) in [(["--ids", "-"], names), (["--to", "9"], ""), (["--manifest", "-"], GOOD)] {
        let nowhere = folder.path().join("no/such/out.csv");
        let nowhere = nowhere.to_str().expect("a path");
        refused(&[&source[..], &["-n", "1", "--csv", nowhere]].concat(), input, nowhere);
        refused(&[&source[..], &["-n", "1", "--csv", "-", "--json"]].concat(), input, "found --json too");
    }
}

#[test]
fn hostile_names_in_a_draw_stay_names() {
    let names = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "'=x", "-5", "plain"];
    let cells = names.iter().zip(11..).map(|(name, n)| format!("{},{n}\n", guarded(name)));
    let manifest = format!("{HEAD}{}", cells.collect::<String>());
    let file = read(&manifest).expect("a manifest");
    assert_eq!((0..file.rows()).map(|row| file.batch(row)).collect::<Vec<_>>(), names);
    let (csv, _) = drawn(&["--manifest", "-", "--seed", "1", "-n", "7", "--by", "batch", "--csv", "-"], &manifest);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut back = Vec::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
        assert!(!row.iter().any(is_formula), "{row:?}");
        back.push(unguarded(&row[3]).into_owned());
    }
    back.sort();
    let mut all: Vec<String> = names.map(str::to_owned).to_vec();
    all.sort();
    assert_eq!(back, all);
}

#[test]
fn lists_of_names_are_trimmed_and_hold_each_once() {
    let of = |input: &str| drawn(&["--seed", "1", "--ids", "-", "-n", "2", "--csv", "-"], input).0;
    assert_eq!(of("x1\nx2 \n\n x3\n"), of("\u{feff}=\"x1\"\r\nx2\r\nx3\r\n"));
    for (input, says) in [
        ("x1\nx2\nx3 \nx3\n", "row 4: found the name \"x3\" of row 3 again; allowed: every name once"),
        ("a b\na  b\n", "row 2: found the name \"a  b\", which looks like that of row 1"),
        ("A\0\n", "bytes that are not text"),
        ("", "at most the 0 there are"),
    ] {
        refused(&["--seed", "1", "--ids", "-", "-n", "1"], input, says);
    }
    let (_, said) = drawn(&["--seed", "1", "--ids", "-", "-n", "1"], "x3\n3-Jan\nX3\nX 3\n");
    assert!(
        said.contains("warning: -: row 3 (and 1 more): found \"X3\" beside \"x3\" of row 1; the names look alike"),
        "{said}"
    );
    assert!(said.contains("row 2: found \"3-Jan\"; a spreadsheet may have made a date"), "{said}");
    // Letters of another script that look the same, as capitals or as small ones.
    for (one, other) in [("Box A", "Box \u{410}"), ("Ben 1", "\u{412}en 1"), ("von", "\u{3bd}on")] {
        let (_, said) = drawn(&["--seed", "1", "--ids", "-", "-n", "1"], &format!("{one}\n{other}\n"));
        let says = format!("row 2: found {other:?} beside {one:?} of row 1; the names look alike");
        assert!(said.contains(&says), "{said}");
        let manifest = format!("Batch,Ballots\n{one},10\n{other},30\n");
        let (_, said) = drawn(&["--seed", "1", "--manifest", "-", "-n", "1"], &manifest);
        assert!(said.contains(&format!("{other:?} beside {one:?} of row 2; the names look alike")), "{said}");
    }
    let utf16: Vec<u8> = "x1\nx2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let output = recount(&["draw", "--seed", "1", "--ids", "-", "-n", "2", "--csv", "-"], &utf16);
    assert_eq!(text(&output.stdout), of("x1\nx2\n"));
}

#[test]
fn nothing_is_no_draw_and_a_seed_is_a_text() {
    for arguments in [
        &["--manifest", "-", "-n", "0"][..],
        &["--ids", "-", "-n", "0"],
        &["--to", "9", "-n", "0"],
        &["--manifest", "-", "--percent", "40", "--skip", "2"],
        &["--manifest", "-", "--stratum", "County", "-n", "0"],
    ] {
        let input = if arguments[0] == "--ids" { "x1\n" } else { GOOD };
        refused(&[&["--seed", "1"], arguments].concat(), input, "found 0 draws; allowed: at least one");
    }
    let twice = "County,Batch,Ballots\nLake,A,10\nlake,B,30\n";
    let strata = "found the strata \"Lake\" and \"lake\"; allowed: strata that differ in more than capitals";
    refused(&["--seed", "1", "--manifest", "-", "--stratum", "County", "-n", "1"], twice, strata);
    // One stratum may have none.
    drawn(&["--seed", "1", "--manifest", "-", "--stratum", "County", "-n", "0", "-n", "Lake=2"], GOOD);
    let scenario = "scenarios/seven-polls.toml";
    let grid = "scenarios/grids/sweep-small.toml";
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
        folder.path().join(name).to_str().expect("a path").to_owned()
    };
    let path = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let of = |name: &str| std::fs::read_to_string(path(name)).expect("a shipped file");
    for (place, seed) in
        [("empty", ""), ("before", " 426153"), ("behind", "426153 "), ("line", "426153\n"), ("unseen", "1\u{200b}")]
    {
        let commands: [&[&str]; 5] = [
            &["draw", "--to", "9", "-n", "1"],
            &["run", "seven-polls"],
            &["simulate", "seven-polls", "--trials", "2"],
            &["plan", "seven-polls"],
            &["check", "seven-polls"],
        ];
        for command in commands {
            let output = recount(&[command, &["--seed", seed]].concat(), b"");
            let said = text(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command:?}");
            assert!(said.contains("a seed is some text without blanks before or behind it"), "{said}");
        }
        let key = format!("seed = {}\n", json!(seed).to_string().replace("\\u200b", "\u{200b}"));
        let line = |text: &str| {
            let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("seed ")).collect();
            let at = rest.iter().position(|line| line.contains(" = ")).expect("a key");
            [&rest[..at], &[key.trim_end()], &rest[at..]].concat().join("\n") + "\n"
        };
        let own = file(&format!("{place}.toml"), &line(&of(scenario)));
        let cells = file(&format!("{place}-grid.toml"), &line(&of(grid)));
        let out = folder.path().join(place).to_str().expect("a path").to_owned();
        let files: [&[&str]; 4] =
            [&["run", &own], &["simulate", &own, "--trials", "2"], &["plan", &own], &["sweep", &cells, "--out", &out]];
        for command in files {
            let output = recount(command, b"");
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
            // A text of several lines is refused for every key of a file.
            let allowed =
                if place == "line" { "text in one line" } else { "some text without blanks before or behind it" };
            assert!(said.contains("seed: found ") && said.contains(&format!("allowed: {allowed}")), "{said}");
        }
        let spec = json!({"method": "polling", "risk_limit": 0.05, "votes": {"A": 60, "B": 40}, "seed": seed});
        let question =
            json!({"test": "bayes", "ballots": 100, "sample": {"A": 5, "B": 2}, "winner": "A", "seed": seed});
        for (command, asked) in [(&["plan", "--spec", "-"][..], spec), (&["risk", "-"], question)] {
            let output = recount(command, asked.to_string().as_bytes());
            assert_eq!(output.status.code(), Some(2), "{command:?}: {}", text(&output.stdout));
            assert!(
                text(&output.stdout).contains("some text without blanks before or behind it"),
                "{}",
                text(&output.stdout)
            );
        }
    }
}

#[test]
fn a_round_with_a_seed_of_its_own_passes_over_what_was_drawn() {
    // By hand: the first 6 of one seed, the first 4 of another that are not among them, then the rest of a third.
    let order = |seed: &str| {
        let mut seen = std::collections::BTreeSet::new();
        picks(seed.to_owned(), 40).filter(|&pick| seen.insert(pick)).map(|pick| pick + 1).take(40).collect::<Vec<u64>>()
    };
    let first: Vec<u64> = order("one").into_iter().take(6).collect();
    let second: Vec<u64> = order("two").into_iter().filter(|pick| !first.contains(pick)).take(4).collect();
    let third: Vec<u64> =
        order("three").into_iter().filter(|pick| !first.contains(pick) && !second.contains(pick)).collect();
    let rounds = ["--seed", "three", "--after", "one=6", "--after", "two=4", "--json"];
    let of = |source: &[&str], input: &str| -> Value {
        serde_json::from_str(&drawn(&[&rounds[..], source].concat(), input).0).expect("JSON")
    };
    let page = of(&["--to", "40", "-n", "30"], "");
    assert_eq!(page["draws"], json!(third));
    assert_eq!(page["after"], json!([{"seed": "one", "drawn": 6}, {"seed": "two", "drawn": 4}]));
    let of_manifest = of(&["--manifest", "-", "-n", "30"], "Batch,Ballots\nA,15\nB,25\n");
    let cards: Vec<u64> = of_manifest["draws"]
        .as_array()
        .expect("draws")
        .iter()
        .map(|draw| draw["position"].as_u64().expect("a position") + if draw["batch"] == "B" { 15 } else { 0 })
        .collect();
    assert_eq!(cards, third);
    let skipped = of(&["--to", "40", "-n", "5", "--skip", "3"], "");
    assert_eq!(skipped["draws"], json!(third[3..8]));
    // By name too: no name comes twice over the rounds, and together they are all.
    let names: String = (0..20).fold(String::new(), |text, i| text + &format!("n{i}\n"));
    let of_names = |arguments: &[&str]| -> Vec<String> {
        let page: Value =
            serde_json::from_str(&drawn(&[arguments, &["--ids", "-", "--json"]].concat(), &names).0).expect("JSON");
        page["tickets"]
            .as_array()
            .expect("tickets")
            .iter()
            .map(|ticket| ticket[1].as_str().expect("a name").to_owned())
            .collect()
    };
    let mut all =
        [of_names(&["--seed", "one", "-n", "8"]), of_names(&["--seed", "two", "--after", "one=8", "-n", "12"])]
            .concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 20);
    let (page, _) = drawn(&["--seed", "two", "--after", "one=6", "--to", "40", "-n", "2"], "");
    assert!(page.contains("after 6 draws with seed one, which are passed over"), "{page}");
    let (page, _) = drawn(&["--seed", "one", "--skip", "6", "--manifest", "-", "-n", "2"], GOOD);
    assert!(page.contains("after 6 draws\nwhoever knows the seed knew these before they were drawn"), "{page}");
    for (arguments, says) in [
        (
            &["--to", "40", "-n", "31"][..],
            "found 41 draws of numbers; allowed: at most the 40 there are, without replacement",
        ),
        (
            &["--manifest", "-", "-n", "416"],
            "found 426 draws of cards; allowed: at most the 425 cards there are, without replacement",
        ),
        (
            &["--to", "40", "-n", "3", "--replacement"],
            "found earlier rounds of a draw with replacement; allowed: without replacement",
        ),
        (&["--manifest", "-", "-n", "1", "--stratum", "County"], "found earlier rounds and strata"),
        (
            &["--manifest", "-", "-n", "1", "--weight", "Bound", "--generator", "ppeb"],
            "earlier rounds of a draw with replacement",
        ),
        (&["--to", "40", "-n", "1", "--after", "=3"], "--after: found \"=3\"; allowed: SEED=NUMBER"),
        (&["--to", "40", "-n", "1", "--after", "x"], "allowed: SEED=NUMBER"),
        (&["--to", "40", "-n", "1", "--after", "x=0"], "allowed: SEED=NUMBER"),
    ] {
        refused(&[&rounds[..6], arguments].concat(), GOOD, says);
    }
}
