//! Numbers and verdicts in plain words.

use crate::election::Contest;
use crate::simulation::{ContestLife, Life, Verdict};
use crate::social_choice::Outcome;

/// A word of a command line, in quotes where a shell asks for them; what steers a terminal is left out.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,+=@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    let word: String = word.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", word.replace('\'', "'\\''"))
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
            let mended = (wrong..it.stages.len()).find(|&s| is_right(s));
            let mended =
                mended.map_or("the full hand count of an audit".to_owned(), |s| format!("\"{}\"", stages[s].id));
            let reported = names(&it.contest, &it.stages[wrong].outcome);
            format!(
                "Corrected. \"{}\" reported {reported}; the paper says {right}, and {mended} put it right.",
                stages[wrong].id
            )
        }
        Verdict::WrongAndConfirmed => {
            let last = it.stages.len() - 1;
            let reported = names(&it.contest, &it.stages[last].outcome);
            let paper = if is_right(last) {
                format!("So says the paper, and no count can mend it.{}", wanted_in_words(it))
            } else {
                let seen = life.faults.iter().find_map(|f| f.found_by[contest].clone());
                match seen {
                    None if !stages[last].mishaps.is_empty() => {
                        format!("The paper says {right}. What befell the last count by hand was seen by nobody.")
                    }
                    None => format!("The paper says {right}, and every check passed it."),
                    Some(by) => {
                        format!("The paper says {right}. A fault was seen by {by}, and no count put the winner right.")
                    }
                }
            };
            format!("Wrong and confirmed. The last word is {reported}. {paper}")
        }
        Verdict::Undetected => format!(
            "Undetected. The last word is {right}, and nobody looked where the fault could be seen.{}",
            wanted_in_words(it)
        ),
        Verdict::Confirmed => {
            let found = life.faults.iter().filter(|f| f.found_by[contest].is_some()).count();
            let missed = life.faults.iter().filter(|f| f.changed[contest] && f.found_by[contest].is_none()).count();
            let faults = |n: usize| if n == 1 { "1 fault".to_owned() } else { format!("{n} faults") };
            let repaired = match (found, missed) {
                (0, 0) => String::new(),
                (found, 0) => format!(" {} found on the way changed votes, not the winner.", faults(found)),
                (found, missed) => format!(
                    " {} found on the way, {} seen by no check that was made and no later count; none changed the winner.",
                    faults(found),
                    missed
                ),
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

/// "5 %", rounded to the hundredth of a percent.
#[cfg(feature = "cli")]
pub(super) fn rounded_percent(share: f64) -> String {
    format!("{} %", libm::round(share * 1e4) / 1e2)
}
