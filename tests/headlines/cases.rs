//! First lines, one case each: sentences that were once wrong, and what they have to be.

use recount::report::html::{Exhibit, gallery, run as run_page, simulated as simulated_page};
use recount::report::{self, LANGUAGES, Page, simulated_in_words, terminal};
use recount::scenario::{ONE_FAULT_EACH, shipped};
use recount::simulation::{Cause, ElectionRun, Simulated, Verdict, run};
use serde_json::Value;

use super::said::flat;
use crate::elections::{self, SmallElection, file_of};

/// A village with two precincts: votes of the north by mail, votes of the south.
fn village(north: &str, south: &str) -> SmallElection {
    SmallElection::new()
        .contest("mayor", &["Ada", "Ben"])
        .paper("North", &format!("mode = \"mail\"\nvotes.mayor = {{ {north} }}"))
        .paper("South", &format!("votes.mayor = {{ {south} }}"))
}

const NORTH: &str = "Ada = 310, Ben = 205";
const SOUTH: &str = "Ada = 400, Ben = 560";
const UPLOADED_TWICE: &str = r#"{ kind = "duplicate_upload", where = { precincts = ["North"] } }"#;

/// A result file loaded twice: the paper says Ben, the machines say Ada, and nobody counts by hand.
fn doubled(audit: &str) -> SmallElection {
    village(NORTH, SOUTH).machine("night", UPLOADED_TWICE).audit(audit)
}

const FIXED: &str = "methods = [\"fixed_percentage\"]";

fn lived(text: &str) -> ElectionRun {
    run(&file_of(text), Some("1")).expect("a life")
}

fn pages(election: &ElectionRun, language: &'static recount::report::Language) -> [String; 2] {
    let words = terminal(election, Page { width: 100, colour: false, language });
    [flat(&words), flat(&run_page(election, language))]
}

fn tried(name: &str, trials: u64, methods: &[&str]) -> Simulated {
    elections::tried(&shipped(name).expect("a scenario"), trials, methods)
}

fn both(all: &Simulated, at: usize) -> [String; 2] {
    let language = &LANGUAGES[at];
    [flat(&simulated_in_words(all, language)), flat(&simulated_page(all, language))]
}

#[test]
fn a_wrong_winner_that_was_confirmed_is_called_so_wherever_it_shows() {
    // One batch of fifteen is drawn; where it is one that was loaded twice, the audit counts on. Here it was not.
    let village = doubled(FIXED);
    let election = (0..40).map(|seed: u32| village.election(Some(&seed.to_string())));
    let election =
        election.into_iter().find(|election| election.audits[0].confirmed_wrong()).expect("one that was confirmed");
    let document = report::run(&election);
    let contest = &document["contests"][0];
    assert_eq!(contest["audits"][0]["confirmed_wrong"], true);
    assert_eq!(contest["headline"]["confirmed_wrong"], serde_json::json!(["fixed_percentage"]));
    assert_eq!(
        (contest["true"]["winners"][0].as_str(), contest["verdict"].as_str()),
        (Some("Ben"), Some("not_corrected"))
    );
    for (language, says) in LANGUAGES.iter().zip([
        "Confirmed, and wrong: Ada, by fixed_percentage, had",
        "Confirmado, y erróneo: Ada, por fixed_percentage, de",
    ]) {
        for page in pages(&election, language) {
            assert!(page.contains(says), "{}", language.code);
        }
        let exhibit = Exhibit::of(&election, false, &LANGUAGES[0]);
        assert!(gallery(&[exhibit], language).contains("fixed_percentage"));
        assert_eq!(report::confirmed_wrong_in_words(&election, language).len(), 1);
    }
    assert_eq!(
        report::checked(&[election], None)["scenarios"][0]["confirmed_wrong"][0]["methods"][0],
        "fixed_percentage"
    );
}

/// A tie that everybody counted: no audit confirms it from a sample, and that is no news about the audits.
#[test]
fn audits_that_nobody_held_of_a_tie_would_have_counted_it() {
    let tied = village(NORTH, "Ada = 455, Ben = 560").machine("night", "");
    let election = tied.audit("methods = [\"polling\", \"minerva\", \"ballot_comparison\"]").election(Some("1"));
    let asked = election.headline(0).asked.expect("audits that nobody held");
    assert!(asked.confirmed.is_empty() && asked.found_paper.len() == 3, "{asked:?}");
    for (language, says) in LANGUAGES.iter().zip([
        "none would have confirmed a tie of Ada, Ben from a sample; 3 of 3 would have counted every ballot and found the same.",
        "ninguna habría confirmado un empate entre Ada, Ben con una muestra; 3 de 3 habrían contado todas las boletas y hallado lo mismo.",
    ]) {
        for page in pages(&election, language) {
            assert!(page.contains(says) && !page.contains("0 of 3") && !page.contains("0 de 3"), "{page}");
        }
    }
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
    let election = run(&shipped("antrim-2020").expect("a scenario"), None).expect("a life");
    let document = report::run(&election);
    let headline = &document["contests"][0]["headline"];
    assert_eq!(
        (headline["put_right_by"].as_str(), headline["lead_off"].as_i64()),
        (Some("first correction"), Some(2_494 - 3_800))
    );
    assert_eq!(headline["ballots_off"][0]["off"], 18_309 - 16_044);
    for page in pages(&election, &LANGUAGES[0]) {
        assert!(page.contains("put the winner right, but the lead there is still 1,306 votes off"));
        assert!(page.contains("18,309 of 16,044") && page.to_lowercase().contains("ballots counted"));
        // Two numbers that differ, each with what it counts.
        assert!(page.contains("9,036") && page.contains("7,329"));
    }
    for page in pages(&election, &LANGUAGES[1]) {
        assert!(page.contains("la ventaja allí todavía difiere en 1,306 votos") && page.contains("18,309 de 16,044"));
    }
}

/// Of every fault that is shipped alone: what differs comes from it and from nothing else, be it in batches or in totals.
#[test]
fn every_difference_names_its_own_cause() {
    let mut in_totals = Vec::new();
    for (name, _) in ONE_FAULT_EACH {
        let election = run(&shipped(name).expect("a scenario"), None).expect("a life");
        let document = report::run(&election);
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
                map["changed_in_totals"].as_u64().unwrap_or(0),
                "{name}"
            );
            for it in totals {
                let known = election
                    .faults
                    .iter()
                    .find(|fault| it["fault"] == fault.says.to_string())
                    .expect("a fault of this life");
                assert_eq!(election.scenario.stage[known.stage].id, stage["id"].as_str().expect("an id"), "{name}");
                in_totals.push((name.to_string(), known.kind));
            }
            for origin in map["origins"].as_array().into_iter().flatten().filter(|it| it["origin"] == "fault") {
                let says = origin["fault"].as_str().expect("what happened");
                assert!(
                    election.faults.iter().any(|fault| fault.says.to_string() == says
                        && election.scenario.stage[fault.stage].id == stage["id"].as_str().expect("an id")),
                    "{name}: {says}"
                );
            }
        }
        let changed = election.faults.iter().any(|fault| fault.changed.contains(&true));
        let own = |map: &Value| {
            let origins = ["origins", "elsewhere"].iter().flat_map(|key| map[*key].as_array().into_iter().flatten());
            list_of(&map["totals"]) + origins.filter(|it| it["origin"] == "fault").count()
        };
        let contests = document["contests"].as_array().expect("contests").iter();
        let stages = contests.flat_map(|it| it["stages"].as_array().expect("stages"));
        let named: usize = stages.map(|stage| own(&stage["where"])).sum();
        assert!(!changed || named > 0, "{name}: no difference names the fault");
        let page = flat(&run_page(&election, &LANGUAGES[0]));
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
    let election = lived(text);
    let document = report::run(&election);
    for it in [&document["contests"][0]["true"], &document["contests"][0]["stages"][0]] {
        assert_eq!((it["undervotes"].as_i64(), it["overvotes"].as_i64()), (Some(115), Some(10)));
        assert_eq!((it["blank"].as_i64(), it["overvoted"].as_i64()), (Some(30), Some(5)));
    }
    for page in pages(&election, &LANGUAGES[0]) {
        assert!(page.contains("undervotes 115, overvotes 10"));
    }
    for page in pages(&election, &LANGUAGES[1]) {
        assert!(page.contains("votos no emitidos 115, votos en exceso 10"));
    }
    // With one vote a ballot, a blank ballot is an undervote and an overvoted one an overvote.
    let north = format!("{NORTH}, blank = 7, overvoted = 4");
    let one = village(&north, SOUTH).machine("night", UPLOADED_TWICE).election(Some("1"));
    let truth = &report::run(&one)["contests"][0]["true"];
    assert_eq!((truth["undervotes"].as_i64(), truth["overvotes"].as_i64()), (Some(7), Some(4)));
}

#[test]
fn an_audit_that_nobody_held_puts_nothing_right() {
    for of in ["count", "certified"] {
        let swap = "{ kind = \"candidate_swap\", contest = \"mayor\", candidates = [\"Ada\", \"Ben\"] }";
        let town = SmallElection::new()
            .contest("mayor", &["Ada", "Ben"])
            .paper("North", "votes.mayor = { Ada = 300, Ben = 200 }")
            .machine("count", "")
            .machine("certified", swap);
        let election = town.audit(&format!("of = \"{of}\"\nmethods = [\"full_hand_count\"]")).election(Some("1"));
        assert_eq!(election.contests[0].verdict, Verdict::NotCorrected, "an audit of {of}");
        for page in pages(&election, &LANGUAGES[0]) {
            assert!(page.contains("NOT corrected. ") && !page.contains("Corrected. "), "{of}: {page}");
            assert!(page.contains("had named Ada, as the paper does; the last count, "), "{of}");
            let would = "and 1 of 1 would have counted every ballot and found Ada: full_hand_count.";
            assert_eq!(page.contains(would), of == "certified", "{of}");
        }
    }
}

#[test]
fn a_recount_that_is_wrong_too_is_named_and_nothing_is_corrected() {
    let audit = "of = \"the recount\"\nmethods = [\"full_hand_count\"]";
    let election = doubled("").machine("the recount", UPLOADED_TWICE).audit(audit).election(Some("1"));
    let says = [
        ["NOT corrected. The last count, ", "the recount", ", still names Ada; the paper says Ben."],
        ["NO corregido. El último conteo, ", "the recount", ", sigue dando como resultado Ada; el papel dice Ben."],
    ];
    for (language, says) in LANGUAGES.iter().zip(says) {
        for page in pages(&election, language) {
            assert!(says.iter().all(|piece| page.contains(piece)), "{}: {page}", language.code);
        }
    }
    assert_eq!(report::run(&election)["contests"][0]["headline"]["last_count"], "the recount");
}

#[test]
fn an_audit_that_the_law_orders_is_part_of_what_happened() {
    let election = run(&shipped("sample-then-hand").expect("a scenario"), None).expect("a life");
    assert_eq!(election.contests[0].verdict, Verdict::Corrected);
    let by_law: Vec<_> = election.audits.iter().filter(|audit| audit.held).map(|audit| audit.method).collect();
    assert_eq!(by_law, ["fixed_percentage", "fixed_percentage"]);
    for page in pages(&election, &LANGUAGES[0]) {
        assert!(
            page.contains("the full hand count of the audit that the law orders, by fixed_percentage, put it right")
        );
    }
    // Without the law of the state, the same audit is only asked about.
    let text = shipped("sample-then-hand").expect("a scenario").text.replacen("law = \"NC\"\nassumed", "assumed", 1);
    assert_eq!(lived(&text).contests[0].verdict, Verdict::NotCorrected);
}

#[test]
fn one_machine_count_alone_is_never_called_confirmed() {
    let plain = village(NORTH, SOUTH).machine("night", "");
    let asked = plain.clone().audit("methods = [\"full_hand_count\"]\ncare = \"exact\"");
    for (village, word) in [(plain, "Right, but nobody looked. "), (asked, "Right, but nobody looked. ")] {
        let election = village.election(Some("1"));
        assert_eq!(election.contests[0].verdict, Verdict::Unchecked);
        for page in pages(&election, &LANGUAGES[0]) {
            assert!(page.contains(word) && !page.contains("Confirmed. "), "{page}");
            assert!(
                page.contains("is by machine, and nobody looked at the paper. It names Ben; the paper, "),
                "{page}"
            );
        }
    }
}

/// A contest that listens to the sample of another, wrong by a few cards.
const LISTENS: &str = r#"# Who is bound to act?
title = "A town"
lesson = "To measure is not to confirm."
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 50 }
[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]
[[contest]]
id = "clerk"
rule = "plurality"
candidates = ["Cy", "Di"]
[[paper]]
precinct = "North"
ballots = 1000
votes.mayor = { Ada = 600, Ben = 400 }
votes.clerk = { Cy = 505, Di = 495 }
[[stage]]
id = "night"
by = "machine"
faults = [{ kind = "adversarial_flip", contest = "clerk", from = "Cy", to = "Di", cards = 12 }]
[audit]
methods = ["ballot_comparison"]
one_sample = true
opportunistic = ["clerk"]
"#;

#[test]
fn what_was_measured_only_is_neither_confirmed_nor_corrected() {
    let right = LISTENS.split("faults = ").next().expect("a beginning").to_owned()
        + &LISTENS[LISTENS.find("[audit]").expect("an audit")..];
    for (text, kind, verdict) in
        [(LISTENS, "measured_only_wrong", "not_corrected"), (&right, "measured_only", "unchecked")]
    {
        let election = lived(text);
        let clerk = &report::run(&election)["contests"][1];
        assert_eq!(clerk["audits"][0]["outcome"], "measured_only");
        assert_eq!((&clerk["headline"]["kind"], &clerk["verdict"]), (&kind.into(), &verdict.into()));
        for (language, says) in LANGUAGES.iter().zip(["nobody was bound to act.", "nadie estaba obligado a actuar."]) {
            assert!(pages(&election, language).iter().all(|page| page.contains(says)), "{kind}");
        }
        // That the contests share a sample is said beside the table.
        for page in pages(&election, &LANGUAGES[0]) {
            assert!(page.contains("The contests share one sample: each row counts the cards"), "{kind}");
        }
    }
}

#[test]
fn boards_that_would_name_another_winner_are_told() {
    // A lead of one, and boards that slip: every ballot is counted, and now and then wrongly.
    let close = village(NORTH, "Ada = 400, Ben = 506").machine("night", "");
    let asked = close.clone().audit("methods = [\"full_hand_count\"]\ncare = \"untrained\"");
    let runs = (0..60).map(|seed: u32| asked.election(Some(&seed.to_string())));
    let election = runs.into_iter().find(|election| !election.audits[0].right_in_the_end).expect("boards that slip");
    for page in pages(&election, &LANGUAGES[0]) {
        assert!(
            page.contains("Right, but an audit would have overturned it. ") && !page.contains("Confirmed. "),
            "{page}"
        );
        assert!(
            page.contains("would have come to a wrong outcome, by slips or ballots that are missing: full_hand_count.")
        );
    }
    // Where the law orders that audit, its count is final, and it is wrong.
    let ordered = close.law("NC").audit("methods = [\"fixed_percentage\"]\ncare = \"untrained\"\nlaw = \"NC\"");
    let runs = (0..60).map(|seed: u32| ordered.election(Some(&seed.to_string())));
    let wrong = |election: &ElectionRun| election.audits[0].counted.is_some() && !election.audits[0].right_in_the_end;
    let election = runs.into_iter().find(wrong).expect("boards that slip, by law");
    assert_eq!(election.contests[0].verdict, Verdict::NotCorrected);
    for page in pages(&election, &LANGUAGES[0]) {
        assert!(page.contains("NOT corrected. The full hand count of the audit of "), "{page}");
    }
}

#[test]
fn differences_are_told_by_cause_and_a_batch_once() {
    let election = doubled("methods = [\"batch_comparison\"]\ncare = \"untrained\"").election(Some("1"));
    let listed = &election.audits[0].listed;
    assert!(listed.len() > 2, "{listed:?}");
    for page in pages(&election, &LANGUAGES[0]) {
        for batch in listed.iter().map(|it| it.batch.to_string()) {
            let shown = page.matches(&format!("{batch}: reported")).count();
            assert!(shown <= 1, "{batch} is told {shown} times: {page}");
        }
        for (cause, says) in [(Cause::Report, "he report is off: "), (Cause::Slip, "he board slipped: ")] {
            let any = listed.iter().any(|it| it.cause == cause);
            assert_eq!(page.matches(says).count(), usize::from(any), "{says}: {page}");
        }
    }
}

#[test]
fn cards_of_batches_are_cards_and_not_ballots() {
    let two_sheets = SmallElection::new()
        .batches_of(50)
        .contest("mayor", &["Ada", "Ben"])
        .contest("bond", &["Yes", "No"])
        .style("all", &[&["mayor"], &["bond"]])
        .paper(
            "North",
            "style = \"all\"\nballots = 1000\nvotes.mayor = { Ada = 700, Ben = 300 }\nvotes.bond = { Yes = 700, No = 300 }",
        )
        .machine("night", "")
        .audit("methods = [\"fixed_percentage\", \"batch_assertions\", \"polling\"]\ncontests = [\"mayor\"]\ncare = \"exact\"");
    let election = two_sheets.election(Some("1"));
    let batch = election.audits.iter().find(|audit| audit.method == "fixed_percentage").expect("an audit");
    assert!(batch.tallied > 0 && batch.tallied < 1_000, "some batches of 50 ballots, not all");
    assert_eq!((batch.cards, batch.population), (2 * batch.tallied, 2_000));
    let all = elections::tried(&two_sheets.file(), 20, &[]);
    for row in all.rows.iter().filter(|row| row.method != "polling") {
        let two_each = row.cards.quantiles.iter().chain([&row.cards.min, &row.cards.max]).all(|n| n % 2.0 == 0.0);
        assert!(two_each, "{}: every ballot has two cards: {:?}", row.method, row.cards);
    }
}

#[test]
fn a_wrong_count_of_wrong_paper_says_both() {
    let swap = "checks = [\"completeness\"]\n\
        faults = [{ kind = \"candidate_swap\", contest = \"treasurer\", candidates = [\"Ben\", \"Cem\"], at = \"scanner\" }]";
    let text = shipped("beyond-the-paper").expect("a scenario").text;
    // The Spanish names both counts.
    let text = text.split("\n[language.").next().expect("a beginning");
    let (before, after) = text.split_once("[[stage]]\nid = \"hand recount\"").expect("two counts");
    let (_, audits) = after.split_once("# Audits").expect("audits");
    let before = before.replacen("checks = [\"completeness\"]", swap, 1);
    let election = lived(&format!("{before}# Audits{audits}"));
    let says = [
        ["NOT corrected. ", "The paper itself is wrong too: eligible voters had chosen Ada."],
        ["NO corregido. ", "También el papel está mal: el electorado con derecho a voto había elegido a Ada."],
    ];
    for (language, says) in LANGUAGES.iter().zip(says) {
        for page in pages(&election, language) {
            assert!(says.iter().all(|piece| page.contains(piece)), "{}: {page}", language.code);
        }
    }
}

#[test]
fn an_earlier_lead_that_was_off_is_told_beside_a_right_winner() {
    // 3,341 - 2,412 = 929 were certified, and the paper says 2,947 - 2,877 = 70.
    let election = run(&shipped("wellington-2012").expect("a scenario"), None).expect("a life");
    for page in pages(&election, &LANGUAGES[0]) {
        let says = page.contains("Mayor: Confirmed. ") || page.contains("Confirmed. Every count names Margolis");
        assert!(says && page.contains("reported was 859 votes off."), "{page}");
    }
}
