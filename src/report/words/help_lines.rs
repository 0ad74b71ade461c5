//! Lines of help in the reader's language.
//!
//! The reader of the command line speaks English alone, and writes help from its own texts and from what the commands say of
//! themselves. The messages `help-…` hold each of its lines with its gaps, so that it can be said again: its English is looked
//! up, what fills its gaps is read off, and the message of the same id is filled with it. A gap that is a phrase itself, such
//! as `{why}`, is said by the messages that begin with its name. What no message says stays as it is.

use super::catalog::Message;
use super::{Words, english};

/// A text cut at its gaps: what stands before the first, and each gap with what stands behind it.
struct Cut<'a> {
    opens: &'a str,
    gaps: Vec<(&'a str, &'a str)>,
}

impl<'a> Cut<'a> {
    fn of(message: &'a Message) -> Self {
        // Braces of a message without arguments are letters.
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

    /// Letters that are the text's own.
    fn letters(&self) -> usize {
        self.opens.len() + self.gaps.iter().map(|gap| gap.1.len()).sum::<usize>()
    }

    /// Everything that may fill the gaps of a sentence that this text makes: a name may itself hold what stands between two
    /// gaps, so that there may be several ways to read it.
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

/// Ways to read a sentence by one text that are looked at.
const MOST_READINGS: usize = 60;

/// Whether a text may fill a gap: something, and in place of `{n}` a number.
fn fills(name: &str, text: &str) -> bool {
    let is_number = || text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    !text.is_empty() && (name != "n" || is_number())
}

impl Words {
    /// The sentence by the key that fits best: one that begins with letters of its own, and by which, with the phrases in its
    /// gaps, most letters are those of texts and not of names.
    pub(super) fn told_by(&self, may: &dyn Fn(&str) -> bool, sentence: &str) -> String {
        // In English too: a count chooses the form that goes with it, which the room did not.
        let all: Vec<_> = english().sayings().zip(self.sayings()).collect();
        best(&all, may, sentence).map_or_else(|| sentence.to_owned(), |(_, told)| told)
    }
}

/// A message in English, and the same in another language.
type Saying = (&'static Message, &'static Message);

/// How a sentence is told best, and how well that fits.
fn best(all: &[Saying], may: &dyn Fn(&str) -> bool, sentence: &str) -> Option<((bool, usize), String)> {
    let mut best: Option<((bool, usize), String)> = None;
    for (theirs, own) in all {
        if !may(theirs.name) {
            continue;
        }
        let cut = Cut::of(theirs);
        for gaps in cut.fillings(sentence) {
            let told = gaps.iter().map(|&(name, text)| {
                let phrase = best_of_gap(all, name, text);
                (name, phrase.unwrap_or_else(|| (0, text.to_owned())))
            });
            let told: Vec<(&str, (usize, String))> = told.collect();
            let letters = cut.letters() + told.iter().map(|(_, (letters, _))| letters).sum::<usize>();
            let fit = (!cut.opens.is_empty(), letters);
            if best.as_ref().is_none_or(|(known, _)| fit >= *known) {
                let gaps: Vec<(&str, &str)> = told.iter().map(|(name, (_, text))| (*name, text.as_str())).collect();
                best = Some((fit, own.fill(&gaps)));
            }
        }
    }
    best
}

/// How a phrase in a gap is told, and letters of it that are those of texts.
fn best_of_gap(all: &[Saying], name: &str, text: &str) -> Option<(usize, String)> {
    best(all, &|key| is_of(key, name), text).map(|((_, letters), told)| (letters, told))
}

/// Whether a key tells the phrases of a gap; `{modes2}` is a second of `{modes}`.
fn is_of(key: &str, gap: &str) -> bool {
    let gap = gap.trim_end_matches(|c: char| c.is_ascii_digit());
    key.strip_prefix(gap).is_some_and(|rest| rest.starts_with('_'))
}
