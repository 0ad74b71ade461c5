//! The front door: calls the command line and turns its answer into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(recount::cli::main())
}
