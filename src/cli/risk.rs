//! `recount risk`: the measured risk of what somebody observed.

use super::Done;
use super::door::answer_documents;
use crate::error::Error;
use crate::measurement::answer;

/// Checks somebody else's audit: observations in, P-value out.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  echo '{\"test\":\"super_simple\",\"margin\":0.05,\"n\":96}' | recount risk\n  recount risk questions.jsonl > answers.jsonl"
)]
pub(super) struct Risk {
    /// One JSON document, or one per line; a file, or - for standard input
    #[arg(default_value = "-")]
    file: String,
}

impl Risk {
    pub(super) fn execute(&self) -> Result<Done, Error> {
        answer_documents(&self.file, answer)
    }
}
