//! Texts that stand many times, each once in one piece of memory, with a number for each.

/// Texts and their numbers, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Open addressing: number + 1, or 0 where nobody is. A power of two, at most half full.
    slots: Vec<u32>,
}

impl Dictionary {
    /// How many texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a number.
    pub fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.bytes[start..self.ends[number]]
    }

    /// The text of a number, which was written as text.
    pub fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.get(number)).unwrap_or("\u{fffd}")
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// The number of a text, if it is there.
    pub fn find(&self, text: &[u8]) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        match self.slots[self.slot(text)] {
            0 => None,
            number => Some(number - 1),
        }
    }

    /// The number of a text, which is added where it is new.
    pub fn number(&mut self, text: &[u8]) -> u32 {
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(text);
        if self.slots[slot] == 0 {
            self.bytes.extend_from_slice(text);
            self.ends.push(self.bytes.len());
            self.slots[slot] = self.ends.len() as u32;
        }
        self.slots[slot] - 1
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        for number in 0..self.len() as u32 {
            let slot = self.slot(self.get(number));
            self.slots[slot] = number + 1;
        }
    }

    fn slot(&self, text: &[u8]) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = hash(text) as usize & last;
        loop {
            match self.slots[slot] {
                0 => return slot,
                number if self.get(number - 1) == text => return slot,
                _ => slot = (slot + 1) & last,
            }
        }
    }

    /// Bytes of memory.
    pub fn weight(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 8 + self.slots.capacity() * 4
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes && self.ends == other.ends
    }
}

/// A short mix of the text, eight bytes at a time. Numbers do not depend on it, only speed does.
pub(crate) fn hash(text: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = text.len() as u64;
    let mut words = text.chunks_exact(8);
    for word in &mut words {
        let word = u64::from_le_bytes([word[0], word[1], word[2], word[3], word[4], word[5], word[6], word[7]]);
        state = (state ^ word).wrapping_mul(ODD).rotate_left(29);
    }
    for &byte in words.remainder() {
        state = (state ^ u64::from(byte)).wrapping_mul(ODD).rotate_left(13);
    }
    state = state.wrapping_mul(ODD);
    state ^ state >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_a_plain_map() {
        let (mut numbers, mut plain) = (Dictionary::default(), std::collections::HashMap::new());
        for step in 0..20_000_u64 {
            let text = format!("{}", step.wrapping_mul(2_654_435_761) % 7_001);
            let next = plain.len() as u32;
            assert_eq!(numbers.number(text.as_bytes()), *plain.entry(text).or_insert(next));
        }
        assert_eq!(numbers.len(), plain.len());
        assert!(plain.iter().all(|(text, &number)| numbers.text(number) == text));
        assert!(plain.iter().all(|(text, &number)| numbers.find(text.as_bytes()) == Some(number)));
        assert_eq!((numbers.find(b"no"), Dictionary::default().find(b"")), (None, None));
    }
}
