//! The readers of the program beside readers of these tests, on every record of the suite: the same marks at every rank.

use std::collections::BTreeMap;

use recount::import::{ByteSource, ContestState, Imported, NamedBytes, OVERVOTED_RANK, import};
use serde_json::Value;

use super::records::{OVERVOTE, Suite, ballots};

/// For each rank how many ballots mark each choice there, without the choices' names, most first; and how many are marked.
type Marked = (BTreeMap<usize, Vec<u64>>, u64);

fn tallied(marks: BTreeMap<(usize, String), u64>, ballots: u64) -> Marked {
    let mut ranks: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for ((rank, _), number) in marks {
        ranks.entry(rank).or_default().push(number);
    }
    for numbers in ranks.values_mut() {
        numbers.sort_unstable_by(|a, b| b.cmp(a));
    }
    (ranks, ballots)
}

/// What these tests read.
fn theirs(suite: &Suite, folder: &str, source: &Value) -> Option<Marked> {
    let (mut marks, mut marked) = (BTreeMap::new(), 0);
    for ballot in ballots(suite, folder, source, None)? {
        marked += u64::from(!ballot.is_empty());
        for (rank, name) in ballot.into_iter().filter(|mark| mark.1 != OVERVOTE) {
            *marks.entry((rank, name)).or_default() += 1;
        }
    }
    Some(tallied(marks, marked))
}

/// The files of a source, by path.
fn files(suite: &Suite, folder: &str, source: &Value) -> Vec<(String, Vec<u8>)> {
    let typed = source["filePath"].as_str().unwrap_or("");
    let path = match typed.strip_prefix("../") {
        Some(shared) => shared.to_owned(),
        None => format!("{folder}/{}", typed.trim_start_matches("./")),
    };
    let path = path.trim_end_matches('/');
    let is_of = |name: &str| name == path || name.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    suite.iter().filter(|file| is_of(file.0)).map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
}

/// What the program reads of the contest of a source.
fn ours(suite: &Suite, folder: &str, source: &Value) -> Result<Marked, String> {
    let sources: Vec<NamedBytes> =
        files(suite, folder, source).into_iter().map(|(name, bytes)| NamedBytes::new(name, bytes)).collect();
    let sources: Vec<&dyn ByteSource> = sources.iter().map(|source| source as &dyn ByteSource).collect();
    let imports = import(&sources).map_err(|problem| problem.to_string())?;
    let Some(Imported::Cards(records)) = imports.into_iter().next().map(|own| own.content) else {
        return Err("no cards".to_owned());
    };
    let id = source["contestId"].as_str().unwrap_or("");
    let is_it =
        |own: &&recount::import::ContestColumn| id.is_empty() || [&*own.contest.key, &*own.contest.name].contains(&id);
    let column = records.contests.iter().find(is_it).ok_or_else(|| format!("no contest {id}"))?;
    let (mut marks, mut marked) = (BTreeMap::new(), 0);
    for (code, &cards) in column.codes.counts(column.patterns.len(), records.cards()).iter().enumerate() {
        if cards == 0 || column.patterns.state(code as u32) == ContestState::NotOnBallot {
            continue;
        }
        let of_card: Vec<_> = column.patterns.marks(code as u32).collect();
        marked += if of_card.is_empty() { 0 } else { cards };
        for mark in of_card.iter().filter(|mark| mark.choice != OVERVOTED_RANK) {
            *marks.entry((usize::from(mark.rank), mark.choice.to_string())).or_default() += cards;
        }
    }
    Ok(tallied(marks, marked))
}

/// Why a source is not compared.
fn left_out(source: &Value) -> Option<&'static str> {
    let is_set = |key: &str| source[key].as_str().is_some_and(|text| !text.is_empty());
    match source["provider"].as_str().unwrap_or("") {
        "genericCsv" => Some("a table that no tabulator writes"),
        "ess" if is_set("overvoteDelimiter") => Some("several names in a cell: a convention of the suite"),
        "ess" if source["treatBlankAsUndeclaredWriteIn"] == true => Some("blanks that count as write-ins"),
        _ => None,
    }
}

/// Compares every source of the suite; for each vendor how many agree, and those that the program refuses.
pub(super) fn compared(suite: &Suite) -> (BTreeMap<String, u32>, Vec<String>) {
    let (mut agreeing, mut refused) = (BTreeMap::new(), Vec::new());
    for (path, bytes) in suite.iter().filter(|(path, _)| path.ends_with("_config.json")) {
        let Ok(config) = serde_json::from_slice::<Value>(bytes) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for source in config["cvrFileSources"].as_array().into_iter().flatten() {
            if left_out(source).is_some() || files(suite, folder, source).is_empty() {
                continue;
            }
            let Some(theirs) = theirs(suite, folder, source) else { continue };
            match ours(suite, folder, source) {
                Err(said) => refused.push(said),
                Ok(ours) => {
                    assert_eq!(ours, theirs, "{path}");
                    *agreeing.entry(source["provider"].as_str().unwrap_or("").to_owned()).or_default() += 1;
                }
            }
        }
    }
    (agreeing, refused)
}
