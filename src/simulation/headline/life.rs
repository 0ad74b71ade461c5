//! The first line of one life: what it came to in one contest, who confirmed what is wrong, and what is still off.

use crate::audit::Decision;
use crate::simulation::{AuditLife, ContestLife, Life, ObservedLife, Verdict};

/// What one life came to in one contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeHeadline {
    /// The verdict, and what it rests on.
    pub came_to: CameTo,
    /// Methods whose audit confirmed a reported outcome that the paper denies, each once.
    pub confirmed_wrong: Vec<&'static str>,
    /// Methods whose full hand count named another outcome than the paper, each once.
    pub miscounted: Vec<&'static str>,
    /// Votes by which the lead in the last count is off, where it names the paper's outcome; 0 where it is exact.
    pub last_lead_off: i64,
    /// The counts that have another number of ballots than there are on paper, in order of time.
    pub ballots_off: Vec<BallotsOff>,
}

/// The verdict on a contest with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameTo {
    /// Every count names the outcome of the paper.
    Confirmed {
        /// Faults that changed votes and were seen.
        found: usize,
        /// Faults that changed votes and were not.
        missed: usize,
    },
    /// A reported outcome was wrong and was put right.
    Corrected {
        /// Place of the stage that reported it.
        wrong: usize,
        /// What put it right.
        by: PutRight,
    },
    /// The last word is that of the paper, and the paper is not what eligible voters wanted.
    PaperIsWrong,
    /// The last word is wrong.
    WrongStands {
        /// What saw a fault, where anything did.
        seen_by: Option<String>,
        /// Whether something befell the last count by hand.
        mishap: bool,
    },
    /// The last word is that of the paper, and a fault was seen by nobody.
    Undetected,
}

/// What put a reported outcome right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutRight {
    /// A later stage, from which on all are right.
    Stage {
        /// Its place.
        stage: usize,
        /// Votes by which its lead is off; 0 where it is exact.
        lead_off: i64,
    },
    /// The full hand counts of audits by these methods.
    Audits(Vec<&'static str>),
}

/// A count of another number of ballots than there are on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotsOff {
    /// Place of the stage.
    pub stage: usize,
    /// Ballots counted, and set aside.
    pub counted: i64,
    /// Ballots on paper.
    pub on_paper: i64,
}

impl AuditLife {
    /// Whether it confirmed a reported outcome that the paper denies.
    pub fn confirmed_wrong(&self) -> bool {
        self.decision == Decision::Confirmed && !self.right_in_the_end
    }
}

impl ContestLife {
    /// Ballots that a stage counted or set aside.
    pub fn ballots_counted(&self, stage: usize) -> i64 {
        self.stages[stage].tally.ballots + self.stages[stage].set_aside
    }

    fn is_right(&self, stage: usize) -> bool {
        self.stages[stage].outcome.agrees_with(&self.right)
    }

    /// Votes by which the lead of a stage that names the paper's outcome is off.
    fn lead_off(&self, stage: usize) -> i64 {
        let lead = self.stages[stage].outcome.margin.filter(|_| self.is_right(stage));
        lead.zip(self.right.margin).map_or(0, |(lead, paper)| lead - paper)
    }
}

impl Life {
    /// Whether a sample that was really drawn confirms the reported outcome at the risk limit.
    pub fn observed_confirms(&self, it: &ObservedLife) -> bool {
        let limit = self.scenario.audit.as_ref().map(|text| text.terms().risk_limit);
        it.p_value.zip(limit).is_some_and(|(p, limit)| p <= limit)
    }

    /// Whether a sample that was really drawn confirms a reported outcome that the paper denies.
    pub fn observed_confirms_wrong(&self, it: &ObservedLife) -> bool {
        let is_right = |stage| self.contests[it.contest].is_right(stage);
        self.observed_confirms(it) && !self.scenario.audited_stage().is_none_or(is_right)
    }

    /// The first line of one contest.
    pub fn headline(&self, contest: usize) -> LifeHeadline {
        let it = &self.contests[contest];
        let audits = || self.audits.iter().filter(|audit| audit.contest == contest);
        let observed = self.observed.iter().filter(|o| o.contest == contest && self.observed_confirms_wrong(o));
        let observed = observed.filter_map(|o| {
            let text = self.scenario.audit.as_ref()?;
            crate::audit::named(&text.observed[o.place].method).map(crate::audit::AuditMethod::name)
        });
        let wrong = audits().filter(|audit| audit.confirmed_wrong()).map(|audit| audit.method);
        let miscounted = audits().filter(|audit| audit.counted.is_some() && !audit.right_in_the_end);
        let on_paper = it.paper.ballots;
        let off = (0..it.stages.len()).map(|stage| BallotsOff { stage, counted: it.ballots_counted(stage), on_paper });
        LifeHeadline {
            came_to: self.came_to(contest),
            confirmed_wrong: each_once(observed.chain(wrong)),
            miscounted: each_once(miscounted.map(|audit| audit.method)),
            last_lead_off: it.stages.len().checked_sub(1).map_or(0, |last| it.lead_off(last)),
            ballots_off: off.filter(|off| off.counted != on_paper).collect(),
        }
    }

    fn came_to(&self, contest: usize) -> CameTo {
        let it = &self.contests[contest];
        let wrong: Vec<usize> = (0..it.stages.len()).filter(|&stage| !it.is_right(stage)).collect();
        let last_is_wrong = wrong.last().is_some_and(|&stage| stage + 1 == it.stages.len());
        match it.verdict {
            Verdict::Confirmed => {
                let changed = || self.faults.iter().filter(|fault| fault.changed[contest]);
                let found = changed().filter(|fault| fault.found_by[contest].is_some()).count();
                CameTo::Confirmed { found, missed: changed().count() - found }
            }
            Verdict::Corrected => {
                let by = match wrong.last() {
                    Some(&last) if !last_is_wrong => {
                        PutRight::Stage { stage: last + 1, lead_off: it.lead_off(last + 1) }
                    }
                    _ => {
                        let counts = self.audits.iter().filter(|audit| audit.contest == contest);
                        let right = counts.filter(|audit| audit.counted.is_some() && audit.right_in_the_end);
                        PutRight::Audits(each_once(right.map(|audit| audit.method)))
                    }
                };
                CameTo::Corrected { wrong: wrong.first().copied().unwrap_or(0), by }
            }
            Verdict::WrongAndConfirmed if !last_is_wrong => CameTo::PaperIsWrong,
            Verdict::WrongAndConfirmed => CameTo::WrongStands {
                seen_by: self.faults.iter().find_map(|fault| fault.found_by[contest].clone()),
                mishap: self.scenario.stage.last().is_some_and(|stage| !stage.mishaps.is_empty()),
            },
            Verdict::Undetected => CameTo::Undetected,
        }
    }

    /// At most so many contests to be told first, in their order: where a wrong outcome stands or was confirmed before where
    /// a fault was seen by nobody, before what was put right, before the rest.
    pub fn told_first(&self, most: usize) -> Vec<usize> {
        let weight = |contest: &usize| match self.contests[*contest].verdict {
            _ if !self.headline(*contest).confirmed_wrong.is_empty() => 0,
            Verdict::WrongAndConfirmed => 0,
            Verdict::Undetected => 1,
            Verdict::Corrected => 2,
            Verdict::Confirmed => 3,
        };
        let mut places: Vec<usize> = (0..self.contests.len()).collect();
        places.sort_by_cached_key(weight);
        places.truncate(most);
        places.sort_unstable();
        places
    }
}

/// Names in their order, without those that were said before.
pub(crate) fn each_once(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut list = Vec::new();
    for name in names {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    list
}
