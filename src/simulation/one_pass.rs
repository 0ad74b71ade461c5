//! Full hand counts of several contests in one pass: every ballot that carries one of them is handled once, and all of
//! these contests on it are counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::audited_contest::AuditedContest;
use crate::audit::{Clock, Work};
use crate::election::Election;

/// Ballots by the audited contests that they carry, given by their indices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Carried(Vec<(Vec<usize>, u64)>);

/// The work of a full hand count of some contests in one pass.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OnePass {
    /// Ballots handled.
    pub ballots: u64,
    /// Person-hours and dollars.
    pub work: Work,
}

impl Carried {
    /// The ballots of an election's batches that belong to the contests' frames.
    pub(super) fn of(election: &Election, places: &[AuditedContest<'_>]) -> Self {
        let mut carried: Vec<Vec<usize>> = vec![Vec::new(); election.batches.len()];
        for (at, place) in places.iter().enumerate() {
            for &batch in place.claim.frame.batches() {
                if election.piles.of(batch, place.contest).is_some() {
                    carried[batch].push(at);
                }
            }
        }
        let mut ballots_of: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for (batch, contests) in carried.into_iter().enumerate().filter(|(_, contests)| !contests.is_empty()) {
            *ballots_of.entry(contests).or_default() += election.batches[batch].ballots;
        }
        Self(ballots_of.into_iter().collect())
    }

    /// Whether it has at most this number of contests and fewer than this number of ballots.
    pub(super) fn is_within(&self, contests: usize, ballots: u64) -> bool {
        let sum = self.0.iter().fold(0_u64, |sum, (_, ballots)| sum.saturating_add(*ballots));
        sum < ballots && self.0.iter().flat_map(|(of, _)| of).all(|&at| at < contests)
    }

    /// One pass for these contests; `clocks` are the rates of all audited contests.
    pub(super) fn pass(&self, clocks: &[Clock], counted: &[usize]) -> OnePass {
        let mut ballots_of: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for (contests, ballots) in &self.0 {
            let of: Vec<usize> = contests.iter().copied().filter(|at| counted.contains(at)).collect();
            if !of.is_empty() {
                *ballots_of.entry(of).or_default() += ballots;
            }
        }
        let mut pass = OnePass::default();
        for (contests, ballots) in ballots_of {
            let clocks: Vec<Clock> = contests.iter().filter_map(|&at| clocks.get(at).copied()).collect();
            let work = Clock::together(&clocks).map_or(Work::default(), |clock| clock.work(0, ballots, None));
            pass.ballots += ballots;
            pass.work.hours += work.hours;
            pass.work.cost += work.cost;
        }
        pass
    }
}
