//! The loop that every method shares: a round is drawn and read, the evidence is judged, and so on to the end.

use crate::figure::grouped;

use super::terms::share_of;
use super::{Drawn, Evidence, Procedure, Standing, Terms, Unit};

/// The places an audit asks for, and what it is told of them. Draws are numbered from 0.
pub trait Sequence {
    /// The card of that draw; `None` where all cards were drawn.
    fn card(&mut self, draw: u64, replacement: bool) -> Option<Drawn<'_>>;

    /// The card of that draw from one stratum, without replacement; `None` where all its cards were drawn.
    fn card_of(&mut self, stratum: usize, draw: u64) -> Option<Drawn<'_>>;

    /// Gets ready the first `draws` draws of batches: by lot without replacement, or by `weights` (one for each batch of
    /// the frame) with replacement.
    fn tally_batches(&mut self, draws: u64, weights: Option<&[u128]>);

    /// One of the batches that are ready.
    fn batch(&mut self, draw: u64) -> Option<Drawn<'_>>;

    /// Distinct cards among the first `draws`.
    fn distinct(&mut self, draws: u64, replacement: bool) -> u64;

    /// Ballots in the distinct batches among the first `draws`.
    fn ballots_in(&mut self, draws: u64) -> u64;

    /// Units of that kind in the frame.
    fn all(&self, unit: Unit) -> u64;
}

/// The size of a first round, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum First {
    /// The terms set it.
    Set(u64),
    /// It confirms with this chance if the report is right.
    ByChance(u64, f64),
    /// The method's own formula.
    ByFormula(u64),
}

impl First {
    /// Of a method made ready. Batches are never set in cards.
    pub fn of(procedure: &dyn Procedure, terms: &Terms) -> Self {
        if let Some(set) = terms.first_round.filter(|_| !procedure.unit().is_batch()) {
            return Self::Set(set);
        }
        let by_chance = |chance| procedure.first_round_for(chance).map(|size| Self::ByChance(size, chance));
        terms.round_chance.and_then(by_chance).unwrap_or_else(|| Self::ByFormula(procedure.first_round()))
    }

    /// In units of the method.
    pub fn size(self) -> u64 {
        match self {
            Self::Set(size) | Self::ByChance(size, _) | Self::ByFormula(size) => size,
        }
    }
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

/// One draw of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The stratum it was made in, where strata are drawn apart.
    pub stratum: Option<usize>,
    /// Its number from 0, within the stratum where there is one.
    pub draw: u64,
}

/// What an audit did.
#[derive(Clone, Debug, PartialEq)]
pub struct Audited {
    /// The rounds.
    pub rounds: Vec<Round>,
    /// The draws that showed a discrepancy, up to the number asked for.
    pub differing: Vec<At>,
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
    let unit = procedure.unit();
    let all = sequence.all(unit);
    let audited = Audited { rounds: Vec::new(), differing: Vec::new(), decision: Decision::FullHandCount, why: None };
    if unit == Unit::Everything || all == 0 {
        return audited;
    }
    let evidence = procedure.begin();
    let terms = &Terms { card_by_card: terms.card_by_card && !procedure.judges_rounds(), ..terms.clone() };
    Conduct { procedure, sequence, terms, list, unit, all, evidence, audited, discrepancies: 0, drawn: Vec::new() }
        .run()
}

/// An audit under way.
struct Conduct<'c> {
    procedure: &'c dyn Procedure,
    sequence: &'c mut dyn Sequence,
    terms: &'c Terms,
    list: usize,
    unit: Unit,
    all: u64,
    evidence: Box<dyn Evidence + 'c>,
    audited: Audited,
    discrepancies: u64,
    /// Draws made in each stratum.
    drawn: Vec<u64>,
}

impl Conduct<'_> {
    fn run(mut self) -> Audited {
        let (terms, unit, all) = (self.terms, self.unit, self.all);
        // Draws with repeats end when they are as many as there are units: more work than to count them all.
        let most = if unit.is_batch() { all } else { share_of(terms.full_count_at, all) };
        let first = First::of(self.procedure, terms).size();
        let mut goal = if terms.card_by_card && !unit.is_batch() { most.min(all) } else { first.clamp(1, all) };
        let mut draws = 0;
        loop {
            if let Some(why) = self.rather_counts_all(if draws == 0 { first } else { goal }) {
                return self.ends(Decision::FullHandCount, Some(why));
            }
            if unit.is_batch() {
                let weights = (unit == Unit::BatchByWeight).then(|| self.procedure.weights());
                self.sequence.tally_batches(goal, weights);
            }
            while draws < goal && self.draw(draws) {
                draws += 1;
                if terms.card_by_card && self.confirms() {
                    break;
                }
            }
            self.evidence.close_round();
            let cards = match unit {
                Unit::Card { replacement } => self.sequence.distinct(draws, replacement),
                Unit::CardOfStratum => draws,
                _ => self.sequence.ballots_in(draws),
            };
            let standing = self.evidence.standing();
            let p_value = if let Standing::PValue(p) = standing { Some(p) } else { None };
            self.audited.rounds.push(Round { draws, cards, p_value, discrepancies: self.discrepancies });
            if draws >= all && matches!(unit, Unit::Card { replacement: false } | Unit::CardOfStratum) {
                let why = "every card was read one by one: that is a count, and it stands";
                return self.ends(Decision::FullHandCount, Some(why.to_owned()));
            }
            let why = match standing {
                Standing::Passed => return self.ends(Decision::Confirmed, None),
                Standing::PValue(p) if p <= terms.risk_limit => return self.ends(Decision::Confirmed, None),
                Standing::PValue(_) if draws < goal => "no further unit could be drawn".to_owned(),
                Standing::PValue(_) if draws < all && !terms.card_by_card => {
                    goal = self.next_round(draws).min(all);
                    continue;
                }
                Standing::Enlarge(asked) if asked > draws && asked <= all => {
                    goal = asked;
                    continue;
                }
                Standing::Enlarge(_) | Standing::Failed => "the differences exceed what the rule allows".to_owned(),
                Standing::PValue(_) if draws < all => {
                    "the share of cards at which all are counted did not confirm it".to_owned()
                }
                Standing::PValue(_) => {
                    let units = if unit.is_batch() { "batches" } else { "cards" };
                    format!("as many draws as there are {units} did not confirm it")
                }
            };
            return self.ends(Decision::FullHandCount, Some(why));
        }
    }

    fn ends(mut self, decision: Decision, why: Option<String>) -> Audited {
        (self.audited.decision, self.audited.why) = (decision, why);
        self.audited
    }

    fn confirms(&self) -> bool {
        !self.unit.is_batch() && matches!(self.evidence.standing(), Standing::PValue(p) if p <= self.terms.risk_limit)
    }

    /// The size of the next round, all before it included.
    fn next_round(&self, draws: u64) -> u64 {
        let by_chance = self.terms.round_chance.and_then(|chance| self.evidence.next_round(chance));
        by_chance.unwrap_or_else(|| libm::ceil(draws as f64 * self.terms.growth) as u64).max(draws + 1)
    }

    /// Why every card is counted instead of a round that would ask for so many, where that is so.
    fn rather_counts_all(&self, asks: u64) -> Option<String> {
        let after = self.audited.rounds.len();
        if self.unit.is_batch() {
            // Where a law enlarges the sample, its own steps end it.
            return None;
        }
        if self.terms.counts_all(asks, self.all) {
            let (asks, all) = (grouped(asks.min(1 << 62) as i64), grouped(self.all as i64));
            return Some(format!("round {} would have asked for {asks} of {all} cards", after + 1));
        }
        (after >= self.terms.most_rounds as usize).then(|| format!("{after} rounds did not confirm it"))
    }

    /// Draws one unit and hears it; whether there was one.
    fn draw(&mut self, draw: u64) -> bool {
        let mut at = At { stratum: None, draw };
        let drawn = match self.unit {
            Unit::Card { replacement } => self.sequence.card(draw, replacement),
            Unit::CardOfStratum => {
                let stratum = self.evidence.next_stratum();
                self.drawn.resize(self.drawn.len().max(stratum + 1), 0);
                at = At { stratum: Some(stratum), draw: self.drawn[stratum] };
                self.drawn[stratum] += 1;
                self.sequence.card_of(stratum, at.draw)
            }
            _ => self.sequence.batch(draw),
        };
        let Some(drawn) = drawn else { return false };
        if self.evidence.hear(drawn) {
            self.discrepancies += 1;
            if self.audited.differing.len() < self.list {
                self.audited.differing.push(at);
            }
        }
        true
    }
}
