//! Claim sets are sound: over all tallies of a dozen ballots and all reported outcomes, claims are true exactly where
//! the outcome is. The program makes the claims; the outcomes are computed here from the words of the law.

use std::collections::BTreeMap;

use recount::assertion::{Assertion, assertions};
use recount::election::{Contest, Ranking, RuleOptions};
use recount::social_choice::{Tally, decide, named};
use recount::verify::answer;
use serde_json::{Value, json};

/// Every list of votes by candidate with at most `most` for one and `all` in all.
fn tallies(candidates: usize, most: i64, all: i64) -> Vec<Vec<i64>> {
    let mut lists = vec![Vec::new()];
    for _ in 0..candidates {
        let longer = |list: &Vec<i64>| {
            let left = all - list.iter().sum::<i64>();
            let list = list.clone();
            (0..=most.min(left)).map(move |votes| [list.clone(), vec![votes]].concat())
        };
        lists = lists.iter().flat_map(longer).collect();
    }
    lists
}

/// Who is elected or goes on, and whether with a majority; `None` where votes alone do not say.
type Reported = Option<(Vec<usize>, bool)>;

/// The `seats` with more votes than everybody else.
fn most_votes(votes: &[i64], seats: usize) -> Reported {
    let ahead = |it: usize| (0..votes.len()).filter(|&other| votes[other] > votes[it]).count();
    let level = |it: usize| (0..votes.len()).filter(|&other| votes[other] == votes[it]).count();
    let won: Vec<usize> = (0..votes.len()).filter(|&it| ahead(it) + level(it) <= seats).collect();
    (won.len() == seats).then_some((won, false))
}

/// The candidate with more than half of the votes, else the two with more votes than everybody else.
fn majority_or_two(votes: &[i64]) -> Reported {
    let all: i64 = votes.iter().sum();
    match (0..votes.len()).find(|&it| 2 * votes[it] > all) {
        Some(elected) => Some((vec![elected], true)),
        None => most_votes(votes, 2),
    }
}

fn name(candidate: usize) -> String {
    ["Ada", "Ben", "Cleo", "Dan"][candidate].to_owned()
}

fn by_name(votes: &[i64]) -> Value {
    votes.iter().enumerate().map(|(at, votes)| (name(at), json!(votes))).collect::<serde_json::Map<_, _>>().into()
}

/// All paper is one batch, and all of it was counted: P is 0 where every claim is true, else 1.
fn every_claim_is_true(reported: &[i64], counted: &[i64], ballots: i64, rule: (usize, i64, bool)) -> bool {
    let (seats, allowed, runoff) = rule;
    let question = json!({
        "test": "macro", "ballots": {"all": ballots}, "reported": {"all": by_name(reported)}, "winners": seats,
        "votes_allowed": allowed, "runoff": runoff, "sample": [{"batch": "all", "audited": by_name(counted)}],
    });
    let p = answer(&question.to_string()).expect("an answer")["p_value"].as_f64().expect("a number");
    assert!(p <= 0.0 || p >= 1.0, "{p}");
    p <= 0.0
}

/// Compares the claims of batches with the outcome, for all tallies of `ballots` ballots.
fn hold(candidates: usize, ballots: i64, allowed: i64, seats: usize, runoff: bool) {
    let outcome = |votes: &[i64]| if runoff { majority_or_two(votes) } else { most_votes(votes, seats) };
    let all = tallies(candidates, ballots, ballots * allowed);
    let mut reports: BTreeMap<Reported, &Vec<i64>> = BTreeMap::new();
    let has_half = |votes: &[i64]| votes.iter().any(|it| 2 * it == votes.iter().sum::<i64>());
    // One report is enough for an outcome: all reports of it have the same claims. A report of exactly half has no lead
    // to confirm.
    for votes in all.iter().filter(|votes| !(runoff && has_half(votes))) {
        reports.insert(outcome(votes), votes);
    }
    for votes in all.iter().filter(|votes| runoff && has_half(votes)) {
        assert!(!every_claim_is_true(votes, votes, ballots, (seats, allowed, runoff)), "{votes:?}");
    }
    for (reported, report) in reports {
        for counted in &all {
            let claimed = every_claim_is_true(report, counted, ballots, (seats, allowed, runoff));
            let right = reported.is_some() && outcome(counted) == reported;
            let half = has_half(counted);
            assert!(right || !claimed, "confirmed and wrong: {report:?} reported, {counted:?} counted");
            // Exactly half is no majority, but no lead of all others either: that is left to the office's full count.
            assert!(
                claimed || !right || runoff && half,
                "right and not confirmed: {report:?} reported, {counted:?} counted"
            );
        }
    }
}

#[test]
fn batches_claim_exactly_the_outcome() {
    for candidates in 2..=4 {
        for seats in 1..candidates {
            hold(candidates, 12, 1, seats, false);
        }
        hold(candidates, 12, 1, 1, true);
    }
    for (candidates, ballots, allowed) in [(2, 12, 2), (3, 6, 2), (3, 5, 3), (4, 3, 2), (4, 3, 4)] {
        for seats in 1..candidates {
            hold(candidates, ballots, allowed, seats, false);
        }
    }
}

#[test]
fn audits_of_a_scenario_claim_exactly_the_outcome() {
    for candidates in 2..=4 {
        for seats in 1..=candidates {
            let contest = Contest {
                id: "c".into(),
                title: "C".into(),
                rule: named("plurality").expect("a rule"),
                candidates: (0..candidates).map(name).collect(),
                seats: seats as u16,
                votes_allowed: seats as u16,
                write_in_line: None,
                options: RuleOptions::default(),
            };
            let most = if candidates == 4 && seats > 1 { 6 } else { 12 };
            let all = tallies(candidates, most, most * if seats > 1 { 2 } else { 1 });
            let mut claimed = BTreeMap::new();
            for votes in &all {
                let tally = Tally { votes: votes.clone(), ..Tally::empty(candidates) };
                let outcome = decide(&contest, &tally);
                match (assertions(&contest, &outcome, &tally), most_votes(votes, seats)) {
                    (Ok(claims), Some(reported)) => {
                        let pairs: Vec<_> = claims.iter().map(|it| (it.winner, it.loser)).collect();
                        claimed.insert(reported, pairs);
                    }
                    // A tie has no claims: only a count can tell.
                    (Err(_), None) => {}
                    other => panic!("{votes:?}: {other:?}"),
                }
            }
            for (reported, pairs) in &claimed {
                for votes in &all {
                    let true_here =
                        pairs.iter().all(|&(winner, loser)| votes[usize::from(winner)] > votes[usize::from(loser)]);
                    let right = most_votes(votes, seats).as_ref() == Some(reported);
                    assert_eq!(true_here, right, "{reported:?} of {seats} seats, {votes:?}");
                }
            }
        }
    }
}

/// One batch of each is drawn so often that no other is: its P-value, and the chance of that draw.
fn alone(question: &Value, times: u64) -> Vec<(f64, f64)> {
    let answer = answer(&question.to_string()).expect("an answer");
    let (p, total) = (answer["p_value"].as_f64().expect("p"), answer["total_bound"].as_f64());
    let Some(total) = total else { return vec![(p, 1.0)] };
    let batch = question["sample"][0]["batch"].as_str().expect("a batch");
    let members = question["combined"][0]["batches"].as_array().filter(|_| batch == "a+b");
    let bound = |id: &str| answer["bounds"][id].as_f64().expect("a bound");
    let weight: f64 = match members {
        Some(members) => members.iter().map(|id| bound(id.as_str().expect("a batch"))).sum(),
        None => bound(batch),
    };
    vec![(p, (weight / total).powi(times as i32))]
}

#[test]
fn batches_confirm_a_wrong_runoff_no_more_often_than_their_p_value_says() {
    // Two batches of three ballots, three candidates, five draws. Where both batches are drawn all paper is read and the
    // wrong outcome is seen, so that only draws of one batch alone can confirm it.
    const DRAWS: u64 = 5;
    let all = tallies(3, 3, 3);
    let reports: [[&[i64]; 2]; 5] = [
        [&[3, 0, 0], &[1, 2, 0]],
        [&[1, 1, 1], &[2, 1, 0]],
        [&[2, 1, 0], &[0, 2, 1]],
        [&[1, 2, 0], &[2, 0, 0]],
        [&[3, 0, 0], &[2, 0, 1]],
    ];
    let mut nearest: f64 = 0.0;
    for report in reports {
        let total: Vec<i64> = (0..3).map(|at| report[0][at] + report[1][at]).collect();
        let Some(reported) = majority_or_two(&total) else { panic!("{report:?} is a tie") };
        for (a, b) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
            let counted: Vec<i64> = (0..3).map(|at| a[at] + b[at]).collect();
            if majority_or_two(&counted).as_ref() == Some(&reported) {
                continue;
            }
            let mut outcomes = Vec::new();
            for (batch, hand) in [("a", a), ("b", b)] {
                let question = json!({
                    "test": "macro", "ballots": {"a": 3, "b": 3}, "runoff": true,
                    "reported": {"a": by_name(report[0]), "b": by_name(report[1])},
                    "sample": [{"batch": batch, "audited": by_name(hand), "times": DRAWS}],
                });
                outcomes.extend(alone(&question, DRAWS));
            }
            for (limit, _) in outcomes.clone().into_iter().filter(|(p, _)| *p < 1.0) {
                let confirmed: f64 = outcomes.iter().filter(|(p, _)| *p <= limit).map(|(_, chance)| chance).sum();
                assert!(confirmed <= limit * (1.0 + 1e-12), "{report:?} {a:?} {b:?}: {confirmed} at {limit}");
                nearest = nearest.max(confirmed / limit);
            }
        }
    }
    assert!(nearest > 0.3, "no case comes near its limit: {nearest}");
}

#[test]
fn batches_tallied_as_one_keep_the_promise_too() {
    const DRAWS: u64 = 4;
    let (mixed, single) = (tallies(3, 4, 4), tallies(3, 2, 2));
    let (a, b, c) = ([2, 0, 0], [1, 1, 0], [1, 0, 1]);
    let mut met = 0;
    for (both, last) in mixed.iter().flat_map(|both| single.iter().map(move |last| (both, last))) {
        let counted: Vec<i64> = (0..3).map(|at| both[at] + last[at]).collect();
        if majority_or_two(&counted) == Some((vec![0], true)) {
            continue;
        }
        let question = |batch: &str, hand: &[i64]| {
            let mut question = json!({
                "test": "macro", "ballots": {"a": 2, "b": 2, "c": 2}, "runoff": true,
                "reported": {"a": by_name(&a), "b": by_name(&b), "c": by_name(&c)},
                "sample": [{"batch": batch, "audited": by_name(hand), "times": DRAWS}],
            });
            if batch == "a+b" {
                question["combined"] = json!([{"id": "a+b", "batches": ["a", "b"]}]);
            }
            question
        };
        let outcomes = [alone(&question("a+b", both), DRAWS), alone(&question("c", last), DRAWS)].concat();
        for (limit, _) in outcomes.clone().into_iter().filter(|(p, _)| *p < 1.0) {
            let confirmed: f64 = outcomes.iter().filter(|(p, _)| *p <= limit).map(|(_, chance)| chance).sum();
            assert!(confirmed <= limit * (1.0 + 1e-12), "{both:?} {last:?}: {confirmed} at {limit}");
            met += 1;
        }
    }
    assert!(met > 20, "{met} wrong outcomes could be confirmed at all");
}

/// Whether a statement is true of a count.
fn holds(statement: &Assertion, contest: &Contest, tally: &Tally) -> bool {
    statement.lead(contest, tally) + i64::from(statement.holds_at_zero()) > 0
}

/// A rule, its seats, and the share that it asks.
type AskedRule = (&'static str, usize, Option<(u64, u64)>);

#[test]
fn under_every_rule_of_single_marks_true_statements_mean_a_right_outcome() {
    let rules: [AskedRule; 16] = [
        ("dhondt", 1, None),
        ("dhondt", 3, None),
        ("dhondt", 3, Some((3, 10))),
        ("sainte_lague", 3, None),
        ("sainte_lague", 2, Some((2, 5))),
        ("hamilton", 3, None),
        ("hamilton", 2, Some((3, 10))),
        ("plurality", 1, None),
        ("plurality", 2, None),
        ("approval", 1, None),
        ("approval", 2, None),
        ("top_two", 1, None),
        ("supermajority", 1, Some((1, 2))),
        ("supermajority", 1, Some((3, 5))),
        ("supermajority", 1, Some((2, 3))),
        ("supermajority", 1, Some((1, 10))),
    ];
    let mut known = 0;
    for (rule, seats, share) in rules {
        let is_of_lists = ["dhondt", "sainte_lague", "hamilton"].contains(&rule);
        let (least, most) = if is_of_lists { (2, 3) } else { (seats.max(2), 4) };
        for candidates in least..=most {
            let contest = Contest {
                id: "c".into(),
                title: "C".into(),
                rule: named(rule).expect("a rule"),
                candidates: (0..candidates).map(name).collect(),
                seats: seats as u16,
                votes_allowed: if rule == "approval" { candidates as u16 } else { 1 },
                write_in_line: None,
                options: RuleOptions { share, ..RuleOptions::default() },
            };
            let all: Vec<Tally> = tallies(candidates, 7, 7)
                .into_iter()
                .map(|votes| Tally { votes, ..Tally::empty(candidates) })
                .collect();
            for reported in &all {
                let outcome = decide(&contest, reported);
                let Ok(statements) = assertions(&contest, &outcome, reported) else { continue };
                known += 1;
                // Of no vote at all a share is neither reached nor missed: audits refuse what their report does not say.
                let all_hold = statements.iter().all(|it| holds(it, &contest, reported));
                assert!(all_hold || reported.total() == 0, "{rule} {reported:?}");
                for paper in &all {
                    if statements.iter().all(|it| holds(it, &contest, paper)) {
                        let right = decide(&contest, paper);
                        assert!(right.agrees_with(&outcome), "{rule} {share:?}: {reported:?} {paper:?}");
                    }
                }
            }
        }
    }
    assert!(known > 1_000, "{known}");
}

/// Every order of candidates, and every way in which at most so many ballots can have them.
fn profiles(candidates: u16, ballots: i64) -> (Vec<Vec<u16>>, Vec<Vec<i64>>) {
    let mut orders: Vec<Vec<u16>> = vec![Vec::new()];
    let mut at = 0;
    while at < orders.len() {
        let order = orders[at].clone();
        let longer = (0..candidates).filter(|it| !order.contains(it) && order.len() + 1 < usize::from(candidates));
        orders.extend(longer.map(|it| [order.clone(), vec![it]].concat()));
        at += 1;
    }
    orders.remove(0);
    let lists = tallies(orders.len(), ballots, ballots);
    (orders, lists)
}

#[test]
fn true_statements_of_a_transferable_vote_mean_a_right_outcome() {
    let mut known = 0;
    for (candidates, seats, ballots, method) in
        [(3, 2, 5, "portland"), (3, 2, 5, "last-parcel"), (3, 1, 5, "scottish"), (3, 2, 4, "unweighted-inclusive")]
    {
        let contest = Contest {
            id: "c".into(),
            title: "C".into(),
            rule: named("single_transferable_vote").expect("a rule"),
            candidates: (0..candidates).map(name).collect(),
            seats,
            votes_allowed: 1,
            write_in_line: None,
            options: RuleOptions {
                columns: candidates as u16,
                rankings: Some("pass-over".into()),
                transfers: Some(method.into()),
                lot: (0..candidates as u16).collect(),
                ..RuleOptions::default()
            },
        };
        let (orders, lists) = profiles(candidates as u16, ballots);
        let marks: Vec<_> = orders.iter().map(|order| contest.marks_of(&Ranking::of(order.iter().copied()))).collect();
        let all: Vec<(Vec<i64>, Tally)> = lists
            .into_iter()
            .map(|list| {
                let mut tally = Tally::empty(candidates);
                marks.iter().zip(&list).for_each(|(marks, &n)| tally.count(&contest, marks, n));
                (list, tally)
            })
            .collect();
        let right: Vec<_> = all.iter().map(|(_, tally)| decide(&contest, tally)).collect();
        // Statements that were made of some report: what each order is worth, and the outcome that they are for.
        let mut sets: BTreeMap<Vec<Vec<i64>>, usize> = BTreeMap::new();
        for (at, (list, tally)) in all.iter().enumerate() {
            let Ok(statements) = assertions(&contest, &right[at], tally) else { continue };
            let worths: Vec<Vec<i64>> =
                statements.iter().map(|it| marks.iter().map(|marks| it.worth(&contest, marks)).collect()).collect();
            let lead = |worths: &Vec<i64>| worths.iter().zip(list).map(|(worth, n)| worth * n).sum::<i64>();
            let leads: Vec<i64> = statements.iter().map(|it| it.lead(&contest, tally)).collect();
            assert_eq!(worths.iter().map(lead).collect::<Vec<_>>(), leads);
            assert!(leads.iter().all(|&lead| lead > 0), "{list:?}");
            known += 1;
            let other = *sets.entry(worths).or_insert(at);
            assert!(right[other].agrees_with(&right[at]), "the same statements for {list:?} and {:?}", all[other].0);
        }
        for (worths, reported) in sets {
            for (at, (list, _)) in all.iter().enumerate() {
                let holds = |worths: &Vec<i64>| worths.iter().zip(list).map(|(worth, n)| worth * n).sum::<i64>() > 0;
                if worths.iter().all(holds) {
                    assert!(right[at].agrees_with(&right[reported]), "{method}: {:?} and {list:?}", all[reported].0);
                }
            }
        }
    }
    assert!(known > 2_000, "{known}");
}
