//! Names as people typed them: each has one spelling, and no two names look alike.
//!
//! Blanks at the ends, runs of blanks and the coding of accented letters do not count: `"Ada "`, `"Ada"` and
//! `"\u{a0}Ada"` are one name. Names that differ only in what a reader cannot see or would not intend, such as
//! capitals, a blank, a sign without width or a Cyrillic letter for a Latin one, are refused. Otherwise one candidate
//! could be entered as two, whose votes are split, and an audit would confirm a claim about the wrong candidate.
//!
//! # Reference
//! Unicode Standard Annex 15 (normalization) and Technical Standard 39, section 4 (confusable detection).

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

use crate::reason::{Filling, Reason, rules};

/// A name in its one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct Name(String);

impl Name {
    /// Composes letters, turns every run of blanks into one plain blank and trims the ends; `None` where nothing is
    /// left.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        if typed.is_ascii() {
            let words: Vec<&str> = typed.split_whitespace().collect();
            return (!words.is_empty()).then(|| Self(words.join(" ")));
        }
        let composed: String = typed.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let ends = |c: char| c == ' ' || has_no_width(c);
        let words: Vec<&str> = composed.trim_matches(ends).split(' ').filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then(|| Self(words.join(" ")))
    }

    /// The name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character has no width: joiners, soft hyphens, marks of the direction of writing, byte order marks.
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

/// The name without capitals, blanks and signs without width. A blank between two digits stays, because batch 1 12 is
/// not batch 11 2.
fn folded(name: &str) -> String {
    if name.is_ascii() {
        let plain = name.as_bytes();
        let digit = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(u8::is_ascii_digit);
        let counts = |at: usize| plain[at] > b' ' || digit(at.checked_sub(1)) && digit(Some(at + 1));
        return (0..plain.len())
            .filter(|&at| counts(at))
            .map(|at| char::from(plain[at].to_ascii_lowercase()))
            .collect();
    }
    let plain: Vec<char> = name.nfkc().filter(|&c| !has_no_width(c)).collect();
    let digit = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(char::is_ascii_digit);
    let counts = |at: usize| !plain[at].is_whitespace() || digit(at.checked_sub(1)) && digit(Some(at + 1));
    let kept: String = (0..plain.len()).filter(|&at| counts(at)).map(|at| plain[at]).collect();
    kept.to_uppercase().to_lowercase()
}

/// What a name looks like at a glance, in small letters and in capitals: names that agree in either look alike. A
/// letter of another script counts as the Latin letter that it looks like. A plain l and a 1 are different.
pub(crate) fn shapes(name: &str) -> [String; 2] {
    let small = folded(name);
    if small.is_ascii() {
        return [small.clone(), small];
    }
    let like = |text: &str| {
        let mut shape = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii() { shape.push(c) } else { shape.extend(skeleton(c.encode_utf8(&mut [0; 4]))) }
        }
        shape.to_lowercase()
    };
    [like(&small), like(&small.to_uppercase())]
}

/// Two different names that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alike {
    one: String,
    other: String,
}

impl Alike {
    /// Both names, as they were typed.
    pub(crate) fn found(&self) -> Reason {
        rules::found_alike(format_args!("{:?}", short(&self.one)), format_args!("{:?}", short(&self.other)))
    }

    /// A rule that says that the names must differ, and names the first letter that only one of them has, with its
    /// script.
    pub(crate) fn apart(&self) -> Reason {
        let odd = |name: &str, beside: &str| {
            let strange = |&(_, c): &(usize, char)| !c.is_ascii() && !beside.contains(c);
            let (at, letter) = name.chars().enumerate().find(strange)?;
            let (name, code) = (format!("{:?}", short(name)), format!("{:04X}", letter as u32));
            Some(rules::rule_apart_letter(at + 1, name, code, script(letter)))
        };
        let odd = odd(&self.one, &self.other).or_else(|| odd(&self.other, &self.one));
        odd.unwrap_or_else(rules::rule_apart)
    }

    /// Whether a name, as typed, is one of the two.
    pub(crate) fn has(&self, typed: &str) -> bool {
        self.one == typed || self.other == typed
    }
}

/// The script of a letter.
fn script(letter: char) -> Filling {
    match letter.script() {
        _ if has_no_width(letter) => rules::script_no_width().into(),
        Script::Latin => rules::script_latin().into(),
        Script::Cyrillic => rules::script_cyrillic().into(),
        Script::Greek => rules::script_greek().into(),
        other => other.full_name().into(),
    }
}

/// A name cut to the 60 letters that a message repeats.
fn short(name: &str) -> String {
    name.chars().take(60).collect()
}

/// The first two names that look alike.
pub(crate) fn alike<'n>(names: impl IntoIterator<Item = &'n Name>) -> Option<Alike> {
    first_alike(&names.into_iter().map(|name| (name, name.as_str())).collect::<Vec<_>>())
}

/// The first two names that look alike, among names as they were typed; two spellings of one name look alike.
pub(crate) fn alike_as_typed<'n>(typed: impl IntoIterator<Item = &'n str>) -> Option<Alike> {
    let spelled: Vec<(Name, &str)> = typed.into_iter().filter_map(|typed| Some((Name::of(typed)?, typed))).collect();
    first_alike(&spelled.iter().map(|(name, typed)| (name, *typed)).collect::<Vec<_>>())
}

fn first_alike(names: &[(&Name, &str)]) -> Option<Alike> {
    let pair = |one: &str, other: &str| Some(Alike { one: one.to_owned(), other: other.to_owned() });
    // Plain names need only one shape: their small letters and capitals correspond.
    let kinds = if names.iter().all(|(name, _)| name.0.is_ascii()) { 1 } else { 2 };
    let mut spelled: HashMap<&Name, &str> = HashMap::with_capacity(names.len());
    let mut seen: [BTreeMap<String, &str>; 2] = Default::default();
    for (name, typed) in names {
        if let Some(known) = spelled.insert(name, typed) {
            if known != *typed {
                return pair(known, typed);
            }
            continue;
        }
        let shapes = if kinds == 1 { [folded(name.as_str()), String::new()] } else { shapes(name.as_str()) };
        for (shape, seen) in shapes.into_iter().zip(&mut seen).take(kinds) {
            if let Some(known) = seen.insert(shape, typed) {
                return pair(known, typed);
            }
        }
    }
    None
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
        for (one, other) in [
            ("Ada", "ada"),
            ("Ada Jo", "AdaJo"),
            ("A\u{200d}da", "Ada"),
            ("Stra\u{df}e", "STRASSE"),
            ("\u{410}da", "Ada"),
            ("\u{ff21}da", "Ada"),
            ("\u{fb01}n", "fin"),
            // Letters that look alike only as capitals, or only as small letters.
            ("\u{412}en", "Ben"),
            ("\u{422}om", "TOM"),
            ("\u{41c}\u{430}\u{440}\u{443} 1", "Mapy 1"),
            ("\u{3bd}on", "von"),
            ("Pe\u{f1}a", "PE\u{d1}A"),
        ] {
            for (one, other) in [(one, other), (other, one)] {
                let found = alike([&name(one), &name(other)]).expect("they look alike");
                assert_eq!(found.found().to_string(), format!("{one:?} and {other:?}, which look alike"));
                assert!(found.has(one) && found.has(other) && !found.has("Eve"));
            }
        }
        for (one, other) in [
            ("Ada", "Ada"),
            ("Ada", "Ava"),
            ("ED 1 12", "ED 11 2"),
            ("b1", "bl"),
            ("Jos\u{e9}", "Jose"),
            ("M", "RN"),
            ("Pe\u{f1}a 1", "Pe\u{f1}a l"),
            ("\u{5e2}\u{5d3}\u{5d4} \u{5dc}\u{5d5}\u{5d9}", "\u{5e2}\u{5d3}\u{5d4} \u{5dc}\u{5d9}\u{5df}"),
        ] {
            assert_eq!(alike([&name(one), &name(other)]), None, "{one} {other}");
        }
    }

    #[test]
    fn the_letter_of_another_script_is_named() {
        let shown = |one: &str, other: &str| alike([&name(one), &name(other)]).expect("alike").apart().to_string();
        assert!(shown("Ada", "\u{410}da").ends_with(" (letter 1 of \"\u{410}da\" is U+0410, Cyrillic)"));
        assert!(shown("P\u{3bf}", "Po").ends_with(" (letter 2 of \"P\u{3bf}\" is U+03BF, Greek)"));
        assert!(shown("A\u{200d}da", "Ada").ends_with("is U+200D, without width)"));
        assert!(!shown("Ada", "ADA").contains("letter"));
    }

    #[test]
    fn two_spellings_of_one_name_are_told() {
        let shown = |names: &[&str]| alike_as_typed(names.iter().copied()).map(|alike| alike.found().to_string());
        assert_eq!(shown(&["Ada", "Ben", "Ada"]), None);
        assert_eq!(shown(&["B", "A ", "A"]).as_deref(), Some("\"A \" and \"A\", which look alike"));
        assert!(shown(&["A", "a"]).is_some() && shown(&[" ", "A"]).is_none());
    }
}
