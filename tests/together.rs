//! One sample for many contests, compared with a slow twin on explicit lists of cards, and with its promise.

use std::collections::BTreeSet;

use recount::audit::Decision;
use recount::election::Election;
use recount::random::Streams;
use recount::risk::tails;
use recount::sampling::{ByLot, DrawSource, Frame, Sampler};
use recount::scenario::ScenarioFile;
use recount::simulation::{ElectionRun, SimulationOptions, run, simulate};

use crate::elections::{RESET, SmallElection, audit, three_on_two_styles};

/// Three contests audited with one sample.
fn election_of(mayor: u64, faults: &str, audit: &str) -> SmallElection {
    let audit = format!("{audit}\ncare = \"exact\"\none_sample = true");
    three_on_two_styles("2 7 1 8", mayor).machine("count", faults).audit(&audit)
}

fn file(mayor: u64, faults: &str, audit: &str) -> ScenarioFile {
    election_of(mayor, faults, audit).file()
}

/// The election of a scenario, made anew.
fn election(file: &ScenarioFile) -> Election {
    file.build(&Streams::new(file.scenario.seed.as_deref().expect("a seed"), 0)).expect("it fits")
}

/// All cards in the shared order; a number past the last card is a phantom.
fn order(file: &ScenarioFile, election: &Election, phantoms: u64) -> Vec<u64> {
    let frame = Frame::new(&election.batches, (0..election.batches.len()).collect()).with_phantoms(phantoms);
    let streams = Streams::new(file.scenario.seed.as_deref().expect("a seed"), 0).within("audit");
    let chance = DrawSource { seed: String::new(), random: streams.purpose("draw/").stream(0) };
    ByLot.draw(&frame, chance, false).collect()
}

/// For each contest, the places in the shared order of the cards that carry it on the paper, as batches or card by card.
fn sequences(election: &Election, order: &[u64], by_card: bool, lost: &BTreeSet<u64>) -> Vec<Vec<usize>> {
    let cards = election.cards() as u64;
    let carries = |contest: usize, number: u64| {
        if number >= cards {
            // The phantoms are those of the mayor, whose records are too few.
            return contest == 0;
        }
        let batch =
            election.batches.iter().position(|batch| batch.cards.contains(&(number as usize))).expect("a batch");
        let by_batch = election.styles[election.group_of(batch).style].sheet_of(contest).is_some();
        if by_card { election.paper[contest].get(number as usize) != 0 && !lost.contains(&number) } else { by_batch }
    };
    let of = |contest| (0..order.len()).filter(|&ticket| carries(contest, order[ticket])).collect();
    (0..3).map(of).collect()
}

/// Rounds of all contests by plain sets: the cards that each used after each of its rounds, and the cards pulled in the
/// end.
fn by_sets(
    election_run: &ElectionRun,
    sequences: &[Vec<usize>],
    first: u64,
    opportunistic: usize,
) -> (Vec<Vec<u64>>, usize) {
    let mut pulled: BTreeSet<usize> = BTreeSet::new();
    let mut heard: Vec<Vec<u64>> = vec![Vec::new(); sequences.len()];
    let mut open = vec![true; sequences.len()];
    let confirmed = |contest: usize, round: usize| {
        let p = audit(election_run, contest, "ballot_comparison").rounds[round].p_value.expect("a P-value");
        p <= 0.05
    };
    loop {
        let asking: Vec<usize> = (0..sequences.len()).filter(|&c| open[c] && c != opportunistic).collect();
        if asking.is_empty() {
            break;
        }
        for &contest in &asking {
            let goal = heard[contest].last().map_or(first, |&n| (n as f64 * 1.5).ceil() as u64);
            pulled.extend(sequences[contest].iter().take(goal as usize));
        }
        for contest in (0..sequences.len()).filter(|&c| open[c]).collect::<Vec<_>>() {
            let n = sequences[contest].iter().take_while(|ticket| pulled.contains(ticket)).count() as u64;
            if contest == opportunistic && heard[contest].last() == Some(&n) {
                continue;
            }
            heard[contest].push(n);
            open[contest] = !confirmed(contest, heard[contest].len() - 1);
        }
    }
    (heard, pulled.len())
}

#[test]
fn rounds_of_all_contests_are_those_of_plain_sets() {
    let swap = r#", { kind = "candidate_swap", contest = "mayor", candidates = ["Ada", "Ben"], where = { batches = ["North/1"] } }"#;
    for (styles, by_card) in [("batches", false), ("cards", true)] {
        let audit_text = format!(
            "methods = [\"ballot_comparison\"]\nstyles = \"{styles}\"\nfirst_round = 9\nfull_count_at = 1.0\nmost_rounds = 50\nopportunistic = [\"council\"]"
        );
        let file = file(165, &format!("{RESET}{swap}"), &audit_text);
        let election_run = run(&file, None).expect("a life");
        let election = election(&file);
        let phantoms = if by_card { 3 } else { 0 };
        let order = order(&file, &election, phantoms);
        let first_of_south =
            election.batches.iter().find(|batch| batch.id.starts_with("South")).expect("south").cards.start as u64;
        let lost: BTreeSet<u64> = (first_of_south..first_of_south + 3).collect();
        let sequences = sequences(&election, &order, by_card, &lost);
        for (contest, sequence) in sequences.iter().enumerate() {
            assert_eq!(
                audit(&election_run, contest, "ballot_comparison").population,
                sequence.len() as u64,
                "{styles} {contest}"
            );
        }
        let (heard, pulled) = by_sets(&election_run, &sequences, 9, 1);
        for (contest, heard) in heard.iter().enumerate() {
            let ours: Vec<u64> =
                audit(&election_run, contest, "ballot_comparison").rounds.iter().map(|r| r.draws).collect();
            assert_eq!(ours, *heard, "{styles} {contest}");
        }
        assert!(heard[0].len() > 2, "the swap makes several rounds: {:?}", heard[0]);
        assert_eq!(election_run.together[0].cards, pulled as u64, "{styles}");
        let apart: u64 = (0..3).map(|c| audit(&election_run, c, "ballot_comparison").looked_up).sum();
        assert!((pulled as u64) < apart, "{pulled} cards serve audits of {apart}");
    }
}

#[test]
fn what_is_known_of_styles_sets_the_population() {
    let population = |styles: &str| {
        let audit_text = format!("methods = [\"polling\", \"ballot_comparison\"]\nstyles = \"{styles}\"");
        let election_run = run(&file(165, RESET, &audit_text), None).expect("a life");
        [0, 1, 2].map(|contest| {
            let populations =
                ["polling", "ballot_comparison"].map(|method| audit(&election_run, contest, method).population);
            assert_eq!(populations[0], populations[1]);
            populations[0]
        })
    };
    // 300 ballots of two cards and 300 of one; each contest is on one card of a ballot.
    assert_eq!(population("none"), [900, 900, 900]);
    assert_eq!(population("batches"), [900, 600, 600]);
    assert_eq!(population("cards"), [600, 300, 300]);
}

#[test]
fn a_contest_that_asks_for_nothing_is_measured_or_confirmed_and_never_counted() {
    let mut measured = 0;
    for seed in 0..30 {
        let file = file(165, "", "methods = [\"ballot_comparison\"]\nopportunistic = [\"measure\"]");
        let election_run = run(&file, Some(&format!("{seed}"))).expect("a life");
        let it = audit(&election_run, 2, "ballot_comparison");
        assert_ne!(it.decision, Decision::FullHandCount);
        let confirmed = it.p_value.is_some_and(|p| p <= 0.05);
        assert_eq!(it.decision == Decision::Confirmed, confirmed);
        measured += usize::from(it.decision == Decision::MeasuredOnly);
    }
    assert!(measured > 0, "with so few cards it is not always confirmed");
}

#[test]
fn a_wrong_outcome_is_confirmed_no_more_often_than_promised() {
    // The paper says Ben by 2 votes of 600; 12 votes read as Ada's make it Ada by 22.
    let flip = r#"{ kind = "adversarial_flip", contest = "mayor", from = "Ben", to = "Ada", cards = 12 }"#;
    for styles in ["none", "batches", "cards"] {
        let audit_text = format!(
            "methods = [\"ballot_comparison\", \"polling\"]\nstyles = \"{styles}\"\nrisk_limit = 0.2\nfull_count_at = 1.0\nmost_rounds = 1000\nfirst_round = 20"
        );
        let file = file(126, flip, &audit_text);
        let trials = 600;
        let all = simulate(&file, &SimulationOptions { trials, ..SimulationOptions::default() }, &|_| {})
            .expect("a simulation");
        for row in all.rows.iter().filter(|row| row.contest == 0) {
            assert!(!row.reported_right, "{styles}");
            let (low, _) = tails::interval(row.confirmed_wrong.hits, trials, 0.998);
            assert!(low <= 0.2, "{styles} {}: {:?}", row.method, row.confirmed_wrong);
        }
    }
}

#[test]
fn rude_words_get_a_sentence() {
    for (words, says) in [
        ("one_sample = true\ncard_by_card = true", "card_by_card"),
        ("styles = \"cards\"\nstrata = [{ id = \"a\", where = { precincts = [\"North\"] } }]", "styles"),
        ("opportunistic = [\"mayr\"]", "mayor"),
    ] {
        let words = words.replace("one_sample = true\n", "");
        let text = election_of(165, "", &format!("methods = [\"polling\"]\n{words}")).text();
        let built = ScenarioFile::read("test", text).and_then(|file| file.build(&Streams::new("1", 0)).map(|_| ()));
        let error = built.expect_err("a complaint").to_string();
        assert!(error.contains(says), "{error}");
    }
}
