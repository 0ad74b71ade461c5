//! One stratified P-value: two strata of 200 draws, the null cut into 500 bands, beside the logarithms it must take.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use recount::random::Streams;
use recount::risk::Null;
use recount::risk::stratified::allocation::allocation;
use recount::risk::stratified::bet::{AgrapaInStratum, InverseEta};
use recount::risk::stratified::combination::Product;
use recount::risk::stratified::{StratifiedDesign, StratumBet};

const BANDS: u32 = 500;

fn design(bet: Box<dyn StratumBet>, rule: &str) -> StratifiedDesign {
    let mut random = Streams::new("bench", 0).purpose("sample").stream(0);
    let mut sample = |rate: f64| -> Vec<u64> { (0..200).map(|_| u64::from(random.unit() < rate)).collect() };
    let (first, second) = (sample(0.6), sample(0.5));
    let rule = allocation(rule).expect("a known rule");
    StratifiedDesign::new(Null::of(1, 1, 2, true), &[(200, &first), (200, &second)], bet, rule, Box::new(Product))
}

fn bands(c: &mut Criterion) {
    let mut group = c.benchmark_group("stratified");
    group.sample_size(20);
    let factors: Vec<f64> = (0..400).map(|i| 1.0 + f64::from(i) / 1_000.0).collect();
    group.bench_function("logarithms of two ends of 500 bands, 400 draws (reference)", |b| {
        b.iter(|| (0..2 * BANDS).map(|_| black_box(&factors).iter().map(|x| libm::log(*x)).sum::<f64>()).sum::<f64>());
    });
    for rule in ["round_robin", "predictable_kelly", "greedy_kelly"] {
        let design = design(Box::new(AgrapaInStratum { c: 0.9 }), rule);
        group.bench_function(format!("500 bands, agrapa, {rule}"), |b| b.iter(|| black_box(&design).banded(BANDS)));
    }
    let design = design(Box::new(InverseEta { c: Some(0.9) }), "round_robin");
    group.bench_function("exact, inverse_eta, round_robin", |b| b.iter(|| black_box(&design).exact()));
    group.finish();
}

criterion_group!(benches, bands);
criterion_main!(benches);
