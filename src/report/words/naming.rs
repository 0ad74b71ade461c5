//! Names that a page tells of: a candidate may be called "Ann to Ben", and a sentence is then read so that names stay whole.

use std::cell::RefCell;

use crate::election::Contest;

thread_local! {
    static KNOWN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// While it lives, sentences are read by these names.
#[must_use]
pub(in crate::report) struct Naming(());

/// The names of contests, of their candidates, and others.
pub(in crate::report) fn naming<'a>(contests: impl Iterator<Item = &'a Contest>, others: &[String]) -> Naming {
    let of = |contest: &'a Contest| contest.candidates.iter().chain([&contest.id, &contest.title]);
    let known = contests.flat_map(of).chain(others).cloned().collect();
    KNOWN.set(known);
    Naming(())
}

impl Drop for Naming {
    fn drop(&mut self) {
        KNOWN.take();
    }
}

/// Letters of a text that are those of known names: all of them where it is a name or a list of some, else none.
pub(super) fn letters_of_names(text: &str) -> usize {
    KNOWN.with_borrow(|known| if is_list(known, text) { text.len() } else { 0 })
}

fn is_list(known: &[String], text: &str) -> bool {
    let of = |name: &String| {
        let rest = text.strip_prefix(name.as_str()).filter(|_| !name.is_empty());
        rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix(", ").is_some_and(|rest| is_list(known, rest)))
    };
    known.iter().any(of)
}
