//! Audits of whole elections, compared with slow twins and with their promise, and what they may see.

use recount::audit::Decision;
use recount::election::{Election, Marks};
use recount::random::Streams;
use recount::sampling::{ByLot, DrawSource, Frame, Sampler};
use recount::scenario::ScenarioFile;
use recount::simulation::{Simulated, SimulationOptions, TrialsRow, run, simulate};
use recount::tabulation::{Tabulation, tabulate};

use crate::elections::{SmallElection, audit};

/// Two contests on 900 ballots; marks too faint, and what faults a test adds.
fn election_of(faults: &str, audit: &str) -> SmallElection {
    SmallElection::new()
        .seed("4 2 6")
        .rates(0.01, 0.01, 0.05)
        .batches_of(20)
        .contest("mayor", &["Ada", "Ben", "Cem"])
        .seats("council", &["Dot", "Eli", "Fay", "Gus"], 2)
        .paper(
            "North",
            "ballots = 500\nvotes.mayor = { Ada = 300, Ben = 150, Cem = 30 }\n\
             votes.council = { Dot = 300, Eli = 250, Fay = 150, Gus = 200 }\n\
             marks = [{ contest = \"mayor\", ballots = 9, votes = [\"Ada\"], light = 10 }]",
        )
        .paper(
            "South",
            "ballots = 400\nvotes.mayor = { Ada = 180, Ben = 170, Cem = 30 }\n\
             votes.council = { Dot = 200, Eli = 240, Fay = 100, Gus = 120 }",
        )
        .machine("count", faults)
        .audit(&format!("{audit}\nfull_count_at = 1.0\nmost_rounds = 50"))
}

pub(crate) fn file(faults: &str, audit: &str) -> ScenarioFile {
    election_of(faults, &format!("{audit}\ncare = \"exact\"")).file()
}

/// The paper and the machine's count, made anew from the same streams as a run makes them.
pub(crate) fn again(file: &ScenarioFile) -> (Election, Tabulation) {
    let streams = Streams::new(file.scenario.seed.as_deref().expect("a seed"), 0);
    let election = file.build(&streams).expect("it fits");
    let all = vec![true; election.batches.len()];
    let stage = &file.scenario.stage[0];
    let tabulation = tabulate(&election, all, &stage.faults, None, true, &[], &streams.within("stage").within("count"));
    (election, tabulation)
}

/// The cards in the order in which the audit draws them.
pub(crate) fn order(file: &ScenarioFile, election: &Election, replacement: bool) -> Vec<usize> {
    let frame = Frame::new(&election.batches, (0..election.batches.len()).collect());
    let streams = Streams::new(file.scenario.seed.as_deref().expect("a seed"), 0).within("audit");
    let chance = DrawSource { seed: String::new(), random: streams.purpose("draw/mayor").stream(0) };
    let draw = ByLot.draw(&frame, chance, replacement);
    draw.take(election.cards()).map(|number| frame.locate(number).expect("a card").1).collect()
}

/// (votes for the winner − votes for the loser + 1)/2, from marks as they stand.
pub(crate) fn assorter(marks: Option<&Marks>, winner: u16, loser: u16, votes_allowed: usize) -> f64 {
    let Some(marks) = marks.filter(|m| m.strokes().len() <= votes_allowed) else { return 0.5 };
    let has = |c: u16| f64::from(u8::from(marks.targets().any(|m| m == c)));
    f64::midpoint(has(winner) - has(loser), 1.0)
}

const SWAP: &str = r#"{ kind = "candidate_swap", contest = "mayor", candidates = ["Ada", "Ben"], where = { batches = ["South/3"] } },
    { kind = "batch_not_scanned", where = { batches = ["North/2"] } },
"#;

#[test]
fn polling_on_an_election_is_the_formula_on_its_cards() {
    let file = file("", "methods = [\"polling\"]\nrisk_limit = 0.001");
    let election_run = run(&file, None).expect("a life");
    let (election, _) = again(&file);
    let cards = election.cards() as f64;
    for (contest, pairs) in [(0, vec![(0, 1), (0, 2)]), (1, vec![(0, 2), (0, 3), (1, 2), (1, 3)])] {
        let it = &election.contests[contest];
        let ours = audit(&election_run, contest, "polling");
        let draws = ours.rounds.last().expect("a round").draws as usize;
        let order = order(&file, &election, false);
        let tally = &election_run.contests[contest].stages[0].tally;
        let p = |&(winner, loser): &(u16, u16)| {
            let lead = tally.votes[usize::from(winner)] - tally.votes[usize::from(loser)];
            let eta = 0.5 + lead as f64 / (2.0 * cards);
            let (mut wealth, mut sum, mut least) = (1.0_f64, 0.0, 1.0_f64);
            for (j, &card) in order[..draws].iter().enumerate() {
                let marks = election.votes[contest].vote(election.paper[contest].get(card)).marks();
                let meant = marks.map(|marks| marks.meant(it));
                let x = assorter(meant.as_ref(), winner, loser, usize::from(it.votes_allowed));
                let m = (cards / 2.0 - sum) / (cards - j as f64);
                let above = (eta - 0.5) / 2.0 / (100.0 + j as f64).sqrt();
                let shrunk = (100.0 * eta + sum) / (100.0 + j as f64);
                let eta_j = (1.0 - above).min(shrunk.max(m + above));
                wealth *= x * eta_j / m + (1.0 - x) * (1.0 - eta_j) / (1.0 - m);
                sum += x;
                least = least.min(1.0 / wealth);
            }
            least
        };
        let twin = pairs.iter().map(p).fold(0.0, f64::max);
        let ours = ours.p_value.expect("a P-value");
        assert!((ours - twin).abs() < 1e-9 * twin, "{}: {ours} {twin}", it.id);
    }
}

#[test]
fn comparison_by_counts_on_an_election_is_the_formula_on_its_cards() {
    let file = file(SWAP, "methods = [\"super_simple\", \"ballot_comparison\"]\nrisk_limit = 0.01");
    let election_run = run(&file, None).expect("a life");
    let (election, tabulation) = again(&file);
    let ours = audit(&election_run, 0, "super_simple");
    let draws = ours.rounds.last().expect("a round").draws as usize;
    let cvr = |card: usize| tabulation.cvr(&election, card);
    let value = |card: usize, loser: u16| match cvr(card) {
        None => 0.5,
        Some(record) => assorter(tabulation.votes[0].vote(record.votes[0]).marks(), 0, loser, 1),
    };
    let cards = election.cards();
    let margin = [1, 2].map(|loser| (0..cards).map(|card| 2.0 * value(card, loser) - 1.0).sum::<f64>() / cards as f64);
    let margin = margin[0].min(margin[1]);
    let (mut p, gamma) = (1.0, 1.03905_f64);
    let mut differ = 0;
    for &card in &order(&file, &election, true)[..draws] {
        let marks = election.votes[0].vote(election.paper[0].get(card)).marks().expect("every card has it");
        let meant = marks.meant(&election.contests[0]);
        let over = [1, 2].map(|loser| 2.0 * (value(card, loser) - assorter(Some(&meant), 0, loser, 1)));
        let over = over[0].max(over[1]);
        differ += u64::from(over != 0.0);
        p *= (1.0 - margin / (2.0 * gamma)) / (1.0 - over / (2.0 * gamma));
    }
    let theirs = ours.p_value.expect("a P-value");
    assert!((theirs - p.min(1.0)).abs() < 1e-9 * p.min(1.0), "{theirs} {p}");
    assert_eq!(ours.discrepancies, differ);
    assert!(differ > 0, "the scenario has something to find");
}

#[test]
fn every_audit_meets_the_same_cards_and_a_single_run_is_trial_nought() {
    let file =
        file(SWAP, "methods = [\"ballot_comparison\", \"super_simple\", \"polling\", \"bravo\", \"fixed_percentage\"]");
    let election_run = run(&file, None).expect("a life");
    let one = simulate(
        &file,
        &SimulationOptions { trials: 1, engine: Some("cards".into()), ..SimulationOptions::default() },
        &|_| {},
    )
    .expect("trials");
    for (row, audit) in one.rows.iter().zip(&election_run.audits) {
        assert_eq!((row.contest, row.method), (audit.contest, audit.method));
        assert!((row.cards.mean - audit.cards as f64).abs() < 1e-9, "{}", row.method);
        assert!((row.hours.mean - audit.work.hours).abs() < 1e-9);
    }
    // A discrepancy that the comparison lists first is the first that the count by counts meets too.
    let first = |method: &str| audit(&election_run, 0, method).listed.first().cloned();
    assert_eq!(first("ballot_comparison"), first("super_simple"));
}

#[test]
fn a_card_without_a_record_or_without_paper_is_the_worst_case() {
    // All of North/2 never scanned: phantoms. All of South/1 lost: not found.
    let audit_text = r#"methods = ["ballot_comparison"]
contests = ["mayor"]
first_round = 900
mishaps = [{ kind = "batch_lost", where = { batches = ["South/1"] } }]"#;
    let file = file(r#"{ kind = "batch_not_scanned", where = { batches = ["North/2"] } }"#, audit_text);
    let election_run = run(&file, None).expect("a life");
    let (election, _) = again(&file);
    let cards = |id: &str| election.batches.iter().find(|b| b.id == id).expect("a batch").cards.len();
    let listed = &election_run.audits[0].listed;
    let not_found = listed.iter().filter(|d| d.read.to_string() == "not found").count();
    let of = |votes: &str, batch: &str| {
        listed.iter().filter(|d| d.batch.to_string() == batch && d.reported.to_string() == votes).count()
    };
    assert_eq!(not_found, cards("South/1"), "each is worth a vote for the loser, whatever its record");
    assert!(of("no record", "North/2") > 0 && of("no record", "North/2") <= cards("North/2"));
    assert!(
        listed.iter().all(|d| ["South/1", "North/2"].contains(&d.batch.to_string().as_str()) || d.read != d.reported)
    );
}

/// P has 70 for Ada and 30 for Ben, Q 20 and 80; Q's memory card never arrives, and nobody ever counts Q.
const MISSED: &str = r#"# Can an audit draw what every count missed?
title = "A card that nobody counted"
lesson = "The manifest says what there is, not the count."
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 25 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]

[[paper]]
precinct = "P"
votes.mayor = { Ada = 70, Ben = 30 }

[[paper]]
precinct = "Q"
votes.mayor = { Ada = 20, Ben = 80 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "memory_card_not_uploaded", where = { precincts = ["Q"] } }]

[[stage]]
id = "scan"
by = "machine"
faults = [{ kind = "memory_card_not_uploaded", where = { precincts = ["Q"] } }]

[[stage]]
id = "mean"
by = "machine"
mean_of = ["count", "scan"]

[[stage]]
id = "part"
by = "hand"
care = "exact"
base = "count"
scope = { precincts = ["P"] }

[[stage]]
id = "ruling"
by = "ruling"

[audit]
methods = ["polling", "bravo", "full_hand_count"]
care = "exact"
"#;

#[test]
fn what_no_count_has_seen_can_be_drawn_all_the_same() {
    let file = ScenarioFile::read("test", MISSED.to_owned()).expect("a scenario");
    for of in ["count", "mean", "part", "ruling"] {
        let ask = SimulationOptions { trials: 200, of: Some(of.to_owned()), ..SimulationOptions::default() };
        let all = simulate(&file, &ask, &|_| {}).expect("trials");
        for row in &all.rows {
            assert_eq!(row.population, 200, "{of}, {}: every card of the manifest", row.method);
            assert!(!row.reported_right, "{of}: Ben won");
            assert!(row.confirmed_wrong.interval95().0 <= 0.05, "{of}, {}", row.method);
            assert_eq!(row.wrong_in_the_end.hits, row.confirmed_wrong.hits, "{of}: an exact full count names Ben");
        }
    }
}

#[test]
fn an_audit_that_reads_every_card_is_a_count_and_never_a_confirmation() {
    let terms = "methods = [\"ballot_comparison\", \"polling\"]\nrisk_limit = 1e-9\ncontests = [\"mayor\"]\ncare = \"untrained\"";
    let file = election_of("", terms).file();
    for seed in 0..20 {
        let election_run = run(&file, Some(&seed.to_string())).expect("a life");
        for audit in &election_run.audits {
            let draws = audit.rounds.last().map_or(0, |round| round.draws);
            let all_read = draws == audit.population;
            assert_eq!(all_read, audit.decision == Decision::FullHandCount, "{}: {:?}", audit.method, audit.rounds);
            assert!(!all_read || audit.counted.is_some(), "the readings are the count");
        }
    }
}

#[test]
fn a_card_that_is_wrong_for_one_loser_alone_is_listed_by_every_comparison() {
    // Blank cards that the scanner takes for Ben: an understatement against Ben, nothing against Cem.
    let text = MISSED
        .replace("candidates = [\"Ada\", \"Ben\"]", "candidates = [\"Ada\", \"Ben\", \"Cem\"]")
        .replace("Ada = 70, Ben = 30 }", "Ada = 70, Ben = 20, Cem = 10, blank = 20 }\nmarks = [{ contest = \"mayor\", ballots = 20, stray = \"Ben\", darkness = 90 }]")
        .replace("Ada = 20, Ben = 80", "Ada = 50, Ben = 20, Cem = 10")
        .replace("faults = [{ kind = \"memory_card_not_uploaded\", where = { precincts = [\"Q\"] } }]", "")
        .replace("methods = [\"polling\", \"bravo\", \"full_hand_count\"]", "methods = [\"ballot_comparison\", \"super_simple\"]\nfirst_round = 150\nfull_count_at = 1.0");
    let election_run = run(&ScenarioFile::read("test", text).expect("a scenario"), None).expect("a life");
    for audit in &election_run.audits {
        assert!(
            audit.discrepancies > 0
                && audit.listed.iter().all(|d| d.reported.to_string() == "Ben" && d.read.to_string() == "no vote")
        );
    }
}

fn row<'a>(all: &'a Simulated, contest: usize, method: &str) -> &'a TrialsRow {
    all.rows.iter().find(|row| row.contest == contest && row.method == method).expect("a row")
}

#[test]
fn wrong_winners_are_confirmed_no_more_often_than_promised() {
    let methods = ["ballot_comparison", "super_simple", "polling", "bravo"].map(String::from).to_vec();
    for name in ["wellington-2012", "stale_mapping_shift", "misread", "adversarial_flip", "candidate_swap", "ink"] {
        let file = recount::scenario::shipped(name).expect("a shipped scenario");
        let ask = SimulationOptions {
            trials: 400,
            methods: methods.clone(),
            risk_limit: Some(0.1),
            ..SimulationOptions::default()
        };
        let all = simulate(&file, &ask, &|_| {}).expect("trials");
        let wrong: Vec<&TrialsRow> = all.rows.iter().filter(|row| !row.reported_right).collect();
        assert!(!wrong.is_empty(), "{name}: a wrong winner was reported");
        for row in wrong {
            let (low, _) = row.confirmed_wrong.interval95();
            assert!(low <= 0.1, "{name}, {}: {:?}", row.method, row.confirmed_wrong);
            assert_eq!(row.confirmed.hits + row.full_hand_count.hits, 400);
        }
    }
}

#[test]
fn right_winners_take_about_as_many_cards_as_the_formulas_say() {
    let file =
        file("", "methods = [\"polling\", \"bravo\", \"ballot_comparison\", \"full_hand_count\"]\ncard_by_card = true");
    let all =
        simulate(&file, &SimulationOptions { trials: 400, ..SimulationOptions::default() }, &|_| {}).expect("trials");
    // Wald's mean for BRAVO, from the reported shares: within a third, for overshoot and few cards.
    let bravo = row(&all, 0, "bravo");
    let tally = [480_u64, 320];
    let asn = recount::risk::average_sample_number(0.05, tally[0], tally[1], 900).expect("a winner") as f64;
    assert!((bravo.cards.mean / asn - 1.0).abs() < 0.34, "{} {asn}", bravo.cards.mean);
    assert!(row(&all, 0, "ballot_comparison").cards.mean < bravo.cards.mean / 2.0);
    assert!((row(&all, 0, "full_hand_count").cards.mean - 900.0).abs() < 1e-9);
    assert!(row(&all, 0, "polling").confirmed.fraction() > 0.99);
}

#[test]
fn many_lives_are_the_same_bytes_for_any_number_of_threads() {
    let simulate = |threads: &str| {
        let output = crate::program::program()
            .args(["simulate", "wellington-2012", "--method", "ballot_comparison", "--method", "polling"])
            .args(["--method", "fixed_percentage", "--trials", "100", "--json", "--threads", threads])
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let one = simulate("1");
    assert_eq!(one, simulate("1"), "a second call");
    assert_eq!(one, simulate("2"));
    assert_eq!(one, simulate("16"));
}
