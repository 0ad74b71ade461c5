//! Whole numbers that look random and are the same on every run.

/// A stream of numbers.
pub(crate) struct Random(u64);

impl Random {
    /// The stream of a target's execution.
    pub(crate) fn of(name: &str, number: u64) -> Self {
        let start = name.bytes().fold(number ^ 0x51_7c_c1_b7, |state, byte| mixed(state ^ u64::from(byte)));
        Self(start)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `most`; 0 where that is 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A range of at most `longest` within a length; short ones are more frequent.
    pub(crate) fn range(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        let most = 1 + self.below(longest);
        from..(from + self.below(most + 1)).min(length)
    }
}

/// The finalizer of `SplitMix64`.
fn mixed(mut state: u64) -> u64 {
    state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ state >> 31
}
