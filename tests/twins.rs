//! Slow twins: card by card, the readable way, against the engine's tables, histograms and batches.

use proptest::prelude::*;
use recount::election::{
    Contest, Crease, Design, Election, FillRates, GroupDesign, GroupVotes, MarkedBy, Marks, RuleName, RuleOptions,
    Stroke, Style, VoteMode, generate,
};
use recount::random::Streams;
use recount::social_choice::Tally;
use recount::tabulation::{Fault, tabulate};

fn contest(allowed: u16) -> Contest {
    Contest {
        id: "c".into(),
        title: "C".into(),
        rule: RuleName("plurality"),
        candidates: ["Ada", "Ben", "Cem", "Dot"].map(String::from).to_vec(),
        seats: 1,
        votes_allowed: allowed,
        write_in_line: None,
        options: RuleOptions::default(),
    }
}

/// A card's marks: for each of four targets a kind and a darkness, and perhaps a crease.
fn marks() -> impl Strategy<Value = Marks> {
    let target = (0_u8..6, 1_u8..100);
    (prop::collection::vec(target, 4), prop::option::of((0_u16..4, 1_u8..100))).prop_map(|(targets, crease)| {
        let mut marks = Marks::default();
        for (candidate, (kind, darkness)) in targets.into_iter().enumerate() {
            let stroke = match kind {
                0 => Stroke::Filled,
                1 => Stroke::Light(darkness),
                2 => Stroke::Stray(darkness),
                3 => Stroke::Struck,
                _ => continue,
            };
            marks.set(candidate as u16, stroke);
        }
        marks.crease = crease.map(|(candidate, darkness)| Crease { candidate, darkness });
        marks
    })
}

/// Paper that holds exactly these cards.
fn paper(cards: &[Marks], allowed: u16) -> Election {
    let it = contest(allowed);
    let mut totals = vec![0; 4];
    for marks in cards {
        let meant: Vec<_> = marks.meant(&it).targets().collect();
        if meant.len() <= usize::from(allowed) {
            for &candidate in &meant {
                totals[usize::from(candidate)] += 1;
            }
        }
    }
    let special = cards.iter().map(|marks| (marks.clone(), 1)).collect();
    let votes = GroupVotes { totals, special, ..GroupVotes::default() };
    let group = GroupDesign {
        id: "all".into(),
        county: None,
        precinct: None,
        mode: VoteMode::ElectionDay,
        marked_by: MarkedBy::Hand,
        style: 0,
        ballots: Some(cards.len() as u64),
        voters: None,
        accepted: None,
        tabulators: vec![0],
        votes: vec![Some(votes)],
    };
    let rates = FillRates { undervote: 0.0, overvote: 0.0, light: 0.0, batch_size: 7 };
    let styles = vec![Style { id: "all".into(), sheets: vec![vec![0]], order: vec![None] }];
    let design = Design {
        contests: vec![it],
        styles,
        tabulators: vec!["one".into()],
        groups: vec![group],
        rates,
        batches: None,
    };
    generate(design, &Streams::new("twins", 0)).expect("it fits")
}

/// What a scanner makes of one card, target by target.
fn slow_reading(marks: &Marks, allowed: usize, threshold: u8, crease: u8, rule: &str) -> Vec<u16> {
    let mut dark: Vec<(u16, u8)> = Vec::new();
    for candidate in 0..4 {
        let stroke = marks.strokes().iter().find(|s| s.0 == candidate);
        let own = stroke.map_or(0, |s| s.1.darkness());
        let fold = marks.crease.filter(|c| c.candidate == candidate && c.darkness >= crease).map_or(0, |c| c.darkness);
        let own = if own >= threshold { own } else { 0 };
        if own.max(fold) > 0 {
            dark.push((candidate, own.max(fold)));
        }
    }
    if dark.len() > allowed && rule == "first" {
        dark.truncate(allowed);
    }
    dark.into_iter().map(|d| d.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn scanners_read_as_their_slow_twin(
        cards in prop::collection::vec(marks(), 1..60), allowed in 1_u16..4,
        threshold in 1_u8..100, crease in 1_u8..=101, first in any::<bool>(),
    ) {
        let rule = if first { "first" } else { "void" };
        let election = paper(&cards, allowed);
        let faults: Vec<Fault> = serde_json::from_value(serde_json::json!([
            {"kind": "marginal_marks", "threshold": threshold},
            {"kind": "fold_line", "reads_from": crease},
            {"kind": "overvote_rule", "rule": rule},
        ])).expect("faults");
        let scope = vec![true; election.batches.len()];
        let count = tabulate(&election, scope, &faults, None, true, &[], &Streams::new("twins", 0));
        let mut fast = Tally::empty(4);
        for upload in &count.uploads {
            fast += &upload.tallies[0];
        }
        let it = &election.contests[0];
        let mut slow = Tally::empty(4);
        for marks in &cards {
            slow.count(it, &Marks::plain(slow_reading(marks, usize::from(allowed), threshold, crease, rule)), 1);
        }
        prop_assert_eq!(&fast, &slow);

        // The cast vote records, one by one, add up to the same.
        let mut records = Tally::empty(4);
        for card in 0..election.cards() {
            let record = count.cvr(&election, card).expect("every card was scanned");
            records.count(it, count.votes[0].vote(record.votes[0]).marks().expect("on the card"), 1);
        }
        prop_assert_eq!(&records, &slow);
    }

    #[test]
    fn the_paper_holds_the_cards_it_was_given(cards in prop::collection::vec(marks(), 1..60), allowed in 1_u16..4) {
        let election = paper(&cards, allowed);
        let mut laid: Vec<Marks> = (0..election.cards())
            .map(|card| election.votes[0].vote(election.paper[0].get(card)).marks().cloned().expect("on the card"))
            .collect();
        let mut given = cards;
        laid.sort();
        given.sort();
        prop_assert_eq!(laid, given);
    }
}
