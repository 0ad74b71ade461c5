//! Frozen streams: recorded results depend on these numbers, so no version may change them unsaid.
//!
//! The first numbers of `ChaCha8` under a key are checked against the published test vector of the cipher;
//! the numbers after it are our own record and prove only that nothing has moved.

use recount::random::{Chance, Heads, Streams};

#[test]
fn the_generator_is_chacha_with_eight_rounds() {
    use rand::{Rng, SeedableRng};
    // Key 0, nonce 0, block 0: eSTREAM/IETF ChaCha8 test vector (draft-strombergson-chacha-test-vectors-01, TC1).
    let mut generator = rand_chacha::ChaCha8Rng::from_seed([0; 32]);
    let mut block = [0_u8; 16];
    generator.fill_bytes(&mut block);
    let published = [0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09, 0xa5, 0xa1];
    assert_eq!(block, published);
}

#[test]
fn streams_do_not_move_between_versions() {
    let purpose = Streams::new("20201118", 0).purpose("paper/president");
    let mut random = purpose.stream(3);
    let below: Vec<u32> = (0..6).map(|_| random.below(1_000)).collect();
    assert_eq!(below, FROZEN_BELOW);
    let mut random = purpose.stream(4);
    assert_eq!(random.unit().to_bits(), FROZEN_UNIT);
    let hits: Vec<usize> = random.hits(10_000, 0.001).collect();
    assert_eq!(hits, FROZEN_HITS);
    let mut cards: Vec<u8> = (0..12).collect();
    purpose.stream(5).shuffle(&mut cards);
    assert_eq!(cards, FROZEN_SHUFFLE);
    let (mut random, coins) = (purpose.stream(6), Heads::new(&Chance::new(51, 100), 256));
    let heads: Vec<u32> = (0..6).map(|_| random.heads(&coins)).collect();
    assert_eq!(heads, FROZEN_HEADS);
    let mut words = [0; 4];
    random.lay_out(heads[0], &mut words);
    assert_eq!(words, FROZEN_WORDS);
}

#[test]
fn draws_do_not_move_between_versions() {
    let batch = |i: usize| recount::election::Batch {
        id: format!("B{i}"),
        group: 0,
        cards: i * 500..(i + 1) * 500,
        ballots: 500,
        container: 1,
        tabulator: 0,
    };
    let batches: Vec<_> = (0..12).map(batch).collect();
    let frame = recount::sampling::Frame::new(&batches, (0..12).collect());
    let first = |sampler: &dyn recount::sampling::Sampler, replacement: bool| -> Vec<u64> {
        let random = Streams::new("20201118", 0).purpose("draw").stream(0);
        let chance = recount::sampling::DrawSource { seed: "20201118".to_owned(), random };
        sampler.draw(&frame, chance, replacement).take(6_000).collect()
    };
    for (sampler, frozen) in recount::sampling::SAMPLERS.into_iter().zip(FROZEN_DRAWS) {
        let without = first(sampler, false);
        assert_eq!(without[..6], frozen, "{}", sampler.name());
        // Every card once, and the same order with repeats kept.
        let mut all = without.clone();
        all.sort_unstable();
        assert_eq!(all, (0..6_000).collect::<Vec<u64>>());
        let mut seen = std::collections::HashSet::new();
        let firsts: Vec<u64> = first(sampler, true).into_iter().filter(|card| seen.insert(*card)).collect();
        assert_eq!(firsts, without[..firsts.len()], "{}", sampler.name());
    }
    let mut random = Streams::new("20201118", 0).purpose("gap").stream(0);
    assert_eq!([0.5, 0.01, 1e-6, 0.0, 1.0].map(|p| random.gap(p)), FROZEN_GAPS);
}

const FROZEN_DRAWS: [[u64; 6]; 3] =
    [[51, 5841, 1843, 5739, 5227, 463], [2219, 3597, 787, 5804, 1695, 293], [1955, 888, 4459, 3023, 1258, 3083]];
const FROZEN_GAPS: [u64; 5] = [0, 259, 2_211_900, u64::MAX, 0];
const FROZEN_BELOW: [u32; 6] = [549, 661, 719, 529, 897, 38];
const FROZEN_UNIT: u64 = 4_596_023_192_330_566_816;
const FROZEN_HITS: [usize; 15] =
    [2104, 2291, 2876, 3259, 3356, 3752, 4496, 4617, 5284, 5932, 6863, 7413, 8038, 9649, 9823];
const FROZEN_HEADS: [u32; 6] = [131, 125, 133, 134, 148, 142];
const FROZEN_WORDS: [u64; 4] =
    [5_276_239_297_066_228_004, 4_455_677_151_989_135_237, 9_254_414_802_130_433_090, 566_757_540_053_280_547];
const FROZEN_SHUFFLE: [u8; 12] = [3, 8, 7, 6, 5, 9, 2, 0, 1, 4, 11, 10];
