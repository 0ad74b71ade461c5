//! Counts and compares many bytes at a time, in loops that a compiler turns into vector code on any machine.
//!
//! # Derivation
//! `docs/derivations/block-shuffle.md`.

/// Largest number of codes for which comparing bytes in lanes is faster than looking up each card in a table.
pub(super) const FEW: usize = 16;

/// Bytes that are compared at once: one or two vector registers.
const LANES: usize = 32;

/// Codes that are counted in one pass, so that their lanes stay in registers.
const ABREAST: usize = 4;

/// Most rows that a lane of one byte can count.
const ROWS: usize = 255;

fn sum(lanes: [u8; LANES]) -> u64 {
    u64::from(lanes.iter().map(|&lane| u32::from(lane)).sum::<u32>())
}

/// The number of bytes equal to each of these codes.
fn count_abreast(bytes: &[u8], codes: [u8; ABREAST]) -> [u64; ABREAST] {
    let (rows, rest) = bytes.as_chunks::<LANES>();
    let mut counts = [0; ABREAST];
    for rows in rows.chunks(ROWS) {
        let mut lanes = [[0_u8; LANES]; ABREAST];
        for row in rows {
            for (lanes, code) in lanes.iter_mut().zip(codes) {
                for (lane, &byte) in lanes.iter_mut().zip(row) {
                    *lane += u8::from(byte == code);
                }
            }
        }
        for (count, lanes) in counts.iter_mut().zip(lanes) {
            *count += sum(lanes);
        }
    }
    for &byte in rest {
        for (count, code) in counts.iter_mut().zip(codes) {
            *count += u64::from(byte == code);
        }
    }
    counts
}

/// The number of bytes with each code, for a small number `distinct` of codes.
///
/// # Panics
/// If a byte is not below `distinct`.
pub(super) fn count_few(bytes: &[u8], distinct: usize) -> Vec<u64> {
    let mut counts = vec![0; distinct];
    let mut order: Vec<u8> = (0..distinct as u8).rev().collect();
    // A block stays in the nearest cache while its codes are counted, the most frequent so far first.
    for block in bytes.chunks(LANES * ROWS) {
        let mut left = block.len() as u64;
        for four in order.chunks(ABREAST) {
            if left == 0 {
                break;
            }
            let mut codes = [four[0]; ABREAST];
            codes[..four.len()].copy_from_slice(four);
            for (&code, n) in four.iter().zip(count_abreast(block, codes)) {
                counts[usize::from(code)] += n;
                left -= n;
            }
        }
        assert!(left == 0, "a code beyond the table");
        order.sort_by_key(|&code| std::cmp::Reverse(counts[usize::from(code)]));
    }
    counts
}

/// The number of places at which two lists of the same length differ.
pub(super) fn count_unequal(a: &[u8], b: &[u8]) -> u64 {
    let ((rows, rest), (others, others_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut count = 0;
    for (rows, others) in rows.chunks(ROWS).zip(others.chunks(ROWS)) {
        let mut lanes = [0_u8; LANES];
        for (row, other) in rows.iter().zip(others) {
            for ((lane, x), y) in lanes.iter_mut().zip(row).zip(other) {
                *lane += u8::from(x != y);
            }
        }
        count += sum(lanes);
    }
    count + rest.iter().zip(others_rest).filter(|(x, y)| x != y).count() as u64
}

/// Number of cards below which clearing four tables costs more than it saves.
pub(super) const SHORT: usize = 2_048;

/// Counts each byte value in four tables side by side, so that equal neighbours do not wait for each other's addition.
pub(super) fn count_bytes(bytes: &[u8]) -> Vec<u64> {
    let mut tables = [[0_u32; 256]; 4];
    let mut totals = vec![0_u64; 256];
    // An entry of 32 bits holds a quarter of a block, and the length of a block fits `usize` on 32-bit machines.
    for block in bytes.chunks(1 << 30) {
        let (fours, rest) = block.as_chunks::<4>();
        for four in fours {
            for (table, &byte) in tables.iter_mut().zip(four) {
                table[usize::from(byte)] += 1;
            }
        }
        for &byte in rest {
            totals[usize::from(byte)] += 1;
        }
        for table in &mut tables {
            for (total, count) in totals.iter_mut().zip(table.iter_mut()) {
                *total += u64::from(std::mem::take(count));
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_count_as_a_loop_does() {
        let bytes: Vec<u8> = (0..20_011_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 28) as u8).collect();
        for cards in [0..0, 0..20_011, 3..40, 17..16_401] {
            let (part, other) = (&bytes[cards.clone()], &bytes[20_011 - cards.end..20_011 - cards.start]);
            let mut slow = vec![0_u64; 16];
            for &byte in part {
                slow[usize::from(byte)] += 1;
            }
            assert_eq!(count_few(part, 16), slow);
            assert_eq!(count_bytes(part)[..16], slow);
            let differ = part.iter().zip(other).filter(|(x, y)| x != y).count() as u64;
            assert_eq!(count_unequal(part, other), differ);
        }
    }
}
