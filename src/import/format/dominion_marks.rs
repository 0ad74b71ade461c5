//! The cells of one contest in a row of Dominion's CSV, read as bits, and the codes of those bits.

use super::dominion_header::ContestColumns;
use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestMark, ContestState, MarkPatterns};

/// Codes of the marks of one contest, by their bits.
#[derive(Default)]
pub(super) struct KnownMarks {
    /// Code + 1 of a single mark in each of the first columns; 0 where it is not known yet.
    single: Vec<u32>,
    /// Bits and their code + 1, by open addressing, where a contest has at most 64 columns.
    short: Vec<(u64, u32)>,
    in_short: usize,
    by_bits: Dictionary,
    codes: Vec<u32>,
}

/// The code of marks, by the rules of their contest.
pub(super) fn code_of(patterns: &mut MarkPatterns, own: &ContestColumns, marks: &mut [ContestMark]) -> u32 {
    let state = match own.vote_for {
        _ if marks.is_empty() => ContestState::Blank,
        Some(most) if marks.len() > most => ContestState::Overvoted,
        _ => ContestState::Voted,
    };
    patterns.code(state, marks)
}

/// Commas, as they stand where a contest is not on a card.
const COMMAS: [u8; 64] = [b','; 64];

/// Whether so many cells are empty.
pub(super) fn is_absent(cells: &[u8], columns: usize) -> bool {
    if let (1..=8, Some(first)) = (columns, cells.first_chunk::<8>()) {
        let differs = u64::from_le_bytes(*first) ^ u64::from_le_bytes(*b",,,,,,,,");
        return differs << (64 - 8 * columns) == 0;
    }
    cells.get(..columns).is_some_and(|cells| cells.chunks(COMMAS.len()).all(|part| part == &COMMAS[..part.len()]))
}

/// Four cells `0,0,0,0,`, and the bits by which others differ from them.
const FOUR: u64 = u64::from_le_bytes(*b"0,0,0,0,");
const MARKED: u64 = 0x0001_0001_0001_0001;
/// Moves the four bits of four cells to the top, the first one lowest.
const GATHER: u64 = 1 << 60 | 1 << 45 | 1 << 30 | 1 << 15;

/// Reads `0,1,0,` as bits; false where the cells are others.
pub(super) fn read_bits(cells: &[u8], columns: usize, bits: &mut Vec<u64>) -> bool {
    let Some(cells) = cells.get(..columns * 2) else { return false };
    bits.clear();
    for part in cells.chunks(128) {
        let (mut word, mut wrong, mut at) = (0_u64, 0_u64, 0);
        let mut fours = part.chunks_exact(8);
        for four in &mut fours {
            let differs =
                u64::from_le_bytes([four[0], four[1], four[2], four[3], four[4], four[5], four[6], four[7]]) ^ FOUR;
            wrong |= differs & !MARKED;
            word |= ((differs & MARKED).wrapping_mul(GATHER) >> 60) << at;
            at += 4;
        }
        for pair in fours.remainder().chunks_exact(2) {
            wrong |= u64::from((pair[0] ^ b'0') & !1 | (pair[1] ^ b','));
            word |= u64::from(pair[0] & 1) << at;
            at += 1;
        }
        if wrong != 0 {
            return false;
        }
        bits.push(word);
    }
    true
}

impl KnownMarks {
    pub(super) fn code(&mut self, patterns: &mut MarkPatterns, own: &ContestColumns, bits: &[u64]) -> u32 {
        let first = bits[0];
        if bits.len() == 1 {
            if first == 0 {
                return BLANK;
            }
            if first.is_power_of_two() {
                if self.single.is_empty() {
                    self.single = vec![0; own.marks.len()];
                }
                let at = first.trailing_zeros() as usize;
                if self.single[at] == 0 {
                    self.single[at] = new_code(patterns, own, bits) + 1;
                }
                return self.single[at] - 1;
            }
            return self.short_code(patterns, own, first);
        }
        let key: Vec<u8> = bits.iter().flat_map(|word| word.to_le_bytes()).collect();
        let at = self.by_bits.number(&key) as usize;
        if at == self.codes.len() {
            self.codes.push(new_code(patterns, own, bits));
        }
        self.codes[at]
    }

    fn short_code(&mut self, patterns: &mut MarkPatterns, own: &ContestColumns, bits: u64) -> u32 {
        if (self.in_short + 1) * 2 > self.short.len() {
            let held = std::mem::take(&mut self.short);
            self.short = vec![(0, 0); (held.len() * 2).max(16)];
            for entry in held.into_iter().filter(|entry| entry.1 != 0) {
                let slot = self.slot(entry.0);
                self.short[slot] = entry;
            }
        }
        let slot = self.slot(bits);
        if self.short[slot].1 == 0 {
            self.short[slot] = (bits, new_code(patterns, own, &[bits]) + 1);
            self.in_short += 1;
        }
        self.short[slot].1 - 1
    }

    fn slot(&self, bits: u64) -> usize {
        let last = self.short.len() - 1;
        let mut slot = (bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.short[slot].1 != 0 && self.short[slot].0 != bits {
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// The code of a contest without marks.
const BLANK: u32 = 1;

/// The code of marks that come for the first time.
#[cold]
fn new_code(patterns: &mut MarkPatterns, own: &ContestColumns, bits: &[u64]) -> u32 {
    let is_marked = |&(at, _): &(usize, &ContestMark)| bits[at / 64] >> (at % 64) & 1 == 1;
    let mut marks: Vec<ContestMark> = own.marks.iter().enumerate().filter(is_marked).map(|(_, mark)| *mark).collect();
    code_of(patterns, own, &mut marks)
}

#[cfg(test)]
mod tests {
    use super::{is_absent, read_bits};

    #[test]
    fn bits_are_the_cells() {
        let mut bits = Vec::new();
        for columns in 1..200 {
            let marked = |at: usize| at * at % 7 == 3 || at == 63;
            let cells: String = (0..columns).map(|at| if marked(at) { "1," } else { "0," }).collect();
            assert!(read_bits(format!("{cells}x").as_bytes(), columns, &mut bits));
            assert!((0..columns).all(|at| (bits[at / 64] >> (at % 64) & 1 == 1) == marked(at)), "{columns}");
            for (at, wrong) in [(0, "2"), (columns * 2 - 2, ","), (columns * 2 - 1, "0"), (columns, "x")] {
                let mut other = cells.clone();
                other.replace_range(at..=at, wrong);
                assert!(other == cells || !read_bits(other.as_bytes(), columns, &mut bits), "{columns} {at}");
            }
            assert!(!read_bits(&cells.as_bytes()[1..], columns, &mut bits));
            assert!(is_absent(",".repeat(columns).as_bytes(), columns) && !is_absent(cells.as_bytes(), columns));
        }
    }
}
