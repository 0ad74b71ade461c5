//! Combined P-values, batch comparison, super-simple sizes and SUITE, against others, slow twins and their promise.

use std::collections::BTreeMap;

use recount::measurement::answer;
use recount::risk::combine::{fisher, mean_of_e_values, product_of_e_values};
use recount::risk::suite::{ComparisonStratum, PollingStratum, Suite};
use recount::risk::{AuditedBatch, Discrepancies, GAMMA, MacroBatches, Rates, RoundUp, SuperSimple, largest_ratio};
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

/// The groups of a vector file by name.
pub(crate) fn groups(file: &str) -> Option<BTreeMap<String, Vec<Value>>> {
    let all: Value = serde_json::from_str(&oracle(file)?).expect("JSON");
    let groups = all["groups"].as_array().expect("groups").iter();
    let named =
        |g: &Value| (g["name"].as_str().expect("a name").to_owned(), g["cases"].as_array().expect("cases").clone());
    Some(groups.map(named).collect())
}

fn found(case: &Value) -> Discrepancies {
    let of = |key: &str| count(&case[key]);
    Discrepancies { o1: of("o1"), o2: of("o2"), u1: of("u1"), u2: of("u2") }
}

// ---- Fisher's combination and E-values ----

#[test]
fn fishers_combination_at_half_for_any_number_of_strata() {
    // Table A8: S strata with P = .5 each; the product is .5^S.
    let published = [(2, 0.5966, 5e-5), (5, 0.7319, 5e-5), (10, 0.8374, 5e-5), (25, 0.9514, 5e-5)];
    let more = [(50, 0.9917, 5e-5), (100, 0.9997, 5e-5), (150, 1.0, 5e-5)];
    let mut compared = 0;
    for (strata, p, tolerance) in published.into_iter().chain(more) {
        let ours = fisher(&vec![0.5; strata]);
        assert!((ours - p).abs() <= tolerance, "{strata}: {ours} {p}");
        let product = product_of_e_values(&vec![2.0; strata]);
        assert!(close(product, libm::pow(0.5, strata as f64)));
        assert!(close(mean_of_e_values(&vec![2.0; strata]), 0.5));
        compared += 1;
    }
    assert_eq!(compared, 7);
}

#[test]
fn fishers_combination_keeps_its_promise_on_coarse_p_values() {
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

#[test]
fn super_simple_sizes_and_p_values_agree_with_others() {
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
        let rates = Rates { o1: of("or1"), o2: of("or2"), u1: of("ur1"), u2: of("ur2") };
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
        if case["sample_results"].is_null() {
            let rates = Rates { o1: 0.001, o2: 0.0001, u1: 0.001, u2: 0.0001 };
            let start = -2.0 * GAMMA * libm::log(limit)
                / (margin
                    + 2.0
                        * GAMMA
                        * (0.001 * (libm::log1p(-0.5 / GAMMA) + libm::log1p(0.5 / GAMMA))
                            + 0.0001 * (libm::log1p(-1.0 / GAMMA) + libm::log1p(1.0 / GAMMA))));
            // One rounding of the closed form's rates: one-vote discrepancies up, the others half up.
            let [one, two] = [libm::ceil(rates.o1 * start), libm::floor(rates.o2 * start + 0.5)].map(|n| n as u64);
            let found = Discrepancies { o1: one, o2: two, u1: one, u2: two };
            let ours = bound.size_with(limit, &found).min(ballots);
            assert_eq!(ours, count(&case["additional"]), "{case}");
            *compared.entry("arlo first size").or_insert(0) += 1;
        }
    }
    println!("{compared:?}");
    let least = [("nmin", 550), ("p", 336), ("expected", 175), ("rounded", 700), ("ten steps", 175), ("arlo p", 15)];
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
fn batch_comparison_agrees_with_arlo() {
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
        let audit = MacroBatches::new(&bounds);
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
    println!("batch comparison: {compared:?}");
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
    json!({
        "test": "macro", "ballots": ballots, "reported": reported, "winners": 1, "unauditable": unauditable,
        "pending": {first.as_str(): case["contest"]["pending"]}, "sample": sample,
        "runoff": case["contest"]["runoff"], "risk_limit": number(&case["risk_limit_pct"]) / 100.0,
    })
}

/// The chance that the P-value is at most α after some draw, over all sequences of `left` more draws.
fn chance(audit: &MacroBatches, batches: &[(f64, f64)], sample: &mut [AuditedBatch], limit: f64, left: u32) -> f64 {
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
fn batch_comparison_keeps_its_promise_whatever_is_wrong() {
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
        let audit = MacroBatches::new(&batches.iter().map(|batch| batch.0).collect::<Vec<_>>());
        for limit in [0.05, 0.1, 0.2, 0.5] {
            let mut sample: Vec<AuditedBatch> =
                batches.iter().map(|&(bound, overstatement)| AuditedBatch { bound, overstatement, times: 0 }).collect();
            let chance = chance(&audit, batches, &mut sample, limit, 8);
            assert!(chance <= limit + 1e-12, "{batches:?} at {limit}: {chance}");
            highest = highest.max(chance / limit);
        }
    }
    println!("batch comparison: at most {highest:.4} of the risk limit used");
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
fn suite_agrees_with_arlo_and_finds_no_less_than_its_grid() {
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
            println!("SUITE: ours {ours:?}, on their grid {theirs}");
            assert!(ours.p_value >= theirs * (1.0 - 1e-12), "{ours:?} {theirs}");
            assert!(ours.p_value <= theirs * 1.02, "{ours:?} {theirs}");
            whole += 1;
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
fn suite_agrees_with_its_authors_program() {
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
                let rates = Rates { o1: of("r1"), o2: of("r2"), u1: of("s1"), u2: of("s2") };
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
                    println!("SUITE: ours {ours:?}, on their grid {theirs}");
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
    println!("SUITE's functions: {compared:?}");
    assert_eq!(compared.values().sum::<u32>(), 138 - 3 - 1);
}
