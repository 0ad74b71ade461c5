//! The figures that determine a sample size: cards, the votes of one pair, a risk limit, rates of discrepancies.

use super::{LEAST_MARGIN, MOST};
use crate::assertion::{AGREES, Overstatement, Scale};
use crate::reason::{Reason, complaints, rules};
use crate::risk::polling::PollDesign;
use crate::risk::{DiscrepancyRates, GAMMA};

/// Values of cards that agree, and of each kind of discrepancy, in units.
pub(super) const UNITS: [u64; 5] = [AGREES, AGREES - 1, AGREES - 2, AGREES + 1, AGREES + 2];

/// One winner against one loser, and the expected discrepancies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairFigures {
    /// Cards in the population, from which the sample is drawn; at most 10¹².
    pub cards: u64,
    /// Cards with a vote for one of the pair.
    pub pair: u64,
    /// Votes of the winner, in parts of `winner + loser`: the votes themselves, or a share in fine parts.
    pub winner: u64,
    /// Votes of the loser, in the same parts; fewer than the winner's.
    pub loser: u64,
    /// The largest probability of confirming a wrong outcome, above 0 and below 1.
    pub risk_limit: f64,
    /// Shares of cards whose record is discrepant, for comparisons; together at most 1.
    pub rates: DiscrepancyRates,
    /// Inflation of error bounds in `super_simple`, more than 1.
    pub gamma: f64,
    /// Whether draws are with replacement; always so for `super_simple`, never for `ballot_comparison`.
    pub replacement: bool,
}

impl PairFigures {
    /// Figures from the votes of the pair among a number of cards.
    ///
    /// # Errors
    /// Why, if the winner does not lead, or the numbers do not fit together.
    pub fn of_votes(cards: u64, winner: u64, loser: u64, risk_limit: f64) -> Result<Self, Reason> {
        if winner <= loser {
            return Err(rules::error_tie("votes"));
        }
        let pair = winner.saturating_add(loser);
        Self { cards, pair: pair.min(cards), winner, loser, ..Self::default() }.checked(risk_limit)
    }

    /// Figures from a diluted margin: every card is assumed to be for one of the pair.
    ///
    /// # Errors
    /// Why, if the margin is not above 0 and at most 1.
    pub fn of_margin(cards: u64, margin: f64, risk_limit: f64) -> Result<Self, Reason> {
        if !(LEAST_MARGIN..=1.0).contains(&margin) {
            return Err(margin_refused(margin));
        }
        // Shares (1 ± margin)/2 in parts of twice a large whole number, so that the smallest margin is one part in each
        // direction.
        let lead = libm::round(margin * MOST as f64) as u64;
        Self { cards, pair: cards, winner: MOST + lead, loser: MOST - lead, ..Self::default() }.checked(risk_limit)
    }

    /// Figures of a comparison from its margin in votes, which is above 0 and at most the number of cards.
    pub(super) fn of_overstatement(assertion: Overstatement, rates: DiscrepancyRates, risk_limit: f64) -> Self {
        let (cards, margin) = (assertion.cards, assertion.margin as u64);
        // Whole votes for two candidates: if the lead is odd and the number of cards even, one card is for neither.
        let pair = cards - (cards - margin) % 2;
        let winner = pair.midpoint(margin);
        Self { cards, pair, winner, loser: pair - winner, risk_limit, rates, ..Self::default() }
    }

    fn checked(self, risk_limit: f64) -> Result<Self, Reason> {
        if !(risk_limit > 0.0 && risk_limit < 1.0) {
            return Err(complaints::error_allowed("risk_limit", risk_limit, complaints::rule_below_1()));
        }
        if self.cards == 0 || self.cards > MOST || self.winner > 2 * MOST {
            return Err(complaints::error_allowed("ballots", self.cards, complaints::rule_range(1, MOST)));
        }
        Ok(Self { risk_limit, ..self })
    }

    /// The reported votes as the design of a poll.
    pub(super) fn design(&self) -> Result<PollDesign, Reason> {
        let none = || complaints::error_allowed("votes", rules::found_no_lead(), rules::rule_more_for_winner());
        PollDesign::new(self.winner, self.loser, self.risk_limit).ok_or_else(none)
    }

    /// The margin over all cards.
    pub fn diluted(&self) -> f64 {
        let both = (self.winner + self.loser) as f64;
        (self.winner - self.loser) as f64 / both * (self.pair as f64 / self.cards as f64)
    }

    /// Votes by which the winner leads among all cards: at least one.
    pub(super) fn lead(&self) -> u64 {
        if self.winner + self.loser == self.pair {
            return self.winner - self.loser;
        }
        (libm::round(self.diluted() * self.cards as f64) as u64).max(1)
    }

    /// The comparison of all cards with their records.
    pub(super) fn overstatement(&self) -> Overstatement {
        Overstatement { cards: self.cards, margin: self.lead() as i64, scale: Scale::HALF_VOTES }
    }

    /// Numbers of cards that agree and of each kind of discrepancy, to the nearest card.
    pub(super) fn kinds_of_cards(&self) -> [u64; 5] {
        let rates = self.rates;
        let mut left = self.cards;
        let mut of = |rate: f64| {
            let cards = (libm::rint(rate * self.cards as f64) as u64).min(left);
            left -= cards;
            cards
        };
        let kinds = [of(rates.o1), of(rates.o2), of(rates.u1), of(rates.u2)];
        [left, kinds[0], kinds[1], kinds[2], kinds[3]]
    }
}

impl Default for PairFigures {
    /// Figures without a margin, which is to be filled in.
    fn default() -> Self {
        Self {
            cards: MOST,
            pair: MOST,
            winner: MOST,
            loser: 0,
            risk_limit: 0.05,
            rates: DiscrepancyRates::default(),
            gamma: GAMMA,
            replacement: true,
        }
    }
}

/// The refusal of a margin that is out of range.
pub(super) fn margin_refused(margin: f64) -> Reason {
    let rule = complaints::rule_range(format!("{LEAST_MARGIN:e}"), 1);
    complaints::error_allowed("margin", format!("{margin:e}"), rule)
}
