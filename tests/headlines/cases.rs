//! First lines, one case each: what was said once and was not so, and what has to be said.

use recount::report::html::{Exhibit, gallery, run as run_page, simulated as simulated_page};
use recount::report::{self, LANGUAGES, Page, simulated_in_words, terminal};
use recount::scenario::{ONE_FAULT_EACH, ScenarioFile, shipped};
use recount::simulation::{Ask, Life, Simulated, Verdict, live, simulate};
use serde_json::Value;

use super::said::flat;

/// A result file loaded twice: the paper says Ben, the machines say Ada, and nobody counts by hand.
const DOUBLED: &str = r#"# A result file loaded twice: who notices?
title = "Village"
lesson = "A batch that was never drawn says nothing."
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }
[[contest]]
id = "mayor"
title = "Mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]
[[paper]]
precinct = "North"
mode = "mail"
votes.mayor = { Ada = 310, Ben = 205 }
[[paper]]
precinct = "South"
votes.mayor = { Ada = 400, Ben = 560 }
[[stage]]
id = "night"
by = "machine"
faults = [{ kind = "duplicate_upload", where = { precincts = ["North"] } }]
[audit]
methods = ["fixed_percentage"]
"#;

fn file(text: &str) -> ScenarioFile {
    ScenarioFile::read("case", text.to_owned()).expect("a scenario")
}

fn lived(text: &str) -> Life {
    live(&file(text), Some("1")).expect("a life")
}

fn pages(life: &Life, language: &'static recount::report::Language) -> [String; 2] {
    let words = terminal(life, Page { width: 100, colour: false, language });
    [flat(&words), flat(&run_page(life, language))]
}

fn tried(name: &str, trials: u64, methods: &[&str]) -> Simulated {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    simulate(&shipped(name).expect("a scenario"), &Ask { trials, methods, ..Ask::default() }, &|_| {}).expect("trials")
}

fn both(all: &Simulated, at: usize) -> [String; 2] {
    let language = &LANGUAGES[at];
    [flat(&simulated_in_words(all, language)), flat(&simulated_page(all, language))]
}

#[test]
fn a_wrong_winner_that_was_confirmed_is_called_so_wherever_it_shows() {
    // One batch of fifteen is drawn; where it is one that was loaded twice, the audit counts on. Here it was not.
    let life = (0..40).map(|seed: u32| live(&file(DOUBLED), Some(&seed.to_string())).expect("a life"));
    let life = life.into_iter().find(|life| life.audits[0].confirmed_wrong()).expect("one that was confirmed");
    let document = report::run(&life);
    let contest = &document["contests"][0];
    assert_eq!(contest["audits"][0]["confirmed_wrong"], true);
    assert_eq!(contest["headline"]["confirmed_wrong"], serde_json::json!(["fixed_percentage"]));
    assert_eq!(
        (contest["true"]["winners"][0].as_str(), contest["verdict"].as_str()),
        (Some("Ben"), Some("wrong_and_confirmed"))
    );
    for (language, says) in LANGUAGES
        .iter()
        .zip(["Confirmed, and wrong: Ada, by fixed_percentage.", "Confirmado, y erróneo: Ada, por fixed_percentage."])
    {
        for page in pages(&life, language) {
            assert!(page.contains(says), "{}", language.code);
        }
        let exhibit = Exhibit::of(&life, false);
        assert!(gallery(&[exhibit], language).contains("fixed_percentage"));
        assert_eq!(report::confirmed_wrong_in_words(&life, language).len(), 1);
    }
    assert_eq!(report::checked(&[life], None)["scenarios"][0]["confirmed_wrong"][0]["methods"][0], "fixed_percentage");
}

#[test]
fn the_fewest_cards_are_those_of_the_smallest_mean_and_ties_are_told() {
    // On this paper the middle audit of both looks at all cards, and the means differ.
    let all = tried("wellington-2012", 60, &["ballot_comparison", "polling", "fixed_percentage"]);
    let (comparison, polling) = (&all.rows[0], &all.rows[1]);
    assert!(comparison.cards.quantiles[2] >= 5_900.0 && polling.cards.quantiles[2] >= 5_900.0);
    let document = report::simulated(&all);
    let headline = &document["headline"][0];
    let (least, most) =
        if polling.cards.mean < comparison.cards.mean { (polling, comparison) } else { (comparison, polling) };
    assert_eq!((&headline["methods"][0], &headline["next"][0]), (&least.method.into(), &most.method.into()));
    assert!(
        both(&all, 0)
            .iter()
            .all(|page| page.contains(&format!("{} looked at the fewest cards on average", least.method)))
    );
    // A method beside itself under another name of its own law cannot be had; beside a full count of all, everything is equal.
    let all = tried("wellington-2012", 3, &["machine_recount", "full_hand_count"]);
    assert_eq!(report::simulated(&all)["headline"][0]["kind"], "none_limits_the_risk");
}

#[test]
fn where_nobody_confirmed_it_nobody_is_named() {
    let all = tried("wellington-2012", 30, &["polling", "fixed_percentage"]);
    let document = report::simulated(&all);
    assert_eq!(document["headline"][1]["kind"], "nobody_confirmed");
    for (at, says) in
        ["In 30 trials, no method confirmed it", "En 30 ensayos, ningún método lo confirmó"].iter().enumerate()
    {
        for page in both(&all, at) {
            assert!(page.contains(says), "{says}");
            assert!(!page.contains(" 0.00 %") && !page.contains("100.00 %"));
        }
    }
}

#[test]
fn ballots_that_are_not_there_are_told_and_a_lead_that_is_still_off() {
    let life = live(&shipped("antrim-2020").expect("a scenario"), None).expect("a life");
    let document = report::run(&life);
    let headline = &document["contests"][0]["headline"];
    assert_eq!(
        (headline["put_right_by"].as_str(), headline["lead_off"].as_i64()),
        (Some("first correction"), Some(2_494 - 3_800))
    );
    assert_eq!(headline["ballots_off"][0]["off"], 18_309 - 16_044);
    for page in pages(&life, &LANGUAGES[0]) {
        assert!(page.contains("put the winner right, but the lead there is still 1,306 votes off"));
        assert!(page.contains("18,309 of 16,044") && page.to_lowercase().contains("ballots counted"));
        // Two numbers that differ, each with what it counts.
        assert!(page.contains("9,036") && page.contains("7,329"));
    }
    for page in pages(&life, &LANGUAGES[1]) {
        assert!(page.contains("la ventaja allí todavía difiere en 1,306 votos") && page.contains("18,309 de 16,044"));
    }
}

/// Of every fault that is shipped alone: what differs comes from it and from nothing else, be it in batches or in totals.
#[test]
fn every_difference_names_its_own_cause() {
    let mut in_totals = Vec::new();
    for (name, _) in ONE_FAULT_EACH {
        let life = live(&shipped(name).expect("a scenario"), None).expect("a life");
        let document = report::run(&life);
        for (stage, map) in document["contests"]
            .as_array()
            .expect("contests")
            .iter()
            .flat_map(|it| it["stages"].as_array().expect("stages"))
            .map(|stage| (stage, &stage["where"]))
        {
            let totals: Vec<&Value> = map["totals"].as_array().into_iter().flatten().collect();
            assert_eq!(
                totals.iter().map(|it| it["votes"].as_u64().expect("votes")).sum::<u64>(),
                map["typed"].as_u64().unwrap_or(0),
                "{name}"
            );
            for it in totals {
                let known =
                    life.faults.iter().find(|fault| it["fault"] == fault.says.as_str()).expect("a fault of this life");
                assert_eq!(life.scenario.stage[known.stage].id, stage["id"].as_str().expect("an id"), "{name}");
                in_totals.push((name.to_string(), known.kind));
            }
            for origin in map["origins"].as_array().into_iter().flatten().filter(|it| it["origin"] == "fault") {
                let says = origin["fault"].as_str().expect("what happened");
                assert!(
                    life.faults.iter().any(|fault| fault.says == says
                        && life.scenario.stage[fault.stage].id == stage["id"].as_str().expect("an id")),
                    "{name}: {says}"
                );
            }
        }
        let changed = life.faults.iter().any(|fault| fault.changed.contains(&true));
        let own = |map: &Value| {
            let origins = ["origins", "elsewhere"].iter().flat_map(|key| map[*key].as_array().into_iter().flatten());
            list_of(&map["totals"]) + origins.filter(|it| it["origin"] == "fault").count()
        };
        let contests = document["contests"].as_array().expect("contests").iter();
        let stages = contests.flat_map(|it| it["stages"].as_array().expect("stages"));
        let named: usize = stages.map(|stage| own(&stage["where"])).sum();
        assert!(!changed || named > 0, "{name}: no difference names the fault");
        let page = flat(&run_page(&life, &LANGUAGES[0]));
        assert!(!page.contains("Typed wrong") && !page.contains("typed wrong"), "{name}");
    }
    for kind in ["bit_flip", "counter_overflow", "negative_upload", "transcription"] {
        assert!(
            in_totals.iter().any(|it| it.1 == kind && (it.0 == kind || kind == "transcription")),
            "{kind}: {in_totals:?}"
        );
    }
}

fn list_of(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

#[test]
fn undervotes_and_overvotes_are_counted_as_votes() {
    // 200 ballots with two votes each, 275 votes, 5 overvoted ballots: 200 × 2 − 275 − 5 × 2 = 115.
    let text = "# How many votes were not given?\ntitle = \"Board\"\nlesson = \"Count votes.\"\n\
        rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0 }\n\
        [[contest]]\nid = \"board\"\nrule = \"plurality\"\nseats = 2\nvotes_allowed = 2\ncandidates = [\"Ada\", \"Ben\", \"Cem\"]\n\
        [[paper]]\nprecinct = \"North\"\nballots = 200\nvotes.board = { Ada = 110, Ben = 95, Cem = 70, blank = 30, overvoted = 5 }\n\
        [[stage]]\nid = \"count\"\nby = \"machine\"\n";
    let life = lived(text);
    let document = report::run(&life);
    for it in [&document["contests"][0]["true"], &document["contests"][0]["stages"][0]] {
        assert_eq!((it["undervotes"].as_i64(), it["overvotes"].as_i64()), (Some(115), Some(10)));
        assert_eq!((it["blank"].as_i64(), it["overvoted"].as_i64()), (Some(30), Some(5)));
    }
    for page in pages(&life, &LANGUAGES[0]) {
        assert!(page.contains("undervotes 115, overvotes 10"));
    }
    for page in pages(&life, &LANGUAGES[1]) {
        assert!(page.contains("votos no emitidos 115, votos en exceso 10"));
    }
    // With one vote a ballot, a blank ballot is an undervote and an overvoted one an overvote.
    let one = lived(&DOUBLED.replace("Ben = 205 }", "Ben = 205, blank = 7, overvoted = 4 }"));
    let truth = &report::run(&one)["contests"][0]["true"];
    assert_eq!((truth["undervotes"].as_i64(), truth["overvotes"].as_i64()), (Some(7), Some(4)));
}

/// An audit of a count that was right, and a later count that was wrong.
const LATER_COUNT_WRONG: &str = r#"# Does an audit of an earlier count put a later one right?
title = "A town"
lesson = "An audit is of one count."
[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]
[[paper]]
precinct = "North"
votes.mayor = { Ada = 300, Ben = 200 }
[[stage]]
id = "count"
by = "machine"
[[stage]]
id = "certified"
by = "machine"
faults = [{ kind = "candidate_swap", contest = "mayor", candidates = ["Ada", "Ben"] }]
[audit]
of = "OF"
methods = ["full_hand_count"]
"#;

#[test]
fn an_audit_puts_right_only_the_count_it_is_of() {
    for (of, verdict) in [("count", Verdict::WrongAndConfirmed), ("certified", Verdict::Corrected)] {
        let file = ScenarioFile::read("town", LATER_COUNT_WRONG.replace("OF", of)).expect("a scenario");
        let life = live(&file, None).expect("a life");
        assert_eq!(life.contests[0].verdict, verdict, "an audit of {of}");
    }
}
