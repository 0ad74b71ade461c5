//! Turns the special marks of a scenario into marks on the paper.

use super::paper::MarksText;
use crate::election::{CandidateIndex, Contest, Crease, Marks, Stroke};
use crate::error::Complaint;
use crate::reason::{complaints, rules};

/// Default darkness of a stray mark or a crease, in percent.
const DARKNESS: u8 = 50;

pub(super) fn marks(text: &MarksText, contest: &Contest) -> Result<Marks, Complaint> {
    let find = |key: &str, name: &str| {
        contest.candidate(name).ok_or_else(|| Complaint::unknown(key, name, &contest.candidates))
    };
    let optional = |key: &str, name: &Option<String>| name.as_ref().map(|name| find(key, name)).transpose();
    let percent = |key: &str, value: Option<u8>, most: u8| match value {
        Some(value) if !(1..=most).contains(&value) => {
            Err(Complaint::allowed(key, value, complaints::rule_percent(1, most)))
        }
        _ => Ok(value),
    };
    if text.darkness.is_some() && text.stray.is_none() && text.crease.is_none() {
        let rule = rules::rule_beside_stray();
        return Err(Complaint::rule("darkness", text.darkness.unwrap_or(0), rule));
    }
    let darkness = percent("darkness", text.darkness, 100)?.unwrap_or(DARKNESS);
    let meant = percent("light", text.light, 99)?.map_or(Stroke::Filled, Stroke::Light);
    let mut marks = Marks::default();
    let mut used: Vec<CandidateIndex> = Vec::new();
    let mut set = |key: &str, candidate: CandidateIndex, stroke: Stroke| {
        if used.contains(&candidate) {
            return Err(Complaint::allowed(key, contest.name(candidate), complaints::rule_name_ballot()));
        }
        used.push(candidate);
        marks.set(candidate, stroke);
        Ok(())
    };
    for (i, name) in text.votes.iter().enumerate() {
        let candidate = find("", name).map_err(|c| c.at(i).under("votes"))?;
        set("", candidate, meant).map_err(|c| c.at(i).under("votes"))?;
    }
    if let Some(candidate) = optional("stray", &text.stray)? {
        set("stray", candidate, Stroke::Stray(darkness))?;
    }
    if let Some(candidate) = optional("struck", &text.struck)? {
        set("struck", candidate, Stroke::Struck)?;
    }
    let written = optional("written", &text.written)?;
    if written.is_some() && text.written_oval != Some(false) {
        let Some(line) = contest.write_in_line else {
            let rule = rules::allowed(rules::rule_write_in_line(&contest.id));
            return Err(Complaint::rule("written", rules::found_written(), rule));
        };
        set("written", line, Stroke::Filled)?;
    }
    let crease = optional("crease", &text.crease)?;
    marks.crease = crease.map(|candidate| Crease { candidate, darkness });
    marks.written = written;
    marks.disputed = text.disputed;
    Ok(marks)
}
