//! The files, and counts that other programs made of them.

use std::io::Read;
use std::path::PathBuf;

use recount::import::{ByteSource, CardRecords, Import, Imported, NamedBytes, import};
use serde_json::Value;

/// The folder of files that `RECOUNT_SHARED` names.
pub(crate) fn folder() -> PathBuf {
    let folder = PathBuf::from(std::env::var_os("RECOUNT_SHARED").expect("a folder of files"));
    if folder.is_relative() { PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder) } else { folder }
}

/// Whether the files are not here; then says so.
pub(crate) fn absent() -> bool {
    let is_absent = std::env::var_os("RECOUNT_SHARED").is_none();
    if is_absent {
        // A test's own voice is the standard error stream.
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: set RECOUNT_SHARED to the folder that holds the files of election offices");
        }
    }
    is_absent
}

/// A file, unpacked where it is packed.
pub(crate) fn bytes(path: &str) -> Vec<u8> {
    let read = std::fs::read(folder().join(path)).unwrap_or_else(|_| panic!("{path}"));
    if read.starts_with(b"\x1f\x8b") {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&read[..]).read_to_end(&mut bytes).expect("a known file");
        return bytes;
    }
    read
}

/// The files of a packed folder.
pub(crate) fn unpacked(path: &str) -> Vec<(String, Vec<u8>)> {
    let read = std::fs::read(folder().join(path)).unwrap_or_else(|_| panic!("{path}"));
    let mut bytes = Vec::new();
    if path.ends_with("xz") {
        lzma_rust2::XzReader::new(&read[..], true).read_to_end(&mut bytes).expect("a known file");
    } else {
        flate2::read::GzDecoder::new(&read[..]).read_to_end(&mut bytes).expect("a known file");
    }
    let mut archive = tar::Archive::new(&bytes[..]);
    let mut files = Vec::new();
    for entry in archive.entries().expect("a known file") {
        let mut entry = entry.expect("a known file");
        let name = entry.path().expect("a known file").to_string_lossy().into_owned();
        if entry.header().entry_type().is_file() && !name.contains("._") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("a known file");
            files.push((name, bytes));
        }
    }
    files
}

/// Reads files.
pub(crate) fn read(files: Vec<(String, Vec<u8>)>) -> Result<Vec<Import>, String> {
    let sources: Vec<NamedBytes> = files.into_iter().map(|(name, bytes)| NamedBytes::new(name, bytes)).collect();
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    import(&sources).map_err(|problem| problem.to_string())
}

/// Reads the one import of some files.
pub(crate) fn read_one(paths: &[&str]) -> Import {
    let files = paths.iter().map(|path| ((*path).to_owned(), bytes(path))).collect();
    let mut imports = read(files).unwrap_or_else(|problem| panic!("{paths:?}: {problem}"));
    assert_eq!(imports.len(), 1, "{paths:?}");
    imports.remove(0)
}

/// The records of cards of an import.
pub(crate) fn cards(import: &Import) -> &CardRecords {
    match &import.content {
        Imported::Cards(cards) => cards,
        other => panic!("no cards: {other:?}"),
    }
}

/// Counts that Python made.
pub(crate) fn expected(name: &str) -> Value {
    let path = format!("{}/tests/import/expected/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a known file")).expect("a known file")
}

/// Holds counted contests against those that Python counted.
pub(crate) fn assert_counts(file: &str, cards: &CardRecords, expected: &Value) {
    assert_eq!(cards.cards() as u64, expected["cards"].as_u64().expect("a known file"), "{file}: cards");
    let contests = expected["contests"].as_array().expect("a known file");
    assert_eq!(cards.contests.len(), contests.len(), "{file}: contests");
    for contest in contests {
        let name = contest["name"].as_str().expect("a known file");
        let at =
            cards.contests.iter().position(|own| own.contest.name == name).unwrap_or_else(|| panic!("{file}: {name}"));
        let (own, count) = (&cards.contests[at].contest, cards.count(at));
        for (key, value) in contest.as_object().expect("a known file") {
            let got = match key.as_str() {
                "name" => continue,
                "vote_for" => own.vote_for.unwrap_or(0).into(),
                "ranks" => own.ranks.into(),
                "cards" => count.cards,
                "blank" => count.blank,
                "overvoted" => count.overvoted,
                "invalid" => count.invalid,
                "undervotes" => count.undervotes.unwrap_or(u64::MAX),
                "votes" => {
                    let votes = value.as_object().expect("a known file");
                    let of = |choice: &str| {
                        let places = own.choices.iter().zip(&count.votes);
                        places.filter(|(own, _)| own.name == choice).map(|(_, votes)| votes).sum::<u64>()
                    };
                    for (choice, votes) in votes {
                        assert_eq!(of(choice), votes.as_u64().expect("a known file"), "{file}: {name}: {choice}");
                    }
                    let all = votes.values().map(|votes| votes.as_u64().expect("a known file")).sum::<u64>();
                    assert_eq!(count.votes.iter().sum::<u64>(), all, "{file}: {name}: all votes");
                    continue;
                }
                other => panic!("{other}"),
            };
            assert_eq!(got, value.as_u64().expect("a known file"), "{file}: {name}: {key}");
        }
    }
}

/// Files in a zip.
pub(crate) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a known file");
        writer.write_all(bytes).expect("a known file");
    }
    writer.finish().expect("a known file").into_inner()
}

/// District, candidate and votes of the first round, from the city's tables.
pub(crate) fn portland_first_round() -> Vec<(String, String, u64)> {
    let mut votes = Vec::new();
    for district in ["D1", "D2"] {
        let text = String::from_utf8(bytes(&format!("data/real/portland2024/{district}_official_tabulations.csv")))
            .expect("a known file");
        let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = csv.records().map(|row| row.expect("a row")).collect();
        let start = rows.iter().position(|row| row.get(1) == Some("# votes")).expect("a known file");
        for row in &rows[start + 1..] {
            match row.get(1).unwrap_or_default().trim_start_matches('*').parse::<f64>() {
                Ok(number) if row[2].ends_with('%') => {
                    votes.push((district.to_owned(), row[0].to_owned(), number as u64));
                }
                _ => break,
            }
        }
    }
    assert!(votes.len() > 30);
    votes
}
