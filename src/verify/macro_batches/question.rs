//! Checks the question about batches: every name known, every tally whole and no larger than its paper.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::reason::{Filling, Reason, complaints, questions, rules};
use crate::risk::bet::spec::names::{ByName, Name, distinct};
use crate::risk::bet::spec::question::{broken, unknown};
use crate::risk::bet::spec::{RefusedField, Unusable};

type VoteCounts = ByName<u64>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchQuestion {
    ballots: VoteCounts,
    reported: ByName<VoteCounts>,
    #[serde(default = "one")]
    pub(super) winners: usize,
    #[serde(default)]
    votes_allowed: Option<u64>,
    #[serde(default)]
    pub(super) runoff: bool,
    #[serde(default)]
    pending: VoteCounts,
    #[serde(default)]
    unauditable: Vec<Name>,
    #[serde(default)]
    combined: Vec<CombinedBatches>,
    #[serde(default)]
    sample: Vec<DrawOrder>,
    #[serde(default)]
    pub(super) risk_limit: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CombinedBatches {
    id: Name,
    batches: Vec<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawOrder {
    batch: Name,
    audited: VoteCounts,
    #[serde(default = "once")]
    times: u64,
}

fn one() -> usize {
    1
}

fn once() -> u64 {
    1
}

/// Most ballots of all batches, and pending ones, for which sums of votes are exact.
const MOST: u64 = 1_000_000_000_000;
/// Most batches, and most candidates.
const MOST_BATCHES: usize = 1_000_000;
const MOST_CANDIDATES: usize = 10_000;
/// Most batches times candidates of a question.
const MOST_VOTES: usize = 20_000_000;

/// A contest by batches, with names replaced by indices.
pub(super) struct BatchContest {
    /// The candidates, in order of their names.
    pub(super) candidates: Vec<Name>,
    /// Batches in order of their names.
    pub(super) batches: Vec<BatchReport>,
    /// Ballots that were not yet counted.
    pub(super) pending: i64,
    /// The hand tallies, each once.
    pub(super) tallied: Vec<HandTally>,
    /// The reported votes of every candidate.
    pub(super) totals: Vec<i64>,
}

/// The report of one batch.
pub(super) struct BatchReport {
    pub(super) id: Name,
    pub(super) ballots: i64,
    /// Reported votes by candidate.
    pub(super) reported: Vec<i64>,
    /// Whether the batch has a report.
    pub(super) is_reported: bool,
    /// Whether its paper is not available.
    pub(super) gone: bool,
}

/// One hand tally of a batch, or of several that were tallied as one.
pub(super) struct HandTally {
    pub(super) id: Name,
    /// Indices of its batches.
    pub(super) batches: Vec<usize>,
    /// Votes by hand, by candidate.
    pub(super) hand: Vec<i64>,
    /// How many times its batches were drawn, all together.
    pub(super) times: u64,
}

/// A complaint about the batch of a draw, with a note on how to name several that were tallied as one.
pub(super) fn with_the_way_to_combine(refused: RefusedField) -> RefusedField {
    let RefusedField { key, why } = refused;
    let is_of_draws = key.starts_with("sample[");
    let why = match why {
        Unusable::Value { found: Filling::Text(found), allowed }
            if is_of_draws && key.ends_with("].batch") && found.starts_with("sequence") =>
        {
            Unusable::Value { found: found.into(), allowed: questions::or_combined(allowed).into() }
        }
        Unusable::Otherwise(why) if is_of_draws && key.ends_with("].batches") => {
            Unusable::Otherwise(questions::or_combined(why))
        }
        other => other,
    };
    RefusedField { key, why }
}

impl BatchContest {
    /// The contest of a question.
    ///
    /// # Errors
    /// The key, what was found and what is allowed.
    pub(super) fn of(asked: &BatchQuestion) -> Result<Self, RefusedField> {
        let places = places(asked)?;
        let candidates = candidates(asked)?;
        let allowed = votes_allowed(asked, candidates.len())?;
        if candidates.len().saturating_mul(asked.ballots.len()) > MOST_VOTES {
            return Err(broken("ballots", asked.ballots.len(), questions::rule_batches_candidates()));
        }
        let mut batches = Vec::with_capacity(asked.ballots.len());
        for (id, &ballots) in asked.ballots.iter() {
            let none = VoteCounts::default();
            let votes = asked.reported.get(id);
            if let Some(votes) = votes {
                names_all(&format!("reported.{id}"), votes, &candidates, id)?;
            }
            let votes = votes.unwrap_or(&none);
            let paper = TalliedPaper { ballots, allowed, of: questions::batch(id.as_str()) };
            let reported = paper.votes(&format!("reported.{id}"), votes, &candidates)?;
            let is_reported = asked.reported.contains_key(id);
            batches.push(BatchReport { id: id.clone(), ballots: ballots as i64, reported, is_reported, gone: false });
        }
        if candidates.is_empty() {
            return Err(broken("reported", questions::found_no_candidate(), rules::rule_count_for_each()));
        }
        if asked.winners == 0 || asked.winners > candidates.len() {
            return Err(broken("winners", asked.winners, questions::rule_reported(candidates.len())));
        }
        for id in &asked.unauditable {
            let at = known(&places, "unauditable", id)?;
            if std::mem::replace(&mut batches[at].gone, true) {
                return Err(broken("unauditable", rules::found_twice(id.as_str()), questions::rule_batch_once()));
            }
        }
        for id in asked.pending.keys() {
            known(&places, "pending", id)?;
        }
        let pending = asked.pending.values().fold(0_u64, |sum, &n| sum.saturating_add(n));
        if pending > MOST {
            return Err(broken("pending", pending, questions::rule_ballots_of_batches()));
        }
        let tallied = tallied(asked, &places, &batches, &candidates, allowed)?;
        let mut totals = vec![0_i64; candidates.len()];
        for batch in &batches {
            totals.iter_mut().zip(&batch.reported).for_each(|(total, votes)| *total += votes);
        }
        Ok(Self { candidates, batches, pending: pending as i64, tallied, totals })
    }
}

type Places<'q> = BTreeMap<&'q str, usize>;

/// The index of each batch by name.
fn places(asked: &BatchQuestion) -> Result<Places<'_>, RefusedField> {
    if asked.ballots.len() > MOST_BATCHES {
        return Err(broken("ballots", asked.ballots.len(), questions::rule_most_batches()));
    }
    let mut all = 0_u64;
    for (id, &ballots) in asked.ballots.iter() {
        all = all.saturating_add(ballots);
        if all > MOST {
            return Err(broken(&format!("ballots.{id}"), ballots, questions::rule_ballots_of_batches()));
        }
    }
    let ids = asked.ballots.keys().chain(asked.combined.iter().map(|combined| &combined.id));
    distinct("ballots", ids)?;
    Ok(asked.ballots.keys().enumerate().map(|(at, id)| (id.as_str(), at)).collect())
}

fn known(places: &Places<'_>, key: &str, id: &Name) -> Result<usize, RefusedField> {
    places.get(id.as_str()).copied().ok_or_else(|| broken(key, id.as_str(), questions::rule_batch_of_ballots()))
}

/// All candidates whom a report names.
fn candidates(asked: &BatchQuestion) -> Result<Vec<Name>, RefusedField> {
    if let Some(id) = asked.reported.keys().find(|id| !asked.ballots.contains_key(*id)) {
        return Err(broken("reported", id.as_str(), questions::rule_batch_of_ballots()));
    }
    let names: BTreeSet<&Name> = asked.reported.values().flat_map(|votes| votes.keys()).collect();
    if names.len() > MOST_CANDIDATES {
        return Err(broken("reported", questions::found_candidates(names.len()), complaints::rule_at_most("10 000")));
    }
    distinct("reported", names.iter().copied())?;
    Ok(names.into_iter().cloned().collect())
}

/// The votes allowed on a ballot: as many as there are winners, unless the question says otherwise.
fn votes_allowed(asked: &BatchQuestion, candidates: usize) -> Result<u64, RefusedField> {
    if asked.runoff && asked.winners != 1 {
        return Err(broken("winners", asked.winners, questions::rule_runoff()));
    }
    let allowed = asked.votes_allowed.unwrap_or(asked.winners.max(1) as u64);
    if asked.runoff && allowed != 1 {
        return Err(broken("votes_allowed", allowed, questions::rule_runoff_votes()));
    }
    if asked.votes_allowed.is_some() && (allowed == 0 || allowed > candidates as u64) {
        return Err(broken("votes_allowed", allowed, questions::rule_of_candidates(candidates)));
    }
    Ok(allowed)
}

/// The paper that a tally counts.
struct TalliedPaper {
    ballots: u64,
    allowed: u64,
    of: Reason,
}

impl TalliedPaper {
    /// Votes in the order of the candidates, all 0 for a batch without a report.
    fn votes(&self, key: &str, votes: &VoteCounts, candidates: &[Name]) -> Result<Vec<i64>, RefusedField> {
        let mut all = 0_u64;
        for (name, &count) in votes.iter() {
            if count > self.ballots {
                let allowed = questions::rule_ballots_of(self.ballots, self.of.clone());
                return Err(broken(&format!("{key}.{name}"), count, allowed));
            }
            all = all.saturating_add(count);
        }
        if all > self.ballots.saturating_mul(self.allowed) {
            let Self { ballots, allowed, of } = self;
            let most = questions::rule_votes_on_each(*allowed, *ballots, of.clone());
            return Err(broken(key, rules::found_votes(all), most));
        }
        Ok(candidates.iter().map(|name| votes.get(name).map_or(0, |&count| count as i64)).collect())
    }
}

/// Refuses a report or tally sheet that leaves a candidate out, because an empty line is not a zero.
fn names_all(key: &str, votes: &VoteCounts, candidates: &[Name], batch: &Name) -> Result<(), RefusedField> {
    let missing = candidates.iter().find(|name| !votes.contains_key(*name));
    missing.map_or(Ok(()), |missing| {
        let found = questions::found_no_count_in(missing.as_str(), batch.as_str());
        Err(broken(key, found, rules::rule_count_for_each()))
    })
}

/// The hand tallies; a batch or combination that is listed several times is kept once.
fn tallied(
    asked: &BatchQuestion,
    places: &Places<'_>,
    batches: &[BatchReport],
    candidates: &[Name],
    allowed: u64,
) -> Result<Vec<HandTally>, RefusedField> {
    let combined = combined(asked, places)?;
    let within: BTreeMap<usize, &Name> =
        combined.iter().flat_map(|(id, members)| members.iter().map(move |&at| (at, *id))).collect();
    let mut tallied: Vec<HandTally> = Vec::new();
    let mut read: BTreeMap<&Name, usize> = BTreeMap::new();
    for (i, drawn) in asked.sample.iter().enumerate() {
        let batch = &drawn.batch;
        let members = match combined.get(batch) {
            Some(members) => members.clone(),
            None => vec![known(places, "sample.batch", batch)?],
        };
        if let (1, Some(whole)) = (members.len(), members.first().and_then(|at| within.get(at))) {
            let allowed = questions::rule_tallied_as_one(whole.as_str());
            return Err(broken("sample.batch", batch.as_str(), allowed));
        }
        if let Some(&at) = members.iter().find(|&&at| batches[at].gone) {
            return Err(broken("sample.batch", batches[at].id.as_str(), questions::rule_auditable()));
        }
        let key = format!("sample[{i}].audited");
        for name in drawn.audited.keys() {
            if candidates.binary_search(name).is_err() {
                let known: Vec<&str> = candidates.iter().map(Name::as_str).collect();
                return Err(unknown("sample.audited", name.as_str(), &known));
            }
        }
        names_all(&key, &drawn.audited, candidates, batch)?;
        let ballots = members.iter().map(|&at| batches[at].ballots as u64).sum();
        let paper = TalliedPaper { ballots, allowed, of: questions::batch(batch.as_str()) };
        let hand = paper.votes(&key, &drawn.audited, candidates)?;
        let Some(&at) = read.get(batch) else {
            read.insert(batch, tallied.len());
            tallied.push(HandTally { id: batch.clone(), batches: members, hand, times: drawn.times });
            continue;
        };
        if tallied[at].hand != hand {
            return Err(broken("sample.batch", batch.as_str(), questions::rule_one_hand_count()));
        }
        tallied[at].times = tallied[at].times.saturating_add(drawn.times);
    }
    if let Some(unused) = combined.keys().find(|id| !read.contains_key(*id)) {
        return Err(broken("combined.id", unused.as_str(), questions::rule_named_by_sample()));
    }
    Ok(tallied)
}

/// Indices of the batches of each combination.
fn combined<'q>(asked: &'q BatchQuestion, places: &Places<'_>) -> Result<BTreeMap<&'q Name, Vec<usize>>, RefusedField> {
    let mut combined = BTreeMap::new();
    let mut taken: BTreeMap<usize, &Name> = BTreeMap::new();
    for (i, CombinedBatches { id, batches }) in asked.combined.iter().enumerate() {
        let key = format!("combined[{i}]");
        if places.contains_key(id.as_str()) || combined.contains_key(id) {
            return Err(broken(&format!("{key}.id"), id.as_str(), questions::rule_own_name()));
        }
        if batches.len() < 2 {
            return Err(broken(&format!("{key}.batches"), batches.len(), questions::rule_two_batches()));
        }
        let mut members = Vec::with_capacity(batches.len());
        for batch in batches {
            let at = known(places, &format!("{key}.batches"), batch)?;
            if let Some(other) = taken.insert(at, id) {
                let found = questions::found_which_is_in(batch.as_str(), other.as_str());
                return Err(broken(&format!("{key}.batches"), found, questions::rule_batch_in_one()));
            }
            members.push(at);
        }
        combined.insert(id, members);
    }
    Ok(combined)
}
