//! Election results in NIST's common data format, SP 1500-100, as XML (versions 1 and 2) or JSON (version 2).
//!
//! Names of candidates, parties and places stand by number in the report, before or behind what refers to them.
//!
//! # Reference
//! NIST SP 1500-100, versions 1 and 2.

use std::collections::{HashMap, HashSet};

use super::{ImportFormat, Imported};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::import::tree::{Tree, each_child};
use crate::import::vote_tallies::{CountOf, MOST_NUMBER, PlaceKind, TallyRow, VoteTallies, whole};
use crate::reason::{Reason, import};

/// NIST's election results.
#[derive(Clone, Copy, Debug)]
pub(super) struct NistResults;

/// Most bytes of a report in JSON.
const MOST_BYTES: u64 = 256 << 20;

impl ImportFormat for NistResults {
    fn name(&self) -> &'static str {
        "NIST SP 1500-100 results"
    }

    fn title(&self) -> Reason {
        import::format_nist_results()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        head.trim_start().starts_with(['<', '{'])
            && (head.contains("<ElectionReport")
                || head.contains(":ElectionReport")
                || head.contains("ElectionResults.ElectionReport"))
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut tallies = VoteTallies::new(PlaceKind::Precinct);
        for part in parts {
            let report = report(part)?;
            read(part, &report, &mut tallies, notes)?;
        }
        Ok(Imported::Tallies(Box::new(tallies)))
    }
}

/// The report as one tree.
fn report(part: &Part<'_>) -> Result<Tree, ImportProblem> {
    if head_text(&part.head).trim_start().starts_with('{') {
        let bytes = part.bytes(MOST_BYTES)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        return serde_json::from_slice(bytes).map(Tree::of).map_err(|error| part.not_json(error));
    }
    let mut root = Tree::default();
    read_text(part, |stream| {
        each_child(part, stream, |name, tree, _| {
            root.children.push((name.into(), tree));
            Ok(())
        })
    })?;
    Ok(root)
}

/// A text that may stand in several languages.
fn said<'t>(tree: &'t Tree, name: &'t str) -> &'t str {
    let Some(child) = tree.all_first(name) else { return "" };
    match child.all_first("Text") {
        Some(text) if !text.get("Content").is_empty() => text.get("Content"),
        Some(text) => text.text.trim(),
        None => child.text.trim(),
    }
}

/// Elements of a collection, which version 1 wraps and version 2 does not.
fn listed<'t>(tree: &'t Tree, name: &'static str, wrapped: &'static str) -> Vec<&'t Tree> {
    tree.all(name).chain(tree.all(wrapped).flat_map(move |within| within.all(name))).collect()
}

fn read(
    part: &Part<'_>,
    report: &Tree,
    tallies: &mut VoteTallies,
    notes: &mut ImportNotes,
) -> Result<(), ImportProblem> {
    let problem = |(found, allowed)| ImportProblem::new(part.place(), found, allowed);
    let mut names: HashMap<&str, &str> = HashMap::new();
    for (name, wrapped) in
        [("GpUnit", "GpUnitCollection"), ("Party", "PartyCollection"), ("Person", "PersonCollection")]
    {
        for it in listed(report, name, wrapped) {
            let text = if name == "Person" { said(it, "FullName") } else { said(it, "Name") };
            names.insert(it.get("ObjectId"), text);
        }
    }
    let first = tallies.rows.len();
    let mut number = 0;
    for election in listed(report, "Election", "ElectionCollection") {
        let mut candidates: HashMap<&str, (&str, &str)> = HashMap::new();
        for candidate in listed(election, "Candidate", "CandidateCollection") {
            let called = said(candidate, "BallotName");
            let party = names.get(candidate.get("PartyId")).copied().unwrap_or_default();
            candidates.insert(candidate.get("ObjectId"), (called, party));
        }
        for listed_contest in listed(election, "Contest", "ContestCollection") {
            number += 1;
            let id = listed_contest.get("ObjectId");
            let contest = tallies.contest(&format!("{number} {id}"), listed_contest.get("Name")).map_err(problem)?;
            let own = &mut tallies.contests[contest as usize];
            own.vote_for = listed_contest.number("VotesAllowed").and_then(|allowed| u32::try_from(allowed).ok());
            id.clone_into(&mut own.key);
            let selections = listed_contest.all("ContestSelection").chain(listed_contest.all("BallotSelection"));
            for selection in selections {
                let ids = selection.get("CandidateIds").split_whitespace();
                let ids: Vec<&str> = if selection.get("CandidateIds").is_empty() {
                    selection.get("CandidateId").split_whitespace().collect()
                } else {
                    ids.collect()
                };
                let called: Vec<&str> =
                    ids.iter().filter_map(|id| candidates.get(id)).map(|candidate| candidate.0).collect();
                let party = ids.first().and_then(|id| candidates.get(id)).map_or("", |candidate| candidate.1);
                let called = match (called.is_empty(), said(selection, "Selection")) {
                    (false, _) => called.join(" / "),
                    (true, "") if selection.get("IsWriteIn") == "true" => "Write-in".to_owned(),
                    (true, "") => selection.get("ObjectId").to_owned(),
                    (true, text) => text.to_owned(),
                };
                let choice = tallies.choice(contest, &called, party).map_err(problem)?;
                for counts in listed(selection, "VoteCounts", "VoteCountsCollection") {
                    add(part, tallies, counts, (contest, CountOf::Choice(choice), "Count"), &names)?;
                }
            }
            for counts in listed(listed_contest, "OtherCounts", "OtherCountsCollection").into_iter().chain(listed(
                listed_contest,
                "SummaryCounts",
                "SummaryCountsCollection",
            )) {
                for (key, of) in [
                    ("Undervotes", CountOf::Undervotes),
                    ("Overvotes", CountOf::Overvotes),
                    ("BallotsCast", CountOf::Ballots),
                ] {
                    if !counts.get(key).is_empty() {
                        add(part, tallies, counts, (contest, of, key), &names)?;
                    }
                }
            }
        }
    }
    leave_out_sums(part, report, &names, (tallies, first), notes);
    if number == 0 {
        notes.add(NoteKind::IgnoredPart(part.name.clone()), || part.place());
        return Err(ImportProblem::new(
            part.place(),
            Found::Said(import::found_no_contest()),
            AllowedInFile::Said(import::rule_election_contests()),
        ));
    }
    Ok(())
}

/// The place of a unit, by its name where it has one.
fn place_of(tallies: &mut VoteTallies, unit: &str, names: &HashMap<&str, &str>) -> u32 {
    tallies.place(names.get(unit).copied().filter(|name| !name.is_empty()).unwrap_or(unit), "")
}

/// Most units within others, each counted for every unit that it is in.
const MOST_WITHIN: usize = 20_000_000;

/// Types of units that others are composed of.
const SMALL_UNITS: [&str; 8] = [
    "ballot-batch",
    "combined-precinct",
    "drop-box",
    "polling-place",
    "precinct",
    "split-precinct",
    "vote-center",
    "ward",
];

/// Leaves out the numbers of units that are composed of others, where these have numbers for the same kind of paper: a county beside its
/// precincts. Where the report does not say what a unit is composed of, it is a sum of the small ones if its number is theirs.
fn leave_out_sums(
    part: &Part<'_>,
    report: &Tree,
    names: &HashMap<&str, &str>,
    (tallies, first): (&mut VoteTallies, usize),
    notes: &mut ImportNotes,
) {
    let mut parts_of: HashMap<u32, HashSet<u32>> = HashMap::new();
    let (mut small, mut large) = (HashSet::new(), HashSet::new());
    for unit in listed(report, "GpUnit", "GpUnitCollection") {
        let whole = place_of(tallies, unit.get("ObjectId"), names);
        let is_small = SMALL_UNITS.contains(&unit.get("Type"));
        if is_small { &mut small } else { &mut large }.insert(whole);
        for id in unit.get("ComposingGpUnitIds").split_whitespace() {
            let within = place_of(tallies, id, names);
            parts_of.entry(whole).or_default().insert(within);
        }
    }
    // What is within a part is within the whole; units that name each other in a circle end the search.
    let mut left = MOST_WITHIN;
    let mut within = |whole: u32| {
        let (mut all, mut open) = (HashSet::new(), vec![whole]);
        while let Some(next) = open.pop().filter(|_| all.len() < left) {
            open.extend(parts_of.get(&next).into_iter().flatten().filter(|place| all.insert(**place)));
        }
        left = left.saturating_sub(all.len());
        all.remove(&whole);
        all
    };
    let stated: HashMap<u32, HashSet<u32>> = parts_of.keys().map(|&whole| (whole, within(whole))).collect();
    let sums = tallies.sums(|row| row.place);
    let number = |row: &TallyRow, place: u32| {
        sums[row.contest as usize].get(&place).and_then(|counts| counts.get(&row.of)).copied().unwrap_or(0)
    };
    let mut counted: HashMap<(u32, CountOf, u32), HashSet<u32>> = HashMap::new();
    let mut of_small: HashMap<(u32, CountOf), u64> = HashMap::new();
    let mut seen = HashSet::new();
    for row in &tallies.rows[first..] {
        counted.entry((row.contest, row.of, row.kind)).or_default().insert(row.place);
        if small.contains(&row.place) && seen.insert((row.contest, row.of, row.place)) {
            *of_small.entry((row.contest, row.of)).or_insert(0) += number(row, row.place);
        }
    }
    let is_sum = |row: &TallyRow| {
        let places = &counted[&(row.contest, row.of, row.kind)];
        match stated.get(&row.place) {
            Some(within) => !within.is_disjoint(places),
            None if large.contains(&row.place) && !small.is_disjoint(places) => {
                of_small.get(&(row.contest, row.of)) == Some(&number(row, row.place))
            }
            None => false,
        }
    };
    let left_out: Vec<bool> = tallies.rows[first..].iter().map(is_sum).collect();
    let own = tallies.rows.split_off(first);
    let kept = own.into_iter().zip(&left_out).filter(|(_, is_sum)| !**is_sum);
    tallies.rows.extend(kept.map(|(row, _)| row));
    let left_out = left_out.iter().filter(|is_sum| **is_sum).count();
    notes.add_many(NoteKind::TotalRow, left_out as u64, || part.place());
}

fn add(
    part: &Part<'_>,
    tallies: &mut VoteTallies,
    counts: &Tree,
    (contest, of, key): (u32, CountOf, &str),
    names: &HashMap<&str, &str>,
) -> Result<(), ImportProblem> {
    let text = counts.get(key);
    let number = whole(text).ok_or_else(|| {
        ImportProblem::new(part.place().key(key), Found::text(text.as_bytes()), AllowedInFile::Whole(0, MOST_NUMBER))
    })?;
    let unit = counts.get("GpUnitId");
    let place = place_of(tallies, unit, names);
    let kind = tallies.kinds.number(counts.get("Type").as_bytes());
    tallies
        .add(TallyRow { contest, place, kind, of, number: number as i64 })
        .map_err(|(found, allowed)| ImportProblem::new(part.place(), found, allowed))
}
