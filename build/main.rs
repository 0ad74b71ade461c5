//! Runs before the program is built: it turns the messages of every language (`src/report/messages/*.ftl`) into the
//! types and tables that the report fills, so that nothing is parsed when the program starts. An error in a file stops
//! the build.

#![expect(clippy::print_stdout, reason = "cargo reads what is printed")]

mod catalog;
mod constructors;
mod types;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A file for each language, named by its code.
const FOLDER: &str = "src/report/messages";

fn main() {
    println!("cargo:rerun-if-changed={FOLDER}");
    println!("cargo:rerun-if-changed=build");
    let files = files(Path::new(FOLDER));
    let catalogs = catalog::read_all(&files).unwrap_or_else(|wrong| panic!("\n{}\n", wrong.join("\n")));
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names it"));
    let texts = [("messages.rs", types::written(&catalogs)), ("reasons.rs", constructors::written(&catalogs))];
    for (name, text) in texts {
        fs::write(folder.join(name), text).expect("cargo's folder can be written");
    }
}

/// Code and text of each file of messages.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of messages") {
        let path = entry.expect("an entry of the folder of messages").path();
        if path.extension().is_some_and(|end| end == "ftl") {
            println!("cargo:rerun-if-changed={}", path.display());
            let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
            files.push((code, fs::read_to_string(&path).expect("a file of messages is UTF-8")));
        }
    }
    files
}
