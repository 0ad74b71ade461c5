//! `recount simulate`: many trials of one election.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::input::{read_text, set_threads};
use super::interrupt::{leave_with_nothing, stop_on_interrupt};
use super::open_scenario::open;
use super::output::{Outputs, failed_to_write, is_standard, write_whole};
use super::page::PageOut;
use super::progress::watched;
use super::shard::asked_shard;
use super::tables::{TableWriter, table_files};
use super::{Done, print_json, print_page, say};
use crate::audit::Registry;
use crate::error::Error;
use crate::reason::shards;
use crate::report::{self, Language, fill};
use crate::scenario::ScenarioFile;
use crate::simulation::adversary::{ATTACKS, attack};
use crate::simulation::{LARGEST_PART, Shard, ShardResult, SimulationOptions, Watch, simulate_part};

/// References to the lists, and examples.
const AFTER_HELP: &str = "\
Methods, engines, attacks: recount list methods|engines|attacks

Examples:
  recount simulate wellington-2012 --method ballot_comparison --method polling
  recount simulate my-county.toml --method polling --risk-limit 0.1 --json
  recount simulate county-batches --method bravo --engine exact
  recount simulate adversaries --attack all --method all --trials 2000
  recount simulate wellington-2012 --trials 1000000 --shard 0/8 --out eighths/

Ctrl-C ends with the trials that are done. Exit status 1 then, and where under an attack a method breaks its promise.";

/// Audits one count of a scenario again and again, every method on the same paper and the same draws.
///
/// In every trial the paper, its count and its faults are those of `recount run`; draws and reading errors differ.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Simulate {
    /// A file, the name of a shipped scenario (see `recount list`), or -
    scenario: String,
    /// How many times the audit is made
    #[arg(long, value_name = "N", default_value_t = 1_000, allow_negative_numbers = true)]
    trials: u64,
    /// A method, or all; can be repeated. Else the scenario's
    #[arg(long = "method", value_name = "METHOD")]
    methods: Vec<String>,
    /// An attack, or all; can be repeated: a loser is reported as the winner, in place of the scenario's faults
    #[arg(long = "attack", value_name = "ATTACK")]
    attacks: Vec<String>,
    /// Votes by which the false winner leads
    #[arg(long, value_name = "VOTES", default_value_t = 1, requires = "attacks", allow_negative_numbers = true)]
    margin: u64,
    /// The stage whose count is audited; else the scenario's
    #[arg(long, value_name = "STAGE")]
    of: Option<String>,
    /// The largest chance of confirming a wrong outcome; else the scenario's, or 0.05
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    risk_limit: Option<f64>,
    /// The seed of all chance: any text, say rolled dice
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
    /// How trials are made, see `recount list engines`
    #[arg(long, value_name = "ENGINE", conflicts_with = "attacks")]
    engine: Option<String>,
    /// A share of the trials for one of many machines: i/N with i from 0, or auto (see merge)
    #[arg(long, value_name = "i/N", requires = "out", conflicts_with = "attacks")]
    shard: Option<String>,
    /// The counts of all trials, for `recount merge`
    #[arg(long, value_name = "FILE", conflicts_with = "attacks")]
    out: Option<String>,
    /// The table as comma-separated values
    #[arg(long, value_name = "FILE", conflicts_with_all = ["attacks", "shard"])]
    csv: Option<PathBuf>,
    /// The table as a Parquet file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["attacks", "shard"])]
    parquet: Option<PathBuf>,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    page: PageOut,
    /// Threads that work; any number gives the same result
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

impl Simulate {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        set_threads(self.threads)?;
        let outputs = Outputs::default().with("--csv", self.csv.as_ref()).with("--parquet", self.parquet.as_ref());
        let outputs = outputs.with("--html", self.page.html.as_ref()).with("--out", self.out.as_ref());
        let on_standard = outputs.printing("--json", self.json).take_standard()?;
        if self.shard.is_some() {
            self.page.refuse("--shard")?;
        }
        let file = open(&self.scenario)?;
        let ask = SimulationOptions {
            trials: self.trials,
            methods: self.methods.clone(),
            of: self.of.clone(),
            risk_limit: self.risk_limit,
            seed: self.seed.clone(),
            engine: self.engine.clone(),
            ..SimulationOptions::default()
        };
        if !self.attacks.is_empty() {
            return self.attacked(&file, &ask, language);
        }
        let shard = self.shard.as_deref().map(asked_shard).transpose()?;
        let share = shard.unwrap_or(Shard::WHOLE);
        if let (Some(shard), Some(out)) = (shard, &self.out) {
            keeps_others(out, shard)?;
        }
        let all = share.trials(self.trials);
        let (stop, done) = (stop_on_interrupt()?, Arc::new(AtomicU64::new(0)));
        leave_with_nothing(&stop, &done, language);
        let part = watched(&file.name, all.end.saturating_sub(all.start), language, |progress| {
            let progress = |trials| {
                done.fetch_add(trials, Ordering::Relaxed);
                progress(trials);
            };
            simulate_part(&file, &ask, share, &Watch { progress: &progress, stop: &stop })
        })?;
        // From here on results are printed and written whole, whatever signal comes.
        done.fetch_add(1, Ordering::Relaxed);
        if let Some(out) = &self.out {
            if part.is_exact_answer() {
                return Err(Error::Usage(shards::error_exact_out()));
            }
            if !part.is_whole() {
                let (n, shard) = (part.trials().to_string(), share.to_string());
                let gaps = [("n", n.as_str()), ("shard", &shard), ("file", out)];
                say(&fill(language.desk().interrupted_shard, &gaps));
                return Ok(Done::Failed);
            }
            let out = name_in(out, share)?;
            write_whole(&out, &part.to_text())?;
            if shard.is_some() {
                return self.written(&part, &out, language);
            }
        }
        let simulated = part.simulated(&file.registry)?;
        let rows = report::simulated_rows(&simulated);
        for table in table_files(self.csv.as_deref(), self.parquet.as_deref())? {
            let mut writer = TableWriter::begin(&table, None)?;
            rows.iter().try_for_each(|row| writer.row(row))?;
            writer.finish()?;
        }
        let translated = simulated.in_language(&file.scenario, language.code);
        let written = self.page.write(|| report::html::simulated(&translated, language))?;
        if self.json {
            print_json(&report::simulated(&simulated))?;
        } else if !written && !on_standard {
            self.page.show(&report::simulated_in_words(&translated, language), language)?;
        }
        Ok(if part.is_whole() { Done::Well } else { Done::Failed })
    }

    /// The message after a shard is written.
    fn written(&self, part: &ShardResult, out: &str, language: &Language) -> Result<Done, Error> {
        if is_standard(Path::new(out)) {
            return Ok(Done::Well);
        }
        if self.json {
            print_json(&report::shard_written(part, out))?;
        } else {
            let (shard, trials) = (part.shard, part.shard.trials(self.trials));
            let says = if trials.is_empty() { language.desk().no_trials } else { language.desk().shard_written };
            let [first, last, all] = [trials.start + 1, trials.end, self.trials].map(|n| n.to_string());
            let shard = shard.to_string();
            let gaps = [("shard", &shard[..]), ("first", &first), ("last", &last), ("all", &all), ("file", out)];
            print_page(&fill(says, &gaps))?;
        }
        Ok(Done::Well)
    }

    /// Every attack against every method.
    fn attacked(&self, file: &ScenarioFile, ask: &SimulationOptions, language: &Language) -> Result<Done, Error> {
        let attacks = if self.attacks.iter().any(|name| name == "all") { ATTACKS.len() } else { self.attacks.len() };
        let contests = file.scenario.contest.iter().map(|contest| &contest.id);
        let text = file.scenario.audit.as_ref();
        let audited = contests.filter(|id| text.is_none_or(|text| text.audits_contest(id))).count();
        let all = self.trials.saturating_mul((attacks * audited) as u64);
        let table =
            watched(&file.name, all, language, |progress| attack(file, ask, &self.attacks, self.margin, progress))?;
        let translated = table.in_language(&file.scenario, language.code);
        let written = self.page.write(|| report::html::attacked(&translated, language))?;
        if self.json {
            print_json(&report::attacked(&table))?;
        } else if !written {
            self.page.show(&report::attacked_in_words(&translated, language), language)?;
        }
        let any_broken = table.cells.iter().any(|cell| table.is_broken(cell));
        Ok(if any_broken { Done::Failed } else { Done::Well })
    }
}

/// Refuses to replace the file of another shard.
fn keeps_others(out: &str, shard: Shard) -> Result<(), Error> {
    if !Path::new(out).is_file() {
        return Ok(());
    }
    match read_text(out, LARGEST_PART as u64).map(|text| ShardResult::read(&text, &Registry::shipped())) {
        Ok(Ok(other)) if other.shard != shard => {
            Err(Error::Usage(shards::error_out_shard(out, other.shard.to_string(), format_args!("{out}s/"))))
        }
        _ => Ok(()),
    }
}

/// The file name of a shard; in a folder, which is made where there is none, it has a name of its own.
fn name_in(out: &str, shard: Shard) -> Result<String, Error> {
    let folder = Path::new(out);
    if out.ends_with(['/', '\\']) {
        std::fs::create_dir_all(folder).map_err(|e| failed_to_write(folder, &e))?;
    } else if !folder.is_dir() {
        return Ok(out.to_owned());
    }
    let name = format!("shard-{}-of-{}.json", shard.index(), shard.of());
    Ok(folder.join(name).to_string_lossy().into_owned())
}
