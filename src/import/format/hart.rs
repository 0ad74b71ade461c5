//! Cast vote records of Hart Verity: an XML file for each sheet, in a zip for each tabulator.
//!
//! A file lists the contests of its sheet and their marked options. Options stay listed where the contest is overvoted or
//! void. A ranked option has a digit for each rank, such as `0100` for the second. Tabulators stand in the zip's name, or in
//! the list of scanned ballots. Signatures beside the files are not checked.
//!
//! # Reference
//! Hart Verity CVR export, `CVRDesign.xsd`; other tools read it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::hart_ballots::{ScannedBallots, is_scanned_list};
use super::{ImportFormat, Imported};
use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardHead, CardRecords};
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, MOST_CONTESTS};
use crate::import::duplicates::note_identities;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::side_by_side::side_by_side;
use crate::import::text_bytes::{head_text, read_text};
use crate::import::tree::walk_part;
use crate::import::xml::MarkupStep;
use crate::reason::{Reason, import};

/// Hart Verity's XML.
#[derive(Clone, Copy, Debug)]
pub(super) struct HartVerity;

/// Parts that one thread reads before its records are added to the others.
const PARTS_OF_JOB: usize = 256;
/// Most bytes of a name.
const LONGEST_TEXT: usize = 4_096;

fn is_record(head: &str) -> bool {
    head.contains("<Cvr") && (head.contains("CVRDesign.xsd") || head.contains("<Contests"))
}

fn is_signature(head: &str) -> bool {
    head.contains("<Signature") || head.contains("<HartSignature")
}

impl ImportFormat for HartVerity {
    fn name(&self) -> &'static str {
        "Hart Verity cast vote records"
    }

    fn title(&self) -> Reason {
        import::format_hart()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        is_record(&head) || is_scanned_list(&head) || is_signature(&head)
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut scanned = ScannedBallots::default();
        let mut sheets = Vec::new();
        for part in parts {
            let head = head_text(&part.head);
            if is_scanned_list(&head) {
                scanned.read(part)?;
            } else if is_record(&head) {
                sheets.push(part);
            } else {
                notes.add(NoteKind::SignatureNotChecked, || part.place());
            }
        }
        let Some(first) = sheets.first() else {
            let missing = Found::Said(import::found_no_record());
            return Err(ImportProblem::new(parts[0].place(), missing, AllowedInFile::Said(import::rule_hart_sheets())));
        };
        let machines = archive_names(&sheets);
        let mut records = CardRecords::default();
        let mut allowed: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        let jobs: Vec<&[&Part<'_>]> = sheets.chunks(PARTS_OF_JOB).collect();
        for wave in jobs.chunks(8) {
            let read = |parts: &[&Part<'_>]| {
                let mut job = HartReader::new(&scanned, &machines);
                parts.iter().try_for_each(|part| job.read_part(part)).map(|()| job)
            };
            for job in side_by_side(wave.to_vec(), read) {
                let job = job?;
                records.append(&job.records).map_err(|most| {
                    ImportProblem::new(first.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
                })?;
                notes.append(job.notes);
                for (name, (least, most)) in job.allowed {
                    let held = allowed.entry(name).or_insert((least, most));
                    *held = (held.0.min(least), held.1.max(most));
                }
            }
        }
        for column in &mut records.contests {
            // A blank sheet does not show that choices are ranked.
            let it = &mut column.contest;
            if it.ranks > 0 {
                it.vote_for = Some(1);
            }
            it.is_vote_for_assumed = true;
            let kind = NoteKind::VoteForFromCards { contest: it.name.clone(), taken: it.vote_for.unwrap_or(1) };
            notes.add(kind, FilePlace::default);
        }
        // What is marked and what is not are together what is allowed, on every card.
        for (name, _) in allowed.into_iter().filter(|(_, (least, most))| least != most) {
            notes.add(NoteKind::OddCount(name), FilePlace::default);
        }
        notes.add_many(NoteKind::ChoicesFromCards, records.contests.len() as u64, FilePlace::default);
        records.infer_styles();
        notes.add(NoteKind::StyleInferred, FilePlace::default);
        note_identities(&records, notes);
        Ok(Imported::Cards(Box::new(records)))
    }
}

/// An option as it stands in the file.
#[derive(Debug, Default)]
struct HartOption {
    name: String,
    id: String,
    value: String,
    is_write_in: bool,
    status: String,
}

/// A contest as it stands in the file.
#[derive(Debug, Default)]
struct HartContest {
    name: String,
    id: String,
    options: Vec<HartOption>,
    undervotes: u32,
    is_overvoted: bool,
    is_invalid: bool,
}

/// What else a file says of its sheet.
#[derive(Debug, Default)]
struct HartSheet {
    contests: Vec<HartContest>,
    sequence: String,
    sheet: String,
    split: String,
    batch: String,
    guid: String,
    device: String,
}

struct HartReader<'a> {
    scanned: &'a ScannedBallots,
    /// For each archive the name of its machine.
    machines: &'a HashMap<&'a str, &'a str>,
    records: CardRecords,
    notes: ImportNotes,
    /// For each contest the least and the most that a card has of marks and undervotes.
    allowed: BTreeMap<String, (u32, u32)>,
}

/// Most contests and options of a sheet.
const MOST_LISTED: usize = 20_000;

impl<'a> HartReader<'a> {
    fn new(scanned: &'a ScannedBallots, machines: &'a HashMap<&'a str, &'a str>) -> Self {
        let (records, notes) = (CardRecords::default(), ImportNotes::default());
        Self { scanned, machines, records, notes, allowed: BTreeMap::new() }
    }

    fn read_part(&mut self, part: &Part<'_>) -> Result<(), ImportProblem> {
        let mut sheet = HartSheet::default();
        let (mut in_option, mut in_write_in, mut in_split, mut in_contests) = (false, false, false, false);
        let (mut text, mut listed) = (String::new(), 0);
        read_text(part, |stream| {
            walk_part(part, stream, |step, _| {
                match step {
                    MarkupStep::Opens(name, _) => {
                        text.clear();
                        match name {
                            "Contests" => in_contests = true,
                            "Contest" if in_contests => sheet.contests.push(HartContest::default()),
                            "Option" => {
                                in_option = true;
                                if let Some(contest) = sheet.contests.last_mut() {
                                    contest.options.push(HartOption::default());
                                }
                            }
                            "WriteInData" => in_write_in = true,
                            "PrecinctSplit" | "Party" => in_split = true,
                            _ => {}
                        }
                        listed += usize::from(matches!(name, "Contest" | "Option"));
                        if listed > MOST_LISTED {
                            let most = AllowedInFile::AtMost(MOST_LISTED as u64);
                            return Err(ImportProblem::new(part.place(), Found::Many(listed as u64), most));
                        }
                    }
                    MarkupStep::Says(piece) => {
                        let room = LONGEST_TEXT.saturating_sub(text.len());
                        text.extend(piece.chars().take(room));
                    }
                    MarkupStep::Closes(name) => {
                        let said = std::mem::take(&mut text);
                        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                        match name {
                            "Contests" => in_contests = false,
                            "Option" => in_option = false,
                            "WriteInData" => in_write_in = false,
                            "PrecinctSplit" | "Party" => in_split = false,
                            _ if in_contests => close_in_contest(&mut sheet, (name, said), in_option, in_write_in),
                            "Name" if in_split && sheet.split.is_empty() => sheet.split = said,
                            "BatchSequence" => sheet.sequence = said,
                            "SheetNumber" => sheet.sheet = said,
                            "BatchNumber" => sheet.batch = said,
                            "CvrGuid" => sheet.guid = said,
                            "DeviceSerialNumber" => sheet.device = said,
                            "Cvr" | "Id" | "Name" => {}
                            other => {
                                let place = || part.place();
                                self.notes.add(NoteKind::IgnoredKey(other.chars().take(60).collect()), place);
                            }
                        }
                    }
                }
                Ok(true)
            })
        })?;
        self.take(part, &sheet)
    }

    fn take(&mut self, part: &Part<'_>, sheet: &HartSheet) -> Result<(), ImportProblem> {
        let file = self.records.file(&part.name);
        let scanned = self.scanned.find(&sheet.guid);
        let from_archive = part.archive.as_deref().unwrap_or_default();
        let tabulator = match scanned {
            Some((machine, _)) => machine,
            None if !sheet.device.is_empty() => sheet.device.as_bytes(),
            None if !from_archive.is_empty() => {
                self.notes.add(NoteKind::TabulatorFromName, || part.place());
                self.machines.get(from_archive).copied().unwrap_or_default().as_bytes()
            }
            None => b"",
        };
        let has_identity = !sheet.guid.is_empty() || !sheet.sequence.is_empty();
        if !has_identity {
            self.notes.add(NoteKind::NoIdentity, || part.place());
        }
        // The sheets of one ballot share its place in the batch.
        let record = match (sheet.sequence.as_str(), sheet.sheet.as_str()) {
            ("", _) => String::new(),
            (sequence, "" | "1") => sequence.to_owned(),
            (sequence, sheet) => format!("{sequence}-{sheet}"),
        };
        self.records.add_card(&CardHead {
            tabulator,
            batch: sheet.batch.as_bytes(),
            portion: sheet.split.as_bytes(),
            number: sheet.guid.as_bytes(),
            record: record.as_bytes(),
            imprinted: scanned.map_or(sheet.guid.as_bytes(), |(_, imprinted)| imprinted),
            flags: if has_identity { CardFlags::default() } else { CardFlags::NO_IDENTITY },
            place: (file, 1),
            ..CardHead::default()
        });
        sheet.contests.iter().try_for_each(|contest| self.take_contest(part, contest))
    }

    fn take_contest(&mut self, part: &Part<'_>, listed: &HartContest) -> Result<(), ImportProblem> {
        let key = if listed.id.is_empty() { &listed.name } else { &listed.id };
        // Two contests of one number are kept apart by their names.
        let key = format!("{key}\u{1f}{}", listed.name);
        let made =
            || ImportedContest { key: listed.id.clone(), name: listed.name.clone(), ..ImportedContest::default() };
        let too_many = |most: usize| {
            ImportProblem::new(part.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
        };
        let contest = self.records.contest(key.as_bytes(), made).ok_or_else(|| too_many(MOST_CONTESTS))?;
        let mut marks = Vec::new();
        let here = || part.place().key(listed.name.clone());
        for option in &listed.options {
            let key = if option.id.is_empty() { &option.name } else { &option.id };
            let is_write_in = option.is_write_in || option.name.is_empty();
            let name = if option.name.is_empty() { "Write-in" } else { &option.name };
            let kind = if is_write_in { ChoiceKind::WriteIn } else { ChoiceKind::Regular };
            let made = || ImportedChoice { name: name.to_owned(), kind, ..ImportedChoice::default() };
            let choice = self.records.choice(contest, key.as_bytes(), made).ok_or_else(|| too_many(MOST_CHOICES))?;
            match option.status.as_str() {
                "Unresolved" => self.notes.add(NoteKind::UnresolvedWriteIn(listed.name.clone()), here),
                "Rejected" => {
                    self.notes.add(NoteKind::RejectedWriteIn(listed.name.clone()), here);
                    continue;
                }
                _ => {}
            }
            let digits = option.value.as_bytes();
            if digits.is_empty() || digits.len() > MOST_RANKS || digits.iter().any(|digit| !b"01".contains(digit)) {
                let place = part.place().key("Value");
                return Err(ImportProblem::new(
                    place,
                    Found::text(digits),
                    AllowedInFile::Said(import::rule_hart_digits()),
                ));
            }
            if digits.len() > 1 {
                let own = &mut self.records.contests[contest].contest;
                own.ranks = own.ranks.max(digits.len() as u8);
            }
            let marked = digits.iter().zip(1..).filter(|(digit, _)| **digit == b'1');
            marks.extend(marked.map(|(_, rank)| ContestMark { rank, choice }));
        }
        let own = &mut self.records.contests[contest].contest;
        let state = if listed.is_invalid {
            ContestState::Invalid
        } else if listed.is_overvoted && own.ranks == 0 {
            ContestState::Overvoted
        } else if marks.is_empty() {
            ContestState::Blank
        } else {
            ContestState::Voted
        };
        if own.ranks > 0 {
            own.vote_for = Some(1);
        } else if matches!(state, ContestState::Blank | ContestState::Voted) {
            // What is marked and what is not are together what is allowed.
            let here = marks.len() as u32 + listed.undervotes;
            own.vote_for = own.vote_for.max(Some(here));
            let (least, most) = self.allowed.entry(listed.name.clone()).or_insert((here, here));
            (*least, *most) = ((*least).min(here), (*most).max(here));
        }
        if !self.records.mark(contest, state, &mut marks) {
            let place = part.place().key("Contest");
            return Err(ImportProblem::new(place, Found::Twice(listed.name.clone()), AllowedInFile::Once));
        }
        Ok(())
    }
}

/// For each archive the name of its machine: its own name without folders, as the same archive may lie elsewhere tomorrow; with them
/// where two archives would be of one name.
fn archive_names<'a>(sheets: &[&'a Part<'_>]) -> HashMap<&'a str, &'a str> {
    let short = |name: &'a str| {
        let inside = name.rsplit_once(": ").map_or(name, |(_, inside)| inside);
        without_end(inside.rsplit(['/', '\\']).next().unwrap_or(inside))
    };
    let archives: BTreeSet<&str> = sheets.iter().filter_map(|part| part.archive.as_deref()).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &archives {
        *times.entry(short(name)).or_default() += 1;
    }
    archives.iter().map(|&name| (name, if times[short(name)] == 1 { short(name) } else { without_end(name) })).collect()
}

/// The name of an archive without its end.
fn without_end(name: &str) -> &str {
    let end = name.len().saturating_sub(4);
    match name.get(end..) {
        Some(last) if last.eq_ignore_ascii_case(".zip") => &name[..end],
        _ => name,
    }
}

/// What an element within a contest says.
fn close_in_contest(sheet: &mut HartSheet, (name, said): (&str, String), in_option: bool, in_write_in: bool) {
    let Some(contest) = sheet.contests.last_mut() else { return };
    let option = contest.options.last_mut().filter(|_| in_option);
    match (name, option) {
        ("WriteInDataStatus", Some(option)) => {
            option.is_write_in = true;
            option.status = said;
        }
        (_, Some(option)) if in_write_in => option.is_write_in = true,
        ("Name", Some(option)) => option.name = said,
        ("Id", Some(option)) => option.id = said,
        ("Value", Some(option)) => option.value = said,
        ("Name", None) => contest.name = said,
        ("Id", None) => contest.id = said,
        ("Undervotes", None) => contest.undervotes = said.parse().unwrap_or(0),
        ("Overvoted", None) => contest.is_overvoted = true,
        ("InvalidVote" | "InvalidStraightPartyVote", None) => contest.is_invalid = true,
        _ => {}
    }
}
