//! Plans of a scenario's audits: rehearsals are the simulation's own, days follow by hand, the cheapest limits the risk.

use recount::audit::{Promise, Staff, named};
use recount::scenario::{ScenarioFile, shipped};
use recount::simulation::{Ask, Plan, plan, simulate};

fn planned(file: &ScenarioFile, methods: &[&str], trials: u64) -> Plan {
    let methods = methods.iter().map(|name| (*name).to_owned()).collect();
    plan(file, &Ask { trials, methods, ..Ask::default() }, &|_| {}).expect("a plan")
}

#[test]
fn a_rehearsal_is_the_simulation() {
    let file = shipped("county-batches").expect("shipped");
    let methods = ["polling", "ballot_comparison", "batch_comparison", "fixed_percentage"];
    let plan = planned(&file, &methods, 60);
    let ask = Ask { trials: 60, methods: methods.map(str::to_owned).to_vec(), ..Ask::default() };
    let simulated = simulate(&file, &ask, &|_| {}).expect("a simulation");
    let rehearsed = plan.rehearsed.expect("60 trials");
    assert_eq!((rehearsed.rows.len(), plan.rows.len()), (simulated.rows.len(), simulated.rows.len()));
    for ((ours, theirs), row) in rehearsed.rows.iter().zip(&simulated.rows).zip(&plan.rows) {
        assert_eq!((ours.method, ours.contest), (row.method, row.contest), "a row for each row of the plan");
        assert_eq!((&ours.cards, &ours.hours, &ours.cost), (&theirs.cards, &theirs.hours, &theirs.cost));
        assert!(ours.third_round.hits <= ours.second_round.hits && ours.second_round.hits <= 60);
        let at_most_one = ours.rounds.max <= 1.0;
        assert_eq!(at_most_one, ours.second_round.hits == 0, "{}: {:?}", ours.method, ours.rounds);
    }
}

#[test]
fn days_of_work_by_hand() {
    let staff = Staff { boards: 3, people_per_board: 2, hours_per_day: 7.0, deadline_days: Some(4), calendar: None };
    // Three boards of two people work 42 person-hours a day.
    for (hours, days) in [(0.0, 0), (0.1, 1), (42.0, 1), (42.1, 2), (168.0, 4), (168.5, 5)] {
        assert_eq!(staff.days(hours), days, "{hours}");
    }
    assert!(!staff.is_late(4) && staff.is_late(5));
    assert!(!Staff { deadline_days: None, ..staff }.is_late(1_000_000));
}

#[test]
fn the_cheapest_limits_the_risk_and_nothing_that_does_is_cheaper() {
    for trials in [0, 40] {
        let plan = planned(&shipped("mail-in-pools").expect("shipped"), &[], trials);
        let cost =
            |at: usize| plan.rehearsed.as_ref().map_or(plan.rows[at].expected().cost, |it| it.rows[at].cost.mean);
        let limits = |at: usize| {
            let promise = named(plan.rows[at].method).expect("a method").promise();
            promise == Promise::RiskLimit || promise == Promise::FullCount
        };
        assert_eq!(plan.cheapest.len(), 1, "one contest");
        let best = plan.cheapest[0];
        assert!(limits(best));
        for at in (0..plan.rows.len()).filter(|&at| limits(at)) {
            assert!(cost(best) <= cost(at), "{} against {}", plan.rows[best].method, plan.rows[at].method);
        }
        assert!((0..plan.rows.len()).any(|at| !limits(at) && cost(at) < cost(best)), "a cheap one promises nothing");
    }
}

#[test]
fn a_deadline_is_seen_on_the_page() {
    let text = recount::scenario::SHIPPED.iter().find(|(name, _)| *name == "seven-polls").expect("shipped").1;
    let text =
        format!("{text}\n[audit.work]\nboards = 2\npeople_per_board = 3\nhours_per_day = 6.5\ndeadline_days = 3\n");
    let file = ScenarioFile::read("seven-polls", text).expect("a scenario");
    let plan = planned(&file, &["ballot_comparison", "full_hand_count"], 0);
    let page = recount::report::planned_in_words(&plan, &recount::report::LANGUAGES[0]);
    assert!(page.contains("boards of 3 people, 2 at a time, 6.5 hours a day"), "{page}");
    assert!(page.contains("a * is later than the deadline of 3 days"), "{page}");
    let full = page.lines().find(|line| line.contains("full_hand_count")).expect("a row");
    // 60,000 ballots at 14 minutes for 120 by three people: 350 person-hours, nine days of 39.
    assert!(full.contains(" 350 ") && full.contains(" 9* "), "{full}");
    let quick = page.lines().find(|line| line.contains("ballot_comparison")).expect("a row");
    assert!(!quick.contains('*'), "{quick}");
}
