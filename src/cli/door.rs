//! Opens scenarios and questions: a file, standard input, or a name inside the binary.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Done, print};
use crate::error::Error;
use crate::scenario::{LARGEST, ScenarioFile, shipped};

/// The scenario of that name or path; `-` is standard input.
pub(super) fn open(name: &str) -> Result<ScenarioFile, Error> {
    let path = Path::new(name);
    let looks_like_a_file =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) || name.contains(['/', '\\']);
    if name != "-" && !path.exists() && !looks_like_a_file {
        return shipped(name);
    }
    ScenarioFile::read(name, read_text(name, LARGEST as u64)?)
}

/// The text of a file, or of standard input for `-`.
pub(super) fn read_text(name: &str, largest: u64) -> Result<String, Error> {
    String::from_utf8(read_bytes(name, largest)?).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Error::Read { file: name.to_owned(), message: format!("not text in UTF-8 from byte {at} on") }
    })
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_bytes(name: &str, largest: u64) -> Result<Vec<u8>, Error> {
    let fail = |e: &dyn std::fmt::Display| Error::Read { file: name.to_owned(), message: e.to_string() };
    let mut bytes = Vec::new();
    if name == "-" {
        std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes).map_err(|e| fail(&e))?;
    } else if Path::new(name).is_dir() {
        return Err(fail(&"a folder, not a file"));
    } else if Path::new(name).exists() {
        let file = File::open(name).map_err(|e| fail(&e))?;
        file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| fail(&e))?;
    } else {
        return Err(fail(&"no such file"));
    }
    if bytes.len() as u64 > largest {
        return Err(fail(&format!("larger than {largest} bytes")));
    }
    Ok(bytes)
}

/// Most bytes of JSON questions.
const LARGEST_QUESTIONS: u64 = 64_000_000;

/// Answers one JSON document, or one per line, each in one line of JSON; a bad one answers with an error in its place.
pub(super) fn answer_documents(
    file: &str,
    answer: impl Fn(&str) -> Result<serde_json::Value, String>,
) -> Result<Done, Error> {
    let bytes = read_bytes(file, LARGEST_QUESTIONS)?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let is_one = serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    let documents: Vec<&[u8]> = if is_one { vec![bytes] } else { bytes.split(|&byte| byte == b'\n').collect() };
    let documents = documents.into_iter().filter(|line| !line.trim_ascii().is_empty());
    if documents.clone().next().is_none() {
        return Err(Error::Read { file: file.to_owned(), message: "no JSON document".to_owned() });
    }
    let mut all_well = true;
    let mut out = String::new();
    for document in documents {
        let read =
            std::str::from_utf8(document).map_err(|e| format!("not text in UTF-8 from byte {} on", e.valid_up_to()));
        let line = read.and_then(&answer).unwrap_or_else(|why| {
            all_well = false;
            serde_json::json!({ "error": why })
        });
        out += &format!("{line}\n");
    }
    print(&out)?;
    if all_well { Ok(Done::Well) } else { Ok(Done::WrongInput) }
}

/// Sets how many threads count; without it, as many as there are cores. The result is the same for any number.
pub(super) fn set_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    if !(1..=1_024).contains(&threads) {
        return Err(Error::Usage(format!("--threads: found {threads}; allowed: 1 to 1024")));
    }
    #[cfg(feature = "threads")]
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .map_err(|e| Error::Usage(format!("--threads: {e}")))?;
    Ok(())
}
