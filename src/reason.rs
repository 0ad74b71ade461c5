//! Messages as data: the id of a message and the values of its arguments. Texts are in `report/messages/`, one file a
//! language.
//!
//! A room makes a reason with the function of its message, such as `findings::duplicate_upload(place)`. These functions are
//! generated from the message files when the program is built. Only `report` turns a reason into text.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/reasons.rs"));

/// A reason, finding or description: a message and the values of its arguments.
///
/// Its `Display` is the English text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    id: &'static str,
    filled: Vec<(&'static str, Filling)>,
}

/// The value of an argument of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filling {
    /// A name, or another text that is the same in every language.
    Text(String),
    /// A whole number, shown by its digits.
    Number(i64),
    /// Another message.
    Reason(Reason),
    /// Several values in a row, separated by a text.
    Joined {
        /// The text between two values.
        by: Box<str>,
        /// The values, in order.
        all: Box<[Filling]>,
    },
}

impl Reason {
    /// A text that is not in the message files, the same in every language: for methods and bets from outside this
    /// crate.
    pub fn own_words(text: impl Into<String>) -> Self {
        findings::own_words(text.into())
    }

    /// A message of the files.
    fn of(id: &'static str, filled: Vec<(&'static str, Filling)>) -> Self {
        Self { id, filled }
    }

    /// The message with that id, if it has no arguments.
    pub(crate) fn named(id: &str) -> Option<Self> {
        known(id).filter(|(_, arguments)| arguments.is_empty()).map(|(id, _)| Self::of(id, Vec::new()))
    }

    /// A copy with `change` applied to every text, at any depth.
    #[must_use]
    pub(crate) fn with_texts(self, change: &dyn Fn(&str) -> String) -> Self {
        let filled = self.filled.into_iter().map(|(name, filling)| (name, filling.with_texts(change)));
        Self { id: self.id, filled: filled.collect() }
    }

    /// The id of its message, such as `findings-duplicate-upload`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// A copy with `put` applied to every text that fills an argument of this name, in nested messages too.
    #[must_use]
    pub fn refilled(&self, argument: &str, put: &impl Fn(&str) -> String) -> Self {
        let one = |(name, filling): &(&'static str, Filling)| match filling {
            Filling::Text(text) if *name == argument => (*name, Filling::Text(put(text))),
            other => (*name, other.refilled(argument, put)),
        };
        Self { id: self.id, filled: self.filled.iter().map(one).collect() }
    }

    /// Its arguments: name and value.
    pub fn filled(&self) -> &[(&'static str, Filling)] {
        &self.filled
    }
}

impl Filling {
    /// A copy with `put` applied to every text that fills an argument of this name in a nested message.
    #[must_use]
    pub fn refilled(&self, argument: &str, put: &impl Fn(&str) -> String) -> Self {
        match self {
            Self::Reason(reason) => Self::Reason(reason.refilled(argument, put)),
            Self::Joined { by, all } => {
                Self::Joined { by: by.clone(), all: all.iter().map(|it| it.refilled(argument, put)).collect() }
            }
            other => other.clone(),
        }
    }

    /// Several values in a row, separated by `by`.
    pub fn joined<F: Into<Self>>(by: &str, all: impl IntoIterator<Item = F>) -> Self {
        Self::Joined { by: by.into(), all: all.into_iter().map(Into::into).collect() }
    }

    /// A copy with `change` applied to every text in it.
    #[must_use]
    pub(crate) fn with_texts(self, change: &dyn Fn(&str) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(&text)),
            Self::Number(number) => Self::Number(number),
            Self::Reason(reason) => Self::Reason(reason.with_texts(change)),
            Self::Joined { by, all } => {
                Self::Joined { by, all: all.into_iter().map(|one| one.with_texts(change)).collect() }
            }
        }
    }
}

impl From<Reason> for Filling {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Filling {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<fmt::Arguments<'_>> for Filling {
    fn from(text: fmt::Arguments<'_>) -> Self {
        Self::Text(text.to_string())
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Filling {
            fn from(number: $number) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}

numbers! { u8 u16 u32 i32 i64 }

impl From<f64> for Filling {
    fn from(number: f64) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<u64> for Filling {
    fn from(number: u64) -> Self {
        // A number beyond `i64` is shown by its digits.
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Number)
    }
}

impl From<usize> for Filling {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

/// Writes the English text: for documents that other programs read.
#[expect(clippy::ref_option, reason = "a field is given by reference")]
pub(crate) fn in_english<S: Serializer>(reason: &Option<Reason>, serializer: S) -> Result<S::Ok, S::Error> {
    match reason {
        Some(reason) => serializer.collect_str(reason),
        None => serializer.serialize_none(),
    }
}

/// The id of a message of the files, and the names of its arguments.
fn known(id: &str) -> Option<(&'static str, &'static [&'static str])> {
    MESSAGES.binary_search_by(|message| message.0.cmp(id)).ok().map(|at| MESSAGES[at])
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_struct("Reason", 2)?;
        written.serialize_field("id", self.id)?;
        written.serialize_field("filled", &self.filled)?;
        written.end()
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;

        impl<'de> Visitor<'de> for Reads {
            type Value = Reason;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("struct Reason")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reason, A::Error> {
                let (mut id, mut filled) = (None, Vec::new());
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "id" => {
                            let named: String = map.next_value()?;
                            let message = known(&named);
                            id = Some(
                                message.ok_or_else(|| de::Error::unknown_variant(&named, &["findings-own-words"]))?,
                            );
                        }
                        "filled" => filled = map.next_value::<Vec<(String, Filling)>>()?,
                        _ => return Err(de::Error::unknown_field(&key, &["id", "filled"])),
                    }
                }
                let (id, own) = id.ok_or_else(|| de::Error::missing_field("id"))?;
                let named = filled.into_iter().map(|(name, filling)| {
                    let argument = own.iter().find(|own| **own == name).copied();
                    argument.map(|own| (own, filling)).ok_or_else(|| de::Error::unknown_field(&name, own))
                });
                let filled = named.collect::<Result<Vec<_>, A::Error>>()?;
                if filled.len() == own.len() {
                    Ok(Reason { id, filled })
                } else {
                    Err(de::Error::invalid_length(filled.len(), &self))
                }
            }
        }

        deserializer.deserialize_struct("Reason", &["id", "filled"], Reads)
    }
}
