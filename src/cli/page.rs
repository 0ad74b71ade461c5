//! `--html FILE`: writes a report as a web page.

use super::output::write_whole;
use crate::error::Error;

/// Where a page goes.
#[derive(Debug, clap::Args)]
pub(super) struct PageOut {
    /// The report as one web page that needs no network: a file, or - for standard output
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<String>,
}

impl PageOut {
    /// Says so where a page is asked for that cannot be had beside another option.
    pub(super) fn refuse(&self, beside: &str) -> Result<(), Error> {
        match &self.html {
            Some(_) => {
                Err(Error::Usage(format!("--html: found beside {beside}; there is no page of that, only --json")))
            }
            None => Ok(()),
        }
    }

    /// Writes the page where one is asked for; whether one was.
    pub(super) fn write(&self, page: impl FnOnce() -> String) -> Result<bool, Error> {
        self.try_write(|| Ok(page()))
    }

    /// Writes the page where one is asked for, if it can be made; whether one was.
    pub(super) fn try_write(&self, page: impl FnOnce() -> Result<String, Error>) -> Result<bool, Error> {
        let Some(file) = &self.html else { return Ok(false) };
        write_whole(file, &page()?)?;
        Ok(true)
    }
}
