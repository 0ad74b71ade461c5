//! Our readers on the records of the suite: the same votes at every rank as the suite's own reading of each vendor's format.

use std::collections::{BTreeMap, BTreeSet};

use recount::import::{ByteSource, CardRecords, Imported, NamedBytes, import};
use serde_json::Value;

use super::records::{OVERVOTE, Suite, ballots, number, unpack};
use crate::oracles::oracle_bytes;

/// Sheets that the suite typed by hand, whose columns only a configuration explains: no machine of ES&S exports such headers, and they are
/// refused.
const TYPED: [&str; 18] = [
    "aliases_ess_xlsx",
    "continue_until_two_threshold_freeze",
    "continue_until_two_with_batch_elimination_test",
    "exhaust_if_multiple_continuing",
    "multi_seat_bottoms_up_with_cutoff_eliminate",
    "multi_seat_bottoms_up_with_dynamic_threshold",
    "multi_seat_bottoms_up_with_static_threshold",
    "multi_seat_uwi_test",
    "sequential_with_batch",
    "sequential_with_continue_until_two",
    "skip_to_next_test",
    "stop_tabulation_early_test",
    "test_set_allow_only_one_winner_per_round",
    "test_set_overvote_delimiter",
    "test_set_treat_blank_as_undeclared_write_in",
    "tiebreak_generate_permutation_test",
    "tiebreak_seed_test",
    "uwi_cannot_win_test",
];

/// The one ballot of this record needs adjudication: the suite leaves its mark out, we count it and note it.
const NOT_ADJUDICATED: &str = "nist_xml_cdf_2";

/// The files of a source, as an office would hand them over.
fn files(suite: &Suite, folder: &str, source: &Value) -> Vec<NamedBytes> {
    let typed = source["filePath"].as_str().unwrap_or_default();
    let path = match typed.strip_prefix("../") {
        Some(shared) => shared.to_owned(),
        None => format!("{folder}/{}", typed.trim_start_matches("./")),
    };
    let path = path.trim_end_matches('/');
    let inside = format!("{path}/");
    let of = suite.iter().filter(|(name, _)| *name == path || name.starts_with(&inside));
    let is_record = |name: &str| {
        !name.ends_with('/') && !name.ends_with(".sig.xml") && !name.contains("expected") && !name.contains("_config")
    };
    of.filter(|(name, _)| is_record(name)).map(|(name, bytes)| NamedBytes::new(name.clone(), bytes.clone())).collect()
}

/// For each rank the numbers of ballots on which a choice is alone at it, the largest first.
type VotesByRank = BTreeMap<usize, Vec<u64>>;

fn sorted(counts: BTreeMap<(usize, String), u64>) -> VotesByRank {
    let mut by_rank = VotesByRank::new();
    for ((rank, _), n) in counts.into_iter().filter(|it| it.1 > 0) {
        by_rank.entry(rank).or_default().push(n);
    }
    for list in by_rank.values_mut() {
        list.sort_unstable_by_key(|&n| std::cmp::Reverse(n));
    }
    by_rank
}

fn of_suite(ballots: &[Vec<(usize, String)>]) -> VotesByRank {
    let mut counts = BTreeMap::new();
    for marks in ballots {
        for (rank, name) in marks {
            let is_alone = marks.iter().filter(|(other, _)| other == rank).count() == 1;
            if is_alone && name != OVERVOTE {
                *counts.entry((*rank, name.clone())).or_default() += 1;
            }
        }
    }
    sorted(counts)
}

fn of_records(records: &CardRecords, contest: usize) -> VotesByRank {
    let mut counts = BTreeMap::new();
    for card in 0..records.cards() {
        let (_, marks) = records.marks(contest, card);
        for mark in &marks {
            let is_alone = marks.iter().filter(|other| other.rank == mark.rank).count() == 1;
            let choice = records.contests[contest].contest.choices.get(usize::from(mark.choice));
            if let Some(choice) = choice.filter(|_| is_alone) {
                *counts.entry((usize::from(mark.rank), choice.name.clone())).or_default() += 1;
            }
        }
    }
    sorted(counts)
}

#[expect(clippy::print_stderr, reason = "figures are asked for with --nocapture")]
#[test]
fn readers_give_the_votes_that_the_suite_gives() {
    let Some(bytes) = oracle_bytes("vectors/public_irv_rctab_suite.tar.xz") else { return };
    let suite = unpack(&bytes);
    let mut read: BTreeMap<String, u32> = BTreeMap::new();
    let (mut wrong, mut typed) = (Vec::new(), BTreeSet::new());
    for (path, bytes) in suite.iter().filter(|(path, _)| path.ends_with("_config.json")) {
        let Ok(config) = serde_json::from_slice::<Value>(bytes) else { continue };
        let folder = path.rsplit_once('/').map_or("", |it| it.0);
        // Configurations that the suite expects to be refused have no report.
        let has_report =
            suite.keys().any(|name| name.starts_with(&format!("{folder}/")) && name.ends_with("_detailed_report.json"));
        if !has_report {
            continue;
        }
        let most = number(&config["rules"], "maxRankingsAllowed").map(|most| most as usize);
        for source in config["cvrFileSources"].as_array().into_iter().flatten() {
            let provider = source["provider"].as_str().unwrap_or_default().to_owned();
            if provider == "genericCsv" || folder == NOT_ADJUDICATED {
                continue;
            }
            let Some(theirs) = ballots(&suite, folder, source, most) else { continue };
            let files = files(&suite, folder, source);
            let sources: Vec<&dyn ByteSource> = files.iter().map(|file| file as &dyn ByteSource).collect();
            let imports = match import(&sources) {
                Ok(imports) => imports,
                Err(why) if TYPED.contains(&folder) && why.to_string().contains("a file of a format") => {
                    typed.insert(folder.to_owned());
                    continue;
                }
                Err(why) => {
                    wrong.push(format!("{folder} ({provider}): {why}"));
                    continue;
                }
            };
            let records = imports.iter().find_map(|it| match &it.content {
                Imported::Cards(records) => Some(records),
                _ => None,
            });
            let Some(records) = records else {
                wrong.push(format!("{folder} ({provider}): no cards"));
                continue;
            };
            let id = source["contestId"].as_str().unwrap_or_default();
            let by_id = |it: &&usize| {
                let own = &records.contests[**it].contest;
                own.key == id || own.name == id
            };
            let all: Vec<usize> = (0..records.contests.len()).collect();
            let Some(&contest) = all.iter().find(by_id).or(all.first().filter(|_| all.len() == 1)) else {
                wrong.push(format!("{folder} ({provider}): no contest {id}"));
                continue;
            };
            let (mut theirs, mut ours) = (of_suite(&theirs), of_records(records, contest));
            let most = most.unwrap_or(usize::MAX);
            theirs.retain(|rank, _| *rank <= most);
            ours.retain(|rank, _| *rank <= most);
            if ours == theirs {
                *read.entry(provider).or_default() += 1;
            } else {
                wrong.push(format!("{folder} ({provider}): ours {ours:?}, theirs {theirs:?}"));
            }
        }
    }
    eprintln!("sources with the same votes: {read:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(typed.len(), TYPED.len(), "{typed:?}");
    for provider in ["cdf", "clearBallot", "dominion", "ess", "hart"] {
        assert!(read.contains_key(provider), "{provider}: {read:?}");
    }
}
