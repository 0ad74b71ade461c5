//! Ballot-level comparison: each drawn card is compared with its own cast vote record, by a betting martingale.
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
use super::clean_size::{size_without, stake};
use super::discrepancy_kinds::{Overstates, rates_of};
use super::sample_size::{SampleSizeDistribution, chances_by, comparison_distribution};
use super::{
    AuditMethod, AuditSettings, AuditState, CardValue, Chances, DrawnUnit, FirstSizes, Guarantee, Needs, NumericAudit,
    NumericMeasures, PreparedAudit, RoundEvidence, SupposedPaper, Unit,
};
use crate::assertion::{Overstatement, Scale};
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, why};
use crate::risk::bet::spec::stake::Measure;
use crate::risk::bet::spec::value::UnitScale;
use crate::risk::bet::spec::{BetText, RefusedField, ReportedAssertion};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::{Betting, DiscrepancyRates, RiskFunction};

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
                distribution: OnceLock::new(),
            }));
        };
        let measure = |(pair, o): &(AssertionPair, Overstatement)| {
            if !pair.assertion.is_of_two() {
                return Err(why::not_two(claim.in_words(&pair.assertion)));
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
            distribution: OnceLock::new(),
        }))
    }

    fn checks_bet(&self, bet: &BetText) -> Option<Result<(), RefusedField>> {
        let usual = Overstatement { cards: 1_000, margin: 100, scale: Scale::HALF_VOTES };
        Some(named_measure(bet, usual, [550.0, 450.0], 0.05).map(|_| ()))
    }
}

/// The measure of one assertion with a named bet.
fn named_measure(bet: &BetText, o: Overstatement, votes: [f64; 2], risk_limit: f64) -> Result<Measure, RefusedField> {
    // Units of a value of 1: see the overstatement assorter.
    let unit = 2.0 * (2.0 - o.diluted());
    let ground = UnitScale { null: o.null(false), unit, draws: MOST_DRAWS };
    let mean = o.agrees() as f64 / unit;
    bet.measure(&ground, &ReportedAssertion { compares: true, votes, margin: o.diluted(), risk_limit, mean })
}

/// The smallest sample that confirms if every card agrees, found card by card; all cards if a million are not enough.
fn stepped(measure: &Measure, o: Overstatement, risk_limit: f64) -> u64 {
    let mut risk = measure.copy();
    while risk.p_value() > risk_limit && risk.draws() < o.cards.min(STEPPED) {
        risk.observe(o.agrees());
    }
    if risk.p_value() <= risk_limit { risk.draws() } else { o.cards }
}

/// Most cards of a clean sample that are simulated for a named bet.
const STEPPED: u64 = 1_000_000;

/// Number of cards for which a named bet must be fast enough: larger samples are rare.
const MOST_DRAWS: usize = 100_000;

/// The pairs of a claim, each with its overstatement assorter.
pub(super) fn compared_pairs(claim: &ReportedContest<'_>) -> Result<Vec<(AssertionPair, Overstatement)>, Reason> {
    if !claim.pools.is_empty() {
        return Err(why::known_by_sum());
    }
    let with_margin = |pair: AssertionPair| {
        let Some((_, margin)) = &pair.record else { return Err(why::no_records()) };
        let (margin, scale) = (*margin, pair.reading.scale());
        if margin <= 0 && !(margin == 0 && scale.holds_at_middle) {
            let who = claim.in_words(&pair.assertion);
            return Err(why::records_do_not(who));
        }
        Ok((pair, Overstatement { cards: claim.frame.cards(), margin, scale }))
    };
    claim.pairs()?.into_iter().map(with_margin).collect()
}

/// The closest pair of a comparison, and its expected discrepancies.
#[derive(Clone, Debug)]
pub(super) struct ClosestRecord {
    pub(super) overstatement: Overstatement,
    pub(super) rates: DiscrepancyRates,
    pub(super) risk_limit: f64,
    /// Its names, if the contest has several pairs.
    pub(super) name: Option<Reason>,
}

impl ClosestRecord {
    fn distribution(&self) -> SampleSizeDistribution {
        comparison_distribution(self.overstatement, self.rates, self.risk_limit)
    }
}

/// The pair with the smallest margin on the records, and the rates to expect. A card without a record is known before
/// the draw, but its votes are not: it is assumed to be a vote for the loser, overstated by one vote.
pub(super) fn closest_pair(
    claim: &ReportedContest<'_>,
    pairs: &[(AssertionPair, Overstatement)],
    terms: &AuditSettings,
) -> Option<ClosestRecord> {
    // The distribution of sizes is computed for half votes only.
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

/// Half votes by which the record of a card overstates a pair's margin, and the value of the card in units.
pub(super) fn overstated(pair: &AssertionPair, drawn: DrawnUnit<'_>) -> Option<(i32, u64)> {
    let (DrawnUnit::Card { record, reading, .. }, Some((records, _))) = (drawn, &pair.record) else { return None };
    let scale = records.scale();
    let record = record.map_or(scale.middle, |code| records.value(code));
    let reading = reading_value(pair, reading);
    let (over, upper) = (i64::from(record) - i64::from(reading), i64::from(scale.upper));
    // As a share of the largest overstatement, two half votes; rounded away from zero. Of two candidates a unit is half a vote,
    // and no division is needed.
    let half_votes = if upper == 2 { over } else { (2 * over.abs() + upper - 1) / upper * over.signum() };
    Some((half_votes as i32, u64::from(scale.upper + reading - record)))
}

/// Whether the card is not where the manifest says: it is listed even if it does not change the evidence.
pub(super) fn not_found(drawn: DrawnUnit<'_>) -> bool {
    matches!(drawn, DrawnUnit::Card { reading: Reading::NotFound, .. })
}

struct ComparisonBets {
    pairs: Vec<(AssertionPair, Overstatement)>,
    risk_limit: f64,
    /// A measure for each pair. Those of our default bet are made when the first card is taken, because a plan of a
    /// contest with thousands of pairs needs none.
    measures: OnceLock<Vec<Measure>>,
    first: u64,
    /// Cards without a record, which are used for the size of the first round.
    missing: u64,
    /// The pair whose distribution of sizes is known; `None` if a bet was named.
    closest: Option<ClosestRecord>,
    /// That distribution, computed when it is first needed.
    distribution: OnceLock<SampleSizeDistribution>,
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
        if self.missing > 0 { why::without_record() } else { why::least_cards() }
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        // Without any discrepancy, the smallest sample that confirms does so with certainty.
        self.closest.as_ref().filter(|closest| closest.rates != DiscrepancyRates::default())?;
        self.sizes_for(chance).map(|sizes| sizes.least.unwrap_or(self.pairs[0].1.cards))
    }

    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        let closest = self.closest.as_ref()?;
        let distribution = self.distribution.get_or_init(|| closest.distribution());
        // The smallest P-value so far counts, so a larger round confirms no less often.
        let size = distribution.quantile(chance);
        (distribution.complete() || size.is_some()).then_some(FirstSizes { least: size, all_beyond: size })
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        if self.pairs.is_empty() {
            return Ok(Chances::certain(ends));
        }
        let Some(closest) = &self.closest else {
            return Err(why::bet_named());
        };
        if let SupposedPaper::Cells(cells) = paper {
            let [(pair, _)] = &self.pairs[..] else {
                return Err(why::several_pairs());
            };
            let rates = rates_of(cells, |drawn| overstated(pair, drawn).map_or(0, |(votes, _)| votes));
            return Ok(chances_by(&comparison_distribution(closest.overstatement, rates, closest.risk_limit), ends));
        }
        let distribution = self.distribution.get_or_init(|| closest.distribution());
        Ok(Chances { closest: closest.name.clone(), without_record: self.missing, ..chances_by(distribution, ends) })
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
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let pairs = self.pairs.iter().map(|(pair, o)| overstated(pair, drawn).unwrap_or((0, o.agrees())));
        let differs = not_found(drawn) || pairs.clone().any(|(overstated, _)| overstated != 0);
        CardValue { differs, values: pairs.map(|(_, units)| units as i32).collect() }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        let measures = self.each_measure().iter().map(|measure| -> &dyn CloneBeforeStart { measure.as_ref() });
        let agrees = self.pairs.iter().map(|(_, o)| o.agrees()).collect();
        NumericMeasures::Each { measures: measures.collect(), agrees: Some(agrees) }
    }
}

struct PreparedComparison<'p> {
    pairs: &'p [(AssertionPair, Overstatement)],
    risks: Vec<Box<dyn RiskFunction>>,
}

impl AuditState for PreparedComparison<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let mut differs = not_found(drawn);
        for ((pair, _), risk) in self.pairs.iter().zip(&mut self.risks) {
            if let Some((overstated, units)) = overstated(pair, drawn) {
                risk.observe(units);
                differs |= overstated != 0;
            }
        }
        differs
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.risks.iter().map(|risk| risk.p_value()).fold(0.0, f64::max))
    }
}
