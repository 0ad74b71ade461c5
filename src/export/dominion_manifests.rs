//! The manifests beside Dominion's JSON: what its numbers mean.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::exported_election::COUNTING_GROUPS;
use super::{ExportFile, ExportedElection};
use crate::social_choice::BallotForm;

/// The version whose exports look so.
pub(super) const VERSION: &str = "5.10.50.85";

/// The condition that there are fewer marks than votes allowed: its number and name, as those below.
pub(super) const UNDERVOTE: (u8, &str) = (4, "Undervote");
/// That there are more marks than votes allowed.
pub(super) const OVERVOTE: (u8, &str) = (5, "Overvote");
/// That there is no mark.
pub(super) const BLANK_CONTEST: (u8, &str) = (6, "BlankContest");
/// That there are several marks at one rank.
pub(super) const OVERVOTED_RANKING: (u8, &str) = (9, "OvervotedRanking");

/// The rows of a manifest, each made when it is written.
type ManifestRows<'e> = Box<dyn Iterator<Item = Value> + 'e>;

/// What makes the rows of a manifest.
type MakeManifest = for<'e> fn(&'e ExportedElection<'e>) -> ManifestRows<'e>;

/// Each manifest by its name.
const MANIFESTS: [(&str, MakeManifest); 9] = [
    ("ContestManifest", contests),
    ("CandidateManifest", candidates),
    ("BallotTypeManifest", ballot_types),
    ("BallotTypeContestManifest", contests_of_ballot_types),
    ("TabulatorManifest", tabulators),
    ("PrecinctPortionManifest", portions),
    ("CountingGroupManifest", counting_groups),
    ("ElectionEventManifest", election_event),
    ("OutstackConditionManifest", conditions),
];

/// The manifests of an election.
pub(super) fn files<'e>(election: &'e ExportedElection<'e>) -> impl Iterator<Item = ExportFile<'e>> {
    MANIFESTS
        .into_iter()
        .map(move |(name, rows)| ExportFile::new(format!("{name}.json"), move |to| write(to, rows(election))))
}

/// Writes a list of a document, item by item, and ends both.
pub(super) fn write_list(
    to: &mut dyn Write,
    head: &str,
    items: impl Iterator<Item = impl Serialize>,
) -> io::Result<()> {
    to.write_all(head.as_bytes())?;
    for (at, item) in items.enumerate() {
        to.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *to, &item)?;
    }
    to.write_all(b"\n]}\n")
}

fn write(to: &mut dyn Write, rows: ManifestRows<'_>) -> io::Result<()> {
    write_list(to, &format!("{{\"Version\":\"{VERSION}\",\"List\":["), rows)
}

/// Rows of a name and a number, from 1.
fn named<'e>(names: impl Iterator<Item = &'e str> + 'e) -> ManifestRows<'e> {
    Box::new(names.zip(1..).map(|(name, id)| json!({"Description": name, "Id": id, "ExternalId": ""})))
}

fn contests<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    Box::new(election.contests().iter().enumerate().map(|(at, contest)| {
        let ranks = if election.form(at) == BallotForm::Ranks { contest.options.columns } else { 0 };
        let vote_for = if ranks > 0 { contest.seats } else { contest.votes_allowed };
        json!({
            "Description": election.title(at),
            "Id": at + 1,
            "ExternalId": contest.id,
            "DistrictId": 1,
            "VoteFor": vote_for,
            "NumOfRanks": ranks,
        })
    }))
}

fn candidates<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    Box::new((0..election.contests().len()).flat_map(move |contest| {
        let write_in = election.contests()[contest].write_in_line.map(usize::from);
        election.candidates(contest).iter().enumerate().map(move |(candidate, name)| {
            let kind = if write_in == Some(candidate) { "WriteIn" } else { "Regular" };
            let id = election.candidate_number(contest, candidate);
            json!({"Description": name, "Id": id, "ExternalId": "", "ContestId": contest + 1, "Type": kind})
        })
    }))
}

fn ballot_types<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    named(election.count().election.styles.iter().map(|style| style.id.as_str()))
}

fn contests_of_ballot_types<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    Box::new(election.count().election.styles.iter().enumerate().flat_map(|(at, style)| {
        let contests = style.contests().into_iter();
        contests.map(move |contest| json!({"BallotTypeId": at + 1, "ContestId": contest + 1}))
    }))
}

fn tabulators<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    Box::new(election.count().election.tabulators.iter().zip(1..).map(|(name, id)| {
        json!({
            "Description": name,
            "Id": id,
            "VotingLocationNumber": 1,
            "VotingLocationName": "",
            "ExternalId": "",
            "Type": "ImagecastCentral",
        })
    }))
}

fn portions<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    named(election.count().election.units.iter().map(String::as_str))
}

fn counting_groups<'e>(_: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    named(COUNTING_GROUPS.iter().map(|group| group.1))
}

fn election_event<'e>(election: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    let row = json!({
        "Description": election.name(),
        "Id": 1,
        "ExternalId": "",
        "Jurisdiction": "synthetic",
        "ElectionDate": "",
    });
    Box::new(std::iter::once(row))
}

fn conditions<'e>(_: &'e ExportedElection<'e>) -> ManifestRows<'e> {
    let all = [UNDERVOTE, OVERVOTE, BLANK_CONTEST, OVERVOTED_RANKING].into_iter();
    Box::new(all.map(|(id, name)| json!({"Description": name, "Id": id})))
}
