//! Numbers and verdicts in plain words.

use crate::election::Contest;
use crate::simulation::{ContestLife, Life, Verdict};
use crate::social_choice::Outcome;

/// A whole number with its thousands set apart: `12,670`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if n < 0 { format!("-{text}") } else { text }
}

/// The names of an outcome: winners, or who is level.
pub(super) fn names(contest: &Contest, outcome: &Outcome) -> String {
    let list = |places: &[u16]| places.iter().map(|&c| contest.name(c)).collect::<Vec<_>>().join(", ");
    match (outcome.winners.is_empty(), outcome.tied.is_empty()) {
        (_, true) => list(&outcome.winners),
        (true, false) => format!("a tie of {}", list(&outcome.tied)),
        (false, false) => format!("{} and a tie of {}", list(&outcome.winners), list(&outcome.tied)),
    }
}

/// The verdict on a contest in one or two sentences.
pub fn verdict_in_words(life: &Life, contest: usize) -> String {
    let it = &life.contests[contest];
    let stages = &life.scenario.stage;
    let right = names(&it.contest, &it.right);
    let is_right = |stage: usize| it.stages[stage].outcome.agrees_with(&it.right);
    let wrong_first = (0..it.stages.len()).find(|&s| !is_right(s));
    match it.verdict {
        Verdict::Corrected => {
            let wrong = wrong_first.unwrap_or(0);
            let mended = (wrong..it.stages.len()).find(|&s| is_right(s)).unwrap_or(wrong);
            let reported = names(&it.contest, &it.stages[wrong].outcome);
            format!(
                "Corrected. \"{}\" reported {reported}; the paper says {right}, and \"{}\" put it right.",
                stages[wrong].id, stages[mended].id
            )
        }
        Verdict::WrongAndConfirmed => {
            let last = it.stages.len() - 1;
            let reported = names(&it.contest, &it.stages[last].outcome);
            format!(
                "Wrong and confirmed. The last word is {reported}; the paper says {right}, and every check passed it."
            )
        }
        Verdict::Undetected => format!(
            "Undetected. Every count names {right} and nobody looked where the fault could be seen.{}",
            wanted_in_words(it)
        ),
        Verdict::Confirmed => {
            let found = life.faults.iter().filter(|f| f.found_by[contest].is_some()).count();
            let repaired = match found {
                0 => String::new(),
                1 => " One fault was found on the way; it changed votes, not the winner.".to_owned(),
                n => format!(" {n} faults were found on the way; they changed votes, not the winner."),
            };
            format!("Confirmed. Every count names {right}, and so does the paper.{repaired}")
        }
    }
}

fn wanted_in_words(it: &ContestLife) -> String {
    match &it.wanted {
        Some((_, outcome)) if !outcome.agrees_with(&it.right) => {
            format!(" Eligible voters had chosen {}.", names(&it.contest, outcome))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, -1_000, 5_000_585].map(grouped), ["0", "999", "-1,000", "5,000,585"]);
    }
}
