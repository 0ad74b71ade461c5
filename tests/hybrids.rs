//! Combined P-values, batch comparison, super-simple sizes and SUITE, against others, slow twins and their promise.

use std::collections::BTreeMap;

use recount::risk::combine::{fisher, mean_of_e_values, product_of_e_values};
use recount::risk::suite::{ComparisonStratum, PollingStratum, Suite};
use recount::risk::{
    AuditedBatch, Discrepancies, DiscrepancyRates, GAMMA, MacroBatches, RoundUp, SuperSimple, largest_ratio,
};
use recount::verify::answer;
use serde_json::{Value, json};

use super::oracles::oracle;

pub(crate) fn close(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1e-300)
}

pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or_else(|| panic!("a number: {value}"))
}

pub(crate) fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count: {value}"))
}

/// What a test measured, for a reader who asks with `--nocapture`.
#[expect(clippy::print_stderr, reason = "a test's own voice is the standard error stream")]
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// The groups of a vector file by name.
pub(crate) fn groups(file: &str) -> Option<BTreeMap<String, Vec<Value>>> {
    let all: Value = serde_json::from_str(&oracle(file)?).expect("JSON");
    let groups = all["groups"].as_array().expect("groups").iter();
    let named =
        |g: &Value| (g["name"].as_str().expect("a name").to_owned(), g["cases"].as_array().expect("cases").clone());
    Some(groups.map(named).collect())
}

/// The published figures of one paper.
pub(crate) fn published(paper: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/published/{paper}.toml"));
    toml::from_str(&std::fs::read_to_string(path).expect("published figures")).expect("TOML")
}

pub(crate) fn list<'t>(table: &'t Value, key: &str) -> &'t [Value] {
    table[key].as_array().expect("a list")
}

/// A count, 0 where it is not given.
pub(crate) fn whole(table: &Value, key: &str) -> u64 {
    table.get(key).map_or(0, count)
}

fn found_in(table: &Value) -> Discrepancies {
    let of = |key: &str| whole(table, key);
    Discrepancies { o1: of("o1"), o2: of("o2"), u1: of("u1"), u2: of("u2") }
}

fn found(case: &Value) -> Discrepancies {
    let of = |key: &str| count(&case[key]);
    Discrepancies { o1: of("o1"), o2: of("o2"), u1: of("u1"), u2: of("u2") }
}

// ---- Fisher's combination and E-values ----

#[test]
fn exact_fishers_combination_at_half_for_any_number_of_strata() {
    let table = published("sweeter-than-suite-2022-fisher");
    let mut compared = 0;
    for table in list(&table, "combined") {
        let p = number(&table["p"]);
        for case in list(table, "cases") {
            let strata = whole(case, "strata") as usize;
            let ours = fisher(&vec![p; strata]);
            assert!((ours - number(&case["fisher"])).abs() <= 5e-5, "{strata}: {ours} {case}");
            compared += 1;
            if let Some(product) = case.get("product").map(number) {
                let ours = product_of_e_values(&vec![1.0 / p; strata]);
                assert!((ours - product).abs() <= 5e-6 * product, "{strata}: {ours} {case}");
                assert!(close(mean_of_e_values(&vec![1.0 / p; strata]), p));
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 10);
}

#[test]
fn exact_fishers_combination_keeps_its_promise_on_coarse_p_values() {
    // P uniform on {1/m … 1}, independent: the chance of a combined P at most α, counted over all m³ cases.
    for m in [4_u32, 7, 20] {
        for strata in [2_u32, 3] {
            let mut all: Vec<f64> = (0..m.pow(strata))
                .map(|case| {
                    let p = |i: u32| f64::from(case / m.pow(i) % m + 1) / f64::from(m);
                    fisher(&(0..strata).map(p).collect::<Vec<_>>())
                })
                .collect();
            all.sort_by(f64::total_cmp);
            for (i, p) in all.iter().enumerate() {
                let ties = all[i..].iter().take_while(|q| *q <= &(p + 1e-12)).count();
                let chance = (i + ties) as f64 / all.len() as f64;
                assert!(chance <= p + 1e-12, "{m} {strata}: P(P ≤ {p}) = {chance}");
            }
        }
    }
}

// ---- super-simple ----

/// Arlo's rule: rates of the closed form taken once as whole cards, one vote rounded up and two to the nearest, and all
/// ballots where the closed form has none.
fn arlos_size(bound: SuperSimple, limit: f64, rates: &DiscrepancyRates, ballots: u64) -> u64 {
    let g = bound.gamma;
    let lost = rates.o1 * libm::log1p(-0.5 / g) + rates.o2 * libm::log1p(-1.0 / g);
    let won = rates.u1 * libm::log1p(0.5 / g) + rates.u2 * libm::log1p(1.0 / g);
    let per_card = bound.margin + 2.0 * g * (lost + won);
    if per_card <= 0.0 {
        return ballots;
    }
    let size = -2.0 * g * libm::log(limit) / per_card;
    let up = |rate: f64| libm::ceil(rate * size) as u64;
    let near = |rate: f64| libm::floor(rate * size + 0.5) as u64;
    let found = Discrepancies { o1: up(rates.o1), o2: near(rates.o2), u1: up(rates.u1), u2: near(rates.u2) };
    bound.size_with(limit, &found).min(ballots)
}

#[test]
fn exact_super_simple_sizes_are_those_that_were_published() {
    let paper = published("super-simple-2010");
    let mut compared = 0;
    // n × margin of 10⁻⁶ has the coefficient's six decimals.
    let tiny = SuperSimple { gamma: GAMMA, margin: 1e-9 };
    let scaled = |found: Discrepancies| tiny.size_with(0.1, &found) as f64 * 1e-9;
    let none = number(&paper["coefficients"]["none"]);
    assert!((scaled(Discrepancies::default()) - none).abs() <= 6e-7);
    for (key, found) in [
        ("o1", Discrepancies { o1: 1, ..Discrepancies::default() }),
        ("o2", Discrepancies { o2: 1, ..Discrepancies::default() }),
        ("u1", Discrepancies { u1: 1, ..Discrepancies::default() }),
        ("u2", Discrepancies { u2: 1, ..Discrepancies::default() }),
    ] {
        assert!((scaled(found) - none - number(&paper["coefficients"][key])).abs() <= 1.2e-6, "{key}");
        compared += 1;
    }
    let limit_of = |case: &Value| case.get("risk_limit").map_or(0.1, number);
    for case in list(&paper, "size").iter().flat_map(|table| list(table, "cases")) {
        let bound = SuperSimple { gamma: GAMMA, margin: number(&case["margin"]) };
        assert_eq!(bound.size_with(limit_of(case), &found_in(case)), whole(case, "n"), "{case}");
        compared += 1;
    }
    for case in list(&paper, "p_value") {
        let margin = number(&case["votes"]) / number(&case["cards"]);
        let p = SuperSimple { gamma: GAMMA, margin }.p_value(whole(case, "n"), &found_in(case));
        assert!(close(p, number(&case["p"])), "{p} {case}");
        compared += 1;
    }
    for case in list(&paper, "rho").iter().flat_map(|table| list(table, "cases")) {
        let of = |key: &str| number(&case[key]);
        let rho = SuperSimple::rho(of("risk_limit"), of("gamma"), of("share"));
        assert!(close(rho, of("rho")), "{rho} {case}");
        compared += 1;
    }
    for case in list(&paper, "rates") {
        let of = |key: &str| case.get(key).map_or(0.0, number);
        let rates = DiscrepancyRates { o1: of("o1"), o2: of("o2"), u1: of("u1"), u2: of("u2") };
        let bound = SuperSimple { gamma: GAMMA, margin: of("margin") };
        let (limit, up) = (limit_of(case), RoundUp { one_vote: true, two_votes: false });
        let unbounded = case.get("steps").is_none();
        let sizes = [
            ("expected", bound.expected_size(limit, &rates)),
            ("rounded", bound.size_at_rounded_rates(limit, &rates, up)),
            ("steps", bound.size_of_ten_steps(limit, &rates, up)),
        ];
        for (key, ours) in sizes {
            let theirs = case.get(key).map(|_| whole(case, key));
            if theirs.is_some() || unbounded {
                assert_eq!(ours, theirs, "{key}: {case}");
                compared += 1;
            }
        }
    }
    for case in list(&paper, "arlo").iter().flat_map(|table| list(table, "cases")) {
        let ballots = whole(case, "ballots");
        let margin = (whole(case, "winner") - whole(case, "loser")) as f64 / ballots as f64;
        let bound = SuperSimple { gamma: GAMMA, margin };
        let usual = DiscrepancyRates { o1: 0.001, o2: 0.0001, u1: 0.001, u2: 0.0001 };
        let first = arlos_size(bound, 0.1, &usual, ballots);
        assert_eq!(first, whole(case, "first"), "{case}");
        if case.get("after_o1").is_some() {
            let seen = DiscrepancyRates { o1: 1.0 / first as f64, ..DiscrepancyRates::default() };
            assert_eq!(arlos_size(bound, 0.1, &seen, ballots), whole(case, "after_o1"), "{case}");
            compared += 1;
        }
        let p = bound.p_value(first, &Discrepancies::default());
        assert!((p - number(&case["p"])).abs() <= 1e-3, "{p} {case}");
        compared += 2;
    }
    assert_eq!(compared, 4 + 11 + 1 + 2 + (3 + 3 + 3 + 1) + 14);
}

#[test]
fn what_is_still_to_be_drawn_ends_the_audit() {
    let bound = SuperSimple { gamma: GAMMA, margin: 0.2 };
    // One overstatement of two votes in 27 ballots: some 32 more, not the full count that a rate of 1/27 would ask for.
    let found = Discrepancies { o2: 1, ..Discrepancies::default() };
    let more = bound.size_with(0.1, &found) - 27;
    assert!(more == 32 && bound.p_value(27 + more, &found) <= 0.1, "{more}");
    let answered =
        answer(r#"{"test":"super_simple","margin":0.2,"n":27,"o2":1,"risk_limit":0.1,"rates":{"o1":0.001}}"#);
    let answered = answered.expect("an answer");
    // The closed form has three cards more than the P-value asks for, which confirms after 56.
    assert_eq!(
        (&answered["to_go"], &answered["least"], &answered["sample_size"]),
        (&json!(29), &json!(56), &json!(59))
    );
    assert!(bound.p_value(56, &found) <= 0.1 && bound.p_value(55, &found) > 0.1);
    assert_eq!(answered["expected_size"], 23);
    let unbounded = answer(r#"{"test":"super_simple","margin":0.01,"n":0,"risk_limit":0.1,"rates":{"o1":0.05}}"#);
    let unbounded = unbounded.expect("an answer");
    assert!(unbounded["expected_size"].is_null() && unbounded["sample_size_at_rounded_rates"].is_null(), "{unbounded}");
}

#[test]
fn exact_super_simple_sizes_and_p_values_agree_with_others() {
    let Some(groups) = groups("vectors/public_polling_comparison.json") else { return };
    let bound = |case: &Value| SuperSimple { gamma: number(&case["gamma"]), margin: number(&case["margin"]) };
    let mut compared = BTreeMap::new();
    for case in &groups["rlacalc_nmin"] {
        let found = found(case);
        let ours = bound(case).size_with(number(&case["alpha"]), &found);
        // That program's floor counts understatements of one vote twice and those of two not at all.
        let floor = found.o1 + found.o2 + 2 * found.u1;
        if floor < count(&case["n"]) {
            assert_eq!(ours, count(&case["n"]), "{case}");
            *compared.entry("nmin").or_insert(0) += 1;
        }
    }
    for case in &groups["rlacalc_km_pvalue"] {
        let p = bound(case).p_value(count(&case["n"]), &found(case));
        // That program does not cap at 1.
        assert!(close(p, number(&case["p"]).min(1.0)), "{p}: {case}");
        *compared.entry("p").or_insert(0) += 1;
    }
    for case in &groups["rlacalc_km_expected"] {
        let of = |key: &str| number(&case[key]);
        let rates = DiscrepancyRates { o1: of("or1"), o2: of("or2"), u1: of("ur1"), u2: of("ur2") };
        let (bound, limit) = (bound(case), of("alpha"));
        let ours = bound.expected_size(limit, &rates);
        assert_eq!(ours, case["km_expected"].as_f64().map(|n| n as u64), "{case}");
        *compared.entry("expected").or_insert(0) += 1;
        for (key, one_vote, two_votes) in [
            ("rounded_up1_1_up2_1", true, true),
            ("rounded_up1_1_up2_0", true, false),
            ("rounded_up1_0_up2_1", false, true),
            ("rounded_up1_0_up2_0", false, false),
        ] {
            // An error or null there is its unbounded case.
            let ours = bound.size_at_rounded_rates(limit, &rates, RoundUp { one_vote, two_votes });
            assert_eq!(ours, case[key].as_f64().map(|n| n as u64), "{key}: {case}");
            *compared.entry("rounded").or_insert(0) += 1;
        }
        let ours = bound.size_of_ten_steps(limit, &rates, RoundUp { one_vote: true, two_votes: false });
        if let Some(theirs) = case["nmin_from_rates"].as_f64() {
            assert_eq!(ours, Some(theirs as u64), "{case}");
        } else {
            assert_eq!(ours, None, "{case}");
        }
        *compared.entry("ten steps").or_insert(0) += 1;
    }
    for case in &groups["arlo_supersimple_risk"] {
        let margin = (number(&case["winner"]) - number(&case["loser"])) / number(&case["ballots"]);
        // That program takes understatements for no discrepancy at all.
        let found = Discrepancies { u1: 0, u2: 0, ..found(case) };
        let p = SuperSimple { gamma: GAMMA, margin }.p_value(count(&case["n"]), &found);
        assert!(close(p, number(&case["p"])), "{p}: {case}");
        *compared.entry("arlo p").or_insert(0) += 1;
    }
    for case in &groups["arlo_supersimple_sizes"] {
        let ballots = count(&case["ballots"]);
        let margin = (number(&case["winner"]) - number(&case["loser"])) / ballots as f64;
        let bound = SuperSimple { gamma: GAMMA, margin };
        let limit = number(&case["risk_limit_pct"]) / 100.0;
        let sample = &case["sample_results"];
        let (drawn, rates) = if sample.is_null() {
            (0, DiscrepancyRates { o1: 0.001, o2: 0.0001, u1: 0.001, u2: 0.0001 })
        } else {
            let drawn = count(&sample["sample_size"]);
            let rate = |key: &str| number(&sample[key]) / drawn as f64;
            (drawn, DiscrepancyRates { o1: rate("1-over"), o2: rate("2-over"), u1: 0.0, u2: 0.0 })
        };
        let ours = arlos_size(bound, limit, &rates, ballots).saturating_sub(drawn);
        assert_eq!(ours, count(&case["additional"]), "{case}");
        *compared.entry("arlo size").or_insert(0) += 1;
    }
    say(&format!("{compared:?}"));
    let least = [
        ("nmin", 550),
        ("p", 336),
        ("expected", 175),
        ("rounded", 700),
        ("ten steps", 175),
        ("arlo p", 15),
        ("arlo size", 96),
    ];
    for (name, least) in least {
        assert!(compared[name] >= least, "{name}: {}", compared[name]);
    }
}

// ---- batches ----

/// The pairs of a case: each reported winner against each loser, and against all others together for a majority.
fn pairs(totals: &BTreeMap<String, u64>, winners: usize, majority: bool) -> Vec<(Vec<String>, Vec<String>)> {
    let mut order: Vec<&String> = totals.keys().collect();
    order.sort_by_key(|name| std::cmp::Reverse(totals[*name]));
    let (won, lost) = order.split_at(winners);
    let of = |w: &&String, l: &[&String]| (vec![(*w).clone()], l.iter().map(|l| (*l).clone()).collect());
    let mut pairs: Vec<_> = won.iter().flat_map(|w| lost.iter().map(move |l| of(w, &[l]))).collect();
    if majority {
        pairs.push(of(&won[0], &order[1..]));
    }
    pairs
}

fn margin(votes: &Value, pair: &(Vec<String>, Vec<String>)) -> i64 {
    let sum = |names: &[String]| names.iter().map(|name| votes[name].as_i64().unwrap_or(0)).sum::<i64>();
    sum(&pair.0) - sum(&pair.1)
}

#[test]
fn exact_batch_comparison_agrees_with_arlo() {
    let Some(groups) = groups("vectors/public_polling_macro.json") else { return };
    let mut compared = [0; 4];
    for case in &groups["arlo_macro"] {
        let totals: BTreeMap<String, u64> = serde_json::from_value(case["contest"]["totals"].clone()).expect("votes");
        let pairs = pairs(&totals, 1, case["contest"]["runoff"] == true);
        let away = case["contest"]["pending"].as_i64().expect("votes") + case["unauditable"].as_i64().expect("votes");
        let all = case["contest"]["totals"].clone();
        let margins: Vec<i64> = pairs.iter().map(|pair| margin(&all, pair) - away).collect();
        let batches = case["batches"].as_object().expect("batches");
        let bound = |batch: &Value| {
            let ballots = batch["ballots"].as_i64().expect("ballots");
            largest_ratio(pairs.iter().zip(&margins).map(|(pair, &v)| (margin(batch, pair) + ballots, v)))
        };
        let bounds: Vec<f64> = batches.values().map(bound).collect();
        for (name, ours) in batches.keys().zip(&bounds) {
            assert!(close(*ours, number(&case["max_error"][name])), "{name}: {ours}");
            compared[0] += 1;
        }
        let audit = MacroBatches::new(bounds.iter().copied());
        assert!(close(audit.total, number(&case["U"])), "{} {}", audit.total, case["U"]);
        let sample: Vec<AuditedBatch> = case["draws"]
            .as_array()
            .expect("draws")
            .iter()
            .map(|draw| {
                let id = draw[1].as_str().expect("a batch");
                let over = |pair| margin(&batches[id], pair) - margin(&case["audited"][id], pair);
                let overstatement = largest_ratio(pairs.iter().zip(&margins).map(|(pair, &v)| (over(pair), v)));
                AuditedBatch { bound: bound(&batches[id]), overstatement, times: 1 }
            })
            .collect();
        let p = audit.p_value(&sample);
        assert!(close(p, number(&case["pvalue"])), "{p} {}", case["pvalue"]);
        compared[1] += 1;
        let limit = number(&case["risk_limit_pct"]) / 100.0;
        assert_eq!(p <= limit, case["confirmed"] == true);
        // That program draws one more batch than the least number, and never more than there are.
        let arlos = |p| match audit.size(limit, p).expect("a size") {
            0 => 0,
            least => (least + 1).min(batches.len() as u64),
        };
        assert_eq!(arlos(1.0), count(&case["first_round_size"]), "{limit} {}", audit.total);
        assert_eq!(arlos(p), count(&case["next_round_size"]), "{limit} {p} {}", audit.total);
        compared[2] += 2;
        // The same through the front door; ballots that cannot be audited are a batch of their own there.
        let answered = answer(&question(case, batches, &totals).to_string()).expect("an answer");
        assert!(close(number(&answered["p_value"]), p), "{answered} {p}");
        assert_eq!(answered["to_go"].as_u64(), audit.size(limit, p), "{answered}");
        compared[3] += 1;
    }
    say(&format!("batch comparison: {compared:?}"));
    assert_eq!(compared[1..], [48, 96, 48]);
    assert!(compared[0] > 800, "{compared:?}");
}

fn question(case: &Value, batches: &serde_json::Map<String, Value>, totals: &BTreeMap<String, u64>) -> Value {
    let mut ballots: BTreeMap<&str, u64> =
        batches.iter().map(|(id, batch)| (id.as_str(), count(&batch["ballots"]))).collect();
    let mut reported: BTreeMap<&str, Value> = batches
        .iter()
        .map(|(id, batch)| {
            let mut votes = batch.clone();
            votes.as_object_mut().expect("votes").remove("ballots");
            (id.as_str(), votes)
        })
        .collect();
    let mut unauditable = Vec::new();
    if let Some(away) = case["unauditable"].as_u64().filter(|&n| n > 0) {
        let left = |name: &String| totals[name] - batches.values().map(|b| b[name].as_u64().unwrap_or(0)).sum::<u64>();
        ballots.insert("away", away);
        reported.insert("away", totals.keys().map(|name| (name.clone(), json!(left(name)))).collect());
        unauditable.push("away");
    }
    let mut times: BTreeMap<&str, u64> = BTreeMap::new();
    for draw in case["draws"].as_array().expect("draws") {
        *times.entry(draw[1].as_str().expect("a batch")).or_default() += 1;
    }
    let sample: Vec<Value> =
        times.iter().map(|(id, n)| json!({"batch": id, "audited": case["audited"][id], "times": n})).collect();
    let first = batches.keys().next().expect("a batch");
    // Some of its hand tallies have a vote or two more than the batch has ballots, which fits two votes on a ballot.
    let votes = |tally: &Value| tally.as_object().expect("a tally").values().map(count).sum::<u64>();
    let fits = |(id, tally): (&String, &Value)| votes(tally) <= ballots[id.as_str()];
    let allowed = if case["audited"].as_object().expect("tallies").iter().all(fits) { 1 } else { 2 };
    json!({
        "votes_allowed": allowed,
        "test": "macro", "ballots": ballots, "reported": reported, "winners": 1, "unauditable": unauditable,
        "pending": {first.as_str(): case["contest"]["pending"]}, "sample": sample,
        "runoff": case["contest"]["runoff"], "risk_limit": number(&case["risk_limit_pct"]) / 100.0,
    })
}

#[test]
fn batch_comparison_is_the_product_of_exact_fractions() {
    // Votes overstated and their bound in each batch, for a margin of 60 votes; 130 votes of bounds in all.
    let (margin, total) = (60_i128, 130_i128);
    let batches = [(0_i128, 40_i128), (7, 30), (-3, 25), (1, 20), (0, 15)];
    let audit = MacroBatches::new(batches.map(|(_, bound)| bound as f64 / margin as f64));
    for times in [[1, 0, 0, 0, 0], [0, 2, 1, 0, 0], [3, 1, 1, 2, 4], [0, 9, 0, 0, 0]] {
        let (mut over, mut under) = (1_i128, 1_i128);
        for (&(error, bound), &times) in batches.iter().zip(&times) {
            for _ in 0..times {
                // (1 − V/Σb) / (1 − e/b)
                over *= (total - margin) * bound;
                under *= total * (bound - error.max(0));
                let shared = gcd(over, under);
                (over, under) = (over / shared, under / shared);
            }
        }
        let of = |(&(error, bound), &times): (&(i128, i128), &u64)| AuditedBatch {
            bound: bound as f64 / margin as f64,
            overstatement: error as f64 / margin as f64,
            times,
        };
        let sample: Vec<AuditedBatch> = batches.iter().zip(&times).map(of).collect();
        let (ours, twin) = (audit.p_value(&sample), (over as f64 / under as f64).min(1.0));
        assert!((ours - twin).abs() <= 1e-13 * twin, "{times:?}: {ours} {twin}");
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The chance that the P-value is at most α after some draw, over all sequences of `left` more draws.
fn chance(audit: MacroBatches, batches: &[(f64, f64)], sample: &mut [AuditedBatch], limit: f64, left: u32) -> f64 {
    if audit.p_value(sample) <= limit {
        return 1.0;
    }
    if left == 0 {
        return 0.0;
    }
    let mut sum = 0.0;
    for (i, &(bound, _)) in batches.iter().enumerate() {
        sample[i].times += 1;
        sum += audit.weight(bound) * chance(audit, batches, sample, limit, left - 1);
        sample[i].times -= 1;
    }
    sum
}

#[test]
fn exact_batch_comparison_keeps_its_promise_whatever_is_wrong() {
    // Bounds u and overstatements e that sum to exactly 1, so the outcome is a tie that was reported as a win.
    let wrong: [&[(f64, f64)]; 5] = [
        &[(1.0, 1.0), (0.5, 0.0), (0.25, 0.0)],
        &[(0.8, 0.4), (0.8, 0.4), (0.8, 0.2)],
        &[(0.5, 0.5), (0.5, 0.25), (0.4, 0.25), (0.4, 0.0)],
        &[(1.2, 0.9), (0.3, 0.1), (1.0, 0.0)],
        &[(0.7, 0.7), (0.6, 0.5), (0.9, -0.2)],
    ];
    let mut highest: f64 = 0.0;
    for batches in wrong {
        let audit = MacroBatches::new(batches.iter().map(|batch| batch.0));
        for limit in [0.05, 0.1, 0.2, 0.5] {
            let mut sample: Vec<AuditedBatch> =
                batches.iter().map(|&(bound, overstatement)| AuditedBatch { bound, overstatement, times: 0 }).collect();
            let chance = chance(audit, batches, &mut sample, limit, 8);
            assert!(chance <= limit + 1e-12, "{batches:?} at {limit}: {chance}");
            highest = highest.max(chance / limit);
        }
    }
    say(&format!("batch comparison: at most {highest:.4} of the risk limit used"));
    assert!(highest > 0.4, "no case comes near its limit: {highest}");
}

// ---- SUITE ----

fn suite_of(case: &Value) -> Suite {
    let (cvr, polling) = (&case["cvr"], &case["polling"]);
    Suite {
        comparison: ComparisonStratum {
            cards: count(&cvr["ballots"]),
            margin: cvr["W"].as_i64().expect("votes") - cvr["L"].as_i64().expect("votes"),
            gamma: GAMMA,
            n: count(&cvr["n"]),
            found: found(cvr),
        },
        polling: PollingStratum {
            cards: count(&polling["ballots"]),
            winner: count(&polling["W"]),
            loser: count(&polling["L"]),
            n: count(&polling["n"]),
            winner_seen: count(&polling["obs_w"]),
            loser_seen: count(&polling["obs_l"]),
        },
    }
}

#[test]
fn exact_suite_agrees_with_arlo_and_finds_no_less_than_its_grid() {
    let Some(groups) = groups("vectors/public_polling_suite.json") else { return };
    let (mut parts, mut whole) = (0, 0);
    for case in &groups["arlo_suite"] {
        let suite = suite_of(case);
        let margin = suite.margin() as f64;
        for (share, p) in case["cvr_pvalue_by_lambda"].as_object().expect("values") {
            let share: f64 = share.parse().expect("a share");
            let ours = libm::exp(suite.comparison.ln_p_value(share * margin));
            assert!(close(ours, number(p)), "{share}: {ours} {p}");
            parts += 1;
        }
        for (share, p) in case["polling_pvalue_by_lambda"].as_object().expect("values") {
            let share: f64 = share.parse().expect("a share");
            let ours = libm::exp(suite.polling.ln_p_value(suite.polling.reported_margin() as f64 - share * margin));
            assert!(close(ours, number(p)), "{share}: {ours} {p}");
            parts += 1;
        }
        let ours = suite.p_value();
        assert!(ours.gap <= 1e-10, "{ours:?}");
        for combined in case["combined"].as_object().expect("values").values() {
            let theirs = number(&combined["p"]);
            say(&format!("SUITE: ours {ours:?}, on their grid {theirs}"));
            assert!(ours.p_value >= theirs * (1.0 - 1e-12), "{ours:?} {theirs}");
            // Past its risk limit that grid has steps of 0.05 and is not refined.
            assert!(ours.p_value <= theirs * 1.03, "{ours:?} {theirs}");
            whole += 1;
        }
        for (one, other) in [("0", "1.0"), ("0.3", "0.7"), ("0.5", "0.5"), ("0.7", "0.3"), ("1.0", "0")] {
            let parts = [&case["cvr_pvalue_by_lambda"][one], &case["polling_pvalue_by_lambda"][other]].map(number);
            assert!(ours.p_value >= fisher(&parts) * (1.0 - 1e-9), "{ours:?} {parts:?}");
        }
        let mut question = case.clone();
        let fields = question.as_object_mut().expect("a case");
        fields.retain(|key, _| ["contest", "cvr", "polling"].contains(&key.as_str()));
        fields.insert("test".to_owned(), json!("suite"));
        fields.insert("gamma".to_owned(), json!(GAMMA));
        let answered = answer(&question.to_string()).expect("an answer");
        assert!(close(number(&answered["p_value"]), ours.p_value), "{answered}");
    }
    assert_eq!((parts, whole), (60, 10));
}

#[test]
fn exact_suite_agrees_with_its_authors_program() {
    let Some(text) = oracle("vectors/public_shangrla_suite.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared: BTreeMap<&str, u32> = BTreeMap::new();
    for case in file["cases"].as_array().expect("cases") {
        let (name, args, out) = (case["fn"].as_str().expect("a name"), &case["args"], &case["out"]);
        let of = |key: &str| number(&args[key]);
        let counted = |key: &str| count(&args[key]);
        // The bound for a share of the margin is that of a contest whose margin is that share.
        let bound = || SuperSimple { gamma: of("gamma"), margin: of("null_lambda") * of("reported_margin") / of("N") };
        let polled = |winner: &str, loser: &str, w: &str, l: &str, other: &str, cards: &str| PollingStratum {
            cards: counted(cards),
            winner: counted(winner),
            loser: counted(loser),
            n: counted(w) + counted(l) + counted(other),
            winner_seen: counted(w),
            loser_seen: counted(l),
        };
        match name {
            "ballot_comparison_pvalue" => {
                let stratum = ComparisonStratum {
                    cards: counted("N"),
                    margin: args["reported_margin"].as_i64().expect("votes"),
                    gamma: of("gamma"),
                    n: counted("n"),
                    found: found(args),
                };
                let ours = libm::exp(stratum.ln_p_value(of("null_lambda") * of("reported_margin")));
                assert!(close(ours, number(out).min(1.0)), "{ours}: {case}");
            }
            "findNmin_ballot_comparison" => {
                assert_eq!(bound().size_with(of("alpha"), &found(args)), count(out), "{case}");
            }
            "findNmin_ballot_comparison_rates" => {
                let rates = DiscrepancyRates { o1: of("r1"), o2: of("r2"), u1: of("s1"), u2: of("s2") };
                let theirs = out.as_f64().map(|n| n as u64);
                assert_eq!(bound().expected_size(of("alpha"), &rates), theirs, "{case}");
            }
            "fisher_combined_pvalue" => {
                let p: Vec<f64> = args["pvalues"].as_array().expect("P-values").iter().map(number).collect();
                assert!((fisher(&p) - number(out)).abs() <= 1e-9 * number(out) + 1e-300, "{case}");
            }
            "ballot_polling_sprt" => {
                let stratum = polled("Vw", "Vl", "n_winner", "n_loser", "n_other", "popsize");
                let ours = libm::exp(stratum.ln_p_value(of("null_margin")));
                assert!(close(ours, number(&out["pvalue"])), "{ours}: {case}");
            }
            "calculate_lambda_range" | "maximize_fisher_combined_pvalue" => {
                // Another polling test, of which only the grid's maximum is known.
                if args["polling_method"] == "trihyper" {
                    continue;
                }
                let whole = name == "maximize_fisher_combined_pvalue";
                let votes = |key: &str| args[key].as_i64().expect("votes");
                let polling = if whole {
                    polled("N_w2", "N_l2", "n2_winner", "n2_loser", "n2_other", "N2")
                } else {
                    let (winner, loser) = (counted("N_w2"), counted("N_l2"));
                    PollingStratum { cards: counted("N2"), winner, loser, n: 0, winner_seen: 0, loser_seen: 0 }
                };
                let comparison = ComparisonStratum {
                    cards: counted("N1"),
                    margin: votes("N_w1") - votes("N_l1"),
                    gamma: GAMMA,
                    n: if whole { counted("n1") } else { 0 },
                    found: if whole { found(args) } else { Discrepancies::default() },
                };
                let suite = Suite { comparison, polling };
                if whole {
                    let (ours, theirs) = (suite.p_value(), number(&out["max_pvalue"]));
                    say(&format!("SUITE: ours {ours:?}, on their grid {theirs}"));
                    assert!(ours.p_value >= theirs * (1.0 - 1e-12) && ours.gap <= 1e-10, "{ours:?}: {case}");
                    assert!(ours.p_value <= theirs * 1.001, "{ours:?}: {case}");
                } else {
                    let (low, high) = suite.range().expect("a range");
                    let margin = suite.margin() as f64;
                    assert!(close(low / margin, number(&out[0])) && close(high / margin, number(&out[1])), "{case}");
                }
            }
            // The tri-hypergeometric test of the difference of two counts has no equivalent here.
            "trihypergeometric_optim" => continue,
            other => panic!("an unknown function: {other}"),
        }
        *compared.entry(name).or_insert(0) += 1;
    }
    say(&format!("SUITE's functions: {compared:?}"));
    assert_eq!(compared.values().sum::<u32>(), 138 - 3 - 1);
}

fn suite_in(case: &Value) -> Suite {
    let (cvr, polling) = (&case["cvr"], &case["polling"]);
    Suite {
        comparison: ComparisonStratum {
            cards: whole(cvr, "ballots"),
            margin: whole(cvr, "W") as i64 - whole(cvr, "L") as i64,
            gamma: GAMMA,
            n: whole(cvr, "n"),
            found: found_in(cvr),
        },
        polling: PollingStratum {
            cards: whole(polling, "ballots"),
            winner: whole(polling, "W"),
            loser: whole(polling, "L"),
            n: whole(polling, "n"),
            winner_seen: whole(polling, "obs_w"),
            loser_seen: whole(polling, "obs_l"),
        },
    }
}

#[test]
fn exact_suite_finds_what_was_published_and_no_less() {
    let paper = published("suite-2018");
    let mut compared = 0;
    for case in list(&paper, "p_value") {
        let suite = suite_in(case);
        let margin = suite.margin() as f64;
        let (ours, theirs) = (suite.p_value(), number(&case["p"]));
        assert!(ours.gap <= 1e-10 && ours.p_value >= theirs * (1.0 - 1e-12), "{ours:?} {case}");
        assert!(ours.p_value <= theirs * (1.0 + number(&case["above"])), "{ours:?} {case}");
        compared += 1;
        if let Some(at) = case.get("cvr_at") {
            let p = libm::exp(suite.comparison.ln_p_value(number(&at["share"]) * margin));
            assert!(close(p, number(&at["p"])), "{p} {case}");
            let at = &case["polling_at"];
            let left = suite.polling.reported_margin() as f64 - number(&at["share"]) * margin;
            let p = libm::exp(suite.polling.ln_p_value(left));
            assert!(close(p, number(&at["p"])), "{p} {case}");
            compared += 2;
        }
    }
    for case in list(&paper, "range") {
        let suite = suite_in(case);
        let (low, high) = suite.range().expect("a range");
        let margin = suite.margin() as f64;
        assert!(close(low / margin, number(&case["low"])) && close(high / margin, number(&case["high"])), "{case}");
        compared += 2;
    }
    for case in list(&paper, "comparison") {
        let bound = SuperSimple { gamma: GAMMA, margin: number(&case["margin"]) };
        for (key, o1) in [("none", 0.0), ("o1", 0.001)] {
            let ours = bound
                .expected_size(number(&case["risk_limit"]), &DiscrepancyRates { o1, ..DiscrepancyRates::default() });
            assert_eq!(ours, Some(whole(case, key)), "{key}: {case}");
            compared += 1;
        }
    }
    assert_eq!(compared, 6 + 4 + 4);
}

/// The supremum by branch and bound: as the comparison P-value falls with the votes it overstates and the polling
/// P-value rises, no split between two has more than the one's left and the other's right end.
fn by_corners(suite: &Suite, gap: f64) -> f64 {
    let (low, high) = suite.range().expect("a range");
    let polling = |t: f64| suite.polling.ln_p_value(t - suite.comparison.margin as f64);
    let corner = |a: f64, b: f64| suite.comparison.ln_p_value(a) + polling(b);
    let mut best = suite.ln_product(low).max(suite.ln_product(high));
    let mut open = vec![(low, high)];
    while let Some((a, b)) = open.pop() {
        if corner(a, b) <= best + gap || b - a <= 1e-12 * (high - low) {
            continue;
        }
        let middle = 0.5 * (a + b);
        best = best.max(suite.ln_product(middle));
        open.extend([(a, middle), (middle, b)]);
    }
    recount::risk::combine::fisher_of_ln(best, 2)
}

#[test]
fn suite_climbs_to_what_branch_and_bound_finds() {
    let comparison = |cards, margin, n, o1, o2| ComparisonStratum {
        cards,
        margin,
        gamma: GAMMA,
        n,
        found: Discrepancies { o1, o2, u1: 1, u2: 0 },
    };
    let polling = |cards, winner, loser, n, winner_seen, loser_seen| PollingStratum {
        cards,
        winner,
        loser,
        n,
        winner_seen,
        loser_seen,
    };
    let suites = [
        (comparison(10_000, -400, 500, 0, 0), polling(1_000, 750, 150, 250, 187, 37)),
        (comparison(11_000, 1_500, 120, 2, 0), polling(6_000, 3_000, 2_500, 150, 85, 60)),
        (comparison(81_000, 4_500, 400, 1, 1), polling(21_000, 10_500, 10_000, 300, 160, 132)),
        (comparison(500, 30, 60, 0, 0), polling(40, 24, 10, 40, 22, 11)),
        (comparison(200, 0, 40, 3, 0), polling(90, 60, 30, 20, 20, 0)),
        (comparison(200, 10, 0, 0, 0), polling(90, 50, 30, 25, 14, 8)),
        (comparison(300, 40, 200, 4, 0), polling(90, 40, 39, 0, 0, 0)),
    ];
    for (comparison, polling) in suites {
        let suite = Suite { comparison, polling };
        let (ours, twin) = (suite.p_value(), by_corners(&suite, 1e-4));
        say(&format!("SUITE: ours {ours:?}, by branch and bound {twin}"));
        assert!(ours.gap <= 1e-10, "{ours:?}");
        assert!(
            ours.p_value >= twin * (1.0 - 1e-9) && ours.p_value <= twin * (1.0 + 2e-4),
            "{ours:?} {twin} {suite:?}"
        );
    }
}

/// n choose k, exactly.
fn choose(n: u64, k: u64) -> u128 {
    if k > n { 0 } else { (0..k).fold(1, |ways, i| ways * u128::from(n - i) / u128::from(i + 1)) }
}

/// Ways to draw `w` and `l` of `n` cards from a stratum with `winner` and `loser` votes.
fn ways(cards: u64, winner: u64, loser: u64, n: u64, w: u64, l: u64) -> u128 {
    choose(winner, w) * choose(loser, l) * choose(cards - winner - loser, n - w - l)
}

#[test]
fn the_polled_stratum_is_as_likely_as_its_likeliest_whole_tally_or_a_little_more() {
    // Real tallies lie at most half a vote from whole ones, which matters where few cards are left unseen.
    for (cards, winner, loser, n, step, most_more) in [(24_u64, 13, 8, 9_u64, 1, 5.0), (120, 60, 46, 30, 7, 1.5)] {
        let mut compared = 0;
        for w in (0..=n).step_by(step) {
            for l in (0..=n - w).step_by(step) {
                let stratum = PollingStratum { cards, winner, loser, n, winner_seen: w, loser_seen: l };
                // The most ways of a whole tally with each margin, then with at most that margin.
                let mut most: BTreeMap<i64, u128> = BTreeMap::new();
                for x in w..=cards {
                    for y in l..=cards - x {
                        let ways = ways(cards, x, y, n, w, l);
                        let entry = most.entry(x as i64 - y as i64).or_default();
                        *entry = ways.max(*entry);
                    }
                }
                let reported = ways(cards, winner, loser, n, w, l);
                let mut so_far = 0;
                for margin in -(cards as i64)..=cards as i64 {
                    so_far = so_far.max(most.get(&margin).copied().unwrap_or(0));
                    let twin = if so_far >= reported { 1.0 } else { so_far as f64 / reported as f64 };
                    let ours = libm::exp(stratum.ln_p_value(margin as f64));
                    assert!(ours >= twin * (1.0 - 1e-12), "{stratum:?} {margin}: {ours} {twin}");
                    // Below, the null is all but ruled out and the parity of the margin decides.
                    if cards < 100 || twin > 1e-6 {
                        assert!(ours <= twin * most_more + 1e-300, "{stratum:?} {margin}: {ours} {twin}");
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }
}

#[test]
fn exact_suite_keeps_its_promise_on_ties_however_they_came_about() {
    // 30 cards with records and 12 without; reported margin 6 in all, truly a tie, the votes lost in either stratum.
    let (cards, polled_cards, n, polled_n) = (30_u64, 12_u64, 12_u64, 6_u64);
    let mut highest: f64 = 0.0;
    for (o2, o1) in [(0_u64, 0_u64), (1, 0), (2, 0), (3, 0), (0, 4), (4, 0)] {
        let overstated = (2 * o2 + o1) as i64;
        // Reported 8 to 4 without records; the paper has what makes the tie.
        let (winner, loser) = (8_u64, 4_u64);
        let comparison_margin = 2_i64;
        let polled_margin = overstated - comparison_margin;
        for other in 0..2_u64 {
            let rest = polled_cards as i64 - other as i64;
            if (rest + polled_margin) % 2 != 0 {
                continue;
            }
            let y = (rest - polled_margin) / 2;
            let (x, y) = ((rest - y) as u64, y as u64);
            let mut outcomes = Vec::new();
            for two in 0..=n {
                for one in 0..=n - two {
                    let of = |k: u64, count: u64| libm::pow(count as f64 / cards as f64, k as f64);
                    let arrangements = choose(n, two) * choose(n - two, one);
                    let chance = arrangements as f64 * of(two, o2) * of(one, o1) * of(n - two - one, cards - o2 - o1);
                    if chance <= 0.0 {
                        continue;
                    }
                    for w in 0..=polled_n {
                        for l in 0..=polled_n - w {
                            let ways = ways(polled_cards, x, y, polled_n, w, l);
                            if ways == 0 {
                                continue;
                            }
                            let polling = PollingStratum {
                                cards: polled_cards,
                                winner,
                                loser,
                                n: polled_n,
                                winner_seen: w,
                                loser_seen: l,
                            };
                            let found = Discrepancies { o1: one, o2: two, u1: 0, u2: 0 };
                            let comparison =
                                ComparisonStratum { cards, margin: comparison_margin, gamma: GAMMA, n, found };
                            let p = Suite { comparison, polling }.p_value().p_value;
                            outcomes.push((p, chance * ways as f64 / choose(polled_cards, polled_n) as f64));
                        }
                    }
                }
            }
            let sum: f64 = outcomes.iter().map(|outcome| outcome.1).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
            for &(limit, _) in &outcomes {
                let chance: f64 = outcomes.iter().filter(|outcome| outcome.0 <= limit).map(|outcome| outcome.1).sum();
                assert!(chance <= limit + 1e-9, "{o2} {o1} {other}: P(P ≤ {limit}) = {chance}");
                if limit < 1.0 {
                    highest = highest.max(chance / limit);
                }
            }
        }
    }
    say(&format!("SUITE: at most {highest:.4} of the risk limit used"));
    assert!(highest > 0.1, "no case comes near its limit: {highest}");
}

// ---- hostile questions ----

#[test]
fn hostile_batches_and_hybrids_are_answered_or_refused_in_a_sentence() {
    let ask = |question: &Value| answer(&question.to_string());
    let batches = |change: Value| {
        let mut question = json!({
            "test": "macro", "ballots": {"a": 10, "b": 10}, "reported": {"a": {"W": 6, "L": 4}, "b": {"W": 7, "L": 3}},
            "winners": 1, "sample": [{"batch": "a", "audited": {"W": 6, "L": 4}, "times": 2}], "risk_limit": 0.1,
        });
        for (key, value) in change.as_object().expect("changes") {
            question[key] = value.clone();
        }
        question
    };
    let p = |change: Value| number(&ask(&batches(change)).expect("an answer")["p_value"]);
    let full = |w: u64, l: u64| json!([{"batch": "a", "audited": {"W": 6, "L": 4}}, {"batch": "b", "audited": {"W": w, "L": l}}]);
    assert!(p(json!({})) > 0.0 && p(json!({})) < 1.0);
    assert!(p(json!({"sample": full(6, 4)})) <= 0.0, "a full count that keeps the winner");
    assert!(p(json!({"sample": full(4, 6)})) >= 1.0, "a full count that is a tie");
    assert!(p(json!({"reported": {"a": {"W": 5, "L": 5}}})) >= 1.0, "a reported tie");
    assert!(p(json!({"pending": {"a": 6}})) >= 1.0, "as many pending as the margin");
    assert!(p(json!({"pending": {"a": 5}})) < 1.0);
    assert!(p(json!({"sample": [{"batch": "a", "audited": {"W": 0, "L": 10}}]})) >= 1.0, "a taint of 1");
    assert!(p(json!({"sample": [{"batch": "a", "audited": {"W": 6, "L": 4}, "times": u64::MAX}]})) <= 1e-300);
    assert!(p(json!({"unauditable": ["b"], "sample": []})) >= 1.0);
    // A batch without paper: void votes leave a margin of 96, votes for the loser one of 90 − 2 less.
    let away = batches(json!({
        "ballots": {"a": 100, "b": 10, "c": 4}, "unauditable": ["c"], "sample": [{"batch": "a", "audited": {"W": 100, "L": 0}}],
        "reported": {"a": {"W": 100, "L": 0}, "b": {"W": 5, "L": 5}, "c": {"W": 3, "L": 1}},
    }));
    let answered = ask(&away).expect("an answer");
    let factor = |margin: f64| 1.0 - margin / (200.0 + 10.0);
    assert!(
        close(number(&answered["p_value"]), factor(98.0))
            && close(number(&answered["p_value_worst_case"]), factor(96.0)),
        "{answered}"
    );
    let uncontested = ask(&batches(json!({"winners": 2}))).expect("an answer");
    assert!(uncontested["p_value"].is_null() && uncontested["note"] == "nobody can lose: nothing to audit");
    for (change, words) in [
        (json!({"winners": 3}), "winners: found 3"),
        (json!({"winners": 0}), "winners: found 0"),
        (json!({"reported": {"a": {"W": 11}}}), "reported.a.W: found 11; allowed: at most the 10"),
        (json!({"reported": {"z": {"W": 1}}}), "reported: found z"),
        (json!({"pending": {"z": 1}}), "pending: found z"),
        (json!({"ballots": {"a": u64::MAX, "b": 1}}), "ballots.a"),
        (json!({"unauditable": ["a"]}), "sample.batch: found a"),
        (json!({"risk_limit": 0}), "risk_limit"),
        (json!({"runoff": true, "winners": 3}), "winners"),
        (
            json!({"sample": [{"batch": "a", "audited": {"W": 6, "L": 4}}, {"batch": "a", "audited": {"W": 5, "L": 4}}]}),
            "one hand count",
        ),
        (json!({"nonsense": 1}), "nonsense: unknown"),
    ] {
        let refused = ask(&batches(change)).expect_err("a refusal").to_string();
        assert!(refused.contains(words), "{refused}");
    }
    let hybrid = |cvr: Value, polling: Value| {
        let sum = |key: &str| cvr[key].as_u64().unwrap_or(0).saturating_add(polling[key].as_u64().unwrap_or(0));
        json!({"test": "suite", "contest": {"W": sum("W"), "L": sum("L"), "ballots": sum("ballots")}, "cvr": cvr, "polling": polling})
    };
    let none = json!({"W": 0, "L": 0, "ballots": 0, "n": 0, "obs_w": 0, "obs_l": 0});
    let clean = json!({"W": 60, "L": 40, "ballots": 100, "n": 50});
    for (cvr, polling) in [
        (clean.clone(), none.clone()),
        (
            json!({"W": 0, "L": 0, "ballots": 0, "n": 0}),
            json!({"W": 6, "L": 4, "ballots": 10, "n": 5, "obs_w": 5, "obs_l": 0}),
        ),
        (clean.clone(), json!({"W": 6, "L": 4, "ballots": 10, "n": 10, "obs_w": 6, "obs_l": 4})),
        (clean.clone(), json!({"W": 6, "L": 4, "ballots": 10, "n": 10, "obs_w": 0, "obs_l": 10})),
        (json!({"W": 100, "L": 0, "ballots": 100, "n": 1_000_000_000_000_u64, "o2": 1}), none.clone()),
        (
            json!({"W": 400_000_000_000_u64, "L": 0, "ballots": 400_000_000_000_u64, "n": 7}),
            json!({"W": 400_000_000_000_u64, "L": 1, "ballots": 500_000_000_000_u64, "n": 300_000_000_000_u64, "obs_w": 250_000_000_000_u64, "obs_l": 0}),
        ),
    ] {
        let answered = ask(&hybrid(cvr, polling)).expect("an answer");
        assert!((0.0..=1.0).contains(&number(&answered["p_value"])), "{answered}");
    }
    // Without a polled stratum the P-value is Fisher's with a polled P-value of 1.
    let alone = ask(&hybrid(clean.clone(), none.clone())).expect("an answer");
    let p = SuperSimple { gamma: GAMMA, margin: 0.2 }.p_value(50, &Discrepancies::default());
    assert!(close(number(&alone["p_value"]), fisher(&[p, 1.0])), "{alone}");
    for (cvr, polling, words) in [
        (json!({"W": 40, "L": 60, "ballots": 100, "n": 5}), none.clone(), "contest.W: found 40"),
        (json!({"W": 60, "L": 40, "ballots": 100, "n": 5, "o1": 6}), none.clone(), "cvr.n: found 5"),
        (clean.clone(), json!({"W": 6, "L": 5, "ballots": 10, "n": 0, "obs_w": 0, "obs_l": 0}), "polling.L: found 5"),
        (clean.clone(), json!({"W": 6, "L": 4, "ballots": 10, "n": 11, "obs_w": 0, "obs_l": 0}), "polling.n: found 11"),
        (clean, json!({"W": 6, "L": 4, "ballots": 10, "n": 5, "obs_w": 3, "obs_l": 3}), "polling.obs_l: found 3"),
        (json!({"W": u64::MAX, "L": 0, "ballots": u64::MAX, "n": 0}), none, "contest.ballots"),
    ] {
        let refused = ask(&hybrid(cvr, polling)).expect_err("a refusal").to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn a_winner_by_hand_whom_no_machine_counted_is_never_overlooked() {
    let ask = |question: &Value| answer(&question.to_string());
    let question = |audited: Value, zero: bool| {
        let votes = if zero { json!({"W": 6, "L": 4, "X": 0}) } else { json!({"W": 6, "L": 4}) };
        json!({
            "test": "macro", "ballots": {"a": 10, "b": 10}, "reported": {"a": votes, "b": votes},
            "sample": [{"batch": "a", "audited": audited}, {"batch": "b", "audited": audited}],
        })
    };
    // X has 12 votes by hand and W has 6: once as an unknown name, once as a candidate with 0.
    let refused =
        ask(&question(json!({"W": 3, "L": 1, "X": 6}), false)).expect_err("a name that nobody knows").to_string();
    assert!(refused.starts_with("sample.audited: found \"X\"; allowed: L, W"), "{refused}");
    let refused = ask(&question(json!({"W": 4, "L1": 6}), false)).expect_err("a slip of the keyboard").to_string();
    assert!(refused.ends_with("(did you mean \"L\"?)"), "{refused}");
    assert!(number(&ask(&question(json!({"W": 3, "L": 1, "X": 6}), true)).expect("an answer")["p_value"]) >= 1.0);
    // The only error there could be was looked for: a batch with a bound of 0 is never drawn.
    let settled = ask(&json!({
        "test": "macro", "ballots": {"a": 10, "b": 1}, "reported": {"a": {"W": 10, "L": 0}, "b": {"W": 0, "L": 1}},
        "sample": [{"batch": "a", "audited": {"W": 10, "L": 0}}],
    }));
    assert!(number(&settled.expect("an answer")["p_value"]) <= 0.0);
    // Many entries of one batch cost no more than one.
    let names: Vec<String> = (0..1_000).map(|i| format!("c{i}")).collect();
    let votes: Value = names
        .iter()
        .enumerate()
        .map(|(i, name)| (name.clone(), json!(1_000 - i)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let many = ask(&json!({
        "test": "macro", "winners": 500, "ballots": {"a": 1_000_000, "b": 1_000_000}, "reported": {"a": votes, "b": votes},
        "sample": vec![json!({"batch": "a", "audited": votes}); 2_000],
    }));
    assert!((0.0..=1.0).contains(&number(&many.expect("an answer")["p_value"])));
}

#[test]
fn sizes_that_no_sample_can_have_are_null() {
    let ask = |question: &Value| answer(&question.to_string());
    let endless =
        ask(&json!({"test": "super_simple", "margin": 1e-300, "n": 10, "risk_limit": 0.05})).expect("an answer");
    assert!(endless["sample_size"].is_null() && endless["to_go"].is_null(), "{endless}");
    let g = 1.03905_f64;
    let o2 = 0.1838;
    let rates = json!({"o1": 0.528_991_302_958_846_3, "u1": 0.883_657_946_850_729_8, "o2": o2, "u2": -o2 * (-1.0 / g).ln_1p() / (1.0 / g).ln_1p()});
    let hostile = json!({"test": "super_simple", "margin": 1e-30, "n": 10, "risk_limit": 1e-300, "rates": rates});
    assert!(ask(&hostile).is_ok_and(|answer| number(&answer["p_value"]) >= 1.0 - 1e-12));
}
