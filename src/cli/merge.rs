//! `recount merge`: joins the shards of many machines.

use std::path::{Path, PathBuf};

use super::input::read_text;
use super::output::{ASIDE, Outputs};
use super::page::PageOut;
use super::sweep_folder::{CellToMake, Folder};
use super::system::says;
use super::{Done, print_json, print_page, say};
use crate::audit::Registry;
use crate::error::Error;
use crate::reason::{Filling, Reason, complaints, findings, shards};
use crate::report::{self, Language, fill, option, quoted};
use crate::simulation::{LARGEST_PART, Merge, NoPart, Refusal, Shard, ShardResult, StudyHeader};

/// Most missing cells and shards that are listed.
const LISTED: usize = 20;

/// Joins the shards in a folder, in any order, into what one machine would have said, byte for byte.
///
/// Every file of the folder is taken for a shard, but for scripts, logs and tables (.sh .slurm .log .out .err .txt .md
/// .toml .csv .parquet), hidden files and files that are not yet whole (.part).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  recount simulate wellington-2012 --trials 100000 --shard 0/2 --out shards/\n  \
                  recount simulate wellington-2012 --trials 100000 --shard 1/2 --out shards/\n  \
                  recount merge shards --json\n  recount merge shards --html shards.html\n\nWith --shard auto, i and N come from RECOUNT_SHARD=i/N, or i from a Slurm array, a Kubernetes indexed job, an AWS \
                  Batch array, HyperQueue or GNU parallel and N from RECOUNT_SHARDS.\n\n\
                  Exit status 1 where shards are missing or do not belong together, with the \
                  commands that make what is missing; 2 where a file is not a shard.")]
pub(super) struct MergeShards {
    /// The folder with the shards
    dir: PathBuf,
    /// One JSON document instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    page: PageOut,
}

/// Endings of files that lie beside shards.
const BESIDE: [&str; 10] = ["sh", "slurm", "log", "out", "err", "txt", "md", "toml", "csv", "parquet"];

impl MergeShards {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        Outputs::default().with("--html", self.page.html.as_ref()).printing("--json", self.json).take_standard()?;
        if let Some(folder) = Folder::of_sweep(&self.dir)? {
            return self.sweep(&folder, language);
        }
        let files = files(&self.dir)?;
        if files.is_empty() {
            let message = complaints::message_no_shard().into();
            return Err(Error::Read { file: self.dir.display().to_string(), message });
        }
        let registry = Registry::shipped();
        let mut merge = Merge::default();
        for file in files {
            let name = file.display().to_string();
            let added = match ShardResult::read(&read_text(&name, LARGEST_PART as u64)?, &registry) {
                Ok(part) => merge.add(&name, part),
                Err(NoPart::NotAShard(why)) => return Err(Error::Read { file: name, message: why.into() }),
                Err(NoPart::OtherVersion(version)) => {
                    Err(Refusal::Mixture(findings::mixture_version(&name, version, env!("CARGO_PKG_VERSION"))))
                }
            };
            if let Err(refusal) = added {
                return self.refuse(&refusal, &[], language);
            }
        }
        let (study, shards) = (merge.study().cloned(), merge.shards());
        let simulated = match merge.finish(&registry) {
            Ok(simulated) => simulated?,
            Err(refusal) => return self.refuse(&refusal, &self.commands(study.as_ref(), &refusal), language),
        };
        let written = self.page.write(|| report::html::simulated(&simulated, language))?;
        if self.json {
            print_json(&report::simulated(&simulated))?;
        } else if !written {
            let joined = fill(language.desk().joined, &[("n", &shards.to_string())]);
            let page = format!("{joined}\n{}", report::simulated_in_words(&simulated, language));
            self.page.show(&page, language)?;
        }
        Ok(Done::Well)
    }

    /// The cells of a sweep, joined into its table.
    fn sweep(&self, folder: &Folder, language: &Language) -> Result<Done, Error> {
        let mut missing = Vec::new();
        for cell in 0..folder.head.cells {
            match folder.read(cell)? {
                Ok(_) => {}
                Err(CellToMake::NotThere) => missing.push(cell),
                Err(CellToMake::Damaged(message)) => {
                    let file = folder.cell(cell).display().to_string();
                    return Err(Error::Read { file, message: shards::message_made_anew(message).into() });
                }
            }
        }
        if missing.is_empty() {
            let (csv, json) = folder.write_table()?;
            let dir = quoted(&self.dir.to_string_lossy());
            let again = || format!("recount merge {dir} --html sweep.html{}", language.asked());
            let written = self.page.try_write(|| folder.page(None, again(), language))?;
            if self.json {
                folder.print_json(0..folder.head.cells)?;
            } else if !written {
                let gaps = [("n", &folder.head.cells.to_string()[..]), ("csv", &csv), ("json", &json)];
                print_page(&(folder.first_lines(language)? + &fill(language.desk().cells_joined, &gaps)))?;
            }
            return Ok(Done::Well);
        }
        let (shards, commands) = folder.resubmit(&missing);
        let list = Filling::joined(", ", missing.iter().take(LISTED).copied());
        let of = Filling::joined(", ", shards.iter().take(LISTED).map(ToString::to_string));
        let cells: Filling = match (missing.len().saturating_sub(LISTED), shards.is_empty()) {
            (0, true) => list,
            (0, false) => findings::cells_of_shards(list, of).into(),
            (more, true) => findings::cells_more(list, more).into(),
            (more, false) => findings::cells_more_of_shards(list, more, of).into(),
        };
        let why = match missing.len() {
            1 => findings::missing_cell(cells),
            n => findings::missing_cells(n, cells),
        };
        self.missing(&why, &shards, &commands, language)
    }

    fn refuse(&self, refusal: &Refusal, commands: &[String], language: &Language) -> Result<Done, Error> {
        let missing: &[Shard] = if let Refusal::Missing(missing) = refusal { missing } else { &[] };
        self.missing(&refusal.reason(), missing, commands, language)
    }

    fn missing(
        &self,
        why: &Reason,
        missing: &[Shard],
        commands: &[String],
        language: &Language,
    ) -> Result<Done, Error> {
        say(&language.reason(why));
        if self.json {
            print_json(&report::refused(why, missing, commands))?;
        } else if !commands.is_empty() {
            print_page(&format!("{}\n  {}", language.desk().made_by, commands.join("\n  ")))?;
        }
        Ok(Done::Failed)
    }

    /// The commands that make what is missing.
    fn commands(&self, study: Option<&StudyHeader>, refusal: &Refusal) -> Vec<String> {
        let (Some(study), Refusal::Missing(missing)) = (study, refusal) else { return Vec::new() };
        missing.iter().map(|shard| command(study, *shard, &self.dir)).collect()
    }
}

/// The command that makes a shard.
fn command(study: &StudyHeader, shard: Shard, dir: &Path) -> String {
    let methods = study.methods.iter().fold(String::new(), |all, method| all + " --method " + &quoted(method));
    format!(
        "recount simulate {} --trials {}{methods} {} --risk-limit {} {} --engine {} --shard {shard} --out {}/",
        quoted(&study.scenario),
        study.trials,
        option("--of", &study.of),
        study.risk_limit,
        option("--seed", &study.seed),
        quoted(&study.engine),
        quoted(dir.to_string_lossy().trim_end_matches('/')),
    )
}

/// The files of a folder that may be shards, by name.
fn files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let fail = |message: Filling| Error::Read { file: dir.display().to_string(), message };
    let entries = std::fs::read_dir(dir)
        .map_err(|e| fail(if dir.is_file() { complaints::message_file().into() } else { says(&e) }))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| fail(says(&e)))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let beside = name.starts_with('.') || name.ends_with(ASIDE) || BESIDE.contains(&ending.as_str());
        if path.is_file() && !beside {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
