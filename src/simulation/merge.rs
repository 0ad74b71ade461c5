//! Merges the shards of one study: in any order the result has the same bytes as a run on one machine, or is refused.

use std::collections::BTreeMap;

use super::shard::Shard;
use super::shard_result::ShardResult;
use super::simulated::Simulated;
use super::study::StudyHeader;
use super::trial_counts::TrialCounts;
use crate::audit::Registry;
use crate::error::{Error, printable};
use crate::reason::{Filling, Reason, findings, rules};

/// Most missing shards that a message lists.
const LISTED: usize = 20;

/// Why shards are not one whole study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Two files do not belong together, or are the same shard.
    Mixture(Reason),
    /// Shards are missing.
    Missing(Vec<Shard>),
}

impl Refusal {
    /// The reason, as a message.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Mixture(why) => why.clone(),
            Self::Missing(shards) => {
                let listed = Filling::joined(", ", shards.iter().take(LISTED).map(ToString::to_string));
                let listed = match shards.len().checked_sub(LISTED).filter(|more| *more > 0) {
                    Some(more) => findings::shards_more(listed, more).into(),
                    None => listed,
                };
                if shards.len() == 1 {
                    findings::missing_shard(listed)
                } else {
                    findings::missing_shards(shards.len(), listed)
                }
            }
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.reason().fmt(f)
    }
}

/// Shards of one study, merged one after the other; only counts are stored.
#[derive(Debug, Default)]
pub struct Merge {
    /// The study as the first file describes it, with that file's name and the number of shards.
    study: Option<(String, StudyHeader, u32)>,
    /// For each merged shard its file, and the name of the scenario in it.
    files: BTreeMap<u32, (String, String)>,
    all: TrialCounts,
}

impl Merge {
    /// Merges one more shard, read from `file`.
    ///
    /// # Errors
    /// [`Refusal::Mixture`] if it belongs to another study or was merged already.
    pub fn add(&mut self, file: &str, part: ShardResult) -> Result<(), Refusal> {
        let (shard, study) = (part.shard, part.study);
        if let Some((first, known, of)) = &self.study {
            if let Some(differs) = differ(known, &study) {
                let says = findings::mixture_studies(first, file, differs);
                return Err(Refusal::Mixture(says));
            }
            if *of != shard.of() {
                let says = findings::mixture_split(first, *of, file, shard.to_string());
                return Err(Refusal::Mixture(says));
            }
        }
        if let Some((twice, _)) = self.files.get(&shard.index()) {
            return Err(Refusal::Mixture(findings::mixture_twice(shard.to_string(), twice, file)));
        }
        self.files.insert(shard.index(), (file.to_owned(), study.scenario.clone()));
        if self.study.is_none() {
            self.study = Some((file.to_owned(), study, shard.of()));
            self.all = part.gathered;
        } else {
            self.all = std::mem::take(&mut self.all).join(part.gathered);
        }
        Ok(())
    }

    /// Number of merged shards.
    pub fn shards(&self) -> usize {
        self.files.len()
    }

    /// The study, once there is a shard.
    pub fn study(&self) -> Option<&StudyHeader> {
        self.study.as_ref().map(|(_, study, _)| study)
    }

    /// The missing shards.
    pub fn missing(&self) -> Vec<Shard> {
        let of = self.study.as_ref().map_or(0, |(_, _, of)| *of);
        let absent = (0..of).filter(|index| !self.files.contains_key(index));
        absent.filter_map(|index| Shard::new(u64::from(index), u64::from(of)).ok()).collect()
    }

    /// The result of all trials.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if shards are missing.
    pub fn finish(self, registry: &Registry) -> Result<Result<Simulated, Error>, Refusal> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(Refusal::Missing(missing));
        }
        let Some((_, mut study, _)) = self.study else {
            return Ok(Err(Error::Usage(rules::error_no_shard())));
        };
        // The same scenario may have other file names on other machines; the name in the first shard is used.
        if let Some((_, (_, name))) = self.files.into_iter().next() {
            study.scenario = name;
        }
        Ok(study.summarise(registry, &self.all, None).map_err(Error::Usage))
    }
}

/// The first difference between two studies, if any.
fn differ(a: &StudyHeader, b: &StudyHeader) -> Option<Reason> {
    if a.sha256 != b.sha256 {
        let text =
            |it: &StudyHeader| format!("{} (SHA-256 {}…)", it.scenario, it.sha256.chars().take(12).collect::<String>());
        return Some(findings::differs_scenario(printable(&text(a)), printable(&text(b))));
    }
    let quoted = |text: &str| printable(&format!("{text:?}"));
    if a.seed != b.seed {
        return Some(findings::differs_seed(quoted(&a.seed), quoted(&b.seed)));
    }
    if a.trials != b.trials {
        return Some(findings::differs_trials(a.trials, b.trials));
    }
    if a.methods != b.methods {
        let listed = |it: &StudyHeader| printable(&it.methods.join(", "));
        return Some(findings::differs_methods(listed(a), listed(b)));
    }
    if a.of != b.of {
        return Some(findings::differs_stage(quoted(&a.of), quoted(&b.of)));
    }
    if a.risk_limit.to_bits() != b.risk_limit.to_bits() {
        return Some(findings::differs_limit(a.risk_limit, b.risk_limit));
    }
    if a.engine != b.engine {
        return Some(findings::differs_engine(printable(&a.engine), printable(&b.engine)));
    }
    let same = StudyHeader { scenario: a.scenario.clone(), ..b.clone() };
    (*a != same).then(findings::differs_contests)
}
