//! `recount list`: lists of names.

use clap::builder::PossibleValuesParser;

use super::page::PageExtent;
use super::{Done, print_json};
use crate::error::Error;
use crate::report::{self, LISTS, Language, fill};
use crate::scenario::{ONE_FAULT_EACH, SHIPPED, ScenarioFile, shipped};

/// What there is by name: the shipped scenarios, or methods, engines, attacks, faults, laws, care levels,
/// generators, formats and rules.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  recount list\n  recount list methods\n  recount list faults --full\n  recount list attacks --json"
)]
pub(super) struct ListCommand {
    /// What is listed
    #[arg(value_parser = PossibleValuesParser::new(names()), default_value = SCENARIOS)]
    what: String,
    /// One JSON document instead of lines
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    shown: PageExtent,
}

const SCENARIOS: &str = "scenarios";

fn names() -> Vec<&'static str> {
    std::iter::once(SCENARIOS).chain(LISTS.iter().map(|list| list.name)).collect()
}

impl ListCommand {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        match LISTS.iter().find(|list| list.name == self.what) {
            Some(list) if self.json => print_json(&list.document())?,
            Some(list) => self.shown.print(&list.in_words(language), language)?,
            None => self.scenarios(language)?,
        }
        Ok(Done::Well)
    }

    fn scenarios(&self, language: &Language) -> Result<(), Error> {
        let read = |all: &[(&str, &str)]| all.iter().map(|(name, _)| shipped(name)).collect::<Result<Vec<_>, _>>();
        let (events, faults) = (read(SHIPPED)?, read(ONE_FAULT_EACH)?);
        if self.json {
            return print_json(&report::listed(&[events, faults].concat()));
        }
        let width = events.iter().chain(&faults).map(|file| file.name.len()).max().unwrap_or(0);
        let mut text = String::new();
        let line = |file: &ScenarioFile| format!("  {:width$}  {}\n", file.name, file.title_in(language.code));
        if self.shown.full {
            for file in events.iter().chain(&faults) {
                text += &format!("{}  {:width$}  {}\n\n", line(file), "", file.question_in(language.code));
            }
        } else {
            text.extend(events.iter().map(line));
            let names: Vec<&str> = faults.iter().map(|file| file.name.as_str()).collect();
            let more = fill(language.list_faults_more(), &[("n", &names.len().to_string())]);
            text += &format!("\n{more}\n  {}\n\n{}\n", names.join(", "), language.list_more());
        }
        self.shown.print(&format!("{text}{}\n", language.desk().run_one), language)
    }
}
