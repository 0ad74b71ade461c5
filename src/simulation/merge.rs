//! The shards of one study joined: in any order the same bytes as one machine's run, or a sentence why not.

use std::collections::BTreeMap;

use super::gathered::Gathered;
use super::monte_carlo::Simulated;
use super::part::Part;
use super::shard::Shard;
use super::study::Study;
use crate::audit::Registry;
use crate::error::{Error, printable};

/// Most missing shards that a sentence lists.
const LISTED: usize = 20;

/// Why shards are not one whole study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Two files do not belong together, or are the same share.
    Mixture(String),
    /// Shards are not there.
    Missing(Vec<Shard>),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Mixture(says) => f.write_str(says),
            Self::Missing(shards) => {
                let named: Vec<String> = shards.iter().take(LISTED).map(ToString::to_string).collect();
                let (are, and) = (if shards.len() == 1 { "shard is" } else { "shards are" }, named.join(", "));
                write!(f, "{} {are} missing: {and}", shards.len())?;
                if shards.len() > LISTED {
                    write!(f, " and {} more", shards.len() - LISTED)?;
                }
                Ok(())
            }
        }
    }
}

/// Shards of one study, joined as they come; only counts are kept.
#[derive(Debug, Default)]
pub struct Merge {
    /// The study as the first file told it, with that file's name and the number of shards.
    study: Option<(String, Study, u32)>,
    /// The file of each shard that is there, and the name by which it calls the scenario.
    files: BTreeMap<u32, (String, String)>,
    all: Gathered,
}

impl Merge {
    /// Joins one more shard, read from `file`.
    ///
    /// # Errors
    /// [`Refusal::Mixture`] where it belongs to another study or is there already.
    pub fn add(&mut self, file: &str, part: Part) -> Result<(), Refusal> {
        let (shard, study) = (part.shard, part.study);
        if let Some((first, known, of)) = &self.study {
            if let Some(differs) = differ(known, &study) {
                let says = format!("{first} and {file} are shards of different studies: {differs}");
                return Err(Refusal::Mixture(says));
            }
            if *of != shard.of() {
                let says = format!("{first} is one of {of} shards, {file} is shard {shard}: merge one splitting only");
                return Err(Refusal::Mixture(says));
            }
        }
        if let Some((twice, _)) = self.files.get(&shard.index()) {
            return Err(Refusal::Mixture(format!("shard {shard} is there twice: {twice} and {file}")));
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

    /// How many shards are joined.
    pub fn shards(&self) -> usize {
        self.files.len()
    }

    /// The study, once there is a shard.
    pub fn study(&self) -> Option<&Study> {
        self.study.as_ref().map(|(_, study, _)| study)
    }

    /// What is missing.
    pub fn missing(&self) -> Vec<Shard> {
        let of = self.study.as_ref().map_or(0, |(_, _, of)| *of);
        let absent = (0..of).filter(|index| !self.files.contains_key(index));
        absent.filter_map(|index| Shard::new(u64::from(index), u64::from(of)).ok()).collect()
    }

    /// What all trials come to.
    ///
    /// # Errors
    /// [`Refusal::Missing`] where shards are not there.
    pub fn finish(self) -> Result<Result<Simulated, Error>, Refusal> {
        let missing = self.missing();
        if !missing.is_empty() {
            return Err(Refusal::Missing(missing));
        }
        let Some((_, mut study, _)) = self.study else {
            return Ok(Err(Error::Usage("no shard is there to merge".to_owned())));
        };
        // The same text may lie under other names on other machines: the name of the first share stands.
        if let Some((_, (_, name))) = self.files.into_iter().next() {
            study.scenario = name;
        }
        Ok(study.summarise(&Registry::shipped(), &self.all, None).map_err(Error::Usage))
    }
}

/// In what two studies differ, if they do.
fn differ(a: &Study, b: &Study) -> Option<String> {
    let told = |what: &str, a: &dyn std::fmt::Display, b: &dyn std::fmt::Display| {
        Some(printable(&format!("{what} {a} and {b}")))
    };
    if a.sha256 != b.sha256 {
        let text =
            |it: &Study| format!("{} (SHA-256 {}…)", it.scenario, it.sha256.chars().take(12).collect::<String>());
        return told("scenario", &text(a), &text(b));
    }
    if a.seed != b.seed {
        return told("seed", &format!("{:?}", a.seed), &format!("{:?}", b.seed));
    }
    if a.trials != b.trials {
        return told("trials", &a.trials, &b.trials);
    }
    if a.methods != b.methods {
        return told("methods", &a.methods.join(", "), &b.methods.join(", "));
    }
    if a.of != b.of {
        return told("audited stage", &format!("{:?}", a.of), &format!("{:?}", b.of));
    }
    if a.risk_limit.to_bits() != b.risk_limit.to_bits() {
        return told("risk limit", &a.risk_limit, &b.risk_limit);
    }
    if a.engine != b.engine {
        return told("engine", &a.engine, &b.engine);
    }
    let same = Study { scenario: a.scenario.clone(), ..b.clone() };
    (*a != same).then(|| "what they say of the contests, although all that was asked is the same".to_owned())
}
