//! Manifests as comma-separated text, as offices export them: several encodings, with commas, semicolons or tabs.
//!
//! # Reference
//! RFC 4180.

use super::Format;
use super::cells::{MOST_COLUMNS, MOST_TITLES, RowTaker, TextRow, TextTable, is_header};
use super::columns::ManifestOptions;
use super::encoding::text_of;
use super::flaw::Flaw;
use crate::reason::{Reason, manifest};

/// Text with a separator.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommaSeparated;

/// Most cells of a line; a manifest may use the first 256.
const MOST_CELLS: usize = 16_384;

/// A message that says what was found.
type Says = fn() -> Reason;

/// First bytes of files that are not tables, whatever their extension, and what they are.
const OTHERS: [(&[u8], Says); 5] = [
    (b"<", manifest::found_web_page),
    (b"{\\rtf", manifest::found_document),
    (b"{", manifest::found_json),
    (b"%PDF", manifest::found_pdf),
    (b"\x1f\x8b", manifest::found_packed),
];

impl Format for CommaSeparated {
    fn recognises(&self, _: &[u8]) -> bool {
        true
    }

    fn read(&self, bytes: &[u8], options: &ManifestOptions) -> Result<TextTable, Flaw> {
        let trimmed = bytes.trim_ascii_start();
        if let Some((_, what)) = OTHERS.iter().find(|(begins, _)| trimmed.starts_with(begins)) {
            return Err(Flaw::new(what(), manifest::rule_csv_xlsx()));
        }
        if options.sheet.is_some() {
            return Err(Flaw::new(manifest::found_without_sheets(), manifest::rule_sheet_workbook()));
        }
        let text = text_of(bytes)?;
        let separator = separator(&text, options);
        let often = |line: &str| line.bytes().filter(|&byte| byte == separator).count();
        let too_wide = || Flaw::new(manifest::found_wide_line(), manifest::rule_wide_line(MOST_CELLS));
        if text.split(['\n', '\r']).any(|line| often(line) >= MOST_CELLS) {
            return Err(too_wide());
        }
        let mut table = RowTaker::begin(options, false, separator == b';');
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        // The CSV reader's own line numbers skip empty lines before a record.
        let (mut line, mut counted) = (1, 0);
        loop {
            let more =
                reader.read_record(&mut record).map_err(|e| Flaw::new(e.to_string(), manifest::rule_rows_text()))?;
            if !more {
                return table.finish();
            }
            let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
            let blank = text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += lines(&text[counted..start + blank]);
            counted = start + blank;
            if record.len() > MOST_CELLS {
                return Err(too_wide().in_row(line));
            }
            let cells: Vec<&str> = record.iter().collect();
            table.push(TextRow { number: line, cells: &cells, odd: &[], is_hidden: false })?;
        }
    }
}

/// The number of line ends in a text: of Windows, Unix or old Macintoshes.
fn lines(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends =
        (0..bytes.len()).filter(|&at| bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    ends.count() as u64
}

/// The separator with which a line is a header; else the most frequent one in the first line that has any; a comma if
/// no line has one.
fn separator(text: &str, options: &ManifestOptions) -> u8 {
    const ALL: [u8; 3] = *b"\t;,";
    let head = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(MOST_TITLES + 1);
    let is_header = |line: &str, separator: u8| {
        let cells = line.split(char::from(separator)).take(MOST_COLUMNS + 1);
        let cells: Vec<&str> = cells.map(|cell| cell.trim().trim_matches('"')).collect();
        is_header(&TextRow { number: 1, cells: &cells, odd: &[], is_hidden: false }, cells.len(), options)
    };
    let named = head().find_map(|line| ALL.into_iter().rev().find(|&separator| is_header(line, separator)));
    let often = |line: &str, separator: u8| line.bytes().filter(|&byte| byte == separator).count();
    let most = |line: &str| ALL.into_iter().max_by_key(|&separator| often(line, separator));
    let first = head().find(|line| ALL.into_iter().any(|separator| often(line, separator) > 0));
    named.or_else(|| first.and_then(most)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Vec<Vec<String>> {
        let cells = CommaSeparated.read(bytes, &ManifestOptions::default()).expect("a table");
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
                let cells = CommaSeparated.read(text.as_bytes(), &ManifestOptions::default()).expect("a table");
                assert_eq!((0..cells.rows()).map(|row| cells.number(row)).collect::<Vec<_>>(), [4, 8], "{text:?}");
            }
        }
    }
}
