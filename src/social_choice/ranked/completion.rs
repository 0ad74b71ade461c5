//! Condorcet methods: a candidate who beats all others wins; if there is none, a named rule decides.

use std::collections::HashSet;

use super::ballots::RankedBallots;
use super::irv::{self, IrvRules, IrvStop};
use super::pairwise::PairwiseTally;
use super::possible_winners::possible_winners;
use super::rank_points::{BordaRule, points};
use super::tie::TieRule;
use crate::election::CandidateIndex;
use crate::reason::{Reason, procedures};

/// The rule that decides if no candidate beats all others. Each elects such a candidate if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CondorcetCompletion {
    /// The beat paths of Schulze 2011, by winning votes.
    Schulze,
    /// The same, by margins.
    SchulzeByMargins,
    /// Ranked pairs of Tideman 1987, by margins.
    RankedPairs,
    /// The smallest worst defeat, by margins (Simpson and Kramer).
    Minimax,
    /// Instant runoff among all candidates.
    Irv,
    /// Instant runoff among the Smith set, the smallest set whose members beat everybody outside.
    SmithIrv,
    /// The most Borda points (Black 1958).
    Borda,
}

/// Completions by their names, which the key `completion` of a contest takes.
pub const CONDORCET_COMPLETIONS: [(&str, CondorcetCompletion); 7] = [
    ("schulze", CondorcetCompletion::Schulze),
    ("schulze-margins", CondorcetCompletion::SchulzeByMargins),
    ("ranked-pairs", CondorcetCompletion::RankedPairs),
    ("minimax", CondorcetCompletion::Minimax),
    ("condorcet-irv", CondorcetCompletion::Irv),
    ("smith-irv", CondorcetCompletion::SmithIrv),
    ("black", CondorcetCompletion::Borda),
];

impl CondorcetCompletion {
    /// The completion of that name.
    pub fn named(name: &str) -> Option<Self> {
        CONDORCET_COMPLETIONS.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// What it does, in words.
    pub fn says(self) -> Reason {
        match self {
            Self::Schulze => procedures::completion_schulze(),
            Self::SchulzeByMargins => procedures::completion_schulze_margins(),
            Self::RankedPairs => procedures::completion_ranked_pairs(),
            Self::Minimax => procedures::completion_minimax(),
            Self::Irv => procedures::completion_irv(),
            Self::SmithIrv => procedures::completion_smith_irv(),
            Self::Borda => procedures::completion_black(),
        }
    }
}

/// States of a runoff with ties that are followed.
const MOST_STATES: usize = 100_000;

/// The elected candidate, and what decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CondorcetOutcome {
    /// The candidate who beats all others.
    pub condorcet_winner: Option<CandidateIndex>,
    /// The elected candidate; `None` if a tie is open, or there is no candidate.
    pub winner: Option<CandidateIndex>,
    /// The candidates among whom the order of the tie rule chose, or would have to; empty if no tie decided.
    pub tied: Vec<CandidateIndex>,
}

/// Elects one of the candidates who are not excluded. Ties are settled by the order of `ties`.
pub fn elect(
    ballots: &RankedBallots,
    completion: CondorcetCompletion,
    excluded: &[CandidateIndex],
    ties: &TieRule,
) -> CondorcetOutcome {
    let pairs = PairwiseTally::of(ballots, excluded);
    let condorcet_winner = pairs.condorcet_winner();
    if condorcet_winner.is_some() {
        return CondorcetOutcome { condorcet_winner, winner: condorcet_winner, tied: Vec::new() };
    }
    let winning_votes = |one, other| if pairs.beats(one, other) { pairs.above(one, other) } else { 0 };
    let margin = |one, other| pairs.above(one, other).saturating_sub(pairs.above(other, one));
    match completion {
        CondorcetCompletion::Schulze => choose(schulze(&pairs.candidates(), winning_votes), ties),
        CondorcetCompletion::SchulzeByMargins => choose(schulze(&pairs.candidates(), margin), ties),
        CondorcetCompletion::RankedPairs => ranked_pairs(&pairs.candidates(), margin, ties),
        CondorcetCompletion::Minimax => {
            let all = pairs.candidates();
            let worst = |&one: &CandidateIndex| all.iter().map(|&other| margin(other, one)).max();
            let least = all.iter().map(worst).min();
            choose(all.iter().copied().filter(|one| Some(worst(one)) == least).collect(), ties)
        }
        CondorcetCompletion::Irv => by_runoff(ballots, excluded.to_vec(), ties),
        CondorcetCompletion::SmithIrv => {
            let smith = pairs.smith_set();
            let others = (0..ballots.candidates() as CandidateIndex).filter(|candidate| !smith.contains(candidate));
            by_runoff(ballots, others.collect(), ties)
        }
        CondorcetCompletion::Borda => {
            let points = points(ballots, BordaRule::Shared, excluded);
            let most = points.iter().flatten().max();
            let best = (0..).zip(&points).filter(|(_, points)| points.is_some() && points.as_ref() == most);
            choose(best.map(|(candidate, _)| candidate).collect(), ties)
        }
    }
}

/// The only candidate, or the one who is first in the order.
fn choose(level: Vec<CandidateIndex>, ties: &TieRule) -> CondorcetOutcome {
    if let [winner] = level[..] {
        return CondorcetOutcome { winner: Some(winner), ..CondorcetOutcome::default() };
    }
    let winner = ties.order.iter().copied().find(|candidate| level.contains(candidate));
    let is_complete = level.iter().all(|candidate| ties.order.contains(candidate));
    CondorcetOutcome { condorcet_winner: None, winner: winner.filter(|_| is_complete), tied: level }
}

fn by_runoff(ballots: &RankedBallots, excluded: Vec<CandidateIndex>, ties: &TieRule) -> CondorcetOutcome {
    let rules = IrvRules { stop: IrvStop::OneRemains, excluded, ties: ties.clone(), ..IrvRules::default() };
    let count = irv::count(ballots, &rules);
    if count.winner.is_some() {
        let tied = count.ties.last().map(|tie| tie.tied.clone()).unwrap_or_default();
        return CondorcetOutcome { condorcet_winner: None, winner: count.winner, tied };
    }
    // A tie for last stopped the count. Whoever wins however it is settled has won.
    let possible = possible_winners(ballots, &rules, MOST_STATES);
    let winner = possible.winners.first().copied().filter(|_| possible.is_complete && possible.winners.len() == 1);
    CondorcetOutcome { condorcet_winner: None, winner, tied: possible.winners }
}

/// The candidates to whom no other has a stronger path than they have back.
fn schulze(all: &[CandidateIndex], strength: impl Fn(CandidateIndex, CandidateIndex) -> u64) -> Vec<CandidateIndex> {
    let mut paths: Vec<Vec<u64>> =
        all.iter().map(|&one| all.iter().map(|&other| strength(one, other)).collect()).collect();
    for through in 0..all.len() {
        for from in 0..all.len() {
            for to in 0..all.len() {
                let detour = paths[from][through].min(paths[through][to]);
                if from != to {
                    paths[from][to] = paths[from][to].max(detour);
                }
            }
        }
    }
    let is_best = |one: usize| (0..all.len()).all(|other| paths[other][one] <= paths[one][other]);
    (0..all.len()).filter(|&one| is_best(one)).map(|one| all[one]).collect()
}

/// Locks pairs from the strongest down, except those that would close a circle; elects the candidate beaten by no
/// locked pair.
fn ranked_pairs(
    all: &[CandidateIndex],
    margin: impl Fn(CandidateIndex, CandidateIndex) -> u64,
    ties: &TieRule,
) -> CondorcetOutcome {
    let place = |candidate| ties.order.iter().position(|&named| named == candidate).unwrap_or(usize::MAX);
    let mut pairs: Vec<(u64, CandidateIndex, CandidateIndex)> = Vec::new();
    for &one in all {
        pairs.extend(all.iter().map(|&other| (margin(one, other), one, other)).filter(|pair| pair.0 > 0));
    }
    // Among pairs of equal strength: first the winner who is earlier in the order, then the loser who is later.
    pairs.sort_by_key(|&(margin, one, other)| {
        (std::cmp::Reverse(margin), place(one), std::cmp::Reverse(place(other)), one, other)
    });
    let mut locked = Locked::new(all.len());
    let at = |candidate| all.iter().position(|&other| other == candidate).unwrap_or(0);
    let mut tied: Vec<CandidateIndex> = Vec::new();
    for level in pairs.chunk_by(|one, other| one.0 == other.0) {
        let before = locked.clone();
        let open = level.iter().filter(|pair| !before.reaches(at(pair.2), at(pair.1)));
        let mut all_fit = true;
        for pair in open.clone() {
            all_fit &= locked.lock(at(pair.1), at(pair.2));
        }
        // If all open pairs can be locked, their order does not matter.
        if !all_fit {
            tied.extend(open.flat_map(|pair| [pair.1, pair.2]));
        }
    }
    tied.sort_unstable();
    tied.dedup();
    if !tied.iter().all(|candidate| ties.order.contains(candidate)) {
        // The order of equal pairs may change nothing: whoever is left unbeaten by every order has won.
        let levels: Vec<_> = pairs.chunk_by(|one, other| one.0 == other.0).collect();
        let possible = unbeaten_by_some_order(all, &levels).unwrap_or(tied);
        let winner = if let [winner] = possible[..] { Some(winner) } else { None };
        return CondorcetOutcome { condorcet_winner: None, winner, tied: possible };
    }
    let unbeaten = all.iter().copied().filter(|&one| !all.iter().any(|&other| locked.reaches(at(other), at(one))));
    let outcome = choose(unbeaten.collect(), ties);
    if outcome.tied.is_empty() { CondorcetOutcome { tied, ..outcome } } else { outcome }
}

/// States of locked pairs that are followed.
const MOST_LOCKED: usize = 20_000;

/// Who is beaten by no locked pair in some order of the pairs of each level; `None` where there are too many orders.
fn unbeaten_by_some_order(
    all: &[CandidateIndex],
    levels: &[&[(u64, CandidateIndex, CandidateIndex)]],
) -> Option<Vec<CandidateIndex>> {
    let at = |candidate| all.iter().position(|&other| other == candidate).unwrap_or(0);
    let mut states = HashSet::from([Locked::new(all.len())]);
    let mut seen = 0;
    for level in levels {
        let (mut open, mut met, mut done) = (states.into_iter().collect::<Vec<_>>(), HashSet::new(), HashSet::new());
        while let Some(state) = open.pop() {
            let mut is_done = true;
            for pair in *level {
                let (one, other) = (at(pair.1), at(pair.2));
                if state.reaches(one, other) || state.reaches(other, one) {
                    continue;
                }
                is_done = false;
                let mut next = state.clone();
                next.lock(one, other);
                if met.insert(next.clone()) {
                    seen += 1;
                    open.push(next);
                }
            }
            if is_done {
                done.insert(state);
            }
            if seen > MOST_LOCKED {
                return None;
            }
        }
        states = done;
    }
    let is_unbeaten = |one: usize| states.iter().any(|state| (0..all.len()).all(|other| !state.reaches(other, one)));
    Some((0..all.len()).filter(|&one| is_unbeaten(one)).map(|one| all[one]).collect())
}

/// The transitive closure of the locked pairs: for each candidate, those whom he beats directly or through others.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Locked {
    reach: Vec<Vec<bool>>,
}

impl Locked {
    fn new(candidates: usize) -> Self {
        Self { reach: vec![vec![false; candidates]; candidates] }
    }

    fn reaches(&self, one: usize, other: usize) -> bool {
        self.reach[one][other]
    }

    /// Locks a pair; `false` if that would close a circle.
    fn lock(&mut self, one: usize, other: usize) -> bool {
        if self.reach[other][one] {
            return false;
        }
        if self.reach[one][other] {
            return true;
        }
        let below: Vec<usize> = (0..self.reach.len()).filter(|&at| at == other || self.reach[other][at]).collect();
        for from in 0..self.reach.len() {
            if from == one || self.reach[from][one] {
                for &to in &below {
                    self.reach[from][to] = true;
                }
            }
        }
        true
    }
}
