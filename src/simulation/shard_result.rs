//! One machine's share of a study as a file: counts that add up, the description of the study, and a hash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::shard::Shard;
use super::simulated::{MOST_TRIALS, Simulated};
use super::study::StudyHeader;
use super::trial_counts::{SharedSampleCounts, Trial, TrialCounts};
use crate::audit::{Decision, Registry};
use crate::error::{Error, json_says, printable};
use crate::reason::{Reason, complaints, shards};
use crate::scenario::in_hex;

/// Most bytes that a shard's file may have.
pub const LARGEST_PART: usize = 256_000_000;

/// The version of the file's format.
const FORMAT: u32 = 3;

/// Upper bound of counts of cards and rounds; below it, sums of squares over the most trials are exact.
const MOST_COUNTED: u64 = 1 << 40;

/// The trials of one shard, and the study they belong to.
#[derive(Clone, Debug)]
pub struct ShardResult {
    /// Which share it is.
    pub shard: Shard,
    /// The description of the study.
    pub study: StudyHeader,
    pub(super) gathered: TrialCounts,
    /// For each row the error of its distribution, if the results are exact and nothing was simulated.
    pub(super) within: Option<Vec<f64>>,
}

/// Why a file cannot be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPart {
    /// It is not a shard, or not complete.
    NotAShard(Reason),
    /// It is a shard of another version of this program.
    OtherVersion(String),
}

/// The content of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartText {
    recount_shard: u32,
    recount: String,
    shard: Shard,
    study: StudyHeader,
    done: OrderedCounts,
    /// SHA-256 of the file in one line, with this digest left empty.
    sha256: String,
}

/// The fields that are checked first.
#[derive(Deserialize)]
struct Label {
    recount_shard: u32,
    recount: String,
}

/// Counts as lists, in a fixed order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderedCounts {
    trials: u64,
    /// For each contest and method: cards, cards looked up, ballots tallied, rounds, decision, whether the report was
    /// found to be wrong, whether the final outcome is right; and the number of trials.
    rows: Vec<Vec<SavedShard>>,
    noticed_somewhere: Vec<u64>,
    together: Vec<OneSample>,
}

#[derive(Serialize, Deserialize)]
struct SavedShard(u64, u64, u64, u64, Decision, bool, bool, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OneSample {
    method: String,
    /// Cards, rounds, the contests that were counted in full, and the number of trials.
    samples: Vec<(u64, u64, Vec<usize>, u64)>,
}

impl ShardResult {
    /// Trials that are done.
    pub fn trials(&self) -> u64 {
        self.gathered.trials
    }

    /// Whether every trial of the shard is done.
    pub fn is_whole(&self) -> bool {
        let share = self.shard.trials(self.study.trials);
        self.is_exact_answer() || self.gathered.trials == share.end - share.start
    }

    /// Whether the results are exact, so that there are no trials to merge.
    pub fn is_exact_answer(&self) -> bool {
        self.within.is_some()
    }

    /// The result of its trials.
    ///
    /// # Errors
    /// [`Error::Usage`] if the study names something unknown.
    pub fn simulated(&self, registry: &Registry) -> Result<Simulated, Error> {
        self.study.summarise(registry, &self.gathered, self.within.as_deref()).map_err(Error::Usage)
    }

    /// The file's text: the same bytes for the same share on every machine.
    pub fn to_text(&self) -> String {
        let kept = |(it, n): (&Trial, &u64)| {
            SavedShard(it.cards, it.looked_up, it.tallied, it.rounds, it.decision, it.noticed, it.right_in_the_end, *n)
        };
        let one_sample = |(method, samples): &(String, BTreeMap<SharedSampleCounts, u64>)| OneSample {
            method: method.clone(),
            samples: samples.iter().map(|(it, &n)| (it.cards, it.rounds, it.counted.clone(), n)).collect(),
        };
        let done = OrderedCounts {
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

    /// Reads a shard's file and checks everything in it.
    ///
    /// # Errors
    /// [`NoPart`] if it is not a complete shard of this version.
    pub fn read(text: &str, registry: &Registry) -> Result<Self, NoPart> {
        let not = |why: Reason| NoPart::NotAShard(complaints::message_no_shard_file(why));
        let unreadable = |why: serde_json::Error| not(json_says(&why));
        if text.len() > LARGEST_PART {
            return Err(not(complaints::message_large(LARGEST_PART)));
        }
        let label: Label = serde_json::from_str(text).map_err(unreadable)?;
        if label.recount != env!("CARGO_PKG_VERSION") {
            return Err(NoPart::OtherVersion(printable(&label.recount)));
        }
        if label.recount_shard != FORMAT {
            return Err(not(shards::why_shard_format(label.recount_shard, FORMAT)));
        }
        let mut text: PartText = serde_json::from_str(text).map_err(unreadable)?;
        let said = std::mem::take(&mut text.sha256);
        if said != digest(&in_one_line(&text)) {
            return Err(not(complaints::why_altered()));
        }
        text.part(registry).map_err(not)
    }
}

impl PartText {
    /// The shard, after its numbers were checked against each other.
    fn part(self, registry: &Registry) -> Result<ShardResult, Reason> {
        let study = self.study;
        if !(1..=MOST_TRIALS).contains(&study.trials) {
            return Err(shards::why_shard_trials(study.trials, complaints::rule_range(1, MOST_TRIALS)));
        }
        let share = self.shard.trials(study.trials);
        let trials = share.end - share.start;
        let off = |key: &str, found: u64, allowed: u64| Err(shards::why_shard_off(key, found, allowed));
        if self.done.trials != trials {
            return off("done.trials", self.done.trials, trials);
        }
        let methods = study.methods.len();
        if methods == 0 || !study.rows.len().is_multiple_of(methods) {
            return Err(shards::why_shard_rows(study.rows.len(), methods));
        }
        if study.rows.iter().zip(study.methods.iter().cycle()).any(|(row, method)| row.method != *method) {
            return Err(shards::why_shard_methods());
        }
        if self.done.rows.len() != study.rows.len() {
            return off("done.rows", self.done.rows.len() as u64, study.rows.len() as u64);
        }
        if self.done.noticed_somewhere.len() != methods || self.done.noticed_somewhere.iter().any(|&n| n > trials) {
            return Err(shards::why_shard_noticed(methods, trials));
        }
        let contests = study.rows.len() / methods;
        if !study.carried.is_within(contests, MOST_COUNTED) {
            return Err(shards::why_shard_carried(contests, MOST_COUNTED));
        }
        let mut rows = Vec::with_capacity(self.done.rows.len());
        for (at, row) in self.done.rows.into_iter().enumerate() {
            let trial = |SavedShard(cards, looked_up, tallied, rounds, decision, noticed, right_in_the_end, n)| {
                let trial = Trial { cards, looked_up, tallied, rounds, decision, noticed, right_in_the_end };
                (trial, n, cards.max(looked_up).max(tallied).max(rounds))
            };
            rows.push(counted(&format!("done.rows[{at}]"), row.into_iter().map(trial), trials)?);
        }
        let mut together = Vec::new();
        let mut later = study.methods.iter();
        for it in self.done.together {
            if !later.any(|method| *method == it.method) {
                return Err(shards::why_shard_next(format!("{:?}", it.method)));
            }
            let in_order =
                |counted: &[usize]| counted.is_sorted_by(|a, b| a < b) && counted.iter().all(|&at| at < contests);
            if !it.samples.iter().all(|(_, _, counted, _)| in_order(counted)) {
                return Err(shards::why_shard_contests(contests));
            }
            let sample = |(cards, rounds, counted, n)| {
                (SharedSampleCounts { cards, rounds, counted }, n, u64::max(cards, rounds))
            };
            let samples = counted("done.together", it.samples.into_iter().map(sample), trials)?;
            together.push((it.method, samples));
        }
        let gathered = TrialCounts { trials, rows, noticed_somewhere: self.done.noticed_somewhere, together };
        study.summarise(registry, &gathered, None)?;
        Ok(ShardResult { shard: self.shard, study, gathered, within: None })
    }
}

/// Results with their counts at a place of the file, in ascending order, `trials` in all.
fn counted<T: Ord>(
    place: &str,
    seen: impl Iterator<Item = (T, u64, u64)>,
    trials: u64,
) -> Result<BTreeMap<T, u64>, Reason> {
    let mut all = BTreeMap::new();
    let mut sum = 0_u64;
    for (what, n, largest) in seen {
        if all.last_key_value().is_some_and(|(last, _)| *last >= what) || n == 0 {
            return Err(shards::why_shard_order(place));
        }
        if largest >= MOST_COUNTED {
            return Err(complaints::error_allowed(place, largest, shards::rule_below(MOST_COUNTED)));
        }
        sum = sum.saturating_add(n);
        all.insert(what, n);
    }
    if sum == trials { Ok(all) } else { Err(shards::why_shard_sum(place, sum, trials)) }
}

fn in_one_line(text: &PartText) -> String {
    serde_json::to_string(text).expect("texts, numbers and lists are JSON")
}

/// SHA-256 in hexadecimal digits.
fn digest(text: &str) -> String {
    in_hex(&Sha256::digest(text.as_bytes()))
}
