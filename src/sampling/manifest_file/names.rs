//! Names as people see them: without blanks around them, in one spelling, and with look-alikes found.
//!
//! # Reference
//! Unicode Standard Annex 15, normalization form C.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::names::shapes;
use crate::sampling::guard::unguarded;

/// The text of a cell as people see it: no blanks around it, no spreadsheet guard, no invisible signs, one kind of
/// blank, letters composed.
pub(in crate::sampling) fn seen(cell: &str) -> Cow<'_, str> {
    let cell = trimmed(cell);
    if cell.is_ascii() && !cell.starts_with(['=', '\'']) {
        return Cow::Borrowed(cell);
    }
    let text = unguarded(cell);
    let visible = trimmed(&text).chars().filter(|&c| !is_unseen(c));
    let plain = |c: char| if c.is_whitespace() && !c.is_ascii() { ' ' } else { c };
    Cow::Owned(visible.map(plain).nfc().collect())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Whether a character is invisible: soft hyphens, joiners, marks of direction and order.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// How a name looks on paper: one blank for many, one kind of dash and apostrophe.
pub(in crate::sampling) fn look(name: &str) -> Cow<'_, str> {
    if name.is_ascii() && !name.as_bytes().windows(2).any(|pair| pair[0] <= b' ' && pair[1] <= b' ') {
        return Cow::Borrowed(name);
    }
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => '\'',
        other => other,
    };
    Cow::Owned(words.chars().map(plain).collect())
}

/// What a name looks like at a glance, as [`shapes`] says: names that agree in either look alike.
pub(in crate::sampling) fn gists(name: &str) -> [String; 2] {
    shapes(&look(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_people_see() {
        for cell in
            [" A 1", "A\u{a0}1\u{a0}", "\u{feff}A 1\u{200b}", "A\u{200b} 1", "=\"A 1\"", "=\" A 1 \"", "\tA 1\r"]
        {
            assert_eq!(seen(cell), "A 1", "{cell:?}");
        }
        assert_eq!(seen("Can\u{303}on"), "Cañon");
        assert_eq!((seen("'=x"), seen("'x"), seen("A  1")), ("=x".into(), "'x".into(), "A  1".into()));
        assert_eq!((look("A  1"), look("1\u{2013}2")), ("A 1".into(), "1-2".into()));
        assert_eq!((&gists("Box 1A")[0], &gists("\u{412}ox 1\u{410}")[1]), (&"box1a".to_owned(), &"box1a".to_owned()));
    }
}
