//! Attacks against every audit method: what each alters, checked by hand; its exact chance on a dozen cards;
//! and the table in which no method may be above its promise.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use recount::assertion::AbsentCards;
use recount::audit::{AuditSettings, DrawnUnit, METHODS, Records, ReportedContest, RoundEvidence, named};
use recount::election::{Election, Marks, NOT_ON_CARD, Vote};
use recount::hand_count::{Care, Reader, Reading};
use recount::random::Streams;
use recount::sampling::Frame;
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::adversary::{ATTACKS, AttackTable, attack};
use recount::simulation::{ElectionRun, SimulationOptions, run, simulate};
use recount::social_choice::{Tally, decide};
use recount::tabulation::{Tabulation, tabulate};

use crate::ways::{WAYS, file, text};

fn all() -> Vec<String> {
    vec!["all".to_owned()]
}

fn table(file: &ScenarioFile, attacks: &[String], lead: u64, trials: u64) -> AttackTable {
    let ask = SimulationOptions { trials, methods: all(), ..SimulationOptions::default() };
    attack(file, &ask, attacks, lead, &|_| {}).expect("a table")
}

/// The run of a scenario whose first count suffers the faults of an attack on a contest.
fn under(file: &ScenarioFile, table: &AttackTable, attack: &str, contest: usize) -> ElectionRun {
    let cell = table.cells.iter().find(|cell| cell.attack == attack && cell.contest == contest).expect("a cell");
    let mut file = file.clone();
    file.scenario.stage[0].faults = cell.faults.to_vec();
    run(&file, None).expect("a life")
}

/// An attack measures the method: the scenario's boards and mishaps are left out, and the page says so first.
#[test]
fn what_attacks_leave_out_of_a_scenario_is_shown_first() {
    let said = |care: &str, mishaps: &str, faults: &str| {
        let text = format!(
            "# Who is fooled?\ntitle = \"t\"\nlesson = \"l\"\n[[contest]]\nid = \"c\"\nrule = \"plurality\"\n\
             candidates = [\"Ada\", \"Ben\"]\n[[paper]]\nballots = 200\nvotes.c = {{ Ada = 110, Ben = 88, blank = 2, overvoted = 0 }}\n\
             [[stage]]\nid = \"count\"\nby = \"machine\"\n{faults}[audit]\nmethods = [\"ballot_comparison\"]\n{care}{mishaps}"
        );
        let file = ScenarioFile::read("left out", text).expect("a scenario");
        let ask = SimulationOptions { trials: 2, ..SimulationOptions::default() };
        let table = attack(&file, &ask, &["fewest_cards".to_owned()], 1, &|_| {}).expect("a table");
        let pages = recount::report::LANGUAGES.iter().map(|language| {
            let whole = recount::report::attacked_in_words(&table, language)
                + &recount::report::html::attacked(&table, language);
            whole.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        (recount::report::attacked(&table)["left_out"].clone(), pages.collect::<Vec<_>>())
    };
    let mishap = "mishaps = [{ kind = \"ballot_not_found\", ballots = 2 }]\n";
    let fault = "faults = [{ kind = \"misread\", rate = 0.01 }]\n";
    let (left, pages) = said("care = \"hurried\"\n", mishap, fault);
    assert_eq!(left, serde_json::json!({"care": "hurried", "mishaps": 1, "faults": 1}));
    let english =
        "Left out of this scenario: boards of the care “hurried”; mishaps of the audit: 1; faults of that count: 1.";
    let spanish = "De este escenario se deja fuera: las mesas del cuidado “hurried”; percances de la auditoría: 1; fallas de ese conteo: 1.";
    for (page, says) in pages.iter().zip([english, spanish]) {
        let first = page.find(says).unwrap_or_else(|| panic!("{says}: {page}"));
        assert_eq!(page.matches(says).count(), 2, "on the terminal and on the page");
        assert!(first < 700, "{first}: {page}");
    }
    // Boards slip where the scenario does not say how careful they are.
    assert_eq!(said("", "", "").0["care"], "careful");
    let (left, pages) = said("care = \"exact\"\n", "", "");
    assert_eq!(left, serde_json::json!({"care": null, "mishaps": 0, "faults": 0}));
    assert!(!pages[0].contains("Left out") && !pages[1].contains("se deja fuera"));
}

#[test]
fn every_attack_reports_the_loser_by_as_little_as_it_takes() {
    let file = shipped("adversaries").expect("shipped");
    // Ada has 268, Ben 262, Cem 40. Cards that move two votes: four. Cards that move one: seven.
    let two = vec![264, 266, 40];
    let expected = [
        ("fewest_cards", two.clone(), 570 + 30, 30),
        ("spread", vec![261, 262, 40], 600, 37),
        ("packed", two.clone(), 600, 30),
        ("largest_batches", two.clone(), 600, 30),
        ("smallest_batches", two.clone(), 600, 30),
        ("way_of_voting", two.clone(), 600, 30),
        ("undervotes", vec![268, 269, 40], 600, 23),
        ("wrong_styles", vec![261, 262, 40], 593, 30),
        ("another_pool", two, 600, 30),
    ];
    let one = table(&file, &all(), 1, 1);
    for (attack, votes, ballots, blank) in expected {
        let election_run = under(&file, &one, attack, 0);
        let tally = &election_run.contests[0].stages[0].tally;
        assert_eq!((&tally.votes, tally.ballots, tally.blank), (&votes, ballots, blank), "{attack}");
        assert_eq!(
            election_run.contests[1].stages[0].tally.votes,
            [265, 235],
            "{attack} leaves the other contest alone"
        );
        assert_eq!(election_run.contests[0].paper.votes, [268, 262, 40], "{attack} never touches the paper");
    }
    for attack in ["phantoms", "withheld_records"] {
        let election_run = under(&file, &one, attack, 0);
        let (honest, tally) = ([268, 262, 40], &election_run.contests[0].stages[0].tally);
        assert!(tally.votes[1] > tally.votes[0], "{attack}: {tally:?}");
        let gone = tally.votes.iter().zip(honest).all(|(reported, paper)| *reported <= paper);
        assert_eq!(gone, attack == "phantoms", "{attack}: {tally:?}");
        assert_eq!(tally.ballots == 600, attack == "withheld_records", "{attack}: {tally:?}");
    }
    // Yes has 265, No 235 of 540: sixteen cards too few and sixteen of Lake's too many make it 249 to 251, of 540.
    let election_run = under(&file, &one, "swapped_styles", 1);
    let tally = &election_run.contests[1].stages[0].tally;
    assert_eq!((&tally.votes[..], tally.ballots, tally.blank), (&[249, 251][..], 540 + 60 - 60, 40));
    assert_eq!(election_run.contests[0].stages[0].tally.votes, [268, 262, 40]);
    // A false lead of 40: twenty-three cards make it 245 to 285.
    let forty = table(&file, &["packed".to_owned(), "undervotes".to_owned()], 40, 1);
    assert_eq!(under(&file, &forty, "packed", 0).contests[0].stages[0].tally.votes, [245, 285, 40]);
    let refused = forty.cells.iter().find(|cell| cell.attack == "undervotes").expect("a cell");
    let why = refused.came_to.as_ref().expect_err("there are too few undervotes");
    assert_eq!(why.to_string(), "the attack does not fit here: there are 30 undervotes, it takes 46");
}

#[test]
fn attacks_lie_where_they_say() {
    let file = shipped("adversaries").expect("shipped");
    let one = table(&file, &all(), 1, 1);
    let election = file.build(&Streams::new(&one.seed, 0)).expect("paper");
    let altered = |attack: &str| -> Vec<usize> {
        let cell = one.cells.iter().find(|cell| cell.attack == attack).expect("a cell");
        let streams = Streams::new(&one.seed, 0).within("stage").within("election night");
        let count = tabulate(&election, vec![true; election.batches.len()], &cell.faults, None, true, &[], &streams);
        let touched = |batch: &usize| {
            let cards = election.batches[*batch].cards.clone();
            let records = &count.cvrs.as_ref().expect("records")[0];
            let paper = Tally::of(&election.contests[0], &election.votes[0], &election.paper[0], cards.clone());
            let file = count.uploads.iter().find(|upload| upload.batch == *batch);
            election.paper[0].differences(records, cards.clone()) > 0
                || count.recorded[*batch] != cards
                || file.is_none_or(|file| file.tallies[0] != paper)
        };
        (0..election.batches.len()).filter(touched).collect()
    };
    let ballots = |batch: usize| election.batches[batch].ballots;
    let sizes: Vec<u64> = (0..election.batches.len()).map(ballots).collect();
    assert_eq!(altered("packed").len(), 1);
    let largest = altered("largest_batches");
    assert_eq!(largest.iter().map(|&b| ballots(b)).max(), sizes.iter().copied().max());
    assert!(altered("smallest_batches").iter().any(|&b| Some(ballots(b)) == sizes.iter().copied().min()));
    // The 90 early ballots are the smallest of three ways of voting.
    for attack in ["way_of_voting", "another_pool"] {
        let modes = altered(attack).into_iter().map(|batch| election.group_of(batch).mode.name());
        assert!(modes.clone().count() > 0 && modes.into_iter().all(|mode| mode == "early"), "{attack}");
    }
    assert!(altered("spread").len() > altered("packed").len());
}

/// Cells above their promise, as sentences.
fn broken(table: &AttackTable) -> Vec<String> {
    let says = |cell: &&recount::simulation::adversary::AttackCell| {
        let row = cell.came_to.as_ref().expect("a broken cell was tried");
        format!("{} under {}: {:?} of {:?}", cell.method, cell.attack, row.confirmed_wrong, row.risk_limit)
    };
    table.cells.iter().filter(|cell| table.is_broken(cell)).map(|cell| says(&cell)).collect()
}

/// The shipped city where Ada and Yes lead by one vote alone, so that a test at the border has all the chance it may have,
/// under further terms of the audit.
fn hardest(terms: &str) -> ScenarioFile {
    let text = recount::scenario::SHIPPED.iter().find(|(name, _)| *name == "adversaries").expect("shipped").1;
    let mayor = text.replace("Ada = 23, Ben = 29, Cem = 5, blank = 3", "Ada = 18, Ben = 29, Cem = 5, blank = 8");
    let both = mayor.replace("Yes = 80, No = 85, blank = 15", "Yes = 51, No = 85, blank = 44");
    assert!(mayor != text && both != mayor);
    ScenarioFile::read("hardest", both.replace("[audit]", &format!("[audit]\n{terms}"))).expect("a scenario")
}

/// Every cell of a table: tried with a promise that holds, or refused with a sentence.
fn holds(table: &AttackTable) {
    assert_eq!(broken(table), [""; 0]);
    let mut tried = std::collections::BTreeSet::new();
    for cell in &table.cells {
        match &cell.came_to {
            Ok(row) => {
                assert!(!row.reported_right, "{} makes the outcome wrong", cell.attack);
                tried.insert(cell.attack);
            }
            Err(why) => assert!(why.to_string().contains(' '), "{} {}: {why}", cell.attack, cell.method),
        }
    }
    assert_eq!(tried.len(), ATTACKS.len(), "{tried:?}");
}

/// Terms under which every method meets every attack.
const TERMS: [&str; 8] = [
    "",
    "card_by_card = true",
    "styles = \"cards\"",
    "styles = \"none\"",
    "one_sample = true",
    "pools = [{ kind = \"no_records\", where = { modes = [\"early\"] } }]",
    "strata = [{ id = \"early\", has_records = false, where = { modes = [\"early\"] } }]",
    "strata = [{ id = \"early\", method = \"polling\", where = { modes = [\"early\"] } }, { id = \"mail\", method = \"batches\", where = { modes = [\"mail\"] } }]",
];

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_no_method_is_above_its_promise_under_any_attack() {
    let every = table(&hardest(""), &all(), 40, 100);
    assert_eq!(every.cells.len(), ATTACKS.len() * METHODS.len() * every.contests.len());
    holds(&every);
    for terms in TERMS {
        holds(&table(&hardest(terms), &all(), 1, 10));
    }
}

#[test]
#[ignore = "20,000 trials of every attack against every method, about an hour on two threads"]
fn long_no_method_is_above_its_promise_under_any_attack() {
    for (lead, terms) in [1, 40].into_iter().flat_map(|lead| TERMS.map(|terms| (lead, terms))) {
        let table = table(&hardest(terms), &all(), lead, 20_000);
        for (cell, row) in table.worst_of_each() {
            let ((low, high), wrong) =
                (row.confirmed_wrong.interval_among(table.tried()), row.confirmed_wrong.fraction());
            let worst = format!("{} worst under {}: {wrong:.4} ({low:.4} to {high:.4})", cell.method, cell.attack);
            writeln!(std::io::stdout(), "false lead {lead} {terms}: {worst}").expect("standard output");
        }
        holds(&table);
    }
}

#[test]
fn the_table_sees_a_promise_that_is_broken() {
    let file = shipped("adversaries").expect("shipped");
    let mut table = table(&file, &["packed".to_owned()], 1, 200);
    let fixed = table.cells.iter_mut().find(|cell| cell.method == "fixed_percentage").expect("a cell");
    let row = fixed.came_to.as_mut().expect("it was tried");
    // Three of some fifteen batches drawn, one altered: it is missed most of the time.
    assert!(row.confirmed_wrong.fraction() > 0.5 && row.risk_limit.is_none());
    row.risk_limit = Some(0.1);
    assert_eq!(broken(&table).len(), 1, "a method that promises 10 % and confirms most lies is found");
}

/// A dozen cards in two batches: Ada 6, Ben 5, one blank.
const DOZEN: &str = r#"# Can a dozen cards be enough to know a chance exactly?
title = "A dozen cards"
lesson = "What can be enumerated need not be estimated."
seed = "a dozen"
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 6 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]

[[paper]]
precinct = "North"
votes.mayor = { Ada = 5, Ben = 1 }

[[paper]]
precinct = "South"
mode = "mail"
votes.mayor = { Ada = 1, Ben = 4, blank = 1 }

[[stage]]
id = "count"
by = "machine"

[audit]
methods = ["polling", "ballot_comparison"]
risk_limit = LIMIT
full_count_at = 1.0
card_by_card = true
care = "exact"
"#;

/// One kind of card: the code of its record, what a board reads, and how many there are.
type Kind = (Option<u32>, u32, u64);

/// What an audit of the mayor's race starts from, and the kinds of cards it may meet.
fn claim<'a>(election: &'a Election, reader: &Reader<'a>, count: &Tabulation) -> (ReportedContest<'a>, Vec<Kind>) {
    let frame = Frame::new(&election.batches, (0..election.batches.len()).collect());
    let kept = |batch: usize| {
        let cards = count.recorded[batch].clone();
        if count.scans[batch] > 0 { cards } else { cards.start..cards.start }
    };
    let columns = count.cvrs.as_ref().expect("records");
    let cards_of = |batch: usize| election.batches[batch].cards.clone();
    let records = Records::new(count.votes[0].clone(), columns[0].clone().into(), kept, cards_of, &frame);
    let mut readable = reader.votes().clone();
    let meant = readable.map(|marks| marks.meant(&election.contests[0]));
    let mut kinds: Vec<Kind> = Vec::new();
    for card in 0..election.cards() {
        let (record, reading) = (records.of(card), meant[election.paper[0].get(card) as usize]);
        match kinds.iter_mut().find(|kind| (kind.0, kind.1) == (record, reading)) {
            Some(kind) => kind.2 += 1,
            None => kinds.push((record, reading, 1)),
        }
    }
    let mut tally = Tally::empty(2);
    count.uploads.iter().for_each(|upload| tally += &upload.tallies[0]);
    let of_batch = |batch: usize| count.uploads.iter().find(|u| u.batch == batch).map(|u| u.tallies[0].clone());
    let claim = ReportedContest {
        contest: &election.contests[0],
        outcome: decide(&election.contests[0], &tally),
        tally,
        batches: (0..election.batches.len()).map(of_batch).collect(),
        frame,
        records: Some(records),
        readable,
        absent: AbsentCards::SaysNothing,
        pools: Vec::new(),
        pool_of: vec![None; election.batches.len()],
        strata: Vec::new(),
        stratum_of: vec![0; election.batches.len()],
    };
    (claim, kinds)
}

/// All orders of the cards, with the given number of each kind; `observe` is called with one after the other.
fn orders(kinds: &mut [Kind], order: &mut Vec<usize>, observe: &mut dyn FnMut(&[usize])) {
    if kinds.iter().all(|kind| kind.2 == 0) {
        return observe(order);
    }
    for kind in 0..kinds.len() {
        if kinds[kind].2 > 0 {
            kinds[kind].2 -= 1;
            order.push(kind);
            orders(kinds, order, observe);
            order.pop();
            kinds[kind].2 += 1;
        }
    }
}

/// The number of orders in which a method confirms, and of all orders, judged after every card but the last.
fn exact(claim: &ReportedContest<'_>, kinds: &[Kind], method: &str, risk_limit: f64) -> (u64, u64) {
    let terms = AuditSettings { risk_limit, full_count_at: 1.0, card_by_card: true, ..AuditSettings::default() };
    let Ok(procedure) = named(method).expect("a method").prepare(claim, &terms) else { return (0, 1) };
    let (mut confirmed, mut all) = (0, 0);
    orders(&mut kinds.to_vec(), &mut Vec::new(), &mut |order| {
        let mut evidence = procedure.begin();
        all += 1;
        let confirms = order[..order.len() - 1].iter().any(|&kind| {
            let (record, reading, _) = kinds[kind];
            evidence.observe(DrawnUnit::Card { batch: 0, record, reading: Reading::Vote(reading) });
            matches!(evidence.evidence(), RoundEvidence::PValue(p) if p <= risk_limit)
        });
        confirmed += u64::from(confirms);
    });
    (confirmed, all)
}

/// In how many orders ALPHA confirms, by its formula in plain floating point: Stark 2023, section 2, d = 100, f = 0.
fn alpha_by_formula(claim: &ReportedContest<'_>, kinds: &[Kind], risk_limit: f64) -> (u64, u64) {
    let cards = 12.0_f64;
    let (winner, loser) = if claim.tally.votes[0] > claim.tally.votes[1] { (0, 1) } else { (1, 0) };
    let eta = 0.5 + (claim.tally.votes[winner] - claim.tally.votes[loser]) as f64 / (2.0 * cards);
    let value = |reading: u32| match claim.readable.vote(reading) {
        Vote::Marked(marks) if *marks == Marks::plain([winner as u16]) => 1.0,
        Vote::Marked(marks) if *marks == Marks::plain([loser as u16]) => 0.0,
        _ => 0.5,
    };
    let (mut confirmed, mut all) = (0, 0);
    orders(&mut kinds.to_vec(), &mut Vec::new(), &mut |order| {
        all += 1;
        let (mut wealth, mut sum) = (1.0_f64, 0.0_f64);
        for (j, &kind) in order[..order.len() - 1].iter().enumerate() {
            let x = value(kinds[kind].1);
            let m = (cards / 2.0 - sum) / (cards - j as f64);
            // More than the null allows was seen: it is impossible. Nothing of it is left: the same.
            if m < 0.0 {
                confirmed += 1;
                return;
            }
            let above = (eta - 0.5) / 2.0 / (100.0 + j as f64).sqrt();
            let shrunk = (100.0 * eta + sum) / (100.0 + j as f64);
            let eta_j = (1.0 - above).min(shrunk.max(m + above));
            wealth *= if m >= 1.0 { 0.0 } else { x * eta_j / m + (1.0 - x) * (1.0 - eta_j) / (1.0 - m) };
            sum += x;
            if wealth * risk_limit >= 1.0 || sum > cards / 2.0 {
                confirmed += 1;
                return;
            }
        }
    });
    (confirmed, all)
}

#[test]
fn on_a_dozen_cards_the_chance_is_exact_and_the_trials_agree() {
    let mut above_zero = 0;
    let cases: [(f64, u64, &[&str]); 2] =
        [(0.5, 1, &["fewest_cards", "wrong_styles", "phantoms"]), (0.3, 4, &["fewest_cards", "wrong_styles"])];
    for (limit, lead, attacks) in cases {
        let file = ScenarioFile::read("dozen", DOZEN.replace("LIMIT", &limit.to_string())).expect("a scenario");
        let names: Vec<String> = attacks.iter().map(|&attack| attack.to_owned()).collect();
        let ask = SimulationOptions { trials: 4_000, ..SimulationOptions::default() };
        let table = attack(&file, &ask, &names, lead, &|_| {}).expect("a table");
        let streams = Streams::new(&table.seed, 0);
        let election = file.build(&streams).expect("paper");
        let reader = Reader::new(&election, 0, Care::named("exact").expect("a level"));
        for cell in &table.cells {
            let Ok(row) = &cell.came_to else { continue };
            let streams = streams.within("stage").within("count");
            let all = vec![true; election.batches.len()];
            let count = tabulate(&election, all, &cell.faults, None, true, &[], &streams);
            let (claim, kinds) = claim(&election, &reader, &count);
            assert_eq!(kinds.iter().map(|kind| kind.2).sum::<u64>(), 12);
            assert_eq!(cell.attack == "wrong_styles", kinds.iter().any(|kind| kind.0 == Some(NOT_ON_CARD)));
            assert_eq!(cell.attack == "phantoms", kinds.iter().any(|kind| kind.0.is_none()));
            let (confirmed, orders) = exact(&claim, &kinds, cell.method, limit);
            let p = confirmed as f64 / orders as f64;
            let shown = format!("{} {} lead {lead} limit {limit}: {confirmed} of {orders}", cell.method, cell.attack);
            assert!(p <= limit, "{shown}");
            above_zero += u32::from(confirmed > 0);
            if cell.method == "polling" {
                assert_eq!(alpha_by_formula(&claim, &kinds, limit), (confirmed, orders), "{shown}");
            }
            let error = (p * (1.0 - p) / row.confirmed_wrong.of as f64).sqrt();
            let off = (row.confirmed_wrong.fraction() - p).abs();
            assert!(off <= 4.5 * error, "{shown}, in trials {}", row.confirmed_wrong.fraction());
        }
    }
    assert!(above_zero >= 4, "the enumeration has something to find: {above_zero}");
}

fn recount(arguments: &[&str]) -> std::process::Output {
    crate::program::program().args(arguments).output().expect("the program runs")
}

#[test]
fn the_table_as_a_user_asks_for_it() {
    let arguments = ["simulate", "adversaries", "--attack", "packed", "--attack", "undervotes", "--method", "all"];
    let json = recount(&[&arguments[..], &["--trials", "20", "--margin", "40", "--json"]].concat());
    assert!(json.status.success(), "{}", String::from_utf8_lossy(&json.stderr));
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    for key in ["recount", "schema", "seed", "scenario", "trials", "attacks", "of", "margin", "cells"] {
        assert!(!json[key].is_null(), "{key}");
    }
    let cells = json["attacks"].as_array().expect("cells");
    assert_eq!(cells.len(), 2 * 2 * METHODS.len());
    for cell in cells {
        assert!(cell["attack"].is_string() && cell["method"].is_string() && cell["says"].is_string());
        assert_eq!(cell["refused"].is_string(), cell["confirmed_wrong"].is_null());
        let method = named(cell["method"].as_str().expect("a name")).expect("a method");
        if cell["refused"].is_null() {
            assert_eq!(cell["promise"], method.promise().says().to_string());
            assert_eq!(cell["broken"], false);
            let interval = |key: &str| cell[key].as_array().map(Vec::len);
            assert_eq!(interval("confirmed_wrong_interval95"), Some(2));
            assert_eq!(interval("interval_simultaneous99"), Some(2));
            assert!(cell["cards"]["mean"].is_number());
            assert_eq!(cell["faults"][0]["kind"], "adversarial_flip");
        } else {
            assert_eq!(cell["attack"], "undervotes");
        }
    }
    let page = recount(&[&arguments[..], &["--trials", "20", "--full"]].concat());
    assert_eq!(page.status.code(), Some(0));
    let page = String::from_utf8(page.stdout).expect("text");
    for words in ["No promise is broken", "fixed_percentage was worst under packed", "packed: the same cards in as few"]
    {
        assert!(page.contains(words), "{words}:\n{page}");
    }
    let help = String::from_utf8(recount(&["list", "attacks"]).stdout).expect("text");
    assert!(ATTACKS.iter().all(|attack| help.contains(attack.name())));
}

#[test]
fn what_cannot_be_attacked_gets_a_sentence() {
    let wrong: [(&[&str], &str); 4] = [
        (&["--attack", "fewest_card"], "did you mean \"fewest_cards\"?"),
        (&["--attack", "packed", "--margin", "0"], "allowed: 1 to 600"),
        (&["--margin", "7"], "--attack"),
        (&["--attack", "packed", "--of", "hand recount"], "needed: a count by machine"),
    ];
    for (arguments, says) in wrong {
        let output =
            recount(&[&["simulate", "adversaries", "--trials", "2", "--method", "polling"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(says), "{said}");
    }
    // Without records a comparison is refused in its cells, and the others are tried.
    let text = DOZEN.replace("LIMIT", "0.1").replace("by = \"machine\"", "by = \"machine\"\ncast_vote_records = false");
    let file = ScenarioFile::read("dozen", text.replace(", \"ballot_comparison\"", "")).expect("a scenario");
    let table = table(&file, &["fewest_cards".to_owned()], 1, 5);
    let of = |method: &str| &table.cells.iter().find(|cell| cell.method == method).expect("a cell").came_to;
    let needs = "it needs a cast vote record for every card, which \"count\" does not leave";
    assert_eq!(of("ballot_comparison").as_ref().expect_err("no records").to_string(), needs);
    assert!(of("polling").is_ok());
    // A tie on paper has no wrong winner.
    let tie = DOZEN.replace("LIMIT", "0.1").replace("Ben = 4, blank = 1", "Ben = 5");
    let file = ScenarioFile::read("tie", tie).expect("a scenario");
    let table = attack(&file, &SimulationOptions { trials: 1, ..SimulationOptions::default() }, &all(), 1, &|_| {})
        .expect("a table");
    assert!(table.cells.iter().all(|cell| cell.came_to.as_ref().is_err_and(|why| why.to_string().contains("tied"))));
}

#[test]
fn all_methods_are_those_that_fit() {
    let text = DOZEN.replace("LIMIT", "0.1").replace("by = \"machine\"", "by = \"machine\"\ncast_vote_records = false");
    let file = ScenarioFile::read("dozen", text.replace(", \"ballot_comparison\"", "")).expect("a scenario");
    let simulated =
        simulate(&file, &SimulationOptions { trials: 1, methods: all(), ..SimulationOptions::default() }, &|_| {})
            .expect("trials");
    let methods: Vec<&str> = simulated.rows.iter().map(|row| row.method).collect();
    assert!(methods.contains(&"polling") && !methods.contains(&"ballot_comparison"), "{methods:?}");
}

/// Under every rule an attack makes another outcome with no fewer altered records than the margin in ballots, and audits confirm it
/// no more often than they promise.
#[test]
fn an_attack_alters_the_outcome_under_every_rule() {
    for (name, way) in &crate::ways::WAYS {
        let audit = "methods = [\"ballot_comparison\", \"polling\"]";
        let file = crate::ways::file(crate::ways::text(way, "", audit));
        let ask = SimulationOptions { trials: 30, ..SimulationOptions::default() };
        let attacks = ["fewest_cards", "spread", "undervotes"].map(str::to_owned);
        let table = attack(&file, &ask, &attacks, 1, &|_| {}).expect("a table");
        let election_run = under(&file, &table, "fewest_cards", 0);
        let contest = &election_run.contests[0];
        assert!(!contest.stages[0].outcome.agrees_with(&contest.right), "{name}");
        let altered = election_run.stages[0].misrecorded[0].expect("a record of every card");
        let margin = contest.changed_ballots.map_or(1, |margin| margin.least);
        assert!(altered >= margin, "{name}: {altered} altered, {margin} must change");
        for cell in table.cells.iter().filter(|cell| cell.attack == "fewest_cards") {
            let row = cell.came_to.as_ref().expect("an audit of a wrong report");
            assert!(!row.reported_right && !table.is_broken(cell), "{name}, {}: {row:?}", cell.method);
        }
        // Of the other two at least one can be done: votes of the winner are there to be erased.
        assert!(table.cells.iter().any(|cell| cell.attack != "fewest_cards" && cell.came_to.is_ok()), "{name}");
    }
}

/// Leaving batches out, counting their ballots for the loser and moving votes in totals make the report wrong under every rule, or
/// the reason is told.
#[test]
fn attacks_on_batches_and_totals_fit_every_rule() {
    let attacks = ["phantoms", "withheld_records", "another_pool"].map(str::to_owned);
    let mut fitted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let ask =
        SimulationOptions { trials: 1, methods: vec!["ballot_comparison".to_owned()], ..SimulationOptions::default() };
    for (rule, way) in &WAYS {
        let text = text(way, "", "methods = [\"ballot_comparison\"]")
            .replace("precinct = \"South\"", "precinct = \"South\"\nmode = \"mail\"");
        for cell in attack(&file(text), &ask, &attacks, 1, &|_| {}).expect("a table").cells {
            match &cell.came_to {
                Ok(row) => {
                    assert!(!row.reported_right, "{} leaves {rule} right", cell.attack);
                    fitted.entry(cell.attack).or_default().insert(rule);
                }
                Err(why) => {
                    let why = why.to_string();
                    let told = ["does not go by them", "alter who wins", "there are"].iter().any(|it| why.contains(it));
                    assert!(told, "{rule}, {}: {why}", cell.attack);
                }
            }
        }
    }
    // Of two seats by transfers a batch cannot take one away here; a Condorcet winner stays whoever is left out.
    let all: BTreeSet<&str> = WAYS.iter().map(|way| way.0).collect();
    let missing = |attack: &str| all.difference(&fitted[attack]).copied().collect::<Vec<_>>();
    assert_eq!(missing("withheld_records"), ["single_transferable_vote"]);
    assert_eq!(missing("phantoms"), ["condorcet"]);
    let by_totals = ["approval", "dhondt", "hamilton", "plurality", "sainte_lague", "supermajority", "top_two"];
    assert!(fitted["another_pool"].iter().copied().eq(by_totals), "{:?}", fitted["another_pool"]);
}
