//! One message and how it is filled: its arguments, and the form that goes with a number.
//!
//! The tables of messages are written by `build/` from `messages/*.ftl`, so that the program parses none of them when
//! it starts. Of Fluent's format they have texts, arguments, and choices by an argument. What is filled in is copied
//! letter by letter. Fluent's isolation marks for texts of the other direction are left out: lines are folded and
//! compared, files searched, and names copied from them, and a mark would become a letter of the name.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::number_format::grouped;

/// One message in one language.
#[derive(Debug)]
pub(super) struct Message {
    /// The first part of its id, where it is used, with a dash at the end.
    pub(super) id: &'static str,
    /// The rest of its id, as a Rust identifier.
    pub(super) name: &'static str,
    /// The language's code.
    pub(super) language: &'static str,
    /// Its text, with `{name}` for each argument; of a choice, its default.
    pub(super) text: &'static str,
    /// Names of its arguments.
    pub(super) arguments: &'static [&'static str],
    /// Its text in pieces; empty where it has no arguments.
    pub(super) pieces: &'static [Piece],
}

/// A piece of a message.
#[derive(Debug)]
pub(super) enum Piece {
    /// Literal text.
    Text(&'static str),
    /// The value of an argument.
    Argument(&'static str),
    /// One of several forms, chosen by the value of an argument.
    Choice {
        /// The argument.
        of: &'static str,
        /// Each form with its key: a plural category such as `one`, a number, or a word.
        forms: &'static [(&'static str, &'static [Piece])],
        /// The index of the form that is used where no key fits.
        default: usize,
    },
}

/// A message whose arguments are not filled yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text(pub(super) &'static Message);

/// The text of a message with its arguments filled. A count, such as `1,204`, chooses the form that goes with it.
///
/// # Panics
/// Where debug assertions are on, if an argument of the message is not given.
pub(crate) fn fill(text: Text, given: &[(&str, &str)]) -> String {
    text.0.fill(given)
}

impl Message {
    /// The text with its arguments filled.
    pub(super) fn fill(&self, given: &[(&str, &str)]) -> String {
        let Self { id, arguments, .. } = self;
        debug_assert!(
            arguments.iter().all(|name| given.iter().any(|one| one.0 == *name)),
            "{id} is filled by {arguments:?}, given {given:?}"
        );
        if arguments.is_empty() {
            return self.text.to_owned();
        }
        let mut out = String::with_capacity(self.text.len());
        self.say(self.pieces, given, &mut out);
        out
    }

    fn say(&self, pieces: &[Piece], given: &[(&str, &str)], out: &mut String) {
        let value = |name: &str| given.iter().find(|one| one.0 == name).map_or("", |one| one.1);
        for piece in pieces {
            match piece {
                Piece::Text(letters) => out.push_str(letters),
                Piece::Argument(name) => out.push_str(value(name)),
                Piece::Choice { of, forms, default } => {
                    let value = value(of);
                    let fits = |form: &&(&str, _)| fits(form.0, value, self.language);
                    let chosen = forms.iter().find(fits).unwrap_or(&forms[*default]);
                    self.say(chosen.1, given, out);
                }
            }
        }
    }
}

/// The plural categories of all languages, as Fluent's files name them.
const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::ZERO),
    ("one", PluralCategory::ONE),
    ("two", PluralCategory::TWO),
    ("few", PluralCategory::FEW),
    ("many", PluralCategory::MANY),
    ("other", PluralCategory::OTHER),
];

/// Whether a form's key fits a value: the category of a count in that language, its digits, or the same word.
fn fits(key: &str, value: &str, language: &str) -> bool {
    let category = CATEGORIES.iter().find(|(name, _)| *name == key);
    match (category, count(value)) {
        (Some((_, category)), Some(count)) => {
            rules(language).and_then(|it| it.select(count).ok()).as_ref() == Some(category)
        }
        // A candidate may be called "one".
        (Some(_), None) => false,
        (None, Some(count)) => key == count.to_string(),
        (None, None) => key == value,
    }
}

/// A whole number as people write it, with groups of three digits or without; any other text is no count.
fn count(value: &str) -> Option<u64> {
    let digits: String = value.chars().filter(|letter| *letter != ',').collect();
    let count: u64 = digits.parse().ok()?;
    (value == count.to_string() || i64::try_from(count).is_ok_and(|count| value == grouped(count))).then_some(count)
}

/// The plural rules of a language, those of the Unicode CLDR.
fn rules(language: &str) -> Option<PluralRules> {
    let language: LanguageIdentifier = language.parse().ok()?;
    let plain = LanguageIdentifier::from_parts(language.language, None, None, &[]);
    [language, plain].into_iter().find_map(|it| PluralRules::create(it, PluralRuleType::CARDINAL).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_choose_by_their_language_and_nothing_else_does() {
        for (key, value, language, wanted) in [
            ("one", "1", "en", true),
            ("one", "1", "es", true),
            ("one", "21", "es", false),
            ("one", "0", "es", false),
            ("one", "0", "fr", true),
            ("one", "21", "ru", true),
            ("few", "1,202", "ru", true),
            ("few", "1,202", "ru-RU", true),
            ("one", "-1", "en", false),
            ("one", "1.0", "es", false),
            ("one", "01", "en", false),
            ("one", "one", "en", false),
            ("other", "1,2", "en", false),
            ("1", "1", "en", true),
            ("1204", "1,204", "en", true),
            ("feminine", "feminine", "es", true),
            ("feminine", "masculine", "es", false),
        ] {
            assert_eq!(fits(key, value, language), wanted, "{key} {value} {language}");
        }
    }

    #[test]
    fn plural_rules_are_known_of_every_language() {
        for language in crate::report::LANGUAGES {
            assert!(rules(language.code).is_some(), "{}: the Unicode CLDR has no plural rules for it", language.code);
        }
    }
}
