//! `recount schema`: the keys of scenario files, for editors and other programs.

use super::{Done, print_json};
use crate::error::Error;
use crate::scenario::schema;

/// The JSON Schema of scenario files.
#[derive(Debug, clap::Args)]
pub(super) struct PrintSchema {}

impl PrintSchema {
    #[expect(clippy::unused_self, reason = "every command is executed alike")]
    pub(super) fn execute(&self) -> Result<Done, Error> {
        print_json(schema().as_value())?;
        Ok(Done::Well)
    }
}
