//! Runs one stage: a machine count, a hand count, a ruling, or the mean of several scans.

use crate::audit::Clock;
use crate::election::{Code, Election, Group};
use crate::hand_count::{Care, HandCount, Organisation, Tables, count_by_hand};
use crate::random::Streams;
use crate::scenario::{CountedBy, StageText};
use crate::social_choice::{Tallies, Tally};
use crate::tabulation::{Correction, Readings, Tabulation, tabulate_only};

/// The result of a stage for every batch, whoever counted it.
#[derive(Clone, Debug)]
pub(super) struct StageCount {
    /// For each batch, whether this stage itself counted it.
    pub(super) in_scope: Vec<bool>,
    /// For each batch in the result, its tallies.
    pub(super) counted: Vec<Option<Tallies>>,
    /// For each batch, the ballots in the result.
    pub(super) ballots: Vec<i64>,
    /// For each batch, the ballots set aside, as the voters meant them.
    pub(super) set_aside: Vec<Option<Tallies>>,
    /// Changes to totals that are in no batch; their faults are numbered across stages, as in
    /// [`ElectionRun::faults`](super::ElectionRun::faults).
    pub(super) corrections: Vec<Correction>,
    /// For each fault, the differences that it made.
    pub(super) effects: Vec<Effect>,
    /// For each contest, person-hours and dollars, if people counted it.
    pub(super) work: Vec<Option<(f64, f64)>>,
}

impl StageCount {
    /// A stage in which nothing is counted yet.
    fn nothing(election: &Election, in_scope: Vec<bool>) -> Self {
        let batches = election.batches.len();
        Self {
            counted: vec![None; batches],
            ballots: vec![0; batches],
            set_aside: vec![None; batches],
            corrections: Vec::new(),
            effects: Vec::new(),
            work: vec![None; election.contests.len()],
            in_scope,
        }
    }
}

/// The differences that one fault of a machine count made.
#[derive(Clone, Debug)]
pub(super) struct Effect {
    /// For each contest, the batches with other votes.
    pub(super) batches: Vec<Vec<usize>>,
    /// The batches with another number of ballots.
    pub(super) ballots: Vec<usize>,
    /// For each contest, the reporting units with another typed number.
    pub(super) typed: Vec<Vec<usize>>,
}

/// The earlier stages that a stage may refer to.
pub(super) struct EarlierStages<'a> {
    pub(super) election: &'a Election,
    pub(super) stages: &'a [StageText],
    pub(super) counts: &'a [StageCount],
    pub(super) machines: &'a [(String, Tabulation)],
    pub(super) streams: &'a Streams,
}

impl EarlierStages<'_> {
    fn place(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// Whether the ballots of a group count at stage number `at`.
    fn is_accepted(&self, group: &Group, at: usize) -> bool {
        let from = group.accepted.as_ref();
        from.is_none_or(|stage| self.place(stage).is_some_and(|from| from <= at))
    }

    fn base(&self, stage: &StageText) -> Option<&StageCount> {
        let place = match &stage.base {
            Some(base) => self.place(base),
            None => self.counts.len().checked_sub(1),
        };
        self.counts.get(place?)
    }

    /// Runs stage number `at`, the one after `self.counts`; a machine count is returned beside the result.
    pub(super) fn run(&self, at: usize) -> (StageCount, Option<Tabulation>) {
        let stage = &self.stages[at];
        if !stage.mean_of.is_empty() {
            return (self.mean(stage), None);
        }
        match stage.by {
            CountedBy::Machine => {
                let (count, tabulation) = self.machine(at);
                (count, Some(tabulation))
            }
            CountedBy::Hand => (self.hand(at), None),
            CountedBy::Ruling => (self.ruling(at), None),
        }
    }

    fn scope(&self, at: usize) -> Vec<bool> {
        let stage = &self.stages[at];
        let scope = stage.scope.as_ref().map(|scope| scope.picker(self.election));
        let except = stage.except.as_ref().map(|except| except.picker(self.election));
        let accepted: Vec<bool> = self.election.groups.iter().map(|group| self.is_accepted(group, at)).collect();
        let counts = |batch: usize| {
            accepted[self.election.batches[batch].group]
                && scope.as_ref().is_none_or(|scope| scope.picks(batch))
                && !except.as_ref().is_some_and(|except| except.picks(batch))
        };
        (0..self.election.batches.len()).map(counts).collect()
    }

    /// An empty result, filled from the base stage for batches that this stage does not count.
    fn start(&self, at: usize, in_scope: Vec<bool>) -> StageCount {
        let batches = self.election.batches.len();
        let mut count = StageCount::nothing(self.election, in_scope);
        let stage = &self.stages[at];
        let partial = stage.counts_a_part();
        if let Some(base) = self.base(stage).filter(|_| partial) {
            for batch in (0..batches).filter(|&b| !count.in_scope[b]) {
                count.counted[batch].clone_from(&base.counted[batch]);
                count.set_aside[batch].clone_from(&base.set_aside[batch]);
                count.ballots[batch] = base.ballots[batch];
            }
            let mut counted_again = vec![false; self.election.units.len()];
            for batch in (0..batches).filter(|&b| count.in_scope[b]) {
                counted_again[self.election.group_of(batch).unit] = true;
            }
            let stands = |c: &&Correction| !self.counts_contest(at, c.contest) || !counted_again[c.unit];
            count.corrections = base.corrections.iter().filter(stands).copied().collect();
        }
        count
    }

    fn counts_contest(&self, at: usize, contest: usize) -> bool {
        self.stages[at].counts_contest(&self.election.contests[contest].id)
    }

    /// Restores the base's tallies and disputed ballots for contests that this stage did not count.
    fn let_stand(&self, at: usize, count: &mut StageCount) {
        let contests: Vec<usize> = (0..self.election.contests.len()).filter(|&c| !self.counts_contest(at, c)).collect();
        let Some(base) = self.base(&self.stages[at]).filter(|_| !contests.is_empty()) else { return };
        let stand = |own: &mut Option<Tallies>, stood: &Option<Tallies>| {
            if own.is_none() && stood.is_none() {
                return;
            }
            let (own, nothing) = (own.get_or_insert_default(), Tallies::default());
            for &contest in &contests {
                own.take_over(contest, stood.as_ref().unwrap_or(&nothing));
            }
        };
        for batch in (0..count.counted.len()).filter(|&b| count.in_scope[b]) {
            stand(&mut count.counted[batch], &base.counted[batch]);
            stand(&mut count.set_aside[batch], &base.set_aside[batch]);
        }
    }

    fn machine(&self, at: usize) -> (StageCount, Tabulation) {
        let stage = &self.stages[at];
        let in_scope = self.scope(at);
        let keep = stage.cast_vote_records.unwrap_or(true);
        let streams = self.streams.within("stage").within(&stage.id);
        let faults = &stage.faults;
        let tabulate =
            |skip: Option<usize>| tabulate_only(self.election, in_scope.clone(), faults, skip, self.machines, &streams);
        let (mut tabulation, readings) = tabulate(None);
        let files = files_by_batch(self.election, &tabulation);
        let effects =
            (0..faults.len()).map(|fault| effect(self.election, &tabulation, &files, &tabulate(Some(fault)).0));
        let effects = effects.collect();
        // Records are as large as the paper, so they are written after the effects have freed their memory.
        tabulation.cvrs = keep.then(|| readings.into_iter().map(Readings::into_column).collect());
        let mut count = self.start(at, in_scope);
        for (batch, file) in files.into_iter().enumerate() {
            if let Some((tallies, ballots)) = file {
                count.counted[batch] = Some(tallies);
                count.ballots[batch] = ballots;
            }
        }
        let typed = tabulation.corrections.iter().filter(|c| self.counts_contest(at, c.contest));
        let before: usize = self.counts[..at].iter().map(|count| count.effects.len()).sum();
        count.corrections.extend(typed.map(|c| Correction { fault: before + c.fault, ..*c }));
        count.effects = effects;
        self.let_stand(at, &mut count);
        (count, tabulation)
    }

    fn hand(&self, at: usize) -> StageCount {
        let stage = &self.stages[at];
        let in_scope = self.scope(at);
        let care = stage.care.as_deref().unwrap_or("careful");
        let organisation = Organisation {
            method: stage.method.unwrap_or_default(),
            care: Care::named(care).expect("checked with the scenario"),
            boards: stage.boards.unwrap_or(1),
            disputed: stage.disputed.unwrap_or_default(),
        };
        let streams = self.streams.within("stage").within(&stage.id);
        let counted: Vec<bool> = (0..self.election.contests.len()).map(|c| self.counts_contest(at, c)).collect();
        let tables = Tables::after(&stage.mishaps, self.election, &in_scope, &streams.purpose("mishaps"));
        let hand: HandCount = count_by_hand(self.election, &in_scope, &counted, &tables, &organisation, &streams);
        let mut count = self.start(at, in_scope);
        for (batch, (tallies, aside)) in hand.tallies.into_iter().zip(hand.set_aside).enumerate() {
            let Some(tallies) = tallies else { continue };
            for _ in 0..hand.times_entered[batch] {
                count.ballots[batch] += hand.ballots[batch];
                match &mut count.counted[batch] {
                    Some(sums) => *sums += &tallies,
                    none => *none = Some(tallies.clone()),
                }
            }
            count.set_aside[batch] = aside;
        }
        count.work = (0..counted.len()).map(|c| counted[c].then(|| self.work(stage, c, hand.handled[c]))).collect();
        self.let_stand(at, &mut count);
        count
    }

    /// Person-hours and dollars for this number of handled ballots of one contest.
    fn work(&self, stage: &StageText, contest: usize, ballots: u64) -> (f64, f64) {
        let votes_allowed = self.election.contests[contest].votes_allowed;
        let clock = Clock::of(votes_allowed);
        let Some(work) = &stage.work else {
            let work = clock.work(0, ballots, None);
            return (work.hours, work.cost);
        };
        let hours = work.pace(votes_allowed).hours(ballots);
        let wages = hours * work.wage.unwrap_or(clock.dollars_per_hour);
        (hours, work.cost_per_ballot.map_or(wages, |dollars| ballots as f64 * dollars))
    }

    fn ruling(&self, at: usize) -> StageCount {
        let stage = &self.stages[at];
        let base = stage.base.as_ref().and_then(|base| self.place(base)).unwrap_or(at.saturating_sub(1));
        let mut count = self.base(stage).cloned().expect("checked with the scenario");
        count.effects = Vec::new();
        count.work = vec![None; self.election.contests.len()];
        let before = std::mem::replace(&mut count.in_scope, vec![false; self.election.batches.len()]);
        for batch in 0..before.len() {
            if let Some(aside) = count.set_aside[batch].take() {
                let disputed: i64 = aside.iter().map(|(_, tally)| tally.ballots).sum();
                *count.counted[batch].get_or_insert_default() += &aside;
                count.in_scope[batch] = disputed > 0;
            }
            let from = self.election.group_of(batch).accepted.as_ref().and_then(|stage| self.place(stage));
            if from.is_some_and(|from| base < from && from <= at) {
                count.counted[batch] = Some(meant(self.election, batch));
                count.ballots[batch] = self.election.batches[batch].ballots as i64;
                count.in_scope[batch] = true;
            }
        }
        count
    }

    fn mean(&self, stage: &StageText) -> StageCount {
        let of: Vec<&StageCount> = stage.mean_of.iter().filter_map(|id| self.counts.get(self.place(id)?)).collect();
        let batches = self.election.batches.len();
        let mut count = StageCount::nothing(self.election, vec![false; batches]);
        // The mean of totals is stored in the first batch, so that it is rounded once.
        let Some((first, rest)) = of.split_first() else { return count };
        let mut sums = total(self.election, first);
        let mut ballots: i64 = first.ballots.iter().sum();
        for other in rest {
            sums.iter_mut().zip(total(self.election, other)).for_each(|(sum, tally)| *sum += &tally);
            ballots += other.ballots.iter().sum::<i64>();
        }
        let mean = |sum: i64| (2 * sum + of.len() as i64).div_euclid(2 * of.len() as i64);
        for tally in &mut sums {
            tally.votes.iter_mut().for_each(|v| *v = mean(*v));
            tally.ballots = mean(tally.ballots);
            tally.blank = mean(tally.blank);
            tally.overvoted = mean(tally.overvoted);
        }
        if batches > 0 {
            count.counted[0] = Some(sums.into_iter().enumerate().collect());
            count.ballots[0] = mean(ballots);
        }
        count
    }
}

/// For each batch, the sum of its result files, and their ballots.
fn files_by_batch(election: &Election, tabulation: &Tabulation) -> Vec<Option<(Tallies, i64)>> {
    let mut files: Vec<Option<(Tallies, i64)>> = vec![None; election.batches.len()];
    for upload in &tabulation.uploads {
        let (sums, ballots) = files[upload.batch].get_or_insert_default();
        *sums += &upload.tallies;
        *ballots += upload.ballots;
    }
    files
}

/// The differences between a count and the same count without one of its faults.
fn effect(election: &Election, with: &Tabulation, files: &[Option<(Tallies, i64)>], without: &Tabulation) -> Effect {
    let others = files_by_batch(election, without);
    let ballots = |file: &Option<(Tallies, i64)>| file.as_ref().map_or(0, |f| f.1);
    let nothing = Tallies::default();
    let mut of_contest = vec![Vec::new(); election.contests.len()];
    for (batch, (mine, others)) in files.iter().zip(&others).enumerate() {
        let tallies = |file: &'_ Option<(Tallies, i64)>| file.as_ref().map_or(nothing.clone(), |f| f.0.clone());
        let (mine, others) = (tallies(mine), tallies(others));
        if mine == others {
            continue;
        }
        let only_there = others.iter().map(|(contest, _)| contest).filter(|&contest| mine.get(contest).is_none());
        for contest in mine.iter().map(|(contest, _)| contest).chain(only_there) {
            if mine[contest].distance(&others[contest]) != 0 {
                of_contest[contest].push(batch);
            }
        }
    }
    let typed = |tabulation: &Tabulation, contest: usize| {
        let mut typed: Vec<(usize, usize, i64)> = tabulation
            .corrections
            .iter()
            .filter(|c| c.contest == contest)
            .map(|c| (c.unit, c.candidate, c.adds))
            .collect();
        typed.sort_unstable();
        typed
    };
    let typed_otherwise = |contest: usize| {
        let (with, without) = (typed(with, contest), typed(without, contest));
        let only = with.iter().filter(|c| !without.contains(c)).chain(without.iter().filter(|c| !with.contains(c)));
        let mut units: Vec<usize> = only.map(|c| c.0).collect();
        units.sort_unstable();
        units.dedup();
        units
    };
    Effect {
        batches: of_contest,
        ballots: (0..files.len()).filter(|&b| ballots(&files[b]) != ballots(&others[b])).collect(),
        typed: (0..election.contests.len()).map(typed_otherwise).collect(),
    }
}

/// The tallies of what the voters meant on the paper of one batch, contest by contest.
pub(super) fn meant(election: &Election, batch: usize) -> Tallies {
    let of_contest = |(contest, pile): (usize, &[(Code, u32)])| {
        let it = &election.contests[contest];
        let mut tally = Tally::empty(it.candidates.len());
        for &(code, n) in pile {
            if let Some(marks) = election.votes[contest].vote(code).marks() {
                tally.count(it, &marks.as_meant(it), i64::from(n));
            }
        }
        (contest, tally)
    };
    election.piles.contests(batch).map(of_contest).collect()
}

/// The totals of a stage by contest.
pub(super) fn total(election: &Election, count: &StageCount) -> Vec<Tally> {
    total_of(election, count, |_| true)
}

/// The totals of a stage over some batches, with the typed changes of their units.
pub(super) fn total_of(election: &Election, count: &StageCount, picks: impl Fn(usize) -> bool) -> Vec<Tally> {
    let mut totals: Vec<Tally> = election.contests.iter().map(|c| Tally::empty(c.candidates.len())).collect();
    let mut units = vec![false; election.units.len()];
    for batch in (0..count.counted.len()).filter(|&b| picks(b)) {
        units[election.group_of(batch).unit] = true;
        if let Some(tallies) = &count.counted[batch] {
            tallies.add_to(&mut totals);
        }
    }
    for correction in count.corrections.iter().filter(|c| units[c.unit]) {
        totals[correction.contest].votes[correction.candidate] += correction.adds;
    }
    totals
}
