//! `recount simulate`: many lives of one election.

use super::door::{open, set_threads};
use super::progress::watched;
use super::{Done, print, print_json};
use crate::audit::{AuditMethod, METHODS};
use crate::error::Error;
use crate::report;
use crate::simulation::{Ask, simulate};

/// The methods there are, and examples.
fn after_help() -> String {
    let line = |method: &&dyn AuditMethod| format!("  {:17}  {}\n", method.name(), method.says());
    let methods: String = METHODS.iter().map(line).collect();
    format!(
        "Methods:\n{methods}\nExamples:\n  recount simulate wellington-2012 --method ballot_comparison --method polling \
         --trials 10000\n  recount simulate my-county.toml --method polling --risk-limit 0.1 --json"
    )
}

/// Audits one count of a scenario again and again, every method on the same paper and the same draws.
///
/// The paper, its count and what befell them are those of `recount run` in every trial; draws and slips are its own.
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Simulate {
    /// A scenario file, the name of a shipped scenario (see `recount list`), or - for standard input
    scenario: String,
    /// How many times the audit is made
    #[arg(long, value_name = "N", default_value_t = 1_000, allow_negative_numbers = true)]
    trials: u64,
    /// A method; may be given several times. Without it, those of the scenario
    #[arg(long = "method", value_name = "METHOD")]
    methods: Vec<String>,
    /// The stage whose count is audited; without it, the scenario's, else the first machine count
    #[arg(long, value_name = "STAGE")]
    of: Option<String>,
    /// The largest chance of confirming a wrong outcome; without it, the scenario's, else 0.05
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    risk_limit: Option<f64>,
    /// The seed of all chance: any text, for instance rolled dice
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
    /// Threads that work; the result is the same for any number
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

impl Simulate {
    pub(super) fn execute(&self) -> Result<Done, Error> {
        set_threads(self.threads)?;
        let file = open(&self.scenario)?;
        let ask = Ask {
            trials: self.trials,
            methods: self.methods.clone(),
            of: self.of.clone(),
            risk_limit: self.risk_limit,
            seed: self.seed.clone(),
        };
        let simulated = watched(&file.name, self.trials, |tell| simulate(&file, &ask, tell))?;
        if self.json {
            print_json(&report::simulated(&simulated))?;
        } else {
            print(&report::simulated_in_words(&simulated))?;
        }
        Ok(Done::Well)
    }
}
