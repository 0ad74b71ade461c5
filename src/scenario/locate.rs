//! From a key's path to the line where it stands.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Key;

/// The line (from 1) of the value at `keys`, or of the innermost table on the way to it that exists.
pub(super) fn line_of(text: &str, keys: &[Key]) -> usize {
    let Ok(table) = DeTable::parse(text) else { return 1 };
    let mut at = 0;
    let mut here: Option<&DeTable<'_>> = Some(table.get_ref());
    let mut list: Option<&[Spanned<DeValue<'_>>]> = None;
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
