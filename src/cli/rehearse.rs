//! `recount rehearse`: an audit for days, in a folder.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Done;
use super::audit_folder::{AuditFolder, SETTINGS};
use super::open_scenario::{OpenedScenario, open_with_manifest};
use super::output::failed_to_write;
use super::system::says;
use crate::audit::session::{RefusedSetup, SessionSetup};
use crate::audit_folder::{AuditLog, BatchStorage, LARGEST_LOG, LOG};
use crate::error::Error;
use crate::reason::{complaints, folder};
use crate::report::Language;
use crate::scenario::PassedOver;
use crate::simulation::{Rehearsal, SimulationOptions, rehearse};

/// An audit of an office's own files that takes days, in a folder: draw, read, enter, and see the measured risk.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The folder holds audit.toml: a scenario whose paper is in files beside it ([election] from), with one method in [audit] \
and a public seed. Sheets never show what the machine read. docs/rehearsal.md goes through a whole audit.

Actions:
  begin   fixes files, settings and seed: the first line of the log
  draw    writes the sheets of the round that is open: what to pull, what to read, a page to print; with --enough a round that can be the last
  enter   takes filled-in sheets: all readings of a sheet, or none
  status  shows the measured risk of each contest, and what differs; without an action too
  verify  repeats draw, comparison and risk from the folder alone; with --seal, says up to which line the log is the one sealed
  report  writes report.html: what was audited and found, for a board to sign; enter does so when the audit ends

Exit status 1 where readings of one card differ, or where verify finds other sheets than those of the draw.

Examples:
  recount rehearse county begin
  recount rehearse county draw
  recount rehearse county draw --enough
  recount rehearse county enter county/round-1/entry-sheet.csv
  recount rehearse county verify
  recount rehearse county report")]
pub(super) struct RehearseAudit {
    /// The folder of the audit
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// What to do
    #[arg(value_enum, value_name = "ACTION", default_value_t = Action::Status, hide_possible_values = true)]
    #[arg(hide_default_value = true)]
    action: Action,
    /// Filled-in entry sheets, CSV or XLSX
    #[arg(value_name = "SHEET")]
    sheets: Vec<PathBuf>,
    /// With verify: the seal that was written down, or its first digits, 16 at least
    #[arg(long, value_name = "HASH")]
    seal: Option<String>,
    /// With draw: as many cards as end the audit of a contest if all of them agree, where the round has fewer
    #[arg(long)]
    enough: bool,
    /// The state as JSON
    #[arg(long)]
    json: bool,
}

/// What to do with the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Fixes files, settings and seed: the first line of the log
    Begin,
    /// Writes the sheets of the round that is open: what to pull, what to read, a page to print
    Draw,
    /// Takes filled-in sheets: all readings of a sheet, or none
    #[value(alias = "record")]
    Enter,
    /// Shows the measured risk of each contest, and what differs
    Status,
    /// Repeats draw, comparison and risk from the folder alone
    Verify,
    /// Writes report.html: what was audited and found, for a board to sign
    Report,
}

impl RehearseAudit {
    /// The command that repeats everything in a folder.
    pub(super) fn verify(dir: &Path, seal: Option<String>, json: bool) -> Self {
        Self { dir: dir.to_owned(), action: Action::Verify, sheets: Vec::new(), seal, enough: false, json }
    }

    pub(super) fn execute(&self, language: &'static Language) -> Result<Done, Error> {
        if self.action != Action::Enter
            && let Some(sheet) = self.sheets.first()
        {
            let rule = folder::rule_sheets_with_enter();
            return Err(Error::Usage(complaints::error_allowed("SHEET", sheet.display().to_string(), rule)));
        }
        if self.action == Action::Enter && self.sheets.is_empty() {
            return Err(Error::Usage(complaints::error_needed(
                "enter",
                folder::found_no_sheet(),
                folder::rule_sheet(),
            )));
        }
        let is_seal = |seal: &String| (16..=64).contains(&seal.len()) && seal.bytes().all(|it| it.is_ascii_hexdigit());
        if let Some(seal) = self.seal.as_ref().filter(|seal| self.action != Action::Verify || !is_seal(seal)) {
            let found: String = seal.chars().take(80).collect();
            let rule = folder::rule_seal();
            return Err(Error::Usage(complaints::error_allowed("--seal", format!("{found:?}"), rule)));
        }
        if self.enough && self.action != Action::Draw {
            let rule = folder::rule_with_draw();
            return Err(Error::Usage(complaints::error_allowed("--enough", folder::found_other_action(), rule)));
        }
        let OpenedScenario { file, manifest, has_manifest, are_sums } =
            open_with_manifest(&self.dir.join(SETTINGS).display().to_string())?;
        let Some(election) = &file.scenario.election else {
            let rule = complaints::error_needed(SETTINGS, folder::found_no_files(), folder::rule_election_from());
            return Err(Error::Usage(rule));
        };
        // A card that no record shows would never be drawn, so nothing could be confirmed of all cards.
        if election.pass_over.contains(&PassedOver::SummedRows) {
            let (found, rule) = (folder::found_passed_over(), folder::rule_every_card());
            return Err(Error::Usage(complaints::error_needed("[election] pass_over", found, rule)));
        }
        if are_sums {
            let (found, rule) = (folder::found_sums(), folder::rule_every_card());
            return Err(Error::Usage(complaints::error_needed("[election] from", found, rule)));
        }
        if file.scenario.stage.iter().any(|stage| !stage.faults.is_empty()) {
            let (found, rule) = (folder::found_faults(), folder::rule_no_faults());
            return Err(Error::Usage(complaints::error_allowed("[[stage]] faults", found, rule)));
        }
        let methods = file.scenario.audit.as_ref().map_or(&[][..], |audit| &audit.methods);
        let [method] = methods else {
            let found = folder::found_methods(methods.len());
            return Err(Error::Usage(complaints::error_needed("[audit] methods", found, folder::rule_one_method())));
        };
        if file.scenario.seed.is_none() {
            let found = folder::found_no_seed();
            return Err(Error::Usage(complaints::error_needed("seed", found, folder::rule_public_seed())));
        }
        let cards = file.recorded_cards()?;
        let mut lock = self.lock()?;
        let log = self.read_log(&mut lock)?;
        let done = rehearse(&file, &SimulationOptions::default(), |office| {
            let setups = setups(office, method)?;
            let mut folder = AuditFolder {
                dir: &self.dir,
                file: &file,
                has_manifest,
                storage: BatchStorage::of(&manifest),
                json: self.json,
                log,
            };
            let mut verified = None;
            match self.action {
                Action::Begin => folder.begin(&setups, &mut lock, language)?,
                _ => folder.check(&setups)?,
            }
            match self.action {
                Action::Draw => folder.draw(office, &setups, (cards.as_ref(), self.enough), &mut lock, language)?,
                Action::Enter => folder.enter((office, &setups), cards.as_ref(), &self.sheets, &mut lock, language)?,
                Action::Verify => {
                    let seal = self.seal.as_deref();
                    verified = Some(folder.verify(office, &setups, (cards.as_ref(), seal), language)?);
                }
                Action::Begin | Action::Status | Action::Report => {}
            }
            // A report that was written before must not say what a later sheet took back.
            let is_due = folder.has_ended(&setups) || self.dir.join("report.html").exists();
            if self.action == Action::Report || self.action == Action::Enter && is_due {
                folder.report(office, &setups, cards.as_ref(), language)?;
            }
            let is_settled = folder.show(office, &setups, cards.as_ref(), verified.as_ref(), language)?;
            let holds = verified.is_none_or(|verified| verified.holds());
            Ok(if holds && is_settled { Done::Well } else { Done::Failed })
        });
        let done = done.and_then(|done| done);
        // An audit that did not begin has no log.
        let path = self.dir.join(LOG);
        if self.action == Action::Begin && done.is_err() && fs::metadata(&path).is_ok_and(|log| log.len() == 0) {
            fs::remove_file(&path).map_err(|e| failed_to_write(&path, &e))?;
        }
        done
    }

    /// Whether the action adds to the log.
    fn writes(&self) -> bool {
        matches!(self.action, Action::Begin | Action::Draw | Action::Enter)
    }

    /// Opens the log: for this run alone if it writes, as two that write at once would break its chain. A folder that
    /// nobody may write to can still be read and verified.
    fn lock(&self) -> Result<File, Error> {
        let path = self.dir.join(LOG);
        let mut options = OpenOptions::new();
        options.read(true).append(self.writes()).create(self.action == Action::Begin);
        let failed = |e: &std::io::Error| Error::Read { file: path.display().to_string(), message: says(e) };
        if self.action != Action::Begin && !path.exists() {
            let (found, rule) = (folder::found_no_log(), folder::rule_begin());
            return Err(Error::Usage(complaints::error_needed(path.display().to_string(), found, rule)));
        }
        let file = options.open(&path).map_err(|e| failed(&e))?;
        match if self.writes() { file.try_lock() } else { file.try_lock_shared() } {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => {
                let (found, rule) = (folder::found_in_use(), folder::rule_one_run());
                Err(Error::Usage(complaints::error_needed(path.display().to_string(), found, rule)))
            }
            Err(fs::TryLockError::Error(e)) => Err(failed(&e)),
        }
    }

    fn read_log(&self, file: &mut File) -> Result<AuditLog, Error> {
        let name = self.dir.join(LOG).display().to_string();
        let mut text = String::new();
        let failed = |e: &std::io::Error| Error::Read { file: name.clone(), message: says(e) };
        if file.metadata().map_err(|e| failed(&e))?.len() > LARGEST_LOG {
            return Err(Error::Read { file: name, message: complaints::message_large(LARGEST_LOG).into() });
        }
        file.read_to_string(&mut text).map_err(|e| failed(&e))?;
        let log =
            AuditLog::read(&text).map_err(|flaw| Error::Read { file: name.clone(), message: flaw.reason().into() })?;
        if self.writes() && log.whole_bytes() < text.len() {
            // The machine failed while it wrote this line; nobody was told that it was taken.
            file.set_len(log.whole_bytes() as u64).map_err(|e| failed_to_write(&self.dir.join(LOG), &e))?;
        }
        Ok(log)
    }
}

/// One session for all contests where they share a sample, else one each.
fn setups<'b>(office: &Rehearsal<'b>, method: &str) -> Result<Vec<SessionSetup<'b>>, Error> {
    let all: Vec<usize> = (0..office.reported().count()).collect();
    let refused = |why: &RefusedSetup| Error::Usage(folder::error_setup(method, why.reason()));
    match office.setup(method, &all, office.settings(), 0) {
        Ok(setup) => Ok(vec![setup]),
        Err(RefusedSetup::SharesNoSample) => {
            let alone = |&contest: &usize| office.setup(method, &[contest], office.settings(), 0);
            all.iter().map(alone).collect::<Result<_, _>>().map_err(|why| refused(&why))
        }
        Err(why) => Err(refused(&why)),
    }
}
