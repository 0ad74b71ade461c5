//! The folder of a sweep: its head, a file for each cell, and the table. It is whole at every moment, even if a run is
//! killed.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::input::read_text;
use super::output::{ASIDE, failed_to_write, put_away, write_bytes};
use super::system::says;
use super::tables::{TableFile, TableWriter};
use crate::error::Error;
use crate::reason::{Filling, complaints, shards};
use crate::report::html::swept;
use crate::report::{
    CellText, CellWrong, Language, SweepHead, SweepJson, TableRow, hear_row, quoted, read_cell, read_head,
    swept_in_words,
};
use crate::scenario::in_hex;
use crate::simulation::Shard;
use crate::simulation::headline::SweepHeadline;

/// The array's script in the sweep's folder.
pub(super) const ARRAY: &str = "sweep.slurm";

/// Most bytes of a cell's file or a sweep's head.
const LARGEST_CELL: u64 = 64_000_000;

/// Most cells in one folder.
const IN_FOLDER: usize = 1_000;

/// A sweep's folder.
pub(super) struct Folder {
    dir: PathBuf,
    pub(super) head: SweepHead,
}

/// Why a cell has to be made.
pub(super) enum CellToMake {
    NotThere,
    Damaged(Filling),
}

impl Folder {
    /// The folder of the sweep with this head, made where there is none.
    pub(super) fn open(dir: &Path, head: SweepHead) -> Result<Self, Error> {
        if let Some(there) = Self::of_sweep(dir)? {
            if there.head != head {
                let other = shards::error_other_sweep(dir.display().to_string(), there.head.grid);
                return Err(Error::Usage(other));
            }
            return Ok(there);
        }
        fs::create_dir_all(dir.join("cells")).map_err(|e| failed_to_write(dir, &e))?;
        write_bytes(&dir.join("sweep.json"), head.to_text().as_bytes())?;
        Ok(Self { dir: dir.to_owned(), head })
    }

    /// The sweep whose folder this is, if it is one.
    pub(super) fn of_sweep(dir: &Path) -> Result<Option<Self>, Error> {
        let path = dir.join("sweep.json");
        if !path.is_file() {
            return Ok(None);
        }
        let file = path.display().to_string();
        let text = read_text(&file, LARGEST_CELL)?;
        let head = read_head(&text).map_err(|why| Error::Read { file, message: shards::message_head(why).into() })?;
        Ok(Some(Self { dir: dir.to_owned(), head }))
    }

    /// A file of the folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The file of a cell.
    pub(super) fn cell(&self, index: usize) -> PathBuf {
        self.dir.join(format!("cells/{:03}/cell-{index:06}.json", index / IN_FOLDER))
    }

    /// The text of a cell that exists and is whole, or why it has to be made.
    ///
    /// # Errors
    /// If there is a cell of another sweep in its place.
    pub(super) fn read(&self, index: usize) -> Result<Result<CellText, CellToMake>, Error> {
        let path = self.cell(index);
        if !path.exists() {
            return Ok(Err(CellToMake::NotThere));
        }
        let name = path.display().to_string();
        let text = match read_text(&name, LARGEST_CELL) {
            Ok(text) => text,
            Err(Error::Read { message, .. }) => return Ok(Err(CellToMake::Damaged(message))),
            Err(other) => return Err(other),
        };
        match read_cell(&self.head, index, &text) {
            Ok(cell) => Ok(Ok(cell)),
            Err(CellWrong::Damaged(why)) => Ok(Err(CellToMake::Damaged(why.into()))),
            Err(CellWrong::OfAnotherGrid) => Err(Error::Usage(shards::error_foreign_grid(name))),
            Err(CellWrong::OfAnotherVersion(version)) => {
                Err(Error::Usage(shards::error_foreign_version(name, version)))
            }
            Err(CellWrong::AnotherCell(cell)) => Err(Error::Usage(shards::error_foreign_cell(name, cell, index))),
        }
    }

    /// Writes a cell.
    pub(super) fn write(&self, index: usize, text: &str) -> Result<(), Error> {
        let path = self.cell(index);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| failed_to_write(folder, &e))?;
        }
        write_bytes(&path, text.as_bytes())
    }

    /// Removes half-written files that a killed run left: of all cells and tables, or of a shard's cells only. A file
    /// that another run is writing now stays.
    pub(super) fn clean(&self, shard: Option<Shard>) {
        let folders = fs::read_dir(self.dir.join("cells")).into_iter().flatten().flatten().map(|entry| entry.path());
        for folder in folders.chain(shard.is_none().then(|| self.dir.clone())) {
            for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let cell = name.strip_prefix("cell-").and_then(|rest| rest.get(..6)?.parse::<usize>().ok());
                let own = match (cell, shard) {
                    (Some(cell), Some(shard)) => shard.does(cell),
                    (Some(_), None) => true,
                    (None, _) => ["table.", "sweep.json.", "split.json."].iter().any(|it| name.starts_with(it)),
                };
                if own && name.ends_with(ASIDE) {
                    put_away(&path);
                }
            }
        }
    }

    /// Writes the table of all cells, and its hashes as `sha256sum` reads them; says where.
    pub(super) fn write_table(&self) -> Result<(String, String), Error> {
        let (csv, json) = (self.file("table.csv"), self.file("table.json"));
        self.write_tables(&[TableFile::Csv(csv.clone()), TableFile::Json(json.clone())])?;
        let mut hashes = String::new();
        for path in [&csv, &json] {
            let fail = |e: std::io::Error| Error::Read { file: path.display().to_string(), message: says(&e) };
            let mut hash = HashWriter(Sha256::new());
            std::io::copy(&mut fs::File::open(path).map_err(fail)?, &mut hash).map_err(fail)?;
            let digits = in_hex(&hash.0.finalize());
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            hashes += &format!("{digits}  {name}\n");
        }
        write_bytes(&self.file("table.sha256"), hashes.as_bytes())?;
        Ok((csv.display().to_string(), json.display().to_string()))
    }

    /// Writes the rows of all cells into each of these files, cell by cell.
    pub(super) fn write_tables(&self, files: &[TableFile]) -> Result<(), Error> {
        for file in files {
            let mut writer = TableWriter::begin(file, Some(&self.head))?;
            for index in 0..self.head.cells {
                for row in self.rows(index)? {
                    writer.row(&row)?;
                }
            }
            writer.finish()?;
        }
        Ok(())
    }

    /// The summary of all cells.
    pub(super) fn first_lines(&self, language: &Language) -> Result<String, Error> {
        let mut headline = SweepHeadline::default();
        for index in 0..self.head.cells {
            self.rows(index)?.iter().for_each(|row| hear_row(&mut headline, row));
        }
        Ok(swept_in_words(&self.head, &headline, language))
    }

    fn rows(&self, index: usize) -> Result<Vec<TableRow>, Error> {
        match self.read(index)? {
            Ok(cell) => Ok(self.head.rows(&cell)),
            Err(_) => Err(Error::Usage(complaints::error_gone(self.cell(index).display().to_string()))),
        }
    }

    /// Prints the table of these cells, all or those that are done, as one JSON document.
    pub(super) fn print_json(&self, cells: impl ExactSizeIterator<Item = usize>) -> Result<(), Error> {
        let fail = |e: std::io::Error| Error::Usage(shards::error_write_out(says(&e)));
        let out = std::io::BufWriter::new(std::io::stdout().lock());
        let mut writer = SweepJson::begin(out, &self.head, cells.len()).map_err(fail)?;
        for index in cells {
            for row in self.rows(index)? {
                writer.row(&row).map_err(fail)?;
            }
        }
        let mut out = writer.end().map_err(fail)?;
        std::io::Write::flush(&mut out).map_err(fail)
    }

    /// The page of all cells; `question` is what the grid asks, where it is at hand.
    pub(super) fn page(&self, question: Option<&str>, again: String, language: &Language) -> Result<String, Error> {
        let cells = (0..self.head.cells).map(|index| self.rows(index));
        swept(&self.head, question, again, cells, language)
    }

    /// Notes into how many shards the work is split, and by what command.
    pub(super) fn note_split(&self, grid: &str, shards: u32) -> Result<(), Error> {
        let note = serde_json::json!({"grid": grid, "shards": shards});
        write_bytes(&self.file("split.json"), format!("{note}\n").as_bytes())
    }

    /// The shards in which these cells are missing, where the work was split, and the commands that make them.
    pub(super) fn resubmit(&self, missing: &[usize]) -> (Vec<Shard>, Vec<String>) {
        let note = read_text(&self.file("split.json").display().to_string(), LARGEST_CELL).unwrap_or_default();
        let note: serde_json::Value = serde_json::from_str(&note).unwrap_or_default();
        let grid = note["grid"].as_str().unwrap_or("GRID.toml");
        let (of, dir) = (note["shards"].as_u64().unwrap_or(1), self.dir.to_string_lossy().into_owned());
        let sweep = format!("recount sweep {} --out {}", quoted(grid), quoted(&dir));
        let does = |shard: &Shard| missing.iter().any(|&cell| shard.does(cell));
        let shards = (0..of).filter(|_| of > 1).filter_map(|index| Shard::new(index, of).ok()).filter(does);
        let shards: Vec<Shard> = shards.collect();
        if shards.is_empty() {
            return (shards, vec![sweep]);
        }
        let script = self.file(ARRAY);
        if script.is_file() {
            let which: Vec<String> = shards.iter().map(|shard| shard.index().to_string()).collect();
            let command = format!("sbatch --array={} {}", which.join(","), quoted(&script.to_string_lossy()));
            return (shards, vec![command]);
        }
        let commands = shards.iter().map(|shard| format!("{sweep} --shard {shard}")).collect();
        (shards, commands)
    }
}

struct HashWriter(Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
