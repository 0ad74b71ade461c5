//! The first line of a run in words; its content is decided in `simulation::headline`.

use super::phrases::{first_word, names};
use super::words::{Language, Text, Words, fill};
use crate::number_format::grouped;
use crate::simulation::headline::{BallotsOff, CameTo, FirstWord, LastWord, PutRight, RunHeadline};
use crate::simulation::{ContestRun, ElectionRun, WhoLooked};

/// `1 vote`, `12 votes`.
fn votes(w: &Words, n: i64) -> String {
    let n = n.abs();
    if n == 1 { w.attack.one_vote.to_owned() } else { fill(w.attack.several_votes, &[("n", &grouped(n))]) }
}

/// The result of a run in one contest, without the first word itself; `quote` marks names of stages.
pub(super) fn run_says(w: &Words, quote: Text, run: &ElectionRun, contest: usize) -> String {
    let (h, it, headline) = (&w.headline, &run.contests[contest], run.headline(contest));
    let stage = |at: usize| fill(quote, &[("text", &run.scenario.stage[at].id)]);
    let last = it.stages.len() - 1;
    let facts = ContestFacts {
        w,
        run,
        contest,
        headline: &headline,
        stage: &stage,
        paper: &names(w, &it.contest, &it.right),
        last_word: &names(w, &it.contest, run.last_outcome(contest)),
    };
    let mut says = facts.came_to();
    let wanted = it.wanted.as_ref().filter(|(_, outcome)| !outcome.agrees_with(&it.right));
    if let Some((_, outcome)) = wanted {
        let of_the_paper = matches!(headline.came_to, CameTo::PaperIsWrong | CameTo::Undetected);
        let text = if of_the_paper { h.voters_had_chosen } else { h.paper_is_wrong_too };
        says.push(fill(text, &[("who", &names(w, &it.contest, outcome))]));
    }
    says.extend(facts.confirmed_and_wrong());
    says.extend(facts.miscounted());
    says.extend(facts.asked_about());
    let lead_is_shown =
        matches!(headline.came_to, CameTo::Corrected { by: PutRight::Stage { stage, .. }, .. } if stage == last);
    if headline.last_lead_off != 0 && !lead_is_shown {
        says.push(fill(h.last_lead_off, &[("votes", &votes(w, headline.last_lead_off))]));
    }
    says.extend(facts.totals());
    says.extend(ballots(w, &headline, true, &stage));
    says.join(" ")
}

/// The facts from which the sentences of one contest are made.
struct ContestFacts<'t> {
    w: &'t Words,
    run: &'t ElectionRun,
    contest: usize,
    headline: &'t RunHeadline,
    /// How the name of a stage is marked.
    stage: &'t dyn Fn(usize) -> String,
    /// The winners by the paper, and by the final count.
    paper: &'t str,
    last_word: &'t str,
}

impl ContestFacts<'_> {
    /// The winners by a stage.
    fn reported(&self, at: usize) -> String {
        let it = &self.run.contests[self.contest];
        names(self.w, &it.contest, &it.stages[at].outcome)
    }

    /// The name of the stage that is audited.
    fn audited(&self) -> String {
        self.run.scenario.audited_stage().map(self.stage).unwrap_or_default()
    }

    fn came_to(&self) -> Vec<String> {
        let (h, who) = (&self.w.headline, [("who", self.paper)]);
        match &self.headline.came_to {
            CameTo::Right { found: 0, .. } => vec![self.every_count()],
            CameTo::Right { found, missed } => {
                let n = grouped(*found as i64);
                let faults = if *found == 1 { h.one_fault.to_owned() } else { fill(h.faults, &[("n", &n)]) };
                let more = if *missed == 0 { h.faults_found_only } else { h.faults_found_missed };
                let gaps = [("faults", &faults[..]), ("m", &grouped(*missed as i64))];
                let mut says = vec![self.every_count(), fill(more, &gaps)];
                says.extend(self.earlier_lead());
                says
            }
            CameTo::Corrected { wrong, by } => {
                let (says, mended, off) = match by {
                    PutRight::Stage { stage: at, lead_off: 0 } => (h.corrected_says, (self.stage)(*at), 0),
                    PutRight::Stage { stage: at, lead_off } => (h.corrected_lead_off, (self.stage)(*at), *lead_off),
                    PutRight::Audit(method) => (h.corrected_says, fill(h.mended_by_audit, &[("methods", method)]), 0),
                };
                let (from, reported) = ((self.stage)(*wrong), self.reported(*wrong));
                let votes = votes(self.w, off);
                let gaps = [("stage", &from[..]), ("reported", &reported), ("paper", self.paper), ("mended", &mended)];
                vec![fill(says, &[&gaps[..], &[("votes", &votes)]].concat())]
            }
            CameTo::PaperIsWrong => {
                vec![format!("{} {}", fill(h.last_word, &[("who", self.last_word)]), h.paper_is_wrong)]
            }
            CameTo::WrongStands { last, seen_by, mishap } => {
                let why = match (last, seen_by) {
                    (_, Some(by)) => Some(fill(h.seen_not_mended, &[("by", &self.w.filling(by))])),
                    (LastWord::Only(_), None) => None,
                    (_, None) if *mishap => Some(h.mishap_unseen.to_owned()),
                    (_, None) => Some(h.checks_passed.to_owned()),
                };
                [self.wrong_last_word(*last)].into_iter().chain(why).collect()
            }
            // The sentence about the totals says the same about the fault.
            CameTo::Undetected if self.headline.totals_off > 0 => vec![self.every_count()],
            CameTo::Undetected if self.paper_is_what_voters_wanted() => {
                vec![self.every_count(), h.fault_unseen.to_owned()]
            }
            CameTo::Undetected => vec![fill(h.nobody_looked, &who)],
        }
    }

    /// The earlier count with the largest error of its lead, if the final count is right.
    fn earlier_lead(&self) -> Option<String> {
        let it = &self.run.contests[self.contest];
        let off = |at: &usize| it.lead_off(*at).abs();
        let worst = (0..it.stages.len()).filter(|at| off(at) > 0).max_by_key(|at| (off(at), std::cmp::Reverse(*at)))?;
        let gaps = [("stage", &(self.stage)(worst)[..]), ("votes", &votes(self.w, it.lead_off(worst)))];
        (self.headline.last_lead_off == 0).then(|| fill(self.w.headline.earlier_lead_off, &gaps))
    }

    fn paper_is_what_voters_wanted(&self) -> bool {
        let it = &self.run.contests[self.contest];
        it.wanted.as_ref().is_none_or(|(_, wanted)| wanted.agrees_with(&it.right))
    }

    /// A sentence that every count is right, and who examined the paper.
    fn every_count(&self) -> String {
        let (h, it) = (&self.w.headline, &self.run.contests[self.contest]);
        let says = match it.looked {
            WhoLooked::People => h.every_count_names,
            WhoLooked::SampleOnly => h.sample_not_confirming,
            WhoLooked::ShardResult => h.part_counted,
            WhoLooked::Machines => h.machines_counted,
            WhoLooked::Nobody => h.one_machine_count,
        };
        let only = (self.stage)(self.run.counted_at(it.stages.len() - 1, self.contest));
        fill(says, &[("who", self.paper), ("stage", &only)])
    }

    fn wrong_last_word(&self, last: LastWord) -> String {
        let h = &self.w.headline;
        let says = |text: Text, stage: &str, before: &str, method: &str| {
            let who = [("reported", self.last_word), ("paper", self.paper)];
            fill(text, &[&who[..], &[("stage", stage), ("before", before), ("method", method)]].concat())
        };
        match last {
            LastWord::Only(stage) => says(h.only_names, &(self.stage)(stage), "", ""),
            LastWord::Still(stage) => says(h.still_names, &(self.stage)(stage), "", ""),
            LastWord::Stage(stage) => says(h.last_names, &(self.stage)(stage), "", ""),
            LastWord::After { before, stage } => says(h.names_now, &(self.stage)(stage), &(self.stage)(before), ""),
            LastWord::Audit(method) => says(h.audit_names, &self.audited(), "", method),
        }
    }

    /// Sentences on who confirmed a wrong outcome, or would have.
    fn confirmed_and_wrong(&self) -> Vec<String> {
        let (h, all, held) = (&self.w.headline, &self.headline.confirmed_wrong, &self.headline.confirmed_wrong_held);
        let Some(audited) = self.run.scenario.audited_stage() else { return Vec::new() };
        let reported = self.reported(audited);
        let says =
            |text: Text, methods: &[&str]| fill(text, &[("reported", &reported[..]), ("methods", &methods.join(", "))]);
        held_and_asked(
            all,
            held,
            |methods| says(h.confirmed_and_wrong, methods),
            |methods| says(h.confirmed_and_wrong_if_held, methods),
        )
    }

    /// Sentences on whose full hand count had a wrong outcome, or would have.
    fn miscounted(&self) -> Vec<String> {
        let (h, all, held) = (&self.w.headline, &self.headline.miscounted, &self.headline.miscounted_held);
        let says = |text: Text, methods: &[&str]| fill(text, &[("methods", &methods.join(", "))]);
        held_and_asked(all, held, |methods| says(h.miscounted, methods), |methods| says(h.miscounted_if_held, methods))
    }

    /// What the hypothetical audits would have done: if the audited report is wrong, and if nobody else examined the
    /// paper.
    fn asked_about(&self) -> Option<String> {
        let asked = self.headline.asked.as_ref()?;
        let (h, it) = (&self.w.headline, &self.run.contests[self.contest]);
        let (stage, reported) = ((self.stage)(asked.stage), self.reported(asked.stage));
        let is_of_the_last = asked.stage + 1 == it.stages.len();
        if asked.measured.len() == asked.methods.len() && is_of_the_last {
            let says = if asked.reported_right { h.measured_right } else { h.measured_wrong };
            return Some(fill(says, &[("methods", &asked.methods.join(", ")), ("reported", &reported)]));
        }
        let n = grouped(asked.methods.len() as i64);
        let many = |methods: &[&str]| grouped(methods.len() as i64);
        let list = |methods: &[&str]| {
            if methods.is_empty() { String::new() } else { fill(h.namely, &[("methods", &methods.join(", "))]) }
        };
        let of = [("stage", stage.as_str()), ("n", &n)];
        if !asked.reported_right {
            let found = list(&asked.found_paper);
            let (noticed, counted) = (many(&asked.noticed), many(&asked.found_paper));
            let gaps = [("noticed", noticed.as_str()), ("found", &counted), ("paper", self.paper), ("methods", &found)];
            return Some(fill(h.asked_wrong, &[&of[..], &gaps].concat()));
        }
        if matches!(it.looked, WhoLooked::People) {
            return None;
        }
        if asked.confirmed.is_empty() {
            let found = many(&asked.found_paper);
            return Some(fill(h.asked_none, &[&of[..], &[("reported", &reported[..]), ("found", &found)]].concat()));
        }
        let (confirmed, methods) = (many(&asked.confirmed), list(&asked.confirmed));
        let gaps = [("confirmed", confirmed.as_str()), ("reported", &reported), ("methods", &methods)];
        Some(fill(h.asked_right, &[&of[..], &gaps].concat()))
    }

    /// Sentences that the totals of the final count are wrong, and what could show it.
    fn totals(&self) -> Vec<String> {
        let (h, headline) = (&self.w.headline, self.headline);
        if headline.totals_off == 0 {
            return Vec::new();
        }
        let by = headline.totals_seen_by.as_ref();
        let seen =
            by.map_or_else(|| h.totals_unseen.to_owned(), |by| fill(h.totals_seen, &[("by", &self.w.filling(by))]));
        let asked = headline.asked.as_ref();
        let of_the_last = asked.filter(|asked| asked.stage + 1 == self.run.contests[self.contest].stages.len());
        let would = of_the_last.filter(|asked| by.is_none() && !asked.noticed.is_empty()).map(|asked| {
            let (n, noticed) = (grouped(asked.methods.len() as i64), grouped(asked.noticed.len() as i64));
            fill(h.totals_would_show, &[("n", &n), ("noticed", &noticed), ("methods", &asked.noticed.join(", "))])
        });
        let off = fill(h.totals_off, &[("votes", &votes(self.w, headline.totals_off))]);
        [off, seen].into_iter().chain(would).collect()
    }
}

/// A sentence about audits that were held, and one about hypothetical ones.
fn held_and_asked(
    all: &[&'static str],
    held: &[&'static str],
    of_held: impl Fn(&[&str]) -> String,
    of_asked: impl Fn(&[&str]) -> String,
) -> Vec<String> {
    let asked: Vec<&str> = all.iter().copied().filter(|method| !held.contains(method)).collect();
    let of_held = (!held.is_empty()).then(|| of_held(held));
    of_held.into_iter().chain((!asked.is_empty()).then(|| of_asked(&asked))).collect()
}

/// The result of a run in one contest, with the first word.
pub(super) fn verdict_in_words(w: &Words, run: &ElectionRun, contest: usize) -> String {
    format!("{}. {}", first_word(w, run.headline(contest).first_word), run_says(w, w.quote, run, contest))
}

/// The first line of each contest of a run, in this language.
pub fn first_lines_in_words(run: &ElectionRun, language: &Language) -> Vec<String> {
    let run = &*run.in_language(language.code);
    (0..run.contests.len()).map(|contest| verdict_in_words(language.words, run, contest)).collect()
}

/// A line for each contest whose final outcome is wrong; empty if there is none.
#[cfg(feature = "cli")]
pub fn wrong_ends_in_words(run: &ElectionRun, language: &Language) -> Vec<String> {
    let run = &*run.in_language(language.code);
    let w = language.words;
    let wrong = (0..run.contests.len()).filter(|at| !run.headline(*at).is_right);
    let line =
        |at: usize| format!("{}, {}: {}", run.name, run.contests[at].contest.title, verdict_in_words(w, run, at));
    wrong.map(line).collect()
}

/// The counts with more ballots than there are on paper, or with fewer.
pub(super) fn ballots(w: &Words, of: &RunHeadline, more: bool, stage: &dyn Fn(usize) -> String) -> Option<String> {
    let off = of.ballots_off.iter().filter(|off| (off.counted > off.on_paper) == more);
    let one = |off: &BallotsOff| {
        let (counted, paper) = (grouped(off.counted), grouped(off.on_paper));
        fill(w.headline.ballots_of, &[("stage", &stage(off.stage)), ("counted", &counted), ("paper", &paper)])
    };
    let list: Vec<String> = off.map(one).collect();
    let says = if more { w.headline.more_ballots } else { w.headline.fewer_ballots };
    (!list.is_empty()).then(|| fill(says, &[("list", &list.join("; "))]))
}

/// A line for each contest whose wrong reported outcome was confirmed; empty if there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in_words(run: &ElectionRun, language: &Language) -> Vec<String> {
    let run = &*run.in_language(language.code);
    let wrong = (0..run.contests.len()).map(|at| (&run.contests[at].contest.title, run.headline(at).confirmed_wrong));
    let line = |(contest, methods): (&String, Vec<&str>)| {
        let gaps = [("scenario", run.name.as_str()), ("contest", contest), ("methods", &methods.join(", "))];
        fill(language.words.headline.confirmed_wrong_check, &gaps)
    };
    wrong.filter(|(_, methods)| !methods.is_empty()).map(line).collect()
}

/// The number of runs in which a wrong reported outcome was confirmed; `None` if there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in_all(runs: &[ElectionRun], language: &Language) -> Option<String> {
    let is_wrong = |run: &&ElectionRun| (0..run.contests.len()).any(|at| !run.headline(at).confirmed_wrong.is_empty());
    let n = runs.iter().filter(is_wrong).count();
    let gaps = [("n", &n.to_string()[..]), ("all", &runs.len().to_string())];
    (n > 0).then(|| fill(language.words.headline.confirmed_wrong_in_all, &gaps))
}

/// The runs in which a wrong outcome was confirmed, by name; `None` if there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in(names: &[String], language: &Language) -> Option<String> {
    let gaps = [("n", &names.len().to_string()[..]), ("list", &names.join(", "))];
    (!names.is_empty()).then(|| fill(language.words.headline.confirmed_wrong_pages, &gaps))
}

/// Undervotes and overvotes on paper, counted as votes, and their parts if a ballot has several votes.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
pub(super) fn lost_votes(w: &Words, it: &ContestRun) -> String {
    let [under, over] = [it.paper.undervotes(&it.contest), it.paper.overvotes(&it.contest)].map(grouped);
    let allowed = it.contest.votes_allowed.to_string();
    let [ballots, votes] = [it.paper.ballots, it.paper.total()].map(grouped);
    let gaps =
        [("under", &under[..]), ("over", &over), ("allowed", &allowed), ("ballots", &ballots), ("votes", &votes)];
    fill(if it.contest.votes_allowed > 1 { w.lost_votes_of_several } else { w.lost_votes }, &gaps)
}

/// The verdicts on contests that are not shown one by one.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
pub(super) fn other_contests(w: &Words, run: &ElectionRun, shown: &[usize]) -> Option<String> {
    let others: Vec<FirstWord> =
        (0..run.contests.len()).filter(|at| !shown.contains(at)).map(|at| run.headline(at).first_word).collect();
    let count = |word: FirstWord| (word, others.iter().filter(|other| **other == word).count());
    let counts = FirstWord::ALL.into_iter().map(count).filter(|(_, n)| *n > 0);
    let list: Vec<String> = counts.map(|(word, n)| format!("{} {n}", first_word(w, word))).collect();
    let gaps = [("n", &others.len().to_string()[..]), ("list", &list.join(", "))];
    (!others.is_empty()).then(|| fill(w.headline.other_contests, &gaps))
}
