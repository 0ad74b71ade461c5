//! Manifests as comma-separated text, as offices export them: UTF-8 or Windows-1252, commas, semicolons or tabs.
//!
//! # Reference
//! RFC 4180; the WHATWG Encoding Standard's windows-1252.

use std::borrow::Cow;

use super::Format;
use super::cells::Cells;
use super::flaw::Flaw;

/// Text with a separator.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommaSeparated;

impl Format for CommaSeparated {
    fn recognises(&self, _: &[u8]) -> bool {
        true
    }

    fn read(&self, bytes: &[u8]) -> Result<Cells, Flaw> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
            return Err(Flaw::new(
                "bytes that are not text in UTF-8 or Windows-1252",
                "a CSV file or an XLSX workbook",
            ));
        }
        let text = decoded(bytes);
        let mut cells = Cells::default();
        let mut reader = csv::ReaderBuilder::new();
        let mut reader =
            reader.has_headers(false).flexible(true).delimiter(separator(&text)).from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        // The reader's own lines leave out empty ones before a record.
        let (mut line, mut counted) = (1, 0);
        loop {
            let more = reader.read_record(&mut record).map_err(|e| Flaw::new(e, "rows of text"))?;
            if !more {
                return Ok(cells);
            }
            let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
            let blank = text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += lines(&text[counted..start + blank]);
            counted = start + blank;
            let row: Vec<&str> = record.iter().collect();
            cells.push(line, &row)?;
        }
    }
}

/// The line ends in a text: Windows', Unix', or those of old Macintoshes.
fn lines(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends =
        (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    ends.count() as u64
}

/// The separator that stands most often in the first line with text; a comma where none does.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let often = |separator: u8| line.bytes().filter(|&byte| byte == separator).count();
    *b"\t;,".iter().max_by_key(|&&separator| often(separator)).unwrap_or(&b',')
}

/// The text, without a byte order mark; Windows-1252 where it is not UTF-8.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
    }
}

/// The characters of 0x80 to 0x9f; the five that Windows leaves open are controls.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Vec<Vec<String>> {
        let cells = CommaSeparated.read(bytes).expect("a table");
        let row = |row| (0..cells.header.len()).map(|column| cells.cell(row, column).to_owned()).collect();
        [cells.header.clone()].into_iter().chain((0..cells.rows()).map(row)).collect()
    }

    #[test]
    fn encodings_and_separators_of_real_offices() {
        let expected = [["Box", "Ballots"], ["Ca\u{f1}on", "12"]];
        assert_eq!(table(b"Box,Ballots\r\nCa\xf1on,12\r\n"), expected);
        assert_eq!(table("\u{feff}Box;Ballots\n\n  Cañon ; 12".as_bytes()), expected);
        assert_eq!(table("\nBox\tBallots\r\nCañon\t12\t\t\n\t\t\n".as_bytes()), expected);
        assert_eq!(table(b"\"Box\",\"Ballots\"\n\"A, \"\"b\"\"\",1"), [["Box", "Ballots"], ["A, \"b\"", "1"]]);
        assert_eq!(table(b"A\n\x80\x92\x99\n"), [["A"], ["€’™"]]);
    }

    #[test]
    fn rows_are_the_lines_of_the_file() {
        for text in ["\nA,B\n\n1,\"x\ny\"\n\n\n2,3\n", "A,B\r\n\r\n\r\n1,2\r\n\r\n\r\n\r\n3,4"] {
            for text in [text.to_owned(), text.replace("\r\n", "\r")] {
                let cells = CommaSeparated.read(text.as_bytes()).expect("a table");
                assert_eq!((0..cells.rows()).map(|row| cells.number(row)).collect::<Vec<_>>(), [4, 8], "{text:?}");
            }
        }
    }
}
