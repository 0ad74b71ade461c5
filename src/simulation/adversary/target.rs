//! The data of an attack: the honest count, the closest pair, and the votes in each batch.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::election::{CandidateIndex, Contest, Election, Marks, Selection, VoteMode};
use crate::number_format::grouped;
use crate::reason::{Reason, findings, why};
use crate::social_choice::margin::closest_statement;
use crate::social_choice::{Assertion, Outcome, Tally, decide};
use crate::tabulation::Fault;
use crate::tabulation::Optics;
use crate::tabulation::fault::{AdversarialFlip, Pattern, erased, exchanged, only};

/// One contest under attack.
#[derive(Clone, Debug)]
pub struct AttackTarget<'a> {
    election: &'a Election,
    contest: usize,
    /// The winner of the paper with the fewest votes.
    winner: CandidateIndex,
    /// The loser with the most votes.
    loser: CandidateIndex,
    /// The honest count, and the paper's outcome.
    honest: (Tally, Outcome),
    /// Votes between them in the honest count, and those by which the loser is to lead in the report, at least 1; `None` under
    /// rules that do not go by votes for names, where a count alone says how many altered cards are enough.
    votes: Option<u64>,
    /// Under those rules the statement that the fewest changed ballots make untrue.
    statement: Option<Assertion>,
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
        let statement = if goes_by_votes { None } else { closest_statement(it, right, count) };
        let pair = match &statement {
            Some(statement) => closest_by_statement(it, count, statement),
            None if goes_by_votes => closest_by_votes(count, right),
            None => None,
        };
        let (winner, loser) = pair.ok_or_else(why::nobody_lost)?;
        let votes = |candidate: CandidateIndex| count.votes[usize::from(candidate)];
        let ahead = || u64::try_from(votes(winner) - votes(loser)).unwrap_or(0);
        let votes = goes_by_votes.then(|| ahead() + lead);
        let carries = |batch: &usize| election.carries(*batch, contest);
        let (batches, elsewhere) = (0..election.batches.len()).filter(|&batch| in_scope[batch]).partition(carries);
        let honest = (count.clone(), right.clone());
        Ok(Self { election, contest, winner, loser, honest, votes, statement, batches, elsewhere })
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

    /// Votes by which the difference of the two has to change. Where a rule does not go by the two alone, that is what a count of
    /// altered totals says.
    ///
    /// # Errors
    /// If no votes that are moved from one to the other alter the outcome, or the rule does not go by totals at all.
    pub fn votes(&self) -> Result<u64, Reason> {
        if let Some(votes) = self.votes {
            return Ok(votes);
        }
        if self.contest().has_grid() {
            return Err(why::attack_rule(self.contest().rule.0));
        }
        let (winner, loser) = (usize::from(self.winner), usize::from(self.loser));
        let is_wrong = |moved: u64| {
            let mut count = self.honest.0.clone();
            count.votes[winner] -= moved as i64;
            count.votes[loser] += moved as i64;
            self.is_wrong(&count)
        };
        let all = u64::try_from(self.honest.0.votes[winner]).unwrap_or(0);
        let fewest = fewest(all, is_wrong).ok_or_else(|| why::attack_moves_all(self.name(self.winner)))?;
        Ok(2 * fewest)
    }

    /// Whether a count reports another outcome than the paper's, and no tie.
    fn is_wrong(&self, count: &Tally) -> bool {
        let outcome = decide(self.contest(), count);
        outcome.tied.is_empty() && !outcome.agrees_with(&self.honest.1)
    }

    /// The count of a batch by a well set scanner.
    fn tally_of(&self, batch: usize) -> Tally {
        let (contest, table) = (self.contest(), &self.election.votes[self.contest]);
        let counts = self.election.paper[self.contest].counts(self.election.batches[batch].cards.clone(), table.len());
        let mut tally = Tally::empty(contest.candidates.len());
        for (code, cards) in counts {
            if let Some(marks) = table.vote(code).marks() {
                tally.count(contest, &Optics::default().read(contest, marks), cards as i64);
            }
        }
        tally
    }

    /// What a count loses with a batch that is left out; where its ballots count for the loser instead, these are given back.
    fn leaves(&self, batch: usize, for_loser: bool) -> Tally {
        let mut gone = self.tally_of(batch);
        if for_loser {
            let mut instead = Tally::empty(self.contest().candidates.len());
            instead.count(self.contest(), &only(self.contest(), self.loser), gone.ballots);
            gone -= &instead;
        }
        gone
    }

    /// The batches that help, those that help most first, each with what it moves: the votes between the two, or the sum of the closest
    /// statement, that a count loses with it; `for_loser` says that its ballots count for the loser instead.
    pub fn helpful(&self, for_loser: bool) -> Vec<(usize, i64)> {
        let moves = |&batch: &usize| {
            let moved = if let Some(statement) = &self.statement {
                statement.lead(self.contest(), &self.leaves(batch, for_loser))
            } else {
                let (winner, loser, ballots) = self.pair_in(batch);
                winner as i64 - loser as i64 + if for_loser { ballots as i64 } else { 0 }
            };
            (batch, moved)
        };
        let mut batches: Vec<(usize, i64)> = self.batches.iter().map(moves).filter(|it| it.1 > 0).collect();
        batches.sort_by_key(|&(batch, moves)| (Reverse(moves), batch));
        batches
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

    /// The batches that help most and together are enough: the report is wrong if they are left out, or, with `for_loser`, if their
    /// ballots count for the loser.
    ///
    /// # Errors
    /// If all of them are not enough.
    pub fn enough(&self, for_loser: bool) -> Result<Vec<usize>, Reason> {
        let batches = self.helpful(for_loser);
        let Some(votes) = self.votes else { return self.enough_by_count(&batches, for_loser) };
        let all = votes as i64;
        // Where their ballots count for the loser, one batch that is just enough is less to hide than the largest.
        let least = batches.iter().rev().find(|(_, moves)| *moves >= all).filter(|_| for_loser);
        if let Some(&(batch, _)) = least {
            return Ok(vec![batch]);
        }
        let mut moved = 0_i64;
        let mut taken = Vec::new();
        for (batch, moves) in batches {
            moved += moves;
            taken.push(batch);
            if moved >= all {
                taken.sort_unstable();
                return Ok(taken);
            }
        }
        Err(why::batches_move(grouped(moved), grouped(all)))
    }

    /// The same where a count alone says what is enough.
    fn enough_by_count(&self, batches: &[(usize, i64)], for_loser: bool) -> Result<Vec<usize>, Reason> {
        let is_wrong = |taken: u64| {
            let mut count = self.honest.0.clone();
            for &(batch, _) in &batches[..taken as usize] {
                count -= &self.leaves(batch, for_loser);
            }
            self.is_wrong(&count)
        };
        let taken = fewest(batches.len() as u64, is_wrong).ok_or_else(why::batches_change_nothing)?;
        let mut taken: Vec<usize> = batches[..taken as usize].iter().map(|it| it.0).collect();
        taken.sort_unstable();
        Ok(taken)
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

/// A number, up to `most`, from which on a condition is met, found by bisection: the one below it does not meet it. `None` if `most` does
/// not.
fn fewest(most: u64, meets: impl Fn(u64) -> bool) -> Option<u64> {
    if !meets(most) {
        return None;
    }
    let (mut least, mut most) = (0, most);
    while most - least > 1 {
        let middle = least + (most - least) / 2;
        if meets(middle) { most = middle } else { least = middle }
    }
    Some(most)
}

/// The two of a statement; where it is against nobody in particular, the other name with most votes.
fn closest_by_statement(
    contest: &Contest,
    count: &Tally,
    statement: &Assertion,
) -> Option<(CandidateIndex, CandidateIndex)> {
    let (winner, loser) = (statement.winner, statement.loser);
    if winner != loser {
        return Some((winner, loser));
    }
    let others = (0..contest.candidates.len() as CandidateIndex).filter(|&other| other != winner);
    Some((winner, others.rev().max_by_key(|&other| count.votes[usize::from(other)])?))
}
