//! What terminal and page say of a count of rankings: its ties, who was elected and went out, its margins, its statements.

use super::words::{Words, fill};
use crate::election::{CandidateIndex, Contest};
use crate::number_format::{decimal, grouped, percent};
use crate::reason::Reason;
use crate::simulation::{ContestRun, RunoffStatements};
use crate::social_choice::irv_claims::IrvClaim;
use crate::social_choice::margin::preference_tree::members;
use crate::social_choice::margin::{IrvMargin, StvChange};
use crate::social_choice::ranked::irv::BatchElimination;
use crate::social_choice::ranked::stv::StvDestination;
use crate::social_choice::ranked::{RankedCount, RankedRound, SettledBy, Tie, TieQuestion};
use crate::social_choice::stv_claims::{StvClaim, StvClaims};

/// Those to whom a surplus goes who are named on a terminal; the page and the JSON document name all.
const NAMED: usize = 3;

/// Votes in words: whole, or with every decimal place that is shown.
pub(super) fn votes(count: &RankedCount, units: u128) -> String {
    if units.is_multiple_of(count.unit) { decimal(units, 0, count.unit) } else { with_places(count, units) }
}

/// Most decimal places that people are shown; a document has all.
const SHOWN_PLACES: u32 = 6;

/// Votes with the decimal places of the count, the last ones cut where there are more than are shown.
fn with_places(count: &RankedCount, units: u128) -> String {
    let unit = count.unit.min(10_u128.pow(SHOWN_PLACES));
    decimal(units / (count.unit / unit).max(1), unit.max(1).ilog10() as usize, unit)
}

/// Votes in a column: with decimal places where any of the count needs them.
pub(super) fn column_votes(count: &RankedCount, units: u128) -> String {
    let all = || count.rounds.iter().flat_map(|round| round.tallies.iter().flatten());
    let is_whole = all().all(|votes| votes.is_multiple_of(count.unit));
    if is_whole { decimal(units, 0, count.unit) } else { with_places(count, units) }
}

/// What elects, above the rounds of a count by quota.
pub(super) fn what_elects(w: &Words, count: &RankedCount, quota: u128) -> String {
    let says = if count.quota_falls() { w.runoff.rounds_by_falling_quota } else { w.runoff.rounds_by_quota };
    fill(says, &[("votes", &votes(count, quota))])
}

/// What settled each tie, or that nothing did.
pub(super) fn ties(w: &Words, contest: &Contest, count: &RankedCount) -> Vec<String> {
    count.ties.iter().map(|tie| tie_says(w, contest, tie)).collect()
}

fn tie_says(w: &Words, contest: &Contest, tie: &Tie) -> String {
    let text = &w.runoff;
    let names: Vec<&str> = tie.tied.iter().map(|&candidate| contest.name(candidate)).collect();
    let level = match tie.question {
        TieQuestion::Elect => text.tie_to_elect,
        TieQuestion::SurplusFirst => text.tie_of_surpluses,
        TieQuestion::Defeat => text.tie_for_last,
    };
    let level = fill(level, &[("round", &(tie.round + 1).to_string()), ("names", &names.join(", "))]);
    let Some(chosen) = tie.chosen else { return format!("{level} {}", text.tie_open) };
    let by = match tie.settled_by {
        SettledBy::EarlierRound(round) => fill(text.by_round, &[("round", &(round + 1).to_string())]),
        SettledBy::Order | SettledBy::Nothing => text.by_lot.to_owned(),
    };
    let fate = match tie.question {
        TieQuestion::Elect => text.tie_elected,
        TieQuestion::SurplusFirst => text.tie_moved_first,
        TieQuestion::Defeat => text.tie_out,
    };
    format!("{level} {}", fill(fate, &[("by", &by), ("who", contest.name(chosen))]))
}

/// Who was elected and whose surplus moved where, round by round; then who went out, in order; then what was cut off.
pub(super) fn course(w: &Words, contest: &Contest, count: &RankedCount) -> Vec<String> {
    let text = &w.runoff;
    let mut lines = Vec::new();
    for (at, round) in count.rounds.iter().enumerate() {
        let n = (at + 1).to_string();
        for &who in &round.elected {
            let own = round.tallies[usize::from(who)].unwrap_or(0);
            let says = if own < round.threshold { text.elected_below } else { text.elected_with };
            lines.push(fill(says, &[("n", &n), ("who", contest.name(who)), ("votes", &votes(count, own))]));
        }
        for &who in &round.surpluses {
            lines.push(surplus(w, contest, count, (&n, round, who)));
        }
    }
    let mut out = Vec::new();
    for (at, round) in count.rounds.iter().enumerate() {
        let gone = |&who: &CandidateIndex| {
            fill(text.out_in_round, &[("who", contest.name(who)), ("n", &(at + 1).to_string())])
        };
        out.extend(round.defeated.iter().map(gone));
    }
    if !out.is_empty() {
        lines.push(fill(text.out_in_order, &[("names", &out.join(", "))]));
    }
    if let Some(last) = count.rounds.last() {
        let keeps = |&who: &CandidateIndex| {
            let kept = *last.kept.get(usize::from(who))?;
            let share = percent(kept as f64 / count.unit as f64, 2);
            Some(fill(text.keeps, &[("who", contest.name(who)), ("share", &share)]))
        };
        lines.extend(count.elected.iter().filter(|who| !last.elected.contains(who)).filter_map(keeps));
        let lost = [(last.residual, text.cut_off_in_all), (last.final_surplus, text.final_surplus_in_all)];
        for (units, says) in lost.into_iter().filter(|it| it.0 > 0) {
            let places = count.decimals().to_string();
            lines.push(fill(says, &[("votes", &votes(count, units)), ("places", &places)]));
        }
    }
    lines
}

/// Where a surplus went: the most first, then nobody, then what was cut off.
fn surplus(
    w: &Words,
    contest: &Contest,
    count: &RankedCount,
    (n, round, who): (&str, &RankedRound, CandidateIndex),
) -> String {
    let mut moved: Vec<(StvDestination, u128)> =
        round.transfers.iter().filter(|it| it.from == who).map(|it| (it.to, it.votes)).collect();
    moved.sort_by_key(|&(to, units)| (!matches!(to, StvDestination::Candidate(_)), std::cmp::Reverse(units)));
    let all: u128 = moved.iter().map(|it| it.1).sum();
    let named = moved.iter().filter(|it| matches!(it.0, StvDestination::Candidate(_))).count().min(NAMED);
    let part = |to: &str, units: u128| fill(w.runoff.votes_to, &[("votes", &votes(count, units)), ("who", to)]);
    let (mut parts, mut others, mut nobody) = (Vec::new(), 0, 0);
    for &(to, units) in &moved {
        match to {
            StvDestination::Candidate(to) if parts.len() < named => parts.push(part(contest.name(to), units)),
            StvDestination::Candidate(_) => others += units,
            StvDestination::Inactive(_) | StvDestination::FinalSurplus => nobody += units,
            StvDestination::Residual => {}
        }
    }
    for (to, units) in [(w.runoff.to_others, others), (w.runoff.to_nobody, nobody)] {
        if units > 0 {
            parts.push(part(to, units));
        }
    }
    let gaps = [("n", n), ("who", contest.name(who)), ("votes", &votes(count, all)), ("parts", &parts.join(", "))];
    fill(w.runoff.surplus_moves, &gaps)
}

/// A destination's name.
pub(super) fn destination<'a>(w: &'a Words, contest: &'a Contest, to: StvDestination) -> &'a str {
    match to {
        StvDestination::Candidate(to) => contest.name(to),
        StvDestination::Inactive(_) => w.runoff.nobody,
        StvDestination::FinalSurplus => w.runoff.final_surplus,
        StvDestination::Residual => w.runoff.cut_off,
    }
}

/// What the contest says of undeclared write-ins and of who goes out, where it says something.
pub(super) fn laws(w: &Words, contest: &Contest) -> Vec<String> {
    let options = &contest.options;
    let names: Vec<&str> = options.undeclared.iter().map(|&candidate| contest.name(candidate)).collect();
    let undeclared = (!names.is_empty()).then(|| fill(w.runoff.undeclared, &[("names", &names.join(", "))]));
    let elimination = options.elimination.as_deref().and_then(BatchElimination::named);
    let goes_out = elimination.map(|it| fill(w.runoff.who_goes_out, &[("who", &w.reason(&it.says()))]));
    undeclared.into_iter().chain(goes_out).collect()
}

/// The three margins of an instant runoff that people confuse, a sentence each.
pub(super) fn margins(w: &Words, margin: Option<&IrvMargin>, statements: Option<&RunoffStatements>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(margin) = margin {
        let number = |n: u64| grouped(n as i64);
        lines.push(if margin.is_exact() {
            fill(w.runoff.margin_true, &[("n", &number(margin.least))])
        } else {
            fill(w.runoff.margin_between, &[("least", &number(margin.least)), ("most", &number(margin.most))])
        });
        lines.push(fill(w.runoff.margin_last_round, &[("n", &number(margin.last_round))]));
    }
    let of_statements = statements.and_then(|known| known.claims.margin());
    lines.extend(of_statements.map(|votes| {
        fill(
            w.runoff.margin_of_statements,
            &[("n", &grouped(votes.div_ceil(2) as i64)), ("votes", &grouped(votes as i64))],
        )
    }));
    lines
}

/// How many ballots must change before somebody else can win, under the rules whose lead in votes does not tell it.
pub(super) fn changed(w: &Words, it: &ContestRun) -> Option<String> {
    let known = it.changed_ballots.filter(|known| known.least > 0)?;
    if it.rounds.is_some() || it.contest.rule.0 == "plurality" {
        return None;
    }
    let says = if known.is_exact { w.runoff.changed_exact } else { w.runoff.changed_at_least };
    Some(fill(says, &[("n", &grouped(known.least as i64))]))
}

/// What is known of the margin of a count with transfers: bounds, each called so.
pub(super) fn bounds(
    w: &Words,
    contest: &Contest,
    (known, unproven): (Option<&StvClaims>, Option<&Reason>),
    at_most: Option<StvChange>,
) -> Vec<String> {
    let mut lines = vec![w.runoff.margin_of_transfers.to_owned()];
    let at_least = known.filter(|_| unproven.is_none()).and_then(StvClaims::margin);
    lines.extend(at_least.map(|n| fill(w.runoff.margin_at_least, &[("n", &grouped(n as i64))])));
    lines.extend(at_most.map(|it| {
        let gaps = [("from", contest.name(it.from)), ("to", contest.name(it.to))];
        fill(w.runoff.margin_at_most, &[gaps[0], gaps[1], ("n", &grouped(it.ballots as i64))])
    }));
    lines
}

/// What statements of a count with transfers prove, how many there are, and what they leave open.
pub(super) fn proves(w: &Words, contest: &Contest, known: &StvClaims, unproven: Option<&Reason>) -> Vec<String> {
    let mut lines = Vec::new();
    if !known.claims.is_empty() {
        let names: Vec<&str> = known.proven.iter().map(|&candidate| contest.name(candidate)).collect();
        let gaps = [("n", &grouped(known.claims.len() as i64)[..]), ("names", &names.join(", "))];
        let says = if unproven.is_none() { w.runoff.statements_of_transfers } else { w.runoff.statements_of_some };
        lines.push(fill(says, &gaps));
    }
    lines.extend(unproven.map(|why| fill(w.runoff.no_statements, &[("why", &w.reason(why))])));
    lines
}

/// What a statement of a count with transfers says, and how many changed ballots it outlives.
pub(super) fn claim_says(w: &Words, contest: &Contest, (claim, sum): &(StvClaim, i64)) -> String {
    let (least, most) = claim.bounds();
    let ballots = sum.unsigned_abs().div_ceil(u64::from(least) + u64::from(most));
    let says = w.reason(&claim.says(contest));
    fill(w.runoff.says_of_transfers, &[("says", &says), ("n", &grouped(ballots as i64))])
}

/// A statement in words, with its votes.
pub(super) fn says(w: &Words, contest: &Contest, claim: IrvClaim, votes: (u64, u64)) -> String {
    let (winner, loser) = (contest.name(claim.winner()), contest.name(claim.loser()));
    let (more, fewer) = (grouped(votes.0 as i64), grouped(votes.1 as i64));
    let gaps = [("winner", winner), ("loser", loser), ("more", &more[..]), ("fewer", &fewer)];
    match claim {
        IrvClaim::NotEliminatedBefore { .. } => fill(w.runoff.says_before, &gaps),
        IrvClaim::NotEliminatedNext { continuing, .. } => {
            let names: Vec<&str> = members(continuing).map(|it| contest.name(it as CandidateIndex)).collect();
            let names = names.join(", ");
            let gaps =
                [("winner", winner), ("loser", loser), ("more", &more[..]), ("fewer", &fewer), ("names", &names)];
            fill(w.runoff.says_next, &gaps)
        }
    }
}
