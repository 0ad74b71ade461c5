//! `recount import --to DIR`: the columns of what was read, as CSV and Parquet. Each file is written whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::{Output, failed_to_write, write_bytes};
use super::tables::{TableFile, TableWriter};
use crate::error::Error;
use crate::import::{CardRecords, CardSummary, Import, ImportReview, Imported};
use crate::reason::complaints;
use crate::report::{self, TableRow};

/// Writes a folder of tables: the document of the review, and for each import its own tables.
pub(super) fn write_columns(folder: &Path, review: &ImportReview) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| failed_to_write(folder, &error))?;
    let text = serde_json::to_string_pretty(&report::imported(review)).unwrap_or_default();
    write_bytes(&plain(folder.join("import.json"))?, (text + "\n").as_bytes())?;
    let several = review.imports.len() > 1;
    for (at, (import, summary)) in review.imports.iter().zip(&review.summaries).enumerate() {
        let before = if several { format!("{}-", at + 1) } else { String::new() };
        let tables = ColumnFolder { folder, before };
        tables.write_import(import, summary.as_ref())?;
    }
    Ok(())
}

/// A path that is free, or that of a plain file; anything else is left alone.
fn plain(path: PathBuf) -> Result<PathBuf, Error> {
    match fs::symlink_metadata(&path) {
        Ok(there) if !there.is_file() => {
            let (found, rule) =
                (complaints::found_not_plain(path.display().to_string()), complaints::rule_plain_file());
            Err(Error::Usage(complaints::error_allowed("--to", found, rule)))
        }
        _ => Ok(path),
    }
}

/// The tables of one import.
struct ColumnFolder<'f> {
    folder: &'f Path,
    /// What their names begin with.
    before: String,
}

impl ColumnFolder<'_> {
    fn write_import(&self, import: &Import, summary: Option<&CardSummary>) -> Result<(), Error> {
        match (&import.content, summary) {
            (Imported::Cards(records), Some(summary)) => self.write_cards(records, summary)?,
            (Imported::Orders(orders), _) => self.table("orders", |take| report::order_rows(orders, take))?,
            (Imported::Tallies(tallies), _) => self.table("votes", |take| report::tally_rows(tallies, take))?,
            (Imported::Tables(tables), _) => {
                for (at, own) in tables.iter().enumerate() {
                    self.table(&format!("table-{}", at + 1), |take| report::office_rows(own, take))?;
                }
            }
            (Imported::Cards(_), None) => {}
        }
        self.table("notes", |take| report::note_rows(&import.notes, take))
    }

    fn write_cards(&self, records: &CardRecords, summary: &CardSummary) -> Result<(), Error> {
        self.table("contests", |take| report::contest_rows(records, summary, take))?;
        self.table("choices", |take| report::choice_rows(records, summary, take))?;
        self.table("patterns", |take| report::pattern_rows(records, take))?;
        self.table("batches", |take| report::batch_rows(summary, take))?;
        self.table("styles", |take| report::style_rows(summary, take))?;
        self.table("summed", |take| report::summed_rows(records, take))?;
        self.whole("cards.csv", |output| report::card_csv(records, output))?;
        #[cfg(feature = "parquet")]
        self.whole("cards.parquet", |output| report::card_parquet(records, output))?;
        Ok(())
    }

    fn path(&self, name: &str) -> Result<PathBuf, Error> {
        plain(self.folder.join(format!("{}{name}", self.before)))
    }

    /// Writes a file by a function that returns its target when all is written.
    fn whole(&self, name: &str, write: impl FnOnce(Output) -> std::io::Result<Output>) -> Result<(), Error> {
        let path = self.path(name)?;
        let output = Output::create(&path)?;
        write(output).map_err(|error| failed_to_write(&path, &error))?.finish()
    }

    /// Writes a table as CSV and Parquet; a table without rows is not written.
    fn table(&self, name: &str, rows: impl Fn(&mut report::TakeRow<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let mut files = vec![TableFile::Csv(self.path(&format!("{name}.csv"))?)];
        #[cfg(feature = "parquet")]
        files.push(TableFile::Parquet(self.path(&format!("{name}.parquet"))?));
        let mut writers: Vec<TableWriter> = Vec::new();
        rows(&mut |row: TableRow| {
            if writers.is_empty() {
                writers = files.iter().map(|file| TableWriter::begin(file, None)).collect::<Result<_, _>>()?;
            }
            writers.iter_mut().try_for_each(|writer| writer.row(&row))
        })?;
        writers.into_iter().try_for_each(TableWriter::finish)
    }
}
