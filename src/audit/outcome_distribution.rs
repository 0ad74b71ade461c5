//! The distribution of an audit's outcomes before a card is drawn: the probability that it ends with each round,
//! computed and not simulated.
//!
//! The rounds are those that [`conduct`](super::conduct) would hold. A plan assumes that the report is right, with
//! discrepancies at stated rates and what is known before the draw: cards without a record count against the winner. A
//! study uses the content of the paper.
//!
//! # Derivation
//! `docs/derivations/distributions-without-trials.md`.
//!
//! # Reference
//! The distributions: see each method. With replacement, the expected number of distinct cards among n draws from N is
//! N(1 − (1 − 1/N)ⁿ) (Feller 1968, volume I, chapter IV).

use super::{AuditSettings, DrawnUnit, First, PreparedAudit, Unit};
use crate::reason::{Reason, why};

/// The assumed content of the paper.
#[derive(Clone, Copy, Debug)]
pub enum SupposedPaper<'p> {
    /// As reported; comparisons find discrepancies at the stated rates.
    AsReported,
    /// The readings of a board without errors: cells of equal cards, with the number of cards in each.
    Cells(&'p [(DrawnUnit<'p>, u64)]),
}

/// The probabilities of having confirmed by the ends of rounds, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chances {
    /// By the end of each round, rising; fewer than requested if a distribution does not reach that far.
    pub by: Vec<f64>,
    /// The number of rounds, from the first, whose probabilities are exact; the others are for the expected number of
    /// ballots.
    pub exact: usize,
    /// The largest amount by which a true probability may be above the given one, if wealth was rounded down to steps;
    /// else 0.
    pub within: f64,
    /// The pair whose distribution it is, if the contest has several: an audit of all of them may take longer.
    pub closest: Option<Reason>,
    /// Cards without a record that are assumed to be votes for the loser, since their votes are unknown before the
    /// draw: the audit stops no later than computed.
    pub without_record: u64,
}

impl Chances {
    /// The probabilities of an audit that has nothing to confirm.
    pub(super) fn certain(ends: &[u64]) -> Self {
        Self { by: vec![1.0; ends.len()], exact: ends.len(), ..Self::default() }
    }
}

/// The sizes of a first round for one probability of confirming there, in draws of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstSizes {
    /// The smallest with at least the probability; `None` if no sample has it.
    pub least: Option<u64>,
    /// The smallest from which every larger one has it.
    pub all_beyond: Option<u64>,
}

/// A point where an audit may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StopPlace {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// Expected distinct cards among them.
    pub cards: f64,
    /// Probability of having confirmed by then.
    pub by: f64,
}

/// One way in which an audit may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PossibleEnd {
    /// Its probability.
    pub chance: f64,
    /// Expected distinct cards that were sampled.
    pub cards: f64,
    /// Whether every ballot is counted after them.
    pub counted: bool,
}

/// The distribution of one audit's outcomes before a card is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeDistribution {
    /// Ends of rounds; single draws if the evidence is judged card by card.
    pub stops: Vec<StopPlace>,
    /// Whether it is judged card by card, in one round.
    pub card_by_card: bool,
    /// The number of stops, from the first, whose probabilities are exact.
    pub exact: usize,
    /// The largest amount by which a true probability may be above the given one.
    pub within: f64,
    /// The pair whose distribution it is, if the contest has several.
    pub closest: Option<Reason>,
    /// Cards without a record that are assumed to be votes for the loser.
    pub without_record: u64,
    /// Whether every stop is known, so that the remaining probability is that of a full hand count.
    pub whole: bool,
}

/// Draws that are computed one by one if the evidence is judged card by card.
const ONE_BY_ONE: u64 = 200_000;

impl OutcomeDistribution {
    /// The distribution for a prepared audit with this number of cards that may be drawn.
    ///
    /// # Errors
    /// Why no exact distribution is known.
    pub fn of(
        procedure: &dyn PreparedAudit,
        terms: &AuditSettings,
        all: u64,
        paper: SupposedPaper<'_>,
    ) -> Result<Self, Reason> {
        let replacement = match procedure.unit() {
            Unit::Card { replacement } => replacement,
            Unit::Everything => return Ok(Self::of_stops(Vec::new(), false, &Chances::default(), true, (all, false))),
            _ => return Err(why::no_law()),
        };
        let card_by_card = terms.card_by_card && !procedure.judges_rounds();
        let mut ends = if card_by_card {
            let most = terms.most_draws(all);
            if most > ONE_BY_ONE {
                return Err(why::one_by_one(ONE_BY_ONE));
            }
            (1..=most).collect()
        } else {
            rounds(procedure, terms, all)
        };
        // The size of the second round depends on readings, so only the first round is certain.
        let looks = !card_by_card && terms.round_chance.is_some() && procedure.chooses_rounds();
        let planned = ends.len();
        if looks {
            ends.truncate(1);
        }
        let mut chances = if ends.is_empty() { Chances::default() } else { procedure.confirms_by(&ends, paper)? };
        if !replacement && ends.last().is_some_and(|end| *end >= all) && chances.by.len() == ends.len() {
            // If every card was read, all are counted, whatever the evidence.
            let before = ends.len().checked_sub(2).map_or(0.0, |at| chances.by[at]);
            chances.by.last_mut().into_iter().for_each(|by| *by = before);
        }
        let whole = chances.by.len() == planned || chances.by.last().is_some_and(|by| *by >= 1.0);
        if chances.by.is_empty() && !ends.is_empty() {
            return Err(why::law_short());
        }
        ends.truncate(chances.by.len());
        Ok(Self::of_stops(ends, card_by_card, &chances, whole, (all, replacement)))
    }

    fn of_stops(ends: Vec<u64>, card_by_card: bool, chances: &Chances, whole: bool, cards: (u64, bool)) -> Self {
        let stop = |(draws, by): (u64, f64)| StopPlace { draws, cards: distinct(draws, cards), by };
        Self {
            stops: ends.into_iter().zip(chances.by.iter().copied()).map(stop).collect(),
            card_by_card,
            exact: chances.exact.min(chances.by.len()),
            within: chances.within,
            closest: chances.closest.clone(),
            without_record: chances.without_record,
            whole,
        }
    }

    /// Probability of confirming in a round, numbered from 0; `None` if it is not known.
    pub fn confirms_in(&self, round: usize) -> Option<f64> {
        let by = |round: usize| self.stops.get(round).map(|stop| stop.by);
        match round {
            _ if self.card_by_card => {
                Some(if round == 0 { self.stops.last().map_or(0.0, |stop| stop.by) } else { 0.0 })
            }
            0 => by(0).or(self.whole.then_some(0.0)),
            _ => by(round).map(|now| now - by(round - 1).unwrap_or(0.0)).or(self.whole.then_some(0.0)),
        }
    }

    /// Probability that every ballot is counted by hand; `None` if it is not known.
    pub fn full_hand_count(&self) -> Option<f64> {
        self.whole.then(|| (1.0 - self.stops.last().map_or(0.0, |stop| stop.by)).max(0.0))
    }

    /// Whether every given probability is exact.
    pub fn is_exact(&self) -> bool {
        self.exact == self.stops.len()
    }

    /// The ways in which it may end, by rising work; their probabilities sum to 1 if all are known.
    pub fn endings(&self) -> Vec<PossibleEnd> {
        let mut before = 0.0;
        let mut endings: Vec<PossibleEnd> = Vec::with_capacity(self.stops.len() + 1);
        for stop in &self.stops {
            endings.push(PossibleEnd { chance: (stop.by - before).max(0.0), cards: stop.cards, counted: false });
            before = stop.by;
        }
        let cards = self.stops.last().map_or(0.0, |stop| stop.cards);
        endings.extend(self.full_hand_count().map(|chance| PossibleEnd { chance, cards, counted: true }));
        endings
    }

    /// The mean of a quantity over the endings; `None` if not all endings are known.
    pub fn mean(&self, of: impl Fn(&PossibleEnd) -> f64) -> Option<f64> {
        self.whole.then(|| self.endings().iter().map(|ending| ending.chance * of(ending)).sum())
    }

    /// The first ending by which at least this share of audits has ended; `None` if that is not known.
    pub fn quantile(&self, share: f64) -> Option<PossibleEnd> {
        let mut sum = 0.0;
        let endings = self.endings();
        let last = endings.last().copied().filter(|_| self.whole);
        endings
            .into_iter()
            .find(|ending| {
                sum += ending.chance;
                sum >= share - 1e-12
            })
            .or(last)
    }
}

/// Ends of the rounds in draws, until a round needs so many cards that all are counted; no round is assumed to confirm.
fn rounds(procedure: &dyn PreparedAudit, terms: &AuditSettings, all: u64) -> Vec<u64> {
    let mut ends = Vec::new();
    let mut asks = First::of(procedure, terms).size();
    while all > 0 && !terms.counts_all(asks, all) && ends.len() < terms.most_rounds as usize {
        let end = asks.clamp(1, all);
        ends.push(end);
        if end >= all {
            break;
        }
        asks = terms.grown(end).min(all);
    }
    ends
}

/// Expected number of distinct cards.
fn distinct(draws: u64, (all, replacement): (u64, bool)) -> f64 {
    if !replacement || all == 0 {
        return draws as f64;
    }
    // ln(1 − 1/N) is minus infinity for one card: then one is drawn.
    if all == 1 { 1.0 } else { -(all as f64) * libm::expm1(draws as f64 * libm::log1p(-1.0 / all as f64)) }
}
