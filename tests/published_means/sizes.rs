//! Sample sizes of SHANGRLA's program for samples in a stated order.

use recount::verify::answer;
use serde_json::{Value, json};

use super::say;
use crate::oracles::oracle;

#[test]
fn exact_sizes_of_shangrla() {
    let Some(text) = oracle("vectors/public_shangrla_sample_size.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = 0;
    for case in file["cases"].as_array().expect("cases") {
        let number = |key: &str| case[key].as_f64().expect("a number");
        let (cards, upper, alpha) = (number("N") as usize, number("u"), number("alpha"));
        let clean = 1.0 / (2.0 - number("margin"));
        let sample: Vec<f64> = (0..cards).map(|at| if at % 100 == 0 { clean / 2.0 } else { clean }).collect();
        assert_eq!(case["x_rule"], "x=clean=1/(2-margin); every 100th from index 0 is clean/2");
        let mut asked = json!({ "sample": sample, "upper": upper, "null_mean": 0.5, "population": cards });
        let rest = match case["method"].as_str().expect("a method") {
            "optimal_comparison_er2=1e-4" => {
                json!({ "test": "alpha", "estimator": { "name": "optimal_comparison", "p2": 1e-4 } })
            }
            "shrink_trunc_eta0.99u_d100" => {
                json!({ "test": "alpha", "estimator": { "name": "shrink_trunc", "eta": 0.99 * upper, "d": 100 } })
            }
            "fixed_bet_0.9" => json!({ "test": "betting", "bet": { "name": "fixed", "lambda": 0.9 } }),
            // The other program takes the number of cards here and tests as if they were put back.
            "kaplan_markov_g=0.1" => json!({ "test": "kaplan_markov", "g": 0.1, "population": null }),
            "kaplan_wald_g=0.1" => json!({ "test": "kaplan_wald", "g": 0.1, "population": null }),
            other => panic!("no method {other}"),
        };
        for (key, value) in rest.as_object().expect("a question") {
            asked[key] = value.clone();
        }
        let ours = answer(&asked.to_string()).unwrap_or_else(|why| panic!("{why}: {case}"));
        let history = ours["p_history"].as_array().expect("P-values");
        let first = history.iter().position(|p| p.as_f64().expect("a P-value") <= alpha);
        assert_eq!(first.map_or(cards, |at| at + 1) as u64, case["sample_size"], "{case}");
        compared += 1;
    }
    assert_eq!(compared, 40);
    say(&format!("SHANGRLA's sample sizes: {compared} of {compared} exact"));
}
