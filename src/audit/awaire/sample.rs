//! The ballots read so far, and how strongly they speak for claims.

use std::collections::HashMap;

use crate::election::CandidateIndex;
use crate::social_choice::irv_claims::IrvClaim;
use crate::social_choice::margin::preference_tree::{CandidateSet, PreferenceTree, everyone, members};

/// The ballots read so far.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnBallots {
    /// The kinds met, as orders of preference; `None` where a ballot has none, which counts against every claim.
    pub(super) kinds: Vec<Option<Vec<CandidateIndex>>>,
    /// For each kind, how often.
    counts: Vec<u64>,
    /// The kind of each draw.
    pub(super) history: Vec<u32>,
}

impl DrawnBallots {
    /// One more kind.
    pub(super) fn add_kind(&mut self, order: Option<Vec<CandidateIndex>>) -> u32 {
        self.kinds.push(order);
        self.counts.push(0);
        self.kinds.len() as u32 - 1
    }

    /// One more draw.
    pub(super) fn add(&mut self, kind: u32) {
        self.history.push(kind);
        self.counts[kind as usize] += 1;
    }

    /// Draws so far.
    pub(super) fn draws(&self) -> u64 {
        self.history.len() as u64
    }

    /// What they say, as far as it can be read.
    pub(super) fn tallies(&self, candidates: usize) -> SampleTallies {
        let read = self.kinds.iter().zip(&self.counts);
        let orders: Vec<_> = read.filter_map(|(order, &n)| Some((order.clone()?, n))).collect();
        let unread = self.draws() - orders.iter().map(|(_, n)| n).sum::<u64>();
        let tree = PreferenceTree::new(candidates, &orders).expect("orders of the contest's own candidates");
        let mut firsts = vec![0; candidates];
        tree.tally(everyone(candidates), &mut firsts);
        let without = tree.without();
        SampleTallies { tree, unread, firsts, without, rows: HashMap::new() }
    }
}

/// Tallies of a sample.
pub(super) struct SampleTallies {
    tree: PreferenceTree,
    /// Ballots that count against every claim.
    unread: u64,
    firsts: Vec<u64>,
    without: Vec<u64>,
    rows: HashMap<CandidateSet, Vec<u64>>,
}

/// How strongly votes for and against speak for a claim: the log of the wealth that the best constant stake would have
/// made of them; below zero where they speak against it.
pub(super) fn strength(more: u64, fewer: u64) -> f64 {
    if more < fewer {
        return -strength(fewer, more);
    }
    let (more, fewer) = (more as f64, fewer as f64);
    let half = f64::midpoint(more, fewer);
    let part = |votes: f64| if votes > 0.0 { votes * libm::log(votes / half) } else { 0.0 };
    part(more) + part(fewer)
}

impl SampleTallies {
    /// How many candidates there are.
    pub(super) fn candidates(&self) -> usize {
        self.tree.candidates()
    }

    /// How strongly the sample says that `winner` is not eliminated before `loser`.
    pub(super) fn before(&self, winner: usize, loser: usize) -> f64 {
        strength(self.firsts[winner], self.without[winner * self.candidates() + loser] + self.unread)
    }

    /// Votes where these continue.
    fn row(&mut self, continuing: CandidateSet) -> &[u64] {
        let tree = &self.tree;
        self.rows.entry(continuing).or_insert_with(|| {
            let mut row = vec![0; tree.candidates()];
            tree.tally(continuing, &mut row);
            row
        })
    }

    /// How strongly it says of `first` that some other of `continuing` is eliminated next.
    pub(super) fn next(&mut self, first: usize, continuing: CandidateSet) -> f64 {
        let unread = self.unread;
        let row = self.row(continuing);
        let fewest = members(continuing & !(1 << first)).map(|other| row[other]).min();
        fewest.map_or(f64::NEG_INFINITY, |fewest| strength(row[first], fewest + unread))
    }

    /// The candidates, the last whom the sample eliminates first.
    pub(super) fn last_to_first(&mut self) -> Vec<CandidateIndex> {
        let mut continuing = everyone(self.candidates());
        let mut order = Vec::new();
        while continuing != 0 {
            let row = self.row(continuing);
            let weakest = members(continuing).min_by_key(|&candidate| row[candidate]).unwrap_or_default();
            continuing &= !(1 << weakest);
            order.push(weakest as CandidateIndex);
        }
        order.reverse();
        order
    }

    /// The claims, each with its strength, any of which rules out every order that ends so, the last eliminated last.
    pub(super) fn claims(&mut self, suffix: &[CandidateIndex]) -> Vec<(f64, IrvClaim)> {
        let everyone = everyone(self.candidates());
        let all = suffix.iter().fold(0, |set: CandidateSet, &candidate| set | 1 << candidate);
        let mut claims = Vec::new();
        let mut set: CandidateSet = 0;
        for &first in suffix.iter().rev() {
            let later = set;
            set |= 1 << first;
            for loser in members(later).map(|loser| loser as CandidateIndex) {
                let strength = self.before(usize::from(first), usize::from(loser));
                claims.push((strength, IrvClaim::NotEliminatedBefore { winner: first, loser }));
            }
            for winner in members(everyone & !all).map(|winner| winner as CandidateIndex) {
                let strength = self.before(usize::from(winner), usize::from(first));
                claims.push((strength, IrvClaim::NotEliminatedBefore { winner, loser: first }));
            }
            let unread = self.unread;
            let row = self.row(set);
            for loser in members(later) {
                let strength = strength(row[usize::from(first)], row[loser] + unread);
                let loser = loser as CandidateIndex;
                claims.push((strength, IrvClaim::NotEliminatedNext { winner: first, loser, continuing: set }));
            }
        }
        claims
    }

    /// The greatest strength among these claims.
    pub(super) fn strongest(&mut self, suffix: &[CandidateIndex]) -> f64 {
        self.claims(suffix).iter().map(|(strength, _)| *strength).fold(f64::NEG_INFINITY, f64::max)
    }
}
