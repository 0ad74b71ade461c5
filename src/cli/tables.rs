//! Tables as files, written row by row: comma-separated values, JSON, Parquet.

use std::path::{Path, PathBuf};

use super::output::{Output, failed_to_write};
use crate::error::Error;
#[cfg(not(feature = "parquet"))]
use crate::reason::complaints;
#[cfg(feature = "parquet")]
use crate::report::ParquetRows;
use crate::report::{CsvRows, SweepHead, SweepJson, TableRow};

/// The file of a table, by format.
pub(super) enum TableFile {
    Csv(PathBuf),
    Json(PathBuf),
    #[cfg(feature = "parquet")]
    Parquet(PathBuf),
}

/// The tables that `--csv` and `--parquet` ask for.
pub(super) fn table_files(csv: Option<&Path>, parquet: Option<&Path>) -> Result<Vec<TableFile>, Error> {
    let parquet = parquet.map(parquet_file).transpose()?;
    Ok(csv.map(|path| TableFile::Csv(path.to_owned())).into_iter().chain(parquet).collect())
}

#[cfg(feature = "parquet")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature it is an error")]
fn parquet_file(path: &Path) -> Result<TableFile, Error> {
    Ok(TableFile::Parquet(path.to_owned()))
}

#[cfg(not(feature = "parquet"))]
fn parquet_file(_: &Path) -> Result<TableFile, Error> {
    Err(Error::Usage(complaints::error_parquet()))
}

/// A table that is being written.
pub(super) struct TableWriter {
    path: PathBuf,
    to: To,
}

enum To {
    Csv(Box<CsvRows<Output>>),
    Json(SweepJson<Output>),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetRows<Output>>),
}

impl TableWriter {
    /// Begins a table; JSON begins with the head of its sweep.
    pub(super) fn begin(file: &TableFile, head: Option<&SweepHead>) -> Result<Self, Error> {
        let path = match file {
            TableFile::Csv(path) | TableFile::Json(path) => path.clone(),
            #[cfg(feature = "parquet")]
            TableFile::Parquet(path) => path.clone(),
        };
        let output = Output::create(&path)?;
        let to = match (file, head) {
            (TableFile::Json(_), Some(head)) => {
                To::Json(SweepJson::begin(output, head, head.cells).map_err(|e| failed_to_write(&path, &e))?)
            }
            (TableFile::Csv(_) | TableFile::Json(_), _) => To::Csv(Box::new(CsvRows::begin(output))),
            #[cfg(feature = "parquet")]
            (TableFile::Parquet(_), _) => To::Parquet(Box::new(ParquetRows::begin(output))),
        };
        Ok(Self { path, to })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, row: &TableRow) -> Result<(), Error> {
        let written = match &mut self.to {
            To::Csv(rows) => rows.row(row),
            To::Json(rows) => rows.row(row),
            #[cfg(feature = "parquet")]
            To::Parquet(rows) => rows.row(row),
        };
        written.map_err(|e| failed_to_write(&self.path, &e))
    }

    /// Ends the table: the file takes its name.
    pub(super) fn finish(self) -> Result<(), Error> {
        let ended = match self.to {
            To::Csv(rows) => rows.end(),
            To::Json(rows) => rows.end(),
            #[cfg(feature = "parquet")]
            To::Parquet(rows) => rows.end(),
        };
        ended.map_err(|e| failed_to_write(&self.path, &e))?.finish()
    }
}
