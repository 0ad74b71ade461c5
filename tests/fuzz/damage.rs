//! Damage that knows what files are made of: bytes, lines, cells, numbers, tags, JSON, encodings, archives.

use crate::packing::{workbook_parts, zipped};
use crate::randomness::Random;
use crate::targets::{Case, LARGEST_INPUT};

/// What files are made of, and so which damage they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Lines,
    Cells,
    Tags,
    Json,
    /// Tags or JSON.
    Any,
    /// Whatever real exports are made of.
    Sample,
    Archive,
    Workbook,
    Encoding,
}

/// Numbers at the edges of what fits somewhere.
const NUMBERS: [&str; 34] = [
    "0",
    "1",
    "2",
    "3",
    "7",
    "9",
    "10",
    "63",
    "64",
    "65",
    "100",
    "127",
    "128",
    "249",
    "250",
    "251",
    "255",
    "256",
    "257",
    "4999",
    "5000",
    "5001",
    "65535",
    "65536",
    "1000000000",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-1",
    "1e9",
    "NaN",
    "1.5",
];

/// Cells that mean something to a reader somewhere.
const WORDS: [&str; 44] = [
    "",
    " ",
    "\"",
    "\"\"",
    "=\"1\"",
    "\"a\nb\"",
    "\"a,b\"",
    "X",
    "*",
    "REDACTED",
    "Redacted and Aggregated",
    "RCV Redacted",
    "undervote",
    "overvote",
    "write-in",
    "Write-in",
    "UWI",
    "Totals",
    "Total : 7",
    "A (Vote For=1)",
    "A (Vote For=0)",
    "A (Vote For=4294967295)",
    "B (Number of positions=1, Number of ranks=3)",
    "B (Number of positions=2, Number of ranks=250)",
    "B (Number of positions=0, Number of ranks=0)",
    "Ada(1)",
    "Ada(255)",
    "Ada(0)",
    "CvrNumber",
    "TabulatorNum",
    "BallotType",
    "Count",
    "Cast Vote Record",
    "Mayor Choice 251",
    "2nd Choice",
    "Choice_1_1:Mayor:Vote For 1:Ada:X",
    "winner",
    "informal",
    "order",
    "# ALTERNATIVE NAME 1: X",
    "{1,2}",
    "-",
    "\u{feff}",
    "\u{1f}",
];

/// Pieces of XML and JSON, put where they do not belong.
const PIECES: [&str; 48] = [
    "<",
    ">",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&x;",
    "<?x?>",
    "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\"><!ENTITY z \"&y;&y;&y;&y;&y;&y;&y;&y;\">]>",
    "&z;",
    " a=\"1\" a=\"2\"",
    " a='",
    "xsi:type=\"\"",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "null",
    "true",
    "false",
    "[]",
    "{}",
    "[[[[[[[[",
    "{\"a\":",
    "\"\\ud800\"",
    "\"\\",
    "1e999",
    "-0",
    "0.1",
    "\"X\"",
    "\"Sessions\":[",
    "\"Modified\":{}",
    "\"IsCurrent\":false",
    "\"Cards\":[]",
    "\"Marks\":[]",
    "<CVRSnapshot>",
    "<Overvoted/>",
    "<Value>1</Value>",
];

/// Names that files do not have, or should not have.
const NAMES: [&str; 14] = [
    "../cvr.csv",
    "/etc/cvr.csv",
    "C:\\cvr.csv",
    "a\\..\\..\\b.csv",
    "",
    "a/",
    "ContestManifest.json",
    "Configuration.json",
    "CvrExport_18446744073709551616.json",
    "x.zip",
    "[Content_Types].xml",
    "xl/workbook.xml",
    "__MACOSX/._a.csv",
    "\u{202e}gpj.csv",
];

/// Damages an input; `other` is another one of the same corpus.
pub(crate) fn damage(case: &mut Case, other: &Case, kind: Kind, random: &mut Random) {
    let held = case.files[0].1.trim_ascii_start();
    let kind = match (kind, held.first()) {
        (Kind::Sample, Some(b'{' | b'<' | 0xef)) => Kind::Any,
        (Kind::Sample, _) if held.starts_with(b"PK") => return zip_fields(&mut case.files[0].1, random),
        (Kind::Sample, _) if random.one_in(4) => Kind::Lines,
        (Kind::Sample, _) => Kind::Cells,
        (kind, _) => kind,
    };
    match kind {
        Kind::Archive => archive(case, other, random),
        Kind::Workbook => workbook(case, random),
        Kind::Encoding => encoding(case, random),
        _ => {
            // Some inputs come as they are, so that what is read is tried as well.
            for _ in 0..random.below(5) {
                files(case, other, kind, random);
                // What the damage itself takes would else be held against the reader.
                case.files.iter_mut().for_each(|file| file.1.truncate(LARGEST_INPUT));
            }
            match random.below(40) {
                0 => encoding(case, random),
                1 => pack(case, random),
                _ => {}
            }
        }
    }
}

fn files(case: &mut Case, other: &Case, kind: Kind, random: &mut Random) {
    let at = random.below(case.files.len());
    if case.files.len() > 1 && random.one_in(12) {
        match random.below(4) {
            0 => drop(case.files.remove(at)),
            1 => case.files.push(case.files[at].clone()),
            2 => case.files[at].1.clear(),
            _ => {
                let to = random.below(case.files.len());
                case.files[at].1 = case.files[to].1.clone();
            }
        }
        return;
    }
    if random.one_in(60) {
        (*random.one_of(&NAMES)).clone_into(&mut case.files[at].0);
    }
    let given = random.one_of(&other.files).1.clone();
    let text = &mut case.files[at].1;
    let is_json = kind == Kind::Json || kind == Kind::Any && text.trim_ascii_start().first() == Some(&b'{');
    match (kind, random.below(6)) {
        (_, 0) => bytes(text, &given, random),
        (_, 1) => numbers(text, random),
        (Kind::Cells, 2..) => match random.below(3) {
            0 => lines(text, &given, random),
            _ => cells(text, random),
        },
        (Kind::Lines, 2..) => match random.below(3) {
            0 => words(text, random),
            _ => lines(text, &given, random),
        },
        _ if is_json => json(text, random),
        _ => tags(text, random),
    }
}

/// Bytes turned over, cut, left out, told twice, and taken from elsewhere.
fn bytes(text: &mut Vec<u8>, given: &[u8], random: &mut Random) {
    const SIGNS: [u8; 20] = *b",\"\n\r\0\xff9<>{}[]:/1;=( ";
    match random.below(6) {
        0 => text.truncate(random.below(text.len() + 1)),
        1 => drop(text.drain(random.range(text.len(), 60))),
        2 => {
            let copy = text[random.range(text.len(), 300)].to_vec();
            let at = random.below(text.len() + 1);
            text.splice(at..at, copy);
        }
        3 => {
            let copy = given[random.range(given.len(), 300)].to_vec();
            let to = random.range(text.len(), 60);
            text.splice(to, copy);
        }
        _ => {
            for _ in 0..=random.below(4) {
                if !text.is_empty() {
                    let at = random.below(text.len());
                    text[at] = if random.one_in(3) { random.next() as u8 } else { *random.one_of(&SIGNS) };
                }
            }
        }
    }
}

/// A number becomes another one.
fn numbers(text: &mut Vec<u8>, random: &mut Random) {
    let found = runs(text, |byte| byte.is_ascii_digit());
    if found.is_empty() {
        return;
    }
    let all = random.one_in(20);
    let at = random.below(found.len());
    let number =
        if random.one_in(8) { "9".repeat(1 + random.below(400)) } else { (*random.one_of(&NUMBERS)).to_owned() };
    // Written anew, since putting each number into a long text moves all that is behind it.
    let mut changed = Vec::with_capacity(text.len());
    let mut from = 0;
    for (_, run) in found.into_iter().enumerate().filter(|(place, _)| *place == at || all) {
        changed.extend_from_slice(&text[from..run.start]);
        changed.extend_from_slice(number.as_bytes());
        from = run.end;
    }
    changed.extend_from_slice(&text[from..]);
    *text = changed;
}

/// Where runs of bytes stand.
fn runs(text: &[u8], is_in: impl Fn(u8) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut from = None;
    for (at, &byte) in text.iter().enumerate() {
        match (is_in(byte), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                runs.push(start..at);
                from = None;
            }
            _ => {}
        }
    }
    runs.extend(from.map(|start| start..text.len()));
    runs
}

/// Pieces of a text between single bytes.
fn split(text: &[u8], by: u8) -> Vec<Vec<u8>> {
    text.split(|&byte| byte == by).map(<[u8]>::to_vec).collect()
}

/// Lines left out, told twice or a thousand times, exchanged, taken from elsewhere.
fn lines(text: &mut Vec<u8>, given: &[u8], random: &mut Random) {
    let mut lines = split(text, b'\n');
    let at = random.below(lines.len());
    match random.below(6) {
        0 => drop(lines.remove(at)),
        1 => {
            let times = if random.one_in(30) { 1_000 } else { 1 + random.below(3) };
            // Longer texts are cut off, and their making is no reader's memory.
            for _ in 0..times.min(1 + LARGEST_INPUT / (lines[at].len() + 1)) {
                lines.insert(at, lines[at].clone());
            }
        }
        2 => {
            let to = random.below(lines.len());
            lines.swap(at, to);
        }
        3 => lines.insert(at, random.one_of(&split(given, b'\n')).clone()),
        4 => lines.insert(at, Vec::new()),
        _ => {
            let most = lines[at].len() + 1;
            lines[at].truncate(random.below(most));
        }
    }
    *text = lines.join(&b'\n');
}

/// Words between blanks become others.
fn words(text: &mut Vec<u8>, random: &mut Random) {
    let found = runs(text, |byte| !byte.is_ascii_whitespace());
    if let Some(run) = found.get(random.below(found.len())).cloned() {
        let word = if random.one_in(2) { *random.one_of(&WORDS) } else { *random.one_of(&PIECES) };
        text.splice(run, word.bytes());
    }
}

/// Cells of one row become others, or more, or fewer.
fn cells(text: &mut Vec<u8>, random: &mut Random) {
    let mut rows = split(text, b'\n');
    let row = if random.one_in(3) { random.below(rows.len().min(4)) } else { random.below(rows.len()) };
    let mut cells = split(&rows[row], b',');
    let at = random.below(cells.len());
    match random.below(8) {
        0 => drop(cells.remove(at)),
        1 => cells.insert(at, cells[at].clone()),
        2 => cells.insert(at, random.one_of(&WORDS).as_bytes().to_vec()),
        3 => {
            let to = random.below(cells.len());
            cells.swap(at, to);
        }
        4 if random.one_in(60) => {
            // A header of great width.
            let wide = 1 + random.below(70_000);
            cells.splice(at..at, std::iter::repeat_n(b"x".to_vec(), wide));
        }
        // A column of all rows.
        4 => {
            for row in &mut rows {
                let mut cells = split(row, b',');
                if at < cells.len() {
                    if random.one_in(2) { drop(cells.remove(at)) } else { cells.insert(at, cells[at].clone()) }
                }
                *row = cells.join(&b',');
            }
            *text = rows.join(&b'\n');
            return;
        }
        _ => cells[at] = random.one_of(&WORDS).as_bytes().to_vec(),
    }
    rows[row] = cells.join(&b',');
    *text = rows.join(&b'\n');
}

/// Tags left out, told twice, renamed, nested, never closed.
fn tags(text: &mut Vec<u8>, random: &mut Random) {
    let mut found = Vec::new();
    let mut from = None;
    for (at, &byte) in text.iter().enumerate() {
        match (byte, from) {
            (b'<', _) => from = Some(at),
            (b'>', Some(start)) => {
                found.push(start..at + 1);
                from = None;
            }
            _ => {}
        }
    }
    let Some(tag) = found.get(random.below(found.len())).cloned() else { return pieces(text, random) };
    match random.below(7) {
        0 => drop(text.drain(tag)),
        1 => {
            let copy = text[tag.clone()].to_vec();
            text.splice(tag.start..tag.start, copy);
        }
        2 => {
            let copy = text[random.one_of(&found).clone()].to_vec();
            text.splice(tag, copy);
        }
        3 => {
            // From one tag to another, again, or many times.
            let to = random.one_of(&found).end;
            let copy = text[tag.start.min(to)..to.max(tag.start)].to_vec();
            let times = if random.one_in(50) { (200_000 / copy.len().max(1)).max(1) } else { 1 };
            text.splice(to..to, copy.repeat(times));
        }
        4 if random.one_in(20) => {
            let copy = text[tag.clone()].repeat(1_000);
            text.splice(tag, copy);
        }
        _ => pieces(text, random),
    }
}

fn pieces(text: &mut Vec<u8>, random: &mut Random) {
    let piece = *random.one_of(&PIECES);
    let times = if random.one_in(30) { 1 + random.below(2_000) } else { 1 };
    let place = if random.one_in(2) {
        let at = random.below(text.len() + 1);
        at..at
    } else {
        random.range(text.len(), 20)
    };
    text.splice(place, piece.repeat(times).into_bytes());
}

/// Values of JSON become others, are left out or told twice.
fn json(text: &mut Vec<u8>, random: &mut Random) {
    let found = runs(text, |byte| !b",:{}[] \n\r\t".contains(&byte));
    let Some(token) = found.get(random.below(found.len())).cloned() else { return pieces(text, random) };
    match random.below(6) {
        0 => drop(text.drain(token)),
        1 => {
            let copy = text[random.one_of(&found).clone()].to_vec();
            text.splice(token, copy);
        }
        2 => {
            // An object or list, again or left out.
            let Some(open) = text[..token.start].iter().rposition(|&byte| b"{[".contains(&byte)) else { return };
            let Some(end) = closes(&text[open..]) else { return };
            let copy = text[open..open + end].to_vec();
            let times = if random.one_in(50) { (200_000 / copy.len().max(1)).max(1) } else { 1 };
            if random.one_in(3) {
                text.drain(open..open + end);
            } else {
                let mut copies = vec![copy; times];
                copies.push(Vec::new());
                text.splice(open..open, copies.join(&b','));
            }
        }
        3 => {
            text.splice(token, random.one_of(&NUMBERS).bytes());
        }
        4 if random.one_in(20) => {
            text.splice(token, "[".repeat(1 + random.below(2_000)).into_bytes());
        }
        _ => {
            text.splice(token, random.one_of(&PIECES).bytes());
        }
    }
}

/// Where the bracket closes with which a text begins.
fn closes(text: &[u8]) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, byte) in text.iter().enumerate() {
        depth += i32::from(b"{[".contains(byte)) - i32::from(b"}]".contains(byte));
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Other encodings, whole or torn.
fn encoding(case: &mut Case, random: &mut Random) {
    let at = random.below(case.files.len());
    let held = &mut case.files[at].1;
    if random.one_in(2) {
        numbers(held, random);
    }
    let (name, end) =
        (*random.one_of(&["Ada", "Ad\u{e9}", "\u{1f600}"]), *random.one_of(&["\r\n", "\r", "\n\n", "\u{2028}"]));
    let text = String::from_utf8_lossy(held).replace('\u{feff}', "").replace("Ada", name);
    let is_big = random.one_in(2);
    let wide = |units: Vec<u16>| -> Vec<u8> {
        units.into_iter().flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    *held = match random.below(6) {
        0 => text.chars().map(|sign| u8::try_from(sign).unwrap_or(b'?')).collect(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => text.replace('\n', end).into_bytes(),
        _ => {
            let mut units: Vec<u16> = if random.one_in(4) { Vec::new() } else { vec![0xfeff] };
            units.extend(text.encode_utf16());
            if random.one_in(2) && !units.is_empty() {
                // Half a sign.
                let at = random.below(units.len());
                units[at] = *random.one_of(&[0xd800, 0xdc00, 0xdfff, 0xfffe, 0]);
            }
            wide(units)
        }
    };
    if random.one_in(3) {
        // Torn within a sign, or with a byte too many.
        let at = random.below(held.len() + 1);
        if random.one_in(2) { held.truncate(at) } else { held.insert(at, random.next() as u8) }
    }
}

/// Packs all files as one archive.
fn pack(case: &mut Case, random: &mut Random) {
    if let Some(bytes) = zipped(&case.files, random.one_in(2)) {
        let name = (*random.one_of(&["export.zip", "CVRArchive_1.zip", "x.ZIP"])).to_owned();
        case.files = vec![(name, bytes)];
    }
}

fn archive(case: &mut Case, other: &Case, random: &mut Random) {
    if random.one_in(3) {
        files(case, other, Kind::Any, random);
    }
    if random.one_in(6) {
        let at = random.below(case.files.len());
        (*random.one_of(&NAMES)).clone_into(&mut case.files[at].0);
    }
    if random.one_in(500) {
        // Much in little.
        case.files.push(("bomb.csv".to_owned(), vec![*random.one_of(b"0,\n<"); random.below(8 << 20)]));
    }
    pack(case, random);
    if random.one_in(4) {
        let copies = 1 + random.below(3);
        let packed = case.files[0].1.clone();
        case.files = (0..copies).map(|at| (format!("{at}.zip"), packed.clone())).collect();
        pack(case, random);
    }
    if random.one_in(5) {
        return;
    }
    zip_fields(&mut case.files[0].1, random);
}

fn workbook(case: &mut Case, random: &mut Random) {
    if random.one_in(2) {
        let at = random.below(case.files.len());
        cells(&mut case.files[at].1, random);
    }
    let mut parts = workbook_parts(&case.files);
    for _ in 0..random.below(4) {
        let at = random.below(parts.len());
        match random.below(8) {
            0 => numbers(&mut parts[at].1, random),
            1 => bytes(&mut parts[at].1, &[], random),
            2 if random.one_in(4) => drop(parts.remove(at)),
            3 => {
                // A cell far away.
                let text = String::from_utf8_lossy(&parts[at].1).replacen("r=\"B2\"", "r=\"XFD1048576\"", 1);
                parts[at].1 = text.into_bytes();
            }
            _ => tags(&mut parts[at].1, random),
        }
        if parts.is_empty() {
            break;
        }
    }
    if let Some(mut packed) = zipped(&parts, random.one_in(2)) {
        if random.one_in(6) {
            zip_fields(&mut packed, random);
        }
        case.files = vec![("table.xlsx".to_owned(), packed)];
    }
}

/// Sizes, places, names and flags that an archive states become others.
fn zip_fields(packed: &mut Vec<u8>, random: &mut Random) {
    const HEADS: [(&[u8], usize); 3] = [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46), (b"PK\x05\x06", 22)];
    for _ in 0..=random.below(3) {
        let (sign, length) = *random.one_of(&HEADS);
        let found: Vec<usize> =
            packed.windows(4).enumerate().filter(|window| window.1 == sign).map(|window| window.0).collect();
        if found.is_empty() || random.one_in(6) {
            let given = packed[random.range(packed.len(), 200)].to_vec();
            bytes(packed, &given, random);
            continue;
        }
        let at = random.one_of(&found) + 4 + random.below(length + 8);
        let value = *random.one_of(&[0_u32, 1, 40, 0xff, 0xffff, 0xffff_ffff, 0x7fff_ffff, 1 << 26, 0x2e2e]);
        for (place, byte) in (at..).zip(value.to_le_bytes()).take(*random.one_of(&[1, 2, 4])) {
            if let Some(held) = packed.get_mut(place) {
                *held = byte;
            }
        }
    }
}
