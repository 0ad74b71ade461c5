//! AWAIRE: instant runoffs polled without records. The twin and the exact promise stand beside the method itself.

use std::fmt::Write;

use recount::ScenarioFile;
use recount::scenario::shipped;
use recount::simulation::{SimulationOptions, TrialsRow, run, simulate};

use crate::irv_claims::public_contests;

/// An instant runoff of one place with these orders of `C0`, `C1` and so on.
fn text(candidates: usize, orders: &[(Vec<u16>, u64)], faults: &str, audit: &str) -> String {
    let names: Vec<String> = (0..candidates).map(|c| format!("\"C{c}\"")).collect();
    let mut rankings = String::new();
    for (order, n) in orders {
        let order: Vec<String> = order.iter().map(|c| format!("C{c}")).collect();
        let key = if order.is_empty() { "blank".to_owned() } else { format!("\"{}\"", order.join(" > ")) };
        writeln!(rankings, "{key} = {n}").expect("a text");
    }
    format!(
        r#"# Who wins?
title = "A town"
lesson = "Invented."
rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }}
[[contest]]
id = "c"
rule = "instant_runoff"
rankings = "pass-over"
candidates = [{}]
[[paper]]
precinct = "North"
[paper.rankings.c]
{rankings}
[[stage]]
id = "count"
by = "machine"
{faults}
[audit]
of = "count"
full_count_at = 1.0
care = "exact"
{audit}
"#,
        names.join(", ")
    )
}

pub(crate) fn runoff(candidates: usize, orders: &[(Vec<u16>, u64)], faults: &str, audit: &str) -> ScenarioFile {
    ScenarioFile::read("runoff", text(candidates, orders, faults, audit)).expect("a scenario")
}

fn trials(file: &ScenarioFile, trials: u64) -> Vec<TrialsRow> {
    let options = SimulationOptions { trials, ..SimulationOptions::default() };
    simulate(file, &options, &|_| {}).expect("trials").rows
}

/// C0 leads C1 by 200 in the last round, after C2 is gone.
fn town() -> Vec<(Vec<u16>, u64)> {
    vec![(vec![0, 1], 500), (vec![1, 0], 400), (vec![2, 0], 150), (vec![2, 1], 50), (vec![], 100)]
}

#[test]
fn a_right_winner_is_confirmed_from_a_sample_and_a_wrong_one_hardly_ever() {
    let audit = "risk_limit = 0.1\ncard_by_card = true\nmethods = [\"awaire\"]";
    let right = &trials(&runoff(3, &town(), "", audit), 60)[0];
    assert!(right.refused.is_none() && right.confirmed.fraction() > 0.9, "{:?}", right.confirmed);
    // The lead is a sixth of 1,200 cards: far fewer than all suffice.
    assert!((60.0..600.0).contains(&right.cards.mean), "{}", right.cards.mean);
    let swap =
        "faults = [{ kind = \"candidate_swap\", contest = \"c\", candidates = [\"C0\", \"C1\"], at = \"scanner\" }]";
    let wrong = &trials(&runoff(3, &town(), swap, audit), 300)[0];
    assert!(!wrong.reported_right && !wrong.breaks_its_promise(100), "{:?}", wrong.confirmed_wrong);
}

#[test]
fn a_tie_is_confirmed_no_more_often_than_promised() {
    // On the paper C0 and C1 are level in the last round, with 110 each. One altered record makes C0 the reported winner.
    let level = vec![(vec![0, 1], 100), (vec![1, 0], 80), (vec![2, 0], 10), (vec![2, 1], 30)];
    let fault = "faults = [{ kind = \"adversarial_flip\", contest = \"c\", from = \"C1\", to = \"C0\", cards = 1 }]";
    let audit = "risk_limit = 0.2\ncard_by_card = true\nmethods = [\"awaire\"]";
    let row = &trials(&runoff(3, &level, fault, audit), 300)[0];
    assert!(row.refused.is_none() && !row.reported_right, "{:?}", row.refused);
    assert!(!row.breaks_its_promise(100), "{:?}", row.confirmed_wrong);
}

#[test]
fn other_contests_are_refused_with_a_sentence_and_counted() {
    let runoff = text(3, &town(), "", "methods = [\"awaire\"]");
    let plurality = runoff.replace("rule = \"instant_runoff\"\nrankings = \"pass-over\"", "rule = \"plurality\"");
    let start = plurality.find("[paper.rankings.c]").expect("rankings");
    let end = plurality.find("[[stage]]").expect("a stage");
    let plurality = format!("{}votes.c = {{ C0 = 60, C1 = 40 }}\n{}", &plurality[..start], &plurality[end..]);
    let file = ScenarioFile::read("town", plurality).expect("a scenario");
    let row = &trials(&file, 3)[0];
    assert!(row.refused.is_some() && row.full_hand_count.fraction() > 0.99);
}

#[test]
fn the_mailed_ballots_of_san_francisco_are_polled_without_records() {
    let file = shipped("san-francisco-2019-da").expect("shipped");
    let election = run(&file, None).expect("a run");
    let audit = election.audits.iter().find(|audit| audit.method == "awaire").expect("its audit");
    assert!(!audit.rounds.is_empty() && audit.population == 146_662, "{:?}", audit.why_counted);
}

/// Published mean cards of RAIRE's claims with ALPHA, 500 audits each at a risk limit of 5 percent: the results beside
/// arXiv:2407.16465. Its claims are chosen from correct records; AWAIRE must learn them.
const PUBLISHED: [(&str, f64); 6] = [
    ("us_Aspen_2009_Mayor", 836.3),
    ("us_Berkeley_2010_D1CityCouncil", 44.5),
    ("us_Berkeley_2010_D7CityCouncil", 245.9),
    ("us_Berkeley_2010_D8CityCouncil", 55.3),
    ("us_Oakland_2010_D4CityCouncil", 167.3),
    ("us_Oakland_2010_D6CityCouncil", 44.4),
];

#[test]
#[ignore = "minutes without optimisation"]
fn long_sizes_are_near_those_of_claims_chosen_from_records() {
    let Some(contests) = public_contests() else { return };
    let mut logs = Vec::new();
    for (name, published) in PUBLISHED {
        let contest = contests.iter().find(|contest| contest.name == name).expect("a shared contest");
        let audit = "risk_limit = 0.05\ncard_by_card = true\nmethods = [\"awaire\"]";
        let row = &trials(&runoff(contest.candidates, &contest.orders, "", audit), 100)[0];
        let ratio = row.cards.mean / published;
        // Who must learn needs somewhat more; a lucky hundred may need a little less.
        assert!((0.75..2.0).contains(&ratio), "{name}: {:.1} beside {published}", row.cards.mean);
        logs.push(ratio.ln());
    }
    let usual = (logs.iter().sum::<f64>() / logs.len() as f64).exp();
    assert!((0.95..1.5).contains(&usual), "{usual}");
}
