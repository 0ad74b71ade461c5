//! Comparison by mismatches: a card agrees with its record or it does not, whatever the difference says.
//!
//! If fewer cards differ from their records than would have to differ for another outcome, the outcome is right. The audit tests
//! whether so many differ. It asks nothing else of the rule than that number, or any number below.
//!
//! # The number
//! If every statement that implies the outcome is true of the records with a lead g > 0, and one card changes a statement's
//! sum by a + b at most, then fewer than ⌈g/(a + b)⌉ cards cannot make it false: the smallest over all statements is a lower bound,
//! whether cards are changed, blank or without the contest. For votes it is half the margin, the exact one. An instant runoff's
//! margin may be larger, but it supposes that blank ballots stay blank, which no record proves.
//!
//! # Reference
//! Ek, Blom, Stark, Stuckey, Teague and Vukcevic 2025, "Doing More With Less: Mismatch-Based Risk-Limiting Audits",
//! Voting '25, arXiv:2503.16104. The test is ALPHA's (Stark 2023) on cards that agree; cards not found and cards without a record
//! differ.

use super::ballot_comparison::compared_pairs;
use super::claim::ReportedContest;
use super::{
    AuditMethod, AuditSettings, AuditState, CardValue, Chances, DrawnUnit, Guarantee, Needs, NumericAudit,
    NumericMeasures, PreparedAudit, RoundEvidence, SupposedPaper, Unit,
};
use crate::assertion::{AbsentCards, Scale};
use crate::election::{Marks, Target, VoteTable};
use crate::hand_count::Reading;
use crate::reason::{Reason, procedures, why};
use crate::risk::bet::ShrinkTrunc;
use crate::risk::bet::spec::stake::Measure;
use crate::risk::{Betting, Null, RiskFunction};

/// Comparison by mismatches.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch;

impl AuditMethod for Mismatch {
    fn name(&self) -> &'static str {
        "mismatch"
    }

    fn says(&self) -> Reason {
        procedures::method_mismatch()
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
        let Some(records) = &claim.records else { return Err(why::no_records()) };
        let leads = compared_pairs(claim)?;
        let cards = claim.frame.cards();
        let bound = leads.iter().map(|(_, of)| fewest_cards(of.margin, of.scale)).min();
        let measure = bound.map(|bound| -> Measure { Box::new(agreement(cards, bound)) });
        let first = bound.map_or(1, |bound| clean_sample(agreement(cards, bound), cards, terms.risk_limit));
        let said = |votes: &VoteTable| votes.iter().map(|(_, vote)| vote.marks().map(targets)).collect();
        let (recorded, read) = (said(&records.votes), said(&claim.readable));
        Ok(Box::new(PreparedMismatch { measure, first, recorded, read, absent: claim.absent }))
    }
}

/// How many cards must differ at least from their records before a statement that these support can be false.
fn fewest_cards(lead: i64, scale: Scale) -> u64 {
    let fall = lead.max(0).unsigned_abs() + u64::from(scale.holds_at_middle);
    fall.div_ceil(u64::from(scale.upper))
}

/// The test that at least so many of all cards differ: a card that agrees is worth 1.
///
/// Before a card is read the estimate is an eighth of the mismatches that the null says, with the weight of half a mismatch.
fn agreement(cards: u64, bound: u64) -> Betting<ShrinkTrunc> {
    let total = cards.saturating_sub(bound);
    let (mean, d) = (total as f64 / cards as f64, 4.0 * cards as f64 / bound.max(1) as f64);
    let eta = 1.0 - 0.5 / d;
    Betting::new(
        Null::of(cards, total as i64, 1, false),
        ShrinkTrunc { d, cap_at_upper: true, ..ShrinkTrunc::of(eta, mean) },
    )
}

/// The least sample that confirms if every card agrees.
fn clean_sample(mut risk: Betting<ShrinkTrunc>, cards: u64, risk_limit: f64) -> u64 {
    while risk.p_value() > risk_limit && risk.draws() < cards {
        risk.observe(1);
    }
    risk.draws().max(1)
}

fn targets(marks: &Marks) -> Vec<Target> {
    marks.targets().collect()
}

struct PreparedMismatch {
    /// The test; nothing where nobody can lose.
    measure: Option<Measure>,
    first: u64,
    /// For each code of the records what it says, `None` where the card does not carry the contest.
    recorded: Vec<Option<Vec<Target>>>,
    /// The same for readings.
    read: Vec<Option<Vec<Target>>>,
    absent: AbsentCards,
}

impl PreparedMismatch {
    /// Whether the card is there, has a record, and both say the same. A card without the contest says nothing, as a blank one.
    fn agrees(&self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { record: Some(record), reading, .. } = drawn else { return false };
        let recorded = self.recorded[record as usize].as_deref().unwrap_or_default();
        match reading {
            Reading::NotFound => false,
            Reading::Slip(marks) => marks.targets().eq(recorded.iter().copied()),
            Reading::Vote(code) => match &self.read[code as usize] {
                Some(read) => read == recorded,
                None => recorded.is_empty() && self.absent == AbsentCards::SaysNothing,
            },
        }
    }
}

impl PreparedAudit for PreparedMismatch {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::least_cards()
    }

    fn confirms_by(&self, ends: &[u64], _: SupposedPaper<'_>) -> Result<Chances, Reason> {
        if self.measure.is_none() { Ok(Chances::certain(ends)) } else { Err(why::order()) }
    }

    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        Some(self)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(MismatchesHeard { ready: self, risk: self.measure.as_ref().map(|measure| measure.copy()) })
    }
}

impl NumericAudit for PreparedMismatch {
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue {
        let agrees = self.agrees(drawn);
        CardValue { differs: !agrees, values: self.measure.iter().map(|_| i32::from(agrees)).collect() }
    }

    fn measures(&self) -> NumericMeasures<'_> {
        NumericMeasures::Each {
            measures: self.measure.iter().map(|measure| measure.as_ref() as _).collect(),
            agrees: Some(self.measure.iter().map(|_| 1).collect()),
        }
    }
}

struct MismatchesHeard<'p> {
    ready: &'p PreparedMismatch,
    risk: Option<Box<dyn RiskFunction>>,
}

impl AuditState for MismatchesHeard<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let agrees = self.ready.agrees(drawn);
        if let Some(risk) = &mut self.risk {
            risk.observe(u64::from(agrees));
        }
        !agrees
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.risk.as_ref().map_or(0.0, |risk| risk.p_value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every set of so many places among so many, as bits.
    fn places(cards: u32, mismatches: u32) -> impl Iterator<Item = u32> {
        (0..1_u32 << cards).filter(move |set| set.count_ones() == mismatches)
    }

    #[test]
    fn so_many_mismatches_are_missed_no_more_often_than_the_limit_says() {
        let mut missed = 0;
        for cards in 1..=12_u32 {
            for bound in 1..=cards {
                for mismatches in bound..=(bound + 1).min(cards) {
                    for limit in [0.05, 0.1, 0.3, 0.6] {
                        let (mut all, mut confirmed) = (0_u32, 0_u32);
                        for set in places(cards, mismatches) {
                            let mut risk = agreement(cards.into(), bound.into());
                            (0..cards).for_each(|card| risk.observe(u64::from(set >> card & 1 == 0)));
                            // The smallest P-value is asked for before the last card settles everything.
                            let mut again = agreement(cards.into(), bound.into());
                            let values: Vec<u32> = (0..cards).map(|card| u32::from(set >> card & 1 == 0)).collect();
                            confirmed += u32::from(again.observe_until(&values, limit).is_some());
                            assert!(risk.p_value() >= 1.0, "a full count sees them all");
                            all += 1;
                        }
                        let share = f64::from(confirmed) / f64::from(all);
                        assert!(share <= limit, "{mismatches} of {cards}, bound {bound}: {share} at {limit}");
                        missed += confirmed;
                    }
                }
            }
        }
        assert!(missed > 100, "wrong outcomes are confirmed sometimes: {missed}");
    }

    /// The chance of no mismatch among so many cards: C(N − M, n)/C(N, n).
    fn no_mismatch(cards: u64, bound: u64, draws: u64) -> f64 {
        (0..draws).map(|n| (cards - bound - n) as f64 / (cards - n) as f64).product()
    }

    #[test]
    fn a_clean_sample_takes_little_more_than_the_exact_test_of_a_fixed_size() {
        for (cards, bound) in [(1_000, 20), (10_000, 100), (100_000, 5_000), (146_662, 1_000)] {
            let exact = (1..=cards).find(|&draws| no_mismatch(cards, bound, draws) <= 0.05).expect("a size");
            let ours = clean_sample(agreement(cards, bound), cards, 0.05);
            // No sequential test of a clean sample can need fewer.
            assert!(ours >= exact && ours as f64 <= 1.15 * exact as f64 + 1.0, "{bound} of {cards}: {ours}, {exact}");
        }
    }

    #[test]
    fn a_lead_falls_by_so_much_a_card() {
        let votes = Scale::HALF_VOTES;
        // 5 votes ahead: two changed cards leave 1, three may leave −1. 4 ahead: two make a tie.
        assert_eq!([5, 4, 1].map(|lead| fewest_cards(lead, votes)), [3, 2, 1]);
        // "At least": a lead of 4 must fall to −1.
        assert_eq!(fewest_cards(4, Scale { holds_at_middle: true, ..votes }), 3);
        // A card between −3 and 2: it changes a sum by 5 at most.
        assert_eq!(fewest_cards(11, Scale { middle: 3, upper: 5, holds_at_middle: false }), 3);
    }
}
