//! Polls that are judged at the ends of rounds: the numbers of cards of each kind in a round are drawn at once.
//!
//! Draws are with replacement, so the counts of a round are multinomial: one binomial count after the other. Kinds with
//! the fewest cards come first, so that few different distributions are needed. The number of distinct cards is drawn
//! kind by kind, once, at the end of the audit, because nothing before depends on it. The condition of a rule in a
//! round is a function of the earlier rounds, and is computed once for all trials that have the same past.
//!
//! # Derivation
//! `docs/derivations/drawing-counts.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 35 (a multinomial as a row of binomials).

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::cell::CardStreams;
use super::cells::needs_each_reading;
use super::ending::EndTally;
use super::occupancy::Occupancy;
use super::{Engine, Task, Trials};
use crate::audit::sample_size::among;
use crate::audit::{NumericMeasures, PreparedAudit, RoundEvidence, RoundResult, RoundState};
use crate::random::Random;
use crate::reason::{Reason, procedures, why};
use crate::risk::polling::{Before, PollDesign, RoundRule, RoundSample};
use crate::simulation::trial_counts::Trial;
use crate::social_choice::Tally;

/// The engine for polls by rounds.
pub(super) struct RoundEngine;

impl Engine for RoundEngine {
    fn name(&self) -> &'static str {
        "rounds"
    }

    fn says(&self) -> Reason {
        procedures::engine_rounds()
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        let procedure = task.procedure()?;
        let measures = procedure.in_numbers().map(|numbers| (numbers, numbers.measures()));
        let Some((numbers, NumericMeasures::ByRounds { rule, designs })) = measures else {
            return Err(why::not_judged());
        };
        needs_each_reading(&task)?;
        if procedure.chooses_rounds() && task.setup.terms.round_chance.is_some() {
            return Err(why::look());
        }
        let mut kinds: BTreeMap<(Vec<i32>, bool), u64> = BTreeMap::new();
        for cell in task.cells() {
            let heard = numbers.value_of(cell.drawn(None));
            *kinds.entry((heard.values, heard.differs)).or_default() += u64::from(cell.cards);
        }
        let kind = |((values, differs), cards)| RoundKind { values, differs, cards, occupancy: Occupancy::new(cards) };
        let mut kinds: Vec<RoundKind> = kinds.into_iter().map(kind).collect();
        // The fewest first: the numbers of draws that remain for later kinds then vary least, and few distributions are
        // stored.
        kinds.sort_by_key(|kind| kind.cards);
        Ok(Some(Box::new(OverRounds {
            rule,
            designs,
            streams: CardStreams::of(&task),
            ending: EndTally::new(task),
            known: Mutex::new(Known::of(kinds.len(), designs.len())),
            idle: Mutex::default(),
            kinds,
            task,
            procedure,
        })))
    }
}

/// Cards with the same value for every pair.
struct RoundKind {
    /// Half votes for the winner of each pair.
    values: Vec<i32>,
    /// Whether such a card could not be found.
    differs: bool,
    cards: u64,
    /// The distribution of the distinct cards among a number of draws.
    occupancy: Occupancy,
}

struct OverRounds<'b> {
    task: Task<'b>,
    procedure: &'b dyn PreparedAudit,
    rule: &'b dyn RoundRule,
    designs: &'b [PollDesign],
    kinds: Vec<RoundKind>,
    streams: CardStreams,
    ending: EndTally<'b>,
    known: Mutex<Known>,
    /// Caches that no thread is using.
    idle: Mutex<Vec<Mind>>,
}

/// The number of cards of a kind, as cumulative probabilities from the smallest kept number.
struct CountDistribution {
    low: u64,
    sums: Vec<f64>,
}

/// The condition of a rule in a round.
struct Asks {
    /// The smallest number of votes of the winner that stops; `None` if none does.
    kmin: Option<u64>,
    /// The state before the next round, without the sample.
    after: Before,
}

/// Stored results. They make trials faster and change none.
#[derive(Default)]
struct Known {
    /// For each kind, by the number of draws for it and all later kinds.
    counts: Vec<HashMap<u64, Arc<CountDistribution>>>,
    /// For each pair, by its path.
    asks: Vec<HashMap<Vec<u64>, Arc<Asks>>>,
}

/// The memory that a thread keeps from one trial to the next.
struct Mind {
    known: Known,
    drawn: Vec<u64>,
    pairs: Vec<PairInAudit>,
}

/// Most rounds that are stored for each pair, and distributions of counts for each kind.
const MOST_KNOWN: usize = 100_000;

/// A pair in one audit.
#[derive(Default)]
struct PairInAudit {
    /// A key that determines the rule's condition in this round.
    path: Vec<u64>,
    before: Option<Arc<Asks>>,
    sample: RoundSample,
    closed: bool,
}

impl OverRounds<'_> {
    fn counts(&self, mine: &mut Known, at: usize, draws: u64) -> Arc<CountDistribution> {
        let make = || {
            let rest = self.kinds[at..].iter().map(|kind| kind.cards).sum();
            let (low, mut sums) = among(rest, self.kinds[at].cards, true, draws);
            for i in 1..sums.len() {
                sums[i] += sums[i - 1];
            }
            CountDistribution { low, sums }
        };
        known(&self.known, mine, |known| &mut known.counts[at], &draws, make)
    }

    /// Judges the end of a round for a pair.
    fn judge(&self, mine: &mut Known, pair: usize, of: &mut PairInAudit, now: RoundSample) {
        if of.closed || now.n == of.sample.n {
            return;
        }
        if self.rule.surely_stops(&self.designs[pair], now) {
            of.closed = true;
            return;
        }
        // The key has only what the rule's condition depends on: the shorter it is, the more trials share a result.
        if self.rule.judges_by_ratio() {
            of.path.clear();
        } else if self.rule.forgets_rounds() {
            of.path.clear();
            of.path.extend([of.sample.n, of.sample.k]);
        }
        of.path.push(now.n);
        let make = || {
            let mut after = of.before.as_ref().map_or_else(Before::default, |asks| asks.after.clone());
            after.sample = of.sample;
            // If its distribution has become too long to compute, the pair never stops.
            let kmin = self.rule.kmin(&self.designs[pair], &mut after, now.n).ok().flatten();
            if let Some(kmin) = kmin {
                after.survivors.stop_at(now.n, kmin);
            }
            Asks { kmin, after }
        };
        let asks = known(&self.known, mine, |known| &mut known.asks[pair], &of.path[..], make);
        of.closed = asks.kmin.is_some_and(|kmin| now.k >= kmin);
        of.sample = now;
        of.before = Some(asks);
    }

    fn one(&self, trial: u64, mind: &mut Mind, course: &mut RoundState<'_>) -> Trial {
        let mut random = self.streams.draw.stream(trial);
        let Mind { known: mine, drawn, pairs } = mind;
        drawn.fill(0);
        pairs.iter_mut().for_each(PairInAudit::restart);
        let mut draws = 0;
        while let Some(goal) = course.opens_round() {
            let mut left = goal - draws;
            for (at, drawn) in drawn.iter_mut().enumerate() {
                let last = at + 1 == self.kinds.len();
                let here = if last { left } else { self.counts(mine, at, left).draw(&mut random) };
                *drawn += here;
                left -= here;
            }
            draws = goal;
            for (pair, of) in pairs.iter_mut().enumerate() {
                let mut now = RoundSample::default();
                for (kind, &drawn) in self.kinds.iter().zip(&*drawn) {
                    now.n += if kind.values[pair] == 1 { 0 } else { drawn };
                    now.k += if kind.values[pair] > 1 { drawn } else { 0 };
                }
                self.judge(mine, pair, of, now);
            }
            let missing = self.kinds.iter().zip(&*drawn).filter(|(kind, _)| kind.differs).map(|(_, drawn)| drawn).sum();
            let open = pairs.iter().any(|of| !of.closed);
            let standing = RoundEvidence::PValue(f64::from(u8::from(open)));
            course.close_round(RoundResult { draws, cards: draws, standing, discrepancies: missing }, |_| None);
        }
        // Repeats only save work, and only the last round's number is reported.
        if let Some(last) = course.audited.rounds.last_mut() {
            let each = self.kinds.iter().zip(&*drawn);
            last.cards = each.map(|(kind, &drawn)| kind.occupancy.draw(drawn, &mut random)).sum();
        }
        // A poll compares no reading with a record, so no card of it shows that the report is wrong.
        let readings = || Tally::empty(self.task.place.claim.contest.candidates.len());
        self.ending.trial(trial, &course.audited, false, readings)
    }
}

impl Known {
    /// Empty caches, for these numbers of kinds and pairs.
    fn of(kinds: usize, pairs: usize) -> Self {
        let counts = std::iter::repeat_with(HashMap::new).take(kinds).collect();
        Self { counts, asks: std::iter::repeat_with(HashMap::new).take(pairs).collect() }
    }
}

impl PairInAudit {
    /// Begins another audit.
    fn restart(&mut self) {
        self.path.clear();
        (self.before, self.sample, self.closed) = (None, RoundSample::default(), false);
    }
}

impl CountDistribution {
    fn draw(&self, random: &mut Random) -> u64 {
        let lot = random.unit();
        let at = self.sums.partition_point(|sum| *sum <= lot).min(self.sums.len() - 1);
        self.low + at as u64
    }
}

/// The value of a key: from this thread's cache, else from the shared one, else computed.
fn known<K: Eq + Hash + Borrow<Q>, Q: Eq + Hash + ToOwned<Owned = K> + ?Sized, V>(
    shared: &Mutex<Known>,
    mine: &mut Known,
    of: impl Fn(&mut Known) -> &mut HashMap<K, Arc<V>>,
    key: &Q,
    make: impl FnOnce() -> V,
) -> Arc<V> {
    if let Some(value) = of(mine).get(key) {
        return Arc::clone(value);
    }
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    let keep = |known: &mut Known, value: &Arc<V>| {
        let known = of(known);
        if known.len() < MOST_KNOWN {
            known.insert(key.to_owned(), Arc::clone(value));
        }
    };
    let at_hand = of(&mut lock()).get(key).cloned();
    // Computed without the lock. Two threads may compute the same value: that costs time and changes nothing.
    let value = at_hand.unwrap_or_else(|| {
        let value = Arc::new(make());
        keep(&mut lock(), &value);
        value
    });
    keep(mine, &value);
    value
}

impl Trials for OverRounds<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut mind = idle.unwrap_or_else(|| Mind {
            known: Known::of(self.kinds.len(), self.designs.len()),
            drawn: vec![0; self.kinds.len()],
            pairs: self.designs.iter().map(|_| PairInAudit::default()).collect(),
        });
        let fresh = RoundState::begin(self.procedure, self.task.place.claim.frame.cards(), &self.task.setup.terms);
        let mut course = fresh.clone();
        for trial in trials {
            course.restart(&fresh);
            each(self.one(trial, &mut mind, &mut course));
        }
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(mind);
        }
    }
}
