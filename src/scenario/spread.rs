//! Totals spread over many units and ways of voting, exactly.

use super::paper::{Level, ModeWeights, NumberedText, PaperVotes, SpreadText};
use crate::election::{Contest, MOST_CARDS, VoteMode, apportion};
use crate::error::Complaint;
use crate::reason::{Filling, complaints, rules};

/// One unit's share of a spread: its name, way of voting and votes by contest (index in the election's list).
pub(super) struct UnitShare {
    pub(super) county: Option<String>,
    pub(super) precinct: Option<String>,
    pub(super) mode: VoteMode,
    pub(super) votes: Vec<(usize, PaperVotes)>,
}

/// Most units of one spread.
const MOST_UNITS: u32 = 200_000;

pub(super) fn shares(spread: &SpreadText, contests: &[Contest]) -> Result<Vec<UnitShare>, Complaint> {
    let units = units(spread)?;
    let modes = modes(spread);
    let mode_weights: Vec<u64> = modes.iter().map(|m| m.1).collect();
    let mut shares: Vec<UnitShare> = Vec::with_capacity(units.len() * modes.len());
    for (name, _) in &units {
        for &(mode, _) in &modes {
            let is_county = spread.level == Level::County;
            shares.push(UnitShare {
                county: is_county.then(|| name.clone()),
                precinct: (!is_county).then(|| name.clone()),
                mode,
                votes: Vec::new(),
            });
        }
    }
    for (id, totals) in &spread.votes {
        let Some(contest) = contests.iter().position(|c| c.id == *id) else {
            return Err(Complaint::unknown(id, id, contests.iter().map(|c| &c.id)).under("votes"));
        };
        let weights = weights(&units, contests[contest].candidates.len())?;
        for share in &mut shares {
            share.votes.push((contest, PaperVotes::new()));
        }
        for (name, &total) in totals {
            if total > MOST_CARDS {
                let rule = rules::allowed(complaints::rule_at_most(MOST_CARDS));
                return Err(Complaint::rule(name, total, rule).under(id).under("votes"));
            }
            // Blank and overvoted ballots follow the votes of all candidates together.
            let column = contests[contest].candidate(name).map_or(0, |c| usize::from(c) + 1);
            let by_unit: Vec<u64> = weights.iter().map(|w| w[column]).collect();
            let parts = apportion(total, &by_unit);
            for (unit, part) in parts.into_iter().enumerate() {
                for (mode, part) in apportion(part, &mode_weights).into_iter().enumerate() {
                    let share = &mut shares[unit * modes.len() + mode];
                    if let Some((_, votes)) = share.votes.last_mut() {
                        votes.insert(name.clone(), part);
                    }
                }
            }
        }
    }
    Ok(shares)
}

/// The ways of voting that occur, with their weights.
fn modes(spread: &SpreadText) -> Vec<(VoteMode, u64)> {
    let ModeWeights { mail, early, election_day } = spread.modes;
    let all = [(VoteMode::Mail, mail), (VoteMode::Early, early), (VoteMode::ElectionDay, election_day)];
    let given: Vec<_> = all.into_iter().filter(|m| m.1 > 0).map(|(mode, weight)| (mode, u64::from(weight))).collect();
    if given.is_empty() { vec![(VoteMode::ElectionDay, 1)] } else { given }
}

/// The number of groups that a spread makes.
pub(super) fn group_count(spread: &SpreadText) -> usize {
    units(spread).map_or(0, |units| units.len() * modes(spread).len())
}

fn units(spread: &SpreadText) -> Result<Vec<(String, Vec<u64>)>, Complaint> {
    let mut units: Vec<(String, Vec<u64>)> = spread.units.iter().map(|(name, w)| (name.clone(), w.clone())).collect();
    if let Some(NumberedText { prefix, count }) = &spread.numbered {
        if !(1..=MOST_UNITS).contains(count) {
            let rule = rules::allowed(complaints::rule_range(1, MOST_UNITS));
            return Err(Complaint::rule("count", *count, rule).under("numbered"));
        }
        let digits = count.to_string().len();
        for i in 1..=*count {
            let name = format!("{prefix} {i:0digits$}");
            if spread.units.contains_key(&name) {
                let rule = rules::allowed(complaints::rule_unit_once());
                return Err(
                    Complaint::rule(&name, complaints::found_again(format_args!("{name:?}")), rule).under("units")
                );
            }
            units.push((name, vec![1]));
        }
    }
    if units.is_empty() {
        return Err(Complaint::needed("units", rules::found_no_units(), complaints::rule_units()));
    }
    Ok(units)
}

/// For each unit the weight of all candidates together, then of each.
fn weights(units: &[(String, Vec<u64>)], candidates: usize) -> Result<Vec<Vec<u64>>, Complaint> {
    let one = |(name, weights): &(String, Vec<u64>)| {
        let wrong = |found: Filling| {
            let rule = rules::allowed(rules::rule_weights(candidates));
            Complaint::rule(name, found, rule).under("units")
        };
        if let Some(large) = weights.iter().find(|&&w| w > u64::from(u32::MAX)) {
            return Err(wrong((*large).into()));
        }
        match weights.len() {
            1 => Ok(vec![weights[0]; candidates + 1]),
            n if n == candidates => Ok(std::iter::once(weights.iter().sum()).chain(weights.iter().copied()).collect()),
            n => Err(wrong(rules::found_weights(n).into())),
        }
    };
    units.iter().map(one).collect()
}
