//! Tables of log wealth along cards that agree, one for each count vector of the cards that do not.
//!
//! # Derivation
//! `docs/derivations/skipping-agreement.md`.

use std::collections::HashMap;

use super::{AgreeingStretch, CloneBeforeStart, Staking, VALUES, quick_ln};
use crate::risk::{MeanLeft, Past};

/// Entries of all tables of one assertion: 32 MB.
const MOST_ENTRIES: usize = 4 << 20;
/// Count vectors that may have a table.
const MOST_VECTORS: usize = 1 << 16;
/// Draws up to which an audit without discrepancies is followed to find its end.
const LONGEST_CLEAN: u64 = 4_000_000;
/// Factors whose logarithm `quick_ln` gives to 5e-15; others are rare.
const QUICK: std::ops::Range<f64> = 0.009..8.0;
/// A log wealth closer to the limit's than this does not decide.
const NEAR: f64 = 1e-9;

/// The tables of one assertion at one risk limit. All audits share them; which audits built them does not change any
/// answer.
pub struct Prefixes {
    agrees: u64,
    limit: f64,
    /// −ln of the limit.
    needed: f64,
    /// The draw at which an audit without discrepancies ends, computed by the measure itself, and how far it was
    /// followed; no draw if it continues beyond.
    clean: Option<(Option<u64>, u64)>,
    /// The first vector is that of no discrepancy.
    vectors: Vec<Vector>,
    places: HashMap<[u32; VALUES], u32>,
    /// The values that cards have had, in the order in which they were met; those beyond [`VALUES`] have no place.
    values: Vec<u64>,
    entries: usize,
}

/// The cards of an audit that did not agree.
#[derive(Clone, Copy)]
pub(super) struct DifferingCards {
    /// The count of each value seen, in the order of [`Prefixes::values`].
    counts: [u32; VALUES],
    cards: u64,
    /// Their sum, in units.
    units: u64,
    /// The index of this count vector among all; `None` if there are too many.
    vector: Option<usize>,
}

impl Default for DifferingCards {
    fn default() -> Self {
        Self { counts: [0; VALUES], cards: 0, units: 0, vector: Some(0) }
    }
}

/// One count vector.
#[derive(Default)]
struct Vector {
    /// The index of the vector with one more card of each value; 0 if it is not known yet.
    with: [u32; VALUES],
    /// Cards that were computed one by one because the table was too short.
    walked: u64,
    /// `ln[j]`: growth of log wealth over the first j cards that agree.
    ln: Vec<f64>,
    /// Whether the table cannot be extended any further.
    ends: bool,
    /// The rounding error of the sum (Kahan), and the last stake.
    lost: f64,
    stake: Option<f64>,
    /// Stakes, each with the number of cards from which it is valid, if they are costly to compute.
    stakes: Vec<(u32, f64)>,
}

impl Vector {
    /// The stake after this number of cards of the table, if it is known.
    fn stake_after(&self, cards: u64) -> Option<f64> {
        if cards + 1 >= self.ln.len() as u64 {
            return None;
        }
        let next = self.stakes.partition_point(|&(from, _)| u64::from(from) <= cards);
        self.stakes[..next].last().map(|&(_, stake)| stake)
    }
}

/// The mean of the remaining cards under the null, if it is above 0.
fn mean_for(staking: &dyn Staking, past: &Past) -> Option<f64> {
    match staking.null().mean_left(past) {
        MeanLeft::Mean(mean) if mean > 0.0 => Some(mean),
        _ => None,
    }
}

impl Prefixes {
    /// Empty tables for values around that of a card that agrees, and a limit in (0, 1).
    pub fn new(agrees: u64, limit: f64) -> Self {
        Self {
            agrees,
            limit,
            needed: -libm::log(limit),
            clean: None,
            vectors: vec![Vector::default()],
            places: HashMap::new(),
            values: Vec::new(),
            entries: 0,
        }
    }

    /// Value of a card that agrees, in units.
    pub fn agrees(&self) -> u64 {
        self.agrees
    }

    /// The limit.
    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// Numbers in all tables, of 8 bytes each.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The past after this number of draws, with the cards of `seen` that did not agree.
    fn past(&self, staking: &dyn Staking, seen: &DifferingCards, draws: u64) -> Past {
        let mut past = Past { draws, sum: self.units(seen, draws), last: self.agrees, ..Past::default() };
        let most = past.counts.len() - 1;
        let square = |value: u64| u128::from(value) * u128::from(value);
        for (&value, &count) in self.values.iter().zip(&seen.counts).filter(|(_, count)| **count > 0) {
            past.squares += square(value) * u128::from(count);
            past.counts[staking.kind(value).min(most)] += u64::from(count);
        }
        let agreed = draws - seen.cards;
        past.squares += square(self.agrees) * u128::from(agreed);
        past.counts[staking.kind(self.agrees).min(most)] += agreed;
        past
    }

    /// The sum of all values after that number of draws, in units.
    fn units(&self, seen: &DifferingCards, draws: u64) -> u64 {
        seen.units + self.agrees * (draws - seen.cards)
    }

    /// The place of a value among those met; `None` if all places are taken.
    fn place_of(&self, value: u64) -> Option<usize> {
        let known = self.values.iter().position(|&known| known == value);
        known.or_else(|| (self.values.len() < VALUES).then_some(self.values.len()))
    }

    /// The cards seen, with one more card of that value, which [`Self::card`] has taken.
    pub(super) fn seen_with(&mut self, seen: &DifferingCards, value: u64) -> DifferingCards {
        let mut more = DifferingCards { cards: seen.cards + 1, units: seen.units + value, ..*seen };
        // A value without a place is given to the measure itself, so there is one.
        let Some(at) = self.place_of(value) else { return more };
        if at == self.values.len() {
            self.values.push(value);
        }
        more.counts[at] += 1;
        more.vector = seen.vector.and_then(|vector| self.vector_with(vector, at, &more.counts));
        more
    }

    /// The index of the vector with one more card of that value, new or known; `None` if there are too many.
    fn vector_with(&mut self, vector: usize, value: usize, counts: &[u32; VALUES]) -> Option<usize> {
        let known = self.vectors[vector].with[value];
        if known > 0 {
            return Some(known as usize);
        }
        // Other orders of the same cards lead to the same vector.
        let known = self.places.get(counts).copied();
        if known.is_none() && self.vectors.len() > MOST_VECTORS {
            return None;
        }
        let place = known.unwrap_or(self.vectors.len() as u32);
        if known.is_none() {
            self.vectors.push(Vector::default());
            self.places.insert(*counts, place);
        }
        self.vectors[vector].with[value] = place;
        Some(place as usize)
    }

    /// The distance to the limit below which a log wealth does not decide. Table and martingale differ by at most
    /// 5.3e-15 a draw.
    pub(super) fn near(draws: u64) -> f64 {
        NEAR.max(1e-14 * draws as f64)
    }

    /// The effect of agreeing cards, from this number of draws and log wealth, up to `to` draws.
    pub(super) fn stretch(
        &mut self,
        measure: &dyn CloneBeforeStart,
        seen: &DifferingCards,
        (draws, ln): (u64, f64),
        to: u64,
    ) -> AgreeingStretch {
        if draws == 0 {
            match self.clean_end(measure) {
                (Some(end), _) if end <= to => return AgreeingStretch::Passed(end),
                (None, known) if known < to => return AgreeingStretch::Unsure,
                _ => {}
            }
        }
        let errors = seen.cards;
        let at = match seen.vector {
            Some(at) if to - errors < self.vectors[at].ln.len() as u64 => at,
            at => {
                let Some(staking) = measure.staking() else { return AgreeingStretch::Unsure };
                match at.filter(|&at| self.reaches(at, staking, seen, draws..to)) {
                    Some(at) => at,
                    None => return self.walk(staking, seen, (draws, ln), to),
                }
            }
        };
        let (near, needed) = (Self::near(to), self.needed);
        let table = &self.vectors[at].ln;
        let (first, last) = ((draws - errors) as usize, (to - errors) as usize);
        let base = ln - table[first];
        let end = base + table[last];
        // The wealth only rises or only falls along agreement, and it was below the limit before: with its end, all of
        // the run is.
        if end < needed - near {
            return AgreeingStretch::Still(end);
        }
        let passes = |entry: &f64| base + entry >= needed;
        let (mut low, mut high) = (first, last);
        // The table is nearly a straight line, so two guesses leave little to search.
        for spread in [8, 2] {
            let share = (needed - base - table[low]) / (table[high] - table[low]);
            let guess = low + (share * (high - low) as f64) as usize;
            let (below, above) = (guess.saturating_sub(spread).max(low), (guess + spread).min(high));
            if !passes(&table[below]) {
                low = below;
            }
            if passes(&table[above]) {
                high = above;
            }
        }
        let hit = low + 1 + table[low + 1..=high].partition_point(|entry| !passes(entry));
        let is_near = |at: usize| (base + table[at] - needed).abs() <= near;
        // If either neighbour is this close, rounding could move the crossing by a card.
        if hit > last || is_near(hit) || is_near(hit - 1) {
            return AgreeingStretch::Unsure;
        }
        AgreeingStretch::Passed(hit as u64 + errors)
    }

    /// The effect of the next card, which has that value and does not agree.
    pub(super) fn card(
        &self,
        measure: &dyn CloneBeforeStart,
        seen: &DifferingCards,
        (draws, ln): (u64, f64),
        value: u64,
    ) -> AgreeingStretch {
        let has_place = self.values.len() < VALUES || self.values.contains(&value);
        let Some(staking) = measure.staking().filter(|_| has_place) else { return AgreeingStretch::Unsure };
        let units = self.units(seen, draws);
        let MeanLeft::Mean(mean) = staking.null().mean_after(draws, units) else { return AgreeingStretch::Unsure };
        let goes_on = matches!(staking.null().mean_after(draws + 1, units + value), MeanLeft::Mean(mean) if mean > 0.0);
        if mean <= 0.0 || !goes_on {
            return AgreeingStretch::Unsure;
        }
        let factor = 1.0 + self.stake(staking, seen, draws, mean) * (value as f64 / mean - 1.0);
        let after = ln + if QUICK.contains(&factor) { quick_ln(factor) } else { libm::log(factor) };
        if after > self.needed + Self::near(draws) {
            return AgreeingStretch::Passed(draws + 1);
        }
        if after < self.needed - Self::near(draws) { AgreeingStretch::Still(after) } else { AgreeingStretch::Unsure }
    }

    /// The stake on the card after that number of draws.
    fn stake(&self, staking: &dyn Staking, seen: &DifferingCards, draws: u64, mean: f64) -> f64 {
        if !staking.minds_past() {
            return staking.stake(&Past::default(), mean);
        }
        let known = seen.vector.and_then(|at| self.vectors[at].stake_after(draws - seen.cards));
        known.unwrap_or_else(|| staking.stake(&self.past(staking, seen, draws), mean))
    }

    /// The draw at which an audit without discrepancies ends, and how far it was followed. The default bet is built to
    /// end exactly at the limit, which no table could decide.
    fn clean_end(&mut self, measure: &dyn CloneBeforeStart) -> (Option<u64>, u64) {
        if let Some(known) = self.clean {
            return known;
        }
        let most = measure.staking().map_or(0, |staking| staking.null().cards.min(LONGEST_CLEAN));
        let mut risk = measure.copy();
        while risk.p_value() > self.limit && risk.draws() < most {
            risk.observe(self.agrees);
        }
        let end = (risk.p_value() <= self.limit).then(|| risk.draws());
        *self.clean.insert((end, most))
    }

    /// Whether the table covers these draws. It is built, or extended, once as many cards were computed one by one as
    /// it would have entries, because it then saves time.
    fn reaches(
        &mut self,
        at: usize,
        staking: &dyn Staking,
        seen: &DifferingCards,
        draws: std::ops::Range<u64>,
    ) -> bool {
        let wanted = (draws.end - seen.cards) as usize + 1;
        let vector = &mut self.vectors[at];
        if wanted <= vector.ln.len() {
            return true;
        }
        vector.walked += draws.end - draws.start;
        let more = wanted - vector.ln.len();
        // If stakes are stored, there may be one for each entry, of twice its size.
        let numbers = if staking.minds_past() { 3 * more } else { more };
        if vector.ends || vector.walked < more as u64 || self.entries + numbers > MOST_ENTRIES {
            return false;
        }
        let mut vector = std::mem::take(vector);
        if vector.ln.is_empty() {
            vector.ln.push(0.0);
        }
        let (before, stakes_before) = (vector.ln.len(), vector.stakes.len());
        let mut past = self.past(staking, seen, seen.cards + before as u64 - 1);
        let kind = staking.kind(self.agrees);
        let mut sum = vector.ln[before - 1];
        let mut left = mean_for(staking, &past);
        while let Some(mean) = left.filter(|_| vector.ln.len() < wanted) {
            let stake = match vector.stake {
                Some(stake) if !staking.may_change(&past, kind) => stake,
                _ => staking.stake(&past, mean),
            };
            if staking.minds_past() && vector.stake.is_none_or(|last| last.to_bits() != stake.to_bits()) {
                vector.stakes.push((vector.ln.len() as u32 - 1, stake));
            }
            vector.stake = Some(stake);
            // The sum keeps its rounding error, so that long tables are as accurate as short ones.
            let term = libm::log1p(stake * (self.agrees as f64 / mean - 1.0)) + vector.lost;
            let next = sum + term;
            vector.lost = term - (next - sum);
            sum = next;
            past.add(self.agrees, kind);
            left = mean_for(staking, &past);
            // If the null is refuted or proved after a card, or no card remains, the measure itself decides.
            if left.is_some() {
                vector.ln.push(sum);
            }
        }
        vector.ends = left.is_none();
        vector.walked = 0;
        self.entries += vector.ln.len() - before + 2 * (vector.stakes.len() - stakes_before);
        let reaches = vector.ln.len() >= wanted;
        self.vectors[at] = vector;
        reaches
    }

    /// The same without a table, card by card, as products.
    fn walk(&self, staking: &dyn Staking, seen: &DifferingCards, (draws, ln): (u64, f64), to: u64) -> AgreeingStretch {
        let mut past = self.past(staking, seen, draws);
        let kind = staking.kind(self.agrees);
        let (mut last, mut product, mut before) = (None, 1.0_f64, 0.0);
        let near = Self::near(to);
        // The product at which the limit is passed, if it is a finite number.
        let goal = |before: f64| match self.needed - ln - before {
            ln if ln < 200.0 => libm::exp(ln),
            _ => f64::INFINITY,
        };
        let mut passes = goal(before);
        let mut left = mean_for(staking, &past);
        for draw in draws..to {
            let Some(mean) = left else { return AgreeingStretch::Unsure };
            let stake = match last {
                Some(stake) if !staking.may_change(&past, kind) => stake,
                _ => staking.stake(&past, mean),
            };
            last = Some(stake);
            product *= 1.0 + stake * (self.agrees as f64 / mean - 1.0);
            past.add(self.agrees, kind);
            left = mean_for(staking, &past);
            if product >= passes * (1.0 - near) {
                let is_sure = product > passes * (1.0 + near) && left.is_some();
                return if is_sure { AgreeingStretch::Passed(draw + 1) } else { AgreeingStretch::Unsure };
            }
            if !(1e-100..1e100).contains(&product) {
                before += libm::log(product);
                product = 1.0;
                passes = goal(before);
            }
        }
        if left.is_some() { AgreeingStretch::Still(ln + before + libm::log(product)) } else { AgreeingStretch::Unsure }
    }
}
