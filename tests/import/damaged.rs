//! Hostile files, each with what is said of it; files damaged at random are the matter of `tests/fuzz`.

use std::io::Write as _;

use recount::import::NoteKind;

use crate::import::shared::{bytes, read, zipped};

fn said(name: &str, bytes: Vec<u8>) -> String {
    match read(vec![(name.to_owned(), bytes)]) {
        Ok(imports) => panic!("{name} is read as {}", imports[0].format),
        Err(said) => said,
    }
}

#[test]
fn what_is_no_export_is_refused_in_words() {
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    assert!(said("cvr.csv", old).contains("an Excel workbook of the kind before 2007 (.xls)"));
    assert!(said("cvr.csv", b"%PDF-1.7\n".to_vec()).contains("a PDF"));
    assert!(said("cvr.csv", b"<!DOCTYPE html><html>".to_vec()).contains("a web page"));
    assert!(said("cvr.csv", vec![0, 1, 2, 3, 0, 0]).contains("bytes that are not text"));
    assert!(said("cvr.csv", Vec::new()).contains("the end of the file"));
    assert!(said("cvr.csv", b"hello\n".to_vec()).contains("found \"hello\"; allowed: a file of a format"));
    assert!(said("cvr.gz", b"\x1f\x8b\x08".to_vec()).contains("a packed file"));
}

#[test]
fn every_encoding_is_the_same_file() {
    let text = String::from_utf8(bytes("data/formats/dominion_csv/arlo_basic.csv"))
        .expect("a known file")
        .replace("Choice 1-1", "Chöice €");
    let utf16 = |order: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark, &text.encode_utf16().flat_map(order).collect::<Vec<u8>>()].concat()
    };
    let old: Vec<u8> = text
        .chars()
        .flat_map(|sign| match sign {
            'ö' => vec![0xf6],
            '€' => vec![0x80],
            other => vec![other as u8],
        })
        .collect();
    let is_old = |import: &recount::import::Import| import.notes.count(&NoteKind::NotUtf8);
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace("\r\n", "\n").replace('\n', "\r").into_bytes(),
        utf16(u16::to_le_bytes, b"\xff\xfe"),
        utf16(u16::to_be_bytes, b"\xfe\xff"),
        utf16(u16::to_le_bytes, b""),
        old.clone(),
    ] {
        let expected = u64::from(bytes == old);
        let import = read(vec![("cvr.csv".to_owned(), bytes)]).expect("a known file").remove(0);
        assert_eq!(is_old(&import), expected);
        let cards = crate::import::shared::cards(&import);
        assert_eq!((cards.cards(), cards.count(0).votes), (14, vec![7, 3]));
        assert_eq!(cards.contests[0].contest.choices[0].name, "Chöice €");
    }
}

/// Exports as hands and spreadsheets leave them.
#[test]
fn exports_that_were_saved_again_are_refused_in_words() {
    let text = String::from_utf8(bytes("data/formats/dominion_csv/arlo_basic.csv")).expect("a known file");
    let joined = format!("{text}\n{text}");
    assert!(
        said("cvr.csv", joined.into_bytes()).contains("found the header of another export; allowed: one export in")
    );
    // A wrong mark some rows before the second header is itself, and no header.
    let wrong = text.replacen("COUNTY,0,1", "COUNTY,0,7", 1);
    let message = said("cvr.csv", format!("{wrong}\n{text}").into_bytes());
    assert!(message.contains("row 5, column 9: found \"7\""), "{message}");
    let apart = text.replace(',', ";").into_bytes();
    assert!(said("cvr.csv", apart).contains("found cells that are separated by semicolons; allowed: cells that are"));
    let tabs = text.replace(',', "\t").into_bytes();
    assert!(said("cvr.csv", tabs).contains("found cells that are separated by tabs"));
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    let cells = rows[4].matches(',').count() + 1;
    let short = rows[4].rsplit_once(',').expect("cells").0.to_owned();
    let whole = std::mem::replace(&mut rows[4], short);
    let message = said("cvr.csv", rows.join("\n").into_bytes());
    let says = format!("row 5: found {} cells; allowed: {cells} cells, as many as the header has", cells - 1);
    assert!(message.contains(&says), "{message}");
    rows[4] = whole;
    // A quotation mark that is closed only thirty rows later, in a cell that may hold any text.
    let last = rows.last().expect("rows").clone();
    rows.extend(std::iter::repeat_n(last, 30));
    let open = |row: &str| {
        let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
        cells[6].insert(0, '"');
        cells.join(",")
    };
    rows[6] = open(&rows[6]);
    rows.push(open(&rows[7]));
    let message = said("cvr.csv", rows.join("\n").into_bytes());
    assert!(message.contains("row 7: found a row of"), "{message}");
}

/// A heading that is lost must not take the votes below it with it.
#[test]
fn votes_without_a_heading_are_refused() {
    let ess = "Cast Vote Record,Precinct,Ballot Style,Mayor,Council\n1,P,S,Ada,Dot\n2,P,S,Ben,Eli\n";
    assert!(
        said("cvr.csv", ess.replace(",Mayor,", ",,").into_bytes())
            .contains("row 2, column 4: found \"Ada\" in a column without a heading")
    );
    let clear = String::from_utf8(bytes("data/formats/clearballot/arlo_clearballot.csv")).expect("a known file");
    let heading =
        clear.lines().next().expect("a header").split(',').find(|cell| cell.contains("Choice_1_1:")).expect("a choice");
    let message = said("cvr.csv", clear.replacen(heading, "", 1).into_bytes());
    assert!(message.contains("in a column without a heading"), "{message}");
    let dominion = String::from_utf8(bytes("data/formats/dominion_csv/arlo_basic.csv")).expect("a known file");
    let bare = dominion.replacen("Contest 1 (Vote For=1),Contest 1 (Vote For=1)", ",", 1);
    assert!(said("cvr.csv", bare.into_bytes()).contains("row 2, column 8: found no contest above a column"));
    // Some cells of a contest are empty and others are not.
    let half = dominion.replacen("COUNTY,0,1,1,1,0", "COUNTY,0,,1,1,0", 1);
    let notes = read(vec![("cvr.csv".to_owned(), half.into_bytes())]).expect("an export").remove(0).notes;
    assert_eq!(notes.count(&NoteKind::HalfEmptyContest("Contest 1".to_owned())), 1);
}

/// An export that says nothing is read, and its review says so.
#[test]
fn records_that_say_nothing_are_found_odd() {
    let text = String::from_utf8(bytes("data/formats/dominion_csv/arlo_basic.csv")).expect("a known file");
    let rows: Vec<&str> = text.lines().collect();
    let notes = |rows: &[String]| {
        read(vec![("cvr.csv".to_owned(), rows.join("\n").into_bytes())]).expect("an export").remove(0).notes
    };
    let mut own: Vec<String> = rows.iter().map(|&row| row.to_owned()).collect();
    assert_eq!(notes(&own).count(&NoteKind::NoCards), 0);
    assert_eq!(notes(&own[..4]).count(&NoteKind::NoCards), 1);
    // Seven cells say which card it is.
    let blank = |row: &str| {
        let cells: Vec<&str> = row.split(',').enumerate().map(|(at, it)| if at < 7 { it } else { "" }).collect();
        cells.join(",")
    };
    own[5] = blank(rows[5]);
    own[9] = blank(rows[9]);
    assert_eq!(notes(&own).count(&NoteKind::CardWithoutContests), 2);
    own[1] = rows[1].replace("Vote For=1", "Vote For=0");
    assert!(notes(&own).iter().any(|(kind, _)| matches!(kind, NoteKind::NoVoteAllowed(_))));
}

/// Archives built to harm.
#[test]
fn archives_that_harm_are_refused() {
    let csv = bytes("data/formats/dominion_csv/arlo_basic.csv");
    for name in ["../cvr.csv", "/etc/cvr.csv", "a/../../cvr.csv", "..\\cvr.csv", "C:\\cvr.csv"] {
        let message = said("x.zip", zipped(&[(name.to_owned(), csv.clone())]));
        assert!(message.contains("leads out of the folder"), "{message}");
    }
    // A name that is no text, and ends within a sign.
    let mut odd = zipped(&[("abcd.csv".to_owned(), csv.clone())]);
    while let Some(at) = odd.windows(8).position(|window| window == b"abcd.csv") {
        odd[at + 4] = 0xff;
    }
    assert!(read(vec![("x.zip".to_owned(), odd)]).is_ok());
    // A gigabyte of zeros in a megabyte.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file(
            "cvr.csv",
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
        )
        .expect("a known file");
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..256 {
        writer.write_all(&zeros).expect("a known file");
    }
    let bomb = writer.finish().expect("a known file").into_inner();
    assert!(bomb.len() < 2 << 20);
    assert!(said("x.zip", bomb).contains("unpacks to 268435456 bytes"));
    // A part that unpacks to more than it claims.
    let mut liar = zipped(&[("cvr.csv".to_owned(), csv.clone())]);
    let size = (csv.len() as u32).to_le_bytes();
    while let Some(at) = liar.windows(4).position(|window| window == size) {
        liar[at..at + 4].copy_from_slice(&40_u32.to_le_bytes());
    }
    assert!(read(vec![("x.zip".to_owned(), liar)]).is_err());
    // Entities that grow.
    let laughs = "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><Cvr><Contests><Contest><Name>&b;</Name></Contest></Contests></Cvr>";
    assert!(said("x.xml", laughs.as_bytes().to_vec()).contains("the entity \"b\""));
    let deep = format!("<Cvr><Contests>{}", "<a>".repeat(100_000));
    assert!(said("x.xml", deep.into_bytes()).contains("nested deeper"));
    // JSON that nests.
    let nested = format!("{{\"Version\":\"5.10\",\"Sessions\":[{}", "[".repeat(100_000));
    assert!(read(vec![("x.json".to_owned(), nested.into_bytes())]).is_err());
}

/// Files on which a careless reader would work for hours: its work must not grow with the square of their size.
#[test]
fn files_that_repeat_end_soon() {
    let many = |text: &str, times: usize| text.repeat(times);
    let twice = "found \"A\" twice";
    let alternating =
        format!("E,5.2\n{}\n{}\nCvrNumber\n", many(",A (Vote For=1),B (Vote For=1)", 2_000), many(",x", 4_000));
    assert!(said("x.csv", alternating.into_bytes()).contains(twice));
    let alike = format!("E,5.2\n{}\n{}\nCvrNumber\n", many(",A (Vote For=1)", 4_000), many(",Write-in", 4_000));
    assert!(said("x.csv", alike.into_bytes()).contains("found \"Write-in\" twice"));
    let wide = format!("Cast Vote Record,Ballot Style{}\n1,S{}\n", many(",A Choice 1", 100_000), many(",Ada", 100_000));
    let import = read(vec![("x.csv".to_owned(), wide.into_bytes())]).unwrap_or_default().remove(0);
    assert_eq!(crate::import::shared::cards(&import).count(0).votes, [1]);
    let blt = format!(
        "5000 1\n[nick {}]\n1 {}0\n0\n",
        (0..5_000).map(|at| format!("c{at} ")).collect::<Vec<_>>().concat(),
        many("c4999 ", 1_000_000)
    );
    assert!(said("x.blt", blt.into_bytes()).contains("at most 250"));
    let clear = format!("RowNumber,BoxID,BoxPosition{}\n", many(",Choice_1:A:Vote For 1:X:P", 100_000));
    assert!(said("x.csv", clear.into_bytes()).contains("twice"));
    let tallies = format!("Batch Name{}\n", many(",X", 100_000));
    assert!(said("x.csv", tallies.into_bytes()).contains("twice"));
    let position = "<SelectionPosition><HasIndication>yes</HasIndication></SelectionPosition>";
    let report = format!(
        "<CastVoteRecordReport><CVR><CVRSnapshot ObjectId='s'><CVRContest><ContestId>c</ContestId><CVRContestSelection>\
        <ContestSelectionId>a</ContestSelectionId>{}</CVRContestSelection></CVRContest></CVRSnapshot><CurrentSnapshotId>s</CurrentSnapshotId></CVR>\
        </CastVoteRecordReport>",
        many(position, 200_000)
    );
    let import = read(vec![("x.xml".to_owned(), report.into_bytes())]).expect("a known file").remove(0);
    assert_eq!(crate::import::shared::cards(&import).count(0).votes, [1]);
}

#[test]
fn claims_of_great_width_are_refused() {
    let wide = format!("E,5.2\n,A (Vote For=1){}\n,\nCvrNumber\n", ",".repeat(200_000));
    assert!(said("x.csv", wide.into_bytes()).contains("allowed: at most 131072"));
    let many: Vec<String> = (0..20_000).map(|at| format!(",C{at} (Vote For=1)")).collect();
    let many = many.concat();
    let text = format!("E,5.2\n{many}\n{}\nCvrNumber\n", ",x".repeat(20_000));
    assert!(said("x.csv", text.into_bytes()).contains("found 5001; allowed: at most 5000"));
    let long = format!("E,5.2\n,A (Vote For=1)\n,x\nCvrNumber,\n\"{}", "1,".repeat(10 << 20));
    assert!(said("x.csv", long.into_bytes()).contains("a part that unpacks to 16777216 bytes or more"));
    // A workbook with one cell in its last column, far below.
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>";
    let files = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name='S' id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/s.xml'/></Relationships>",
        ),
        ("xl/worksheets/s.xml", sheet),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    assert!(said("x.xlsx", zipped(&files)).contains("allowed: a file of a format"));
}

/// A sheet that people do not see is not read, and an import names it; a workbook of nothing else is refused.
#[test]
fn hidden_sheets_are_named() {
    let row = |row: usize, cells: &[&str]| {
        let cells: Vec<String> =
            cells.iter().map(|cell| format!("<c t='inlineStr'><is><t>{cell}</t></is></c>")).collect();
        format!("<row r='{row}'>{}</row>", cells.concat())
    };
    let sheet = format!(
        "<worksheet><sheetData>{}{}</sheetData></worksheet>",
        row(1, &["Batch Name", "Number of Ballots"]),
        row(2, &["A", "12"])
    );
    let book = |states: [&str; 2]| {
        let [one, two] = states;
        zipped(&[
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            ("xl/workbook.xml".to_owned(), format!("<workbook><sheets><sheet name='Seen' id='r1' {one}/><sheet name='Other' id='r2' {two}/></sheets></workbook>").into_bytes()),
            ("xl/_rels/workbook.xml.rels".to_owned(), b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/a.xml'/><Relationship Id='r2' Type='x/worksheet' Target='worksheets/b.xml'/></Relationships>".to_vec()),
            ("xl/worksheets/a.xml".to_owned(), sheet.clone().into_bytes()),
            ("xl/worksheets/b.xml".to_owned(), sheet.clone().into_bytes()),
        ])
    };
    let import = read(vec![("manifest.xlsx".to_owned(), book(["", "state='hidden'"]))]).expect("a manifest").remove(0);
    assert_eq!(import.notes.count(&NoteKind::HiddenSheet("Other".to_owned())), 1);
    let said = said("manifest.xlsx", book(["state='hidden'", "state='veryHidden'"]));
    assert!(said.contains("a workbook whose sheets are all hidden"), "{said}");
}
