//! Follows the chances of all vectors of counts, draw by draw, what is too unlikely to matter booked.
//!
//! # Reference
//! None: ours.

use std::collections::BTreeMap;

use super::{ByCounts, DISCREPANCIES, Next, Seen};
use crate::risk::polling::StoppingLaw;

/// A vector of counts, or a step of wealth, that is less likely than this is cut off.
const LEAST: f64 = 1e-13;

/// How much short of the threshold still counts as having reached it: what a sum of logarithms may lose.
const SLACK: f64 = 1e-11;

/// How far a shift may lie short of a whole step and still be one.
const WHOLE: f64 = 1e-6;

/// Draws after which the lowest steps are looked at.
const SELDOM: u64 = 16;

/// Steps that are kept below the lowest.
const SPARE: usize = 16;

/// Steps that all places together may hold.
const HELD: usize = 20_000_000;

/// How far a law is to be followed, and how fine.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The last sample size of interest.
    pub horizon: u64,
    /// It ends earlier, once the chance of still going on is less than this.
    pub left: f64,
    /// Operations that it may cost. Where they are used up, the law ends there.
    pub budget: u64,
    /// Width of the steps of the logarithm of wealth, more than 0.
    pub step: f64,
    /// Whether a discrepancy rounds the wealth up instead of down: the audit then stops no later than in truth.
    pub up: bool,
}

/// The law of a comparison audit.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonLaw {
    /// Chances of the sample size at which it stops.
    pub stopping: StoppingLaw,
    /// The part of what is left that goes on at the horizon; the rest can never stop.
    pub going: f64,
}

/// One vector of counts: the law of the logarithm of wealth there.
#[derive(Clone, Debug)]
struct Place {
    seen: Seen,
    after: [Option<usize>; DISCREPANCIES],
    stake: f64,
    /// Logarithm of the wealth at step 0.
    ln: f64,
    /// Number of the first step.
    low: i64,
    /// Chance of each step, divided by `scale`.
    steps: Vec<f64>,
    scale: f64,
    chance: f64,
}

struct Walk<'m, M> {
    martingale: &'m M,
    bounds: Bounds,
    threshold: f64,
    places: Vec<Place>,
    by_seen: BTreeMap<Seen, usize>,
    /// Places by how many discrepancies they have: who gives comes after who takes.
    levels: Vec<Vec<usize>>,
    never: f64,
    dropped: f64,
    spent: u64,
    held: usize,
}

/// The law of an audit that stops once its wealth is one over the risk limit.
pub fn law<M: ByCounts>(martingale: &M, risk_limit: f64, bounds: Bounds) -> ComparisonLaw {
    let start = Place {
        seen: Seen::default(),
        after: [None; DISCREPANCIES],
        stake: f64::NAN,
        ln: 0.0,
        low: 0,
        steps: vec![1.0],
        scale: 1.0,
        chance: 1.0,
    };
    let mut walk = Walk {
        martingale,
        bounds,
        threshold: -libm::log(risk_limit) - SLACK,
        by_seen: BTreeMap::from([(start.seen, 0)]),
        places: vec![start],
        levels: vec![vec![0]],
        never: 0.0,
        dropped: 0.0,
        spent: 0,
        held: 1,
    };
    let horizon = martingale.cards().map_or(bounds.horizon, |cards| bounds.horizon.min(cards));
    let mut stops = Vec::new();
    let mut going = 1.0;
    for draws in 0..=horizon {
        let stopped = walk.draw(draws, draws < horizon);
        if draws > 0 {
            stops.push(stopped);
        }
        going = walk.levels.iter().flatten().map(|&place| walk.places[place].chance).sum();
        if going < bounds.left || walk.spent > bounds.budget || walk.held > HELD {
            break;
        }
    }
    // A card that was drawn last is judged with the next one.
    if stops.len() < horizon as usize {
        let last = stops.len() as u64 + 1;
        stops.push(walk.draw(last, false));
        going = walk.levels.iter().flatten().map(|&place| walk.places[place].chance).sum();
    }
    let stopping = StoppingLaw { from: 0, stops, left: going + walk.never, dropped: walk.dropped };
    ComparisonLaw { stopping, going }
}

impl<M: ByCounts> Walk<'_, M> {
    /// Judges all places after so many draws, then draws one card more. Returns the chance of stopping here.
    fn draw(&mut self, draws: u64, one_more: bool) -> f64 {
        let mut stopped = 0.0;
        for level in (0..self.levels.len()).rev() {
            let mut kept = Vec::with_capacity(self.levels[level].len());
            for at in std::mem::take(&mut self.levels[level]) {
                stopped += self.stopped(at);
                if self.places[at].steps.is_empty() {
                    continue;
                }
                let place = &mut self.places[at];
                let next = self.martingale.next(draws, &place.seen, &mut place.stake);
                match next {
                    Next::Refuted => stopped += self.emptied(at),
                    Next::Hopeless => self.never += self.emptied(at),
                    Next::Card { chance, ln } => {
                        if one_more {
                            self.give(at, &chance, &ln, level);
                        }
                        let place = &mut self.places[at];
                        if draws.is_multiple_of(SELDOM) {
                            self.dropped += place.trim();
                        }
                        if place.chance < LEAST {
                            self.dropped += self.emptied(at);
                        } else {
                            kept.push(at);
                        }
                    }
                }
            }
            // Who took for the first time is there already.
            kept.append(&mut self.levels[level]);
            self.levels[level] = kept;
        }
        stopped
    }

    /// Takes out the steps that have reached the threshold.
    fn stopped(&mut self, at: usize) -> f64 {
        let place = &mut self.places[at];
        let (step, threshold) = (self.bounds.step, self.threshold);
        let mut sum = 0.0;
        while let Some(last) = place.steps.last() {
            let number = place.low + place.steps.len() as i64 - 1;
            if *last > 0.0 && place.ln + number as f64 * step < threshold {
                break;
            }
            sum += last;
            place.steps.pop();
        }
        sum *= place.scale;
        place.chance = if place.steps.is_empty() { 0.0 } else { (place.chance - sum).max(0.0) };
        sum
    }

    fn emptied(&mut self, at: usize) -> f64 {
        let place = &mut self.places[at];
        let sum = place.steps.iter().sum::<f64>() * place.scale;
        self.held = self.held.saturating_sub(place.steps.len());
        place.steps = Vec::new();
        place.chance = 0.0;
        sum
    }

    /// One card more: what agrees stays, discrepancies go to the places that have one more of their kind.
    fn give(&mut self, at: usize, chance: &[f64; DISCREPANCIES + 1], ln: &[f64; DISCREPANCIES + 1], level: usize) {
        self.spent += 64;
        for kind in 0..DISCREPANCIES {
            let (chance, ln) = (chance[kind + 1], ln[kind + 1]);
            if chance <= 0.0 {
                continue;
            }
            let moved = self.places[at].chance * chance;
            if ln == f64::NEG_INFINITY {
                self.never += moved;
                continue;
            }
            let to = match self.places[at].after[kind] {
                Some(to) if !self.places[to].steps.is_empty() => to,
                _ if moved < LEAST => {
                    self.dropped += moved;
                    continue;
                }
                _ => self.opened(at, kind, ln, level),
            };
            let (giver, taker) = if at < to {
                let (low, high) = self.places.split_at_mut(to);
                (&low[at], &mut high[0])
            } else {
                let (low, high) = self.places.split_at_mut(at);
                (&high[0], &mut low[to])
            };
            self.spent += giver.steps.len() as u64;
            let before = taker.steps.len();
            taker.take(giver, chance, ln, &self.bounds);
            self.held += taker.steps.len() - before;
        }
        let place = &mut self.places[at];
        if ln[0] == f64::NEG_INFINITY {
            self.never += place.chance * chance[0];
            place.steps.clear();
            place.chance = 0.0;
            return;
        }
        place.ln += ln[0];
        place.scale *= chance[0];
        place.chance *= chance[0];
        if place.scale < 1e-100 {
            let scale = place.scale;
            for step in &mut place.steps {
                *step *= scale;
            }
            place.scale = 1.0;
        }
    }

    /// The place with one more of a kind, empty, with the wealth of step 0 at what a card of that kind makes of it.
    fn opened(&mut self, from: usize, kind: usize, ln: f64, level: usize) -> usize {
        let mut seen = self.places[from].seen;
        seen[kind] += 1;
        let many = self.places.len();
        let to = *self.by_seen.entry(seen).or_insert(many);
        let ln = self.places[from].ln + ln;
        let fresh = Place {
            seen,
            after: [None; DISCREPANCIES],
            stake: f64::NAN,
            ln,
            low: self.places[from].low,
            steps: Vec::new(),
            scale: 1.0,
            chance: 0.0,
        };
        if to == many {
            self.places.push(fresh);
        }
        if self.levels.len() == level + 1 {
            self.levels.push(Vec::new());
        }
        if self.places[to].steps.is_empty() {
            let after = self.places[to].after;
            let low = self.places[from].low;
            let place = &mut self.places[to];
            (place.after, place.stake, place.ln, place.low, place.scale, place.chance) =
                (after, f64::NAN, ln, low, 1.0, 0.0);
            self.levels[level + 1].push(to);
        }
        self.places[from].after[kind] = Some(to);
        to
    }
}

impl Place {
    /// Adds what another place gives away, its wealth rounded to a whole step.
    fn take(&mut self, giver: &Self, chance: f64, ln: f64, bounds: &Bounds) {
        let shift = (giver.ln + ln - self.ln) / bounds.step;
        let shift = if bounds.up { libm::ceil(shift - WHOLE) } else { libm::floor(shift + WHOLE) } as i64;
        let low = giver.low + shift;
        if self.steps.is_empty() {
            self.low = low;
        }
        if low < self.low {
            // Some more than are needed: the next ones come from as far below.
            let more = (self.low - low) as usize + SPARE;
            self.steps.splice(0..0, std::iter::repeat_n(0.0, more));
            self.low -= more as i64;
        }
        let first = (low - self.low) as usize;
        if self.steps.len() < first + giver.steps.len() {
            self.steps.resize(first + giver.steps.len(), 0.0);
        }
        let weight = chance * giver.scale / self.scale;
        for (mine, theirs) in self.steps[first..].iter_mut().zip(&giver.steps) {
            *mine += weight * theirs;
        }
        self.chance += chance * giver.chance;
    }

    /// Takes out the lowest steps that are next to impossible.
    fn trim(&mut self) -> f64 {
        let far = self.steps.iter().take_while(|&&step| step * self.scale < 1e-2 * LEAST).count();
        if far < 32 && far < self.steps.len() {
            return 0.0;
        }
        let sum = self.steps.drain(..far).sum::<f64>() * self.scale;
        self.low += far as i64;
        self.chance -= sum;
        sum
    }
}
