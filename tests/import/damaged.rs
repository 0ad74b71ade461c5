//! Damaged and hostile files: a result or a sentence, never a panic, and no more memory than the file is worth.

use std::io::Write as _;

use crate::import::shared::{absent, bytes, read, zipped};

/// Whole numbers that look random and are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// A file cut short, with pieces left out or told twice, and bytes turned over.
fn damaged(whole: &[u8], random: &mut Random) -> Vec<u8> {
    const SIGNS: [u8; 16] = *b",\"\n\0\xff9<>{}[]:/1;";
    let mut bytes = whole.to_vec();
    match random.below(5) {
        0 => bytes.truncate(random.below(whole.len() + 1)),
        1 => {
            let from = random.below(bytes.len());
            let to = (from + random.below(40)).min(bytes.len());
            bytes.drain(from..to);
        }
        2 => {
            let (from, at) = (random.below(bytes.len()), random.below(bytes.len()));
            let to = (from + random.below(200)).min(bytes.len());
            let copy = bytes[from..to].to_vec();
            bytes.splice(at..at, copy);
        }
        _ => {}
    }
    for _ in 0..random.below(8) {
        if !bytes.is_empty() {
            let at = random.below(bytes.len());
            bytes[at] = if random.below(3) == 0 { random.below(256) as u8 } else { SIGNS[random.below(SIGNS.len())] };
        }
    }
    bytes
}

/// One small file of every format.
const FILES: [&str; 38] = [
    "dominion_csv/arlo_newline_in_contest_header.csv",
    "dominion_csv/arlo_leading_equal_signs.csv",
    "dominion_csv/boulder2024_redactions.csv",
    "dominion_csv/corla_nsw_bellingen_irv_head12.csv",
    "dominion_csv/shangrla_CVR_Export-Sample.xlsx",
    "dominion_json/alaska2024_CvrExport_1731.json",
    "dominion_json/versions/test_5.10.50.85.Dominion.json",
    "dominion_json/versions/test_5.2.18.2.Dominion.json",
    "ess/arlo_ess_cvr.csv",
    "ess/arlo_ess_cvr_with_tabulator_cvr_col.csv",
    "ess/arlo_ess_ballots_1_unordered.csv",
    "ess/rctab_precinct_example_cvr.xlsx",
    "ess/rctab_2015_portland_mayor_cvr.xlsx",
    "hart/garfield_LAT_2015.xml",
    "hart/rctab_1_0e4cb797-392c-4e64-9034-94694bf97419.xml",
    "hart/rctab_1_1a0e576b-0b2d-474d-8d65-89c968b42262.xml",
    "hart/arlo_scanned_ballot_information.csv",
    "clearballot/arlo_clearballot.csv",
    "clearballot/rctab_inline_comma_rcv.csv",
    "cdf/nist_example_1.xml",
    "cdf/rctab_cdf_v1_test_set_0.json",
    "raire/aspen_2009_mayor_blom.txt",
    "raire/sfda2019_head40.raire",
    "preflib/nswla_00058-00000001.soi",
    "preflib/takomapark_00023-00000001.toi",
    "blt/stv-rs_tie_break_explicit.blt",
    "blt/stv-rs_vegetables.blt",
    "stv_json/concretestv_MultipleExclusionOrdering.stv",
    "batch_tallies/sample_candidate_totals_by_batch.csv",
    "manifests/arlo_windows1252_encoded_manifest.csv",
    "manifests/shangrla_oc_hart_manifest.xlsx",
    "corla/corla2024_tabulateCounty_head8.csv",
    "corla/corla2024_batchCountComparison_head8.csv",
    "corla/corla2024_targetedContests_head8.csv",
    "corla/boulder2023_irv_manifest_head25.csv",
    "corla/corla2025_canonicalList_head8.csv",
    "corla/corla2024_seed_head8.csv",
    "cdf/nist_example_2.xml",
];

fn damage_all(times: usize) {
    let mut random = Random(11);
    for file in FILES {
        let whole = bytes(&format!("data/formats/{file}"));
        assert!(read(vec![(file.to_owned(), whole.clone())]).is_ok() || file.contains("ballot"), "{file}");
        for _ in 0..times {
            // Either is right; a panic is not.
            let _ = read(vec![(file.to_owned(), damaged(&whole, &mut random))]);
            if random.below(8) == 0 {
                let mut packed = zipped(&[("a.csv".to_owned(), whole.clone())]);
                packed = damaged(&packed, &mut random);
                let _ = read(vec![("a.zip".to_owned(), packed)]);
            }
        }
    }
}

#[test]
fn damaged_files_never_panic() {
    if absent() {
        return;
    }
    damage_all(12);
}

/// Exports of several parts, one of which is damaged.
#[test]
fn a_damaged_part_among_others_never_panics() {
    if absent() {
        return;
    }
    let mut random = Random(5);
    let alaska = crate::import::shared::unpacked("data/real/alaska2024/alaska2024_partial_dominion_json.tar.gz");
    let ess: Vec<(String, Vec<u8>)> =
        ["ess/arlo_ess_cvr.csv", "ess/arlo_ess_ballots_1_unordered.csv", "ess/arlo_ess_ballots_2.csv"]
            .iter()
            .map(|name| ((*name).to_owned(), bytes(&format!("data/formats/{name}"))))
            .collect();
    for files in [alaska, ess] {
        for at in 0..files.len() * 4 {
            let at = at % files.len();
            let mut files = files.clone();
            files[at].1 = damaged(&files[at].1, &mut random);
            let _ = read(files);
        }
    }
}

#[test]
#[ignore = "minutes"]
fn long_damaged_files_never_panic() {
    if absent() {
        return;
    }
    damage_all(20_000);
}

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
    let is_old = |import: &recount::import::Import| import.notes.count(&recount::import::NoteKind::NotUtf8);
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        text.replace('\n', "\r\n").into_bytes(),
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
    let wide = format!("Cast Vote Record,Ballot Style{}\n1,S{}\n", many(",A Choice 1", 100_000), many(",x", 100_000));
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
