//! Instant-runoff voting: the last candidates are eliminated, round by round, until one has a majority of the active
//! ballots.

use super::ballots::RankedBallots;
use super::rules::Destination;
use super::tie::{SettledBy, Tie, TieQuestion, TieRule, settle};
use super::walk::{InactiveTally, Walk};
use crate::election::CandidateIndex;
use crate::reason::{Reason, procedures};

/// When a count ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IrvStop {
    /// As soon as a candidate is elected.
    #[default]
    Elected,
    /// When two candidates remain, even if one was elected before. No candidate is eliminated in the round that elects,
    /// and the threshold stays as it was there.
    TwoRemain,
    /// When one candidate remains, who is elected; no majority is needed.
    OneRemains,
}

/// Who is eliminated at the end of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchElimination {
    /// One candidate: the one with the fewest votes.
    #[default]
    OneByOne,
    /// All who together have fewer votes than the next one, since none of them could draw level.
    Fewer,
    /// All who together have no more votes than the next one, since none of them could surpass; two always remain.
    NoMore,
}

/// Ways to eliminate, by their names in scenario files.
pub const ELIMINATIONS: [(&str, BatchElimination); 3] = [
    ("one_by_one", BatchElimination::OneByOne),
    ("batch", BatchElimination::Fewer),
    ("batch_or_level", BatchElimination::NoMore),
];

impl BatchElimination {
    /// The way of that name.
    pub fn named(name: &str) -> Option<Self> {
        ELIMINATIONS.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Who is eliminated, with the law that orders it.
    pub fn says(self) -> Reason {
        match self {
            Self::OneByOne => procedures::elimination_one_by_one(),
            Self::Fewer => procedures::elimination_batch(),
            Self::NoMore => procedures::elimination_batch_or_level(),
        }
    }

    /// How many candidates are eliminated together, from tallies in rising order: at most `most`, and 0 where nobody is.
    pub(super) fn size(self, rising: &[u64], most: usize) -> usize {
        match self {
            Self::OneByOne => 0,
            Self::Fewer => batch_size(rising, most),
            Self::NoMore => {
                let most = most.min(rising.len().saturating_sub(2));
                // Candidates with as many votes go together or not at all.
                let fits = |place: usize| {
                    rising[place - 1] < rising[place] && rising[..place].iter().sum::<u64>() <= rising[place]
                };
                (1..=most).rev().find(|&place| fits(place)).unwrap_or(0)
            }
        }
    }
}

/// How an instant-runoff election is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IrvRules {
    /// When the count ends.
    pub stop: IrvStop,
    /// Who is eliminated at the end of a round.
    pub elimination: BatchElimination,
    /// Whether the majority is that of the active ballots of the first round; else that of each round.
    pub first_round_majority: bool,
    /// A candidate who is eliminated before all others as soon as he has a vote, and before whose elimination nobody is
    /// elected: undeclared write-ins, if they are counted as one candidate.
    pub dropped_first: Option<CandidateIndex>,
    /// Candidates who do not stand: marks for them are passed over.
    pub excluded: Vec<CandidateIndex>,
    /// How ties are settled.
    pub ties: TieRule,
}

/// Ballots transferred from an eliminated candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IrvTransfer {
    /// The eliminated candidate.
    pub from: CandidateIndex,
    /// The candidate for whom they count now, or the reason why they are inactive.
    pub to: Destination,
    /// The number of ballots.
    pub ballots: u64,
}

/// One round of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IrvRound {
    /// For each candidate the ballots that count for him; `None` for those who are eliminated or do not stand.
    pub tallies: Vec<Option<u64>>,
    /// Inactive ballots, by reason.
    pub inactive: InactiveTally<u64>,
    /// The votes needed for election: more than half of the active ballots.
    pub threshold: u64,
    /// The candidate elected in this round.
    pub elected: Option<CandidateIndex>,
    /// The candidates eliminated at the end of this round, fewest votes first.
    pub defeated: Vec<CandidateIndex>,
    /// Where the ballots of the eliminated candidates count in the next round.
    pub transfers: Vec<IrvTransfer>,
}

/// A whole count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IrvCount {
    /// Every round, the first one first.
    pub rounds: Vec<IrvRound>,
    /// The elected candidate; `None` if a tie stopped the count, or there is no candidate.
    pub winner: Option<CandidateIndex>,
    /// Every tie that was settled, and at the end the one that stopped the count, if one did.
    pub ties: Vec<Tie>,
}

impl IrvCount {
    /// The tie that stopped the count.
    pub fn open_tie(&self) -> Option<&Tie> {
        self.ties.last().filter(|tie| tie.settled_by == SettledBy::Nothing)
    }
}

/// Counts ballots, round by round.
///
/// The memory of the result grows with candidates times rounds; there are at most twice as many rounds as candidates.
pub fn count(ballots: &RankedBallots, rules: &IrvRules) -> IrvCount {
    let mut state = IrvState::new(ballots, rules);
    while let Ok(true) = state.round() {}
    state.count
}

struct IrvState<'a> {
    rules: &'a IrvRules,
    walk: Walk<'a>,
    tallies: Vec<u64>,
    inactive: InactiveTally<u64>,
    count: IrvCount,
}

impl<'a> IrvState<'a> {
    fn new(ballots: &'a RankedBallots, rules: &'a IrvRules) -> Self {
        let mut walk = Walk::new(ballots, standing(ballots.candidates(), &rules.excluded));
        let mut tallies = vec![0; ballots.candidates()];
        let mut inactive = InactiveTally::default();
        for (number, kind) in ballots.kinds().iter().enumerate() {
            match walk.advance(number) {
                Destination::Candidate(candidate) => tallies[usize::from(candidate)] += kind.ballots,
                Destination::Inactive(reason) => inactive.add(reason, kind.ballots),
            }
        }
        Self { rules, walk, tallies, inactive, count: IrvCount::default() }
    }

    fn continuing(&self) -> Vec<CandidateIndex> {
        (0..).zip(&self.walk.continues).filter(|&(_, &continues)| continues).map(|(candidate, _)| candidate).collect()
    }

    fn votes(&self, candidate: CandidateIndex) -> u64 {
        self.tallies[usize::from(candidate)]
    }

    /// Counts a round and transfers the ballots of eliminated candidates; returns whether there is another round.
    fn round(&mut self) -> Result<bool, Undecided> {
        let continuing = self.continuing();
        let active: u64 = continuing.iter().map(|&candidate| self.votes(candidate)).sum();
        let is_fixed = self.rules.first_round_majority || self.count.winner.is_some();
        let threshold = match self.count.rounds.last() {
            Some(before) if is_fixed => before.threshold,
            _ => active / 2 + 1,
        };
        let tallies = self.walk.continues.iter().zip(&self.tallies);
        self.count.rounds.push(IrvRound {
            tallies: tallies.map(|(&continues, &votes)| continues.then_some(votes)).collect(),
            inactive: self.inactive,
            threshold,
            elected: None,
            defeated: Vec::new(),
            transfers: Vec::new(),
        });
        let elected = if self.count.winner.is_none() { self.elect(&continuing, threshold)? } else { None };
        if elected.is_some() {
            self.count.winner = elected;
            self.last_round().elected = elected;
        }
        let is_over = match self.rules.stop {
            IrvStop::Elected | IrvStop::OneRemains => self.count.winner.is_some(),
            IrvStop::TwoRemain => self.count.winner.is_some() && continuing.len() <= 2,
        };
        if is_over || continuing.is_empty() {
            return Ok(false);
        }
        if elected.is_none() {
            let defeated = self.choose_defeated(&continuing)?;
            self.defeat(defeated);
        }
        Ok(true)
    }

    fn last_round(&mut self) -> &mut IrvRound {
        self.count.rounds.last_mut().expect("a round was begun")
    }

    /// The candidate who is eliminated before all others, if he has a vote.
    fn dropped_first(&self) -> Option<CandidateIndex> {
        let candidate = self.rules.dropped_first.filter(|&candidate| usize::from(candidate) < self.tallies.len())?;
        (self.walk.continues[usize::from(candidate)] && self.votes(candidate) > 0).then_some(candidate)
    }

    fn elect(&mut self, continuing: &[CandidateIndex], threshold: u64) -> Result<Option<CandidateIndex>, Undecided> {
        if self.dropped_first().is_some() {
            return Ok(None);
        }
        if let [alone] = *continuing {
            return Ok(Some(alone));
        }
        if self.rules.stop == IrvStop::OneRemains {
            return Ok(None);
        }
        if let Some(&winner) = continuing.iter().find(|&&candidate| self.votes(candidate) >= threshold) {
            return Ok(Some(winner));
        }
        // Two are left and neither has the majority: both have as many votes, or too many ballots count for nobody.
        if continuing.len() == 2 { self.choose(continuing, TieQuestion::Elect).map(Some) } else { Ok(None) }
    }

    /// The candidate with the most votes if one is to be elected, else with the fewest; a tie is settled.
    fn choose(&mut self, continuing: &[CandidateIndex], question: TieQuestion) -> Result<CandidateIndex, Undecided> {
        let votes = continuing.iter().map(|&candidate| self.votes(candidate));
        let sought = if question.is_most() { votes.max() } else { votes.min() };
        let mut tied = continuing.to_vec();
        tied.retain(|&candidate| Some(self.votes(candidate)) == sought);
        if let [chosen] = tied[..] {
            return Ok(chosen);
        }
        let rounds = &self.count.rounds;
        let votes = |round: usize, candidate| rounds[round].tallies[usize::from(candidate)];
        let tie = settle(&self.rules.ties, &tied, question, rounds.len() - 1, votes);
        let chosen = tie.chosen;
        self.count.ties.push(tie);
        chosen.ok_or(Undecided)
    }

    fn choose_defeated(&mut self, continuing: &[CandidateIndex]) -> Result<Vec<CandidateIndex>, Undecided> {
        if let Some(first) = self.dropped_first() {
            return Ok(vec![first]);
        }
        let mut by_votes = continuing.to_vec();
        by_votes.sort_by_key(|&candidate| self.votes(candidate));
        let tallies: Vec<u64> = by_votes.iter().map(|&candidate| self.votes(candidate)).collect();
        let most = if self.rules.stop == IrvStop::TwoRemain { tallies.len().saturating_sub(2) } else { tallies.len() };
        let size = self.rules.elimination.size(&tallies, most);
        if size > 1 {
            by_votes.truncate(size);
            return Ok(by_votes);
        }
        self.choose(continuing, TieQuestion::Defeat).map(|last| vec![last])
    }

    fn defeat(&mut self, defeated: Vec<CandidateIndex>) {
        for &candidate in &defeated {
            self.walk.continues[usize::from(candidate)] = false;
        }
        let mut transfers = Vec::new();
        for &from in &defeated {
            let mut moved: Vec<(Destination, u64)> = Vec::new();
            for kind in self.walk.take(from) {
                moved.push((self.walk.advance(kind), self.walk.ballots.kinds()[kind].ballots));
            }
            self.tallies[usize::from(from)] = 0;
            moved.sort_unstable();
            for (to, ballots) in moved {
                match to {
                    Destination::Candidate(candidate) => self.tallies[usize::from(candidate)] += ballots,
                    Destination::Inactive(reason) => self.inactive.add(reason, ballots),
                }
                match transfers.last_mut() {
                    Some(IrvTransfer { from: same, to: there, ballots: sum }) if *same == from && *there == to => {
                        *sum += ballots;
                    }
                    _ => transfers.push(IrvTransfer { from, to, ballots }),
                }
            }
        }
        let round = self.last_round();
        round.defeated = defeated;
        round.transfers = transfers;
    }
}

/// A tie that no rule settles.
struct Undecided;

/// Whether each candidate stands, that is, is not excluded.
pub(super) fn standing(candidates: usize, excluded: &[CandidateIndex]) -> Vec<bool> {
    let mut stands = vec![true; candidates];
    for &candidate in excluded {
        if let Some(stands) = stands.get_mut(usize::from(candidate)) {
            *stands = false;
        }
    }
    stands
}

/// The number of candidates who are eliminated together, from tallies in rising order: the most who together have fewer
/// votes than the next, and at most `most`.
pub(super) fn batch_size(rising: &[u64], most: usize) -> usize {
    let mut sum = 0;
    let mut size = 0;
    for (place, &votes) in rising.iter().enumerate() {
        if place <= most && sum < votes {
            size = place;
        }
        sum += votes;
    }
    size
}
