//! A registry of the methods and bets that audits may use, by name: those of this crate, and any others.

use std::fmt;
use std::sync::Arc;

use super::{AuditMethod, AuditSettings, METHODS};
use crate::risk::bet::spec::{BetText, NAMES, OpenBet};

/// Methods and bets by name. It is a value that is passed to every function that looks names up.
#[derive(Clone)]
pub struct Registry {
    methods: Vec<&'static dyn AuditMethod>,
    bets: Vec<Arc<dyn OpenBet>>,
}

/// A name that is already taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameTaken {
    /// The name.
    pub name: &'static str,
}

impl Registry {
    /// Every method and bet of this crate.
    pub fn shipped() -> Self {
        Self { methods: METHODS.to_vec(), bets: Vec::new() }
    }

    /// Adds a method.
    ///
    /// # Errors
    /// If a method has its name, or it is `all`.
    pub fn with_method(mut self, method: &'static dyn AuditMethod) -> Result<Self, NameTaken> {
        let name = method.name();
        if name == "all" || self.method(name).is_some() {
            return Err(NameTaken { name });
        }
        self.methods.push(method);
        Ok(self)
    }

    /// Adds a bet.
    ///
    /// # Errors
    /// If a bet has its name.
    pub fn with_bet(mut self, bet: Arc<dyn OpenBet>) -> Result<Self, NameTaken> {
        let name = bet.name();
        if self.bet_names().any(|known| known == name) {
            return Err(NameTaken { name });
        }
        self.bets.push(bet);
        Ok(self)
    }

    /// The methods, those of this crate first.
    pub fn methods(&self) -> &[&'static dyn AuditMethod] {
        &self.methods
    }

    /// The method of that name.
    pub fn method(&self, name: &str) -> Option<&'static dyn AuditMethod> {
        self.methods.iter().copied().find(|method| method.name() == name)
    }

    /// The names of the bets, those of this crate first.
    pub fn bet_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        NAMES.iter().copied().chain(self.bets.iter().map(|bet| bet.name()))
    }

    /// The settings with names of added bets replaced by these bets.
    pub fn with_bets(&self, settings: &AuditSettings) -> AuditSettings {
        let mut settings = settings.clone();
        settings.bets.values_mut().for_each(|text| self.open_bet(text));
        settings
    }

    /// Puts the bet that a text names in its place, where this registry alone knows it.
    pub fn open_bet(&self, text: &mut BetText) {
        let known = text.name().and_then(|name| self.bets.iter().find(|bet| bet.name() == name));
        if let Some(bet) = known {
            *text = BetText::open(Arc::clone(bet), text);
        }
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::shipped()
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let methods: Vec<&str> = self.methods.iter().map(|method| method.name()).collect();
        let bets: Vec<&str> = self.bet_names().collect();
        formatter.debug_struct("Registry").field("methods", &methods).field("bets", &bets).finish()
    }
}
