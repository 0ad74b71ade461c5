//! Opens scenarios and questions: a file, standard input, or a name inside the binary.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::Error;
use crate::reason::Reason;
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
        Error::Read { file: name.to_owned(), message: format!("not text in UTF-8 from byte {at} on").into() }
    })
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_bytes(name: &str, largest: u64) -> Result<Vec<u8>, Error> {
    let fail = |e: &dyn std::fmt::Display| Error::Read { file: name.to_owned(), message: e.to_string().into() };
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

/// Sets how many threads count; without it, as many as there are cores. The result is the same for any number.
pub(super) fn set_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    if !(1..=1_024).contains(&threads) {
        return Err(Error::Usage(Reason::own_words(format!("--threads: found {threads}; allowed: 1 to 1024"))));
    }
    #[cfg(feature = "threads")]
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .map_err(|e| Error::Usage(Reason::own_words(format!("--threads: {e}"))))?;
    Ok(())
}
