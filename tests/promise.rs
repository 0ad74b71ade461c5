//! The promise itself: the exact chance that a P-value ever falls to the risk limit although the outcome is wrong.
//!
//! Every bet is in one table. Chances are fractions of whole numbers: how often each multiset of values is first
//! confirmed is counted once over the tree of all orders, and weighed for every population at once.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use recount::measurement::answer;
use recount::random::{Random, Streams};
use recount::risk::bet::{
    Adaptive, Agrapa, AprioriKelly, BETS, Cobra, ConstantAlternative, DKelly, Fixed, FixedAlternative,
    KaplanKolmogorov, KaplanWald, Kelly, OptimalComparison, PoolAware, ShrinkTrunc, SqKelly,
};
use recount::risk::{
    Bet, Betting, Bravo, Discrepancies, GAMMA, Martingale, Mixture, Null, SuperSimple, bravo_p_value,
};
use serde_json::json;

/// A measure that can be copied at every fork of the tree of orders.
pub(crate) trait Fork {
    /// The smallest P-value so far.
    fn p(&self) -> f64;
    /// The P-value after the last draw alone.
    fn now(&self) -> f64;
    fn ln_wealth(&self) -> f64;
    fn hear(&mut self, value: u64);
    fn fork(&self) -> Box<dyn Fork>;

    fn after(&self, value: u64) -> Box<dyn Fork> {
        let mut next = self.fork();
        next.hear(value);
        next
    }
}

impl<R: Martingale + Clone + 'static> Fork for R {
    fn p(&self) -> f64 {
        self.p_value()
    }

    fn now(&self) -> f64 {
        self.p_now()
    }

    fn ln_wealth(&self) -> f64 {
        self.wealth().ln()
    }

    fn hear(&mut self, value: u64) {
        self.observe(value);
    }

    fn fork(&self) -> Box<dyn Fork> {
        Box::new(self.clone())
    }
}

/// A measure by the file of its bet and what is particular, whether its stake is the same for every past, and how it
/// begins against a null whose upper bound is a multiple of four units.
pub(crate) struct Measure {
    pub(crate) name: &'static str,
    pub(crate) which: &'static str,
    pub(crate) constant: bool,
    pub(crate) begin: fn(Null) -> Box<dyn Fork>,
}

fn betting(null: Null, bet: impl Bet + Clone + 'static) -> Box<dyn Fork> {
    Box::new(Betting::new(null, bet))
}

fn adaptive(null: Null) -> Adaptive {
    let margin = 1.0 - null.mean() / (null.upper as f64 / 2.0);
    Adaptive::new(if margin > 0.0 { margin } else { 0.1 }, null.upper / 2)
}

/// That share of the way from the null's mean to the upper bound.
fn beyond(null: Null, share: f64) -> f64 {
    null.mean() + share * (null.upper as f64 - null.mean())
}

fn part(null: Null, share: f64) -> f64 {
    null.upper as f64 * share
}

macro_rules! measures {
    ($($name:literal $which:literal $kind:ident $begin:expr;)*) => {
        &[$(Measure { name: $name, which: $which, constant: stringify!($kind).len() == "constant".len(), begin: $begin }),*]
    };
}

/// All measures that promise a risk limit against a null.
pub(crate) const MEASURES: &[Measure] = measures! {
    "adaptive" "" learning |null| betting(null, adaptive(null));
    "agrapa" "bold" learning |null| betting(null, Agrapa::of(2.0 / part(null, 1.0)));
    "agrapa" "growing" learning |null| {
        betting(null, Agrapa { lambda: 0.5 / part(null, 1.0), c0: 0.3, cmax: 1.0, cgrow: 1.0 })
    };
    "apriori_kelly" "60:40" constant |null| betting(null, AprioriKelly::new(6.0, 4.0, part(null, 1.0)));
    "cobra" "known" constant |null| {
        betting(null, Cobra { agrees: part(null, 0.5), p1: 0.02, p2: 0.01, weights: None })
    };
    "cobra" "learnt" learning |null| {
        betting(null, Cobra { agrees: part(null, 0.5), p1: 0.02, p2: 0.01, weights: Some((2.0, 3.0)) })
    };
    "constant_alternative" "near" constant |null| betting(null, ConstantAlternative { eta: beyond(null, 0.3) });
    "constant_alternative" "at the bound" constant |null| betting(null, ConstantAlternative { eta: beyond(null, 1.0) });
    "d_kelly" "4" mixed |null| Box::new(DKelly { stakes: 4 }.against(null));
    "fixed" "small" constant |null| betting(null, Fixed { lambda: 0.7 / part(null, 1.0) });
    "fixed" "all in" constant |null| betting(null, Fixed { lambda: 1e9 / part(null, 1.0) });
    "fixed_alternative" "near" constant |null| betting(null, FixedAlternative { eta: beyond(null, 0.2) });
    "fixed_alternative" "far" constant |null| betting(null, FixedAlternative { eta: beyond(null, 0.9) });
    "kaplan_kolmogorov" "g = 0" constant |null| betting(null, KaplanKolmogorov { g: 0.0 });
    "kaplan_kolmogorov" "g = 0.1" constant |null| betting(null, KaplanKolmogorov { g: part(null, 0.1) });
    "kaplan_wald" "g = 0" constant |null| betting(null, KaplanWald { g: 0.0 });
    "kaplan_wald" "g = 0.1" constant |null| betting(null, KaplanWald { g: 0.1 });
    "kelly" "known law" constant |null| {
        let law = [(0.0, 0.1), (part(null, 0.5), 0.3), (part(null, 1.0), 0.6)];
        betting(null, Kelly::new(null.mean(), &law))
    };
    "optimal_comparison" "p2 = 0.1" constant |null| {
        let unit = 2.0 * null.mean();
        betting(null, OptimalComparison::new(0.1, part(null, 1.0) / unit, unit))
    };
    "pool_aware" "two pools" learning |null| {
        betting(null, PoolAware::new(adaptive(null), [(null.upper / 4, 0.2), (null.upper / 4 * 3, 0.5)]))
    };
    "shrink_trunc" "usual" learning |null| betting(null, ShrinkTrunc::of(beyond(null, 0.4), null.mean()));
    "shrink_trunc" "quick to learn" learning |null| {
        let usual = ShrinkTrunc::of(beyond(null, 0.9), null.mean());
        let unit = part(null, 1.0);
        betting(null, ShrinkTrunc { d: 1.0, f: 0.3 * unit, minsd: 0.01 * unit, first_sd: unit, cap_at_upper: true, ..usual })
    };
    "sq_kelly" "6" mixed |null| Box::new(SqKelly { stakes: 6 }.against(null));
    "mixture" "universal" mixed |null| Box::new(Mixture::universal(null, 5));
    "mixture" "bold and shy" mixed |null| {
        Box::new(Mixture::new(null, [(1.0, KaplanWald { g: 0.02 }), (3.0, KaplanWald { g: 0.7 })]))
    };
};

/// Risk limits, as a number and as a fraction.
const LIMITS: [(f64, u128, u128); 4] = [(0.01, 1, 100), (0.05, 1, 20), (0.1, 1, 10), (0.5, 1, 2)];

/// How many cards have 0, 1, 2, 3 and 4 quarters of the upper bound.
type Counts = [u8; 5];

/// In how many orders a multiset is the first that is confirmed at each limit.
type Crossings = HashMap<Counts, [u64; 4]>;

fn sum(counts: &Counts) -> i64 {
    counts.iter().zip(0..).map(|(&n, value)| i64::from(n) * value).sum()
}

fn cards(counts: &Counts) -> u64 {
    counts.iter().map(|&n| u64::from(n)).sum()
}

/// All ways to share `cards` among those of the five values.
fn populations(cards: u8, values: &[usize]) -> Vec<Counts> {
    let Some((&first, rest)) = values.split_first() else {
        return if cards == 0 { vec![[0; 5]] } else { vec![] };
    };
    let with = |n: u8| {
        populations(cards - n, rest).into_iter().map(move |mut counts| {
            counts[first] = n;
            counts
        })
    };
    (0..=cards).flat_map(with).collect()
}

/// Walks all orders of values to that depth, and notes where each limit is first reached.
fn all_orders(start: &dyn Fork, values: &[usize], null: &Null, depth: u8) -> Crossings {
    struct Walk<'a> {
        values: &'a [usize],
        /// No population of the null begins with more.
        most: i64,
        found: Crossings,
    }
    fn step(walk: &mut Walk<'_>, at: &dyn Fork, counts: &mut Counts, sum: i64, left: u8, mut passed: [bool; 4]) {
        let p = at.p();
        assert!((0.0..=1.0).contains(&p), "{p} after {counts:?}");
        for (limit, passed) in passed.iter_mut().enumerate() {
            if !*passed && p <= LIMITS[limit].0 {
                *passed = true;
                walk.found.entry(*counts).or_default()[limit] += 1;
            }
        }
        if left == 0 || passed.iter().all(|&passed| passed) {
            return;
        }
        for &value in walk.values {
            let sum = sum + value as i64;
            if sum <= walk.most {
                counts[value] += 1;
                step(walk, at.after(value as u64).as_ref(), counts, sum, left - 1, passed);
                counts[value] -= 1;
            }
        }
    }
    let most = if null.replacement { i64::MAX } else { null.total };
    let mut walk = Walk { values, most, found: Crossings::new() };
    step(&mut walk, start, &mut [0; 5], 0, depth, [false; 4]);
    walk.found
}

/// The same by multisets, level by level, for measures whose wealth is the same for every order of a past.
fn all_multisets(start: Box<dyn Fork>, values: &[usize], null: &Null, depth: u8) -> Crossings {
    let most = if null.replacement { i64::MAX } else { null.total };
    let mut found = Crossings::new();
    let mut level: BTreeMap<Counts, (Box<dyn Fork>, [u64; 4])> = BTreeMap::from([([0; 5], (start, [1; 4]))]);
    for left in (0..=depth).rev() {
        let mut next: BTreeMap<Counts, (Box<dyn Fork>, [u64; 4])> = BTreeMap::new();
        for (counts, (at, mut ways)) in level {
            for (limit, ways) in ways.iter_mut().enumerate() {
                // A wealth that is the limit's inverse on one order may be a last place below it on another.
                if at.now() <= LIMITS[limit].0 * (1.0 + 1e-13) && *ways > 0 {
                    found.entry(counts).or_default()[limit] += *ways;
                    *ways = 0;
                }
            }
            if left == 0 || ways == [0; 4] {
                continue;
            }
            for &value in values {
                let mut after = counts;
                after[value] += 1;
                if sum(&after) > most {
                    continue;
                }
                let then = at.after(value as u64);
                if let Some((known, all)) = next.get_mut(&after) {
                    let (a, b) = (known.now(), then.now());
                    assert!((a - b).abs() <= 1e-12 * a, "the order matters after all: {a} {b} at {after:?}");
                    all.iter_mut().zip(ways).for_each(|(all, ways)| *all += ways);
                } else {
                    next.insert(after, (then, ways));
                }
            }
        }
        level = next;
    }
    found
}

/// n (n − 1) … , `k` factors.
fn falling(n: u8, k: u8) -> u128 {
    (0..k).map(|i| u128::from(n.saturating_sub(i))).product()
}

/// The chance of ever being confirmed at each limit, for one population: numerators, and the denominator of all.
fn chances(found: &Crossings, population: &Counts, replacement: bool, depth: u8) -> ([u128; 4], u128) {
    let n = cards(population) as u8;
    let mut numerators = [0; 4];
    for (counts, ways) in found {
        let seen = cards(counts) as u8;
        let weight: u128 = if replacement {
            let drawn: u128 = (0..5).map(|v| u128::from(population[v]).pow(u32::from(counts[v]))).product();
            drawn * u128::from(n).pow(u32::from(depth - seen))
        } else {
            (0..5).map(|v| falling(population[v], counts[v])).product::<u128>() * falling(n - seen, n - seen)
        };
        for (numerator, &ways) in numerators.iter_mut().zip(ways) {
            *numerator += u128::from(ways) * weight;
        }
    }
    (numerators, if replacement { u128::from(n).pow(u32::from(depth)) } else { falling(n, n) })
}

/// The largest share of each limit that any population used, and which.
#[derive(Clone, Copy, Default)]
struct Used([(f64, Counts, i64); 4]);

impl Used {
    /// Holds every population of the null against every limit, exactly.
    fn judge(&mut self, found: &Crossings, populations: &[Counts], null: &Null, depth: u8, what: &str) {
        for population in populations {
            let n = cards(population) as i64;
            if sum(population) * null.cards as i64 > null.total * n {
                continue;
            }
            let (numerators, all) = chances(found, population, null.replacement, depth);
            for (limit, numerator) in numerators.into_iter().enumerate() {
                let (_, a, b) = LIMITS[limit];
                let share = (numerator * b) as f64 / (all * a) as f64;
                assert!(
                    numerator * b <= a * all,
                    "{what}, {null:?}, {population:?}: {numerator}/{all} at {a}/{b}, {share} of the limit"
                );
                if share > self.0[limit].0 {
                    self.0[limit] = (share, *population, null.total);
                }
            }
        }
    }

    fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            if theirs.0 > mine.0 {
                *mine = theirs;
            }
        }
    }
}

/// Prints past the test harness, which keeps what passing tests say to itself.
fn show(title: &str, rows: &[(String, Used)]) {
    let mut text = format!("\n{title}\nshare of the risk limit that the worst population uses\n");
    text += &format!("{:36} {:>8} {:>8} {:>8} {:>8}   worst at 5 %\n", "", "1 %", "5 %", "10 %", "50 %");
    for (name, used) in rows {
        let shares = used.0.map(|(share, _, _)| format!("{share:8.4}")).join(" ");
        text += &format!("{name:36} {shares}   {:?} of at most {}\n", used.0[1].1, used.0[1].2);
    }
    std::io::stderr().write_all(text.as_bytes()).expect("the standard error stream");
}

/// Over the rows, what the worst of all used of any limit.
fn largest(rows: &[(String, Used)]) -> f64 {
    rows.iter().flat_map(|(_, used)| used.0).map(|(share, _, _)| share).fold(0.0, f64::max)
}

fn title(measure: &Measure) -> String {
    format!("{} {}", measure.name, measure.which).trim_end().to_owned()
}

const ALL_VALUES: [usize; 5] = [0, 1, 2, 3, 4];

/// Every measure against every null that `totals` names for a population of so many cards.
fn without_replacement(sizes: std::ops::RangeInclusive<u8>, values: &[usize], totals: impl Fn(i64) -> Vec<i64>) -> Vec<(String, Used)> {
    let one = |measure: &Measure| {
        let mut used = Used::default();
        for n in sizes.clone() {
            let populations = populations(n, values);
            for total in totals(i64::from(n)) {
                let null = Null::of(u64::from(n), total, 4, false);
                let found = all_orders((measure.begin)(null).as_ref(), values, &null, n);
                used.judge(&found, &populations, &null, n, &title(measure));
            }
        }
        (title(measure), used)
    };
    MEASURES.iter().map(one).collect()
}

#[test]
fn no_bet_is_left_out_of_the_exact_promises() {
    for bet in BETS {
        assert!(MEASURES.iter().any(|m| m.name == *bet), "{bet} promises a risk limit and is not in the table");
    }
    for measure in MEASURES {
        assert!(BETS.contains(&measure.name) || measure.name == "mixture", "{} is no bet", measure.name);
    }
}

#[test]
fn exact_promise_of_every_bet_over_all_orders() {
    let mut rows = without_replacement(1..=4, &ALL_VALUES, |n| (1..4 * n).collect());
    let more = without_replacement(5..=6, &ALL_VALUES, |n| vec![n, 2 * n - 1, 2 * n, 3 * n]);
    for (row, more) in rows.iter_mut().zip(&more) {
        row.1.join(&more.1);
    }
    show("Without replacement, all orders of up to 6 cards", &rows);
    assert!(rows.len() == MEASURES.len() && largest(&rows) > 0.9, "a test that nothing could fail proves nothing");
}

#[test]
#[ignore = "all orders of 8 cards with five values: half a minute in release"]
fn long_exact_promise_of_every_bet_over_all_orders_of_eight_cards() {
    let rows = without_replacement(7..=8, &ALL_VALUES, |n| vec![1, n, 2 * n - 2, 2 * n - 1, 2 * n, 3 * n, 4 * n - 1]);
    show("Without replacement, all orders of 7 and 8 cards", &rows);
    assert!(largest(&rows) > 0.9);
}
