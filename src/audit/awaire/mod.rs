//! AWAIRE: ballot polling of an instant runoff that needs no cast vote records and no claims chosen beforehand.
//!
//! The reported winner is right if every order of elimination that elects somebody else is wrong. Each such order is tested by
//! what it requires of the ballots; which of its requirements is easiest to refute is learnt from the ballots read. Of the report
//! it takes the winner, and the votes of the last round for what it expects before the first ballot.
//!
//! # Reference
//! Ek, Stark, Stuckey and Vukcevic 2023, "Adaptively Weighted Audits of Instant-Runoff Voting Elections: AWAIRE", E-Vote-ID,
//! arXiv:2307.10972. Requirements for several orders at once, and orders told apart from the last round on: Ek, Blom, Stark,
//! Stuckey and Vukcevic 2024, arXiv:2407.16465; how they are told apart here is this program's own.
//!
//! # Derivation
//! `docs/derivations/orders-of-elimination.md`

mod cover;
mod division;
mod hypotheses;
mod requirement;
mod sample;
#[cfg(test)]
mod twin;

use std::collections::HashMap;

use self::hypotheses::OrdersUnderTest;
use self::requirement::AlphaTerms;
use super::claim::ReportedContest;
use super::{
    AuditMethod, AuditSettings, AuditState, Chances, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence,
    SupposedPaper, Unit,
};
use crate::assertion::AbsentCards;
use crate::election::{CandidateIndex, Marks};
use crate::hand_count::Reading;
use crate::reason::{Reason, findings, procedures, why};
use crate::risk::average_sample_number;
use crate::social_choice::instant_runoff::{InstantRunoff, rounds};
use crate::social_choice::margin::preference_tree::MOST_CANDIDATES;
use crate::social_choice::{SocialChoice, preferences};

/// Ballot polling of an instant runoff without records.
#[derive(Clone, Copy, Debug)]
pub struct Awaire;

impl AuditMethod for Awaire {
    fn name(&self) -> &'static str {
        "awaire"
    }

    fn says(&self) -> Reason {
        procedures::method_awaire()
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
        let contest = claim.contest;
        if contest.rule.0 != InstantRunoff.name() {
            return Err(why::only_runoffs(self.name()));
        }
        if contest.candidates.len() > MOST_CANDIDATES {
            return Err(why::many_ranked());
        }
        let cards = claim.frame.cards();
        if cards == 0 {
            return Err(why::no_card());
        }
        let (&[winner], []) = (&claim.outcome.winners[..], &claim.outcome.tied[..]) else {
            return Err(why::tie());
        };
        let (more, fewer) = last_round(claim, winner);
        let lead = why::totals(findings::pair_over(contest.name(winner), findings::everybody_else()));
        let first = average_sample_number(terms.risk_limit, more, fewer, cards);
        let first = if contest.candidates.len() > 1 { first.ok_or(lead)? } else { 1 };
        let eta = 1.0 + (more.saturating_sub(fewer) as f64 / cards as f64).min(1.0);
        Ok(Box::new(PreparedAwaire {
            claim,
            winner,
            terms: AlphaTerms { cards, eta },
            risk_limit: terms.risk_limit,
            first: first.min(cards),
        }))
    }
}

/// The reported votes of the winner and of the strongest other in the last round.
fn last_round(claim: &ReportedContest<'_>, winner: CandidateIndex) -> (u64, u64) {
    let counted = rounds(claim.contest, &claim.tally);
    let Some(last) = counted.rounds.last() else { return (0, 0) };
    let votes = |candidate: usize| last.tallies.get(candidate).copied().flatten().unwrap_or(0);
    let others = (0..last.tallies.len()).filter(|&candidate| candidate != usize::from(winner));
    (votes(usize::from(winner)), others.map(votes).max().unwrap_or(0))
}

struct PreparedAwaire<'c> {
    claim: &'c ReportedContest<'c>,
    winner: CandidateIndex,
    terms: AlphaTerms,
    risk_limit: f64,
    first: u64,
}

impl PreparedAwaire<'_> {
    fn state(&self, follows_settled: bool) -> Box<dyn AuditState + '_> {
        let candidates = self.claim.contest.candidates.len();
        let orders = OrdersUnderTest::new(candidates, self.winner, self.terms, self.risk_limit, follows_settled);
        Box::new(ObservedOrders { ready: self, orders, kinds: HashMap::new() })
    }

    /// The order on a ballot; `None` where it counts against every claim.
    fn order(&self, marks: Option<&Marks>) -> Option<Vec<CandidateIndex>> {
        match marks {
            Some(marks) => preferences(self.claim.contest, marks),
            None if self.claim.absent == AbsentCards::SaysNothing => Some(Vec::new()),
            None => None,
        }
    }
}

impl PreparedAudit for PreparedAwaire<'_> {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::wald_last_round()
    }

    fn confirms_by(&self, _: &[u64], _: SupposedPaper<'_>) -> Result<Chances, Reason> {
        Err(why::order())
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        self.state(true)
    }

    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        // Whoever asks about another limit than the audit's own needs the P-value itself.
        self.state(limit.to_bits() != self.risk_limit.to_bits())
    }
}

struct ObservedOrders<'p> {
    ready: &'p PreparedAwaire<'p>,
    orders: OrdersUnderTest,
    kinds: HashMap<Option<Vec<CandidateIndex>>, u32>,
}

impl AuditState for ObservedOrders<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { reading, .. } = drawn else { return false };
        let order = match reading {
            Reading::NotFound => None,
            Reading::Vote(code) => self.ready.order(self.ready.claim.readable.vote(code).marks()),
            Reading::Slip(marks) => self.ready.order(Some(marks)),
        };
        let orders = &mut self.orders;
        let kind = *self.kinds.entry(order).or_insert_with_key(|order| orders.add_kind(order.clone()));
        orders.observe(kind);
        matches!(reading, Reading::NotFound)
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.orders.p_value())
    }
}
