//! A choice of batches by county, precinct, way of voting, group, tabulator or name: the `where` of a scenario.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Election, Group, VoteMode};
use crate::error::Complaint;
use crate::reason::{Filling, Reason, complaints, findings, rules};

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
    /// Index in the key's list, from 0.
    pub index: usize,
    /// The name.
    pub found: String,
    /// The names there are.
    pub known: Vec<String>,
}

/// A [`Selection`] prepared for an election, so that many batches can be tested.
#[derive(Clone, Debug)]
pub struct Picker<'a> {
    election: &'a Election,
    groups: Vec<bool>,
    tabulators: Vec<bool>,
    batches: Option<HashSet<&'a str>>,
}

impl Picker<'_> {
    /// Whether this batch is picked.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn picks(&self, batch: usize) -> bool {
        let it = &self.election.batches[batch];
        self.groups[it.group]
            && self.tabulators[it.tabulator]
            && self.batches.as_ref().is_none_or(|names| names.contains(it.id.as_str()))
    }
}

fn names(list: Option<&Vec<String>>) -> Option<HashSet<&str>> {
    list.map(|names| names.iter().map(String::as_str).collect())
}

impl Selection {
    /// Prepares the selection for an election.
    pub fn picker<'a>(&'a self, election: &'a Election) -> Picker<'a> {
        let (counties, precincts) = (names(self.counties.as_ref()), names(self.precincts.as_ref()));
        let (groups, tabulators) = (names(self.groups.as_ref()), names(self.tabulators.as_ref()));
        let allows = |names: &Option<HashSet<&str>>, name: Option<&str>| {
            names.as_ref().is_none_or(|names| name.is_some_and(|name| names.contains(name)))
        };
        let group = |group: &Group| {
            allows(&counties, group.county.as_deref())
                && allows(&precincts, group.precinct.as_deref())
                && self.modes.as_ref().is_none_or(|modes| modes.contains(&group.mode))
                && allows(&groups, Some(&group.id))
        };
        Picker {
            election,
            groups: election.groups.iter().map(group).collect(),
            tabulators: election.tabulators.iter().map(|t| allows(&tabulators, Some(t))).collect(),
            batches: names(self.batches.as_ref()),
        }
    }

    /// The picked batches in order of the manifest.
    pub fn batches(&self, election: &Election) -> Vec<usize> {
        let picker = self.picker(election);
        (0..election.batches.len()).filter(|&b| picker.picks(b)).collect()
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

    /// Looks every name up, and checks that at least one batch is picked.
    ///
    /// # Errors
    /// The first name that the election does not have, or that nothing is picked.
    pub fn check_some(&self, election: &Election) -> Result<(), Complaint> {
        self.check(election)
            .map_err(|e| Complaint::unknown("", &e.found, e.known).at(e.index).under(e.key).under("where"))?;
        if self.batches(election).is_empty() {
            return Err(Complaint::needed("where", rules::found_no_batch(), complaints::rule_part()));
        }
        Ok(())
    }

    /// "in Custer, Echo" or, for a selection of everything, "everywhere".
    pub fn in_words(&self) -> Filling {
        let named = |list: &Option<Vec<String>>| list.as_ref().map(|list| few_of(list));
        let parts = [
            named(&self.groups).map(findings::place_in),
            named(&self.batches).map(findings::place_in_batch),
            named(&self.precincts).map(findings::place_in),
            named(&self.counties).map(findings::place_in),
            named(&self.tabulators).map(findings::place_at),
            self.modes.as_ref().map(|modes| findings::place_modes(ways(modes))),
        ];
        let mut parts: Vec<Reason> = parts.into_iter().flatten().collect();
        match parts.len() {
            0 => findings::place_everywhere().into(),
            1 => parts.remove(0).into(),
            _ => Filling::joined(" ", parts),
        }
    }
}

/// The first names of a list, and the number of the others.
fn few_of(list: &[String]) -> Filling {
    let named = Filling::joined(", ", &list[..list.len().min(4)]);
    match list.len().saturating_sub(4) {
        0 => named,
        more => findings::names_more(named, more).into(),
    }
}

/// Ways of voting as a list.
fn ways(modes: &[VoteMode]) -> Filling {
    let way = |mode: &VoteMode| match mode {
        VoteMode::Mail => findings::modes_mail(),
        VoteMode::Early => findings::modes_early(),
        VoteMode::ElectionDay => findings::modes_election_day(),
    };
    let all = modes.iter().map(way).reduce(findings::modes_two);
    all.map_or_else(|| Filling::joined("", [""; 0]), Filling::from)
}

fn look_up(
    key: &'static str,
    names: Option<&Vec<String>>,
    known: impl FnOnce() -> Vec<String>,
) -> Result<(), UnknownName> {
    let Some(names) = names else { return Ok(()) };
    let mut known = known();
    let all: HashSet<&str> = known.iter().map(String::as_str).collect();
    match names.iter().position(|name| !all.contains(name.as_str())) {
        None => Ok(()),
        Some(index) => {
            known.sort();
            known.dedup();
            Err(UnknownName { key, index, found: names[index].clone(), known })
        }
    }
}
