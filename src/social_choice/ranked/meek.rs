//! Meek's method: elected candidates keep a part of every ballot, and the parts are found by iteration.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::rules::{Destination, for_whom};
use super::stv::StvRules;
use super::tie::{SettledBy, Tie, TieQuestion, settle};
use super::walk::InactiveTally;
use crate::election::CandidateIndex;

/// Units in one vote: nine decimal places.
pub const MEEK_UNIT: u128 = 1_000_000_000;

/// The surplus at or below which the iteration stops.
const SMALL_SURPLUS: u128 = MEEK_UNIT / 1_000_000;

/// Most iterations in a round; elections with a few hundred candidates need some hundred.
const MOST_REPETITIONS: usize = 10_000;

/// One round: the parts that elected candidates keep are found, and a candidate is elected or eliminated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeekRound {
    /// For each candidate the votes, in units; `None` for those who are eliminated or do not stand.
    pub tallies: Vec<Option<u128>>,
    /// For each candidate the part of a vote that they keep, in units; 0 for those who are eliminated.
    pub kept: Vec<u128>,
    /// The votes needed for election, in units; it falls as ballots become inactive.
    pub quota: u128,
    /// Votes of inactive ballots, by reason, in units.
    pub inactive: InactiveTally<u128>,
    /// The votes of elected candidates above the quota, in units.
    pub surplus: u128,
    /// The candidates elected in this round, most votes first.
    pub elected: Vec<CandidateIndex>,
    /// The candidate eliminated at the end of this round.
    pub defeated: Option<CandidateIndex>,
}

/// A whole count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeekCount {
    /// Every round, the first one first.
    pub rounds: Vec<MeekRound>,
    /// The elected candidates, in that order; fewer than the seats if a tie stopped the count or too few stand.
    pub elected: Vec<CandidateIndex>,
    /// Every tie that was settled, and at the end the one that stopped the count, if one did.
    pub ties: Vec<Tie>,
}

impl MeekCount {
    /// The tie that stopped the count.
    pub fn open_tie(&self) -> Option<&Tie> {
        self.ties.last().filter(|tie| tie.settled_by == SettledBy::Nothing)
    }
}

/// Counts by the reference rule of the Proportional Representation Foundation: nine decimal places, a surplus below a
/// millionth counts as none, and candidates with no more than the lowest votes plus that surplus are tied for last.
///
/// Of `rules` it uses the seats, the excluded candidates and the rule for ties. If a rule set ends a ballot where
/// several candidates marked at one rank continue, elected candidates count as continuing.
pub fn count(ballots: &RankedBallots, rules: &StvRules) -> MeekCount {
    let mut state = MeekState::new(ballots, rules);
    while let Ok(true) = state.round() {}
    state.count
}

struct MeekState<'a> {
    ballots: &'a RankedBallots,
    rules: &'a StvRules,
    stands: Vec<bool>,
    is_elected: Vec<bool>,
    kept: Vec<u128>,
    tallies: Vec<u128>,
    inactive: InactiveTally<u128>,
    count: MeekCount,
}

/// A tie that no rule settles.
struct OpenTie;

impl<'a> MeekState<'a> {
    fn new(ballots: &'a RankedBallots, rules: &'a StvRules) -> Self {
        let stands = standing(ballots.candidates(), &rules.excluded);
        let kept = stands.iter().map(|&stands| if stands { MEEK_UNIT } else { 0 }).collect();
        Self {
            ballots,
            rules,
            is_elected: vec![false; stands.len()],
            tallies: vec![0; stands.len()],
            stands,
            kept,
            inactive: InactiveTally::default(),
            count: MeekCount::default(),
        }
    }

    fn hopeful(&self) -> Vec<CandidateIndex> {
        let hopeful = self.stands.iter().zip(&self.is_elected).map(|(&stands, &is_elected)| stands && !is_elected);
        (0..).zip(hopeful).filter(|&(_, hopeful)| hopeful).map(|(candidate, _)| candidate).collect()
    }

    fn votes(&self, candidate: CandidateIndex) -> u128 {
        self.tallies[usize::from(candidate)]
    }

    /// Distributes every ballot over its candidates in turn, each of whom keeps a part of the remainder, rounded up.
    fn distribute(&mut self) {
        self.tallies.fill(0);
        self.inactive = InactiveTally::default();
        let mut rank = Vec::new();
        for kind in self.ballots.kinds() {
            let ballots = u128::from(kind.ballots);
            let mut left = MEEK_UNIT;
            let mut reason = kind.after;
            rank.clear();
            for step in &self.ballots.steps()[kind.from..kind.to] {
                rank.push(step.candidate);
                if step.more {
                    continue;
                }
                match for_whom(&rank, |candidate| self.kept[usize::from(candidate)] > 0) {
                    Some(Destination::Candidate(candidate)) => {
                        let part = (left * self.kept[usize::from(candidate)]).div_ceil(MEEK_UNIT);
                        self.tallies[usize::from(candidate)] += part * ballots;
                        left -= part;
                    }
                    Some(Destination::Inactive(overvote)) => {
                        reason = overvote;
                        break;
                    }
                    None => {}
                }
                rank.clear();
                if left == 0 {
                    break;
                }
            }
            self.inactive.add(reason, left * ballots);
        }
    }

    /// Counts a round; returns whether there is another round.
    fn round(&mut self) -> Result<bool, OpenTie> {
        let seats = self.rules.seats;
        let hopeful = self.hopeful();
        if self.count.elected.len() >= seats || hopeful.is_empty() {
            return Ok(false);
        }
        let is_last = self.count.elected.len() + hopeful.len() <= seats;
        let mut surplus_before = None;
        for repetition in 0.. {
            self.distribute();
            let votes: u128 = self.tallies.iter().sum();
            let quota = votes / (seats as u128 + 1) + 1;
            let mut elected = hopeful.clone();
            if !is_last {
                elected.retain(|&candidate| self.votes(candidate) >= quota);
            }
            let of_elected: u128 = self.count.elected.iter().map(|&candidate| self.votes(candidate)).sum();
            let surplus = of_elected.saturating_sub(quota * self.count.elected.len() as u128);
            let is_settled = surplus < SMALL_SURPLUS
                || surplus_before.is_some_and(|before| surplus >= before)
                || repetition >= MOST_REPETITIONS;
            if !elected.is_empty() || is_settled {
                self.begin_round(quota, surplus);
                // If several marks at one rank end a ballot, the quota can rise above the votes of elected candidates,
                // and more candidates can reach it than there are seats.
                if elected.len() > seats - self.count.elected.len() {
                    elected = vec![self.most(&elected)?];
                }
                return self.finish_round(elected, &hopeful, surplus);
            }
            surplus_before = Some(surplus);
            for at in (0..self.kept.len()).filter(|&at| self.is_elected[at]) {
                let scaled = (self.kept[at] * quota).div_ceil(MEEK_UNIT);
                self.kept[at] = (scaled * MEEK_UNIT).div_ceil(self.tallies[at].max(1)).min(MEEK_UNIT);
            }
        }
        Ok(false)
    }

    fn begin_round(&mut self, quota: u128, surplus: u128) {
        let tallies = self.stands.iter().zip(&self.tallies).map(|(&stands, &votes)| stands.then_some(votes));
        self.count.rounds.push(MeekRound {
            tallies: tallies.collect(),
            kept: self.kept.clone(),
            quota,
            inactive: self.inactive,
            surplus,
            elected: Vec::new(),
            defeated: None,
        });
    }

    /// Elects candidates, or chooses the one to be eliminated.
    fn finish_round(
        &mut self,
        mut elected: Vec<CandidateIndex>,
        hopeful: &[CandidateIndex],
        surplus: u128,
    ) -> Result<bool, OpenTie> {
        let mut defeated = None;
        if elected.is_empty() {
            let lowest = hopeful.iter().map(|&candidate| self.votes(candidate)).min().unwrap_or(0);
            let mut tied = hopeful.to_vec();
            tied.retain(|&candidate| self.votes(candidate) <= lowest + surplus);
            let out = self.settle(&tied, TieQuestion::Defeat)?;
            self.stands[usize::from(out)] = false;
            self.kept[usize::from(out)] = 0;
            defeated = Some(out);
        }
        elected.sort_by_key(|&candidate| std::cmp::Reverse(self.votes(candidate)));
        for &candidate in &elected {
            self.is_elected[usize::from(candidate)] = true;
        }
        self.count.elected.extend(&elected);
        if let Some(round) = self.count.rounds.last_mut() {
            round.elected = elected;
            round.defeated = defeated;
        }
        Ok(true)
    }

    fn most(&mut self, among: &[CandidateIndex]) -> Result<CandidateIndex, OpenTie> {
        let most = among.iter().map(|&candidate| self.votes(candidate)).max();
        let mut tied = among.to_vec();
        tied.retain(|&candidate| Some(self.votes(candidate)) == most);
        self.settle(&tied, TieQuestion::Elect)
    }

    fn settle(&mut self, tied: &[CandidateIndex], question: TieQuestion) -> Result<CandidateIndex, OpenTie> {
        if let [alone] = *tied {
            return Ok(alone);
        }
        let rounds = &self.count.rounds;
        let votes = |round: usize, candidate| rounds[round].tallies[usize::from(candidate)];
        let tie = settle(&self.rules.ties, tied, question, rounds.len() - 1, votes);
        let chosen = tie.chosen;
        self.count.ties.push(tie);
        chosen.ok_or(OpenTie)
    }
}
