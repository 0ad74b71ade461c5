//! Checks stages, faults, published figures and sources against the election.

use std::collections::HashSet;

use super::apart::apart;
use super::ballot::contests;
use super::read::ScenarioFile;
use super::stage::{CountedBy, StageText, WorkText};
use super::text::Scenario;
use super::translated;
use super::work::one_basis;
use crate::audit::{Date, Registry};
use crate::election::{Design, Election, Selection, generate};
use crate::error::{Complaint, Error};
use crate::hand_count::mishap::Befall;
use crate::hand_count::{Care, LEVELS, Method, recount_law};
use crate::outside_the_paper::BeforeThePaper;
use crate::random::{Streams, is_seed};
use crate::reason::{Reason, complaints, manifest, rules};
use crate::social_choice::Tally;
use crate::tabulation::fault::Strike;

/// Most stages of a scenario.
const MOST_STAGES: usize = 100;

/// Most faults of a stage.
const MOST_FAULTS: usize = 100;

impl ScenarioFile {
    /// Builds the paper and checks all that the scenario says about it.
    ///
    /// # Errors
    /// [`Error::Scenario`] with the first contradiction.
    pub fn build(&self, streams: &Streams) -> Result<Election, Error> {
        let election = if let Some(records) = &self.records {
            self.scenario.check_words().map_err(|c| self.error(c))?;
            records.election(&self.scenario).map_err(|c| self.error(c))?
        } else {
            let design: Design = self.scenario.design().map_err(|c| self.error(c))?;
            self.scenario.check_words().map_err(|c| self.error(c))?;
            generate(design.clone(), streams).map_err(|e| self.error(self.scenario.blame(&design, e)))?
        };
        self.scenario.check(&election, &self.registry).map_err(|c| self.error(c))?;
        Ok(election)
    }
}

impl ScenarioFile {
    /// Checks the description of the paper, or the contests of the records, without making the paper.
    pub(super) fn check_design(&self) -> Result<(), Complaint> {
        match &self.records {
            Some(_) => contests(&self.scenario.contest).map(|_| ()),
            None => self.scenario.design().map(|_| ()),
        }
    }
}

impl Scenario {
    /// Checks what can be checked without paper.
    pub(super) fn check_words(&self) -> Result<(), Complaint> {
        check_seed(self.seed.as_deref())?;
        if self.stage.is_empty() {
            return Err(Complaint::needed("stage", rules::found_no_stage(), complaints::rule_at_least_stage()));
        }
        if self.stage.len() > MOST_STAGES {
            let found = complaints::found_stages(self.stage.len());
            return Err(Complaint::allowed("stage", found, complaints::rule_at_most(MOST_STAGES)));
        }
        if let Some(law) = self.law.as_ref().filter(|law| !recount_law::is_known(law)) {
            return Err(Complaint::unknown("law", law, recount_law::JURISDICTIONS.map(|it| it.0)));
        }
        for (i, contest) in self.contest.iter().enumerate() {
            if let Some(statewide) =
                contest.statewide.filter(|_| recount_law::kinds(contest.office, contest.statewide).is_empty())
            {
                let rule = rules::allowed(rules::rule_statewide((!statewide).to_string()));
                return Err(Complaint::rule("statewide", statewide.to_string(), rule).at(i).under("contest"));
            }
        }
        let mut sources = HashSet::new();
        for (i, source) in self.source.iter().enumerate() {
            if !sources.insert(&source.id) {
                let found = complaints::found_again(format_args!("\"{}\"", source.id));
                return Err(Complaint::allowed("id", found, complaints::rule_id_once()).at(i).under("source"));
            }
        }
        for (i, stage) in self.stage.iter().enumerate() {
            let under = |c: Complaint| c.at(i).under("stage");
            if self.stage[..i].iter().any(|s| s.id == stage.id) {
                let found = complaints::found_again(format_args!("\"{}\"", stage.id));
                return Err(under(Complaint::allowed("id", found, complaints::rule_id_once())));
            }
            if stage.faults.len() > MOST_FAULTS {
                let found = rules::found_faults(stage.faults.len());
                return Err(under(Complaint::allowed("faults", found, complaints::rule_at_most(MOST_FAULTS))));
            }
            check_date(stage, &self.stage[..i]).map_err(under)?;
            check_kind(stage).map_err(under)?;
        }
        let stages: Vec<&str> = self.stage.iter().map(|s| s.id.as_str()).collect();
        apart(stages.iter().copied()).map_err(|(i, c)| c.under("id").at(i).under("stage"))?;
        apart(self.source.iter().map(|s| s.id.as_str())).map_err(|(i, c)| c.under("id").at(i).under("source"))?;
        for (i, paper) in self.paper.iter().enumerate() {
            if let Some(stage) = paper.accepted.as_ref().filter(|s| !stages.contains(&s.as_str())) {
                return Err(Complaint::unknown("accepted", stage, stages).at(i).under("paper"));
            }
        }
        translated::check(self)
    }

    /// Checks what refers to the paper.
    fn check(&self, election: &Election, registry: &Registry) -> Result<(), Complaint> {
        for (i, stage) in self.stage.iter().enumerate() {
            let earlier = &self.stage[..i];
            self.check_stage(stage, earlier, election).map_err(|c| c.at(i).under("stage"))?;
        }
        self.check_audit(election, registry).map_err(|c| c.under("audit"))?;
        for (i, beyond) in self.beyond.iter().enumerate() {
            let under = |c: Complaint| c.at(i).under("beyond");
            beyond.check(election).map_err(under)?;
            if !(1..=crate::election::MOST_CARDS).contains(&beyond.ballots()) {
                let rule = rules::allowed(complaints::rule_at_least_1(crate::election::MOST_CARDS));
                return Err(under(Complaint::rule("ballots", beyond.ballots(), rule)));
            }
            let contest = election.contest(beyond.contest()).unwrap_or(0);
            let mut wanted = paper_tally(election, contest);
            for other in self.beyond[..=i].iter().filter(|b| b.contest() == beyond.contest()) {
                other.undo(election, &mut wanted);
            }
            if wanted.votes.iter().any(|&v| v < 0) {
                let rule = rules::allowed(complaints::rule_at_most_paper());
                return Err(under(Complaint::rule("ballots", beyond.ballots(), rule)));
            }
        }
        Ok(())
    }

    fn check_stage(&self, stage: &StageText, earlier: &[StageText], election: &Election) -> Result<(), Complaint> {
        let names: Vec<&str> = earlier.iter().map(|s| s.id.as_str()).collect();
        let machines: Vec<&str> = earlier
            .iter()
            .filter(|s| s.by == CountedBy::Machine && s.mean_of.is_empty())
            .map(|s| s.id.as_str())
            .collect();
        for (i, fault) in stage.faults.iter().enumerate() {
            fault.check(election, &machines).map_err(|c| c.at(i).under("faults"))?;
        }
        for (i, mishap) in stage.mishaps.iter().enumerate() {
            mishap.check(election).map_err(|c| c.at(i).under("mishaps"))?;
        }
        for (key, place) in [("scope", &stage.scope), ("except", &stage.except)] {
            if let Some(place) = place {
                check_selection(place, election).map_err(|c| c.under(key))?;
            }
        }
        if let Some(base) = stage.base.as_ref().filter(|b| !names.contains(&b.as_str())) {
            return Err(Complaint::unknown("base", base, names));
        }
        for (i, id) in stage.contests.iter().flatten().enumerate() {
            if election.contest(id).is_none() {
                let known = election.contests.iter().map(|c| &c.id);
                return Err(Complaint::unknown("", id, known).at(i).under("contests"));
            }
            if stage.contests.iter().flatten().take(i).any(|earlier| earlier == id) {
                let found = complaints::found_again(format_args!("{id:?}"));
                return Err(Complaint::allowed("", found, complaints::rule_contest_once()).at(i).under("contests"));
            }
        }
        let starts_from_another = [
            ("by", stage.by == CountedBy::Ruling),
            ("scope", stage.scope.is_some()),
            ("except", stage.except.is_some()),
            ("contests", stage.contests.is_some()),
        ];
        if let (Some((key, _)), true) = (starts_from_another.iter().find(|(_, given)| *given), earlier.is_empty()) {
            return Err(Complaint::needed(key, rules::found_first_stage(), complaints::rule_earlier_stage()));
        }
        let is_mean = |id: &str| earlier.iter().any(|s| s.id == id && !s.mean_of.is_empty());
        let base = stage.base.as_deref().or(earlier.last().map(|s| s.id.as_str()));
        if let (Some((key, _)), Some(base)) = (starts_from_another.iter().find(|(_, given)| *given), base)
            && is_mean(base)
        {
            let key = if stage.base.is_some() { "base" } else { *key };
            let rule = rules::needed(rules::rule_base());
            return Err(Complaint::rule(key, rules::found_start(format_args!("{base:?}")), rule));
        }
        let picks_some = |place: &Selection| !place.batches(election).is_empty();
        let nothing_left = match (&stage.scope, &stage.except) {
            (Some(scope), _) if !picks_some(scope) => Some("scope"),
            (scope, Some(except)) => {
                let scope = scope.clone().unwrap_or_default();
                let (scope, except) = (scope.picker(election), except.picker(election));
                let any = (0..election.batches.len()).any(|b| scope.picks(b) && !except.picks(b));
                (!any).then_some("except")
            }
            _ => None,
        };
        if let Some(key) = nothing_left {
            return Err(Complaint::needed(key, rules::found_nothing_left(), complaints::rule_part()));
        }
        for (i, name) in stage.mean_of.iter().enumerate() {
            if !machines.contains(&name.as_str()) {
                return Err(Complaint::unknown("", name, machines).at(i).under("mean_of"));
            }
        }
        let several = election.contests.iter().find(|c| c.votes_allowed > 1 && stage.counts_contest(&c.id));
        if let (Some(Method::SortAndStack), Some(contest)) = (stage.method, several) {
            let rule = rules::allowed(rules::rule_read_and_mark(&contest.id));
            return Err(Complaint::rule("method", "sort_and_stack", rule));
        }
        self.check_figures(stage, &names, election)
    }
}

pub(super) fn check_selection(place: &Selection, election: &Election) -> Result<(), Complaint> {
    place.check(election).map_err(|e| Complaint::unknown("", &e.found, e.known).at(e.index).under(e.key))
}

/// Checks that a seed is one that people can repeat.
pub(super) fn check_seed(seed: Option<&str>) -> Result<(), Complaint> {
    match seed {
        Some(seed) if !is_seed(seed) => Err(Complaint::allowed("seed", format!("{seed:?}"), manifest::rule_seed())),
        _ => Ok(()),
    }
}

fn check_date(stage: &StageText, earlier: &[StageText]) -> Result<(), Complaint> {
    let Some(date) = &stage.date else { return Ok(()) };
    let wrong = |rule: Reason| Err(Complaint::allowed("date", format!("{date:?}"), rule));
    if Date::parse(date).is_none() {
        return wrong(complaints::rule_day("\"2020-11-04\""));
    }
    match earlier.iter().rev().find_map(|s| s.date.as_ref()) {
        Some(before) if before > date => wrong(complaints::rule_order(before)),
        _ => Ok(()),
    }
}

/// Refuses keys that belong to another kind of stage.
fn check_kind(stage: &StageText) -> Result<(), Complaint> {
    let machine_only = [
        ("faults", !stage.faults.is_empty()),
        ("mean_of", !stage.mean_of.is_empty()),
        ("checks", !stage.checks.is_empty()),
        ("cast_vote_records", stage.cast_vote_records.is_some()),
    ];
    let hand_only = [
        ("method", stage.method.is_some()),
        ("care", stage.care.is_some()),
        ("boards", stage.boards.is_some()),
        ("disputed", stage.disputed.is_some()),
        ("mishaps", !stage.mishaps.is_empty()),
        ("work", stage.work.is_some()),
    ];
    let misplaced = |keys: &[(&'static str, bool)]| keys.iter().find(|(_, given)| *given).map(|(key, _)| *key);
    let wrong = |key: &str, whose: &str| {
        Complaint::rule(key, rules::found_key_of_stage(whose), rules::rule_in_stages(format_args!("\"{whose}\"")))
    };
    if stage.by != CountedBy::Machine
        && let Some(key) = misplaced(&machine_only)
    {
        return Err(wrong(key, "machine"));
    }
    if stage.by != CountedBy::Hand
        && let Some(key) = misplaced(&hand_only)
    {
        return Err(wrong(key, "hand"));
    }
    let parts =
        [("scope", stage.scope.is_some()), ("except", stage.except.is_some()), ("contests", stage.contests.is_some())];
    if stage.by == CountedBy::Ruling
        && let Some(key) = misplaced(&parts)
    {
        return Err(Complaint::rule(key, rules::found_ruling(), rules::rule_in_stages_or()));
    }
    if stage.contests.as_ref().is_some_and(Vec::is_empty) {
        return Err(Complaint::needed("contests", rules::found_empty_list(), complaints::rule_contest_or_leave()));
    }
    if !stage.mean_of.is_empty()
        && (!stage.faults.is_empty()
            || stage.counts_a_part()
            || !stage.checks.is_empty()
            || stage.base.is_some()
            || stage.cast_vote_records.is_some())
    {
        return Err(Complaint::allowed("mean_of", rules::found_beside_mean(), rules::rule_mean_alone()));
    }
    if let Some(care) = stage.care.as_ref().filter(|care| Care::named(care).is_none()) {
        return Err(Complaint::unknown("care", care, LEVELS.map(|level| level.name)));
    }
    if let Some(boards) = stage.boards.filter(|b| !(1..=2).contains(b)) {
        return Err(Complaint::allowed("boards", boards, rules::rule_1_or_2(1, 2)));
    }
    stage.work.as_ref().map_or(Ok(()), |work| check_work(work).map_err(|c| c.under("work")))
}

fn check_work(work: &WorkText) -> Result<(), Complaint> {
    let positive = |key: &str, value: Option<f64>| match value {
        Some(value) if !(value > 0.0 && value < 1e9) => {
            Err(Complaint::allowed(key, value, complaints::rule_more_than_0()))
        }
        _ => Ok(()),
    };
    positive("ballots_per_hour", work.ballots_per_hour)?;
    positive("people", work.people)?;
    let dollars = |key: &str, value: Option<f64>| match value {
        Some(value) if !(0.0..1e9).contains(&value) => Err(Complaint::allowed(key, value, rules::rule_0_or_more())),
        _ => Ok(()),
    };
    dollars("wage", work.wage)?;
    dollars("cost_per_ballot", work.cost_per_ballot)?;
    one_basis(work.wage, work.cost_per_ballot)
}

/// The tally of what the voters meant on all the paper of a contest.
fn paper_tally(election: &Election, contest: usize) -> Tally {
    let it = &election.contests[contest];
    let table = &election.votes[contest];
    let mut tally = Tally::empty(it.candidates.len());
    for (code, n) in election.paper[contest].counts(0..election.cards(), table.len()) {
        if let Some(marks) = table.vote(code).marks() {
            tally.count(it, &marks.as_meant(it), n as i64);
        }
    }
    tally
}
