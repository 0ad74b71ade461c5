//! A count of one contest as charts and tables show it, and who is ahead by it.

use super::cells::{Pointer, with_sign};
use super::words::{Words, fill};
use crate::report::phrases::{has_lead, is_of_votes, names};
use crate::scenario::StageText;
use crate::simulation::ContestRun;
use crate::social_choice::{Outcome, Tally};

/// A count of one contest, or the tally of the paper.
pub(super) struct CountRow<'a> {
    /// The name of the count.
    pub(super) name: &'a str,
    /// The stage, where the count is of one.
    pub(super) stage: Option<&'a StageText>,
    pub(super) tally: &'a Tally,
    pub(super) outcome: &'a Outcome,
    pub(super) aside: Option<i64>,
    pub(super) at: Pointer,
}

/// Who is ahead at the last seat, ahead of whom, and by how much: the words before and after the number.
pub(super) fn ahead(
    w: &Words,
    it: &ContestRun,
    tally: &Tally,
    outcome: &Outcome,
) -> Result<(String, i64, String), &'static str> {
    let Some(margin) = outcome.margin else { return Err("nobody") };
    if !outcome.tied.is_empty() {
        return Err("tie");
    }
    let Some(&last_in) = outcome.winners.last() else { return Err("nobody") };
    let out = (0..tally.votes.len() as u16).filter(|c| !outcome.winners.contains(c));
    let first_out = out.max_by_key(|&c| (tally.votes[usize::from(c)], std::cmp::Reverse(c)));
    let over = first_out
        .filter(|_| it.contest.seats > 1 && is_of_votes(&it.contest))
        .map(|c| fill(w.lead_over, &[("who", it.contest.name(c))]));
    Ok((it.contest.name(last_in).to_owned(), margin, over.unwrap_or_default()))
}

/// The same as a sentence.
pub(super) fn ahead_in_words(w: &Words, it: &ContestRun, tally: &Tally, outcome: &Outcome) -> String {
    if !has_lead(&it.contest) {
        return names(w, &it.contest, outcome);
    }
    match ahead(w, it, tally, outcome) {
        Ok((who, margin, over)) => format!("{who} {} {over}", with_sign(margin)).trim_end().to_owned(),
        Err("tie") => w.a_tie.to_owned(),
        Err(_) => w.nobody_loses.to_owned(),
    }
}
