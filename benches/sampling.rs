//! Cards drawn a second, by way of drawing, beside plain random numbers.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::election::Batch;
use recount::random::Streams;
use recount::sampling::{Chance, Frame, SAMPLERS, first_tickets};

const CARDS: usize = 1_000_000;
const DRAWN: u64 = 10_000;

fn draws(c: &mut Criterion) {
    let batch = |i: usize| Batch {
        id: format!("batch {i}"),
        group: 0,
        cards: i * 100..(i + 1) * 100,
        ballots: 100,
        container: 1,
        tabulator: 0,
    };
    let batches: Vec<Batch> = (0..CARDS / 100).map(batch).collect();
    let frame = Frame::new(&batches, (0..batches.len()).collect());
    let chance = || Chance { seed: "bench".to_owned(), random: Streams::new("bench", 0).purpose("draw").stream(0) };
    let mut group = c.benchmark_group("sampling");
    group.sample_size(10).throughput(Throughput::Elements(DRAWN));
    group.bench_function("plain random numbers (reference)", |b| {
        b.iter(|| {
            let mut random = chance().random;
            (0..DRAWN).map(|_| u64::from(random.below(CARDS as u32))).sum::<u64>()
        });
    });
    group.bench_function("consistent, 1,000 of 100,000 names", |b| {
        let id = |card: u64| format!("batch {},{}", card / 100, card % 100 + 1);
        b.iter(|| first_tickets("bench", 100_000, id, 1_000, false).map(|ticket| ticket.card).sum::<u64>());
    });
    for sampler in SAMPLERS {
        group.bench_function(format!("{}, 10,000 of 1,000,000 cards", sampler.name()), |b| {
            b.iter(|| sampler.draw(&frame, chance(), false).take(DRAWN as usize).sum::<u64>());
        });
    }
    group.finish();
}

criterion_group!(benches, draws);
criterion_main!(benches);
