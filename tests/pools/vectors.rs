//! Other programs' figures for pools and hybrids, through the audits themselves; slow twins of pools and posteriors.
//!
//! UI-TS's own vectors are for bets that are the same in every stratum and do not use the report: they are compared
//! with the measure in `tests/stratified.rs`, and have no audit of their own.

use recount::assertion::{FineUnits, Scale};
use recount::audit::{AuditSettings, DrawnUnit, named};
use recount::hand_count::Reading;
use recount::random::Streams;
use recount::risk::bet::{Adaptive, PoolAware};
use recount::risk::suite::{ComparisonStratum, PollingStratum, Suite};
use recount::risk::{Bet, Discrepancies, GAMMA, Null, Past};
use serde_json::Value;

use super::super::hybrids::{count, groups, number};
use super::super::oracles::oracle;
use super::{County, Lot, code, p_value, ready, say};

/// Half votes of a record: 2 for A alone, 0 for B alone.
fn half_votes(votes: &Value) -> i64 {
    let has = |name: &str| i64::from(votes.get(name).and_then(Value::as_bool).unwrap_or(false));
    1 + has("A") - has("B")
}

#[test]
fn values_of_pooled_and_recorded_cards_agree_with_shangrla() {
    let Some(text) = oracle("vectors/public_shangrla_oneaudit.json") else { return };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let (mut means, mut values) = (0, 0);
    for case in all["cases"].as_array().expect("cases") {
        let cards = case["cards"].as_array().expect("cards");
        let adds = case["add_pool_contests"].as_bool().expect("a flag");
        let margin = number(&case["margin"]);
        let units = FineUnits::of(cards.len() as u64, Scale::HALF_VOTES);
        let half = units.one() as f64;
        let is_pooled = |card: &Value| card["pool"].as_bool().expect("a flag");
        let carries = |card: &Value| !card["votes"].is_null() || adds && is_pooled(card);
        let stands = |card: &Value| {
            if !is_pooled(card) {
                return half_votes(&card["votes"]) as u64 * units.one();
            }
            let pool = cards.iter().filter(|other| other["tally_pool"] == card["tally_pool"] && carries(other));
            let (n, lead) = pool.fold((0, 0), |(n, lead), other| (n + 1, lead + half_votes(&other["votes"]) - 1));
            units.mean_of(n, lead)
        };
        for (pool, mean) in case["tally_pool_means"].as_object().expect("means") {
            let card = cards.iter().find(|card| card["tally_pool"] == **pool).expect("a card of the pool");
            assert!((stands(card) as f64 / half / 2.0 - number(mean)).abs() < 1e-9, "{pool}");
            means += 1;
        }
        for value in case["values"].as_array().expect("values") {
            let card = cards.iter().find(|card| card["id"] == value[0]).expect("a card");
            // A reading without the contest is the worst case there, under card styles; here it is a blank.
            let reading = match value[1].as_str() {
                Some("winner") => 2,
                Some("loser") => 0,
                Some("undervote") => 1,
                _ => continue,
            };
            if carries(card) {
                let ours = units.value(stands(card), reading) as f64 / half / 2.0 / (2.0 - margin);
                assert!((ours - number(&value[2])).abs() < 1e-9, "{value}: {ours}");
                values += 1;
            }
        }
    }
    say(&format!("SHANGRLA, ONEAudit: {means} means of pools and {values} values agree to 1e-9"));
    assert!(means >= 11 && values > 200);
}

/// The P-value of a hybrid audit of two strata after those draws.
fn suite_by_audit(suite: &Suite) -> f64 {
    let Suite { comparison, polling } = suite;
    let ada = i64::midpoint(comparison.cards as i64, comparison.margin);
    let blank = comparison.cards as i64 - 2 * ada + comparison.margin;
    let compared = Lot::right(ada as usize, blank as usize, (ada - comparison.margin) as usize);
    let blank = polling.cards - polling.winner - polling.loser;
    let polled = Lot::right(polling.winner as usize, blank as usize, polling.loser as usize).in_stratum(1);
    let county = County::new(vec![compared, polled], &[true, false]);
    let claim = county.claim();
    // Judged at the end alone: the order of the draws is not known there.
    let procedure = named("suite").expect("a method").prepare(&claim, &AuditSettings::default()).expect("two strata");
    let mut evidence = procedure.begin();
    let mut observe = |batch: usize, record: u8, read: u8, n: u64| {
        for _ in 0..n {
            let reading = Reading::Vote(code(read));
            evidence.observe(DrawnUnit::Card { batch, record: Some(code(record)), reading });
        }
    };
    let found = comparison.found;
    observe(0, 2, 1, found.o1);
    observe(0, 2, 0, found.o2);
    observe(0, 1, 2, found.u1);
    observe(0, 0, 2, found.u2);
    observe(0, 2, 2, comparison.n - found.cards());
    observe(1, 0, 2, polling.winner_seen);
    observe(1, 0, 0, polling.loser_seen);
    observe(1, 0, 1, polling.n - polling.winner_seen - polling.loser_seen);
    evidence.close_round();
    p_value(evidence.as_ref())
}

#[test]
fn suite_as_an_audit_agrees_with_arlo_where_nothing_is_overstated_and_is_no_bolder_where_something_is() {
    let Some(groups) = groups("vectors/public_polling_suite.json") else { return };
    for case in &groups["arlo_suite"] {
        let (cvr, polling) = (&case["cvr"], &case["polling"]);
        let of = |key: &str| count(&cvr[key]);
        let found = Discrepancies { o1: of("o1"), o2: of("o2"), u1: of("u1"), u2: of("u2") };
        let margin = of("W") as i64 - of("L") as i64;
        let of = |key: &str| count(&polling[key]);
        let suite = Suite {
            comparison: ComparisonStratum {
                cards: count(&cvr["ballots"]),
                margin,
                gamma: GAMMA,
                n: count(&cvr["n"]),
                found,
            },
            polling: PollingStratum {
                cards: of("ballots"),
                winner: of("W"),
                loser: of("L"),
                n: of("n"),
                winner_seen: of("obs_w"),
                loser_seen: of("obs_l"),
            },
        };
        let ours = suite_by_audit(&suite);
        let theirs = number(&case["combined"]["10"]["p"]);
        say(&format!("SUITE as an audit: {ours}, Arlo {theirs}, found {found:?}"));
        // Their grid is a lower bound; an understatement helps there and not here.
        assert!(ours >= theirs * (1.0 - 1e-9), "{ours} {theirs}");
        let most = if found.cards() == 0 { 1.03 } else { 1.7 };
        assert!(ours <= theirs * most, "{ours} {theirs}");
    }
}

#[test]
fn suite_as_an_audit_agrees_with_its_authors_program() {
    let Some(text) = oracle("vectors/public_shangrla_suite.json") else { return };
    let all: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = 0;
    for case in
        all["cases"].as_array().expect("cases").iter().filter(|case| case["fn"] == "maximize_fisher_combined_pvalue")
    {
        let args = &case["args"];
        let of = |key: &str| count(&args[key]);
        let found = Discrepancies { o1: of("o1"), o2: of("o2"), u1: 0, u2: 0 };
        // Another polling test, and understatements that the audit leaves out.
        if args["polling_method"] == "trihyper" || of("u1") + of("u2") > 0 {
            continue;
        }
        let n = of("n2_winner") + of("n2_loser") + of("n2_other");
        let suite = Suite {
            comparison: ComparisonStratum {
                cards: of("N1"),
                margin: of("N_w1") as i64 - of("N_l1") as i64,
                gamma: GAMMA,
                n: of("n1"),
                found,
            },
            polling: PollingStratum {
                cards: of("N2"),
                winner: of("N_w2"),
                loser: of("N_l2"),
                n,
                winner_seen: of("n2_winner"),
                loser_seen: of("n2_loser"),
            },
        };
        let (ours, theirs) = (suite_by_audit(&suite), number(&case["out"]["max_pvalue"]));
        say(&format!("SUITE as an audit: {ours}, its authors' program {theirs}"));
        // What was overstated is taken off the margin here, which costs a little.
        let most = if found.cards() == 0 { 1.0 + 1e-6 } else { 1.05 };
        assert!(ours >= theirs * (1.0 - 1e-6) && ours <= theirs * most, "{ours} {theirs}");
        compared += 1;
    }
    assert!(compared >= 4, "{compared}");
}

#[test]
fn one_audit_is_the_formula_in_fractions_of_a_vote() {
    let mut lots = vec![Lot::of(&[(2, 2, 200), (1, 1, 30), (0, 0, 140), (2, 0, 3), (0, 1, 4)])];
    for (pool, [ada, blank, ben]) in [[60, 4, 40], [31, 0, 29], [20, 9, 30], [17, 0, 0]].into_iter().enumerate() {
        lots.push(Lot::right(ada, blank, ben).in_pool(pool));
    }
    // One pool that was reported otherwise than it is.
    lots[2].paper[0..3].copy_from_slice(&[0, 1, 0]);
    let county = County::new(lots, &[]);
    let claim = county.claim();
    let procedure = ready(&claim, "one_audit", 0.05).expect("a winner");
    let n = county.cards() as f64;
    let mean =
        |lot: &Lot| lot.reported.iter().map(|&half| f64::from(half) / 2.0).sum::<f64>() / lot.reported.len() as f64;
    let assorter_mean = county.lots.iter().map(|lot| mean(lot) * lot.reported.len() as f64).sum::<f64>() / n;
    let margin = 2.0 * assorter_mean - 1.0;
    // The audit's own rule for stakes, on a law that is made here from the pools' cards.
    let unit = 1_u64 << 30;
    let units = |x: f64| (x * unit as f64).round() as u64;
    let mut law = Vec::new();
    for lot in county.lots.iter().filter(|lot| lot.pool.is_some()) {
        for half in 0..=2_u8 {
            let many = lot.reported.iter().map(|&reported| usize::from(reported == half)).sum::<usize>();
            let worth = 2.0 + f64::from(half) - 2.0 * mean(lot).min(1.0 - 1e-8);
            law.push((units(worth), many as f64 / n));
        }
    }
    let bet = PoolAware::new(Adaptive::new(margin, 2.0 * unit as f64), law);
    let null = Null::of(county.cards() as u64, 0, 4 * unit, false);
    let mut order: Vec<usize> = (0..county.cards()).collect();
    Streams::new("pools", 0).purpose("twin").stream(0).shuffle(&mut order);
    let mut evidence = procedure.begin();
    let (mut wealth, mut sum, mut past, mut stake, mut least) = (1.0_f64, 0.0, Past::default(), None, 1.0_f64);
    for (drawn, &card) in order.iter().enumerate().take(600) {
        county.observe(evidence.as_mut(), card);
        let lot = &county.lots[county.batch(card)];
        let at = card - county.manifest[county.batch(card)].cards.start;
        let stands = if lot.pool.is_some() { mean(lot) } else { f64::from(lot.reported[at]) / 2.0 };
        let x = (1.0 - (stands - f64::from(lot.paper[county_at(&county, card)]) / 2.0)) / (2.0 - margin);
        let m = (n / 2.0 - sum) / (n - drawn as f64);
        let z = *stake.get_or_insert_with(|| bet.stake(&null, &past, m * (2.0 - margin) * 2.0 * unit as f64));
        wealth *= 1.0 + z * (x / m - 1.0);
        sum += x;
        least = least.min(1.0 / wealth);
        if least < 1e-12 {
            break;
        }
        let worth =
            units(x * (2.0 - margin) * 2.0 + if stands > 1.0 - 1e-12 && lot.pool.is_some() { 2e-8 } else { 0.0 });
        let kind = if lot.pool.is_some() { 7 } else { bet.kind(worth) };
        past.add(worth, kind);
        if bet.may_change(&past, kind) {
            stake = None;
        }
        let ours = p_value(evidence.as_ref());
        assert!((ours - least).abs() < 1e-5 * least, "draw {drawn}: {ours} {least}");
    }
    assert!(least < 0.2, "there is evidence to compare: {least}");
}

/// Place of a card in its batch.
fn county_at(county: &County, card: usize) -> usize {
    card - county.manifest[county.batch(card)].cards.start
}

/// The chance of these counts under a Dirichlet-multinomial law.
fn chance(counts: &[u64], weights: &[f64]) -> f64 {
    let ln_gamma = libm::lgamma;
    let n: f64 = counts.iter().sum::<u64>() as f64;
    let all: f64 = weights.iter().sum();
    let mut ln = ln_gamma(n + 1.0) + ln_gamma(all) - ln_gamma(n + all);
    for (&count, &weight) in counts.iter().zip(weights) {
        let count = count as f64;
        ln += ln_gamma(count + weight) - ln_gamma(weight) - ln_gamma(count + 1.0);
    }
    libm::exp(ln)
}

#[test]
fn the_posterior_is_the_enumeration_of_all_that_may_lie_unseen() {
    // 40 records for Ada, 34 for Ben, 6 blanks; few unseen, so that all ends can be gone through.
    let county = County::new(vec![Lot::right(40, 6, 34)], &[]);
    let claim = county.claim();
    let procedure = ready(&claim, "bayes_comparison", 0.05).expect("a winner");
    // By record: cards in all, and readings for Ada, for Ben, for nobody.
    let seen = [(2_u8, 40_u64, [28_u64, 3, 1]), (0, 34, [0, 25, 2]), (1, 6, [0, 1, 4])];
    let mut evidence = procedure.begin();
    for (record, _, read) in seen {
        for (reading, n) in [2, 0, 1].into_iter().zip(read) {
            for _ in 0..n {
                let reading = Reading::Vote(code(reading));
                evidence.observe(DrawnUnit::Card { batch: 0, record: Some(code(record)), reading });
            }
        }
    }
    evidence.close_round();
    let ours = p_value(evidence.as_ref());
    // Lead of Ada among the unseen cards, class by class.
    let mut leads = std::collections::BTreeMap::from([(0_i64, 1.0)]);
    let mut lead_seen = 0;
    for (_, cards, read) in seen {
        let unseen = cards - read.iter().sum::<u64>();
        lead_seen += read[0] as i64 - read[1] as i64;
        let weights: Vec<f64> = (0..3).map(|vote| read[vote] as f64 + 1.0).collect();
        let mut next = std::collections::BTreeMap::new();
        for ada in 0..=unseen {
            for ben in 0..=unseen - ada {
                let p = chance(&[ada, ben, unseen - ada - ben], &weights);
                for (lead, q) in &leads {
                    *next.entry(lead + ada as i64 - ben as i64).or_insert(0.0) += p * q;
                }
            }
        }
        leads = next;
    }
    assert!((leads.values().sum::<f64>() - 1.0).abs() < 1e-9);
    let exact: f64 = leads.iter().filter(|(lead, _)| *lead + lead_seen <= 0).map(|(_, p)| p).sum();
    say(&format!("posterior: {exact} by enumeration, {ours} here"));
    assert!(exact > 0.01 && exact < 0.99 && (ours - exact).abs() < 1e-9, "{exact} {ours}");
}
