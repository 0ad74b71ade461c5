//! Every shipped scenario runs, agrees with the published figures, and has the lesson of its event.

use std::collections::BTreeMap;
use std::sync::Mutex;

use recount::hand_count::mishap;
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, shipped};
use recount::simulation::{ElectionRun, run};

/// The run of a shipped scenario, made once for all tests.
fn election_run(name: &str) -> &'static ElectionRun {
    static LIVES: Mutex<BTreeMap<String, &'static ElectionRun>> = Mutex::new(BTreeMap::new());
    let mut runs = LIVES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    runs.entry(name.to_owned()).or_insert_with(|| {
        let election_run = run(&shipped(name).expect("a shipped scenario"), None).expect("a life");
        Box::leak(Box::new(election_run))
    })
}

fn votes(election_run: &ElectionRun, contest: usize, stage: usize, names: &[&str]) -> Vec<i64> {
    let it = &election_run.contests[contest];
    let place = |name: &&str| usize::from(it.contest.candidate(name).expect("a candidate"));
    names.iter().map(|name| it.stages[stage].tally.votes[place(name)]).collect()
}

#[test]
fn every_published_figure_comes_out_of_the_model() {
    let mut wrong = Vec::new();
    for (name, _) in SHIPPED {
        for c in election_run(name).comparisons.iter().filter(|c| !c.holds) {
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
            let figure =
                scenario.stage.iter().flat_map(|s| &s.published).any(|p| p.source.as_ref() == Some(&source.id));
            let words = scenario.assumed.iter().chain(&scenario.story).any(|w| w.contains(&format!("[{}]", source.id)));
            assert!(figure || words, "{name}: source {} backs nothing", source.id);
        }
    }
}

#[test]
fn every_fault_and_mishap_is_shown_alone_by_a_small_scenario() {
    let kinds: Vec<&str> = recount::tabulation::fault::KINDS.iter().chain(mishap::KINDS).copied().collect();
    let names: Vec<&str> = ONE_FAULT_EACH.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, kinds);
    for name in names {
        let file = shipped(name).expect("a shipped scenario");
        let stages = &file.scenario.stage;
        let faults = stages.iter().flat_map(|s| s.faults.iter().map(recount::Fault::kind));
        let mishaps = stages.iter().flat_map(|s| s.mishaps.iter().map(recount::hand_count::Mishap::kind));
        assert_eq!(faults.chain(mishaps).collect::<Vec<_>>(), [name], "it alone");
        let election_run = election_run(name);
        assert!(election_run.cards <= 400, "{name}: {} cards", election_run.cards);
        assert!(
            election_run.comparisons.len() >= 4 && election_run.comparisons.iter().all(|c| c.source.is_none()),
            "{name}"
        );
        let wrong: Vec<_> = election_run.comparisons.iter().filter(|c| !c.holds).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        let counts: Vec<_> = (0..stages.len()).map(|s| &election_run.contests[0].stages[s].tally).collect();
        assert!(counts.windows(2).any(|pair| pair[0] != pair[1]), "{name} shows nothing");
        assert!(!file.scenario.has_audits() || !election_run.audits.is_empty());
    }
}

#[test]
fn virginia_measured_what_it_published_to_every_digit() {
    let election_run = election_run("virginia-2020-rla");
    let observed = &election_run.observed[0];
    let p = observed.p_value.expect("a P-value");
    assert_eq!(format!("{p:.10}"), "0.0000065117");
    assert_eq!(observed.holds, Some(true));
    // 1/((2s)^756 (2(1−s))^572) with s = 2,413,568/(2,413,568 + 1,962,430), by plain powers in steps of one ballot.
    let s = 2_413_568.0 / (2_413_568.0 + 1_962_430.0);
    let product = (0..756).fold(1.0_f64, |t, _| t * 2.0 * s) * (0..572).fold(1.0_f64, |t, _| t * 2.0 * (1.0 - s));
    assert!((p * product - 1.0).abs() < 1e-10);
}

#[test]
fn every_story_is_audited() {
    for (name, _) in SHIPPED {
        assert!(!election_run(name).audits.is_empty(), "{name}: would an audit have seen it?");
    }
}

#[test]
fn verdicts_are_those_of_history() {
    let verdicts: BTreeMap<&str, Vec<&str>> = SHIPPED
        .iter()
        .map(|(name, _)| (*name, election_run(name).contests.iter().map(|c| c.verdict.name()).collect()))
        .collect();
    let expected = BTreeMap::from([
        ("antrim-2020", vec!["corrected"]),
        ("rochester-hills-2020", vec!["corrected"]),
        ("wellington-2012", vec!["confirmed", "corrected", "corrected"]),
        ("windham-2020", vec!["confirmed"]),
        ("minnesota-2008", vec!["corrected"]),
        ("georgia-2020", vec!["confirmed"]),
        ("virginia-2020-rla", vec!["confirmed"]),
        ("close-states-2020", vec!["unchecked"; 8]),
        ("nation-2020", [vec!["confirmed"; 8], vec!["corrected", "confirmed"]].concat()),
        ("many-contests", vec!["undetected", "undetected", "unchecked", "undetected", "undetected"]),
        ("beyond-the-paper", vec!["undetected"]),
        ("county-batches", vec!["corrected", "confirmed"]),
        ("sample-then-hand", vec!["corrected", "confirmed"]),
        ("adversaries", vec!["corrected", "confirmed"]),
        ("seven-polls", vec!["unchecked"; 2]),
        ("mail-in-pools", vec!["unchecked"]),
        ("three-ways-of-voting", vec!["unchecked"]),
        ("san-francisco-2019-da", vec!["unchecked"]),
        ("maine-2018-cd2", vec!["unchecked"]),
        ("three-fifths", vec!["unchecked"]),
        ("lists-of-six", vec!["unchecked"]),
        ("minneapolis-2013-mayor", vec!["unchecked"]),
        ("minneapolis-2009-taxation", vec!["unchecked"]),
        ("portland-2024-d1", vec!["unchecked"]),
        ("alameda-2022", vec!["corrected"]),
    ]);
    assert_eq!(verdicts, expected);
}

#[test]
fn antrim_has_four_stages_and_two_winners() {
    let election_run = election_run("antrim-2020");
    let stages: Vec<_> = (0..4).map(|s| votes(election_run, 0, s, &["Biden", "Trump"])).collect();
    assert_eq!(stages, [[7_769, 4_509], [7_289, 9_783], [5_960, 9_748], [5_959, 9_759]]);
}

#[test]
fn rochester_hills_loses_a_double_count_and_changes_the_winner() {
    let election_run = election_run("rochester-hills-2020");
    let names = ["Hartman", "Kochenderfer"];
    assert_eq!(votes(election_run, 0, 0, &names), [19_448, 19_344]);
    assert_eq!(votes(election_run, 0, 1, &names), [15_766, 16_893]);
}

#[test]
fn wellington_looks_normal_to_every_check_that_needs_no_ballot() {
    let election_run = election_run("wellington-2012");
    assert!(election_run.stages[0].findings.is_empty(), "{:?}", election_run.stages[0].findings);
    assert_eq!(votes(election_run, 0, 0, &["Bowen", "Margolis"]), [2_412, 3_341]);
    assert!(election_run.stages[0].misrecorded.iter().all(|n| n.is_some_and(|n| n > 1_000)));
}

#[test]
fn windham_machines_differ_where_hand_counts_agree() {
    let election_run = election_run("windham-2020");
    let place = |id: &str| election_run.scenario.stage.iter().position(|s| s.id == id).expect("a stage");
    let (night, recount) = (place("election night"), place("hand recount"));
    let margin = |stage: usize| election_run.contests[0].stages[stage].outcome.margin;
    assert_eq!((margin(night), margin(recount)), (Some(24), Some(420)));
    assert_eq!(votes(election_run, 0, place("audit mean"), &["Soti", "St. Laurent"]), [4_706, 4_329]);
    let scans = (1..=4).map(|i| votes(election_run, 0, place(&format!("audit scan {i}")), &["Soti"])[0]);
    assert!(scans.collect::<std::collections::BTreeSet<_>>().len() > 1, "scanners differ");
}

#[test]
fn minnesota_tells_tabulation_from_eligibility() {
    let election_run = election_run("minnesota-2008");
    let rows: Vec<_> = (0..5).map(|s| votes(election_run, 0, s, &["Coleman", "Franken"])).collect();
    let published = [
        [1_211_590, 1_211_375],
        [1_209_240, 1_209_228],
        [1_211_901, 1_211_950],
        [1_212_206, 1_212_431],
        [1_212_317, 1_212_629],
    ];
    assert_eq!(rows, published);
    assert_eq!(election_run.contests[0].stages[1].set_aside, 6_655);
}

#[test]
fn georgia_is_five_million_cards_in_41_881_batches_and_one_winner() {
    let election_run = election_run("georgia-2020");
    assert_eq!((election_run.cards, election_run.batches, election_run.units.len()), (5_026_684, 41_881, 159));
    assert!(
        election_run.contests[0].stages.iter().all(|s| s.outcome.winners == election_run.contests[0].right.winners)
    );
    let margins: std::collections::BTreeSet<_> =
        election_run.contests[0].stages.iter().map(|s| s.outcome.margin).collect();
    assert!(margins.len() >= 4);
}

#[test]
fn beyond_the_paper_every_count_agrees_and_the_voters_wanted_somebody_else() {
    let election_run = election_run("beyond-the-paper");
    let it = &election_run.contests[0];
    let (_, wanted) = it.wanted.as_ref().expect("what voters wanted");
    assert!(!wanted.agrees_with(&it.right));
    assert!(it.stages.iter().all(|s| s.outcome.agrees_with(&it.right)));
    assert_eq!(election_run.beyond.len(), 3);
    assert!(election_run.beyond.iter().all(|b| b.found_by.is_none() && !b.seen_by.to_string().is_empty()));
}

/// Votes of a round in whole votes, by name.
fn of_round(election_run: &ElectionRun, stage: usize, round: usize, names: &[&str]) -> Vec<u128> {
    let it = &election_run.contests[0];
    let count = &it.rounds.as_ref().expect("rounds").stages[stage];
    let of = |name: &&str| count.rounds[round].tallies[usize::from(it.contest.candidate(name).expect("a name"))];
    names.iter().filter_map(of).map(|units| units / count.unit).collect()
}

/// The last round and the rounds as the press reported them; 79,415 ballots less the two are exhausted.
#[test]
fn minneapolis_ends_as_reported_with_fewer_than_half() {
    let election_run = election_run("minneapolis-2013-mayor");
    let count = &election_run.contests[0].rounds.as_ref().expect("rounds").stages[0];
    let last = count.rounds.len() - 1;
    assert_eq!(of_round(election_run, 0, last, &["Hodges", "Andrew"]), [38_870, 24_972]);
    assert_eq!(count.rounds[last].inactive.total_without_blank(), 79_415 - 38_870 - 24_972);
}

/// What newspapers and the registrar said: 12,352 votes in the last round, 630 more; third by 41 votes; 235 ballots that counted
/// for nobody in the first round.
#[test]
fn oakland_certifies_the_wrong_name_by_a_setting_and_the_records_are_right() {
    let election_run = election_run("alameda-2022");
    let names = ["Resnick", "Manigo", "Hutchinson"];
    let [_, manigo, hutchinson] = of_round(election_run, 0, 0, &names)[..] else { panic!("three") };
    assert_eq!(manigo - hutchinson, 41);
    assert_eq!(of_round(election_run, 0, 1, &names), [12_352, 12_352 - 630]);
    let first = |stage: usize| election_run.contests[0].stages[stage].tally.blank;
    assert_eq!(first(0) - first(1), 235);
    assert_eq!(election_run.contests[0].right.winners, [2]);
    assert_eq!(election_run.stages[0].misrecorded, [Some(0)], "no ballot was recorded wrong");
}
