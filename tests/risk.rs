//! Risk and assertions against figures that other programs produced, and against slow readable twins.

use std::collections::BTreeMap;

use proptest::prelude::*;
use recount::audit::sample_size::{PairFigures, Spec, sizes};
use recount::risk::bet::ShrinkTrunc;
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
        let (alpha, margin) = (number(&case["alpha"]), number(&case["margin"]));
        let figures = PairFigures::of_margin(1_000_000, margin, alpha).expect("a lead");
        let (winner, loser) = (figures.winner, figures.loser);
        let ours = average_sample_number(alpha, winner, loser, winner + loser).expect("an average sample number");
        // A whole question is answered with its law, which takes its time where the margin is small.
        if margin >= 0.05 {
            let spec = serde_json::json!({"method": "bravo", "risk_limit": alpha, "margin": margin});
            let spec: Spec = serde_json::from_value(spec).expect("a question");
            assert_eq!(sizes(&spec).expect("a size").asn, Some(ours), "{case}");
        }
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
}
