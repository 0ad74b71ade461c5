//! Audits as values: interrupted, resumed, or recorded in any order, they end as they do without, whatever the method.

use std::sync::Arc;

use recount::audit::session::{
    EvidenceSoFar, HandReading, OverstatementCounts, Recorded, RefusedReading, RefusedResume, RefusedSetup,
    ReportedPart, SavedSession, SavedUnit, Session, SessionSetup, UnitPlace,
};
use recount::audit::{
    AuditMethod, AuditSettings, AuditState, Decision, DrawnUnit, Guarantee, NameTaken, Needs, PreparedAudit, Registry,
    ReportedContest, RoundEvidence, Unit,
};
use recount::election::{Marks, Stroke};
use recount::hand_count::Reading;
use recount::random::{Random, Streams};
use recount::reason::Reason;
use recount::risk::bet::spec::{BetGround, BetText, OpenBet, UnfitOption};
use recount::risk::{Bet, Null, Past};
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::{ElectionRun, Rehearsal, RehearsalBoards, SimulationOptions, plan, rehearse, run, simulate};
use recount::social_choice::Tally;
use serde_json::{Map, Value, json};

use crate::elections::{RESET, SmallElection, audit, three_on_two_styles};

const SWAP: &str =
    r#"{ kind = "candidate_swap", contest = "mayor", candidates = ["Ada", "Ben"], where = { batches = ["South/3"] } }"#;
const NOT_SCANNED: &str = r#"{ kind = "batch_not_scanned", where = { batches = ["North/2"] } }"#;

/// Two contests on 900 ballots, in batches of 25, with these faults.
fn two_contests(faults: &[&str]) -> SmallElection {
    SmallElection::new()
        .seed("1 6 1 8")
        .rates(0.02, 0.01, 0.03)
        .batches_of(25)
        .contest("mayor", &["Ada", "Ben", "Cem"])
        .seats("council", &["Dot", "Eli", "Fay", "Gus"], 2)
        .paper(
            "North",
            "ballots = 500\nvotes.mayor = { Ada = 320, Ben = 130, Cem = 20 }\n\
             votes.council = { Dot = 330, Eli = 290, Fay = 100, Gus = 80 }",
        )
        .paper(
            "South",
            "ballots = 400\nvotes.mayor = { Ada = 210, Ben = 150, Cem = 20 }\n\
             votes.council = { Dot = 240, Eli = 200, Fay = 100, Gus = 80 }",
        )
        .machine("count", &faults.join(", "))
}

/// One batch is swapped and one was never scanned.
fn with_two_faults() -> SmallElection {
    two_contests(&[SWAP, NOT_SCANNED])
}

/// Two contests whose count has two faults, under these audits.
fn file(audit: &str) -> ScenarioFile {
    with_two_faults().audit(audit).file()
}

fn ask(seed: &str) -> SimulationOptions {
    SimulationOptions { seed: Some(seed.to_owned()), ..SimulationOptions::default() }
}

/// Records what a session asks for in random order, and now and then saves it, reads it back and goes on with that.
fn run_out<'s>(
    setup: &'s SessionSetup<'s>,
    boards: &mut RehearsalBoards<'_>,
    random: &mut Random,
    rests: f64,
) -> (Session<'s>, u32) {
    let mut session = Session::begin(setup);
    let mut resumed = 0;
    while !session.has_ended() {
        let mut read = boards.read(setup, &session.next_pulls());
        assert!(!read.is_empty(), "a session that has not ended asks for something");
        random.shuffle(&mut read);
        let last = read.len() - 1;
        for (at, (place, contest, reading)) in read.into_iter().enumerate() {
            let recorded = session.record(contest, place, reading.clone()).expect("it was asked for");
            assert_eq!(recorded == Recorded::Heard, at == last);
            assert_eq!(session.record(contest, place, reading), Ok(Recorded::Before));
            if random.chance(rests) {
                let text = serde_json::to_string(&session.save()).expect("JSON");
                let saved: SavedSession = serde_json::from_str(&text).expect("what was saved");
                let again = Session::resume(setup, &saved).expect("the same inputs");
                assert_eq!(serde_json::to_string(&again.save()).expect("JSON"), text);
                assert_eq!((again.status(), again.next_pulls()), (session.status(), session.next_pulls()));
                session = again;
                resumed += 1;
            }
        }
    }
    assert!(session.next_pulls().is_empty());
    (session, resumed)
}

/// Holds a session that has ended against the audits of a single run.
fn same_as(session: &Session<'_>, election: &ElectionRun, method: &str, contests: &[usize]) {
    for (status, &contest) in session.status().iter().zip(contests) {
        let audit = audit(election, contest, method);
        let what = format!("{method}, {}", status.contest);
        let bits = |p: Option<f64>| p.map(f64::to_bits);
        assert_eq!(status.rounds, audit.rounds, "{what}");
        let of_rounds =
            |rounds: &[recount::audit::RoundSoFar]| rounds.iter().map(|it| bits(it.p_value)).collect::<Vec<_>>();
        assert_eq!(of_rounds(&status.rounds), of_rounds(&audit.rounds), "{what}");
        assert_eq!(status.decision, Some(audit.decision), "{what}");
        assert_eq!(status.why, audit.why_counted, "{what}");
        assert_eq!(status.discrepancies, audit.discrepancies, "{what}");
        assert_eq!((status.goal, status.missing), (None, 0), "{what}");
        let measured = status.measured.map(|measured| match measured {
            EvidenceSoFar::Posterior(p) => (p.to_bits(), true),
            EvidenceSoFar::PValue(p) => (p.to_bits(), false),
        });
        assert_eq!(measured, bits(audit.p_value).map(|p| (p, method.starts_with("bayes"))), "{what}");
        let listed: Vec<_> = audit.listed.iter().map(|it| (it.batch_index, it.position)).collect();
        // A card that no list shows lies nowhere.
        let lie = |(ours, theirs): (&Option<UnitPlace>, &(usize, Option<u64>))| {
            ours.is_none_or(|place| (place.batch, place.position) == *theirs)
        };
        assert!(status.differing.iter().zip(&listed).all(lie), "{what}: {:?} {listed:?}", status.differing);
        assert_eq!(status.differing.len(), listed.len(), "{what}");
        if let Some(kinds) = status.overstatements {
            let all = kinds.o1 + kinds.o2 + kinds.u1 + kinds.u2 + kinds.none;
            assert_eq!(all, status.discrepancies, "{what}");
        }
    }
}

/// All methods of a scenario, each contest alone.
fn alone(text: &str, seeds: std::ops::Range<u32>, rests: f64) -> (u32, Vec<Decision>) {
    let file = file(text);
    let methods = file.scenario.audit.as_ref().expect("audits").methods.clone();
    let (mut resumed, mut decisions) = (0, Vec::new());
    for seed in seeds {
        let seed = format!("{seed}");
        let election = run(&file, Some(&seed)).expect("a life");
        rehearse(&file, &ask(&seed), |office| {
            for contest in [0, 1] {
                // All methods work with the same boards, one after the other.
                let mut boards = office.boards(&[contest], 0);
                for method in &methods {
                    let mut random = Streams::new(&seed, contest as u64).purpose(method).stream(0);
                    let setup = office.setup(method, &[contest], office.settings(), 0).expect("a setup");
                    let (session, times) = run_out(&setup, &mut boards, &mut random, rests);
                    same_as(&session, &election, method, &[contest]);
                    resumed += times;
                    decisions.extend(session.status().iter().filter_map(|it| it.decision));
                }
            }
        })
        .expect("a rehearsal");
    }
    (resumed, decisions)
}

const CARDS: &str = r#"methods = ["polling", "bravo", "eor_bravo", "minerva", "athena", "providence", "bayes_polling",
    "ballot_comparison", "super_simple", "one_audit", "bayes_comparison", "full_hand_count"]"#;

#[test]
fn audits_of_cards_that_rest_end_as_those_that_do_not() {
    let rest = "care = \"hurried\"\nrisk_limit = 0.05\nfull_count_at = 0.9";
    let (resumed, decisions) = alone(&format!("{CARDS}\n{rest}"), 0..3, 0.02);
    assert!(resumed > 30, "{resumed}");
    assert!(decisions.contains(&Decision::Confirmed) && decisions.contains(&Decision::FullHandCount));
    for draw in ["rivest", "consistent"] {
        let text = r#"methods = ["ballot_comparison", "super_simple", "polling"]"#;
        alone(&format!("{text}\ndraw = \"{draw}\"\nround_chance = 0.5\nfull_count_at = 1.0"), 3..5, 0.03);
    }
    let text = r#"methods = ["ballot_comparison", "polling", "one_audit"]"#;
    alone(&format!("{text}\nstyles = \"cards\"\nfull_count_at = 1.0\nfirst_round = 11\nmost_rounds = 40"), 5..7, 0.03);
}

#[test]
fn audits_card_by_card_ask_for_one_card_at_a_time() {
    let text = r#"methods = ["ballot_comparison", "super_simple", "polling", "minerva", "bayes_polling"]"#;
    let (resumed, _) =
        alone(&format!("{text}\ncard_by_card = true\nfull_count_at = 0.5\ncare = \"hurried\""), 0..3, 0.05);
    assert!(resumed > 5, "{resumed}");
}

#[test]
fn audits_of_batches_that_rest_end_as_those_that_do_not() {
    let text = r#"methods = ["batch_comparison", "fixed_percentage", "batch_assertions", "random_precincts",
        "retabulation", "machine_recount"]"#;
    for law in ["", "law = \"CA\"", "law = \"AZ\"", "law = \"MN\"", "share = 0.2\ntolerance = 0.0"] {
        let (resumed, _) = alone(&format!("{text}\ncare = \"hurried\"\n{law}"), 0..2, 0.1);
        assert!(resumed > 3, "{resumed}");
    }
}

#[test]
fn boards_that_read_for_several_audits_at_once_read_the_same() {
    let methods = ["batch_comparison", "fixed_percentage", "super_simple", "batch_assertions", "polling"];
    let file = file(&format!("methods = {methods:?}\ncare = \"hurried\"\nshare = 0.2\nrisk_limit = 0.01"));
    let election = run(&file, Some("4")).expect("a life");
    rehearse(&file, &ask("4"), |office| {
        let mut boards = office.boards(&[0], 0);
        let setups = methods.map(|method| office.setup(method, &[0], office.settings(), 0).expect("a setup"));
        let mut sessions: Vec<Session<'_>> = setups.iter().map(Session::begin).collect();
        // Each audit in turn has one of its units read, whatever the others have asked for.
        while sessions.iter().any(|session| !session.has_ended()) {
            for (session, setup) in sessions.iter_mut().zip(&setups) {
                let last = session.next_pulls().split_off(session.next_pulls().len().saturating_sub(1));
                for (place, contest, reading) in boards.read(setup, &last) {
                    session.record(contest, place, reading).expect("it was asked for");
                }
            }
        }
        for (session, method) in sessions.iter().zip(methods) {
            same_as(session, &election, method, &[0]);
        }
    })
    .expect("a rehearsal");
}

#[test]
fn discrepancies_are_told_by_what_they_do_to_the_margin() {
    let file = file("methods = [\"ballot_comparison\", \"super_simple\"]\nfirst_round = 200");
    rehearse(&file, &ask("11"), |office| {
        for method in ["ballot_comparison", "super_simple"] {
            let setup = office.setup(method, &[0], office.settings(), 0).expect("a setup");
            let (mut session, claim) = (Session::begin(&setup), setup.reported(0));
            let records = claim.records.as_ref().expect("records");
            // Everything reads as recorded but three cards; a card without a record is blank.
            let mut others = vec![(Some(0), vec![1]), (Some(0), vec![]), (Some(1), vec![0])];
            for pull in session.next_pulls() {
                let at = claim.frame.batches().binary_search(&pull.place.batch).expect("in the frame");
                let card = claim.frame.cards_of(at).start + pull.place.position.expect("a card") as usize - 1;
                let recorded = records.of(card).and_then(|code| records.votes.vote(code).marks().cloned());
                let marks = recorded.unwrap_or_default();
                let only = (marks.strokes().len() == 1).then(|| marks.targets().next()).flatten();
                // Only a card that is drawn once is counted once.
                let other = others.iter().position(|(from, _)| *from == only && pull.wants[0].draws.len() == 1);
                let marks = other.map_or(marks, |other| Marks::plain(others.remove(other).1));
                session.record(0, pull.place, HandReading::Marks(marks)).expect("it was asked for");
            }
            assert!(others.is_empty(), "two votes for the reported winner and one for a loser are among the cards");
            let status = &session.status()[0];
            // From Ada to Ben are two votes against Ben; from Ada to none, one; from Ben to Ada one at least, against Cem.
            let expected = OverstatementCounts { o1: 1, o2: 1, u1: 1, ..OverstatementCounts::default() };
            assert_eq!((status.discrepancies, status.overstatements), (3, Some(expected)), "{method}");
        }
    })
    .expect("a rehearsal");
}

#[test]
fn audits_of_strata_that_rest_end_as_those_that_do_not() {
    let text = r#"methods = ["stratified", "suite"]
strata = [{ id = "north", where = { precincts = ["North"] }, method = "comparison" },
    { id = "south", where = { precincts = ["South"] }, method = "polling" }]
care = "hurried"
full_count_at = 0.9"#;
    let (resumed, decisions) = alone(text, 0..2, 0.02);
    assert!(resumed > 10 && !decisions.is_empty(), "{resumed}");
    alone(&format!("{text}\ncard_by_card = true"), 0..1, 0.02);
}

#[test]
fn audits_of_several_contests_rest_together() {
    let mut resumed = 0;
    for (styles, more) in [("batches", ""), ("cards", "opportunistic = [\"council\"]"), ("none", "first_round = 9")] {
        let methods = ["ballot_comparison", "polling", "one_audit", "super_simple"];
        let text =
            format!("methods = {methods:?}\nstyles = \"{styles}\"\nfull_count_at = 1.0\ncare = \"hurried\"\n{more}");
        let file = three_on_two_styles("3 1 4 1", 165)
            .machine("count", RESET)
            .audit(&format!("{text}\none_sample = true"))
            .file();
        for seed in ["0", "1"] {
            let election = run(&file, Some(seed)).expect("a life");
            let mut random = Streams::new(seed, 0).purpose(styles).stream(0);
            rehearse(&file, &ask(seed), |office| {
                for (at, method) in methods[..3].iter().enumerate() {
                    let setup = office.setup(method, &[0, 1, 2], office.settings(), 0).expect("a setup");
                    assert!(setup.shares_one_sample());
                    let mut boards = office.boards(&[0, 1, 2], 0);
                    let (session, times) = run_out(&setup, &mut boards, &mut random, 0.01);
                    same_as(&session, &election, method, &[0, 1, 2]);
                    assert_eq!(session.cards_pulled(), Some(election.together[at].cards), "{method}, {styles}");
                    resumed += times;
                }
                // Cards that are put back are drawn for each contest alone, in the order that all share.
                let all = office.setup("super_simple", &[0, 1], office.settings(), 0);
                assert_eq!(all.err(), Some(RefusedSetup::SharesNoSample));
                for contest in 0..3 {
                    let setup = office.setup("super_simple", &[contest], office.settings(), 0).expect("a setup");
                    let (session, _) = run_out(&setup, &mut office.boards(&[contest], 0), &mut random, 0.01);
                    same_as(&session, &election, "super_simple", &[contest]);
                }
            })
            .expect("a rehearsal");
        }
    }
    assert!(resumed > 10, "{resumed}");
}

#[test]
fn a_session_is_the_trial_of_its_number() {
    let file = file("methods = [\"super_simple\", \"polling\"]\nfull_count_at = 0.9");
    let ask = SimulationOptions { trials: 6, engine: Some("cards".into()), ..ask("t") };
    let all = simulate(&file, &ask, &|_| {}).expect("trials");
    rehearse(&file, &ask, |office| {
        for row in &all.rows {
            let cards = (0..6).map(|trial| {
                let setup = office.setup(row.method, &[row.contest], office.settings(), trial).expect("a setup");
                let mut random = Streams::new("t", trial).purpose("order").stream(0);
                let (session, _) = run_out(&setup, &mut office.boards(&[row.contest], trial), &mut random, 0.0);
                let status = &session.status()[0];
                if status.decision == Some(Decision::FullHandCount) { row.population } else { status.cards }
            });
            let mean = cards.sum::<u64>() as f64 / 6.0;
            assert!((row.cards.mean - mean).abs() < 1e-9, "{}: {} {mean}", row.method, row.cards.mean);
        }
    })
    .expect("a rehearsal");
}

#[test]
fn a_reading_that_does_not_fit_changes_nothing() {
    let file = file("methods = [\"ballot_comparison\", \"batch_comparison\"]");
    rehearse(&file, &ask("1"), |office| {
        let setup = office.setup("ballot_comparison", &[0], office.settings(), 0).expect("a setup");
        let mut session = Session::begin(&setup);
        let before = session.save();
        let pulls = session.next_pulls();
        let place = pulls[0].place;
        let ada = || HandReading::Marks(Marks::plain([0]));
        let tally = |votes: &[i64]| HandReading::Tally(Tally { votes: votes.to_vec(), ..Tally::default() });
        let mut light = Marks::default();
        light.set(0, Stroke::Light(20));
        let elsewhere = UnitPlace { position: Some(1_000), ..place };
        for (contest, place, reading, why) in [
            (1, place, ada(), RefusedReading::NoSuchContest { contest: 1 }),
            (0, elsewhere, ada(), RefusedReading::NotAsked { place: elsewhere }),
            (0, place, tally(&[1, 2, 3]), RefusedReading::WrongUnit { place }),
            (
                0,
                place,
                HandReading::Marks(Marks::plain([1, 3])),
                RefusedReading::NoSuchCandidate { candidate: 3, candidates: 3 },
            ),
            (0, place, HandReading::Marks(light.clone()), RefusedReading::UnclearMarks),
        ] {
            assert_eq!(session.record(contest, place, reading), Err(why));
            assert_eq!(session.save(), before);
        }
        assert_eq!(session.record(0, place, ada()), Ok(Recorded::Kept));
        let other = session.record(0, place, HandReading::NotFound);
        assert_eq!(other, Err(RefusedReading::Another { before: ada() }));
        assert_eq!(session.next_pulls()[..], pulls[1..]);
        assert_eq!(session.status()[0].missing, pulls.len() as u64 - 1);

        let setup = office.setup("batch_comparison", &[0], office.settings(), 0).expect("a setup");
        let mut session = Session::begin(&setup);
        let place = session.next_pulls()[0].place;
        for (reading, why) in [
            (ada(), RefusedReading::WrongUnit { place }),
            (HandReading::NotOnCard, RefusedReading::WrongUnit { place }),
            (tally(&[1, 2]), RefusedReading::CandidatesOfTally { found: 2, candidates: 3 }),
            (tally(&[1, 2, -3]), RefusedReading::TallyBelowZero),
        ] {
            assert_eq!(session.record(0, place, reading), Err(why));
        }
    })
    .expect("a rehearsal");
}

/// A session with a few readings, and its saved text.
fn with_saved(
    paper: &SmallElection,
    seed: &str,
    method: &str,
    work: impl FnOnce(&Rehearsal<'_>, &SessionSetup<'_>, SavedSession),
) {
    let file = paper.clone().audit("methods = [\"ballot_comparison\", \"polling\"]").file();
    rehearse(&file, &ask(seed), |office| {
        let setup = office.setup(method, &[0], office.settings(), 0).expect("a setup");
        let mut session = Session::begin(&setup);
        let read = office.boards(&[0], 0).read(&setup, &session.next_pulls()[..9]);
        for (place, contest, reading) in read {
            session.record(contest, place, reading).expect("it was asked for");
        }
        work(office, &setup, session.save());
    })
    .expect("a rehearsal");
}

#[test]
fn a_session_is_resumed_from_the_same_inputs_alone() {
    with_saved(&with_two_faults(), "7", "ballot_comparison", |office, setup, saved| {
        assert_eq!(saved.readings.len(), 9);
        let refused = |saved: &SavedSession| Session::resume(setup, saved).err().expect("a refusal");
        let with = |change: &dyn Fn(&mut SavedSession)| {
            let mut saved = saved.clone();
            change(&mut saved);
            refused(&saved)
        };
        assert_eq!(with(&|it| it.version = 2), RefusedResume::Version { found: 2 });
        assert_eq!(with(&|it| it.method = "polling".into()), RefusedResume::Method);
        assert_eq!(with(&|it| it.settings.risk_limit = 0.06), RefusedResume::Settings);
        assert_eq!(with(&|it| it.seed = "8".into()), RefusedResume::Seed);
        assert_eq!(with(&|it| it.trial = 1), RefusedResume::Seed);
        assert_eq!(with(&|it| it.sampler = "rivest".into()), RefusedResume::Sampler);
        assert_eq!(with(&|it| it.whole = Some(String::new())), RefusedResume::Whole);
        assert_eq!(with(&|it| it.contests[0].opportunistic = true), RefusedResume::Contests);
        let twice = with(&|it| it.readings.push(it.readings[0].clone()));
        assert_eq!(twice, RefusedResume::Twice { reading: Box::new(saved.readings[0].clone()) });
        let named = |it: &mut SavedSession| it.readings[0].read = SavedUnit::Votes(vec!["Zoe".into()]);
        let unknown = RefusedResume::UnknownCandidate { contest: "mayor".into(), name: "Zoe".into() };
        assert_eq!(with(&named), unknown);
        let lost = with(&|it| it.readings[0].batch = "North/99".into());
        assert!(matches!(lost, RefusedResume::UnknownPlace { .. }), "{lost:?}");
        let elsewhere = with(&|it| it.readings[0].position = Some(999));
        assert!(matches!(elsewhere, RefusedResume::NeverAsked { .. }), "{elsewhere:?}");
        let unfit = with(&|it| {
            it.readings[0].read =
                SavedUnit::Tally { votes: vec![0; 3], ballots: 0, blank: 0, overvoted: 0, kinds: Vec::new() }
        });
        assert!(matches!(unfit, RefusedResume::Reading { why: RefusedReading::WrongUnit { .. }, .. }), "{unfit:?}");

        // What is saved says how to begin again, but for what was reported.
        let reported: Vec<&ReportedContest<'_>> = office.reported().take(1).collect();
        let again = saved.setup(&Registry::shipped(), None, &reported).expect("a setup");
        let session = Session::resume(&again, &saved).expect("the same inputs");
        assert_eq!(session.save(), saved);
        let other: Vec<&ReportedContest<'_>> = office.reported().skip(1).collect();
        let other = saved.setup(&Registry::shipped(), None, &other).expect("a setup");
        assert_eq!(Session::resume(&other, &saved).err(), Some(RefusedResume::Contests));
    });
}

/// A session of the one paper is not resumed from the other, and that part is named.
fn differs(one: &SmallElection, other: &SmallElection, part: ReportedPart) {
    with_saved(one, "7", "ballot_comparison", |_, _, saved| {
        with_saved(other, "7", "ballot_comparison", |_, setup, _| {
            let why = Session::resume(setup, &saved).err();
            assert_eq!(why, Some(RefusedResume::Reported { contest: "mayor".into(), part }));
        });
    });
}

#[test]
fn what_was_reported_is_told_apart_part_by_part() {
    let reported = with_two_faults();
    let other_name = reported.with("\"Cem\"", "\"Cam\"").with("Cem = ", "Cam = ");
    differs(&reported, &other_name, ReportedPart::Contest);
    differs(&reported, &reported.with("Ada = 320, Ben = 130", "Ada = 321, Ben = 129"), ReportedPart::Totals);
    differs(&reported, &reported.clone().batches_of(30), ReportedPart::Frame);
    differs(&reported, &reported.with("South/3", "South/4"), ReportedPart::Totals);
    // Five votes the one way and five the other leave the totals as they were, and not the records.
    let flip = |from: &str, to: &str| {
        format!(r#"{{ kind = "adversarial_flip", contest = "mayor", from = "{from}", to = "{to}", cards = 5 }}"#)
    };
    let none = two_contests(&[NOT_SCANNED]);
    let flips = two_contests(&[&flip("Ada", "Ben"), &flip("Ben", "Ada"), NOT_SCANNED]);
    differs(&none, &flips, ReportedPart::Records);
}

#[test]
fn no_session_begins_from_what_is_not_known() {
    let file = file("methods = [\"polling\"]");
    rehearse(&file, &ask("1"), |office| {
        let refused =
            |method: &str, contests: &[usize], terms: &AuditSettings| office.setup(method, contests, terms, 0).err();
        let terms = office.settings();
        let unknown = RefusedSetup::UnknownMethod { method: "poling".into() };
        assert_eq!(refused("poling", &[0], terms), Some(unknown));
        assert_eq!(refused("polling", &[], terms), Some(RefusedSetup::NoContest));
        assert_eq!(refused("polling", &[0, 1], terms), Some(RefusedSetup::SharesNoSample));
        let twice = RefusedSetup::ContestTwice { contest: "mayor".into() };
        assert_eq!(refused("polling", &[0, 0], terms), Some(twice));
        for (setting, wrong) in [
            ("risk_limit", AuditSettings { risk_limit: 0.0, ..terms.clone() }),
            ("growth", AuditSettings { growth: 1.0, ..terms.clone() }),
            ("most_rounds", AuditSettings { most_rounds: 0, ..terms.clone() }),
            ("full_count_at", AuditSettings { full_count_at: f64::NAN, ..terms.clone() }),
            ("first_round", AuditSettings { first_round: Some(0), ..terms.clone() }),
        ] {
            assert_eq!(refused("polling", &[0], &wrong), Some(RefusedSetup::OutOfRange { setting }));
        }
        let with_bet = |method: &str, bet: &str| {
            let bets = [(method.to_owned(), BetText::Name(bet.to_owned()))].into_iter().collect();
            AuditSettings { bets, ..terms.clone() }
        };
        let none = RefusedSetup::TakesNoBet { method: "bravo".into() };
        assert_eq!(refused("polling", &[0], &with_bet("bravo", "agrapa")), Some(none));
        let unfit = RefusedSetup::UnfitBet { method: "polling".into() };
        assert_eq!(refused("polling", &[0], &with_bet("polling", "half")), Some(unfit));
        assert_eq!(refused("polling", &[0], &with_bet("polling", "agrapa")), None);
    })
    .expect("a rehearsal");
}

/// A method that this crate does not know: one card in ten, and the outcome is confirmed where the reported winner leads
/// among them.
struct TenthOfCards;

struct Tenth<'c>(&'c ReportedContest<'c>);

struct Leads<'c> {
    claim: &'c ReportedContest<'c>,
    votes: Vec<u64>,
}

impl AuditMethod for TenthOfCards {
    fn name(&self) -> &'static str {
        "tenth_of_cards"
    }

    fn says(&self) -> Reason {
        Reason::own_words("reads one card in ten")
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::Nothing
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        _: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(Tenth(claim)))
    }
}

impl PreparedAudit for Tenth<'_> {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        self.0.frame.cards().div_ceil(10)
    }

    fn formula(&self) -> Reason {
        Reason::own_words("one in ten")
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(Leads { claim: self.0, votes: vec![0; self.0.contest.candidates.len()] })
    }
}

impl AuditState for Leads<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        if let DrawnUnit::Card { reading: Reading::Vote(code), .. } = drawn
            && let Some(marks) = self.claim.readable.vote(code).marks()
        {
            marks.targets().for_each(|candidate| self.votes[usize::from(candidate)] += 1);
        }
        false
    }

    fn evidence(&self) -> RoundEvidence {
        let most = self.votes.iter().max();
        let leads = self.claim.outcome.winners.iter().any(|&it| Some(&self.votes[usize::from(it)]) == most);
        if leads { RoundEvidence::Passed } else { RoundEvidence::Failed }
    }
}

static TENTH: TenthOfCards = TenthOfCards;

/// A bet that this crate does not know: always the same part of what may be staked.
struct PartBet;

struct StakedPart(f64);

impl Bet for StakedPart {
    fn stake(&self, _: &Null, _: &Past, _: f64) -> f64 {
        self.0
    }
}

impl OpenBet for PartBet {
    fn name(&self) -> &'static str {
        "part"
    }

    fn bet(&self, options: &Map<String, Value>, ground: &BetGround) -> Result<Arc<dyn Bet + Sync>, UnfitOption> {
        assert!(ground.margin > 0.0 && !ground.compares);
        if let Some(key) = options.keys().find(|key| *key != "of") {
            return Err(UnfitOption { key: key.clone() });
        }
        let of = options.get("of").map_or(Some(0.5), Value::as_f64).filter(|of| (0.0..=1.0).contains(of));
        of.map(|of| Arc::new(StakedPart(of)) as Arc<dyn Bet + Sync>).ok_or(UnfitOption { key: "of".into() })
    }
}

fn open_registry() -> Registry {
    let registry = Registry::shipped().with_method(&TENTH).expect("a new name");
    registry.with_bet(Arc::new(PartBet)).expect("a new name")
}

#[test]
fn a_method_that_the_crate_does_not_know_takes_part() {
    let registry = open_registry();
    assert_eq!(registry.clone().with_method(&TENTH).err(), Some(NameTaken { name: "tenth_of_cards" }));
    let polling = registry.method("polling").expect("shipped");
    assert_eq!(registry.clone().with_method(polling).err(), Some(NameTaken { name: "polling" }));
    // The scenario names it; without the registry it is refused.
    let unknown = file("methods = [\"tenth_of_cards\"]\ncare = \"exact\"");
    let why = run(&unknown, None).expect_err("no method of this crate").to_string();
    assert!(why.contains("tenth_of_cards") && why.contains("polling"), "{why}");
    let file = unknown.with_registry(registry.clone());
    let election = run(&file, None).expect("a life");
    assert_eq!((election.audits[0].method, election.audits[0].decision), ("tenth_of_cards", Decision::Confirmed));
    let by_name = SimulationOptions { methods: vec!["tenth_of_cards".to_owned()], ..ask("5") };
    let planned = plan(&file, &by_name, &|_| {}).expect("a plan");
    let row = planned.rows.iter().find(|row| row.method == "tenth_of_cards").expect("a row of its own");
    assert!(row.misfit.is_none() && !row.full_hand_count, "{row:?}");
    let ask = SimulationOptions { trials: 20, ..ask("5") };
    // In a simulation of many audits, where the mayor's lead of 530 to 280 shows among 90 cards.
    let all = simulate(&file, &ask, &|_| {}).expect("trials");
    assert_eq!((all.rows[0].method, all.rows[0].confirmed.hits), ("tenth_of_cards", 20));
    // As a session.
    rehearse(&file, &ask, |office| {
        let setup = office.setup("tenth_of_cards", &[0], office.settings(), 0).expect("a setup");
        let mut random = Streams::new("5", 0).purpose("order").stream(0);
        let (session, resumed) = run_out(&setup, &mut office.boards(&[0], 0), &mut random, 0.1);
        let status = &session.status()[0];
        assert_eq!((status.decision, status.cards, resumed > 0), (Some(Decision::Confirmed), 90, true));
        let saved = session.save();
        let reported: Vec<&ReportedContest<'_>> = office.reported().take(1).collect();
        assert!(saved.setup(&registry, None, &reported).is_ok());
        let unknown = saved.setup(&Registry::shipped(), None, &reported).err();
        assert_eq!(unknown, Some(RefusedSetup::UnknownMethod { method: "tenth_of_cards".into() }));
    })
    .expect("a rehearsal");
}

#[test]
fn a_bet_that_the_crate_does_not_know_measures() {
    let registry = open_registry();
    assert_eq!(registry.clone().with_bet(Arc::new(PartBet)).err(), Some(NameTaken { name: "part" }));
    let audit = "methods = [\"polling\"]\ncare = \"exact\"\nfull_count_at = 1.0\nfirst_round = 60";
    let file = file(audit).with_registry(registry.clone());
    let ask = ask("9");
    let mut by_hand = Vec::new();
    rehearse(&file, &ask, |office| {
        let bet = |options: Value| {
            let Value::Object(options) = options else { panic!("an object") };
            let bets = [("polling".to_owned(), BetText::Options(options))].into_iter().collect();
            AuditSettings { bets, ..office.settings().clone() }
        };
        let unfit = Some(RefusedSetup::UnfitBet { method: "polling".into() });
        for wrong in [json!({"name": "part", "of": 2.0}), json!({"name": "part", "off": 0.1})] {
            assert_eq!(office.setup("polling", &[0], &bet(wrong), 0).err(), unfit);
        }
        let settings = bet(json!({"name": "part", "of": 0.25}));
        let setup = office.setup("polling", &[0], &settings, 0).expect("a setup");
        // The readings in the order of the draw, and the martingale by its formula.
        let mut session = Session::begin(&setup);
        let mut boards = office.boards(&[0], 0);
        let cards = office.reported().next().expect("the mayor").frame.cards() as f64;
        let (mut wealth, mut sum, mut least) = ([1.0_f64; 2], [0.0_f64; 2], [1.0_f64; 2]);
        let mut drawn = 0.0;
        while session.status()[0].rounds.len() < 2 && !session.has_ended() {
            let pulls = session.next_pulls();
            for (place, contest, reading) in boards.read(&setup, &pulls) {
                let HandReading::Marks(marks) = &reading else { panic!("every card is there: {reading:?}") };
                let voted = |candidate: u16| {
                    f64::from(u8::from(marks.strokes().len() == 1 && marks.targets().any(|it| it == candidate)))
                };
                for loser in [1, 2] {
                    let x = f64::midpoint(voted(0) - voted(loser), 1.0);
                    let at = usize::from(loser) - 1;
                    let mean = (cards / 2.0 - sum[at]) / (cards - drawn);
                    wealth[at] *= 1.0 + 0.25 * (x / mean - 1.0);
                    sum[at] += x;
                    least[at] = least[at].min(1.0 / wealth[at]);
                }
                drawn += 1.0;
                session.record(contest, place, reading).expect("it was asked for");
            }
            let twin = least[0].max(least[1]);
            let p = session.status()[0].rounds.last().and_then(|round| round.p_value).expect("a P-value");
            assert!((p - twin).abs() < 1e-9 * twin, "{p} {twin}");
        }
        // It is saved by its name.
        let saved = serde_json::to_value(session.save()).expect("JSON");
        assert_eq!(saved["settings"]["bets"]["polling"], json!({"name": "part", "of": 0.25}));
        by_hand.extend(session.status()[0].rounds.iter().map(|round| round.p_value));
    })
    .expect("a rehearsal");
    // A scenario names it too.
    let text = format!("{audit}\nbets.polling = {{ name = \"part\", of = 0.25 }}");
    let unknown = self::file(&text);
    assert!(run(&unknown, Some("9")).expect_err("no bet of this crate").to_string().contains("part"));
    let election = run(&unknown.with_registry(registry), Some("9")).expect("a life");
    let p_values: Vec<Option<f64>> = election.audits[0].rounds.iter().map(|round| round.p_value).take(2).collect();
    assert_eq!(p_values, by_hand);
}

#[test]
fn a_shipped_scenario_of_many_contests_rests() {
    let file = shipped("many-contests").expect("a shipped scenario");
    let election = run(&file, None).expect("a life");
    let method = "ballot_comparison";
    rehearse(&file, &SimulationOptions::default(), |office| {
        let contests: Vec<usize> = (0..office.reported().count()).collect();
        let setup = office.setup(method, &contests, office.settings(), 0).expect("a setup");
        let mut random = Streams::new("many", 0).purpose("order").stream(0);
        let (session, _) = run_out(&setup, &mut office.boards(&contests, 0), &mut random, 0.003);
        same_as(&session, &election, method, &contests);
        let together = election.together.iter().find(|it| it.method == method).expect("one sample");
        assert_eq!(session.cards_pulled(), Some(together.cards));
    })
    .expect("a rehearsal");
}
