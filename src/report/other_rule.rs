//! Words in the title of a contest for another rule than the one by which it is counted: a contest may be entered as
//! plurality.

#[cfg(feature = "html")]
use super::words::{Words, fill};
#[cfg(feature = "html")]
use crate::election::Contest;

/// Words in titles for other rules, in small letters; they must be whole words of the title.
const SAYS: [&str; 33] = [
    "ranked choice",
    "ranked-choice",
    "ranked",
    "rcv",
    "irv",
    "instant runoff",
    "instant-runoff",
    "stv",
    "single transferable vote",
    "runoff",
    "run-off",
    "supermajority",
    "two-thirds",
    "two thirds",
    "three-fifths",
    "three fifths",
    "2/3",
    "3/5",
    "majority required",
    "approval voting",
    "proportional",
    "percent",
    "%",
    "voto preferencial",
    "orden de preferencia",
    "segunda vuelta",
    "balotaje",
    "dos tercios",
    "tres quintos",
    "supermayoría",
    "mayoría calificada",
    "mayoría absoluta",
    "por ciento",
];

/// The words of a title for another rule than plurality, as they are in the title.
pub(super) fn other_rule_in(title: &str) -> Option<String> {
    let small = title.to_lowercase();
    SAYS.iter().find_map(|says| {
        let whole = |at: &usize| {
            let ends = at + says.len();
            let before = small[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = small[ends..].chars().next().is_some_and(char::is_alphanumeric);
            !(before || after) || *says == "%"
        };
        let at = small.match_indices(says).map(|(at, _)| at).find(whole)?;
        // A share is shown with its number.
        let number = |c: char| c.is_ascii_digit() || " .,\u{a0}".contains(c);
        let from = if matches!(*says, "%" | "percent" | "por ciento") {
            small[..at].trim_end_matches(number).len()
        } else {
            at
        };
        // If letters have a longer small form, the position differs: then the word is shown as it was searched.
        let found =
            title.get(from..at + says.len()).filter(|found| found.to_lowercase() == small[from..at + says.len()]);
        Some(found.unwrap_or(says).trim_matches([' ', '.', ',', '\u{a0}']).to_owned())
    })
}

/// The warning for such a contest; `None` if its title has no such words.
#[cfg(feature = "html")]
pub(super) fn other_rule(w: &Words, contest: &Contest) -> Option<String> {
    let word = other_rule_in(&contest.title)?;
    Some(fill(w.other_rule, &[("word", &word)]))
}

#[cfg(test)]
mod tests {
    use super::other_rule_in;

    #[test]
    fn titles_that_speak_of_another_rule_are_seen() {
        let of = |title: &str| other_rule_in(title).unwrap_or_default();
        assert_eq!(of("Mayor (ranked choice)"), "ranked choice");
        assert_eq!(of("Mayor, RCV"), "RCV");
        assert_eq!(of("Measure A (60 %)"), "60 %");
        assert_eq!(of("Measure A: 66.67%"), "66.67%");
        assert_eq!(of("Bonds, 55 percent"), "55 percent");
        assert_eq!(of("Alcalde, segunda vuelta"), "segunda vuelta");
        assert_eq!(of("Senate Runoff"), "Runoff");
        assert_eq!(of("Enmienda (dos tercios)"), "dos tercios");
        for plain in
            ["Mayor", "School board (vote for 3)", "Assessor top-two primary", "Starved Rock", "İ", "Sirving County"]
        {
            assert_eq!(of(plain), "", "{plain}");
        }
    }
}
