//! The keys of a session in Dominion's JSON, and values that may stand in more than one form.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Keys of sessions and what is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SessionKey {
    Tabulator,
    Batch,
    Record,
    Group,
    Image,
    Unique,
    Original,
    Modified,
    Portion,
    Style,
    IsCurrent,
    Cards,
    Contests,
    Id,
    Paper,
    Undervotes,
    Overvotes,
    Conditions,
    Marks,
    Candidate,
    Rank,
    IsAmbiguous,
    IsVote,
    /// Known, and of no use here.
    Other,
    Unknown(Box<str>),
}

pub(super) struct SessionKeySeed;

impl<'de> DeserializeSeed<'de> for SessionKeySeed {
    type Value = SessionKey;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<SessionKey, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for SessionKeySeed {
    type Value = SessionKey;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<SessionKey, E> {
        Ok(match key {
            "TabulatorId" => SessionKey::Tabulator,
            "BatchId" => SessionKey::Batch,
            "RecordId" => SessionKey::Record,
            "CountingGroupId" => SessionKey::Group,
            "ImageMask" => SessionKey::Image,
            "UniqueVotingIdentifier" => SessionKey::Unique,
            "Original" => SessionKey::Original,
            "Modified" => SessionKey::Modified,
            "PrecinctPortionId" => SessionKey::Portion,
            "BallotTypeId" => SessionKey::Style,
            "IsCurrent" => SessionKey::IsCurrent,
            "Cards" => SessionKey::Cards,
            "Contests" => SessionKey::Contests,
            "Id" => SessionKey::Id,
            "PaperIndex" => SessionKey::Paper,
            "Undervotes" => SessionKey::Undervotes,
            "Overvotes" => SessionKey::Overvotes,
            "OutstackConditionIds" => SessionKey::Conditions,
            "Marks" => SessionKey::Marks,
            "CandidateId" => SessionKey::Candidate,
            "Rank" => SessionKey::Rank,
            "IsAmbiguous" => SessionKey::IsAmbiguous,
            "IsVote" => SessionKey::IsVote,
            "SessionType"
            | "VotingSessionIdentifier"
            | "KeyInId"
            | "ManifestationId"
            | "PartyId"
            | "MarkDensity"
            | "WriteinIndex"
            | "WriteinDensity" => SessionKey::Other,
            other => SessionKey::Unknown(other.chars().take(100).collect()),
        })
    }
}

/// A whole number, or a number in a text; none for another text.
pub(super) struct Number;

impl<'de> DeserializeSeed<'de> for Number {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl Visitor<'_> for Number {
    type Value = Option<u64>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a whole number of at least 0")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.parse().ok())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// A text into memory that is reused; null is empty.
pub(super) struct TextSeed<'s>(pub(super) &'s mut String);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.push_str(text);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.0.push_str(&number.to_string());
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
