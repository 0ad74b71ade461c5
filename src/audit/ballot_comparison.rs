//! Ballot-level comparison: each drawn card against its own cast vote record, by a betting martingale.
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.2, the overstatement assorter; Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`) and
//! Spertus 2023 (COBRA) for bets. Phantoms and cards not found after Bañuelos and Stark 2012, "Limiting Risk by Turning
//! Manifest Phantoms into Evil Zombies".

use std::sync::OnceLock;

use super::claim::reading_value;
use super::claim::{AssertionPair, ReportedContest};
use super::discrepancy_kinds::{Overstates, rates_of};
use super::sample_size::{SampleSizeLaw, chances_by, comparison_law};
use super::{
    AuditMethod, AuditSettings, AuditState, CardValue, Chances, DrawnUnit, FirstSizes, Guarantee, Needs, NumericAudit,
    NumericMeasures, PreparedAudit, RoundEvidence, SupposedPaper, Unit,
};
use crate::assertion::{AGREES, Overstatement, Scale};
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, told};
use crate::risk::bet::Adaptive;
use crate::risk::bet::spec::stake::Measure;
use crate::risk::bet::spec::value::UnitScale;
use crate::risk::bet::spec::{BetText, RefusedField, ReportedAssertion};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::{Bet, Betting, DiscrepancyRates, MeanLeft, Past, RiskFunction};

/// Ballot-level comparison with our default bet.
#[derive(Clone, Copy, Debug)]
pub struct BallotComparison;

impl AuditMethod for BallotComparison {
    fn name(&self) -> &'static str {
        "ballot_comparison"
    }

    fn says(&self) -> Reason {
        procedures::method_ballot_comparison()
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let pairs = compared_pairs(claim)?;
        let closest = pairs.iter().map(|(_, o)| *o).min_by(|a, b| a.diluted().total_cmp(&b.diluted()));
        let Some(bet) = terms.bets.get(self.name()) else {
            let missing = claim.cards_without_record();
            let first = closest.map_or(1, |closest| size_without(closest, missing, terms.risk_limit));
            let closest = closest_pair(claim, &pairs, terms);
            let (risk_limit, measures) = (terms.risk_limit, OnceLock::new());
            return Ok(Box::new(ComparisonBets {
                pairs,
                risk_limit,
                measures,
                first,
                missing,
                closest,
                law: OnceLock::new(),
            }));
        };
        let measure = |(pair, o): &(AssertionPair, Overstatement)| {
            if !pair.assertion.is_of_two() {
                return Err(told::why_not_two(claim.in_words(&pair.assertion)));
            }
            let votes = claim.votes_of(&pair.assertion).map(|votes| votes as f64);
            Ok(named_measure(bet, *o, votes, terms.risk_limit)?)
        };
        let measures: Vec<Measure> = pairs.iter().map(measure).collect::<Result<_, _>>()?;
        let sizes = pairs.iter().zip(&measures).map(|((_, o), measure)| stepped(measure, *o, terms.risk_limit));
        let first = sizes.max().unwrap_or(1);
        let (risk_limit, measures) = (terms.risk_limit, OnceLock::from(measures));
        Ok(Box::new(ComparisonBets {
            pairs,
            risk_limit,
            measures,
            first,
            missing: 0,
            closest: None,
            law: OnceLock::new(),
        }))
    }

    fn checks_bet(&self, bet: &BetText) -> Option<Result<(), RefusedField>> {
        let usual = Overstatement { cards: 1_000, margin: 100, scale: Scale::HALF_VOTES };
        Some(named_measure(bet, usual, [550.0, 450.0], 0.05).map(|_| ()))
    }
}

/// The measure of one assertion by a bet that was named.
fn named_measure(bet: &BetText, o: Overstatement, votes: [f64; 2], risk_limit: f64) -> Result<Measure, RefusedField> {
    // Units of a value of 1: see the overstatement assorter.
    let unit = 2.0 * (2.0 - o.diluted());
    let ground = UnitScale { null: o.null(false), unit, draws: MOST_DRAWS };
    let mean = o.agrees() as f64 / unit;
    bet.measure(&ground, &ReportedAssertion { compares: true, votes, margin: o.diluted(), risk_limit, mean })
}

/// The least sample that confirms if every card agrees, card by card; all cards where a million do not.
fn stepped(measure: &Measure, o: Overstatement, risk_limit: f64) -> u64 {
    let mut risk = measure.copy();
    while risk.p_value() > risk_limit && risk.draws() < o.cards.min(STEPPED) {
        risk.observe(o.agrees());
    }
    if risk.p_value() <= risk_limit { risk.draws() } else { o.cards }
}

/// Steps that a clean sample of a named bet may take.
const STEPPED: u64 = 1_000_000;

/// Cards for which a named bet must not be too slow: more are hardly ever compared.
const MOST_DRAWS: usize = 100_000;

/// The pairs of a claim, each with its overstatement assorter.
pub(super) fn compared_pairs(claim: &ReportedContest<'_>) -> Result<Vec<(AssertionPair, Overstatement)>, Reason> {
    if !claim.pools.is_empty() {
        return Err(told::why_known_by_sum());
    }
    let with_margin = |pair: AssertionPair| {
        let Some((_, margin)) = &pair.record else { return Err(told::why_no_records()) };
        let (margin, scale) = (*margin, pair.reading.scale());
        if margin <= 0 && !(margin == 0 && scale.holds_at_middle) {
            let who = claim.in_words(&pair.assertion);
            return Err(told::why_records_do_not(who));
        }
        Ok((pair, Overstatement { cards: claim.frame.cards(), margin, scale }))
    };
    claim.pairs()?.into_iter().map(with_margin).collect()
}

/// The closest pair of a comparison, and what is expected of it.
#[derive(Clone, Debug)]
pub(super) struct ClosestRecord {
    pub(super) overstatement: Overstatement,
    pub(super) rates: DiscrepancyRates,
    pub(super) risk_limit: f64,
    /// Its names, where the contest has several pairs.
    pub(super) name: Option<Reason>,
}

impl ClosestRecord {
    fn law(&self) -> SampleSizeLaw {
        comparison_law(self.overstatement, self.rates, self.risk_limit)
    }
}

/// The pair whose margin on the records is smallest, and the rates to expect. A card without a record is known before the
/// draw, and what it says is not: it is held to be a vote for the loser, one vote overstated.
pub(super) fn closest_pair(
    claim: &ReportedContest<'_>,
    pairs: &[(AssertionPair, Overstatement)],
    terms: &AuditSettings,
) -> Option<ClosestRecord> {
    // The law of sizes is known for half votes.
    if pairs.iter().any(|(_, o)| o.scale != Scale::HALF_VOTES) {
        return None;
    }
    let (pair, overstatement) = pairs.iter().min_by_key(|(_, o)| o.margin)?;
    let missing = claim.cards_without_record() as f64 / claim.frame.cards() as f64;
    let mut rates = terms.expected;
    rates.o1 = (rates.o1 + missing).min(1.0 - rates.o2 - rates.u1 - rates.u2).max(0.0);
    let name = (pairs.len() > 1).then(|| claim.in_words(&pair.assertion));
    Some(ClosestRecord { overstatement: *overstatement, rates, risk_limit: terms.risk_limit, name })
}

/// The stake for one assertion.
pub(super) fn stake(assertion: Overstatement, risk_limit: f64) -> Adaptive {
    let scale = assertion.scale;
    Adaptive::new(assertion.diluted(), assertion.agrees() as f64)
        .with_upper(0.5 * f64::from(scale.upper) / f64::from(scale.middle))
        .with_risk_limit(&assertion.null(false), risk_limit)
}

/// The sample after which an audit confirms on average where so many cards have no record, each held to be a vote for the
/// loser, and all others agree; the least that confirms where there are none.
fn size_without(closest: Overstatement, missing: u64, risk_limit: f64) -> u64 {
    let clean = clean_size(closest, risk_limit).0;
    if missing == 0 {
        return clean;
    }
    let (null, bet) = (closest.null(false), stake(closest, risk_limit));
    let share = missing as f64 / closest.cards as f64;
    let agrees = closest.agrees();
    // A phantom says nothing in its record, and is worth the least as it cannot be found.
    let missing_one = agrees - u64::from(closest.scale.middle);
    let (mut draws, mut wealth) = (0_u64, 0.0);
    while draws < closest.cards {
        let block = Adaptive::next_change(draws).min(closest.cards) - draws;
        // What so many cards have shown on average, in whole cards.
        let one = libm::rint(share * draws as f64) as u64;
        let mut past = Past::of_equal(agrees, bet.agreement(), draws - one);
        for _ in 0..one.min(MOST_HEARD) {
            past.add(missing_one, bet.kind(missing_one));
        }
        let MeanLeft::Mean(mean) = null.mean_left(&past) else { break };
        if mean <= 0.0 {
            break;
        }
        let stake = bet.stake(&null, &past, mean);
        let gain = |units: u64| libm::log1p(stake * (units as f64 / mean - 1.0));
        let each = (1.0 - share) * gain(agrees) + share * gain(missing_one);
        let needed = -libm::log(risk_limit) - wealth;
        if each * block as f64 >= needed {
            return (draws + (libm::ceil(needed / each) as u64).clamp(1, block)).max(clean);
        }
        wealth += each * block as f64;
        draws += block;
    }
    closest.cards
}

/// Cards without a record that a past is told of, one by one: more hardly move a stake.
const MOST_HEARD: u64 = 100_000;

/// Draws that are gone through one by one; beyond them a clean sample is summed up block by block.
const ONE_BY_ONE: u64 = 4_000_000;

/// The least sample that confirms if every card agrees with its record, and whether it is exact to the card.
pub(super) fn clean_size(closest: Overstatement, risk_limit: f64) -> (u64, bool) {
    let (null, bet) = (closest.null(false), stake(closest, risk_limit));
    let mut risk = Betting::new(null, bet);
    while risk.p_value() > risk_limit && risk.draws() < closest.cards.min(ONE_BY_ONE) {
        risk.observe(closest.agrees());
    }
    let mut draws = risk.draws();
    if risk.p_value() <= risk_limit || draws >= closest.cards {
        return (draws, true);
    }
    let agrees = closest.agrees();
    let mut missing = libm::log(risk.p_value()) - libm::log(risk_limit);
    while draws < closest.cards {
        // The stake is constant for a 64th of what was drawn, and the mean moves so little that the growth of the first and of
        // the last card give the sum.
        let block = Adaptive::next_change(draws).min(closest.cards) - draws;
        let past = Past::of_equal(agrees, bet.agreement(), draws);
        let growth = |stake: f64, draws: u64| match null.mean_after(draws, agrees * draws) {
            MeanLeft::Mean(mean) if mean > 0.0 => libm::log1p(stake * (agrees as f64 / mean - 1.0)),
            _ => f64::INFINITY,
        };
        let stake = bet.stake(&null, &past, 1.0);
        let each = 0.5 * (growth(stake, draws) + growth(stake, draws + block - 1));
        if each * block as f64 >= missing {
            return (draws + (libm::ceil(missing / each) as u64).clamp(1, block), false);
        }
        missing -= each * block as f64;
        draws += block;
    }
    (closest.cards, false)
}

/// Half votes by which the record of a card overstates a pair's margin, and the units that the card is worth.
pub(super) fn overstated(pair: &AssertionPair, drawn: DrawnUnit<'_>) -> Option<(i32, u64)> {
    let (DrawnUnit::Card { record, reading, .. }, Some((records, _))) = (drawn, &pair.record) else { return None };
    let scale = records.scale();
    let record = record.map_or(scale.middle, |code| records.value(code));
    let reading = reading_value(pair, reading);
    let (over, upper) = (i64::from(record) - i64::from(reading), i64::from(scale.upper));
    // Of the largest overstatement, two half votes; rounded away from none.
    let half_votes = (2 * over.abs() + upper - 1) / upper * over.signum();
    Some((half_votes as i32, u64::from(scale.upper + reading - record)))
}

/// Whether the card is not where the manifest says: worth a line even where it costs nothing.
pub(super) fn not_found(drawn: DrawnUnit<'_>) -> bool {
    matches!(drawn, DrawnUnit::Card { reading: Reading::NotFound, .. })
}

struct ComparisonBets {
    pairs: Vec<(AssertionPair, Overstatement)>,
    risk_limit: f64,
    /// A measure for each pair. Those of our default bet are made when a card is first to be heard: a plan of a contest
    /// with thousands of pairs asks for none.
    measures: OnceLock<Vec<Measure>>,
    first: u64,
    /// Cards without a record, which the first round counts on.
    missing: u64,
    /// The pair whose law is known; nothing where a bet was named.
    closest: Option<ClosestRecord>,
    /// That law, computed when it is first asked for.
    law: OnceLock<SampleSizeLaw>,
}

impl ComparisonBets {
    fn each_measure(&self) -> &[Measure] {
        let measure = |(_, o): &(AssertionPair, Overstatement)| -> Measure {
            Box::new(Betting::new(o.null(false), stake(*o, self.risk_limit)))
        };
        self.measures.get_or_init(|| self.pairs.iter().map(measure).collect())
    }
}

impl PreparedAudit for ComparisonBets {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        if self.missing > 0 { told::why_without_record() } else { told::why_least_cards() }
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        // Without any discrepancy the least that confirms does so for certain.
        self.closest.as_ref().filter(|closest| closest.rates != DiscrepancyRates::default())?;
        self.sizes_for(chance).map(|sizes| sizes.least.unwrap_or(self.pairs[0].1.cards))
    }

    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        let closest = self.closest.as_ref()?;
        let law = self.law.get_or_init(|| closest.law());
        // The smallest P-value so far counts: a larger round confirms no less often.
        let size = law.quantile(chance);
        (law.complete() || size.is_some()).then_some(FirstSizes { least: size, all_beyond: size })
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        if self.pairs.is_empty() {
            return Ok(Chances::certain(ends));
        }
        let Some(closest) = &self.closest else {
            return Err(told::why_bet_named());
        };
        if let SupposedPaper::Cells(cells) = paper {
            let [(pair, _)] = &self.pairs[..] else {
                return Err(told::why_several_pairs());
            };
            let rates = rates_of(cells, |drawn| overstated(pair, drawn).map_or(0, |(votes, _)| votes));
            return Ok(chances_by(&comparison_law(closest.overstatement, rates, closest.risk_limit), ends));
        }
        let law = self.law.get_or_init(|| closest.law());
        Ok(Chances { closest: closest.name.clone(), without_record: self.missing, ..chances_by(law, ends) })
    }

    fn overstatements(&self) -> Option<&dyn Overstates> {
        Some(self)
    }

    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        Some(self)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(PreparedComparison {
            pairs: &self.pairs,
            risks: self.each_measure().iter().map(|measure| measure.copy()).collect(),
        })
    }
}

impl Overstates for ComparisonBets {
    fn overstates(&self, drawn: DrawnUnit<'_>) -> i32 {
        let votes = self.pairs.iter().filter_map(|(pair, _)| overstated(pair, drawn)).map(|(votes, _)| votes);
        votes.max().unwrap_or(0)
    }
}

impl NumericAudit for ComparisonBets {
    fn hears(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let pairs = self.pairs.iter().map(|(pair, o)| overstated(pair, drawn).unwrap_or((0, o.agrees())));
        let differs = not_found(drawn) || pairs.clone().any(|(overstated, _)| overstated != 0);
        CardValue { differs, values: pairs.map(|(_, units)| units as i32).collect() }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        let measures = self.each_measure().iter().map(|measure| -> &dyn CloneBeforeStart { measure.as_ref() });
        // Cards that agree are skipped by tables of half votes.
        let agrees = self.pairs.iter().all(|(_, o)| o.scale == Scale::HALF_VOTES).then_some(AGREES);
        NumericMeasures::Each { measures: measures.collect(), agrees }
    }
}

struct PreparedComparison<'p> {
    pairs: &'p [(AssertionPair, Overstatement)],
    risks: Vec<Box<dyn RiskFunction>>,
}

impl AuditState for PreparedComparison<'_> {
    fn hear(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let mut differs = not_found(drawn);
        for ((pair, _), risk) in self.pairs.iter().zip(&mut self.risks) {
            if let Some((overstated, units)) = overstated(pair, drawn) {
                risk.observe(units);
                differs |= overstated != 0;
            }
        }
        differs
    }

    fn standing(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.risks.iter().map(|risk| risk.p_value()).fold(0.0, f64::max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_summed_by_blocks_are_those_of_single_steps() {
        // A lead of 1 in a million cards: more cards than are gone through one by one.
        let closest = Overstatement { cards: 100_000_000, margin: 100, scale: Scale::HALF_VOTES };
        let (size, exact) = clean_size(closest, 0.05);
        let mut risk = Betting::new(closest.null(false), stake(closest, 0.05));
        while risk.p_value() > 0.05 {
            risk.observe(AGREES);
        }
        assert!(!exact && size.abs_diff(risk.draws()) <= 2, "{size} {}", risk.draws());
    }

    #[test]
    fn no_question_takes_long() {
        for (cards, margin) in [(1_000_000_000_000, 1), (1_000_000_000_000, 1_000), (7, 7), (1, 1)] {
            let (size, _) = clean_size(Overstatement { cards, margin, scale: Scale::HALF_VOTES }, 0.01);
            assert!((1..=cards).contains(&size));
        }
    }
}
