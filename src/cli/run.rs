//! `recount run`: one run of an election.

use std::io::IsTerminal;

use super::fit::columns;
use super::input::set_threads;
use super::open_scenario::open;
use super::output::{Outputs, write_whole};
use super::page::PageOut;
use super::progress::live_watched;
use super::system::says;
use super::{Done, print_json, print_page, say};
use crate::error::Error;
use crate::reason::{Filling, complaints};
use crate::report::html::{Exhibit, GALLERY};
use crate::report::{self, Language, Page, fill};
use crate::scenario::{ONE_FAULT_EACH, SHIPPED, shipped};

/// One election, stage by stage.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  recount run antrim-2020\n  recount run my-county.toml --seed '4 2 6 1 5' --json\n  recount run antrim-2020 --html report.html --lang es\n  recount run antrim-2020 --lang es"
)]
pub(super) struct RunCommand {
    /// A file, the name of a shipped scenario (see `recount list`), or -
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    scenario: Option<String>,
    /// Every shipped scenario, as a gallery of pages in the folder that --html names
    #[arg(long, requires = "html", conflicts_with = "json")]
    all: bool,
    /// The seed of all chance: any text, say rolled dice
    #[arg(long, value_name = "TEXT", value_parser = super::seed)]
    seed: Option<String>,
    /// One JSON document instead of a page
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    page: PageOut,
    /// Threads that count; any number gives the same result
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl RunCommand {
    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        Outputs::default().with("--html", self.page.html.as_ref()).printing("--json", self.json).take_standard()?;
        set_threads(self.threads)?;
        if self.all {
            return self.gallery(language);
        }
        let file = open(self.scenario.as_deref().unwrap_or_default())?;
        let run = live_watched(&file, self.seed.as_deref(), language)?;
        let written = self.page.write(|| report::html::run(&run, language))?;
        if written {
            let wrong = report::wrong_ends_in_words(&run, language);
            for line in wrong.into_iter().chain(report::confirmed_wrong_in_words(&run, language)) {
                say(&line);
            }
        }
        if self.json {
            print_json(&report::run(&run))?;
        } else if !written {
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let width = u16::try_from(columns()).unwrap_or(u16::MAX);
            self.page.show(&report::terminal(&run, Page { width, colour, language }), language)?;
        }
        Ok(Done::Well)
    }

    /// A page for each shipped scenario, and one that leads to them.
    fn gallery(&self, language: &'static Language) -> Result<Done, Error> {
        let folder = std::path::Path::new(self.page.html.as_deref().unwrap_or_default());
        let fail = |why: Filling| Error::Usage(complaints::error_write(folder.display().to_string(), why));
        if folder.as_os_str() == "-" || folder.is_file() {
            return Err(fail(complaints::message_no_folder().into()));
        }
        std::fs::create_dir_all(folder).map_err(|e| fail(says(&e)))?;
        let write = |file: &str, text: &str| write_whole(&folder.join(file).to_string_lossy(), text);
        let mut exhibits = Vec::new();
        let mut wrong = Vec::new();
        let events = SHIPPED.iter().map(|it| (it.0, false));
        for (name, is_one_fault) in events.chain(ONE_FAULT_EACH.iter().map(|it| (it.0, true))) {
            let run = live_watched(&shipped(name)?, self.seed.as_deref(), language)?;
            let exhibit = Exhibit::of(&run, is_one_fault, language);
            write(&exhibit.file, &report::html::run_in_gallery(&run, language))?;
            if !exhibit.confirmed_wrong.is_empty() {
                wrong.push(exhibit.name.clone());
            }
            exhibits.push(exhibit);
        }
        write(GALLERY, &report::html::gallery(&exhibits, language))?;
        let gaps = [("n", &exhibits.len().to_string()[..]), ("folder", &folder.display().to_string())];
        let mut says = fill(language.desk().pages, &gaps) + "\n";
        says.extend(report::confirmed_wrong_in(&wrong, language).map(|line| line + "\n"));
        print_page(&says)?;
        Ok(Done::Well)
    }
}
