//! Properties of every measure of risk on any input: probabilities, no look ahead, no dependence on order or scale.

use std::time::Instant;

use proptest::prelude::*;
use recount::risk::bet::{Adaptive, KaplanWald};
use recount::risk::{Betting, Bravo, Discrepancies, Null, RiskFunction, SuperSimple};
use recount::verify::answer;
use serde_json::{Value, json};

use super::promise::{Fork, MEASURES, Measure};

/// P-values after each draw alone, and the smallest so far.
fn history(mut risk: Box<dyn Fork>, values: &[u64]) -> Vec<(f64, f64)> {
    let mut observe = |&value| {
        risk.record(value);
        (risk.now(), risk.p())
    };
    values.iter().map(&mut observe).collect()
}

fn measure() -> impl Strategy<Value = &'static Measure> {
    (0..MEASURES.len()).prop_map(|at| &MEASURES[at])
}

/// A null of any size and coarseness, and values of its population.
fn null_and_values() -> impl Strategy<Value = (Null, Vec<u64>)> {
    let sizes = (0_u32..40, 1_usize..40, 0_u64..1 << 20, any::<bool>());
    sizes.prop_flat_map(|(places, many, spare, replacement)| {
        let (upper, cards) = (4_u64 << places, many as u64 + spare % (1 << (20 - places / 2)));
        let whole = (cards * upper) as i64;
        let kinds = prop_oneof![Just(0), Just(upper / 4), Just(upper / 2), Just(upper), 0..=upper];
        (-1..=whole + 1, prop::collection::vec(kinds, many))
            .prop_map(move |(total, values)| (Null::of(cards, total, upper, replacement), values))
    })
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.max(b)
}

proptest! {
    #[test]
    fn a_p_value_is_a_probability_and_a_bet_looks_only_back(
        measure in measure(), (null, values) in null_and_values(), cut in 0_usize..40, other in 0_u64..5,
    ) {
        let whole = history((measure.begin)(null), &values);
        for &(now, least) in &whole {
            prop_assert!((0.0..=1.0).contains(&now) && (0.0..=1.0).contains(&least), "{}", measure.name);
        }
        // Another future changes nothing before it.
        let cut = cut.min(values.len());
        let mut changed = values.clone();
        changed[cut..].fill(other * (null.upper / 4));
        prop_assert_eq!(&history((measure.begin)(null), &changed)[..cut], &whole[..cut]);
        let read: u64 = values.iter().sum();
        if !null.replacement && null.cards == values.len() as u64 {
            prop_assert_eq!(whole[values.len() - 1].1 <= 0.0, read as i64 > null.total);
            prop_assert_eq!(whole[values.len() - 1].1 >= 1.0, read as i64 <= null.total);
        } else if !null.replacement && null.total >= 0 {
            prop_assert_eq!(whole[values.len() - 1].1 <= 0.0, read as i64 > null.total, "{}", measure.name);
        }
    }

    #[test]
    fn the_scale_of_values_does_not_matter(
        measure in measure(), (null, values) in null_and_values(), factor in 2_u64..1_000,
    ) {
        prop_assume!(null.upper <= 1 << 20);
        let scaled = Null { total: null.total * factor as i64, upper: null.upper * factor, ..null };
        let more: Vec<u64> = values.iter().map(|value| value * factor).collect();
        // A value between two kinds may fall on either side when a unit is divided.
        let whole: Vec<u64> = values.iter().map(|value| value / (null.upper / 4) * (null.upper / 4)).collect();
        let scaled_whole: Vec<u64> = whole.iter().map(|value| value * factor).collect();
        let learns_kinds = measure.kind == "learning";
        let (values, more) = if learns_kinds { (whole, scaled_whole) } else { (values, more) };
        let (ours, theirs) = (history((measure.begin)(null), &values), history((measure.begin)(scaled), &more));
        for (a, b) in ours.iter().zip(&theirs) {
            prop_assert!(near(a.0, b.0) && near(a.1, b.1), "{} {}: {a:?} {b:?}", measure.name, measure.which);
        }
    }

    #[test]
    fn more_on_the_last_card_is_never_less_evidence(
        measure in measure(), (null, values) in null_and_values(), more in 0_u64..5,
    ) {
        let last = values.len() - 1;
        let mut better = values.clone();
        better[last] = better[last].max(more * (null.upper / 4));
        let (p, q) = (history((measure.begin)(null), &values), history((measure.begin)(null), &better));
        prop_assert!(q[last].0 <= p[last].0 * (1.0 + 1e-12), "{} {}", measure.name, measure.which);
    }

    #[test]
    fn a_constant_stake_with_replacement_hears_no_order_and_more_of_anything_is_more(
        measure in measure(), (null, values) in null_and_values(), turn in 0_usize..40, at in 0_usize..40,
    ) {
        prop_assume!(measure.kind != "learning");
        let null = Null { replacement: true, ..null };
        let p = |values: &[u64]| history((measure.begin)(null), values).last().map_or(1.0, |p| p.0);
        let mut turned = values.clone();
        turned.rotate_left(turn % values.len());
        turned.swap(0, at % values.len());
        prop_assert!(near(p(&values), p(&turned)), "{} {}: {} {}", measure.name, measure.which, p(&values), p(&turned));
        let mut better = values.clone();
        better[at % values.len()] = null.upper;
        prop_assert!(p(&better) <= p(&values) * (1.0 + 1e-9));
    }

    #[test]
    fn a_stake_hears_how_often_and_not_when(
        measure in measure(), (null, values) in null_and_values(), turn in 0_usize..40,
    ) {
        // One of these looks at the last value, and a mixture's wealth lies where its parts were lucky.
        prop_assume!(measure.kind != "mixed" && measure.name != "agrapa" && values.len() > 1);
        let mut turned = values.clone();
        turned.rotate_left(turn % values.len());
        let begin = |values: &[u64]| {
            let mut risk = (measure.begin)(null);
            for &value in values {
                risk.record(value);
            }
            risk
        };
        let (a, b) = (begin(&values), begin(&turned));
        if a.ln_wealth().is_finite() && b.ln_wealth().is_finite() {
            for value in [0, null.upper / 2, null.upper] {
                let gain = |risk: &dyn Fork| libm::exp(risk.after(value).ln_wealth() - risk.ln_wealth());
                let (a, b) = (gain(a.as_ref()), gain(b.as_ref()));
                prop_assert!(a.to_bits() == b.to_bits() || (a - b).abs() <= 1e-9 * a.max(b).max(1.0), "{}: {a} {b}", measure.name);
            }
        }
    }

    #[test]
    fn raising_any_card_of_an_audit_with_a_constant_share_is_more_evidence(
        (null, values) in null_and_values(), at in 0_usize..40, g in 0.01_f64..0.99,
    ) {
        let null = Null { replacement: false, ..null };
        let p = |values: &[u64]| history(Box::new(Betting::new(null, KaplanWald { g })), values).last().map_or(1.0, |p| p.0);
        let mut better = values.clone();
        better[at % values.len()] = null.upper;
        prop_assert!(p(&better) <= p(&values) * (1.0 + 1e-9));
    }

    #[test]
    fn counts_of_discrepancies_are_evidence_on_their_side(
        n in 0_u64..100_000, o1 in 0_u64..50, o2 in 0_u64..50, u1 in 0_u64..50, u2 in 0_u64..50,
        margin in 0.000_001_f64..1.0, gamma in 1.000_01_f64..3.0,
    ) {
        let bound = SuperSimple { gamma, margin };
        let found = Discrepancies { o1, o2, u1, u2 };
        let p = bound.p_value(n, &found);
        prop_assert!((0.0..=1.0).contains(&p));
        prop_assert!(bound.p_value(n + 1, &found) <= p);
        let more = |o1, o2, u1, u2| bound.p_value(n, &Discrepancies {
            o1: found.o1 + o1, o2: found.o2 + o2, u1: found.u1 + u1, u2: found.u2 + u2,
        });
        prop_assert!(more(1, 0, 0, 0) >= p && more(0, 1, 0, 0) >= more(1, 0, 0, 0) * (1.0 - 1e-12));
        prop_assert!(more(0, 0, 1, 0) <= p && more(0, 0, 0, 1) <= more(0, 0, 1, 0) * (1.0 + 1e-12));
    }

    #[test]
    fn bravo_hears_votes_and_no_order(votes in prop::collection::vec(0_u64..3, 1..100), share in 0.501_f64..1.0) {
        let p = |votes: &[u64]| {
            let mut risk = Bravo::new(share);
            for &vote in votes {
                risk.observe(vote);
            }
            risk.p_now()
        };
        let mut sorted = votes.clone();
        sorted.sort_unstable();
        prop_assert!(near(p(&votes), p(&sorted)));
        let marked: Vec<u64> = votes.iter().copied().filter(|&vote| vote != 1).collect();
        prop_assert!(near(p(&votes), p(&marked)) && (0.0..=1.0).contains(&p(&votes)));
        let better: Vec<u64> = votes.iter().map(|&vote| if vote == 0 { 2 } else { vote }).collect();
        prop_assert!(p(&better) <= p(&votes));
    }
}

#[test]
fn sums_beyond_any_election_do_not_overflow() {
    let upper = 1_u64 << 60;
    for replacement in [false, true] {
        let null = Null::of(4, 1 << 61, upper, replacement);
        for measure in MEASURES {
            let p = history((measure.begin)(null), &[upper; 40]);
            assert!(p.iter().all(|(now, least)| (0.0..=1.0).contains(now) && (0.0..=1.0).contains(least)));
        }
        let mut risk =
            Betting::new(Null::of(1 << 40, 1 << 61, 1 << 22, false), Adaptive::new(1e-9, f64::from(1 << 21)));
        (0..10_000).for_each(|_| risk.observe(1 << 21));
        assert!((0.0..=1.0).contains(&risk.p_value()));
    }
}

/// Every test with options that are rude in one way or another.
fn rude_options() -> Vec<Value> {
    let mut all: Vec<Value> = [0.0, 1e-300, 1e-9, 0.5, 1.0, 1e6, 1e300, -1.0]
        .iter()
        .flat_map(|g| ["kaplan_markov", "kaplan_wald", "kaplan_kolmogorov"].map(|test| json!({ "test": test, "g": g })))
        .collect();
    all.extend(
        [json!(0), json!(1e-300), json!(0.7), json!("2/3"), json!(1), json!(1e300)]
            .map(|eta| json!({ "test": "sprt", "eta": eta })),
    );
    let estimators = [
        json!({ "name": "fixed" }),
        json!({ "name": "fixed", "eta": 1 }),
        json!({ "name": "constant", "eta": "1/2" }),
        json!({ "name": "shrink_trunc" }),
        json!({ "name": "shrink_trunc", "d": 1e-9, "c": 1e6, "f": 1e6, "minsd": 1e-12 }),
        json!({ "name": "shrink_trunc", "d": 1e15, "c": 0, "f": 0, "cap": "paper" }),
        json!({ "name": "shrink_trunc", "d": 0 }),
        json!({ "name": "optimal_comparison", "p2": 0 }),
        json!({ "name": "optimal_comparison", "p2": 1 }),
        json!({ "name": "optimal_comparison", "p2": 1e-300 }),
    ];
    all.extend(estimators.map(|estimator| json!({ "test": "alpha", "estimator": estimator })));
    let bets = [
        json!({ "name": "fixed", "lambda": 0 }),
        json!({ "name": "fixed", "lambda": 1e12 }),
        json!({ "name": "fixed", "lambda": 1e-320 }),
        json!({ "name": "fixed", "lambda": 1e300 }),
        json!({ "name": "agrapa", "lambda": 1e12, "c0": 1, "cmax": 1, "cgrow": 1e12 }),
        json!({ "name": "agrapa", "c0": 0, "cmax": 0 }),
        json!({ "name": "kelly", "values": [0], "weights": [1] }),
        json!({ "name": "kelly", "values": [0, 0.5], "weights": [1e-320, 1e12] }),
        json!({ "name": "kelly", "values": [0.25], "weights": [0] }),
        json!({ "name": "kelly", "values": [], "weights": [] }),
        json!({ "name": "apriori_kelly", "winner": 1e-300, "loser": 0 }),
        json!({ "name": "apriori_kelly", "winner": 1, "loser": 0.999_999_999_999_999 }),
        json!({ "name": "cobra", "margin": 1e-12, "p1": 0, "p2": 0 }),
        json!({ "name": "cobra", "margin": 1, "p1": 1, "p2": 0 }),
        json!({ "name": "cobra", "margin": 0.5, "p1": 0.5, "p2": 0.5, "d1": 1e-9, "d2": 1e15 }),
        json!({ "name": "adaptive", "margin": 1e-12 }),
        json!({ "name": "adaptive", "margin": 1 }),
        json!({ "name": "adaptive", "margin": 0.1, "pools": { "values": [0, 0.5], "weights": [0.3, 0.7] } }),
        json!({ "name": "adaptive", "margin": 0.1, "pools": { "values": [0.5], "weights": [2] } }),
        json!({ "name": "mixture", "lambdas": [0, 1e12], "weights": [1e-300, 1e12] }),
        json!({ "name": "mixture", "lambdas": [0, 1], "weights": [0, 0] }),
        json!({ "name": "mixture", "lambdas": [] }),
        json!({ "name": "mixture", "bets": [{ "name": "fixed", "lambda": 1 }, { "name": "adaptive", "margin": 0.5 }] }),
        json!({ "name": "mixture", "bets": [{ "name": "mixture", "lambdas": [1] }] }),
        json!({ "name": "universal" }),
        json!({ "name": "universal", "points": 4_000_000_000_u32 }),
        json!({ "name": "d_kelly", "points": 3 }),
        json!({ "name": "sq_kelly", "points": 3 }),
    ];
    all.extend(bets.map(|bet| json!({ "test": "betting", "bet": bet })));
    all
}

/// As a share of the upper bound: numbers of which some have no room beside it.
fn times(share: f64, upper: &Value) -> Value {
    let upper = upper.as_f64().unwrap_or(2.0 / 3.0);
    json!(share * upper)
}

#[test]
fn rude_questions_get_a_probability_or_a_sentence() {
    let uppers = [
        json!(1),
        json!(1e-300),
        json!(1e-13),
        json!(1e-9),
        json!(2.051_282_051_282_05),
        json!("2/3"),
        json!(1e12),
        json!(1e300),
    ];
    let populations =
        [json!(null), json!(1), json!(5), json!(1_000_003), json!(1_u64 << 40), json!(u64::MAX), json!(0), json!(-1)];
    let samples: [&[f64]; 6] =
        [&[], &[0.0, 0.0], &[1.0], &[1.0, 0.0, 0.5, 1.0 / 3.0, 1.0], &[1e-17, 3e-16, 1e-9], &[1.1, -1.0]];
    let (mut answered, mut refused) = (0, 0);
    for mut question in rude_options() {
        for (upper, mean) in
            uppers.iter().flat_map(|u| [1e-300, 1e-17, 1e-9, 0.49, 0.5, 1.0 - 1e-16, 1.0].map(|t| (u, t)))
        {
            for (population, sample) in populations.iter().flat_map(|n| samples.map(|s| (n, s))) {
                question["upper"] = upper.clone();
                question["null_mean"] = times(mean, upper);
                question["population"] = population.clone();
                question["sample"] = sample.iter().map(|&x| times(x, upper)).collect();
                match answer(&question.to_string()) {
                    Ok(shown) => {
                        answered += 1;
                        let p = shown["p_value"].as_f64().unwrap_or(f64::NAN);
                        let history = shown["p_history"].as_array().expect("a history");
                        let fair = history.iter().all(|p| p.as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)));
                        assert!(
                            (0.0..=1.0).contains(&p) && fair && history.len() == sample.len(),
                            "{shown}: {question}"
                        );
                        // Certainty is for sums that no population of the null could have.
                        let kaplan = question["test"] == "kaplan_markov";
                        let room = population.as_f64().filter(|_| !kaplan).map_or(f64::INFINITY, |n| n * mean);
                        assert!(p > 0.0 || sample.iter().sum::<f64>() > room, "{shown}: {question}");
                    }
                    Err(why) => {
                        refused += 1;
                        let why = why.to_string();
                        assert!(why.len() > 20 && why.len() < 900 && !why.contains("NaN"), "{why}: {question}");
                    }
                }
            }
        }
    }
    assert!(answered > 10_000 && refused > 20_000, "{answered} answered, {refused} refused");
}

#[test]
fn much_work_is_refused_in_words_and_a_long_sample_is_soon_answered() {
    let ask = |bet: Value, many: usize| {
        let sample: Vec<f64> = (0..many).map(|i| if i % 50 == 0 { 0.0 } else { 0.512_820_512_820_512_8 }).collect();
        let question = json!({ "test": "betting", "bet": bet, "upper": 1.025_641_025_641_025_6, "population": 10 * many, "sample": sample });
        let begin = Instant::now();
        let shown = answer(&question.to_string());
        (shown, begin.elapsed().as_secs_f64())
    };
    for bet in [
        json!({ "name": "universal", "points": 10_000 }),
        json!({ "name": "adaptive", "margin": 0.05, "pools": { "values": vec![0.1; 1_000], "weights": vec![0.001; 1_000] } }),
        json!({ "name": "mixture", "lambdas": vec![0.1; 10_000] }),
        json!({ "name": "mixture", "bets": vec![json!({ "name": "adaptive", "margin": 0.05 }); 1_000] }),
    ] {
        let (shown, _) = ask(bet, 40_000);
        let why = shown.expect_err("too much work").to_string();
        assert!(why.starts_with("bet: found 40000 values"), "{why}");
    }
    for bet in [
        json!({ "name": "adaptive", "margin": 0.05 }),
        json!({ "name": "agrapa" }),
        json!({ "name": "cobra", "margin": 0.05, "p2": 0.001, "d2": 1_000 }),
        json!({ "name": "universal" }),
    ] {
        let (shown, seconds) = ask(bet, 40_000);
        let p = shown.expect("an answer")["p_value"].as_f64().expect("a P-value");
        assert!((0.0..=1.0).contains(&p) && seconds < 30.0, "{p} in {seconds} s");
    }
}
