//! Exact distributions of sample sizes: every path of small audits, slow readable twins, and whole simulated audits.

use recount::assertion::{AGREES, Overstatement, Scale};
use recount::audit::sample_size::{PairFigures, distribution, drawn};
use recount::random::Streams;
use recount::risk::bet::Adaptive;
use recount::risk::comparison_distribution::{self, Bets, FixedFactors, WalkLimits};
use recount::risk::polling::{
    Athena, Minerva, PairShare, PollDesign, Providence, RoundBravo, RoundRule, RoundSample, StoppingDistribution,
    hypergeometric_kmin, judge, with_replacement, without_replacement,
};
use recount::risk::{Betting, Discrepancies, DiscrepancyRates, RiskFunction, SuperSimple};

#[expect(clippy::print_stderr, reason = "the figures are asked for with --nocapture")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// Chances of stopping at each ballot, one cell at a time.
fn direct(design: &PollDesign, share: PairShare, from: RoundSample, horizon: u64) -> Vec<f64> {
    let mut going = vec![(from.k, 1.0)];
    let mut stops = Vec::new();
    for n in from.n + 1..=horizon {
        let mut next: Vec<(u64, f64)> = vec![(going[0].0, 0.0)];
        for &(k, chance) in &going {
            next.last_mut().expect("a count").1 += share.loser * chance;
            next.push((k + 1, share.winner * chance));
        }
        let kmin = design.bravo_kmin(n).unwrap_or(n + 1);
        stops.push(next.iter().filter(|(k, _)| *k >= kmin).map(|(_, chance)| chance).sum());
        next.retain(|&(k, chance)| k < kmin && chance > 1e-40);
        if next.is_empty() {
            break;
        }
        going = next;
    }
    stops.resize((horizon - from.n) as usize, 0.0);
    stops
}

fn farthest(distribution: &StoppingDistribution, twin: &[f64]) -> f64 {
    assert_eq!(distribution.stops.len(), twin.len());
    distribution.stops.iter().zip(twin).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

#[test]
fn leaps_are_as_single_draws() {
    let mut worst: f64 = 0.0;
    let start = RoundSample::default();
    for (winner, loser, limit, share, from, horizon) in [
        (11, 9, 0.1, None, start, 9_000),
        (51, 49, 0.05, None, start, 20_000),
        (51, 49, 0.05, Some(PairShare::TIE), start, 20_000),
        (7, 3, 0.2, Some(PairShare::of(0.52)), start, 5_000),
        (9, 1, 0.001, None, start, 700),
        (1, 0, 0.03, None, start, 50),
        (1, 0, 0.03, Some(PairShare::of(0.9)), start, 50),
        (11, 9, 0.1, Some(PairShare::of(0.0)), start, 5_000),
        (11, 9, 0.1, None, RoundSample { n: 300, k: 160 }, 9_000),
        (101, 99, 0.05, None, start, 37),
    ] {
        let design = PollDesign::new(winner, loser, limit).expect("a lead");
        let share = share.unwrap_or(design.reported());
        let distribution = with_replacement(&design, share, from, horizon).expect("a law");
        worst = worst.max(farthest(&distribution, &direct(&design, share, from, horizon)));
        assert!((distribution.stopped() + distribution.left + distribution.dropped - 1.0).abs() < 1e-12, "{design:?}");
    }
    say(&format!("leaps differ from single draws by {worst:e} at most"));
    assert!(worst < 1e-15, "{worst}");
}

#[test]
#[ignore = "some seconds: run by tests/run.sh --long"]
fn long_leaps_are_as_single_draws() {
    let design = PollDesign::new(505, 495, 0.1).expect("a lead");
    let distribution = with_replacement(&design, design.reported(), RoundSample::default(), 300_000).expect("a law");
    let worst = farthest(&distribution, &direct(&design, design.reported(), RoundSample::default(), 300_000));
    say(&format!("at 1 %, leaps differ from single draws by {worst:e} at most"));
    assert!(worst < 1e-15, "{worst}");
}

/// The chance of stopping by each draw, over every order of the cards.
fn enumerated(audit: &Betting<Adaptive>, cards: &mut [u64; 5], left: u64, limit: f64, chance: f64, by: &mut [f64]) {
    const UNITS: [u64; 5] = [2, 1, 0, 3, 4];
    for kind in 0..5 {
        if cards[kind] == 0 {
            continue;
        }
        let chance = chance * cards[kind] as f64 / left as f64;
        let mut next = audit.clone();
        next.observe(UNITS[kind]);
        if next.p_value() <= limit {
            by[next.draws() as usize - 1] += chance;
        } else if left > 1 {
            cards[kind] -= 1;
            enumerated(&next, cards, left - 1, limit, chance, by);
            cards[kind] += 1;
        }
    }
}

#[test]
fn exact_small_comparisons_are_those_of_every_order() {
    let mut compared = 0;
    for (cards, margin, kinds) in [
        (9_u64, 5_i64, [5_u64, 1, 1, 1, 1]),
        (12, 7, [8, 2, 1, 1, 0]),
        (14, 12, [11, 0, 1, 2, 0]),
        (12, 3, [9, 3, 0, 0, 0]),
        (10, 1, [6, 2, 2, 0, 0]),
    ] {
        for limit in [0.05, 0.2, 0.5] {
            let over = Overstatement { cards, margin, scale: Scale::HALF_VOTES };
            let bet = Adaptive::new(over.diluted(), AGREES as f64).with_risk_limit(&over.null(false), limit);
            let mut stops = vec![0.0; cards as usize];
            let mut left = kinds;
            enumerated(&Betting::new(over.null(false), bet), &mut left, cards, limit, 1.0, &mut stops);
            let distribution = |step: f64, up: bool| {
                let bounds = WalkLimits { horizon: cards, left: 0.0, budget: u64::MAX, step, up };
                let bets = Bets::new(over.null(false), bet, [2, 1, 0, 3, 4], kinds);
                comparison_distribution::distribution(&bets, limit, bounds).stopping
            };
            for (step, exact) in [(1e-5, true), (0.05, false)] {
                let (late, early) = (distribution(step, false), distribution(step, true));
                let mut sum = 0.0;
                for (n, stop) in stops.iter().enumerate() {
                    sum += stop;
                    let by = |distribution: &StoppingDistribution| {
                        distribution.stops[..distribution.stops.len().min(n + 1)].iter().sum::<f64>()
                    };
                    assert!(by(&late) <= sum + 1e-9 && by(&early) >= sum - 1e-9, "{kinds:?} {limit} {step} {n}");
                    assert!(!exact || by(&early) - by(&late) < 1e-9, "{kinds:?} {limit} {n}");
                    compared += 1;
                }
                assert!((late.stopped() + late.left + late.dropped - 1.0).abs() < 1e-9);
            }
        }
    }
    say(&format!("{compared} chances of small comparisons lie between both roundings"));
}

/// The same for the bound of four counts: every sequence of kinds, cards put back.
fn sequences(
    bound: &SuperSimple,
    chances: &[f64; 5],
    limit: f64,
    found: Discrepancies,
    n: u64,
    chance: f64,
    by: &mut [f64],
) {
    for (votes, share) in [0, 1, 2, -1, -2].into_iter().zip(chances) {
        let mut found = found;
        found.add(votes);
        if bound.p_value(n, &found) <= limit {
            by[n as usize - 1] += chance * share;
        } else if (n as usize) < by.len() {
            sequences(bound, chances, limit, found, n + 1, chance * share, by);
        }
    }
}

#[test]
fn exact_short_super_simple_audits_are_those_of_every_sequence() {
    let rates = DiscrepancyRates { o1: 0.1, o2: 0.05, u1: 0.2, u2: 0.15 };
    for (margin, limit) in [(0.9, 0.05), (0.5, 0.3), (1.0, 0.2)] {
        let bound = SuperSimple { gamma: 1.03905, margin };
        let mut stops = [0.0; 8];
        sequences(&bound, &[0.5, 0.1, 0.05, 0.2, 0.15], limit, Discrepancies::default(), 1, 1.0, &mut stops);
        let bounds = WalkLimits { horizon: 8, left: 0.0, budget: u64::MAX, step: 1e-3, up: false };
        let distribution =
            comparison_distribution::distribution(&FixedFactors::new(&bound, &rates), limit, bounds).stopping;
        for (ours, theirs) in distribution.stops.iter().zip(stops) {
            assert!((ours - theirs).abs() < 1e-10, "{margin} {limit}: {distribution:?} {stops:?}");
        }
    }
}

/// Deviations of what was drawn from what is exact, in standard errors.
#[derive(Default)]
struct Deviations {
    cells: usize,
    largest: (f64, String),
}

impl Deviations {
    fn add(&mut self, cell: &str, exact: f64, drawn: f64, error: f64) {
        self.cells += 1;
        // A chance of one in a billion is never seen in some thousand audits.
        let off = (exact - drawn).abs();
        let deviation = if off < 1e-9 { 0.0 } else { off / error.max(1e-12) };
        if deviation > self.largest.0 {
            self.largest = (deviation, format!("{cell}: exact {exact}, drawn {drawn}"));
        }
    }

    fn chance(&mut self, cell: &str, exact: f64, drawn: f64, trials: u32) {
        self.add(cell, exact, drawn, (exact * (1.0 - exact) / f64::from(trials)).max(0.0).sqrt());
    }
}

fn card_by_card(method: &str, figures: &PairFigures, trials: u32, all: &mut Deviations) {
    let distribution = distribution(method, figures).expect("a law");
    let lot = drawn(method, figures, trials, "twins").expect("audits");
    let name = format!("{method} {figures:?}");
    for chance in [0.1, 0.3, 0.5, 0.7, 0.9, 0.97] {
        let n = distribution.quantile(chance).unwrap_or(distribution.horizon());
        // Where wealth was rounded, what is drawn lies between both ends.
        let exact = lot.by(n).clamp(distribution.by(n), distribution.by_at_most(n));
        all.chance(&format!("{name} by {n}"), exact, lot.by(n), trials);
    }
    let (mean, error) = lot.mean();
    let exact = mean.clamp(distribution.expected_at_least(), distribution.expected());
    all.add(&format!("{name} expected"), exact, mean, error);
    // Rounding leaves little open.
    assert!(
        distribution.expected() / distribution.expected_at_least() < 1.01,
        "{name}: {} {}",
        distribution.expected(),
        distribution.expected_at_least()
    );
}

fn by_rounds(rule: &dyn RoundRule, design: &PollDesign, share: PairShare, trials: u32, all: &mut Deviations) {
    let rounds = [40, 100, 220];
    let exact = rule.schedule(design, &rounds).expect("a schedule");
    let purpose = Streams::new("twins", 0).purpose(rule.name());
    let mut stopped = [0_u32; 3];
    for trial in 0..trials {
        let mut random = purpose.stream(u64::from(trial));
        let mut samples = Vec::new();
        let mut sample = RoundSample::default();
        for n in rounds {
            while sample.n < n {
                sample = RoundSample { n: sample.n + 1, k: sample.k + u64::from(random.chance(share.winner)) };
            }
            samples.push(sample);
        }
        // A kmin that depends on the votes before is asked for of each audit.
        let known = exact.iter().all(|round| round.kmin.is_some());
        let stops: Vec<bool> = if known {
            exact.iter().zip(&samples).map(|(round, sample)| round.kmin.is_some_and(|kmin| sample.k >= kmin)).collect()
        } else {
            judge(rule, design, &samples).expect("rounds").iter().map(|round| round.stop).collect()
        };
        if let Some(first) = stops.iter().position(|&stop| stop) {
            for n in &mut stopped[first..] {
                *n += 1;
            }
        }
    }
    let tie = share == PairShare::TIE;
    for (round, stopped) in exact.iter().zip(stopped) {
        let cell = format!("{} {design:?} tie {tie} by {}", rule.name(), round.n);
        all.chance(&cell, if tie { round.risk } else { round.stop }, f64::from(stopped) / f64::from(trials), trials);
    }
}

fn twins(trials: u32) -> Deviations {
    let mut all = Deviations::default();
    for winner in [550, 600, 650, 700, 800] {
        for limit in [0.05, 0.1, 0.2] {
            for others in [0, 400] {
                let figures = PairFigures::of_votes(10 * (1_000 + others), 10 * winner, 10 * (1_000 - winner), limit);
                card_by_card("bravo", &figures.expect("a lead"), trials, &mut all);
                let few = PairFigures::of_votes(500 + others / 2, winner / 2, (1_000 - winner) / 2, limit);
                let few = PairFigures { replacement: false, ..few.expect("a lead") };
                card_by_card("bravo", &few, trials, &mut all);
            }
        }
    }
    let rates = [
        DiscrepancyRates { o1: 0.01, o2: 0.002, u1: 0.01, u2: 0.002 },
        DiscrepancyRates { o1: 0.02, ..DiscrepancyRates::default() },
        DiscrepancyRates { o2: 0.01, u1: 0.02, ..DiscrepancyRates::default() },
    ];
    for (winner, loser) in [(1_100, 900), (600, 400), (700, 300)] {
        for limit in [0.05, 0.1] {
            for rates in rates {
                let figures = PairFigures::of_votes(2_000, winner, loser, limit).expect("a lead");
                let figures = PairFigures { rates, ..figures };
                card_by_card("super_simple", &figures, trials, &mut all);
                // Four kinds of discrepancies at once take longer.
                if trials > 5_000 || rates.o1 <= 0.0 || rates.o2 <= 0.0 {
                    card_by_card("ballot_comparison", &figures, trials, &mut all);
                }
            }
        }
    }
    let rules: [&dyn RoundRule; 4] = [&RoundBravo, &Minerva, &Athena::default(), &Providence];
    for rule in rules {
        for winner in [55, 60, 70] {
            for limit in [0.05, 0.1] {
                let design = PollDesign::new(winner, 100 - winner, limit).expect("a lead");
                for share in [design.reported(), PairShare::TIE] {
                    by_rounds(rule, &design, share, trials, &mut all);
                }
            }
        }
    }
    say(&format!(
        "{} cells, {trials} audits each: {:.2} standard errors at most, {}",
        all.cells, all.largest.0, all.largest.1
    ));
    all
}

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_exact_laws_and_audits_drawn_by_lot_are_twins() {
    let all = twins(400);
    assert!(all.cells >= 500 && all.largest.0 < 4.0, "{} cells: {:?}", all.cells, all.largest);
}

#[test]
#[ignore = "a minute: run by tests/run.sh --long"]
fn long_exact_laws_and_audits_drawn_by_lot_are_twins() {
    let all = twins(30_000);
    assert!(all.cells >= 500 && all.largest.0 < 4.5, "{} cells: {:?}", all.cells, all.largest);
}

/// The same without replacement: every count kept, however unlikely.
fn direct_without(design: &PollDesign, truth: RoundSample, horizon: u64) -> Vec<f64> {
    let kmin = hypergeometric_kmin(design).expect("few ballots");
    let mut going = vec![1.0];
    let mut stops = Vec::new();
    for n in 1..=horizon {
        let rest = (truth.n - n + 1) as f64;
        let mut next = vec![0.0; going.len() + 1];
        for (k, chance) in going.iter().enumerate() {
            let winner = (truth.k as f64 - k as f64).max(0.0) / rest;
            next[k + 1] += chance * winner;
            next[k] += chance * (1.0 - winner).max(0.0);
        }
        let top = kmin[n as usize].map_or(next.len(), |kmin| next.len().min(kmin as usize));
        stops.push(next[top..].iter().sum());
        next.truncate(top);
        going = next;
    }
    stops
}

#[test]
fn what_a_law_cuts_off_is_what_it_books() {
    let mut cut = 0;
    for (winner, loser, limit, truth) in [
        (1_100, 900, 0.05, 1_100),
        (1_100, 900, 0.05, 1_000),
        (1_010, 990, 0.1, 1_010),
        (1_900, 100, 0.001, 1_500),
        (1_001, 999, 0.2, 1_001),
    ] {
        let design = PollDesign::new(winner, loser, limit).expect("a lead");
        let truth = RoundSample { n: 2_000, k: truth };
        let distribution = without_replacement(&design, truth, 2_000).expect("a law");
        let mut off = 0.0_f64;
        for (ours, twin) in distribution.stops.iter().zip(direct_without(&design, truth, 2_000)) {
            off += (ours - twin).abs();
        }
        assert!(
            off <= distribution.dropped + 1e-12 && distribution.dropped < 1e-13,
            "{design:?} {truth:?}: {off:e} {:e}",
            distribution.dropped
        );
        cut += u32::from(distribution.dropped > 0.0);
    }
    assert!(cut >= 3, "{cut} laws cut something off");
}

#[test]
fn a_law_keeps_its_own_rules() {
    for (cards, winner, loser) in [(1_000, 600, 400), (1_500, 600, 400), (90, 50, 30)] {
        for replacement in [true, false] {
            let figures =
                PairFigures { replacement, ..PairFigures::of_votes(cards, winner, loser, 0.1).expect("a lead") };
            let distribution = distribution("bravo", &figures).expect("a law");
            let by: Vec<f64> = (0..=distribution.horizon()).map(|n| distribution.by(n)).collect();
            assert!(by[0] <= 0.0 && by.windows(2).all(|pair| pair[1] >= pair[0] - 1e-12), "{figures:?}");
            // The mean by its tails, one card at a time.
            let mean: f64 = by[..by.len() - 1].iter().map(|by| 1.0 - by).sum();
            assert!(
                (distribution.expected() / mean - 1.0).abs() < 1e-9,
                "{figures:?}: {} {mean}",
                distribution.expected()
            );
            for chance in [0.2, 0.5, 0.8] {
                let n = distribution.quantile(chance).unwrap_or(distribution.horizon() + 1);
                assert!(
                    by.get(n as usize).is_none_or(|by| *by >= chance) && by[n as usize - 1] < chance,
                    "{figures:?}"
                );
            }
            assert!((distribution.full_hand_count(cards / 2) + distribution.by(cards / 2) - 1.0).abs() < 1e-12);
        }
    }
    // All ballots of the pair drawn without replacement: the distribution of the ballots themselves.
    let design = PollDesign::new(600, 400, 0.1).expect("a lead");
    let whole = without_replacement(&design, RoundSample { n: 1_000, k: 600 }, 1_000).expect("a law");
    let figures = PairFigures { replacement: false, ..PairFigures::of_votes(1_000, 600, 400, 0.1).expect("a lead") };
    let distribution = distribution("bravo", &figures).expect("a law");
    assert!(
        (0..=1_000)
            .all(|n| (distribution.by(n) - whole.stops[..whole.stops.len().min(n as usize)].iter().sum::<f64>()).abs()
                < 1e-8)
    );
    assert!(
        recount::audit::sample_size::distribution("polling", &figures)
            .is_err_and(|why| why.to_string().contains("allowed: bravo"))
    );
}
