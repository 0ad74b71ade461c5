//! `recount print`: ballots on paper for a class.

use std::path::PathBuf;

use super::new_folder::NewFolder;
use super::open_scenario::open;
use super::output::{Output, failed_to_write};
use super::progress::stages_watched;
use super::{Done, print_page};
use crate::classroom::{ClassRequest, SmallElection, first_count_with_records, throws_of};
use crate::error::Error;
use crate::reason::{classroom, complaints, export};
use crate::report::html::{ClassPapers, class_papers};
use crate::report::{Language, fill};
use crate::scenario::ScenarioFile;
use crate::simulation::{RecordSource, RecordedCount};

/// Ballots on paper for a class, with lists, dice and the risk by hand.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The ballots are samples that say so. They are drawn from one count of the scenario, so that the winners on \
paper and in the report stay, and at least one wrong record is among them where there is any.\n\n\
Files: ballots.html, blank-ballots.html, sheets.html (how to read a ballot, the report, the manifest, the machine's list, \
tally sheets, dice, a pull sheet, the risk by hand) and key.html for the teacher. Open them in a browser and print them, on \
Letter or A4.\n\n\
Examples:\n  \
recount print candidate_swap --ballots 40 --to class-forty\n  \
recount print rotation_ignored --ballots 40 --no-fault --to class-audit\n  \
recount print ranks_swapped --ballots 40 --to class-ranked --lang es"
)]
pub(super) struct PrintBallots {
    /// A file, the name of a shipped scenario (see `recount list`), or -
    scenario: String,
    /// Ballots, 10 to 216
    #[arg(long, value_name = "N", default_value_t = 40)]
    ballots: usize,
    /// A new or empty folder for the papers
    #[arg(long, alias = "out", value_name = "DIR")]
    to: PathBuf,
    /// A contest by its id, at most three; without it, the first three on the first ballot
    #[arg(long = "contest", value_name = "ID")]
    contests: Vec<String>,
    /// The machine count that is the machine's list; without it, the first with a record of each ballot
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// The machine reads every ballot as its voter meant it
    #[arg(long, conflicts_with = "stage")]
    no_fault: bool,
    /// What the class rolled, digits from 1 to 6: the pull sheet and the key use them
    #[arg(long, value_name = "DIGITS")]
    dice: Option<String>,
    /// The risk limit of the worksheet; without it, the scenario's
    #[arg(long, value_name = "SHARE")]
    risk_limit: Option<f64>,
    /// The seed of all chance: any text, say rolled dice
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
}

impl PrintBallots {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        // What can be refused is refused before the election is counted.
        let place = NewFolder::check(&self.to)?;
        let file = open(&self.scenario)?;
        if file.scenario.election.is_some() {
            let (found, rule) = (export::found_office_files(), export::rule_synthetic_paper());
            return Err(Error::Usage(complaints::error_needed(&self.scenario, found, rule)));
        }
        let risk_limit = self.risk_limit(&file)?;
        let first = first_count_with_records(&file.scenario);
        let stage = self.stage.as_deref().or(first);
        let source = if self.no_fault { RecordSource::Paper } else { RecordSource::Stage(stage) };
        let count = stages_watched(&file, language, |progress| {
            RecordedCount::of(&file, self.seed.as_deref(), source, progress)
        })?;
        let asked = ClassRequest { ballots: self.ballots, contests: &self.contests, risk_limit };
        let mut election = SmallElection::of(&count, &asked).map_err(Error::Usage)?;
        let throws = self.throws(&election)?;
        let translated = file.scenario.in_language(language.code);
        for contest in &mut election.contests {
            let title = translated.contest.iter().find(|it| it.id == contest.id).and_then(|it| it.title.as_ref());
            contest.title.clone_from(title.unwrap_or(&contest.title.clone()));
        }
        let stage = count
            .stage
            .as_deref()
            .map(|id| file.scenario.language.get(language.code).map_or(id, |text| text.stage_name(id)));
        let papers = ClassPapers {
            title: file.title_in(language.code),
            name: &count.name,
            sha256: &count.sha256,
            seed: &count.seed,
            stage,
            options: &self.options(),
            throws: throws.as_deref(),
            election: &election,
        };
        let files = class_papers(&papers, language);
        let folder = place.begin()?;
        for (name, text) in &files {
            let mut output = Output::create(&folder.path().join(name))?;
            std::io::Write::write_all(&mut output, text.as_bytes())
                .map_err(|e| failed_to_write(&self.to.join(name), &e))?;
            output.finish()?;
        }
        let names: Vec<&str> = files.iter().map(|file| file.0).collect();
        place.finish(folder, &names)?;
        print_page(&self.in_words(&papers, &names, language))?;
        Ok(Done::Well)
    }

    fn risk_limit(&self, file: &ScenarioFile) -> Result<f64, Error> {
        match self.risk_limit {
            Some(limit) if limit > 0.0 && limit < 1.0 => Ok(limit),
            Some(limit) => Err(Error::Usage(complaints::error_allowed(
                "--risk-limit",
                limit.to_string(),
                complaints::rule_limit(),
            ))),
            None => Ok(file.scenario.audit.as_ref().and_then(|audit| audit.risk_limit).unwrap_or(DEFAULT_LIMIT)),
        }
    }

    fn throws(&self, election: &SmallElection) -> Result<Option<Vec<Vec<u8>>>, Error> {
        let Some(digits) = &self.dice else { return Ok(None) };
        let throws = throws_of(digits, election.dice().dice);
        let wrong = || complaints::error_allowed("--dice", format!("\"{digits}\""), classroom::rule_dice());
        throws.map(Some).ok_or_else(|| Error::Usage(wrong()))
    }

    /// The options that make the papers again.
    fn options(&self) -> String {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
        let mut options = format!("--ballots {} --to {}", self.ballots, quoted(&self.to.display().to_string()));
        for contest in &self.contests {
            options += &format!(" --contest {}", quoted(contest));
        }
        let texts = [("stage", &self.stage), ("dice", &self.dice), ("seed", &self.seed)];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
            options += &format!(" --{name}={}", quoted(text));
        }
        if self.no_fault {
            options += " --no-fault";
        }
        self.risk_limit.map_or(options.clone(), |limit| format!("{options} --risk-limit {limit}"))
    }

    /// What was written, and where.
    fn in_words(&self, papers: &ClassPapers<'_>, names: &[&str], language: &Language) -> String {
        let (desk, n) = (language.desk(), papers.election.ballots.len().to_string());
        let gaps = [("n", n.as_str()), ("title", papers.title), ("folder", &self.to.display().to_string())];
        let first = match papers.stage {
            Some(stage) => fill(desk.printed, &[&gaps[..], &[("stage", stage)]].concat()),
            None => fill(desk.printed_right, &gaps),
        };
        let text = format!("{first}\n{}\n", desk.printed_how);
        names.iter().fold(text, |text, name| text + "  " + name + "\n")
    }
}

/// The risk limit where neither the command line nor the scenario has one.
const DEFAULT_LIMIT: f64 = 0.1;
