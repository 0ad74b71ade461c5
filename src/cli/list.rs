//! `recount list`: what can be run without a file.

use super::{Done, print, print_json};
use crate::error::Error;
use crate::report::{self, Language};
use crate::scenario::{ONE_FAULT_EACH, SHIPPED, ScenarioFile, shipped};

/// The shipped scenarios, with the question each answers.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let files: Vec<ScenarioFile> =
            SHIPPED.iter().chain(ONE_FAULT_EACH).map(|(name, _)| shipped(name)).collect::<Result<_, _>>()?;
        if self.json {
            print_json(&report::listed(&files))?;
            return Ok(Done::Well);
        }
        let width = files.iter().map(|f| f.name.len()).max().unwrap_or(0);
        let mut text = String::new();
        for file in &files {
            text += &format!("{:width$}  {}\n", file.name, file.scenario.title);
            text += &format!("{:width$}  {}\n\n", "", file.question);
        }
        text.push_str(language.desk().run_one);
        text.push('\n');
        print(&text)?;
        Ok(Done::Well)
    }
}
