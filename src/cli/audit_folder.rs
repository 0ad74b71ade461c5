//! The folder of an audit: what `recount rehearse` writes into it and takes from it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::file_source::{OpenedFile, opened};
use super::output::{failed_to_write, write_bytes};
use super::{print_page, say};
use crate::audit::session::{SavedUnit, Session, SessionSetup, UnitPlace};
use crate::audit_folder::{
    AuditLog, BatchStorage, BeginEntry, FilledSheet, FolderState, LOG, LogEntry, LoggedFile, NamedCard, ReadingEntry,
    SheetUnit, SheetsEntry, entry_sheet, pull_order, pull_sheet, read_sheet,
};
use crate::election::Contest;
use crate::error::Error;
use crate::import::{ByteSource, Imported, OF_COUNTY, import};
use crate::reason::{complaints, folder};
use crate::report::{self, Language};
use crate::scenario::{ElectionText, RecordedCards, ScenarioFile, in_hex};
use crate::simulation::Rehearsal;

/// The scenario of the folder: contests, files, settings, seed.
pub(super) const SETTINGS: &str = "audit.toml";

/// A folder whose log has begun.
pub(super) struct AuditFolder<'f> {
    pub(super) dir: &'f Path,
    pub(super) file: &'f ScenarioFile,
    pub(super) has_manifest: bool,
    /// Where the batches are kept.
    pub(super) storage: BatchStorage,
    /// Whether the state is printed as JSON: then nothing else is on standard output.
    pub(super) json: bool,
    pub(super) log: AuditLog,
}

/// The contests of sessions, in their order.
pub(super) fn contests<'b>(setups: &[SessionSetup<'b>]) -> Vec<&'b Contest> {
    let of = |setup: &SessionSetup<'b>| (0..setup.contests()).map(|at| setup.reported(at).contest).collect::<Vec<_>>();
    setups.iter().flat_map(of).collect()
}

impl AuditFolder<'_> {
    /// The files of the audit with their hashes, as they are now.
    fn files(&self) -> Result<Vec<LoggedFile>, Error> {
        let named = self.file.scenario.election.iter().flat_map(ElectionText::files);
        let names = std::iter::once(SETTINGS).chain(named);
        let (files, _) = opened(&names.map(|name| self.dir.join(name).display().to_string()).collect::<Vec<_>>())?;
        let logged = |file: &OpenedFile| {
            // A folder that is moved or copied is the same audit.
            let inside = Path::new(file.name()).strip_prefix(self.dir).unwrap_or(Path::new(file.name()));
            Ok(LoggedFile { name: inside.display().to_string(), bytes: file.len(), sha256: file.sha256()? })
        };
        files.iter().map(logged).collect()
    }

    /// Prints what was done, beside the state.
    pub(super) fn print_done(&self, page: &str) -> Result<(), Error> {
        if self.json {
            say(page.trim_end());
            return Ok(());
        }
        print_page(page)
    }

    fn append(&mut self, entries: Vec<LogEntry>, file: &mut File) -> Result<(), Error> {
        let text: String = entries.into_iter().map(|entry| self.log.add(entry)).collect();
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_data());
        written.map_err(|e| failed_to_write(&self.dir.join(LOG), &e))
    }

    pub(super) fn begin(
        &mut self,
        setups: &[SessionSetup<'_>],
        file: &mut File,
        language: &Language,
    ) -> Result<(), Error> {
        if self.log.begin().is_some() {
            let (found, rule) = (folder::found_begun(), folder::rule_not_begun());
            return Err(Error::Usage(complaints::error_allowed("begin", found, rule)));
        }
        if let Some(name) = self.unlogged_rounds()?.into_iter().next() {
            let (found, rule) = (folder::found_old_round(name), folder::rule_own_log());
            return Err(Error::Usage(complaints::error_needed("begin", found, rule)));
        }
        let sessions = setups.iter().map(|setup| Session::begin(setup).save()).collect();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let begin = BeginEntry { version, files: self.files()?, sessions };
        self.append(vec![LogEntry::Begin(Box::new(begin))], file)?;
        let files = self.log.begin().map_or(&[][..], |begin| &begin.files);
        self.print_done(&report::audit_begun_in_words(files, language))
    }

    /// Checks that files, settings and reports are those with which the audit began.
    pub(super) fn check(&self, setups: &[SessionSetup<'_>]) -> Result<(), Error> {
        let path = self.dir.join(LOG).display().to_string();
        let Some(begin) = self.log.begin() else {
            return Err(Error::Usage(complaints::error_needed(path, folder::found_no_log(), folder::rule_begin())));
        };
        let now = self.files()?;
        let other = begin.files.iter().zip(&now).find(|(then, now)| then != now);
        if let Some((then, now)) = other {
            let (found, rule) = (folder::found_other_file(&now.sha256), folder::rule_same_file(&then.sha256));
            return Err(Error::Usage(complaints::error_needed(then.name.clone(), found, rule)));
        }
        let same = begin.files.len() == now.len() && begin.sessions.len() == setups.len();
        let resumes =
            same && setups.iter().zip(&begin.sessions).all(|(setup, saved)| Session::resume(setup, saved).is_ok());
        if !resumes {
            let (found, rule) = (folder::found_other_setup(), folder::rule_same_version(&begin.version));
            return Err(Error::Usage(complaints::error_needed(path, found, rule)));
        }
        Ok(())
    }

    /// Writes the sheets of the units that are still to be read.
    pub(super) fn draw(
        &mut self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        (cards, enough): (Option<&RecordedCards<'_>>, bool),
        file: &mut File,
        language: &Language,
    ) -> Result<(), Error> {
        let mut state = FolderState::replay(setups, &self.log);
        if !state.conflicts.is_empty() {
            let (found, rule) = (folder::found_conflicts(state.conflicts.len()), folder::rule_settle_first());
            return Err(Error::Usage(complaints::error_needed("draw", found, rule)));
        }
        let larger = if enough { self.larger_rounds(office, setups, cards)? } else { BTreeMap::new() };
        if !larger.is_empty() {
            state = FolderState::with_larger(setups, &self.log, &larger);
        }
        let units = self.units(office, &state, cards);
        if units.is_empty() {
            return Ok(());
        }
        let contests = contests(setups);
        let entry = entry_sheet(&units, &contests).map_err(|e| self.sheet_failed(&e))?;
        let sha256 = in_hex(&Sha256::digest(&entry));
        if let Some(known) = self.log.sheets().last().filter(|sheets| sheets.sha256 == sha256) {
            let to = self.dir.join(&known.folder);
            let is_there = to.exists();
            if !is_there {
                self.write_folder(&to, known.round, &units, &contests, language)?;
            }
            return self.print_done(&report::sheets_in_words(known, is_there, language));
        }
        let round = state.round();
        let name = (1..).map(|at| if at == 1 { format!("round-{round}") } else { format!("round-{round}-part-{at}") });
        let mut name = name.skip_while(|name| self.dir.join(name).exists());
        let name = name.next().unwrap_or_default();
        let to = self.dir.join(&name);
        self.write_folder(&to, round, &units, &contests, language)?;
        let sheets = SheetsEntry { round, folder: name, units: units.len() as u64, sha256, larger };
        self.append(vec![LogEntry::Sheets(sheets.clone())], file)?;
        self.print_done(&report::sheets_in_words(&sheets, false, language))
    }

    /// The units of each county that has some, by its name.
    pub(super) fn by_county<'f>(&'f self, units: &[SheetUnit]) -> Vec<(&'f str, Vec<SheetUnit>)> {
        let counties = self.file.scenario.election.iter().flat_map(|election| &election.county);
        let own = counties.map(|county| {
            let before = format!("{}{OF_COUNTY}", county.name);
            let is_own = |unit: &&SheetUnit| unit.tabulator == county.name || unit.tabulator.starts_with(&before);
            (&*county.name, units.iter().filter(is_own).cloned().collect::<Vec<_>>())
        });
        own.filter(|(_, own)| !own.is_empty()).collect()
    }

    /// Writes a folder of sheets, and in it one for each county.
    fn write_folder(
        &self,
        to: &Path,
        round: u32,
        units: &[SheetUnit],
        contests: &[&Contest],
        language: &Language,
    ) -> Result<(), Error> {
        fs::create_dir(to).map_err(|e| failed_to_write(to, &e))?;
        self.write_sheets(to, round, units, contests, language)?;
        for (county, own) in self.by_county(units) {
            let place = to.join(county);
            fs::create_dir(&place).map_err(|e| failed_to_write(&place, &e))?;
            self.write_sheets(&place, round, &own, contests, language)?;
        }
        Ok(())
    }

    /// Writes the sheets of some units into a folder.
    fn write_sheets(
        &self,
        to: &Path,
        round: u32,
        units: &[SheetUnit],
        contests: &[&Contest],
        language: &Language,
    ) -> Result<(), Error> {
        let pull = pull_sheet(&pull_order(units)).map_err(|e| self.sheet_failed(&e))?;
        let entry = entry_sheet(units, contests).map_err(|e| self.sheet_failed(&e))?;
        write_bytes(&to.join("pull-sheet.csv"), &pull)?;
        write_bytes(&to.join("entry-sheet.csv"), &entry)?;
        let page = report::html::audit_sheets((&self.file.scenario.title, round), units, contests, language);
        write_bytes(&to.join("sheets.html"), page.as_bytes())
    }

    pub(super) fn sheet_failed(&self, why: &csv::Error) -> Error {
        Error::Usage(complaints::error_write(self.dir.display().to_string(), why.to_string()))
    }

    /// Takes filled-in sheets: all readings of a sheet, or none.
    pub(super) fn enter(
        &mut self,
        (office, setups): (&Rehearsal<'_>, &[SessionSetup<'_>]),
        cards: Option<&RecordedCards<'_>>,
        sheets: &[PathBuf],
        file: &mut File,
        language: &Language,
    ) -> Result<(), Error> {
        let contests = contests(setups);
        if self.log.sheets().next().is_none() {
            let rule = folder::rule_draw_first();
            return Err(Error::Usage(complaints::error_needed("enter", folder::found_no_draw(), rule)));
        }
        for path in sheets {
            let filled = Self::read_filled(path, &contests)?;
            let state = FolderState::replay(setups, &self.log);
            if let Some(stray) = filled.readings.iter().find(|entry| !state.drawn.contains(&entry.unit())) {
                let unit = stray.unit();
                let place = folder::place_row(path.display().to_string(), stray.row);
                let at = unit.position.map_or_else(String::new, |at| at.to_string());
                let found = folder::found_not_drawn(&unit.contest, &unit.batch, at);
                return Err(Error::Usage(complaints::error_allowed(place, found, folder::rule_on_sheets())));
            }
            Self::check_named(office, cards, path, &filled)?;
            check_ballots(setups, path, &filled)?;
            let known = self.log.readings_by_unit();
            let same = |entry: &ReadingEntry| {
                let before = known.get(&entry.unit()).into_iter().flatten();
                before.into_iter().any(|it| (&it.read, &it.correction) == (&entry.read, &entry.correction))
            };
            let (again, new): (Vec<_>, Vec<_>) = filled.readings.into_iter().partition(same);
            let says =
                report::entered_in_words(&path.display().to_string(), new.len(), again.len(), filled.empty, language);
            self.append(new.into_iter().map(LogEntry::Reading).collect(), file)?;
            self.print_done(&says)?;
        }
        Ok(())
    }

    /// Refuses a sheet that names another card than the one at the place of the row: cells may have been sorted apart, or the wrong card
    /// may have been read. An empty cell says nothing.
    fn check_named(
        office: &Rehearsal<'_>,
        cards: Option<&RecordedCards<'_>>,
        path: &Path,
        filled: &FilledSheet,
    ) -> Result<(), Error> {
        let Some(cards) = cards else { return Ok(()) };
        let lines: Vec<_> = office.manifest().lines().collect();
        let batches: HashMap<&str, usize> = lines.iter().enumerate().map(|(at, line)| (line.batch, at)).collect();
        let name_of = |named: &NamedCard| {
            let batch = batches.get(named.batch.as_str())?;
            Some(cards.identity(*batch, named.position)).filter(|name| !name.is_empty())
        };
        let of_rows = filled.named.iter().filter_map(|named| Some((named, name_of(named)?)));
        let other: Vec<(&NamedCard, String)> = of_rows.filter(|(named, name)| named.card != *name).collect();
        if other.is_empty() {
            return Ok(());
        }
        // What a spreadsheet makes of one name may be the very name of another card.
        let asked: HashSet<&str> = other.iter().map(|(named, _)| named.card.as_str()).collect();
        let mut elsewhere: HashMap<String, (&str, u64)> = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            for position in 1..=line.cards {
                let name = cards.identity(at, position);
                if asked.contains(name.as_str()) {
                    elsewhere.entry(name).or_insert((line.batch, position));
                }
            }
        }
        for (named, name) in &other {
            let rule = match elsewhere.get(&named.card) {
                Some((batch, position)) => folder::rule_card_of_row(name, *batch, *position),
                None if named.may_be(name) => continue,
                None => folder::rule_named_card(name),
            };
            let place = folder::place_cell(path.display().to_string(), named.row, "card");
            return Err(Error::Usage(complaints::error_allowed(place, format!("{:?}", named.card), rule)));
        }
        Ok(())
    }

    pub(super) fn read_filled(path: &Path, contests: &[&Contest]) -> Result<FilledSheet, Error> {
        let name = path.display().to_string();
        let (files, _) = opened(std::slice::from_ref(&name))?;
        let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
        let mut sheet = FilledSheet::default();
        let mut any = false;
        for it in import(&sources)? {
            let Imported::Tables(tables) = it.content else { continue };
            for table in tables.iter().filter(|table| table.kind == "entry sheet of an audit") {
                let read = read_sheet(table, contests);
                any = true;
                sheet.readings.extend(read.readings);
                sheet.named.extend(read.named);
                sheet.refused.extend(read.refused);
                sheet.rows += read.rows;
                sheet.empty += read.empty;
            }
        }
        if !any {
            let (found, rule) = (folder::found_other_sheet(), folder::rule_entry_sheet());
            return Err(Error::Usage(complaints::error_allowed(name, found, rule)));
        }
        match sheet.refused.first() {
            None => Ok(sheet),
            Some(first) => {
                let place = folder::place_cell(name, first.row, first.column);
                let more = sheet.refused.len() - 1;
                if more == 0 {
                    let found = format!("\"{}\"", first.found);
                    return Err(Error::Usage(complaints::error_allowed(place, found, first.allowed.clone())));
                }
                let found = folder::found_in_sheet(&first.found, more);
                Err(Error::Usage(complaints::error_allowed(place, found, first.allowed.clone())))
            }
        }
    }

    /// The units that are still to be read, in order of storage.
    pub(super) fn units(
        &self,
        office: &Rehearsal<'_>,
        state: &FolderState<'_>,
        cards: Option<&RecordedCards<'_>>,
    ) -> Vec<SheetUnit> {
        let lines: Vec<_> = office.manifest().lines().collect();
        let mut pulls: BTreeMap<UnitPlace, Vec<usize>> = BTreeMap::new();
        let mut before = 0;
        for (session, list) in state.sessions.iter().zip(state.next_pulls()) {
            for pull in list {
                let contests = pull.wants.iter().map(|want| before + want.contest);
                pulls.entry(pull.place).or_default().extend(contests);
            }
            before += session.setup().contests();
        }
        let unit = |(place, mut contests): (UnitPlace, Vec<usize>)| {
            contests.sort_unstable();
            let line = &lines[place.batch];
            SheetUnit {
                container: self.storage.container(line.tabulator, line.batch).to_owned(),
                tabulator: line.tabulator.to_owned(),
                batch: line.batch.to_owned(),
                batch_cards: line.cards,
                position: place.position,
                card: identity(cards, place),
                contests,
            }
        };
        pulls.into_iter().map(unit).collect()
    }
}

/// Refuses the tally of a batch with fewer ballots than manifest and report have: nobody knows the votes on those that are missing, and as
/// blank ones they would speak for the report.
fn check_ballots(setups: &[SessionSetup<'_>], path: &Path, filled: &FilledSheet) -> Result<(), Error> {
    for entry in &filled.readings {
        let SavedUnit::Tally { ballots, .. } = entry.read else { continue };
        let all = setups.iter().flat_map(|setup| (0..setup.contests()).map(move |contest| setup.reported(contest)));
        let Some(reported) = all.into_iter().find(|reported| reported.contest.id == entry.contest) else { continue };
        let frame = &reported.frame;
        let Some(at) = (0..frame.batches().len()).find(|&at| frame.batch_id(at) == entry.batch) else { continue };
        let of_report = reported.batches.get(at).and_then(Option::as_ref).map_or(i64::MAX, |tally| tally.ballots);
        let expected = of_report.min(i64::try_from(frame.ballots_of(at)).unwrap_or(i64::MAX));
        if ballots < expected {
            let place = folder::place_cell(path.display().to_string(), entry.row, "reading");
            let found = folder::found_ballots(&entry.batch, ballots);
            return Err(Error::Usage(complaints::error_allowed(place, found, folder::rule_all_ballots(expected))));
        }
    }
    Ok(())
}

/// What identifies a card beside its place.
pub(super) fn identity(cards: Option<&RecordedCards<'_>>, place: UnitPlace) -> String {
    let of = |position| cards.map(|cards| cards.identity(place.batch, position));
    place.position.and_then(of).unwrap_or_default()
}
