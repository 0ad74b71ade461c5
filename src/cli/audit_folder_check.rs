//! `recount rehearse DIR verify`: every draw again, and the sheets that lie in the folder beside the draw and the log.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::audit_folder::{AuditFolder, contests};
use crate::audit::session::SessionSetup;
use crate::audit_folder::{
    AuditLog, FolderState, LogEntry, LoggedUnit, ReadingEntry, SheetUnit, entry_sheet, pull_order, pull_sheet,
    same_rows,
};
use crate::election::Contest;
use crate::error::Error;
use crate::report::{self, Language, SheetFinding};
use crate::scenario::{RecordedCards, in_hex};
use crate::simulation::Rehearsal;

/// Most bytes of a pull sheet beside those that were written: a spreadsheet may put each cell into quotation marks.
const MORE_BYTES: u64 = 1 << 20;

impl AuditFolder<'_> {
    /// Repeats the audit from the folder alone, says what does not hold, and returns whether all of it does.
    pub(super) fn verify(
        &self,
        office: &Rehearsal<'_>,
        setups: &[SessionSetup<'_>],
        cards: Option<&RecordedCards<'_>>,
        language: &Language,
    ) -> Result<bool, Error> {
        let (contests, known) = (contests(setups), self.log.readings_by_unit());
        let mut so_far = AuditLog::default();
        let (mut failed, mut findings) = (Vec::new(), Vec::new());
        for entry in self.log.entries() {
            if let LogEntry::Sheets(sheets) = entry {
                let state = FolderState::replay(setups, &so_far);
                let units = self.units(office, &state, cards);
                let again = entry_sheet(&units, &contests).map_err(|e| self.sheet_failed(&e))?;
                let is_plain = !sheets.folder.contains(['/', '\\']) && !sheets.folder.starts_with('.');
                // A log from elsewhere must not lead out of its folder.
                if in_hex(&Sha256::digest(&again)) != sheets.sha256 || !is_plain {
                    failed.push(sheets.folder.clone());
                } else {
                    let folder = self.dir.join(&sheets.folder);
                    let mut places = vec![(folder.clone(), sheets.folder.clone(), units.clone())];
                    for (county, own) in self.by_county(&units) {
                        places.push((folder.join(county), format!("{}/{county}", sheets.folder), own));
                    }
                    for (place, name, own) in places {
                        if self.has_other_pull_sheet(&place, &own)? {
                            failed.push(name.clone());
                        }
                        findings.extend(Self::of_entry_sheet(&place.join("entry-sheet.csv"), name, &contests, &known));
                    }
                }
            }
            so_far.add(entry.clone());
        }
        let is_other = findings.iter().any(|it| !it.changed.is_empty() || it.unreadable.is_some());
        self.print_done(&report::verified_in_words(&self.log, &failed, &findings, language))?;
        Ok(failed.is_empty() && !is_other)
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
        path: &Path,
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
        for entry in &filled.readings {
            match known.get(&entry.unit()) {
                Some(before) if before.iter().any(|it| it.read == entry.read) => {}
                Some(_) => found.changed.push(entry.row),
                None => found.waiting += 1,
            }
        }
        (!found.changed.is_empty() || found.waiting > 0).then_some(found)
    }
}
