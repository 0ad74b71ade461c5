//! Opens scenarios: a file, standard input, or a name inside the binary.

use std::io::Read;
use std::path::Path;

use crate::error::Error;
use crate::scenario::{LARGEST, ScenarioFile, shipped};

/// The scenario of that name or path; `-` is standard input.
pub(super) fn open(name: &str) -> Result<ScenarioFile, Error> {
    let fail = |e: &dyn std::fmt::Display| Error::Read { file: name.to_owned(), message: e.to_string() };
    let mut bytes = Vec::new();
    let limit = LARGEST as u64 + 1;
    if name == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|e| fail(&e))?;
    } else if Path::new(name).is_file() {
        let file = std::fs::File::open(name).map_err(|e| fail(&e))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|e| fail(&e))?;
    } else if Path::new(name).is_dir() {
        return Err(fail(&"a folder, not a file"));
    } else if Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) || name.contains(['/', '\\'])
    {
        return Err(fail(&"no such file"));
    } else {
        return shipped(name);
    }
    if bytes.len() > LARGEST {
        return Err(fail(&format!("larger than {LARGEST} bytes")));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        fail(&format!("not text in UTF-8 from byte {at} on"))
    })?;
    ScenarioFile::read(name, text)
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
