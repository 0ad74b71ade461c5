//! Room `risk`, polling by rounds: sizes, kmins and whole distributions, beside the one binomial table that each needs at least.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use recount::audit::sample_size::{PairFigures, distribution};
use recount::risk::DiscrepancyRates;
use recount::risk::polling::{
    Minerva, PollDesign, Providence, RoundBravo, RoundRule, RoundSample, binomial, with_replacement,
};

fn design(winner: u64, loser: u64) -> PollDesign {
    PollDesign::new(winner, loser, 0.1).expect("a lead")
}

fn polling(c: &mut Criterion) {
    let (one, two) = (design(505, 495), design(51, 49));
    let mut group = c.benchmark_group("polling");
    group.bench_function("one tail of 69,000 ballots (reference)", |b| {
        b.iter(|| binomial::ln_tail(black_box(69_000), 34_700, one.reported()));
    });
    group.bench_function("first round of minerva, margin 1 %", |b| {
        b.iter(|| Minerva.first_round(black_box(&one), 0.9, u64::MAX).expect("sizes"));
    });
    group.bench_function("first round of bravo, margin 1 %", |b| {
        b.iter(|| RoundBravo.first_round(black_box(&one), 0.9, u64::MAX).expect("sizes"));
    });
    group.bench_function("kmins, stop and risk of minerva, margin 2 %, 7,000 + 10,500", |b| {
        b.iter(|| Minerva.schedule(black_box(&two), &[7_000, 17_500]).expect("a schedule"));
    });
    group.bench_function("kmins, stop and risk of minerva, margin 1 %, four rounds of 100,000", |b| {
        b.iter(|| Minerva.schedule(black_box(&one), &[100_000, 200_000, 300_000, 400_000]).expect("a schedule"));
    });
    for each in [1_000, 10_000, 100_000_u64] {
        let margin = 2.5 / (each as f64).sqrt();
        let of = design((5e8 * (1.0 + margin)) as u64, (5e8 * (1.0 - margin)) as u64);
        for rule in [&Minerva as &dyn RoundRule, &Providence] {
            let rounds = [each, 2 * each, 3 * each, 4 * each];
            group.bench_function(format!("four rounds of {each} by {}, margin 2.5/sqrt({each})", rule.name()), |b| {
                b.iter(|| rule.schedule(black_box(&of), &rounds).expect("a schedule"));
            });
        }
    }
    group.bench_function("stop and risk of providence, margin 2 %, 7,000 + 10,500", |b| {
        b.iter(|| Providence.schedule(black_box(&two), &[7_000, 17_500]).expect("a schedule"));
    });
    group.sample_size(10);
    group.bench_function("law of bravo, margin 1 %, to 600,000 ballots", |b| {
        b.iter(|| with_replacement(black_box(&one), one.reported(), RoundSample::default(), 600_000).expect("a law"));
    });
    group.bench_function("law of bravo, margin 2 %, to 150,000 ballots", |b| {
        b.iter(|| with_replacement(black_box(&two), two.reported(), RoundSample::default(), 150_000).expect("a law"));
    });
    let half = design(5_025, 4_975);
    group.bench_function("law of bravo, margin 0.5 %, to 2,400,000 ballots", |b| {
        b.iter(|| {
            with_replacement(black_box(&half), half.reported(), RoundSample::default(), 2_400_000).expect("a law")
        });
    });
    group.finish();
}

/// Whole distributions of comparison audits under the usual rates of discrepancies.
fn comparison(c: &mut Criterion) {
    let mut group = c.benchmark_group("sample_size");
    group.sample_size(10);
    let rates = DiscrepancyRates { o1: 0.001, o2: 0.0001, u1: 0.001, u2: 0.0001 };
    for (margin, votes) in [("5 %", 52_500), ("2 %", 51_000)] {
        let figures = PairFigures::of_votes(100_000, votes, 100_000 - votes, 0.05).expect("a lead");
        let figures = PairFigures { rates, ..figures };
        for method in ["super_simple", "ballot_comparison"] {
            group.bench_function(format!("law of {method}, margin {margin}, rates 0.001 and 0.0001"), |b| {
                b.iter(|| distribution(method, black_box(&figures)).expect("a law"));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, polling, comparison);
criterion_main!(benches);
