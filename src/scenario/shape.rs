//! Checks the shape of a scenario: every key, kind and range, against the language's own JSON Schema.
//!
//! One schema serves editors, other programs and this reader. A text that passes here can be read; another one is
//! refused with messages in the scenario's terms, not in those of the TOML reader.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::audit::Date;
use crate::error::{Complaint, Key, printable};
use crate::reason::{Filling, Reason, complaints, manifest, rules};

/// Most characters of a text that a message repeats.
const SHOWN: usize = 60;

/// Checks a document against the schema of scenario files.
pub(super) fn check(document: &DeTable<'_>, schema: &Value) -> Result<(), Complaint> {
    Shape { definitions: &schema["$defs"] }.table(document, schema)
}

struct Shape<'a> {
    definitions: &'a Value,
}

impl Shape<'_> {
    /// A schema with references and "or null" resolved; of several kinds, the one of the value.
    fn resolve<'s>(&'s self, mut schema: &'s Value, value: &DeValue<'_>) -> &'s Value {
        let kind = match value {
            DeValue::Table(_) => "object",
            DeValue::Array(_) => "array",
            DeValue::Integer(_) | DeValue::Float(_) => "number",
            _ => "string",
        };
        loop {
            if let Some(name) = schema["$ref"].as_str() {
                schema = &self.definitions[name.trim_start_matches("#/$defs/")];
            } else if let Some(list) = schema["anyOf"].as_array() {
                let some = || list.iter().filter(|s| s["type"] != "null");
                schema = some().find(|s| s["type"] == kind).or_else(|| some().next()).unwrap_or(&Value::Null);
            } else {
                return schema;
            }
        }
    }

    fn value(&self, value: &DeValue<'_>, schema: &Value) -> Result<(), Complaint> {
        let schema = self.resolve(schema, value);
        let wrong = |allowed: Reason| Err(Complaint::allowed("", found(value), allowed));
        if let Some(choices) = schema["oneOf"].as_array() {
            return if choices.iter().all(|c| c["const"].is_string()) {
                name(value, choices.iter().map(|c| &c["const"]))
            } else {
                self.kind(value, choices)
            };
        }
        if let Some(names) = schema["enum"].as_array() {
            return name(value, names.iter());
        }
        match (type_of(schema), value) {
            ("object", DeValue::Table(table)) => self.table(table, schema),
            ("object", _) => wrong(rules::rule_table()),
            ("array", DeValue::Array(items)) => {
                let one = |(i, item): (usize, &toml::Spanned<DeValue<'_>>)| match item.get_ref() {
                    DeValue::String(text) if text.contains('\n') => {
                        Err(Complaint::allowed("", found(item.get_ref()), complaints::rule_one_line()).at(i))
                    }
                    item => self.value(item, &schema["items"]).map_err(|c| c.at(i)),
                };
                items.iter().enumerate().try_for_each(one)
            }
            ("array", _) => wrong(rules::rule_list()),
            ("integer", DeValue::Integer(number)) => {
                let number = i128::from_str_radix(number.as_str(), number.radix());
                let (least, most) = range(schema);
                if number.is_ok_and(|n| (least..=most).contains(&n)) { Ok(()) } else { wrong(whole(least, most)) }
            }
            ("integer", _) => {
                let (least, most) = range(schema);
                wrong(whole(least, most))
            }
            ("string", DeValue::String(text)) if schema["format"] == "date" && Date::parse(text).is_none() => {
                wrong(complaints::rule_date())
            }
            ("string", DeValue::Datetime(day))
                if schema["format"] == "date" && Date::parse(&day.to_string()).is_none() =>
            {
                wrong(rules::rule_date_alone("2026-11-09"))
            }
            ("string", DeValue::String(text)) if text.chars().any(is_unprintable) => wrong(rules::rule_no_controls()),
            ("number", DeValue::Integer(_) | DeValue::Float(_))
            | ("string", DeValue::String(_))
            | ("boolean", DeValue::Boolean(_)) => Ok(()),
            ("string", DeValue::Datetime(_)) if schema["format"] == "date" => Ok(()),
            ("number", _) => wrong(rules::rule_number()),
            ("string", _) if schema["format"] == "date" => wrong(complaints::rule_date()),
            ("string", _) => wrong(complaints::rule_quotes()),
            ("boolean", _) => wrong(rules::rule_true_false()),
            _ => Ok(()),
        }
    }

    fn table(&self, table: &DeTable<'_>, schema: &Value) -> Result<(), Complaint> {
        let properties = schema["properties"].as_object();
        for (key, value) in table {
            let key: &str = key.get_ref();
            let known = properties.and_then(|p| p.get(key));
            let schema = match (known, &schema["additionalProperties"]) {
                (Some(schema), _) => schema,
                (None, Value::Bool(false)) => {
                    let known = properties.into_iter().flatten().map(|p| p.0).filter(|known| *known != "kind");
                    return Err(Complaint::unknown(key, key, known));
                }
                (None, others) => others,
            };
            if key.chars().any(|c| is_unprintable(c) || c == '\n') {
                let rule = rules::allowed(complaints::rule_plain_names());
                return Err(Complaint::rule(
                    key,
                    rules::found_the_key(format_args!("{:?}", key.chars().take(SHOWN).collect::<String>())),
                    rule,
                ));
            }
            let one_line = |text: &str| !text.contains('\n') || ["story", "lesson"].contains(&key);
            if let DeValue::String(text) = value.get_ref()
                && !one_line(text)
            {
                return Err(Complaint::allowed(key, found(value.get_ref()), complaints::rule_one_line()));
            }
            self.value(value.get_ref(), schema).map_err(|c| c.under(key))?;
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !table.iter().any(|(k, _)| k.get_ref() == key) {
                let rule = rules::rule_key_needed(format_args!("\"{key}\""));
                return Err(Complaint::rule("", rules::found_no_key(key), rule));
            }
        }
        Ok(())
    }

    /// Checks a table with a `kind`.
    fn kind(&self, value: &DeValue<'_>, choices: &[Value]) -> Result<(), Complaint> {
        let DeValue::Table(table) = value else {
            return Err(Complaint::allowed("", found(value), rules::rule_table()));
        };
        let kinds = || choices.iter().map(|c| &c["properties"]["kind"]["const"]);
        let Some((_, kind)) = table.iter().find(|(k, _)| k.get_ref() == "kind") else {
            return Err(Complaint::rule("", rules::found_no_kind(), rules::rule_key_needed("\"kind\"")));
        };
        name(kind.get_ref(), kinds()).map_err(|c| c.under("kind"))?;
        let DeValue::String(kind) = kind.get_ref() else { return Ok(()) };
        let place = kinds().position(|k| k.as_str() == Some(kind)).unwrap_or(0);
        self.table(table, &choices[place])
    }
}

/// Whether a character controls a terminal or changes the direction of writing.
fn is_unprintable(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn type_of(schema: &Value) -> &str {
    let types = &schema["type"];
    let of_list = || types.as_array()?.iter().filter_map(Value::as_str).find(|t| *t != "null");
    types.as_str().or_else(of_list).unwrap_or_default()
}

/// The smallest and the largest whole number of a schema's format.
fn range(schema: &Value) -> (i128, i128) {
    match schema["format"].as_str().unwrap_or_default() {
        "uint8" => (0, i128::from(u8::MAX)),
        "uint16" => (0, i128::from(u16::MAX)),
        "uint32" => (0, i128::from(u32::MAX)),
        "int32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "int64" => (i128::from(i64::MIN), i128::from(i64::MAX)),
        // Integers of the file itself go no further.
        _ => (0, i128::from(i64::MAX)),
    }
}

fn whole(least: i128, most: i128) -> Reason {
    match (least, most) {
        (0, most) if most == i128::from(i64::MAX) => complaints::rule_whole_0(),
        (least, _) if least == i128::from(i64::MIN) => complaints::rule_whole(),
        (least, most) => rules::rule_whole_range(least.to_string(), most.to_string()),
    }
}

fn name<'v>(value: &DeValue<'_>, names: impl Iterator<Item = &'v Value>) -> Result<(), Complaint> {
    let names: Vec<&str> = names.filter_map(Value::as_str).collect();
    match value {
        DeValue::String(text) if names.contains(&text.as_ref()) => Ok(()),
        DeValue::String(text) => Err(Complaint::unknown("", text, names)),
        _ => Err(Complaint::allowed("", found(value), complaints::rule_quotes())),
    }
}

/// The found value, as a message.
fn found(value: &DeValue<'_>) -> Filling {
    let shorten = |text: &str| text.chars().take(SHOWN).collect::<String>();
    match value {
        DeValue::String(text) => complaints::found_text(format_args!("{:?}", shorten(text))).into(),
        // The reader of TOML takes zero bytes into a number.
        DeValue::Integer(number) => printable(&shorten(number.as_str())).into(),
        DeValue::Float(number) => printable(&shorten(number.as_str())).into(),
        DeValue::Boolean(value) => value.to_string().into(),
        DeValue::Datetime(_) => manifest::found_a_date().into(),
        DeValue::Array(_) => rules::found_a_list().into(),
        DeValue::Table(_) => complaints::found_a_table().into(),
    }
}

/// The line (from 1) of the value at `keys`, or of the innermost existing table on its path.
pub(super) fn line_of(text: &str, keys: &[Key]) -> usize {
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let mut at = 0;
    let mut here: Option<&DeTable<'_>> = Some(table.get_ref());
    let mut list: Option<&[toml::Spanned<DeValue<'_>>]> = None;
    for key in keys {
        let value = match key {
            Key::Name(name) => {
                let found = here.and_then(|table| table.iter().find(|(k, _)| k.get_ref() == name.as_str()));
                let Some((key, value)) = found else { break };
                at = key.span().start;
                value
            }
            Key::Index(index) => {
                let Some(value) = list.and_then(|list| list.get(*index)) else { break };
                at = value.span().start;
                value
            }
        };
        (here, list) = match value.get_ref() {
            DeValue::Table(table) => (Some(table), None),
            DeValue::Array(items) => (None, Some(&items[..])),
            _ => (None, None),
        };
    }
    line_at(text, at)
}

/// The line (from 1) that holds the byte at `offset`.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    text.as_bytes()[..end].split(|&b| b == b'\n').count()
}
