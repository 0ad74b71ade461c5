//! Cells of CSV files, written so that a spreadsheet does not take them for formulas, and read back unchanged.
//!
//! A spreadsheet evaluates a cell that begins with `=`, `+`, `-` or `@`, even in quotes. Such a cell is written with an
//! apostrophe before it, and one apostrophe before such a cell is removed when it is read. Numbers are not changed.
//!
//! # Reference
//! OWASP, "CSV Injection": the signs, their full-width forms, tabs and line ends, and the apostrophe.

use std::borrow::Cow;

/// The text as a cell that a spreadsheet does not evaluate.
///
/// ```
/// use recount::sampling::{guarded, unguarded};
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(unguarded("'=1+1"), "=1+1");
/// assert_eq!(guarded("-12"), "-12", "a number is no formula");
/// assert_eq!(unguarded("=\"001\""), "001", "how spreadsheets keep zeros");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if would_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell: without the apostrophe of [`guarded`], and without the guard `="…"` by which offices keep leading
/// zeros.
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(text) if would_run(text) => return Cow::Borrowed(text),
        _ => {}
    }
    let inside = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(text) if text.contains('"') => {
            // Within a formula's text two quotes mean one; a single one ends the text, and a formula would follow.
            let plain = text.replace("\"\"", "");
            if plain.contains('"') { Cow::Borrowed(cell) } else { Cow::Owned(text.replace("\"\"", "\"")) }
        }
        Some(text) => Cow::Borrowed(text),
        None => Cow::Borrowed(cell),
    }
}

/// Whether a spreadsheet may take the text, or its rest after apostrophes and blanks, for a formula.
fn would_run(text: &str) -> bool {
    if is_number(text) {
        return false;
    }
    let begins = text.trim_start_matches('\'');
    let rest = text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    begins.starts_with(['\t', '\r', '\n']) || rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether the text is a decimal number and nothing else.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let is_number = match number.split_once('.') {
        Some((whole, part)) => digits(&format!("{whole}{part}")),
        None => digits(number),
    };
    is_number && digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stay_and_formulas_are_held() {
        for number in ["-1", "+1", "-0.5", "-.5", "1e-5", "-1E+3", "12", "1."] {
            assert_eq!((guarded(number), unguarded(number)), (number.into(), number.into()));
        }
        for text in ["=A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\rx", " =1", "'=1", "''@x", "＝1", "-", "--1", "-1 "]
        {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["", "'", "'A'", "O'Neil", "A=1", "1-2", "=\"\"", "Ben"] {
            assert_eq!(guarded(text), if text.starts_with('=') { format!("'{text}") } else { text.to_owned() });
        }
        for (cell, text) in [("=\"001\"", "001"), ("=\"a \"\"b\"\"\"", "a \"b\""), ("=\"a\"&\"b\"", "=\"a\"&\"b\"")] {
            assert_eq!(unguarded(cell), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_reads_back_and_never_runs(text in "['=+\\-@\\t\\r\\n 0-9.eEa\"＝]{0,8}|.{0,12}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            prop_assert!(is_number(&cell) || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}
