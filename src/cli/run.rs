//! `recount run`: one life of an election.

use std::io::IsTerminal;

use super::door::{open, set_threads};
use super::page::PageOut;
use super::progress::live_watched;
use super::{Done, print, print_json};
use crate::error::Error;
use crate::report::{self, Page};

/// One life of an election, told stage by stage.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  recount run antrim-2020\n  recount run my-county.toml --seed '4 2 6 1 5' --json\n  recount run antrim-2020 --html report.html --lang es"
)]
pub(super) struct Run {
    /// A scenario file, the name of a shipped scenario (see `recount list`), or - for standard input
    scenario: String,
    /// The seed of all chance: any text, for instance rolled dice
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// One JSON document instead of a page
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    page: PageOut,
    /// Threads that count; the result is the same for any number
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Run {
    pub(super) fn execute(&self) -> Result<Done, Error> {
        set_threads(self.threads)?;
        let file = open(&self.scenario)?;
        let life = live_watched(&file, self.seed.as_deref())?;
        let written = self.page.write(|language| report::html::run(&life, language))?;
        if self.json {
            print_json(&report::run(&life))?;
        } else if !written {
            let terminal = std::io::stdout().is_terminal();
            let colour = terminal && std::env::var_os("NO_COLOR").is_none();
            print(&report::terminal(&life, Page { width: 100, colour }))?;
        }
        Ok(Done::Well)
    }
}
