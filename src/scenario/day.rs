//! A date in a scenario: as TOML writes it, or as text.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::audit::Date;
use crate::error::Complaint;
use crate::reason::complaints;

/// A day of the calendar: `2026-11-09`, with quotation marks or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayText(pub Date);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Day(toml::value::Datetime),
    Text(String),
}

impl<'de> Deserialize<'de> for DayText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Written::deserialize(deserializer)? {
            Written::Day(day) => day.to_string(),
            Written::Text(text) => text,
        };
        let flaw = || D::Error::custom(Complaint::allowed("", format!("{text:?}"), complaints::rule_date()));
        Date::parse(&text).map(Self).ok_or_else(flaw)
    }
}

impl Serialize for DayText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for DayText {
    fn schema_name() -> Cow<'static, str> {
        "DayText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"description": "A day of the calendar: year-month-day.", "type": "string", "format": "date"})
    }
}
