//! Compares published figures with the model's: what agrees, what does not, and by how much.

use super::observed::ObservedAuditRun;
use super::stage::{StageCount, total, total_of};
use crate::election::Election;
use crate::reason::{Filling, findings};
use crate::scenario::{FigureText, Scenario, StageText};
use crate::social_choice::{Tally, decide};

/// One published figure and the model's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedComparison {
    /// Index of the stage.
    pub stage: usize,
    /// Index of the contest.
    pub contest: usize,
    /// The compared figure: a candidate's votes by the name, for instance `Biden`, or `margin`.
    pub what: Filling,
    /// The published value.
    pub published: String,
    /// The model's value.
    pub model: String,
    /// The largest allowed difference, in votes.
    pub within: i64,
    /// Whether it agrees.
    pub holds: bool,
    /// The source's id; `None` if the figure follows by hand from the scenario's own numbers.
    pub source: Option<String>,
}

/// Compares all published and expected figures of one stage with the counts so far, of which it is the last.
pub(super) fn compare(election: &Election, stages: &[StageText], counts: &[StageCount]) -> Vec<PublishedComparison> {
    let Some(at) = counts.len().checked_sub(1) else { return Vec::new() };
    let figures = stages[at].published.iter().chain(&stages[at].expected);
    figures.flat_map(|text| PublishedCsv { election, stages, counts, at, text }.compare()).collect()
}

struct PublishedCsv<'a> {
    election: &'a Election,
    stages: &'a [StageText],
    counts: &'a [StageCount],
    at: usize,
    text: &'a FigureText,
}

impl PublishedCsv<'_> {
    fn tally(&self, stage: usize, contest: usize) -> Tally {
        let count = &self.counts[stage];
        let mut totals = match &self.text.place {
            None => total(self.election, count),
            Some(place) => {
                let picker = place.picker(self.election);
                total_of(self.election, count, |batch| picker.picks(batch))
            }
        };
        totals.swap_remove(contest)
    }

    fn compare(&self) -> Vec<PublishedComparison> {
        let text = self.text;
        let contest = self.election.contest(&text.contest).expect("checked with the scenario");
        let it = &self.election.contests[contest];
        let tally = self.tally(self.at, contest);
        let votes_of = |tally: &Tally, name: &str| it.candidate(name).map_or(0, |c| tally.votes[usize::from(c)]);
        let outcome = decide(it, &tally);
        let mut list = Vec::new();
        let within = text.within.unwrap_or(0);
        let mut add = |what: Filling, published: String, model: String, holds: bool| {
            let what = match &text.place {
                None => what,
                Some(place) => findings::figure_in(what, place_name(place)).into(),
            };
            let source = text.source.clone();
            list.push(PublishedComparison { stage: self.at, contest, what, published, model, within, holds, source });
        };
        let near = |published: i64, model: i64| published.abs_diff(model) <= within as u64;
        let mut number = |what: Filling, published: Option<i64>, model: i64| {
            if let Some(published) = published {
                add(what, published.to_string(), model.to_string(), near(published, model));
            }
        };
        for (name, &published) in &text.tally {
            number(name.into(), Some(published), votes_of(&tally, name));
        }
        number(findings::figure_votes().into(), text.votes, tally.total());
        number(findings::figure_ballots().into(), text.ballots, self.ballots());
        number(findings::figure_margin().into(), text.margin, outcome.margin.unwrap_or(0));
        number(findings::figure_set_aside().into(), text.set_aside, self.set_aside());
        number(findings::figure_batches().into(), text.batches, self.election.batches.len() as i64);
        if !text.change.is_empty() {
            let since = text.since.as_ref().and_then(|id| self.stages.iter().position(|s| s.id == *id));
            let since = since.unwrap_or(self.at.saturating_sub(1));
            let before = self.tally(since, contest);
            for (name, &published) in &text.change {
                let what = findings::figure_change(name, &self.stages[since].id);
                let change = votes_of(&tally, name) - votes_of(&before, name);
                add(what.into(), format!("{published:+}"), format!("{change:+}"), near(published, change));
            }
        }
        for (name, published) in &text.percent {
            let decimals = published.split_once('.').map_or(0, |(_, digits)| digits.len());
            let share = percent(votes_of(&tally, name), tally.total(), decimals);
            add(findings::figure_percent(name).into(), published.clone(), share.clone(), *published == share);
        }
        if let Some(published) = &text.winners {
            let mut names: Vec<String> = outcome.winners.iter().map(|&c| it.name(c).to_owned()).collect();
            let mut published = published.clone();
            names.sort();
            published.sort();
            add(findings::figure_winners().into(), published.join(", "), names.join(", "), names == published);
        }
        list
    }

    fn ballots(&self) -> i64 {
        let picker = self.text.place.as_ref().map(|place| place.picker(self.election));
        let picks = |batch: usize| picker.as_ref().is_none_or(|picker| picker.picks(batch));
        let ballots = self.counts[self.at].ballots.iter().enumerate();
        ballots.filter(|&(batch, _)| picks(batch)).map(|(_, n)| n).sum()
    }

    fn set_aside(&self) -> i64 {
        let contest = self.election.contest(&self.text.contest).unwrap_or(0);
        self.counts[self.at].set_aside.iter().flatten().map(|tallies| tallies[contest].ballots).sum()
    }
}

fn place_name(place: &crate::election::Selection) -> String {
    let lists = [&place.precincts, &place.counties, &place.groups, &place.batches, &place.tabulators];
    lists.into_iter().flatten().flatten().cloned().collect::<Vec<_>>().join(", ")
}

/// A share in percent with this number of decimals, rounded half up, in whole-number arithmetic.
fn percent(part: i64, whole: i64, decimals: usize) -> String {
    let decimals = decimals.min(9);
    let scale = 10_i128.pow(decimals as u32);
    let whole = i128::from(whole.max(1));
    let rounded = (2 * i128::from(part) * 100 * scale + whole).div_euclid(2 * whole);
    if decimals == 0 {
        return rounded.to_string();
    }
    format!("{}.{:0decimals$}", rounded / scale, (rounded % scale).abs())
}

/// The published risks of samples that were drawn in reality, beside the model's.
pub(super) fn measured(scenario: &Scenario, observed: &[ObservedAuditRun]) -> Vec<PublishedComparison> {
    let (Some(text), Some(stage)) = (&scenario.audit, scenario.audited_stage()) else { return Vec::new() };
    let one = |it: &ObservedAuditRun| {
        let observed = &text.observed[it.place];
        let published = observed.p_value.clone()?;
        let digits = published.len().saturating_sub(2);
        let model = it.p_value.map_or("none".to_owned(), |p| format!("{p:.digits$}"));
        Some(PublishedComparison {
            stage,
            contest: it.contest,
            what: findings::figure_measured(&observed.method).into(),
            published,
            model,
            within: 0,
            holds: it.holds.unwrap_or(false),
            source: Some(observed.source.clone()),
        })
    };
    observed.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_as_newspapers_do() {
        assert_eq!(percent(3_341, 5_753, 2), "58.07");
        assert_eq!(percent(1, 3, 0), "33");
        assert_eq!(percent(2, 3, 1), "66.7");
        assert_eq!(percent(1, 8, 2), "12.50");
        assert_eq!(percent(1, 16, 3), "6.250");
    }
}
