//! The differences between a count and the paper, batch by batch, with their origins.
//!
//! Batches of a contest are in the order of the manifest; if there are many, neighbours share a square.

use std::collections::BTreeMap;

use super::detection::DetectionInputs;
use crate::scenario::CountedBy;
use crate::social_choice::Tallies;

/// Most squares of one map.
pub const MOST_SQUARES: u64 = 240;

/// The origin of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiscrepancyOrigin {
    /// A fault: its place in [`ElectionRun::faults`](super::ElectionRun::faults).
    Fault(usize),
    /// More than one fault.
    SeveralFaults,
    /// Reading errors and mishaps of a hand count, and ballots set aside.
    Hand,
    /// This stage did not count the batch again: an earlier count is used.
    Stands,
    /// The batch is not in this count.
    NotCounted,
    /// A machine without a fault reads some marks differently from what their voters meant.
    Reading,
}

impl DiscrepancyOrigin {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fault(_) => "fault",
            Self::SeveralFaults => "several_faults",
            Self::Hand => "hand",
            Self::Stands => "stands",
            Self::NotCounted => "not_counted",
            Self::Reading => "reading",
        }
    }
}

/// One square: neighbouring batches, some of which differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapCell {
    /// Its number, from 0.
    pub at: u64,
    /// Name of the first batch in it that differs.
    pub batch: String,
    /// Batches in it that differ.
    pub off: u64,
    /// Votes by which they differ: the sum of absolute differences over candidates.
    pub votes: u64,
    /// The origin of most of these votes: an index of [`DiscrepancyMap::origins`].
    pub origin: usize,
}

/// Differences of one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginSum {
    /// The origin.
    pub origin: DiscrepancyOrigin,
    /// Batches.
    pub batches: u64,
    /// Votes.
    pub votes: u64,
}

/// The differences of one count of one contest from the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscrepancyMap {
    /// Index of the stage.
    pub stage: usize,
    /// Index of the contest.
    pub contest: usize,
    /// Batches that carry the contest.
    pub batches: u64,
    /// Neighbouring batches in one square; the last square may have fewer.
    pub batches_a_square: u64,
    /// By origin, most votes first.
    pub origins: Vec<OriginSum>,
    /// By origin, most votes first: votes counted in batches whose ballots do not carry the contest.
    pub elsewhere: Vec<OriginSum>,
    /// The squares with a difference, in the order of the manifest.
    pub squares: Vec<MapCell>,
    /// Votes changed in totals and in no batch.
    pub typed: u64,
    /// The same by the fault that changed them, each an index of [`ElectionRun::faults`](super::ElectionRun::faults),
    /// in their order.
    pub totals: Vec<(usize, u64)>,
}

impl DiscrepancyMap {
    /// Votes by which batches are off, including batches that do not carry the contest.
    pub fn votes_off(&self) -> u64 {
        self.origins.iter().chain(&self.elsewhere).map(|sum| sum.votes).sum()
    }

    /// Squares in all.
    pub fn all_squares(&self) -> u64 {
        self.batches.div_ceil(self.batches_a_square.max(1))
    }
}

/// Adds the votes of one more batch to those of the same origin.
fn add_to(sums: &mut Vec<OriginSum>, votes: u64, origin: DiscrepancyOrigin) {
    match sums.iter_mut().find(|sum| sum.origin == origin) {
        Some(sum) => (sum.batches, sum.votes) = (sum.batches + 1, sum.votes + votes),
        None => sums.push(OriginSum { origin, batches: 1, votes }),
    }
}

/// A map in progress.
struct Draft {
    map: DiscrepancyMap,
    /// The number of the next batch of the contest.
    next: u64,
    /// Votes by origin in the open square.
    open: Vec<u64>,
}

impl Draft {
    fn place_of(&mut self, origin: DiscrepancyOrigin) -> usize {
        if let Some(place) = self.map.origins.iter().position(|sum| sum.origin == origin) {
            return place;
        }
        self.map.origins.push(OriginSum { origin, batches: 0, votes: 0 });
        self.map.origins.len() - 1
    }

    fn add(&mut self, place: u64, votes: u64, origin: DiscrepancyOrigin, batch: &str) {
        let origin = self.place_of(origin);
        self.map.origins[origin].batches += 1;
        self.map.origins[origin].votes += votes;
        let at = place / self.map.batches_a_square;
        if self.map.squares.last().is_none_or(|square| square.at != at) {
            self.map.squares.push(MapCell { at, batch: batch.to_owned(), off: 0, votes: 0, origin });
            self.open.clear();
        }
        self.open.resize(self.map.origins.len().max(self.open.len()), 0);
        self.open[origin] += votes;
        let Some(square) = self.map.squares.last_mut() else { return };
        square.off += 1;
        square.votes += votes;
        if self.open[origin] > self.open[square.origin] {
            square.origin = origin;
        }
    }

    /// Origins by falling votes.
    fn sorted(mut self) -> DiscrepancyMap {
        let mut order: Vec<usize> = (0..self.map.origins.len()).collect();
        order.sort_by_key(|&place| std::cmp::Reverse(self.map.origins[place].votes));
        let mut moved = vec![0; order.len()];
        for (now, &before) in order.iter().enumerate() {
            moved[before] = now;
        }
        self.map.origins = order.iter().map(|&place| self.map.origins[place]).collect();
        for square in &mut self.map.squares {
            square.origin = moved[square.origin];
        }
        self.map.elsewhere.sort_by_key(|sum| std::cmp::Reverse(sum.votes));
        self.map
    }
}

impl DetectionInputs<'_> {
    /// The maps of all counts that differ from the paper, stage by stage. `batches` are the numbers of batches of each
    /// contest.
    pub(super) fn whereabouts(&self, batches: &[u64]) -> Vec<DiscrepancyMap> {
        let mut all = Vec::new();
        let mut faults_before = 0;
        for (stage, text) in self.stages.iter().enumerate() {
            if text.mean_of.is_empty() {
                all.extend(self.stage_whereabouts(stage, faults_before, batches));
            }
            faults_before += self.counts[stage].effects.len();
        }
        all
    }

    fn stage_whereabouts(&self, stage: usize, faults_before: usize, batches: &[u64]) -> Vec<DiscrepancyMap> {
        let count = &self.counts[stage];
        let draft = |(contest, &batches): (usize, &u64)| {
            let mut by_fault: BTreeMap<usize, u64> = BTreeMap::new();
            for c in count.corrections.iter().filter(|c| c.contest == contest) {
                *by_fault.entry(c.fault).or_default() += c.adds.unsigned_abs();
            }
            let typed = by_fault.values().sum();
            let totals = by_fault.into_iter().filter(|(_, votes)| *votes > 0).collect();
            let batches_a_square = batches.div_ceil(MOST_SQUARES).max(1);
            let (origins, elsewhere, squares) = (Vec::new(), Vec::new(), Vec::new());
            let map = DiscrepancyMap {
                stage,
                contest,
                batches,
                batches_a_square,
                origins,
                elsewhere,
                squares,
                typed,
                totals,
            };
            Draft { map, next: 0, open: Vec::new() }
        };
        let mut drafts: Vec<Draft> = batches.iter().enumerate().map(draft).collect();
        for (batch, it) in self.election.batches.iter().enumerate() {
            for (contest, _) in self.election.piles.contests(batch) {
                let place = drafts[contest].next;
                drafts[contest].next += 1;
                let votes = self.off(stage, contest, batch).unsigned_abs();
                if votes > 0 {
                    let origin = self.origin(stage, contest, batch, faults_before);
                    drafts[contest].add(place, votes, origin, &it.id);
                }
            }
            let counted = count.counted[batch].iter().flat_map(Tallies::iter);
            for (contest, tally) in counted.filter(|(contest, _)| self.truth[batch].get(*contest).is_none()) {
                let votes: u64 = tally.votes.iter().map(|votes| votes.unsigned_abs()).sum();
                if votes > 0 {
                    let origin = self.origin(stage, contest, batch, faults_before);
                    add_to(&mut drafts[contest].map.elsewhere, votes, origin);
                }
            }
        }
        let differs =
            |draft: &Draft| !draft.map.squares.is_empty() || !draft.map.elsewhere.is_empty() || draft.map.typed > 0;
        drafts.into_iter().filter(differs).map(Draft::sorted).collect()
    }

    fn origin(&self, stage: usize, contest: usize, batch: usize, faults_before: usize) -> DiscrepancyOrigin {
        let (count, text) = (&self.counts[stage], &self.stages[stage]);
        let counted = count.counted[batch].as_ref();
        let effects = count.effects.iter().enumerate();
        let mut struck = effects.filter(|(_, effect)| effect.batches[contest].binary_search(&batch).is_ok());
        let counts_contest = text.counts_contest(&self.election.contests[contest].id);
        match (struck.next(), struck.next()) {
            (Some((fault, _)), None) => DiscrepancyOrigin::Fault(faults_before + fault),
            (Some(_), Some(_)) => DiscrepancyOrigin::SeveralFaults,
            _ if counted.is_none() => DiscrepancyOrigin::NotCounted,
            _ if !count.in_scope[batch] || !counts_contest => DiscrepancyOrigin::Stands,
            _ if text.by == CountedBy::Machine => DiscrepancyOrigin::Reading,
            _ => DiscrepancyOrigin::Hand,
        }
    }
}
