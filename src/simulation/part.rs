//! One machine's share of a study as a file: counts that add, with all that says what they are counts of, and a hash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::gathered::{Gathered, Shared, Trial};
use super::monte_carlo::{MOST_TRIALS, Simulated};
use super::shard::Shard;
use super::study::Study;
use crate::audit::{Decision, Registry};
use crate::error::{Error, printable};
use crate::scenario::in_hex;

/// Most bytes that a shard's file may have.
pub const LARGEST_PART: usize = 256_000_000;

/// The version of the file's format.
const FORMAT: u32 = 2;

/// No count of cards or rounds reaches this; sums of squares of as many trials as there may be stay exact below it.
const MOST_COUNTED: u64 = 1 << 40;

/// The trials of one shard, and the study they belong to.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which share it is.
    pub shard: Shard,
    /// What is asked, of what.
    pub study: Study,
    pub(super) gathered: Gathered,
    /// For each row how near the law is, where laws answer and nothing was drawn.
    pub(super) within: Option<Vec<f64>>,
}

/// Why a file is no part that can be joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPart {
    /// It is not a shard, or not whole.
    NotAShard(String),
    /// It is a shard of another version of this program.
    OtherVersion(String),
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartText {
    recount_shard: u32,
    recount: String,
    shard: Shard,
    study: Study,
    done: Counts,
    /// Of this file in one line, this digest left empty.
    sha256: String,
}

/// What is looked at first.
#[derive(Deserialize)]
struct Label {
    recount_shard: u32,
    recount: String,
}

/// Counts as lists, in their own order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    trials: u64,
    /// For each contest and method: cards, cards looked up, ballots tallied, rounds, how it ended, whether the report was
    /// seen to be off, whether what stands in the end is right; and in how many trials.
    rows: Vec<Vec<Kept>>,
    noticed_somewhere: Vec<u64>,
    together: Vec<OneSample>,
}

#[derive(Serialize, Deserialize)]
struct Kept(u64, u64, u64, u64, Decision, bool, bool, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OneSample {
    method: String,
    /// Cards, rounds, the contests that were counted in full, and in how many trials.
    samples: Vec<(u64, u64, Vec<usize>, u64)>,
}

impl Part {
    /// Trials that are done.
    pub fn trials(&self) -> u64 {
        self.gathered.trials
    }

    /// Whether every trial of the shard is done.
    pub fn is_whole(&self) -> bool {
        let share = self.shard.trials(self.study.trials);
        self.is_by_law() || self.gathered.trials == share.end - share.start
    }

    /// Whether laws answer, so that there are no trials to join.
    pub fn is_by_law(&self) -> bool {
        self.within.is_some()
    }

    /// What its trials come to.
    ///
    /// # Errors
    /// [`Error::Usage`] where the study names what there is not.
    pub fn simulated(&self) -> Result<Simulated, Error> {
        self.simulated_by(&Registry::shipped())
    }

    /// The same of methods of a registry.
    ///
    /// # Errors
    /// [`Error::Usage`] where the study names what there is not.
    pub fn simulated_by(&self, registry: &Registry) -> Result<Simulated, Error> {
        self.study.summarise(registry, &self.gathered, self.within.as_deref()).map_err(Error::Usage)
    }

    /// The file's text: the same bytes for the same share on every machine.
    pub fn to_text(&self) -> String {
        let kept = |(it, n): (&Trial, &u64)| {
            Kept(it.cards, it.looked_up, it.tallied, it.rounds, it.decision, it.noticed, it.right_in_the_end, *n)
        };
        let one_sample = |(method, samples): &(String, BTreeMap<Shared, u64>)| OneSample {
            method: method.clone(),
            samples: samples.iter().map(|(it, &n)| (it.cards, it.rounds, it.counted.clone(), n)).collect(),
        };
        let done = Counts {
            trials: self.gathered.trials,
            rows: self.gathered.rows.iter().map(|row| row.iter().map(kept).collect()).collect(),
            noticed_somewhere: self.gathered.noticed_somewhere.clone(),
            together: self.gathered.together.iter().map(one_sample).collect(),
        };
        let mut text = PartText {
            recount_shard: FORMAT,
            recount: env!("CARGO_PKG_VERSION").to_owned(),
            shard: self.shard,
            study: self.study.clone(),
            done,
            sha256: String::new(),
        };
        text.sha256 = digest(&in_one_line(&text));
        in_one_line(&text) + "\n"
    }

    /// Reads a shard's file. Nothing in it is believed that is not checked.
    ///
    /// # Errors
    /// [`NoPart`] where it is not a whole shard of this version.
    pub fn read(text: &str) -> Result<Self, NoPart> {
        let not = |why: &dyn std::fmt::Display| NoPart::NotAShard(printable(&format!("not a shard of recount: {why}")));
        if text.len() > LARGEST_PART {
            return Err(not(&format!("larger than {LARGEST_PART} bytes")));
        }
        let label: Label = serde_json::from_str(text).map_err(|e| not(&e))?;
        if label.recount != env!("CARGO_PKG_VERSION") {
            return Err(NoPart::OtherVersion(printable(&label.recount)));
        }
        if label.recount_shard != FORMAT {
            return Err(not(&format!("recount_shard: found {}; allowed: {FORMAT}", label.recount_shard)));
        }
        let mut text: PartText = serde_json::from_str(text).map_err(|e| not(&e))?;
        let said = std::mem::take(&mut text.sha256);
        if said != digest(&in_one_line(&text)) {
            return Err(not(&"it was altered after it was written: its hash does not agree with what it says"));
        }
        text.part().map_err(|why| not(&why))
    }
}

impl PartText {
    /// The part, once its numbers agree with each other.
    fn part(self) -> Result<Part, String> {
        let study = self.study;
        if !(1..=MOST_TRIALS).contains(&study.trials) {
            return Err(format!("study.trials: found {}; allowed: 1 to {MOST_TRIALS}", study.trials));
        }
        let share = self.shard.trials(study.trials);
        let trials = share.end - share.start;
        let off = |key: &str, found: u64, allowed: u64| Err(format!("{key}: found {found}; needed: {allowed}"));
        if self.done.trials != trials {
            return off("done.trials", self.done.trials, trials);
        }
        let methods = study.methods.len();
        if methods == 0 || !study.rows.len().is_multiple_of(methods) {
            return Err(format!("study.rows: found {} rows for {methods} methods", study.rows.len()));
        }
        if study.rows.iter().zip(study.methods.iter().cycle()).any(|(row, method)| row.method != *method) {
            return Err("study.rows: the methods are not those of the study".to_owned());
        }
        if self.done.rows.len() != study.rows.len() {
            return off("done.rows", self.done.rows.len() as u64, study.rows.len() as u64);
        }
        if self.done.noticed_somewhere.len() != methods || self.done.noticed_somewhere.iter().any(|&n| n > trials) {
            return Err(format!("done.noticed_somewhere: needed: {methods} numbers of at most {trials}"));
        }
        let contests = study.rows.len() / methods;
        if !study.carried.is_within(contests, MOST_COUNTED) {
            return Err(format!("study.carried: needed: {contests} numbers of at most {MOST_COUNTED}"));
        }
        let mut rows = Vec::with_capacity(self.done.rows.len());
        for (at, row) in self.done.rows.into_iter().enumerate() {
            let trial = |Kept(cards, looked_up, tallied, rounds, decision, noticed, right_in_the_end, n)| {
                let trial = Trial { cards, looked_up, tallied, rounds, decision, noticed, right_in_the_end };
                (trial, n, cards.max(looked_up).max(tallied).max(rounds))
            };
            rows.push(counted(row.into_iter().map(trial), trials).map_err(|why| format!("done.rows[{at}]: {why}"))?);
        }
        let mut together = Vec::new();
        let mut later = study.methods.iter();
        for it in self.done.together {
            if !later.any(|method| *method == it.method) {
                return Err(format!("done.together: {:?} is not the next of the study's methods", it.method));
            }
            let in_order =
                |counted: &[usize]| counted.is_sorted_by(|a, b| a < b) && counted.iter().all(|&at| at < contests);
            if !it.samples.iter().all(|(_, _, counted, _)| in_order(counted)) {
                return Err(format!("done.together: needed: contests below {contests}, each once, in ascending order"));
            }
            let sample = |(cards, rounds, counted, n)| (Shared { cards, rounds, counted }, n, u64::max(cards, rounds));
            let samples = counted(it.samples.into_iter().map(sample), trials);
            together.push((it.method, samples.map_err(|why| format!("done.together: {why}"))?));
        }
        let gathered = Gathered { trials, rows, noticed_somewhere: self.done.noticed_somewhere, together };
        study.summarise(&Registry::shipped(), &gathered, None)?;
        Ok(Part { shard: self.shard, study, gathered, within: None })
    }
}

/// What was counted how often, in ascending order, `trials` times in all.
fn counted<T: Ord>(seen: impl Iterator<Item = (T, u64, u64)>, trials: u64) -> Result<BTreeMap<T, u64>, String> {
    let mut all = BTreeMap::new();
    let mut sum = 0_u64;
    for (what, n, largest) in seen {
        if all.last_key_value().is_some_and(|(last, _)| *last >= what) || n == 0 {
            return Err("needed: what was seen, each once, in ascending order".to_owned());
        }
        if largest >= MOST_COUNTED {
            return Err(format!("found {largest}; allowed: below {MOST_COUNTED}"));
        }
        sum = sum.saturating_add(n);
        all.insert(what, n);
    }
    if sum == trials { Ok(all) } else { Err(format!("found {sum} trials; needed: {trials}")) }
}

fn in_one_line(text: &PartText) -> String {
    serde_json::to_string(text).expect("texts, numbers and lists are JSON")
}

/// SHA-256 in hexadecimal digits.
fn digest(text: &str) -> String {
    in_hex(&Sha256::digest(text.as_bytes()))
}
