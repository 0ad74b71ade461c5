//! Ballot-level comparison by the Kaplan-Markov bound, as in Colorado: four counts of discrepancies.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10.

use super::ballot_comparison::{ClosestRecord, closest_pair, compared_pairs, not_found, overstated};
use super::claim::{AssertionPair, ReportedContest};
use super::discrepancy_kinds::{Overstates, rates_of};
use super::sample_size::{chances_by, super_simple_distribution};
use super::{
    AuditMethod, AuditSettings, AuditState, CardValue, Chances, DrawnUnit, FirstSizes, Guarantee, Needs, NumericAudit,
    NumericMeasures, PreparedAudit, RoundEvidence, SupposedPaper, Unit,
};
use crate::reason::{Reason, procedures, why};
use crate::risk::comparison_distribution::{at_round_ends, first_sizes};
use crate::risk::{Discrepancies, DiscrepancyRates, GAMMA, SuperSimple};

/// Super-simple ballot-level comparison.
#[derive(Clone, Copy, Debug)]
pub struct SuperSimpleComparison;

impl AuditMethod for SuperSimpleComparison {
    fn name(&self) -> &'static str {
        "super_simple"
    }

    fn says(&self) -> Reason {
        procedures::method_super_simple()
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
        if let Some((pair, _)) = pairs.iter().find(|(pair, _)| !pair.assertion.is_of_two()) {
            return Err(why::not_two(claim.in_words(&pair.assertion)));
        }
        let bound = pairs.iter().map(|(_, o)| o.diluted()).min_by(f64::total_cmp);
        let bound = bound.map(|margin| SuperSimple { gamma: GAMMA, margin });
        let cards = claim.frame.cards();
        let missing = claim.cards_without_record();
        // With cards without a record, Stark's closed form at their rate, each overstated by one vote.
        let first = bound.map_or(Some(1), |bound| match missing {
            0 => Some(bound.least(terms.risk_limit, &Discrepancies::default())),
            missing => bound.size_at_rates(terms.risk_limit, missing as f64 / cards as f64, 0.0, 0.0, 0.0),
        });
        let first = first.unwrap_or(cards);
        let closest = closest_pair(claim, &pairs, terms);
        let card_by_card = terms.card_by_card;
        let pairs = pairs.into_iter().map(|(pair, _)| pair).collect();
        let mut ready = SuperSimpleTest { pairs, bound, first, missing, closest, card_by_card, sized: None };
        // The search takes long, so it is made once, before any trial.
        ready.sized = terms.round_chance.and_then(|chance| Some((chance, ready.sizes_for(chance)?)));
        Ok(Box::new(ready))
    }
}

struct SuperSimpleTest {
    pairs: Vec<AssertionPair>,
    bound: Option<SuperSimple>,
    first: u64,
    /// Cards without a record, which are used for the size of the first round.
    missing: u64,
    /// The pair with the smallest margin, and the expected discrepancies of all cards.
    closest: Option<ClosestRecord>,
    card_by_card: bool,
    /// A probability and the sizes of a first round for it.
    sized: Option<(f64, FirstSizes)>,
}

impl PreparedAudit for SuperSimpleTest {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: true }
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
        let known = self.sized.filter(|(of, _)| of.to_bits() == chance.to_bits()).map(|(_, sizes)| sizes);
        let sizes = known.or_else(|| self.sizes_for(chance))?;
        sizes.all_beyond.or(sizes.least)
    }

    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        let (bound, closest) = (self.bound.as_ref()?, self.closest.as_ref()?);
        let most = closest.overstatement.cards;
        let (least, all_beyond) = first_sizes(bound, &closest.rates, closest.risk_limit, chance, most).ok()?;
        Some(FirstSizes { least, all_beyond })
    }

    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        let (Some(bound), Some(closest)) = (&self.bound, &self.closest) else { return Ok(Chances::certain(ends)) };
        let (rates, without_record) = match paper {
            SupposedPaper::AsReported => (closest.rates, self.missing),
            SupposedPaper::Cells(cells) => (rates_of(cells, |drawn| self.most_overstated(drawn).1), 0),
        };
        // One bound serves all pairs, by the worst of a card's discrepancies, so the distribution is the contest's own.
        if self.card_by_card {
            let distribution = super_simple_distribution(closest.overstatement, rates, closest.risk_limit);
            return Ok(Chances { without_record, ..chances_by(&distribution, ends) });
        }
        let by = at_round_ends(bound, &rates, closest.risk_limit, ends).map_err(|why| why.reason())?;
        Ok(Chances { exact: by.len(), by, without_record, ..Chances::default() })
    }

    fn overstatements(&self) -> Option<&dyn Overstates> {
        Some(self)
    }

    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        Some(self)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(PreparedSuperSimple { ready: self, n: 0, found: Discrepancies::default() })
    }
}

impl SuperSimpleTest {
    /// Whether a card differs, and its largest overstatement of any pair's margin, in votes.
    fn most_overstated(&self, drawn: DrawnUnit<'_>) -> (bool, i32) {
        let votes = self.pairs.iter().filter_map(|pair| overstated(pair, drawn)).map(|(votes, _)| votes);
        let mut differs = not_found(drawn);
        let most = votes.inspect(|votes| differs |= *votes != 0).max().unwrap_or(0);
        (differs, most)
    }
}

impl Overstates for SuperSimpleTest {
    fn overstates(&self, drawn: DrawnUnit<'_>) -> i32 {
        self.most_overstated(drawn).1
    }
}

impl NumericAudit for SuperSimpleTest {
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let (differs, most) = self.most_overstated(drawn);
        CardValue { differs, values: vec![most] }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        NumericMeasures::Counts(self.bound)
    }
}

struct PreparedSuperSimple<'r> {
    ready: &'r SuperSimpleTest,
    n: u64,
    found: Discrepancies,
}

impl AuditState for PreparedSuperSimple<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        self.n += 1;
        let (differs, most) = self.ready.most_overstated(drawn);
        self.found.add(most);
        differs
    }

    fn evidence(&self) -> RoundEvidence {
        // If nobody loses there is nothing to refute.
        RoundEvidence::PValue(self.ready.bound.map_or(0.0, |bound| bound.p_value(self.n, &self.found)))
    }
}
