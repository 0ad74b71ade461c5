//! `--html FILE`: writes a report as a web page.

use super::fit::columns;
use super::output::write_whole;
use super::print;
use crate::error::Error;
use crate::reason::{Filling, complaints};
use crate::report::{Language, fill, laid_out, laid_out_short};

/// Where a page goes.
#[derive(Debug, clap::Args)]
pub(super) struct PageOut {
    /// The report as one web page; - for standard output
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<String>,
    #[command(flatten)]
    shown: PageExtent,
}

/// How much of a page is printed.
#[derive(Debug, clap::Args)]
pub(super) struct PageExtent {
    /// The whole page, not only its first lines
    #[arg(long, conflicts_with = "json")]
    pub(super) full: bool,
}

impl PageExtent {
    /// Prints a page in lines that fit: its first lines, or all.
    pub(super) fn print(&self, page: &str, language: &Language) -> Result<(), Error> {
        let more = |n: usize| fill(language.desk().more_lines, &[("n", &n.to_string())]);
        print(&if self.full { laid_out(page, columns()) } else { laid_out_short(page, columns(), more) })
    }
}

impl PageOut {
    /// Refuses a page that cannot be had together with another option.
    pub(super) fn refuse(&self, beside: impl Into<Filling>) -> Result<(), Error> {
        match &self.html {
            Some(_) => {
                let (found, rule) = (complaints::found_beside(beside), complaints::rule_no_page());
                Err(Error::Usage(complaints::error_rule("--html", found, rule)))
            }
            None => Ok(()),
        }
    }

    /// Prints a text for people.
    pub(super) fn show(&self, page: &str, language: &Language) -> Result<(), Error> {
        self.shown.print(page, language)
    }

    /// Writes the page where one is asked for; returns whether it did.
    pub(super) fn write(&self, page: impl FnOnce() -> String) -> Result<bool, Error> {
        self.try_write(|| Ok(page()))
    }

    /// Writes the page where one is asked for, if it can be made; returns whether it did.
    pub(super) fn try_write(&self, page: impl FnOnce() -> Result<String, Error>) -> Result<bool, Error> {
        let Some(file) = &self.html else { return Ok(false) };
        write_whole(file, &page()?)?;
        Ok(true)
    }
}
