//! Belgium, Chamber of Representatives, 9 June 2024: the seats of eleven districts by D'Hondt with a threshold of 5 percent, and the
//! hardest statement of each as another program reports it.
//!
//! Votes and seats are the official results (Federal Public Service Interior). The table is that of rlauxe, `docs/cases/Belgium2024.md`;
//! its figures travel, no code does.

use recount::assertion::{Assertion, assertions};
use recount::election::{CandidateIndex, Contest, RuleOptions};
use recount::social_choice::{Tally, decide, named};
use serde_json::Value;

const OFFICIAL: &str = include_str!("data/belgium-2024.json");

/// District, winner and loser of the hardest statement (the loser alone where it is that a list is below the threshold), the mean of a
/// card that agrees with its record, the mean of the reported votes, the most a card can be worth, and the cards that an audit reads which
/// finds no error and stakes all it may.
const TABLE: [(&str, &str, &str, [f64; 3], u64); 11] = [
    ("Anvers", "CD&V", "PVDA", [0.500_134, 0.500_267, 1.0], 11_203),
    ("Bruxelles", "PS", "MR", [0.500_210, 0.500_472, 1.125], 7_137),
    ("FlandreWest", "PVDA", "CD&V", [0.501_659, 0.506_614, 2.0], 904),
    ("FlandreEast", "Vooruit", "CD&V", [0.500_455, 0.500_908, 1.0], 3_296),
    ("Hainaut", "ECOLO", "ECOLO", [0.500_164, 0.500_173, 0.526_316], 9_136),
    ("Liege", "LES ENGAGÉS", "PS", [0.500_284, 0.500_663, 1.166_667], 5_267),
    ("Limbourg", "Vooruit", "VLAAMS BELANG", [0.502_437, 0.507_277, 1.5], 616),
    ("Luxembourg", "LES ENGAGÉS", "MR", [0.503_001, 0.505_966, 1.0], 501),
    ("Namur", "PTB", "PS", [0.505_404, 0.516_037, 1.5], 279),
    ("BrabantFlamant", "VLAAMS BELANG", "N-VA", [0.504_228, 0.511_180, 1.333_333], 356),
    ("BrabantWallon", "MR", "LES ENGAGÉS", [0.502_644, 0.504_384, 0.833_333], 568),
];

/// In the units of others: the mean of a card that agrees, the mean of the votes, the most a card can be worth. A card that says
/// nothing is worth a half.
fn others_units(contest: &Contest, tally: &Tally, it: &Assertion) -> [f64; 3] {
    let (least, most) = it.bounds();
    let (least, most) = (f64::from(least), f64::from(most));
    let mean = 0.5 + it.lead(contest, tally) as f64 / (2.0 * least * tally.ballots as f64);
    let upper = (most + least) / (2.0 * least);
    [1.0 / (2.0 - (2.0 * mean - 1.0) / upper), mean, upper]
}

#[test]
fn eleven_districts_have_their_seats_and_their_hardest_statement() {
    let districts: Value = serde_json::from_str(OFFICIAL).expect("the official results");
    assert_eq!(districts.as_object().map(serde_json::Map::len), Some(TABLE.len()));
    for (district, winner, loser, published, cards) in TABLE {
        let lists = districts[district].as_array().expect("a district");
        let number = |list: &Value, at: usize| list[at].as_i64().expect("a number");
        let contest = Contest {
            id: district.to_lowercase(),
            title: district.to_owned(),
            rule: named("dhondt").expect("a rule"),
            candidates: lists.iter().map(|list| list[0].as_str().expect("a list").to_owned()).collect(),
            seats: lists.iter().map(|list| number(list, 2)).sum::<i64>() as u16,
            votes_allowed: 1,
            write_in_line: None,
            options: RuleOptions { share: Some((1, 20)), ..RuleOptions::default() },
        };
        let votes: Vec<i64> = lists.iter().map(|list| number(list, 1)).collect();
        let tally = Tally { ballots: votes.iter().sum(), votes, ..Tally::empty(lists.len()) };
        let outcome = decide(&contest, &tally);
        for (at, list) in lists.iter().enumerate() {
            let seats = outcome.winners.iter().filter(|&&it| it == at as CandidateIndex).count();
            assert_eq!(seats as i64, number(list, 2), "{district}: {}", contest.candidates[at]);
        }
        let all = assertions(&contest, &outcome, &tally).expect("statements");
        let hardest = all
            .iter()
            .map(|it| (others_units(&contest, &tally, it), it))
            .min_by(|a, b| a.0[0].total_cmp(&b.0[0]))
            .expect("a statement");
        let (ours, it) = hardest;
        assert_eq!((contest.name(it.winner), contest.name(it.loser)), (winner, loser), "{district}");
        for (ours, published) in ours.iter().zip(published) {
            assert!((ours - published).abs() <= 0.5e-6 + 1e-12, "{district}: {ours}, published {published}");
        }
        // Every agreeing card multiplies what an audit has by twice its mean, until that is 1 over the risk limit of 5 percent.
        let needed = (20.0_f64.ln() / (2.0 * ours[0]).ln()).ceil();
        assert!((needed - cards as f64).abs() <= 1.0, "{district}: {needed}, published {cards}");
    }
}
