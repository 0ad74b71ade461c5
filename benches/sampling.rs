//! Cards drawn a second, by way of drawing, beside plain random numbers.

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recount::election::Batch;
use recount::random::Streams;
use recount::sampling::{ByLot, DrawSource, Frame, SAMPLERS, Sampler, first_tickets, smallest_cards};
use sha2::{Digest, Sha256};

const CARDS: usize = 1_000_000;
const DRAWN: u64 = 10_000;

/// Batches of 100 cards.
fn manifest(cards: usize) -> Vec<Batch> {
    let batch = |i: usize| Batch {
        id: format!("batch {i}"),
        group: 0,
        cards: i * 100..(i + 1) * 100,
        ballots: 100,
        container: 1,
        tabulator: 0,
    };
    (0..cards / 100).map(batch).collect()
}

fn draws(c: &mut Criterion) {
    let batches = manifest(CARDS);
    let frame = Frame::new(&batches, (0..batches.len()).collect());
    let chance = || DrawSource { seed: "bench".to_owned(), random: Streams::new("bench", 0).purpose("draw").stream(0) };
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

/// A hash as the field's programs make it: seed and name, the first eight bytes.
fn key(card: u64) -> u64 {
    let mut name = *b"12345678901234567890,00000000";
    let mut left = card;
    for digit in name[21..].iter_mut().rev() {
        *digit += (left % 10) as u8;
        left /= 10;
    }
    let hash = Sha256::digest(name);
    u64::from_be_bytes(*hash.first_chunk().expect("32 bytes"))
}

const ALL: u64 = 5_000_000;
const WANTED: usize = 10_000;

/// Hashes all, keeps what is below a threshold (eight standard deviations above where the last is expected), and sorts
/// it: the least work of a loop over the library's own hash.
fn threshold() -> u64 {
    let share = (WANTED as f64 + 8.0 * (WANTED as f64).sqrt()) / ALL as f64;
    let bar = (share * 2.0_f64.powi(64)) as u64;
    let mut kept: Vec<(u64, u64)> = (0..ALL).map(|card| (key(card), card)).filter(|(key, _)| *key < bar).collect();
    kept.sort_unstable();
    kept[WANTED - 1].1
}

/// The 10⁴ smallest of 5 × 10⁶ tickets: sort all, select and sort, a threshold, and what the project does.
fn tickets(c: &mut Criterion) {
    let mut group = c.benchmark_group("10,000 smallest of 5,000,000 tickets");
    group.sample_size(10);
    group.bench_function("hash, sort all (reference)", |b| {
        b.iter(|| {
            let mut all: Vec<(u64, u64)> = (0..ALL).map(|card| (key(card), card)).collect();
            all.sort_unstable();
            all[WANTED - 1]
        });
    });
    group.bench_function("hash, select, sort those (reference)", |b| {
        b.iter(|| {
            let mut all: Vec<(u64, u64)> = (0..ALL).map(|card| (key(card), card)).collect();
            all.select_nth_unstable(WANTED);
            all[..WANTED].sort_unstable();
            all[WANTED - 1]
        });
    });
    group.bench_function("hash, threshold, sort those (reference)", |b| b.iter(threshold));
    group.bench_function("consistent, names made one by one", |b| {
        let id = |card: u64| format!("{card:08}");
        b.iter(|| first_tickets("bench", ALL, id, WANTED, false).map(|ticket| ticket.card).sum::<u64>());
    });
    let manifest = manifest(ALL as usize);
    let frame = Frame::new(&manifest, (0..manifest.len()).collect());
    group.bench_function("consistent, cards of a manifest", |b| {
        let first = || smallest_cards(&frame, "bench", WANTED);
        b.iter(|| first().sum::<u64>());
    });
    group.finish();
    // The ratio of the last two, which take turns: the least of each counts.
    let seconds = |work: &dyn Fn() -> u64| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    let (mut line, mut ours) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        line = line.min(seconds(&threshold));
        ours = ours.min(seconds(&|| smallest_cards(&frame, "bench", WANTED).sum()));
    }
    let shown = writeln!(
        std::io::stdout(),
        "10,000 smallest of 5,000,000 tickets: {:.0} ms, {:.2} x hash, threshold, sort those ({:.0} ms)",
        1e3 * ours,
        ours / line,
        1e3 * line
    );
    assert!(shown.is_ok());
}

/// Drawing again and again from one list: a bit for each card, cleared by replay, is what there is to beat.
fn lots(c: &mut Criterion) {
    let mut group = c.benchmark_group("without replacement, in order");
    group.sample_size(20);
    for (all, wanted) in [(100_000_u32, 1_000_usize), (5_000_000, 1_000), (5_000_000, 100_000)] {
        let manifest = manifest(all as usize);
        let frame = Frame::new(&manifest, (0..manifest.len()).collect());
        let purpose = Streams::new("bench", 0).purpose("draw");
        group.throughput(Throughput::Elements(wanted as u64));
        group.bench_function(format!("bits and redraw (reference), {wanted} of {all}"), |b| {
            let mut bits = vec![0_u64; all as usize / 64 + 1];
            let mut drawn: Vec<u32> = Vec::with_capacity(wanted);
            b.iter(|| {
                let mut random = purpose.stream(0);
                drawn.clear();
                while drawn.len() < wanted {
                    let card = random.below(all);
                    let (word, bit) = (&mut bits[card as usize / 64], 1_u64 << (card % 64));
                    if *word & bit == 0 {
                        *word |= bit;
                        drawn.push(card);
                    }
                }
                for &card in &drawn {
                    bits[card as usize / 64] = 0;
                }
                drawn.iter().map(|&card| u64::from(card)).sum::<u64>()
            });
        });
        group.bench_function(format!("by lot, {wanted} of {all}"), |b| {
            let chance = || DrawSource { seed: String::new(), random: purpose.stream(0) };
            b.iter(|| ByLot.draw(&frame, chance(), false).take(wanted).sum::<u64>());
        });
    }
    group.finish();
}

criterion_group!(benches, draws, tickets, lots);
criterion_main!(benches);
