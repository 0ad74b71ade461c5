//! `recount law`: what the law of recounts orders at a margin, without any scenario.

use clap::builder::PossibleValuesParser;

use super::{Done, print_json, print_page};
use crate::audit::Date;
use crate::error::Error;
use crate::reason::complaints;
use crate::report::{self, Language};
use crate::simulation::{LegalQuestion, OFFICES};

/// What is asked about a law of recounts.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without --votes, only the rules are listed.
All rules: recount list laws

Examples:
  recount law OH --office statewide --votes 2501200 2498800 31000 --date 2026-11-03
  recount law Arizona --office local --votes 51,200 51,010
  recount law NC --json")]
pub(super) struct AskLaw {
    /// A state, by its postal code or its name
    state: String,
    /// What the contest is about
    #[arg(long, value_name = "OFFICE", value_parser = PossibleValuesParser::new(OFFICES))]
    office: Option<String>,
    /// The whole state votes in it
    #[arg(long)]
    statewide: bool,
    /// The votes of every candidate, of whom one wins
    #[arg(long, value_name = "N", num_args = 1..)]
    votes: Vec<String>,
    /// The day of the count, such as 2026-11-03; the rules of all years without it
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// One JSON document instead of lines
    #[arg(long)]
    json: bool,
}

impl AskLaw {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let day = |text: &String| {
            let found: String = text.chars().take(60).collect();
            let wrong = || complaints::error_allowed("--date", format!("{found:?}"), complaints::rule_date());
            Date::parse(text).ok_or_else(|| Error::Usage(wrong()))
        };
        let day = self.date.as_ref().map(day).transpose()?;
        let asked = LegalQuestion::of(&self.state, self.office.as_deref(), self.statewide, day, &self.votes);
        let asked =
            asked.map_err(|complaint| Error::Usage(complaints::at_place(complaint.path(), complaint.reason())))?;
        if self.json {
            print_json(&report::law_asked(&asked))?;
        } else {
            print_page(&report::law_in_words(&asked, language))?;
        }
        Ok(Done::Well)
    }
}
