//! The manifests beside Dominion's JSON: what its numbers mean.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use crate::import::cards::CardRecords;
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, is_write_in};
use crate::import::marks::MOST_RANKS;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::reason::import;

/// Most bytes of a manifest.
const MOST_BYTES: u64 = 128 << 20;

/// Names by number.
pub(super) type NamesById = HashMap<u64, String>;

/// What the manifests say.
#[derive(Debug, Default)]
pub(super) struct DominionManifests {
    pub(super) tabulators: NamesById,
    pub(super) groups: NamesById,
    pub(super) portions: NamesById,
    pub(super) styles: NamesById,
    /// For each ballot type its contests.
    pub(super) contests_of_style: HashMap<u64, Vec<u64>>,
    parties: NamesById,
    contests: Vec<Listed>,
    candidates: Vec<Listed>,
    pub(super) has_contests: bool,
    /// The number of the condition that is called Overvote.
    pub(super) overvote: u64,
}

#[derive(Debug, Deserialize)]
struct ManifestPart {
    #[serde(rename = "List")]
    list: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    #[serde(rename = "Description", default)]
    description: Option<String>,
    #[serde(rename = "Id", default)]
    id: Option<u64>,
    #[serde(rename = "ContestId", default)]
    contest: Option<u64>,
    #[serde(rename = "BallotTypeId", default)]
    style: Option<u64>,
    #[serde(rename = "VoteFor", default)]
    vote_for: Option<u32>,
    #[serde(rename = "NumOfRanks", default)]
    ranks: Option<u64>,
    #[serde(rename = "Type", default)]
    kind: Option<Value>,
    #[serde(rename = "PartyId", default)]
    party: Option<Value>,
    #[serde(rename = "Disabled", default)]
    disabled: Option<Value>,
}

impl Listed {
    fn is_disabled(&self) -> bool {
        matches!(&self.disabled, Some(Value::Bool(true))) || self.disabled.as_ref().and_then(Value::as_u64) == Some(1)
    }
}

/// Manifests that say nothing that is needed here.
const UNUSED: [&str; 6] = [
    "DistrictManifest.json",
    "DistrictTypeManifest.json",
    "DistrictPrecinctPortionManifest.json",
    "DistrictPrecinctManifest.json",
    "ElectionEventManifest.json",
    "PrecinctManifest.json",
];

impl DominionManifests {
    pub(super) fn read(parts: &[&Part<'_>], notes: &mut ImportNotes) -> Result<Self, ImportProblem> {
        let mut manifests = Self { overvote: 5, ..Self::default() };
        let mut seen: HashMap<&str, Vec<u8>> = HashMap::new();
        for part in parts {
            let name = part.short_name();
            let bytes = part.bytes(MOST_BYTES)?;
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            if UNUSED.contains(&name) {
                continue;
            }
            if name == "Configuration.json" {
                note_filters(part, bytes, notes);
                continue;
            }
            // Numbers of contests and candidates mean something else in another election.
            match seen.get(name) {
                Some(first) if first == bytes => continue,
                Some(_) => {
                    let allowed = AllowedInFile::Said(import::rule_one_election());
                    return Err(ImportProblem::new(part.place(), Found::Twice(name.to_owned()), allowed));
                }
                None => seen.insert(name, bytes.to_vec()),
            };
            let read: ManifestPart = serde_json::from_slice(bytes).map_err(|error| part.not_json(error))?;
            let names = |list: Vec<Listed>| -> NamesById {
                list.into_iter().filter_map(|it| Some((it.id?, it.description?))).collect()
            };
            match name {
                "ContestManifest.json" => {
                    manifests.contests = read.list;
                    manifests.has_contests = true;
                }
                "CandidateManifest.json" => manifests.candidates = read.list,
                "BallotTypeContestManifest.json" => {
                    for it in read.list {
                        if let (Some(style), Some(contest)) = (it.style, it.contest) {
                            manifests.contests_of_style.entry(style).or_default().push(contest);
                        }
                    }
                }
                "TabulatorManifest.json" => manifests.tabulators = names(read.list),
                "CountingGroupManifest.json" => manifests.groups = names(read.list),
                "PrecinctPortionManifest.json" => manifests.portions = names(read.list),
                "BallotTypeManifest.json" => manifests.styles = names(read.list),
                "PartyManifest.json" => manifests.parties = names(read.list),
                "OutstackConditionManifest.json" => {
                    let named = names(read.list).into_iter().find(|(_, name)| name == "Overvote");
                    manifests.overvote = named.map_or(manifests.overvote, |(id, _)| id);
                }
                _ => notes.add(NoteKind::IgnoredPart(part.name.clone()), || part.place()),
            }
        }
        Ok(manifests)
    }

    /// Declares the contests and candidates.
    pub(super) fn declare(&self, part: &Part<'_>, records: &mut CardRecords) -> Result<(), ImportProblem> {
        let too_many = |what: usize| {
            ImportProblem::new(
                part.place(),
                Found::Many(what as u64),
                AllowedInFile::AtMost(crate::import::contest::MOST_CONTESTS as u64),
            )
        };
        for listed in self.contests.iter().filter(|contest| !contest.is_disabled()) {
            let Some(id) = listed.id else { continue };
            let ranks = listed.ranks.filter(|&ranks| ranks > 1).unwrap_or(0).min(MOST_RANKS as u64) as u8;
            let made = || ImportedContest {
                key: id.to_string(),
                name: listed.description.as_deref().unwrap_or_default().trim().to_owned(),
                vote_for: listed.vote_for,
                ranks,
                ..ImportedContest::default()
            };
            records.contest(id.to_string().as_bytes(), made).ok_or_else(|| too_many(self.contests.len()))?;
        }
        for listed in &self.candidates {
            let (Some(id), Some(contest)) = (listed.id, listed.contest) else { continue };
            let Some(contest) = records.find_contest(contest.to_string().as_bytes()) else { continue };
            let name = listed.description.as_deref().unwrap_or_default().trim();
            let kind = match listed.kind.as_ref().and_then(Value::as_str) {
                Some("WriteIn") => ChoiceKind::WriteIn,
                Some("QualifiedWriteIn") => ChoiceKind::QualifiedWriteIn,
                _ if is_write_in(name) => ChoiceKind::WriteIn,
                _ => ChoiceKind::Regular,
            };
            let party = listed.party.as_ref().and_then(Value::as_u64).and_then(|id| self.parties.get(&id));
            let made = || ImportedChoice { name: name.to_owned(), party: party.cloned().unwrap_or_default(), kind };
            records.choice(contest, id.to_string().as_bytes(), made).ok_or_else(|| too_many(self.candidates.len()))?;
        }
        Ok(())
    }
}

/// Notes settings that leave something out.
fn note_filters(part: &Part<'_>, bytes: &[u8], notes: &mut ImportNotes) {
    let Ok(Value::Object(settings)) = serde_json::from_slice(bytes) else { return };
    for (key, value) in settings {
        let leaves_out = match &value {
            Value::Bool(is) => *is && key.starts_with("Include") && key.ends_with("Filter"),
            Value::Array(list) => !list.is_empty() && key.ends_with("Filter"),
            Value::Number(number) => number.as_u64() != Some(0) && key == "CvrSuppressionType",
            _ => false,
        };
        if leaves_out {
            notes.add(NoteKind::FilteredExport(key.clone()), || part.place().key(key.clone()));
        }
    }
}
