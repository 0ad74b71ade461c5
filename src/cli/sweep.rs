//! `recount sweep`: a grid of scenarios, cell by cell.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::input::{read_text, set_threads};
use super::interrupt::stop_on_interrupt;
use super::open_scenario::open;
use super::output::Outputs;
use super::page::PageOut;
use super::progress::watched;
use super::shard::asked_shard;
use super::sweep_folder::{CellToMake, Folder};
use super::tables::table_files;
use super::{Done, print_page, say, slurm};
use crate::error::{Complaint, Error};
use crate::reason::{complaints, shards};
use crate::report::{Language, SweepHead, fill, quoted};
use crate::scenario::{Grid, GridFile, LARGEST};
use crate::simulation::{MOST_SHARDS, MOST_TRIALS, Shard, SimulationOptions, Watch, engines, simulate_part};

/// Simulates every cell of a grid, each a scenario of its own, and writes one table of all.
///
/// The folder is whole at every moment: a sweep that was stopped or killed goes on where it was, and ends with the same
/// bytes. A cell's chance is named by its settings, so that other cells and their order change nothing; within a cell all
/// methods see the same paper and draws.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A grid names a scenario, trials, and what varies:\n  # What does the risk limit do to two audits?\n  \
                  scenario = \"wellington-2012\"\n  trials = 1_000\n  methods = [\"polling\", \"ballot_comparison\"]\n  \
                  [[axis]]\n  key = \"audit.risk_limit\"\n  values = [0.05, 0.1]\n\n\
                  Examples:\n  recount sweep grid.toml --out out --html sweep.html\n  \
                  recount sweep grid.toml --out parts --shard 0/8     (then: recount merge parts)\n\n\
                  In the folder: cells/, and once all are done table.csv, table.json and table.sha256.\n\
                  Exit status 1 where it was interrupted, or --slurm found no Slurm; what is done is kept."
)]
pub(super) struct Sweep {
    /// The grid, a TOML file
    grid: String,
    /// The folder of cells and table; a stopped sweep goes on in its own
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A share of the cells for one of many machines: i/N with i from 0, or auto (see merge)
    #[arg(long, value_name = "i/N")]
    shard: Option<String>,
    /// Writes the scripts of a Slurm job array into DIR, and submits them
    #[arg(long, conflicts_with = "shard")]
    slurm: bool,
    /// Shards of the Slurm array; else one a cell, at most 64
    #[arg(long, value_name = "N", requires = "slurm", allow_negative_numbers = true)]
    shards: Option<u32>,
    /// The table as comma-separated values, here too
    #[arg(long, value_name = "FILE", conflicts_with_all = ["shard", "slurm"])]
    csv: Option<PathBuf>,
    /// The table as a Parquet file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["shard", "slurm"])]
    parquet: Option<PathBuf>,
    /// The table as one JSON document instead of a line
    #[arg(long, conflicts_with_all = ["shard", "slurm"])]
    json: bool,
    #[command(flatten)]
    page: PageOut,
    /// Threads that work; any number gives the same result
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    threads: Option<usize>,
}

/// Most cells for which all are checked before any is simulated.
const CHECKED_FIRST: usize = 1_000;

impl Sweep {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let outputs = Outputs::default().with("--csv", self.csv.as_ref()).with("--parquet", self.parquet.as_ref());
        let on_standard =
            outputs.with("--html", self.page.html.as_ref()).printing("--json", self.json).take_standard()?;
        set_threads(self.threads)?;
        if self.shard.is_some() || self.slurm {
            self.page.refuse(shards::found_shard_or_slurm())?;
        }
        let shard = self.shard.as_deref().map(asked_shard).transpose()?;
        let tables = table_files(self.csv.as_deref(), self.parquet.as_deref())?;
        let grid = read_grid(&self.grid)?;
        if grid.cells() <= CHECKED_FIRST {
            (0..grid.cells()).try_for_each(|cell| grid.cell(cell).map(|_| ()))?;
        }
        let folder = Folder::open(&self.out, SweepHead::of(&grid))?;
        let here = self.grid.as_str();
        if self.slurm {
            let of = self.shards.unwrap_or_else(|| grid.cells().min(64) as u32);
            if !(1..=MOST_SHARDS).contains(&of) {
                let rule = complaints::rule_range(1, MOST_SHARDS);
                return Err(Error::Usage(complaints::error_allowed("--shards", of, rule)));
            }
            folder.note_split(here, of)?;
            return slurm::submit(&folder, here, of, language);
        }
        folder.note_split(here, shard.map_or(1, Shard::of))?;
        folder.clean(shard);
        let stop = stop_on_interrupt()?;
        let share = shard.unwrap_or(Shard::WHOLE);
        let own: Vec<usize> = (0..grid.cells()).filter(|&cell| share.does(cell)).collect();
        let made = make(&grid, &folder, &own, &stop, language)?;
        if stop.load(Ordering::Relaxed) && made < own.len() {
            return self.interrupted(&folder, &own, language);
        }
        if let Some(shard) = shard {
            let joins = format!("recount merge {}", quoted(&self.out.to_string_lossy()));
            let (shard, n, all) = (shard.to_string(), own.len().to_string(), grid.cells().to_string());
            let gaps = [("shard", shard.as_str()), ("n", &n), ("all", &all), ("command", &joins)];
            print_page(&fill(language.desk().shard_done, &gaps))?;
            return Ok(Done::Well);
        }
        let (csv, json) = folder.write_table()?;
        folder.write_tables(&tables)?;
        let again = || self.again(language);
        let written = self.page.try_write(|| folder.page(Some(&grid.file.question), again(), language))?;
        if self.json {
            folder.print_json(0..grid.cells())?;
        } else if !written && !on_standard {
            let gaps = [("n", &grid.cells().to_string()[..]), ("csv", &csv), ("json", &json)];
            print_page(&(folder.first_lines(language)? + &fill(language.desk().cells_made, &gaps)))?;
        }
        Ok(Done::Well)
    }

    /// The command that makes the same page.
    fn again(&self, language: &Language) -> String {
        let (grid, out) = (quoted(&self.grid), quoted(&self.out.to_string_lossy()));
        format!("recount sweep {grid} --out {out} --html sweep.html{}", language.asked())
    }

    /// The message after a sweep was interrupted.
    fn interrupted(&self, folder: &Folder, own: &[usize], language: &Language) -> Result<Done, Error> {
        let mut done = Vec::new();
        for &cell in own {
            if folder.read(cell)?.is_ok() {
                done.push(cell);
            }
        }
        let gaps = [("n", &done.len().to_string()[..]), ("all", &own.len().to_string())];
        say(&fill(language.desk().interrupted_cells, &gaps));
        if self.json {
            folder.print_json(done.into_iter())?;
        }
        Ok(Done::Failed)
    }
}

/// Makes the missing cells; returns how many of all exist in the end.
fn make(grid: &Grid, folder: &Folder, own: &[usize], stop: &AtomicBool, language: &Language) -> Result<usize, Error> {
    let mut missing = Vec::new();
    for &cell in own {
        match folder.read(cell)? {
            Ok(_) => {}
            Err(CellToMake::NotThere) => missing.push(cell),
            Err(CellToMake::Damaged(why)) => {
                let gaps = [("file", &folder.cell(cell).display().to_string()[..]), ("why", &language.filling(&why))];
                say(&fill(language.desk().made_anew, &gaps));
                missing.push(cell);
            }
        }
    }
    let text = &grid.file.grid;
    let mut there = own.len() - missing.len();
    watched(&folder.head.grid, text.trials * missing.len() as u64, language, |progress| {
        for &index in &missing {
            let cell = grid.cell(index)?;
            let ask = SimulationOptions {
                trials: text.trials,
                methods: text.methods.clone(),
                of: text.of.clone(),
                seed: Some(cell.seed.clone()),
                engine: text.engine.clone(),
                ..SimulationOptions::default()
            };
            let made = simulate_part(&cell.file, &ask, Shard::WHOLE, &Watch { progress, stop });
            let part = made.map_err(|e| grid.in_cell(index, e.reason()))?;
            if !part.is_whole() {
                break;
            }
            folder.write(index, &folder.head.cell_text(&cell, &part.simulated(&cell.file.registry)?))?;
            there += 1;
        }
        Ok(there)
    })
}

/// The grid over its scenario, which lies beside it or is a shipped one.
fn read_grid(name: &str) -> Result<Grid, Error> {
    let file = GridFile::read(name, read_text(name, LARGEST as u64)?)?;
    let text = &file.grid;
    if !(1..=MOST_TRIALS).contains(&text.trials) {
        let complaint = Complaint::allowed("trials", text.trials, complaints::rule_range(1, MOST_TRIALS));
        return Err(file.error(complaint));
    }
    if let Some(engine) = text.engine.as_ref().filter(|engine| !engines().any(|(name, _)| name == *engine)) {
        return Err(file.error(Complaint::unknown("engine", engine, engines().map(|(name, _)| name))));
    }
    let beside = Path::new(name).parent().map(|folder| folder.join(&text.scenario)).filter(|path| path.is_file());
    let base = open(&beside.map_or_else(|| text.scenario.clone(), |path| path.to_string_lossy().into_owned()))?;
    if let Some(of) = text.of.as_ref().filter(|of| !base.scenario.stage.iter().any(|stage| stage.id == **of)) {
        return Err(file.error(Complaint::unknown("of", of, base.scenario.stage.iter().map(|stage| &stage.id))));
    }
    Grid::new(file, base)
}
