//! THE FRONT DESK: reads the command line, opens files, prints. Every command is a thin call into the rooms.

mod assertions;
mod audit_folder;
mod audit_folder_check;
mod audit_folder_state;
mod check;
mod contest_of_files;
mod draw;
mod election_files;
mod export;
mod file_source;
mod first_scenario;
mod fit;
mod import;
mod import_folder;
mod input;
mod interrupt;
mod language;
mod law;
mod list;
mod merge;
mod new_folder;
mod open_scenario;
mod output;
mod page;
mod plan;
mod plan_contests;
mod print_ballots;
mod progress;
mod questions;
mod rehearse;
mod risk;
mod run;
mod schema;
mod shard;
mod short_help;
mod simulate;
mod slurm;
mod sweep;
mod sweep_folder;
mod system;
mod tables;
mod verify;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::Error;
use crate::random::is_seed;
use crate::reason::shards;
use crate::report::{self, LANGUAGES, Language};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Done, and all that was expected holds: exit status 0.
    Well,
    /// Done, but an expectation failed: exit status 1.
    Failed,
    /// Done, but part of the input was wrong and is answered by an error in its place: exit status 2.
    WrongInput,
}

/// An election-audit ballot recount simulator.
///
/// It models the paper ballots, what machines say about them (with the faults machines really had), and what
/// people read by hand; and shows what was reported, what the paper says, who noticed, and what was corrected.
#[derive(Debug, Parser)]
#[command(name = "recount", version)]
#[command(after_help = "Start with: recount list; recount run antrim-2020; recount run antrim-2020 --lang es")]
struct Arguments {
    /// Language of reports and help, en or es; else the locale's
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What there is: scenarios, methods, engines, attacks, faults, laws, care levels, generators, formats, rules
    List(list::ListCommand),
    /// One election, stage by stage
    Run(run::RunCommand),
    /// Runs scenarios and compares with the figures written in them
    Check(check::CheckCommand),
    /// Many trials: an audit made again and again, by every method
    Simulate(simulate::Simulate),
    /// A grid of scenarios: it goes on where it was stopped, and machines can share it
    Sweep(sweep::Sweep),
    /// Joins the shards of a simulation or sweep that many machines made
    Merge(merge::MergeShards),
    /// Which audit to choose for a scenario's count, and what each takes; or sample sizes for a few figures
    Plan(plan::PlanAudit),
    /// The measured risk of what somebody observed: JSON in, JSON out
    Risk(risk::Risk),
    /// Which cards or batches to pull: a draw that anybody can repeat
    Draw(draw::DrawCards),
    /// An audit of an office's own files: draw, read, enter, verify
    Rehearse(rehearse::RehearseAudit),
    /// An official audit again, from the files that its office published
    Verify(verify::VerifyAudit),
    /// What an audit of ranked ballots must check, and the margins
    Assertions(assertions::FindAssertions),
    /// What an office's files hold, and what does not add up
    Import(import::ImportFiles),
    /// A synthetic election as the files of an election office
    Export(export::ExportElection),
    /// Ballots on paper for a class, with lists, dice and the risk by hand
    Print(print_ballots::PrintBallots),
    /// Whether the law orders a recount at a margin, by what method, and who pays
    Law(law::AskLaw),
    /// The JSON Schema of scenario files
    Schema(schema::PrintSchema),
}

impl Command {
    fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        match self {
            Self::List(list) => list.execute(language),
            Self::Run(run) => run.execute(language),
            Self::Check(check) => check.execute(language),
            Self::Simulate(simulate) => simulate.execute(language),
            Self::Sweep(sweep) => sweep.execute(language),
            Self::Merge(merge) => merge.execute(language),
            Self::Plan(plan) => plan.execute(language),
            Self::Risk(risk) => risk.execute(),
            Self::Draw(draw) => draw.execute(language),
            Self::Rehearse(rehearse) => rehearse.execute(language),
            Self::Verify(verify) => verify.execute(language),
            Self::Assertions(assertions) => assertions.execute(language),
            Self::Import(import) => import.execute(language),
            Self::Export(export) => export.execute(language),
            Self::Print(print) => print.execute(language),
            Self::Law(law) => law.execute(language),
            Self::Schema(schema) => schema.execute(),
        }
    }
}

/// Runs the command of the command line and returns the exit status.
pub fn main() -> u8 {
    let arguments = match read(with_help(std::env::args_os().collect())) {
        Ok(arguments) => arguments,
        Err(e) => {
            // Help and version are answers, not errors.
            let status = if e.use_stderr() { 2 } else { 0 };
            return if answer(&e).is_ok() { status } else { 2 };
        }
    };
    let asked = language::language(arguments.lang.as_deref());
    let language = *asked.as_ref().unwrap_or(&language::of_locale());
    match asked.and_then(|language| arguments.command.execute(language)) {
        Ok(Done::Well) => 0,
        Ok(Done::Failed) => 1,
        Ok(Done::WrongInput) => 2,
        Err(error) => {
            say(&language.complain(&error));
            2
        }
    }
}

/// The arguments, or what is printed in their place: help, or an error in the arguments.
fn read(arguments: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let command = short_help::shortened(Arguments::command(), &arguments);
    let mut matches = command.try_get_matches_from(arguments)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut Arguments::command()))
}

/// Turns `recount help COMMAND --lang es` into `recount COMMAND --help --lang es`.
fn with_help(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_value = |at: usize| at > 0 && arguments[at - 1] == "--lang";
    let is_option = |at: usize| arguments[at].to_string_lossy().starts_with('-');
    let command = (1..arguments.len()).find(|&at| !is_option(at) && !is_value(at));
    if let Some(at) = command.filter(|&at| arguments[at] == "help") {
        arguments.remove(at);
        arguments.push("--help".into());
    }
    arguments
}

/// Prints help, or an error in the arguments, in the reader's language and in lines that fit the screen.
fn answer(said: &clap::Error) -> std::io::Result<()> {
    let language = language::of_arguments(std::env::args_os().skip(1));
    let is_plain = language.code != LANGUAGES[0].code || !fit::has_colours(said.use_stderr());
    let text = if is_plain { said.render().to_string() } else { said.render().ansi().to_string() };
    let text = report::laid_out(&language.spoken(&text), fit::columns());
    if said.use_stderr() {
        std::io::stderr().lock().write_all(text.as_bytes())
    } else {
        std::io::stdout().lock().write_all(text.as_bytes())
    }
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // The reader has closed the pipe, which is no error.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Error::Usage(shards::error_write_out(system::says(&e)))),
        Ok(()) => Ok(()),
    }
}

/// Prints a page in lines that fit.
fn print_page(page: &str) -> Result<(), Error> {
    print(&report::laid_out(page, fit::columns()))
}

/// Prints a line for people on standard error, as a program may read standard output.
fn say(text: &str) {
    // A closed standard error is no reason to fail.
    let _ = writeln!(std::io::stderr(), "recount: {text}");
}

/// A public seed as an argument: a text that is not empty.
fn seed(text: &str) -> Result<String, &'static str> {
    if is_seed(text) { Ok(text.to_owned()) } else { Err("a seed is some text without blanks before or behind it") }
}

fn print_json(value: &serde_json::Value) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Error::Usage(shards::error_write_out(e.to_string())))?;
    print(&(text + "\n"))
}
