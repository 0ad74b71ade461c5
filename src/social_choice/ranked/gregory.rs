//! The Gregory methods of a single transferable vote: ballots are transferred at a value, and remainders are cut off.

use super::ballots::RankedBallots;
use super::irv::standing;
use super::rules::Destination;
use super::stv_rules::{
    LastSurplus, StvCount, StvDestination, StvQuota, StvRound, StvRules, StvTransfer, SurplusOrder, SurplusValue,
};
use super::tie::{TieQuestion, settle};
use super::walk::{InactiveTally, Walk};
use crate::election::CandidateIndex;

/// The state between two rounds.
pub(super) struct GregoryState<'a> {
    rules: &'a StvRules,
    unit: u128,
    /// Continuing candidates can receive votes.
    walk: Walk<'a>,
    /// The value of one ballot of each kind.
    values: Vec<u128>,
    tallies: Vec<u128>,
    inactive: InactiveTally<u128>,
    final_surplus: u128,
    residual: u128,
    /// For each candidate, where the ballots that came last begin in the pile.
    last_parcel: Vec<usize>,
    is_elected: Vec<bool>,
    /// Elected candidates whose surplus may still be transferred.
    pending: Vec<CandidateIndex>,
    count: StvCount,
}

/// A tie that no rule settles.
struct Unsettled;

impl<'a> GregoryState<'a> {
    pub(super) fn new(ballots: &'a RankedBallots, rules: &'a StvRules) -> Self {
        let unit = rules.method.unit();
        let candidates = ballots.candidates();
        let mut counting = Self {
            rules,
            unit,
            walk: Walk::new(ballots, standing(candidates, &rules.excluded)),
            values: vec![unit; ballots.kinds().len()],
            tallies: vec![0; candidates],
            inactive: InactiveTally::default(),
            final_surplus: 0,
            residual: 0,
            last_parcel: vec![0; candidates],
            is_elected: vec![false; candidates],
            pending: Vec::new(),
            count: StvCount { unit, quota: 0, rounds: Vec::new(), elected: Vec::new(), ties: Vec::new() },
        };
        for kind in 0..ballots.kinds().len() {
            counting.send(kind);
        }
        let votes: u128 = counting.tallies.iter().sum();
        let seats = rules.seats as u128;
        counting.count.quota = match rules.method.quota {
            StvQuota::DroopWhole => (votes / unit / (seats + 1) + 1) * unit,
            StvQuota::DroopDecimal => votes / (seats + 1) + 1,
            StvQuota::HareWhole => (votes / unit).div_ceil(seats.max(1)).max(1) * unit,
        };
        counting
    }

    pub(super) fn run(mut self) -> StvCount {
        while let Ok(true) = self.round() {}
        self.count
    }

    /// Transfers a kind of ballot at its value, and returns where it went and its votes.
    fn send(&mut self, kind: usize) -> (StvDestination, u128) {
        let votes = self.values[kind] * u128::from(self.walk.ballots.kinds()[kind].ballots);
        let to = match self.walk.advance(kind) {
            Destination::Candidate(candidate) => {
                self.tallies[usize::from(candidate)] += votes;
                StvDestination::Candidate(candidate)
            }
            Destination::Inactive(reason) => {
                self.inactive.add(reason, votes);
                StvDestination::Inactive(reason)
            }
        };
        (to, votes)
    }

    fn continuing(&self) -> Vec<CandidateIndex> {
        (0..).zip(&self.walk.continues).filter(|&(_, &continues)| continues).map(|(candidate, _)| candidate).collect()
    }

    fn votes(&self, candidate: CandidateIndex) -> u128 {
        self.tallies[usize::from(candidate)]
    }

    fn seats_left(&self) -> usize {
        self.rules.seats.saturating_sub(self.count.elected.len())
    }

    fn last_round(&mut self) -> &mut StvRound {
        self.count.rounds.last_mut().expect("a round was begun")
    }

    /// Counts a round and makes its transfers; returns whether there is another round.
    fn round(&mut self) -> Result<bool, Unsettled> {
        let in_play = (0..self.tallies.len()).map(|at| self.walk.continues[at] || self.is_elected[at]);
        self.count.rounds.push(StvRound {
            tallies: in_play.zip(&self.tallies).map(|(is_in, &votes)| is_in.then_some(votes)).collect(),
            inactive: self.inactive,
            final_surplus: self.final_surplus,
            residual: self.residual,
            elected: Vec::new(),
            surpluses: Vec::new(),
            defeated: None,
            transfers: Vec::new(),
        });
        let elected = self.elect()?;
        let has_elected = !elected.is_empty();
        self.pending.extend(&elected);
        self.count.elected.extend(&elected);
        self.last_round().elected = elected;
        if self.seats_left() == 0 && self.rules.method.last_surplus == LastSurplus::Stays {
            return Ok(false);
        }
        if self.seats_left() == 0 && !has_elected || self.seats_left() > 0 && self.continuing().is_empty() {
            return Ok(false);
        }
        match self.rules.method.order {
            SurplusOrder::Together if has_elected => {
                let surpluses = std::mem::take(&mut self.pending);
                self.move_surpluses(surpluses);
            }
            SurplusOrder::LargestFirst if !self.surpluses().is_empty() => {
                let largest = self.choose(&self.surpluses(), TieQuestion::SurplusFirst)?;
                self.move_surpluses(vec![largest]);
            }
            _ if self.seats_left() == 0 => return Ok(false),
            _ => {
                let out = match self.dropped_first() {
                    Some(first) => first,
                    None => self.choose(&self.continuing(), TieQuestion::Defeat)?,
                };
                self.defeat(out);
            }
        }
        Ok(true)
    }

    /// The pending candidates with more votes than the quota.
    fn surpluses(&self) -> Vec<CandidateIndex> {
        self.pending.iter().copied().filter(|&candidate| self.votes(candidate) > self.count.quota).collect()
    }

    fn dropped_first(&self) -> Option<CandidateIndex> {
        let candidate = self.rules.dropped_first.filter(|&candidate| usize::from(candidate) < self.tallies.len())?;
        (self.walk.continues[usize::from(candidate)] && self.votes(candidate) > 0).then_some(candidate)
    }

    /// The candidates who are elected now, most votes first; they receive no more votes.
    fn elect(&mut self) -> Result<Vec<CandidateIndex>, Unsettled> {
        if self.dropped_first().is_some() || self.seats_left() == 0 {
            return Ok(Vec::new());
        }
        let mut elected = self.continuing();
        if elected.len() > self.seats_left() {
            elected.retain(|&candidate| self.votes(candidate) >= self.count.quota);
            // With a quota of votes over seats, rounding may let more candidates reach it than there are seats.
            if elected.len() > self.seats_left() || self.rules.method.one_elected_in_a_round && elected.len() > 1 {
                elected = vec![self.choose(&elected, TieQuestion::Elect)?];
            }
        }
        elected.sort_by_key(|&candidate| std::cmp::Reverse(self.votes(candidate)));
        for &candidate in &elected {
            self.walk.continues[usize::from(candidate)] = false;
            self.is_elected[usize::from(candidate)] = true;
        }
        Ok(elected)
    }

    /// The candidate with the most votes, or the fewest; a tie is settled.
    fn choose(&mut self, among: &[CandidateIndex], question: TieQuestion) -> Result<CandidateIndex, Unsettled> {
        let votes = among.iter().map(|&candidate| self.votes(candidate));
        let sought = if question.is_most() { votes.max() } else { votes.min() };
        let mut tied = among.to_vec();
        tied.retain(|&candidate| Some(self.votes(candidate)) == sought);
        if let [chosen] = tied[..] {
            return Ok(chosen);
        }
        tied.sort_unstable();
        let rounds = &self.count.rounds;
        let votes = |round: usize, candidate| rounds[round].tallies[usize::from(candidate)];
        let tie = settle(&self.rules.ties, &tied, question, rounds.len() - 1, votes);
        let chosen = tie.chosen;
        self.count.ties.push(tie);
        chosen.ok_or(Unsettled)
    }

    fn defeat(&mut self, out: CandidateIndex) {
        self.walk.continues[usize::from(out)] = false;
        let pile = self.walk.take(out);
        self.tallies[usize::from(out)] = 0;
        self.last_round().defeated = Some(out);
        self.send_all(out, pile);
    }

    fn move_surpluses(&mut self, surpluses: Vec<CandidateIndex>) {
        let quota = self.count.quota;
        let with_surplus: Vec<_> = surpluses.into_iter().filter(|&winner| self.votes(winner) > quota).collect();
        let to_nobody = self.seats_left() == 0 && self.rules.method.last_surplus == LastSurplus::CountsForNobody;
        for &winner in &with_surplus {
            let surplus = self.votes(winner) - quota;
            let moving = self.value_surplus(winner, surplus);
            self.tallies[usize::from(winner)] = quota;
            let moved = if to_nobody { self.lay_aside(winner, &moving) } else { self.send_all(winner, moving) };
            let lost = surplus.saturating_sub(moved);
            self.residual += lost;
            if lost > 0 {
                let to = StvDestination::Residual;
                self.last_round().transfers.push(StvTransfer { from: winner, to, votes: lost });
            }
        }
        self.last_round().surpluses = with_surplus;
    }

    /// Removes the kinds of ballot that are transferred from a pile and sets their new value.
    fn value_surplus(&mut self, winner: CandidateIndex, surplus: u128) -> Vec<usize> {
        let tally = self.votes(winner);
        let fraction = surplus * self.unit / tally;
        let mut pile = self.walk.take(winner);
        if self.rules.method.value == SurplusValue::LastParcel {
            pile.drain(..self.last_parcel[usize::from(winner)]);
            pile.retain(|&kind| self.walk.has_next(kind));
        }
        let ballots: u128 = pile.iter().map(|&kind| u128::from(self.walk.ballots.kinds()[kind].ballots)).sum();
        let share = surplus / ballots.max(1);
        for &kind in &pile {
            let value = &mut self.values[kind];
            *value = match self.rules.method.value {
                SurplusValue::WeightedCutTwice => *value * fraction / self.unit,
                SurplusValue::Weighted => *value * surplus / tally,
                SurplusValue::Unweighted => share,
                SurplusValue::LastParcel => share.min(*value),
            };
        }
        pile
    }

    /// Transfers kinds of ballot at their values and records the transfers; returns how many votes moved.
    fn send_all(&mut self, from: CandidateIndex, pile: Vec<usize>) -> u128 {
        let before: Vec<usize> = self.walk.piles.iter().map(Vec::len).collect();
        let mut sent: Vec<(StvDestination, u128)> = pile.into_iter().map(|kind| self.send(kind)).collect();
        for (at, (pile, before)) in self.walk.piles.iter().zip(before).enumerate() {
            if pile.len() > before {
                self.last_parcel[at] = before;
            }
        }
        sent.sort_unstable();
        let mut moved = 0;
        let transfers = &mut self.last_round().transfers;
        for (to, votes) in sent.into_iter().filter(|&(_, votes)| votes > 0) {
            moved += votes;
            match transfers.last_mut() {
                Some(last) if last.from == from && last.to == to => last.votes += votes,
                _ => transfers.push(StvTransfer { from, to, votes }),
            }
        }
        moved
    }

    /// Removes a last surplus that counts for nobody.
    fn lay_aside(&mut self, from: CandidateIndex, pile: &[usize]) -> u128 {
        let worth = |&kind: &usize| self.values[kind] * u128::from(self.walk.ballots.kinds()[kind].ballots);
        let votes: u128 = pile.iter().map(worth).sum();
        self.final_surplus += votes;
        if votes > 0 {
            self.last_round().transfers.push(StvTransfer { from, to: StvDestination::FinalSurplus, votes });
        }
        votes
    }
}
