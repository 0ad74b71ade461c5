//! The waterfall of leads: one bar a stage, to the right for the paper's winner, to the left for anybody else.

use textwrap::core::display_width;

use super::phrases::{has_lead, is_of_votes, names};
use super::words::{Words, fill};
use crate::number_format::grouped;
use crate::simulation::{ContestRun, ElectionRun};
use crate::social_choice::{Outcome, Tally};

/// Cells of the longest bar, if there is room.
const LONGEST: usize = 24;

/// Least cells of the longest bar; with less room the bars get lines of their own.
const SHORTEST: usize = 6;

/// Who leads at the last seat, over whom, and by how much.
pub(super) fn ahead(w: &Words, it: &ContestRun, tally: &Tally, outcome: &Outcome) -> String {
    let Some(margin) = outcome.margin else { return w.nobody_loses.to_owned() };
    if !has_lead(&it.contest) {
        return names(w, &it.contest, outcome);
    }
    if !outcome.tied.is_empty() {
        return w.a_tie.to_owned();
    }
    let Some(&last_in) = outcome.winners.last() else { return w.terminal.nobody.to_owned() };
    let lead = format!("{} +{}", it.contest.name(last_in), grouped(margin));
    if it.contest.seats == 1 || !is_of_votes(&it.contest) {
        return lead;
    }
    let out = (0..tally.votes.len() as u16).filter(|c| !outcome.winners.contains(c));
    match out.max_by_key(|&c| (tally.votes[usize::from(c)], std::cmp::Reverse(c))) {
        Some(first_out) => format!("{lead} {}", fill(w.lead_over, &[("who", it.contest.name(first_out))])),
        None => lead,
    }
}

/// The bars of one contest, a line each, or two if the lines are too short for one.
pub(super) fn waterfall(w: &Words, run: &ElectionRun, contest: usize, columns: usize) -> String {
    let it = &run.contests[contest];
    let signed = |outcome: &Outcome| {
        let margin = outcome.margin.unwrap_or(0);
        if outcome.agrees_with(&it.right) { margin } else { -margin }
    };
    let mut rows: Vec<(&str, i64, String)> = Vec::new();
    for (stage, text) in it.stages.iter().zip(&run.scenario.stage) {
        rows.push((&text.id, signed(&stage.outcome), ahead(w, it, &stage.tally, &stage.outcome)));
    }
    rows.push((w.paper_says, signed(&it.right), ahead(w, it, &it.paper, &it.right)));
    let mut before: Option<i64> = None;
    for (_, lead, words) in &mut rows {
        match before.filter(|_| it.contest.seats == 1).map(|before| *lead - before) {
            None | Some(0) => {}
            Some(change) if change > 0 => *words += &format!("  (+{})", grouped(change)),
            Some(change) => *words += &format!("  ({})", grouped(change)),
        }
        before = Some(*lead);
    }
    let longest = rows.iter().map(|row| row.1.unsigned_abs()).max().unwrap_or(0).max(1);
    let wide = |of: &dyn Fn(&(&str, i64, String)) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let (name_width, words_width) = (wide(&|row| display_width(row.0)), wide(&|row| display_width(&row.2)));
    let any_left = rows.iter().any(|row| row.1 < 0);
    let sides = if any_left { 2 } else { 1 };
    // Two columns before the name, two behind it, the upright line, two behind the bars.
    let room = columns.saturating_sub(name_width + words_width + 7) / sides;
    let is_apart = room < SHORTEST;
    let most = if is_apart { columns.saturating_sub(5) / sides } else { room }.min(LONGEST);
    let mut text = String::new();
    for (name, lead, words) in rows {
        let cells = (u128::from(lead.unsigned_abs()) * most as u128).div_ceil(u128::from(longest)) as usize;
        let bar = "█".repeat(cells);
        let empty = " ".repeat(most - cells);
        let bars = match (any_left, lead < 0) {
            (false, _) => format!("│{bar}{empty}"),
            (true, true) => format!("{empty}{}│{}", bar.replace('█', "░"), " ".repeat(most)),
            (true, false) => format!("{}│{bar}{empty}", " ".repeat(most)),
        };
        let line = if is_apart {
            format!("  {name}: {words}\n    {}", bars.trim_end())
        } else {
            format!("  {name}{}  {bars}  {words}", " ".repeat(name_width - display_width(name)))
        };
        text += &(line + "\n");
    }
    text
}
