//! The paper: documented totals are reproduced exactly, whatever they are, and cards lie where the manifest says.

use proptest::prelude::*;
use recount::election::{
    Contest, Design, Election, FillRates, GroupDesign, GroupVotes, Manifest, MarkedBy, NOT_ON_CARD, RuleName,
    RuleOptions, Style, VoteMode, generate,
};
use recount::random::Streams;
use recount::social_choice::Tally;

fn contest(id: &str, names: usize, allowed: u16) -> Contest {
    Contest {
        id: id.to_owned(),
        title: id.to_owned(),
        rule: RuleName("plurality"),
        candidates: (0..names).map(|i| format!("candidate {i}")).collect(),
        seats: allowed,
        votes_allowed: allowed,
        write_in_line: None,
        options: RuleOptions::default(),
    }
}

fn group(id: usize, ballots: Option<u64>, votes: Vec<Option<GroupVotes>>) -> GroupDesign {
    GroupDesign {
        id: format!("group {id}"),
        county: None,
        precinct: Some(format!("precinct {id}")),
        mode: VoteMode::ElectionDay,
        marked_by: MarkedBy::Hand,
        style: 0,
        ballots,
        voters: None,
        accepted: None,
        tabulators: vec![0],
        votes,
    }
}

fn design(contests: Vec<Contest>, groups: Vec<GroupDesign>, sheets: Vec<Vec<usize>>) -> Design {
    let order = vec![None; contests.len()];
    let style = Style { id: "all".into(), sheets, order };
    let rates = FillRates::default();
    Design { contests, styles: vec![style], tabulators: vec!["one".into()], groups, rates, batches: None }
}

/// What the voters meant, card by card: the slow way.
fn meant(election: &Election, contest: usize, cards: std::ops::Range<usize>) -> Tally {
    let it = &election.contests[contest];
    let mut tally = Tally::empty(it.candidates.len());
    for card in cards {
        if let Some(marks) = election.votes[contest].vote(election.paper[contest].get(card)).marks() {
            tally.count(it, &marks.meant(it), 1);
        }
    }
    tally
}

fn cards_of(election: &Election, group: usize) -> std::ops::Range<usize> {
    let batches = election.groups[group].batches.clone();
    if batches.is_empty() {
        return 0..0;
    }
    election.batches[batches.start].cards.start..election.batches[batches.end - 1].cards.end
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn totals_of_one_vote_contests_are_exact(
        groups in prop::collection::vec((prop::collection::vec(0_u64..400, 3), 0_u64..60, 0_u64..9), 1..6),
        seed in any::<u32>(),
    ) {
        let votes = |(totals, blank, overvoted): &(Vec<u64>, u64, u64)| GroupVotes {
            totals: totals.clone(), blank: Some(*blank), overvoted: Some(*overvoted), ..GroupVotes::default()
        };
        let list = groups.iter().enumerate().map(|(i, g)| group(i, None, vec![Some(votes(g))])).collect();
        let election = generate(design(vec![contest("c", 3, 1)], list, vec![vec![0]]), &Streams::new(&seed.to_string(), 0))
            .expect("figures that fit");
        for (i, (totals, blank, overvoted)) in groups.iter().enumerate() {
            let tally = meant(&election, 0, cards_of(&election, i));
            prop_assert_eq!(tally.votes, totals.iter().map(|&n| n as i64).collect::<Vec<_>>());
            prop_assert_eq!((tally.blank, tally.overvoted), (*blank as i64, *overvoted as i64));
        }
    }

    #[test]
    fn totals_of_several_votes_are_exact_and_no_card_has_too_many(
        totals in prop::collection::vec(0_u64..300, 5), allowed in 1_u16..5, spare in 0_u64..50, seed in any::<u32>(),
    ) {
        let most = totals.iter().copied().max().unwrap_or(0);
        let ballots = totals.iter().sum::<u64>().div_ceil(u64::from(allowed)).max(most) + spare;
        let votes = GroupVotes { totals: totals.clone(), ..GroupVotes::default() };
        let list = vec![group(0, Some(ballots), vec![Some(votes)])];
        let made = generate(design(vec![contest("c", 5, allowed)], list, vec![vec![0]]), &Streams::new(&seed.to_string(), 0));
        let election = made.expect("figures that fit");
        let tally = meant(&election, 0, 0..election.cards());
        prop_assert_eq!(tally.ballots, ballots as i64);
        if allowed > 1 {
            prop_assert_eq!(tally.overvoted, 0);
        }
        prop_assert_eq!(tally.votes, totals.iter().map(|&n| n as i64).collect::<Vec<_>>());
    }
}

#[test]
fn contests_on_two_sheets_keep_to_their_cards() {
    let votes = |n: u64| Some(GroupVotes { totals: vec![n, 2 * n], ..GroupVotes::default() });
    let contests = vec![contest("a", 2, 1), contest("b", 2, 1)];
    let groups = vec![group(0, Some(400), vec![votes(100), votes(120)]), group(1, Some(50), vec![votes(10), votes(9)])];
    let election = generate(design(contests, groups, vec![vec![0], vec![1]]), &Streams::new("s", 0)).expect("it fits");
    assert_eq!(election.cards(), 900);
    for card in 0..election.cards() {
        let on = |contest: usize| election.paper[contest].get(card) != NOT_ON_CARD;
        assert!(on(0) != on(1), "card {card} carries one contest");
        let batch = Manifest::of(&election).place(card).expect("a place").batch;
        let offset = card - election.batches[batch].cards.start;
        assert_eq!(on(0), offset.is_multiple_of(2), "first sheets come first");
    }
    assert_eq!(meant(&election, 1, 0..900).votes, [129, 258]);
}

#[test]
fn the_manifest_covers_every_card_once() {
    let votes = Some(GroupVotes { totals: vec![3_000, 2_345], ..GroupVotes::default() });
    let election = generate(
        design(vec![contest("a", 2, 1)], vec![group(0, None, vec![votes])], vec![vec![0]]),
        &Streams::new("s", 0),
    )
    .expect("it fits");
    let manifest = Manifest::of(&election);
    assert_eq!(manifest.cards(), election.cards() as u64);
    assert_eq!(manifest.lines().map(|line| line.cards).sum::<u64>(), manifest.cards());
    let mut card = 0;
    for (batch, line) in manifest.lines().enumerate() {
        for position in 1..=line.cards {
            let place = manifest.place(card).expect("a place");
            assert_eq!((place.batch, place.position), (batch, position));
            card += 1;
        }
    }
    assert_eq!(manifest.place(card), None);
}

#[test]
fn what_is_not_documented_follows_the_stated_rates() {
    let votes = Some(GroupVotes { totals: vec![600_000, 393_700], ..GroupVotes::default() });
    let election = generate(
        design(vec![contest("a", 2, 1)], vec![group(0, None, vec![votes])], vec![vec![0]]),
        &Streams::new("s", 0),
    )
    .expect("it fits");
    let tally = meant(&election, 0, 0..election.cards());
    assert_eq!((tally.ballots, tally.blank, tally.overvoted), (1_000_000, 4_000, 2_300));
    let faint = (0..election.cards()).filter(|&card| {
        let marks = election.votes[0].vote(election.paper[0].get(card)).marks().expect("one contest");
        marks.strokes().iter().any(|s| s.1.darkness() < 100)
    });
    // 0.2 % of the 993,700 valid ballots: 1,987 ± five standard deviations of 44.6.
    let faint = faint.count() as f64;
    assert!((faint - 1_987.4).abs() < 223.0, "{faint}");
    let mean = election.cards() as f64 / election.batches.len() as f64;
    assert!((mean - 100.0).abs() < 1.0, "{mean}");
}
