//! Whole audits a second, by method, on one thread and one small town.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::scenario::shipped;
use recount::simulation::{Ask, simulate};

const TRIALS: u64 = 64;

fn audits(c: &mut Criterion) {
    let file = shipped("wellington-2012").expect("a shipped scenario");
    let mut group = c.benchmark_group("simulation");
    group.sample_size(10).throughput(Throughput::Elements(TRIALS));
    for method in ["ballot_comparison", "super_simple", "polling", "bravo", "fixed_percentage", "full_hand_count"] {
        let ask = Ask { trials: TRIALS, methods: vec![method.to_owned()], ..Ask::default() };
        group.bench_function(format!("wellington-2012, three contests, {method}"), |b| {
            b.iter(|| simulate(&file, &ask, &|_| {}).expect("trials"));
        });
    }
    group.finish();
}

criterion_group!(benches, audits);
criterion_main!(benches);
