//! A column of small codes, one for each card, packed block by block.
//!
//! Most contests are on few ballots, and most cards are marked in one of few ways. So a block of cards keeps the codes it has in
//! a palette and spends as many bits on a card as the palette needs: none where all its codes are equal.

/// Cards of one block.
const BLOCK: usize = 1 << 14;

/// A column of codes; where nothing was written, the code is 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackedCodes {
    blocks: Vec<CodeBlock>,
    tail: CodeTail,
    /// Codes in the tail.
    in_tail: usize,
    /// Whether full blocks stay as they are, because they will soon be added to another column.
    is_loose: bool,
}

/// A full block.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CodeBlock {
    /// Every code is this one.
    Same(u32),
    /// Places in a palette of at most 16 codes, `bits` (1, 2 or 4) for each card.
    Bits {
        palette: Box<[u32]>,
        bits: u8,
        packed: Box<[u8]>,
    },
    Bytes(Box<[u8]>),
    Shorts(Box<[u16]>),
    Words(Box<[u32]>),
}

/// The block that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CodeTail {
    Same(u32),
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Words(Vec<u32>),
}

impl Default for CodeTail {
    fn default() -> Self {
        Self::Same(0)
    }
}

impl PackedCodes {
    /// A column that will soon be added to another one, and is therefore not packed.
    pub(crate) fn loose() -> Self {
        Self { is_loose: true, ..Self::default() }
    }

    /// Codes written, zeros that fill gaps included.
    pub fn len(&self) -> usize {
        self.blocks.len() * BLOCK + self.in_tail
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the code of card `at`, from 0; cards that were passed over get 0. Cards come in rising order.
    #[inline]
    pub fn push_at(&mut self, at: usize, code: u32) {
        let gap = at.saturating_sub(self.len());
        if gap > 0 {
            self.push_many(0, gap);
        }
        self.push(code);
    }

    /// Writes one code.
    #[inline]
    pub fn push(&mut self, code: u32) {
        match &mut self.tail {
            CodeTail::Bytes(codes) if u8::try_from(code).is_ok() => codes.push(code as u8),
            CodeTail::Same(same) if *same == code || self.in_tail == 0 => *same = code,
            _ => self.push_wide(code),
        }
        self.in_tail += 1;
        if self.in_tail == BLOCK {
            self.seal();
        }
    }

    /// Writes a code many times.
    pub fn push_many(&mut self, code: u32, mut count: usize) {
        while count > 0 {
            let room = (BLOCK - self.in_tail).min(count);
            if room == BLOCK {
                self.blocks.push(CodeBlock::Same(code));
            } else {
                for _ in 0..room {
                    self.push(code);
                }
            }
            count -= room;
        }
    }

    #[cold]
    fn push_wide(&mut self, code: u32) {
        let held: Vec<u32> = match std::mem::take(&mut self.tail) {
            CodeTail::Same(same) => vec![same; self.in_tail],
            CodeTail::Bytes(codes) => codes.into_iter().map(u32::from).collect(),
            CodeTail::Shorts(mut codes) => match u16::try_from(code) {
                Ok(code) => {
                    codes.push(code);
                    self.tail = CodeTail::Shorts(codes);
                    return;
                }
                Err(_) => codes.into_iter().map(u32::from).collect(),
            },
            CodeTail::Words(mut codes) => {
                codes.push(code);
                self.tail = CodeTail::Words(codes);
                return;
            }
        };
        let most = held.iter().copied().max().unwrap_or(0).max(code);
        let all = held.into_iter().chain([code]);
        self.tail = if u8::try_from(most).is_ok() {
            CodeTail::Bytes(all.map(|code| code as u8).collect())
        } else if u16::try_from(most).is_ok() {
            CodeTail::Shorts(all.map(|code| code as u16).collect())
        } else {
            CodeTail::Words(all.collect())
        };
    }

    fn seal(&mut self) {
        self.in_tail = 0;
        self.blocks.push(match std::mem::take(&mut self.tail) {
            CodeTail::Same(code) => CodeBlock::Same(code),
            CodeTail::Bytes(codes) if self.is_loose => CodeBlock::Bytes(codes.into()),
            CodeTail::Bytes(codes) => packed(&codes).unwrap_or_else(|| CodeBlock::Bytes(codes.into())),
            CodeTail::Shorts(codes) => CodeBlock::Shorts(codes.into()),
            CodeTail::Words(codes) => CodeBlock::Words(codes.into()),
        });
    }

    /// The code of card `at`, from 0.
    pub fn get(&self, at: usize) -> u32 {
        let within = at % BLOCK;
        match self.blocks.get(at / BLOCK) {
            Some(CodeBlock::Same(code)) => *code,
            Some(CodeBlock::Bits { palette, bits, packed }) => {
                let each = 8 / usize::from(*bits);
                let place = packed[within / each] >> (within % each * usize::from(*bits)) & ((1 << bits) - 1);
                palette[usize::from(place)]
            }
            Some(CodeBlock::Bytes(codes)) => codes[within].into(),
            Some(CodeBlock::Shorts(codes)) => codes[within].into(),
            Some(CodeBlock::Words(codes)) => codes[within],
            None if at >= self.len() => 0,
            None => match &self.tail {
                CodeTail::Same(code) => *code,
                CodeTail::Bytes(codes) => codes[within].into(),
                CodeTail::Shorts(codes) => codes[within].into(),
                CodeTail::Words(codes) => codes[within],
            },
        }
    }

    /// Passes on runs of equal codes and single codes in order: the code and how many cards have it.
    pub fn each_run(&self, mut observe: impl FnMut(u32, usize)) {
        for block in &self.blocks {
            match block {
                CodeBlock::Same(code) => observe(*code, BLOCK),
                CodeBlock::Bits { palette, bits, packed } => {
                    let each = 8 / usize::from(*bits);
                    for &byte in packed {
                        for place in 0..each {
                            observe(palette[usize::from(byte >> (place * usize::from(*bits)) & ((1 << bits) - 1))], 1);
                        }
                    }
                }
                CodeBlock::Bytes(codes) => codes.iter().for_each(|&code| observe(code.into(), 1)),
                CodeBlock::Shorts(codes) => codes.iter().for_each(|&code| observe(code.into(), 1)),
                CodeBlock::Words(codes) => codes.iter().for_each(|&code| observe(code, 1)),
            }
        }
        match &self.tail {
            CodeTail::Same(_) if self.in_tail == 0 => {}
            CodeTail::Same(code) => observe(*code, self.in_tail),
            CodeTail::Bytes(codes) => codes.iter().for_each(|&code| observe(code.into(), 1)),
            CodeTail::Shorts(codes) => codes.iter().for_each(|&code| observe(code.into(), 1)),
            CodeTail::Words(codes) => codes.iter().for_each(|&code| observe(code, 1)),
        }
    }

    /// How many cards have each code, of `codes` codes, among the first `cards` cards.
    pub fn counts(&self, codes: usize, cards: usize) -> Vec<u64> {
        let mut counts = vec![0; codes.max(1)];
        self.each_run(|code, cards| counts[code as usize] += cards as u64);
        counts[0] += cards.saturating_sub(self.len()) as u64;
        counts
    }

    /// Adds another column's codes after card `at`, each exchanged for another.
    pub fn append(&mut self, at: usize, other: &Self, exchange: impl Fn(u32) -> u32) {
        if other.is_empty() {
            return;
        }
        let gap = at.saturating_sub(self.len());
        self.push_many(0, gap);
        let mut codes = Vec::with_capacity(BLOCK);
        for at in 0..=other.blocks.len() {
            codes.clear();
            match other.blocks.get(at) {
                Some(CodeBlock::Same(code)) => {
                    self.push_many(exchange(*code), BLOCK);
                    continue;
                }
                Some(CodeBlock::Bits { palette, bits, packed }) => {
                    let exchanged: Vec<u32> = palette.iter().map(|&code| exchange(code)).collect();
                    let (each, mask) = (8 / bits, (1_u8 << bits) - 1);
                    for &byte in packed {
                        codes.extend((0..each).map(|place| exchanged[usize::from(byte >> (place * bits) & mask)]));
                    }
                }
                Some(CodeBlock::Bytes(held)) => codes.extend(held.iter().map(|&code| exchange(code.into()))),
                Some(CodeBlock::Shorts(held)) => codes.extend(held.iter().map(|&code| exchange(code.into()))),
                Some(CodeBlock::Words(held)) => codes.extend(held.iter().map(|&code| exchange(code))),
                None => match &other.tail {
                    CodeTail::Same(code) => self.push_many(exchange(*code), other.in_tail),
                    CodeTail::Bytes(held) => codes.extend(held.iter().map(|&code| exchange(code.into()))),
                    CodeTail::Shorts(held) => codes.extend(held.iter().map(|&code| exchange(code.into()))),
                    CodeTail::Words(held) => codes.extend(held.iter().map(|&code| exchange(code))),
                },
            }
            self.push_all(&codes);
        }
    }

    /// Writes codes, many at a time where they are of the width of those before.
    pub(crate) fn push_all(&mut self, mut codes: &[u32]) {
        while !codes.is_empty() {
            let room = (BLOCK - self.in_tail).min(codes.len());
            let now = &codes[..room];
            if self.in_tail == 0 {
                self.tail = CodeTail::Same(now[0]);
            }
            // Up to the first code that the tail as it is cannot hold; that one widens it.
            let all = now.iter().fold(0, |bits, code| bits | code);
            let up_to = |most: u32| {
                let wider = if all <= most { None } else { now.iter().position(|&code| code > most) };
                wider.unwrap_or(room)
            };
            let held = match &mut self.tail {
                CodeTail::Same(same) => now.iter().position(|code| code != same).unwrap_or(room),
                CodeTail::Bytes(held) => {
                    let fit = up_to(u8::MAX.into());
                    held.extend(now[..fit].iter().map(|&code| code as u8));
                    fit
                }
                CodeTail::Shorts(held) => {
                    let fit = up_to(u16::MAX.into());
                    held.extend(now[..fit].iter().map(|&code| code as u16));
                    fit
                }
                CodeTail::Words(held) => {
                    held.extend_from_slice(now);
                    room
                }
            };
            self.in_tail += held;
            if self.in_tail == BLOCK {
                self.seal();
            } else if held < room {
                self.push(now[held]);
                codes = &codes[1..];
            }
            codes = &codes[held..];
        }
    }

    /// Bytes of memory that the codes take.
    pub fn weight(&self) -> usize {
        let block = |block: &CodeBlock| match block {
            CodeBlock::Same(_) => 0,
            CodeBlock::Bits { palette, packed, .. } => palette.len() * 4 + packed.len(),
            CodeBlock::Bytes(codes) => codes.len(),
            CodeBlock::Shorts(codes) => codes.len() * 2,
            CodeBlock::Words(codes) => codes.len() * 4,
        };
        let tail = match &self.tail {
            CodeTail::Same(_) => 0,
            CodeTail::Bytes(codes) => codes.capacity(),
            CodeTail::Shorts(codes) => codes.capacity() * 2,
            CodeTail::Words(codes) => codes.capacity() * 4,
        };
        self.blocks.iter().map(block).sum::<usize>() + self.blocks.capacity() * size_of::<CodeBlock>() + tail
    }
}

/// A block with a palette, where at most 16 codes stand in it.
fn packed(codes: &[u8]) -> Option<CodeBlock> {
    let mut places = [u8::MAX; 256];
    let mut palette: Vec<u32> = Vec::new();
    for &code in codes {
        let place = &mut places[usize::from(code)];
        if *place == u8::MAX {
            if palette.len() == 16 {
                return None;
            }
            *place = palette.len() as u8;
            palette.push(code.into());
        }
    }
    let bits: u8 = match palette.len() {
        0 | 1 => return palette.first().map(|&code| CodeBlock::Same(code)),
        2 => 1,
        3 | 4 => 2,
        _ => 4,
    };
    let each = 8 / usize::from(bits);
    let pack = |codes: &[u8]| codes.iter().rev().fold(0_u8, |byte, &code| byte << bits | places[usize::from(code)]);
    let packed = codes.chunks(each).map(pack).collect();
    Some(CodeBlock::Bits { palette: palette.into(), bits, packed })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plain list beside the packed one, with kinds of codes that need every width.
    #[test]
    fn packed_codes_are_the_codes_of_a_plain_list() {
        let mut state = 1_u64;
        for most in [1_u32, 2, 4, 16, 200, 60_000, 3_000_000_000] {
            let (mut plain, mut codes) = (Vec::new(), PackedCodes::default());
            while plain.len() < 3 * BLOCK + 100 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let code = if plain.len() < BLOCK + 7 { 0 } else { (state >> 32) as u32 % most };
                if state & 0x700_0000 == 0 {
                    let at = plain.len() + (state >> 50) as usize % 40;
                    plain.resize(at, 0);
                    codes.push_at(at, code);
                } else {
                    codes.push_at(plain.len(), code);
                }
                plain.push(code);
            }
            assert_eq!(codes.len(), plain.len());
            assert!((0..plain.len()).all(|at| codes.get(at) == plain[at]), "{most}");
            let mut seen = Vec::new();
            codes.each_run(|code, cards| seen.extend(std::iter::repeat_n(code, cards)));
            assert_eq!(seen, plain);
            for step in [1, 7, BLOCK - 1, plain.len()] {
                let mut at_once = PackedCodes::default();
                plain.chunks(step).for_each(|codes| at_once.push_all(codes));
                assert_eq!(at_once, codes, "{most}, {step}");
            }
            let mut twice = codes.clone();
            twice.append(plain.len() + 5, &codes, |code| code ^ 1);
            let expected: Vec<u32> =
                plain.iter().copied().chain([0; 5]).chain(plain.iter().map(|code| code ^ 1)).collect();
            assert!((0..expected.len()).all(|at| twice.get(at) == expected[at]));
            assert_eq!(twice.get(expected.len()), 0);
        }
    }
}
