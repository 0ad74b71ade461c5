//! Votes for names as a question writes them, in its order: of two names of a measure the first one passes or fails.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::risk::bet::spec::names::Name;

/// Votes for names, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(crate) struct VotesInOrder(pub(super) Vec<(Name, u64)>);

impl<'de> Deserialize<'de> for VotesInOrder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct VoteEntries;
        impl<'de> Visitor<'de> for VoteEntries {
            type Value = VotesInOrder;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut votes = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    votes.push(entry);
                }
                Ok(VotesInOrder(votes))
            }
        }
        deserializer.deserialize_map(VoteEntries)
    }
}
