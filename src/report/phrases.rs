//! Names, verdicts and numbers as phrases of a sentence.

use super::words::{Words, fill};
use crate::audit::{Clock, CostBasis};
#[cfg(feature = "html")]
use crate::canvass::Check;
use crate::election::Contest;
#[cfg(any(feature = "cli", feature = "html"))]
use crate::scenario::Scenario;
use crate::simulation::headline::FirstWord;
#[cfg(any(feature = "cli", feature = "html"))]
use crate::social_choice::rule_of;
use crate::social_choice::{Outcome, goes_on};

/// A word of a command line, in quotes if a shell needs them, and without characters that control a terminal.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,+=@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    let word: String = word.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// An option of a command line with its value, which may begin with a dash.
pub fn option(name: &str, value: &str) -> String {
    let joint = if value.starts_with('-') { '=' } else { ' ' };
    format!("{name}{joint}{}", quoted(value))
}

/// What of a scenario's ballots is real.
#[cfg(any(feature = "cli", feature = "html"))]
pub(super) fn ballots_are(w: &Words, scenario: &Scenario) -> &'static str {
    if scenario.election.is_some() {
        w.ballots_of_files
    } else if scenario.source.is_empty() {
        w.all_synthetic
    } else {
        w.ballots_synthetic
    }
}

/// The rates of work from which hours and cost follow.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
pub(super) fn paces(w: &Words, clock: &Clock) -> String {
    let hundredths = |x: f64| (libm::rint(100.0 * x) / 100.0).to_string();
    let cost = match clock.basis {
        CostBasis::Wages => w.cost_wages,
        CostBasis::AllIn => w.cost_all_in,
    };
    let gaps = [
        ("minutes", clock.minutes_per_card.to_string()),
        ("further", clock.minutes_per_further_mark.to_string()),
        ("seed", clock.hours_for_seed.to_string()),
        ("manifest", clock.hours_of_manifest.to_string()),
        ("handling", hundredths(clock.tally.handling)),
        ("reading", hundredths(clock.tally.reading)),
        ("cost", fill(cost, &[("rate", &hundredths(clock.dollars_per_hour))])),
    ];
    fill(w.work_rates, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A sentence that begins with a capital letter.
#[cfg(feature = "html")]
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a scenario in a report: that of a shipped one, or a file's name without folders.
#[cfg(any(feature = "cli", feature = "html"))]
pub(super) fn shown_name(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".toml").filter(|stem| !stem.is_empty()).unwrap_or(file)
}

#[cfg(any(feature = "cli", feature = "html"))]
/// Whether seats go to candidates with more votes, so that the best loser follows from the totals.
pub(super) fn is_of_votes(contest: &Contest) -> bool {
    !contest.has_grid() && !rule_of(contest).is_of_lists()
}

#[cfg(any(feature = "cli", feature = "html"))]
/// Whether somebody is ahead by a number of votes or points. Under other rules the margin is a distance to a share, to a seat of
/// a list or to another order, and who wins is said alone.
pub(super) fn has_lead(contest: &Contest) -> bool {
    rule_of(contest).has_lead()
}

/// The names of an outcome: winners, or tied candidates.
pub(super) fn names(w: &Words, contest: &Contest, outcome: &Outcome) -> String {
    // A list that wins several seats is in the winners once for each.
    let list = |places: &[u16]| {
        let mut seats: Vec<(u16, usize)> = Vec::new();
        for &candidate in places {
            match seats.iter_mut().find(|it| it.0 == candidate) {
                Some(it) => it.1 += 1,
                None => seats.push((candidate, 1)),
            }
        }
        let several = seats.iter().any(|it| it.1 > 1);
        let named = |(candidate, n): &(u16, usize)| {
            let name = contest.name(*candidate);
            if several { fill(w.runoff.seats_of, &[("who", name), ("n", &n.to_string())]) } else { name.to_owned() }
        };
        seats.iter().map(named).collect::<Vec<_>>().join(", ")
    };
    if outcome.winners.is_empty() && outcome.tied.is_empty() {
        return w.runoff.nobody_wins.to_owned();
    }
    let tied = fill(w.tie_of, &[("who", &list(&outcome.tied))]);
    let named = match (outcome.winners.is_empty(), outcome.tied.is_empty()) {
        (_, true) => list(&outcome.winners),
        (true, false) => tied,
        (false, false) => fill(w.winners_and_tie, &[("who", &list(&outcome.winners)), ("tie", &tied)]),
    };
    if goes_on(contest, outcome) { fill(w.runoff.for_second_round, &[("who", &named)]) } else { named }
}

/// The first word on a contest.
pub(super) fn first_word(w: &Words, word: FirstWord) -> &'static str {
    let h = &w.headline;
    match word {
        FirstWord::WrongAndConfirmed => h.word_wrong_and_confirmed,
        FirstWord::NotCorrected => h.word_not_corrected,
        FirstWord::MeasuredWrong => h.word_measured_wrong,
        FirstWord::PaperIsWrong => h.word_paper_is_wrong,
        FirstWord::WouldBeOverturned => h.word_would_be_overturned,
        FirstWord::Undetected => h.word_undetected,
        FirstWord::TotalsOff => h.word_totals_off,
        FirstWord::NotConfirmed => h.word_not_confirmed,
        FirstWord::PartLooked => h.word_part_looked,
        FirstWord::NobodyLooked => h.word_nobody_looked,
        FirstWord::MeasuredRight => h.word_measured_right,
        FirstWord::MachinesAlone => h.word_machines_alone,
        FirstWord::Corrected => h.word_corrected,
        FirstWord::Confirmed => h.word_confirmed,
    }
}

/// What a check of the canvass compares.
#[cfg(feature = "html")]
pub(super) fn check_asks(w: &Words, check: Check) -> &'static str {
    match check {
        Check::Reconciliation => w.check_reconciliation,
        Check::Completeness => w.check_completeness,
        Check::Tapes => w.check_tapes,
        Check::Plausibility => w.check_plausibility,
    }
}

/// "97 %", in whole percents; shares close to 0 or 100 are marked so.
#[cfg(feature = "html")]
pub(super) fn whole_percent(share: f64) -> String {
    match share {
        _ if share > 1e-9 && share < 0.005 => "<1 %".to_owned(),
        _ if share < 1.0 - 1e-9 && share > 0.995 => ">99 %".to_owned(),
        _ => format!("{} %", libm::round(100.0 * share)),
    }
}

/// "5 %", rounded to the hundredth of a percent.
#[cfg(feature = "html")]
pub(super) fn rounded_percent(share: f64) -> String {
    match libm::round(share * 1e4) / 1e2 {
        // A share that is neither none nor all is not rounded to it.
        rounded if rounded <= 0.0 || rounded >= 100.0 => format!("{} %", crate::number_format::percent(share, 2)),
        rounded => format!("{rounded} %"),
    }
}
