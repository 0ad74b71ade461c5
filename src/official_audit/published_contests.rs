//! Contests as an office publishes them: winners, cards and votes, from results and from the contests of an audit round.

use std::collections::BTreeMap;

use super::colorado::{ROUND_CONTESTS, round_contests};
use super::section::OfficialFlaw;
use crate::import::{CountOf, OfficeTable, VoteTallies};

/// A contest as it is published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublishedContest {
    /// Its name.
    pub name: String,
    /// Winners, where the files say how many.
    pub winners: Option<u64>,
    /// Cards that a sample for the contest is drawn from, where the files say how many.
    pub cards: Option<u64>,
    /// The smallest margin between a winner and a loser, in votes, where the files have it or have votes and winners; 0 where
    /// nobody lost or the first are tied.
    pub margin: Option<u64>,
    /// Whether voters rank the choices, so that these votes do not give a margin.
    pub is_ranked: bool,
    /// Votes by choice; empty where the files have none.
    pub votes: Vec<(String, u64)>,
    /// The risk limit, where the files have one.
    pub risk_limit: Option<f64>,
}

impl PublishedContest {
    /// The margin as a share of the cards.
    pub fn diluted_margin(&self) -> Option<f64> {
        let cards = self.cards.filter(|&cards| cards > 0)?;
        Some(self.margin? as f64 / cards as f64)
    }
}

/// The contests of an audit round where there is one, with the votes of the results; else the contests of the results.
///
/// # Errors
/// A column of the round that is missing, or a cell that is not what it must be.
pub fn published_contests(
    tables: &[OfficeTable],
    totals: &[VoteTallies],
) -> Result<Vec<PublishedContest>, OfficialFlaw> {
    let results: Vec<PublishedContest> = totals.iter().flat_map(of_results).collect();
    // All rounds have the same contests.
    let Some(round) = tables.iter().find(|table| table.kind == ROUND_CONTESTS) else { return Ok(results) };
    let mut votes: BTreeMap<&str, &PublishedContest> = BTreeMap::new();
    for contest in &results {
        votes.entry(&contest.name).or_insert(contest);
    }
    let of_round = round_contests(round)?;
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for contest in &of_round {
        *named.entry(&contest.name).or_default() += 1;
    }
    let contests = of_round.iter().map(|contest| {
        // Results by name are of all contests of the name together.
        let own = votes.get(contest.name.as_str()).filter(|_| named[contest.name.as_str()] == 1);
        PublishedContest {
            name: contest.name.clone(),
            winners: Some(contest.winners),
            cards: Some(contest.cards),
            margin: Some(contest.margin),
            is_ranked: own.is_some_and(|own| own.is_ranked),
            votes: own.map(|own| own.votes.clone()).unwrap_or_default(),
            risk_limit: Some(contest.risk_limit),
        }
    });
    Ok(contests.collect())
}

/// The contests of published results. Cards are known where the results count ballots in every place that has votes.
fn of_results(totals: &VoteTallies) -> Vec<PublishedContest> {
    // By contest and place: whether the place has votes, and its ballots.
    let mut ballots: BTreeMap<(u32, u32), (bool, Option<u64>)> = BTreeMap::new();
    let mut votes: Vec<Vec<u64>> = totals.contests.iter().map(|contest| vec![0; contest.choices.len()]).collect();
    let mut is_ranked: Vec<bool> = totals.contests.iter().map(|contest| contest.ranks > 0).collect();
    for row in &totals.rows {
        let of_place = ballots.entry((row.contest, row.place)).or_default();
        let number = row.number.unsigned_abs();
        match row.of {
            CountOf::Choice(choice) => {
                of_place.0 = true;
                let sum = &mut votes[row.contest as usize][usize::from(choice)];
                *sum = sum.saturating_add(number);
            }
            CountOf::Ballots => of_place.1 = Some(of_place.1.unwrap_or(0).saturating_add(number)),
            CountOf::RoundChange(_) => is_ranked[row.contest as usize] = true,
            _ => {}
        }
    }
    let mut cards: BTreeMap<u32, Option<u64>> = BTreeMap::new();
    for ((contest, _), (has_votes, number)) in ballots {
        let sum = cards.entry(contest).or_insert(Some(0));
        *sum = match (*sum, number) {
            (Some(sum), Some(number)) => Some(sum.saturating_add(number)),
            (sum, None) if !has_votes => sum,
            _ => None,
        };
    }
    let contest = |(at, votes): (usize, Vec<u64>)| {
        let own = &totals.contests[at];
        let winners = own.vote_for.map(u64::from);
        let is_ranked = is_ranked[at];
        let margin = winners.filter(|_| !is_ranked).map(|winners| super::colorado::margin(&votes, winners));
        let names = own.choices.iter().map(|choice| choice.name.clone());
        PublishedContest {
            name: own.name.clone(),
            winners,
            cards: cards.get(&(at as u32)).copied().flatten().filter(|&cards| cards > 0),
            margin,
            is_ranked,
            votes: names.zip(votes).collect(),
            risk_limit: None,
        }
    };
    votes.into_iter().enumerate().map(contest).collect()
}
