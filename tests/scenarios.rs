//! Every shipped scenario runs, agrees with what was published, and says what its event teaches.

use std::collections::BTreeMap;

use recount::scenario::{SHIPPED, shipped};
use recount::simulation::{Life, live};

fn life(name: &str) -> Life {
    live(&shipped(name).expect("a shipped scenario"), None).expect("a life")
}

fn votes(life: &Life, contest: usize, stage: usize, names: &[&str]) -> Vec<i64> {
    let it = &life.contests[contest];
    let place = |name: &&str| usize::from(it.contest.candidate(name).expect("a candidate"));
    names.iter().map(|name| it.stages[stage].tally.votes[place(name)]).collect()
}

#[test]
fn every_published_figure_comes_out_of_the_model() {
    let mut wrong = Vec::new();
    for (name, _) in SHIPPED {
        for c in life(name).comparisons.iter().filter(|c| !c.holds) {
            wrong.push(format!("{name}: {}: published {}, model {}", c.what, c.published, c.model));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_scenario_is_shipped_and_every_shipped_one_is_a_file() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut names: Vec<String> = SHIPPED.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.sort();
    assert_eq!(files, names);
}

#[test]
fn figures_have_sources_and_assumptions_are_said() {
    for (name, _) in SHIPPED {
        let scenario = shipped(name).expect("a shipped scenario").scenario;
        let published = scenario.stage.iter().flat_map(|stage| &stage.published).count();
        assert_eq!(published == 0, scenario.source.is_empty(), "{name}");
        assert!(!scenario.assumed.is_empty(), "{name} says what it assumes");
        for source in &scenario.source {
            let used = scenario.stage.iter().flat_map(|s| &s.published).any(|p| p.source == source.id);
            assert!(used, "{name}: source {} backs no figure", source.id);
        }
    }
}

#[test]
fn verdicts_are_those_of_history() {
    let verdicts: BTreeMap<&str, Vec<&str>> = SHIPPED
        .iter()
        .map(|(name, _)| (*name, life(name).contests.iter().map(|c| c.verdict.name()).collect()))
        .collect();
    let expected = BTreeMap::from([("antrim-2020", vec!["corrected"])]);
    assert_eq!(verdicts, expected);
}

#[test]
fn antrim_has_four_stages_and_two_winners() {
    let life = life("antrim-2020");
    let stages: Vec<_> = (0..4).map(|s| votes(&life, 0, s, &["Biden", "Trump"])).collect();
    assert_eq!(stages, [[7_769, 4_509], [7_289, 9_783], [5_960, 9_748], [5_959, 9_759]]);
}
