//! Samples that serve several contests, contests that are only measured, contests in which nobody can lose, and attacks
//! that are hardly tried: the first line of each, the same for every command.

use recount::report::html::{attacked as attacked_page, run as run_page, simulated as simulated_page};
use recount::report::{self, LANGUAGES, Page, attacked_in_words, planned_in_words, simulated_in_words, terminal};
use recount::scenario::{SHIPPED, ScenarioFile};
use recount::simulation::adversary::{AttackTable, attack};
use recount::simulation::{AuditWay, Basis, SimulationOptions, plan, run, simulate};
use serde_json::{Value, json};

use super::said::flat;
use crate::elections::{SmallElection, tried};

/// The machines give the clerk to the wrong candidate.
const WRONG: &str = r#"{ kind = "adversarial_flip", contest = "clerk", from = "Dot", to = "Cem", cards = 11 }"#;

/// One contest that is audited, and one that is measured with its cards.
fn measured(fault: &str) -> ScenarioFile {
    SmallElection::new()
        .seed("2 7 1 8")
        .contest("mayor", &["Ada", "Ben"])
        .contest("clerk", &["Cem", "Dot"])
        .paper(
            "North",
            "ballots = 1000\nvotes.mayor = { Ada = 900, Ben = 100 }\nvotes.clerk = { Cem = 490, Dot = 510 }",
        )
        .machine("count", fault)
        .audit(
            "methods = [\"ballot_comparison\", \"polling\"]\nrisk_limit = 0.05\ncare = \"exact\"\none_sample = true\n\
             opportunistic = [\"clerk\"]",
        )
        .file()
}

fn headline<'d>(document: &'d Value, contest: &str) -> &'d Value {
    let all = document["headline"].as_array().expect("a list");
    all.iter().find(|it| it["contest"] == contest).expect("a contest")
}

#[test]
fn what_was_only_measured_stands_and_is_said_to_stand() {
    // 20 cards of 1,000 with a reported lead of 2: no comparison can confirm from so few.
    let all = tried(&measured(WRONG), 20, &[]);
    let document = report::simulated(&all);
    for row in all.rows.iter().filter(|row| row.contest == 1) {
        assert_eq!((row.measured_only.hits, row.confirmed.hits, row.full_hand_count.hits), (20, 0, 0));
        assert_eq!(row.wrong_in_the_end.hits, 20);
    }
    let clerk = headline(&document, "clerk");
    assert_eq!((&clerk["kind"], clerk["measured_only"][0]["share"].as_f64()), (&json!("wrong_stands"), Some(1.0)));
    for (language, stands) in LANGUAGES.iter().zip([
        "Clerk: the reported outcome is WRONG. In 20 trials, ballot_comparison, polling never confirmed it: it was measured only, with cards drawn for other contests, and the WRONG outcome stands as reported.",
        "Clerk: el resultado reportado es ERRÓNEO. En 20 ensayos, ninguna auditoría con ballot_comparison, polling lo confirmó: solo se midió, con tarjetas sacadas para otras contiendas, y el resultado ERRÓNEO queda como se reportó.",
    ]) {
        for page in [flat(&simulated_in_words(&all, language)), flat(&simulated_page(&all, language))] {
            assert!(page.contains(stands), "{}: {page}", language.code);
        }
    }
    // Where the report is right it stays unconfirmed, and no method is recommended for few cards.
    let all = tried(&measured(""), 20, &[]);
    assert_eq!(headline(&report::simulated(&all), "clerk")["reported_outcome_correct"], true);
    for page in [flat(&simulated_in_words(&all, &LANGUAGES[0])), flat(&simulated_page(&all, &LANGUAGES[0]))] {
        assert!(page.contains("never confirmed it: it was measured only"), "{page}");
        assert!(page.contains("and stands as reported, unconfirmed."), "{page}");
        assert!(!page.contains("looked at the fewest cards"), "{page}");
        assert!(page.contains("measured only"), "{page}");
    }
}

#[test]
fn a_lie_in_a_contest_that_is_only_measured_stands() {
    let ask = SimulationOptions { trials: 10, ..SimulationOptions::default() };
    let table = attack(&measured(""), &ask, &["fewest_cards".to_owned()], 1, &|_| {}).expect("a table");
    let document = report::attacked(&table);
    let of_clerk = |cell: &&Value| cell["contest"] == "clerk";
    let cells: Vec<&Value> = document["attacks"].as_array().expect("cells").iter().filter(of_clerk).collect();
    assert!(
        !cells.is_empty() && cells.iter().all(|cell| cell["measured_only"] == 1.0 && cell["confirmed_wrong"] == 0.0)
    );
    assert_eq!(document["headline"]["kind"], "lie_stands");
    for page in [attacked_in_words(&table, &LANGUAGES[0]), attacked_page(&table, &LANGUAGES[0])] {
        let page = flat(&page);
        let says = "The lie STANDS, though it was not confirmed: with ballot_comparison in 10 of 10 trials (100 %) under fewest_cards on Clerk, which was measured only";
        assert!(page.contains(says), "{page}");
        assert!(!page.contains("No method was fooled"), "{page}");
    }
}

/// Plan and trials conduct the same audits of the same draws: to the last digit the same cards, ballots, hours and dollars.
#[test]
fn one_sample_takes_the_same_in_a_plan_and_in_trials() {
    let text = SHIPPED.iter().find(|(name, _)| *name == "many-contests").expect("shipped").1;
    let text = text.replace("opportunistic = [\"sheriff\"]\n", "");
    let file = ScenarioFile::read("many-contests", text).expect("a scenario");
    let methods = ["ballot_comparison", "polling"].map(str::to_owned).to_vec();
    let plan = plan(&file, &SimulationOptions { trials: 12, methods, ..SimulationOptions::default() }, &|_| {})
        .expect("a plan");
    let together = plan.together.as_ref().expect("all contests together");
    for (at, name) in ["ballot_comparison", "polling"].into_iter().enumerate() {
        let way = together.ways.iter().find(|way| way.way == AuditWay::OneSample(name)).expect("a way");
        let planned = way.with_errors.as_ref().expect("an outlook");
        let Basis::Rehearsals { trials } = planned.basis else { panic!("rehearsals") };
        let all = tried(&file, trials, &["ballot_comparison", "polling"]);
        let row = &all.together[at];
        assert_eq!(row.method, name);
        for (planned, tried) in [
            (planned.cards.mean, row.cards.mean),
            (planned.ballots.mean, row.ballots.mean),
            (planned.hours.mean, row.all_hours.mean),
            (planned.cost.mean, row.all_cost.mean),
        ] {
            assert!((planned - tried).abs() <= 1e-9 * planned.max(1.0), "{name}: {planned} {tried}");
        }
        let shared = all.shared_headline().expect("one sample");
        assert_eq!(shared.methods[at].cost, row.all_cost.mean.round() as u64);
        // The first line names the total, and no contest compares its own share of it.
        for page in [flat(&simulated_in_words(&all, &LANGUAGES[0])), flat(&simulated_page(&all, &LANGUAGES[0]))] {
            assert!(page.contains("5 contests on one sample: on average ballot_comparison pulls "), "{page}");
            assert!(!page.contains("looked at the fewest cards"), "{page}");
        }
    }
}

/// The first trial is the audit that `run` tells.
#[test]
fn one_sample_takes_the_same_in_a_life_and_in_one_trial() {
    let file = measured("");
    let election = run(&file, None).expect("a life");
    let all = tried(&file, 1, &[]);
    for (one, row) in election.together.iter().zip(&all.together) {
        assert_eq!(one.method, row.method);
        assert!((one.cards as f64 - row.cards.mean).abs() < 1e-9);
        assert!((one.full_counts.ballots as f64 - row.ballots.mean).abs() < 1e-9);
        assert!((one.work.cost + one.full_counts.work.cost - row.all_cost.mean).abs() < 1e-9);
    }
    assert_eq!(election.together.len(), all.together.len());
}

/// One name for one seat, two names for two seats.
fn safe(names: &[&str], seats: u32) -> ScenarioFile {
    SmallElection::new()
        .seats("clerk", names, seats)
        .paper("North", "ballots = 2000\nvotes.clerk = { Cem = 1500 }")
        .machine("count", "")
        .audit(
            "methods = [\"ballot_comparison\", \"polling\", \"batch_comparison\", \"bayes_polling\", \"fixed_percentage\"]\n\
             risk_limit = 0.05",
        )
        .file()
}

#[test]
fn nobody_can_lose_is_said_at_every_door() {
    for file in [safe(&["Cem"], 1), safe(&["Cem", "Dot"], 2)] {
        for engine in [None, Some("exact"), Some("jumps"), Some("cards")] {
            let methods = ["ballot_comparison", "polling", "bayes_polling"].map(str::to_owned).to_vec();
            let asked = SimulationOptions {
                trials: 5,
                methods,
                engine: engine.map(str::to_owned),
                ..SimulationOptions::default()
            };
            let all = simulate(&file, &asked, &|_| {}).expect("trials");
            assert!(all.rows.iter().all(|row| row.cards.max < 0.5 && row.full_hand_count.hits == 0), "{engine:?}");
            assert!(all.rows.iter().all(|row| row.cost.max <= 0.0 && row.confirmed.hits == row.confirmed.of));
        }
        let all = tried(&file, 5, &[]);
        let document = report::simulated(&all);
        let clerk = headline(&document, "clerk");
        assert_eq!(clerk["kind"], "nobody_can_lose");
        assert!(document["methods"].as_array().expect("rows").iter().all(|row| row["contested"] == false));
        let looked = clerk["looked_all_the_same"].as_array().expect("a list");
        assert!(
            looked.len() == 1
                && looked[0]["method"] == "fixed_percentage"
                && looked[0]["cards_mean"].as_u64() > Some(0)
        );
        let election = run(&file, None).expect("a life");
        for audit in election.audits.iter().filter(|audit| audit.method != "fixed_percentage") {
            assert!(audit.nothing_to_audit && audit.cards == 0 && audit.work.cost <= 0.0, "{}", audit.method);
        }
        let plan = plan(&file, &SimulationOptions::default(), &|_| {}).expect("a plan");
        for (language, says) in
            LANGUAGES.iter().zip(["nobody can lose: nothing to audit", "nadie puede perder: no hay nada que auditar"])
        {
            let page = Page { width: 200, colour: false, language };
            let pages = [
                simulated_in_words(&all, language),
                simulated_page(&all, language),
                terminal(&election, page),
                run_page(&election, language),
                planned_in_words(&plan, language),
            ];
            for (at, page) in pages.iter().enumerate() {
                assert!(flat(page).contains(says), "{}, page {at}: {page}", language.code);
            }
        }
    }
}

/// Nine thousand cards: a lead of one vote is beyond any sample of a quarter of them.
fn attacked(lead: u64) -> AttackTable {
    let file = SmallElection::new()
        .seed("3 1 4")
        .batches_of(300)
        .contest("mayor", &["Ada", "Ben"])
        .paper("North", "ballots = 9000\nvotes.mayor = { Ada = 4520, Ben = 4480 }")
        .machine("count", "")
        .audit("methods = [\"ballot_comparison\", \"polling\", \"fixed_percentage\"]\nrisk_limit = 0.05")
        .file();
    let ask = SimulationOptions {
        trials: 20,
        methods: vec!["ballot_comparison".to_owned(), "polling".to_owned()],
        ..SimulationOptions::default()
    };
    attack(&file, &ask, &["fewest_cards".to_owned()], lead, &|_| {}).expect("a table")
}

#[test]
fn an_attack_that_was_hardly_tried_says_so_and_what_would_try_it() {
    let table = attacked(1);
    let hardly = table.headline().hardly_tried.expect("hardly tried");
    assert_eq!((hardly.methods, hardly.share.hits), (vec!["ballot_comparison", "polling"], 40));
    let lead = table.lead_that_tries.expect("a lead");
    for (language, says) in LANGUAGES.iter().zip([
        "Hardly tried: at a false lead of 1 vote, ballot_comparison, polling counted every ballot in 100 % of the trials",
        "Apenas se probó: con una ventaja falsa de 1 voto, ballot_comparison, polling contó todas las boletas en 100 % de los ensayos",
    ]) {
        for page in [flat(&attacked_in_words(&table, language)), flat(&attacked_page(&table, language))] {
            let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{}: {text}: {page}", language.code));
            let nobody = if language.code == "en" { "No method was fooled" } else { "Ningún método fue engañado" };
            assert!(at(says) < at(nobody), "{page}");
            at(&format!("--margin {lead}"));
        }
    }
    // With that lead, and no smaller one by half, samples are drawn.
    assert_eq!(attacked(lead).headline().hardly_tried, None);
    assert!(attacked(lead / 4).headline().hardly_tried.is_some());
}

/// A question that lists all candidates is answered by that sentence, and by no number that would confirm anything. A
/// sample that names one candidate may have left out who has no votes: it is refused, with the reason why the question
/// is not needed.
#[test]
fn a_question_in_which_nobody_can_lose_is_told_so() {
    let sentence = "nobody can lose: nothing to audit";
    for question in [
        json!({"test": "macro", "ballots": {"a": 100}, "reported": {"a": {"Cem": 90}}, "winners": 1, "sample": []}),
        json!({"test": "macro", "ballots": {"a": 100}, "reported": {"a": {"Cem": 9, "Dot": 7}}, "winners": 2, "sample": []}),
        json!({"test": "bayes_comparison", "reported": {"Cem": 100}, "sample": {}, "winner": "Cem"}),
        json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["Cem"], "winners": ["Cem"], "margin": 1.0, "pairs": [], "population": 100}),
        json!({"test": "ballot_comparison", "rule": "plurality", "candidates": ["Cem", "Dot"], "winners": ["Cem", "Dot"], "margin": 1.0, "pairs": [], "population": 100}),
    ] {
        let answer = recount::verify::answer(&question.to_string()).expect("a sentence");
        assert_eq!((&answer["note"], &answer["losers"]), (&json!(sentence), &json!([])), "{answer}");
        let numbers = ["p_value", "p_value_worst_case", "upset_probability"].map(|key| &answer[key]);
        assert!(numbers.iter().all(|number| number.is_null()), "{answer}");
    }
    let with_limit =
        json!({"test": "macro", "ballots": {"a": 100}, "reported": {"a": {"Cem": 90}}, "risk_limit": 0.05});
    let answer = recount::verify::answer(&with_limit.to_string()).expect("an answer");
    assert_eq!((&answer["sample_size"], &answer["to_go"]), (&json!(0), &json!(0)), "{answer}");
    for (question, shown) in [
        (json!({"test": "bayes", "ballots": 100, "sample": {"Cem": 5}, "winner": "Cem"}), sentence),
        (json!({"test": "macro", "ballots": {"a": 100}, "reported": {}}), "reported: found no candidate"),
        (
            json!({"test": "macro", "ballots": {"a": 9}, "reported": {"a": {"Cem": 9}}, "winners": 2}),
            "allowed: 1 to the 1",
        ),
        // All of the question is read all the same.
        (
            json!({"test": "macro", "ballots": {"a": 9}, "reported": {"a": {"Cem": 9}}, "sample": [{"batch": "b", "audited": {"Cem": 9}}]}),
            "sample.batch",
        ),
        (json!({"test": "macro", "ballots": {"a": 9}, "reported": {"a": {"Cem": 9}}, "risk_limit": 2}), "risk_limit"),
    ] {
        let refused = recount::verify::answer(&question.to_string()).expect_err("a refusal").to_string();
        assert!(refused.contains(shown), "{refused}");
    }
}
