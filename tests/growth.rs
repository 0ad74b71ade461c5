//! An alternative is one file and one line: a bet, a method, a fault, an attack, a way to elect and a language are
//! added to a copy and used.

use std::fs;
use std::path::Path;
use std::process::Command;

const BET: &str = r"//! Half of what may be staked, always.

use super::Bet;
use crate::risk::{Null, Past};

/// A stake of one half.
#[derive(Clone, Copy, Debug)]
pub struct Half;

impl Bet for Half {
    fn stake(&self, _: &Null, _: &Past, _: f64) -> f64 {
        0.5
    }
}
";

const METHOD: &str = r#"//! Ballot polling with half of the wealth on every card.

use super::claim::ReportedContest;
use super::polling::Poll;
use super::{AuditMethod, Needs, PreparedAudit, Guarantee, AuditSettings};
use crate::reason::Reason;
use crate::risk::bet::Half;
use crate::risk::{Betting, Null};

/// Polling with a stake of one half.
#[derive(Clone, Copy, Debug)]
pub struct HalfPolling;

impl AuditMethod for HalfPolling {
    fn name(&self) -> &'static str {
        "half_polling"
    }

    fn says(&self) -> Reason {
        Reason::own_words("ballot polling with half of the wealth on every card")
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c ReportedContest<'c>, terms: &AuditSettings) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        Ok(Box::new(Poll::new(claim, terms, false, |claim, _| {
            let cards = claim.frame.cards();
            Box::new(Betting::new(Null::of(cards, cards as i64, 2, false), Half))
        })?))
    }
}
"#;

const FAULT: &str = r#"//! Coffee over a scanner: the cards of a place are read as blank.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::Reason;
use crate::tabulation::MachineCount;

/// Every card is read as blank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coffee {
    /// Where it was spilt.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl Strike for Coffee {
    fn step(&self) -> FaultStep {
        FaultStep::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Scanner
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for contest in 0..count.election.contests.len() {
            count.reread(contest, &batches, |_| Marks::default());
        }
        batches
    }

    fn says(&self) -> Reason {
        Reason::own_words(format!("coffee over the scanner {}", self.place.in_words()))
    }
}
"#;

const RULE: &str = r#"//! The fewest votes win, by way of example.

use super::{Assertion, Outcome, SocialChoice, Tally};
use crate::election::{CandidateIndex, Contest};
use crate::reason::Reason;

/// An example.
#[derive(Clone, Copy, Debug)]
pub struct FewestVotes;

impl SocialChoice for FewestVotes {
    fn name(&self) -> &'static str {
        "fewest_votes"
    }

    fn says(&self) -> Reason {
        Reason::own_words("the fewest votes win")
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn decide(&self, _: &Contest, tally: &Tally) -> Outcome {
        let least = tally.votes.iter().min().copied().unwrap_or(0);
        let level = |(_, votes): &(CandidateIndex, &i64)| **votes == least;
        let last: Vec<CandidateIndex> = (0..).zip(&tally.votes).filter(level).map(|it| it.0).collect();
        if last.len() > 1 {
            return Outcome { winners: Vec::new(), tied: last, margin: Some(0) };
        }
        let next = (0..).zip(&tally.votes).filter(|it| !last.contains(&it.0)).map(|it| *it.1).min();
        Outcome { winners: last, tied: Vec::new(), margin: next.map(|next| next - least) }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        let others = (0..contest.candidates.len() as CandidateIndex).filter(|it| !outcome.winners.contains(it));
        Ok(others.map(|other| Assertion::more_votes(other, outcome.winners[0])).collect())
    }
}
"#;

const ATTACK: &str = r#"//! Behind the sugar: the altered cards lie where nobody looks, by way of example.

use super::{Attack, AttackTarget};
use crate::election::Selection;
use crate::reason::Reason;
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// An example.
#[derive(Clone, Copy, Debug)]
pub struct Sugar;

impl Attack for Sugar {
    fn name(&self) -> &'static str {
        "sugar"
    }

    fn says(&self) -> Reason {
        Reason::own_words("behind the sugar")
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.flip(Pattern::Concentrated, Selection::default())
    }
}
"#;

const SCENARIO: &str = r#"# What does coffee do to a count?
title = "A spill"
lesson = "Blank ballots in a row are worth a question."

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]

[[paper]]
precinct = "North"
votes.mayor = { Ada = 400, Ben = 100 }

[[paper]]
precinct = "South"
votes.mayor = { Ada = 200, Ben = 300 }

[[stage]]
id = "count"
by = "machine"
faults = [{ kind = "coffee", where = { precincts = ["North"] } }]

[audit]
methods = ["half_polling", "ballot_comparison"]
"#;

/// Puts one line before the end of a list that opens with `list`.
fn add_line(file: &Path, list: &str, line: &str) {
    let text = fs::read_to_string(file).expect("a room");
    let at = text.find(list).expect("the list") + list.len();
    fs::write(file, format!("{}\n    {line}{}", &text[..at], &text[at..])).expect("it can be written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Builds a copy of the program, which takes minutes: a step of its own in `tests/run.sh`.
#[test]
#[ignore = "builds the program a second time"]
fn a_bet_a_method_a_fault_an_attack_a_rule_and_a_language_are_one_file_and_one_line_each() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["src", "build", "scenarios", "tests", "benches", "page"] {
        copy(&home.join(name), &folder.path().join(name));
    }
    for name in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(home.join(name), folder.path().join(name)).expect("a copy");
    }
    let src = folder.path().join("src");
    fs::write(src.join("risk/bet/half.rs"), BET).expect("a file");
    add_line(&src.join("risk/bet/mod.rs"), "\nbets! {", "half Half,");
    fs::write(src.join("audit/half_polling.rs"), METHOD).expect("a file");
    add_line(&src.join("audit/mod.rs"), "\nmethods! {", "half_polling HalfPolling,");
    fs::write(src.join("tabulation/fault/coffee.rs"), FAULT).expect("a file");
    add_line(&src.join("tabulation/fault/mod.rs"), "\nfaults! {", "coffee Coffee,");
    fs::write(src.join("simulation/adversary/sugar.rs"), ATTACK).expect("a file");
    add_line(&src.join("simulation/adversary/mod.rs"), "\nattacks! {", "sugar: Sugar;");
    fs::write(folder.path().join("spill.toml"), SCENARIO).expect("a file");
    fs::write(src.join("social_choice/fewest_votes.rs"), RULE).expect("a file");
    add_line(&src.join("social_choice/mod.rs"), "\nrules! {", "fewest_votes FewestVotes,");
    fs::write(folder.path().join("fewest.toml"), SCENARIO.replace("\"plurality\"", "\"fewest_votes\""))
        .expect("a file");
    let messages = src.join("report/messages");
    let english = fs::read_to_string(messages.join("en.ftl")).expect("English");
    let french = english.replace("page-language = English", "page-language = Français");
    let french =
        french.replace("headline-word-not-corrected = NOT corrected", "headline-word-not-corrected = PAS corrigé");
    fs::write(messages.join("fr.ftl"), &french).expect("a file");
    let asked = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(folder.path())
            .args(["run", "--quiet", "--offline", "--no-default-features", "--features", "cli"])
            .args(["--config", "profile.dev.opt-level=0", "--config", "profile.dev.package.\"*\".opt-level=0"])
            .arg("--target-dir")
            .arg(home.join("target/growth"))
            .arg("--")
            .args(words);
        command.output().expect("cargo runs")
    };
    let said = |words: &[&str]| {
        let output = asked(words);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let answer = |words: &[&str]| -> serde_json::Value { serde_json::from_str(&said(words)).expect("JSON") };
    let election_run = answer(&["run", "spill.toml", "--json"]);
    let contest = &election_run["contests"][0];
    assert_eq!(contest["stages"][0]["tally"], serde_json::json!({"Ada": 200, "Ben": 300}));
    assert_eq!(contest["audits"][0]["method"], "half_polling");
    assert_eq!(contest["audits"][0]["outcome"], "full_hand_count");
    // That audit was not held: it would have seen the fault, and it corrected nothing.
    let missed = &contest["faults_missed"][0];
    assert_eq!(missed["kind"], "coffee");
    assert_eq!(missed["would_be_found_by"], "an audit by half_polling of count");
    assert_eq!(contest["verdict"], "not_corrected");
    // A rule that this crate does not know, with its own statements, through an audit of the crate.
    let fewest = answer(&["run", "fewest.toml", "--json"]);
    assert_eq!(fewest["contests"][0]["true"]["winners"], serde_json::json!(["Ben"]));
    assert_eq!(fewest["contests"][0]["rule"], "fewest_votes");
    assert_eq!(fewest["contests"][0]["audits"][1]["outcome"], "full_hand_count");
    let table = answer(&["simulate", "spill.toml", "--attack", "sugar", "--trials", "3", "--json"]);
    assert_eq!(table["attacks"][0]["attack"], "sugar");
    assert_eq!(table["attacks"][0]["method"], "half_polling");
    assert!(table["attacks"][0]["confirmed_wrong"].is_number(), "{table}");
    let in_french = said(&["run", "spill.toml", "--lang", "fr"]);
    assert!(in_french.contains("\nPAS corrigé. "), "{in_french}");
    // A file that lacks a message is a program that does not build.
    fs::write(messages.join("fr.ftl"), french.replace("headline-word-not-corrected = ", "# ")).expect("a file");
    let refused = String::from_utf8(asked(&["list"]).stderr).expect("text");
    assert!(refused.contains("fr.ftl: headline-word-not-corrected is missing"), "{refused}");
}
