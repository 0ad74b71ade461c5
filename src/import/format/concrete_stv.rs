//! Ballots of Australian elections as `ConcreteSTV` keeps them, in JSON: candidates, parties, ballots above and below the line.
//!
//! # Reference
//! Conway's `ConcreteSTV`, its `.stv` files.

use serde::Deserialize;

use super::blom::order_problem;
use super::{ImportFormat, Imported};
use crate::import::contest::ImportedChoice;
use crate::import::marks::MOST_CHOICES;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::orders::{RankedOrders, may_have};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// `ConcreteSTV`'s JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct ConcreteStv;

#[derive(Deserialize)]
struct StvFile {
    metadata: StvMetadata,
    #[serde(default)]
    atl: Vec<AboveTheLine>,
    #[serde(default)]
    btl: Vec<BelowTheLine>,
    #[serde(default)]
    informal: u64,
}

#[derive(Deserialize)]
struct StvMetadata {
    name: StvName,
    candidates: Vec<StvCandidate>,
    #[serde(default)]
    parties: Vec<StvParty>,
    #[serde(default)]
    vacancies: Option<u32>,
    #[serde(default)]
    excluded: Vec<u16>,
}

#[derive(Deserialize)]
struct StvName {
    #[serde(default)]
    year: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    electorate: String,
}

#[derive(Deserialize)]
struct StvCandidate {
    name: String,
    #[serde(default)]
    party: Option<usize>,
}

#[derive(Deserialize)]
struct StvParty {
    name: String,
}

#[derive(Deserialize)]
struct AboveTheLine {
    parties: Vec<u16>,
    n: u64,
}

#[derive(Deserialize)]
struct BelowTheLine {
    candidates: Vec<u16>,
    n: u64,
}

/// Most bytes of a file.
const MOST_BYTES: u64 = 512 << 20;

impl ImportFormat for ConcreteStv {
    fn name(&self) -> &'static str {
        "ConcreteSTV ballots"
    }

    fn title(&self) -> Reason {
        import::format_concrete_stv()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        head.trim_start().starts_with('{') && head.contains("\"metadata\"") && head.contains("\"electorate\"")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        parts.iter().map(|part| read(part, notes)).collect::<Result<_, _>>().map(Imported::Orders)
    }
}

fn read(part: &Part<'_>, notes: &mut ImportNotes) -> Result<RankedOrders, ImportProblem> {
    let file: StvFile = read_text(part, |stream| {
        let bounded = std::io::Read::take(stream, MOST_BYTES);
        serde_json::from_reader(std::io::BufReader::new(bounded)).map_err(|error| part.not_json(error))
    })?;
    let StvFile { metadata, atl, btl, informal } = file;
    let number = metadata.candidates.len();
    if !may_have(number) {
        let place = part.place().key("candidates");
        return Err(ImportProblem::new(
            place,
            Found::Many(number as u64),
            AllowedInFile::Whole(1, MOST_CHOICES as u64),
        ));
    }
    let parties: Vec<String> = metadata.parties.into_iter().map(|party| party.name).collect();
    let choice = |candidate: StvCandidate| ImportedChoice {
        party: candidate.party.and_then(|at| parties.get(at)).cloned().unwrap_or_default(),
        name: candidate.name,
        ..ImportedChoice::default()
    };
    let StvName { year, name, electorate } = metadata.name;
    let title = [electorate, name, year].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let mut orders = RankedOrders::of(title, metadata.candidates.into_iter().map(choice).collect());
    orders.contest.vote_for = metadata.vacancies;
    orders.withdrawn = metadata.excluded;
    orders.informal = informal;
    let beyond = |key: &str, at: usize, found: u16, most: usize| {
        let place = part.place().key(format!("{key}[{at}]"));
        ImportProblem::new(place, Found::Many(found.into()), AllowedInFile::Whole(0, most as u64 - 1))
    };
    if let Some(&wrong) = orders.withdrawn.iter().find(|&&place| usize::from(place) >= number) {
        return Err(beyond("excluded", 0, wrong, number));
    }
    for (at, ballot) in btl.into_iter().enumerate() {
        if let Some(&wrong) = ballot.candidates.iter().find(|&&place| usize::from(place) >= number) {
            return Err(beyond("btl", at, wrong, number));
        }
        let ranks: Vec<Vec<u16>> = ballot.candidates.into_iter().map(|candidate| vec![candidate]).collect();
        let repeated = orders.add(&ranks, ballot.n).map_err(|fault| order_problem(part, 1, fault))?;
        if repeated > 0 {
            let kind = NoteKind::RepeatedInRanking(orders.contest.name.clone());
            notes.add_many(kind, repeated, || part.place().key(format!("btl[{at}]")));
        }
    }
    for (at, ballot) in atl.into_iter().enumerate() {
        if let Some(&wrong) = ballot.parties.iter().find(|&&place| usize::from(place) >= parties.len()) {
            return Err(beyond("atl", at, wrong, parties.len().max(1)));
        }
        let sum = orders.ballots.checked_add(ballot.n).filter(|&sum| sum <= crate::import::orders::MOST_BALLOTS);
        orders.ballots = sum.ok_or_else(|| order_problem(part, 1, crate::import::orders::OrderFault::Ballots))?;
        orders.by_party.push((ballot.parties, ballot.n));
    }
    orders.parties = parties;
    Ok(orders)
}
