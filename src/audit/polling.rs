//! Ballot polling by ALPHA: hand readings alone, without replacement, with an estimate that learns.
//!
//! # Reference
//! Stark 2023, "ALPHA: Audit that Learns from Previously Hand-Audited Ballots", Ann. Appl. Stat. 17(1), sections 2 and
//! 3, with the truncated shrinkage estimator, or any bet that [`AuditSettings::bets`] names. No exact distribution
//! gives the probability that it confirms, so there are no sizes for a probability, and the first round is Wald's
//! average.

use super::claim::{AssertionPair, ReportedContest, reading_value};
use super::sample_size::{bravo_until, chances_by};
use super::sizing::{Closest, Sizing};
use super::{
    AuditMethod, AuditSettings, AuditState, CardValue, Chances, DrawnUnit, FirstSizes, Guarantee, Needs, NumericAudit,
    NumericMeasures, PreparedAudit, RoundEvidence, SupposedPaper, Unit,
};
use crate::assertion::Assertion;
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, why};
use crate::risk::bet::ShrinkTrunc;
use crate::risk::bet::spec::stake::Measure;
use crate::risk::bet::spec::value::UnitScale;
use crate::risk::bet::spec::{BetText, RefusedField, ReportedAssertion};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::polling::{Before, RoundRule, RoundSample};
use crate::risk::{Betting, Null, RiskFunction, average_sample_number};

/// Ballot polling with ALPHA.
#[derive(Clone, Copy, Debug)]
pub struct Polling;

impl AuditMethod for Polling {
    fn name(&self) -> &'static str {
        "polling"
    }

    fn says(&self) -> Reason {
        procedures::method_polling()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        if let Some(bet) = terms.bets.get(self.name()) {
            let mut measures = named_measures(claim, terms, bet)?;
            let of = |_: &ReportedContest<'_>, pair: &AssertionPair| {
                let at = measures.iter().position(|(of, _)| *of == pair.assertion);
                measures.swap_remove(at.expect("the same claim has the same pairs")).1
            };
            return Ok(Box::new(Poll::new(claim, terms, false, of)?));
        }
        let pairs = claim.pairs()?;
        Ok(Box::new(Poll::of_pairs(claim, terms, (pairs, false), |claim, pair| {
            let (scale, cards) = (pair.reading.scale(), claim.frame.cards());
            let null = Null::of(cards, scale.total_if_false(cards), scale.upper.into(), false);
            let (middle, upper) = (f64::from(scale.middle), f64::from(scale.upper));
            let eta = (middle + claim.margin(&pair.assertion) as f64 / null.cards as f64).min(upper);
            Box::new(Betting::new(null, ShrinkTrunc::of(eta, middle)))
        })?))
    }

    fn checks_bet(&self, bet: &BetText) -> Option<Result<(), RefusedField>> {
        let reported =
            ReportedAssertion { compares: false, votes: [550.0, 450.0], margin: 0.1, risk_limit: 0.05, mean: 0.55 };
        Some(bet.measure(&UnitScale { null: tie(1_000), unit: UNIT, draws: 1_000 }, &reported).map(|_| ()))
    }
}

/// Units of a whole vote: readings are in half votes.
const UNIT: f64 = 2.0;

/// Number of cards for which a named bet must be fast enough: larger polls are rare.
const MOST_DRAWS: usize = 100_000;

/// The null hypothesis of a poll: at most half a vote on average over all cards.
fn tie(cards: u64) -> Null {
    Null::of(cards, cards as i64, 2, false)
}

/// The measures of all pairs with a named bet.
fn named_measures(
    claim: &ReportedContest<'_>,
    terms: &AuditSettings,
    bet: &BetText,
) -> Result<Vec<(Assertion, Measure)>, Reason> {
    let null = tie(claim.frame.cards());
    let ground = UnitScale { null, unit: UNIT, draws: MOST_DRAWS };
    let measure = |pair: AssertionPair| {
        let votes = claim.votes_of(&pair.assertion).map(|votes| votes as f64);
        let margin = claim.margin(&pair.assertion) as f64 / null.cards as f64;
        if margin <= 0.0 {
            return Err(why::totals(claim.in_words(&pair.assertion)));
        }
        let (margin, risk_limit) = (margin.min(1.0), terms.risk_limit);
        let reported =
            ReportedAssertion { compares: false, votes, margin, risk_limit, mean: f64::midpoint(1.0, margin) };
        Ok((pair.assertion, bet.measure(&ground, &reported)?))
    };
    claim.pairs_of_two()?.into_iter().map(measure).collect()
}

/// The sample at which wealth passes 1/α on average, by Wald's approximation, for a constant stake on cards as they
/// were reported: ln(1/α) over the mean growth of a card. `None` if the report contradicts the statement.
fn average_of(claim: &ReportedContest<'_>, pair: &AssertionPair, risk_limit: f64) -> Option<u64> {
    let (scale, cards) = (pair.reading.scale(), claim.frame.cards());
    let margin = claim.margin(&pair.assertion);
    if margin < 0 || margin == 0 && !scale.holds_at_middle {
        return None;
    }
    let (middle, upper, all) = (f64::from(scale.middle), f64::from(scale.upper), cards as f64);
    let stake = (margin as f64 / all / (upper - middle)).min(1.0);
    let said = pair.assertion.said_in(claim.contest, &claim.tally);
    let growth = |(worth, n): &(i64, f64)| n / all * libm::log1p(stake * (*worth as f64 / middle));
    let growth: f64 = said.iter().map(growth).sum();
    if growth <= 0.0 {
        return Some(cards);
    }
    Some((libm::ceil(-libm::log(risk_limit) / growth) as u64).clamp(1, cards))
}

/// A prepared poll: the pairs, and a measure for each.
pub(super) struct Poll<'c> {
    claim: &'c ReportedContest<'c>,
    pairs: Vec<AssertionPair>,
    measures: Vec<Measure>,
    replacement: bool,
    first: u64,
    /// The distribution that gives sizes for a probability, if there is one, and its pair.
    sizing: Option<Sizing>,
    closest: Option<Closest>,
    /// A probability and the first round's size for it.
    sized: Option<(f64, u64)>,
}

impl<'c> Poll<'c> {
    pub(super) fn new(
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
        replacement: bool,
        measure: impl FnMut(&ReportedContest<'_>, &AssertionPair) -> Measure,
    ) -> Result<Self, Reason> {
        let pairs = claim.pairs_of_two()?;
        Self::of_pairs(claim, terms, (pairs, replacement), measure)
    }

    /// A poll for statements of any kind.
    fn of_pairs(
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
        (pairs, replacement): (Vec<AssertionPair>, bool),
        mut measure: impl FnMut(&ReportedContest<'_>, &AssertionPair) -> Measure,
    ) -> Result<Self, Reason> {
        let cards = claim.frame.cards();
        let mut first = 1;
        for pair in &pairs {
            let lead = || why::totals(claim.in_words(&pair.assertion));
            if !pair.assertion.is_of_two() {
                first = first.max(average_of(claim, pair, terms.risk_limit).ok_or_else(lead)?);
                continue;
            }
            let [winner, loser] = claim.votes_of(&pair.assertion);
            if winner < 0 || loser < 0 {
                return Err(why::below_zero());
            }
            let size = average_sample_number(terms.risk_limit, winner as u64, loser as u64, cards);
            first = first.max(size.ok_or_else(lead)?);
        }
        let measures = pairs.iter().map(|pair| measure(claim, pair)).collect();
        Ok(Self { claim, pairs, measures, replacement, first, sizing: None, closest: None, sized: None })
    }

    /// The same with sizes by the exact distribution of a rule.
    pub(super) fn sized_by(mut self, terms: &AuditSettings, rule: &'static dyn RoundRule) -> Result<Self, Reason> {
        let sizing = Sizing::of(self.claim, &self.pairs, terms.risk_limit, rule)?;
        // The distribution takes long, so it is computed once, before any trial.
        self.sized = terms.round_chance.map(|chance| (chance, sizing.first(chance)));
        self.sizing = Some(sizing);
        self.closest = Some(Closest::of(self.claim, &self.pairs, terms.risk_limit));
        Ok(self)
    }
}

impl PreparedAudit for Poll<'_> {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: self.replacement }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::wald()
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        let sizing = self.sizing.as_ref()?;
        let known = self.sized.filter(|(of, _)| of.to_bits() == chance.to_bits());
        Some(known.map_or_else(|| sizing.first(chance), |(_, size)| size))
    }

    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        self.sizing.as_ref().map(|sizing| sizing.sizes(chance))
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        let Some(closest) = &self.closest else {
            return Err(why::order());
        };
        // The smallest P-value so far counts: an audit that has stopped card by card has confirmed at the round's end.
        closest.foresees(&self.pairs, ends, paper, |figures, votes| {
            let distribution = bravo_until(figures, votes, ends.last().copied().unwrap_or(0))?;
            Ok(chances_by(&distribution, ends))
        })
    }

    fn chooses_rounds(&self) -> bool {
        self.sizing.is_some()
    }

    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        // A size for a probability depends on the sample.
        self.sized.is_none().then_some(self)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        self.begin_to_decide(f64::NEG_INFINITY)
    }

    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        let risks = self.measures.iter().map(|measure| measure.copy()).collect();
        let samples = vec![RoundSample::default(); self.pairs.len()];
        Box::new(PreparedPolling { poll: self, draws: 0, risks, samples, limit, open: (0..self.pairs.len()).collect() })
    }
}

impl NumericAudit for Poll<'_> {
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let DrawnUnit::Card { reading, .. } = drawn else { return CardValue { differs: false, values: Vec::new() } };
        let values = self.pairs.iter().map(|pair| reading_value(pair, reading) as i32).collect();
        CardValue { differs: matches!(reading, Reading::NotFound), values }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        let measures = self.measures.iter().map(|measure| -> &dyn CloneBeforeStart { measure.as_ref() });
        NumericMeasures::Each { measures: measures.collect(), agrees: None }
    }
}

struct PreparedPolling<'p> {
    poll: &'p Poll<'p>,
    draws: u64,
    risks: Vec<Box<dyn RiskFunction>>,
    samples: Vec<RoundSample>,
    /// A pair whose P-value is at this limit or below is not updated any more.
    limit: f64,
    /// The pairs that are still updated.
    open: Vec<usize>,
}

impl AuditState for PreparedPolling<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { reading, .. } = drawn else { return false };
        self.draws += 1;
        let (limit, risks) = (self.limit, &mut self.risks);
        self.open.retain(|&pair| {
            let value = reading_value(&self.poll.pairs[pair], reading);
            risks[pair].observe(u64::from(value));
            self.samples[pair].add(value as u8, 1);
            risks[pair].p_value() > limit
        });
        // A poll compares a reading with nothing; only a card that is not there is listed.
        matches!(reading, Reading::NotFound)
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.risks.iter().map(|risk| risk.p_value()).fold(0.0, f64::max))
    }

    fn next_round(&self, chance: f64) -> Option<u64> {
        let sizing = self.poll.sizing.as_ref()?;
        let (draws, limit) = (self.draws, sizing.risk_limit());
        let open = (0..self.risks.len()).filter(|&pair| self.risks[pair].p_value() > limit);
        let open = open.map(|pair| (pair, Before { sample: self.samples[pair], ..Before::default() }));
        Some(sizing.next(open, draws, chance))
    }
}
