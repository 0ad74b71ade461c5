//! The program as tests call it: in English, whatever the locale of the machine, and in lines that nothing folds.

use std::process::Command;

/// The program, with nothing of the machine's locale and terminal but what a test sets itself.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C.UTF-8").env("COLUMNS", "1000");
    command
}
