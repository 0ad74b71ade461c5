//! Cast vote records in NIST's common data format, SP 1500-103, as XML or JSON, and Unisyn's dialect of it.
//!
//! Of a record the snapshot that is current counts. A position counts where it has an indication and is not said to be not
//! allocable. What contests and choices are called stands behind the records in the file.
//!
//! # Reference
//! NIST SP 1500-103, version 1.0; Unisyn OVCS exports.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{ImportFormat, Imported};
use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardHead, CardRecords, StyleBasis};
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, MOST_CONTESTS, is_write_in};
use crate::import::duplicates::note_identities;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::import::tree::{Tree, each_child};
use crate::reason::{Reason, import};

/// NIST's common data format.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommonDataFormat;

/// Namespaces that were seen: version 1, and the one of the published schema files, which Unisyn writes.
const KNOWN: [&str; 2] = ["http://itl.nist.gov/ns/voting/1500-103/v1", "NIST_V0_cast_vote_records.xsd"];

impl ImportFormat for CommonDataFormat {
    fn name(&self) -> &'static str {
        "NIST SP 1500-103 cast vote records"
    }

    fn title(&self) -> Reason {
        import::format_cdf()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        let is_schema = head.contains("XMLSchema\"") && head.contains(":schema") || head.contains("\"$schema\"");
        head.contains("CastVoteRecordReport") && head.trim_start().starts_with(['<', '{']) && !is_schema
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut records = CardRecords::default();
        for part in parts {
            let mut reader = ReportReader::new(part, notes);
            reader.read()?;
            if reader.cards == 0 {
                let missing = Found::Said(import::found_no_record());
                return Err(ImportProblem::new(part.place(), missing, AllowedInFile::Said(import::rule_cdf_records())));
            }
            reader.finish();
            records.append(&reader.records).map_err(|most| reader.too_many(most))?;
        }
        if records.style_basis == StyleBasis::Absent {
            records.infer_styles();
            notes.add(NoteKind::StyleInferred, FilePlace::default);
        }
        note_identities(&records, notes);
        Ok(Imported::Cards(Box::new(records)))
    }
}

struct ReportReader<'a> {
    part: &'a Part<'a>,
    notes: &'a mut ImportNotes,
    records: CardRecords,
    /// Names of precincts and devices by their number.
    names: HashMap<String, String>,
    parties: HashMap<String, String>,
    candidates: HashMap<String, (String, String, bool)>,
    contests: Vec<Tree>,
    cards: u64,
}

impl<'a> ReportReader<'a> {
    fn new(part: &'a Part<'a>, notes: &'a mut ImportNotes) -> Self {
        Self {
            part,
            notes,
            records: CardRecords::default(),
            names: HashMap::new(),
            parties: HashMap::new(),
            candidates: HashMap::new(),
            contests: Vec::new(),
            cards: 0,
        }
    }

    fn too_many(&self, most: usize) -> ImportProblem {
        ImportProblem::new(self.part.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
    }

    fn read(&mut self) -> Result<(), ImportProblem> {
        let part = self.part;
        if head_text(&part.head).trim_start().starts_with('{') {
            return read_text(part, |stream| {
                let mut problem = None;
                let mut from = serde_json::Deserializer::from_reader(stream);
                let observe =
                    |name: &str, tree: Tree| self.take(name, tree).map_err(|found| problem = Some(found)).is_ok();
                let read = ReportSeed(observe).deserialize(&mut from).and_then(|()| from.end());
                match (problem, read) {
                    (Some(problem), _) => Err(problem),
                    (None, read) => read.map_err(|error| part.not_json(error)),
                }
            });
        }
        let root = read_text(part, |stream| each_child(part, stream, |name, tree, _| self.take(name, tree)))?;
        let spaces: Vec<&String> =
            root.iter().filter(|(key, _)| key.starts_with("xmlns")).map(|(_, space)| space).collect();
        if !spaces.iter().any(|space| KNOWN.contains(&space.as_str())) {
            let named = spaces.iter().find(|space| !space.contains("XMLSchema-instance"));
            let version = named.map(|space| space.chars().take(100).collect()).unwrap_or_default();
            self.notes.add(NoteKind::UnknownVersion(version), || part.place());
        }
        Ok(())
    }

    /// One element below the root.
    fn take(&mut self, name: &str, tree: Tree) -> Result<(), ImportProblem> {
        match name {
            "CVR" => self.take_card(&tree)?,
            "Election" => {
                for candidate in tree.all("Candidate") {
                    let party = candidate.get("PartyId").to_owned();
                    let is_write_in = candidate.get("IsWriteIn") == "true";
                    let called = candidate.get("Name");
                    let called = if called.is_empty() { candidate.get("ObjectId") } else { called };
                    let known = (called.to_owned(), party, is_write_in);
                    self.candidates.insert(candidate.get("ObjectId").to_owned(), known);
                }
                let contests = tree.children.into_iter().filter(|child| &*child.0 == "Contest");
                self.contests.extend(contests.map(|child| child.1));
            }
            "GpUnit" | "ReportingDevice" => {
                let named = if tree.get("Name").is_empty() { tree.get("SerialNumber") } else { tree.get("Name") };
                if !named.is_empty() {
                    self.names.insert(tree.get("ObjectId").to_owned(), named.to_owned());
                }
            }
            "Party" => {
                self.parties.insert(tree.get("ObjectId").to_owned(), tree.get("Name").to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    fn take_card(&mut self, card: &Tree) -> Result<(), ImportProblem> {
        self.cards += 1;
        let part = self.part;
        let at = self.cards;
        let here = || part.place().key(format!("CVR {at}"));
        let current = card.get("CurrentSnapshotId");
        let snapshots: Vec<&Tree> = card.all("CVRSnapshot").collect();
        let named = snapshots.iter().find(|snapshot| snapshot.get("ObjectId") == current);
        let mut flags = CardFlags::default();
        if named.is_none() {
            self.notes.add(NoteKind::NoCurrentRecord, here);
            flags = flags.with(CardFlags::NOT_CURRENT);
        }
        let superseded = snapshots.len().saturating_sub(1) as u64;
        if superseded > 0 {
            self.notes.add_many(NoteKind::SupersededRecord, superseded, here);
        }
        let snapshot = named.or_else(|| snapshots.last());
        if snapshot.is_some_and(|snapshot| snapshot.get("Type") == "modified") {
            flags = flags.with(CardFlags::ADJUDICATED);
        }
        let first = |names: &[&'static str]| {
            names.iter().map(|name| card.get(name)).find(|text| !text.is_empty()).unwrap_or_default()
        };
        let (style, batch) = (card.get("BallotStyleId"), card.get("BatchId"));
        let record = card.get("BatchSequenceId");
        let imprinted = first(&["BallotAuditId", "BallotPrePrintedId", "UniqueId"]);
        if imprinted.is_empty() && record.is_empty() {
            flags = flags.with(CardFlags::NO_IDENTITY);
            self.notes.add(NoteKind::NoIdentity, here);
        }
        if !style.is_empty() {
            self.records.style_basis = StyleBasis::Stated;
        }
        let file = self.records.file(&part.name);
        let sheet = card.get("BallotSheetId");
        let sheet_record =
            if sheet.is_empty() || record.is_empty() { String::new() } else { format!("{record}-{sheet}") };
        self.records.add_card(&CardHead {
            tabulator: card.get("CreatingDeviceId").as_bytes(),
            batch: batch.as_bytes(),
            style: style.as_bytes(),
            portion: card.get("BallotStyleUnitId").as_bytes(),
            number: card.get("UniqueId").as_bytes(),
            record: if sheet_record.is_empty() { record.as_bytes() } else { sheet_record.as_bytes() },
            imprinted: imprinted.as_bytes(),
            flags,
            place: (file, at),
            ..CardHead::default()
        });
        for contest in snapshot.into_iter().flat_map(|snapshot| snapshot.all("CVRContest")) {
            self.take_contest(contest, &here)?;
        }
        Ok(())
    }

    fn take_contest(&mut self, listed: &Tree, here: &dyn Fn() -> FilePlace) -> Result<(), ImportProblem> {
        let id = listed.get("ContestId");
        let made = || ImportedContest { key: id.to_owned(), name: id.to_owned(), ..ImportedContest::default() };
        let contest = self.records.contest(id.as_bytes(), made).ok_or_else(|| self.too_many(MOST_CONTESTS))?;
        let (mut marks, mut withheld) = (Vec::new(), Vec::new());
        for selection in listed.all("CVRContestSelection") {
            let key = selection.get("ContestSelectionId");
            let (name, kind) =
                if key.is_empty() { ("Write-in", ChoiceKind::WriteIn) } else { (key, ChoiceKind::Regular) };
            let made = || ImportedChoice { name: name.to_owned(), kind, ..ImportedChoice::default() };
            let choice = self.records.choice(contest, key.as_bytes(), made);
            let choice = choice.ok_or_else(|| self.too_many(MOST_CHOICES))?;
            if selection.all("Status").any(|status| status.text.trim() == "needs-adjudication") {
                self.notes.add(NoteKind::UnresolvedWriteIn(id.to_owned()), here);
            }
            let rank_of_selection = selection.get("Rank");
            for position in selection.all("SelectionPosition") {
                if position.get("HasIndication") != "yes" {
                    if position.get("HasIndication") == "unknown" {
                        self.notes.add(NoteKind::AmbiguousMark(id.to_owned()), here);
                    }
                    continue;
                }
                let ranks = [position.get("Rank"), rank_of_selection];
                let rank = ranks.into_iter().find(|rank| !rank.is_empty());
                let own = &mut self.records.contests[contest].contest;
                let rank = match rank {
                    None => 1,
                    Some(text) => {
                        let rank =
                            text.parse::<u8>().ok().filter(|rank| (1..=MOST_RANKS).contains(&usize::from(*rank)));
                        rank.ok_or_else(|| {
                            ImportProblem::new(
                                here().key("Rank"),
                                Found::text(text.as_bytes()),
                                AllowedInFile::Whole(1, MOST_RANKS as u64),
                            )
                        })?
                    }
                };
                if ranks.iter().any(|rank| !rank.is_empty()) {
                    own.ranks = own.ranks.max(rank);
                }
                if position.get("NumberVotes").parse::<u64>().is_ok_and(|votes| votes > 1) {
                    self.notes.add(NoteKind::OddCount(id.to_owned()), here);
                }
                let mark = ContestMark { rank, choice };
                let to = if position.get("IsAllocable") == "no" { &mut withheld } else { &mut marks };
                to.push(mark);
            }
        }
        for marks in [&mut marks, &mut withheld] {
            marks.sort_unstable();
            marks.dedup();
        }
        let statuses: Vec<&str> = listed.all("Status").map(|status| status.text.trim()).collect();
        let is_ranked = self.records.contests[contest].contest.ranks > 0;
        let says_overvote =
            listed.number("Overvotes").is_some_and(|number| number > 0) || statuses.contains(&"overvoted");
        let state = if statuses.contains(&"invalidated-rules") {
            marks.append(&mut withheld);
            ContestState::Invalid
        } else if !is_ranked && says_overvote {
            marks.append(&mut withheld);
            ContestState::Overvoted
        } else if marks.is_empty() {
            ContestState::Blank
        } else {
            ContestState::Voted
        };
        if !withheld.is_empty() {
            self.notes.add_many(NoteKind::UncountedMark(id.to_owned()), withheld.len() as u64, here);
        }
        if !self.records.mark(contest, state, &mut marks) {
            return Err(ImportProblem::new(here(), Found::Twice(id.to_owned()), AllowedInFile::Once));
        }
        Ok(())
    }

    /// Gives contests and choices their names.
    fn finish(&mut self) {
        for listed in std::mem::take(&mut self.contests) {
            let id = listed.get("ObjectId").to_owned();
            let made = || ImportedContest { key: id.clone(), ..ImportedContest::default() };
            let Some(at) = self.records.contest(id.as_bytes(), made) else { continue };
            let name = if listed.get("Name").is_empty() { &id } else { listed.get("Name") };
            let allowed = listed.number("VotesAllowed").or_else(|| listed.number("NumberElected"));
            for selection in listed.all("ContestSelection") {
                let key = selection.get("ObjectId").to_owned();
                let candidates: Vec<&(String, String, bool)> = selection
                    .all("CandidateIds")
                    .flat_map(|ids| ids.text.split_whitespace())
                    .filter_map(|id| self.candidates.get(id))
                    .collect();
                let names: Vec<&str> = candidates.iter().map(|candidate| candidate.0.as_str()).collect();
                let party = candidates.first().map(|candidate| candidate.1.clone()).unwrap_or_default();
                let party = self.parties.get(&party).cloned().unwrap_or(party);
                let name = match (names.is_empty(), selection.get("Selection")) {
                    (true, "") => key.clone(),
                    (true, text) => text.to_owned(),
                    (false, _) => names.join(" / "),
                };
                let is_line = selection.get("IsWriteIn") == "true" || candidates.iter().any(|it| it.2);
                let kind = if is_line || is_write_in(&name) { ChoiceKind::WriteIn } else { ChoiceKind::Regular };
                let choice = ImportedChoice { name, party, kind };
                if let Some(number) = self.records.choice(at, key.as_bytes(), || choice.clone()) {
                    self.records.contests[at].contest.choices[usize::from(number)] = choice;
                }
            }
            let own = &mut self.records.contests[at].contest;
            own.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            own.vote_for = allowed.and_then(|allowed| u32::try_from(allowed).ok());
        }
        for own in &self.records.contests {
            if own.contest.vote_for.is_none() {
                self.notes.add(NoteKind::VoteForOpen(own.contest.name.clone()), || self.part.place());
            }
        }
        self.records.settle_overvotes();
        let renamed: Vec<Vec<u8>> = (self.records.portion.names().iter())
            .map(|id| {
                let known = std::str::from_utf8(id).ok().and_then(|id| self.names.get(id));
                known.map_or(id.to_vec(), |name| name.clone().into_bytes())
            })
            .collect();
        self.records.portion.rename(renamed.iter().map(Vec::as_slice));
    }
}

/// The keys of a report in JSON; lists are read item by item.
struct ReportSeed<H>(H);

impl<'de, H: FnMut(&str, Tree) -> bool> DeserializeSeed<'de> for ReportSeed<H> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, H: FnMut(&str, Tree) -> bool> Visitor<'de> for ReportSeed<H> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "CVR" | "Election" | "GpUnit" | "Party" | "ReportingDevice" => {
                    map.next_value_seed(ItemSeed(&key, &mut self.0))?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

struct ItemSeed<'s, H>(&'s str, &'s mut H);

impl<'de, H: FnMut(&str, Tree) -> bool> DeserializeSeed<'de> for ItemSeed<'_, H> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, H: FnMut(&str, Tree) -> bool> Visitor<'de> for ItemSeed<'_, H> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            if !(self.1)(self.0, Tree::of(item)) {
                return Err(serde::de::Error::custom("what stands above"));
            }
        }
        Ok(())
    }
}
