//! Lines of help in the reader's language.
//!
//! The command-line parser writes help in English, from its own texts and from the commands' descriptions. The messages
//! `help-…` have each of its lines, with arguments for what varies. To translate a line, its English message is looked
//! up, the values of its arguments are read off, and the message of the same id is filled with them. An argument that
//! is a phrase itself, such as `{why}`, is translated by the messages whose id begins with its name. A line that no
//! message matches stays as it is.

use super::catalog::Message;
use super::{Words, english};

/// A text cut at its arguments: the text before the first, then each argument with the text behind it.
struct Cut<'a> {
    opens: &'a str,
    gaps: Vec<(&'a str, &'a str)>,
}

impl<'a> Cut<'a> {
    fn of(message: &'a Message) -> Self {
        // Braces of a message without arguments are literal.
        let text = message.text;
        let (opens, mut rest) = text.split_once('{').filter(|_| !message.arguments.is_empty()).unwrap_or((text, ""));
        let mut gaps = Vec::new();
        while let Some((name, behind)) = rest.split_once('}') {
            let (between, next) = behind.split_once('{').unwrap_or((behind, ""));
            gaps.push((name, between));
            rest = next;
        }
        Self { opens, gaps }
    }

    /// The number of literal letters.
    fn letters(&self) -> usize {
        self.opens.len() + self.gaps.iter().map(|gap| gap.1.len()).sum::<usize>()
    }

    /// All ways to fill the arguments so that this text makes the sentence. There may be several, as a name may contain
    /// the text between two arguments.
    fn fillings<'s>(&self, sentence: &'s str) -> Vec<Vec<(&'a str, &'s str)>> {
        let mut found = Vec::new();
        if let Some(rest) = sentence.strip_prefix(self.opens) {
            self.fill_from(0, rest, &mut Vec::new(), &mut found);
        }
        found
    }

    fn fill_from<'s>(
        &self,
        at: usize,
        rest: &'s str,
        filled: &mut Vec<(&'a str, &'s str)>,
        found: &mut Vec<Vec<(&'a str, &'s str)>>,
    ) {
        let Some(&(name, behind)) = self.gaps.get(at) else {
            if rest.is_empty() {
                found.push(filled.clone());
            }
            return;
        };
        let is_last = at + 1 == self.gaps.len();
        let last = rest.len().checked_sub(behind.len()).filter(|_| is_last && rest.ends_with(behind));
        let each = rest.match_indices(behind).map(|(end, _)| end).filter(|_| !is_last);
        for end in each.chain(last) {
            if found.len() >= MOST_READINGS {
                return;
            }
            if fills(name, &rest[..end]) {
                filled.push((name, &rest[..end]));
                self.fill_from(at + 1, &rest[end + behind.len()..], filled, found);
                filled.pop();
            }
        }
    }
}

/// Most ways to read a sentence by one text that are tried.
const MOST_READINGS: usize = 60;

/// Whether a text may fill an argument: it is not empty, and for `{n}` it is a number.
fn fills(name: &str, text: &str) -> bool {
    let is_number = || text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    !text.is_empty() && (name != "n" || is_number())
}

impl Words {
    /// The sentence translated by the message that fits best: it begins with literal letters, and with it, and the
    /// phrases in its arguments, the most letters are literal.
    pub(super) fn translated_by(&self, may: &dyn Fn(&str) -> bool, sentence: &str) -> String {
        // English is looked up too, because a count chooses the form of a message.
        let all: Vec<_> = english().sayings().zip(self.sayings()).collect();
        best(&all, may, sentence).map_or_else(|| sentence.to_owned(), |(_, translated)| translated)
    }
}

/// A message in English, and the same in another language.
type Saying = (&'static Message, &'static Message);

/// The best translation of a sentence, and how well it fits.
fn best(all: &[Saying], may: &dyn Fn(&str) -> bool, sentence: &str) -> Option<((bool, usize), String)> {
    let mut best: Option<((bool, usize), String)> = None;
    for (theirs, own) in all {
        if !may(theirs.name) {
            continue;
        }
        let cut = Cut::of(theirs);
        for gaps in cut.fillings(sentence) {
            let translated = gaps.iter().map(|&(name, text)| {
                let phrase = best_of_gap(all, name, text);
                (name, phrase.unwrap_or_else(|| (0, text.to_owned())))
            });
            let translated: Vec<(&str, (usize, String))> = translated.collect();
            let letters = cut.letters() + translated.iter().map(|(_, (letters, _))| letters).sum::<usize>();
            let fit = (!cut.opens.is_empty(), letters);
            if best.as_ref().is_none_or(|(known, _)| fit >= *known) {
                let gaps: Vec<(&str, &str)> =
                    translated.iter().map(|(name, (_, text))| (*name, text.as_str())).collect();
                best = Some((fit, own.fill(&gaps)));
            }
        }
    }
    best
}

/// The best translation of a phrase in an argument, and how many of its letters are literal.
fn best_of_gap(all: &[Saying], name: &str, text: &str) -> Option<(usize, String)> {
    best(all, &|key| is_of(key, name), text).map(|((_, letters), translated)| (letters, translated))
}

/// Whether a message translates the phrases of an argument; `{modes2}` is a second one of `{modes}`.
fn is_of(key: &str, gap: &str) -> bool {
    let gap = gap.trim_end_matches(|c: char| c.is_ascii_digit());
    key.strip_prefix(gap).is_some_and(|rest| rest.starts_with('_'))
}
