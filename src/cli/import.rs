//! `recount import`: what the files of an election office hold, what was left out, and what does not add up.

use std::path::{Path, PathBuf};

use super::file_source::{OpenedFile, opened};
use super::first_scenario::write_first_scenario;
use super::import_folder::write_columns;
use super::new_folder::NewFolder;
use super::output::Outputs;
use super::page::PageOut;
use super::{Done, print_json, say};
use crate::error::Error;
use crate::import::{ByteSource, Import, ImportReview, ReadFile, import_meanwhile};
use crate::report::{self, Language, fill};

/// What is read, and examples.
const AFTER_HELP: &str = "Counts cards by tabulator, batch and style, votes, undervotes, overvotes and blanks by contest; lists rows that were \
skipped, and all that was left out or inferred.\n\nReads Dominion CVR CSV and JSON, ES&S, Hart Verity, Clear Ballot, Unisyn and NIST SP 1500-103 records, \
ranked ballots (RAIRE, Blom, PrefLib, BLT, ConcreteSTV), batch tallies, ballot manifests, Clarity and other results, \
Colorado audit files and Arlo audit reports; as files, folders, zips and workbooks. A file is recognised by its content.\n\n\
Exit status 1 where something differs from --results or --manifest.\n\n\
Examples:\n  \
recount import cvr.csv\n  \
recount import cvr.csv --results results.csv --manifest batches.csv\n  \
recount import export --to columns --html import.html\n  \
recount import cvr.csv --to public --redact-few\n  \
recount import cvr.csv --scenario audit.toml";

/// What an office's files hold, and what does not add up.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct ImportFiles {
    /// Files, folders or zips of an office; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Writes the columns as CSV and Parquet into a folder
    #[arg(long, alias = "out", value_name = "DIR")]
    to: Option<String>,
    /// Hides the votes of cards of rare styles, batches, precincts and groups, and writes one sum of them
    #[arg(long, requires = "to", conflicts_with_all = ["results", "manifest", "scenario"])]
    redact_few: bool,
    /// Published results to compare the votes with
    #[arg(long, value_name = "FILE")]
    results: Option<String>,
    /// A ballot manifest to compare the numbers of cards with
    #[arg(long, value_name = "FILE")]
    manifest: Option<String>,
    /// Writes a first scenario of these files: each choice that they do not settle is a "?" in it
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    #[command(flatten)]
    page: PageOut,
    /// One JSON document instead of a page
    #[arg(long)]
    json: bool,
}

impl ImportFiles {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let html = self.page.html.as_ref();
        let is_taken = Outputs::default().with("--html", html).printing("--json", self.json).take_standard()?;
        let (sources, passed_over) = opened(&self.files)?;
        for name in &passed_over {
            say(&fill(language.desk().passed_over, &[("file", name)]));
        }
        let (imports, files) = read_and_hash(&sources)?;
        let mut review = ImportReview::new(files, imports);
        for (name, is_results) in [(&self.results, true), (&self.manifest, false)] {
            let Some(name) = name else { continue };
            let (sources, _) = opened(std::slice::from_ref(name))?;
            let (imports, files) = read_and_hash(&sources)?;
            review.files.extend(files);
            if is_results {
                review.compare_results(name, &imports)?;
            } else {
                review.compare_manifest(name, &imports)?;
            }
        }
        if self.redact_few {
            // What an earlier command left there may show what is hidden now.
            NewFolder::check(Path::new(self.to.as_deref().unwrap_or_default()))?;
            review.redact_few(&self.files[0])?;
        }
        if let Some(folder) = &self.to {
            write_columns(Path::new(folder), &review)?;
        }
        if let Some(to) = &self.scenario {
            say(&write_first_scenario(to, &self.of_scenario(), &review, language)?);
        }
        self.page.write(|| report::html::imported(&review, language))?;
        if self.json {
            print_json(&report::imported(&review))?;
        } else if !is_taken {
            self.page.show(&report::imported_in_words(&review, language), language)?;
        }
        Ok(if review.agrees() { Done::Well } else { Done::Failed })
    }

    /// The files that a scenario is made from.
    fn of_scenario(&self) -> Vec<String> {
        self.files.iter().chain(&self.manifest).cloned().collect()
    }
}

/// Reads the files and, at the same time, their hashes.
fn read_and_hash(files: &[OpenedFile]) -> Result<(Vec<Import>, Vec<ReadFile>), Error> {
    let sources: Vec<&dyn ByteSource> = files.iter().map(|source| source as &dyn ByteSource).collect();
    let (imports, hashes) = import_meanwhile(&sources, || hashes(files));
    Ok((imports?, hashes?))
}

fn hashes(sources: &[OpenedFile]) -> Result<Vec<ReadFile>, Error> {
    let one = |source: &OpenedFile| {
        Ok(ReadFile { name: source.name().to_owned(), bytes: source.len(), sha256: source.sha256()? })
    };
    sources.iter().map(one).collect()
}
