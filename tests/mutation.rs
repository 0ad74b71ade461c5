//! Scenario files damaged at random: an answer or one sentence, never a panic, never a runaway.

use recount::audit::sample_size::{Spec, sizes};
use recount::random::{Random, Streams};
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, ScenarioFile};

const SMALL: &str = include_str!("data/noisy.toml");

/// Words that fit somewhere in the language, put where they do not belong.
const WORDS: [&str; 18] = [
    "-1",
    "0",
    "1e9",
    "99999999999999999999",
    "true",
    "\"\"",
    "[]",
    "{}",
    "\n[[stage]]\n",
    "\n[[paper]]\n",
    "\u{0}",
    "=",
    "\"",
    "'''",
    "nan",
    "2020-11-03",
    "kind = \"misread\"",
    "[[[[[[[[",
];

fn damage(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() as u32) as usize;
        let end = (at + random.below(12) as usize).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes[at] = random.below(256) as u8,
            2 => {
                let copy: Vec<u8> = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                let word = WORDS[random.below(WORDS.len() as u32) as usize];
                bytes.splice(at..end, word.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn attack(rounds: u64) -> (u32, u32, u32) {
    let purpose = Streams::new("mutation", 0).purpose("test");
    let (mut good, mut bad, mut lives) = (0, 0, 0);
    for round in 0..rounds {
        let mut random = purpose.stream(round);
        let small = random.chance(0.8);
        let any = |list: &[(&str, &'static str)], random: &mut Random| list[random.below(list.len() as u32) as usize].1;
        let text = match (small, random.chance(0.5)) {
            (true, true) => SMALL,
            (true, false) => any(ONE_FAULT_EACH, &mut random),
            (false, _) => any(SHIPPED, &mut random),
        };
        let text = damage(text, &mut random);
        match ScenarioFile::read("damaged.toml", text) {
            Err(error) => {
                let said = error.to_string();
                assert!(said.starts_with("damaged.toml:") && said.lines().count() == 1, "round {round}: {said}");
                bad += 1;
            }
            Ok(file) => {
                // Counts in the file are not trusted: the design is checked before any card is laid.
                let design = file.scenario.design();
                good += u32::from(design.is_ok());
                bad += u32::from(design.is_err());
                let ballots = |d: &recount::election::Design| d.groups.iter().filter_map(|g| g.ballots).sum::<u64>();
                if round % 3 == 0 && design.as_ref().is_ok_and(|d| ballots(d) <= 200_000) {
                    lives += u32::from(recount::simulation::live(&file, None).is_ok());
                }
            }
        }
    }
    (good, bad, lives)
}

#[test]
fn damaged_scenarios_never_panic() {
    let (good, bad, lives) = attack(2_000);
    assert!(good > 100 && bad > 700 && lives > 10, "the damage is neither harmless nor total: {good} good, {bad} bad");
}

#[test]
fn damaged_questions_to_the_planner_never_panic() {
    const QUESTION: &str = r#"{"method":"super_simple","risk_limit":0.05,"votes":{"Ada":600,"Ben":400,"Cem":3},"ballots":1100,
        "winners":1}"#;
    const RATES: &str = r#""gamma":1.1,"discrepancies":{"o1":0.001,"o2":0.0001,"u1":0.001,"u2":0.0001},"winners""#;
    let methods = ["super_simple", "bravo", "polling", "ballot_comparison", "fixed_percentage", "full_hand_count"];
    let purpose = Streams::new("planner", 0).purpose("test");
    let (mut answered, mut refused) = (0, 0);
    for round in 0..4_000 {
        let mut random = purpose.stream(round);
        let method = methods[random.below(6) as usize];
        let mut text = QUESTION.replace("super_simple", method);
        if method == "super_simple" {
            text = text.replace("\"winners\"", RATES);
        }
        let text = damage(&text, &mut random);
        let answer = serde_json::from_str::<Spec>(&text).map_err(|e| e.to_string()).and_then(|spec| sizes(&spec));
        match answer {
            Ok(_) => answered += 1,
            Err(why) => {
                assert!(!why.is_empty());
                refused += 1;
            }
        }
    }
    assert!(answered > 50 && refused > 1_000, "{answered} answered, {refused} refused");
}

#[test]
#[ignore = "long: run by tests/run.sh --long"]
fn damaged_scenarios_never_panic_long() {
    let (good, bad, lives) = attack(100_000);
    assert!(good > 100 && bad > 1_000 && lives > 100);
}
