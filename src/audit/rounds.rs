//! The loop that every method shares: a round is drawn and read, the evidence is judged, and so on to the end.

use crate::figure::grouped;

use super::terms::share_of;
use super::{Drawn, Procedure, Standing, Terms, Unit};

/// The places an audit asks for, and what it is told of them. Draws are numbered from 0.
pub trait Sequence {
    /// The card of that draw; `None` where all cards were drawn.
    fn card(&mut self, draw: u64, replacement: bool) -> Option<Drawn<'_>>;

    /// Gets ready the first `batches` batches of the draw.
    fn tally_batches(&mut self, batches: u64);

    /// One of the batches that are ready.
    fn batch(&mut self, draw: u64) -> Option<Drawn<'_>>;

    /// Distinct cards among the first `draws`.
    fn distinct(&mut self, draws: u64, replacement: bool) -> u64;

    /// Ballots in the first `batches` batches.
    fn ballots_in(&mut self, batches: u64) -> u64;

    /// Units of that kind in the frame.
    fn all(&self, unit: Unit) -> u64;
}

/// How an audit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The reported outcome was confirmed.
    Confirmed,
    /// Every ballot is counted by hand, and that count stands.
    FullHandCount,
}

impl Decision {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::FullHandCount => "full_hand_count",
        }
    }
}

/// One round, with all before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Round {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// Distinct cards so far, or ballots of the batches so far.
    pub cards: u64,
    /// The P-value, where the method has one.
    pub p_value: Option<f64>,
    /// Units so far that differ from what was reported of them.
    pub discrepancies: u64,
}

/// What an audit did.
#[derive(Clone, Debug, PartialEq)]
pub struct Audited {
    /// The rounds.
    pub rounds: Vec<Round>,
    /// The draws (from 0) that showed a discrepancy, up to the number asked for.
    pub differing: Vec<u64>,
    /// How it ended.
    pub decision: Decision,
    /// Why everything is counted, where it is.
    pub why: Option<String>,
}

impl Audited {
    /// The last P-value.
    pub fn p_value(&self) -> Option<f64> {
        self.rounds.last().and_then(|round| round.p_value)
    }

    /// Distinct cards (or ballots of drawn batches) that were looked at before any full count.
    pub fn sampled(&self) -> u64 {
        self.rounds.last().map_or(0, |round| round.cards)
    }

    /// Units that differ from what was reported of them.
    pub fn discrepancies(&self) -> u64 {
        self.rounds.last().map_or(0, |round| round.discrepancies)
    }
}

/// Conducts an audit: rounds until the evidence suffices, or until counting everything is the lesser work.
///
/// At most `list` discrepancies are listed.
pub fn conduct(procedure: &dyn Procedure, sequence: &mut dyn Sequence, terms: &Terms, list: usize) -> Audited {
    let mut evidence = procedure.begin();
    let mut audited =
        Audited { rounds: Vec::new(), differing: Vec::new(), decision: Decision::FullHandCount, why: None };
    let unit = procedure.unit();
    let all = sequence.all(unit);
    if unit == Unit::Everything || all == 0 {
        return audited;
    }
    // An audit of cards that would look at most of them counts them all; a drawn batch is counted anyway.
    let most = if unit == Unit::Batch { all } else { share_of(terms.full_count_at, all) };
    let first = terms.first_round.filter(|_| unit != Unit::Batch).unwrap_or_else(|| procedure.first_round());
    let mut goal = if terms.card_by_card && unit != Unit::Batch { most.min(all) } else { first.clamp(1, all) };
    let (mut draws, mut discrepancies) = (0, 0);
    loop {
        if unit != Unit::Batch {
            let after = audited.rounds.len();
            let asks = if after == 0 { first } else { goal };
            if terms.counts_all(asks, all) {
                let (asks, all) = (grouped(asks.min(1 << 62) as i64), grouped(all as i64));
                audited.why = Some(format!("round {} would have asked for {asks} of {all} cards", after + 1));
                return audited;
            }
            if after >= terms.most_rounds as usize {
                audited.why = Some(format!("{after} rounds did not confirm it"));
                return audited;
            }
        }
        if unit == Unit::Batch {
            sequence.tally_batches(goal);
        }
        while draws < goal {
            let drawn = match unit {
                Unit::Card { replacement } => sequence.card(draws, replacement),
                _ => sequence.batch(draws),
            };
            let Some(drawn) = drawn else { break };
            draws += 1;
            if evidence.hear(drawn) {
                discrepancies += 1;
                if audited.differing.len() < list {
                    audited.differing.push(draws - 1);
                }
            }
            if terms.card_by_card && matches!(evidence.standing(), Standing::PValue(p) if p <= terms.risk_limit) {
                break;
            }
        }
        let cards = match unit {
            Unit::Card { replacement } => sequence.distinct(draws, replacement),
            _ => sequence.ballots_in(draws),
        };
        let standing = evidence.standing();
        let p_value = if let Standing::PValue(p) = standing { Some(p) } else { None };
        audited.rounds.push(Round { draws, cards, p_value, discrepancies });
        if draws >= all && unit == (Unit::Card { replacement: false }) {
            audited.why = Some("every card was read one by one: that is a count, and it stands".to_owned());
            return audited;
        }
        match standing {
            Standing::Passed => audited.decision = Decision::Confirmed,
            Standing::PValue(p) if p <= terms.risk_limit => audited.decision = Decision::Confirmed,
            Standing::PValue(_) if draws < all && !terms.card_by_card => {
                goal = next(draws, terms.growth).min(all);
                continue;
            }
            Standing::Failed => audited.why = Some("the differences exceed what the rule allows".to_owned()),
            Standing::PValue(_) if draws < all => {
                audited.why = Some("the share of cards at which all are counted did not confirm it".to_owned());
            }
            Standing::PValue(_) => audited.why = Some("as many draws as there are cards did not confirm it".to_owned()),
        }
        return audited;
    }
}

/// The size of the next round, all before it included.
fn next(draws: u64, growth: f64) -> u64 {
    (libm::ceil(draws as f64 * growth) as u64).max(draws + 1)
}
