//! Values a second of each measure of risk, beside a running product: the least that a martingale can cost.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::risk::bet::{Adaptive, DKelly, KaplanKolmogorov, KaplanWald, ShrinkTrunc};
use recount::risk::{Betting, Bravo, Null};

#[path = "values.rs"]
mod values;

use values::{observe, sample};

const CARDS: u64 = 1_000_000;
const SAMPLE: usize = 20_000;

fn measures(c: &mut Criterion) {
    let polled = sample(2, 0.45, SAMPLE);
    let compared = sample(4, 0.001, SAMPLE);
    let poll = Null::of(CARDS, CARDS as i64, 2, false);
    let comparison = Null::of(CARDS, 2 * CARDS as i64 - 20_000, 4, false);
    let mut group = c.benchmark_group("risk");
    group.throughput(Throughput::Elements(SAMPLE as u64));
    group.bench_function("running product (reference)", |b| {
        b.iter(|| black_box(&polled).iter().fold(1.0_f64, |t, &v| t * (1.0 + 0.01 * (v as f64 - 1.0))));
    });
    group.bench_function("bravo", |b| b.iter(|| observe(&mut Bravo::new(0.52), black_box(&polled))));
    group.bench_function("polling (ALPHA, truncated shrinkage)", |b| {
        b.iter(|| observe(&mut Betting::new(poll, ShrinkTrunc::of(1.04, 1.0)), black_box(&polled)));
    });
    group.bench_function("ballot_comparison (adaptive)", |b| {
        b.iter(|| observe(&mut Betting::new(comparison, Adaptive::new(0.02, 2.0)), black_box(&compared)));
    });
    group.bench_function("ballot comparison (fixed stake)", |b| {
        b.iter(|| observe(&mut Betting::new(comparison, KaplanWald { g: 0.1 }), black_box(&compared)));
    });
    group.bench_function("mixture of ten stakes (SqKelly's kind)", |b| {
        b.iter(|| observe(&mut DKelly { stakes: 10 }.against(comparison), black_box(&compared)));
    });
    group.bench_function("ballot comparison (Kaplan-Kolmogorov)", |b| {
        b.iter(|| observe(&mut Betting::new(comparison, KaplanKolmogorov { g: 0.2 }), black_box(&compared)));
    });
    group.finish();
}

criterion_group!(benches, measures);
criterion_main!(benches);
