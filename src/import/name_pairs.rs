//! Contests, choices and places that two files have by the same name.

use std::collections::{HashMap, HashSet};

use crate::import::card_summary::gist;

/// A contest that both have, with the choices.
pub(super) struct PairedContest {
    /// Its place in the records.
    pub(super) records: usize,
    /// Its place in the results.
    pub(super) results: usize,
    /// For each choice of the records its place in the results.
    pub(super) choices: Vec<Option<usize>>,
}

/// Finds each name of one side on the other: by its exact text, else by its letters and digits where only one fits.
pub(super) fn pair_names(ours: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
    let find = |of: &dyn Fn(&str) -> String| {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in theirs.iter().enumerate() {
            places.entry(of(name)).or_default().push(at);
        }
        let own: Vec<String> = ours.iter().map(|name| of(name)).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in &own {
            *times.entry(name).or_default() += 1;
        }
        let one = |name: &String| match places.get(name).map(Vec::as_slice) {
            Some([at]) if times[name.as_str()] == 1 => Some(*at),
            _ => None,
        };
        own.iter().map(one).collect::<Vec<_>>()
    };
    let (exact, near) = (find(&|name| name.to_owned()), find(&gist));
    let taken: HashSet<usize> = exact.iter().flatten().copied().collect();
    exact.into_iter().zip(near).map(|(exact, near)| exact.or(near.filter(|at| !taken.contains(at)))).collect()
}
