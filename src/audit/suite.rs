//! SUITE: cards with records are compared, cards without are polled, and Fisher's rule combines both.
//!
//! Cards are drawn without replacement in both strata. The comparison's formula is for draws with replacement. For
//! draws without replacement that are judged at any time, the votes already seen to be overstated are subtracted from
//! the overstatement of the null: no draw's mean overstatement is below that difference over all cards. Understatements
//! would raise the mean and are left out. Then both P-values are valid at any time, and so is the combination of the
//! strata's smallest ones, since the strata are independent.
//!
//! # Derivation
//! `docs/derivations/suite.md`.
//!
//! # Reference
//! Ottoboni, Stark, Lindeman and `McBurnett` 2018, "Risk-Limiting Audits by Stratified Union-Intersection Tests of
//! Elections (SUITE)", E-Vote-ID 2018.

use super::ballot_comparison::not_found;
use super::claim::reading_value;
use super::claim::{AssertionPair, HeldAgainst, ReportedContest};
use super::reference_values::says_otherwise;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::risk::suite::{ComparisonStratum, PollingStratum, Suite};
use crate::risk::{Discrepancies, GAMMA};
use crate::social_choice::Tally;

/// SUITE for two strata.
#[derive(Clone, Copy, Debug)]
pub struct SuiteHybrid;

impl AuditMethod for SuiteHybrid {
    fn name(&self) -> &'static str {
        "suite"
    }

    fn says(&self) -> Reason {
        procedures::method_suite()
    }

    fn needs(&self) -> Needs {
        Needs::RecordsOrSums
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let [first, second] = claim.strata.as_slice() else {
            let n = claim.strata.len().max(1);
            return Err(why::suite_strata(n));
        };
        let [first, second] = [first, second].map(|stratum| stratum.against == HeldAgainst::Records);
        if first == second {
            return Err(if first { why::suite_both() } else { why::suite_neither() });
        }
        if claim.contest.votes_allowed != 1 {
            return Err(why::suite_one_vote());
        }
        let compared = usize::from(second);
        let Some(records) = &claim.records else { return Err(why::no_records()) };
        let mut recorded = Tally::empty(claim.contest.candidates.len());
        for at in (0..claim.stratum_of.len()).filter(|&at| claim.stratum_of[at] == compared) {
            recorded += &records.sum(claim.contest, claim.frame.cards_of(at));
        }
        let hybrids: Result<Vec<Hybrid>, Reason> =
            claim.pairs_of_two()?.into_iter().map(|pair| Hybrid::new(claim, pair, (compared, &recorded))).collect();
        let hybrids = hybrids?;
        let closest = hybrids.iter().min_by_key(|hybrid| hybrid.begun.margin());
        let sizes = closest.map_or([1, 1], |closest| closest.sizes(terms.risk_limit));
        let cards = [claim.strata[compared].cards, claim.strata[1 - compared].cards];
        let (risk_limit, card_by_card) = (terms.risk_limit, terms.card_by_card);
        Ok(Box::new(PreparedSuite { hybrids, compared, cards, sizes, risk_limit, card_by_card, of: &claim.stratum_of }))
    }
}

/// One pair, and both strata before the first draw.
struct Hybrid {
    pair: AssertionPair,
    begun: Suite,
}

impl Hybrid {
    /// The pair with the stratum that is compared, and the sum of its records.
    fn new(
        claim: &ReportedContest<'_>,
        pair: AssertionPair,
        (compared, recorded): (usize, &Tally),
    ) -> Result<Self, Reason> {
        let margin = claim.margin_in(recorded, &pair.assertion);
        let polled = &claim.strata[1 - compared];
        let [winner, loser] = pair.assertion.votes(claim.contest, &polled.tally).map(u64::try_from);
        let (Ok(winner), Ok(loser)) = (winner, loser) else {
            return Err(why::below_zero());
        };
        if winner.saturating_add(loser) > polled.cards {
            return Err(why::stratum_votes(&polled.id));
        }
        let (n, winner_seen, loser_seen) = (0, 0, 0);
        let polling = PollingStratum { cards: polled.cards, winner, loser, n, winner_seen, loser_seen };
        let cards = claim.strata[compared].cards;
        let comparison = ComparisonStratum { cards, margin, gamma: GAMMA, n, found: Discrepancies::default() };
        let begun = Suite { comparison, polling };
        if begun.margin() <= 0 { Err(says_otherwise(claim, &pair)) } else { Ok(Self { pair, begun }) }
    }

    /// Whether these draws from both strata confirm, if all readings are as reported.
    fn confirms(&self, draws: [u64; 2], risk_limit: f64) -> bool {
        let mut suite = self.begun;
        let polling = &mut suite.polling;
        let expected =
            |votes: u64| (u128::from(votes) * u128::from(draws[1]) / u128::from(polling.cards.max(1))) as u64;
        (polling.winner_seen, polling.loser_seen) = (expected(polling.winner), expected(polling.loser));
        polling.n = draws[1];
        suite.comparison.n = draws[0];
        suite.p_value().p_value <= risk_limit
    }

    /// The smallest draws of both strata, in one of a few proportions, that confirm if all readings are as reported.
    fn sizes(&self, risk_limit: f64) -> [u64; 2] {
        let cards = [self.begun.comparison.cards, self.begun.polling.cards];
        let all = cards[0] + cards[1];
        let split = |draws: u64, share: f64| {
            let compared = (libm::rint(draws as f64 * share) as u64).min(cards[0]);
            let polled = (draws - compared).min(cards[1]);
            [(draws - polled).min(cards[0]), polled]
        };
        let mut best = (all, cards);
        for share in SHARES {
            if !self.confirms(split(best.0, share), risk_limit) {
                continue;
            }
            let (mut low, mut high) = (0, best.0);
            while high - low > 1 + high / 200 {
                let middle = low.midpoint(high);
                if self.confirms(split(middle, share), risk_limit) { high = middle } else { low = middle }
            }
            if high < best.0 {
                best = (high, split(high, share));
            }
        }
        best.1.map(|size| size.max(1))
    }
}

/// Shares of draws from the stratum with records that are tried.
const SHARES: [f64; 7] = [0.5, 0.25, 0.1, 0.04, 0.75, 0.9, 0.96];

struct PreparedSuite<'c> {
    hybrids: Vec<Hybrid>,
    /// Index of the stratum with records.
    compared: usize,
    /// Cards of the stratum with records, and of the other.
    cards: [u64; 2],
    /// Draws of the first round from each; later rounds keep the proportion.
    sizes: [u64; 2],
    risk_limit: f64,
    card_by_card: bool,
    /// The stratum of each batch.
    of: &'c [usize],
}

impl PreparedAudit for PreparedSuite<'_> {
    fn unit(&self) -> Unit {
        Unit::CardOfStratum
    }

    fn first_round(&self) -> u64 {
        self.sizes[0] + self.sizes[1]
    }

    fn formula(&self) -> Reason {
        why::suite()
    }

    fn strata(&self) -> usize {
        2
    }

    fn next_stratum(&self, drawn: &[u64]) -> usize {
        let Self { compared, cards, sizes, .. } = self;
        let drawn = [drawn[*compared], drawn[1 - compared]];
        // The stratum that is behind its part of the first round, as long as it has cards.
        let behind = u128::from(drawn[0]) * u128::from(sizes[1]) <= u128::from(drawn[1]) * u128::from(sizes[0]);
        let compares = if drawn[0] >= cards[0] { false } else { behind || drawn[1] >= cards[1] };
        if compares { *compared } else { 1 - compared }
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        let tests = self.hybrids.iter().map(|hybrid| (&hybrid.pair, hybrid.begun)).collect();
        let looks = Looks::new(self.card_by_card);
        let weakest = vec![0.0; self.hybrids.len()];
        Box::new(CombinedPairs { ready: self, tests, drawn: 0, looks, weakest, least: 1.0 })
    }
}

struct CombinedPairs<'r> {
    ready: &'r PreparedSuite<'r>,
    tests: Vec<(&'r AssertionPair, Suite)>,
    drawn: u64,
    looks: Looks,
    /// For each pair, the votes that the compared stratum would overstate at the split where the evidence was weakest.
    weakest: Vec<f64>,
    least: f64,
}

impl CombinedPairs<'_> {
    fn look(&mut self) {
        let mut now = 0.0_f64;
        for ((_, suite), weakest) in self.tests.iter().zip(&mut self.weakest) {
            let found = suite.p_value();
            *weakest = found.lambda * suite.margin() as f64;
            now = now.max(found.p_value);
            // One pair without enough evidence is enough to continue.
            if now >= self.least {
                return;
            }
        }
        self.least = now;
    }

    /// Whether some pair is far from confirmed, by the split that was hardest to reject before.
    fn goes_on(&self) -> bool {
        let mut pairs = self.tests.iter().zip(&self.weakest);
        pairs.any(|((_, suite), weakest)| suite.surely_exceeds(self.ready.risk_limit, *weakest))
    }
}

impl AuditState for CombinedPairs<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { batch, record, reading } = drawn else { return false };
        let mut differs = not_found(drawn);
        let compared = self.ready.of[batch] == self.ready.compared;
        self.drawn += 1;
        for (pair, Suite { comparison, polling }) in &mut self.tests {
            let read = reading_value(pair, reading);
            if compared {
                let records = pair.record.as_ref().map(|(assorter, _)| assorter);
                let record = records.zip(record).map_or(1, |(assorter, code)| assorter.value(code));
                let overstated = record as i32 - read as i32;
                comparison.n += 1;
                comparison.found.add(overstated.max(0));
                comparison.margin -= i64::from(overstated.max(0));
                differs |= overstated != 0;
            } else {
                polling.n += 1;
                polling.winner_seen += u64::from(read == 2);
                polling.loser_seen += u64::from(read == 0);
            }
        }
        if self.looks.is_one_due(self.drawn) && !self.goes_on() {
            self.look();
        }
        differs
    }

    fn close_round(&mut self) {
        self.look();
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.least)
    }
}

/// The numbers of draws at which costly evidence is computed within a round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looks {
    next: u64,
}

impl Looks {
    /// Within a round only if it is judged card by card.
    pub(super) fn new(card_by_card: bool) -> Self {
        Self { next: if card_by_card { 1 } else { u64::MAX } }
    }

    /// Whether the evidence is due after that number of draws: after each of the first, then each time they grew by a
    /// 32nd.
    pub(super) fn is_one_due(&mut self, draws: u64) -> bool {
        let due = draws >= self.next;
        if due {
            self.next = draws + 1 + draws / 32;
        }
        due
    }
}
