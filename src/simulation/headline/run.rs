//! The first line of one run: its result in one contest, what confirmed a wrong outcome, and what is still wrong.
//!
//! What happened are the counts of the scenario, the audits that its law orders, and samples that were drawn in
//! reality. All other audits are hypothetical: the first line says what they would have done, and they change nothing.

use super::first_word::FirstWord;
use crate::audit::Decision;
use crate::reason::Filling;
use crate::scenario::CountedBy;
use crate::simulation::{AuditRun, ContestRun, ElectionRun, ObservedAuditRun, Verdict, WhoLooked};
use crate::social_choice::{Outcome, Tally};

/// The result of one run in one contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunHeadline {
    /// The most important fact.
    pub first_word: FirstWord,
    /// The result, and what it is based on.
    pub came_to: CameTo,
    /// Whether the final outcome is that of the paper.
    pub is_right: bool,
    /// What the hypothetical audits would have done, if there are any.
    pub asked: Option<AskedAbout>,
    /// Methods whose audit confirmed a reported outcome that the paper denies, each once.
    pub confirmed_wrong: Vec<&'static str>,
    /// Those of them that were held.
    pub confirmed_wrong_held: Vec<&'static str>,
    /// Methods whose full hand count had another outcome than the paper, each once.
    pub miscounted: Vec<&'static str>,
    /// Those of them that were held.
    pub miscounted_held: Vec<&'static str>,
    /// Votes by which the lead in the last count is wrong, if its outcome is the paper's; 0 if it is exact.
    pub last_lead_off: i64,
    /// Votes by which the totals of the last count are wrong, summed over candidates, if its outcome is the paper's.
    pub totals_off: i64,
    /// What showed a fault of the last count in the scenario.
    pub totals_seen_by: Option<Filling>,
    /// The counts whose number of ballots differs from that on paper, in order of time.
    pub ballots_off: Vec<BallotsOff>,
}

/// The result of a contest with what it is based on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameTo {
    /// Every count has the outcome of the paper.
    Right {
        /// Number of faults that changed votes and were seen.
        found: usize,
        /// Number of faults that changed votes and were not seen.
        missed: usize,
    },
    /// A reported outcome was wrong and was corrected.
    Corrected {
        /// Index of the stage that reported it.
        wrong: usize,
        /// What corrected it.
        by: PutRight,
    },
    /// The final outcome is that of the paper, and the paper differs from what eligible voters wanted.
    PaperIsWrong,
    /// The final outcome is wrong.
    WrongStands {
        /// The count that it comes from.
        last: LastWord,
        /// What showed a fault, if anything did.
        seen_by: Option<Filling>,
        /// Whether there was a mishap in the last hand count.
        mishap: bool,
    },
    /// The final outcome is that of the paper, and a fault was not seen.
    Undetected,
}

/// What corrected a reported outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutRight {
    /// A later stage; all stages from it on are right.
    Stage {
        /// Its index.
        stage: usize,
        /// Votes by which its lead is wrong; 0 if it is exact.
        lead_off: i64,
    },
    /// The full hand count of the audit by this method, which was held.
    Audit(&'static str),
}

/// The count that a wrong final outcome comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastWord {
    /// The only count, by machine, of this stage: the paper was not examined.
    Only(usize),
    /// A stage, after others with the same outcome.
    Still(usize),
    /// A stage, after the stage `before` had the outcome of the paper.
    After {
        /// The last stage that was right.
        before: usize,
        /// The stage with the final outcome.
        stage: usize,
    },
    /// A stage.
    Stage(usize),
    /// The full hand count of the audit by this method, which was held.
    Audit(&'static str),
}

/// What hypothetical audits would have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAbout {
    /// Index of the audited stage.
    pub stage: usize,
    /// Whether that stage has the outcome of the paper.
    pub reported_right: bool,
    /// Their methods.
    pub methods: Vec<&'static str>,
    /// Those that would have shown that the report is wrong.
    pub noticed: Vec<&'static str>,
    /// Those that would have counted every ballot and found the outcome of the paper.
    pub found_paper: Vec<&'static str>,
    /// Those that would have confirmed what was reported.
    pub confirmed: Vec<&'static str>,
    /// Those that would only have measured it.
    pub measured: Vec<&'static str>,
}

/// A count whose number of ballots differs from that on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotsOff {
    /// Index of the stage.
    pub stage: usize,
    /// Ballots counted, and set aside.
    pub counted: i64,
    /// Ballots on paper.
    pub on_paper: i64,
}

impl AuditRun {
    /// Whether it confirmed a reported outcome that the paper denies.
    pub fn confirmed_wrong(&self) -> bool {
        self.decision == Decision::Confirmed && !self.right_in_the_end
    }
}

impl ContestRun {
    /// Ballots that a stage counted or set aside.
    pub fn ballots_counted(&self, stage: usize) -> i64 {
        self.stages[stage].tally.ballots + self.stages[stage].set_aside
    }

    fn is_right(&self, stage: usize) -> bool {
        self.stages[stage].outcome.agrees_with(&self.right)
    }

    /// Votes by which the lead of an outcome that is the paper's is wrong.
    fn lead_off_of(&self, outcome: &Outcome) -> i64 {
        let lead = outcome.margin.filter(|_| outcome.agrees_with(&self.right));
        lead.zip(self.right.margin).map_or(0, |(lead, paper)| lead - paper)
    }

    /// Votes by which the lead of a stage with the paper's outcome is wrong.
    pub fn lead_off(&self, stage: usize) -> i64 {
        self.lead_off_of(&self.stages[stage].outcome)
    }
}

impl ElectionRun {
    /// Whether a sample that was drawn in reality confirms the reported outcome at the risk limit.
    pub fn observed_confirms(&self, it: &ObservedAuditRun) -> bool {
        it.confirms(&self.scenario)
    }

    /// Whether a sample that was drawn in reality confirms a reported outcome that the paper denies.
    pub fn observed_confirms_wrong(&self, it: &ObservedAuditRun) -> bool {
        let is_right = |stage| self.contests[it.contest].is_right(stage);
        self.observed_confirms(it) && !self.scenario.audited_stage().is_none_or(is_right)
    }

    /// The first line of one contest.
    pub fn headline(&self, contest: usize) -> RunHeadline {
        let it = &self.contests[contest];
        let audits = || self.audits.iter().filter(|audit| audit.contest == contest);
        let observed = || {
            let wrong = self.observed.iter().filter(|o| o.contest == contest && self.observed_confirms_wrong(o));
            wrong.filter_map(|o| {
                let text = self.scenario.audit.as_ref()?;
                self.registry.method(&text.observed[o.place].method).map(crate::audit::AuditMethod::name)
            })
        };
        let wrong = |held: bool| audits().filter(move |a| (a.held || !held) && a.confirmed_wrong()).map(|a| a.method);
        let miscounted = |held: bool| {
            let counted = audits().filter(move |a| (a.held || !held) && a.counted.is_some() && !a.right_in_the_end);
            each_once(counted.map(|audit| audit.method))
        };
        let on_paper = it.paper.ballots;
        let off = (0..it.stages.len()).map(|stage| BallotsOff { stage, counted: it.ballots_counted(stage), on_paper });
        let (tally, outcome) = self.last_word(contest);
        let is_right = outcome.agrees_with(&it.right);
        let votes = || std::iter::once(tally.distance(&it.paper));
        let mut headline = RunHeadline {
            first_word: FirstWord::Confirmed,
            came_to: self.came_to(contest),
            is_right,
            asked: self.asked_about(contest),
            confirmed_wrong: each_once(observed().chain(wrong(false))),
            confirmed_wrong_held: each_once(observed().chain(wrong(true))),
            miscounted: miscounted(false),
            miscounted_held: miscounted(true),
            last_lead_off: it.lead_off_of(outcome),
            totals_off: if is_right { votes().sum() } else { 0 },
            totals_seen_by: self.last_fault_seen_by(contest),
            ballots_off: off.filter(|off| off.counted != on_paper).collect(),
        };
        headline.first_word = headline.word(it);
        headline
    }

    /// The audit of the last count that was held and counted everything by hand, so that its count is final.
    fn counted_by_law(&self, contest: usize) -> Option<(&'static str, &(Tally, Outcome))> {
        let is_of_the_last = self.scenario.audited_stage().is_some_and(|at| at + 1 == self.scenario.stage.len());
        let held = self.audits.iter().filter(|audit| is_of_the_last && audit.held && audit.contest == contest);
        held.into_iter().find_map(|audit| audit.counted.as_ref().map(|counted| (audit.method, counted)))
    }

    /// The final count.
    fn last_word(&self, contest: usize) -> (&Tally, &Outcome) {
        let last = self.contests[contest].stages.last().expect("a scenario has a stage");
        self.counted_by_law(contest).map_or((&last.tally, &last.outcome), |(_, (tally, outcome))| (tally, outcome))
    }

    /// The outcome of the final count.
    pub fn last_outcome(&self, contest: usize) -> &Outcome {
        self.last_word(contest).1
    }

    /// The stage that made the count which a stage reports for a contest: itself, or an earlier one.
    pub fn counted_at(&self, stage: usize, contest: usize) -> usize {
        let (mut at, id) = (stage, &self.contests[contest].contest.id);
        while !self.scenario.stage[at].counts_contest(id) {
            let base = self.scenario.stage[at].base.as_ref();
            let named = base.and_then(|base| self.scenario.stage[..at].iter().position(|stage| stage.id == *base));
            match named.or_else(|| at.checked_sub(1)) {
                Some(before) => at = before,
                None => return at,
            }
        }
        at
    }

    fn came_to(&self, contest: usize) -> CameTo {
        let it = &self.contests[contest];
        let by_law = self.counted_by_law(contest).map(|(method, _)| method);
        let wrong: Vec<usize> = (0..it.stages.len()).filter(|&stage| !it.is_right(stage)).collect();
        let last_is_wrong = wrong.last().is_some_and(|&stage| stage + 1 == it.stages.len());
        match it.verdict {
            _ if !self.last_outcome(contest).agrees_with(&it.right) => CameTo::WrongStands {
                last: by_law.map_or_else(|| self.whose(contest), LastWord::Audit),
                seen_by: self.faults.iter().find_map(|fault| fault.found_by[contest].clone()),
                mishap: self.scenario.stage.last().is_some_and(|stage| !stage.mishaps.is_empty()),
            },
            Verdict::NotCorrected | Verdict::WrongAndConfirmed => CameTo::PaperIsWrong,
            Verdict::Confirmed | Verdict::Unchecked => {
                let changed = || self.faults.iter().filter(|fault| fault.changed[contest]);
                let found = changed().filter(|fault| fault.found_by[contest].is_some()).count();
                CameTo::Right { found, missed: changed().count() - found }
            }
            Verdict::Corrected => {
                let by = match (wrong.last(), by_law) {
                    (Some(_), Some(method)) if last_is_wrong => PutRight::Audit(method),
                    (last, _) => {
                        let stage = last.map_or(0, |&last| last + 1).min(it.stages.len() - 1);
                        PutRight::Stage { stage, lead_off: it.lead_off(stage) }
                    }
                };
                CameTo::Corrected { wrong: wrong.first().copied().unwrap_or(0), by }
            }
            Verdict::Undetected => CameTo::Undetected,
        }
    }

    /// The count that the wrong final outcome of the stages comes from.
    fn whose(&self, contest: usize) -> LastWord {
        let it = &self.contests[contest];
        let last = it.stages.len() - 1;
        let stage = self.counted_at(last, contest);
        let is_machine = self.scenario.stage[stage].by == CountedBy::Machine;
        let before = (0..last).rev().find(|&stage| it.is_right(stage));
        let same = |at: usize| it.stages[at].outcome.agrees_with(&it.stages[last].outcome);
        let counts = (0..=last).filter(|&at| self.counted_at(at, contest) == at).count();
        match before {
            Some(before) => LastWord::After { before: self.counted_at(before, contest), stage },
            None if counts == 1 && is_machine && it.looked == WhoLooked::Nobody => LastWord::Only(stage),
            None if counts > 1 && (0..last).all(same) => LastWord::Still(stage),
            None => LastWord::Stage(stage),
        }
    }

    /// What the hypothetical audits would have done in one contest.
    fn asked_about(&self, contest: usize) -> Option<AskedAbout> {
        let it = &self.contests[contest];
        let stage = self.scenario.audited_stage()?;
        let asked: Vec<&AuditRun> =
            self.audits.iter().filter(|a| a.contest == contest && !a.held && !a.nothing_to_audit).collect();
        let those = |fits: &dyn Fn(&AuditRun) -> bool| {
            asked.iter().filter(|audit| fits(audit)).map(|audit| audit.method).collect::<Vec<_>>()
        };
        let found_paper =
            |audit: &AuditRun| audit.counted.as_ref().is_some_and(|it| it.1.agrees_with(&self.contests[contest].right));
        (!asked.is_empty()).then(|| AskedAbout {
            stage,
            reported_right: it.is_right(stage),
            methods: those(&|_| true),
            noticed: those(&|audit| audit.report_is_off),
            found_paper: those(&found_paper),
            confirmed: those(&|audit| audit.decision == Decision::Confirmed),
            measured: those(&|audit| audit.decision == Decision::MeasuredOnly),
        })
    }

    /// What showed a fault of the final count in the scenario.
    fn last_fault_seen_by(&self, contest: usize) -> Option<Filling> {
        let last = self.counted_at(self.contests[contest].stages.len() - 1, contest);
        let faults = self.faults.iter().filter(|fault| fault.stage == last);
        faults.into_iter().find_map(|fault| fault.found_by[contest].clone())
    }

    /// At most `most` contests to be shown first, in their order: the gravest are chosen.
    pub fn shown_first(&self, most: usize) -> Vec<usize> {
        let weight = |contest: &usize| {
            let headline = self.headline(*contest);
            (headline.confirmed_wrong.is_empty(), headline.first_word)
        };
        let mut places: Vec<usize> = (0..self.contests.len()).collect();
        places.sort_by_cached_key(weight);
        places.truncate(most);
        places.sort_unstable();
        places
    }
}

impl RunHeadline {
    /// Whether the full hand count of a hypothetical audit of the last count would have had another outcome than the
    /// paper.
    fn would_be_overturned(&self, it: &ContestRun) -> bool {
        let is_of_the_last = self.asked.as_ref().is_some_and(|asked| asked.stage + 1 == it.stages.len());
        is_of_the_last && self.miscounted.len() > self.miscounted_held.len()
    }

    /// The most important fact.
    fn word(&self, it: &ContestRun) -> FirstWord {
        let measured_only = self.asked.as_ref().is_some_and(|asked| asked.measured.len() == asked.methods.len());
        let paper_is_right = it.wanted.as_ref().is_none_or(|(_, wanted)| wanted.agrees_with(&it.right));
        match &self.came_to {
            CameTo::WrongStands { .. } if it.verdict == Verdict::WrongAndConfirmed => FirstWord::WrongAndConfirmed,
            CameTo::WrongStands { .. } if measured_only => FirstWord::MeasuredWrong,
            CameTo::WrongStands { .. } => FirstWord::NotCorrected,
            CameTo::PaperIsWrong => FirstWord::PaperIsWrong,
            CameTo::Undetected if !paper_is_right => FirstWord::PaperIsWrong,
            CameTo::Corrected { .. } => FirstWord::Corrected,
            CameTo::Right { .. } | CameTo::Undetected if self.would_be_overturned(it) => FirstWord::WouldBeOverturned,
            CameTo::Undetected => FirstWord::Undetected,
            CameTo::Right { .. } => match it.looked {
                WhoLooked::Nobody | WhoLooked::Machines if measured_only => FirstWord::MeasuredRight,
                _ if self.totals_off > 0 => FirstWord::TotalsOff,
                WhoLooked::ShardResult => FirstWord::PartLooked,
                WhoLooked::Nobody => FirstWord::NobodyLooked,
                WhoLooked::Machines => FirstWord::MachinesAlone,
                WhoLooked::SampleOnly => FirstWord::NotConfirmed,
                WhoLooked::People => FirstWord::Confirmed,
            },
        }
    }
}

/// Names in their order, each once.
pub(crate) fn each_once(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut list = Vec::new();
    for name in names {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    list
}
