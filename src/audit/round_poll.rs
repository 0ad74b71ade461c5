//! A poll that is judged at round ends: every pair by the rule of its method, on its own ballots.
//!
//! Cards are drawn with replacement. The number of ballots of a pair in a round is random, but given these numbers each
//! ballot is for the winner with the same probability, whatever came before: the rule keeps its risk limit given them,
//! and so it does without. A pair that was confirmed stays so. The audit confirms when all pairs are: if the outcome is
//! wrong, some pair's winner did not win, and that pair is confirmed with a probability of at most the risk limit.
//!
//! A card that cannot be found is a vote for the loser of every pair, which cannot favour a wrong outcome.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21, section 6 (several candidates, by pairs).

use super::claim::reading_value;
use super::claim::{AssertionPair, ReportedContest};
use super::round_distribution::confirms_by;
use super::sizing::{Closest, Sizing};
use super::{
    AuditSettings, AuditState, CardValue, Chances, DrawnUnit, FirstSizes, NumericAudit, NumericMeasures, PreparedAudit,
    RoundEvidence, SupposedPaper, Unit, chance_by,
};
use crate::election::Code;
use crate::hand_count::Reading;
use crate::reason::{Reason, why};
use crate::risk::polling::{Before, RoundRule, RoundSample};

/// A prepared poll by rounds.
pub(super) struct RoundPoll {
    pairs: Vec<AssertionPair>,
    sizing: Sizing,
    closest: Closest,
    /// Whether sizes of later rounds may depend on earlier readings.
    looks: bool,
    chance: f64,
    first: u64,
}

impl RoundPoll {
    /// A poll by a rule whose later sizes may depend on earlier readings (`looks`), or may not.
    pub(super) fn new(
        claim: &ReportedContest<'_>,
        terms: &AuditSettings,
        rule: &'static dyn RoundRule,
        looks: bool,
    ) -> Result<Self, Reason> {
        let pairs = claim.pairs_of_two()?;
        let sizing = Sizing::of(claim, &pairs, terms.risk_limit, rule)?;
        let chance = terms.round_chance.unwrap_or(Sizing::USUAL_CHANCE);
        let first = sizing.first(chance);
        let closest = Closest::of(claim, &pairs, terms.risk_limit);
        Ok(Self { pairs, sizing, closest, looks, chance, first })
    }
}

impl PreparedAudit for RoundPoll {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: true }
    }

    fn judges_rounds(&self) -> bool {
        true
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::chance90()
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        let known = chance.to_bits() == self.chance.to_bits();
        Some(if known { self.first } else { self.sizing.first(chance) })
    }

    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        Some(self.sizing.sizes(chance))
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        self.closest.foresees(&self.pairs, ends, paper, |figures, votes| {
            confirms_by(self.sizing.rule, figures, votes, ends).map_err(|why| why.reason())
        })
    }

    fn chooses_rounds(&self) -> bool {
        self.looks
    }

    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        Some(self)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(PreparedRoundPoll::begin(self, false))
    }

    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        Box::new(PreparedRoundPoll::begin(self, limit >= self.sizing.risk_limit()))
    }
}

impl NumericAudit for RoundPoll {
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let DrawnUnit::Card { reading, .. } = drawn else { return CardValue { differs: false, values: Vec::new() } };
        let values = self.pairs.iter().map(|pair| reading_value(pair, reading) as i32).collect();
        CardValue { differs: matches!(reading, Reading::NotFound), values }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        NumericMeasures::ByRounds { rule: self.sizing.rule, designs: &self.sizing.designs }
    }
}

/// The state of one pair.
struct PairRounds {
    before: Before,
    now: RoundSample,
    /// The smallest P-value at a round end.
    p_value: f64,
    /// Whether there is nothing more to judge: it is confirmed, or its distribution has become too long to compute.
    closed: bool,
}

impl Default for PairRounds {
    fn default() -> Self {
        Self { before: Before::default(), now: RoundSample::default(), p_value: 1.0, closed: false }
    }
}

struct PreparedRoundPoll<'p> {
    poll: &'p RoundPoll,
    draws: u64,
    pairs: Vec<PairRounds>,
    /// For each code of a reading, the number of such cards since the last round was judged: each pair takes them all
    /// at once.
    heard: Vec<u64>,
    /// Whether a P-value at the limit or below may replace any other.
    decides: bool,
}

impl<'p> PreparedRoundPoll<'p> {
    fn begin(poll: &'p RoundPoll, decides: bool) -> Self {
        let pairs = poll.pairs.iter().map(|_| PairRounds::default()).collect();
        Self { poll, draws: 0, pairs, heard: Vec::new(), decides }
    }

    /// Units in all after which a next round confirms with this probability.
    fn size_for(&self, chance: f64) -> u64 {
        let open = self.pairs.iter().enumerate().filter(|(_, of)| !of.closed).map(|(i, of)| (i, of.before.clone()));
        self.poll.sizing.next(open, self.draws, chance)
    }

    /// Gives each pair the cards that were taken since the last round was judged.
    fn count(&mut self) {
        let heard: Vec<(Code, u64)> = (0..).zip(self.heard.drain(..)).filter(|(_, cards)| *cards > 0).collect();
        for (pair, of) in self.poll.pairs.iter().zip(&mut self.pairs).filter(|(_, of)| !of.closed) {
            for &(code, cards) in &heard {
                of.now.add(reading_value(pair, Reading::Vote(code)) as u8, cards);
            }
        }
    }
}

impl AuditState for PreparedRoundPoll<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { reading, .. } = drawn else { return false };
        self.draws += 1;
        if let Reading::Vote(code) = reading {
            let code = code as usize;
            self.heard.resize(self.heard.len().max(code + 1), 0);
            self.heard[code] += 1;
            return false;
        }
        for (pair, of) in self.poll.pairs.iter().zip(&mut self.pairs) {
            of.now.add(reading_value(pair, reading) as u8, 1);
        }
        matches!(reading, Reading::NotFound)
    }

    fn close_round(&mut self) {
        self.count();
        let Sizing { rule, designs, .. } = &self.poll.sizing;
        for (of, design) in self.pairs.iter_mut().zip(designs) {
            // A round without a ballot of the pair gives no evidence about it.
            if of.closed || of.now.n == of.before.sample.n {
                continue;
            }
            if self.decides && rule.surely_stops(design, of.now) {
                (of.p_value, of.closed) = (of.p_value.min(design.risk_limit()), true);
                continue;
            }
            match of.before.observe(*rule, design, of.now) {
                // A rule may require more than a small P-value: until it allows stopping, no level was reached.
                Ok(judged) if judged.stop => {
                    (of.p_value, of.closed) = (of.p_value.min(judged.p_value).min(design.risk_limit()), true);
                }
                Ok(judged) if judged.p_value > design.risk_limit() => of.p_value = of.p_value.min(judged.p_value),
                Ok(_) => {}
                Err(_) => of.closed = true,
            }
        }
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.pairs.iter().map(|of| of.p_value).fold(0.0, f64::max))
    }

    fn next_round(&self, chance: f64) -> Option<u64> {
        self.poll.looks.then(|| self.size_for(chance))
    }

    fn confirms_by(&self, draws: u64) -> Option<f64> {
        // Sizes that are fixed before the first card have this chance too; it chooses none of them.
        chance_by(draws, |chance| Some(self.size_for(chance)))
    }
}
