//! Votes on records of cards beside the results that an office published.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::import::card_summary::{CardSummary, gist};
use crate::import::cards::CardRecords;
use crate::import::contest::ImportedContest;
use crate::import::places_comparison::{PlaceKind, PlacesComparison, compare_places};
use crate::import::vote_tallies::{CountOf, TallyRow, VoteTallies};

/// One number of a contest, on the records and in the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedCount {
    /// What is counted; the choice by its place in the results where they have it, else in the records.
    pub of: CountOf,
    /// The choice's name; empty where no choice is counted.
    pub name: String,
    /// By the records, rows that sum several cards included; none where they do not have it.
    pub records: Option<u64>,
    /// By the results; none where they do not have it.
    pub results: Option<u64>,
}

impl ComparedCount {
    /// Whether both have the same number; a choice that one side lacks has no votes there.
    pub fn agrees(&self) -> bool {
        self.records.unwrap_or(0) == self.results.unwrap_or(0)
    }
}

/// A contest that both have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedContest {
    /// Its place in the records.
    pub contest: usize,
    /// What the results call it.
    pub name: String,
    /// Its numbers.
    pub counts: Vec<ComparedCount>,
}

/// Records beside results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultsComparison {
    /// Contests that both have.
    pub contests: Vec<ComparedContest>,
    /// Contests of the records that the results do not have, by their places.
    pub only_records: Vec<usize>,
    /// Contests that only the results have.
    pub only_results: Vec<String>,
    /// Place by place, where the results are by batch or by precinct.
    pub places: Option<PlacesComparison>,
    /// Contests whose later rounds the results have; only first choices are compared.
    pub with_rounds: Vec<String>,
}

impl ResultsComparison {
    /// Whether every number of every contest and place agrees, and no contest is on one side only.
    pub fn agrees(&self) -> bool {
        let counts = self.contests.iter().flat_map(|contest| &contest.counts);
        let places = self.places.as_ref().is_none_or(PlacesComparison::agrees);
        let one_sided = self.only_records.len() + self.only_results.len();
        places && one_sided == 0 && counts.into_iter().all(ComparedCount::agrees)
    }
}

/// A contest that both have, with the choices.
pub(super) struct PairedContest {
    /// Its place in the records.
    pub(super) records: usize,
    /// Its place in the results.
    pub(super) results: usize,
    /// For each choice of the records its place in the results.
    pub(super) choices: Vec<Option<usize>>,
}

/// Adds up results by a key of their rows: for each contest and key what is counted. Where a place has a number for all kinds of
/// paper, the numbers of single kinds are not added to it.
pub(super) fn sums<K: Ord>(
    tallies: &VoteTallies,
    key: impl Fn(&TallyRow) -> K,
) -> Vec<BTreeMap<K, BTreeMap<CountOf, u64>>> {
    let is_whole: Vec<bool> =
        tallies.kinds.iter().map(|kind| kind.is_empty() || kind.eq_ignore_ascii_case(b"total")).collect();
    let rows = || tallies.rows.iter().filter(|row| !matches!(row.of, CountOf::RoundChange(_)));
    let whole: HashSet<(u32, u32, CountOf)> =
        rows().filter(|row| is_whole[row.kind as usize]).map(|row| (row.contest, row.place, row.of)).collect();
    let mut sums: Vec<BTreeMap<K, BTreeMap<CountOf, u64>>> = tallies.contests.iter().map(|_| BTreeMap::new()).collect();
    for row in rows() {
        if is_whole[row.kind as usize] || !whole.contains(&(row.contest, row.place, row.of)) {
            let counts = sums[row.contest as usize].entry(key(row)).or_default();
            *counts.entry(row.of).or_insert(0) += row.number.unsigned_abs();
        }
    }
    sums
}

/// Finds each name of one side on the other: by its exact text, else by its letters and digits where only one fits.
pub(super) fn pair_names(ours: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
    let find = |of: &dyn Fn(&str) -> String| {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in theirs.iter().enumerate() {
            places.entry(of(name)).or_default().push(at);
        }
        let own: Vec<String> = ours.iter().map(|name| of(name)).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in &own {
            *times.entry(name).or_default() += 1;
        }
        let one = |name: &String| match places.get(name).map(Vec::as_slice) {
            Some([at]) if times[name.as_str()] == 1 => Some(*at),
            _ => None,
        };
        own.iter().map(one).collect::<Vec<_>>()
    };
    let (exact, near) = (find(&|name| name.to_owned()), find(&gist));
    let taken: HashSet<usize> = exact.iter().flatten().copied().collect();
    exact.into_iter().zip(near).map(|(exact, near)| exact.or(near.filter(|at| !taken.contains(at)))).collect()
}

/// Compares the votes of cards with published results, contest by contest, and place by place where they are by batch or precinct.
pub fn compare_results(
    records: &CardRecords,
    summary: &CardSummary,
    tallies: &VoteTallies,
    places: PlaceKind,
) -> ResultsComparison {
    let sums: Vec<BTreeMap<CountOf, u64>> =
        sums(tallies, |_| ()).into_iter().map(|all| all.into_values().next().unwrap_or_default()).collect();
    let theirs: Vec<&str> = tallies.contests.iter().map(|contest| contest.name.as_str()).collect();
    let pairs = pair_contests(records, tallies);
    let mut comparison = ResultsComparison::default();
    let mut paired = Vec::new();
    for (contest, pair) in pairs.iter().enumerate() {
        match pair {
            Some(at) => {
                let choices = pair_choices(records, contest, tallies, *at);
                comparison.contests.push(ComparedContest {
                    contest,
                    name: theirs[*at].to_owned(),
                    counts: counts(records, summary, contest, &tallies.contests[*at], &choices, &sums[*at]),
                });
                paired.push(PairedContest { records: contest, results: *at, choices });
            }
            None => comparison.only_records.push(contest),
        }
    }
    let met: HashSet<usize> = pairs.into_iter().flatten().collect();
    let left = theirs.iter().enumerate().filter(|(at, _)| !met.contains(at));
    comparison.only_results = left.map(|(_, name)| (*name).to_owned()).collect();
    let rounds = tallies.rows.iter().filter(|row| matches!(row.of, CountOf::RoundChange(_)));
    let rounds: BTreeSet<usize> = rounds.map(|row| row.contest as usize).filter(|at| met.contains(at)).collect();
    comparison.with_rounds = rounds.into_iter().map(|at| theirs[at].to_owned()).collect();
    // Rows that sum several cards are of no place.
    if summary.summed_rows == 0 {
        comparison.places = compare_places(records, tallies, places, &paired);
    }
    comparison
}

/// For each contest of the records its place in the results: by its name, or by its choices where each side has a single contest, as
/// in votes by batch, which are named after their file.
fn pair_contests(records: &CardRecords, tallies: &VoteTallies) -> Vec<Option<usize>> {
    let ours: Vec<&str> = records.contests.iter().map(|column| column.contest.name.as_str()).collect();
    let theirs: Vec<&str> = tallies.contests.iter().map(|contest| contest.name.as_str()).collect();
    let pairs = pair_names(&ours, &theirs);
    if let ([None], [_]) = (&pairs[..], &theirs[..])
        && !pair_choices(records, 0, tallies, 0).is_empty()
        && pair_choices(records, 0, tallies, 0).iter().all(Option::is_some)
    {
        return vec![Some(0)];
    }
    pairs
}

/// For each choice of a contest of the records its place in a contest of the results.
fn pair_choices(records: &CardRecords, contest: usize, tallies: &VoteTallies, at: usize) -> Vec<Option<usize>> {
    let ours: Vec<&str> = records.contests[contest].contest.choices.iter().map(|choice| choice.name.as_str()).collect();
    let theirs: Vec<&str> = tallies.contests[at].choices.iter().map(|choice| choice.name.as_str()).collect();
    pair_names(&ours, &theirs)
}

fn counts(
    records: &CardRecords,
    summary: &CardSummary,
    contest: usize,
    theirs: &ImportedContest,
    pairs: &[Option<usize>],
    sums: &BTreeMap<CountOf, u64>,
) -> Vec<ComparedCount> {
    let own = &summary.contests[contest];
    let ours = &records.contests[contest].contest.choices;
    let votes = |choice: usize| own.count.votes[choice] + own.summed[choice];
    let mut counts: Vec<ComparedCount> = (0..theirs.choices.len())
        .map(|choice| {
            let our = pairs.iter().position(|pair| *pair == Some(choice));
            let of = CountOf::Choice(choice as u16);
            let name = theirs.choices[choice].name.clone();
            ComparedCount { of, name, records: our.map(votes), results: sums.get(&of).copied() }
        })
        .collect();
    for (choice, it) in ours.iter().enumerate().filter(|(choice, _)| pairs[*choice].is_none()) {
        let of = CountOf::Choice(choice as u16);
        counts.push(ComparedCount { of, name: it.name.clone(), records: Some(votes(choice)), results: None });
    }
    // Rows that sum several cards say nothing of ballots, undervotes and overvotes.
    if summary.summed_rows == 0 {
        let says = [(CountOf::Ballots, Some(own.count.cards)), (CountOf::Undervotes, own.count.undervotes)];
        for (of, records) in says {
            if let (Some(results), Some(records)) = (sums.get(&of), records) {
                let results = Some(*results);
                counts.push(ComparedCount { of, name: String::new(), records: Some(records), results });
            }
        }
    }
    counts
}
