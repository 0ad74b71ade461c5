//! Votes on records of cards beside the results that an office published.

use std::collections::{BTreeMap, HashMap};

use crate::import::card_summary::{CardSummary, gist};
use crate::import::cards::CardRecords;
use crate::import::vote_tallies::{CountOf, VoteTallies};

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
}

impl ResultsComparison {
    /// Whether every number of every contest agrees, and no contest is on one side only.
    pub fn agrees(&self) -> bool {
        let counts = self.contests.iter().flat_map(|contest| &contest.counts);
        self.only_records.is_empty() && self.only_results.is_empty() && counts.into_iter().all(ComparedCount::agrees)
    }
}

/// Adds up results: for each contest what is counted, over all places. Where a place has a number for all kinds of paper, the
/// numbers of single kinds are not added to it.
fn sums(tallies: &VoteTallies) -> Vec<BTreeMap<CountOf, u64>> {
    let is_whole: Vec<bool> =
        tallies.kinds.iter().map(|kind| kind.is_empty() || kind.eq_ignore_ascii_case(b"total")).collect();
    let rows = || tallies.rows.iter().filter(|row| !matches!(row.of, CountOf::RoundChange(_)));
    let whole: std::collections::HashSet<(u32, u32, CountOf)> =
        rows().filter(|row| is_whole[row.kind as usize]).map(|row| (row.contest, row.place, row.of)).collect();
    let mut sums = vec![BTreeMap::new(); tallies.contests.len()];
    for row in rows() {
        if is_whole[row.kind as usize] || !whole.contains(&(row.contest, row.place, row.of)) {
            *sums[row.contest as usize].entry(row.of).or_insert(0) += row.number.unsigned_abs();
        }
    }
    sums
}

/// Finds each name of one side on the other: by its exact text, else by its letters and digits where only one fits.
fn pair_names(ours: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
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
    let taken: std::collections::HashSet<usize> = exact.iter().flatten().copied().collect();
    exact.into_iter().zip(near).map(|(exact, near)| exact.or(near.filter(|at| !taken.contains(at)))).collect()
}

/// Compares the votes of cards with published results, contest by contest.
pub fn compare_results(records: &CardRecords, summary: &CardSummary, tallies: &VoteTallies) -> ResultsComparison {
    let sums = sums(tallies);
    let ours: Vec<&str> = records.contests.iter().map(|column| column.contest.name.as_str()).collect();
    let theirs: Vec<&str> = tallies.contests.iter().map(|contest| contest.name.as_str()).collect();
    let pairs = pair_names(&ours, &theirs);
    let mut comparison = ResultsComparison::default();
    for (contest, pair) in pairs.iter().enumerate() {
        match pair {
            Some(at) => comparison.contests.push(ComparedContest {
                contest,
                name: theirs[*at].to_owned(),
                counts: counts(records, summary, contest, tallies, *at, &sums[*at]),
            }),
            None => comparison.only_records.push(contest),
        }
    }
    let met: std::collections::HashSet<usize> = pairs.into_iter().flatten().collect();
    let left = theirs.iter().enumerate().filter(|(at, _)| !met.contains(at));
    comparison.only_results = left.map(|(_, name)| (*name).to_owned()).collect();
    comparison
}

fn counts(
    records: &CardRecords,
    summary: &CardSummary,
    contest: usize,
    tallies: &VoteTallies,
    at: usize,
    sums: &BTreeMap<CountOf, u64>,
) -> Vec<ComparedCount> {
    let own = &summary.contests[contest];
    let ours = &records.contests[contest].contest.choices;
    let theirs = &tallies.contests[at].choices;
    let our_names: Vec<&str> = ours.iter().map(|choice| choice.name.as_str()).collect();
    let their_names: Vec<&str> = theirs.iter().map(|choice| choice.name.as_str()).collect();
    let pairs = pair_names(&our_names, &their_names);
    let votes = |choice: usize| own.count.votes[choice] + own.summed[choice];
    let mut counts: Vec<ComparedCount> = (0..theirs.len())
        .map(|choice| {
            let our = pairs.iter().position(|pair| *pair == Some(choice));
            let of = CountOf::Choice(choice as u16);
            let name = their_names[choice].to_owned();
            ComparedCount { of, name, records: our.map(votes), results: sums.get(&of).copied() }
        })
        .collect();
    for (choice, name) in our_names.into_iter().enumerate().filter(|(choice, _)| pairs[*choice].is_none()) {
        let of = CountOf::Choice(choice as u16);
        counts.push(ComparedCount { of, name: name.to_owned(), records: Some(votes(choice)), results: None });
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
