//! Bayesian comparison: the posterior probability, given the compared cards, that another candidate has the most votes.
//!
//! Cards are classified by their record. Each class has a prior of its own, which the readings in it update; the unread
//! cards follow the posterior. It has no risk limit: a tie can be confirmed more often than the limit says.
//!
//! The prior is uniform: one imaginary card for every vote that a card may have, whatever its record says. A record is
//! a claim under audit, and a prior that trusts it decides by trust: with fifty imaginary cards that agree in each
//! class (Rivest 2018), a lead of 4 % is "confirmed" at a limit of 5 % before a card is read. Under a prior that treats
//! all votes alike, before any reading every candidate is as likely to have won as any other, so an upset has a
//! probability of at least one half and no sample of one card meets a limit below one quarter.
//!
//! # Reference
//! Rivest and Shen 2012, "A Bayesian Method for Auditing Elections", EVT/WOTE '12; Rivest 2018, "Bayesian Tabulation
//! Audits: Explained and Extended", arXiv 1801.00528. The uniform prior: Laplace 1774; after n cards that all agree,
//! the share of others is above p with probability (1 − p)ⁿ⁺¹, which is what a test of that share gives for n + 1
//! cards.
//!
//! The upset probability is the sum, over each winner and each loser, of the probability that this loser draws level:
//! exact if two candidates can win, never below the true one if more can. If the lists of leads would be too long, as
//! with very many unseen cards, it is simulated, and the upper end of its interval is used. The result for one class of
//! cards is stored for all audits of a claim: it depends on the readings in that class only. The size of a first round
//! is where that probability is low enough if every card agrees; with four or more candidates it is found by the normal
//! distribution with the mean and variance of the posterior (Johnson, Kotz and Balakrishnan 1997, chapter 35), while
//! the audit uses its own figure.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::ballot_comparison::not_found;
use super::claim::{Records, ReportedContest};
use super::suite::Looks;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::election::{Code, Contest, Marks, VoteTable};
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, why};
use crate::risk::bayes::{BayesStratum, Finals, Lead, Nodes, chance_of_lead_at_most, upset_of_finals};
use crate::social_choice::Statement;

/// Comparison by posterior probabilities.
#[derive(Clone, Copy, Debug)]
pub struct BayesComparison;

impl AuditMethod for BayesComparison {
    fn name(&self) -> &'static str {
        "bayes_comparison"
    }

    fn says(&self) -> Reason {
        procedures::method_bayes_comparison()
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Posterior
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let Some(records) = &claim.records else { return Err(why::no_records()) };
        if !claim.pools.is_empty() {
            return Err(why::known_by_sum());
        }
        if claim.contest.votes_allowed != 1 {
            return Err(why::bayes_one_vote());
        }
        // The same refusals as for every comparison; and the posterior is known for statements of more votes only.
        for (pair, _) in super::ballot_comparison::compared_pairs(claim)? {
            if pair.assertion.statement != Statement::MoreVotes {
                return Err(why::not_two(claim.in_words(&pair.assertion)));
            }
        }
        let mut ready = BayesPair::new(claim, records, terms);
        if !ready.losers.is_empty() && ready.upset(&ready.nothing_seen()) <= terms.risk_limit {
            return Err(why::by_prior());
        }
        ready.first = ready.clean_size();
        Ok(Box::new(ready))
    }
}

/// Imaginary cards of each vote in every class.
pub(super) const PRIOR: f64 = 1.0;

/// Most classes of cards times possible votes for which the sizes tried for a first round are judged as the audit
/// judges them.
const MOST_FOR_SIZES: usize = 24;

/// The class of each vote of a table: its candidate, or the class after the last if there is no valid vote.
fn classes(contest: &Contest, votes: &VoteTable) -> Vec<usize> {
    votes.iter().map(|(_, vote)| class(contest, vote.marks())).collect()
}

fn class(contest: &Contest, marks: Option<&Marks>) -> usize {
    let one = marks.filter(|marks| marks.strokes().len() == 1);
    one.and_then(|marks| marks.targets().next()).map_or(contest.candidates.len(), usize::from)
}

struct BayesPair<'c> {
    contest: &'c Contest,
    winners: Vec<usize>,
    losers: Vec<usize>,
    /// The class of each record, and of each reading.
    of_record: Vec<usize>,
    of_reading: Vec<usize>,
    /// Cards by the class of their record: candidates, no valid vote, no record.
    cards: Vec<u64>,
    trials: u64,
    card_by_card: bool,
    risk_limit: f64,
    first: u64,
    leads: PosteriorEntry<Option<Lead>>,
    finals: PosteriorEntry<Finals>,
}

/// The result for a class of cards after these readings, and for a winner and a loser.
struct PosteriorEntry<T> {
    most: usize,
    known: Mutex<BTreeMap<PosteriorKey, Arc<T>>>,
}

/// A class, a pair, and the readings in that class.
type PosteriorKey = (usize, usize, Vec<u64>);

impl<T> PosteriorEntry<T> {
    /// At most this number of results is stored.
    fn up_to(most: usize) -> Self {
        Self { most, known: Mutex::default() }
    }

    fn get(&self, key: (usize, usize, &[u64]), make: impl FnOnce() -> T) -> Arc<T> {
        let key = (key.0, key.1, key.2.to_vec());
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(make());
        let mut known = lock();
        if known.len() < self.most {
            known.insert(key, Arc::clone(&made));
        }
        made
    }
}

impl<'c> BayesPair<'c> {
    fn new(claim: &'c ReportedContest<'c>, records: &Records, terms: &AuditSettings) -> Self {
        let contest = claim.contest;
        let of_record = classes(contest, &records.votes);
        let candidates = contest.candidates.len();
        let mut cards = vec![0; candidates + 2];
        for (code, n) in records.by_code() {
            cards[of_record.get(code as usize).copied().unwrap_or(candidates + 1)] += n;
        }
        let winners: Vec<usize> = claim.outcome.winners.iter().map(|&winner| usize::from(winner)).collect();
        let mut losers: Vec<usize> = (0..candidates).filter(|loser| !winners.contains(loser)).collect();
        losers.sort_by_key(|&loser| std::cmp::Reverse(claim.tally.votes[loser]));
        Self {
            contest,
            winners,
            losers,
            of_record,
            of_reading: classes(contest, &claim.readable),
            cards,
            // Enough trials that the upper bound without any upset is below a quarter of the limit.
            trials: (libm::ceil(24.0 / terms.risk_limit) as u64).clamp(4_000, 100_000),
            card_by_card: terms.card_by_card,
            risk_limit: terms.risk_limit,
            first: 1,
            leads: PosteriorEntry::up_to(20_000),
            finals: PosteriorEntry::up_to(500),
        }
    }

    /// The class of a reading; a card that is not there counts as a vote for the strongest loser.
    fn class_of(&self, reading: Reading<'_>) -> usize {
        match reading {
            Reading::NotFound => self.losers.first().copied().unwrap_or(self.contest.candidates.len()),
            Reading::Vote(code) => self.of_reading[code as usize],
            Reading::Slip(marks) => class(self.contest, Some(marks)),
        }
    }

    /// The posterior probability of an upset, or an upper bound of it, given numbers of cards by record and reading.
    fn upset(&self, seen: &[Vec<u64>]) -> f64 {
        let classes = || seen.iter().enumerate().filter(|(class, _)| self.cards[*class] > 0);
        let mut sum = Some(0.0);
        for &winner in &self.winners {
            for &loser in &self.losers {
                let leads: Vec<_> = classes().map(|(class, seen)| self.lead(class, seen, winner, loser)).collect();
                let leads: Option<Vec<&Lead>> = leads.iter().map(|lead| lead.as_ref().as_ref()).collect();
                let votes = |candidate: usize| seen.iter().map(|of_class| of_class[candidate] as i64).sum::<i64>();
                let level = votes(loser) - votes(winner);
                let chance = leads.and_then(|leads| chance_of_lead_at_most(level, &leads));
                sum = sum.zip(chance).map(|(sum, chance)| sum + chance);
            }
        }
        sum.map_or_else(|| self.drawn_upset(seen), |sum| sum.min(1.0))
    }

    /// The winner's lead over the loser among the unseen cards of a class; `None` if the list would be too long.
    fn lead(&self, class: usize, seen: &[u64], winner: usize, loser: usize) -> Arc<Option<Lead>> {
        let all: u64 = seen.iter().sum();
        let of_pair = [seen[winner], seen[loser], all - seen[winner] - seen[loser]];
        let pair = winner * self.contest.candidates.len() + loser;
        self.leads.get((class, pair, &of_pair), || {
            let BayesStratum { unseen, seen, prior } = self.stratum(class, seen);
            let weights: Vec<f64> = seen.iter().zip(prior).map(|(&seen, prior)| seen as f64 + prior).collect();
            let all: f64 = weights.iter().sum();
            Lead::of(unseen, [weights[winner], weights[loser], all - weights[winner] - weights[loser]])
        })
    }

    /// The cards of a class, some of them seen.
    fn stratum(&self, class: usize, seen: &[u64]) -> BayesStratum {
        let none = self.contest.candidates.len();
        BayesStratum {
            unseen: self.cards[class].saturating_sub(seen.iter().sum()),
            seen: seen.to_vec(),
            prior: vec![PRIOR; none + 1],
        }
    }

    /// The upper end of the interval of the same probability, simulated.
    fn drawn_upset(&self, seen: &[Vec<u64>]) -> f64 {
        let classes = seen.iter().enumerate().filter(|(class, _)| self.cards[*class] > 0);
        let finals: Vec<Arc<Finals>> = classes
            .map(|(class, seen)| {
                self.finals.get((class, 0, seen), || {
                    let mut nodes = Nodes::of(class as u64);
                    Finals::drawn(&self.stratum(class, seen), self.trials, &mut || nodes.next())
                })
            })
            .collect();
        let finals: Vec<&Finals> = finals.iter().map(Arc::as_ref).collect();
        upset_of_finals(&finals, &self.winners, &self.losers, 0.99).high
    }

    /// Whether repeated simulation for the sizes that are tried takes too long.
    fn takes_long(&self) -> bool {
        self.cards.len() * (self.contest.candidates.len() + 1) > MOST_FOR_SIZES
    }

    /// Whether the upset probability is low enough by the normal distribution of each pair's lead, with room for the
    /// interval of a simulated probability; for sizes.
    fn is_likely_enough(&self, seen: &[Vec<u64>]) -> bool {
        let strata: Vec<BayesStratum> =
            seen.iter().enumerate().map(|(class, seen)| self.stratum(class, seen)).collect();
        let weight = |stratum: &BayesStratum, of: usize| stratum.seen[of] as f64 + stratum.prior[of];
        let all: Vec<f64> =
            strata.iter().map(|it| (0..it.prior.len()).map(|vote| weight(it, vote)).sum::<f64>()).collect();
        let mut chance = 0.0;
        for (&winner, &loser) in self.winners.iter().flat_map(|winner| self.losers.iter().map(move |it| (winner, it))) {
            let (mut mean, mut variance) = (0.0, 0.0);
            for (stratum, all) in strata.iter().zip(&all) {
                let (one, other) = (weight(stratum, winner) / all, weight(stratum, loser) / all);
                let unseen = stratum.unseen as f64;
                mean += stratum.seen[winner] as f64 - stratum.seen[loser] as f64 + unseen * (one - other);
                let spread = one + other - (one - other) * (one - other);
                variance += unseen * (unseen + all) / (1.0 + all) * spread;
            }
            chance += 0.5 * libm::erfc(mean / libm::sqrt(2.0 * variance.max(1e-12)));
        }
        // The upper end of a 99 % interval is used for a simulated probability.
        chance + 2.576 * libm::sqrt(chance / self.trials as f64) <= self.risk_limit
    }

    fn nothing_seen(&self) -> Vec<Vec<u64>> {
        vec![vec![0; self.contest.candidates.len() + 1]; self.cards.len()]
    }

    /// The size, to one part in fifty, of the smallest sample that is enough if every card agrees.
    fn clean_size(&self) -> u64 {
        let all: u64 = self.cards.iter().sum();
        let suffices = |draws: u64| {
            let mut seen = self.nothing_seen();
            // The last class, cards without a record, has nothing to agree with.
            for (class, seen) in seen.iter_mut().enumerate().take(self.contest.candidates.len() + 1) {
                seen[class] = (u128::from(self.cards[class]) * u128::from(draws) / u128::from(all.max(1))) as u64;
            }
            if self.takes_long() { self.is_likely_enough(&seen) } else { self.upset(&seen) <= self.risk_limit }
        };
        let mut high = 32.min(all.max(1));
        while high < all && !suffices(high) {
            high = high.saturating_mul(2).min(all);
        }
        let mut low = if high > 32 { high / 2 } else { 0 };
        while high - low > 1 + high / 50 {
            let middle = low.midpoint(high);
            if suffices(middle) { high = middle } else { low = middle }
        }
        high
    }
}

impl PreparedAudit for BayesPair<'_> {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::about_least()
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        let looks = Looks::new(self.card_by_card);
        let p = if self.losers.is_empty() { 0.0 } else { 1.0 };
        Box::new(PreparedBayesComparison { ready: self, seen: self.nothing_seen(), draws: 0, looks, p })
    }
}

struct PreparedBayesComparison<'r> {
    ready: &'r BayesPair<'r>,
    /// Numbers of cards by the class of the record and of the reading.
    seen: Vec<Vec<u64>>,
    draws: u64,
    looks: Looks,
    p: f64,
}

impl AuditState for PreparedBayesComparison<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { record, reading, .. } = drawn else { return false };
        let no_record = self.seen.len() - 1;
        let record = record.map_or(no_record, |code: Code| self.ready.of_record[code as usize]);
        let read = self.ready.class_of(reading);
        self.seen[record][read] += 1;
        self.draws += 1;
        if self.looks.is_one_due(self.draws) {
            self.close_round();
        }
        not_found(drawn) || record != read
    }

    fn close_round(&mut self) {
        if !self.ready.losers.is_empty() {
            self.p = self.ready.upset(&self.seen);
        }
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.p)
    }
}
