//! One machine's share of a computation on many machines: number i of N, from 0.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::reason::{Reason, complaints};
use serde::{Deserialize, Serialize};

/// Most shards of one computation.
pub const MOST_SHARDS: u32 = 100_000;

/// Share number `index` of `of` shares of nearly equal size.
///
/// ```
/// use recount::simulation::Shard;
/// let shard: Shard = "2/3".parse()?;
/// assert_eq!(shard.trials(10), 6..10);
/// assert!("3/3".parse::<Shard>().is_err());
/// # Ok::<(), recount::simulation::NoShard>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    index: u32,
    of: u32,
}

/// Why there is no such share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoShard {
    /// What was found.
    pub found: String,
    /// What is allowed.
    pub allowed: Reason,
}

impl fmt::Display for NoShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        complaints::message_flaw(&self.found, self.allowed.clone()).fmt(f)
    }
}

impl std::error::Error for NoShard {}

impl Shard {
    /// The whole computation.
    pub const WHOLE: Self = Self { index: 0, of: 1 };

    /// Share number `index`, from 0, of `of`.
    ///
    /// # Errors
    /// Why, if there is no such share.
    pub fn new(index: u64, of: u64) -> Result<Self, NoShard> {
        let none = |allowed| Err(NoShard { found: format!("{index}/{of}"), allowed });
        if !(1..=u64::from(MOST_SHARDS)).contains(&of) {
            return none(complaints::rule_shards(MOST_SHARDS));
        }
        if index >= of {
            return none(complaints::rule_shard_index(format!("0/{of}"), format!("{}/{of}", of - 1)));
        }
        Ok(Self { index: index as u32, of: of as u32 })
    }

    /// Its number, from 0.
    pub fn index(self) -> u32 {
        self.index
    }

    /// Number of shares, at least 1.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Its share of the trials, one block: all shares in order are all trials in order.
    pub fn trials(self, all: u64) -> Range<u64> {
        let begins = |index: u32| (u128::from(all) * u128::from(index) / u128::from(self.of)) as u64;
        begins(self.index)..begins(self.index + 1)
    }

    /// Whether item number `at` is its own, if items are dealt one by one.
    pub fn does(self, at: usize) -> bool {
        at % self.of as usize == self.index as usize
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u64>().ok())?;
        let both = text.split_once('/').and_then(|(index, of)| Some((number(index)?, number(of)?)));
        let shown: String = text.chars().take(40).collect();
        let (index, of) =
            both.ok_or_else(|| NoShard { found: format!("{shown:?}"), allowed: complaints::rule_shard() })?;
        Self::new(index, of)
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = NoShard;

    fn try_from(text: String) -> Result<Self, NoShard> {
        text.parse()
    }
}
