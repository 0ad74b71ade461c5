//! The number of ballots that must change before an instant runoff can follow one given order of elimination.
//!
//! A changed ballot leaves its old way of voting and then counts in every round for the candidate who helps most; the
//! only condition is that it stays with a candidate until he is eliminated. The number of changes is a linear program
//! in whole numbers. Its floating-point answer is not trusted: the lower bound is a sum of whole numbers that holds for
//! any multipliers, and the upper bound is a change of ballots that is counted.
//!
//! # Reference
//! The program: Magrino, Rivest, Shen, Wagner 2011, "Computing the margin of victory in IRV elections", EVT/WOTE, section 4;
//! Blom, Stuckey, Teague, Tidhar 2016, "Efficient computation of exact IRV margins", ECAI, section 4. Bounds by multipliers:
//! Lagrange; Geoffrion 1974, "Lagrangean relaxation for integer programming".
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`

use super::linear_program::{LinearProgram, Solved};
use super::preference_tree::PreferenceTree;
use crate::election::CandidateIndex;

/// Numbers of changes that are tried from the lower bound upwards.
const TOTALS: usize = 4;

/// Programs to solve for each number of changes.
const BRANCHES: u64 = 100;

/// Pivots before a program is given up.
const PIVOTS: usize = 5_000;

/// Bounds on the number of ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Changes {
    /// A smaller number does not suffice.
    pub(super) least: u64,
    /// This number suffices; `u64::MAX` if none was sought or found.
    pub(super) most: u64,
}

/// The ballots as one order of elimination counts them.
pub(super) struct EliminationOrder {
    /// The number of candidates of the order.
    length: usize,
    /// Ways to vote, each with its ballots: for each round the place of the candidate that it counts for, or `length`
    /// for none.
    ways: Vec<(Vec<usize>, u64)>,
    /// In each round, the votes at each place.
    tallies: Vec<Vec<i64>>,
}

/// A condition of the order: in this round the candidate at this place has at least as many votes as the one
/// eliminated.
type Demand = (usize, usize);

impl EliminationOrder {
    /// Candidates outside of `order` are taken to be eliminated before it begins.
    pub(super) fn new(ballots: &PreferenceTree, order: &[CandidateIndex]) -> Self {
        let length = order.len();
        let mut place = vec![None; ballots.candidates()];
        for (at, &candidate) in order.iter().enumerate() {
            place[usize::from(candidate)] = Some(at as u8);
        }
        let rounds = length - 1;
        let mut tallies = vec![vec![0; length]; rounds];
        let mut ways = Vec::new();
        for (places, count) in ballots.passed(&place) {
            let counts_for = |round: usize| {
                let rest = places >> round;
                if rest == 0 { length } else { round + rest.trailing_zeros() as usize }
            };
            let way: Vec<usize> = (0..rounds).map(counts_for).collect();
            for (tally, &place) in tallies.iter_mut().zip(&way).filter(|(_, place)| **place < length) {
                tally[place] += count as i64;
            }
            ways.push((way, count));
        }
        Self { length, ways, tallies }
    }

    fn demands(&self) -> impl Iterator<Item = Demand> {
        let length = self.length;
        (0..length - 1).flat_map(move |round| (round + 1..length).map(move |place| (round, place)))
    }

    /// The votes that the candidate at a place lacks in a round; negative if he has more than the one eliminated.
    fn lacks(&self, (round, place): Demand) -> i64 {
        self.tallies[round][round] - self.tallies[round][place]
    }

    /// Bounds on the number of ballots to change. The search for whole numbers ends after `steps` programs, or when it
    /// can only find `enough` or more.
    pub(super) fn changes(&self, enough: u64, is_whole: bool, steps: &mut u64) -> Changes {
        let mut program = Program::new(self);
        let mut least = 0;
        while let Solved::Optimal = program.linear.solve(PIVOTS) {
            *steps = steps.saturating_sub(1);
            let values = program.linear.values();
            let met = program.add_unmet(self, &values);
            least = least.max(self.at_least(&program.multipliers()));
            if least >= enough {
                return Changes { least, most: u64::MAX };
            }
            if met {
                break;
            }
        }
        let most = if is_whole { program.whole(self, least, enough, steps) } else { u64::MAX };
        Changes { least, most }
    }

    /// A lower bound on the number of changes, valid for any multipliers.
    ///
    /// Each unmet condition lacks votes. The sum of these, each times its multiplier, must come from the changes, and
    /// one changed ballot contributes at most what its old way takes away plus what the best new way gives.
    fn at_least(&self, multipliers: &[(Demand, i128)]) -> u64 {
        let rounds = self.length - 1;
        // The weight of a vote in each round for each place.
        let mut worth = vec![vec![0_i128; self.length + 1]; rounds];
        let mut lacking: i128 = 0;
        for &((round, place), multiplier) in multipliers {
            worth[round][place] += multiplier;
            worth[round][round] -= multiplier;
            lacking += multiplier * i128::from(self.lacks((round, place)));
        }
        // The best way to vote, from the last round backwards: stay, or move on once the candidate is eliminated.
        let mut best = vec![0_i128; self.length];
        for round in (0..rounds).rev() {
            let moved = best[round + 1..].iter().copied().max().unwrap_or(0);
            best[round] = moved;
            for place in round..self.length {
                best[place] += worth[round][place];
            }
        }
        let best = best.into_iter().max().unwrap_or(0);
        let mut gains: Vec<(i128, u64)> = Vec::with_capacity(self.ways.len());
        for (way, count) in &self.ways {
            let kept: i128 = way.iter().enumerate().map(|(round, &place)| worth[round][place]).sum();
            gains.push((best - kept, *count));
        }
        gains.sort_unstable_by_key(|gain| std::cmp::Reverse(gain.0));
        let mut changes = 0;
        for (gain, count) in gains {
            if lacking <= 0 {
                break;
            }
            if gain <= 0 {
                return u64::MAX;
            }
            let needed = (lacking + gain - 1) / gain;
            let used = needed.min(i128::from(count));
            changes += used as u64;
            lacking -= used * gain;
        }
        if lacking > 0 { u64::MAX } else { changes }
    }

    /// Whether these whole numbers of changes meet every condition: `taken` by way, `given` by round and place of the
    /// start.
    fn meets(&self, taken: &[i64], given: &[Vec<i64>]) -> bool {
        let rounds = self.length - 1;
        let within = taken.iter().zip(&self.ways).all(|(&taken, way)| taken >= 0 && taken as u64 <= way.1);
        let mut free: i64 = taken.iter().sum();
        let mut added = vec![0_i64; self.length];
        for round in 0..rounds {
            let starts: i64 = given[round].iter().sum();
            if starts > free || given[round].iter().any(|&votes| votes < 0) {
                return false;
            }
            added.iter_mut().zip(&given[round]).for_each(|(added, more)| *added += more);
            let mut tally = self.tallies[round].clone();
            for ((way, _), &taken) in self.ways.iter().zip(taken).filter(|((way, _), _)| way[round] < self.length) {
                tally[way[round]] -= taken;
            }
            tally.iter_mut().zip(&added).for_each(|(votes, more)| *votes += more);
            if (round + 1..self.length).any(|place| tally[place] < tally[round]) {
                return false;
            }
            free = added[round];
        }
        within
    }
}

/// The linear program of an order: how many ballots of each way to take, and where they start to count again in each
/// round.
#[derive(Clone)]
struct Program {
    linear: LinearProgram,
    length: usize,
    ways: usize,
    /// The condition of each row; `None` for rows that balance ballots taken and given.
    demands: Vec<Option<Demand>>,
}

impl Program {
    fn new(order: &EliminationOrder) -> Self {
        let (length, ways) = (order.length, order.ways.len());
        let mut columns: Vec<(f64, f64)> = order.ways.iter().map(|way| (1.0, way.1 as f64)).collect();
        columns.resize(ways + (length - 1) * length, (0.0, f64::INFINITY));
        let mut program = Self { linear: LinearProgram::new(&columns), length, ways, demands: Vec::new() };
        for round in 0..length - 1 {
            // Ballots that start here were taken, or counted for the candidate who was just eliminated.
            let mut factors: Vec<(usize, f64)> =
                (round..length).map(|place| (program.start(round, place), -1.0)).collect();
            match round.checked_sub(1) {
                None => factors.extend((0..ways).map(|way| (way, 1.0))),
                Some(before) => factors.extend((0..=before).map(|earlier| (program.start(earlier, before), 1.0))),
            }
            program.linear.add_row(&factors, 0.0);
            program.demands.push(None);
        }
        for demand in order.demands().filter(|&demand| order.lacks(demand) > 0) {
            program.add(order, demand);
        }
        program
    }

    /// The column of changed ballots that start to count for a place in a round.
    fn start(&self, round: usize, place: usize) -> usize {
        self.ways + round * self.length + place
    }

    fn add(&mut self, order: &EliminationOrder, (round, place): Demand) {
        let mut factors = Vec::new();
        for (way, (counts_for, _)) in order.ways.iter().enumerate() {
            if counts_for[round] == round {
                factors.push((way, 1.0));
            } else if counts_for[round] == place {
                factors.push((way, -1.0));
            }
        }
        for earlier in 0..=round {
            factors.push((self.start(earlier, place), 1.0));
            factors.push((self.start(earlier, round), -1.0));
        }
        self.linear.add_row(&factors, order.lacks((round, place)) as f64);
        self.demands.push(Some((round, place)));
    }

    /// Adds the conditions that the values leave unmet; returns whether there are none.
    fn add_unmet(&mut self, order: &EliminationOrder, values: &[f64]) -> bool {
        let mut unmet: Vec<(f64, Demand)> = Vec::new();
        for round in 0..self.length - 1 {
            let mut votes: Vec<f64> = order.tallies[round].iter().map(|&votes| votes as f64).collect();
            votes.push(0.0);
            for ((way, _), taken) in order.ways.iter().zip(values) {
                votes[way[round]] -= taken;
            }
            for earlier in 0..=round {
                for (place, votes) in votes.iter_mut().enumerate().take(self.length).skip(round) {
                    *votes += values[self.start(earlier, place)];
                }
            }
            let lacks = (round + 1..self.length).map(|place| (votes[round] - votes[place], (round, place)));
            unmet.extend(lacks.filter(|(lacks, _)| *lacks > 1e-5));
        }
        unmet.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        unmet.retain(|(_, demand)| !self.demands.contains(&Some(*demand)));
        // Only the few worst, because most of the others are then met too.
        unmet.truncate(self.length);
        for &(_, demand) in &unmet {
            self.add(order, demand);
        }
        unmet.is_empty()
    }

    /// The dual prices of the conditions, as whole multipliers.
    fn multipliers(&self) -> Vec<(Demand, i128)> {
        let prices = self.linear.row_prices();
        let scaled = |price: f64| (price * f64::from(1 << 24)).round().max(0.0) as i128;
        let demands = self.demands.iter().zip(prices).filter_map(|(demand, price)| demand.map(|d| (d, scaled(price))));
        demands.filter(|(_, multiplier)| *multiplier > 0).collect()
    }

    /// The smallest whole number of changes that branching finds from `least` to below `enough`; `u64::MAX` for none.
    fn whole(&self, order: &EliminationOrder, least: u64, enough: u64, steps: &mut u64) -> u64 {
        let totals = (least..enough).take(TOTALS);
        totals.into_iter().find(|&total| self.is_enough(order, total, steps)).unwrap_or(u64::MAX)
    }

    /// Whether branching finds whole numbers of changes, `total` in all, that meet every condition.
    fn is_enough(&self, order: &EliminationOrder, total: u64, steps: &mut u64) -> bool {
        let mut program = self.clone();
        let all: Vec<(usize, f64)> = (0..self.ways).map(|way| (way, 1.0)).collect();
        program.linear.add_row(&all, total as f64);
        program.demands.push(None);
        let mut waiting = vec![program];
        let mut branches = BRANCHES.min(*steps);
        while let Some(mut program) = waiting.pop().filter(|_| branches > 0) {
            branches -= 1;
            *steps -= 1;
            if program.linear.solve(PIVOTS) != Solved::Optimal || program.linear.objective() > total as f64 + 1e-5 {
                continue;
            }
            let values = program.linear.values();
            let is_broken = |value: f64| (value - value.round()).abs() > 1e-6;
            let Some(column) = (0..values.len()).rev().find(|&column| is_broken(values[column])) else {
                if !program.add_unmet(order, &values) {
                    waiting.push(program);
                    continue;
                }
                let whole: Vec<i64> = values.iter().map(|value| value.round() as i64).collect();
                let (taken, given) = whole.split_at(program.ways);
                let given: Vec<Vec<i64>> = given.chunks(program.length).map(<[i64]>::to_vec).collect();
                if order.meets(taken, &given) && taken.iter().sum::<i64>() == total as i64 {
                    return true;
                }
                continue;
            };
            let (lower, upper) = program.linear.bounds(column);
            let mut above = program.clone();
            above.linear.bound(column, values[column].ceil(), upper);
            program.linear.bound(column, lower, values[column].floor());
            waiting.push(program);
            waiting.push(above);
        }
        false
    }
}
