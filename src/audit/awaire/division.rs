//! How finely orders of elimination are told apart: as finely as the sample so far makes it worth.
//!
//! What is decided here looks only at the past. It changes how soon a right outcome is confirmed, never how often a wrong one is.
//!
//! # Derivation
//! `docs/derivations/orders-of-elimination.md`

use std::collections::HashMap;

use super::cover::StrongClaims;
use super::hypotheses::{OrderSuffix, OrdersUnderTest};
use super::sample::SampleTallies;
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, everyone, members};

/// Tests in an average: those that the sample supports most.
const TESTS: usize = 3;

/// The ends are divided until the sample supports a claim against each as strongly as against the hardest, or so strongly:
/// about ln 20.
const ENOUGH: f64 = 3.0;

/// Steps of strength: the least, the ratio of one to the next, and how many there are.
const WEAKEST: f64 = 0.5;
const STEP: f64 = 1.15;
const STEPS: usize = 60;

/// Ends with the same last two that are told apart at most.
const MOST_SUFFIXES: usize = 300;

/// Work of one division at most.
const MOST_WORK: u64 = 20_000;

/// A sample, and what its claims of each strength rule out.
struct DivisionSearch {
    sample: SampleTallies,
    sorted: Vec<CandidateIndex>,
    grid: Vec<f64>,
    claims: HashMap<usize, StrongClaims>,
    work: u64,
}

impl DivisionSearch {
    fn new(mut sample: SampleTallies) -> Self {
        let grid = std::iter::successors(Some(WEAKEST), |least| Some(least * STEP)).take(STEPS).collect();
        let sorted = sample.last_to_first();
        Self { sample, sorted, grid, claims: HashMap::new(), work: MOST_WORK }
    }

    /// How many steps of strength claims reach against every order that ends so.
    fn reach(&mut self, suffix: &[CandidateIndex]) -> usize {
        let own = self.sample.strongest(suffix);
        let set = set_of(suffix);
        let (mut reached, mut beyond) = (self.grid.partition_point(|&least| least <= own), STEPS + 1);
        while beyond - reached > 1 {
            let middle = usize::midpoint(reached, beyond);
            let least = self.grid[middle - 1];
            let claims = self.claims.entry(middle).or_insert_with(|| StrongClaims::new(&self.sample, least));
            if claims.rule_out_all(&mut self.sample, set, &self.sorted, &mut self.work) {
                reached = middle;
            } else {
                beyond = middle;
            }
        }
        reached
    }

    /// The shortest ends of orders that end so, against each of which a claim reaches so many steps; `None` where they are too
    /// many.
    fn shortest(&mut self, suffix: &[CandidateIndex], steps: usize) -> Option<Vec<Vec<CandidateIndex>>> {
        let everyone = everyone(self.sample.candidates());
        let (mut shortest, mut waiting) = (Vec::new(), vec![suffix.to_vec()]);
        while let Some(suffix) = waiting.pop() {
            let before = everyone & !set_of(&suffix);
            if before == 0 || self.sample.strongest(&suffix) >= self.grid[steps - 1] {
                shortest.push(suffix);
            } else {
                waiting.extend(members(before).map(|first| [&[first as CandidateIndex], &suffix[..]].concat()));
            }
            if shortest.len() + waiting.len() > MOST_SUFFIXES {
                return None;
            }
        }
        Some(shortest)
    }
}

fn set_of(suffix: &[CandidateIndex]) -> CandidateSet {
    suffix.iter().fold(0, |set, &candidate| set | 1 << candidate)
}

/// What is known of all orders that end so, from ends that were told apart before: of ends that are now one, the least wealth.
fn inherited(suffix: &[CandidateIndex], before: &[OrderSuffix]) -> OrderSuffix {
    let shares = |old: &&OrderSuffix| suffix.ends_with(&old.suffix) || old.suffix.ends_with(suffix);
    // What is ruled out says nothing of the rest.
    let is_out = before.iter().filter(shares).all(|old| old.is_out);
    let mut it = OrderSuffix { is_out, least: 0.0, ..OrderSuffix::new(suffix.to_vec()) };
    let mut is_first = true;
    for old in before.iter().filter(shares).filter(|old| is_out || !old.is_out) {
        it.least = it.least.max(old.least);
        if is_first || old.wealth.ln() < it.wealth.ln() {
            it.wealth = old.wealth;
        }
        is_first = false;
    }
    it
}

impl OrdersUnderTest {
    /// Divides the orders anew, and chooses the tests of each end.
    pub(super) fn divide(&mut self) {
        let mut search = DivisionSearch::new(self.ballots.tallies(self.candidates));
        let before = std::mem::take(&mut self.suffixes);
        let groups: Vec<&[OrderSuffix]> = before.chunk_by(|one, next| last_two(one) == last_two(next)).collect();
        let reached: Vec<usize> = groups
            .iter()
            .map(|group| if group.iter().all(|one| one.is_out) { STEPS } else { search.reach(last_two(&group[0])) })
            .collect();
        let hardest = reached.iter().copied().min().unwrap_or_default();
        let enough = search.grid.partition_point(|&least| least <= ENOUGH).max(hardest);
        for (group, reached) in groups.into_iter().zip(reached) {
            let steps = reached.min(enough);
            let is_settled = steps == 0 || group.iter().all(|one| one.is_out);
            let ends = if is_settled { None } else { search.shortest(last_two(&group[0]), steps) };
            match ends {
                Some(ends) => self.suffixes.extend(ends.iter().map(|suffix| inherited(suffix, group))),
                None => self.suffixes.extend_from_slice(group),
            }
        }
        self.choose_tests(&mut search.sample);
    }

    /// Gives each end the tests that the sample supports most.
    fn choose_tests(&mut self, sample: &mut SampleTallies) {
        let mut suffixes = std::mem::take(&mut self.suffixes);
        self.active.clear();
        for suffix in &mut suffixes {
            if suffix.is_out && !self.follows_settled {
                continue;
            }
            let mut claims = sample.claims(&suffix.suffix);
            claims.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            claims.truncate(TESTS);
            suffix.tests = claims.into_iter().map(|(_, claim)| (self.test_of(claim), 0.0)).collect();
            suffix.weigh(&self.requirements);
            self.active.extend(suffix.tests.iter().map(|(at, _)| *at));
        }
        self.active.sort_unstable();
        self.active.dedup();
        self.suffixes = suffixes;
    }
}

fn last_two(one: &OrderSuffix) -> &[CandidateIndex] {
    &one.suffix[one.suffix.len() - 2..]
}
