//! What else a card is beside its votes.

/// What else a card is; several may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardFlags(u8);

impl CardFlags {
    /// Its record was changed by adjudication, and is the changed one.
    pub const ADJUDICATED: Self = Self(1);
    /// Votes on it are not shown.
    pub const REDACTED: Self = Self(2);
    /// Its identity is not shown.
    pub const NO_IDENTITY: Self = Self(4);
    /// It was copied to another ballot by hand.
    pub const REMADE: Self = Self(8);
    /// The record says that the whole card is void.
    pub const INVALID: Self = Self(16);
    /// The record says that nobody marked anything.
    pub const BLANK: Self = Self(32);
    /// No element of the record is current; the first is taken.
    pub const NOT_CURRENT: Self = Self(64);

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of them hold.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags as bits.
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// The flags of such bits.
    pub(crate) const fn of_bits(bits: u8) -> Self {
        Self(bits)
    }
}
