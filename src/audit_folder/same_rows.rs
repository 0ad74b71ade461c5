//! Whether two tables say the same, one of which a spreadsheet may have saved again.

/// Whether two texts of comma-separated values have the same rows: quotation marks, line ends, a byte order mark, empty rows and
/// empty cells at the end of rows do not count.
pub fn same_rows(one: &[u8], other: &[u8]) -> bool {
    let rows = |text: &[u8]| -> Option<Vec<Vec<Vec<u8>>>> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut rows = Vec::new();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        for row in reader.byte_records() {
            let mut cells: Vec<Vec<u8>> = row.ok()?.iter().map(|cell| cell.trim_ascii().to_vec()).collect();
            while cells.last().is_some_and(Vec::is_empty) {
                cells.pop();
            }
            if !cells.is_empty() {
                rows.push(cells);
            }
        }
        Some(rows)
    };
    rows(one) == rows(other)
}

#[cfg(test)]
mod tests {
    use super::same_rows;

    #[test]
    fn what_a_spreadsheet_saved_again_is_the_same() {
        let drawn = b"batch,position,card\n7,1,A-7\n7,12,\n";
        assert!(same_rows(b"\xef\xbb\xbf\"batch\",\"position\",\"card\"\r\n7,1,A-7\r\n7,12\r\n,,\r\n", drawn));
        assert!(!same_rows(b"batch,position,card\n7,2,A-7\n7,12,\n", drawn));
        assert!(!same_rows(b"batch,position,card\n7,1,A-7\n", drawn));
    }
}
