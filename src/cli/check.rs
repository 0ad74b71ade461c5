//! `recount check`: the model against the published figures.

use std::path::Path;

use super::input::{read_text, set_threads};
use super::open_scenario::open;
use super::page::PageExtent;
use super::progress::{live_watched, watched};
use super::{Done, print_json, print_page, say};
use crate::error::Error;
use crate::report::{self, Language, fill};
use crate::scenario::{GridFile, LARGEST, ONE_FAULT_EACH, SHIPPED, ScenarioFile};
use crate::simulation::{ElectionRun, SimulationOptions, WHOLE_CARDS, simulate};

/// Most scenarios for which each gets a line without --full.
const TOLD_EACH: usize = 30;

/// Runs scenarios and compares with the figures written in them: published ones, and such as follow by hand.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status 1 where a figure differs.")]
pub(super) struct CheckCommand {
    /// Scenario files or names of shipped scenarios; all shipped ones if none is given
    scenarios: Vec<String>,
    /// The seed of all chance: any text
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
    /// Prints event × method instead: the chance that an audit sees the report to be off
    #[arg(long)]
    table: bool,
    /// How many times each audit of the table is made
    #[arg(long, value_name = "N", default_value_t = 20, requires = "table")]
    trials: u64,
    /// One JSON document instead of lines
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    shown: PageExtent,
    /// Threads that count; any number gives the same result
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

impl CheckCommand {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        set_threads(self.threads)?;
        let names: Vec<String> = match self.scenarios.len() {
            0 => SHIPPED.iter().chain(ONE_FAULT_EACH).map(|(name, _)| (*name).to_owned()).collect(),
            _ => self.scenarios.clone(),
        };
        let mut files = Vec::new();
        for name in &names {
            match open(name) {
                Err(_) if is_grid(name) => {
                    say(&fill(language.desk().skipped, &[("name", name)]));
                }
                file => files.push(file?),
            }
        }
        if self.table {
            return self.table(&files, language);
        }
        let mut runs = Vec::new();
        // For many scenarios a short page shows only those where a figure differs.
        let tells_all = self.shown.full || files.len() <= TOLD_EACH;
        let mut lines = 0;
        for file in &files {
            let run = live_watched(file, self.seed.as_deref(), language)?;
            let wrong = report::confirmed_wrong_in_words(&run, language);
            let differs = run.comparisons.iter().any(|c| !c.holds);
            if !self.json && (tells_all || differs && lines < TOLD_EACH) {
                let says = wrong
                    .iter()
                    .filter(|_| tells_all)
                    .fold(in_words(&run, language), |text, line| text + "  " + line + "\n");
                lines += says.lines().count();
                print_page(&says)?;
            }
            runs.push(run);
        }
        if self.json {
            print_json(&report::checked(&runs, self.seed.as_deref()))?;
        } else if !tells_all {
            print_page(&in_all(&runs, language))?;
            if let Some(says) = report::confirmed_wrong_in_all(&runs, language) {
                print_page(&says)?;
            }
        }
        let all_hold = runs.iter().flat_map(|run| &run.comparisons).all(|c| c.holds);
        Ok(if all_hold { Done::Well } else { Done::Failed })
    }
}

/// Whether a file is a grid of scenarios.
fn is_grid(name: &str) -> bool {
    Path::new(name).is_file() && read_text(name, LARGEST as u64).is_ok_and(|text| GridFile::is_grid(&text))
}

impl CheckCommand {
    /// The audits of every scenario, many times: what each method would have seen.
    fn table(&self, files: &[ScenarioFile], language: &Language) -> Result<Done, Error> {
        let mut all = Vec::new();
        for file in files.iter().filter(|file| file.scenario.has_audits()) {
            // For several contests a trial draws one sample for all of them.
            let engine = (file.scenario.contest.len() > 1).then(|| WHOLE_CARDS.to_owned());
            let ask = SimulationOptions {
                trials: self.trials,
                seed: self.seed.clone(),
                engine,
                ..SimulationOptions::default()
            };
            all.push((file, watched(&file.name, self.trials, language, |progress| simulate(file, &ask, progress))?));
        }
        if self.json {
            print_json(&report::caught(&all))?;
        } else {
            self.shown.print(&report::caught_in_words(&all, language), language)?;
        }
        Ok(Done::Well)
    }
}

/// The summary of many scenarios.
fn in_all(runs: &[ElectionRun], language: &Language) -> String {
    let figures: usize = runs.iter().map(|run| run.comparisons.len()).sum();
    let wrong = runs.iter().filter(|run| run.comparisons.iter().any(|c| !c.holds)).count();
    let says = if wrong == 0 { language.desk().all_hold } else { language.desk().some_differ };
    let gaps = [("n", runs.len().to_string()), ("m", figures.to_string()), ("wrong", wrong.to_string())];
    fill(says, &gaps.each_ref().map(|(name, n)| (*name, n.as_str())))
}

fn in_words(run: &ElectionRun, language: &Language) -> String {
    let run = &*run.in_language(language.code);
    let says = language.desk();
    let wrong: Vec<_> = run.comparisons.iter().filter(|c| !c.holds).collect();
    let all = run.comparisons.len();
    let (n, of) = (wrong.len().to_string(), all.to_string());
    if wrong.is_empty() {
        let published = run.comparisons.iter().all(|c| c.source.is_some());
        let line = match (all, published) {
            (0, _) => says.no_figure,
            (1, true) => says.one_published,
            (1, false) => says.one_expected,
            (_, true) => says.all_published,
            (_, false) => says.all_expected,
        };
        return fill(line, &[("scenario", &run.name), ("n", &of)]) + "\n";
    }
    let mut text = fill(says.differ, &[("scenario", &run.name), ("n", &n), ("all", &of)]) + "\n";
    for c in wrong {
        let band = if c.within > 0 { fill(says.band, &[("n", &c.within.to_string())]) } else { String::new() };
        let line = if c.source.is_some() { says.differs_published } else { says.differs_expected };
        let gaps = [
            ("stage", run.scenario.stage[c.stage].id.as_str()),
            ("contest", &run.contests[c.contest].contest.id),
            ("what", &language.filling(&c.what)),
            ("published", &c.published),
            ("model", &c.model),
            ("band", &band),
        ];
        text += &format!("  {}\n", fill(line, &gaps));
    }
    text
}
