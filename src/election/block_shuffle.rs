//! Writes the codes of very large groups in random order with exact totals, a few billion cards a minute.
//!
//! First each card gets a random code, from shares rounded to 256ths and one random byte. Then cards of codes that came
//! up too often, picked at random, are changed to codes that came up too rarely. Both steps treat all places alike, so
//! all orders with these totals are equally likely, as after a shuffle.
//!
//! # Derivation
//! `docs/derivations/block-shuffle.md`.

use super::byte_counts::count_few;
use crate::random::Random;

/// Fills `places` with codes in random order; `numbers` holds each code with its count, and the counts sum to the
/// places.
///
/// # Panics
/// If there are more than 255 codes, or their numbers do not add up to the places.
pub(super) fn lay(numbers: &[(u8, u64)], places: &mut [u8], random: &mut Random) {
    let all: u64 = numbers.iter().map(|it| it.1).sum();
    assert!(numbers.len() < 256 && all == places.len() as u64, "a place for each card");
    let Some(main) = (0..numbers.len()).max_by_key(|&at| numbers[at].1) else { return };
    // Shares are rounded down, and the most frequent code gets the rest. Then rare codes are too rare and the most
    // frequent code is too frequent, so that nearly every random place holds a card that may be changed.
    let cut = |at: usize| (u128::from(numbers[at].1) * 256 / u128::from(all.max(1))) as usize;
    let mut byte_to_code = [numbers[main].0; 256];
    let mut first = 0;
    let mut ranges = Vec::new();
    for at in (0..numbers.len()).filter(|&at| at != main) {
        let share = cut(at);
        byte_to_code[first..first + share].fill(numbers[at].0);
        if share > 0 {
            ranges.push((first as u8, (first + share - 1) as u8, numbers[at].0));
        }
        first += share;
    }
    let mut left = [0_i64; 256];
    let largest = numbers.iter().map(|it| usize::from(it.0)).max().unwrap_or(0);
    for &(code, n) in numbers {
        left[usize::from(code)] += n as i64;
    }
    // A block stays in the nearest cache while it is drawn, turned into codes and counted.
    for block in places.chunks_mut(BLOCK) {
        random.fill(block);
        if ranges.len() <= FEW {
            to_codes(block, numbers[main].0, &ranges);
        } else {
            map(block, |byte| byte_to_code[usize::from(byte)]);
        }
        for (code, n) in count_few(block, largest + 1).into_iter().enumerate() {
            left[code] -= n as i64;
        }
    }
    let mut rare: Vec<(u8, i64)> =
        (0..=255).map(|code| (code, left[usize::from(code)])).filter(|it| it.1 > 0).collect();
    while let Some((code, missing)) = rare.last_mut() {
        let place = &mut places[random.below(all as u32) as usize];
        if left[usize::from(*place)] < 0 {
            left[usize::from(*place)] += 1;
            *place = *code;
            *missing -= 1;
            if *missing == 0 {
                rare.pop();
            }
        }
    }
}

/// Bytes that are drawn, turned into codes and counted at a time.
const BLOCK: usize = 255 * 32;

/// Up to this number of codes, comparing bytes is faster than looking them up.
const FEW: usize = 8;

/// Each byte in one of the ranges becomes that range's code, every other the main code.
fn to_codes(bytes: &mut [u8], main: u8, ranges: &[(u8, u8, u8)]) {
    match ranges {
        [] => bytes.fill(main),
        [(low, high, code)] => map(bytes, |byte| if (*low..=*high).contains(&byte) { *code } else { main }),
        [(_, high, code), (_, other_high, other)] => map(bytes, |byte| {
            let later = if byte <= *other_high { *other } else { main };
            if byte <= *high { *code } else { later }
        }),
        _ => map(bytes, |byte| {
            // From the last range down, so that the first that holds the byte decides.
            ranges.iter().rev().fold(main, |later, (_, high, code)| if byte <= *high { *code } else { later })
        }),
    }
}

fn map(bytes: &mut [u8], code: impl Fn(u8) -> u8) {
    for byte in bytes {
        *byte = code(*byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;
    use std::collections::BTreeMap;

    #[test]
    fn totals_are_exact() {
        let purpose = Streams::new("lay", 0).purpose("test");
        let lists: [&[(u8, u64)]; 6] = [
            &[],
            &[(7, 1)],
            &[(1, 100_000), (2, 0), (9, 1)],
            &[(1, 30_000), (2, 30_001), (3, 29_999), (4, 300), (5, 12)],
            &[(1, 300), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 1)],
            &[
                (1, 1_000),
                (2, 900),
                (3, 800),
                (4, 700),
                (5, 600),
                (6, 500),
                (7, 400),
                (8, 300),
                (9, 200),
                (0, 100),
                (11, 50),
            ],
        ];
        for (at, numbers) in lists.into_iter().enumerate() {
            let all: u64 = numbers.iter().map(|it| it.1).sum();
            let mut places = vec![200; all as usize];
            lay(numbers, &mut places, &mut purpose.stream(at as u64));
            for &(code, n) in numbers {
                assert_eq!(count_few(&places, 201)[usize::from(code)], n, "{numbers:?}");
            }
        }
    }

    #[test]
    fn every_order_is_as_likely() {
        // 5!/(2! 2! 1!) = 30 orders.
        let purpose = Streams::new("orders", 0).purpose("test");
        let mut seen: BTreeMap<[u8; 5], u32> = BTreeMap::new();
        for index in 0..60_000 {
            let mut places = [0; 5];
            lay(&[(1, 2), (2, 2), (3, 1)], &mut places, &mut purpose.stream(index));
            *seen.entry(places).or_default() += 1;
        }
        assert_eq!(seen.len(), 30);
        let chi_square: f64 = seen.values().map(|&n| (f64::from(n) - 2_000.0).powi(2) / 2_000.0).sum();
        // 29 degrees of freedom: P(> 64.4) = 2e-4.
        assert!(chi_square < 64.4, "{chi_square}");
    }
}
