//! Votes on records of cards beside the results that an office published.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::import::card_summary::CardSummary;
use crate::import::cards::CardRecords;
use crate::import::contest::{ImportedContest, is_write_in};
use crate::import::name_pairs::{PairedContest, pair_names};
use crate::import::places_comparison::{PlacesComparison, compare_places};
use crate::import::vote_tallies::{CountOf, PlaceKind, VoteTallies};

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

/// Compares the votes of cards with published results, contest by contest, and place by place where they are by batch or precinct.
pub fn compare_results(records: &CardRecords, summary: &CardSummary, tallies: &VoteTallies) -> ResultsComparison {
    let sums: Vec<BTreeMap<CountOf, u64>> =
        tallies.sums(|_| ()).into_iter().map(|all| all.into_values().next().unwrap_or_default()).collect();
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
        comparison.places = compare_places(records, tallies, &paired);
    }
    comparison
}

/// For each contest of the records its place in the results: by its name. Votes by batch of a single contest are named after their
/// file, so that a single contest is met by its choices there.
fn pair_contests(records: &CardRecords, tallies: &VoteTallies) -> Vec<Option<usize>> {
    let ours: Vec<&str> = records.contests.iter().map(|column| column.contest.name.as_str()).collect();
    let theirs: Vec<&str> = tallies.contests.iter().map(|contest| contest.name.as_str()).collect();
    let pairs = pair_names(&ours, &theirs);
    if let ([None], [_], PlaceKind::Batch) = (&pairs[..], &theirs[..], tallies.place_kind) {
        let choices = pair_choices(records, 0, tallies, 0);
        if !choices.is_empty() && choices.iter().all(Option::is_some) {
            return vec![Some(0)];
        }
    }
    pairs
}

/// For each choice of a contest of the records its place in a contest of the results.
fn pair_choices(records: &CardRecords, contest: usize, tallies: &VoteTallies, at: usize) -> Vec<Option<usize>> {
    let ours: Vec<&str> = records.contests[contest].contest.choices.iter().map(|choice| choice.name.as_str()).collect();
    let theirs: Vec<&str> = tallies.contests[at].choices.iter().map(|choice| choice.name.as_str()).collect();
    let mut pairs = pair_names(&ours, &theirs);
    // The line for written names is called Write-in here and Write-ins there.
    let own = (0..ours.len()).filter(|&choice| pairs[choice].is_none() && is_write_in(ours[choice]));
    let free = (0..theirs.len()).filter(|other| !pairs.contains(&Some(*other)) && is_write_in(theirs[*other]));
    if let ([here], [there]) = (&own.collect::<Vec<_>>()[..], &free.collect::<Vec<_>>()[..]) {
        pairs[*here] = Some(*there);
    }
    pairs
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
    let first = records.contests[contest].first_choice_votes(records.cards());
    let votes = |choice: usize| first[choice] + own.summed[choice];
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
