//! A choice of batches by county, precinct, way of voting, group, tabulator or name: the `where` of a scenario.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Election, VoteMode};

/// Picks batches: every key that is given must match; no key at all picks everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Only these counties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counties: Option<Vec<String>>,
    /// Only these precincts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precincts: Option<Vec<String>>,
    /// Only ballots cast in these ways.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<VoteMode>>,
    /// Only these groups of ballots, by their `id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<String>>,
    /// Only batches scanned by these tabulators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tabulators: Option<Vec<String>>,
    /// Only these batches, by the name on their cover sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batches: Option<Vec<String>>,
}

/// A name in a [`Selection`] that the election does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// The key, for instance `precincts`.
    pub key: &'static str,
    /// Place in the key's list, from 0.
    pub index: usize,
    /// The name.
    pub found: String,
    /// The names there are.
    pub known: Vec<String>,
}

fn allows(list: Option<&Vec<String>>, name: Option<&str>) -> bool {
    list.is_none_or(|names| name.is_some_and(|name| names.iter().any(|n| n == name)))
}

impl Selection {
    /// Whether nothing is asked for, so that everything is picked.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this batch is picked.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn picks(&self, election: &Election, batch: usize) -> bool {
        let it = &election.batches[batch];
        let group = &election.groups[it.group];
        allows(self.counties.as_ref(), group.county.as_deref())
            && allows(self.precincts.as_ref(), group.precinct.as_deref())
            && self.modes.as_ref().is_none_or(|modes| modes.contains(&group.mode))
            && allows(self.groups.as_ref(), Some(&group.id))
            && allows(self.tabulators.as_ref(), Some(&election.tabulators[it.tabulator]))
            && allows(self.batches.as_ref(), Some(&it.id))
    }

    /// The picked batches in order of the manifest.
    pub fn batches(&self, election: &Election) -> Vec<usize> {
        (0..election.batches.len()).filter(|&b| self.picks(election, b)).collect()
    }

    /// Looks every name up.
    ///
    /// # Errors
    /// The first name that the election does not have.
    pub fn check(&self, election: &Election) -> Result<(), UnknownName> {
        let groups = &election.groups;
        let counties = || groups.iter().filter_map(|g| g.county.clone()).collect();
        let precincts = || groups.iter().filter_map(|g| g.precinct.clone()).collect();
        let ids = || groups.iter().map(|g| g.id.clone()).collect();
        let batches = || election.batches.iter().map(|b| b.id.clone()).collect();
        look_up("counties", self.counties.as_ref(), counties)?;
        look_up("precincts", self.precincts.as_ref(), precincts)?;
        look_up("groups", self.groups.as_ref(), ids)?;
        look_up("tabulators", self.tabulators.as_ref(), || election.tabulators.clone())?;
        look_up("batches", self.batches.as_ref(), batches)
    }
}

fn look_up(
    key: &'static str,
    names: Option<&Vec<String>>,
    known: impl FnOnce() -> Vec<String>,
) -> Result<(), UnknownName> {
    let Some(names) = names else { return Ok(()) };
    let mut known = known();
    match names.iter().position(|name| !known.contains(name)) {
        None => Ok(()),
        Some(index) => {
            known.sort();
            known.dedup();
            Err(UnknownName { key, index, found: names[index].clone(), known })
        }
    }
}
