//! Scenario files and questions damaged at random: an answer or one sentence, never a panic, never a runaway.

use recount::audit::sample_size::{Spec, sizes};
use recount::random::{Random, Streams};
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, ScenarioFile};
use recount::verify::{EXAMPLES, answer};
use serde_json::{Value, json};

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
    let (mut good, mut bad, mut runs) = (0, 0, 0);
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
                    runs += u32::from(recount::simulation::run(&file, None).is_ok());
                }
            }
        }
    }
    (good, bad, runs)
}

#[test]
fn damaged_scenarios_never_panic() {
    let (good, bad, runs) = attack(2_000);
    assert!(good > 100 && bad > 700 && runs > 10, "the damage is neither harmless nor total: {good} good, {bad} bad");
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
        let shown = serde_json::from_str::<Spec>(&text)
            .map_err(|e| e.to_string())
            .and_then(|spec| sizes(&spec).map_err(|why| why.to_string()));
        match shown {
            Ok(_) => answered += 1,
            Err(why) => {
                assert!(!why.is_empty());
                refused += 1;
            }
        }
    }
    assert!(answered > 50 && refused > 1_000, "{answered} answered, {refused} refused");
}

/// Values that fit no key, or are as large or small as numbers come.
fn strange(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(-1),
        2 => json!(0),
        3 => json!(1),
        4 => json!(0.5),
        5 => json!(1e308),
        6 => json!(5e-324),
        7 => json!(u64::MAX),
        8 => json!(999_999_999_999_u64),
        9 => json!(""),
        10 => json!("\u{200b}\u{1b}[2J"),
        11 => json!([]),
        12 => json!({}),
        _ => json!([[[1, "a"], {"a": [null]}]]),
    }
}

/// Puts a strange value somewhere in a question, takes something out of it, or says it twice.
fn unsettle(value: &mut Value, random: &mut Random) {
    let deeper = random.chance(0.75);
    match value {
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let at = random.below(fields.len() as u32) as usize;
            let key = fields.keys().nth(at).expect("a key").clone();
            match random.below(8) {
                0 => drop(fields.remove(&key)),
                1 => {
                    let copy = fields[&key].clone();
                    fields.insert(key + " ", copy);
                }
                _ => unsettle(&mut fields[&key], random),
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = random.below(items.len() as u32) as usize;
            match random.below(8) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => unsettle(&mut items[at], random),
            }
        }
        other => *other = strange(random),
    }
}

/// Every chance in an answer is one.
fn chances_are_chances(answer: &Value, question: &str) {
    match answer {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_chance = key == "p_value" || key.ends_with("_p_value") || key.ends_with("upset_probability");
                if let Some(chance) = value.as_f64().filter(|_| is_chance && !key.starts_with("log10")) {
                    assert!((0.0..=1.0).contains(&chance), "{key} {chance} of {question}");
                }
                chances_are_chances(value, question);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| chances_are_chances(item, question)),
        _ => {}
    }
}

/// Damages the questions of every test, as text or value by value; how many were answered and refused.
fn unsettled(rounds: u64) -> (u32, u32) {
    let questions: Vec<&str> = EXAMPLES.lines().collect();
    let purpose = Streams::new("questions of risk", 0).purpose("test");
    let (mut answered, mut refused) = (0, 0);
    for round in 0..rounds {
        let mut random = purpose.stream(round);
        let question = questions[round as usize % questions.len()];
        let question = if random.chance(0.4) {
            damage(question, &mut random)
        } else {
            let mut value: Value = serde_json::from_str(question).expect("JSON");
            for _ in 0..=random.below(3) {
                unsettle(&mut value, &mut random);
            }
            value.to_string()
        };
        match answer(&question) {
            Ok(shown) => {
                chances_are_chances(&shown, &question);
                answered += 1;
            }
            Err(why) => {
                let why = why.to_string();
                assert!(!why.is_empty() && why.lines().count() == 1, "round {round}: {why}: {question}");
                assert!(why.chars().count() < 1_000 && !why.contains('\u{1b}'), "round {round}: {why}: {question}");
                refused += 1;
            }
        }
    }
    (answered, refused)
}

#[test]
fn damaged_questions_of_risk_never_panic() {
    let (answered, refused) = unsettled(4_000);
    assert!(answered > 80 && refused > 1_500, "{answered} answered, {refused} refused");
}

#[test]
#[ignore = "long: a hundred thousand questions"]
fn long_damaged_questions_of_risk_never_panic() {
    let (answered, refused) = unsettled(100_000);
    assert!(answered > 2_000 && refused > 40_000, "{answered} answered, {refused} refused");
}

#[test]
#[ignore = "long: run by tests/run.sh --long"]
fn damaged_scenarios_never_panic_long() {
    let (good, bad, runs) = attack(100_000);
    assert!(good > 100 && bad > 1_000 && runs > 100);
}
