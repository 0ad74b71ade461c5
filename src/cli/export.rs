//! `recount export`: a synthetic election as the files of an election office.

use std::path::PathBuf;

use super::new_folder::NewFolder;
use super::open_scenario::open;
use super::output::{Output, failed_to_write};
use super::progress::stages_watched;
use super::{Done, print_page};
use crate::error::{Complaint, Error};
use crate::export::{ExportFormat, ExportedElection, FORMATS, files, left_out_of_tallies};
use crate::reason::{complaints, export};
use crate::report::{Language, fill};
use crate::scenario::ScenarioFile;
use crate::simulation::{RecordSource, RecordedCount};

/// A synthetic election as the files of an election office, to try other audit programs on paper whose truth is known.
#[derive(Debug, clap::Args)]
#[command(after_help = "Formats: recount list exports\n\n\
The files hold what the machines of one count recorded, faults included. Beside them stand the manifest, the batch \
tallies, and truth.json: what the paper says.\n\n\
Tabulators, batches, contests and candidates are numbered alike in all files; truth.json has their names. The number of a \
record in its batch is the card's position in the stack; a batch that was scanned twice stands twice. A contest that a \
format cannot carry is refused.\n\n\
Examples:\n  \
recount export antrim-2020 --format dominion-csv --to antrim\n  \
recount export san-francisco-2019-da --format raire --contest district-attorney --to da --paper")]
pub(super) struct ExportElection {
    /// A file, the name of a shipped scenario (see `recount list`), or -
    scenario: String,
    /// The format of the cast vote records
    #[arg(long, value_name = "NAME")]
    format: String,
    /// A new or empty folder for the files
    #[arg(long, alias = "out", value_name = "DIR")]
    to: PathBuf,
    /// The one contest whose ballots are written, by its id; for raire
    #[arg(long, value_name = "ID")]
    contest: Option<String>,
    /// The stage whose machine count is written; without it, the last machine count
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// What the voters meant, in place of what a machine recorded
    #[arg(long, conflicts_with = "stage")]
    paper: bool,
    /// The seed of all chance: any text, say rolled dice
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
}

impl ExportElection {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        let format = self.format()?;
        if self.contest.is_some() && !format.takes_one_contest() {
            let (found, rule) = (export::found_all_contests(format.name()), export::rule_one_contest());
            return Err(Error::Usage(complaints::error_allowed("--contest", found, rule)));
        }
        // What can be refused is refused before the election is counted.
        let place = NewFolder::check(&self.to)?;
        let file = open(&self.scenario)?;
        if file.scenario.election.is_some() {
            let (found, rule) = (export::found_office_files(), export::rule_synthetic_paper());
            return Err(Error::Usage(complaints::error_needed(&self.scenario, found, rule)));
        }
        let source = if self.paper { RecordSource::Paper } else { RecordSource::Stage(self.stage.as_deref()) };
        let count = stages_watched(&file, language, |progress| {
            RecordedCount::of(&file, self.seed.as_deref(), source, progress)
        })?;
        let election = self.chosen(ExportedElection::new(&count), &count)?;
        let files = files(format, &election).map_err(|why| Error::Usage(complaints::at_place("--format", why)))?;
        let folder = place.begin()?;
        for file in &files {
            let path = folder.path().join(&file.name);
            let mut output = Output::create(&path)?;
            file.write(&mut output).map_err(|e| failed_to_write(&self.to.join(&file.name), &e))?;
            output.finish()?;
        }
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        place.finish(folder, &names)?;
        print_page(&self.in_words(&file, &election, &names, language))?;
        Ok(Done::Well)
    }

    fn format(&self) -> Result<&'static dyn ExportFormat, Error> {
        let known = || FORMATS.iter().map(|format| format.name());
        FORMATS.iter().copied().find(|format| format.name() == self.format).ok_or_else(|| {
            Error::Usage(complaints::at_place("--format", Complaint::unknown("", &self.format, known()).reason()))
        })
    }

    /// The election with the contest that was asked for.
    fn chosen<'e>(&self, election: ExportedElection<'e>, count: &RecordedCount) -> Result<ExportedElection<'e>, Error> {
        let Some(id) = &self.contest else { return Ok(election) };
        let ids = || count.election.contests.iter().map(|contest| contest.id.as_str());
        let Some(at) = ids().position(|known| known == id) else {
            return Err(Error::Usage(complaints::at_place("--contest", Complaint::unknown("", id, ids()).reason())));
        };
        Ok(election.of_contest(at))
    }

    /// What was written, and where.
    fn in_words(
        &self,
        file: &ScenarioFile,
        election: &ExportedElection<'_>,
        names: &[&str],
        language: &Language,
    ) -> String {
        let (desk, records, folder) = (language.desk(), election.records().to_string(), self.to.display().to_string());
        let gaps = [("n", records.as_str()), ("folder", &folder), ("title", file.title_in(language.code))];
        let first = match election.stage() {
            Some(id) => {
                let translated = file.scenario.language.get(language.code);
                let stage = translated.map_or(id, |text| text.stage_name(id));
                fill(desk.exported_stage, &[&gaps[..], &[("stage", stage)]].concat())
            }
            None => fill(desk.exported_paper, &gaps),
        };
        let mut text = format!("{first}\n{}\n", desk.exported_truth);
        let left_out = left_out_of_tallies(election);
        if !left_out.is_empty() {
            text += &format!("{}\n", fill(desk.exported_left_out, &[("contests", &left_out.join(", "))]));
        }
        names.iter().fold(text, |text, name| text + "  " + name + "\n")
    }
}
