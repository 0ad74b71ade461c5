//! The digits of a 256-bit hash: decimal, last digit first, and hexadecimal.

/// A hash as a number in eight words, the highest first.
#[derive(Clone, Copy, Debug)]
pub(super) struct HashNumber([u32; 8]);

impl HashNumber {
    pub(super) fn new(hash: &[u8]) -> Self {
        let mut words = [0_u32; 8];
        for (word, bytes) in words.iter_mut().zip(hash.chunks_exact(4)) {
            *word = bytes.iter().fold(0, |word, &byte| (word << 8) | u32::from(byte));
        }
        Self(words)
    }

    /// A number from the words of a hash, the first word highest.
    pub(super) fn of_words(words: [u32; 8]) -> Self {
        Self(words)
    }

    /// Removes the last nine digits of the number and returns them.
    fn last_nine(&mut self) -> u64 {
        let mut rest = 0_u64;
        for word in &mut self.0 {
            let all = (rest << 32) | u64::from(*word);
            *word = (all / 1_000_000_000) as u32;
            rest = all % 1_000_000_000;
        }
        rest
    }

    /// The last eighteen digits, last digit first, as a number: it orders as the text of all digits does, except for
    /// ties.
    pub(super) fn leading_key(self) -> u64 {
        // The words' values modulo 10¹⁸ are independent of each other, which is faster than a division that passes from
        // word to word.
        let words = self.0.iter().zip(&WORTH);
        let sum: u128 = words.map(|(&word, &worth)| u128::from(word) * u128::from(worth)).sum();
        let last = (sum % u128::from(EIGHTEEN)) as u64;
        reversed(last % 1_000_000_000) * 1_000_000_000 + reversed(last / 1_000_000_000)
    }

    /// All digits, last digit first; an empty text for 0.
    pub(super) fn digits_from_last(mut self) -> String {
        let mut digits = String::with_capacity(78);
        while self.0.iter().any(|&word| word > 0) {
            let mut nine = self.last_nine();
            let is_last = self.0.iter().all(|&word| word == 0);
            for _ in 0..9 {
                if is_last && nine == 0 {
                    break;
                }
                digits.push(char::from(b'0' + (nine % 10) as u8));
                nine /= 10;
            }
        }
        digits
    }

    /// The number in ordinary decimal digits.
    pub(super) fn decimal(self) -> String {
        let digits = self.digits_from_last();
        if digits.is_empty() { "0".to_owned() } else { digits.chars().rev().collect() }
    }
}

/// 10¹⁸, the bound of numbers with eighteen digits, and the value of each word of a hash modulo it.
const EIGHTEEN: u64 = 1_000_000_000_000_000_000;
const WORTH: [u64; 8] = worth(EIGHTEEN);

/// 2 to the powers of 224, 192 and so on down to 0, modulo a number.
const fn worth(modulus: u64) -> [u64; 8] {
    let mut worth = [1 % modulus; 8];
    let mut at = 7;
    while at > 0 {
        worth[at - 1] = (((worth[at] as u128) << 32) % modulus as u128) as u64;
        at -= 1;
    }
    worth
}

/// A filter that rejects most hashes whose leading key is above a bar, and never one that is not.
///
/// Digits are read from the end of the number, so a small key means that the number is a multiple of a power of ten.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve {
    /// Bits that are 0 in every multiple of that power of ten.
    bits: u32,
    /// The power of ten, at most 10⁸, and the value of each word modulo it.
    power: u64,
    worth: [u64; 8],
}

impl Sieve {
    /// A filter for keys up to this one.
    pub(super) fn below(bar: u64) -> Self {
        // The number of leading zeros among the eighteen digits of the bar.
        let zeros = if bar >= EIGHTEEN { 0 } else { 18 - bar.checked_ilog10().map_or(0, |digits| digits + 1) };
        let power = 10_u64.pow(zeros.min(8));
        Self { bits: (1 << zeros) - 1, power, worth: worth(power) }
    }

    /// Whether the key of a hash is certainly above the bar.
    #[inline]
    pub(super) fn holds_back(&self, hash: &HashNumber) -> bool {
        if hash.0[7] & self.bits != 0 {
            return true;
        }
        // Eight products of 32 and less than 27 bits: the sum has less than 62 bits.
        let words = hash.0.iter().zip(&self.worth);
        words.map(|(&word, &worth)| u64::from(word) * worth).sum::<u64>() % self.power != 0
    }
}

/// The bytes in hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Nine digits in reverse order.
fn reversed(mut nine: u64) -> u64 {
    let mut turned = 0;
    for _ in 0..9 {
        turned = turned * 10 + nine % 10;
        nine /= 10;
    }
    turned
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn digits_of_numbers_known_by_heart() {
        let number = |words: [u32; 8]| HashNumber(words);
        assert_eq!(number([0; 8]).decimal(), "0");
        assert_eq!(number([0, 0, 0, 0, 0, 0, 0, 1_000]).decimal(), "1000");
        assert_eq!(number([0, 0, 0, 0, 0, 0, 1, 0]).decimal(), "4294967296");
        let all = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
        assert_eq!(number([u32::MAX; 8]).decimal(), all);
        assert_eq!(number([0, 0, 0, 0, 0, 0, 1, 0]).leading_key(), 692_769_492_400_000_000);
        assert_eq!(number([u32::MAX; 8]).leading_key(), 539_936_921_319_700_485);
    }
    #[test]
    fn what_a_sieve_holds_back_is_too_large() {
        let (mut below, mut held) = (0, 0);
        for card in 0..40_000_u64 {
            let hash = HashNumber::new(&Sha256::digest(card.to_string()));
            let digits: String = hash.digits_from_last().chars().chain(std::iter::repeat('0')).take(18).collect();
            let key: u64 = digits.parse().expect("digits");
            assert_eq!(hash.leading_key(), key);
            for bar in [0, 9, EIGHTEEN / 1_000, EIGHTEEN / 100 - 1, EIGHTEEN / 37, EIGHTEEN - 1, u64::MAX] {
                let holds_back = Sieve::below(bar).holds_back(&hash);
                assert!(!holds_back || key > bar, "{key} {bar}");
                below += u32::from(key <= bar);
                held += u32::from(holds_back);
            }
        }
        assert!(below > 80_000 && held > 150_000, "{below} {held}");
        let ends = |number: u32, bar: u64| Sieve::below(bar).holds_back(&HashNumber([0, 0, 0, 0, 0, 0, 0, number]));
        assert_eq!([17, 16, 8, 7].map(|zeros| ends(1 << 9, 10_u64.pow(17 - zeros))), [true; 4]);
        assert!(!ends(0, 0) && !ends(1_000_000_000, 100_000_000));
    }
}
