//! Messages for errors of the TOML reader, in every language; other errors keep the reader's own text.

use crate::reason::{Filling, Reason, complaints};

/// A text of the reader, and its message.
type Said = (&'static str, fn() -> Reason);

/// Texts of the reader, and the message of each.
const SAID: [Said; 25] = [
    ("duplicate key", complaints::message_toml_twice),
    ("string values must be quoted", complaints::message_toml_quotes),
    ("key with no value", complaints::message_toml_no_value),
    ("invalid basic string", complaints::message_toml_text),
    ("invalid literal string", complaints::message_toml_literal),
    ("unclosed array", complaints::message_toml_list),
    ("unclosed table", complaints::message_toml_table),
    ("unclosed array table", complaints::message_toml_tables),
    ("unclosed inline table", complaints::message_toml_inline),
    ("invalid boolean", complaints::message_toml_truth),
    ("unexpected leading zero", complaints::message_toml_zero),
    ("unquoted keys cannot be empty", complaints::message_toml_key),
    ("invalid unquoted key", complaints::message_toml_odd_key),
    ("missing escaped value", complaints::message_toml_escape),
    ("invalid exponent", complaints::message_toml_exponent),
    ("missing comma between array elements", complaints::message_toml_comma),
    ("missing comma between key-value pairs", complaints::message_toml_comma_pairs),
    ("missing assignment between key-value pairs", complaints::message_toml_assign),
    ("missing value", complaints::message_toml_missing),
    ("missing value for key", complaints::message_toml_missing_for),
    ("unexpected content", complaints::message_toml_content),
    ("unexpected key or value", complaints::message_toml_either),
    ("invalid value", complaints::message_toml_value),
    ("cannot recurse further; max recursion depth met", complaints::message_toml_deep),
    ("carriage return must be followed by newline", complaints::message_toml_return),
];

/// Texts that it may have expected, and the message of each.
const WANTED: [Said; 6] = [
    ("nothing", complaints::wanted_nothing),
    ("letters, numbers, `-`, `_`", complaints::wanted_letters),
    ("digits", complaints::wanted_digits),
    ("literal string", complaints::wanted_literal),
    ("key", complaints::wanted_key),
    ("value", complaints::wanted_value),
];

/// The message for an error, with the word where it occurred, if it is one.
pub(super) fn toml_says(text: &str, word: Option<&str>) -> Filling {
    let says = match text.split_once(", expected ") {
        Some((says, wanted)) => complaints::message_toml_expected(of(&SAID, says), of(&WANTED, wanted)).into(),
        None => of(&SAID, text),
    };
    match word {
        Some(word) => complaints::message_toml_word(says, word).into(),
        None => says,
    }
}

fn of(known: &[Said], text: &str) -> Filling {
    let kind =
        text.strip_prefix("cannot extend value of type ").and_then(|rest| rest.strip_suffix(" with a dotted key"));
    let known = known.iter().find(|(says, _)| *says == text).map(|(_, message)| message());
    known.or_else(|| kind.map(complaints::message_toml_dotted)).map_or_else(|| text.into(), Filling::from)
}
