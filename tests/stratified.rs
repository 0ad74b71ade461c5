//! Stratified tests of a mean against another program, published tables, slow twins, and the promise itself.

use recount::random::Streams;
use recount::risk::Null;
use recount::risk::stratified::allocation::{ALLOCATIONS, AsDrawn, allocation};
use recount::risk::stratified::bet::{
    AgrapaInStratum, Anchored, AprioriBernoulli, FixedInStratum, InverseEta, KaplanWaldInStratum, NegativeExponential,
    PredictableBernoulli, PredictablePlugin, STRATUM_BETS, Trunc,
};
use recount::risk::stratified::combination::{Fisher, Product};
use recount::risk::stratified::{
    Combination, Layer, Running, StratifiedDesign, StratifiedResult, StratumBet, StratumSample,
};
use recount::verify::answer;
use serde::Deserialize;
use serde_json::{Value, json};

use super::oracles::oracle;

/// Equal to within 1e-9: P-values, or the numbers themselves.
fn close(ours: f64, theirs: f64) -> bool {
    ours.total_cmp(&theirs).is_eq() || (ours - theirs).abs() <= 1e-9 * theirs.abs().clamp(1e-3, 1.0)
}

fn all_close(ours: &[f64], theirs: &[f64]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| close(*a, *b))
}

fn number(value: &Value) -> f64 {
    match value.as_str() {
        Some("inf") => f64::INFINITY,
        Some("-inf") => f64::NEG_INFINITY,
        Some("nan") => f64::NAN,
        _ => value.as_f64().unwrap_or_else(|| panic!("a number: {value}")),
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// `agrapa(c=0.5)` as ours.
fn bet_of(case: &Value) -> Box<dyn StratumBet> {
    let (name, c) = case["args"]["bet"].as_str().and_then(|bet| bet.split_once("(c=")).expect("a bet");
    let c: f64 = c.trim_end_matches(')').parse().expect("a number");
    match name {
        "fixed" => Box::new(FixedInStratum { lambda: c }),
        "agrapa" => Box::new(AgrapaInStratum { c }),
        "inverse_eta" => Box::new(InverseEta { c: Some(c) }),
        "predictable_plugin" => Box::new(PredictablePlugin { c, alpha: 0.05 }),
        "predictable_bernoulli" => Box::new(PredictableBernoulli { c, d: 20.0 }),
        other => panic!("no bet {other}"),
    }
}

/// Every bet of ours, each bold enough to lose much.
fn bold(name: &str) -> Box<dyn StratumBet> {
    match name {
        "fixed" => Box::new(FixedInStratum { lambda: 1.7 }),
        "agrapa" => Box::new(AgrapaInStratum { c: 0.95 }),
        "inverse_eta" => Box::new(InverseEta { c: Some(0.9) }),
        "predictable_plugin" => Box::new(PredictablePlugin { c: 1.0, alpha: 0.05 }),
        "predictable_bernoulli" => Box::new(PredictableBernoulli { c: 0.95, d: 2.0 }),
        "apriori_bernoulli" => Box::new(AprioriBernoulli { mean: Some(0.9), c: 0.99 }),
        "trunc" => Box::new(Trunc { c: 0.9 }),
        "kaplan_wald" => Box::new(KaplanWaldInStratum { g: 0.1 }),
        "negative_exponential" => Box::new(NegativeExponential { c: 1.0 }),
        other => panic!("no bet {other}"),
    }
}

fn combination(name: &str) -> Box<dyn Combination> {
    if name == "fisher" { Box::new(Fisher) } else { Box::new(Product) }
}

/// The vectors of a function.
fn cases(function: &str) -> Option<Vec<Value>> {
    let all: Value = serde_json::from_str(&oracle("vectors/public_shangrla_uits.json")?).expect("JSON");
    let of = |case: &&Value| case["fn"].as_str().is_some_and(|name| name.starts_with(function));
    Some(all["cases"].as_array().expect("cases").iter().filter(of).cloned().collect())
}

fn stratum_of(case: &Value) -> StratumSample {
    let args = &case["args"];
    StratumSample::new(args["N"].as_u64().unwrap_or(1), &numbers(&args["x"]), args["N"].as_u64().is_none())
}

#[test]
fn exact_bets_and_martingales_within_a_stratum_agree_with_ui_ts() {
    let Some(marts) = cases("mart(") else { return };
    let (mut compared, mut certain, mut negative) = (0, 0, 0);
    for case in &marts {
        let (stratum, bet, eta) = (stratum_of(case), bet_of(case), number(&case["args"]["eta"]));
        let (ours, theirs) = (stratum.martingale(bet.as_ref(), eta), numbers(&case["out"]));
        assert_eq!(ours.len(), theirs.len());
        for draw in 0..ours.len() {
            if let Some(before) = draw.checked_sub(1) {
                let left = stratum.mean_left(eta, before);
                if left >= 1.0 {
                    // The hypothesis is true for certain: they go on losing, then say 0; we stake nothing any more.
                    certain += 1;
                    break;
                }
                if bet.lambda(stratum.seen(before), eta, left) * left > 1.0 {
                    // Their bet can make the wealth negative, and did in some of these; ours is cut.
                    negative += 1;
                    break;
                }
            }
            if ours[draw] == f64::INFINITY {
                // The hypothesis is false for certain, which they say one draw later.
                assert!(theirs.get(draw + 1).is_none_or(|next| *next == f64::INFINITY), "{case}");
                certain += 1;
                break;
            }
            assert!(close(ours[draw], theirs[draw]), "draw {draw}: {} for {case}", ours[draw]);
            compared += 1;
        }
    }
    assert_eq!((marts.len(), compared, certain, negative), (240, 1_468, 87, 5));
    let bets = cases("bets").expect("the same file");
    for case in &bets {
        let ours = stratum_of(case).bets(bet_of(case).as_ref(), number(&case["args"]["eta"]));
        assert!(all_close(&ours, &numbers(&case["out"])), "{ours:?} {case}");
    }
    assert_eq!(bets.len(), 80);
}

/// A design over samples with values of at most nine places, with replacement.
fn design_of(case: &Value, mean: f64) -> StratifiedDesign {
    const UNIT: f64 = 1e9;
    let args = &case["args"];
    let in_units = |x: &Value| numbers(x).iter().map(|x| libm::rint(x * UNIT) as u64).collect();
    let samples: Vec<Vec<u64>> = args["x"].as_array().expect("samples").iter().map(in_units).collect();
    let sizes = args["N"].as_array().expect("sizes").iter().map(|n| n.as_u64().expect("a size"));
    let strata: Vec<(u64, &[u64])> = sizes.zip(&samples).map(|(n, x)| (n, x.as_slice())).collect();
    StratifiedDesign::new(
        Null::of(1, libm::rint(mean * UNIT) as i64, UNIT as u64, true),
        &strata,
        bet_of(case),
        allocation(args["allocation"].as_str().expect("an allocation")).expect("a known one"),
        combination(args["combine"].as_str().unwrap_or("product")),
    )
}

#[test]
fn exact_intersections_agree_with_ui_ts() {
    let Some(intersections) = cases("intersection_mart") else { return };
    for case in &intersections {
        let (design, theirs) = (design_of(case, 0.5), numbers(&case["out"]));
        let ours = design.intersection(&numbers(&case["args"]["eta"]));
        // Fisher's P-values are theirs of each draw alone.
        let ours = if case["args"]["combine"] == "fisher" {
            ours.now.iter().map(|now| design.combination.p_value(*now, 2)).collect()
        } else {
            ours.so_far
        };
        assert!(all_close(&ours, &theirs), "{ours:?} {case}");
    }
    assert_eq!(intersections.len(), 96);
}

/// Two strata in round robin or by predictable Kelly, with replacement, in bands: plain sums, one hypothesis at a time.
struct PlainBands<'a> {
    x: [Vec<f64>; 2],
    weights: [f64; 2],
    bet: &'a dyn StratumBet,
    kelly: bool,
    /// The means of the first stratum at the ends of the bands, and the null's mean.
    ends: Vec<f64>,
    mean: f64,
}

/// Which moment counts: the best of each end by itself, as UI-TS's program has it, or the best of the lower end.
#[derive(Clone, Copy, PartialEq)]
enum Moment {
    OfEachEnd,
    OfTheLowerEnd,
}

impl PlainBands<'_> {
    fn evidence(&self, moment: Moment) -> Vec<f64> {
        let mut least = vec![f64::INFINITY; self.x[0].len() + self.x[1].len() + 1];
        for band in self.ends.windows(2) {
            let other = |first: f64| (self.mean - self.weights[0] * first) / self.weights[1];
            let points = [[band[0], other(band[0])], [band[1], other(band[1])]];
            let high = [band[1], other(band[0])];
            let centre = [f64::midpoint(band[0], band[1]), f64::midpoint(other(band[0]), other(band[1]))];
            let strata = [0, 1].map(|k| StratumSample::new(1, &self.x[k], true));
            let lambda = [0, 1].map(|k| -> Vec<f64> {
                let bet = |i: usize| self.bet.lambda(strata[k].seen(i), high[k], high[k]).min(1.0 / high[k]);
                (0..self.x[k].len()).map(bet).collect()
            });
            let grown = |k: usize, n: usize| -> Vec<f64> {
                (0..n).map(|i| libm::log(1.0 + lambda[k][i] * (self.x[k][i] - centre[k]))).collect()
            };
            let mut drawn = [0, 0];
            let (mut ln, mut best, mut best_of_lower) = ([0.0_f64; 2], [0.0_f64; 2], 0.0_f64);
            for least in &mut least {
                let evidence = match moment {
                    Moment::OfEachEnd => best[0].min(best[1]),
                    Moment::OfTheLowerEnd => best_of_lower,
                };
                *least = least.min(evidence);
                let open = |k: &usize| drawn[*k] < self.x[*k].len();
                let score = |k: &usize| {
                    if !self.kelly || drawn[0] < 3 || drawn[1] < 3 {
                        return -(drawn[*k] as f64);
                    }
                    let terms: Vec<f64> = [0.0].into_iter().chain(grown(*k, drawn[*k] - 1)).collect();
                    let mean = terms.iter().sum::<f64>() / terms.len() as f64;
                    let squares = terms.iter().map(|term| (term - mean) * (term - mean)).sum::<f64>();
                    mean + 2.0 * (squares / terms.len() as f64).sqrt().max(0.05) / (drawn[*k] as f64).sqrt()
                };
                let Some(next) = (0..2).rev().filter(open).max_by(|a, b| score(a).total_cmp(&score(b))) else { break };
                for (end, point) in points.iter().enumerate() {
                    let factor = 1.0 + lambda[next][drawn[next]] * (self.x[next][drawn[next]] - point[next]);
                    // Their program lets a stratum's mean exceed 1, and then has no wealth left.
                    ln[end] += if point[next] > 1.0 + 1e-9 { f64::NEG_INFINITY } else { libm::log(factor) };
                    best[end] = best[end].max(ln[end]);
                }
                best_of_lower = best_of_lower.max(ln[0].min(ln[1]));
                drawn[next] += 1;
            }
        }
        least
    }
}

#[test]
fn bands_agree_with_plain_sums_and_with_ui_ts_but_for_two_faults_of_its_program() {
    let Some(banded) = cases("banded_uits") else { return };
    for case in &banded {
        let args = &case["args"];
        let (n, mean) = (args["n_bands"].as_u64().expect("bands") as u32, number(&args["eta_0"]));
        let sizes = numbers(&args["N"]);
        let weights = [sizes[0] / (sizes[0] + sizes[1]), sizes[1] / (sizes[0] + sizes[1])];
        let last = (mean / weights[0]).min(1.0);
        let bet = bet_of(case);
        let plain = |first: f64, moment| {
            let ends = (0..=n).map(|i| first + (last - first) * f64::from(i) / f64::from(n)).collect();
            let x = [numbers(&args["x"][0]), numbers(&args["x"][1])];
            PlainBands { x, weights, bet: bet.as_ref(), kelly: false, ends, mean }.evidence(moment)
        };
        // Their first band begins where the second stratum's mean is above 1, and they take each end of a band at its
        // own best moment, which is no bound for what lies between. With both, their numbers come out.
        assert!(
            all_close(&plain((mean - weights[1]).max(0.0), Moment::OfEachEnd), &numbers(&case["out"][0])),
            "{case}"
        );
        let first = ((mean - weights[1]) / weights[0]).max(0.0);
        let ours = design_of(case, mean).banded(n).expect("bands").so_far;
        assert!(all_close(&ours, &plain(first, Moment::OfTheLowerEnd)), "{ours:?} {case}");
        let theirs = plain(first, Moment::OfEachEnd);
        assert!(ours.iter().zip(theirs).all(|(ours, theirs)| *ours <= theirs + 1e-12), "{case}");
    }
    assert_eq!(banded.len(), 8);
}

#[test]
fn lower_bounds_agree_with_ui_ts_above_zero() {
    let Some(bounds) = cases("lower_confidence_bound") else { return };
    for case in &bounds {
        let ours = stratum_of(case).lower_bounds(bet_of(case).as_ref(), number(&case["args"]["alpha"]), 1_000);
        let theirs = numbers(&case["out"]);
        // A mean of 0 is refuted by the first card that is worth more, and by nothing else. They never reject it with a
        // fixed bet, and with a bet without bound (0 · ∞ is not a number) even after a card worth nothing.
        let above = |bounds: &[f64]| bounds.iter().map(|bound| bound.max(0.001)).collect::<Vec<_>>();
        assert!(all_close(&above(&ours), &above(&theirs)), "{ours:?} {case}");
        let x = numbers(&case["args"]["x"]);
        let first = x.iter().position(|x| *x > 0.0).map_or(ours.len(), |at| at + 1);
        assert!(ours.iter().enumerate().all(|(n, bound)| (*bound > 0.0) == (n >= first)), "{ours:?} {case}");
    }
    assert_eq!(bounds.len(), 8);
}

/// One row of the point masses: two strata of 200 cards without any error, compared with a reported margin.
struct Row {
    alt: f64,
    bands: u32,
    delta: f64,
    lcb: bool,
    bet: String,
    allocation: String,
}

impl Row {
    fn bet(&self) -> Box<dyn StratumBet> {
        match self.bet.as_str() {
            "fixed_predictable" => Box::new(PredictablePlugin { c: 0.9, alpha: 0.05 }),
            "agrapa" => Box::new(AgrapaInStratum { c: 0.9 }),
            _ => Box::new(InverseEta { c: Some(0.9) }),
        }
    }

    /// Reported means of the strata.
    fn reported(&self) -> [f64; 2] {
        [self.alt - 0.5 * self.delta, self.alt + 0.5 * self.delta]
    }

    /// The largest mean of the overstatements under the null, on a scale of 0 to 1 where no error is 1/2.
    fn null_mean(&self) -> f64 {
        0.5 * (1.5 - self.alt)
    }

    fn design(&self) -> StratifiedDesign {
        const UPPER: f64 = 2e14;
        let half = vec![(UPPER / 2.0) as u64; 200];
        let null = Null::of(1, libm::rint(self.null_mean() * UPPER) as i64, UPPER as u64, true);
        let rule = allocation(&self.allocation).expect("a known one");
        let mut design =
            StratifiedDesign::new(null, &[(200, &half), (200, &half)], self.bet(), rule, Box::new(Product));
        for (at, mean) in self.reported().into_iter().enumerate() {
            design.confine(at, 0.5 * (1.0 - mean), 0.5 * (2.0 - mean)).expect("a range");
        }
        design
    }

    /// Draws until the null is rejected at 5 % and the cards that takes over all interleavings; 400 if never.
    fn stops(&self) -> (usize, u64) {
        if self.lcb {
            let bounds = self.design().lower_bounds(0.05, 1_000);
            let stop = bounds.iter().position(|bound| *bound > self.null_mean()).unwrap_or(400);
            return (stop, stop as u64);
        }
        let found = self.design().banded(self.bands).expect("bands");
        // With one interleaving led by the weakest band, the program has no running maximum.
        let history = if self.allocation == "greedy_kelly" { &found.now } else { &found.so_far };
        let stop = history.iter().position(|ln| *ln > -libm::log(0.05)).unwrap_or(400);
        (stop, found.cards[stop])
    }

    /// The same as published: each end of a band at its own best moment, which is no bound for what lies between.
    fn stops_by_each_end(&self) -> usize {
        let bet = self.bet();
        let [first, _] = self.reported();
        let ends = (0..=self.bands).map(|i| 0.5 * (1.0 - first + f64::from(i) / f64::from(self.bands))).collect();
        let plain = PlainBands {
            x: [vec![0.5; 200], vec![0.5; 200]],
            weights: [0.5, 0.5],
            bet: bet.as_ref(),
            kelly: self.allocation == "predictable_kelly",
            ends,
            mean: self.null_mean(),
        };
        let evidence = plain.evidence(Moment::OfEachEnd);
        evidence.iter().position(|ln| *ln > -libm::log(0.05)).unwrap_or(400)
    }
}

/// Rows with a result, their stopping times and sample sizes.
fn rows() -> Option<Vec<(Row, usize, u64)>> {
    let text = oracle("facts/tables/uits/point_mass_results.csv")?;
    let of = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells[at].parse::<f64>().ok();
        let row = Row {
            alt: number(0)?,
            bands: cells[1].parse().ok()?,
            delta: number(2)?,
            lcb: cells[3] == "lcb",
            bet: cells[4].to_owned(),
            allocation: cells[5].to_owned(),
        };
        Some((row, number(6)? as usize, number(7)? as u64))
    };
    Some(text.lines().filter_map(of).collect())
}

/// How many rows agree, and how many agree only in the published order of minimum and maximum.
fn point_masses(select: impl Fn(&Row) -> bool) -> Option<(usize, usize)> {
    let (mut same, mut by_each_end) = (0, 0);
    for (row, stop, sample) in rows()?.into_iter().filter(|(row, _, _)| select(row)) {
        let name = format!("{} {} {} {} {} {}", row.lcb, row.alt, row.delta, row.bands, row.bet, row.allocation);
        let ours = row.stops();
        if ours == (stop, sample) {
            same += 1;
            continue;
        }
        assert!(ours.0 > stop && !row.lcb && row.allocation != "greedy_kelly", "{ours:?}, not {stop} {sample}: {name}");
        assert_eq!(row.stops_by_each_end(), stop, "{ours:?}: {name}");
        by_each_end += 1;
    }
    Some((same, by_each_end))
}

#[test]
fn exact_point_masses_stop_when_they_were_published_to_stop() {
    let Some(counts) = point_masses(|row| row.bands <= 100) else { return };
    assert_eq!(counts, (791, 8));
}

#[test]
#[ignore = "the rows with 500 bands too"]
fn long_all_point_masses_stop_when_they_were_published_to_stop() {
    let Some(counts) = point_masses(|_| true) else { return };
    assert_eq!(counts.0 + counts.1, rows().expect("the same file").len());
    assert_eq!(counts.1, 8);
}

#[derive(Deserialize)]
struct Paper {
    table: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    source: String,
    method: String,
    bet: String,
    bands: u32,
    delta: f64,
    allocation: String,
    steps: Vec<u32>,
    stops: Vec<usize>,
    #[serde(default)]
    each_end: bool,
}

#[test]
fn exact_the_published_excerpt_stops_when_it_says() {
    let paper: Paper = toml::from_str(include_str!("published/uits-2024.toml")).expect("a paper");
    let mut compared = 0;
    for table in paper.table {
        for (&step, &stop) in table.steps.iter().zip(&table.stops) {
            let row = Row {
                alt: 0.51 + 0.24 * f64::from(step) / 19.0,
                bands: table.bands,
                delta: table.delta,
                lcb: table.method == "lcb",
                bet: table.bet.clone(),
                allocation: table.allocation.clone(),
            };
            let ours = row.stops().0;
            let same = ours == stop || table.each_end && ours > stop && row.stops_by_each_end() == stop;
            assert!(same, "{ours}, not {stop} of step {step}: {} {} {}", table.source, table.method, table.bet);
            compared += 1;
        }
    }
    assert_eq!(compared, 42);
}

/// Every distinct order of a multiset.
fn orders(of: &[u64]) -> Vec<Vec<u64>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, value) in of.iter().enumerate() {
        if of[..at].contains(value) {
            continue;
        }
        let mut rest = of.to_vec();
        rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|order| [vec![*value], order].concat()));
    }
    all
}

/// Every population of `cards` cards worth 0, 1 or 2 units.
fn populations(cards: usize) -> Vec<Vec<u64>> {
    let of = |twos: usize, ones: usize| [vec![2; twos], vec![1; ones], vec![0; cards - twos - ones]].concat();
    (0..=cards).flat_map(|twos| (0..=cards - twos).map(move |ones| of(twos, ones))).collect()
}

fn small(sizes: [usize; 2], total: i64, samples: [&[u64]; 2], names: [&str; 3]) -> StratifiedDesign {
    let [bet, rule, combine] = names;
    StratifiedDesign::new(
        Null::of((sizes[0] + sizes[1]) as u64, total, 2, false),
        &[(sizes[0] as u64, samples[0]), (sizes[1] as u64, samples[1])],
        bold(bet),
        allocation(rule).expect("a known one"),
        combination(combine),
    )
}

/// The P-value of a sample, in bands, or without where there are none.
fn p_value(design: &StratifiedDesign, bands: u32) -> f64 {
    let found = || if bands == 0 { design.exact() } else { design.banded(bands).map(StratifiedResult::into_weakest) };
    design.settled().unwrap_or_else(|| found().expect("a P-value").p_value(design.combination.as_ref(), 2))
}

/// For every population of two strata that is an exact tie with the null, and every size of the samples: over all
/// orders, the chance of a P-value of at most p is at most p. Returns the number of P-values below 1.
fn keeps_its_promise(sizes: [usize; 2], total: i64, bands: u32, names: [&str; 3]) -> u64 {
    let mut below_one = 0;
    for first in populations(sizes[0]) {
        for second in populations(sizes[1]) {
            if (first.iter().sum::<u64>() + second.iter().sum::<u64>()) as i64 != total {
                continue;
            }
            let orders = [orders(&first), orders(&second)];
            for drawn in (1..=sizes[0]).flat_map(|a| (1..=sizes[1]).map(move |b| [a, b])) {
                let mut all = Vec::with_capacity(orders[0].len() * orders[1].len());
                for a in &orders[0] {
                    for b in &orders[1] {
                        let design = small(sizes, total, [&a[..drawn[0]], &b[..drawn[1]]], names);
                        all.push(p_value(&design, bands));
                    }
                }
                all.sort_by(f64::total_cmp);
                for (at, p) in all.iter().enumerate() {
                    let chance = (at + 1) as f64 / all.len() as f64;
                    assert!(
                        *p >= chance - 1e-9 || all.get(at + 1) == Some(p),
                        "{p} {chance} {names:?} {first:?} {second:?} {drawn:?}"
                    );
                    below_one += u64::from(*p < 1.0);
                }
            }
        }
    }
    below_one
}

/// Bands or none (0), for a bet and a combination.
fn searches(bet: &str, combine: &str) -> Vec<u32> {
    let exact = combine == "product" && ["fixed", "predictable_plugin", "kaplan_wald"].contains(&bet);
    if exact { vec![0, 1, 3] } else { vec![1, 3] }
}

/// Every bet, rule and combination; returns how many were tried and how many P-values were below 1.
fn promise(sizes: [usize; 2], total: i64) -> (u32, u64) {
    let (mut tried, mut below_one) = (0, 0);
    for bet in STRATUM_BETS {
        for rule in ALLOCATIONS {
            for combine in ["product", "fisher"] {
                for bands in searches(bet, combine) {
                    let hears_the_hypothesis = rule.contains("kelly") || rule.contains("mart");
                    if bands == 0 && hears_the_hypothesis {
                        continue;
                    }
                    below_one += keeps_its_promise(sizes, total, bands, [*bet, *rule, combine]);
                    tried += 1;
                }
            }
        }
    }
    (tried, below_one)
}

#[test]
fn exact_over_all_orders_of_small_populations_the_promise_is_kept() {
    for (sizes, total) in [([3, 2], 5), ([1, 3], 2)] {
        let (tried, below_one) = promise(sizes, total);
        assert!(tried == 303 && below_one > 1_000, "{tried} {below_one}");
    }
}

#[test]
#[ignore = "all orders of up to four cards in each stratum"]
fn long_over_all_orders_of_four_cards_in_each_stratum_the_promise_is_kept() {
    for (sizes, total) in [([4, 4], 8), ([4, 3], 5), ([2, 4], 7), ([4, 4], 11)] {
        let (tried, below_one) = promise(sizes, total);
        assert!(tried == 303 && below_one > 5_000, "{tried} {below_one}");
    }
}

#[test]
fn in_larger_populations_a_tie_is_rejected_no_more_often_than_promised() {
    const TRIALS: u32 = 300;
    let streams = Streams::new("stratified", 0);
    for (place, [bet, rule, combine]) in [
        ["agrapa", "round_robin", "product"],
        ["inverse_eta", "predictable_kelly", "product"],
        ["trunc", "greedy_kelly", "product"],
        ["apriori_bernoulli", "proportional_to_mart", "fisher"],
        ["fixed", "neyman", "product"],
        ["predictable_bernoulli", "more_to_larger_means", "fisher"],
    ]
    .into_iter()
    .enumerate()
    {
        let mut random = streams.purpose("orders").stream(place as u64);
        let mut rejected = 0;
        for _ in 0..TRIALS {
            // 60 and 40 cards, 100 units of 200: a tie, and unevenly spread.
            let mut strata =
                [[vec![2; 38], vec![1; 4], vec![0; 18]].concat(), [vec![2; 8], vec![1; 4], vec![0; 28]].concat()];
            for stratum in &mut strata {
                for at in (1..stratum.len()).rev() {
                    let other = ((random.unit() * (at as f64 + 1.0)) as usize).min(at);
                    stratum.swap(at, other);
                }
            }
            let design = small([60, 40], 100, [&strata[0][..40], &strata[1][..25]], [bet, rule, combine]);
            rejected += u32::from(p_value(&design, 10) <= 0.2);
        }
        // 60 expected at most; four standard deviations are 28.
        assert!(rejected <= 88, "{rejected} of {TRIALS}: {bet} {rule} {combine}");
    }
}

/// ln M at one hypothesis by plain products, with bets against the means `high` capped for all means up to there.
fn plain(design: &StratifiedDesign, drawn: &[usize], means: &[f64], high: &[f64], bet: &dyn StratumBet) -> f64 {
    let mut product = 1.0;
    for (at, stratum) in design.strata().iter().enumerate() {
        for draw in 0..drawn[at] {
            let left = stratum.mean_left(high[at], draw);
            let lambda = bet.lambda(stratum.seen(draw), high[at], left).min(1.0 / left.max(1e-12));
            product *= 1.0 + lambda * (stratum.value(draw) - stratum.mean_left(means[at], draw));
        }
    }
    libm::log(product)
}

/// Samples of three strata of 30, 20 and 50 cards.
fn three(seed: u64) -> Vec<Vec<u64>> {
    let mut random = Streams::new("three", seed).purpose("values").stream(0);
    [9, 8, 10]
        .iter()
        .map(|n| (0..*n).map(|_| u64::from(random.unit() < 0.8) + u64::from(random.unit() < 0.7)).collect())
        .collect()
}

fn of_three(samples: &[Vec<u64>], strata: usize, replacement: bool, bet: Box<dyn StratumBet>) -> StratifiedDesign {
    let sizes = [30, 20, 50];
    let parts: Vec<(u64, &[u64])> =
        sizes.into_iter().zip(samples).take(strata).map(|(n, x)| (n, x.as_slice())).collect();
    let cards: u64 = parts.iter().map(|part| part.0).sum();
    let null = if replacement { Null::of(1, 1, 2, true) } else { Null::of(cards, cards as i64, 2, false) };
    StratifiedDesign::new(null, &parts, bet, allocation("round_robin").expect("a known one"), Box::new(Product))
}

/// Bets that do not lose everything at a mean of 1.
fn mild(name: &str) -> Box<dyn StratumBet> {
    match name {
        "fixed" => Box::new(FixedInStratum { lambda: 0.7 }),
        "predictable_plugin" => Box::new(PredictablePlugin { c: 0.6, alpha: 0.05 }),
        _ => bold(name),
    }
}

#[test]
fn exact_searches_agree_with_dense_grids() {
    let (mut compared, mut refused) = (0, 0);
    for seed in 0..6 {
        let samples = three(seed);
        for (bet, replacement) in [
            ("fixed", true),
            ("fixed", false),
            ("predictable_plugin", true),
            ("predictable_plugin", false),
            ("kaplan_wald", true),
            ("kaplan_wald", false),
            ("inverse_eta", true),
        ] {
            for strata in [2, 3] {
                let rule = if seed % 2 == 0 { mild(bet) } else { bold(bet) };
                let design = of_three(&samples, strata, replacement, rule);
                let Ok(found) = design.exact() else {
                    // Three strata are answered where one bound tells, else refused.
                    assert_eq!(strata, 3, "{bet} {replacement} {seed}");
                    refused += 1;
                    continue;
                };
                let sizes: Vec<f64> = design.strata().iter().map(|stratum| stratum.population as f64).collect();
                let cards: f64 = sizes.iter().sum();
                let steps = if strata == 2 { 2_000 } else { 60 };
                let (mut least, mut points) = (f64::INFINITY, 0);
                for i in 0..=steps {
                    for j in 0..=if strata == 3 { steps } else { 0 } {
                        let mut means = vec![f64::from(i) / f64::from(steps); strata];
                        means[1] = f64::from(j) / f64::from(steps);
                        let last = strata - 1;
                        let rest: f64 = (0..last).map(|at| sizes[at] * means[at]).sum();
                        means[last] = (0.5 * cards - rest) / sizes[last];
                        if means.iter().all(|mean| (0.0..=1.0).contains(mean)) {
                            // One hypothesis, with its own bets.
                            least = least.min(*design.intersection(&means).so_far.last().expect("the last draw"));
                            points += 1;
                        }
                    }
                }
                assert!(points > 500);
                let ours = found.evidence;
                assert!(ours <= least + 1e-9, "{ours} above {least}: {bet} {replacement} {strata} {seed}");
                assert!(ours >= least - 0.05, "{ours} far below {least}: {bet} {replacement} {strata} {seed}");
                let there = *design.intersection(&found.means).so_far.last().expect("the last draw");
                assert!((ours - there).abs() < 2e-6, "{ours}, not {there}: {bet} {replacement} {strata} {seed}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 60 && refused > 0 && compared + refused == 84, "{compared} {refused}");
}

#[test]
fn the_exact_answer_is_the_supremum_for_the_bet_that_was_asked() {
    // Hypotheses by brute force, one by one with λ = 1 (no stake where the mean left is 1 or more), in plain Python:
    // the largest P-value lies where the first stratum's mean comes down to 0.4, and is 64/153.
    let ask = |bands: Value| {
        let strata =
            json!([{"population": 10, "sample": [1, 0.5, 1, 1, 0.5]}, {"population": 8, "sample": [0.5, 0.5, 0, 1]}]);
        let question = json!({"test": "stratified", "null_mean": "1/2", "bands": bands, "strata": strata,
            "bet": {"name": "fixed", "lambda": 1}});
        number(&answer(&question.to_string()).expect("an answer")["p_value"])
    };
    let exact = ask(json!("exact"));
    assert!((exact - 64.0 / 153.0).abs() < 1e-8, "{exact}");
    assert!((exact - ask(json!(100_000))).abs() < 1e-6);
}

/// Strata whose means are known to be points that make the null, in cards of all; some of them only just do by rounding.
fn points() -> Vec<(Vec<u64>, Vec<u64>)> {
    vec![
        (vec![15, 14], vec![15, 14]),
        (vec![15, 15], vec![15, 15]),
        (vec![10, 3], vec![7, 6]),
        (vec![7, 49], vec![3, 53]),
        (vec![1_000_003, 9], vec![1_000_007, 5]),
        (vec![1 << 39, 3], vec![(1 << 39) - 1, 4]),
        (vec![3, 1 << 39], vec![5, (1 << 39) - 2]),
        (vec![15, 14, 3], vec![15, 14, 3]),
        (vec![7, 9, 11], vec![9, 9, 9]),
        (vec![101, 7, 13], vec![103, 6, 12]),
    ]
}

#[test]
fn a_null_of_one_point_is_that_point_and_never_no_null() {
    let mut tried = 0;
    for (sizes, halves) in points() {
        // Means in halves of a card: together as many as there are cards.
        let means: Vec<f64> = halves.iter().zip(&sizes).map(|(half, n)| *half as f64 / (2.0 * *n as f64)).collect();
        for sample in [vec![], vec![0.0, 0.0], vec![1.0, 0.5, 0.0]] {
            for bet in STRATUM_BETS {
                for bands in [json!(7), json!("exact")] {
                    for rule in ["round_robin", "greedy_kelly"] {
                        for combine in ["product", "fisher"] {
                            let stratum = |at: usize| json!({"population": sizes[at], "sample": sample, "means": [means[at], means[at]]});
                            let strata: Vec<Value> = (0..sizes.len()).map(stratum).collect();
                            let mut question = json!({"test": "stratified", "null_mean": "1/2", "bands": bands,
                                "combine": combine, "allocation": rule, "strata": strata, "bet": {"name": bet}});
                            if *bet == "fixed" {
                                question["bet"]["lambda"] = json!(0.35);
                            }
                            let Ok(found) = answer(&question.to_string()) else { continue };
                            let p = number(&found["p_value"]);
                            // No sample, and cards worth nothing, are no evidence; what is still possible is not refuted.
                            let fits = if sample.len() < 3 { p >= 1.0 } else { p > 0.0 };
                            assert!(fits, "{p}: {question}");
                            tried += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(tried > 600, "{tried}");
}

#[test]
fn a_null_of_one_point_is_tested_as_that_hypothesis() {
    let mut random = Streams::new("points", 0).purpose("values").stream(0);
    let mut evidence = 0;
    for (sizes, halves) in points() {
        for bet in STRATUM_BETS {
            let mut draw = |n: u64| -> Vec<u64> { (0..n.min(6)).map(|_| u64::from(random.unit() < 0.7) * 2).collect() };
            let samples: Vec<Vec<u64>> = sizes.iter().map(|n| draw(n / 2)).collect();
            let parts: Vec<(u64, &[u64])> = sizes.iter().copied().zip(samples.iter().map(Vec::as_slice)).collect();
            let cards: u64 = sizes.iter().sum();
            let rule = allocation("round_robin").expect("a known one");
            let null = Null::of(cards, cards as i64, 2, false);
            let mut design = StratifiedDesign::new(null, &parts, mild(bet), rule, Box::new(Product));
            let means: Vec<f64> = halves.iter().zip(&sizes).map(|(half, n)| *half as f64 / (2.0 * *n as f64)).collect();
            let fits = means.iter().enumerate().all(|(at, mean)| design.confine(at, *mean, *mean).is_ok());
            if !fits || design.settled().is_some() {
                // The sample shows another mean: the answer is an error, and no P-value.
                continue;
            }
            let alone = *design.intersection(&means).so_far.last().expect("the last draw");
            for found in [design.banded(1), design.banded(50)].map(|found| found.map(StratifiedResult::into_weakest)) {
                let found = found.expect("bands").evidence;
                assert!((found - alone).abs() < 1e-3, "{found}, not {alone}: {bet} {sizes:?} {samples:?}");
            }
            if let Ok(found) = design.exact() {
                let found = found.evidence;
                assert!((found - alone).abs() < 1e-3, "{found}, not {alone}: {bet} {sizes:?} {samples:?}");
            }
            evidence += u32::from(alone > 0.0);
        }
    }
    assert!(evidence > 30, "{evidence}");
}

#[test]
fn means_that_leave_no_null_or_that_the_sample_denies_are_refused() {
    let ask = |means: [[f64; 2]; 2], sample: &[f64], bands: Value| {
        let strata: Vec<Value> =
            means.iter().map(|means| json!({"population": 4, "sample": sample, "means": means})).collect();
        let question = json!({"test": "stratified", "null_mean": "1/2", "bands": bands, "strata": strata,
            "bet": {"name": "fixed", "lambda": 0.5}});
        answer(&question.to_string())
    };
    for bands in [json!(1), json!(100), json!("exact")] {
        for (means, sample, shown) in [
            ([[0.6, 0.7], [0.5, 0.7]], &[][..], "never make"),
            ([[0.1, 0.4], [0.2, 0.5]], &[], "never make"),
            ([[0.5, 0.5], [0.5, 0.5]], &[1.0, 1.0, 1.0], "strata[0].means"),
            ([[0.5, 0.5], [0.5, 0.5]], &[0.0, 0.0, 0.0], "strata[0].means"),
        ] {
            let told_by = ask(means, sample, bands.clone()).expect_err("a complaint").to_string();
            assert!(told_by.contains(shown) && told_by.contains("allowed"), "{told_by}");
        }
        // More than the null allows is certain, where other means are possible.
        let p = ask([[0.0, 1.0], [0.5, 1.0]], &[1.0, 1.0, 0.5], bands).expect("an answer")["p_value"].clone();
        assert_eq!(p, json!(0.0));
    }
    let one = json!({"test": "stratified", "null_mean": "1/2", "bet": {"name": "fixed", "lambda": 0.5},
        "strata": [{"population": 4, "sample": [1], "means": [0.6, 0.7]}]});
    assert!(answer(&one.to_string()).expect_err("a complaint").to_string().contains("never make"));
}

#[test]
fn bands_and_boxes_are_below_every_hypothesis_in_them() {
    const N: u32 = 12;
    let mut compared = 0;
    for seed in 0..5 {
        let samples = three(seed);
        for (bet, replacement) in STRATUM_BETS.iter().flat_map(|bet| [(*bet, true), (*bet, false)]) {
            let design = of_three(&samples, 3, replacement, bold(bet));
            let drawn: Vec<usize> = design.strata().iter().map(StratumSample::drawn).collect();
            let found = *design.banded(N).expect("boxes").now.last().expect("the last draw");
            let weights = [0.3, 0.2, 0.5];
            let mut random = Streams::new("hypotheses", seed).purpose(bet).stream(u64::from(replacement));
            let mut least = f64::INFINITY;
            for _ in 0..2_000 {
                let (a, b) = (random.unit(), random.unit());
                let means = [a, b, (0.5 - weights[0] * a - weights[1] * b) / weights[2]];
                let possible = (0..3).all(|at| {
                    means[at] >= 0.0 && means[at] <= 1.0 && !design.strata()[at].refutes(means[at], drawn[at])
                });
                if !possible {
                    continue;
                }
                // The upper ends of the pieces it lies in: 12 of the null's total.
                let piece = |at: usize| 0.5 / f64::from(N) / weights[at];
                let high: Vec<f64> =
                    (0..3).map(|at| (((means[at] / piece(at)).floor() + 1.0) * piece(at)).min(1.0)).collect();
                least = least.min(plain(&design, &drawn, &means, &high, bold(bet).as_ref()));
                compared += 1;
            }
            assert!(found <= least + 1e-9, "{found} above {least}: {bet} {replacement} {seed}");
        }
    }
    assert!(compared > 20_000, "{compared}");
}

#[test]
fn a_tie_that_is_still_possible_is_never_refuted_for_certain() {
    // The first stratum is counted and the second has shown all its votes: what is left is worth nothing.
    for bet in STRATUM_BETS {
        for rule in ALLOCATIONS {
            for bands in [1, 7, 100] {
                let design = small([3, 7], 10, [&[2, 1, 0], &[2, 2, 2, 1]], [bet, rule, "product"]);
                let p = p_value(&design, bands);
                assert!(p > 0.0 && p <= 1.0, "{p}: {bet} {rule} {bands}");
                let more = small([3, 7], 9, [&[2, 1, 0], &[2, 2, 2, 1]], [bet, rule, "product"]);
                assert!(p_value(&more, bands) <= 0.0);
            }
        }
    }
}

#[test]
fn a_question_in_json_is_the_same_test() {
    // Point masses, 500 bands: published to stop after 93 draws.
    let ask = |n: usize| {
        let half = |many: usize| vec![json!(0.5); many];
        let stratum = |many| json!({"population": 200, "sample": half(many), "means": [0.232_368_421, 0.732_368_421]});
        let question = json!({
            "test": "stratified", "null_mean": "482368421/1000000000", "replacement": true, "bands": 500,
            "bet": {"name": "inverse_eta", "c": 0.9}, "strata": [stratum(n - n / 2), stratum(n / 2)],
        });
        let answer = answer(&question.to_string()).expect("an answer");
        assert_eq!(answer["null_means"].as_array().map(Vec::len), Some(2));
        number(&answer["p_value"])
    };
    assert!(ask(92) > 0.05 && ask(93) <= 0.05);
}

#[test]
fn rude_questions_get_a_probability_or_a_sentence() {
    let stratum = |n: u64, values: &[f64]| json!({"population": n, "sample": values});
    let repeated = |n: u64, times: usize| vec![stratum(n, &[1.0, 0.0, 0.5, 1.0]); times];
    let two_hundred = json!([stratum(200, &[1.0; 200]), stratum(400, &[0.5; 200])]);
    let (mut answered, mut refused) = (0, 0);
    for strata in [
        json!(repeated(4, 1)),
        json!(repeated(1 << 20, 64)),
        json!(repeated(9, 12)),
        json!(repeated(1 << 40, 2)),
        json!([stratum(1 << 39, &[1.0]), stratum(1, &[0.0])]),
        json!([stratum(1, &[0.3]), stratum(1, &[0.7])]),
        json!([stratum(5, &[]), stratum(5, &[0.333_333_333_333])]),
        json!([stratum(5, &[0.0, -1.0]), stratum(5, &[1e300])]),
        two_hundred,
    ] {
        for bet in STRATUM_BETS {
            for bands in [json!(1), json!(200), json!(7), json!("exact"), json!(-1), json!("few")] {
                for (rule, combine, replacement) in
                    [("round_robin", "product", false), ("greedy_kelly", "fisher", true), ("neyman", "product", true)]
                {
                    let mut question = json!({
                        "test": "stratified", "null_mean": "1/3", "strata": strata, "bands": bands, "bet": {"name": bet},
                        "allocation": rule, "combine": combine, "replacement": replacement,
                    });
                    if *bet == "fixed" {
                        question["bet"]["lambda"] = json!(1e12);
                    }
                    match answer(&question.to_string()) {
                        Ok(answer) => {
                            let p = number(&answer["p_value"]);
                            assert!((0.0..=1.0).contains(&p), "{p}: {question}");
                            answered += 1;
                        }
                        Err(why) => {
                            let sentence = why.to_string();
                            assert!(sentence.contains("found") && sentence.contains("allowed"), "{sentence}");
                            refused += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(answered > 300 && refused > 300, "{answered} {refused}");
}

/// The P-value of a design for a sample in this order, with bets by `layers`: of all draws with two strata, of the last
/// alone with more.
fn by_design(null: Null, layers: &[Layer], order: &[(usize, u64)], parts: u32) -> f64 {
    let values = |k: usize| order.iter().filter(|(stratum, _)| *stratum == k).map(|(_, value)| *value).collect();
    let values: Vec<Vec<u64>> = (0..layers.len()).map(values).collect();
    let samples: Vec<(u64, &[u64])> = layers.iter().map(|it| it.cards).zip(values.iter().map(Vec::as_slice)).collect();
    let bets = layers.iter().map(|it| Box::new(it.bet) as Box<dyn StratumBet>).collect();
    let heard: Vec<u16> = order.iter().map(|(stratum, _)| *stratum as u16).collect();
    let mut design =
        StratifiedDesign::with_bets(null, &samples, bets, Box::new(AsDrawn::new(&heard)), Box::new(Product));
    for (stratum, layer) in layers.iter().enumerate() {
        design.confine(stratum, layer.means.0, layer.means.1).expect("means");
    }
    design.settled().unwrap_or_else(|| {
        let found = design.banded(parts).expect("little work");
        let evidence = if layers.len() == 2 { &found.so_far } else { &found.now };
        libm::exp(-evidence.last().copied().unwrap_or(0.0).max(0.0)).min(1.0)
    })
}

#[test]
fn what_is_carried_from_card_to_card_is_what_the_whole_sample_shows() {
    let mut random = Streams::new("running", 0).purpose("draws").stream(0);
    let (mut compared, mut small) = (0, 0);
    for case in 0..60_u64 {
        let strata = if case % 3 == 2 { 3 } else { 2 };
        let lead = 0.02 + 0.1 * (case % 7) as f64 / 7.0;
        let layers: Vec<Layer> = (0..strata)
            .map(|k| {
                let bet = Anchored { mean: 0.5 + lead, sd: [0.02, 0.3, 0.2][k], cards: 50.0, c: 0.92 };
                Layer { cards: 80 + 40 * k as u64 + case, means: [(0.1, 0.9), (0.2, 0.8), (0.0, 1.0)][k], bet }
            })
            .collect();
        let cards: u64 = layers.iter().map(|layer| layer.cards).sum();
        let null = Null::of(cards, (cards * 2) as i64, 4, false);
        let parts = [20, 33, 57][case as usize % 3];
        let mut running = Running::new(null, layers.clone(), parts);
        let mut order = Vec::new();
        let mut least = vec![0_u64; strata];
        for draw in 0..150 {
            let stratum = draw % strata;
            if least[stratum] >= layers[stratum].cards {
                break;
            }
            // Mostly agreement, else a vote for either.
            let kinds: [u64; 4] = if stratum == 0 { [2, 2, 3, 2] } else { [4, 3, 4, 0] };
            let value = kinds[(random.unit() * 4.0) as usize].min(4);
            least[stratum] += 1;
            order.push((stratum, value));
            running.observe(stratum, value);
            if draw % 29 == 7 || draw == 149 {
                let (ours, twin) = (running.p_value(), by_design(null, &layers, &order, parts));
                // The sample may refute a part of a band; the design then judges what is left of it, which is no weaker.
                assert!(ours >= twin * (1.0 - 1e-9), "{case} {draw}: {ours} {twin}");
                assert!(ours <= twin * 1.02 + 1e-12, "{case} {draw}: {ours} {twin}");
                compared += 1;
                small += u32::from(ours < 0.05 && ours > 1e-6);
            }
        }
    }
    assert!(compared > 300 && small > 20, "{compared} {small}");
    // More than the null allows is certain, and so is a count that cannot reach it.
    let layer = |cards| Layer { cards, means: (0.0, 1.0), bet: Anchored { mean: 0.6, sd: 0.1, cards: 50.0, c: 0.92 } };
    let mut run = Running::new(Null::of(8, 16, 4, false), vec![layer(4), layer(4)], 20);
    (0..5).for_each(|draw| run.observe(usize::from(draw > 3), if draw < 4 { 4 } else { 1 }));
    assert!(run.p_value() <= 0.0);
    let mut run = Running::new(Null::of(8, 16, 4, false), vec![layer(4), layer(4)], 20);
    (0..4).for_each(|draw| run.observe(usize::from(draw > 1), 0));
    assert!(run.p_value() >= 1.0);
}
