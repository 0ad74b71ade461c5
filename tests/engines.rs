//! Engines of trials: the same audits by other ways of drawing. Their distributions are compared with that of whole
//! cards, and their answers with the audits that they support.
//!
//! That a leap ends with the same card as single steps is tested beside the engine, where both can be seen.

use recount::random::Streams;
use recount::risk::bet::{Adaptive, Cobra, Fixed, KaplanWald, ShrinkTrunc};
use recount::risk::fast::skip_agreement::{CloneBeforeStart, Leaper, Prefixes};
use recount::risk::{Betting, Null};
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::{Simulated, SimulationOptions, TrialsRow, engines, simulate};

const PAPER: &str = r#"# Does it matter how cards are drawn?
title = "Engines"
lesson = "A law does not ask who computes it."
seed = "engines"
rates = { undervote = 0.02, overvote = 0.01, light_marks = 0.01, batch_size = 100 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "North"
ballots = 1600
votes.mayor = { Ada = 900, Ben = 540, Cem = 100 }

[[paper]]
precinct = "South"
ballots = 1400
votes.mayor = { Ada = 700, Ben = SOUTH, Cem = 40 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "misread", rate = 0.004 }, { kind = "marginal_marks", threshold = 50 }]

[audit]
methods = ["ballot_comparison", "super_simple", "polling", "bravo", "minerva", "one_audit"]
TERMS
"#;

fn file(south: u32, terms: &str) -> ScenarioFile {
    let text = PAPER.replace("SOUTH", &south.to_string()).replace("TERMS", terms);
    ScenarioFile::read("engines", text).expect("a scenario")
}

fn rows(file: &ScenarioFile, engine: &str, methods: &[&str], trials: u64) -> Vec<TrialsRow> {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    let ask = SimulationOptions { trials, methods, engine: Some(engine.to_owned()), ..SimulationOptions::default() };
    simulate(file, &ask, &|_| {}).expect("trials").rows
}

/// Whether two rows may be of one law: every share and mean within five standard errors.
fn assert_alike(a: &TrialsRow, b: &TrialsRow) {
    let of = |row: &TrialsRow| row.confirmed.of as f64;
    for (name, x, y) in [
        ("confirmed", a.confirmed, b.confirmed),
        ("full count", a.full_hand_count, b.full_hand_count),
        ("noticed", a.noticed, b.noticed),
        ("wrong in the end", a.wrong_in_the_end, b.wrong_in_the_end),
        ("second round", a.second_round, b.second_round),
    ] {
        let pooled = (x.hits + y.hits) as f64 / (of(a) + of(b));
        let error = (pooled * (1.0 - pooled) * (1.0 / of(a) + 1.0 / of(b))).sqrt();
        let apart = (x.fraction() - y.fraction()).abs();
        assert!(apart <= 5.0 * error + 1e-12, "{} by {} and {}: {name} {x:?} {y:?}", a.method, a.engine, b.engine);
    }
    for (name, x, y) in [
        ("cards", &a.cards, &b.cards),
        ("rounds", &a.rounds, &b.rounds),
        ("hours", &a.hours, &b.hours),
        ("cost", &a.cost, &b.cost),
    ] {
        // The larger: a rare second round may be missing from one, and a law tells distinct cards by their mean.
        let variance = (x.sd * x.sd).max(y.sd * y.sd);
        let error = (variance * (1.0 / of(a) + 1.0 / of(b))).sqrt();
        let apart = (x.mean - y.mean).abs();
        assert!(
            apart <= 5.0 * error + 1e-9,
            "{} by {} and {}: {name} {} {}",
            a.method,
            a.engine,
            b.engine,
            x.mean,
            y.mean
        );
    }
}

#[test]
fn every_engine_draws_from_the_law_of_whole_cards() {
    engines_draw_from_one_law(150);
}

#[test]
#[ignore = "ten times the trials, some minutes"]
fn long_every_engine_draws_from_the_law_of_whole_cards() {
    engines_draw_from_one_law(1_500);
}

/// Engines against whole cards; the faster ones make more trials.
fn engines_draw_from_one_law(trials: u64) {
    let all = ["ballot_comparison", "super_simple", "polling", "bravo", "minerva", "one_audit"];
    let pools = "pools = [{ kind = \"no_records\", where = { precincts = [\"South\"] } }]";
    for (terms, methods, leaps) in [
        ("care = \"exact\"\ncard_by_card = true\nfull_count_at = 0.9", &all[..4], true),
        ("care = \"exact\"\nfirst_round = 60\nmost_rounds = 4\nfull_count_at = 0.8", &all[..5], true),
        ("care = \"ad_hoc\"\nfull_count_at = 1.0", &all[..5], false),
        (
            "care = \"exact\"\nmishaps = [{ kind = \"batch_lost\", where = { batches = [\"South/2\"] } }]",
            &all[..3],
            true,
        ),
        (pools, &all[5..], false),
    ] {
        for south in [600, 640] {
            let file = file(south, terms);
            let cards = rows(&file, "cards", methods, trials);
            let cells = rows(&file, "cells", methods, 2 * trials);
            cards.iter().zip(&cells).for_each(|(cards, cells)| assert_alike(cards, cells));
            if leaps {
                let jumps = rows(&file, "jumps", &methods[..methods.len().min(2)], 20 * trials);
                cards.iter().zip(&jumps).for_each(|(cards, jumps)| assert_alike(cards, jumps));
                cells.iter().zip(&jumps).for_each(|(cells, jumps)| assert_alike(cells, jumps));
            }
            if leaps && methods.contains(&"minerva") {
                let words = rows(&file, "words", &["bravo"], 40 * trials);
                assert_alike(&cells[3], &words[0]);
                let polls = ["minerva", "providence", "athena", "eor_bravo"];
                let rounds = rows(&file, "rounds", &polls, 40 * trials);
                assert_alike(cells.last().expect("minerva"), &rounds[0]);
                let cells = rows(&file, "cells", &polls[1..], trials);
                cells.iter().zip(&rounds[1..]).for_each(|(cells, rounds)| assert_alike(cells, rounds));
            }
        }
    }
}

/// Three contests: two on every card, one on those of the South alone.
fn shared(terms: &str) -> ScenarioFile {
    let text = format!(
        "# Do contests on the same cards change each other's audits?\ntitle = \"Shared\"\nlesson = \"No.\"\nseed = \"shared\"\n\
         rates = {{ undervote = 0.02, overvote = 0.01, light_marks = 0.01, batch_size = 100 }}\n\n\
         [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\", \"Cem\"]\n\n\
         [[contest]]\nid = \"council\"\nrule = \"plurality\"\nseats = 2\ncandidates = [\"Dot\", \"Eli\", \"Fay\"]\n\n\
         [[contest]]\nid = \"levy\"\nrule = \"plurality\"\ncandidates = [\"Yes\", \"No\"]\n\n\
         [[style]]\nid = \"north\"\nsheets = [[\"mayor\", \"council\"]]\n\n\
         [[style]]\nid = \"south\"\nsheets = [[\"mayor\", \"council\", \"levy\"]]\n\n\
         [[paper]]\nprecinct = \"North\"\nstyle = \"north\"\nballots = 1600\n\
         votes.mayor = {{ Ada = 900, Ben = 540, Cem = 100 }}\nvotes.council = {{ Dot = 1000, Eli = 800, Fay = 500 }}\n\n\
         [[paper]]\nprecinct = \"South\"\nstyle = \"south\"\nballots = 1400\n\
         votes.mayor = {{ Ada = 700, Ben = 600, Cem = 40 }}\nvotes.council = {{ Dot = 900, Eli = 700, Fay = 450 }}\n\
         votes.levy = {{ Yes = 700, No = 560 }}\n\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{{ kind = \"misread\", rate = 0.004 }}]\n\n\
         [audit]\nmethods = [\"ballot_comparison\"]\n{terms}\n"
    );
    ScenarioFile::read("shared", text).expect("a scenario")
}

fn simulated(file: &ScenarioFile, engine: &str, methods: &[&str], trials: u64) -> Simulated {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    let ask = SimulationOptions { trials, methods, engine: Some(engine.to_owned()), ..SimulationOptions::default() };
    simulate(file, &ask, &|_| {}).expect("trials")
}

#[test]
fn contests_on_the_same_cards_keep_their_laws_when_drawn_apart() {
    let all = ["ballot_comparison", "super_simple", "polling", "bravo", "minerva"];
    for (terms, methods) in [
        ("care = \"exact\"\ncard_by_card = true\nfull_count_at = 0.9", &all[..4]),
        ("care = \"exact\"\nstyles = \"none\"\nfirst_round = 60\nmost_rounds = 4\nfull_count_at = 0.8", &all[..]),
        ("care = \"ad_hoc\"\nfull_count_at = 1.0\nwork = { wage = 31, minutes_per_card = 4.0 }", &all[..2]),
        // What is drawn with replacement is each contest's own although one sample serves the others.
        (
            "care = \"exact\"\none_sample = true\nfirst_round = 60\nmost_rounds = 4\nfull_count_at = 0.8",
            &["super_simple", "bravo", "minerva"][..],
        ),
        (
            "care = \"exact\"\none_sample = true\nstyles = \"cards\"\nfull_count_at = 0.8",
            &["super_simple", "minerva"][..],
        ),
    ] {
        let file = shared(terms);
        let cards = simulated(&file, "cards", methods, 250);
        let fast = simulated(&file, "auto", methods, 4_000);
        assert!(cards.apart.is_empty() && cards.noticed_somewhere.len() == methods.len());
        assert!(fast.apart == methods && fast.noticed_somewhere.is_empty(), "{:?}", fast.apart);
        assert_eq!((cards.rows.len(), fast.rows.len()), (3 * methods.len(), 3 * methods.len()));
        for (cards, fast) in cards.rows.iter().zip(&fast.rows) {
            assert_eq!((cards.contest, cards.method), (fast.contest, fast.method));
            assert!(cards.engine == "cards" && fast.engine != "cards", "{} by {}", fast.method, fast.engine);
            assert_alike(cards, fast);
        }
        // The lots of a contest are named after it: no other contest's are the same.
        let alone = |id: &str| {
            let text = file.text.replace("[audit]\n", &format!("[audit]\ncontests = [\"{id}\"]\n"));
            simulated(&ScenarioFile::read("alone", text).expect("a scenario"), "auto", methods, 300).rows
        };
        let together = simulated(&file, "auto", methods, 300).rows;
        for (at, id) in ["mayor", "council", "levy"].into_iter().enumerate() {
            let of_contest = together.iter().filter(|row| row.contest == at);
            let shown = |row: &TrialsRow| format!("{:?} {:?} {:?}", row.confirmed, row.cards, row.cost);
            assert_eq!(of_contest.map(shown).collect::<Vec<_>>(), alone(id).iter().map(shown).collect::<Vec<_>>());
        }
    }
}

#[test]
fn one_sample_without_replacement_is_drawn_from_whole_cards() {
    // A contest uses cards that were pulled for others: alone it would see fewer.
    let file = shared("care = \"exact\"\none_sample = true");
    let it = simulated(&file, "auto", &["ballot_comparison"], 3);
    assert!(it.rows.iter().all(|row| row.engine == "cards") && it.apart.is_empty() && it.together.len() == 1);
    let ask = SimulationOptions {
        methods: vec!["ballot_comparison".to_owned()],
        engine: Some("jumps".to_owned()),
        trials: 3,
        ..SimulationOptions::default()
    };
    let why = simulate(&file, &ask, &|_| {}).expect_err("one sample").to_string();
    assert!(why.contains("one sample serves all contests"), "{why}");
}

#[test]
fn leaps_over_cards_that_boards_misread_follow_the_law_of_cells() {
    leaps_over_misread_cards_hold(1_000);
}

#[test]
#[ignore = "ten times the trials, some minutes"]
fn long_leaps_over_cards_that_boards_misread_follow_the_law_of_cells() {
    leaps_over_misread_cards_hold(10_000);
}

fn leaps_over_misread_cards_hold(trials: u64) {
    let lost = "mishaps = [{ kind = \"batch_lost\", where = { batches = [\"South/2\"] } }]";
    for terms in [
        "care = \"ad_hoc\"\ncard_by_card = true\nfull_count_at = 1.0".to_owned(),
        "care = \"single_pass\"\nfirst_round = 60\nmost_rounds = 4\nfull_count_at = 0.8".to_owned(),
        format!("care = \"untrained\"\ncard_by_card = true\nfull_count_at = 0.5\n{lost}"),
    ] {
        for south in [600, 640] {
            let file = file(south, &terms);
            let methods = ["ballot_comparison", "super_simple"];
            let cells = rows(&file, "cells", &methods, trials);
            let jumps = rows(&file, "jumps", &methods, 2 * trials);
            cells.iter().zip(&jumps).for_each(|(cells, jumps)| assert_alike(cells, jumps));
        }
    }
}

/// Two candidates; the report of South may be exchanged.
fn two(ben: u32, others: u32, faults: &str, terms: &str) -> ScenarioFile {
    let text = format!(
        "# Laws or lots?\ntitle = \"Laws\"\nlesson = \"The same.\"\nseed = \"laws\"\n\
         rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }}\n\n\
         [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Ada\", \"Ben\"]\n\n\
         [[paper]]\nprecinct = \"North\"\nballots = {}\nvotes.mayor = {{ Ada = 700, Ben = {ben} }}\n\n\
         [[paper]]\nprecinct = \"South\"\nballots = 300\nvotes.mayor = {{ Ada = 130, Ben = 170 }}\n\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{faults}]\n\n\
         [audit]\nmethods = [\"bravo\"]\ncare = \"exact\"\n{terms}\n",
        700 + ben + others,
    );
    ScenarioFile::read("laws", text).expect("a scenario")
}

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_laws_are_what_trials_come_to() {
    laws_hold(6_000);
}

#[test]
#[ignore = "ten times the trials, some minutes"]
fn long_laws_are_what_trials_come_to() {
    laws_hold(60_000);
}

/// Exact distributions against trials; the faster engines make ten times as many.
fn laws_hold(trials: u64) {
    let misread = "{ kind = \"misread\", rate = 0.004 }";
    let swapped = "{ kind = \"candidate_swap\", contest = \"mayor\", candidates = [\"Ada\", \"Ben\"], where = { precincts = [\"South\"] } }, { kind = \"misread\", rate = 0.01 }";
    let card_by_card = "card_by_card = true\nfull_count_at = 0.9";
    let rounds = "first_round = 60\ngrowth = 2.0\nmost_rounds = 4\nfull_count_at = 0.8";
    let whole = ["ballot_comparison", "super_simple", "bravo", "full_hand_count"];
    let by_rounds = ["ballot_comparison", "super_simple", "eor_bravo"];
    let of_the_pair = ["eor_bravo", "minerva", "athena", "providence"];
    let (mut rows_seen, mut confirmed, mut wrong, mut missed) = (0, 0, 0, 0);
    for (ben, others, faults, terms, methods) in [
        (560, 40, misread, card_by_card, &whole[..]),
        (662, 25, swapped, card_by_card, &whole[2..3]),
        // Cards of two kinds, of which many are counted at once.
        (560, 0, "", card_by_card, &whole[2..3]),
        (630, 0, "", card_by_card, &whole[2..3]),
        (640, 0, swapped, card_by_card, &whole[2..3]),
        (560, 40, misread, rounds, &by_rounds[..]),
        (560, 40, misread, rounds, &["bayes_polling"][..]),
        (662, 40, swapped, rounds, &by_rounds[2..]),
        (560, 0, "", rounds, &of_the_pair[..]),
        (640, 0, swapped, rounds, &of_the_pair[..]),
        (600, 0, misread, "most_rounds = 3\ngrowth = 1.7", &of_the_pair[..]),
    ] {
        let file = two(ben, others, faults, terms);
        let laws = rows(&file, "exact", methods, 1);
        let drawn: Vec<&str> = methods.iter().copied().filter(|it| *it != "full_hand_count").collect();
        for (law, lots) in laws.iter().zip(&rows(&file, "cells", &drawn, trials)) {
            assert_eq!((law.method, law.engine), (lots.method, "exact"));
            // Card by card, wealth that is rounded may end an audit one card late.
            let most = if law.method == "ballot_comparison" { 0.05 } else { 1e-6 };
            assert!(law.within.is_some_and(|within| within < most), "{}: {:?}", law.method, law.within);
            assert_alike(law, lots);
            rows_seen += 1;
            confirmed += lots.confirmed.hits;
            wrong += lots.confirmed_wrong.hits;
            missed += lots.noticed.of - lots.noticed.hits;
        }
        if let Some(at) = methods.iter().position(|it| *it == "bravo") {
            assert_alike(&laws[at], &rows(&file, "words", &["bravo"], 10 * trials)[0]);
        }
        if methods == of_the_pair {
            let words = rows(&file, "words", &["bravo"], 10 * trials);
            assert_alike(&rows(&file, "cells", &["bravo"], trials)[0], &words[0]);
            let rounds = rows(&file, "rounds", methods, 10 * trials);
            laws.iter().zip(&rounds).for_each(|(law, rounds)| assert_alike(law, rounds));
        }
        if methods.contains(&"full_hand_count") {
            let all = laws.last().expect("a row");
            assert!(
                (all.full_hand_count.fraction() - 1.0).abs() < 1e-15
                    && all.cards.mean >= 1_600.0
                    && all.cards.sd < 1e-9
            );
        }
    }
    let lots = trials * rows_seen;
    assert!(
        rows_seen >= 20 && confirmed > lots / 5 && wrong > 100 && missed > lots / 20,
        "{rows_seen} {confirmed} {wrong} {missed}"
    );
}

#[test]
fn a_law_by_hand() {
    // Super-simple with one card in ten overstated by two votes ends with its first round, or not at all.
    let file = two(300, 0, "", "full_count_at = 1.0\nmost_rounds = 1");
    let row = &rows(&file, "exact", &["super_simple"], 1)[0];
    assert!((row.confirmed.fraction() - 1.0).abs() < 1e-12 && row.noticed.hits == 0);
    let swapped = "{ kind = \"candidate_swap\", contest = \"mayor\", candidates = [\"Ada\", \"Ben\"], where = { precincts = [\"South\"] } }";
    let file = two(300, 0, swapped, "full_count_at = 1.0\nmost_rounds = 1");
    let row = &rows(&file, "exact", &["super_simple"], 1)[0];
    // 170 of 1,300 cards are understated by two votes and 130 overstated; without any of them the least round confirms,
    // and with an overstatement of two among so few cards it does not.
    let draws = row.cards.quantiles[0];
    let clean = (1.0_f64 - 300.0 / 1_300.0).powf(draws);
    let unseen = 1.0 - row.noticed.fraction();
    assert!((unseen - clean).abs() < 1e-9, "{unseen} {clean} {draws}");
}

#[test]
fn laws_that_nobody_knows_are_refused() {
    let refuses = |file: &ScenarioFile, method: &str, why: &str| {
        let ask = SimulationOptions {
            trials: 1,
            methods: vec![method.to_owned()],
            engine: Some("exact".to_owned()),
            ..SimulationOptions::default()
        };
        let said = simulate(file, &ask, &|_| {}).expect_err(method).to_string();
        assert!(said.contains(why), "{said}");
    };
    refuses(&two(560, 40, "", "first_round = 60"), "polling", "depends on the order of the cards");
    refuses(&two(560, 40, "", "first_round = 60"), "minerva", "its later rounds is not known exactly");
    refuses(&file(600, "care = \"exact\""), "bravo", "several pairs");
    refuses(&file(600, "care = \"careful\""), "bravo", "boards slip");
    refuses(&file(600, "care = \"exact\"\none_sample = true"), "ballot_comparison", "one sample");
    refuses(&two(560, 40, "", "bets.ballot_comparison = \"agrapa\""), "ballot_comparison", "bet that is named");
    refuses(&two(560, 40, "", ""), "fixed_percentage", "no exact distribution is at hand");
}

#[test]
fn all_methods_together_are_each_of_them() {
    let file = shipped("seven-polls").expect("a scenario");
    let again = ["retabulation", "machine_recount"];
    let of = |methods: &[&str]| -> Vec<String> {
        let rows = rows(&file, "auto", methods, 5);
        rows.iter().filter(|row| again.contains(&row.method)).map(|row| format!("{row:?}")).collect()
    };
    let together = of(&["all"]);
    assert_eq!((together.len(), &together), (4, &of(&again)), "nothing is wrong, and nothing is seen");
    let every: Vec<&str> = recount::audit::METHODS.iter().map(|method| method.name()).collect();
    assert_eq!(together, of(&every));
}

#[test]
fn no_law_is_told_of_a_full_hand_count_by_boards_that_slip() {
    // Nobody leads in the report, so that nothing is drawn and everything is counted.
    let tie = two(660, 0, "", "").text.replace("care = \"exact\"", "care = \"untrained\"");
    let file = ScenarioFile::read("tie", tie).expect("a scenario");
    let ask = |engine: &str| SimulationOptions {
        trials: 1,
        methods: vec!["ballot_comparison".to_owned()],
        engine: Some(engine.to_owned()),
        ..SimulationOptions::default()
    };
    let said = simulate(&file, &ask("exact"), &|_| {}).expect_err("boards slip").to_string();
    assert!(said.contains("boards slip"), "{said}");
    assert!(simulate(&file, &ask("auto"), &|_| {}).is_ok());
}

#[test]
fn auto_takes_the_fastest_that_serves() {
    let of = |terms: &str| -> Vec<&'static str> {
        let methods = ["ballot_comparison", "super_simple", "polling", "minerva", "fixed_percentage"];
        rows(&file(600, terms), "auto", &methods, 3).iter().map(|row| row.engine).collect()
    };
    assert_eq!(of("care = \"exact\""), ["jumps", "jumps", "strides", "rounds", "cards"]);
    assert_eq!(of("care = \"careful\""), ["jumps", "jumps", "cells", "cells", "cards"]);
    // Draws with replacement are a contest's own, whatever sample serves the others.
    assert_eq!(of("care = \"exact\"\none_sample = true"), ["cards", "jumps", "cards", "rounds", "cards"]);
    let agrapa = of("care = \"exact\"\nbets.ballot_comparison = \"agrapa\"");
    assert_eq!(agrapa[0], "cells", "a bet that minds the order of cards cannot leap");
    let agrapa = of("care = \"exact\"\nbets.polling = \"agrapa\"");
    assert_eq!(agrapa[2], "cells", "only truncated shrinkage is heard in strides");
}

#[test]
fn whole_cards_tell_the_single_run_whichever_engine_others_have() {
    let file = file(600, "care = \"careful\"");
    let election = recount::simulation::run(&file, None).expect("a life");
    let one = rows(&file, "cards", &[], 1);
    for (row, audit) in one.iter().zip(&election.audits) {
        assert!((row.cards.mean - audit.cards as f64).abs() < 1e-9, "{}", row.method);
    }
}

/// Leaps over one population in many orders against steps; how many ended, and how many had to step. A card agrees with
/// `agrees` units, but for a share `chance` of cards, which have one of the values `others`.
fn leaps_against_steps(
    (cards, lead): (u64, u64),
    (agrees, others): (u64, &[u64]),
    (chance, limit): (f64, f64),
    measure: &dyn CloneBeforeStart,
) -> (u32, u32) {
    let purpose = Streams::new("leaps", cards + lead).purpose("orders");
    let mut prefixes = Prefixes::new(agrees, limit);
    let mut leaper = Leaper::default();
    let (mut ended, mut stepped) = (0, 0);
    for order in 0..60 {
        let mut random = purpose.stream(order);
        let values: Vec<u64> = (0..cards)
            .map(|_| if random.chance(chance) { others[random.below(others.len() as u32) as usize] } else { agrees })
            .collect();
        let mut steps = measure.copy();
        let passes = |&value: &u64| {
            steps.observe(value);
            steps.p_value() <= limit
        };
        let expected = values.iter().position(passes).map(|at| at as u64 + 1);
        leaper.restart();
        for (draw, &value) in (0..).zip(&values) {
            if value != agrees {
                leaper.agree(&mut prefixes, measure, draw);
                leaper.differ(&mut prefixes, measure, value);
            } else if random.chance(0.01) {
                // A round may end anywhere.
                leaper.agree(&mut prefixes, measure, draw + 1);
            }
        }
        leaper.agree(&mut prefixes, measure, cards);
        assert_eq!(leaper.crossed(), expected, "{cards} cards, lead {lead}, errors {chance}, order {order}");
        ended += u32::from(expected.is_some());
        stepped += u32::from(leaper.was_slow());
    }
    (ended, stepped)
}

#[test]
fn a_leap_ends_where_steps_end_up_to_the_last_card() {
    let (mut audits, mut ended, mut stepped) = (0, 0, 0);
    for (cards, lead) in [(40, 8), (300, 2), (300, 40), (2_000, 30), (2_000, 200)] {
        let null = Null::of(cards, 2 * cards as i64 - lead as i64, 4, false);
        let margin = lead as f64 / cards as f64;
        let rates = [0.001, 0.0001];
        let adaptive = Adaptive::new(margin, 2.0);
        let measures: [Box<dyn CloneBeforeStart>; 8] = [
            Box::new(Betting::new(null, Fixed { lambda: 0.4 })),
            Box::new(Betting::new(null, Fixed { lambda: 0.0 })),
            Box::new(Betting::new(null, adaptive)),
            Box::new(Betting::new(null, adaptive.with_risk_limit(&null, 0.05))),
            Box::new(Betting::new(null, Cobra::oracle(2.0, rates, &null))),
            Box::new(Betting::new(null, Cobra::learning(2.0, rates, [100.0, 1_000.0]))),
            Box::new(Betting::new(null, KaplanWald { g: 0.1 })),
            Box::new(Betting::new(null, ShrinkTrunc::of(2.0, null.mean()))),
        ];
        for measure in &measures {
            for (chance, limit) in [(0.0, 0.05), (0.002, 0.05), (0.02, 0.1), (0.2, 0.5)] {
                let (some, slow) =
                    leaps_against_steps((cards, lead), (2, &[0, 1, 1, 3, 4]), (chance, limit), measure.as_ref());
                (audits, ended, stepped) = (audits + 60, ended + some, stepped + slow);
            }
        }
    }
    assert!(ended > 2_000 && ended < audits, "{ended} of {audits}");
    assert!(stepped < audits / 2, "{stepped} of {audits} stepped");
}

#[test]
fn a_leap_ends_where_steps_end_in_units_of_any_statement() {
    // Three fifths: 2 for Yes and 3 against. Points of 8 candidates: up to 7 apart, so that there are more values than places
    // in the tables.
    let points: Vec<u64> = (0..=28).filter(|&value| value != 14).collect();
    let statements: [(u64, u64, &[u64]); 3] =
        [(3, 5, &[0, 2, 3, 8, 10]), (7, 14, &points), (99, 100, &[0, 1, 99, 101, 199, 200])];
    for (middle, upper, others) in statements {
        let (mut audits, mut ended, mut stepped) = (0, 0, 0);
        for (cards, share) in [(60, 0.2), (2_000, 0.01), (2_000, 0.2)] {
            // The records sum to so much above the middle, of at most upper - middle a card.
            let lead = ((upper - middle) as f64 * share * cards as f64) as u64;
            let null = Null::of(cards, (upper * cards - lead) as i64, 2 * upper, false);
            let margin = 2.0 * lead as f64 / upper as f64 / cards as f64;
            let adaptive = Adaptive::new(margin, upper as f64).with_upper(0.5 * upper as f64 / middle as f64);
            let measures: [Box<dyn CloneBeforeStart>; 3] = [
                Box::new(Betting::new(null, Fixed { lambda: 0.4 })),
                Box::new(Betting::new(null, adaptive.with_risk_limit(&null, 0.05))),
                Box::new(Betting::new(null, ShrinkTrunc::of(upper as f64, null.mean()))),
            ];
            for measure in &measures {
                for terms in [(0.0, 0.05), (0.005, 0.1), (0.1, 0.5)] {
                    let (some, slow) = leaps_against_steps((cards, lead), (upper, others), terms, measure.as_ref());
                    (audits, ended, stepped) = (audits + 60, ended + some, stepped + slow);
                }
            }
        }
        assert!(ended > 200 && ended < audits, "{upper}: {ended} of {audits}");
        assert!(stepped < audits, "{upper}: {stepped} of {audits} stepped");
    }
}

fn recount(args: &[&str]) -> (Option<i32>, String, String) {
    let output = crate::program::program().args(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_engine_that_cannot_serve_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("engines.toml");
    std::fs::write(&path, PAPER.replace("SOUTH", "600").replace("TERMS", "care = \"exact\"")).expect("written");
    let path = path.to_str().expect("a path");
    let ask = |more: &[&str]| recount(&[&["simulate", path, "--trials", "300", "--json"], more].concat());
    let (code, _, why) = ask(&["--method", "polling", "--engine", "jumps"]);
    assert_eq!(code, Some(2));
    assert!(why.contains("--engine: jumps cannot serve polling for mayor: every card may change"), "{why}");
    let (code, _, why) = ask(&["--method", "fixed_percentage", "--engine", "cells"]);
    assert_eq!(code, Some(2));
    assert!(why.contains("cells cannot serve fixed_percentage for mayor: it draws no single cards"), "{why}");
    let (code, out, why) = recount(&[
        "simulate",
        "wellington-2012",
        "--method",
        "ballot_comparison",
        "--engine",
        "jumps",
        "--trials",
        "300",
    ]);
    assert!(code == Some(0) && out.contains("each contest was drawn on its own"), "{why}{out}");
    let (code, _, why) = ask(&["--engine", "horses"]);
    assert_eq!(code, Some(2));
    assert!(engines().all(|(name, _)| why.contains(name)), "{why}");
    // The same bytes for any number of threads, by every engine.
    for engine in ["auto", "cells", "cards"] {
        let by = |threads: &str| ask(&["--engine", engine, "--threads", threads]).1;
        let one = by("1");
        assert_eq!(one, by("3"));
        let shown: serde_json::Value = serde_json::from_str(&one).expect("JSON");
        assert_eq!(shown["engine"], engine);
        let row = if engine == "auto" { "jumps" } else { engine };
        assert_eq!(shown["methods"][0]["engine"], row);
    }
}
