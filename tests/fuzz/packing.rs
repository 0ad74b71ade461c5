//! Files packed as archives and as workbooks.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of some files; names may be any.
pub(crate) fn zipped(files: &[(String, Vec<u8>)], packs: bool) -> Option<Vec<u8>> {
    let method = if packs { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).ok()?;
        writer.write_all(bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The parts of a workbook whose sheets are tables of comma-separated text.
pub(crate) fn workbook_parts(tables: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let (mut sheets, mut relations, mut shared) = (String::new(), String::new(), String::new());
    let mut parts = Vec::new();
    let mut texts = 0;
    for (at, (_, bytes)) in tables.iter().enumerate() {
        let number = at + 1;
        sheets += &format!("<sheet name=\"S{number}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let mut rows = String::new();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        for (row, cells) in reader.byte_records().filter_map(Result::ok).enumerate() {
            rows += &format!("<row r=\"{}\">", row + 1);
            for (column, cell) in cells.iter().enumerate() {
                let place = format!("{}{}", letters(column), row + 1);
                let text = String::from_utf8_lossy(cell).replace('&', "&amp;").replace('<', "&lt;");
                // The three ways in which cells are written.
                rows += &match (row + column) % 3 {
                    _ if cell.iter().all(u8::is_ascii_digit) && !cell.is_empty() => {
                        format!("<c r=\"{place}\"><v>{text}</v></c>")
                    }
                    0 => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                    1 => format!("<c r=\"{place}\" t=\"str\"><v>{text}</v></c>"),
                    _ => {
                        shared += &format!("<si><t>{text}</t></si>");
                        texts += 1;
                        format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", texts - 1)
                    }
                };
            }
            rows += "</row>";
        }
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes(),
        ));
    }
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("xl/workbook.xml", format!("<workbook xmlns:r=\"r\"><sheets>{sheets}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
        ("xl/sharedStrings.xml", format!("<sst count=\"{texts}\" uniqueCount=\"{texts}\">{shared}</sst>")),
    ] {
        parts.push((name.to_owned(), text.into_bytes()));
    }
    parts
}

/// The letters of a column, from 0.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    String::from_utf8_lossy(&letters).into_owned()
}
