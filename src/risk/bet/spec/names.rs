//! Names in questions: each in one spelling and at most once, and no two that look alike.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::question::{RefusedField, broken, carry, cut};
pub(crate) use crate::names::Name;
use crate::names::{Alike, alike, alike_as_typed};
use crate::reason::{complaints, questions};

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Self::of(&typed)
            .ok_or_else(|| carry(&complaints::why_found(questions::found_empty_name(), questions::rule_a_name())))
    }
}

/// A value for every name, each name once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByName<T>(BTreeMap<Name, T>);

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Deref for ByName<T> {
    type Target = BTreeMap<Name, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(std::marker::PhantomData)).map(Self)
    }
}

struct Entries<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = BTreeMap<Name, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry::<Name, T>()? {
            if map.contains_key(&name) {
                let again = questions::found_twice_trimmed(format_args!("{:?}", cut(name.as_str())));
                return Err(carry(&complaints::why_found(again, complaints::rule_every_name())));
            }
            map.insert(name, value);
        }
        Ok(map)
    }
}

/// Refuses names if two of them look alike.
///
/// # Errors
/// Both names.
pub(crate) fn distinct<'n>(key: &str, names: impl IntoIterator<Item = &'n Name>) -> Result<(), RefusedField> {
    alike(names).map_or(Ok(()), |alike| Err(refused(key, &alike)))
}

/// The same for names as they were typed: two spellings of one name count as look-alikes.
///
/// # Errors
/// Both names, or one that is empty.
pub(crate) fn typed_apart<'n>(key: &str, typed: impl IntoIterator<Item = &'n str>) -> Result<(), RefusedField> {
    let typed: Vec<&str> = typed.into_iter().collect();
    if typed.iter().any(|typed| Name::of(typed).is_none()) {
        return Err(broken(key, questions::found_empty_name(), questions::rule_a_name()));
    }
    alike_as_typed(typed).map_or(Ok(()), |alike| Err(refused(key, &alike)))
}

fn refused(key: &str, alike: &Alike) -> RefusedField {
    broken(key, alike.found(), alike.apart())
}

#[cfg(test)]
mod tests {
    use super::super::question::unreadable;
    use super::*;

    #[test]
    fn names_that_look_alike_are_refused_with_their_key() {
        let shown = |names: &[&str]| {
            typed_apart("votes", names.iter().copied()).map_err(|refused| refused.reason().to_string())
        };
        assert_eq!(shown(&["Ada", "Ben", "Ada"]), Ok(()));
        let refusal = shown(&["Ada", "\u{410}da"]).expect_err("they look alike");
        assert!(
            refusal.starts_with("votes: found \"Ada\" and \"\u{410}da\", which look alike; allowed: "),
            "{refusal}"
        );
        assert!(refusal.ends_with("sees (letter 1 of \"\u{410}da\" is U+0410, Cyrillic)"), "{refusal}");
        assert!(shown(&[" "]).expect_err("nobody").starts_with("votes: found an empty name"));
    }

    #[test]
    fn a_name_stands_once_in_a_list() {
        let read =
            |text: &str| serde_json::from_str::<ByName<u64>>(text).map_err(|e| unreadable(&e).reason().to_string());
        let both = read(r#"{" A": 1, "B\u00a0": 2}"#).expect("two names");
        assert_eq!((both.get("A"), both.get("B")), (Some(&1), Some(&2)));
        assert!(read(r#"{"A ": 1, "A": 2}"#).expect_err("twice").contains("found \"A\" twice"));
        assert!(read(r#"{" ": 1}"#).expect_err("nobody").contains("found an empty name"));
    }
}
