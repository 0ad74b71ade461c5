//! The first line of a life in words; what it says is decided in `simulation::headline`.

use super::phrases::{names, verdict_name};
#[cfg(feature = "cli")]
use super::words::Language;
use super::words::{Words, fill};
use crate::figure::grouped;
use crate::simulation::headline::{BallotsOff, CameTo, LifeHeadline, PutRight};
use crate::simulation::{ContestLife, Life, Verdict};

/// `1 vote`, `12 votes`.
fn votes(w: &Words, n: i64) -> String {
    let n = n.abs();
    if n == 1 { w.attack.one_vote.to_owned() } else { fill(w.attack.several_votes, &[("n", &grouped(n))]) }
}

/// What a life came to in one contest, without the verdict's own word; `quote` is how names of stages are marked.
pub(super) fn life_says(w: &Words, quote: &str, life: &Life, contest: usize) -> String {
    let (h, it, headline) = (&w.headline, &life.contests[contest], life.headline(contest));
    let stage = |at: usize| fill(quote, &[("text", &life.scenario.stage[at].id)]);
    let (paper, last) = (names(w, &it.contest, &it.right), it.stages.len() - 1);
    let reported = |at: usize| names(w, &it.contest, &it.stages[at].outcome);
    let mut says = vec![came_to(w, &headline.came_to, (&paper, &reported(last)), &stage, &reported)];
    let wanted = it.wanted.as_ref().filter(|(_, outcome)| !outcome.agrees_with(&it.right));
    if let (Some((_, outcome)), CameTo::PaperIsWrong | CameTo::Undetected) = (wanted, &headline.came_to) {
        says.push(fill(h.voters_had_chosen, &[("who", &names(w, &it.contest, outcome))]));
    }
    says.extend(confirmed_and_wrong(w, life, contest, &headline));
    if !headline.miscounted.is_empty() {
        says.push(fill(h.miscounted, &[("methods", &headline.miscounted.join(", "))]));
    }
    let told = matches!(headline.came_to, CameTo::Corrected { by: PutRight::Stage { stage, .. }, .. } if stage == last);
    if headline.last_lead_off != 0 && !told {
        says.push(fill(h.last_lead_off, &[("votes", &votes(w, headline.last_lead_off))]));
    }
    says.extend(ballots(w, &headline, true, &stage));
    says.join(" ")
}

fn came_to(
    w: &Words,
    came_to: &CameTo,
    (paper, last_word): (&str, &str),
    stage: &dyn Fn(usize) -> String,
    reported: &dyn Fn(usize) -> String,
) -> String {
    let h = &w.headline;
    let last_word = fill(h.last_word, &[("who", last_word)]);
    match came_to {
        CameTo::Confirmed { found, missed } => {
            let faults =
                if *found == 1 { h.one_fault.to_owned() } else { fill(h.faults, &[("n", &found.to_string())]) };
            let more = match (found, missed) {
                (0, 0) => "",
                (_, 0) => h.faults_found_only,
                _ => h.faults_found_missed,
            };
            let more = fill(more, &[("faults", &faults), ("m", &missed.to_string())]);
            format!("{} {more}", fill(h.every_count_names, &[("who", paper)])).trim_end().to_owned()
        }
        CameTo::Corrected { wrong, by } => {
            let (says, mended, off) = match by {
                PutRight::Stage { stage: at, lead_off: 0 } => (h.corrected_says, stage(*at), 0),
                PutRight::Stage { stage: at, lead_off } => (h.corrected_lead_off, stage(*at), *lead_off),
                PutRight::Audits(methods) => {
                    (h.corrected_says, fill(h.mended_by_audit, &[("methods", &methods.join(", "))]), 0)
                }
            };
            let (from, reported, votes) = (stage(*wrong), reported(*wrong), votes(w, off));
            let gaps = [("stage", &from[..]), ("reported", &reported), ("paper", paper), ("mended", &mended)];
            fill(says, &[&gaps[..], &[("votes", &votes)]].concat())
        }
        CameTo::PaperIsWrong => format!("{last_word} {}", h.paper_is_wrong),
        CameTo::WrongStands { seen_by: Some(by), .. } => {
            format!("{last_word} {}", fill(h.seen_not_mended, &[("paper", paper), ("by", &w.tell(by))]))
        }
        CameTo::WrongStands { seen_by: None, mishap } => {
            let why = if *mishap { h.mishap_unseen } else { h.checks_passed };
            format!("{last_word} {}", fill(why, &[("paper", paper)]))
        }
        CameTo::Undetected => fill(h.nobody_looked, &[("who", paper)]),
    }
}

/// What a life came to in one contest, the verdict's own word first.
pub(super) fn verdict_in_words(w: &Words, life: &Life, contest: usize) -> String {
    format!("{}. {}", verdict_name(w, life.contests[contest].verdict), life_says(w, w.quote, life, contest))
}

/// Who confirmed a wrong outcome, if anybody did.
pub(super) fn confirmed_and_wrong(w: &Words, life: &Life, contest: usize, of: &LifeHeadline) -> Option<String> {
    let it = &life.contests[contest];
    let audited = life.scenario.audited_stage().filter(|_| !of.confirmed_wrong.is_empty())?;
    let reported = names(w, &it.contest, &it.stages[audited].outcome);
    let gaps = [("reported", &reported[..]), ("methods", &of.confirmed_wrong.join(", "))];
    Some(fill(w.headline.confirmed_and_wrong, &gaps))
}

/// The counts with more ballots than there are on paper, or with fewer.
pub(super) fn ballots(w: &Words, of: &LifeHeadline, more: bool, stage: &dyn Fn(usize) -> String) -> Option<String> {
    let off = of.ballots_off.iter().filter(|off| (off.counted > off.on_paper) == more);
    let one = |off: &BallotsOff| {
        let (counted, paper) = (grouped(off.counted), grouped(off.on_paper));
        fill(w.headline.ballots_of, &[("stage", &stage(off.stage)), ("counted", &counted), ("paper", &paper)])
    };
    let list: Vec<String> = off.map(one).collect();
    let says = if more { w.headline.more_ballots } else { w.headline.fewer_ballots };
    (!list.is_empty()).then(|| fill(says, &[("list", &list.join("; "))]))
}

/// A line for each contest whose wrong reported outcome was confirmed; nothing where there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in_words(life: &Life, language: &Language) -> Vec<String> {
    let wrong =
        (0..life.contests.len()).map(|at| (&life.contests[at].contest.title, life.headline(at).confirmed_wrong));
    let line = |(contest, methods): (&String, Vec<&str>)| {
        let gaps = [("scenario", life.name.as_str()), ("contest", contest), ("methods", &methods.join(", "))];
        fill(language.words.headline.confirmed_wrong_check, &gaps)
    };
    wrong.filter(|(_, methods)| !methods.is_empty()).map(line).collect()
}

/// In how many of many lives a wrong reported outcome was confirmed; nothing where there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in_all(lives: &[Life], language: &Language) -> Option<String> {
    let is_wrong = |life: &&Life| (0..life.contests.len()).any(|at| !life.headline(at).confirmed_wrong.is_empty());
    let n = lives.iter().filter(is_wrong).count();
    let gaps = [("n", &n.to_string()[..]), ("all", &lives.len().to_string())];
    (n > 0).then(|| fill(language.words.headline.confirmed_wrong_in_all, &gaps))
}

/// In which of the lives that were told a wrong outcome was confirmed; nothing where there is none.
#[cfg(feature = "cli")]
pub fn confirmed_wrong_in(names: &[String], language: &Language) -> Option<String> {
    let gaps = [("n", &names.len().to_string()[..]), ("list", &names.join(", "))];
    (!names.is_empty()).then(|| fill(language.words.headline.confirmed_wrong_pages, &gaps))
}

/// Undervotes and overvotes on paper, counted as votes, and what they are made of where a ballot has several votes.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
pub(super) fn lost_votes(w: &Words, it: &ContestLife) -> String {
    let [under, over] = [it.paper.undervotes(&it.contest), it.paper.overvotes(&it.contest)].map(grouped);
    let allowed = it.contest.votes_allowed.to_string();
    let [ballots, votes] = [it.paper.ballots, it.paper.total()].map(grouped);
    let gaps =
        [("under", &under[..]), ("over", &over), ("allowed", &allowed), ("ballots", &ballots), ("votes", &votes)];
    fill(if it.contest.votes_allowed > 1 { w.lost_votes_of_several } else { w.lost_votes }, &gaps)
}

/// How the contests ended that are not told one by one.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages say it"))]
pub(super) fn other_contests(w: &Words, life: &Life, told: &[usize]) -> Option<String> {
    let others: Vec<Verdict> =
        (0..life.contests.len()).filter(|at| !told.contains(at)).map(|at| life.contests[at].verdict).collect();
    let all = [Verdict::WrongAndConfirmed, Verdict::Undetected, Verdict::Corrected, Verdict::Confirmed];
    let count = |verdict: Verdict| (verdict, others.iter().filter(|other| **other == verdict).count());
    let counts = all.into_iter().map(count).filter(|(_, n)| *n > 0);
    let list: Vec<String> = counts.map(|(verdict, n)| format!("{} {n}", verdict_name(w, verdict))).collect();
    let gaps = [("n", &others.len().to_string()[..]), ("list", &list.join(", "))];
    (!others.is_empty()).then(|| fill(w.headline.other_contests, &gaps))
}
