//! Comparison by mismatches: no few changed cards change an outcome, and what it takes is what the formula of clean samples says.

use recount::audit::{AbsentCards, AuditSettings, DrawnUnit, Records, ReportedContest, RoundEvidence, named};
use recount::election::{Batch, Code, Column, Contest, Marks, Ranking, VoteTable};
use recount::hand_count::Reading;
use recount::random::{Random, Streams};
use recount::sampling::Frame;
use recount::scenario::shipped;
use recount::simulation::{SimulationOptions, run, simulate};
use recount::social_choice::{Outcome, Tally, decide};

use crate::ways::{WAYS, file, text};

/// Every way to fill in a ballot of three names, by what the rule asks for.
fn kinds(rule: &str, contest: &Contest) -> Vec<Marks> {
    match rule {
        "plurality" | "supermajority" | "top_two" => {
            [vec![], vec![0], vec![1], vec![2]].map(Marks::plain).into_iter().collect()
        }
        "approval" => (0..8_u16).map(|set| Marks::plain((0..3).filter(|name| set >> name & 1 == 1))).collect(),
        _ => {
            let orders: [&[u16]; 10] =
                [&[], &[0], &[1], &[2], &[0, 1, 2], &[0, 2, 1], &[1, 0, 2], &[1, 2, 0], &[2, 0, 1], &[2, 1, 0]];
            let ranking = |order: &&[u16]| Ranking::from_ranks(order.iter().map(|&name| vec![name]).collect());
            orders.iter().map(|order| contest.marks_of(&ranking(order))).collect()
        }
    }
}

fn tally(contest: &Contest, ballots: &[&Marks]) -> Tally {
    let mut tally = Tally::empty(contest.candidates.len());
    for marks in ballots {
        tally.count(contest, marks, 1);
    }
    tally
}

/// The P-value once all cards were heard, of which the first `wrong` are not found; `None` where the method does not fit.
fn p_after_all(contest: &Contest, ballots: &[&Marks], wrong: usize) -> Option<f64> {
    let cards = ballots.len();
    let batch = Batch { id: "b".into(), group: 0, cards: 0..cards, ballots: cards as u64, container: 1, tabulator: 0 };
    let (batches, mut votes) = (vec![batch], VoteTable::default());
    let codes: Vec<Code> = ballots.iter().map(|&marks| votes.code(marks.clone())).collect();
    let frame = Frame::new(&batches, vec![0]);
    let mut column = Column::new(cards);
    codes.iter().enumerate().for_each(|(card, &code)| column.set(card, code));
    let records = Records::new(votes.clone(), column.into(), |_| 0..cards, |_| 0..cards, &frame);
    let tally = tally(contest, ballots);
    let claim = ReportedContest {
        contest,
        outcome: decide(contest, &tally),
        tally,
        frame,
        records: Some(records),
        batches: vec![None],
        readable: votes,
        absent: AbsentCards::SaysNothing,
        pools: Vec::new(),
        pool_of: vec![None],
        strata: Vec::new(),
        stratum_of: vec![0],
    };
    let prepared = named("mismatch").expect("it").prepare(&claim, &AuditSettings::default()).ok()?;
    let mut evidence = prepared.begin();
    for (card, &code) in codes.iter().enumerate() {
        let reading = if card < wrong { Reading::NotFound } else { Reading::Vote(code) };
        assert_eq!(evidence.observe(DrawnUnit::Card { batch: 0, record: Some(code), reading }), card < wrong);
    }
    match evidence.evidence() {
        RoundEvidence::PValue(p) => Some(p),
        other => panic!("{other:?}"),
    }
}

/// Whether some change of so many ballots, from this one on, leads to another outcome.
fn can_change(paper: (&Contest, &Outcome), ballots: &[&Marks], kinds: &[Marks], from: usize, changes: usize) -> bool {
    let (contest, reported) = paper;
    if changes == 0 {
        return !decide(contest, &tally(contest, ballots)).agrees_with(reported);
    }
    (from..ballots.len()).any(|card| {
        kinds.iter().any(|kind| {
            let mut changed = ballots.to_vec();
            changed[card] = kind;
            can_change(paper, &changed, kinds, card + 1, changes - 1)
        })
    })
}

#[test]
fn fewer_mismatches_than_the_bound_never_change_an_outcome() {
    let mut random: Random = Streams::new("mismatch", 0).purpose("elections").stream(0);
    let (mut looked_at, mut tight) = (0, 0);
    for (rule, way) in &WAYS {
        if !["plurality", "supermajority", "top_two", "approval", "instant_runoff", "borda", "condorcet"].contains(rule)
        {
            continue;
        }
        let election = run(&file(text(way, "", "methods = [\"polling\"]")), None).expect("a run");
        let contest = &election.contests[0].contest;
        let kinds = kinds(rule, contest);
        for _ in 0..12 {
            let usual: Vec<&Marks> = (0..2).map(|_| &kinds[random.below(kinds.len() as u32) as usize]).collect();
            let mut ballots: Vec<&Marks> = (0..6)
                .map(|card| if card % 3 < 2 { usual[0] } else { &kinds[random.below(kinds.len() as u32) as usize] })
                .collect();
            ballots[5] = usual[1];
            let reported = decide(contest, &tally(contest, &ballots));
            // The least number of mismatches that no full count of cards is confirmed with.
            let Some(bound) = (0..=6).find(|&wrong| p_after_all(contest, &ballots, wrong).is_none_or(|p| p > 0.0))
            else {
                continue;
            };
            if p_after_all(contest, &ballots, 0).is_none() {
                continue;
            }
            assert!(bound > 0, "{rule}: a clean count confirms");
            looked_at += 1;
            for changes in 1..bound.min(3) {
                assert!(
                    !can_change((contest, &reported), &ballots, &kinds, 0, changes),
                    "{rule}: {ballots:?} {changes}"
                );
            }
            tight += u32::from(bound <= 2 && can_change((contest, &reported), &ballots, &kinds, 0, bound));
        }
    }
    assert!(looked_at >= 30 && tight >= 8, "{looked_at} {tight}");
}

#[test]
fn the_mailed_ballots_of_san_francisco_take_what_the_exact_test_says() {
    let file = shipped("san-francisco-2019-da").expect("shipped");
    let options = SimulationOptions { trials: 5, methods: vec!["mismatch".into()], ..SimulationOptions::default() };
    let row = &simulate(&file, &options, &|_| {}).expect("trials").rows[0];
    assert!(row.refused.is_none(), "{:?}", row.refused);
    // The records' paper agrees but for slips of boards: some hundreds of 146,662 cards, never all.
    assert!(row.cards.mean < 10_000.0, "{}", row.cards.mean);
}

#[test]
fn a_rule_without_statements_is_counted() {
    // A circle of three: 160 to 80 for A over B, 180 to 60 for B over C, 140 to 100 for C over A.
    let way = &WAYS.iter().find(|way| way.0 == "condorcet").expect("it").1;
    let north = r#"rankings.c = { "A > B > C" = 60, "B > C > A" = 40, "C > A > B" = 20 }"#;
    let south = r#"rankings.c = { "A > B > C" = 40, "B > C > A" = 40, "C > A > B" = 40 }"#;
    let text = text(way, "", "methods = [\"mismatch\"]").replace(way.north, north).replace(way.south, south);
    let options = SimulationOptions { trials: 3, ..SimulationOptions::default() };
    let row = &simulate(&file(text), &options, &|_| {}).expect("trials").rows[0];
    assert!(row.refused.is_some() && row.full_hand_count.fraction() > 0.99);
}
