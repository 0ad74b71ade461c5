//! Sentences of other rooms in the reader's language.
//!
//! Rooms below say what happened in English, and the JSON documents carry their sentences as they are. The table holds
//! each such sentence with its gaps in every language, so that it can be said again: its English is looked up, what fills
//! its gaps is read off, and the text of the same key is filled with it. A gap that is a phrase itself, such as `{place}`,
//! is told by the keys that begin with its name, such as `place_everywhere`. What no key says stays as it is: names, and
//! words of scenario files. `tests/languages.rs` reads the sources and refuses a sentence that no key says.

use super::{Words, english, fill};

/// A text cut at its gaps: what stands before the first, and each gap with what stands behind it.
struct Cut<'a> {
    opens: &'a str,
    gaps: Vec<(&'a str, &'a str)>,
}

impl<'a> Cut<'a> {
    fn of(text: &'a str) -> Self {
        let (opens, mut rest) = text.split_once('{').unwrap_or((text, ""));
        let mut gaps = Vec::new();
        while let Some((name, behind)) = rest.split_once('}') {
            let (between, next) = behind.split_once('{').unwrap_or((behind, ""));
            gaps.push((name, between));
            rest = next;
        }
        Self { opens, gaps }
    }

    /// Letters that are the text's own.
    fn letters(&self) -> usize {
        self.opens.len() + self.gaps.iter().map(|gap| gap.1.len()).sum::<usize>()
    }

    /// What fills the gaps of a sentence that this text makes.
    fn fillings<'s>(&self, sentence: &'s str) -> Option<Vec<(&'a str, &'s str)>> {
        let mut rest = sentence.strip_prefix(self.opens)?;
        let mut found = Vec::new();
        for (at, (name, behind)) in self.gaps.iter().enumerate() {
            let is_last = at + 1 == self.gaps.len();
            let end = if is_last { rest.strip_suffix(behind)?.len() } else { rest.find(behind)? };
            found.push((*name, &rest[..end]));
            rest = &rest[end + behind.len()..];
        }
        (rest.is_empty() && found.iter().all(fills)).then_some(found)
    }
}

/// Whether a text may fill a gap: something, and in place of `{n}` a number.
fn fills((name, text): &(&str, &str)) -> bool {
    let is_number = || text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    !text.is_empty() && (*name != "n" || is_number())
}

/// How keys of phrases begin, which are no sentences.
const PHRASES: [&str; 22] = [
    "place_", "names_", "modes_", "pair_", "sums_", "what_", "needs_", "batches_", "figure_", "read_", "home_",
    "cells_", "shards_", "differs_", "error_", "known_", "message_", "rule_", "found_", "help_", "said_", "value_",
];

impl Words {
    /// A sentence of another room, in this language.
    pub(in crate::report) fn tell(&self, sentence: &str) -> String {
        self.told_by(&|key| !PHRASES.iter().any(|begins| key.starts_with(begins)), sentence)
    }

    /// A phrase of another room, by the keys that begin so: `figure_`, `pair_`, `read_`.
    pub(in crate::report) fn tell_phrase(&self, begins: &str, phrase: &str) -> String {
        self.told_by(&|key| key.starts_with(begins), phrase)
    }

    /// What other rooms may say.
    fn sayings(&self) -> Vec<(&'static str, &'static str)> {
        let sentences = [self.told.all(), self.procedures.all(), self.help.all()];
        let complaints = [self.complaints.all(), self.rules.all(), self.manifest.all(), self.shards.all()];
        [sentences.concat(), complaints.concat()].concat()
    }

    /// The text of the key that fits best: one that begins with letters of its own, and with the most of them.
    pub(super) fn told_by(&self, may: &dyn Fn(&str) -> bool, sentence: &str) -> String {
        if std::ptr::eq(self, english()) {
            return sentence.to_owned();
        }
        let (theirs, own) = (english().sayings(), self.sayings());
        let keys = theirs.iter().zip(own).filter(|((key, _), _)| may(key));
        let fits = keys.filter_map(|((_, theirs), (_, own))| {
            let cut = Cut::of(theirs);
            cut.fillings(sentence).map(|gaps| ((!cut.opens.is_empty(), cut.letters()), gaps, own))
        });
        let Some((_, gaps, own)) = fits.max_by_key(|fit| fit.0) else { return sentence.to_owned() };
        let told: Vec<String> = gaps.iter().map(|(name, text)| self.told_by(&|key| is_of(key, name), text)).collect();
        let gaps: Vec<(&str, &str)> = gaps.iter().zip(&told).map(|((name, _), text)| (*name, text.as_str())).collect();
        fill(own, &gaps)
    }
}

/// Whether a key tells the phrases of a gap; `{modes2}` is a second of `{modes}`.
fn is_of(key: &str, gap: &str) -> bool {
    let gap = gap.trim_end_matches(|c: char| c.is_ascii_digit());
    key.strip_prefix(gap).is_some_and(|rest| rest.starts_with('_'))
}
