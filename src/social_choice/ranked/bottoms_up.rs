//! From the bottom up to a share: the last go out until all who are left have a share of the votes; all of these are elected,
//! however many they are. So delegates are allotted in ranked primaries.
//!
//! # Reference
//! Delegate Selection Rules for the 2020 Democratic National Convention, rule 14: 15 percent; `RCTab` 2, "bottoms-up using percentage
//! threshold", for the variants.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::rounds::{RankedCount, RankedRound};
use super::rules::Destination;
use super::stv_rules::{StvDestination, StvTransfer};
use super::tie::{TieQuestion, TieRule, settle};
use super::walk::{InactiveTally, Walk};
use crate::election::CandidateIndex;

/// How such an election is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BottomsUpRules {
    /// The share of the votes that elects, as numerator and denominator.
    pub share: (u64, u64),
    /// Whether it is a share of the votes that count in the first round; else of those of each round.
    pub of_first_round: bool,
    /// Whether all below the share go out at once; else the last one.
    pub together: bool,
    /// Who does not stand: a mark for them is passed over.
    pub excluded: Vec<CandidateIndex>,
    /// How ties for last are settled.
    pub ties: TieRule,
}

/// Counts ballots, round by round. The threshold of a round is the least whole number of votes that is the share. Nobody is
/// elected where a tie stops the count.
pub fn count(ballots: &RankedBallots, rules: &BottomsUpRules) -> RankedCount {
    let mut walk = Walk::new(ballots, standing(ballots.candidates(), &rules.excluded));
    let mut tallies = vec![0_u128; ballots.candidates()];
    let mut inactive = InactiveTally::default();
    for kind in 0..ballots.kinds().len() {
        send(&mut walk, kind, &mut tallies, &mut inactive);
    }
    let mut count = RankedCount { unit: 1, quota: None, rounds: Vec::new(), elected: Vec::new(), ties: Vec::new() };
    loop {
        let left: Vec<CandidateIndex> =
            (0..).zip(&walk.continues).filter(|it| *it.1).map(|(candidate, _)| candidate).collect();
        let votes = |candidate: &CandidateIndex| tallies[usize::from(*candidate)];
        let active: u128 = left.iter().map(votes).sum();
        let threshold = match count.rounds.first() {
            Some(first) if rules.of_first_round => first.threshold,
            _ => (active * u128::from(rules.share.0)).div_ceil(u128::from(rules.share.1.max(1))),
        };
        let below: Vec<CandidateIndex> = left.iter().copied().filter(|it| votes(it) < threshold).collect();
        count.rounds.push(RankedRound {
            tallies: walk.continues.iter().zip(&tallies).map(|(&goes_on, &votes)| goes_on.then_some(votes)).collect(),
            inactive,
            final_surplus: 0,
            residual: 0,
            threshold,
            elected: Vec::new(),
            surpluses: Vec::new(),
            defeated: Vec::new(),
            transfers: Vec::new(),
            kept: Vec::new(),
        });
        let at = count.rounds.len() - 1;
        if below.is_empty() {
            let mut elected = left;
            elected.sort_by_key(|it| std::cmp::Reverse(tallies[usize::from(*it)]));
            count.rounds[at].elected.clone_from(&elected);
            count.elected = elected;
            return count;
        }
        let out =
            if rules.together { Some(below) } else { last(&mut count, rules, &left, &tallies).map(|it| vec![it]) };
        let Some(out) = out else { return count };
        for &it in &out {
            walk.continues[usize::from(it)] = false;
        }
        let mut transfers: Vec<StvTransfer> = Vec::new();
        for &from in &out {
            tallies[usize::from(from)] = 0;
            let mut moved: Vec<(StvDestination, u128)> = Vec::new();
            for kind in walk.take(from) {
                moved.push(send(&mut walk, kind, &mut tallies, &mut inactive));
            }
            moved.sort_unstable();
            for (to, votes) in moved {
                match transfers.last_mut() {
                    Some(last) if last.from == from && last.to == to => last.votes += votes,
                    _ => transfers.push(StvTransfer { from, to, votes }),
                }
            }
        }
        count.rounds[at].defeated = out;
        count.rounds[at].transfers = transfers;
    }
}

/// Moves a kind of ballot on, and says where it went.
fn send(
    walk: &mut Walk<'_>,
    kind: usize,
    tallies: &mut [u128],
    inactive: &mut InactiveTally<u128>,
) -> (StvDestination, u128) {
    let votes = u128::from(walk.ballots.kinds()[kind].ballots);
    match walk.advance(kind) {
        Destination::Candidate(candidate) => {
            tallies[usize::from(candidate)] += votes;
            (StvDestination::Candidate(candidate), votes)
        }
        Destination::Inactive(reason) => {
            inactive.add(reason, votes);
            (StvDestination::Inactive(reason), votes)
        }
    }
}

/// Who has the fewest votes; a tie is settled, or noted.
fn last(
    count: &mut RankedCount,
    rules: &BottomsUpRules,
    left: &[CandidateIndex],
    tallies: &[u128],
) -> Option<CandidateIndex> {
    let fewest = left.iter().map(|&it| tallies[usize::from(it)]).min();
    let level: Vec<CandidateIndex> =
        left.iter().copied().filter(|&it| Some(tallies[usize::from(it)]) == fewest).collect();
    if let [last] = level[..] {
        return Some(last);
    }
    let rounds = &count.rounds;
    let votes = |round: usize, candidate: CandidateIndex| rounds[round].tallies[usize::from(candidate)];
    let tie = settle(&rules.ties, &level, TieQuestion::Defeat, rounds.len() - 1, votes);
    let chosen = tie.chosen;
    count.ties.push(tie);
    chosen
}
