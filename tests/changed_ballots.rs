//! How many ballots must change before somebody else can win or tie: against every other paper of small elections.

use std::collections::BTreeMap;

use recount::election::{Contest, Marks, Ranking, RuleOptions};
use recount::social_choice::margin::changed_ballots;
use recount::social_choice::{Outcome, Tally, decide, named, rule_of};

/// A contest by a rule.
fn contest(rule: &str, candidates: u16, seats: u16, votes_allowed: u16, options: RuleOptions) -> Contest {
    Contest {
        id: "c".into(),
        title: "C".into(),
        rule: named(rule).expect("a rule"),
        candidates: (0..candidates).map(|candidate| format!("{candidate}")).collect(),
        seats,
        votes_allowed,
        write_in_line: None,
        options,
    }
}

/// Every list of `ballots` ballots of these kinds, by how many there are of each.
fn papers(kinds: usize, ballots: i64) -> Vec<Vec<i64>> {
    if kinds == 1 {
        return vec![vec![ballots]];
    }
    let of = |first: i64| papers(kinds - 1, ballots - first).into_iter().map(move |rest| [vec![first], rest].concat());
    (0..=ballots).flat_map(of).collect()
}

/// Holds the margin of every paper of `ballots` ballots against all others: the fewest ballots that differ from a paper with another
/// outcome. Gives how many margins were exact, and how many were bounds below the true one.
fn hold(contest: &Contest, kinds: &[Marks], ballots: i64) -> (u64, u64) {
    let all: Vec<(Vec<i64>, Tally, Outcome)> = papers(kinds.len(), ballots)
        .into_iter()
        .map(|paper| {
            let mut tally = Tally::empty(contest.candidates.len());
            for (marks, &n) in kinds.iter().zip(&paper) {
                tally.count(contest, marks, n);
            }
            let outcome = decide(contest, &tally);
            (paper, tally, outcome)
        })
        .collect();
    // Papers by outcome, so that only those with another outcome are looked at.
    let mut by_outcome: BTreeMap<String, Vec<&Vec<i64>>> = BTreeMap::new();
    let key = |outcome: &Outcome| {
        let (mut winners, mut tied) = (outcome.winners.clone(), outcome.tied.clone());
        winners.sort_unstable();
        tied.sort_unstable();
        format!("{winners:?} {tied:?}")
    };
    for (paper, _, outcome) in &all {
        by_outcome.entry(key(outcome)).or_default().push(paper);
    }
    let (mut exact, mut bounds) = (0, 0);
    for (paper, tally, outcome) in &all {
        let Some(known) = changed_ballots(contest, outcome, tally) else { continue };
        let mine = key(outcome);
        let others = by_outcome.iter().filter(|(theirs, _)| **theirs != mine).flat_map(|(_, papers)| papers);
        let differ = |other: &Vec<i64>| paper.iter().zip(other.iter()).map(|(a, b)| (a - b).max(0)).sum::<i64>();
        let least = if outcome.tied.is_empty() { others.map(|it| differ(it)).min() } else { Some(0) };
        let least = least.map_or(u64::MAX, |least| least as u64);
        assert!(known.least <= least, "{} {:?}: {paper:?} {known:?} {least}", contest.rule.0, contest.options);
        if known.is_exact {
            assert_eq!(known.least, least, "{} {:?}: {paper:?} {outcome:?}", contest.rule.0, contest.options);
            exact += u64::from(outcome.tied.is_empty());
        } else if known.least < least {
            bounds += 1;
        }
    }
    (exact, bounds)
}

fn marks(targets: &[u16]) -> Marks {
    Marks::plain(targets.iter().copied())
}

/// A rule, its seats, and the share that it asks.
type AskedRule = (&'static str, u16, Option<(u64, u64)>);

#[test]
fn margins_of_single_marks_are_those_of_every_other_paper() {
    let rules: [AskedRule; 14] = [
        ("plurality", 1, None),
        ("plurality", 2, None),
        ("top_two", 1, None),
        ("supermajority", 1, Some((1, 2))),
        ("supermajority", 1, Some((3, 5))),
        ("supermajority", 1, Some((2, 3))),
        ("supermajority", 1, Some((1, 10))),
        ("dhondt", 1, None),
        ("dhondt", 3, None),
        ("dhondt", 3, Some((3, 10))),
        ("sainte_lague", 3, None),
        ("sainte_lague", 2, Some((2, 5))),
        ("hamilton", 3, None),
        ("hamilton", 2, Some((3, 10))),
    ];
    for (rule, seats, share) in rules {
        let mut exact = 0;
        for candidates in seats.max(2)..=3 {
            let contest = contest(rule, candidates, seats, 1, RuleOptions { share, ..RuleOptions::default() });
            let mut kinds: Vec<Marks> = (0..candidates).map(|candidate| marks(&[candidate])).collect();
            kinds.push(marks(&[]));
            exact += hold(&contest, &kinds, 7).0;
        }
        if rule == "supermajority" {
            let options = RuleOptions { share, proposal: Some(1), ..RuleOptions::default() };
            exact += hold(&contest(rule, 2, 1, 1, options), &[marks(&[0]), marks(&[1]), marks(&[])], 7).0;
        }
        // A list may pass a threshold, or miss it, without a seat.
        let has_threshold = share.is_some() && rule != "supermajority";
        assert_eq!(exact == 0, has_threshold, "{rule}");
    }
}

#[test]
fn margins_of_several_marks_are_those_of_every_other_paper() {
    let kinds: Vec<Marks> =
        (0..8_u16).map(|of| marks(&(0..3).filter(|candidate| of >> candidate & 1 == 1).collect::<Vec<_>>())).collect();
    for (rule, seats, allowed) in [("approval", 1, 3), ("approval", 2, 3), ("plurality", 1, 2), ("plurality", 2, 2)] {
        let (exact, _) = hold(&contest(rule, 3, seats, allowed, RuleOptions::default()), &kinds, 4);
        assert!(exact > 0, "{rule}");
    }
}

#[test]
fn margins_of_scores_and_ranks_are_those_of_every_other_paper() {
    let scores = |candidates: u16, highest: u16| {
        let options = RuleOptions { columns: highest, ..RuleOptions::default() };
        let count = usize::from(highest + 1).pow(u32::from(candidates));
        let kinds = (0..count).map(|mut code| {
            let mut targets = Vec::new();
            for candidate in 0..candidates {
                let score = code % usize::from(highest + 1);
                code /= usize::from(highest + 1);
                targets.extend(score.checked_sub(1).map(|column| column as u16 * candidates + candidate));
            }
            marks(&targets)
        });
        (options, kinds.collect::<Vec<_>>())
    };
    let (options, kinds) = scores(2, 2);
    let (exact, _) = hold(&contest("score", 2, 1, 1, options), &kinds, 4);
    assert!(exact > 0);
    let (options, kinds) = scores(3, 1);
    assert!(hold(&contest("score", 3, 2, 1, options.clone()), &kinds, 4).0 > 0);
    let (_, bounds) = hold(&contest("star", 3, 1, 1, options), &kinds, 4);
    assert!(bounds > 0, "a statement of STAR may be untrue although the same candidate wins");
    for (rule, completion, points, columns) in [
        ("borda", None, None, 3),
        ("borda", None, Some("unranked_none"), 1),
        ("borda", None, Some("shared"), 3),
        ("borda", None, Some("shared"), 1),
        ("borda", None, Some("modified"), 3),
        ("borda", None, Some("modified"), 1),
        ("condorcet", Some("black"), None, 3),
        ("instant_runoff", None, None, 3),
    ] {
        let options = RuleOptions {
            columns,
            rankings: Some("pass-over".into()),
            completion: completion.map(str::to_owned),
            points: points.map(str::to_owned),
            ..RuleOptions::default()
        };
        let it = contest(rule, 3, 1, 1, options);
        let mut kinds = vec![Marks::plain([])];
        for a in 0..3_u16 {
            kinds.push(it.marks_of(&Ranking::of([a])));
            for b in (0..3).filter(|&b| b != a && columns > 1) {
                kinds.push(it.marks_of(&Ranking::of([a, b])));
                kinds.push(it.marks_of(&Ranking::of([a, b, 3 - a - b])));
            }
        }
        let (exact, _) = hold(&it, &kinds, 3);
        assert_eq!(exact > 0, rule_of(&it).each_statement_is_necessary(&it) || rule == "instant_runoff", "{rule}");
    }
}
