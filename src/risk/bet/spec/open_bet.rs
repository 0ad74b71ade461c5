//! Bets from outside this crate: their names, and how they are made for an assertion.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::risk::{Bet, Null};

/// The assertion of an audited contest that a bet is made for.
#[derive(Clone, Copy, Debug)]
pub struct BetGround {
    /// The null that the bet is against.
    pub null: Null,
    /// Units of a value of 1.
    pub unit: f64,
    /// Whether records are compared; else cards are polled.
    pub compares: bool,
    /// Reported votes of the winner and of the loser.
    pub votes: [f64; 2],
    /// The diluted margin, above 0 and at most 1.
    pub margin: f64,
    /// The reported mean, on the scale where a vote is 1.
    pub mean: f64,
    /// The risk limit, in (0, 1).
    pub risk_limit: f64,
}

/// An option that is unknown or out of range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfitOption {
    /// Its key.
    pub key: String,
}

/// A bet with a name, for a registry.
pub trait OpenBet: Send + Sync {
    /// Its name in settings.
    fn name(&self) -> &'static str;

    /// The bet for an assertion, with the options given beside its name.
    ///
    /// # Errors
    /// An option that is not known, or out of its range.
    fn bet(&self, options: &Map<String, Value>, ground: &BetGround) -> Result<Arc<dyn Bet + Sync>, UnfitOption>;
}

/// A bet of a registry, named in settings.
#[derive(Clone)]
pub struct OpenBetText {
    pub(super) bet: Arc<dyn OpenBet>,
    pub(super) options: Map<String, Value>,
}

impl fmt::Debug for OpenBetText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("OpenBetText").field(&self.bet.name()).field(&self.options).finish()
    }
}

/// Two are equal if names and options are equal.
impl PartialEq for OpenBetText {
    fn eq(&self, other: &Self) -> bool {
        self.bet.name() == other.bet.name() && self.options == other.options
    }
}
