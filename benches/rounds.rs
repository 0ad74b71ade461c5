//! Room `risk`, polling by rounds: sizes, kmins and whole laws, beside the one binomial table that each needs at least.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use recount::risk::polling::{Design, Minerva, Providence, RoundBravo, RoundRule, Sample, binomial, with_replacement};

fn design(winner: u64, loser: u64) -> Design {
    Design::new(winner, loser, 0.1).expect("a lead")
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
    group.bench_function("stop and risk of providence, margin 2 %, 7,000 + 10,500", |b| {
        b.iter(|| Providence.schedule(black_box(&two), &[7_000, 17_500]).expect("a schedule"));
    });
    group.sample_size(10);
    group.bench_function("law of bravo, margin 1 %, to 600,000 ballots", |b| {
        b.iter(|| with_replacement(black_box(&one), one.reported(), Sample::default(), 600_000).expect("a law"));
    });
    group.finish();
}

criterion_group!(benches, polling);
criterion_main!(benches);
