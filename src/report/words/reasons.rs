//! Reasons of other rooms as text: the message in the reader's language, with its arguments filled.

use std::fmt;

use super::{Words, english};
use crate::reason::{Filling, Reason};

impl Words {
    /// A reason of another room, in this language.
    pub(in crate::report) fn reason(&self, reason: &Reason) -> String {
        let message = self.message(reason.id());
        let filled: Vec<(&str, String)> =
            reason.filled().iter().map(|(name, filling)| (*name, self.filling(filling))).collect();
        let given: Vec<(&str, &str)> = filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
        message.fill(&given)
    }

    /// The text of a filling, in this language.
    pub(in crate::report) fn filling(&self, filling: &Filling) -> String {
        match filling {
            Filling::Text(text) => text.clone(),
            Filling::Number(number) => number.to_string(),
            Filling::Reason(reason) => self.reason(reason),
            Filling::Joined { by, all } => all.iter().map(|one| self.filling(one)).collect::<Vec<_>>().join(by),
        }
    }
}

/// In English, as documents for other programs use it.
impl fmt::Display for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&english().filling(self))
    }
}

/// In English, as documents for other programs use it.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&english().reason(self))
    }
}
