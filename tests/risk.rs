//! Risk and assertions against figures that other programs produced, and against slow readable twins.

use std::collections::BTreeMap;

use proptest::prelude::*;
use recount::audit::spec::{Spec, sizes};
use recount::random::Streams;
use recount::risk::bet::{Adaptive, KaplanWald, ShrinkTrunc};
use recount::risk::{Betting, Discrepancies, Null, RiskFunction, SuperSimple, average_sample_number, bravo_p_value};
use serde_json::Value;

use super::oracles::oracle;

fn close(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1e-300)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number: {value}"))
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count: {value}"))
}

/// The groups of a vector file by name.
fn groups(file: &str) -> Option<BTreeMap<String, Vec<Value>>> {
    let all: Value = serde_json::from_str(&oracle(file)?).expect("JSON");
    let groups = all["groups"].as_array().expect("groups").iter();
    let named =
        |g: &Value| (g["name"].as_str().expect("a name").to_owned(), g["cases"].as_array().expect("cases").clone());
    Some(groups.map(named).collect())
}

#[test]
fn comparison_by_counts_agrees_with_rlacalc() {
    let Some(groups) = groups("vectors/public_polling_comparison.json") else { return };
    let found = |case: &Value| Discrepancies {
        o1: count(&case["o1"]),
        o2: count(&case["o2"]),
        u1: count(&case["u1"]),
        u2: count(&case["u2"]),
    };
    let bound = |case: &Value| SuperSimple { gamma: number(&case["gamma"]), margin: number(&case["margin"]) };
    for case in &groups["rlacalc_km_pvalue"] {
        let ours = bound(case).p_value(count(&case["n"]), &found(case));
        // That program does not cap at 1.
        assert!(close(ours, number(&case["p"]).min(1.0)), "{ours}: {case}");
    }
    for case in &groups["rlacalc_nmin"] {
        let Some(theirs) = case["n"].as_u64() else { continue };
        let ours = bound(case).size_with(number(&case["alpha"]), &found(case));
        // Its floor counts one-vote understatements twice and two-vote ones not at all; the formula counts each once.
        let floor = |n: u64| n == found(case).o1 + found(case).o2 + 2 * found(case).u1;
        assert!(ours == theirs || floor(theirs), "{ours}: {case}");
    }
    for case in &groups["arlo_supersimple_risk"] {
        let margin = (number(&case["winner"]) - number(&case["loser"])) / number(&case["ballots"]);
        let found = Discrepancies { u1: 0, u2: 0, ..found(case) };
        let ours = SuperSimple { gamma: 1.03905, margin }.p_value(count(&case["n"]), &found);
        assert!(close(ours, number(&case["p"])) || count(&case["n"]) >= count(&case["ballots"]), "{ours}: {case}");
    }
}

#[test]
fn polling_sizes_and_risks_agree_with_rlacalc() {
    let Some(groups) = groups("vectors/public_polling_bravo.json") else { return };
    for case in &groups["rlacalc_asn"] {
        if case.get("risk_level").is_some_and(|r| r.as_f64() != Some(1.0)) {
            continue;
        }
        let spec = serde_json::json!({"method": "bravo", "risk_limit": case["alpha"], "margin": case["margin"]});
        let spec: Spec = serde_json::from_value(spec).expect("a question");
        let ours = sizes(&spec).expect("a size").asn.expect("an average sample number");
        // Margins such as 0.1 are no binary fractions: at a whole number the ceiling may fall on either side.
        assert!(ours.abs_diff(count(&case["asn"])) <= 1, "{ours}: {case}");
    }
    for case in &groups["rlacalc_bravo_pvalue"] {
        let (w, l) = (number(&case["winner_votes"]), number(&case["loser_votes"]));
        let ours = bravo_p_value(w / (w + l), count(&case["winner_obs"]), count(&case["loser_obs"]));
        assert!(close(ours, number(&case["risk"]).min(1.0)), "{ours}: {case}");
    }
}

#[test]
fn colorado_2024_and_close_states_by_their_closed_formulas() {
    // Colorado 2024, presidential contest: the state's "optimistic" column, with 4,746,866 cards and a limit of 3 %.
    let colorado = SuperSimple { gamma: 1.03905, margin: 350_348.0 / 4_746_866.0 };
    assert_eq!(colorado.size_with(0.03, &Discrepancies::default()), 99);
    let Some(text) = oracle("facts/history.json") else { return };
    let history: Value = serde_json::from_str(&text).expect("JSON");
    let events = history["events"].as_array().expect("events");
    let golden = &events.iter().find(|e| e["id"] == "va-2020-statewide-rla").expect("the event")["golden_vector"];
    let virginia = bravo_p_value(number(&golden["pw"]), count(&golden["w"]), count(&golden["l"]));
    assert!(close(virginia, number(&golden["expected_p"])), "{virginia}");
    let states = events.iter().find(|e| e["id"] == "us-2020-president-close-states").expect("the event");
    let mut compared = 0;
    for state in states["states"].as_array().expect("states") {
        let (biden, trump) = (count(&state["biden"]), count(&state["trump"]));
        let (winner, loser, cards) = (biden.max(trump), biden.min(trump), count(&state["total_votes_for_president"]));
        if let Some(theirs) = state["derived_no_error_ballot_comparison_sample_5pct"].as_u64() {
            let bound = SuperSimple { gamma: 1.03905, margin: (winner - loser) as f64 / cards as f64 };
            assert_eq!(bound.size_with(0.05, &Discrepancies::default()), theirs, "{state}");
            compared += 1;
        }
        if let Some(theirs) = state["derived_bravo_expected_sample_5pct"].as_u64() {
            let ours = average_sample_number(0.05, winner, loser, cards).expect("a winner");
            // The collected figures are rounded to the nearest ballot; Wald's formula as used in the field rounds up.
            assert!(ours - theirs <= 1, "{ours}: {state}");
            compared += 1;
        }
    }
    assert!(compared >= 8, "{compared}");
}

/// ALPHA as it is written in the paper, one line a formula, in votes and not in half votes.
fn alpha_twin(sample: &[u64], cards: u64, eta: f64) -> f64 {
    let (u, t, d) = (1.0, 0.5, 100.0);
    let c = (eta - t) / 2.0;
    let (mut wealth, mut sum, mut least) = (1.0_f64, 0.0_f64, 1.0_f64);
    for (j, &value) in sample.iter().enumerate() {
        let x = value as f64 / 2.0;
        let m = (cards as f64 * t - sum) / (cards as f64 - j as f64);
        let e = c / (d + j as f64).sqrt();
        let w = (d * eta + sum) / (d + j as f64);
        let eta_j = (u - e).min(w.max(m + e));
        if m > 0.0 && m < u {
            wealth *= (x * eta_j / m + (u - x) * (u - eta_j) / (u - m)) / u;
        }
        sum += x;
        least = least.min(1.0 / wealth.max(1e-300));
    }
    least.min(1.0)
}

proptest! {
    #[test]
    fn polling_is_alpha_as_the_paper_writes_it(
        votes in prop::collection::vec(0_u64..3, 1..200), extra in 500_u64..5_000, eta in 0.51_f64..0.95,
    ) {
        let cards = votes.len() as u64 + extra;
        let null = Null::of(cards, cards as i64, 2, false);
        let mut risk = Betting::new(null, ShrinkTrunc::of(2.0 * eta, 1.0));
        for &vote in &votes {
            risk.observe(vote);
        }
        let twin = alpha_twin(&votes, cards, eta);
        prop_assert!((risk.p_value() - twin).abs() <= 1e-9 * twin, "{} {twin}", risk.p_value());
    }

    #[test]
    fn a_p_value_is_a_probability_and_a_bet_looks_only_back(
        values in prop::collection::vec(0_u64..5, 1..60), spare in 0_u64..40, margin in 1_i64..60, cut in 0_usize..60,
    ) {
        let cards = values.len() as u64 + spare;
        let null = Null::of(cards, 2 * cards as i64 - margin.min(cards as i64), 4, false);
        let run = |values: &[u64]| {
            let mut risk = Betting::new(null, Adaptive::new(margin as f64 / cards as f64, 2));
            values.iter().map(|&v| { risk.observe(v); (risk.p_now(), risk.p_value()) }).collect::<Vec<_>>()
        };
        let whole = run(&values);
        for (now, least) in &whole {
            prop_assert!((0.0..=1.0).contains(now) && (0.0..=1.0).contains(least));
        }
        let cut = cut.min(values.len());
        prop_assert_eq!(&run(&values[..cut])[..], &whole[..cut]);
        if spare == 0 {
            let sum: i64 = values.iter().map(|&v| v as i64).sum();
            prop_assert_eq!(whole.last().expect("one").1 <= 0.0, sum > null.total);
        }
    }
}

/// The exact chance that the P-value of an audit without replacement ever falls to each limit, by all orders.
fn chance_of_confirming(begin: &dyn Fn() -> Box<dyn Walk>, counts: &[u64], limit: f64) -> f64 {
    fn walk(risk: &dyn Walk, counts: &mut [u64], limit: f64) -> f64 {
        if risk.p() <= limit {
            return 1.0;
        }
        let left: u64 = counts.iter().sum();
        let mut chance = 0.0;
        for value in 0..counts.len() {
            if counts[value] == 0 {
                continue;
            }
            let weight = counts[value] as f64 / left as f64;
            let next = risk.after(value as u64);
            counts[value] -= 1;
            chance += weight * walk(next.as_ref(), counts, limit);
            counts[value] += 1;
        }
        chance
    }
    walk(begin().as_ref(), &mut counts.to_vec(), limit)
}

/// A measure that can be copied at every fork of the tree of orders.
trait Walk {
    fn p(&self) -> f64;
    fn after(&self, value: u64) -> Box<dyn Walk>;
}

impl<B: recount::risk::Bet + Clone + 'static> Walk for Betting<B> {
    fn p(&self) -> f64 {
        self.p_value()
    }

    fn after(&self, value: u64) -> Box<dyn Walk> {
        let mut next = self.clone();
        next.observe(value);
        Box::new(next)
    }
}

/// All ways to share `cards` among `values` values.
fn populations(cards: u64, values: usize) -> Vec<Vec<u64>> {
    if values == 1 {
        return vec![vec![cards]];
    }
    let with =
        |first: u64| populations(cards - first, values - 1).into_iter().map(move |rest| [vec![first], rest].concat());
    (0..=cards).flat_map(with).collect()
}

#[test]
fn no_small_population_with_a_wrong_outcome_breaks_the_promise() {
    let mut largest = 0.0_f64;
    for cards in 1..=8_u64 {
        let null = Null::of(cards, cards as i64, 2, false);
        for eta in [1.05, 1.2, 1.9] {
            let begin: Box<dyn Fn() -> Box<dyn Walk>> =
                Box::new(move || Box::new(Betting::new(null, ShrinkTrunc::of(eta, 1.0))));
            for counts in populations(cards, 3).into_iter().filter(|c| c[1] + 2 * c[2] <= cards) {
                for limit in [0.01, 0.05, 0.1, 0.5] {
                    let chance = chance_of_confirming(&begin, &counts, limit);
                    largest = largest.max(chance / limit);
                    assert!(chance <= limit + 1e-12, "polling, {counts:?}: {chance} at {limit}");
                }
            }
        }
    }
    // A test that nothing could fail would prove nothing: the promise is nearly used up somewhere.
    assert!(largest > 0.5, "{largest}");
    for cards in 1..=6_u64 {
        for margin in 1..=cards as i64 {
            let total = 2 * cards as i64 - margin;
            let null = Null::of(cards, total, 4, false);
            let diluted = margin as f64 / cards as f64;
            let bets: [Box<dyn Fn() -> Box<dyn Walk>>; 2] = [
                Box::new(move || Box::new(Betting::new(null, Adaptive::new(diluted, 2)))),
                Box::new(move || Box::new(Betting::new(null, KaplanWald { g: 0.1 }))),
            ];
            for counts in populations(cards, 5) {
                let sum: u64 = counts.iter().enumerate().map(|(value, n)| value as u64 * n).sum();
                if sum as i64 > total {
                    continue;
                }
                for (which, begin) in bets.iter().enumerate() {
                    for limit in [0.05, 0.1, 0.5] {
                        let chance = chance_of_confirming(begin, &counts, limit);
                        assert!(
                            chance <= limit + 1e-12,
                            "bet {which}, {counts:?}, margin {margin}: {chance} at {limit}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_true_tie_of_many_cards_is_confirmed_no_more_often_than_promised() {
    // 2,000 cards, margin 40 on the records, 20 two-vote overstatements: a tie on paper. 4,000 audits at 5 %.
    let null = Null::of(2_000, 2 * 2_000 - 40, 4, false);
    let mut cards: Vec<u64> = [vec![0; 20], vec![2; 1_980]].concat();
    let mut confirmed = 0;
    for audit in 0..4_000 {
        let mut random = Streams::new("a tie", audit).purpose("order").stream(0);
        random.shuffle(&mut cards);
        let mut risk = Betting::new(null, Adaptive::new(0.02, 2));
        for &value in &cards {
            risk.observe(value);
            if risk.p_value() <= 0.05 {
                break;
            }
        }
        confirmed += u32::from(risk.draws() < 2_000 && risk.p_value() <= 0.05);
        assert!(risk.draws() < 2_000 || risk.p_value() >= 1.0, "a counted tie is never a confirmation");
    }
    // Binomial(4,000, 0.05): mean 200, standard deviation 13.8; four of them. And the limit is nearly used.
    assert!((100..=255).contains(&confirmed), "{confirmed}");
}
