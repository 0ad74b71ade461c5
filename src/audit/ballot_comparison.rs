//! Ballot-level comparison: each drawn card against its own cast vote record, by a betting martingale.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.2, the overstatement assorter; Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`) and
//! Spertus 2023 (COBRA) for bets. Phantoms and cards not found after Bañuelos and Stark 2012, "Limiting Risk by Turning
//! Manifest Phantoms into Evil Zombies".

use super::claim::{Claim, Pair};
use super::polling::reading_value;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::assertion::{AGREES, Overstatement};
use crate::hand_count::Reading;
use crate::risk::bet::Adaptive;
use crate::risk::{Betting, RiskFunction};

/// Ballot-level comparison with our default bet.
#[derive(Clone, Copy, Debug)]
pub struct BallotComparison;

impl AuditMethod for BallotComparison {
    fn name(&self) -> &'static str {
        "ballot_comparison"
    }

    fn says(&self) -> &'static str {
        "ballot-level comparison: reads cards by lot and holds each against its own cast vote record"
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Promise {
        Promise::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        let pairs = compared_pairs(claim)?;
        let closest = pairs.iter().map(|(_, o)| *o).min_by_key(|o| o.margin);
        let first = closest.map_or(1, |closest| clean_size(closest, terms.risk_limit));
        Ok(Box::new(Comparison { pairs, first }))
    }
}

/// The pairs of a claim, each with its overstatement assorter.
pub(super) fn compared_pairs(claim: &Claim<'_>) -> Result<Vec<(Pair, Overstatement)>, String> {
    let with_margin = |pair: Pair| {
        let Some((_, margin)) = &pair.record else { return Err("there are no cast vote records".to_owned()) };
        let margin = *margin;
        if margin <= 0 {
            let who = claim.in_words(pair.assertion);
            return Err(format!("the cast vote records themselves do not say {who}: no ballot had to be drawn to see it"));
        }
        Ok((pair, Overstatement { cards: claim.frame.cards(), margin }))
    };
    claim.pairs()?.into_iter().map(with_margin).collect()
}

/// The least sample that confirms if every card agrees with its record.
pub(super) fn clean_size(closest: Overstatement, risk_limit: f64) -> u64 {
    let mut risk = Betting::new(closest.null(false), Adaptive::new(closest.diluted()));
    while risk.p_value() > risk_limit && risk.draws() < closest.cards {
        risk.observe(AGREES);
    }
    risk.draws()
}

/// Half votes by which the record of a card overstates a pair's margin, and the units they stand for.
pub(super) fn overstated(pair: &Pair, drawn: Drawn<'_>) -> Option<(i32, u32)> {
    let (Drawn::Card { record, reading }, Some((records, _))) = (drawn, &pair.record) else { return None };
    let record = record.map_or(1, |code| records.value(code));
    let reading = reading_value(pair, reading);
    Some((i32::from(record) - i32::from(reading), Overstatement::units(record, reading)))
}

/// Whether the card is not where the manifest says: worth a line even where it costs nothing.
pub(super) fn not_found(drawn: Drawn<'_>) -> bool {
    matches!(drawn, Drawn::Card { reading: Reading::NotFound, .. })
}

struct Comparison {
    pairs: Vec<(Pair, Overstatement)>,
    first: u64,
}

impl Procedure for Comparison {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> &'static str {
        "the least that confirms if every card agrees, exact"
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        let risk = |(_, o): &(Pair, Overstatement)| Betting::new(o.null(false), Adaptive::new(o.diluted()));
        Box::new(Compared { pairs: &self.pairs, risks: self.pairs.iter().map(risk).collect() })
    }
}

struct Compared<'p> {
    pairs: &'p [(Pair, Overstatement)],
    risks: Vec<Betting<Adaptive>>,
}

impl Evidence for Compared<'_> {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        let mut differs = not_found(drawn);
        for ((pair, _), risk) in self.pairs.iter().zip(&mut self.risks) {
            if let Some((overstated, units)) = overstated(pair, drawn) {
                risk.observe(units);
                differs |= overstated != 0;
            }
        }
        differs
    }

    fn standing(&self) -> Standing {
        Standing::PValue(self.risks.iter().map(RiskFunction::p_value).fold(0.0, f64::max))
    }
}
