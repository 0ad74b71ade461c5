//! Names of candidates and batches as people typed them: one spelling each, and no two that look alike.
//!
//! Blanks at the ends and runs of blanks of any kind say nothing, nor does the way a letter with an accent is coded. So
//! `"Ada "`, `"Ada"` and `"\u{a0}Ada"` are one name. Names that still differ, but only in what nobody can see or would
//! mean, such as capitals, a blank, a sign without width or a Cyrillic letter for a Latin one, are refused: two
//! candidates who are one split the votes, and the claim that an audit confirms is then of somebody else.
//!
//! # Reference
//! Unicode Standard Annex 15 (normalization) and Technical Standard 39, section 4 (confusable detection).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_script::UnicodeScript;
use unicode_security::confusable_detection::skeleton;

use super::question::broken;

/// A name in its one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Name(String);

impl Name {
    /// Composed letters, one plain blank for every run of blanks, none at the ends; `None` where nothing is left.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let composed: String = typed.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let ends = |c: char| c == ' ' || has_no_width(c);
        let words: Vec<&str> = composed.trim_matches(ends).split(' ').filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then(|| Self(words.join(" ")))
    }

    /// The name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What is left of it where capitals, blanks and signs without width do not count. A blank between two digits
    /// does: batch 1 12 is not batch 11 2.
    fn folded(&self) -> String {
        let plain: Vec<char> = self.0.nfkc().filter(|&c| !has_no_width(c)).collect();
        let digit = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(char::is_ascii_digit);
        let counts = |at: usize| !plain[at].is_whitespace() || digit(at.checked_sub(1)) && digit(Some(at + 1));
        let kept: String = (0..plain.len()).filter(|&at| counts(at)).map(|at| plain[at]).collect();
        kept.to_uppercase().to_lowercase()
    }
}

/// Signs that no printer shows: joiners, soft hyphens, marks of the direction of writing, byte order marks.
fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Self::of(&typed).ok_or_else(|| D::Error::custom("found an empty name; allowed: a name"))
    }
}

/// Something for every name, each name once.
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
                let again = format!("found {:?} twice, blanks at the ends left out; allowed: every name once", name.0);
                return Err(A::Error::custom(again));
            }
            map.insert(name, value);
        }
        Ok(map)
    }
}

/// The same of names that are kept as they were typed: two spellings of one name are two that look alike.
///
/// # Errors
/// A sentence that shows both, or one that is empty.
pub(crate) fn typed_apart<'n>(key: &str, typed: impl IntoIterator<Item = &'n str>) -> Result<(), String> {
    let mut names: BTreeMap<Name, &str> = BTreeMap::new();
    for typed in typed {
        let name = Name::of(typed).ok_or_else(|| broken(key, "an empty name", "a name"))?;
        if let Some(other) = names.insert(name, typed).filter(|other| *other != typed) {
            let both = format!("{other:?} and {typed:?}, which look alike");
            return Err(broken(key, both, "names that differ in more than capitals, blanks or signs that nobody sees"));
        }
    }
    told_apart(key, names.keys())
}

/// Which letter of one of two names that look alike the other does not have, and of what script it is: nobody sees it.
fn odd_letter(one: &str, other: &str) -> String {
    let odd = |name: &str, beside: &str| {
        let strange = |&(_, c): &(usize, char)| !c.is_ascii() && !beside.contains(c);
        let (at, letter) = name.chars().enumerate().find(strange)?;
        let script = if has_no_width(letter) { "without width" } else { letter.script().full_name() };
        Some(format!(" (letter {} of {name:?} is U+{:04X}, {script})", at + 1, letter as u32))
    };
    odd(one, other).or_else(|| odd(other, one)).unwrap_or_default()
}

/// Refuses names of which two look alike.
///
/// # Errors
/// A sentence that shows both.
pub(crate) fn told_apart<'n>(key: &str, names: impl IntoIterator<Item = &'n Name>) -> Result<(), String> {
    let names: Vec<&Name> = names.into_iter().collect();
    let refused = |one: &Name, other: &Name| {
        let both = format!("{:?} and {:?}, which look alike", one.0, other.0);
        let rule = "names that differ in more than capitals, blanks or signs that nobody sees";
        broken(key, both, rule) + &odd_letter(&one.0, &other.0)
    };
    let mut folded: BTreeMap<String, &Name> = BTreeMap::new();
    for name in &names {
        if let Some(other) = folded.insert(name.folded(), name).filter(|other| other != name) {
            return Err(refused(other, name));
        }
    }
    if names.iter().all(|name| name.0.is_ascii()) {
        return Ok(());
    }
    // Among plain letters an l beside a 1 is another batch; a letter of another script that looks like one of them is not.
    let mut shapes: BTreeMap<String, &Name> = BTreeMap::new();
    for (plain, name) in folded {
        let shape = skeleton(&plain).collect::<String>();
        if let Some(other) = shapes.insert(shape, name).filter(|other| !(other.0.is_ascii() && name.0.is_ascii())) {
            return Err(refused(other, name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Name {
        Name::of(typed).expect("a name")
    }

    #[test]
    fn one_name_has_one_spelling() {
        for typed in ["Ada Jo", " Ada Jo", "Ada\u{a0}Jo", "Ada  Jo\u{3000}", "\u{feff}Ada\tJo\u{200b} "] {
            assert_eq!(name(typed).as_str(), "Ada Jo", "{typed:?}");
        }
        assert_eq!(name("Jose\u{301}"), name("Jos\u{e9}"));
        for nobody in ["", " ", "\u{a0}\u{200b}", "\u{feff}"] {
            assert_eq!(Name::of(nobody), None, "{nobody:?}");
        }
    }

    #[test]
    fn names_that_look_alike_are_told() {
        let told = |one: &str, other: &str| told_apart("names", [&name(one), &name(other)]);
        for (one, other) in [
            ("Ada", "ada"),
            ("Ada Jo", "AdaJo"),
            ("A\u{200d}da", "Ada"),
            ("Stra\u{df}e", "STRASSE"),
            ("\u{410}da", "Ada"),
            ("\u{ff21}da", "Ada"),
            ("\u{fb01}n", "fin"),
        ] {
            let message = told(one, other).expect_err("they look alike");
            assert!(message.contains(&format!("{one:?}")) && message.starts_with("names: found "), "{message}");
        }
        for (one, other) in
            [("Ada", "Ada"), ("Ada", "Ava"), ("ED 1 12", "ED 11 2"), ("b1", "bl"), ("Jos\u{e9}", "Jose"), ("M", "RN")]
        {
            assert_eq!(told(one, other), Ok(()), "{one} {other}");
        }
    }

    #[test]
    fn the_letter_of_another_script_is_named() {
        let told = |one: &str, other: &str| told_apart("names", [&name(one), &name(other)]).expect_err("alike");
        assert!(told("Ada", "\u{410}da").contains("(letter 1 of \"\u{410}da\" is U+0410, Cyrillic)"));
        assert!(told("P\u{3bf}", "Po").contains("(letter 2 of \"P\u{3bf}\" is U+03BF, Greek)"));
        assert!(told("A\u{200d}da", "Ada").contains("is U+200D, without width)"));
        assert!(!told("Ada", "ADA").contains("letter"));
    }

    #[test]
    fn two_spellings_of_one_name_are_told() {
        let told = |names: &[&str]| typed_apart("votes", names.iter().copied());
        assert_eq!(told(&["Ada", "Ben", "Ada"]), Ok(()));
        assert!(
            told(&["A ", "A"])
                .expect_err("two spellings")
                .starts_with("votes: found \"A \" and \"A\", which look alike")
        );
        assert!(told(&["A", "a"]).is_err() && told(&[" "]).is_err());
    }

    #[test]
    fn a_name_stands_once_in_a_list() {
        let read = |text: &str| serde_json::from_str::<ByName<u64>>(text).map_err(|e| e.to_string());
        let both = read(r#"{" A": 1, "B\u00a0": 2}"#).expect("two names");
        assert_eq!((both.get("A"), both.get("B")), (Some(&1), Some(&2)));
        assert!(read(r#"{"A ": 1, "A": 2}"#).expect_err("twice").contains("found \"A\" twice"));
        assert!(read(r#"{" ": 1}"#).expect_err("nobody").contains("found an empty name"));
    }
}
