//! The data of an attack: the honest count, the closest pair, and the votes in each batch.

use std::collections::BTreeMap;

use crate::election::{CandidateIndex, Contest, Election, Marks, Selection, VoteMode};
use crate::number_format::grouped;
use crate::reason::{Reason, findings, why};
use crate::social_choice::margin::closest_statement;
use crate::social_choice::{Outcome, Tally, decide};
use crate::tabulation::Fault;
use crate::tabulation::Optics;
use crate::tabulation::fault::{AdversarialFlip, Pattern, erased, exchanged};

/// One contest under attack.
#[derive(Clone, Debug)]
pub struct AttackTarget<'a> {
    election: &'a Election,
    contest: usize,
    /// The winner of the paper with the fewest votes.
    winner: CandidateIndex,
    /// The loser with the most votes.
    loser: CandidateIndex,
    /// Votes between them in the honest count, and those by which the loser is to lead in the report, at least 1; `None` under
    /// rules that do not go by votes for names, where a count alone says how many altered cards are enough.
    votes: Option<u64>,
    /// The batches of the count whose ballots carry the contest.
    batches: Vec<usize>,
    /// The batches of the count whose ballots do not.
    elsewhere: Vec<usize>,
}

impl<'a> AttackTarget<'a> {
    /// The target in a contest with the honest count `count` and the paper's outcome `right`.
    ///
    /// # Errors
    /// The reason, if there is no loser who could be made a winner.
    pub(super) fn new(
        election: &'a Election,
        contest: usize,
        (count, right): (&Tally, &Outcome),
        lead: u64,
        in_scope: &[bool],
    ) -> Result<Self, Reason> {
        let it = &election.contests[contest];
        let goes_by_votes = it.rule.0 == "plurality" || it.rule.0 == "approval";
        if lead > 1 && !goes_by_votes {
            return Err(why::attack_lead(it.rule.0));
        }
        if !right.tied.is_empty() {
            return Err(why::paper_tied());
        }
        if !decide(it, count).agrees_with(right) {
            return Err(why::count_differs());
        }
        let pair = if goes_by_votes { closest_by_votes(count, right) } else { closest_by_statements(it, count, right) };
        let (winner, loser) = pair.ok_or_else(why::nobody_lost)?;
        let votes = |candidate: CandidateIndex| count.votes[usize::from(candidate)];
        let ahead = || u64::try_from(votes(winner) - votes(loser)).unwrap_or(0);
        let votes = goes_by_votes.then(|| ahead() + lead);
        let carries = |batch: &usize| election.carries(*batch, contest);
        let (batches, elsewhere) = (0..election.batches.len()).filter(|&batch| in_scope[batch]).partition(carries);
        Ok(Self { election, contest, winner, loser, votes, batches, elsewhere })
    }

    /// The paper.
    pub fn election(&self) -> &'a Election {
        self.election
    }

    /// The contest.
    pub fn contest(&self) -> &'a Contest {
        &self.election.contests[self.contest]
    }

    /// The batches that may be altered, as indices in the manifest.
    pub fn batches(&self) -> &[usize] {
        &self.batches
    }

    /// The batches that may be altered and whose ballots do not carry the contest.
    pub fn elsewhere(&self) -> &[usize] {
        &self.elsewhere
    }

    /// The winner of the paper, who is to lose.
    pub fn winner(&self) -> CandidateIndex {
        self.winner
    }

    /// The loser of the paper, who is to win.
    pub fn loser(&self) -> CandidateIndex {
        self.loser
    }

    /// Votes by which the difference of the two has to change.
    ///
    /// # Errors
    /// If the rule does not go by votes for names, so that no total shows it.
    pub fn votes(&self) -> Result<u64, Reason> {
        self.votes.ok_or_else(|| why::attack_rule(self.contest().rule.0))
    }

    /// Cards that are enough where each altered card moves so many votes: 2 where one is taken and one given. `None` where only a
    /// count by the rule tells, so that as few are altered as it takes.
    pub fn cards_that_move(&self, votes: u64) -> Option<u64> {
        self.votes.map(|all| all.div_ceil(votes))
    }

    /// Cards of a batch whose reading by a well set scanner fulfils a condition.
    pub fn cards(&self, batch: usize, reads: impl Fn(&Marks) -> bool) -> u64 {
        let table = &self.election.votes[self.contest];
        let counts = self.election.paper[self.contest].counts(self.election.batches[batch].cards.clone(), table.len());
        let so = |marks: &Marks| reads(&Optics::default().read(self.contest(), marks));
        counts.into_iter().filter(|(code, _)| table.vote(*code).marks().is_some_and(so)).map(|(_, n)| n).sum()
    }

    /// Votes of winner and loser in a batch, and its ballots that carry the contest.
    pub fn pair_in(&self, batch: usize) -> (u64, u64, u64) {
        let votes = |candidate| self.cards(batch, |marks| erased(self.contest(), marks, candidate).is_some());
        (votes(self.winner), votes(self.loser), self.cards(batch, |_| true))
    }

    /// Checks that these batches hold enough cards whose reading fulfils a condition.
    ///
    /// # Errors
    /// The number of such cards and the number needed; `what` names them.
    pub fn holds(
        &self,
        batches: &[usize],
        needed: Option<u64>,
        what: &Reason,
        reads: impl Fn(&Marks) -> bool,
    ) -> Result<(), Reason> {
        let needed = needed.unwrap_or(1);
        let there: u64 = batches.iter().map(|&batch| self.cards(batch, &reads)).sum();
        if there >= needed {
            return Ok(());
        }
        Err(why::there_are(grouped(there as i64), what.clone(), grouped(needed as i64)))
    }

    /// The first batches, in this order, that together change enough votes; each is given with the votes that it
    /// changes.
    ///
    /// # Errors
    /// The number of votes that all of them change and the number needed.
    pub fn enough(&self, batches: impl IntoIterator<Item = (usize, i64)>) -> Result<Vec<usize>, Reason> {
        let all = self.votes()?;
        let mut moved = 0_i64;
        let mut taken = Vec::new();
        for (batch, moves) in batches.into_iter().filter(|(_, moves)| *moves > 0) {
            moved += moves;
            taken.push(batch);
            if moved >= all as i64 {
                taken.sort_unstable();
                return Ok(taken);
            }
        }
        let needed = grouped(all as i64);
        Err(why::batches_move(grouped(moved), needed))
    }

    /// The name of a candidate.
    pub fn name(&self, candidate: CandidateIndex) -> String {
        self.contest().name(candidate).to_owned()
    }

    /// A selection of these batches, as a scenario writes it.
    pub fn selection(&self, batches: &[usize]) -> Selection {
        let names = batches.iter().map(|&batch| self.election.batches[batch].id.clone());
        Selection { batches: Some(names.collect()), ..Selection::default() }
    }

    /// The fewest records altered from the winner to the loser, in this pattern.
    ///
    /// # Errors
    /// If the place does not hold enough.
    pub fn flip(&self, pattern: Pattern, place: Selection) -> Result<Vec<Fault>, Reason> {
        let picked = place.picker(self.election);
        let batches: Vec<usize> = self.batches.iter().copied().filter(|&batch| picked.picks(batch)).collect();
        let what = findings::what_alterable(self.name(self.winner));
        let can_flip = |marks: &Marks| exchanged(self.contest(), marks, self.winner, self.loser).is_some();
        self.holds(&batches, self.cards_that_move(2), &what, can_flip)?;
        Ok(vec![Fault::AdversarialFlip(AdversarialFlip {
            contest: self.contest().id.clone(),
            from: self.name(self.winner),
            to: self.name(self.loser),
            cards: self.cards_that_move(2),
            pattern,
            place,
        })])
    }

    /// An attack within the batches of one way of voting: the one with the fewest ballots in which it is possible.
    ///
    /// # Errors
    /// The reason, if there is no such way of voting.
    pub fn in_one_way_of_voting(
        &self,
        arm: impl Fn(Selection, &[usize]) -> Result<Vec<Fault>, Reason>,
    ) -> Result<Vec<Fault>, Reason> {
        let mut ways: BTreeMap<VoteMode, (u64, Vec<usize>)> = BTreeMap::new();
        for &batch in &self.batches {
            let way = ways.entry(self.election.group_of(batch).mode).or_default();
            way.0 += self.election.batches[batch].ballots;
            way.1.push(batch);
        }
        if ways.len() < 2 {
            return Err(why::one_way());
        }
        let mut ways: Vec<_> = ways.into_iter().collect();
        ways.sort_by_key(|(_, (ballots, _))| *ballots);
        let mut armed = Err(why::one_way());
        for (mode, (_, batches)) in ways {
            armed = arm(Selection { modes: Some(vec![mode]), ..Selection::default() }, &batches);
            if armed.is_ok() {
                break;
            }
        }
        armed.map_err(why::no_way)
    }
}

/// The winner with fewest votes and the loser with most.
fn closest_by_votes(count: &Tally, right: &Outcome) -> Option<(CandidateIndex, CandidateIndex)> {
    let votes = |c: &CandidateIndex| count.votes[usize::from(*c)];
    let losers = (0..count.votes.len() as CandidateIndex).filter(|c| !right.winners.contains(c));
    let winner = right.winners.iter().copied().min_by_key(votes)?;
    Some((winner, losers.rev().max_by_key(votes)?))
}

/// The two of the statement that fewest changed ballots make untrue; where it is against nobody in particular, the other name
/// with most votes.
fn closest_by_statements(
    contest: &Contest,
    count: &Tally,
    right: &Outcome,
) -> Option<(CandidateIndex, CandidateIndex)> {
    let statement = closest_statement(contest, right, count)?;
    let (winner, loser) = (statement.winner, statement.loser);
    if winner != loser {
        return Some((winner, loser));
    }
    let others = (0..contest.candidates.len() as CandidateIndex).filter(|&other| other != winner);
    Some((winner, others.rev().max_by_key(|&other| count.votes[usize::from(other)])?))
}
