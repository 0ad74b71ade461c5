//! `recount rehearse DIR verify`: every draw again, and the sheets that lie in the folder beside the draw and the log.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::audit_folder::{AuditFolder, contests};
use super::system::says;
use crate::audit::session::SessionSetup;
use crate::audit_folder::{
    FolderState, LoggedUnit, ReadingEntry, SheetUnit, SheetsEntry, entry_rows, entry_sheet, pull_order, pull_sheet,
    same_rows,
};
use crate::election::Contest;
use crate::error::Error;
use crate::report::{self, Language, SheetFinding, VerifiedSheets};
use crate::scenario::{RecordedCards, in_hex};
use crate::simulation::Rehearsal;

/// Most bytes of a pull sheet beside those that were written: a spreadsheet may put each cell into quotation marks.
const MORE_BYTES: u64 = 1 << 20;

impl AuditFolder<'_> {
    /// Repeats the audit from the folder alone, and says what does not hold; `seal` is one that was written down, or its first digits.
    pub(super) fn verify(
        &self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        (cards, seal): (Option<&RecordedCards<'_>>, Option<&str>),
        language: &Language,
    ) -> Result<VerifiedSheets, Error> {
        let (contests, known) = (contests(setups), self.log.readings_by_unit());
        let mut verified = VerifiedSheets::default();
        let mut broken = Ok(());
        FolderState::replay_each(setups, &self.log, |sheets, state| {
            if broken.is_ok() {
                let units = self.units(office, state, cards);
                broken = self.check_sheets((sheets, &units), (&contests, &known), &mut verified);
            }
        });
        broken?;
        verified.unlogged = self.unlogged_rounds()?;
        verified.seal = seal.map(|seal| self.log.sealed_line(seal));
        self.print_done(&report::verified_in_words(&self.log, &verified, language))?;
        Ok(verified)
    }

    /// Folders of rounds that the log does not have: its last lines may be lost.
    pub(super) fn unlogged_rounds(&self) -> Result<Vec<String>, Error> {
        let failed = |e: &std::io::Error| Error::Read { file: self.dir.display().to_string(), message: says(e) };
        let mut names = Vec::new();
        for entry in fs::read_dir(self.dir).map_err(|e| failed(&e))? {
            let entry = entry.map_err(|e| failed(&e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_logged = self.log.sheets().any(|sheets| sheets.folder == name);
            if name.starts_with("round-") && !is_logged && entry.path().join("entry-sheet.csv").exists() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Holds the sheets of a round beside these units of its draw.
    fn check_sheets(
        &self,
        (sheets, units): (&SheetsEntry, &[SheetUnit]),
        (contests, known): (&[&Contest], &BTreeMap<LoggedUnit, Vec<&ReadingEntry>>),
        VerifiedSheets { failed, findings, .. }: &mut VerifiedSheets,
    ) -> Result<(), Error> {
        let again = entry_sheet(units, contests).map_err(|e| self.sheet_failed(&e))?;
        let is_plain = !sheets.folder.contains(['/', '\\']) && !sheets.folder.starts_with('.');
        // A log from elsewhere must not lead out of its folder.
        if in_hex(&Sha256::digest(&again)) != sheets.sha256 || !is_plain {
            failed.push(sheets.folder.clone());
            return Ok(());
        }
        let folder = self.dir.join(&sheets.folder);
        let mut places = vec![(folder.clone(), sheets.folder.clone(), units.to_vec())];
        for (county, own) in self.by_county(units) {
            places.push((folder.join(county), format!("{}/{county}", sheets.folder), own));
        }
        for (place, name, own) in places {
            if !place.is_dir() {
                findings.push(SheetFinding { folder: name, is_missing: true, ..SheetFinding::default() });
                continue;
            }
            if self.has_other_pull_sheet(&place, &own)? {
                failed.push(name.clone());
            }
            let rows = entry_rows(&own, contests);
            findings.extend(Self::of_entry_sheet((&place.join("entry-sheet.csv"), rows), name, contests, known));
        }
        Ok(())
    }

    /// Whether the pull sheet that lies in a folder names other units than these. A folder may be passed on without its sheets.
    fn has_other_pull_sheet(&self, folder: &Path, units: &[SheetUnit]) -> Result<bool, Error> {
        let drawn = pull_sheet(&pull_order(units)).map_err(|e| self.sheet_failed(&e))?;
        let path = folder.join("pull-sheet.csv");
        Ok(match fs::metadata(&path) {
            Ok(about) if about.is_file() && about.len() <= 4 * drawn.len() as u64 + MORE_BYTES => {
                fs::read(&path).is_ok_and(|held| !same_rows(&held, &drawn))
            }
            Ok(_) => true,
            Err(_) => false,
        })
    }

    /// What the entry sheet of a folder says beside the log. It is filled in elsewhere, or not yet, as often as here.
    fn of_entry_sheet(
        (path, drawn_rows): (&Path, u64),
        folder: String,
        contests: &[&Contest],
        known: &BTreeMap<LoggedUnit, Vec<&ReadingEntry>>,
    ) -> Option<SheetFinding> {
        if !path.exists() {
            return None;
        }
        let filled = match Self::read_filled(path, contests) {
            Ok(filled) => filled,
            Err(why) => {
                return Some(SheetFinding { folder, unreadable: Some(why.to_string()), ..SheetFinding::default() });
            }
        };
        let mut found = SheetFinding { folder, ..SheetFinding::default() };
        found.rows = (filled.rows != drawn_rows).then_some((filled.rows, drawn_rows));
        for entry in &filled.readings {
            match known.get(&entry.unit()) {
                Some(before) if before.iter().any(|it| it.read == entry.read) => {}
                Some(_) => found.changed.push(entry.row),
                None => found.waiting += 1,
            }
        }
        (!found.changed.is_empty() || found.waiting > 0 || found.rows.is_some()).then_some(found)
    }
}
