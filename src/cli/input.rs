//! Opens questions and other texts: a file or standard input.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::system::says;
use crate::error::Error;
use crate::reason::{Filling, complaints, rules};

/// The text of a file, or of standard input for `-`.
pub(super) fn read_text(name: &str, largest: u64) -> Result<String, Error> {
    String::from_utf8(read_bytes(name, largest)?).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Error::Read { file: name.to_owned(), message: complaints::message_utf8(at).into() }
    })
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read_bytes(name: &str, largest: u64) -> Result<Vec<u8>, Error> {
    let fail = |message: Filling| Error::Read { file: name.to_owned(), message };
    let mut bytes = Vec::new();
    if name == "-" {
        std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes).map_err(|e| fail(says(&e)))?;
    } else if Path::new(name).is_dir() {
        return Err(fail(complaints::message_folder().into()));
    } else if Path::new(name).exists() {
        let file = File::open(name).map_err(|e| fail(says(&e)))?;
        file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| fail(says(&e)))?;
    } else {
        return Err(fail(complaints::message_no_file().into()));
    }
    if bytes.len() as u64 > largest {
        return Err(fail(complaints::message_large(largest).into()));
    }
    Ok(bytes)
}

/// Sets how many threads count; without it, as many as there are cores. The result is the same for any number.
pub(super) fn set_threads(threads: Option<usize>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    if !(1..=1_024).contains(&threads) {
        return Err(Error::Usage(complaints::error_allowed("--threads", threads, complaints::rule_range(1, 1_024))));
    }
    #[cfg(feature = "threads")]
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .map_err(|e| Error::Usage(rules::error_says("--threads", e.to_string())))?;
    Ok(())
}
