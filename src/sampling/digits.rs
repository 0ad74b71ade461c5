//! A 256-bit hash in digits: decimal, last digit first, and hexadecimal.

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

    /// From the words of a hash, the first on top.
    pub(super) fn of_words(words: [u32; 8]) -> Self {
        Self(words)
    }

    /// Whether the number may end in so many zeros: if it does, it is divisible by that power of two.
    pub(super) fn may_end_in_zeros(&self, zeros: u32) -> bool {
        self.0[7] & ((1 << zeros) - 1) == 0
    }

    /// Takes the last nine digits off the number.
    fn last_nine(&mut self) -> u64 {
        let mut rest = 0_u64;
        for word in &mut self.0 {
            let all = (rest << 32) | u64::from(*word);
            *word = (all / 1_000_000_000) as u32;
            rest = all % 1_000_000_000;
        }
        rest
    }

    /// The last eighteen digits, last digit first, as a number: it orders as the text of all digits does, ties apart.
    pub(super) fn leading_key(mut self) -> u64 {
        let first = reversed(self.last_nine());
        first * 1_000_000_000 + reversed(self.last_nine())
    }

    /// All digits, last digit first; none for 0.
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

    /// The number as people write it.
    pub(super) fn decimal(self) -> String {
        let digits = self.digits_from_last();
        if digits.is_empty() { "0".to_owned() } else { digits.chars().rev().collect() }
    }
}

/// The bytes in hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Nine digits in the opposite order.
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
}
