//! Headings of ranked contests in ES&S records.

use crate::import::marks::MOST_RANKS;

/// The contest and rank of a heading such as `For Mayor Choice 2 (50)`, `2nd Choice Mayor` or `Choice_2`.
pub(super) fn ranked_heading(name: &str) -> Option<(String, u8)> {
    let lower = name.to_ascii_lowercase();
    let rank_of =
        |digits: &str| digits.parse::<u8>().ok().filter(|rank| (1..=MOST_RANKS).contains(&usize::from(*rank)));
    if let Some(at) = lower.rfind("choice") {
        let before = name[..at].trim();
        let after = name[at + 6..].trim_start_matches(['_', ' ']);
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        if let Some(rank) = rank_of(&digits) {
            let rest = after[digits.len()..].trim();
            if rest.is_empty() || rest.starts_with('(') && rest.ends_with(')') {
                return Some((before.trim_end_matches([':', '-', '_']).trim().to_owned(), rank));
            }
        }
        let ordinal = before.to_ascii_lowercase();
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| ordinal.strip_suffix(end))?;
        return Some((name[at + 6..].trim().to_owned(), rank_of(digits)?));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::ranked_heading;

    #[test]
    fn headings_of_ranked_contests_tell_contest_and_rank() {
        for (text, contest, rank) in [
            ("For Mayor Choice 12 (90)", "For Mayor", 12),
            ("Choice_2", "", 2),
            ("1ST CHOICE MAYOR MINNEAPOLIS", "MAYOR MINNEAPOLIS", 1),
            ("3rd Choice", "", 3),
        ] {
            assert_eq!(ranked_heading(text), Some((contest.to_owned(), rank)), "{text}");
        }
        assert!(
            ["Mayor", "Choice", "School Choice Act", "Choice 0", "Choice 2 of them"]
                .iter()
                .all(|text| ranked_heading(text).is_none())
        );
    }
}
